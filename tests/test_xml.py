"""The XML layer: what the parser reads, what it refuses, what the writer accepts."""

from __future__ import annotations

import gzip
import io
import itertools
import os
import random
import re
import signal
import subprocess
import sys
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.growth import grows_with_input

from docmeta import xml
from docmeta.errors import InputError, LimitError, OutputError

BLOCK = 1 << 14


def names(data: bytes, **options: object) -> list[str]:
    return [f"{event} {element.tag}" for event, element in xml.pull(io.BytesIO(data), **options)]  # type: ignore[arg-type]


def refused(data: bytes, **options: object) -> InputError:
    with pytest.raises(InputError) as caught:
        names(data, **options)
    return caught.value


def refused_whole(data: bytes, **options: object) -> InputError:
    with pytest.raises(InputError) as caught:
        xml.parse(data, **options)  # type: ignore[arg-type]
    return caught.value


class TestPull:
    def test_events_come_in_document_order(self) -> None:
        assert names(b"<a><b/>t</a>") == ["start a", "start b", "end b", "end a"]

    def test_a_tag_in_any_namespace(self) -> None:
        data = b"<e:ead xmlns:e='urn:x'><e:c/><c/></e:ead>"
        assert names(data, events=("end",), tag="{*}c") == ["end {urn:x}c", "end c"]

    def test_nothing_is_read_before_it_is_asked_for(self) -> None:
        source = io.BytesIO(b"<a/>")
        xml.pull(source)
        assert source.tell() == 0

    def test_the_source_is_left_open(self) -> None:
        source = io.BytesIO(b"<a/>")
        list(xml.pull(source))
        assert not source.closed

    def test_a_source_that_gives_a_byte_at_a_time(self) -> None:
        class Slow(io.BytesIO):
            def read(self, size: int | None = -1, /) -> bytes:
                return super().read(1)

        assert [event for event, _ in xml.pull(Slow(b"<a><b/></a>"))] == ["start", "start", "end", "end"]

    def test_a_text_file_is_a_mistake_of_the_caller(self) -> None:
        with pytest.raises(TypeError, match="binary"):
            list(xml.pull(io.StringIO("<a/>")))  # type: ignore[arg-type]

    def test_events_come_before_the_error(self) -> None:
        events = xml.pull(io.BytesIO(b"<a><b>x</b><c></a>"))
        assert [f"{event} {element.tag}" for event, element in itertools.islice(events, 4)] == [
            "start a",
            "start b",
            "end b",
            "start c",
        ]
        with pytest.raises(InputError):
            next(events)

    def test_comments_and_instructions_go_and_the_text_around_them_stays(self) -> None:
        root = xml.parse(b"<t>A<!-- x -->B<?y z?><![CDATA[C & ]]><e>D</e>E<!-- -->F</t>")
        assert (root.text, root[0].tail) == ("ABC & ", "EF")
        assert xml.text_of(root) == "ABC & DEF"

    def test_memory_stays_flat_when_elements_are_released(self) -> None:
        def endless() -> io.RawIOBase:
            class Source(io.RawIOBase):
                sent = 0

                def read(self, size: int = -1, /) -> bytes:
                    self.sent += 1
                    if self.sent == 1:
                        return b"<r>"
                    return b"<c><t>words</t></c>\n" * 800 if self.sent < 80 else b"</r>" if self.sent == 80 else b""

            return Source()

        counts = []
        for _, element in xml.pull(endless(), events=("end",), tag="c"):  # type: ignore[arg-type]
            xml.release(element)
            parent = element.getparent()
            assert parent is not None
            counts.append(len(parent))
        assert len(counts) == 78 * 800
        assert max(counts) < 2000  # what one block holds, never what the file holds

    def test_text_beside_a_released_element_is_whole_wherever_the_block_ends(self) -> None:
        for length in range(BLOCK - 120, BLOCK + 40, 7):
            data = b"<r>head<a>x</a>" + b"t" * length + b"<a/>" + b"u" * (2 * BLOCK) + b"<a>y</a>z</r>"
            lengths = []
            for _, element in xml.pull(io.BytesIO(data), events=("end",)):
                if element.tag == "a":
                    previous = element.getprevious()
                    if previous is not None:
                        lengths.append(len(previous.tail or ""))
                    xml.release(element)
                else:
                    assert "".join(element.itertext()) == "headz"
            assert lengths == [length, 2 * BLOCK]


