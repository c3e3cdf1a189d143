"""METS around descriptions: which of them to read, and the digital objects that belong to each (METS 1 and 2, Library of Congress).

A METS file holds descriptions (`dmdSec`) of one thing in several formats, or of several things; files (`fileSec`); and
structures (`structMap`, `structLink`) that relate files to things. The richest description is read.

>>> import io
>>> file = b'<mets xmlns="http://www.loc.gov/METS/"><dmdSec ID="d"><mdWrap><xmlData><mods/></xmlData></mdWrap></dmdSec></mets>'
>>> is_mets(file), richest(io.BytesIO(file))
(True, 'mods')
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, BinaryIO, Final

import attrs

from docmeta.errors import LimitError
from docmeta.model import DigitalObject
from docmeta.xml import XLINK, line_of, localname, namespace, pull, release

if TYPE_CHECKING:
    from lxml.etree import _Element

#: Formats of descriptions, richest first, each with the bytes in a file that reveal it.
_RICHEST: Final = (
    ("ead2002", re.compile(rb"<(?:[\w.-]+:)?ead[\s>]")),
    ("mods", re.compile(rb"<(?:[\w.-]+:)?mods[\s>/]")),
    ("marcxml", re.compile(rb"<(?:[\w.-]+:)?leader[\s>]")),
    ("dcterms", re.compile(rb"<(?:[\w.-]+:)?(?:qualifieddc|dcterms|dim)[\s>]|<dcterms:\w")),
    ("dc", re.compile(rb"<(?:[\w.-]+:)?dc[\s>]|<dc:\w")),
)
#: The bytes in a file that reveal the version of EAD.
_EADS: Final = (
    (b"ead3.archivists.org", "ead3"),
    (b"openpreservation.org/ead/v4", "ead4"),
    (b"archivists.org/ns/ead/v4", "ead4"),
)
#: The supported formats of descriptions.
FORMATS: Final = frozenset((*(name for name, _ in _RICHEST), *(name for _, name in _EADS)))
#: The root, which DSpace writes as `METS`, too.
_ROOT: Final = re.compile(rb"<(?:[\w.-]+:)?(?:mets|METS)[\s>]")
_ASIDE: Final = re.compile(rb"<!--.*?-->|<\?.*?\?>", re.DOTALL)
#: What is not read, with the reason: attributes of elements (`Crosswalk.ignores` describes the form of the names).
IGNORES: Final[Mapping[str, str]] = {
    **dict.fromkeys(
        "@ID @ADMID @DMDID @MDID @FILEID @STRUCTID div/@xlink:label @xlink:from @xlink:to".split(), "links parts of the file"
    ),
    "smLocatorLink/@xlink:href": "links parts of the file",
    "smLocatorLink/@xlink:label": "links parts of the file",
    **dict.fromkeys("@MDTYPE @OTHERMDTYPE @MDTYPEVERSION".split(), "the description shows its own format"),
    "mdWrap/@MIMETYPE": "the description shows its own format",
    "mdRef/@MIMETYPE": "the description shows its own format",
    **dict.fromkeys("@LOCTYPE @OTHERLOCTYPE".split(), "the address shows its own kind"),
    "mets/@PROFILE": "rules about how the file is made",
    "@xlink:type": "only tells that a link is a link",
    **dict.fromkeys("@xlink:show @xlink:actuate".split(), "how a browser follows a link"),
}  # fmt: skip
#: What is read with the files and the structures of a METS file; `Structure.unused` has what gave nothing.
_STRUCTURE: Final = frozenset(
    "mets/@LABEL METS/@LABEL div/@LABEL div/@ORDERLABEL div/@ORDER fileGrp/@USE file/@USE file/@MIMETYPE file/@CHECKSUM "
    "file/@CHECKSUMTYPE FLocat/@xlink:href FLocat/@LOCREF FLocat/@xlink:title".split()
)
#: What groups of small pictures are called (METS profile of the DFG and others); any other word is the role as it is.
_THUMBNAILS: Final = frozenset("thumbs thumb thumbnails thumbnail preview".split())
_BLOCK: Final = 1 << 18
_OVERLAP: Final = 256
_INTEGER: Final = re.compile(r"-?[0-9]{1,9}\Z")
#: The place of a division's own files: before those of the divisions in it.
_FIRST: Final = -(10**9)
_LABELS: Final = ("LABEL", "ORDERLABEL")
_CHECKSUMS: Final = re.compile("[^a-z0-9]")
#: How many descriptions files may have, on average; and the number of pairs that is never too large.
_SHARED: Final = 20
_LITTLE: Final = 10_000


def is_read(element: _Element, key: str) -> bool:
    """Whether an attribute of a METS element is read with its files and structures, or ignored on purpose."""
    if "loc.gov/METS" not in namespace(element):
        return False
    attribute = f"@xlink:{localname(key)}" if namespace(key) == XLINK else f"@{localname(key)}"
    place = localname(element) + attribute.replace("@", "/@")
    if place in IGNORES or attribute in IGNORES:
        return True
    return place in _STRUCTURE and "loc.gov/METS" in namespace(element.getroottree().getroot())


#: Values of `dmdSec/@STATUS` for a replaced or deleted section, as in Archivematica.
_REPLACED: Final = re.compile("superseded|deleted|obsolete", re.IGNORECASE)


def replaced(section: _Element) -> bool:
    """Whether a section is outdated: replaced by a later one, or deleted."""
    return _REPLACED.search(section.get("STATUS", "")) is not None


def section_of(element: _Element) -> _Element | None:
    """The METS section of a description, `dmdSec` or `amdSec`, or None."""
    at = element.getparent()
    while at is not None and not (localname(at) in ("dmdSec", "amdSec") and "loc.gov/METS" in namespace(at)):
        at = at.getparent()
    return at


def is_mets(head: bytes) -> bool:
    """Whether a file with this beginning is METS."""
    body = _ASIDE.sub(b"", head)
    found = _ROOT.search(body)
    return found is not None and b"<" not in body[: found.start()] and b"loc.gov/METS" in body


def formats(source: BinaryIO) -> list[str]:
    """The formats of the descriptions in a METS file, richest first. The stream is read from its beginning."""
    found: set[str] = set()
    ead = "ead2002"
    source.seek(0)
    before = b""
    while block := source.read(_BLOCK):
        text = before + block
        found.update(name for name, shown in _RICHEST if name not in found and shown.search(text))
        ead = next((name for shown, name in _EADS if shown in text), ead)
        before = text[-_OVERLAP:]
    source.seek(0)
    return [ead if name == "ead2002" else name for name, _ in _RICHEST if name in found]


def richest(source: BinaryIO) -> str | None:
    """The format of the richest description; None if there is no supported one."""
    return next(iter(formats(source)), None)


@attrs.define
class Structure:
    """The structure of a METS file.

    Attributes:
        sections: The identifiers of the `dmdSec` with each format, in order.
        objects: The digital objects of each description, by the identifier of its `dmdSec`.
        unclaimed: Digital objects of no description.
        above: For each `dmdSec`, those of the nearest division above that has any.
        missing: Lines of files without a URL.
        unused: What files and divisions say that no digital object and no label holds: its place, the value, the line.
        labels: The label of each description's division, by the identifier of its `dmdSec`; "" has that of the whole file.
    """

    sections: dict[str, list[str]] = attrs.field(factory=dict)
    objects: dict[str, list[DigitalObject]] = attrs.field(factory=dict)
    unclaimed: list[DigitalObject] = attrs.field(factory=list)
    above: dict[str, list[str]] = attrs.field(factory=dict)
    missing: list[int | None] = attrs.field(factory=list)
    unused: list[tuple[str, str, int | None]] = attrs.field(factory=list)
    labels: dict[str, str] = attrs.field(factory=dict)


def says(found: Structure) -> bool:
    """Whether a METS file without a description says what it is about: by a label, or by its files."""
    return bool(found.labels.get("") or found.unclaimed or any(found.objects.values()))


def depths(sections: Sequence[str], above: Mapping[str, Sequence[str]]) -> list[int]:
    """The depth of each description, by the divisions; one that does not follow its parent is at the top.

    >>> depths(["d1", "d2", "d3", "d4"], {"d2": ["d1"], "d3": ["d2"], "d4": ["d1"]}), depths(["d2", "d1"], {"d2": ["d1"]})
    ([0, 1, 2, 1], [0, 0])
    """
    found: list[int] = []
    path: list[str] = []
    known: dict[int, frozenset[str]] = {}  # many sections share one list
    for section in sections:
        names = above.get(section, ())
        if id(names) not in known:
            known[id(names)] = frozenset(names)
        outer = known[id(names)]
        while path and (path[-1] not in outer or path[-1] == section):
            path.pop()
        path.append(section)
        found.append(len(path) - 1)
    return found


def structure(source: BinaryIO, *, name: str | None = None, huge: bool = False) -> Structure:
    """Read the files and the structures of a METS file, from its beginning; descriptions are skipped."""
    source.seek(0)
    look = _Look(huge)
    for event, element in pull(source, name=name, huge=huge):
        if event == "start":
            look.started(element)
        else:
            look.ended(element)
            release(element)
    source.seek(0)
    return look.result()


@attrs.define
class _Div:
    """A division of a structure: its descriptions, and its files and those of the divisions in it, each with its place."""

    id: str
    descriptions: list[str]
    order: int
    above: list[str] = attrs.field(factory=list)
    label: str = ""
    line: int | None = None
    used: bool = False
    parts: list[tuple[int, list[str]]] = attrs.field(factory=list)

    def files(self) -> list[str]:
        """The files in the order of the divisions (METS, `div/@ORDER`); those without @ORDER in document order."""
        parts = sorted(self.parts, key=lambda part: part[0]) if all(order for order, _ in self.parts) else self.parts
        return [file for _, files in parts for file in files]


class _Look:
    def __init__(self, huge: bool) -> None:
        self.huge = huge
        self.found = Structure()
        self.section: str | None = None
        self.wrapped = False
        self.files: dict[str, DigitalObject] = {}
        self.groups: list[dict[str, Any]] = []  # the use of each open group, and whether a file has it
        self.open: list[dict[str, str]] = []  # the open files
        self.divs: list[_Div] = []
        self.shown: dict[str, list[str]] = {}  # the files of each div, by its ID
        self.described: dict[str, list[str]] = {}  # the descriptions of each div, by its ID
        self.claims: list[tuple[list[str], list[str]]] = []  # descriptions, files
        self.links: list[tuple[str, str]] = []
        self.called: dict[str, _Div] = {}  # the labelled division of each file
        self.labelled: list[_Div] = []
        self.pages: list[
            str
        ] = []  # the files of structures without a description, which links refer to, in their order

    def started(self, element: _Element) -> None:
        if self.section is not None and self.wrapped:
            self.wrapped = False
            self.found.sections.setdefault(_format_of(element), []).append(self.section)
        if "loc.gov/METS" not in namespace(element):
            return
        local = localname(element)
        if local in ("mets", "METS"):
            self.found.labels[""] = _label(element)
        elif local == "dmdSec":
            self.section = None if replaced(element) else element.get("ID", "")
        elif local == "xmlData" and self.section is not None:
            self.wrapped = True
        elif local == "fileGrp":
            self.groups.append({"use": element.get("USE", "").strip(), "used": False})
        elif local == "file":
            self.open.append({str(key): str(value).strip() for key, value in element.attrib.items()})
        elif local == "div":
            self.division(element)
        elif local in ("fptr", "area") and self.divs:
            files = element.get("FILEID", "").split()
            self.divs[-1].parts.append((_FIRST, files))
            for file in files if self.divs[-1].label else ():
                self.called.setdefault(file, self.divs[-1])

    def division(self, element: _Element) -> None:
        order, line = element.get("ORDER", "").strip(), line_of(element)
        own = element.get("DMDID", "").split()
        outer = (self.divs[-1].descriptions or self.divs[-1].above) if self.divs else []
        div = _Div(element.get("ID", ""), own, int(order) if _INTEGER.match(order) else 0, outer, _label(element), line)
        self.divs.append(div)
        if order and not _INTEGER.match(order):
            self.found.unused.append(("div/@ORDER", order, line))
        for name in _LABELS:
            said = " ".join(element.get(name, "").split())
            if said and said != div.label:
                self.found.unused.append((f"div/@{name}", said, line))
        for section in own or ([""] if len(self.divs) == 1 and not self.found.labels.get("") else []):
            if div.label and not self.found.labels.get(section):
                self.found.labels[section] = div.label
                div.used = True
        for section in own if outer else ():
            self.found.above.setdefault(section, outer)
        if div.label:
            self.labelled.append(div)

    def ended(self, element: _Element) -> None:
        if "loc.gov/METS" not in namespace(element):
            return
        local = localname(element)
        if local == "dmdSec":
            self.section, self.wrapped = None, False
        elif local == "fileGrp":
            group = self.groups.pop()
            if group["use"] and not group["used"]:
                self.found.unused.append(("fileGrp/@USE", group["use"], line_of(element)))
        elif local == "FLocat":
            self.located(element)
        elif local == "file":
            self.filed(element, self.open.pop())
        elif local == "div":
            self.closed(self.divs.pop())
        elif local == "smLink":
            self.links.append((element.get(f"{{{XLINK}}}from", ""), element.get(f"{{{XLINK}}}to", "")))

    def located(self, element: _Element) -> None:
        file = self.open[-1] if self.open else {}
        address = (element.get(f"{{{XLINK}}}href") or element.get("LOCREF") or "").strip()
        title = element.get(f"{{{XLINK}}}title", "")
        key = file.get("ID") or f"#{len(self.files)}"
        if not address or key in self.files or "located" in file:
            said = (("@xlink:href", address), ("@xlink:title", title))
            self.found.unused += [(f"FLocat/{name}", value, line_of(element)) for name, value in said if value]
            return
        file["located"] = key
        checksum, kind = file.get("CHECKSUM"), _CHECKSUMS.sub("", file.get("CHECKSUMTYPE", "").lower())
        group = next((one for one in reversed(self.groups) if one["use"]), None) if not file.get("USE") else None
        use = file.get("USE") or (group["use"] if group else "")
        if group:
            group["used"] = True
        self.files[key] = DigitalObject(
            address,
            title,
            file.get("MIMETYPE") or None,
            ("thumbnail" if use.lower() in _THUMBNAILS else use.lower()) or None,
            checksum=f"{kind}:{checksum.lower()}" if checksum and kind else None,
            id=file.get("ID") or None,
        )

    def filed(self, element: _Element, file: dict[str, str]) -> None:
        """A file has ended: what it says that its digital object does not hold, which is all without an address."""
        located, line = file.get("located"), line_of(element)
        if file.get("ID") and not located:
            self.found.missing.append(line)
        whole = bool(located and self.files[located].checksum)
        names = [*(() if located else ("USE", "MIMETYPE")), *(() if whole else ("CHECKSUM", "CHECKSUMTYPE"))]
        self.found.unused += [(f"file/@{name}", file[name], line) for name in names if file.get(name)]

    def closed(self, div: _Div) -> None:
        """The files of a div belong to its description, or to that of the nearest div above that has one."""
        files = div.files()
        if div.id:
            self.shown.setdefault(div.id, []).extend(files)
            self.described.setdefault(div.id, []).extend(div.descriptions)
        if div.descriptions:
            self.claims.append((div.descriptions, files))
        elif self.divs:
            self.divs[-1].parts.append((div.order, files))
        else:
            self.pages += files

    def result(self) -> Structure:
        for file in self.called.keys() & self.files.keys():
            div = self.called[file]
            if not self.files[file].title:
                self.files[file] = attrs.evolve(self.files[file], title=div.label)
            div.used = div.used or self.files[file].title == div.label
        self.found.unused += [("div/@LABEL", div.label, div.line) for div in self.labelled if not div.used]
        at = {file: number for number, file in reversed(list(enumerate(self.pages)))}
        links = dict.fromkeys(self.links)
        linked = [(self.described.get(one, []), self.shown.get(other, [])) for one, other in links]
        linked.sort(key=lambda claim: at.get(claim[1][0], len(at)) if claim[1] else -1)
        claims = [*self.claims, *linked]
        most = _SHARED * (len(self.files) + len(self.described) + sum(map(len, self.found.sections.values()))) + _LITTLE
        if not self.huge and sum(len(sections) * len(files) for sections, files in claims) > most:
            raise LimitError(
                f"divisions of a METS file give its files to descriptions more than {most:,} times; lift the limit (--huge)"
            )
        claimed: dict[str, dict[str, None]] = {}
        taken: set[str] = set()
        for sections, files in claims:
            for section in sections:
                claimed.setdefault(section, {}).update(dict.fromkeys(files))
            if sections:
                taken.update(files)
        self.found.objects = {
            section: [self.files[file] for file in files if file in self.files] for section, files in claimed.items()
        }
        self.found.unclaimed = [one for key, one in self.files.items() if key not in taken]
        return self.found


def _label(element: _Element) -> str:
    """The label of a division, or of the whole: its text, or its number (METS, `@LABEL`, `@ORDERLABEL`)."""
    said = (" ".join(element.get(name, "").split()) for name in _LABELS)
    return next((label for label in said if any(map(str.isalnum, label))), "")


def _format_of(element: _Element) -> str:
    shown = f'<{localname(element)} xmlns="{namespace(element)}">'.encode()
    if localname(element) in ("record", "collection"):
        return "marcxml"
    if localname(element) == "ead":
        return next((name for shown, name in _EADS if shown in namespace(element).encode()), "ead2002")
    if "purl.org/dc/terms" in namespace(element):  # `dcterms:dublincore`, as in Archivematica
        return "dcterms"
    return next((name for name, pattern in _RICHEST if pattern.search(shown)), localname(element))
