"""References in RIS, the format that Zotero, EndNote, Mendeley and others import: one for each unit, for citing.

The tags follow Zotero's import of RIS for a manuscript (translator "RIS", field map):
DB is the archive, AN the place of a unit in it, T2 the titles above.
"""

import attrs

import docmeta
from docmeta.crosswalk import Codec, Crosswalk, Rule, codecs, compile_encoder
from docmeta.model import FIELDS, devised_title, inheriting


def when(date):
    """A date as RIS writes it: year/month/day/words, each of them or nothing."""
    year, month, day = [*(date.normal or "").partition("/")[0].split("-"), "", ""][:3]
    return f"{year}/{month}/{day}/{date.display}"


DATE = Codec("date", when, None, ("text", "edtf"), lambda _: False, changes=("type", "label"))
BOX = Codec("box", lambda box: " ".join(filter(None, (box.kind, box.value))), None, ("kind", "value"), lambda _: False)
HOLDER = Codec("archive", lambda holder: holder.name, None, ("name",), lambda _: False)
RULES = (
    Rule("title", "TI"),
    Rule("agents[creator]", "AU", codecs.names("creator")),
    Rule("agents[contributor]", "A2", codecs.names("contributor")),
    Rule("dates", "DA", DATE),
    Rule("description", "AB"),
    Rule("extents", "M1", codecs.extents()),
    Rule("languages", "LA", codecs.languages()),
    Rule("subjects", "KW", codecs.terms()),
    Rule("genres", "KW", codecs.terms("genre")),
    Rule("places", "KW", codecs.places()),
    Rule("notes", "N1", codecs.notes()),
    Rule("repository", "DB", HOLDER),
    Rule("identifiers", "AN", codecs.identifiers()),
    Rule("containers", "AN", BOX),
    Rule("digital_objects", "UR", codecs.addresses()),
)
DROPS = {field: "a reference has no tag for it" for field in FIELDS if field not in {rule.name for rule in RULES}}
TABLE = Crosswalk("ris", "RIS", RULES, DROPS)


@attrs.frozen
class Options:
    """How references are written.

    Attributes:
        type: The type of each reference: MANSCPT for a manuscript, PCOMM for a letter, GEN for anything.
    """

    type: str = "MANSCPT"


def write(nodes, out, context, /):
    """Write a reference for each unit; a value never leaves its line."""

    def lose(code, field, target, value, reason):
        context.report.lose(field, target or None, value, code=code, reason=reason)

    encode, targets = compile_encoder(TABLE), TABLE.targets()
    kind = (context.options or Options()).type
    for node, above in inheriting(nodes):
        said = dict(zip(targets, encode(node.unit, lose), strict=True))
        said["TI"] = said["TI"] or [devised_title(node.unit)]
        said["AN"] = [", ".join(said["AN"])] if said["AN"] else None
        said["DB"] = said["DB"] or ([above.repository.value.name] if above.repository else None)
        lines = [("TY", kind), *((tag, text) for tag, texts in said.items() for text in texts or ())]
        lines += [("T2", above.phrase)] if above.phrase else []
        record = "".join(f"{tag}  - {' '.join(text.split())}\r\n" for tag, text in lines)
        out.write(f"{record}ER  - \r\n\r\n".encode(errors="backslashreplace"))


@docmeta.hookimpl
def docmeta_formats():
    yield docmeta.Format(
        name="ris",
        title="RIS references",
        extensions=(".ris",),
        media_type="application/x-research-info-systems",
        options=Options,
        writer=write,
        crosswalk=TABLE,
    )