class TestErrors:
    @pytest.mark.parametrize(
        ("data", "line"),
        [
            (b"<a>\n<b></a>", 2),
            (b"<a>\r\n<b>\r\n</a>", 3),
            (b"<a>\n&nbsp;</a>", 2),
            (b"<!DOCTYPE a SYSTEM 'a.dtd'>\n<a>\n\n&nbsp;</a>", 4),
            (b"<a>\n<x:c/></a>", 2),
            (b"<a b='1'\n b='2'/>", 2),
            (b"<a>\n\ncaf\xe9</a>", 3),
            (b"<a>\n\x0b</a>", 2),
            (b"<a>\n&#0;</a>", 2),
            (b"<a>\n&#xD800;</a>", 2),
            (b"<a>\n\xed\xa0\x80</a>", 2),
            (b"<a>\n\xef\xbf\xbe</a>", 2),
            (b"\n<?xml version='1.0'?><a/>", 2),
            (b"<a/>\n<b/>", 2),
            (b"<a/>\nrest", 2),
            (b"<a>\n<b>\n", 3),
            (b"<!DOCTYPE a [<!ENTITY e '&f;'><!ENTITY f '&e;'>]>\n<a>\n<b>&e;</b></a>", 3),
            (b"", 1),
        ],
    )
    def test_every_error_has_its_line(self, data: bytes, line: int) -> None:
        for error in (refused(data, name="x.xml"), refused_whole(data, name="x.xml")):
            assert error.line == line
            assert error.source == "x.xml"
            assert str(error).startswith(f"x.xml:{line}")

    def test_the_line_is_right_far_down(self) -> None:
        data = b"<a>\n" + b"<b>words</b>\n" * 200_000 + b"<c></a>"
        assert refused(data).line == 200_002

    def test_the_line_of_an_element_is_right_far_down(self) -> None:
        data = b"<a>\n" + b"<b>\n  <c>words</c>\n</b>\n" * 30_000 + b"</a>"
        for number, (_, element) in enumerate(xml.pull(io.BytesIO(data), events=("end",), tag="b")):
            assert xml.line_of(element) == 2 + 3 * number
            xml.release(element)

    def test_an_element_made_by_code_has_no_line(self) -> None:
        etree = pytest.importorskip("lxml.etree")
        assert xml.line_of(etree.Element("a")) is None

    @pytest.mark.parametrize(
        ("data", "what"),
        [
            (b"", "empty"),
            (b" \n\t\n", "white space"),
            (gzip.compress(b"<a/>", mtime=0), "gzip"),
            (b"PK\x03\x04rest", "ZIP"),
            (b"%PDF-1.7\n", "PDF"),
            (b"\x00" * 100, "NUL"),
            (b'{"@context": "https://schema.org"}', "JSON"),
            (b'\xef\xbb\xbf [{"a": 1}]', "JSON"),
            (b"<!DOCTYPE html>\n<html><body><br>Log in</body></html>", "HTML"),
            (b"<HTML><p>Moved</HTML>", "HTML"),
            (b"<!DOCTYPE html><html xmlns='http://www.w3.org/1999/xhtml'><br></html>", "HTML"),
            (b"Dear archivist,\nno data.\n", "'Dear archivist,"),
            ("<a/>".encode("utf-32"), "UTF-32"),
            (b"\xff\xd8\xff\xe0JFIF", "image"),
            (b"id,title\n1,Letter\n", "'id,title"),
        ],
    )
    def test_another_format_is_called_by_its_name(self, data: bytes, what: str) -> None:
        assert what in str(refused(data))
        assert what in str(refused_whole(data))

    def test_an_office_document_is_called_by_its_name(self) -> None:
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w") as archive:
            archive.writestr("word/document.xml", "<a/>")
        assert "ZIP" in str(refused(file.getvalue()))

    def test_well_formed_xhtml_is_xml(self) -> None:
        root = xml.parse(b"<!DOCTYPE html><html xmlns='http://www.w3.org/1999/xhtml'><br/></html>")
        assert xml.localname(root) == "html"

    def test_a_message_stays_short_and_printable(self) -> None:
        error = refused(b"<a>" + b"w" * 3_000_000 + b"<" + b"\xc2\x85" + b"n" * 40_000 + b"></a>")
        assert len(str(error)) < 500
        assert str(error).isprintable()


