"""Reads one element of a record, whatever it holds: attributes, schemes, other elements, other namespaces."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import attrs

from docmeta.crosswalk import Report
from docmeta.languages import parse_tag
from docmeta.model import Draft, Note
from docmeta.text import language_of
from docmeta.xml import XML_NS, XSI, attributes, collapse, line_of, localname, namespace
from docmeta.xml.harvest import doubt_dates, outer, words
from docmeta_dublincore.literal import Literal, is_blank
from docmeta_dublincore.placing import placed
from docmeta_dublincore.pools import Pool, pool_of
from docmeta_dublincore.private import PRIVATE, is_private, says_who
from docmeta_dublincore.recognised import NAMES, RIGHT_NS, is_dublin_core
from docmeta_dublincore.schemes import scheme_of, takes
from docmeta_dublincore.vocabulary import RDF

if TYPE_CHECKING:
    from lxml.etree import _Element

ABOUT: Final = f"{{{RDF}}}about"
_LANG: Final = f"{{{XML_NS}}}lang"
#: The elements that hold the values of an element with children, as in RDF/XML.
_VALUES: Final = frozenset(("li", "value", "label", "prefLabel", "name"))


class Elements:
    """Reads elements.

    Args:
        report: Collects what no field holds.
        pools: Gets an entry for each kind of element found.
    """

    def __init__(self, report: Report, pools: dict[str, Pool]) -> None:
        self.report = report
        self.pools = pools

    def read(self, child: _Element, container: str, inherited: str | None, draft: Draft) -> None:
        """Read a child of a record."""
        tag = child.tag
        if not isinstance(tag, str):
            return
        if child.keys() or len(child):
            if is_private(child):
                self.hide(child, draft)
                return
            if any(map(is_private, child.iterdescendants("{*}*"))):
                self.hide(child, draft)
                return
        uri = namespace(tag)
        name = localname(tag).rpartition(":")[2]
        if name not in NAMES or not is_dublin_core(uri, container):
            self.carry(child, draft)
            return
        if uri in RIGHT_NS:
            self.pools.setdefault(tag, pool_of(name))
        elif uri or ":" in localname(tag):
            self.report.note("problem", "a Dublin Core element in another namespace; it is read by its name",
                             target=name, value=uri or tag, line=line_of(child))  # fmt: skip
        values = [child] if len(child) == 0 else self.nested(child, draft)
        for element in values:
            self.value(name, element, child, inherited, draft)

    def nested(self, child: _Element, draft: Draft) -> list[_Element]:
        """The elements that hold the values of an element with children, as in RDF/XML; all of it is carried along."""
        found = [
            element
            for element in child.iter("{*}*")
            if len(element) == 0
            and localname(element) in _VALUES
            and (not is_blank(element.text) or element.get(f"{{{RDF}}}resource"))
        ]
        self.carry(child, draft)
        return found

    def value(self, name: str, element: _Element, child: _Element, inherited: str | None, draft: Draft) -> None:
        raw = element.text or ""
        resource = element.get(f"{{{RDF}}}resource")
        scheme = scheme_of(element)
        if resource and is_blank(raw):
            raw, scheme = resource, "URI"
        elif resource:
            draft.extra(f"{name}/@rdf:resource", resource)
        own = self.language(element) or (self.language(child) if element is not child else None)
        self.leftover(name, element, draft)
        if is_blank(raw):
            if own or scheme:
                draft.extra(name, outer(element))
            return
        before = {field: len(values) for field, values in draft.fields.items() if isinstance(values, list)}
        self.literal(name, Literal(raw, own or inherited, scheme), element, draft)
        kind = element.get("type")
        if name == "identifier" and kind and not scheme and draft.get("identifiers", [])[-1:]:
            numbers = draft.fields["identifiers"]
            numbers[-1] = attrs.evolve(
                numbers[-1], kind=kind if numbers[-1].kind in (None, "unitid") else numbers[-1].kind
            )
        if own and not self.said(draft, own, before):
            draft.extra(f"{name}/@xml:lang", own)
        if scheme and not takes(name, scheme, raw):
            draft.extra(f"{name}/@xsi:type", scheme)

    def literal(self, name: str, literal: Literal, element: _Element, draft: Draft) -> None:
        """Put the content of an element into its field, or beside all fields."""
        dates = len(draft.get("dates", ()))
        if not placed(name, literal, draft):
            draft.extra(name, words(literal))
            self.report.note(
                "carried",
                "a value that its element does not allow",
                target=name,
                value=collapse(literal),
                line=line_of(element),
            )
        if found := draft.get("dates", ())[dates:]:
            doubt_dates(found, self.report, line_of(element))

    # -- what is not a value -----------------------------------------------------------------------------------------

    def language(self, element: _Element) -> str | None:
        tag = element.get(_LANG)
        if not tag:
            tag = element.get("lang")  # as in DSpace's exports
            return tag if tag and parse_tag(tag) is not None else None
        if parse_tag(tag) is None:
            self.report.note("problem", "xml:lang is not a language tag (BCP 47); it is kept as it is",
                             target="@xml:lang", value=tag, line=line_of(element))  # fmt: skip
        return tag

    def said(self, draft: Draft, language: str, before: dict[str, int]) -> bool:
        """Whether the values added last have a language."""
        for field, values in draft.fields.items():
            if not isinstance(values, list):
                if isinstance(values, str) and language_of(values) == language:
                    return True
                continue
            for value in values[before.get(field, 0) :]:
                texts = [value] if isinstance(value, str) else _texts(value)
                if any(language_of(text) == language for text in texts):
                    return True
        return False

    def attributes(self, record: _Element, draft: Draft) -> None:
        for key, value in attributes(record).items():
            name = str(key)
            if namespace(name) == XSI:
                self.located(value)
            elif name in (_LANG, ABOUT):
                continue
            elif says_who(localname(name)):
                if is_private(record):
                    draft.fields["audience"] = "internal"
                    self.report.note(
                        "decided", PRIVATE, field="audience", target=f"@{localname(name)}", line=line_of(record)
                    )
            else:
                draft.extra(f"@{localname(name)}", value)
                self.report.note(
                    "carried",
                    "an attribute of a record",
                    target=f"@{localname(name)}",
                    value=value,
                    line=line_of(record),
                )

    def located(self, value: str | None) -> None:
        """Report that a schema location is not followed."""
        self.report.note("decided", "a schema location is not followed", target="@xsi:schemaLocation", value=value)

    def leftover(self, name: str, element: _Element, draft: Draft) -> None:
        """Attributes of a value other than its language and its scheme."""
        for key, value in attributes(element).items():
            key = str(key)
            if key in (_LANG, f"{{{XSI}}}type", f"{{{RDF}}}resource", f"{{{RDF}}}datatype"):
                continue
            if (key in ("type", "scheme") and (scheme_of(element) or (key, name) == ("type", "identifier"))) or (
                key == "lang" and self.language(element) == value
            ):
                continue
            draft.extra(f"{name}/@{localname(key)}", value)
            self.report.note("carried", "an attribute that Dublin Core does not have", target=f"{name}/@{localname(key)}", value=value,
                             line=line_of(element))  # fmt: skip

    def carry(self, child: _Element, draft: Draft) -> None:
        """Put aside, unchanged, an element that no field holds."""
        name = localname(child)
        whole = outer(child)
        draft.extra(name, whole)
        message = "an element that is not Dublin Core, or holds elements; it is carried along unchanged"
        self.report.note("carried", message, target=name, value=whole, line=line_of(child))

    def hide(self, child: _Element, draft: Draft) -> None:
        """Make a value that is private, or contains something private, an internal note."""
        said = words(" ".join(child.itertext()))
        if said:
            draft.add("notes", Note("general", said, label=localname(child), audience="internal"))
            self.report.note("decided", PRIVATE, target=localname(child), line=line_of(child))

    def stray(self, text: str | None, draft: Draft, record: _Element) -> None:
        if text and not is_blank(text):
            draft.extra("text()", collapse(text))
            self.report.note(
                "carried", "text between elements", target="text()", value=collapse(text), line=line_of(record)
            )


def _texts(value: Any) -> list[str]:
    """The strings in a part, one level down and in its agent."""
    found = []
    for name in getattr(value, "__attrs_attrs__", ()):
        item = getattr(value, name.name)
        if isinstance(item, str):
            found.append(item)
        elif name.name == "agent":
            found += _texts(item)
        elif isinstance(item, tuple):
            found += [part for part in item if isinstance(part, str)]
    return found
