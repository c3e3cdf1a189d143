"""The table of content models equals the official schemas, and fitting respects it and keeps every word."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

import strategies
from docmeta.text import Element, walk
from docmeta_ead.fit.automaton import Model, models
from docmeta_ead.fit.fitter import Fitter
from docmeta_ead.tables.dialect import EAD3, EAD2002, Dialect
from docmeta_ead.tables.values import nearest

XS = "{http://www.w3.org/2001/XMLSchema}"
SCHEMAS = {"ead2002": "ead2002/ead.xsd", "ead3": "ead3/ead3.xsd"}
SIGNS = {("1", "1"): "", ("0", "1"): "?", ("0", "unbounded"): "*", ("1", "unbounded"): "+"}
#: Where the table is smaller than the schema, or the schema has a slip: XML of other namespaces; `c09*` for `c09+` in c08.
DIFFER = {("ead3", "objectxmlwrap"), ("ead3", "c08")}


class _Schema:
    """The content models of an XML Schema, as sequences like those of the table."""

    def __init__(self, path: Path) -> None:
        root = etree.parse(path).getroot()
        self.named = {
            kind: {one.get("name"): one for one in root.findall(XS + kind)}
            for kind in ("complexType", "group", "element")
        }
        self.types = {name: one for name, one in self.named["complexType"].items() if not name.startswith(("m.", "e."))}
        self.types["ead"] = self.named["element"]["ead"].find(XS + "complexType")

    def particle(self, node: etree._Element) -> str:
        kind = node.tag.removeprefix(XS)
        sign = SIGNS[node.get("minOccurs", "1"), node.get("maxOccurs", "1")]
        if kind == "element":
            return (node.get("name") or node.get("ref")).rpartition(":")[2] + sign
        if kind == "group":
            node = self.named["group"][node.get("ref").rpartition(":")[2]]
        inner = [
            self.particle(one)
            for one in node
            if one.tag in (XS + "element", XS + "group", XS + "choice", XS + "sequence")
        ]
        return f"({('|' if kind == 'choice' else ',').join(inner)}){sign}" if inner else ""

    def content(self, node: etree._Element) -> tuple[bool, str]:
        """Whether a type may contain words, and the sequence of its elements."""
        mixed, parts = node.get("mixed") == "true", []
        for one in node:
            kind = one.tag.removeprefix(XS) if isinstance(one.tag, str) else ""
            if kind in ("sequence", "choice", "group"):
                parts.append(self.particle(one))
            elif kind == "complexContent":
                for inner in (self.named["complexType"][one[0].get("base").rpartition(":")[2]], one[0]):
                    also, more = self.content(inner)
                    mixed = mixed or also
                    parts.append(more)
        return mixed, ",".join(filter(None, parts))


def same_language(one: Model, two: Model) -> bool:
    """Whether two automata accept the same sequences."""
    seen: set[tuple[frozenset[int], frozenset[int]]] = set()
    todo = [(one.start, two.start)]
    while todo:
        pair = todo.pop()
        if pair in seen:
            continue
        seen.add(pair)
        if one.final(pair[0]) != two.final(pair[1]):
            return False
        for name in one.names | two.names:
            after = one.step(pair[0], name), two.step(pair[1], name)
            if (after[0] is None) != (after[1] is None):
                return False
            if after[0] is not None and after[1] is not None:
                todo.append((after[0], after[1]))
    return True


@pytest.mark.parametrize("dialect", sorted(SCHEMAS))
def test_the_table_has_the_content_models_of_the_official_schema(dialect: str, shared: Path) -> None:
    schema = _Schema(shared / "schemas" / SCHEMAS[dialect])
    table = models(dialect)
    assert table.keys() == schema.types.keys()
    wrong = []
    for name, node in schema.types.items():
        mixed, content = schema.content(node)
        if mixed:
            same = table[name].mixed and table[name].names == set(re.findall(r"[A-Za-z0-9]+", content))
        else:
            same = not table[name].mixed and same_language(table[name], Model(name, content or "-", {}, ()))
        if not same and (dialect, name) not in DIFFER:
            wrong.append(name)
    assert wrong == []


def assert_fits(element: Element, dialect: str) -> None:
    model = models(dialect)[element.name]
    assert set(model.required) <= element.attributes.keys() <= set(model.attributes)
    for name, value in element.attributes.items():
        assert nearest(model.attributes[name], value)[0] == value, (element.name, name)
    state = model.start
    for child in element.children:
        if isinstance(child, str):
            assert model.mixed or not child.strip(), (element.name, child)
            continue
        after = model.step(state, child.name)
        assert after is not None, (element.name, child.name)
        state = after
        if element.name != "objectxmlwrap":
            assert_fits(child, dialect)
    assert element.name == "objectxmlwrap" or model.final(state), element.name
    assert not model.empty or not element.children


def counted(element: Element) -> Counter[str]:
    return Counter(
        word for piece in walk([element]) if isinstance(piece, str) for word in re.findall(r"w[0-9]+w", piece)
    )


TOPS = ("unittitle", "p", "scopecontent", "bibliography", "controlaccess", "physdesc", "dao", "langmaterial", "repository",
        "origination", "list", "table", "chronlist", "index", "unitdate", "filedesc", "did", "persname")  # fmt: skip


@pytest.mark.parametrize("dialect", [EAD2002, EAD3], ids=["ead2002", "ead3"])
@given(children=st.lists(strategies.elements(), max_size=4), top=st.sampled_from(TOPS))
def test_whatever_is_fitted_is_allowed_and_has_every_word(dialect: Dialect, children: list[Element], top: str) -> None:
    number = 0
    for piece in list(walk(children)):
        if isinstance(piece, Element):
            for at, child in enumerate(piece.children):
                if isinstance(child, str):
                    number += 1
                    piece.children[at] = f" w{number}w "
    before = Element(top, {}, list(children))
    told: list[tuple[str, str, str, str]] = []
    fitted = Fitter(dialect, lambda *loss: told.append(loss)).fit(before, top)
    assert_fits(fitted, dialect.name)
    missing = counted(before) - counted(fitted)
    dropped = " ".join(value for code, _, value, _ in told if code == "dropped")
    assert all(word in dropped for word in missing)


def test_a_table_in_a_paragraph_cuts_the_paragraph_where_only_notes_hold_tables() -> None:
    row = Element("row", {}, [Element("entry", {}, ["x"])])
    table = Element("table", {}, [Element("tgroup", {"cols": "1"}, [Element("tbody", {}, [row])])])
    fitted = Fitter(EAD3, lambda *_: None).fit(
        Element("odd", {}, [Element("p", {}, ["Before ", table, " after."])]), "odd"
    )
    assert [child.name for child in fitted.children if isinstance(child, Element)] == ["p", "table", "p"]


def test_what_is_dissolved_leaves_its_words_apart() -> None:
    imprint = Element("imprint", {}, [Element("publisher", {}, ["Nauka"]), Element("date", {}, ["1950"])])
    fitted = Fitter(EAD3, lambda *_: None).fit(Element("unittitle", {}, ["Plan", imprint]), "unittitle")
    assert "".join(child if isinstance(child, str) else "|" for child in fitted.children) == "Plan Nauka |"


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        ("NORMAL", "1951-11-19/1952", ("1951-11-19/1952", True)),
        ("NORMAL", "3000", (None, False)),
        ("ID", "1a", (None, False)),
        ("IDREFS", "a 1", ("a", False)),
        ("URI", "http://[", ("http://%5B", False)),
        ("URI", "mailto:a@example.org", ("mailto:a@example.org", True)),
        ("DATETIME", "2024-05-06T07:08:09Z", ("2024-05-06T07:08:09Z", True)),
        ("DATETIME", "2024-02-30", (None, False)),
        ("ENTITY", "x", (None, False)),
        (frozenset({"unordered"}), "simple", ("unordered", True)),
        (frozenset({"unordered"}), "x", (None, False)),
    ],
)
def test_the_nearest_value(kind: str | frozenset[str], value: str, expected: tuple[str | None, bool]) -> None:
    assert nearest(kind, value) == expected