class TestLimits:
    def test_depth(self) -> None:
        data = b"<c>" * 300 + b"</c>" * 300
        error = refused(data)
        assert isinstance(error, LimitError)
        assert "`huge`" in str(error)
        assert len(names(data, huge=True)) == 600
        deeper = refused(b"<c>" * 100_000, huge=True)
        assert isinstance(deeper, LimitError)
        assert "huge" not in str(deeper)

    def test_a_long_text(self) -> None:
        data = b"<a>\n<p>" + b"word " * 2_200_000 + b"</p></a>"
        error = refused(data)
        assert isinstance(error, LimitError)
        assert (error.line, "`huge`" in str(error)) == (2, True)
        assert len(xml.parse(data, huge=True)[0].text or "") == 11_000_000

    @pytest.mark.parametrize(
        "data",
        [
            b"<a b='" + b"x" * 11_000_000 + b"'/>",
            b"<!--" + b"x" * 11_000_000 + b"--><a/>",
            b"<" + b"x" * 60_000 + b"/>",
            b"<?x y?>" * 1_500_000 + b"<a/>",
        ],
        ids=["attribute", "comment", "name", "prolog"],
    )
    def test_other_lengths(self, data: bytes) -> None:
        assert isinstance(refused(data), LimitError)

    @pytest.mark.parametrize("use", ["<b>&e9;</b>", "<b c='&e9;'/>"])
    def test_entities_that_expand_without_measure(self, use: str) -> None:
        rows = "".join(f"<!ENTITY e{i} '{f'&e{i - 1};' * 10}'>" for i in range(1, 10))
        data = f"<!DOCTYPE a [<!ENTITY e0 'lol'>{rows}]>\n<a>\n{use}</a>".encode()
        for huge in (False, True):
            error = refused(data, huge=huge)
            assert isinstance(error, LimitError)
            assert error.line == 3 or "c=" in use

    def test_one_long_entity_used_often(self) -> None:
        data = f"<!DOCTYPE a [<!ENTITY e '{'x' * 50_000}'>]><a>{'&e;' * 20_000}</a>".encode()
        assert isinstance(refused(data), LimitError)

    def test_many_attributes_are_read_in_time_that_grows_with_them(self) -> None:
        def make(count: int) -> Any:
            return xml.parse(b"<a" + b"".join(b" a%d='%d'" % (i, i) for i in range(count)) + b"/>")

        found = xml.attributes(make(100))
        assert len(found) == 100
        assert found["a77"] == "77"
        grows_with_input(make, xml.attributes, 10_000)


