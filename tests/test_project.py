"""The project as a whole: what is tracked, what is packaged, what is public, what an import costs."""

from __future__ import annotations

import importlib
import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from importlib.metadata import entry_points, version
from pathlib import Path

import pytest

import docmeta

PLUGINS = sorted(point.value for point in entry_points(group="docmeta") if point.dist and point.dist.name == "docmeta")

# Written so that this file does not find itself.
INDEX_HOSTS = re.compile(
    r"pypi\.(?:org)|python(?:hosted)\.org|devpi|artifactory|--(?:extra-)?index-url|--find-links", re.I
)
MACHINE_PATHS = re.compile(r"(?<![\w.~}])/(?:work|root|home|Users|opt|farm|tmp/bash_jobs)/[\w.]")


@pytest.fixture(scope="session")
def tracked(root: Path) -> list[Path]:
    if not (root / ".git").exists():
        pytest.skip("not a git checkout")
    names = subprocess.run(["git", "ls-files", "-z"], cwd=root, capture_output=True, check=True, text=True).stdout
    return [root / name for name in names.split("\0") if name and (root / name).is_file()]


def text_lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError:
        return []


def test_no_index_and_no_machine_is_named(tracked: list[Path], root: Path) -> None:
    here = Path(__file__).resolve()
    found = [
        f"{path.relative_to(root)}:{number}: {line.strip()[:100]}"
        for path in tracked
        if path.resolve() != here
        for number, line in enumerate(text_lines(path), 1)
        if INDEX_HOSTS.search(line) or MACHINE_PATHS.search(line)
    ]
    assert found == []


@pytest.mark.parametrize("name", ["requirements", "requirements-fuzz", "requirements-browser", "requirements-spark"])
def test_lock_pins_with_hashes_and_without_addresses(root: Path, name: str) -> None:
    text = (root / f"{name}.lock").read_text(encoding="utf-8")
    assert "://" not in text
    assert "file:" not in text
    requirements = [
        entry for entry in text.replace("\\\n", " ").splitlines() if entry.strip() and not entry.startswith("#")
    ]
    assert len(requirements) > 5
    for requirement in requirements:
        assert re.match(r"[a-z0-9-]+==[^ ]+ ", requirement), requirement
        assert "--hash=sha256:" in requirement, requirement


def test_lock_covers_every_dependency(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = [*project["project"]["dependencies"]]
    for extra, names in project["project"]["optional-dependencies"].items():
        wanted += names if extra not in ("fuzz", "spark") else []
    for names in project["dependency-groups"].values():
        wanted += [name for name in names if isinstance(name, str)]
    pinned = {line.split("==")[0] for line in text_lines(root / "requirements.lock") if "==" in line}
    missing = {re.split(r"[\[<>=;~! ]", name)[0].lower() for name in wanted} - pinned
    assert missing == set()


def test_version_has_one_source(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    assert "version" not in project["project"]
    assert docmeta.__version__ == version("docmeta")
    assert re.fullmatch(r"[0-9]+\.[0-9]+\.[0-9]+(\.dev[0-9]+|(a|b|rc)[0-9]+)?", docmeta.__version__)


def test_public_names_are_few_present_and_documented() -> None:
    assert len(docmeta.__all__) <= 50  # and none that is public without standing there
    assert set(docmeta.__all__) == set(docmeta._MODULES)
    assert len(set(docmeta.__all__)) == len(docmeta.__all__)
    undocumented = [
        name
        for name in docmeta.__all__
        if not name.startswith("__") and not (getattr(getattr(docmeta, name), "__doc__", None) or "").strip()
    ]
    assert undocumented == []
    without = {name for name in docmeta.__all__ if ">>>" not in getattr(docmeta, name).__doc__}
    assert without == set()
    assert set(docmeta.__all__) <= set(dir(docmeta))


def test_every_builtin_plugin_enters_by_the_entry_point(root: Path) -> None:
    folders = sorted(path.parent.name for path in (root / "plugins").glob("*/__init__.py"))
    assert folders == PLUGINS
    for name in PLUGINS:
        assert (importlib.import_module(name).__doc__ or "").strip()


def in_fresh_process(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stdout


HEAVY = [
    "lxml",
    "cattrs",
    "msgspec",
    "rich",
    "pooch",
    "langcodes",
    "json",
    "csv",
    "sqlite3",
    "asyncio",
    "urllib.request",
]


def test_import_docmeta_is_light() -> None:
    code = "import sys; before = set(sys.modules); import docmeta; print(*(set(sys.modules) - before))"
    loaded = set(in_fresh_process(code).split())
    assert loaded.isdisjoint({*HEAVY, "click", "importlib.metadata", *PLUGINS})


def test_help_is_light() -> None:
    code = (
        "import sys, contextlib, io\n"
        "from docmeta.cli.main import main\n"
        "sys.argv = ['docmeta', '--help']\n"
        "with contextlib.suppress(SystemExit), contextlib.redirect_stdout(io.StringIO()) as out:\n"
        "    main()\n"
        "assert 'convert' in out.getvalue(), out.getvalue()\n"
        "print(*sys.modules)"
    )
    loaded = set(in_fresh_process(code).split())
    assert "click" in loaded
    assert loaded.isdisjoint({*(set(HEAVY) - {"json", "csv"}), *PLUGINS})


@pytest.fixture(scope="session")
def built(root: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[list[str], list[str]]:
    """The names in the wheel and in the source archive."""
    folder = tmp_path_factory.mktemp("dist")
    command = [
        sys.executable,
        "-m",
        "hatchling",
        "build",
        "--target",
        "wheel",
        "--target",
        "sdist",
        "--directory",
        str(folder),
    ]
    subprocess.run(command, cwd=root, capture_output=True, check=True)
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel:
        in_wheel = wheel.namelist()
    with tarfile.open(next(folder.glob("*.tar.gz"))) as sdist:
        in_sdist = [name.partition("/")[2] for name in sdist.getnames()]
    return in_wheel, in_sdist


def test_wheel_holds_the_packages_and_nothing_else(built: tuple[list[str], list[str]]) -> None:
    in_wheel, _ = built
    tops = {name.split("/")[0] for name in in_wheel}
    assert tops == {
        "docmeta",
        "docmeta_schemas",
        "pyspark_docmeta",
        *PLUGINS,
        f"docmeta-{version('docmeta')}.dist-info",
    }
    for package in tops - {f"docmeta-{version('docmeta')}.dist-info"}:
        assert f"{package}/py.typed" in in_wheel
    odd = [name for name in in_wheel if re.search(r"(^|/)(tests?|conftest|__pycache__|\..*)(/|$|\.)", name)]
    assert odd == []


def test_source_archive_holds_what_is_tracked_and_nothing_else(
    built: tuple[list[str], list[str]], tracked: list[Path], root: Path
) -> None:
    _, in_sdist = built
    allowed = {str(path.relative_to(root)) for path in tracked} | {"PKG-INFO"}
    stray = {name for name in in_sdist if name not in allowed and not (root / name).is_dir()}
    untracked = subprocess.run(
        ["git", "ls-files", "-z", "--others", "--exclude-standard"],
        cwd=root,
        capture_output=True,
        check=True,
        text=True,
    ).stdout.split("\0")
    assert stray - set(untracked) == set()
    assert {"pyproject.toml", "LICENSE", "requirements.lock", "Makefile", "src/docmeta/__init__.py"} <= set(in_sdist)
