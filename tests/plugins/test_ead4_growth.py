"""Repetition in EAD 4.0 is read in linear time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import pytest
from tests.growth import grows_with_input

import docmeta
from docmeta import Document
from docmeta.model import AgentLink, Extra, Person

LONG: Final = "words " * 50
EAD4: Final = (
    '<ead xmlns="https://standards.openpreservation.org/ead/v4"><control><recordId>r</recordId></control>{}<archDesc>'
    "<identificationData><unitTitle>Letters</unitTitle></identificationData>{}</archDesc></ead>"
)


@pytest.mark.parametrize(
    ("before", "inside", "repeated"),
    [
        ("<findAidDesc><title>{}</title></findAidDesc>", "", "<part>x</part>"),
        ("{}", "", "<findAidDesc audience='internal'><title><part>x</part></title></findAidDesc>"),
        ("", "<scopeContent>{}</scopeContent>", "<p>x</p> loose"),
        ("", "<formsAvailable><formAvailable valueURI='http://a.example/'><label>x</label>{}</formAvailable></formsAvailable>",
         "<container>1</container>"),
        ("", "<biogHist><narrativeEvent><date>1900</date>{}</narrativeEvent></biogHist>",
         "<eventDescription>x</eventDescription><placeName>y</placeName>"),
        ("", "<agents>{}</agents>", "<agent><label>x</label><role audience='internal'>r</role></agent>"),
        ("", "<agents><agent><label>x</label>{}</agent></agents>", "<date audience='internal'>1900</date>"),
        ("", "<agents><agent><label>x</label>{}</agent></agents>", f"<date audience='internal'>1900</date>{LONG}"),
        ("", "<agents><agent><label>x</label><descriptiveNote>{}</descriptiveNote></agent></agents>",
         f"<objectXMLWrap><a/></objectXMLWrap>{LONG}"),
        ("", "<scopeContent><p>{}</p></scopeContent>", f"<unknown>{LONG}</unknown> {LONG}"),
        ("", "<scopeContent><p>{}</p></scopeContent>", f"<unknown>x<span>y</span>{LONG}</unknown> {LONG}"),
        ("", "{}", f"<unknown/>{LONG}"),
        ("<maintenanceHistory>{}</maintenanceHistory>", "", f"<maintenanceEvent/>{LONG}"),
    ],
)  # fmt: skip
def test_what_repeats_in_ead_4_is_read_in_time_that_grows_with_it(before: str, inside: str, repeated: str) -> None:
    def make(count: int) -> bytes:
        return EAD4.format(*(around.format(repeated * count) for around in (before, inside))).encode()

    def read(data: bytes) -> None:
        (node,) = docmeta.read(data, format="ead4")
        assert str(node.unit.title) == "Letters"

    grows_with_input(make, read, 1_000)


def test_addresses_of_many_repositories_are_given_in_time_that_grows_with_them() -> None:
    def make(count: int) -> bytes:
        agents = "".join(
            f"<agent><label>r{at}</label><relationship>Archiving</relationship></agent>" for at in range(count)
        )
        places = "".join(
            f'<place placeType="repositoryLocation"><label>r{at}</label><address><addressLine>a</addressLine></address></place>'
            for at in reversed(range(count))
        )
        return EAD4.format("", f"<agents>{agents}</agents><places>{places}</places>").encode()

    grows_with_input(make, lambda data: list(docmeta.read(data, format="ead4")), 500)


_AGENT: Final = "<agent><label>{}</label><role>r{}</role></agent>"


@pytest.mark.parametrize(
    ("place", "content"),
    [
        ("agents/agent/*", lambda at: _AGENT.format(at, at)),
        ("agents/agent/*", lambda at: _AGENT.format("one", at)),
        ("agents/agent", lambda at: _AGENT.format("one", at)),
        ("scopeContent", lambda at: f"<scopeContent><p>{at}</p></scopeContent>"),
        ("agents/descriptiveNote", lambda at: f"<descriptiveNote><p>{at}</p></descriptiveNote>"),
    ],
)
def test_what_was_carried_along_is_put_back_in_time_that_grows_with_it(
    place: str, content: Callable[[int], str]
) -> None:
    def make(count: int) -> Document:
        agents = [AgentLink(Person(str(at)), "creator") for at in range(count)]
        return Document(
            "d", title="T", agents=agents, extras=[Extra("ead4", place, content(at)) for at in range(count)]
        )

    grows_with_input(make, lambda unit: docmeta.dumps(unit, format="ead4"), 200)


def test_what_one_element_gets_is_put_back_in_time_that_grows_with_it() -> None:
    def make(count: int) -> Document:
        roles = "".join(f"<role>r{at}</role><descriptiveNote/>" for at in range(count))
        extra = Extra("ead4", "agents/agent/*", f"<agent><label>one</label>{roles}</agent>")
        return Document("d", title="T", agents=[AgentLink(Person("one"), "creator")], extras=[extra])

    grows_with_input(make, lambda unit: docmeta.dumps(unit, format="ead4"), 1_000)
