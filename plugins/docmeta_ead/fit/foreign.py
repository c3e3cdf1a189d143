"""XML that is not EAD, which EAD3 allows in `objectxmlwrap`: one element of another namespace.

>>> wrap = Element("objectxmlwrap", {}, [Element("a:record", {"xmlns:a": "http://example.org/"}, ["x"])])
>>> [child.name for child in foreign(wrap)]
['a:record']
>>> foreign(Element("objectxmlwrap", {}, [Element("record", {}, [])])), foreign(Element("objectxmlwrap", {}, ["words"]))
([], [])
"""

from __future__ import annotations

from typing import Final
from xml.parsers import expat  # nosec B406  # what is parsed was written here: it declares no entity and no DTD

from docmeta.text import Element
from docmeta.xml import XSI, attribute, escape
from docmeta_ead.sniff import EAD3_NS

_SEPARATOR: Final = "\n"


def foreign(wrap: Element) -> list[Element | str]:
    """The one foreign element of an `objectxmlwrap`; nothing if it holds anything else, or names without a namespace."""
    inner = [child for child in wrap.children if isinstance(child, Element)]
    if len(inner) != 1 or any(isinstance(child, str) and child.strip() for child in wrap.children):
        return []
    declared = {name: value for name, value in wrap.attributes.items() if name.startswith("xmlns:")}
    made = Element(inner[0].name, {**declared, **inner[0].attributes}, inner[0].children)
    return [made] if _is_foreign(made) else []


def _is_foreign(element: Element) -> bool:
    bad = False

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal bad
        space = name.rpartition(_SEPARATOR)[0]
        top = not started
        started.append(name)
        if space == EAD3_NS or (top and not space) or any(key.startswith(XSI + _SEPARATOR) for key in attributes):
            bad = True

    started: list[str] = []
    parser = expat.ParserCreate(namespace_separator=_SEPARATOR)
    parser.StartElementHandler = start
    try:
        parser.Parse(f"<w xmlns={attribute(EAD3_NS)}>".encode(), False)
        started.clear()
        bad = False
        parser.Parse(_markup(element).encode("utf-8", "surrogatepass") + b"</w>", True)
    except (expat.ExpatError, UnicodeError):
        return False
    return not bad


def _markup(element: Element) -> str:
    out: list[str] = []
    stack: list[Element | str | tuple[str]] = [element]
    while stack:
        item = stack.pop()
        if isinstance(item, tuple):
            out.append(f"</{item[0]}>")
        elif isinstance(item, str):
            out.append(escape(item))
        else:
            said = "".join(f" {name}={attribute(value)}" for name, value in item.attributes.items())
            out.append(f"<{item.name}{said}>")
            stack.append((item.name,))
            stack.extend(reversed(item.children))
    return "".join(out)
