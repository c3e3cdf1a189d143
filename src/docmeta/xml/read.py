"""The reading half of `docmeta.xml`: a parser for untrusted files, and small helpers for its elements."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, Any, BinaryIO

from docmeta.errors import DocmetaError, InputError
from docmeta.xml.errors import INVALID_ENCODING, wrapped
from docmeta.xml.sniff import refuse_other_formats, scout, undecodable

if TYPE_CHECKING:
    from types import ModuleType

    from lxml.etree import Resolver, _Element

# Larger blocks leave the processor's caches: 64 kB takes a fifth more time than 16 kB.
_BLOCK = 1 << 14
_BIG_LINE = 65_535
_FEW = 64
_SPACES = re.compile("[ \t\r\n]+")
#: In long texts with many spaces this finds two of them several times faster than `in` does.
_TWO = re.compile("  ")
_LONG = 80

_SETTINGS: dict[str, Any] = {
    "resolve_entities": "internal",
    "no_network": True,
    "load_dtd": False,
    "dtd_validation": False,
    "attribute_defaults": False,
    "recover": False,
    "decompress": False,
    "remove_comments": True,
    "remove_pis": True,
    "strip_cdata": True,
    # collect_ids stays on: without it, lxml reads external DTDs from the disk.
}


@cache
def _etree() -> ModuleType:
    """Import lxml at the first parse, and reject a version that would open files named in the input."""
    from lxml import etree

    asked: list[str] = []
    probe = b"<!DOCTYPE a [<!ENTITY % p SYSTEM 'probe.dtd'> %p;]><a/>"
    parser = etree.XMLPullParser(**_SETTINGS)
    parser.resolvers.add(_closed_resolver(etree, asked))
    try:
        parser.feed(probe)
        parser.close()
    except etree.XMLSyntaxError:
        pass
    if asked:
        version = ".".join(map(str, etree.LXML_VERSION))
        raise DocmetaError(f"lxml {version} loads external parameter entities; docmeta needs lxml 6.1.3 or later")
    return etree


def _closed_resolver(etree: Any, asked: list[str] | None = None) -> Resolver:
    class Closed(etree.Resolver):  # type: ignore[misc]
        """Resolves every external resource to nothing."""

        def resolve(self, system_url: str, public_id: str, context: Any) -> Any:
            if asked is not None:
                asked.append(system_url)
            # Not resolve_empty(), which falls through to the real file.
            return self.resolve_string("", context)

    return Closed()


@cache
def _resolver() -> Resolver:
    return _closed_resolver(_etree())


def pull(
    source: BinaryIO,
    *,
    events: Iterable[str] = ("start", "end"),
    tag: str | Sequence[str] | None = None,
    name: str | None = None,
    huge: bool = False,
) -> Iterator[tuple[str, _Element]]:
    r"""Read XML piece by piece, and yield its events as they come.

    Events come before errors: everything yielded is provisional until the iterator ends.
    At its end an element is complete, but its tail may still grow, and an unbound prefix shows as `x:c` in
    the tag of the element that the error will name.
    Comments and processing instructions are omitted, and the text around them is joined.
    Entities declared in the file are expanded, within limits; nothing else is ever opened.

    If an entity contains elements, the whole document is read before the first event: such elements are not
    safe to yield while they are made, and a second use of the entity would give no events at all.

    Args:
        source: A binary file, read from its current position in blocks of 16 kB, and left open.
        events: `"start"`, `"end"` or both; at its start an element has its attributes, but not yet its content.
        tag: Yield only elements with this name or these names, as `{namespace}local`; `{*}local` fits any namespace.
        name: The name of the input, for errors.
        huge: Raise the limits of depth (256 elements) and length (10 MB of one text) to 2,048 and 1 GB.
            A hostile file can then take gigabytes of memory.

    Raises:
        InputError: The input is not well-formed, is not XML at all, or uses an entity that it does not declare;
            with the line and the column.
        LimitError: The input is deeper or longer than the limits, or its entities expand without measure.

    >>> import io
    >>> for event, element in pull(io.BytesIO(b"<a><b>x</b></a>"), events=("end",)):
    ...     print(event, localname(element), element.text)
    end b x
    end a None
    """
    # The chain keeps the per-event work out of Python: only batches come from a generator.
    return chain.from_iterable(_batches(source, tuple(events), tag, name, huge))


def _batches(
    source: BinaryIO, events: tuple[str, ...], tag: str | Sequence[str] | None, name: str | None, huge: bool
) -> Iterator[Iterable[tuple[str, _Element]]]:
    etree = _etree()
    start = _place(source)
    blocks = _blocks(source, name)
    prolog, markup = _scouted(blocks, name, huge)
    blocks = chain(prolog, blocks)
    if markup:
        yield etree.iterwalk(_tree(blocks, name, huge), events=events, tag=tag)
        return
    parser = _hardened(etree.XMLPullParser, huge, events=events, tag=tag)
    head = b""
    try:
        for block in blocks:
            head = head or block
            parser.feed(block)
            yield parser.read_events()
        parser.close()
    except etree.XMLSyntaxError as error:
        # Events before the error are yielded, as with smaller blocks.
        pending = list(parser.read_events())
        yield pending
        fault = wrapped(error, head, name, huge, line_of(pending[-1][1]) if pending else None)
        if error.code == INVALID_ENCODING and start is not None:
            # libxml2 knows the line where it began to convert the bytes.
            source.seek(start)
            fault.line, fault.column = undecodable(iter(lambda: source.read(_BLOCK), b""), head) or fault.line, None
        raise fault from None
    yield parser.read_events()


def _scouted(blocks: Iterator[bytes], name: str | None, huge: bool) -> tuple[list[bytes], bool]:
    etree = _etree()
    return scout(
        blocks, lambda: _hardened(etree.XMLPullParser, huge, events=("start",)), etree.XMLSyntaxError, name, huge
    )


def _place(source: BinaryIO) -> int | None:
    """The position of a source; None if it is not seekable."""
    try:
        return source.tell() if source.seekable() else None
    except (AttributeError, OSError, ValueError):
        return None


def _hardened(kind: Any, huge: bool, **more: Any) -> Any:
    parser = kind(huge_tree=huge, **more, **_SETTINGS)
    parser.resolvers.add(_resolver())
    return parser


def _blocks(source: BinaryIO, name: str | None) -> Iterator[bytes]:
    """Read blocks; the first is a full one if the input is that long, and must look like XML."""
    head = b""
    while len(head) < _BLOCK and (block := source.read(_BLOCK)):
        if not isinstance(block, (bytes, bytearray, memoryview)):
            raise TypeError(f"XML needs a binary file, but read() returned {type(block).__name__}")
        head += block
    if not head:
        raise InputError("the input is empty", source=name, line=1)
    refuse_other_formats(head, name)
    yield head
    while block := source.read(_BLOCK):
        yield block


def _tree(blocks: Iterable[bytes], name: str | None, huge: bool) -> _Element:
    etree = _etree()
    parser = _hardened(etree.XMLParser, huge)
    head = b""
    try:
        for block in blocks:
            head = head or block
            parser.feed(block)
        root: _Element = parser.close()
    except etree.XMLSyntaxError as error:
        raise wrapped(error, head, name, huge) from None
    return root


def parse(source: BinaryIO | bytes, *, name: str | None = None, huge: bool = False) -> _Element:
    """Read a whole document as safely as `pull`, and return its root; for small documents.

    Args:
        source: A binary file, or the bytes themselves.
        name: The name of the input, for errors.
        huge: As for `pull`.

    Raises:
        InputError: As for `pull`.
        LimitError: As for `pull`.

    >>> localname(parse(b"<ead xmlns='urn:isbn:1-931666-22-9'/>"))
    'ead'
    """
    taken: list[bytes] = []

    def kept() -> Iterator[bytes]:
        for block in _blocks(io.BytesIO(source) if isinstance(source, bytes) else source, name):
            taken.append(block)
            yield block

    blocks = kept()
    prolog, _ = _scouted(blocks, name, huge)
    try:
        return _tree(chain(prolog, blocks), name, huge)
    except InputError:
        if taken:
            # Events give the last element, and so the line, of an error within an entity.
            for _ in pull(io.BytesIO(b"".join(taken)), name=name, huge=huge):
                pass
        raise


@cache
def _fragment_parser() -> Any:
    return _hardened(_etree().XMLParser, huge=True)


def fragment(markup: str) -> _Element:
    """Parse a well-formed piece of markup, as `<p>a</p>b`, and return an element `fragment` that contains it.

    There is no document type here, so only the five entities of XML.

    Raises:
        InputError: The markup is not well-formed, or contains a character that XML cannot.
        LimitError: The markup is nested deeper than 2,048 elements.

    >>> [localname(child) for child in fragment("<p>a</p>b<p>c</p>")]
    ['p', 'p']
    """
    etree = _etree()
    try:
        root: _Element = etree.fromstring(f"<fragment>{markup}</fragment>".encode(), _fragment_parser())
    except UnicodeEncodeError as error:
        raise InputError("the markup contains a lone surrogate", value=markup[error.start :]) from None
    except etree.XMLSyntaxError as error:
        raise wrapped(error, b"", None, huge=True) from None
    return root


def line_of(element: _Element) -> int | None:
    """Return the line of the input on which an element's start tag ends, from 1; None for an element made by code.

    Beyond line 65,535 libxml2 only keeps the line of texts, so a tag after which a text spans lines may be some
    lines off.
    """
    line: int | None = element.sourceline
    if line is None or line < _BIG_LINE:
        return line
    at = element
    while not at.text and len(at):
        at = at[0]
    text = at.text
    # The number is that of the end of the first text; between tags that is their indentation.
    return line - text.count("\n") if text and not text.strip() else line


def localname(element_or_tag: Any) -> str:
    """Return the name without its namespace; '' for a comment or a processing instruction.

    >>> localname("{http://www.w3.org/1999/xlink}href"), localname("href")
    ('href', 'href')
    """
    tag = element_or_tag if isinstance(element_or_tag, str) else getattr(element_or_tag, "tag", None)
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def namespace(element_or_tag: Any) -> str:
    """Return the namespace of a name; '' if there is none.

    >>> namespace("{http://www.w3.org/1999/xlink}href"), namespace("href")
    ('http://www.w3.org/1999/xlink', '')
    """
    tag = element_or_tag if isinstance(element_or_tag, str) else getattr(element_or_tag, "tag", None)
    return tag[1:].rpartition("}")[0] if isinstance(tag, str) and tag.startswith("{") else ""


def attributes(element: _Element) -> dict[str, str]:
    """Return the attributes of an element, in time linear in their number.

    `dict(element.attrib)` looks each one up by its name, from the first: 40 seconds for 100,000 attributes.

    >>> attributes(fragment('<c level="file" id="c1"/>')[0])
    {'level': 'file', 'id': 'c1'}
    """
    attrib = element.attrib
    return dict(attrib) if len(attrib) <= _FEW else dict(zip(element.keys(), _all_values()(element), strict=True))


@cache
def _all_values() -> Any:
    return _etree().XPath("@*", smart_strings=False)


def release(element: _Element) -> None:
    """Free a finished element that was read, and its earlier siblings, so that memory stays flat.

    The element is emptied, and removed itself when its next sibling or its parent is released.
    Its tail stays: the parser may still be adding to that text, and additions to a removed text
    are lost without an error.
    """
    element.clear(keep_tail=True)
    earlier = element.getprevious()
    if earlier is not None:
        parent = element.getparent()
        while earlier is not None and parent is not None:
            parent.remove(earlier)
            earlier = element.getprevious()


def text_of(element: _Element) -> str:
    """Return all the text of an element, without its tail, with white space collapsed.

    >>> text_of(fragment("<emph>Cold</emph> War" + chr(10) + "  papers"))
    'Cold War papers'
    """
    if not isinstance(element.tag, str):
        return ""
    if len(element) == 0:
        return collapse(element.text or "")
    text: str = _etree().tostring(element, method="text", encoding=str, with_tail=False)
    return collapse(text)


def collapse(text: str) -> str:
    """Turn each run of XML white space (space, tab, carriage return, line feed) into one space, and strip it.

    >>> collapse(" Cold" + chr(10) + "   War ")
    'Cold War'
    """
    if "\n" in text or "\t" in text or "\r" in text or (_TWO.search(text) if len(text) > _LONG else "  " in text):
        text = _SPACES.sub(" ", text)
    return text.strip(" ")
