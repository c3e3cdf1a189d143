"""No recursion for nested input: each dialect is read and written at the greatest depth with hardly any stack."""

from __future__ import annotations

import io
import sys
from typing import Final

import pytest

import docmeta

DEPTH: Final = 240
EAD4: Final = (
    '<ead xmlns="https://standards.openpreservation.org/ead/v4" xmlns:h="http://www.w3.org/1999/xhtml"'
    ' xmlns:e="http://ead3.archivists.org/schema/"><control><recordId>r</recordId></control><archDesc><identificationData>'
    "<unitTitle>Letters</unitTitle>{0}</identificationData>{1}</archDesc></ead>"
)
EAD3: Final = (
    '<ead xmlns="http://ead3.archivists.org/schema/"><control><recordid>r</recordid></control><archdesc level="fonds"><did>'
    "<unittitle>Letters</unittitle>{0}</did>{1}</archdesc></ead>"
)
#: The allowed growth of the stack: as much as a flat file takes, and a little.
FRAMES: Final = 130


def nested(*names: str, inside: str = "x") -> str:
    """Elements in one another, by their names in turn."""
    tags = [names[at % len(names)] for at in range(DEPTH)]
    return f"{''.join(f'<{tag}>' for tag in tags)}{inside}{''.join(f'</{tag}>' for tag in reversed(tags))}"


def _prose(content: str) -> str:
    return EAD4.format("", f"<scopeContent>{content}</scopeContent>")


_HEADS: Final = " ".join(f'e:head{at if at > 1 else ""}="h{at}"' for at in range(1, 1001))
#: Kinds of nesting, by name: the format, and the file.
FILES: Final = {
    "spans": ("ead4", _prose(f"<p>{nested('span')}</p>")),
    "references": ("ead4", _prose(f"<p>{nested('reference', 'referringString')}</p>")),
    "unknown words": ("ead4", _prose(f"<p>{nested('unknown')}</p>")),
    "divisions": ("ead4", _prose(f"<formattingExtension>{nested('h:div')}</formattingExtension>")),
    "html lists": ("ead4", _prose(f"<formattingExtension>{nested('h:ul', 'h:li')}</formattingExtension>")),
    "html tables": ("ead4", _prose(f"<formattingExtension>{nested('h:table', 'h:tr', 'h:td')}</formattingExtension>")),
    "date sets": ("ead4", EAD4.format(f"<unitDate>{nested('dateSet')}</unitDate>", "")),
    "dates of an agent": ("ead4", EAD4.format("", f"<agents><agent><label>a</label>{nested('dateSet')}</agent></agents>")),
    "unknown agents": ("ead4", EAD4.format("", f"<agents>{nested('unknown')}</agents>")),
    "a note": ("ead4", EAD4.format(f"<descriptiveNote><p>{nested('span')}</p></descriptiveNote>", "")),
    "a draft": ("ead4", EAD4.format(nested("physDesc"), "")),
    "headings": ("ead4", EAD4.format("", f"<places><place {_HEADS}><label>a</label></place></places>")),
    "lists": ("ead3", EAD3.format("", f"<odd>{nested('list', 'item')}</odd>")),
    "emphasis": ("ead3", EAD3.format("", f"<odd><p>{nested('emph')}</p></odd>")),
    "quotations": ("ead3", EAD3.format("", f"<odd>{nested('blockquote')}</odd>")),
    "tables": ("ead3", EAD3.format("", f"<odd>{nested('table', 'tgroup', 'tbody', 'row', 'entry')}</odd>")),
    "notes": ("ead3", EAD3.format("", nested("odd"))),
    "footnotes": ("ead3", EAD3.format("", f"<odd><p>{nested('footnote', 'p')}</p></odd>")),
    "links": ("ead3", EAD3.format("", f"<odd><p>{nested('ref')}</p></odd>")),
    "access points": ("ead3", EAD3.format("", nested("controlaccess", inside="<head>h</head><subject><part>s</part></subject>"))),
    "a description": (
        "ead3",
        EAD3.format(f'<dao daotype="unknown" href="a"><descriptivenote>{nested("p", "list", "item")}</descriptivenote></dao>', ""),
    ),
}  # fmt: skip


def turned(data: str, format: str, to: str) -> None:
    """Read a file, write it in another format, and read that."""
    out = io.BytesIO()
    docmeta.dump(docmeta.load(data.encode(), format=format), out, format=to)
    docmeta.load(out.getvalue(), format=to)


@pytest.mark.parametrize("to", ["ead2002", "ead3", "ead4"])
@pytest.mark.parametrize("name", FILES)
def test_no_function_calls_itself_for_what_nests(name: str, to: str) -> None:
    format, data = FILES[name]
    turned(EAD4.format("", ""), "ead4", to)  # whatever is made once
    turned(data, format, to)
    depth, frame = 0, sys._getframe()
    while frame.f_back is not None:
        depth, frame = depth + 1, frame.f_back
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(depth + FRAMES)
    try:
        turned(data, format, to)
    finally:
        sys.setrecursionlimit(before)


def test_headings_beyond_the_depth_of_a_file_are_kept() -> None:
    unit = docmeta.load(FILES["headings"][1].encode(), format="ead4")
    said = docmeta.dumps(unit, format="json")
    assert [at for at in range(1, 1001) if f'"h{at}"' not in said] == []


@pytest.mark.parametrize("format", ["ead2002", "ead3", "ead4"])
@pytest.mark.parametrize(("levels", "headings"), [(0, 235), (235, 0), (235, 5), (0, 300), (300, 0), (100, 200)])
def test_what_nests_deeper_than_programs_read_is_reported(format: str, levels: int, headings: int) -> None:
    term = docmeta.Term("Letters", headings=tuple(f"h{at}" for at in range(headings)))
    nodes = [docmeta.Node(at, docmeta.Collection(f"c{at}", title="Papers")) for at in range(levels)]
    nodes.append(docmeta.Node(levels, docmeta.Document("d", title="Letter", subjects=(term, term))))
    out, report = io.BytesIO(), docmeta.Report()
    docmeta.write(nodes, out, format=format, report=report)
    said = [found.count for found in report.findings if "huge" in found.message]
    try:
        list(docmeta.read(out.getvalue(), format=format))
    except docmeta.errors.LimitError:
        assert said == [1]
        assert len(list(docmeta.read(out.getvalue(), format=format, huge=True))) == levels + 1
    else:
        assert said == []