class TestEntities:
    def test_the_files_own_entities_expand(self) -> None:
        data = b"<!DOCTYPE a [<!ENTITY wc 'Wilson Center'><!ENTITY e '&wc; papers'>]><a t='&e;'>The &e;</a>"
        root = xml.parse(data)
        assert (root.get("t"), root.text) == ("Wilson Center papers", "The Wilson Center papers")
        assert [element.text for _, element in xml.pull(io.BytesIO(data), events=("end",))] == [root.text]

    def test_an_unused_logo_does_no_harm(self) -> None:
        subset = b"<!NOTATION gif SYSTEM 'gif'><!ENTITY logo SYSTEM 'logo.gif' NDATA gif>"
        assert names(b"<!DOCTYPE a SYSTEM 'a.dtd' [" + subset + b"]><a/>") == ["start a", "end a"]

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "iso-8859-1"])
    def test_elements_in_an_entity_are_events_each_time_it_is_used(self, encoding: str) -> None:
        declared = "utf-16" if "16" in encoding else encoding
        data = f"<?xml version='1.0' encoding='{declared}'?><!DOCTYPE a [<!ENTITY e '<b>x<c/></b>'>]><a>&e;&e;</a>"
        one = ["start b", "start c", "end c", "end b"]
        assert names(data.encode(encoding)) == ["start a", *one, *one, "end a"]

    def test_elements_of_entities_can_be_released(self) -> None:
        data = b"<!DOCTYPE a [<!ENTITY e '<b>x</b>'>]><a>&e;<b>y</b>&e;<d/></a>"
        texts = []
        for _, element in xml.pull(io.BytesIO(data), events=("end",), tag="b"):
            texts.append(element.text)
            xml.release(element)
        assert texts == ["x", "y", "x"]

    @pytest.mark.parametrize("entity", ["&#60;b>", "<b>", "<b><c></b>", "</a>", "<b/>&f;"])
    @pytest.mark.parametrize("before", [b"", b"<!--" + b">" * 40_000 + b"-->"], ids=["", "comment"])
    def test_broken_elements_in_an_entity_are_an_error_and_nothing_else(self, entity: str, before: bytes) -> None:
        # The elements of such an entity are freed by libxml2; none may have been handed out.
        data = before + f"<!DOCTYPE a [<!ENTITY e '{entity}'>]>\n<a>&e;</a>".encode()
        assert refused(data, events=("start",)).line is not None
        assert refused_whole(data).line is not None


class TestEncodings:
    @pytest.mark.parametrize(
        ("encoding", "text"),
        [
            ("utf-8", "Café 東亜"),
            ("utf-8-sig", "Café"),
            ("utf-16", "Café 東亜"),
            ("iso-8859-1", "Café"),
            ("windows-1252", "“Café”"),
            ("koi8-r", "Письмо"),
            ("shift_jis", "東亜"),
            ("gb18030", "東亜"),
        ],
    )
    def test_declared_encodings(self, encoding: str, text: str) -> None:
        declared = "utf-8" if encoding == "utf-8-sig" else encoding
        data = f'<?xml version="1.0" encoding="{declared}"?>\n<a>{text}</a>'.encode(encoding)
        assert xml.parse(data).text == text
        assert [element.text for _, element in xml.pull(io.BytesIO(data), events=("end",))] == [text]

    @pytest.mark.parametrize(
        "declared", ["x-klingon", "UTF-7", "UTF-16", "UCS-4", "rot13", "cp037", "a/b", "utf-8/../x"]
    )
    def test_encodings_that_are_not_read(self, declared: str) -> None:
        error = refused(f'<?xml version="1.0" encoding="{declared}"?>\n<a/>'.encode())
        assert (error.line, error.value) == (1, declared)

    @pytest.mark.parametrize(
        "declared", ["utf8", "us-ascii", "latin1", "Windows-1251", "macintosh", "IBM850", "ISO8859-15", "ISO-2022-JP"]
    )
    def test_encodings_by_their_many_names(self, declared: str) -> None:
        assert xml.parse(f'<?xml version="1.0" encoding="{declared}"?>\n<a>plain</a>'.encode()).text == "plain"

    def test_a_declaration_that_does_not_end(self) -> None:
        assert "declaration" in str(refused(b"<?xml version='1.0'" + b" " * 100_000 + b"encoding='UTF-7'?><a/>"))

    def test_two_byte_order_marks(self) -> None:
        assert refused(b"\xef\xbb\xbf\xef\xbb\xbf<a/>").line == 1


