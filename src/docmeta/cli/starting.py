"""Makes the distribution of a plugin: what `docmeta plugins new` writes.

Each file is a template with "starter" in place of the name; the modules are those of `docmeta.cli.starters`.
"""

from __future__ import annotations

import errno
import os
import re
from importlib.resources import files
from pathlib import Path
from typing import Final, Literal

from docmeta.errors import OptionError, PluginError
from docmeta.plugins import registry

#: The kinds of plugin: an exporter without a table, one with a table, a format read and written by one table.
Kind = Literal["exporter", "table", "reader"]

_PYPROJECT: Final = """[build-system]
requires = ["hatchling>=1.27"]
build-backend = "hatchling.build"

[project]
name = "docmeta-starter"
version = "0.1.0"
description = "A format for docmeta: Starter."
readme = "README.md"
requires-python = ">=3.11"
dependencies = ["docmeta>=0.1"]

[project.optional-dependencies]
test = ["pytest>=8"]

# The one line by which docmeta finds the plugin.
[project.entry-points.docmeta]
starter = "docmeta_starter"

[tool.hatch.build.targets.wheel]
only-include = ["docmeta_starter.py"]
"""
_TEST: Final = '''"""The format keeps the contract of formats: see "The contract of a format" in docmeta's documentation."""

from docmeta.testing import FormatContract


class TestStarter(FormatContract):
    format = "starter"
'''
_README: Final = """# docmeta-starter

Starter for docmeta: {does}.

```console
$ pip install -e '.[test]'
$ docmeta formats starter
$ docmeta convert finding-aid.xml --to starter -o finding-aid.starter
$ pytest
```

- `docmeta_starter.py` is the whole plugin{table}.
- `pyproject.toml` holds the entry point by which docmeta finds it.
- `tests/test_starter.py` tries it on rich descriptions and hostile words.
"""
_WORKFLOW: Final = """name: test
on: [push, pull_request]
permissions:
  contents: read
jobs:
  test:
    runs-on: ubuntu-latest
    strategy:
      matrix:
        python: ["3.11", "3.13"]
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: ${{ matrix.python }}
      - run: python -m pip install -e '.[test]'
      - run: python -m pytest
"""
_DOES: Final = {
    "exporter": "an exporter",
    "table": "an exporter that writes by a table",
    "reader": "a format that is written and read by one table",
}


def make(name: str, kind: Kind, folder: str) -> list[Path]:
    """Write the distribution into a new folder below *folder*, and return its files.

    Raises `OptionError` for an invalid name, `PluginError` if a format has it, `FileExistsError` if the folder exists.
    """
    name = name.removeprefix("docmeta-").removeprefix("docmeta_")
    if not re.fullmatch(r"[a-z][a-z0-9]*([-_][a-z0-9]+)*", name):
        raise OptionError("a format's name consists of lower-case letters, digits, hyphens and underscores", value=name)
    owner = next(
        (registry.default().owner(each) for each in registry.default() if name in (each.name, *each.aliases)), None
    )
    if owner is not None:
        raise PluginError(f"there is a format {name!r} already, of plugin {owner.owner}; choose another name")
    home = Path(folder, f"docmeta-{name}")
    if home.exists():
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(home))
    made = []
    for path, text in _files(kind).items():
        target = home / _named(path, name)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(_named(text, name), encoding="utf-8")
        made.append(target)
    return made


def _files(kind: Kind) -> dict[str, str]:
    """The files of a distribution, by their paths."""
    table = "" if kind == "exporter" else ": a table of what is written where, and the functions that run on it"
    return {
        "pyproject.toml": _PYPROJECT,
        "docmeta_starter.py": _module(kind),
        "tests/test_starter.py": _TEST,
        "README.md": _README.format(does=_DOES[kind], table=table),
        ".github/workflows/test.yml": _WORKFLOW,
    }


def _module(kind: Kind) -> str:
    """The module; the one with just a table is the reader's without its reading parts."""
    name = "exporter" if kind == "exporter" else "table"
    text = (files("docmeta.cli.starters") / f"{name}.py").read_text(encoding="utf-8")
    if kind == "table":
        text = re.sub(r"# reader begins\n.*?# reader ends\n", "", text, flags=re.DOTALL)
        text = (
            re.sub(r".*  # reader\n", "", text)
            .replace("the writer, the reader,", "the writer,")
            .replace("FIELDS, Minter", "FIELDS")
        )
    return re.sub(r"  # reader$|# reader (begins|ends)\n", "", text, flags=re.MULTILINE)


def _named(text: str, name: str) -> str:
    """A text with the name of the format in place of "starter"."""
    module = name.replace("-", "_")
    title = re.sub(r"[-_]", " ", name).capitalize()
    class_ = "".join(part.capitalize() for part in re.split(r"[-_]", name))
    text = text.replace("docmeta_starter", f"docmeta_{module}").replace("test_starter", f"test_{module}")
    return text.replace("TestStarter", f"Test{class_}").replace("Starter", title).replace("starter", name)
