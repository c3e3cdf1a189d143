"""The parts of a unit, by a short name: what `docmeta.model.parts` defines, for those who build them.

>>> from docmeta.parts import AgentLink, Person
>>> AgentLink(Person("Kim Il Sung")).role
'creator'
"""

from docmeta.model.parts import *  # noqa: F403
from docmeta.model.parts import __all__ as __all__
