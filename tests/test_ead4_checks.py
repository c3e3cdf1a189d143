"""What `check --schema ead4` finds beside the schema of EAD 4.0, which allows any attribute and any value."""

from __future__ import annotations

import io
import random
from pathlib import Path
from typing import Any

import pytest

from docmeta.checking.schemas import fetch, unproven
from docmeta.checking.validation import validate

HEAD = """<ead xmlns="https://standards.openpreservation.org/ead/v4"><control id="c" {control}><recordId>r1</recordId><maintenanceAgency>
<agencyCode>{agency}</agencyCode></maintenanceAgency><maintenanceHistory><maintenanceEvent id="e1" maintenanceEventType="created"><agent>
<label>x</label></agent><eventDateTime>now</eventDateTime></maintenanceEvent></maintenanceHistory></control><archDesc {attributes}>
<identificationData><unitTitle {title}>T</unitTitle>{body}</identificationData></archDesc></ead>"""


def problems(shared: Path, **changes: str) -> list[tuple[str, str | None, str | None]]:
    data = HEAD.format(**{"control": "", "agency": "GB-1", "attributes": "", "title": "", "body": "", **changes})
    found = validate(io.BytesIO(data.encode()), "ead4", folder=shared / "schemas")
    return [(one.rule, one.target, one.value) for one in found]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"attributes": 'levle="fonds"'}, [("ead4.attribute", "archDesc/@levle", "fonds")]),
        ({"attributes": 'xmlns:x="urn:x" x:levle="fonds"'}, []),
        ({"attributes": 'level="fond"'}, []),
        ({"attributes": 'level="fond"', "control": 'levelEncoding="EASList"'}, [("ead4.value", "archDesc/@level", "fond")]),
        ({"attributes": 'level="fond"', "control": 'levelEncoding="otherLevelEncoding"'}, []),
        ({"title": 'languageOfElement="English"', "control": 'languageEncoding="iso639-2"'},
         [("ead4.code", "unitTitle/@languageOfElement", "English")]),
        ({"title": 'languageOfElement="de-AT"', "control": 'languageEncoding="ietf-bcp-47"'}, []),
        ({"title": 'scriptOfElement="latin"', "control": 'scriptEncoding="iso15924"'},
         [("ead4.code", "unitTitle/@scriptOfElement", "latin")]),
        ({"agency": "nowhere", "control": 'repositoryEncoding="iso15511"'}, [("ead4.code", "agencyCode", "nowhere")]),
        ({"title": 'maintenanceEventReference="e1"'}, []),
        ({"title": 'maintenanceEventReference="e2"'}, [("ead4.reference", "unitTitle/@maintenanceEventReference", "e2")]),
        ({"title": 'sourceReference="e1"'}, [("ead4.reference", "unitTitle/@sourceReference", "e1")]),
        ({"body": '<unitDate><date standardDate="1950~/.." era="ce"/></unitDate>'}, []),
        ({"body": '<unitDate><date standardDate="19500101"/></unitDate>'}, [("ead4.date", "date/@standardDate", "19500101")]),
        ({"body": '<unitDate><date standardDate="1950/"/></unitDate>'}, [("ead4.date", "date/@standardDate", "1950/")]),
        ({"body": '<unitDate><date notBefore="1950/1951"/></unitDate>'}, [("ead4.date", "date/@notBefore", "1950/1951")]),
        ({"body": '<unitDate><date era="ad">x</date></unitDate>'}, [("ead4.era", "date/@era", "ad")]),
        (
            {"body": '<unitDate><dateRange><fromDate standardDate="1951"/><toDate standardDate="1950"/></dateRange></unitDate>'},
            [("ead4.date", "dateRange", "1951/1950")],
        ),
        ({"body": '<unitDate><date standardDate="whenever"/></unitDate>', "control": 'dateEncoding="otherDateEncoding"'}, []),
    ],
)  # fmt: skip
def test_what_the_schema_lets_pass_is_found(changes: dict[str, str], expected: list[Any], shared: Path) -> None:
    assert problems(shared, **changes) == expected


def test_every_problem_has_its_line_and_says_what_to_do(shared: Path) -> None:
    data = HEAD.format(control="", agency="GB-1", attributes='levle="fonds"', title="", body="")
    [found] = validate(io.BytesIO(data.encode()), "ead4", folder=shared / "schemas")
    assert (found.line, found.severity, found.advice) == (3, "error", "write @level")


def test_odd_values_break_nothing(shared: Path) -> None:
    rng = random.Random(4)
    letters = "0123456789X~?%/.[]{},- \u0660\u202e\U0001f600"
    for _ in range(200):
        value = "".join(rng.choice(letters) for _ in range(rng.randrange(12)))
        body = f'<unitDate era="{value}"><date standardDate="{value}" notAfter="{value}"/></unitDate>'
        problems(
            shared,
            body=body,
            title=f'target="{value}" languageOfElement="{value}"',
            control='languageEncoding="iso639-3"',
        )


def test_fetching_a_schema_without_a_known_sum_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pooch = pytest.importorskip("pooch")
    asked: list[tuple[str, str | None]] = []

    def retrieve(address: str, known_hash: str | None, *, fname: str, path: Path, progressbar: bool) -> str:
        asked.append((address, known_hash))
        return str(path / fname)

    monkeypatch.setattr(pooch, "retrieve", retrieve)
    assert fetch(["ead4"], tmp_path) == [tmp_path / "ead4.xsd"]
    assert asked == [("https://standards.openpreservation.org/ead/v4.0.0/ead.xsd", None)]
    assert [source.name for source in unproven()] == ["ead4.xsd"]
