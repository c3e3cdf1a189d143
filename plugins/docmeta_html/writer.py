"""Writes the page: the head, then each unit as it comes, then the data of all units for the page's own script.

The first units are HTML, so that the page works without JavaScript; those above `static` are compressed
JSON, and the script shows the visible part of the tree.
"""

from __future__ import annotations

import base64
import json
import os
import re
import tempfile
import zlib
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, BinaryIO, Final

import jinja2
from markupsafe import Markup, escape

from docmeta.crosswalk import compile_encoder
from docmeta.html import look
from docmeta.model import Date, From, Inherited, Node, Note, Unit, devised_title, inheriting
from docmeta.plugins import Context
from docmeta_html.crosswalk import PAGE
from docmeta_html.options import HtmlOptions
from docmeta_html.prose import is_web
from docmeta_html.timeline import Timeline

_TEMPLATES: Final = Path(__file__).parent / "templates"
#: Targets shown in the line of a unit, not below it.
_IN_LINE: Final = frozenset(("Title", "Level", "id"))
_ONE_A_LINE: Final = frozenset(("Notes", "Scope and content"))
_BLANK: Final = re.compile(r"\s+")
_BASE64: Final = 3 * 65_536


def write(nodes: Iterable[Node], out: BinaryIO, context: Context, /) -> None:
    """Write the page of some descriptions; nothing if there are none."""
    with _Packed() as index, _Packed() as more:
        page: _Page | None = None
        for node, above in inheriting(nodes, huge=True):  # it says where something stands, and repeats nothing
            if page is None:
                page = _Page(out, context, node.unit, index, more)
            page.unit(node, above)
        if page is not None:
            page.close()


@cache
def _templates() -> jinja2.Environment:
    loader = jinja2.FileSystemLoader(_TEMPLATES)
    return jinja2.Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)


class _Page:
    def __init__(self, out: BinaryIO, context: Context, first: Unit, index: _Packed, more: _Packed) -> None:
        self.out, self.report = out, context.report
        self.options: HtmlOptions = context.options
        self.templates = _templates()
        self.encode = compile_encoder(PAGE)
        self.targets = PAGE.targets()
        self.timeline = Timeline()
        self.count = 0
        self.open: list[bool] = []  # for each open unit, whether the list of its members is open
        self.addresses: dict[str, int] = {}
        self.body = self.templates.get_template("unit.html")
        self.index, self.more = index, more
        self.roots = 0
        self.source: str | None = None
        self.file = ""  # the beginning of every anchor of one file, in an index of several
        self.files: dict[str, int] = {}
        title = self.options.title or str(first.title) or devised_title(first)
        head = self.templates.get_template("head.html").render(
            title=_BLANK.sub(" ", title),
            style=Markup(look()) + _own("page.css"),  # noqa: S704  # nosec B704  # our own files
            unit=first,
            thumbnails=self.options.thumbnails,
            index=self.options.index,
            web=linked_data(first),
        )
        self.say(head)

    def say(self, text: str) -> None:
        self.out.write(text.encode(errors="backslashreplace"))

    def lose(self, code: str, field: str, target: str, value: Any, reason: str) -> None:
        self.report.lose(field, target, value, code=code, reason=reason)

    def unit(self, node: Node, above: Inherited) -> None:
        unit = node.unit
        aside = "" if node.depth else self.begun(unit)
        values = dict(zip(self.targets, self.encode(unit, self.lose), strict=True))
        title = values["Title"][0] if values["Title"] else devised_title(unit)
        if not values["Title"]:
            self.report.note("supplied", "a title was devised for the page", field="title", target="Title")
        rows = [
            (target, found, target in _ONE_A_LINE)
            for target, found in values.items()
            if found and target not in _IN_LINE
        ]
        dates = ", ".join(date.display for date in unit.dates if date.kind in (None, "creation", "inclusive", "bulk"))
        body = self.body.render(
            rows=[row for row in rows if not (row[0] == "Date" and _in_line(unit.dates))],
            path=[(anchor(one.unit, self.file), _cut(one.value)) for one in above.titles],
            above=_conditions(above, self.file),
            images=[one.uri for one in unit.digital_objects if is_web(one.uri)] if self.options.thumbnails else [],
        )
        years = _years(unit)
        if years is not None:
            self.timeline.add(*years)
        level = unit.level or ""
        facts = [
            node.depth,
            years[0] if years else None,
            years[1] if years else None,
            int(bool(unit.digital_objects)),
            _facets(unit),
        ]
        self.index.add(json.dumps(facts, ensure_ascii=False))
        self.count += 1
        address = anchor(unit, self.file)
        if self.count <= self.options.static:
            self.static(node.depth, _fresh(address, self.addresses), title, (dates, level, aside), body)
        else:
            self.more.add(json.dumps([address, str(escape(title)), dates, level, body, aside], ensure_ascii=False))

    def begun(self, unit: Unit) -> str:
        """A root begins, perhaps of the next file; in an index its line shows the repository, the extent, and the file."""
        self.roots += 1
        if not self.options.index:
            return ""
        source = self.report.source
        name = os.path.basename(source or "")
        if source != self.source:
            self.source = source
            self.file = _fresh(name.partition(".")[0] or "file", self.files) + "."
        held = str(unit.repository.name) if unit.repository is not None else ""
        extent = next((str(each.text) for each in unit.extents if each.text), "")
        return " · ".join(filter(None, (_cut(held), _cut(extent), name)))

    def static(self, depth: int, address: str, title: str, asides: tuple[str, str, str], body: str) -> None:
        self.closed(depth)
        if self.open and not self.open[-1]:
            self.open[-1] = True
            self.say("<ul>")
        opened = Markup(" open") if depth == 0 and not self.options.index else Markup("")
        line = Markup('<li id="{}"><details{}><summary><span class="t">{}</span>').format(address, opened, title)
        for kind, words in zip("dlf", asides, strict=True):
            line += Markup(' <span class="{}">{}</span>').format(kind, words) if words else Markup("")
        self.say(f'{line}</summary><div class="b">{body}</div>')
        self.open.append(False)

    def closed(self, depth: int) -> None:
        while len(self.open) > depth:
            self.say("</ul></details></li>\n" if self.open.pop() else "</details></li>\n")

    def close(self) -> None:
        self.closed(0)
        self.say(
            self.templates.get_template("foot.html").render(
                count=self.count,
                roots=self.roots if self.options.index else 0,
                shown=min(self.count, self.options.static),
                timeline=self.timeline.svg(),
            )
        )
        for name, packed in (("docmeta-index", self.index), ("docmeta-more", self.more)):
            self.say(f'<script type="text/plain" id="{name}">')
            for piece in packed.encoded():
                self.out.write(piece)
            self.say("</script>\n")
        self.say(f"<script>{_own('page.js')}</script>\n</body>\n</html>\n")


