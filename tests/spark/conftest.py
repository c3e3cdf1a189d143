"""A Spark session for all tests, two tasks at a time, each tried four times; and a transform that fails on demand."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

TROUBLE = '''
import errno, os, pathlib, signal
import docmeta
from docmeta.plugins import Transform

HERE = pathlib.Path(__file__).parent


def trouble(nodes, context, /):
    """Kills its process, or fails as where the disk is full, behind the third unit: once for each file "kill-*" and "fail-*"."""
    for number, node in enumerate(nodes):
        if number == 3:
            for strike in sorted(HERE.glob("*-strike")):
                try:
                    strike.unlink()
                except FileNotFoundError:
                    continue
                if strike.name.startswith("kill"):
                    os.kill(os.getpid(), signal.SIGKILL)
                raise OSError(errno.ENOSPC, "No space left on device")
        yield node


@docmeta.hookimpl
def docmeta_transforms():
    yield Transform("trouble", "Trouble", trouble)
'''


@pytest.fixture(scope="session")
def plugins(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a distribution that docmeta finds as if it were installed."""
    folder = tmp_path_factory.mktemp("plugins")
    (folder / "spark_trouble.py").write_text(TROUBLE)
    about = folder / "spark_trouble-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Name: spark_trouble\nVersion: 1.0\n")
    (about / "entry_points.txt").write_text("[docmeta]\ntrouble = spark_trouble\n")
    return folder


@pytest.fixture(scope="session")
def spark(plugins: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    sql = pytest.importorskip("pyspark.sql", reason="no Apache Spark: make spark")
    if shutil.which("java") is None and not os.environ.get("JAVA_HOME"):
        pytest.skip("no Java, which Apache Spark needs (Debian: openjdk-17-jre-headless)")
    patch = pytest.MonkeyPatch()
    patch.setenv("PYTHONPATH", os.pathsep.join(filter(None, [os.environ.get("PYTHONPATH"), str(plugins)])))
    patch.setenv("PYSPARK_PYTHON", sys.executable)
    patch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
    builder = sql.SparkSession.builder.master("local[2,4]").appName("docmeta")
    for name, value in {
        "spark.ui.enabled": "false",
        "spark.driver.memory": "1g",
        "spark.sql.shuffle.partitions": "2",
        "spark.local.dir": tmp_path_factory.mktemp("spark"),
        "spark.sql.warehouse.dir": tmp_path_factory.mktemp("warehouse"),
    }.items():
        builder = builder.config(name, str(value))
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("OFF")
    yield session
    session.stop()
    patch.undo()


@pytest.fixture
def strike(plugins: Path) -> Iterator[Callable[[str, int], None]]:
    """Make the transform fail so often: "kill" or "fail"."""

    def strike(how: str, times: int) -> None:
        for number in range(times):
            (plugins / f"{how}-{number}-strike").touch()

    yield strike
    for left in plugins.glob("*-strike"):
        left.unlink()
