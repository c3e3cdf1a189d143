"""Reading EAD takes linear time, and no function recurses."""

from __future__ import annotations

import io
import sys
from collections import deque
from collections.abc import Callable

import pytest
from tests.growth import grows_with_input

from docmeta import Context
from docmeta_ead.fit.automaton import models
from docmeta_ead.read.reader import read

NAMESPACES = {"ead2002": "urn:isbn:1-931666-22-9", "ead3": "http://ead3.archivists.org/schema/"}


def paths(dialect: str) -> dict[str, tuple[str, ...]]:
    """The shortest path from the root to each element, by the content models."""
    found = {"ead": ("ead",)}
    queue = deque(found)
    while queue:
        parent = queue.popleft()
        for name in sorted(models(dialect)[parent].names):
            if name in models(dialect) and name not in found:
                found[name] = (*found[parent], name)
                queue.append(name)
    return found


def around(path: tuple[str, ...], inside: str, namespace: str = "") -> bytes:
    start = "".join(f"<{name}>" for name in path[1:])
    end = "".join(f"</{name}>" for name in reversed(path))
    return f'<ead xmlns="{namespace}">{start}{inside}{end}'.encode()


def read_all(data: bytes) -> None:
    for _ in read(io.BytesIO(data), Context()):
        pass


@pytest.mark.parametrize("dialect", NAMESPACES)
def test_an_element_that_is_repeated(dialect: str) -> None:
    """Each element, repeated in the first element that may hold it."""
    slow = []
    for name, path in paths(dialect).items():
        if len(path) < 2:
            continue

        def make(count: int, name: str = name, path: tuple[str, ...] = path) -> bytes:
            many = "".join(f"<{name} id='i{number}'>a {number}</{name}> " for number in range(count))
            return around(
                path[:-1],
                f"<archdesc>{many}</archdesc>" if len(path) == 2 and name == "c" else many,
                NAMESPACES[dialect],
            )

        try:
            read_all(make(1))
        except Exception:  # noqa: BLE001 - a file without anything that is described has no units to count
            continue
        try:
            grows_with_input(make, read_all, 300)
        except AssertionError as error:
            slow.append(f"{'/'.join(path)}: {error}")
    assert slow == []


#: Elements where no schema allows them, and cases that are slow if each element is searched among all.
CASES: dict[str, Callable[[int], str]] = {
    "lists": lambda n: "<did/>" + "<dsc><head>H</head><c/></dsc>" * n,
    "empty lists": lambda n: "<did/>" + "<dsc/>" * n,
    "lists in a list": lambda n: "<did/><dsc>" + "<dsc><c/></dsc>" * n + "</dsc>",
    "deep lists": lambda n: "<did/>" + ("<dsc>" * 100 + "<c/>" + "</dsc>" * 100) * (n // 50),
    "late elements": lambda n: "<did/><dsc>" + "<c/><odd><p>x</p></odd>" * n + "</dsc>",
    "late elements below": lambda n: "<did/><dsc>" + "<c><did/><c/><odd><p>x</p></odd></c>" * n + "</dsc>",
    "late words": lambda n: "<did/><dsc>" + "<c/>words" * n + "</dsc>",
    "components in prose": lambda n: "<did/>" + "<odd><p>x</p><c/></odd>" * n,
    "components in a list": lambda n: "<did/><dsc><list>" + "<item><c/></item>" * n + "</list></dsc>",
    "dates of a title": lambda n: "<did><unittitle>" + "<unitdate>1801</unitdate>" * n + "</unittitle><unitdate>1802</unitdate></did>",
    "dates twice": lambda n: "<did><unittitle>" + "<unitdate>1801</unitdate>" * n + "</unittitle>" + "<unitdate>1801</unitdate>" * n
    + "</did>",
    "overview": lambda n: '<did/><dsc type="analyticover">' + "<c><did><unittitle>A</unittitle></did></c>" * n + "</dsc><dsc>"
    + "<c><did><unittitle>A</unittitle></did></c>" * n + "</dsc>",
    "notes of an overview": lambda n: '<did/><dsc type="analyticover"><c><did><unittitle>A</unittitle></did>'
    + "".join(f"<odd><p>{one}</p></odd>" for one in range(n)) + "</c></dsc><dsc><c><did><unittitle>A</unittitle></did>"
    + "".join(f"<odd><p>{-one}</p></odd>" for one in range(n)) + "</c></dsc>",
    "internal facets": lambda n: "<did><physdesc>" + '<physfacet audience="internal">x</physfacet>' * n + "</physdesc></did>",
    "addresses": lambda n: "<did><repository>" + "<address><addressline>x</addressline></address>" * n + "</repository></did>",
    "coordinates": lambda n: "<did/><controlaccess><geogname><part>x</part>" + "<geographiccoordinates>1, 2</geographiccoordinates>" * n
    + "</geogname></controlaccess>",
    "objects": lambda n: "<did/><daogrp>" + "<daoloc href='x'/>" * n + "</daogrp>",
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_what_real_files_and_others_hold_many_of(case: str) -> None:
    grows_with_input(lambda count: around(("ead", "archdesc"), CASES[case](count)), read_all, 400)


@pytest.mark.parametrize("entity", ["x", "<p>x</p>"])
def test_entities_that_are_used_many_times(entity: str) -> None:
    def make(count: int) -> bytes:
        body = "&e;" * count
        return (
            f'<!DOCTYPE ead [<!ENTITY e "{entity}">]><ead><archdesc><did/><odd>{body}</odd></archdesc></ead>'.encode()
        )

    grows_with_input(make, read_all, 1_000)


@pytest.mark.parametrize(
    "name", ["c", "dsc", "descgrp", "controlaccess", "odd", "list", "emph", "ref", "did", "daogrp"]
)
def test_no_function_calls_itself_for_what_nests(name: str) -> None:
    """At the greatest depth, with hardly more stack than reading a flat file takes."""
    inside = f"<{name}>" * 240 + "<p>x</p>" + f"</{name}>" * 240
    data = around(("ead", "archdesc"), f"<did/>{inside}")
    list(read(io.BytesIO(data), Context()))
    depth, frame = 0, sys._getframe()
    while frame.f_back is not None:
        depth, frame = depth + 1, frame.f_back
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(depth + 120)
    try:
        assert list(read(io.BytesIO(data), Context()))
    finally:
        sys.setrecursionlimit(before)