def anchor(unit: Unit, file: str = "") -> str:
    """The anchor of a unit in the page: its identifier without white space, after the prefix of its file."""
    return "u-" + _BLANK.sub("_", file + unit.id)


def _fresh(name: str, taken: dict[str, int]) -> str:
    """A name that is still unused; *taken* holds the used names, with the last number appended to each."""
    given, number = name, taken.get(name, 1)
    while name in taken:
        number += 1
        name = f"{given}~{number}"
    taken[given] = number
    taken.setdefault(name, 1)
    return name


def _years(unit: Unit) -> tuple[int, int] | None:
    for date in unit.dates:
        first, last = date.earliest, date.latest
        if first is not None or last is not None:
            begin, end = (first or last or (0,))[0], (last or first or (0,))[0]
            return (begin, end) if begin <= end else None
    return None


def _facets(unit: Unit) -> dict[str, list[str]]:
    """The names for filtering units, by the heading of the filter."""
    people = [" ".join(word for word in (str(link.agent.name), _life(link.agent)) if word) for link in unit.agents]
    found = {
        "Level": [unit.level] if unit.level else [],
        "Name": people,
        "Place": [str(place.name) for place in unit.places],
        "Subject": [str(term.term) for term in unit.subjects],
        "Genre": [str(term.term) for term in unit.genres],
    }
    return {name: list(dict.fromkeys(filter(None, values))) for name, values in found.items() if any(values)}


def _life(agent: Any) -> str:
    dates = agent.dates.display if agent.dates is not None else ""
    return f"({dates})" if dates and dates not in str(agent.name) else ""


def _in_line(dates: tuple[Date, ...]) -> bool:
    """Whether the line of a unit shows all of its dates."""
    return len(dates) == 1 and dates[0] == Date(dates[0].text or "", dates[0].edtf, type=dates[0].type)


#: The most characters of a note of a higher unit that are repeated with each unit below it; the rest is one click away.
_MOST: Final = 300


def _conditions(above: Inherited, file: str) -> list[tuple[str, str, str, str]]:
    """Conditions of access and use that a higher unit states: heading, words, and the anchor and title of that unit."""
    found = (("Access", above.access), ("Use", above.use))
    return [(heading, *_stated(given, file)) for heading, given in found if given is not None]


@lru_cache(maxsize=64)
def _stated(given: From[tuple[Note, ...]], file: str) -> tuple[str, str, str]:
    words = " ".join(str(note.text) for note in given.value)
    return _cut(words, _MOST), anchor(given.unit, file), _cut(str(given.unit.title) or given.unit.id)


def _cut(text: str, most: int = 80) -> str:
    words = " ".join(text.split())
    return words if len(words) <= most else f"{words[: most - 1]}\u2026"


def linked_data(unit: Unit) -> Markup:
    """The first unit as schema.org JSON-LD, safe inside HTML."""
    said: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "ArchiveComponent",
        "name": str(unit.title) or unit.id,
    }
    if unit.description:
        said["description"] = str(unit.description)
    if unit.identifiers:
        said["identifier"] = [one.value for one in unit.identifiers]
    if unit.repository is not None and unit.repository.name:
        said["holdingArchive"] = {"@type": "ArchiveOrganization", "name": str(unit.repository.name)}
    text = json.dumps(said, ensure_ascii=False)
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return Markup(text)  # noqa: S704  # nosec B704  # every character that HTML could take for markup is written as JSON's escape


@cache
def _own(name: str) -> Markup:
    return Markup((_TEMPLATES / name).read_text(encoding="utf-8"))  # noqa: S704  # nosec B704  # our own file


class _Packed:
    """Lines held back, compressed, in a temporary file until all units are written."""

    def __init__(self) -> None:
        self.packer = zlib.compressobj(6, zlib.DEFLATED, 31)

    def __enter__(self) -> _Packed:
        self.file = tempfile.TemporaryFile(prefix="docmeta-")  # closed by __exit__
        return self

    def __exit__(self, *_: object) -> None:
        self.file.close()

    def add(self, line: str) -> None:
        packed = self.packer.compress(line.encode(errors="backslashreplace") + b"\n")
        if packed:
            self.file.write(packed)

    def encoded(self) -> Iterator[bytes]:
        self.file.write(self.packer.flush())
        self.file.seek(0)
        while block := self.file.read(_BASE64):
            yield base64.b64encode(block)
