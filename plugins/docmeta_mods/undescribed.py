"""METS without any description: one unit with the label and the files of METS; the rest is reported.

The code that unwraps METS puts the label and the files there, as for a description (`docmeta.xml.mets`).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, BinaryIO

from docmeta.dates import Date
from docmeta.model import Draft, Identifier, Minter, Node, Record, Revision
from docmeta.plugins import Context
from docmeta.xml import collapse, line_of, localname, parse
from docmeta.xml.unread import unread

if TYPE_CHECKING:
    from lxml.etree import _Element


def undescribed(source: BinaryIO, context: Context) -> Iterator[Node]:
    """The unit of a METS file (METS 1.12, root element, metsHdr)."""
    root = parse(source, name=context.source, huge=context.huge)
    draft = Draft("mods")
    taken: set[_Element] = set()
    own = collapse(root.get("OBJID", ""))
    if own:
        draft.add("identifiers", Identifier(own, "uri" if "://" in own else "local"))
    for header in islice(root.iterchildren("{*}metsHdr"), 1):
        made = header.get("CREATEDATE", "").strip()
        revisions = (Revision(date=Date(made), kind="created"),) if made else ()
        draft.fields["record"] = Record(agency=_maker(header, taken), revisions=revisions)
    message = "the METS file describes nothing; its label and its files are read"
    context.report.note("decided", message, target="dmdSec", line=line_of(root))
    for key in ("OBJID", "CREATEDATE"):
        for one in (root, *islice(root.iterchildren("{*}metsHdr"), 1)):
            one.attrib.pop(key, None)
    unread(root, context.report, taken)
    yield Node(0, draft.document(own or Minter().mint(0), minted=not own), line_of(root))


def _maker(header: _Element, taken: set[_Element]) -> str:
    """The organisation that made the file."""
    for agent in header.iterchildren("{*}agent"):
        if agent.get("ROLE") == "CREATOR" and agent.get("TYPE") == "ORGANIZATION":
            for name in agent.iterchildren("{*}name"):
                if said := collapse(name.text or ""):
                    taken.update(one for one in agent if localname(one) == "name")
                    agent.attrib.pop("TYPE")
                    return said
    return ""
