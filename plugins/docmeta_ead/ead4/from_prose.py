"""From EAD 4.0 to the canonical markup: prose with references and spans, and XHTML."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING, Final

from docmeta.xml import XLINK, localname, namespace
from docmeta_ead.ead4.to_prose import HTML, RENDERED, SPANS
from docmeta_ead.sniff import EAD3_NS
from docmeta_ead.steps import Steps, done
from docmeta_ead.tables.audience import is_internal
from docmeta_ead.tables.ead4 import CANONICAL, EAD3_ELEMENTS, ENTITIES, OWN_ATTRIBUTES, XHTML

if TYPE_CHECKING:
    from lxml import etree

_EAD3: Final = f"{{{EAD3_NS}}}"
_ENTITY_NAMES: Final = {new: old for old, new in ENTITIES.items()}
#: Elements whose words are in parts.
PARTED: Final = frozenset((*ENTITIES,))
_MIXED: Final = PARTED | {"ref", "ptr", "emph", "quote", "abbr", "expan", "foreign", "date", "num", "lb"}
#: The meaning of an XHTML element without a class, and its attributes.
_HTML: Final[dict[str, tuple[str, dict[str, str]]]] = {
    **{html: (name, {}) for name, html in HTML.items() if html not in ("div", "dd", "cite", "dl")},
    **{html: ("emph", {"render": render}) for render, html in RENDERED.items()},
    **{f"h{number}": ("head", {}) for number in range(1, 7)},
    "a": ("ref", {}), "caption": ("head", {}), "dd": ("item", {}), "dl": ("list", {"listtype": "deflist"}), "th": ("entry", {}),
    "em": ("emph", {}), "cite": ("emph", {"render": "italic"}), "strong": ("emph", {"render": "bold"}),
    "ol": ("list", {"listtype": "ordered"}),
    "ul": ("list", {"listtype": "unordered"}), "dfn": ("emph", {"render": "italic"}), "tfoot": ("tbody", {}),
}  # fmt: skip
_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"


def make(like: etree._Element, name: str, attributes: dict[str, str] | None = None) -> etree._Element:
    """An element of the canonical markup, on the line of another one."""
    made = like.makeelement(_EAD3 + name, attributes or {})
    made.sourceline = like.sourceline  # type: ignore[misc]  # lxml takes it
    return made


def same(like: etree._Element) -> etree._Element:
    """An empty element with the same name, on the same line."""
    made = like.makeelement(like.tag, {"audience": "internal"} if is_internal(like) else {})
    made.sourceline = like.sourceline  # type: ignore[misc]  # lxml takes it
    return made


def add(parent: etree._Element, name: str, attributes: dict[str, str] | None = None) -> etree._Element:
    """Append the same to *parent*."""
    made = make(parent, name, attributes)
    parent.append(made)
    return made


def attributes_of(
    element: etree._Element, names: dict[str, str] | None = None, skip: Iterable[str] = ()
) -> dict[str, str]:
    """The attributes of an element by their canonical names; those of EAD 4.0 alone keep their names."""
    found: dict[str, str] = {}
    for key, value in element.attrib.items():
        space, _, local = str(key).rpartition("}")
        if space == "{" + EAD3_NS:
            name = local
        elif space == "{" + XHTML and local == "title":
            name = "label"
        elif space == "{" + XLINK or space.rpartition("/")[2].startswith("xlink"):
            name = {"title": "linktitle", "role": "linkrole"}.get(local, local)
        elif space:
            name = str(key) if space != "{" + XHTML else {"style": "altrender"}.get(local, local)
        elif local in skip:
            continue
        else:
            name = (
                (names or {}).get(local)
                or CANONICAL.get(local)
                or (local if local in OWN_ATTRIBUTES else local.lower())
            )
        found.setdefault(name, str(value))
    return found


def text(element: etree._Element) -> str:
    """All the words of an element."""
    return "".join(element.itertext())


def append_text(parent: etree._Element, words: str | None) -> None:
    """Append words to the content of an element."""
    if not words:
        return
    last = next(parent.iterchildren(reversed=True), None)  # counting all of them would take as long as there are many
    if last is not None:
        last.tail = (last.tail or "") + words
    else:
        parent.text = (parent.text or "") + words


def loose(source: etree._Element, target: etree._Element) -> None:
    """Move words that stand between the children of an element, where none should, into *target*: its reader reports them."""
    pieces = [piece for piece in (source.text, *(child.tail for child in source)) if piece and not piece.isspace()]
    if is_internal(source) and not is_internal(target):
        for piece in pieces:
            add(target, "p", {"audience": "internal"}).text = piece.strip()
    else:
        append_text(target, "".join(f" {piece.strip()} " for piece in pieces))


def words(source: etree._Element, target: etree._Element) -> etree._Element:
    """Put the content of *source*, words with references in them, into *target*."""
    done(_words(source, target))
    return target


def _words(source: etree._Element, target: etree._Element) -> Steps[None]:
    waiting: list[str] = []
    yield _flat(source, target, waiting)
    append_text(target, "".join(waiting))


def _flat(source: etree._Element, target: etree._Element, waiting: list[str]) -> Steps[None]:
    """Words that follow each other are *waiting* until an element comes, to be joined once."""
    waiting.append(source.text or "")
    for child in elements(source):
        name = localname(child)
        among = name in ("referringString", "span", "reference")
        if namespace(child) != XHTML and not among and name not in _MIXED and not is_internal(child):
            yield _flat(child, target, waiting)
            waiting.append(child.tail or "")
            continue
        append_text(target, "".join(waiting))
        waiting.clear()
        if namespace(child) == XHTML:
            yield _html(child, target)
        elif among:
            made = _among(child, name)
            target.append(made)
            yield _words(child, add(made, "part") if localname(made) in PARTED else made)
        elif name in _MIXED:
            # A draft, or a file that mixes both.
            yield _words(child, add(target, name, attributes_of(child)))
        else:
            yield _words(child, add(target, "emph", {"audience": "internal"}))
        waiting.append(child.tail or "")


def _among(child: etree._Element, kind: str) -> etree._Element:
    """An inline element, without its content."""
    about = attributes_of(child, {"normalizedForm": "normal", "style": "render"}, ("referredEntityType",))
    entity = _ENTITY_NAMES.get(child.get("referredEntityType", ""), "")
    name = entity or {"reference": "ref", "span": "emph"}.get(kind, "")
    if not entity and (said := named(child, about)):
        name = said
    elif child.get("referredEntityType") and not entity:
        about["referredEntityType"] = str(child.get("referredEntityType"))
    if not name:
        name = "name" if "localtype" not in about else "emph"
    return make(child, name, about)


def named(child: etree._Element, about: dict[str, str], known: Collection[str] = EAD3_ELEMENTS) -> str:
    """The EAD3 element that a local type names, if any; that type is then removed from *about*."""
    name = child.get("localType", "")
    if name not in known:
        return ""
    about.pop("localtype", None)
    own = child.get(_EAD3 + "localtype")
    if own is not None:
        about["localtype"] = own
    return name


def narrative(source: etree._Element, target: etree._Element) -> etree._Element:
    """Put the blocks of a narrative into *target*: paragraphs, and XHTML."""
    append_text(target, source.text)
    for child in elements(source):
        name = localname(child)
        if name == "formattingExtension":
            _formatted(child, target)
        elif name in ("p", "head"):
            target.append(words(child, make(child, name, attributes_of(child))))
        elif name not in _APART:
            words(child, add(target, "p", {"audience": "internal"} if is_internal(child) else {}))
        append_text(target, child.tail)
    return target


def _formatted(child: etree._Element, target: etree._Element) -> None:
    """The content of a `formattingExtension`; block by block if it is internal."""
    if not is_internal(child):
        xhtml(elements(child), target)
        return
    around = make(child, "div")
    xhtml(elements(child), around)
    loose(child, around)
    blocks = list(around)
    for piece in (around.text, *(block.tail for block in blocks)):
        if piece and not piece.isspace():
            add(target, "p", {"audience": "internal"}).text = piece
    for block in blocks:
        block.tail = None
        block.set("audience", "internal")
        target.append(block)


#: The parts of a narrative beside its blocks, which are read separately.
_APART: Final = frozenset(("abstract", "dateRange", "relations", "narrativeEvent", "objectXMLWrap", "subject", "c"))


def elements(source: etree._Element) -> Iterator[etree._Element]:
    """The child elements, without comments."""
    return (child for child in source if isinstance(child.tag, str))


def is_component(element: etree._Element) -> bool:
    """Whether an element is a component."""
    name = localname(element)
    return name == "c" or (len(name) == 3 and name[0] == "c" and name[1:].isdigit())


def xhtml(children: Iterable[etree._Element], target: etree._Element) -> None:
    """Put XHTML into *target* as the canonical markup."""
    for child in children:
        done(_html(child, target))


def _html(child: etree._Element, target: etree._Element) -> Steps[None]:
    tag = localname(child)
    if namespace(child) != XHTML and tag not in _HTML and tag not in ("xhtml", "div", "section", "tr"):
        yield _words(child, target)
        return
    kind = next((one for one in child.get("class", "").split() if one in EAD3_ELEMENTS), "")
    if kind == "objectxmlwrap":
        made = add(target, kind, _of_html(child))
        made.extend(list(child))
        return
    name, said = (kind, {}) if kind else _HTML.get(tag, ("", {}))
    if name == "ref" and child.get("name") and not child.get("href"):
        name = ""
    if tag == "img":
        add(
            target,
            "ptr",
            {"href": child.get("src", ""), **({"linktitle": child.get("alt", "")} if child.get("alt") else {})},
        )
        return
    if not name and _of_html(child).get("audience") == "internal":
        yield _inside(child, add(target, "emph", {"audience": "internal"}))
        return
    if not name:
        if tag in ("div", "section", "dd", "pre") and child.get("class") != "words" and _says_words(child):
            # A block without a name: its words become a paragraph, its blocks are kept.
            target = add(target, "p")
        yield _inside(child, target)
        return
    about = _of_html(child)
    if "listtype" in about or kind == "list":
        said = {}
    inner = add(target, name, {**said, **about})
    if name == "table" and tag == "table" and not any("tgroup" in (one.get("class") or "") for one in elements(child)):
        yield _table(child, inner)
        return
    yield _inside(child, inner)


def _says_words(child: etree._Element) -> bool:
    return any(piece and not piece.isspace() for piece in (child.text, *(one.tail for one in child)))


def _inside(child: etree._Element, target: etree._Element) -> Steps[None]:
    append_text(target, child.text)
    for inner in elements(child):
        yield _html(inner, target)
        append_text(target, inner.tail)


def _table(child: etree._Element, table: etree._Element) -> Steps[None]:
    """A table of XHTML: its rows and sections become a group, which gives the number of columns."""
    group = make(child, "tgroup")
    body: etree._Element | None = None
    loose(child, table)
    for inner in elements(child):
        tag = localname(inner)
        if tag == "tr":
            if body is None:
                follows = (
                    next(group.iterchildren(), None) is not None or next(inner.itersiblings("{*}tr"), None) is None
                )
                heads = not follows and all(localname(one) == "th" for one in elements(inner))
                body = add(group, "thead" if heads else "tbody")
            elif localname(body) == "thead":
                body = add(group, "tbody")
            yield _html(inner, body)
        else:
            body = None if tag in ("thead", "tbody", "tfoot") else body
            yield _html(inner, table if tag == "caption" else group)
    widest = max((len(row) for part in group for row in part), default=1)
    group.set("cols", str(widest or 1))
    table.append(group)


def _of_html(child: etree._Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for key, value in child.attrib.items():
        space, _, local = str(key).rpartition("}")
        if space == "{" + EAD3_NS:
            found[local] = str(value)
        elif key == _LANG or local == "lang":
            found["lang"] = str(value)
        elif not space and local in ("id", "href", *SPANS):
            found[local] = str(value)
        elif not space and local == "title":
            found["linktitle" if localname(child) == "a" else "label"] = str(value)
    return found
