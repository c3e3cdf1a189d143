"""Shared by all tests: outside material, the command line as a process, and the profiles of hypothesis."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.internal.conjecture import providers

ROOT = Path(__file__).resolve().parent.parent

_COMMON = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture]
# The same examples every time, so that the tests of a visitor tell of the visitor's change; `make trust` searches.
settings.register_profile("default", max_examples=30, deadline=None, derandomize=True, suppress_health_check=_COMMON)
settings.register_profile(
    "ci", max_examples=200, deadline=None, derandomize=True, database=None, suppress_health_check=_COMMON
)
settings.register_profile("trust", max_examples=500, deadline=None, suppress_health_check=_COMMON)
settings.register_profile("thorough", max_examples=5000, deadline=None, suppress_health_check=_COMMON)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


if settings.get_current_profile_name() in ("default", "ci"):
    # Hypothesis draws from the constants of the loaded modules: examples would depend on what ran before in the
    # same process, and on every line of code. The other profiles search with them.
    providers._get_local_constants = lambda: providers._local_constants

# A shell that starts the tests in the background makes them ignore Ctrl-C, `nohup` the end of a terminal,
# and every process that they start inherits this.
for _name, _handler in (("SIGINT", signal.default_int_handler), ("SIGHUP", signal.SIG_DFL)):
    _number = getattr(signal, _name, None)
    if _number is not None and signal.getsignal(_number) is signal.SIG_IGN:
        with suppress(ValueError):  # not in the main thread
            signal.signal(_number, _handler)

# Fuzz targets are programs with their own engine, not tests.
collect_ignore_glob = ["fuzz/*.py"]


def shared_folder() -> Path:
    """The folder of outside material: real samples, official schemas, test suites.

    It is not part of the project.  Without it, its tests are skipped, except if `CI` is set:
    a check that never runs proves nothing.
    """
    folder = Path(os.environ.get("DOCMETA_SHARED") or ROOT.parent / "shared")
    if folder.is_dir():
        return folder
    reason = f"no shared material at {folder} (set DOCMETA_SHARED)"
    if os.environ.get("CI"):
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def shared() -> Path:
    """See `shared_folder`."""
    return shared_folder()


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


Cli = Callable[..., subprocess.CompletedProcess[bytes]]


@pytest.fixture
def cli(tmp_path: Path) -> Cli:
    """Run the command line as a process: `cli("show", path).stdout`.

    It runs in the test's temporary folder, without a terminal, without colour, in UTF-8.
    """

    def run(
        *args: str | Path,
        stdin: bytes = b"",
        cwd: Path | None = None,
        env: Mapping[str, str] | None = None,
        timeout: float = 120,
        command: Sequence[str | Path] = (Path(sys.executable).with_name("docmeta"),),
    ) -> subprocess.CompletedProcess[bytes]:
        environment = {key: value for key, value in os.environ.items() if not key.startswith("DOCMETA_")}
        environment |= {"NO_COLOR": "1", "COLUMNS": "120", "PYTHONUTF8": "1", **(env or {})}
        return subprocess.run(
            [*map(str, command), *map(str, args)],
            input=stdin,
            capture_output=True,
            cwd=cwd or tmp_path,
            env=environment,
            timeout=timeout,
            check=False,
        )

    return run
