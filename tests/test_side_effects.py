"""What docmeta leaves unchanged: the settings of the calling process, and the work of other threads."""

from __future__ import annotations

import csv
import decimal
import gc
import io
import locale
import logging
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import warnings
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

import docmeta
from docmeta import DocmetaError, Node, Report
from docmeta.comparing import diff
from docmeta.plugins import registry
from docmeta.testing import sample_collections

READ = tuple(format.name for format in registry.default() if format.can_read)
WRITTEN = tuple(format.name for format in registry.default() if format.can_read and format.can_write)
THREADS = 8

BY_HAND: dict[str, bytes] = {
    "mods": b'<mods xmlns="http://www.loc.gov/mods/v3"><titleInfo><title>Cables</title></titleInfo>'
    b"<originInfo><dateCreated>1950</dateCreated></originInfo></mods>",
    "marcxml": b'<record xmlns="http://www.loc.gov/MARC21/slim"><leader>00000npc a2200000 u 4500</leader>'
    b'<datafield tag="245" ind1="1" ind2="0"><subfield code="a">Cables</subfield></datafield></record>',
    "eac-cpf": b'<eac-cpf xmlns="urn:isbn:1-931666-33-4"><cpfDescription><identity><entityType>person</entityType>'
    b"<nameEntry><part>Cable, Ann</part></nameEntry></identity></cpfDescription></eac-cpf>",
    "listing": b"Cables from Pyongyang\n(2) documents\n\nJune 25, 1950\nCable, Shtykov\nThe war has begun.\n",
    "csv-omeka": b"dcterms:title,dcterms:date\nCables,1950\n",
    "csv-islandora": b"id,title,field_model\n1,Cables,Image\n",
    "csv-collectionbuilder": b"objectid,title,date\n1,Cables,1950\n",
    "csv-dspace": b"id,dc.title[en],dc.date.issued\n1,Cables,1950\n",
}
DAMAGED = (
    b"<ead><archdesc><did>", b'<!DOCTYPE a [<!ENTITY e "x">]><a>&f;</a>', b'{"a": NaN', b'{"a": ' * 2_000, b'id,title\n"a,b\n',
    b"id,title\n1," + b"x" * 200_000 + b"\n", b"PK\x03\x04nothing", b"\xff\xfe\x00", b"",
)  # fmt: skip


def state() -> dict[str, Any]:
    """The settings of a process that a library can change behind its caller's back."""
    return {
        "csv field size": csv.field_size_limit(),
        "csv dialects": csv.list_dialects(),
        "recursion": sys.getrecursionlimit(),
        "digits of an int": sys.get_int_max_str_digits(),
        "switch interval": sys.getswitchinterval(),
        "warnings": list(warnings.filters),
        "how warnings are shown": warnings.showwarning,
        "locale": locale.setlocale(locale.LC_ALL),
        "lxml's parser": etree.get_default_parser().__class__,
        "lxml's errors": etree.use_global_python_log,
        "decimal": (decimal.getcontext().prec, decimal.getcontext().rounding),
        "logging": (logging.root.level, list(logging.root.handlers), logging.getLogger("docmeta").handlers[:]),
        "signals": {number: signal.getsignal(number) for number in signal.valid_signals()},
        "hooks": (sys.excepthook, sys.displayhook, threading.excepthook, sys.unraisablehook),
        "streams": (sys.stdin, sys.stdout, sys.stderr),
        "environment": dict(os.environ) | {"PYTEST_CURRENT_TEST": ""},
        "folder": os.getcwd(),
        "umask": _umask(),
        "sockets": socket.getdefaulttimeout(),
        "collector": (gc.isenabled(), gc.get_threshold(), gc.get_freeze_count()),
        "paths": (list(sys.path), list(sys.meta_path), list(sys.path_hooks)),
        "threads": {thread.name for thread in threading.enumerate()},
    }  # fmt: skip


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def written(format: str) -> bytes:
    out = io.BytesIO()
    for unit in sample_collections()[:1]:
        docmeta.dump(unit, out, format=format)
    return out.getvalue()


