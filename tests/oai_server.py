"""An OAI-PMH repository for tests, which answers correctly unless it is told to misbehave."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import parse_qs, urlsplit
from xml.sax.saxutils import escape

import attrs

from loopback import Loopback, Request, serving

#: A replacement for the usual answer: gets the request, its arguments and the usual page.
Misbehave = Callable[[Request, dict[str, str], bytes], bool]

DC = (
    '<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    "<dc:title>{title}</dc:title></oai_dc:dc>"
)
MODS = '<mods xmlns="http://www.loc.gov/mods/v3"><titleInfo><title>{title}</title></titleInfo></mods>'
EAD = (
    '<ead xmlns="urn:isbn:1-931666-22-9"><eadheader><eadid>{title}</eadid></eadheader><archdesc level="fonds"><did>'
    "<unittitle>{title}</unittitle></did></archdesc></ead>"
)
FORMATS = {
    "oai_dc": ("http://www.openarchives.org/OAI/2.0/oai_dc/", DC),
    "mods": ("http://www.loc.gov/mods/v3", MODS),
    "ead": ("urn:isbn:1-931666-22-9", EAD),
    "didl": ("urn:mpeg:mpeg21:2002:02-DIDL-NS", "<d/>"),
}


@attrs.define
class Item:
    """One item of the repository."""

    identifier: str
    title: str
    stamp: str = "2024-01-01T00:00:00Z"
    deleted: bool = False
    sets: tuple[str, ...] = ("all",)


@attrs.define
class Repository:
    """The repository: its items, and its behaviour."""

    items: list[Item]
    size: int = 10
    date: str = "2025-01-01T00:00:00Z"
    prefixes: tuple[str, ...] = ("oai_dc",)
    granularity: str = "YYYY-MM-DDThh:mm:ssZ"
    misbehave: Misbehave | None = None
    asked: list[dict[str, str]] = attrs.field(factory=list)

    def answer(self, request: Request) -> None:
        arguments = {name: values[0] for name, values in parse_qs(urlsplit(request.path).query).items()}
        self.asked.append(arguments)
        page = self.page(arguments).encode()
        if self.misbehave is None or not self.misbehave(request, arguments, page):
            request.give(page)

    def page(self, arguments: dict[str, str]) -> str:
        verb = arguments.get("verb", "")
        body = getattr(self, verb)(arguments)
        return (
            '<?xml version="1.0" encoding="UTF-8"?>\n<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">'
            f'<responseDate>{self.date}</responseDate><request verb="{verb}">http://example.org/oai</request>{body}</OAI-PMH>\n'
        )

    def Identify(self, _: dict[str, str]) -> str:
        return (
            "<Identify><repositoryName>Städtisches Archiv</repositoryName><baseURL>http://elsewhere.invalid/</baseURL>"
            "<protocolVersion>2.0</protocolVersion><earliestDatestamp>2000-01-01T00:00:00Z</earliestDatestamp>"
            f"<deletedRecord>persistent</deletedRecord><granularity>{self.granularity}</granularity></Identify>"
        )

    def ListMetadataFormats(self, _: dict[str, str]) -> str:
        formats = "".join(
            f"<metadataFormat><metadataPrefix>{prefix}</metadataPrefix><schema>x</schema>"
            f"<metadataNamespace>{FORMATS[prefix][0]}</metadataNamespace></metadataFormat>"
            for prefix in self.prefixes
        )
        return f"<ListMetadataFormats>{formats}</ListMetadataFormats>"

    def ListSets(self, _: dict[str, str]) -> str:
        return "<ListSets><set><setSpec>all</setSpec><setName>All</setName></set></ListSets>"

    def GetRecord(self, arguments: dict[str, str]) -> str:
        for item in self.items:
            if item.identifier == arguments["identifier"]:
                return f"<GetRecord>{self.record(item, arguments['metadataPrefix'])}</GetRecord>"
        return '<error code="idDoesNotExist">no such item</error>'

    def ListRecords(self, arguments: dict[str, str]) -> str:
        token = arguments.get("resumptionToken")
        if token is not None:
            prefix, begin, since, until, name = (token.split("|") + [""] * 5)[:5]
            if arguments.keys() - {"key"} != {"verb", "resumptionToken"} or not begin.isdigit():
                return '<error code="badResumptionToken">unknown</error>'
        else:
            prefix, begin = arguments["metadataPrefix"], "0"
            since, until, name = (arguments.get(key, "") for key in ("from", "until", "set"))
        if prefix not in self.prefixes:
            return '<error code="cannotDisseminateFormat">no such format</error>'
        items = [
            item
            for item in self.items
            if item.stamp[: len(since)] >= since
            and (not until or item.stamp[: len(until)] <= until)
            and (not name or name in item.sets)
        ]
        if not items:
            return '<error code="noRecordsMatch">nothing</error>'
        at = int(begin)
        records = "".join(self.record(item, prefix) for item in items[at : at + self.size])
        rest = at + self.size < len(items)
        said = escape(f"{prefix}|{at + self.size}|{since}|{until}|{name}") if rest else ""
        more = (
            f'<resumptionToken completeListSize="{len(items)}" cursor="{at}">{said}</resumptionToken>'
            if rest or at
            else ""
        )
        return f"<ListRecords>{records}{more}</ListRecords>"

    def record(self, item: Item, prefix: str) -> str:
        sets = "".join(f"<setSpec>{name}</setSpec>" for name in item.sets)
        status = ' status="deleted"' if item.deleted else ""
        head = f"<header{status}><identifier>{escape(item.identifier)}</identifier><datestamp>{item.stamp}</datestamp>{sets}</header>"
        body = "" if item.deleted else f"<metadata>{FORMATS[prefix][1].format(title=escape(item.title))}</metadata>"
        return f"<record>{head}{body}</record>"


def items(count: int) -> list[Item]:
    """*count* items."""
    return [Item(f"oai:example.org:{number}", f"Title {number} & more") for number in range(count)]


@contextmanager
def serving_oai(repository: Repository) -> Iterator[Loopback]:
    """Serve a repository while the block runs."""
    with serving(repository.answer) as server:
        yield server
