"""Realistic descriptions, the same in every run: some twenty values per unit, a tenth of them with markup characters."""

from __future__ import annotations

import random
from collections.abc import Iterator

from docmeta import Collection, Date, Document, Node, Person, Term
from docmeta.model import Agent, AgentLink, Extent, Identifier, Language, Place, RightsStatement, Unit

_FAMILIES = (
    "Aaltonen Bjørnstad Castillo Dvořák Eriksen Faßbender Güneş Harwood Ishikawa Jónsson Kovács Lindqvist".split()
)
_GIVEN = "Ada Boris Chiara Dmitri Elena Farid Greta Hugo Irina João Katya Liam".split()
_WORDS = (
    "the harbour master writes to the ministry about grain, a treaty & the border of 1950; the delegation asks for a reply, and the "
    "embassy sends plans of the new quay, which is < 300 metres long, with notes on wages, ships and the strike of the dockers"
).split()
_TOPICS = "Harbours;Trade unions;Grain trade;Shipping & ports;Treaties;Border disputes;Strikes;Lighthouses;Customs;Emigration".split(
    ";"
)
_PLACES = "Rye;Gdańsk;Valparaíso;Odessa;Hải Phòng;Bergen;Trieste;Batum".split(";")
_TYPES = "Letters;Telegrams;Minutes;Reports;Plans".split(";")
_MONTHS = "January February March April May June July August September October November December".split()
RIGHTS = "Free for research & teaching; for any other use ask the archive, which holds the rights in the translations."


def _unit(number: int, chance: random.Random, *, apart: bool, level: str, members: tuple[Unit, ...] | None) -> Unit:
    mark = f" {number}" if apart else ""
    people = [
        Person(f"{family}, {given}{mark}", dates=Date(f"{1860 + birth}-{1930 + birth}"))
        for family, given, birth in (
            (chance.choice(_FAMILIES), chance.choice(_GIVEN), chance.randrange(60))
            for _ in range(chance.choice((1, 2, 2)))
        )
    ]
    pages = chance.randrange(1, 90)
    make = Document if members is None else Collection
    return make(
        f"u{number}",
        title=" ".join(chance.choices(_WORDS, k=9)) + f", no. {number}",
        level=level,
        identifiers=[Identifier(f"F 12/{number % 70}/{number}")],
        dates=[
            Date(f"{chance.randrange(1, 28)} {chance.choice(_MONTHS)} {chance.randrange(1890, 1989)}", kind="creation")
        ],
        extents=[Extent(f"{pages} pages", str(pages), "pages")],
        agents=[*(AgentLink(person) for person in people), AgentLink(Agent("History Archive"), "publisher")],
        description=" ".join(chance.choices(_WORDS, k=45)),
        languages=[Language(chance.choice(("eng", "rus", "ger", "spa")))],
        subjects=[Term(term + mark) for term in chance.sample(_TOPICS, 3)],
        places=[Place(name + mark) for name in chance.sample(_PLACES, 2)],
        genres=[Term(chance.choice(_TYPES))],
        rights=[RightsStatement(RIGHTS)],
        source=f"Harbour office, shelf {number % 40}, bundle {number}",
        **({} if members is None else {"members": members}),
    )


def flat(count: int, *, apart: bool = False) -> Iterator[Node]:
    """Documents without hierarchy; with *apart*, no two share a name, a subject or a place."""
    chance = random.Random(1912)
    for number in range(count):
        yield Node(0, _unit(number, chance, apart=apart, level="item", members=None))


def tree(count: int, *, apart: bool = False) -> Iterator[Node]:
    """A fonds of series of files of twenty items each, in document order."""
    chance = random.Random(1994)
    levels = ("fonds", "series", "file", "item")
    for number in range(count):
        depth = 0 if number == 0 else 1 if number % 400 == 1 else 2 if number % 20 == 2 else 3
        members: tuple[Unit, ...] | None = None if depth == 3 else ()
        yield Node(depth, _unit(number, chance, apart=apart, level=levels[depth], members=members))
