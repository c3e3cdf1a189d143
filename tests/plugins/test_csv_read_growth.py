"""Reading tables takes time in proportion to the input: for each column with several values, and each kind of odd row."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

import pytest
from tests.growth import grows_with_input

from docmeta import Report, read
from docmeta_csv import dialects
from docmeta_csv.table.dialect import Dialect

#: A header and a row by which each dialect is recognised.
KNOWN = {
    "docmeta": ("id,depth,kind,title", "a,0,document,T"),
    "atom": ("legacyId,title", "1,T"),
    "aspace": ("ead,hierarchy,title", "x,1,T"),
    "collectionbuilder": ("objectid,title", "a,T"),
    "islandora": ("id,title,field_model", "a,T,Image"),
    "dspace": ("id,dc.title,dc.contributor.author", "a,T,A"),
    "omeka": ("o:id,dcterms:title", "1,T"),
    "plain": ("id,title", "a,T"),
}
NUMBERS = count(1)
ODD: dict[str, Callable[[int], str]] = {
    "line breaks in a cell": lambda n: 'id,title,subjects\na,A,"' + "x\n" * n + '"\n',
    "parents that are missing": lambda n: "id,parent_id,title\n" + "".join(f"a{i},z{i},A\n" for i in range(n)),
    "parents that come later": lambda n: "id,parent_id,title\n" + "".join(f"a{i},a{i + 1},A\n" for i in range(n)),
    "one id": lambda n: "id,parent_id,title\n" + "a,,A\n" * n,
    "short rows": lambda n: "id,title,description\n" + "a\n" * n,
    "long rows": lambda n: "id,title\n" + "a,b,c,d\n" * n,
    "a very long row": lambda n: "id,title\na,b" + ",d" * n + "\n",
    "columns of one name": lambda n: "id,title" + ",subject" * (n // 4) + "\na,A" + ",s" * (n // 4) + "\n",
    # New numbers each time: headings that were met are remembered up to a number.
    "numbered columns": lambda n: (
        "id,title" + "".join(f",Subject {next(NUMBERS)}" for _ in range(n // 4)) + "\na,A" + ",s" * (n // 4) + "\n"
    ),
    "levels": lambda n: (
        ",".join(f"Level {i}" for i in range(1, 30)) + "\n" + "".join("," * (i % 29) + "x\n" for i in range(n))
    ),
    "reference codes": lambda n: "RefNo,title\n" + "".join(f"A/{i % 97}/{i},x\n" for i in range(n)),
    "a long reference code": lambda n: "RefNo,title\n" + "/a" * n + ",x\n",
    "dates beside a beginning and an end": lambda n: (
        "Title"
        + ",Date" * (n // 8)
        + ",Start Date,End Date\nA"
        + "".join(f",{1000 + i % 1000}" for i in range(n // 8))
        + ",1900,1910\n"
    ),
    "markup": lambda n: "id,title,description\na,A," + "<p>a<b>b</b>" * n + "\n",
    "translations": lambda n: "legacyId,title,culture\n1,A,en\n" + "1,B,fr\n1,C,de\n" * (n // 2),
}


def read_all(tables: list[str]) -> None:
    for table in tables:
        for _ in read(table.encode(), format="csv", report=Report()):
            pass


def several(dialect: Dialect) -> list[str]:
    """The columns of a dialect that hold several values in a cell."""
    known = KNOWN[dialect.name][0].split(",")
    return sorted({slot.columns[0] for slot in dialect.slots if slot.many and not slot.whole} - set(known))


@pytest.mark.parametrize("dialect", [*filter(several, dialects.every())], ids=lambda dialect: dialect.name)
def test_columns_that_take_several_values(dialect: Dialect) -> None:
    header, row = KNOWN[dialect.name]
    columns = several(dialect)

    def tables(n: int) -> list[str]:
        cell = dialect.separator.join(["x1"] * n)
        return [f'{header},{column}\n{row},"{cell}"\n' for column in columns]

    grows_with_input(tables, read_all, 200)


@pytest.mark.parametrize("kind", ODD)
def test_rows_and_cells_that_are_odd(kind: str) -> None:
    grows_with_input(lambda n: [ODD[kind](n)], read_all, 2_000, largest=16_000)