@pytest.mark.parametrize("format", WRITTEN)
def test_reading_writing_checking_and_converting_change_no_setting(format: str) -> None:
    before = state()
    data = written(format)
    nodes = list(docmeta.read(data, format=format))
    assert nodes
    docmeta.check(data, format=format, profile="isadg")
    docmeta.convert(data, io.BytesIO(), from_=format, to="jsonl")
    assert not list(diff.compare([nodes[0].unit], [nodes[0].unit]))
    assert state() == before


@pytest.mark.parametrize("format", BY_HAND)
def test_formats_that_are_only_read_change_no_setting(format: str) -> None:
    before = state()
    assert list(docmeta.read(BY_HAND[format], format=format))
    assert state() == before


@pytest.mark.parametrize("format", READ)
def test_damaged_input_changes_no_setting(format: str) -> None:
    before = state()
    refused = 0
    for data in DAMAGED:
        try:
            list(docmeta.read(data, format=format, report=Report()))
        except DocmetaError:
            refused += 1
    assert refused
    assert state() == before


@pytest.mark.parametrize("format", WRITTEN)
def test_what_is_left_half_way_changes_no_setting_and_leaves_no_file(
    format: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> Iterator[Node]:
        yield from docmeta.walk(sample_collections()[0])
        raise ZeroDivisionError

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    before = state()
    with pytest.raises(ZeroDivisionError):
        docmeta.write(broken(), io.BytesIO(), format=format)
    nodes = docmeta.read(written(format), format=format)
    next(nodes)
    nodes.close()  # type: ignore[attr-defined]
    assert state() == before
    assert not list(tmp_path.iterdir())


def test_importing_changes_no_setting() -> None:
    script = (
        "import csv, gc, locale, os, signal, sys, warnings\n"
        "def state(): return (csv.field_size_limit(), sys.getrecursionlimit(), list(warnings.filters), gc.get_threshold(),\n"
        "    locale.setlocale(locale.LC_ALL), [signal.getsignal(each) for each in signal.valid_signals()],\n"
        "    sys.excepthook, dict(os.environ), os.getcwd(), sys.get_int_max_str_digits())\n"
        "before = state()\n"
        "from docmeta.plugins import registry\n"
        "assert all(format.name for format in registry.default())\n"
        "assert state() == before\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True, timeout=60)


def test_the_settings_of_the_caller_are_kept_whatever_they_are() -> None:
    limit, digits = csv.field_size_limit(7), sys.get_int_max_str_digits()
    try:
        sys.set_int_max_str_digits(700)
        before = state()
        for format in WRITTEN:
            assert list(docmeta.read(written(format), format=format))
        assert state() == before
        assert csv.field_size_limit() == 7
    finally:
        csv.field_size_limit(limit)
        sys.set_int_max_str_digits(digits)


def _everything(format: str) -> tuple[bytes, list[object], list[object], bytes]:
    """The work of one thread: write, read, check and convert."""
    out = io.BytesIO()
    report = docmeta.dump(sample_collections()[0], out, format=format)
    data = out.getvalue()
    read = Report()
    nodes: list[object] = list(docmeta.read(data, format=format, report=read))
    converted = io.BytesIO()
    docmeta.convert(data, converted, from_=format, to="ead3")
    said: list[object] = [*report.findings, *read.findings, *docmeta.check(data, format=format, profile="isadg")]
    return data, nodes, said, converted.getvalue()


@pytest.mark.parametrize("format", WRITTEN)
def test_eight_threads_at_once_do_what_one_does(format: str) -> None:
    interval = sys.getswitchinterval()
    alone = _everything(format)
    sys.setswitchinterval(1e-5)
    try:
        with ThreadPoolExecutor(THREADS) as pool:
            together = list(pool.map(_everything, [format] * THREADS))
    finally:
        sys.setswitchinterval(interval)
    assert all(one == alone for one in together)


def test_eight_threads_of_many_formats_do_not_disturb_each_other() -> None:
    alone = {format: _everything(format) for format in WRITTEN}
    with ThreadPoolExecutor(THREADS) as pool:
        together = list(pool.map(lambda format: (format, _everything(format)), WRITTEN * 2))
    assert len(together) == 2 * len(WRITTEN)
    for format, found in together:
        assert found == alone[format], format
