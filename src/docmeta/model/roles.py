"""Who made the material, and who only gave, kept or paid for it.

>>> from docmeta.model import AgentLink, Person
>>> made_it(AgentLink(Person("Roe, Ann"))), made_it(AgentLink(Person("Roe, Ann"), relator="Donor (dnr)"))
(True, False)
"""

from __future__ import annotations

from typing import Final

from docmeta.model.parts import AgentLink

#: Roles of those who gave, kept or paid, by MARC relator codes and terms: they did not make the material.
_NOT_MAKERS: Final = frozenset(
    (
        "asn", "associated name", "dnr", "donor", "dpt", "depositor", "fmo", "former owner", "fnd", "funder", "own", "owner", "pat",
        "patron", "rcp", "addressee", "sll", "seller", "source", "source of acquisition", "spn", "sponsor",
    )
)  # fmt: skip


#: What cataloguers write if nobody is named (AACR2 1.4D7; RDA 2.8.4.7 and its translations).
_UNNAMED: Final = frozenset((
    "s.n", "s. n", "sine nomine", "publisher not identified", "producer not identified", "distributor not identified",
    "manufacturer not identified", "éditeur non identifié", "verlag nicht ermittelbar", "editor no identificado",
    "editore non identificato",
))  # fmt: skip


def unnamed(name: str) -> bool:
    """Whether a name only states that nobody is known.

    >>> unnamed("[s.n.]"), unnamed("Publisher not identified"), unnamed("Harbour Press")
    (True, True, False)
    """
    return name.strip("[]()., :;").lower() in _UNNAMED


def made_it(link: AgentLink) -> bool:
    """Whether an agent given as a creator or an access point is not one who gave, kept or paid."""
    said = link.relator or (link.label if link.role == "creator" else None)
    if not said:
        return True
    word, _, rest = said.lower().rpartition("/")[2].strip().rstrip(":)").partition(" (")
    return word not in _NOT_MAKERS and rest not in _NOT_MAKERS
