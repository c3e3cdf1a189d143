"""Official schemas: found in a folder, never outside it, and their findings."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from docmeta.checking.schemas import SCHEMAS, Schema, Source, at_hand, fetch, load
from docmeta.checking.validation import validate
from docmeta.errors import InputError, OptionError

TINY = """<?xml version="1.0"?>
<ead xmlns="http://ead3.archivists.org/schema/">
 <control langencoding="iso639-2b"><recordid>r</recordid>
  <filedesc><titlestmt><titleproper>T</titleproper></titlestmt></filedesc>
  <maintenancestatus value="new"/><maintenanceagency{country}><agencyname>A</agencyname></maintenanceagency>
  <maintenancehistory><maintenanceevent><eventtype value="created"/><eventdatetime/><agenttype value="human"/><agent>B</agent>
  </maintenanceevent></maintenancehistory></control>
 <archdesc level="{level}"><did><unittitle>T</unittitle><unitdate normal="{normal}">then</unitdate></did></archdesc>
</ead>"""


def tiny(country: str = "", level: str = "fonds", normal: str = "1950") -> io.BytesIO:
    """A small EAD3 document of our own, with given mistakes."""
    return io.BytesIO(TINY.format(country=country, level=level, normal=normal).encode())


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_schema_loads_from_a_folder(name: str, shared: Path) -> None:
    """The table names all files that a schema needs, so it compiles without any request."""
    assert load(name, shared / "schemas") is not None


def test_files_in_the_folder_have_the_recorded_sums(shared: Path) -> None:
    """The recorded sha256 is that of the published file, if the copy at hand is unedited."""
    import hashlib

    agreeing = 0
    for path in (shared / "schemas").rglob("*.xsd"):
        for schema in SCHEMAS.values():
            for file in schema.files:
                agreeing += file.name == path.name and hashlib.sha256(path.read_bytes()).hexdigest() == file.sha256
    assert agreeing >= 6


def test_a_valid_document_has_no_problem(shared: Path) -> None:
    """Neither the schema nor the rules beside it find anything."""
    assert list(validate(tiny(), "ead3", folder=shared / "schemas")) == []


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"level": "fond"}, "ead3.cvc_enumeration_valid"),
        ({"level": "otherlevel"}, "ead3.otherlevel"),
        ({"country": ' countrycode="kor"'}, "ead3.country"),
        ({"normal": "1991/1949"}, "ead3.date"),
        ({"normal": "2001-02-30"}, "ead3.date"),
    ],
)
def test_each_mistake_is_named_with_its_line(changes: dict[str, str], rule: str, shared: Path) -> None:
    """Schema-valid is not enough: reversed and impossible dates, codes and missing companions are found too."""
    found = {problem.rule: problem for problem in validate(tiny(**changes), "ead3", folder=shared / "schemas")}
    assert rule in found
    assert found[rule].line in (5, 8)


def test_an_ead_of_the_dtd_is_told_apart_and_its_dates_are_looked_at(shared: Path) -> None:
    """One problem for the namespace, with what to do; @normal of a name is no date."""
    data = TINY_2002.format(level="fonds", normal="1991/1949").replace(' xmlns="urn:isbn:1-931666-22-9"', "")
    data = data.replace("<unittitle>T", '<unittitle><persname normal="Kim, C.">K</persname>')
    found = list(validate(io.BytesIO(data.encode()), "ead2002", folder=shared / "schemas"))
    assert [(each.line, each.rule) for each in found] == [(1, "ead2002.namespace"), (4, "ead2002.date")]
    assert "it follows the DTD" in found[0].advice


def test_another_namespace_is_said_and_nothing_else(shared: Path) -> None:
    """A document without the namespace gets one problem, not one for each element."""
    [found] = validate(io.BytesIO(b"<ead/>"), "ead2002", folder=shared / "schemas")
    assert "namespace none" in found.message


def test_a_missing_file_says_how_to_get_it(tmp_path: Path) -> None:
    """The message names the file, the command and the variable."""
    with pytest.raises(InputError, match="docmeta schemas fetch ead3"):
        load("ead3", tmp_path)
    with pytest.raises(OptionError, match="there are: ead2002"):
        load("ead5", tmp_path)


def test_a_schema_that_includes_a_file_outside_is_not_followed(tmp_path: Path) -> None:
    """Any URL in a schema is looked up in the folder by its file name."""
    outside = tmp_path / "outside.xsd"
    outside.write_text('<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"/>')
    folder = tmp_path / "schemas"
    folder.mkdir()
    (folder / "ead3.xsd").write_text(
        f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:include schemaLocation="{outside.as_uri()}"/></xs:schema>'
    )
    with pytest.raises(InputError, match=r"outside\.xsd"):
        load("ead3", folder)


def test_fetch_keeps_only_what_was_published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A downloaded file is kept if its checksum is the recorded one, and refused otherwise."""
    pooch = pytest.importorskip("pooch")
    asked: list[tuple[str, str]] = []

    def retrieve(address: str, known_hash: str, *, fname: str, path: Path, progressbar: bool) -> str:
        asked.append((address, known_hash))
        if fname == "xlink.xsd":
            raise ValueError("hash does not match")
        return str(path / fname)

    monkeypatch.setattr(pooch, "retrieve", retrieve)
    assert fetch(["ead3"], tmp_path) == [tmp_path / "ead3.xsd"]
    assert asked[0][1].startswith("sha256:")
    with pytest.raises(InputError, match="differs from the published one"):
        fetch(["ead2002"], tmp_path)


