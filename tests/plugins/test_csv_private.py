"""What a table marks as private is in no output, whatever column it stands in; it is where somebody asks for it."""

from __future__ import annotations

import csv
import io
import re

import attrs
import pytest

import docmeta
from docmeta import Collection
from docmeta.model import Document, Extent
from docmeta_csv.aspace import table as aspace

#: A word that any column takes, and that no table of words knows.
SECRET = "Zaphodia"
FORMATS = ("csv", "csv-aspace", "csv-atom", "ead2002", "ead3", "dc", "dcterms", "jsonld", "json", "jsonl")


def as_table(rows: list[dict[str, str]]) -> str:
    """Rows as the text of a table."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(dict.fromkeys(name for row in rows for name in row)), restval="")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def outputs(text: str, *, include_internal: bool = False) -> dict[str, str]:
    """What every format makes of a table."""
    papers = docmeta.loads(text, format="csv")
    assert isinstance(papers, Collection)
    return {
        name: docmeta.dumps(papers, format=name, include_internal=include_internal, **({"columns": "all"} if name == "csv" else {}))
        for name in FORMATS
    }  # fmt: skip


def assert_withheld(text: str) -> None:
    """The secret is in no output by default, and in docmeta's own where internal material is included."""
    shown = [name for name, said in outputs(text).items() if re.search(SECRET, said, re.IGNORECASE)]
    assert not shown, f"{', '.join(shown)} show what is private:\n{text}"
    assert re.search(SECRET, outputs(text, include_internal=True)["jsonl"], re.IGNORECASE), f"lost:\n{text}"


# -- ArchivesSpace: each column beside which another one says whether it is published ----------------------------------

_ROW = {"ead": "e1", "hierarchy": "1", "title": "Letters", "level": "file"}
_NOTES = [name[2:] for name in aspace.COLUMNS if name.startswith("n_")] + list(aspace.MORE_NOTES)


@pytest.mark.parametrize("word", ["FALSE", "0", "no", "staff only"])
@pytest.mark.parametrize("name", _NOTES)
def test_a_note_that_archivesspace_does_not_publish(name: str, word: str) -> None:
    assert_withheld(as_table([_ROW | {f"n_{name}": SECRET, f"p_{name}": word}]))


@pytest.mark.parametrize("name", aspace.EXTENT_NOTES)
def test_notes_about_extents_keep_whether_they_are_published(name: str) -> None:
    table = as_table([_ROW | {f"n_{name}": "12 x 8 cm", f"p_{name}": word} for word in ("FALSE", "TRUE", "")])
    units = docmeta.loads(table, format="csv").members
    assert [unit.extents[0].audience for unit in units] == ["internal", "external", None]
    written = docmeta.dumps(Collection("c", members=units), format="csv-aspace", include_internal=True)
    again = docmeta.loads(written, format="csv")
    assert [unit.extents for unit in again.members] == [unit.extents for unit in units]


@pytest.mark.parametrize(
    "extent", [Extent(SECRET), Extent("3 linear feet", "3", "linear feet"), Extent(dimensions=(SECRET,)), Extent(facets=(SECRET,))]
)  # fmt: skip
def test_an_internal_extent_stands_where_its_column_says_that_it_is_not_published(extent: Extent) -> None:
    internal = attrs.evolve(extent, audience="internal")
    papers = Collection("c", members=[Document("d", title="Letters", extents=(Extent("2 boxes"), internal))])
    (_, row) = csv.DictReader(io.StringIO(docmeta.dumps(papers, format="csv-aspace", include_internal=True)))
    said = [name[2:] for name in ("n_physdesc", "n_physfacet", "n_dimensions") if row[name] not in ("", "2 boxes")]
    assert all(row[f"p_{name}"] == "FALSE" for name in said)
    assert (row["number"], row["container_summary"]) == ("", "")
    assert row["n_physdesc"] in ("2 boxes", "")
