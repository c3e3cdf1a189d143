"""Checking, comparing, naming and planning: four times the input is about four times the work, whatever repeats or is nested."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

import pytest
from tests.growth import grows_with_input

import docmeta
from docmeta import AgentLink, Collection, Document, Extra, Node, Note, Person, Record, RightsStatement
from docmeta.checking import validation
from docmeta.checking.profiles import PROFILES
from docmeta.comparing.diff import compare
from docmeta.crosswalk import Place
from docmeta.model import nest
from docmeta.receivers.aspace_bulk import arriving
from docmeta.running.folders import Names
from docmeta.text import of_markup
from docmeta_ead.fit.pieces import add

#: The content of the units of a deep tree, each different.
SAID: Final[dict[str, Callable[[int], dict[str, Any]]]] = {
    "nothing": lambda at: {},
    "a title": lambda at: {"title": f"T{at}"},
    "a note": lambda at: {"notes": (Note("access_conditions", f"Open {at}"),), "description": f"About {at}"},
    "an agent": lambda at: {"agents": (AgentLink(Person(f"A{at}")),), "rights": (RightsStatement(f"R{at}"),)},
}


def deep(count: int, said: str = "a title", name: str = "u") -> list[Node]:
    return [Node(at, Collection(f"{name}{at}", **SAID[said](at))) for at in range(count)]


def alike(count: int) -> list[Node]:
    return [Node(0, Collection("c")), *(Node(1, Document("a")) for _ in range(count))]


@contextmanager
def little_stack(most: int = 200) -> Iterator[None]:
    depth, frame = 0, sys._getframe()
    while frame.f_back is not None:
        depth, frame = depth + 1, frame.f_back
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(depth + most)
    try:
        yield
    finally:
        sys.setrecursionlimit(before)


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("said", SAID)
def test_a_deep_tree_is_checked_in_time_that_grows_with_it(profile: str, said: str) -> None:
    def check(nodes: list[Node]) -> object:
        return docmeta.check(nodes, profile=profile)

    grows_with_input(lambda count: deep(count, said), check, 400)
    with little_stack():
        check(deep(1_000, said))


@pytest.mark.parametrize("name", ["u", "other"])
def test_deep_trees_are_compared_in_time_that_grows_with_them(name: str) -> None:
    def both(count: int, name: str) -> tuple[list[Any], list[Any]]:
        return nest(deep(count)), nest(deep(count, "a note", name))

    def compared(two: tuple[list[Any], list[Any]]) -> object:
        return list(compare(*two))

    grows_with_input(lambda count: both(count, name), compared, 400)
    with little_stack():
        assert compared(both(1_000, name))


def test_a_path_in_a_deep_tree_leaves_its_middle_out() -> None:
    for count in (1, 11, 12, 13, 23, 24, 25, 26, 60):
        steps = "$" + ".members[0]" * min(count - 1, 11)
        if count > 24:
            steps += f"...({count - 24} levels)..."
        steps += ".members[0]" * min(max(0, count - 12), 12)
        place = Place()
        for node in deep(count):
            place.step(node.depth, None)
        assert place.path() == steps
        difference = list(compare(nest(deep(count)), nest(deep(count, "a note"))))[-1]
        assert difference.path == steps


def test_units_of_one_id_are_written_in_time_that_grows_with_them() -> None:
    def write(nodes: list[Node]) -> object:
        return docmeta.write(nodes, io.BytesIO(), format="html", static=100_000)

    grows_with_input(alike, write, 400)


def test_prose_of_the_same_words_is_looked_up_in_time_that_grows_with_it() -> None:
    def prose(count: int) -> list[str]:
        return [of_markup(f'<ref href="#n{number}"/>') for number in range(count)]

    grows_with_input(prose, set, 2_000)


def test_units_of_one_id_get_file_names_in_time_that_grows_with_them() -> None:
    def name(count: int) -> list[str]:
        names = Names(".xml")
        return [names.of("a") for _ in range(count)]

    grows_with_input(int, name, 2_000)
    assert len(set(name(50))) == 50
    names = Names("")
    first, second = (names.of("a/b") for _ in range(2))
    assert second == f"{first}-2"
    assert names.of(f"{first}-3") == f"{first}-3"
    assert names.of("a/b") == f"{first}-4"


def test_a_table_of_many_columns_is_judged_in_time_that_grows_with_it() -> None:
    def table(count: int) -> bytes:
        columns = ",".join(f"column {number}" for number in range(count))
        return f"ArchivesSpace field code,{columns},{columns}\nx{',y' * 2 * count}\n".encode()

    def judge(data: bytes) -> list[Any]:
        return list(arriving(io.BytesIO(data)))

    assert [verdict.said for verdict in judge(table(2))] == ["column 0"]
    grows_with_input(table, judge, 1_000)


MODS: Final = '<mods xmlns="http://www.loc.gov/mods/v3"><titleInfo><title>L</title></titleInfo>{}</mods>'


@pytest.mark.parametrize(
    "name", ["recordCreationDate", "recordChangeDate", "descriptionStandard", "recordInfoNote", "languageOfCataloging"]
)
def test_what_mods_says_of_the_record_is_read_in_time_that_grows_with_it(name: str) -> None:
    def record(count: int) -> bytes:
        return MODS.format(f"<recordInfo><{name}>2001</{name}></recordInfo>" * count).encode()

    def read(data: bytes) -> Record | None:
        return next(docmeta.read(data, format="mods")).unit.record

    said = read(record(3))
    assert said is not None
    assert len(said.revisions + said.rules + said.notes + said.languages) == 3
    grows_with_input(record, read, 1_200)


@pytest.mark.parametrize("code", ["a", "b", "e", "x"])
def test_what_marc_says_of_the_cataloguing_is_read_in_time_that_grows_with_it(code: str) -> None:
    def record(count: int) -> bytes:
        field = f'<datafield tag="040" ind1=" " ind2=" "><subfield code="{code}">rus</subfield></datafield>'
        return f'<record xmlns="http://www.loc.gov/MARC21/slim">{field * count}</record>'.encode()

    def read(data: bytes) -> Record | None:
        return next(docmeta.read(data, format="marcxml")).unit.record

    if code in "be":
        said = read(record(3))
        assert said is not None
        assert len(said.languages + said.rules) == 3
    grows_with_input(record, read, 1_200)


#: What may stand in a MODS record many times, each time with other words.
IN_MODS: Final = {
    "subjects": "<subject><topic>T {0}</topic><geographic>G {0}</geographic></subject>",
    "origins": "<originInfo><place><placeTerm>P {0}</placeTerm></place><publisher>P {0}</publisher>"
    "<dateCreated>1950</dateCreated><edition>E {0}</edition></originInfo>",
    "forms": "<physicalDescription><extent>{0} boxes</extent><form>F {0}</form><note>N {0}</note></physicalDescription>",
    "identifiers": '<identifier type="t{0}">i{0}</identifier>',
}


@pytest.mark.parametrize("to", ["mods", "ead3", "ead4", "jsonld", "csv"])
@pytest.mark.parametrize("name", IN_MODS)
def test_what_repeats_in_mods_is_read_and_written_in_time_that_grows_with_it(name: str, to: str) -> None:
    def record(count: int) -> bytes:
        return MODS.format("".join(IN_MODS[name].format(number) for number in range(count))).encode()

    def convert(data: bytes) -> object:
        return docmeta.convert(data, io.BytesIO(), from_="mods", to=to)

    grows_with_input(record, convert, 500)


@pytest.mark.parametrize("to", ["mods", "dc"])
def test_many_dates_of_one_origin_are_read_in_time_that_grows_with_them(to: str) -> None:
    def record(count: int) -> bytes:
        years = [1000 + number % 900 for number in range(count)]
        dates = [
            f'<dateIssued>May {year}</dateIssued><dateIssued encoding="marc">{year}</dateIssued>' for year in years
        ]
        return MODS.format(f"<originInfo>{''.join(dates)}</originInfo>").encode()

    grows_with_input(
        record, lambda data: docmeta.convert(data, io.BytesIO(), from_="mods", to=to), 2_000, largest=16_000
    )


def test_many_dates_in_a_title_beside_others_are_written_in_time_that_grows_with_them() -> None:
    def unit(count: int) -> docmeta.Document:
        inside = "".join(f"<unitdate>in {number}</unitdate>" for number in range(count))
        dates = [*(f"beside {number}" for number in range(count)), *(f"in {number}" for number in range(count))]
        return docmeta.Document("d", title=of_markup(f"T {inside}"), dates=dates)

    grows_with_input(unit, lambda one: docmeta.dump(one, io.BytesIO(), format="ead2002"), 2_000, largest=16_000)


def test_many_dates_of_events_are_read_and_written_in_time_that_grows_with_them() -> None:
    def table(count: int) -> bytes:
        dates, actors = ("|".join(f"{word}{1000 + number}" for number in range(count)) for word in ("", "A "))
        return f"legacyId,title,eventDates,eventActors\n1,T,{dates},{actors}\n".encode()

    def convert(data: bytes) -> object:
        return docmeta.convert(data, io.BytesIO(), from_="csv-atom", to="csv-atom")

    grows_with_input(table, convert, 500)


@pytest.mark.parametrize("blank", [" ", "\n", "\t\n"])
def test_blanks_in_what_no_field_holds_are_compared_in_time_that_grows_with_them(blank: str) -> None:
    def both(count: int) -> tuple[docmeta.Document, docmeta.Document]:
        one, other = (Extra("ead2002", "odd", f"<odd>a{blank * count}{end}</odd>") for end in "bc")
        return Document("d", extras=(one,)), Document("d", extras=(other,))

    grows_with_input(both, lambda two: list(compare([two[0]], [two[1]])), 2_000)


@pytest.mark.parametrize("quoted", ["a:", "{a:", "a"])
def test_a_message_of_a_schema_is_made_plain_in_time_that_grows_with_it(quoted: str) -> None:
    grows_with_input(lambda count: f"attribute 'y': '{{{quoted * count}' is wrong", validation._plain, 4_000)


def test_long_prose_is_parsed_in_time_that_grows_with_it() -> None:
    grows_with_input(lambda count: "x" * count, of_markup, 4_000_000)


def test_words_are_joined_in_time_that_grows_with_them() -> None:
    def join(count: int) -> list[Any]:
        out: list[Any] = ["x"]
        for _ in range(count):
            add(out, " word " * 10)
        return out

    assert join(2) == ["x" + " word " * 10 + "word " + " word " * 9]
    grows_with_input(int, join, 15_000)
