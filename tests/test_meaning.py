"""What counts as a difference: of meaning, never of the order of attributes, the dialect, or white space around tags."""

from __future__ import annotations

import io

import pytest

import docmeta
from docmeta import Collection, Date, Document, Node, Note, OptionError
from docmeta.comparing import compare
from docmeta.model import Extra
from docmeta.text import of_markup


def alike(one: object, two: object, field: str) -> bool:
    units = [Document("d", **{field: value}) for value in (one, two)]  # type: ignore[arg-type]
    return not list(compare(units[:1], units[1:]))


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (
            'Letters, <unitdate unitdatetype="inclusive">1950</unitdate>',
            'Letters, <date localtype="inclusive">1950</date>',
        ),
        ('Letters <unitdate normal="1974/1975">1974-75</unitdate>', "Letters <unitdate>1974-75</unitdate>"),
        ("<ptrgrp><ref>a</ref> <ref>b</ref></ptrgrp>", "<ptrgrp><ref>a</ref><ref>b</ref></ptrgrp>"),
        ("<p>x</p><footnote><p>a</p></footnote>", "<p>x</p><p><footnote><p>a</p></footnote></p>"),
        ('<ref href="a" show="new">List</ref>', '<ref show="new" href="a">List</ref>'),
        ("Letters of<persname> Stalin</persname>", "Letters of <persname>Stalin</persname>"),
        ('<date calendar="gregorian" era="ce">1950</date>', "<date>1950</date>"),
        ("<p>One</p> <p>Two</p>", "<p>One</p><p>Two</p>"),
        ('<ref actuate="onrequest" href="a">List</ref>', '<ref actuate="onRequest" href="a">List</ref>'),
    ],
)
def test_equal_markup_is_no_difference(one: str, two: str) -> None:
    assert alike((Note("odd", of_markup(one)),), (Note("odd", of_markup(two)),), "notes")


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ('Letters <unitdate normal="1974">1974-75</unitdate>', "Letters <unitdate>1974-75</unitdate>"),
        ("<p>x <footnote><p>a</p></footnote></p>", "<p>x <footnote><p>b</p></footnote></p>"),
        ("4<emph>April</emph>", "4 <emph>April</emph>"),
        ('<ref href="a">List</ref>', '<ref href="b">List</ref>'),
        ("<emph>Letters</emph>", "Letters"),
        ("<p>One</p><p>Two</p>", "<p>One Two</p>"),
    ],
)
def test_what_is_said_otherwise_is_one(one: str, two: str) -> None:
    assert not alike((Note("odd", of_markup(one)),), (Note("odd", of_markup(two)),), "notes")


def test_the_dialect_of_what_is_carried_does_not_count() -> None:
    one = (Extra("ead2002", "@type", "x"), Extra("ead2002", "eadheader/@xlink:role", "y"))
    two = (Extra("ead3", "control/@role", "y"), Extra("ead3", "@localtype", "x"))
    assert alike(one, two, "extras")
    assert not alike(one, two[:1], "extras")


def test_a_date_means_the_same_however_it_is_spelt() -> None:
    spelt = Date("1950", extras=(Extra("ead2002", "@normal", "1950/1950"),), calendar="gregorian", era="ce")
    assert alike((spelt,), (Date("1950"),), "dates")
    assert not alike((Date("1950"),), (Date("1951"),), "dates")


def test_a_check_takes_a_tree_a_node_and_nodes() -> None:
    letter = Document("d")
    papers = Collection("c", title="Papers", members=(letter,))
    of_tree = docmeta.check(papers, profile="isadg")
    assert of_tree == docmeta.check(docmeta.walk(papers), profile="isadg")
    assert {problem.path for problem in of_tree} == {"$", "$.members[0]"}
    assert {problem.unit for problem in docmeta.check(Node(3, letter), profile="isadg")} == {"d"}
    out = io.BytesIO()
    docmeta.dump(papers, out, format="jsonl")
    of_file = docmeta.check(out.getvalue(), profile="isadg")
    assert [problem.rule for problem in of_file] == [problem.rule for problem in of_tree]
    with pytest.raises(OptionError, match="schemas validate files"):
        docmeta.check(papers, schema="ead3")


def test_the_case_of_a_country_does_not_count() -> None:
    one, two = ([docmeta.Identifier("MS 1", country=country)] for country in ("gb", "GB"))
    assert alike(one, two, "identifiers")
    assert not alike(one, [docmeta.Identifier("MS 1", country="FR")], "identifiers")
