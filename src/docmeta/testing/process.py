"""The output of a writer in other processes: with other string hashes, on another day, in another time zone."""

from __future__ import annotations

import os
import pickle  # nosec B403  # between this process and its own children
import subprocess  # nosec B404
import sys
from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from docmeta.model import Collection, walk
from docmeta.plugins import Context, Format

#: Hash seed, days to shift the clock, time zone.
_PLACES: Final = (("1", 0, "UTC"), ("2", 0, "UTC"), ("1", 500, "XXX-9"))
_CHILD: Final = "import docmeta.testing.process as process; process.child()"
_CLOCK: Final = """
import datetime, time
class _Real(type):
    def __instancecheck__(cls, one): return isinstance(one, cls.real)
    def __subclasscheck__(cls, one): return issubclass(one, cls.real)
class date(datetime.date, metaclass=_Real):
    real = datetime.date
    @classmethod
    def today(cls): return cls.real.today() + shift
class moment(datetime.datetime, metaclass=_Real):
    real = datetime.datetime
    @classmethod
    def now(cls, tz=None): return cls.real.now(tz) + shift
    @classmethod
    def today(cls): return cls.real.now() + shift
    @classmethod
    def utcnow(cls): return cls.real.now(datetime.timezone.utc).replace(tzinfo=None) + shift
shift = datetime.timedelta(days=DAYS)
def _later(name):
    real = getattr(time, name)
    return lambda when=None: real(REAL() + DAYS * 86400 if when is None else when)
REAL, real_ns, real_format = time.time, time.time_ns, time.strftime
time.gmtime, time.localtime, time.ctime = map(_later, ("gmtime", "localtime", "ctime"))
time.time = lambda: REAL() + DAYS * 86400
time.time_ns = lambda: real_ns() + DAYS * 86400 * 10**9
time.strftime = lambda layout, when=None: real_format(layout, time.localtime() if when is None else when)
datetime.date, datetime.datetime = date, moment
"""


def outputs_elsewhere(
    format: Format, options: Any, collections: Iterable[Collection], modified: datetime
) -> list[bytes] | None:
    """The output here, with other hashes, and on another day; None if the writer cannot be sent to another process.

    Functions defined inside others, or in a notebook, cannot.
    """
    writer, kind = format.writer, type(options)
    try:
        homes = [
            (each.__module__, sys.modules[each.__module__].__file__)
            for each in (writer, kind)
            if each is not type(None)
        ]
        given = pickle.dumps((sys.path, homes))
        # A function is pickled by name.
        given += pickle.dumps((writer, options, list(collections), modified.timestamp()))
    except (pickle.PicklingError, AttributeError, TypeError, KeyError):
        return None
    found: list[bytes] = []
    for seed, days, zone in _PLACES:
        environment = os.environ | {"PYTHONHASHSEED": seed, "TZ": zone}
        code = (_CLOCK.replace("DAYS", str(days)) if days else "") + _CHILD
        done = subprocess.run(  # noqa: S603  # nosec B603  # this Python, our own code
            [sys.executable, "-c", code], input=given, capture_output=True, env=environment, check=False
        )
        if done.returncode:
            return None
        found.append(done.stdout)
    return found


def child() -> None:
    """Write for the parent process; the writer's module is loaded from its file if it cannot be imported by name."""
    import importlib.util
    import io
    from datetime import UTC, datetime

    stream = sys.stdin.buffer
    sys.path[:], homes = pickle.load(stream)  # noqa: S301  # nosec B301
    for name, file in homes:
        if importlib.util.find_spec(name.partition(".")[0]) is None and file:
            spec = importlib.util.spec_from_file_location(name, file)
            assert spec is not None and spec.loader is not None  # noqa: S101, PT018
            sys.modules[name] = importlib.util.module_from_spec(spec)
            spec.loader.exec_module(sys.modules[name])
    writer, options, collections, modified = pickle.load(stream)  # noqa: S301  # nosec B301
    for collection in collections:
        out = io.BytesIO()
        writer(walk(collection), out, Context(options=options, modified=datetime.fromtimestamp(modified, UTC)))
        sys.stdout.buffer.write(out.getvalue())
