"""Harvesting: the records of an OAI-PMH 2.0 repository, in a folder that can be updated.

>>> from docmeta.harvesting import Offer, reads
>>> reads(Offer("oai_mods", "http://www.loc.gov/mods/v3"))
True
"""

from docmeta.harvesting.answers import Offer
from docmeta.harvesting.asking import retry_after
from docmeta.harvesting.offers import offered, reads
from docmeta.harvesting.results import Harvest, Kept, Listed, Offered
from docmeta.harvesting.run import harvest

__all__ = ["Harvest", "Kept", "Listed", "Offer", "Offered", "harvest", "offered", "reads", "retry_after"]