TINY_2002 = """<ead xmlns="urn:isbn:1-931666-22-9"><eadheader><eadid>F1</eadid>
<filedesc><titlestmt><titleproper>T</titleproper></titlestmt></filedesc></eadheader>
<archdesc level="{level}"><did><unittitle>T</unittitle>
<unitdate normal="{normal}">then</unitdate></did></archdesc></ead>"""


@pytest.mark.parametrize(
    ("level", "normal", "rules"),
    [
        ("fonds", "1950/1953", []),
        ("fonds", "1991/1949", [(4, "ead2002.date")]),
        ("fonds", "2001-02-30", [(4, "ead2002.date")]),
        ("fonds", "1950-13", [(4, "ead2002.cvc_pattern_valid")]),
        ("otherlevel", "1950", [(3, "ead2002.otherlevel")]),
        ("fond", "1950", [(3, "ead2002.cvc_enumeration_valid")]),
    ],
)
def test_ead_2002_that_is_valid_is_not_yet_right(
    level: str, normal: str, rules: list[tuple[int, str]], shared: Path
) -> None:
    """Impossible dates pass the schema; what does not pass it is not reported twice."""
    data = io.BytesIO(TINY_2002.format(level=level, normal=normal).encode())
    found = list(validate(data, "ead2002", folder=shared / "schemas"))
    assert [(each.line, each.rule) for each in found] == rules
    assert all(each.advice for each in found)


@pytest.mark.parametrize(
    ("changes", "rule", "severity"),
    [
        ({"country": ' countrycode="ZZ"'}, "ead3.country", "error"),
        ({"country": ' lang="deu"'}, "ead3.language", "error"),
        ({"country": ' lang="ger"'}, None, ""),
        ({"country": ' lang="qab"'}, None, ""),
        ({"country": ' script="Lattin"'}, "ead3.script", "error"),
    ],
)
def test_codes_of_ead3_are_looked_up(changes: dict[str, str], rule: str | None, severity: str, shared: Path) -> None:
    """Two capitals are not yet a country, and ISO 639-2 has two lists, of which EAD3 uses one."""
    found = list(validate(tiny(**changes), "ead3", folder=shared / "schemas"))
    assert [(each.rule, each.severity) for each in found] == ([(rule, severity)] if rule else [])


def test_what_the_schematron_calls_discouraged_is_a_warning(shared: Path) -> None:
    """Several dsc, an era that is not suggested, a list without its mark."""
    more = """<dsc><c><did><unittitle era="x">t</unittitle></did></c></dsc><scopecontent><list listtype="unordered">
    <item>x</item></list></scopecontent><dsc><c><did><unitdate era="ad">1</unitdate></did></c></dsc></archdesc>"""
    data = io.BytesIO(tiny().getvalue().replace(b"</archdesc>", more.replace(' era="x"', "").encode()))
    found = {each.rule: each.severity for each in validate(data, "ead3", folder=shared / "schemas")}
    assert found == {"ead3.mark": "warning", "ead3.dsc": "warning", "ead3.era": "warning"}


def test_messages_of_schemas_keep_their_values_and_lose_their_namespaces() -> None:
    """The braces of a set and of a pattern are no namespace; a long pattern is cut."""
    from docmeta.checking.validation import _plain

    said = "Element '{urn:isbn:1-931666-22-9}unitdate', attribute 'type': The value 'x' is not an element of the set {'bulk', 'inclusive'}."
    assert _plain(said).startswith("Element 'unitdate'")
    assert _plain(said).endswith("{'bulk', 'inclusive'}.")
    assert "[0-9]{3}" in _plain("The value 'x' is not accepted by the pattern '(0|1)[0-9]{3}'.")
    assert len(_plain(f"The value 'x' is not accepted by the pattern '{'a' * 900}'.")) < 140


