"""The names of records and sets: identifiers in the scheme `oai`, and setSpecs.

An identifier is made from the names of the finding aid and the unit, so that it does not depend on other files.

>>> local_name("fa-7/box 1"), set_spec("level", "otherlevel: box")
('fa-7/box%201', 'level-otherlevel__box-a51cc6f3')
"""

from __future__ import annotations

import hashlib
import re
from typing import Final
from urllib.parse import quote

from docmeta.errors import OptionError
from docmeta.model import Names

#: The namespace identifier of the scheme: a domain name (Guidelines for the OAI Identifier Format, section 2.1).
_DOMAIN: Final = re.compile(r"[A-Za-z][A-Za-z0-9-]*(\.[A-Za-z][A-Za-z0-9-]*)+")
#: Characters allowed in the local part (section 2.3 of the same).
_SAFE: Final = "-_.!~*'();/?:@&=+$,"
_OAI: Final = re.compile(r"oai:[A-Za-z][A-Za-z0-9-]*(?:\.[A-Za-z][A-Za-z0-9-]*)+:[A-Za-z0-9_.!~*'();/?:@&=+$,%-]+")
#: Characters not allowed in a setSpec (OAI-PMH 2.0, section 2.6).
_NOT_IN_SETS: Final = re.compile(r"[^A-Za-z0-9_.!~*'()-]")
#: The most characters of a name used in an identifier or a setSpec.
_LONGEST: Final = 200


def domain(repository: str) -> str:
    """The namespace identifier, checked. Raises `OptionError`."""
    if not _DOMAIN.fullmatch(repository):
        raise OptionError("name the repository by a domain, such as archive.example.org", value=repository)
    return repository


def digest_of(text: str) -> str:
    """Part of the SHA-256 of a text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def local_name(name: str) -> str:
    """A name as the local part of an identifier, unique to the name."""
    quoted = quote(name, safe=_SAFE, errors="surrogatepass")
    return quoted if len(quoted) <= _LONGEST else f"{quoted[:_LONGEST].rstrip('%')}~{digest_of(name)}"


def identifier(repository: str, name: str) -> str:
    """The identifier of a record; one already in the scheme, as of harvested records, stays.

    >>> identifier("archive.example.org", "fa-7"), identifier("archive.example.org", "oai:other.example.net:9")
    ('oai:archive.example.org:fa-7', 'oai:other.example.net:9')
    """
    return name if is_identifier(name) else f"oai:{repository}:{local_name(name)}"


def is_identifier(name: str) -> bool:
    """Whether a name is an identifier in the scheme."""
    return len(name) <= _LONGEST and _OAI.fullmatch(name) is not None


def set_spec(kind: str, name: str) -> str:
    """The setSpec for a kind of set and a name, unique to the name."""
    safe = _NOT_IN_SETS.sub("_", name)[:_LONGEST]
    return f"{kind}-{safe}" if safe == name else f"{kind}-{safe}-{digest_of(name)}"


class RecordNames(Names):
    """The identifier of each record of a file: for a root made from its own name, for a unit below from the root's and its own."""

    def __init__(self, source: str | None, repository: str) -> None:
        super().__init__(source, self.identifier)
        self.repository = repository

    def identifier(self, name: str) -> str:
        """The identifier made from a name and the place of the record."""
        below = len(self.counts) > 1
        if is_identifier(name) and not (below and name.startswith(f"{self.root}/")):
            return name
        whole = f"{self.root}/{name}" if below and not name.startswith(f"{self.root}/") else name
        return f"oai:{self.repository}:{local_name(whole)}"
