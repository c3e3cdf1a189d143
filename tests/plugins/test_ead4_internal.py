"""Each element of EAD 4.0 that is marked as internal stays withheld, in every conversion."""

from __future__ import annotations

import pytest
from lxml import etree
from tests.plugins.ead4_whole import SPACE, path, tokens, whole
from tests.plugins.test_ead_internal import SECRET, Maker, by_name

import docmeta
from docmeta_ead.tables.dialect import EAD3

FORMATS = ("ead4", "ead3", "ead2002", "json")
NUMBERS = range(len(list(whole().iter())))


def marked(number: int) -> tuple[bytes, etree._Element]:
    """A finding aid with one internal element, and that element."""
    root = whole()
    element = list(root.iter())[number]
    element.set("audience", "internal")
    return etree.tostring(root), element


def leaks(start: int, step: int, way: str) -> list[str]:
    """What is shown of the elements from *start* on but should not be."""
    found = []
    for number in NUMBERS[start::step]:
        data, element = marked(number)
        space, _, name = element.tag.rpartition("}")
        if name in ("ead", "control", "archDesc") or space != f"{{{SPACE}":
            continue
        secret = tokens(etree.tostring(element, with_tail=False).decode())
        unit = docmeta.load(data, format="ead4")
        if way:
            unit = docmeta.load(docmeta.dumps(unit, format=way, include_internal=True).encode(), format=way)
        for format in FORMATS:
            shown = secret & tokens(docmeta.dumps(unit, format=format))
            if shown:
                texts = {one for one in element.iter() if tokens(f"{one.text} {one.attrib}") & shown}
                found.append(f"{format}: {path(element)}: {sorted({path(one) for one in texts})}")
    return found


@pytest.mark.parametrize("way", [""])
@pytest.mark.parametrize("start", range(8))
def test_no_element_that_is_marked_is_shown(start: int, way: str) -> None:
    assert leaks(start, 8, way) == []


def over(data: bytes, format: str) -> str:
    """The public part of an EAD3 file that was written with everything, and read again."""
    unit = docmeta.load(data, format="ead3")
    there = docmeta.dumps(unit, format=format, include_internal=True)
    return docmeta.dumps(docmeta.load(there.encode(), format=format), format="ead3")


@pytest.mark.parametrize("name", [name for name in by_name("ead3") if name != "archdesc"])
def test_ead_4_forgets_no_mark_of_ead3(name: str) -> None:
    files = {str(spot): Maker(spot).made() for spot in by_name("ead3")[name]}
    shown = [spot for spot, data in files.items() if SECRET in over(data, "ead4")]
    # What EAD3 cannot express is no concern of EAD 4.0.
    assert [spot for spot in shown if SECRET not in over(files[spot], "ead3")] == []


def test_a_way_through_ead_4_shows_no_more_than_one_through_ead3() -> None:
    assert set(leaks(0, 3, "ead4")) <= set(leaks(0, 3, "ead3"))


_SPECIAL = f"""<ead xmlns="{EAD3.namespace}"><control><recordid>r</recordid></control><archdesc level="fonds">
<did><unittitle>Open</unittitle><repository><corpname><part>zq1qz</part></corpname><corpname><part>zq2qz</part></corpname><address><addressline>zq3qz</addressline></address>
</repository><daoset coverage="whole"><dao daotype="unknown" href="http://a.example/zq4qz"/><dao daotype="unknown" href="http://a.example/zq5qz"/>
<descriptivenote><p>zq6qz <emph>zq7qz</emph></p></descriptivenote></daoset><physloc>zq8qz <emph>zq9qz</emph></physloc>
<langmaterial><languageset><language>zq10qz</language><language>zq11qz</language><script>zq12qz</script><script>zq13qz</script></languageset>
</langmaterial></did><bioghist><p>zq20qz</p><chronlist localtype="narrativeEvent"><chronitem><dateset><datesingle>zq21qz</datesingle>
<datesingle>zq22qz</datesingle></dateset><event>zq23qz <emph>zq24qz</emph> <persname><part>zq25qz</part><part>zq26qz</part></persname>
<geogname><part>zq27qz</part></geogname></event></chronitem></chronlist></bioghist><accessrestrict><p>
<date localtype="fromDate">zq30qz</date><date localtype="toDate">zq31qz</date></p><p>zq32qz</p></accessrestrict>
<controlaccess><head>zq40qz <emph>zq41qz</emph></head><controlaccess><head>zq42qz</head>
<subject><part>zq43qz <emph>zq44qz</emph></part></subject>
<geogname><part>zq45qz</part><part>zq46qz</part></geogname></controlaccess></controlaccess></archdesc></ead>"""


@pytest.mark.parametrize("number", range(4, sum(1 for _ in etree.fromstring(_SPECIAL).iter())))
def test_what_ead_4_has_in_a_shape_of_its_own_keeps_its_mark(number: int) -> None:
    root = etree.fromstring(_SPECIAL)
    element = list(root.iter())[number]
    element.set("audience", "internal")
    secret = tokens(etree.tostring(element, with_tail=False).decode())
    data = etree.tostring(root)
    shown = secret & tokens(over(data, "ead4"))
    assert shown <= tokens(over(data, "ead3"))
