"""Everything that a finding aid marks as internal is withheld, wherever it is.

The tables of content models tell where every element with `@audience` is allowed: each is marked as internal there.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from functools import cache

import attrs
import pytest
from lxml import etree

import docmeta
from docmeta.crosswalk import Report
from docmeta.errors import OutputError
from docmeta.plugins import Context
from docmeta.running import public
from docmeta_ead.ead4 import content as ead4
from docmeta_ead.fit import automaton
from docmeta_ead.fit.automaton import Model
from docmeta_ead.read.reader import read
from docmeta_ead.tables.dialect import EAD3, EAD4, EAD2002, NOTES

SECRET = "zqsecretqz"
OPEN = "zqopen{}qz"
_DIALECTS = {"ead2002": EAD2002, "ead3": EAD3, "ead4": EAD4}
XHTML = "http://www.w3.org/1999/xhtml"
_XLINK = "{http://www.w3.org/1999/xlink}"


def models(dialect: str) -> dict[str, Model]:
    return ead4.models() if dialect == "ead4" else automaton.models(dialect)


@attrs.frozen
class Spot:
    """A place where an internal element is allowed.

    Attributes:
        dialect: "ead2002" or "ead3".
        path: The elements from `ead` down to the internal one.
        siblings: Its surroundings: only what is required, words where they are allowed, the same element before or after.
    """

    dialect: str
    path: tuple[str, ...]
    siblings: str

    def __str__(self) -> str:
        return f"{self.dialect} {'/'.join(self.path)} {self.siblings}"


class Maker:
    """Builds the smallest valid finding aid that has an internal element at a spot."""

    def __init__(self, spot: Spot) -> None:
        self.spot = spot
        self.models = models(spot.dialect)
        self.count = 0

    def made(self, *, without: bool = False) -> bytes:
        """The finding aid; *without* the internal element if requested."""
        root = self.along(self.spot.path)
        if without:
            for element in root.iter():
                if element.get("audience") == "internal":
                    element.getparent().remove(element)
                    break
        return etree.tostring(root)

    def words(self, hidden: bool) -> str:
        if hidden:
            return SECRET
        self.count += 1
        return OPEN.format(self.count)

    def smallest(self, name: str, hidden: bool = False) -> etree._Element:
        """The smallest valid element of a name, with words in it."""
        element = self.start(name, hidden)
        model = self.models[name]
        if model.mixed:
            element.text = self.words(hidden)
        for child in model.completion(model.start) if not model.mixed else ():
            element.append(self.smallest(child, hidden))
        if hidden and not model.mixed and SECRET not in etree.tostring(element).decode():
            self.fill(element, model)
        return element

    def fill(self, element: etree._Element, model: Model) -> None:
        """Give an element words that it does not need."""
        if model.names:
            element.append(self.smallest("p" if "p" in model.names else min(model.names), hidden=True))
        else:
            etree.SubElement(element, "{http://www.w3.org/1999/xhtml}p").text = SECRET

    def start(self, name: str, hidden: bool) -> etree._Element:
        model = self.models[name]
        element = etree.Element(f"{{{_DIALECTS[self.spot.dialect].namespace}}}{name}")
        for attribute, kind in model.attributes.items():
            if attribute == "altrender" and hidden:
                element.set(attribute, SECRET)
            elif attribute in ("href", "xlink:href"):
                element.set(attribute.replace("xlink:", _XLINK), f"http://example.org/{self.words(hidden)}")
            elif attribute in model.required:
                value = "x" if isinstance(kind, str) else sorted(kind)[0]
                element.set(attribute.replace("xlink:", _XLINK), value)
        return element

    def along(self, path: tuple[str, ...]) -> etree._Element:
        """The first element of a path, with the others in it."""
        name, *rest = path
        if not rest:
            element = self.smallest(name, hidden=True)
            element.set("audience", "internal")
            return element
        element = self.start(name, hidden=False)
        model = self.models[name]
        last = len(rest) == 1
        more = self.spot.siblings if last else ""
        if model.mixed and more == "words":
            element.text = self.words(False) + " "
        names = [*(model.bridge(model.start, rest[0]) or ())]
        if more == "before":
            names += [rest[0]]
        children = [self.smallest(child) for child in names]
        children.append(self.along(tuple(rest)))
        if more == "after":
            children.append(self.smallest(rest[0]))
        element.extend(children)
        state = model.start
        for child in children:
            state = model.step(state, etree.QName(child).localname) or state
        element.extend(self.smallest(child) for child in model.completion(state))
        if model.mixed and more == "words":
            children[-1].tail = " " + self.words(False)
        return element


@cache
def shortest(dialect: str) -> dict[str, tuple[str, ...]]:
    """The shortest path from `ead` down to each element."""
    found = {"ead": ("ead",)}
    for name in (queue := ["ead"]):
        for child in sorted(models(dialect)[name].names):
            if child not in found and child in models(dialect):
                found[child] = (*found[name], child)
                queue.append(child)
    return found


def spots(dialect: str) -> Iterator[Spot]:
    """Every element that may be marked, in every parent; for anything but prose, also in every grandparent."""
    table = models(dialect)
    ways = shortest(dialect)
    for name, path in ways.items():
        if _NUMBERED.match(name):
            continue
        yield from _children(dialect, path)
        if any(table[one].mixed or one in _PROSE for one in path):
            continue
        for below in sorted(table[name].names & table.keys()):
            if (*path, below) != ways[below]:
                yield from _children(dialect, (*path, below))


#: Components that differ from "c" and "c01" only in number.
_NUMBERED = re.compile("c(0[2-9]|1[0-2])")
#: Elements whose markup the readers keep unchanged: one path to them is enough.
_PROSE = frozenset((*NOTES, "note", "didnote", "div", "titlepage", "blockquote", "list", "chronlist", "table"))


def _children(dialect: str, path: tuple[str, ...]) -> Iterator[Spot]:
    table = models(dialect)
    model = table[path[-1]]
    for child in sorted(model.names & table.keys()):
        if "audience" in table[child].attributes:
            yield from _variants(dialect, model, (*path, child))


def _variants(dialect: str, model: Model, path: tuple[str, ...]) -> Iterator[Spot]:
    yield Spot(dialect, path, "alone")
    if any(one in _PROSE or models(dialect)[one].mixed for one in path[:-2]):
        return
    if model.mixed:
        yield Spot(dialect, path, "words")
    state = model.step(model.start, path[-1])
    if model.mixed or (state is not None and model.step(state, path[-1]) is not None):
        yield Spot(dialect, path, "before")
        yield Spot(dialect, path, "after")


def said(finding_aid: bytes) -> tuple[str, str, str]:
    """The public part of a finding aid, all of it, and the report."""
    report = Report()
    nodes = list(read(io.BytesIO(finding_aid), Context(report=report)))
    seen = [attrs.asdict(node.unit) for node in public(nodes, Report())]
    findings = [attrs.asdict(finding) for finding in report.findings]
    return str(seen), str([attrs.asdict(node.unit) for node in nodes]), str(findings)


@cache
def by_name(dialect: str) -> dict[str, list[Spot]]:
    """The spots of each element."""
    found: dict[str, list[Spot]] = {}
    for spot in spots(dialect):
        # The identifier of an internal header stays: it identifies the finding aid.
        if spot.path[-1] not in ("eadheader", "control"):
            found.setdefault(spot.path[-1], []).append(spot)
    return found


NAMES = [(dialect, name) for dialect in _DIALECTS for name in by_name(dialect)]


@pytest.mark.parametrize(("dialect", "name"), NAMES)
def test_an_internal_element_is_kept_and_not_shown_wherever_it_stands(dialect: str, name: str) -> None:
    shown, gone, told = [], [], []
    for spot in by_name(dialect)[name]:
        seen, whole, report = said(Maker(spot).made())
        shown += [str(spot)] if SECRET in seen else []
        gone += [str(spot)] if SECRET not in whole else []
        told += [str(spot)] if SECRET in report else []
    assert (shown, gone, told) == ([], [], [])


#: What is withheld with all its content.
_WITH = frozenset(("archdesc", "archDesc", "c", "c01"))


@pytest.mark.parametrize(("dialect", "name"), [one for one in NAMES if one[1] not in _WITH])
def test_what_stands_beside_an_internal_element_stays(dialect: str, name: str) -> None:
    for spot in by_name(dialect)[name]:
        if spot.siblings == "alone":
            continue
        left = set(_OPEN.findall(said(Maker(spot).made(without=True))[0]))
        assert left <= set(_OPEN.findall(said(Maker(spot).made())[0])), str(spot)


_OPEN = re.compile("zqopen[0-9]+qz")


@pytest.mark.parametrize(("dialect", "name"), [one for one in NAMES if one[1].lower() != "archdesc"])
def test_no_format_shows_an_internal_element(dialect: str, name: str) -> None:
    spot = by_name(dialect)[name][0]
    finding_aid = Maker(spot).made()
    for format in FORMATS:
        out = io.BytesIO()
        report = Report()
        try:
            docmeta.write(docmeta.read(io.BytesIO(finding_aid), format=dialect), out, format=format, report=report)
        except OutputError as error:  # without agents there is no authority record
            assert (format, SECRET in str(error)) == ("eac-cpf", False)
        assert SECRET.encode() not in out.getvalue(), format
        assert any(finding.code == "withheld" for finding in report.findings), format


FORMATS = "ead2002 ead3 ead4 mods marcxml eac-cpf edm dpla archivematica dc dcterms jsonld csv csv-aspace csv-atom json jsonl html".split()


_UNIT = "<c><did><unittitle>Open</unittitle></did></c>"


@pytest.mark.parametrize(
    "inside",
    [
        f'<dsc audience="internal"><p>{SECRET}</p>{_UNIT}</dsc>',
        f'<dsc audience="internal">{SECRET}{_UNIT}</dsc>',
        f'<dsc audience="internal">{_UNIT}{SECRET}</dsc>',
        f'<dsc audience="internal">{_UNIT}<p>{SECRET}</p></dsc>',
        f'<dsc audience="internal"><dsc><head>{SECRET}</head>{_UNIT}</dsc></dsc>',
        f'<dsc audience="internal"><dsc>{_UNIT}<odd><p>{SECRET}</p></odd></dsc></dsc>',
        f'<dsc audience="internal"><dsc>{_UNIT}</dsc><p>{SECRET}</p></dsc>',
        f'<dsc audience="internal">{SECRET}</dsc>',
        f'<scopecontent audience="internal"><p>{SECRET}</p>{_UNIT}</scopecontent>',
        f'<scopecontent audience="internal">{_UNIT}<p>{SECRET}</p></scopecontent>',
        f'<scopecontent audience="internal">{_UNIT}{SECRET}</scopecontent>',
        f'<descgrp audience="internal"><scopecontent>{_UNIT}<p>{SECRET}</p></scopecontent></descgrp>',
        f'<did audience=" Internal "><unittitle>{SECRET}<unitdate>{SECRET}</unitdate></unittitle>{SECRET}</did>',
        f'<odd type="statusDescription" audience="internal"><p>{SECRET}</p></odd>',
        f'<descgrp audience="internal"><odd type="statusDescription"><p>{SECRET}</p></odd></descgrp>',
        f'<odd type="statusDescription"><p audience="internal">{SECRET}</p></odd>',
        f'<odd>{"<odd>" * 95}<p audience="internal">{SECRET}</p>{"</odd>" * 95}</odd>',
        f'<did><physdesc><extent>3 <emph audience="internal">{SECRET}</emph></extent></physdesc></did>',
    ],
)
def test_what_stands_in_an_internal_element_or_beside_its_components_is_not_shown(inside: str) -> None:
    finding_aid = f"<ead><archdesc><did><unittitle>Open</unittitle></did>{inside}</archdesc></ead>"
    shown, whole, report = said(finding_aid.encode())
    assert (SECRET in shown, SECRET in whole, SECRET in report) == (False, True, False)


@pytest.mark.parametrize("dialect", ["ead2002", "ead3"])
@pytest.mark.parametrize(
    "around", ["<descgrp{}>{}</descgrp>", "<did{}>{}</did>", "<descgrp{}><descgrp>{}</descgrp></descgrp>"]
)
def test_nothing_in_an_internal_group_comes_out_of_it(dialect: str, around: str) -> None:
    for name in (*models(dialect), "thing"):
        for content in (SECRET, f"<p>{SECRET}</p>", f"<thing>{SECRET}</thing>", f"<head>{SECRET}</head>"):
            inside = around.format(' audience="internal"', f"<{name}>{content}</{name}>")
            space = f' xmlns="{_DIALECTS[dialect].namespace}"'
            shown, _, report = said(f"<ead{space}><archdesc><did/>{inside}</archdesc></ead>".encode())
            assert (SECRET in shown, SECRET in report) == (False, False), inside


@pytest.mark.parametrize(
    ("dates", "meant"),
    [
        ('<unitdate>1950 <emph audience="internal">1960</emph></unitdate>', ["1950"]),
        ('<unitdatestructured><daterange><fromdate standarddate="1950">1950</fromdate>'
         '<todate audience="internal" standarddate="1960">1960</todate></daterange></unitdatestructured>', []),
        ('<unitdatestructured><dateset><datesingle standarddate="1950">1950</datesingle>'
         '<datesingle audience="internal" standarddate="1960">1960</datesingle></dateset></unitdatestructured>', ["1950"]),
    ],
)  # fmt: skip
def test_a_date_does_not_mean_what_is_hidden_in_it(dates: str, meant: list[str]) -> None:
    finding_aid = f'<ead xmlns="{EAD3.namespace}"><archdesc><did>{dates}</did></archdesc></ead>'
    (node,) = public(read(io.BytesIO(finding_aid.encode()), Context()), Report())
    assert [date.edtf for date in node.unit.dates] == meant
    assert "1960" not in str(attrs.asdict(node.unit))


@pytest.mark.parametrize(
    "inside",
    [
        f'<identificationData><descriptiveNote audience="internal"><p>{SECRET}</p><p>{SECRET}</p></descriptiveNote></identificationData>',
        f'<identificationData audience="internal"><legalStatus><term>{SECRET}</term></legalStatus></identificationData>',
        f'<relatedMaterial audience="internal"><relations><relation><label>{SECRET}</label></relation></relations></relatedMaterial>',
        f'<scopeContent audience="internal"><p>x</p><objectXMLWrap><x xmlns="urn:x">{SECRET}</x></objectXMLWrap></scopeContent>',
        f'<scopeContent audience="internal">{SECRET}<p>x</p>{SECRET}</scopeContent>',
        f'<scopeContent><p>x <strange audience="internal">{SECRET}</strange></p></scopeContent>',
        f'<scopeContent><strange audience="internal">{SECRET}</strange></scopeContent>',
        f'<scopeContent><formattingExtension audience="internal">{SECRET}<h:p xmlns:h="{XHTML}">{SECRET}</h:p>'
        f'</formattingExtension></scopeContent>',
        f'<biogHist audience="internal"><narrativeEvent><date>1900</date><eventDescription>{SECRET}</eventDescription>'
        f'</narrativeEvent></biogHist>',
        f'<biogHist><narrativeEvent audience="internal"><date>1900</date><placeName>{SECRET}</placeName></narrativeEvent></biogHist>',
        f'<agents audience="internal">{SECRET}<agent><label>{SECRET}</label></agent>{SECRET}</agents>',
        f'<agents><agent audience="internal"><label>x</label><date>{SECRET}</date><placeName>{SECRET}</placeName></agent></agents>',
        f'<agents><agent audience="internal"><label>x</label><relationship>Archiving</relationship><role>{SECRET}</role></agent></agents>',
        f'<places><place audience="internal" placeType="repositoryLocation"><label>{SECRET}</label><address><addressLine>{SECRET}'
        "</addressLine></address></place></places>",
        f'<places><place placeType="repositoryLocation"><label>x</label><address audience="internal"><addressLine>{SECRET}'
        "</addressLine></address></place></places>",
        f'<places audience="internal"><place placeType="storageLocation"><label>{SECRET}</label></place></places>',
        f'<places><place placeType="storageLocation"><label audience="internal">{SECRET}</label></place></places>',
        f'<functions><function audience="internal"><label>x</label><descriptiveNote><p>{SECRET}</p></descriptiveNote></function>'
        f'</functions>',
        f'<functions audience="internal"><strange>{SECRET}</strange></functions>',
        f'<formsAvailable><formAvailable audience="internal"><label>{SECRET}</label><formAvailableId>{SECRET}</formAvailableId>'
        f'</formAvailable>'
        "</formsAvailable>",
        f'<formsAvailable><formAvailable audience="internal" formAvailableType="digitalDerived"><label>{SECRET}</label>'
        f'<role>{SECRET}</role>'
        f"<container>{SECRET}</container></formAvailable></formsAvailable>",
        f'<formsAvailable><formAvailable formAvailableType="digitalDerived"><label>x</label><role audience="internal">{SECRET}</role>'
        f'<formAvailableId audience="internal">{SECRET}</formAvailableId></formAvailable></formsAvailable>',
        f'<subjectHeadings audience="internal"><subject><term>{SECRET}</term><date>{SECRET}</date></subject></subjectHeadings>',
        f'<subjectHeadings><subject audience="internal"><term>x</term><descriptiveNote><p>{SECRET}</p></descriptiveNote>'
        f'</subject></subjectHeadings>',
        f'<descriptionOfComponents><c><identificationData><unitTitle>Open</unitTitle></identificationData></c></descriptionOfComponents>'
        f'<agents><agent><label>x</label><role audience="internal">{SECRET}</role></agent></agents>',
        f'<descriptionOfComponents audience="internal"><p>{SECRET}</p><c><identificationData><unitTitle>{SECRET}</unitTitle>'
        "</identificationData></c></descriptionOfComponents>",
    ],
)  # fmt: skip
def test_what_an_element_of_ead_4_says_of_itself_is_said_of_all_in_it(inside: str) -> None:
    finding_aid = f"""<ead xmlns="{EAD4.namespace}"><control><recordId>r</recordId></control><archDesc>
        <identificationData><unitTitle>Open</unitTitle></identificationData>{inside}</archDesc></ead>"""
    shown, whole, report = said(finding_aid.encode())
    assert (SECRET in shown, SECRET in whole, SECRET in report) == (False, True, False)
    assert "Open" in shown or "<identificationData audience" in inside


@pytest.mark.parametrize(
    "inside",
    [
        f"<agents><descriptiveNote><p>x</p><objectXMLWrap><x xmlns='urn:x'>{SECRET}</x></objectXMLWrap></descriptiveNote></agents>",
        f"<formsAvailable><formAvailable><label>x</label><physicalOrTechnicalRequirements><abstract>{SECRET}</abstract><p>x</p>"
        "</physicalOrTechnicalRequirements></formAvailable></formsAvailable>",
        f"<subjectHeadings><subject><term>x</term><date>{SECRET}</date></subject></subjectHeadings>",
        f"<descriptionOfComponents><c/></descriptionOfComponents><agents><agent><label>x</label><placeName>{SECRET}</placeName></agent></agents>",
    ],
)
def test_what_ead_4_alone_has_is_kept(inside: str) -> None:
    finding_aid = f"""<ead xmlns="{EAD4.namespace}"><control><recordId>r</recordId></control><archDesc>
        <identificationData><unitTitle>Open</unitTitle></identificationData>{inside}</archDesc></ead>"""
    assert SECRET in said(finding_aid.encode())[0]
