"""Envelopes of records: none, an OAI-PMH response, an rdf:RDF, or a plain wrapper."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import cache
from typing import Final

from docmeta.errors import OptionError
from docmeta.model import Date, Extra, Node, Record, Revision, Unit
from docmeta.plugins import Context
from docmeta.xml import attribute, escape
from docmeta_dublincore.links import identifier_text
from docmeta_dublincore.literal import as_reference, is_address
from docmeta_dublincore.options import Packing
from docmeta_dublincore.vocabulary import DC, DCTERMS, OAI, OAI_DC, OAI_QDC, RDF, XSI

_SET: Final = re.compile(r"[A-Za-z0-9_.!~*'()-]+(?::[A-Za-z0-9_.!~*'()-]+)*")
_STAMP: Final = re.compile(r"(?!0000)[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z)?")
_SIMPLE_ROOT: Final = (
    f'oai_dc:dc xmlns:oai_dc="{OAI_DC}" xmlns:dc="{DC}" xmlns:xsi="{XSI}" '
    f'xsi:schemaLocation="{OAI_DC} http://www.openarchives.org/OAI/2.0/oai_dc.xsd"'
)
_QUALIFIED_ROOT: Final = (
    f'oai_qdc:qualifieddc xmlns:oai_qdc="{OAI_QDC}" xmlns:dcterms="{DCTERMS}" xmlns:xsi="{XSI}" '
    f'xsi:schemaLocation="{OAI_QDC} http://worldcat.org/xmlschemas/qdc/1.0/qdc-1.0.xsd"'
)


#: The length of a datestamp that is a day.
_DAY: Final = 10


def _last_change(record: Record) -> str:
    """The datestamp of the last revision; "" if there is none."""
    said = [one.date.edtf for one in record.revisions if one.date is not None and one.date.edtf]
    return max((stamp for stamp in said if _STAMP.fullmatch(stamp) and not stamp.startswith("1970")), default="")


@cache
def _now() -> datetime:
    """The time, constant in a process, so that the same input gives the same bytes."""
    return datetime.now(UTC)


class Envelope:
    """The envelope of records. `level` is the depth of the elements of a record."""

    level = 1
    #: The place for the name of each record; "" if the envelope needs none.
    names = ""

    def __init__(self, simple: bool, options: Packing, context: Context) -> None:
        self.simple = simple
        self.options = options
        self.context = context
        self.root = _SIMPLE_ROOT if simple else _QUALIFIED_ROOT
        self.name = self.root.partition(" ")[0]
        self.line = "\n" if options.indent else ""
        line, inner, outer = self.line, self.pad(self.level), self.pad(self.level - 1)
        self.begin = f"{outer}<{self.root}>{line}{inner}"
        self.end = f"{line}{outer}</{self.name}>{line}"
        self.empty = f"{outer}<{self.root}/>{line}"

    def head(self, some: bool) -> str:
        """The beginning of the file, after the XML declaration."""
        return ""

    def tail(self, some: bool) -> str:
        """The end of the file."""
        return ""

    def record(self, unit: Unit, name: str, address: str | None, body: str) -> str:
        """One record of its elements, already joined."""
        return f"{self.begin}{body}{self.end}" if body else self.empty

    def begins_tree(self) -> None:
        """The next record is that of a root."""

    def close(self) -> None:
        """Report what was counted."""

    def pad(self, level: int) -> str:
        """The indentation of a level."""
        return "  " * level if self.options.indent else ""

    def header(self, name: str) -> str:
        """Mark where the header uses a name."""
        return name

    def carries(self, unit: Unit) -> bool:
        """Whether the envelope itself holds the unit's identifier, so that it can be read back."""
        return False

    def says(self, record: Record) -> bool:
        """Whether the envelope holds all information on the description itself."""
        return False

    def restores(self, extra: Extra) -> bool:
        """Whether the envelope holds what the reader had put aside."""
        return False


class Bare(Envelope):
    """One record, which is the whole file."""

    def tail(self, some: bool) -> str:
        """An empty stream is an empty record: XML has no empty document."""
        return "" if some else f"<{self.root}/>{self.line}"


