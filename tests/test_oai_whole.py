"""Real descriptions, served and harvested completely by clients of others: the result equals a conversion.

A sample of them in CI, all of them in `make trust`.
"""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import warnings
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest
from lxml import etree

import docmeta
from docmeta import InputError
from docmeta.model import Collection, Node, Record
from docmeta.oai import Indexed, index
from docmeta.oai.folder import files_in
from docmeta.oai.forms import finding_aids
from docmeta.oai.prefixes import PREFIXES, Prefix
from oai_folders import OAI, REPOSITORY, Repository, serving
from test_oai_clients import CLIENTS

WHOLE = "DOCMETA_THOROUGH" in os.environ
#: If not all files are taken: every n-th of those that are not too large.
EVERY, LARGEST = 8, 40_000
USUAL = [prefix for prefix in PREFIXES if prefix.usual]


@pytest.fixture(scope="module")
def folder(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The descriptions, in one folder."""
    if WHOLE:
        return shared / "samples"
    chosen = tmp_path_factory.mktemp("samples")
    files = [path for path in sorted((shared / "samples").rglob("*")) if path.is_file()]
    for path in [path for path in files if path.stat().st_size <= LARGEST][::EVERY]:
        (chosen / path.parent.name).mkdir(exist_ok=True)
        shutil.copy(path, chosen / path.parent.name / path.name)
    return chosen


@pytest.fixture(scope="module")
def done(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Indexed:
    """The index of them."""
    found = index(folder, path=tmp_path_factory.mktemp("index") / "index", repository=REPOSITORY)
    assert found.read + len(found.failed) == found.files
    assert found.records > found.read
    return found


@pytest.fixture(scope="module")
def sources(folder: Path, done: Indexed) -> list[Path]:
    """The files that could be read."""
    failed = {name for name, _ in done.failed}
    return [Path(file.path) for file in files_in(str(folder), None) if os.fsdecode(file.relative) not in failed]


def metadata(text: str | None) -> bytes | None:
    """The metadata of a record from a client, in canonical form; None if it is deleted.

    Clients give the record, what holds the metadata, or the metadata, and some leave out white space between elements.
    """
    if text is None:
        return None
    parser = etree.XMLParser(huge_tree=True, remove_blank_text=True)
    root = etree.fromstring(text.encode(), parser)
    holder = root if root.tag == f"{OAI}metadata" else root.find(f"{OAI}metadata")
    inner = root if holder is None else holder[0]
    alone = etree.fromstring(etree.tostring(inner, with_tail=False), parser)
    return bytes(etree.tostring(alone, method="c14n", exclusive=True))


@pytest.mark.slow
@pytest.mark.parametrize("prefix", USUAL, ids=lambda prefix: prefix.name)
def test_three_clients_harvest_the_same_to_the_last_record(done: Indexed, prefix: Prefix) -> None:
    known = {id: metadata(text) for id, text in Repository(Path(done.path)).harvest(prefix.name).items()}
    assert len(known) == done.records or prefix.whole
    with serving(Path(done.path)) as address, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for client in CLIENTS:
            _, found = client(address, prefix.name)
            assert list(found) == list(known), client.__name__
            assert {id: metadata(text) for id, text in found.items()} == known, client.__name__


_DECLARED = re.compile(r' xmlns:xsi=\\"[^"\\]*\\"')
#: What ties a unit to its place, which differs in a single record.
_TIES: dict[str, Any] = {"id": "x", "minted": False, "identifiers": (), "relations": (), "extras": ()}


def alone(node: Node) -> Node:
    """A unit without what ties it to its place: the number of its record, and the date of revision in the envelope."""
    members = {"members": ()} if isinstance(node.unit, Collection) else {}
    record = node.unit.record and attrs.evolve(node.unit.record, id="", revisions=())
    return Node(0, attrs.evolve(node.unit, **_TIES, **members, record=None if record == Record() else record))


def read_back(data: bytes, prefix: Prefix) -> Iterator[str]:
    """What a form says, as docmeta's own JSON: each unit of a record, or the whole of a finding aid."""
    out = io.BytesIO()
    nodes = docmeta.read(data, format=prefix.format, huge=True)
    docmeta.write(nodes if prefix.whole else map(alone, nodes), out, format="jsonl", include_internal=True)
    lines = [json.loads(line) for line in out.getvalue().splitlines()]
    # That a prefix is declared where the metadata begins, for its schemaLocation, shows in what is carried as it was.
    said = [json.dumps([line["depth"], {**line["unit"], "schema": None}], sort_keys=True) for line in lines]
    said = [_DECLARED.sub("", line) for line in said]
    yield from ["\n".join(said)] if prefix.whole else said


def converted(path: Path, prefix: Prefix) -> Iterator[bytes]:
    """A file, converted: each of its finding aids, or all its units."""
    try:
        yield from _converted(path, prefix)
    except InputError as error:  # what is not for all is not handed out either
        assert "everything in it is marked internal" in error.message


def _converted(path: Path, prefix: Prefix) -> Iterator[bytes]:
    options = {name: value for name, value in prefix.options.items() if name != "envelope"}
    if not prefix.whole:
        out = io.BytesIO()
        docmeta.convert(path, out, to=prefix.format, **{f"write.{name}": value for name, value in options.items()})
        yield out.getvalue()
        return
    for _, nodes in finding_aids(docmeta.read(path)):
        out = io.BytesIO()
        docmeta.write(nodes, out, format=prefix.format)
        yield out.getvalue()


@pytest.mark.slow
@pytest.mark.parametrize("prefix", USUAL, ids=lambda prefix: prefix.name)
def test_what_is_harvested_is_what_a_conversion_gives(done: Indexed, sources: list[Path], prefix: Prefix) -> None:
    harvested: Counter[str] = Counter()
    for text in Repository(Path(done.path)).harvest(prefix.name).values():
        if text is not None:
            harvested.update(read_back(text.encode(), prefix))
    expected: Counter[str] = Counter()
    for path in sources:
        for data in converted(path, prefix):
            expected.update(read_back(data, prefix))
    assert expected.total() >= (1_000 if WHOLE and not prefix.whole else 6)
    assert harvested == expected
