"""Every line of the table of losses is reported for the smallest unit that triggers it, and nothing else is."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import given
from tests.plugins.ead_loss_cases import CASES, DIALECTS, TABLES, Case

import docmeta
import strategies
from docmeta import Context, Node, Report, walk
from docmeta.crosswalk import Finding, Loss
from docmeta.text import Element
from docmeta_ead.fit.fitter import Fitter
from docmeta_ead.options import EAD3Options, EADOptions
from docmeta_ead.tables import dialect as dialects
from docmeta_ead.tables import losses
from docmeta_ead.write.writer import write_ead3, write_ead2002

WRITERS = {"ead2002": write_ead2002, "ead3": write_ead3}
NAMES = {id(line): name for name, line in vars(losses).items() if isinstance(line, Loss)}


def reported(dialect: str, nodes: Iterable[Node], **options: Any) -> list[Finding]:
    """Every single finding when some nodes are written."""
    found: list[Finding] = []
    made = (EAD3Options if dialect == "ead3" else EADOptions)(**options)
    WRITERS[dialect](nodes, io.BytesIO(), Context(options=made, report=Report(each=found.append)))
    return found


def described(item: tuple[Case, str]) -> str:
    made, dialect = item
    return f"{NAMES[id(made.line)]}-{made.part}-{dialect}"


@pytest.mark.parametrize("item", [(made, dialect) for made in CASES for dialect in made.dialects], ids=described)
def test_the_smallest_unit_is_reported_by_its_line_alone(item: tuple[Case, str]) -> None:
    made, dialect = item
    found = reported(dialect, walk(*made.units), **made.options)
    apart = [one for one in found if not any(covers(line, one) for line in made.beside)]
    assert [(one.code, one.target, one.example) for one in apart] == [
        (made.line.code, made.dialect_target(dialect), made.value)
    ]
    assert made.part.startswith("*") or apart[0].field == made.part.partition(".")[0].partition("[")[0]
    assert covers(made.line, apart[0])


def covers(line: Loss, finding: Finding) -> bool:
    return line.covers(finding.code, finding.field, finding.target, finding.message)


@pytest.mark.parametrize("dialect", DIALECTS)
def test_words_that_no_element_can_hold_are_dropped(dialect: str) -> None:
    told: list[tuple[str, str, str, str]] = []
    Fitter(getattr(dialects, dialect.upper()), lambda *loss: told.append(loss)).fit(
        Element("ptr", {}, ["Words"]), "ptr"
    )
    code, target, value, why = told[0]
    assert (target, value, len(told)) == ("ptr", "Words", 1)
    assert losses.NO_WORDS.covers(code, "any", target, why)


@pytest.mark.parametrize("dialect", DIALECTS)
def test_every_line_has_such_a_unit(dialect: str) -> None:
    tried = {(id(made.line), made.part) for made in CASES if dialect in made.dialects}
    tried.add((id(losses.NO_WORDS), "*"))
    tried.add((id(losses.RECORD_BELOW), "record"))  # needs two units: tests/test_internal_kept.py
    missing = [
        (NAMES[id(line)], part)
        for line in TABLES[dialect].partial
        for part in line.parts
        if (id(line), part) not in tried
    ]
    assert missing == []


@pytest.mark.parametrize("dialect", DIALECTS)
@given(nodes=strategies.streams())
def test_whatever_the_model_holds_no_loss_is_reported_that_is_not_in_the_table(dialect: str, nodes: list[Node]) -> None:
    for finding in reported(dialect, nodes):
        if finding.code not in ("character", "decided"):
            assert any(covers(line, finding) for line in TABLES[dialect].partial), finding


@pytest.mark.parametrize("dialect", DIALECTS)
@given(nodes=strategies.streams(plain=True))
def test_what_a_content_model_lacks_for_a_field_has_a_line_of_its_own(dialect: str, nodes: list[Node]) -> None:
    whole = (losses.RENAMED, losses.UNWRAPPED, losses.GONE_WITH_ELEMENT, losses.ATTRIBUTE)
    own = [line for line in TABLES[dialect].partial if line not in whole]
    for finding in reported(dialect, nodes):
        # A line break is prose in any field.
        if any(covers(line, finding) for line in whole) and finding.example != "lb":
            assert any(covers(line, finding) for line in own), finding


def test_what_the_control_section_says_elsewhere_is_not_lost() -> None:
    profile = (
        '<creation>Typed, <date normal="2019-03-04">4 March 2019</date>, in {}</creation>'
        '<langusage>In <language langcode="eng" scriptcode="Latn">English</language> and {}</langusage>'
    )
    ead = (
        "<ead><eadheader><eadid>a</eadid><filedesc><titlestmt><titleproper>T</titleproper></titlestmt></filedesc>"
        '<profiledesc>{}</profiledesc></eadheader><archdesc level="fonds"><did><unittitle>T</unittitle></did></archdesc></ead>'
    )

    def lost(*more: str) -> list[str]:
        report, out = Report(), io.BytesIO()
        docmeta.convert(ead.format(profile.format(*more)).encode(), out, from_="ead2002", to="ead3", report=report)
        assert b'langcode="eng"' in out.getvalue()
        assert b'standarddatetime="2019-03-04"' in out.getvalue()
        return [str(finding.example) for finding in report.findings if finding.class_ == "lost"]

    assert lost("March", "nothing else") == []
    assert lost('<date normal="2020">March</date>', "nothing else") == ["2020"]
    assert lost("March", '<language langcode="fre" encodinganalog="041">French</language>') == []