class Wrapper(Envelope):
    """Several records in an element `records` without a namespace, which declares those of the records."""

    level = 2

    def __init__(self, simple: bool, options: Packing, context: Context) -> None:
        super().__init__(simple, options, context)
        self.begin = self.begin.replace(self.root, self.name)
        self.empty = self.empty.replace(self.root, self.name)

    def head(self, some: bool) -> str:
        """The start of the wrapper."""
        return f"<records{self.root.removeprefix(self.name).partition(' xsi:schemaLocation')[0]}>{self.line}"

    def tail(self, some: bool) -> str:
        """The end of the wrapper."""
        return f"</records>{self.line}"


class Rdf(Envelope):
    """An rdf:RDF, each record an rdf:Description."""

    level = 2

    def head(self, some: bool) -> str:
        """The start of the graph."""
        own = f'xmlns:dc="{DC}"' if self.simple else f'xmlns:dcterms="{DCTERMS}"'
        return f'<rdf:RDF xmlns:rdf="{RDF}" {own}>{self.line}'

    def tail(self, some: bool) -> str:
        """The end of the graph."""
        return f"</rdf:RDF>{self.line}"

    def record(self, unit: Unit, name: str, address: str | None, body: str) -> str:
        """One description, about the URI of the record if it has one."""
        line, outer = self.line, self.pad(1)
        about = address or self.about(unit)
        start = f"rdf:Description rdf:about={attribute(about)}" if about else "rdf:Description"
        content = f"{line}{self.pad(2)}{body}{line}{outer}" if body else ""
        return f"{outer}<{start}>{content}</rdf:Description>{line}"

    def about(self, unit: Unit) -> str | None:
        """The first URI among the identifiers, or the identifier of the unit."""
        values = map(identifier_text, unit.identifiers)
        found = next(
            (value for value in values if value.startswith(("http://", "https://")) and is_address(value)), None
        )
        return found or (None if unit.minted else as_reference(unit.id))

    def carries(self, unit: Unit) -> bool:
        """Only if the record is about the unit's own identifier."""
        return self.context.base_uri is None and self.about(unit) == unit.id