def test_lines_beyond_65535_are_told(shared: Path) -> None:
    """libxml2 has two bytes for a line, unless it is asked otherwise."""
    blank = b"\n" * 70_000
    data = io.BytesIO(tiny(normal="1991/1949", level="fond").getvalue().replace(b"<archdesc", blank + b"<archdesc"))
    assert {each.rule: each.line for each in validate(data, "ead3", folder=shared / "schemas")} == {
        "ead3.cvc_enumeration_valid": 70_008,
        "ead3.date": 70_008,
    }


def test_an_xml_catalog_says_where_schemas_are(shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By URL or by namespace, with xml:base, in a further catalog, under any file name."""
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "mine.xsd").write_bytes((shared / "schemas" / "ead3" / "ead3.xsd").read_bytes())
    (tmp_path / "one" / "two").mkdir(parents=True)
    space = 'xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog"'
    first = tmp_path / "one" / "catalog.xml"
    first.write_text(
        f'<catalog {space}><nextCatalog catalog="two/more.xml"/><nextCatalog catalog="catalog.xml"/></catalog>'
    )
    (tmp_path / "one" / "two" / "more.xml").write_text(
        f'<catalog {space}><group xml:base="../../files/"><uri name="http://ead3.archivists.org/schema/" uri="mine.xsd"/>'
        '<uri name="http://example.org/elsewhere.xsd" uri="http://example.org/there.xsd"/></group></catalog>'
    )
    assert at_hand("ead3", first)
    assert not at_hand("ead2002", first)
    monkeypatch.setenv("DOCMETA_SCHEMA_DIR", str(first))
    assert list(validate(tiny(), "ead3")) == []
    (tmp_path / "no.xml").write_text("<ead/>")
    with pytest.raises(InputError, match="expected a folder of schemas or an XML catalog"):
        load("ead3", tmp_path / "no.xml")


def test_schemas_in_folders_below_are_at_hand(shared: Path) -> None:
    """The list shows what validation finds."""
    assert all(at_hand(name, shared / "schemas") for name in SCHEMAS)
    assert all(at_hand(name, shared / "schemas" / "catalog.xml") for name in SCHEMAS)


def test_no_network_is_said_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And what to do without it; an error of the disk is passed on."""
    pooch = pytest.importorskip("pooch")

    class ConnectionError(OSError):  # as the library has it
        """What the library for URLs raises."""

    ConnectionError.__module__ = "requests.exceptions"
    raised: list[OSError] = [ConnectionError("HTTPSConnectionPool(...)"), PermissionError(13, "denied")]

    def retrieve(*_: object, **__: object) -> str:
        raise raised.pop(0)

    monkeypatch.setattr(pooch, "retrieve", retrieve)
    with pytest.raises(InputError, match=r"cannot be reached \(no connection\); download it another way"):
        fetch(["ead3"], tmp_path)
    with pytest.raises(PermissionError):
        fetch(["ead3"], tmp_path)


def test_a_download_with_another_sum_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Really downloaded, from a server on this machine: kept with the recorded checksum, refused and removed with another."""
    pytest.importorskip("pooch")
    import hashlib
    import threading
    from functools import partial
    from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

    served = tmp_path / "served"
    served.mkdir()
    (served / "x.xsd").write_bytes(b"<x/>")
    handler = type("Quiet", (SimpleHTTPRequestHandler,), {"log_message": lambda *_: None})
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(served))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}"
        right = hashlib.sha256(b"<x/>").hexdigest()
        for name, file, sum in (("good", "x.xsd", right), ("bad", "x.xsd", "0" * 64), ("gone", "y.xsd", right)):
            source = Source(f"{name}.xsd", f"{address}/{file}", sum)
            monkeypatch.setitem(SCHEMAS, name, Schema(name, source.name, (source,)))
        kept = tmp_path / "kept"
        assert fetch(["good"], kept) == [kept / "good.xsd"]
        with pytest.raises(InputError, match="a file that differs from the published one"):
            fetch(["bad"], kept)
        with pytest.raises(InputError, match=r"it answers 404 "):
            fetch(["gone"], kept)
        server.shutdown()
    assert [path.name for path in kept.iterdir()] == ["good.xsd"]
