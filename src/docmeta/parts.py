"""The parts of a unit, under a short name: everything in `docmeta.model.parts`.

>>> from docmeta.parts import AgentLink, Person
>>> AgentLink(Person("Kim Il Sung")).role
'creator'
"""

from docmeta.model.parts import *  # noqa: F403
from docmeta.model.parts import __all__ as __all__
