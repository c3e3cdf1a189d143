"""The limits on every way: each source, with each command; a breach names its limit, exits as documented, and leaves the target."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest
from tests.loopback import serving
from tests.test_limits import BOTH, FLAT, TREES

import docmeta
from docmeta import Limits
from docmeta.api import plan
from docmeta.checking import UNREADABLE
from docmeta.cli.main import run
from docmeta.errors import LimitError

#: What each command is given besides the source and its limit; what of it is written; and its exit code.
COMMANDS: Final[dict[str, tuple[list[str], str, int]]] = {
    "show": ([], "", 2),
    "check": ([], "", 2),
    "check --profile": (["--profile=dacs", "--profile=archivesspace", "--profile=oai-dc"], "", 2),
    "convert": (["-o", "out.json"], "out.json", 2),
    "convert --each": (["--each", "--to=jsonl", "-o", "out/"], "out/old", 2),
    "convert --jobs": (["other.jsonl", "--jobs=2", "--to=json", "-o", "out/"], "out/old", 1),
    "convert --for": (["--for=archivesspace", "-o", "out.xml"], "out.xml", 2),
    "convert --strict": (["--strict", "-o", "out.xml", "--to=ead3"], "out.xml", 2),
    "convert to a page": (["-o", "out.html"], "out.html", 2),
    "diff": (["other.jsonl"], "", 2),
    "plan": (["--for=archivesspace"], "", 2),
    "plan for atom": (["--for=atom"], "", 2),
    "view": (["--no-open", "-o", "out.html"], "out.html", 2),
    "index": (["--repository=a.example.org", "--name=N", "--admin=a@example.org"], "", 1),
}  # fmt: skip
MOST: Final = {name: most for name, (_, most) in TREES.items()} | {"seconds": 1e-9}


def zipped(data: bytes, name: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return out.getvalue()


def dumped(unit: docmeta.Collection | docmeta.Document, format: str) -> bytes:
    out = io.BytesIO()
    docmeta.dump(unit, out, format=format)
    return out.getvalue()


def made(format: str, limit: str) -> bytes:
    if limit not in TREES:
        limit = "units"
    return dumped(TREES[limit][0](), format)


def told(command: str, source: str, limit: str, capfd: pytest.CaptureFixture[str], *more: str) -> str:
    """Run a command that breaks a limit; give all that it says."""
    given, target, code = COMMANDS[command]
    where = Path(target)
    if target:
        where.parent.mkdir(exist_ok=True)
        where.write_bytes(b"old")
    before = {path for path in Path().rglob("*") if ".sqlite" not in path.name}
    capfd.readouterr()
    args = [command.split()[0], source, *given, *more, f"--max-{limit}={MOST[limit]:.9f}".rstrip("0").rstrip(".")]
    assert run(args) == code, args
    if target:
        assert where.read_bytes() == b"old"
    if command != "convert --jobs":  # the other file is converted
        assert {path for path in Path().rglob("*") if ".sqlite" not in path.name} == before
    return "".join(capfd.readouterr())


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("other.jsonl").write_bytes(dumped(docmeta.Document("o", title="Other"), "jsonl"))


#: Each limit on two files, and those that a source itself may break on each kind of source.
WAYS: Final = [(kind, limit) for kind in ("a.jsonl", "a.xml") for limit in MOST]
WAYS += [(kind, limit) for kind in ("a.jsonl.gz", "a.zip", "a.xlsx", "web") for limit in ("units", "size")]


@pytest.mark.parametrize(("kind", "limit"), WAYS)
@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_keeps_within_each_limit(
    command: str, kind: str, limit: str, capfd: pytest.CaptureFixture[str]
) -> None:
    data = made({"a.xml": "ead2002", "a.xlsx": "xlsx"}.get(kind, "jsonl"), limit)
    if command == "index" and kind in ("web", "a.zip"):
        pytest.skip("only files in a folder are indexed")
    if kind == "web":
        with serving(lambda request: request.give(data, Content_Type="application/jsonl")) as server:
            assert f"the limit of {limit}" in told(command, server.at("a.jsonl"), limit, capfd)
        return
    data = zipped(data, "a.jsonl") if kind == "a.zip" else gzip.compress(data) if kind.endswith(".gz") else data
    source = Path("indexed", kind) if command == "index" else Path(kind)
    source.parent.mkdir(exist_ok=True)
    source.write_bytes(data)
    named = "indexed" if command == "index" else "a.zip/a.jsonl" if kind == "a.zip" else kind
    assert f"the limit of {limit}" in told(command, named, limit, capfd)


#: What Python does with a source.
CALLS: Final[dict[str, Callable[..., object]]] = {
    "read": lambda source, **how: list(docmeta.read(source, **how)),
    "load": docmeta.load,
    "convert": lambda source, **how: docmeta.convert(source, io.BytesIO(), to="ead4", from_=how["format"], limits=how["limits"]),
    "plan": lambda source, **how: list(plan(source, "archivesspace", from_=how["format"], limits=how["limits"])),
    "check": lambda source, **how: refused(docmeta.check(source, **how)),
}  # fmt: skip


def refused(problems: docmeta.checking.Problems) -> None:
    for problem in problems:
        if problem.rule == UNREADABLE:
            raise LimitError(problem.message)


@pytest.mark.parametrize("limit", MOST)
@pytest.mark.parametrize("format", BOTH)
@pytest.mark.parametrize("call", CALLS)
def test_every_call_keeps_within_each_limit(call: str, format: str, limit: str) -> None:
    if (limit == "depth" and format in FLAT) or (limit == "values" and format == "csv-aspace"):
        pytest.skip("its files do not hold that many")
    data, how = made(format, limit), {"format": "csv" if format.startswith("csv-") else format}
    for source in (data, io.BytesIO(data), Pipe(data)):
        with pytest.raises(LimitError, match=f"the limit of {limit}"):
            CALLS[call](source, **how, limits=Limits(**{limit: MOST[limit]}))


class Pipe(io.RawIOBase):
    """A stream that cannot be read twice."""

    def __init__(self, data: bytes) -> None:
        self.inner = io.BytesIO(data)

    def read(self, size: int = -1) -> bytes:
        return self.inner.read(size)

    def readable(self) -> bool:
        return True


COMPONENT: Final = b'<c level="file"><did><unittitle>T</unittitle></did>'
LONG: Final = b"long " * 2_100_000
EAD: Final = b'<ead><eadheader><eadid>a</eadid></eadheader><archdesc level="fonds"><did/><dsc>%s</dsc></archdesc></ead>'
DC: Final = (
    b'<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    b"<dc:title>T</dc:title><dc:description>%s</dc:description><dc:own>x</dc:own></oai_dc:dc>"
)
METS: Final = (
    b'<mets xmlns="http://www.loc.gov/METS/" LABEL="L"><structMap>' + b"<div>" * 300 + b"</div>" * 300 + b"</structMap></mets>"
)  # fmt: skip
#: Files beyond the limits of XML, and what else is asked of them: (content, commands, words that only a whole reading gives).
BEYOND: Final[dict[str, tuple[bytes, dict[str, list[str]]]]] = {
    "deep.xml": (
        EAD % (COMPONENT * 300 + b"</c>" * 300),
        {**{name: given for name, (given, _, _) in COMMANDS.items()}, "plan": ["--for=arclight"]},
    ),
    "long.xml": (DC % LONG, {"check": ["--profile=oai-dc"], "plan": ["--for=aggregator"]}),
    "mets.xml": (METS, {"show": []}),
}
WHOLE: Final = [(name, command) for name, (_, commands) in BEYOND.items() for command in commands]


@pytest.mark.parametrize(("name", "command"), [one for one in WHOLE if one[1] not in ("index", "convert --jobs")])
def test_huge_lifts_the_limits_of_xml_wherever_a_file_is_read(
    name: str, command: str, capfd: pytest.CaptureFixture[str]
) -> None:
    data, commands = BEYOND[name]
    Path(name).write_bytes(data)
    args = [command.split()[0], name, *commands[command]]
    assert run(args) == 2
    assert "the option `huge` raises this limit" in "".join(capfd.readouterr())
    assert run([*args, "--huge"]) < 2
    said = "".join(capfd.readouterr())
    assert "raises this limit" not in said
    assert ("OAIDC-ELEMENT" in said) == (args[2:] == ["--profile=oai-dc"])


@pytest.mark.parametrize("format", ["eac-cpf", "mods"])
def test_a_text_beyond_the_limits_of_xml_is_written(format: str) -> None:
    said = LONG.decode()
    roe = docmeta.AgentLink(docmeta.Person("Roe", history=said), "subject")
    out = dumped(docmeta.Document("d", title="T", level="authority", description=said, agents=[roe]), format)
    assert said.strip().encode() in out