class OaiPmh(Envelope):
    """An OAI-PMH 2.0 response to ListRecords (Open Archives Initiative Protocol for Metadata Harvesting, section 4.5)."""

    level = 5
    names = "header/identifier"

    def __init__(self, simple: bool, options: Packing, context: Context) -> None:
        super().__init__(simple, options, context)
        try:
            moment = context.timestamp(options.timestamp)
        except ValueError:
            raise OptionError(
                "option 'timestamp': expected a date and time in ISO 8601", value=options.timestamp
            ) from None
        if moment.year <= 1970:  # no time was given: the time at which the process first asked
            moment = _now()
        self.stamp = moment.replace(microsecond=0, tzinfo=None).isoformat() + "Z"
        self.prefix = "oai_dc" if simple else "oai_qdc"
        line, two, three, four = self.line, self.pad(2), self.pad(3), self.pad(4)
        self.before_identifier = f"{two}<record>{line}{three}<header>{line}{four}<identifier>"
        self.before_stamp = f"</identifier>{line}{four}<datestamp>"
        self.after_stamp = f"</datestamp>{line}"
        self.before_metadata = f"{three}</header>{line}{three}<metadata>{line}"
        self.after_metadata = f"{three}</metadata>{line}{two}</record>{line}"
        self.unstamped = 0
        self.above = ""  # the datestamp of the root, which components inherit
        self.assumed = False  # whether that is the time of the response
        self.length = 0  # of all datestamps: days, or seconds

    def head(self, some: bool) -> str:
        """The start of the response; without a record, the protocol's own error."""
        line, pad = self.line, self.pad(1)
        url = self.options.request_url or self.context.base_uri or ""
        if not url:
            self.context.report.note(
                "supplied", "the URL of the server is not known, so it is left empty", target="request"
            )
        start = (
            f'<OAI-PMH xmlns="{OAI}" xmlns:xsi="{XSI}" xsi:schemaLocation="{OAI} http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd">{line}'
            f"{pad}<responseDate>{self.stamp}</responseDate>{line}"
            f'{pad}<request verb="ListRecords" metadataPrefix="{self.prefix}">{escape(as_reference(url))}</request>{line}'
        )
        return start + f"{pad}<ListRecords>{line}" if some else start + f'{pad}<error code="noRecordsMatch"/>{line}'

    def tail(self, some: bool) -> str:
        """The end of the response."""
        line = self.line
        return f"{self.pad(1)}</ListRecords>{line}</OAI-PMH>{line}" if some else f"</OAI-PMH>{line}"

    def record(self, unit: Unit, name: str, address: str | None, body: str) -> str:
        """One record with its header."""
        sets = (
            "".join([f"{self.pad(4)}<setSpec>{name}</setSpec>{self.line}" for name in self.sets(unit)])
            if unit.extras
            else ""
        )
        metadata = f"{self.begin}{body}{self.end}" if body else self.empty
        return (
            f"{self.before_identifier}{self.identifier(unit, name)}{self.before_stamp}{self.datestamp(unit)}{self.after_stamp}{sets}"
            f"{self.before_metadata}{metadata}{self.after_metadata}"
        )

    def sets(self, unit: Unit) -> list[str]:
        """The sets from which a record was harvested."""
        return [extra.content for extra in unit.extras if self.restores(extra)]

    def header(self, name: str) -> str:
        """The identifier of a record, a URI (section 2.4), in the scheme `oai` if the repository is known."""
        named = self.options.repository and not name.startswith("oai:")
        return as_reference(f"oai:{self.options.repository}:{name}" if named else name)

    def identifier(self, unit: Unit, whole: str) -> str:
        """The identifier of the header; reported if it is not the unit's own."""
        if whole != unit.id and not unit.minted:
            reason = "the header has it in the form that the protocol requires"
            self.context.report.lose("id", "header/identifier", unit.id, code="changed", reason=reason)
        return escape(whole)

    def carries(self, unit: Unit) -> bool:
        """The header holds it, perhaps in another form."""
        return True

    def begins_tree(self) -> None:
        """Forget what components inherit."""
        self.above = ""
        self.assumed = False

    def below(self, node: Node) -> None:
        """The next record is that of a node whose root had no record."""
        root = next(iter(node.ancestors), node.unit).record
        self.above = "" if root is None else _last_change(root)
        self.assumed = False

    def datestamp(self, unit: Unit) -> str:
        """The time of the last revision of the description, else that of its root, else the time of the response.

        Revisions may be in any order, and a harvester must not miss the latest. The first datestamp decides
        whether all are days or seconds: a repository has one granularity (section 3.3.2).
        """
        stamp = "" if unit.record is None else _last_change(unit.record)
        if not stamp and self.above:
            stamp = self.above
            self.unstamped += self.assumed
        elif not stamp:
            self.unstamped += 1
            stamp = self.stamp
            self.assumed = True
        self.above = self.above or stamp
        self.length = self.length or len(stamp)
        if len(stamp) == self.length:
            return stamp
        return stamp[:10] if self.length == _DAY else f"{stamp}T00:00:00Z"

    def says(self, record: Record) -> bool:
        """Only the time of the latest revision: it is the datestamp."""
        date = record.revisions[0].date if len(record.revisions) == 1 else None
        if date is None or not date.edtf or not _STAMP.fullmatch(date.edtf):
            return False
        if record != Record(revisions=(Revision(date=Date(date.edtf), kind="updated"),)):
            return False
        if self.length not in (0, len(date.edtf)):
            reason = "all datestamps of a response are days, or all are seconds"
            self.context.report.lose("record", "header/datestamp", date.edtf, code="changed", reason=reason)
        return True

    def close(self) -> None:
        """Report what the headers hold that the records do not give."""
        note = self.context.report.note
        if self.unstamped:
            message = "the record does not say when it was changed; its datestamp is that of the response"
            note("supplied", message, target="header/datestamp", count=self.unstamped)

    def restores(self, extra: Extra) -> bool:
        """The sets that a record was harvested from."""
        return extra.format == "oai" and extra.place == "header/setSpec" and _SET.fullmatch(extra.content) is not None