@pytest.fixture
def trap(tmp_path: Path) -> Path:
    """A named pipe: whoever opens it for reading hangs, and the test's time limit shows it."""
    if not hasattr(os, "mkfifo"):
        pytest.skip("no named pipes here")
    path = tmp_path / "trap.dtd"
    os.mkfifo(path)
    return path


def outside(path: Path) -> dict[str, tuple[str, bool]]:
    """Documents that refer to the outside, and whether they can be read all the same."""
    uri = path.as_uri()
    return {
        "unused DTD": (f"<!DOCTYPE a SYSTEM '{uri}'><a/>", True),
        "public DTD": (f"<!DOCTYPE a PUBLIC '-//X//DTD x//EN' '{uri}'><a/>", True),
        "unused entity": (f"<!DOCTYPE a [<!ENTITY e SYSTEM '{uri}'>]><a/>", True),
        "used entity": (f"<!DOCTYPE a [<!ENTITY e SYSTEM '{uri}'>]>\n<a>&e;</a>", False),
        "entity of a DTD": (f"<!DOCTYPE a SYSTEM '{uri}'>\n<a>&e;</a>", False),
        "parameter entity": (f"<!DOCTYPE a [<!ENTITY % p SYSTEM '{uri}'> %p;]>\n<a/>", False),
        "relative path": (f"<!DOCTYPE a [<!ENTITY e SYSTEM '{path.name}'>]>\n<a>&e;</a>", False),
        "bare path": (f"<!DOCTYPE a [<!ENTITY % p SYSTEM '{path}'> %p;]>\n<a>&e;</a>", False),
        "inclusion": (f"<a><i:include xmlns:i='http://www.w3.org/2001/XInclude' href='{uri}'/></a>", True),
        "style sheet": (f"<?xml-stylesheet type='text/xsl' href='{uri}'?><a/>", True),
        "catalogue": (f"<?oasis-xml-catalog catalog='{uri}'?><a/>", True),
        "schema": (f"<a xmlns:x='{xml.XSI}' x:schemaLocation='urn:x {uri}' xml:base='{uri}'/>", True),
    }


KINDS = list(outside(Path("/trap")))


