"""Work grows with the input: for elements of EAD that may repeat in another, by the tables, n and 4n are fitted.

A quick run takes a sample of the pairs; with `DOCMETA_THOROUGH` it takes all of them.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from random import Random

import pytest
from tests.growth import grows_with_input

from docmeta import Context, Node
from docmeta.text import Element
from docmeta_ead.fit.automaton import Model, State, models
from docmeta_ead.fit.fitter import Fitter
from docmeta_ead.options import EAD3Options, EADOptions
from docmeta_ead.read.reader import read
from docmeta_ead.tables.dialect import EAD3, EAD2002
from docmeta_ead.write.order import Order
from docmeta_ead.write.state import serialised
from docmeta_ead.write.writer import write_ead3, write_ead2002

DIALECTS = {"ead2002": EAD2002, "ead3": EAD3}
WRITERS = {"ead2002": (write_ead2002, EADOptions), "ead3": (write_ead3, EAD3Options)}
#: A quick run takes every n-th pair.
SAMPLE = 1 if os.environ.get("DOCMETA_THOROUGH") else 41
#: Frames of a file, which are not written as a whole.
FRAMES = frozenset(("ead", "archdesc", "dsc", "c", "did", *(f"c{number:02}" for number in range(1, 13))))


def repeats(model: Model, name: str) -> bool:
    """Whether a child may occur twice in a row."""
    if model.mixed:
        return True
    state = model.start
    for step in (*(model.bridge(model.start, name) or ()), name, name):
        after = model.step(state, step)
        if after is None:
            return False
        state = after
    return True


def pairs(dialect: str) -> Iterator[tuple[str, str]]:
    """Each element, with the children that may repeat in it."""
    for name, model in models(dialect).items():
        if name not in FRAMES and not model.empty:
            yield from ((name, child) for child in sorted(model.names - FRAMES) if repeats(model, child))


@pytest.mark.parametrize(
    ("dialect", "name", "child"), [(dialect, *pair) for dialect in DIALECTS for pair in list(pairs(dialect))[::SAMPLE]]
)
def test_what_repeats_is_fitted_in_time_that_grows_with_it(dialect: str, name: str, child: str) -> None:
    words = [] if models(dialect)[child].empty else ["x"]

    def make(size: int) -> Element:
        return Element(name, {}, [Element(child, {}, list(words)) for _ in range(size)])

    grows_with_input(make, lambda made: serialised(Fitter(DIALECTS[dialect], lambda *_: None).fit(made, name)), 150)


#: Elements not allowed among others of a sequence, which go into an existing one.
STRANGERS = ("dao", "unitdate", "addressline", "row", "item", "emph", "thing")


def sequences() -> Iterator[tuple[str, str, str, str]]:
    """Each element with a sequence, an element that may repeat in it, and one that is not allowed there, in turn."""
    number = 0
    for dialect in DIALECTS:
        for name, child in pairs(dialect):
            if not models(dialect)[name].mixed:
                number += 1
                yield dialect, name, child, STRANGERS[number % len(STRANGERS)]


@pytest.mark.parametrize(("dialect", "name", "child", "stranger"), list(sequences())[::SAMPLE])
def test_what_has_no_place_is_fitted_in_time_that_grows_with_it(
    dialect: str, name: str, child: str, stranger: str
) -> None:
    words = [] if models(dialect)[child].empty else ["x"]

    def made(size: int, *, apart: bool) -> Element:
        known = [Element(child, {}, list(words)) for _ in range(size)]
        others = [Element(stranger, {}, ["y"]) for _ in range(size)]
        both = [*known, *others] if apart else [one for two in zip(known, others, strict=True) for one in two]
        return Element(name, {}, [*both])

    for apart in (False, True):
        grows_with_input(
            lambda size, apart=apart: made(size, apart=apart),
            lambda made: serialised(Fitter(DIALECTS[dialect], lambda *_: None).fit(made, name)),
            60,
        )


def naively(model: Model, parent: Element, child: Element) -> bool:
    """What `Order` does, by going through all children each time."""

    def states() -> list[State | None]:
        found: list[State | None] = [model.start]
        for one in parent.children:
            found.append(None if found[-1] is None else model.step(found[-1], one.name))  # type: ignore[union-attr]
        return found

    for at in range(len(parent.children), -1, -1):
        parent.children.insert(at, child)
        if states()[-1] is not None:
            return True
        del parent.children[at]
    return False


@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_child_is_put_where_its_model_allows_it_last(dialect: str) -> None:
    random = Random(dialect)
    for name, model in models(dialect).items():
        if model.mixed or not model.names:
            continue
        one, other = Element(name), Element(name)
        order = Order(model, one, lambda child: child.name)
        names = [*random.sample(sorted(model.names), min(len(model.names), 6)), "thing"]
        for _ in range(30):
            child = random.choice(names)
            if random.random() < 0.05:
                one.children.append(Element(child))
                other.children.append(Element(child))
            elif order.insert(Element(child)) != naively(model, other, Element(child)):
                raise AssertionError(f"{name}: {child}")
            assert [each.name for each in one.children] == [each.name for each in other.children]  # type: ignore[union-attr]


@pytest.mark.parametrize("names", [["representation"], ["representation", "localcontrol", "otherrecordid"]])
def test_children_are_put_in_order_in_time_that_grows_with_them(names: list[str]) -> None:
    def put(count: int) -> None:
        children: list[Element | str] = [Element(name) for name in ("recordid", "filedesc", "maintenancestatus")]
        children += [Element(name) for name in ("maintenanceagency", "maintenancehistory", "sources")]
        order = Order(models("ead3")["control"], Element("control", {}, children), lambda child: child.name)
        assert all(order.insert(Element(name)) for _ in range(count) for name in names)

    grows_with_input(lambda count: count, put, 2_000)


#: What may repeat in fields and extras: its surroundings, and one of many.
REPEATED = {
    "daogrp": ("<did><daogrp>{}</daogrp></did>", '<daoloc href="u{0}" label="a{0}"/><arc from="a{0}" to="a0"/>'),
    "extent": ("<did><physdesc>{}</physdesc></did>", '<extent altrender="a{0}">{0} boxes</extent>'),
    "physfacet": ("<did><physdesc><extent>3 v</extent>{}</physdesc></did>", '<physfacet altrender="q">{0}</physfacet>'),
    "language": ("<did><langmaterial>In {}</langmaterial></did>", '<language scriptcode="Latn">E{0}</language>, '),
    "addressline": (
        "<did><repository><address>{}</address></repository></did>",
        '<addressline altrender="x">T{0}</addressline>',
    ),
    "unittitle": ("<did>{}</did>", '<unittitle type="t{0}">a{0}</unittitle>'),
    "unitdate": ("<did><unittitle>{}</unittitle></did>", "<unitdate>1901 no {0}</unitdate> "),
    "descgrp": ("<did/>{}", "<descgrp><head>h{0}</head><odd><p>a</p></odd></descgrp>"),
    "addresses": ("<did><repository>L{}</repository></did>", "<address><addressline>T{0}</addressline></address>"),
    "subareas": ("<did><repository><corpname>L</corpname>{}</repository></did>", "<subarea>T{0}</subarea>"),
    "dates of tables": (
        "<did/><acqinfo>{}</acqinfo>",
        "<table><tgroup cols='1'><tbody><row><entry>x</entry></row></tbody></tgroup></table><unitdate>{0}</unitdate>",
    ),
    "heads of lists": ("<did/><dsc>{}</dsc>", "<thead><row><entry>T{0}</entry></row></thead>"),
    "unknown": ("<did>{}</did>", '<thing a="b">a{0}</thing>'),
    "access points without any": (
        "<did/><controlaccess>{}</controlaccess>",
        '<controlaccess id="k{0}" altrender="q"><head>h{0}</head><p>x{0}</p></controlaccess>',
    ),
}
#: The same for the header.
IN_HEADER = {
    "titleproper": ("<filedesc><titlestmt>{}</titlestmt></filedesc>", '<titleproper type="t{0}">T{0}</titleproper>'),
    "num": ("<filedesc><publicationstmt>{}</publicationstmt></filedesc>", "<p>T{0}</p><num>{0}</num>"),
    "creation": (
        "<profiledesc>{}</profiledesc>",
        "<creation>c{0}</creation><langusage>l{0}</langusage><descrules>d</descrules>",
    ),
    "change": ("<revisiondesc>{}</revisiondesc>", "<change><date/><item>T{0}</item></change>"),
}


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("name", [*REPEATED, *IN_HEADER])
def test_what_repeats_is_written_in_time_that_grows_with_it(dialect: str, name: str) -> None:
    around, one = (REPEATED | IN_HEADER)[name]
    write, options = WRITERS[dialect]

    def make(size: int) -> list[Node]:
        inner = around.format("".join(one.format(number) for number in range(size)))
        above, below = (inner, "<did/>") if name in IN_HEADER else ("", inner)
        text = f'<ead><eadheader><eadid>a</eadid>{above}</eadheader><archdesc level="fonds">{below}</archdesc></ead>'
        return list(read(io.BytesIO(text.encode()), Context()))

    grows_with_input(make, lambda nodes: write(iter(nodes), io.BytesIO(), Context(options=options())), 400)
