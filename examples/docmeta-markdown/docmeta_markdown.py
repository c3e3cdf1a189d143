"""An outline of a collection in Markdown: a heading for each unit, its level and dates, its description.

The table says which fields are written. What it does not write, and why, docmeta reports by itself.
"""

import docmeta
from docmeta.crosswalk import Crosswalk, Rule, codecs, compile_encoder
from docmeta.model import FIELDS, devised_title

WORDS = codecs.dates()
RULES = (Rule("title", "heading"), Rule("level", "level"), Rule("dates", "dates", WORDS), Rule("description", "text"))
DROPS = {name: "an outline has no place for it" for name in FIELDS if name not in {rule.field for rule in RULES}}
TABLE = Crosswalk("markdown", "Markdown outline", RULES, DROPS)
ESCAPES = str.maketrans({char: f"\\{char}" for char in "\\`*_[]<>#|&"})


def write(nodes, out, context, /):
    def lose(code, field, target, value, reason):
        report.lose(field, target, value, code=code, reason=reason)

    encode, report = compile_encoder(TABLE), context.report
    for node in nodes:
        title, level, dates, text = encode(node.unit, lose)
        if not title:
            report.note("supplied", "a title was devised for the heading", field="title", target="heading")
        heading = " ".join((title or [devised_title(node.unit)])[0].split())
        lines = "\n\n".join([heading, *(level or ()), *(dates or ()), *(text or ())]).translate(ESCAPES)
        out.write(f"{'#' * min(node.depth + 1, 6)} {lines}\n\n".encode(errors="backslashreplace"))


@docmeta.hookimpl
def docmeta_formats():
    yield docmeta.Format(name="markdown", title="Markdown outline", extensions=(".md",), writer=write, crosswalk=TABLE)
