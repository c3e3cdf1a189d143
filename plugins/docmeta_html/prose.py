"""Prose as HTML: structure becomes the elements of HTML that mean the same, and everything else is text.

>>> from docmeta.text import of_markup
>>> html(of_markup('<p>See <title>Pravda</title>, <ref href="https://example.org/">here</ref>.</p><p>a &lt; b</p>'))
Markup('<p>See <cite>Pravda</cite>, <a href="https://example.org/" rel="noreferrer noopener">here</a>.</p><p>a &lt; b</p>')
>>> html("<script>alert(1)</script>")
Markup('&lt;script&gt;alert(1)&lt;/script&gt;')
"""

from __future__ import annotations

from typing import Final

from markupsafe import Markup, escape

from docmeta.text import BREAKS, Element, language_of, tree

#: The HTML elements of prose. An element not named is a block if it begins a line, and plain words otherwise.
TAGS: Final[dict[str, str]] = {
    "p": "p", "blockquote": "blockquote", "item": "li", "head": "strong", "title": "cite", "quote": "q", "abbr": "abbr",
    "expan": "span", "foreign": "i", "num": "span", "table": "table", "thead": "thead", "tbody": "tbody", "row": "tr",
    "entry": "td", "chronlist": "ul", "chronitem": "li", "deflist": "ul", "defitem": "li", "label": "strong", "footnote": "small",
    "note": "small", "tgroup": "", "indexentry": "li", "index": "ul",
}  # fmt: skip
#: The HTML elements of emphasis, by the first word of `@render`.
_EMPHASIS: Final[dict[str, str]] = {
    "bold": "strong",
    "italic": "em",
    "sub": "sub",
    "super": "sup",
    "underline": "u",
    "smcaps": "b",
}
_LINKS: Final = frozenset(("ref", "extref", "ptr", "extptr", "dao", "bibref", "title"))
_SCHEMES: Final = ("http://", "https://", "mailto:")


#: The mark of a link whose text is its URL: in print, the URL is not repeated after it.
_BARE: Final = Markup(' class="bare"')


def is_web(address: str | None) -> bool:
    """Whether a URL may be linked: one of the web or of mail, nothing that runs."""
    return (
        address is not None
        and address.strip().lower().startswith(_SCHEMES)
        and not any(ord(char) < 33 for char in address.strip())
    )


def link(address: str, words: str) -> Markup:
    """A link, or only its words unless the URL may be linked."""
    if not is_web(address):
        return escape(words or address)
    address = address.strip()
    return Markup('<a href="{}"{} rel="noreferrer noopener">{}</a>').format(
        address, _BARE if words.strip() in ("", address) else "", words or address
    )


def html(prose: str) -> Markup:
    """Any prose as HTML that is safe to show."""
    done: list[str] = []
    stack: list[Element | str | Markup] = [*reversed(tree(prose))]
    while stack:
        item = stack.pop()
        if isinstance(item, Markup):
            done.append(item)
        elif isinstance(item, str):
            done.append(escape(item))
        else:
            start, end = _tags(item)
            done.append(start)
            stack.append(Markup(end))  # noqa: S704  # nosec B704  # built from the table alone
            stack.extend(reversed(item.children))
    language = language_of(prose)
    body = Markup("".join(done))  # noqa: S704  # nosec B704  # every text in it was escaped
    return Markup('<span lang="{}">{}</span>').format(language, body) if language else body


def _tags(element: Element) -> tuple[str, str]:
    name = element.name
    if name == "lb":
        return "<br>", ""
    address = element.attributes.get("href") if name in _LINKS else None
    if is_web(address):
        address = (address or "").strip()
        shown = "" if element.children else escape(address)
        bare = _BARE if shown or element.children == [address] else ""
        return f'<a href="{escape(address)}"{bare} rel="noreferrer noopener">{shown}', "</a>"
    if name == "emph":
        tag = next(
            (_EMPHASIS[word] for word in _words(element.attributes.get("render", "")) if word in _EMPHASIS), "em"
        )
    elif name == "list":
        tag = "ol" if element.attributes.get("listtype", element.attributes.get("type")) == "ordered" else "ul"
    else:
        tag = TAGS.get(name, "div" if name in BREAKS else "")
    return (f"<{tag}>", f"</{tag}>") if tag else ("", "")


def _words(render: str) -> list[str]:
    return render.lower().replace("bold", "bold ").split()