class TestSecurity:
    """The behaviours of lxml that docmeta relies on; an lxml without them must not pass here."""

    @pytest.mark.timeout(20)
    @pytest.mark.parametrize("kind", KINDS)
    def test_nothing_outside_is_opened(self, trap: Path, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(trap.parent)
        text, readable = outside(trap)[kind]
        if readable:
            assert names(text.encode())[0] == "start a"
            assert xml.parse(text.encode()).tag == "a"
            return
        error = refused(text.encode())
        assert error.line in (1, 2)
        assert "nothing outside it is opened" in str(error)
        with pytest.raises(InputError):
            xml.parse(text.encode())

    def test_the_system_calls_show_no_file_and_no_connection(self, tmp_path: Path) -> None:
        script = tmp_path / "read.py"
        script.write_text(
            "import io, os, sys\n"
            "from docmeta import xml\n"
            "from docmeta.errors import InputError\n"
            "list(xml.pull(io.BytesIO(b'<!DOCTYPE a><a/>'))); xml.parse(b'<a/>')\n"
            "os.access('/begin-here', 0)\n"
            "for text in sys.argv[1:]:\n"
            "    for read in (lambda: list(xml.pull(io.BytesIO(text.encode()))), lambda: xml.parse(text.encode())):\n"
            "        try:\n"
            "            read()\n"
            "        except InputError:\n"
            "            pass\n"
            "os.access('/end-here', 0)\n",
            "utf-8",
        )
        log = tmp_path / "calls"
        texts = [text for text, _ in outside(tmp_path / "trap.dtd").values()]
        command = ["strace", "-f", "-o", str(log), "-e", "trace=%file,%network", sys.executable, str(script), *texts]
        try:
            done = subprocess.run(command, capture_output=True, timeout=60, check=False)
        except FileNotFoundError:
            pytest.skip("strace is not installed")
        if b"PTRACE" in done.stderr or b"ptrace" in done.stderr:
            pytest.skip("strace may not trace here")
        calls = log.read_text("utf-8", "replace").splitlines()
        first = next(i for i, call in enumerate(calls) if "/begin-here" in call)
        last = next(i for i, call in enumerate(calls) if "/end-here" in call)
        assert calls[first + 1 : last] == []

    def test_gzip_is_not_unpacked(self) -> None:
        bomb = gzip.compress(b"<a>" + b" " * 1_000_000 + b"</a>")
        assert "gzip" in str(refused(bomb))
        assert "gzip" in str(refused_whole(bomb))

    def test_lxml_is_imported_by_the_first_parse_and_not_before(self) -> None:
        script = (
            "import sys, docmeta.xml as x\n"
            "assert not any(m.startswith('lxml') for m in sys.modules)\n"
            "x.parse(b'<a/>')\n"
            "assert 'lxml.etree' in sys.modules\n"
        )
        subprocess.run([sys.executable, "-c", script], check=True, timeout=60)

    def test_an_interrupt_is_not_swallowed(self) -> None:
        script = (
            "import io\n"
            "from docmeta import xml\n"
            "class Endless(io.RawIOBase):\n"
            "    first = True\n"
            "    def read(self, size=-1):\n"
            "        start, self.first = self.first, False\n"
            "        return b'<r>' if start else b'<c>words</c>' * 1000\n"
            "print('ready', flush=True)\n"
            "for _, element in xml.pull(Endless(), events=('end',)):\n"
            "    xml.release(element)\n"
        )
        child = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        assert child.stdout is not None
        child.stdout.readline()
        time.sleep(0.3)
        child.send_signal(signal.SIGINT)
        _, errors = child.communicate(timeout=5)
        assert b"KeyboardInterrupt" in errors
        assert child.returncode != 0

    def test_threads_do_not_disturb_each_other(self) -> None:
        def work(number: int) -> list[str]:
            found = []
            for turn in range(60):
                found.append(xml.text_of(xml.fragment(f"<p>{number}-{turn}</p>")))
                if turn % 3 == 0:
                    found.append(str(refused(f"<a>\n{'<b>' * (number + 1)}</a>".encode())))
                found += names(f"<!DOCTYPE a [<!ENTITY e '<b{number}/>'>]><a>&e;</a>".encode())
            return found

        with ThreadPoolExecutor(8) as pool:
            together = list(pool.map(work, range(8)))
        assert together == [work(number) for number in range(8)]

    def test_errors_of_the_source_pass_through(self) -> None:
        class Failing(io.RawIOBase):
            def read(self, size: int = -1, /) -> bytes:
                raise OSError("disk")

        with pytest.raises(OSError, match="disk"):
            list(xml.pull(Failing()))  # type: ignore[arg-type]

    def test_damaged_files_end_in_a_result_or_in_an_input_error(self) -> None:
        subset = "<!ENTITY e '<b>x</b>'><!ENTITY f 'text'><!ATTLIST a k CDATA 'v'>"
        whole = (
            f"<?xml version='1.0' encoding='UTF-8'?><!DOCTYPE a [{subset}]>\n"
            "<a xmlns:x='urn:x' x:y='1'>\n<x:b k='&f;'>é &e; &amp; &#65;<![CDATA[c]]><!-- c --><?p i?></x:b>\n</a>"
        ).encode()
        dice = random.Random(7)
        for _ in range(1500):
            data = bytearray(whole)
            for _ in range(dice.randint(1, 4)):
                at = dice.randrange(len(data))
                cut = dice.randint(0, 6)
                data[at : at + cut] = dice.choice([b"", b"<", b">", b"&e;", b"\x00", b"\xff", b"'", data[:9], b":"])
            error = self._read(bytes(data))
            assert error is None or (error.line or 0) >= 1

    @staticmethod
    def _read(data: bytes) -> InputError | None:
        try:
            for event, element in xml.pull(io.BytesIO(data)):
                xml.localname(element), xml.namespace(element), xml.line_of(element)
                if event == "end":
                    xml.text_of(element), xml.attributes(element)
                    xml.release(element)
        except InputError as error:
            return error
        return None


class TestElements:
    def test_names(self) -> None:
        root = xml.parse(b"<e:ead xmlns:e='urn:isbn:1-931666-22-9'><c/></e:ead>")
        assert (xml.localname(root), xml.namespace(root)) == ("ead", "urn:isbn:1-931666-22-9")
        assert (xml.localname(root[0]), xml.namespace(root[0])) == ("c", "")

    def test_comments_of_a_foreign_tree_have_no_name_and_no_text(self) -> None:
        etree = pytest.importorskip("lxml.etree")
        root = etree.fromstring("<a>one<!-- two --><?three?> four</a>")
        assert [xml.localname(child) + xml.namespace(child) + xml.text_of(child) for child in root] == ["", ""]
        assert xml.text_of(root) == "one four"

    @pytest.mark.parametrize("odd", [None, 7, b"x", object(), "{", "}", ""])
    def test_names_never_raise(self, odd: object) -> None:
        assert isinstance(xml.localname(odd) + xml.namespace(odd), str)

    def test_text_of_leaves_the_tail_and_other_spaces(self) -> None:
        root = xml.parse("<a> <b>\tNo\u00a0break\u2003wide </b>tail</a>".encode())
        assert xml.text_of(root[0]) == "No\u00a0break\u2003wide"

    def test_deep_text_needs_no_recursion(self) -> None:
        deep = xml.fragment("<e>" * 2000 + "core" + "</e>" * 2000)
        assert xml.text_of(deep) == "core"

    def test_fragment(self) -> None:
        root = xml.fragment("a<p>b</p>c")
        assert (root.tag, root.text, root[0].text, root[0].tail) == ("fragment", "a", "b", "c")

    @pytest.mark.parametrize(
        "markup",
        ["<p>", "</p>", "&nbsp;", "<!DOCTYPE a><a/>", "<x:p/>", "\x00", "\ud800", "</fragment><fragment>", "\ufffe"],
    )
    def test_a_bad_fragment(self, markup: str) -> None:
        with pytest.raises(InputError):
            xml.fragment(markup)


class TestWriting:
    @given(st.text())
    def test_what_is_escaped_reads_back(self, text: str) -> None:
        legal = xml.FORBIDDEN.sub(xml.REPLACEMENT, text)
        out = io.BytesIO()
        writer = xml.XMLOut(out, forbidden=lambda piece: None)
        writer.write(f"<a b={xml.attribute(text)}>{xml.escape(text)}</a>")
        writer.close()
        root = xml.parse(out.getvalue())
        assert (root.get("b"), root.text or "") == (legal, legal)

    def test_forbidden_is_what_xml_forbids(self) -> None:
        production = re.compile("[\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
        for code in [*range(0x10000), 0x10000, 0x1FFFE, 0x10FFFF]:
            assert (xml.FORBIDDEN.match(chr(code)) is None) == (production.match(chr(code)) is not None)

    def test_bytes_do_not_depend_on_the_chunk(self) -> None:
        pieces = [f"<p>{number} é 東\U0001f5c2</p>\n" for number in range(300)] + ["x" * 200_000, "", "end"]
        results = set()
        for chunk in (1, 7, 64, 10_000):
            out = io.BytesIO()
            writer = xml.XMLOut(out, chunk=chunk)
            for piece in pieces:
                writer.write(piece)
            writer.close()
            writer.close()
            results.add(out.getvalue())
        assert results == {"".join(pieces).encode()}

    @pytest.mark.parametrize("code", [0, 1, 8, 11, 12, 14, 31, 0xD800, 0xDFFF, 0xFFFE, 0xFFFF])
    def test_each_piece_with_a_forbidden_character_is_told(self, code: int) -> None:
        bad = chr(code)
        out, told = io.BytesIO(), []
        writer = xml.XMLOut(out, forbidden=told.append)
        for piece in ("<a>one</a>", f"<b>two{bad}{bad}</b>", "<c>é</c>", f"{bad}<d/>"):
            writer.write(piece)
        writer.close()
        assert out.getvalue().decode() == "<a>one</a><b>two\ufffd\ufffd</b><c>é</c>\ufffd<d/>"
        assert told == [f"<b>two{bad}{bad}</b>", f"{bad}<d/>"]

    def test_an_excerpt_is_short(self) -> None:
        told: list[str] = []
        writer = xml.XMLOut(io.BytesIO(), forbidden=told.append)
        writer.write("x" * 5000 + "\x07" + "y" * 100_000)
        assert [len(excerpt) for excerpt in told] == [80]

    def test_without_a_listener_it_is_an_error_and_nothing_of_the_chunk_is_written(self) -> None:
        out = io.BytesIO()
        writer = xml.XMLOut(out)
        writer.write("<a>")
        writer.write("bell\x07")
        with pytest.raises(OutputError, match=r"U\+0007") as caught:
            writer.close()
        assert caught.value.value == "bell\x07"
        writer.close()
        assert out.getvalue() == b""

    def test_the_stream_stays_open_and_memory_bounded(self) -> None:
        class Sink(io.BytesIO):
            largest = 0

            def write(self, data: object, /) -> int:
                self.largest = max(self.largest, len(data))  # type: ignore[arg-type]
                return super().write(data)  # type: ignore[arg-type]

        out = Sink()
        writer = xml.XMLOut(out)
        for _ in range(100):
            writer.write("x" * 100_000)
        writer.close()
        assert not out.closed
        assert out.largest == 100_000

    def test_a_stream_that_takes_less_than_it_is_given(self) -> None:
        class Narrow(io.RawIOBase):
            taken = b""

            def write(self, data: object, /) -> int:
                self.taken += bytes(data)[:3]  # type: ignore[call-overload]
                return min(3, len(data))  # type: ignore[arg-type]

        out = Narrow()
        writer = xml.XMLOut(out)  # type: ignore[arg-type]
        writer.write("<a>words</a>")
        writer.close()
        assert out.taken == b"<a>words</a>"

    def test_errors_of_the_stream_pass_through(self) -> None:
        full = Path("/dev/full")
        if not full.exists():
            pytest.skip("no /dev/full here")
        with full.open("wb", buffering=0) as out:
            writer = xml.XMLOut(out)  # type: ignore[arg-type]
            writer.write("<a/>")
            with pytest.raises(OSError, match="space"):
                writer.close()

    def test_the_public_names_are_all_there(self) -> None:
        assert all(hasattr(xml, name) for name in xml.__all__)
        assert xml.parse(f"{xml.DECLARATION}<a/>".encode()).tag == "a"


@pytest.mark.parametrize(
    ("encoding", "byte"),
    [("US-ASCII", b"\xe9"), ("EUC-JP", b"\xff"), ("Shift_JIS", b"\x81\x20"), ("Big5", b"\xff"), ("UTF-8", b"\xe9")],
)
@pytest.mark.parametrize("before", [0, 5_000])
def test_the_line_of_a_byte_that_is_not_of_the_declared_encoding(encoding: str, byte: bytes, before: int) -> None:
    head = f'<?xml version="1.0" encoding="{encoding}"?>\n<a>\n'.encode()
    source = io.BytesIO(head + b"<b>text</b>\n" * before + b"<b>caf" + byte + b" x</b>\n</a>")
    with pytest.raises(InputError) as caught:
        for _ in xml.pull(source):
            pass
    assert caught.value.line == 3 + before
