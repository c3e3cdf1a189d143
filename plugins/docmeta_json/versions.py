"""The version of docmeta's JSON, and the steps that upgrade older files.

A file gives its version once, as `"schema": "docmeta/1"` in its first unit.
When the model changes, the version goes up by one and a function joins `MIGRATIONS`:
it takes the plain data of one unit in the previous version and returns it in the next one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

import attrs

from docmeta import InputError

Data = dict[str, Any]
Step = Callable[[Data], Data]

#: The version that is written.
CURRENT: Final = 1

#: The step from each older version to the next. Version 1 is the first.
MIGRATIONS: Final[dict[int, Step]] = {}

_NAME: Final = re.compile(r"docmeta/([0-9]{1,6})")


def schema_name(version: int = CURRENT) -> str:
    """The value of `schema`.

    >>> schema_name()
    'docmeta/1'
    """
    return f"docmeta/{version}"


@attrs.frozen
class Versions:
    """The versions that can be read.

    Attributes:
        current: The version of the model.
        migrations: The step from each older version that can be read to the next.

    >>> def rename(data):
    ...     return {("title" if key == "name" else key): value for key, value in data.items()}
    >>> upgrade = Versions(2, {1: rename}).upgrade("docmeta/1")
    >>> upgrade({"kind": "document", "id": "d", "name": "Telegram"})
    {'kind': 'document', 'id': 'd', 'title': 'Telegram'}
    """

    current: int = CURRENT
    migrations: Mapping[int, Step] = MIGRATIONS

    def upgrade(self, name: object, path: str = "$.schema") -> Step | None:
        """The function that upgrades the units of a file of this version; None if they need none.

        Raises:
            InputError: The version is newer than this docmeta, or is not a version.
        """
        found = _NAME.fullmatch(name) if isinstance(name, str) else None
        if isinstance(name, str) and name.startswith("docmeta-report/"):
            raise InputError("expected docmeta's JSON; it looks like a report of docmeta", path=path)
        if found is None:
            raise InputError(f"expected a version such as {schema_name(self.current)!r}", path=path, value=name)
        version = int(found[1])
        if version > self.current:
            raise InputError(
                f"the file was written by a newer docmeta; this one reads up to {schema_name(self.current)!r}",
                path=path,
                value=name,
            )
        steps = [self.migrations.get(number) for number in range(version, self.current)]
        if None in steps:
            raise InputError(
                f"no version of docmeta writes this; the newest is {schema_name(self.current)!r}", path=path, value=name
            )
        return self._chain([step for step in steps if step is not None]) if steps else None

    @staticmethod
    def _chain(steps: list[Step]) -> Step:
        def upgrade(data: Data) -> Data:
            for step in steps:
                data = step(data)
            return data

        return upgrade


#: The versions that the readers use.
VERSIONS: Final = Versions()
