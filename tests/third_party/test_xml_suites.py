"""Suites of malformed, odd and hostile XML by others, read through `docmeta.xml`."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from docmeta import xml
from docmeta.errors import InputError, LimitError

NOT_XML = {".md", ".json", ".gitattributes", ""}


def attempt(data: bytes) -> InputError | None:
    """Read in both ways; they must agree, and be quick."""
    started = time.process_time()
    errors: list[InputError | None] = []
    for read in (lambda: drain(data), lambda: xml.parse(data)):
        try:
            read()
            errors.append(None)
        except InputError as error:
            errors.append(error)
    assert str(errors[0]) == str(errors[1])
    assert time.process_time() - started < 2
    error = errors[0]
    if error is not None:
        assert error.line is not None
        assert 1 <= error.line <= data.count(b"\n") + data.count(b"\r") + 1
        assert len(str(error)) <= 2000
    return error


def drain(data: bytes) -> None:
    for event, element in xml.pull(io.BytesIO(data)):
        xml.localname(element)
        xml.namespace(element)
        if event == "end":
            xml.text_of(element)
            xml.attributes(element)
            xml.release(element)


def documents(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and (path.suffix not in NOT_XML or path.parent.name in ("files", "errors")):
            yield path


def test_w3c_conformance(shared: Path) -> None:
    folder = shared / "suites" / "xmlts"
    wrong, counted = [], {"accept": 0, "reject": 0, "either": 0}
    for case in json.loads((folder / "cases.json").read_text("utf-8")):
        error = attempt((folder / case["file"]).read_bytes())
        if not case["applies"]:
            continue
        counted[case["expect"]] += 1
        if case["expect"] != "either" and case["expect"] != ("accept" if error is None else "reject"):
            wrong.append(f"{case['id']} ({case['about']}): {error}")
    assert wrong == []
    assert min(counted.values()) > 0
    assert counted["accept"] > 100
    assert counted["reject"] > 200


def test_libxml2_malformed(shared: Path) -> None:
    folder = shared / "suites" / "libxml2"
    outcome = {path.name: attempt(path.read_bytes()) for path in documents(folder)}
    assert len(outcome) > 50
    # These are invalid against a DTD, or namespaces that nothing uses, or plain XML; the others are malformed.
    read = {name for name, error in outcome.items() if error is None}
    assert read == {"attr3.xml", "ent_redecl.xml", "err_0.xml", "tests-to-c.xsl", "tests.xml"}


def test_defusedxml_attacks(shared: Path) -> None:
    folder = shared / "suites" / "defusedxml"
    outcome = {path.name: attempt(path.read_bytes()) for path in documents(folder)}
    assert isinstance(outcome["quadratic.xml"], LimitError)
    for name in ("cyclic.xml", "external.xml", "external_file.xml"):
        assert isinstance(outcome[name], InputError), name
    # Bombs of a few kilobytes expand within the limits, as harmless entities do; a DTD that is not used is not opened.
    for name in ("dtd.xml", "dtd_element.xml", "simple.xml", "simple-ns.xml", "xmlbomb.xml", "xmlbomb2.xml"):
        assert outcome[name] is None, name


def test_small_bombs_stay_small(shared: Path) -> None:
    folder = shared / "suites" / "defusedxml"
    for name in ("xmlbomb.xml", "xmlbomb2.xml"):
        assert len(xml.text_of(xml.parse((folder / name).read_bytes()))) < 5_000_000


def test_xxe_payloads_give_nothing_of_any_file(shared: Path) -> None:
    folder = shared / "suites" / "xxe-payloads"
    lines = json.loads((folder / "lines.json").read_text("utf-8"))
    payloads = [line.encode() for line in lines] + [path.read_bytes() for path in documents(folder / "files")]
    assert len(payloads) > 60
    for payload in payloads:
        if attempt(payload) is None:
            assert "root:" not in xml.text_of(xml.parse(payload))


def test_no_suite_opens_a_file_or_a_connection(shared: Path, tmp_path: Path) -> None:
    if shutil.which("strace") is None:
        pytest.skip("strace is not installed")
    suites = shared / "suites"
    lines = json.loads((suites / "xxe-payloads" / "lines.json").read_text("utf-8"))
    paths = [path for name in ("libxml2", "defusedxml", "xxe-payloads/files") for path in documents(suites / name)]
    cases = json.loads((suites / "xmlts" / "cases.json").read_text("utf-8"))
    paths += [suites / "xmlts" / case["file"] for case in cases if case["entities"] != "none"]
    inputs = [path.read_bytes().hex() for path in paths] + [line.encode().hex() for line in lines]
    (tmp_path / "inputs").write_text("\n".join(inputs), "ascii")
    script = """
import io, os, sys
from docmeta import xml
from docmeta.errors import InputError

inputs = [bytes.fromhex(line) for line in open(sys.argv[1], encoding="ascii")]
list(xml.pull(io.BytesIO(b"<!DOCTYPE a><a/>")))
os.access("/begin-here", 0)
for data in inputs:
    for read in (lambda: list(xml.pull(io.BytesIO(data))), lambda: xml.parse(data)):
        try:
            read()
        except InputError:
            pass
os.access("/end-here", 0)
"""
    (tmp_path / "read.py").write_text(script, "utf-8")
    command = ["strace", "-f", "-o", "calls", "-e", "trace=%file,%network", sys.executable, "read.py", "inputs"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, timeout=120, check=False)
    if b"ptrace" in done.stderr.lower():
        pytest.skip("strace may not trace here")
    assert done.returncode == 0, done.stderr.decode()
    calls = (tmp_path / "calls").read_text("utf-8", "replace").splitlines()
    first = next(number for number, call in enumerate(calls) if "/begin-here" in call)
    last = next(number for number, call in enumerate(calls) if "/end-here" in call)
    assert calls[first + 1 : last] == []
