"""`docmeta index` and `docmeta serve`."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from conftest import Cli
from oai_folders import Repository, collection, lines, write


def test_index_says_what_it_did_and_what_it_could_not(cli: Cli, tmp_path: Path) -> None:
    write(tmp_path, aids__a=collection("fa-1", "To Ann"), aids__b='{"depth": 0')
    done = cli(
        "index", "aids", "--repository", "archive.example.org", "--name", "City Archive", "--admin", "a@example.org"
    )
    assert done.returncode == 1
    said = done.stderr.decode()
    assert "docmeta: error: b.jsonl: " in said
    assert "2 files, 1 read, 1 not readable; 2 records: 2 new, 0 changed, 0 deleted" in said
    assert done.stdout == b""
    (tmp_path / "aids" / "b.jsonl").unlink()
    done = cli("index", "aids", "-q")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert b"City Archive" in Repository(tmp_path / "aids").ask("Identify").body


def test_index_keeps_a_report_and_tells_of_what_is_withheld(cli: Cli, tmp_path: Path) -> None:
    write(
        tmp_path,
        aids__a=lines((0, {"id": "1", "title": "Open"}), (0, {"id": "2", "title": "Hidden", "audience": "internal"})),
    )
    done = cli("index", "aids", "--report", "report.json", "--verbose")
    assert b"1 withheld" in done.stderr
    assert '"withheld"' in (tmp_path / "report.json").read_text()
    assert b"Hidden" not in done.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("index", "missing"), "does not exist"),
        (("index", "aids", "--repository", "nowhere"), "name the repository by a domain"),
        (("index", "aids", "--admin", "nobody"), "an administrator needs an e-mail address"),
        (("index", "aids", "-O", "nonsense=1"), "no reader has an option"),
        (("index", "aids", "--index", "aids/a.jsonl"), "it is not a docmeta index"),
        (("serve", "missing"), "does not exist"),
        (("serve", "aids/a.jsonl"), "it is not a docmeta index"),
        (("serve", "aids", "--host", "203.0.113.1", "--port", "0"), "cannot listen on 203.0.113.1"),
        (("serve", "aids", "--port", "70000"), "70000"),
        (("serve", "aids", "--base-url", "nowhere"), "http://"),
    ],
)
def test_what_cannot_be_done_is_one_line(cli: Cli, tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    write(tmp_path, aids__a=collection("fa-1", "To Ann"))
    before = (tmp_path / "aids" / "a.jsonl").read_bytes()
    done = cli(*arguments)
    assert done.returncode == 2
    lines = [line for line in done.stderr.decode().splitlines() if "error" in line]
    assert len(lines) == 1
    assert said in lines[0]
    assert (tmp_path / "aids" / "a.jsonl").read_bytes() == before


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_serve_indexes_what_is_not_yet_and_answers_until_it_is_told_to_end(tmp_path: Path) -> None:
    write(tmp_path, aids__a=collection("fa-1", "To Ann"))
    docmeta = [sys.executable, "-m", "docmeta"]
    process = subprocess.Popen(
        [*docmeta, "serve", "aids", "--port", "0", "-v"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    address = process.stdout.readline().strip()
    try:
        assert b"To Ann" in urllib.request.urlopen(f"{address}?verb=ListRecords&metadataPrefix=oai_dc").read()
        write(tmp_path, aids__b=collection("fa-2", "To Bob"))
        subprocess.run([*docmeta, "index", "aids", "-q"], cwd=tmp_path, check=True)
        assert b"To Bob" in urllib.request.urlopen(f"{address}?verb=ListRecords&metadataPrefix=oai_dc").read()
    finally:
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "2 new" in said
    assert "oai:repository.invalid:" in said
    assert said.count('"GET /?verb=ListRecords&metadataPrefix=oai_dc HTTP/1.1" 200') == 2
    assert "Traceback" not in said


def test_index_warns_where_no_domain_is_said(tmp_path: Path) -> None:
    write(tmp_path, aids__a=collection("fa-1", "To Ann"))
    docmeta = [sys.executable, "-m", "docmeta", "index", "aids"]
    first = subprocess.run(docmeta, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert "warning: identifiers begin with oai:repository.invalid:" in first.stderr
    named = [*docmeta, "--repository", "archive.example.org"]
    assert "warning" not in subprocess.run(named, cwd=tmp_path, capture_output=True, text=True, check=True).stderr
