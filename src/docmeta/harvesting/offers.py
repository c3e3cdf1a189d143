"""What a repository offers: its formats, with those that docmeta reads, and its sets."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Callable
from typing import Final

from docmeta.errors import InputError, OptionError
from docmeta.harvesting.answers import Answer, Offer
from docmeta.harvesting.asking import Asker, Broken
from docmeta.harvesting.results import Offered
from docmeta.plugins import Limits
from docmeta.remote import is_web, paced, shown
from docmeta.xml.responses import OTHERS

#: The prefixes of formats that docmeta reads, if the namespace is unknown.
READ: Final = frozenset(
    "oai_dc dc oai_qdc qdc dcterms oai_dcterms mods marcxml marc21 ead ead2002 oai_ead ead3".split()
)
#: The default limits of each page.
LIMITS: Final = Limits(size=1_000_000_000, wait=600)

_ARGUMENTS: Final = re.compile(r"[?&]verb=.*", re.DOTALL)


def reads(offer: Offer) -> bool:
    """Whether docmeta reads a format.

    >>> reads(Offer("oai_mods", "http://www.loc.gov/mods/v3")), reads(Offer("didl", "urn:mpeg:mpeg21:2002:02-DIDL-NS"))
    (True, False)
    """
    return offer.namespace in OTHERS or offer.prefix in READ


def offered(
    base_url: str,
    *,
    limits: Limits | None = None,
    pace: float | None = None,
    tell: Callable[[str], None] | None = None,
) -> Offered:
    """What a repository offers: its formats and sets. Arguments and errors are those of `harvest()`."""
    asker = Asker(base_of(base_url), limits or LIMITS, tell=tell or nothing)
    with paced(pace), tempfile.TemporaryDirectory(prefix="docmeta-") as folder:

        def ask(arguments: dict[str, str]) -> Answer:
            return plain_answer(asker, arguments, os.path.join(folder, "page.xml"))

        said = ask({"verb": "Identify"}).identify
        offers = ask({"verb": "ListMetadataFormats"}).offers
        sets: dict[str, str] = {}
        answer = ask({"verb": "ListSets"})
        while not answer.error("noSetHierarchy"):
            before = len(sets)
            sets.update(answer.sets)
            if answer.token is None or len(sets) == before:
                break
            answer = ask({"verb": "ListSets", "resumptionToken": answer.token})
    name, earliest, granularity, deleted = (
        said.get(name, "") for name in ("repositoryName", "earliestDatestamp", "granularity", "deletedRecord")
    )
    return Offered(name, earliest, granularity, deleted, offers, list(sets.items()))


def nothing(_: str) -> None:
    """Do nothing."""


def base_of(address: str) -> str:
    """The base URL of a repository, without a query such as `?verb=...`.

    >>> base_of("https://example.org/oai?verb=Identify")
    'https://example.org/oai'
    """
    if not is_web(address):
        raise OptionError("expected the base URL of a repository, https://...", value=shown(address))
    return _ARGUMENTS.sub("", address.strip().partition("#")[0]).rstrip("?&")


def plain_answer(asker: Asker, arguments: dict[str, str], path: str) -> Answer:
    """An answer without records."""
    name = f"{asker.name} ({arguments['verb']})"
    try:
        return asker.sound(arguments, path, name, lambda _: None, lambda: None)
    except Broken as broken:
        raise InputError(broken.why, source=name) from None
