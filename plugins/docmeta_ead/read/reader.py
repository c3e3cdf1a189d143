"""The reader of both dialects: a stream of units, each yielded as soon as its own content is known.

Memory holds one component, the units around it, and what follows the components of those.

>>> import io
>>> from docmeta.plugins import Context
>>> finding_aid = b'''<ead><archdesc level="fonds"><did><unittitle>Korean War</unittitle></did>
... <dsc><c level="file"><did><unittitle>Letters</unittitle></did></c></dsc></archdesc></ead>'''
>>> [(node.depth, node.unit.title, node.unit.level) for node in read(io.BytesIO(finding_aid), Context())]
[(0, 'Korean War', 'fonds'), (1, 'Letters', 'file')]
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO, Final

from docmeta.dates import Conventions
from docmeta.errors import InputError, LimitError
from docmeta.model import Draft, Extra, Minter, Node
from docmeta.plugins import Context
from docmeta.xml import collapse, fragment, line_of, localname, namespace, pull, release
from docmeta.xml.unread import unread
from docmeta_ead.options import EADOptions
from docmeta_ead.read.aside import Aside, set_aside
from docmeta_ead.read.attributes import items_of
from docmeta_ead.read.dates import once
from docmeta_ead.read.late import may_have_late
from docmeta_ead.read.opened import Opened, frame_of, target_of
from docmeta_ead.read.overview import MOST, Overview
from docmeta_ead.read.plain import Quick
from docmeta_ead.read.state import Reading, is_ead3
from docmeta_ead.read.text import open_text
from docmeta_ead.read.top import ead4, finding_aid
from docmeta_ead.read.unit import COMPONENTS, TAGS, UNITS, content, late, words
from docmeta_ead.tables.dialect import AGGREGATES, LEVELS, NAMESPACES, NUMBERED
from docmeta_ead.tables.ead4 import EAD3_NS, SEPARATE
from docmeta_ead.tables.ead4 import NAMESPACES as EAD4_NAMESPACES

if TYPE_CHECKING:
    from lxml import etree

#: The most identifiers that are remembered, to detect duplicates.
_IDS: Final = 50_000
_SEPARATE: Final = f"{{{EAD3_NS}}}{SEPARATE.partition(':')[2]}"
#: Elements that only frame records, and hold nothing about the material.
_ENVELOPES: Final = frozenset(("OAI-PMH", "records", "eads"))


def read(source: BinaryIO, context: Context, /) -> Iterator[Node]:
    """Read the units of one finding aid, or of several in a file, in document order.

    Raises:
        InputError: The file is not well-formed XML, or describes nothing.
        LimitError: The file is deeper or longer than the limits.
    """
    aside = None
    try:
        if may_have_late(source):
            aside = set_aside(source, context)
        yield from _Stream(context, aside).read(source)
    except RecursionError:
        raise LimitError("elements of the finding aid are nested too deeply", source=context.source) from None
    finally:
        if aside is not None:
            aside.close()


class _Stream:
    """Reads a file once: keeps the open units, and yields each when its first component begins or it ends."""

    def __init__(self, context: Context, aside: Aside | None) -> None:
        self.context = context
        self.reading = Reading(context.report)
        if isinstance(context.options, EADOptions):
            self.reading.conventions = Conventions(context.options.dates, context.options.pairs)
        self.reading.quick = Quick(self.reading)
        self.aside = aside
        self.minter = Minter()
        self.units: list[Opened] = []
        self.ead: etree._Element | None = None
        self.headed: etree._Element | None = None
        self.number = 0
        self.some = False
        self.ids: set[int] = set()
        self.overview = Overview()
        self.listed = False  # whether a unit of a list was read
        self.around: etree._Element | None = None
        self.frame: tuple[str | None, bool, bool] = (None, False, False)

    def read(self, source: BinaryIO) -> Iterator[Node]:
        names = self.reading.names
        units = self.units
        last: etree._Element | None = None
        for event, element in pull(source, tag=TAGS, name=self.context.source, huge=self.context.huge):
            if event == "start":
                if not units:
                    self._enter(element)
                if names[element.tag] in UNITS:
                    if units and not units[-1].handed:
                        node = self._hand(units[-1], element)
                        if units[-1].overview:
                            yield from self._held(node, units[-1])
                        else:
                            yield node
                    self._begin(element)
            elif units and units[-1].element is element:
                unit = units[-1]
                if not unit.handed:
                    node = self._hand(unit, None)
                    if unit.overview:
                        yield from self._held(node, unit)
                    else:
                        yield node
                units.pop()
                if unit.joined:
                    yield from self._alone(self.overview.below(unit.joined))
                if not units and self.overview:
                    yield from self._alone(self.overview.rest())
                release(element)
                last = element
            elif element is self.ead:
                yield from self._end_ead(element)
                last = element
        if last is not None:
            self._frame(last)
        if not self.some:
            raise InputError(
                "expected a finding aid: no archdesc and no component was found",
                source=self.context.source,
                line=line_of(last) if last is not None else 1,
            )

    # Beginnings and ends.

    def _enter(self, element: etree._Element) -> None:
        """Begin a finding aid, or a component or description outside one."""
        if self.ead is not None:
            return
        name = localname(element)
        space = namespace(element)
        self.reading.enter(space)
        if space and space not in NAMESPACES and space not in EAD4_NAMESPACES:
            self.reading.problem(
                element,
                "the namespace is not one of EAD's; it is read as if it were",
                field="format",
                target="xmlns",
                value=space,
            )
        if name == "ead":
            self.ead = element

    def _begin(self, element: etree._Element) -> None:
        unit = Opened(element, self.number, line_of(element))
        self.number += 1
        units = self.units
        if units:
            last = units[-1]
            unit.apart, unit.overview = last.apart or element.get(_SEPARATE) is not None, last.overview
            around = element.getparent()
            if around is not last.element:
                if around is not self.around:
                    # The components of one list have the same parents.
                    self.around, self.frame = around, frame_of(around, last.element)
                audience, apart, overview = self.frame
                unit.audience = audience
                unit.apart = unit.apart or apart
                unit.overview = unit.overview or overview
        units.append(unit)

    def _end_ead(self, element: etree._Element) -> Iterator[Node]:
        """End a finding aid; one without a description becomes a collection with only a record."""
        if any(self.reading.names[child.tag] == "archdesc" for child in element):
            pass
        elif not any(self.reading.names[child.tag] in COMPONENTS for child in element.iter()) and len(element):
            self.reading.problem(
                element,
                "the finding aid has no archdesc",
                field="level",
                target="ead",
                value=collapse(" ".join(open_text(element)))[:100],
            )
            unit = Draft(self.reading.format)
            finding_aid(self.reading, unit, element, None)
            self.some = True
            yield Node(0, unit.collection(self.minter.mint(0), minted=True), line_of(element))
        self.ead = None
        release(element)

    def _frame(self, last: etree._Element) -> None:
        """Report what surrounds the finding aids of a file, such as the other sections of METS."""
        root = last
        while (parent := root.getparent()) is not None:
            root = parent
        if root is last:
            return
        name = localname(root)
        if name in _ENVELOPES or "loc.gov/METS" in namespace(root):
            taken = {one for one in root.iter("{*}*") if localname(one) in UNITS or localname(one) == "ead"}
            unread(root, self.context.report, taken, "decided" if name in _ENVELOPES else "unread")
            return
        left = [
            child for child in root.iter() if localname(child) not in UNITS and localname(child) != "ead" and child.text
            and not child.text.isspace()
        ]  # fmt: skip
        if left:
            self.context.report.note(
                "unread",
                f"the finding aid in {name} was read; what surrounds it was not ({len(left)} elements with words)",
                target=name,
                value=collapse(" ".join(open_text(left[0])))[:100],
                line=line_of(left[0]),
            )

    # Units.

    def _held(self, node: Node, unit: Opened) -> Iterator[Node]:
        """Hold back a unit of an overview, unless there are too many."""
        self.overview.hold(node, target_of(unit.element))
        if len(self.overview) > MOST:
            yield from self.overview.rest()

    def _alone(self, nodes: Iterator[Node]) -> Iterator[Node]:
        """Units that only the overview has, which is doubtful if there is a list beside it."""
        for node in nodes:
            if self.listed:
                message = "a unit of the overview was not found in the list; it is kept as a separate unit"
                self.reading.note(
                    "problem", message, field="members", target="dsc", value=node.unit.title, line=node.line
                )
            yield node

    def _hand(self, open_unit: Opened, member: etree._Element | None) -> Node:
        """Make the unit of an element whose own content is known: its first component begins, or it ends."""
        element = open_unit.element
        depth = len(self.units) - 1
        if member is not None:
            depth = self.units.index(open_unit)
        open_unit.handed = self.some = True
        reading = self.reading
        unit = Draft(reading.format, trusted=True)
        if depth == 0:
            self._root(unit, element)
        if open_unit.apart:
            depth -= 1
        id, minted = self._attributes(unit, open_unit, depth)
        path: list[etree._Element] = []
        if member is not None:
            if depth == 0 and reading.names[member.tag] != "c" and reading.names[member.tag] in COMPONENTS:
                unit.extra(NUMBERED, "<c01/>")
            while member is not None and member is not element:
                path.append(member)
                member = member.getparent()
            path.reverse()
        if reading.ead4:
            content(reading, unit, ead4().unit(reading, unit, element, path), [])
        else:
            content(reading, unit, element, path)
        if self.aside is not None:
            self._late(unit, open_unit.number, depth)
        if reading.again:
            if len(unit.get("dates", ())) > 1:
                once(reading, unit)
            reading.again.clear()
        self.listed = self.listed or (depth > 0 and not open_unit.overview)
        if self.overview and not open_unit.overview and depth:
            open_unit.joined = self.overview.join(unit, id, depth)
            if open_unit.joined:
                self._joined(element)
        self._after(unit, element, depth)
        level = unit.get("level")
        more = open_unit.joined and self.overview.has_below(open_unit.joined)
        if path or more or level in AGGREGATES or (level is None and reading.names[element.tag] == "archdesc"):
            return Node(depth, unit.collection(id, minted=minted), open_unit.line)
        return Node(depth, unit.document(id, minted=minted), open_unit.line)

    def _root(self, unit: Draft, element: etree._Element) -> None:
        """Read what precedes the description of a finding aid: attributes, header, front matter."""
        reading = self.reading
        ead = self.ead
        if ead is not None:
            if self.headed is not ead:
                self.headed = ead
                finding_aid(reading, unit, ead, element)
        elif namespace(element) == "" and is_ead3(element):
            reading.set_format("ead3")
        unit.format = reading.format

    def _attributes(self, unit: Draft, open_unit: Opened, depth: int) -> tuple[str, bool]:
        """Read the attributes of a unit; gives its identifier, and whether that is minted."""
        reading = self.reading
        element = open_unit.element
        if reading.ead4:
            element = ead4().start(element)
        id = level = other = None
        audience = open_unit.audience or unit.get("audience")
        for key, value in items_of(element):
            if key == "level":
                level = value
            elif key == "id" and value:
                id = value
            elif key == "audience" and value:
                audience = audience or value
            elif key == "otherlevel":
                other = value
            elif value:
                canonical, own = reading.attribute_names("archdesc", key)
                if canonical == "id" and id is None:
                    id = value
                else:
                    unit.add("extras", reading.share(Extra, reading.format, f"@{own}", value))
        if audience:
            unit.fields["audience"] = audience
            if audience not in ("internal", "external"):
                message = "the audience is neither internal nor external; it was kept, and withholds nothing"
                reading.problem(element, message, field="audience", target="@audience", value=audience)
        self._level(unit, element, level, other)
        self.minter.step(depth)
        if id is not None:
            if self._new(element, id):
                return id, False
            unit.add("extras", Extra(reading.format, "@id", id))
        return self.minter.here(), True

    def _level(self, unit: Draft, element: etree._Element, level: str | None, other: str | None) -> None:
        if level == "otherlevel" == other and self.reading.format != "ead2002":
            other = None  # the placeholder for a name where EAD3 requires one and the source had none
        elif level == "otherlevel" and other and other != level:
            level = other
        elif other:
            unit.extra("@otherlevel", other)
        if level:
            unit.add("level", level)
            if level not in LEVELS and level is not other:
                self.reading.problem(
                    element, "the level is not one of EAD's; it was kept", field="level", target="@level", value=level
                )

    def _new(self, element: etree._Element, id: str) -> bool:
        ids = self.ids
        key = hash(id)
        if key in ids:
            self.reading.problem(
                element, "an identifier is used twice; the later one was replaced", field="id", target="@id", value=id
            )
            return False
        if len(ids) < _IDS:
            ids.add(key)
        return True

    def _joined(self, element: etree._Element) -> None:
        message = "the overview and the list describe the same unit; it becomes one, with what only the overview has"
        self.reading.note("decided", message, field="members", target="dsc", line=self.reading.line(element))

    def _late(self, unit: Draft, number: int, depth: int) -> None:
        """Read what was set aside: the elements that follow the components of a unit."""
        assert self.aside is not None  # noqa: S101  # the caller looked
        reading = self.reading
        for markup, line in self.aside.take(number):
            reading.line_base = line
            piece = fragment(markup)
            if reading.ead4:
                piece = ead4().unit(reading, unit, piece, [])
            for child in piece:
                late(reading, unit, child, depth)
            if not len(piece) and piece.text:
                words(reading, unit, piece.text, line)
            reading.line_base = None

    def _after(self, unit: Draft, element: etree._Element, depth: int) -> None:
        """Report what a unit lacks, and mixed namespaces of its elements."""
        reading = self.reading
        if "title" not in unit and "dates" not in unit:
            reading.problem(element, "a unit has neither title nor date", field="title", target=reading.local(element))
        met = reading.names.met
        if len(met) > 1 and len({NAMESPACES[space] for space in met}) > 1:
            reading.problem(
                element,
                "the finding aid mixes elements of EAD 2002 and EAD3",
                field="format",
                target="xmlns",
                value=" ".join(met),
            )
            del met[1:]
