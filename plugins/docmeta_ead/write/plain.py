"""Writes plain parts as strings, by functions compiled from the tables: what is structured is left to the fitter.

A part is plain that is words and attributes and nothing else, all of them as the dialect takes them.
Of any other a function gives None, and the careful way writes it; of a plain one both give the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, Final, cast

import attrs

import docmeta.model
from docmeta.dates import Date
from docmeta.model import Agent, AgentLink, Extent, Language, Note
from docmeta.xml import attribute, escape
from docmeta_ead.fit.automaton import Model, models
from docmeta_ead.read.physical import counted
from docmeta_ead.tables.dialect import BARE_EXTENT, EAD3, EAD2002, IN_EXTENT, NAMES
from docmeta_ead.tables.plain import ACCESS_POINTS, PLAIN, Plain
from docmeta_ead.tables.values import is_life, nearest

_DIALECTS: Final = {"ead2002": EAD2002, "ead3": EAD3}
#: How many values of an attribute are remembered.
_MOST: Final = 4096
#: Words that are the meaning itself: "1951", "1951-06", "1951-06-05", "1949-1953".
_DAY: Final = re.compile(r"[12][0-9]{3}(?:-[01][0-9](?:-[0-3][0-9])?)?")
_YEARS: Final = re.compile(r"[12][0-9]{3}-[12][0-9]{3}")
#: A plain part as it is written; None where it is not plain.
Write = Callable[[Any], str | None]


def words(text: str) -> str | None:
    """Plain words as they are written; None for prose with structure, or with white space that must be folded.

    >>> words("Smith & Sons"), words(" a"), words("a  b"), words("")
    ('Smith &amp; Sons', None, None, '')
    """
    if text.__class__ is not str or "\n" in text or "  " in text or "\t" in text or "\r" in text:
        return None
    if text[:1] == " " or text[-1:] == " ":
        return None
    return escape(text) if "&" in text or "<" in text or ">" in text else text


def paragraphs(text: str) -> str | None:
    """Plain prose as paragraphs; None where there is none, or where it is more than words and empty lines."""
    if not text or text.__class__ is not str:
        return None
    if "\n" not in text:
        said = words(text)
        return f"<p>{said}</p>" if said else None
    parts = [words(part) for part in text.split("\n\n")]
    return "".join([f"<p>{part}</p>" for part in parts]) if all(parts) else None


class Values(dict[Any, str | None]):
    """The values of one attribute as they are written, with a space before; None where one cannot stand as it is."""

    def __init__(self, dialect: str, element: str, canonical: str, nothing: str | None = None) -> None:
        super().__init__()
        self.name = _DIALECTS[dialect].attribute(element, canonical)
        self.kind = models(dialect)[element].attributes.get(self.name)
        self.nothing = nothing

    def __missing__(self, value: str | None) -> str | None:
        if len(self) > _MOST:
            self.clear()
        self[value] = made = self._made(value)
        return made

    def _made(self, value: str | None) -> str | None:
        if value is None or value == self.nothing:
            return ""
        if self.kind is None or not isinstance(value, str) or not value or nearest(self.kind, value) != (value, True):
            return None
        return f" {self.name}={attribute(value)}"


def of_line(dialect: str, line: Plain) -> Write:
    """The function that writes the parts of one line of the table."""
    element = line.element
    model = models(dialect)[element]
    found = {field: Values(dialect, element, name, line.nothing.get(field)) for name, field in line.attributes.items()}
    # An identifier stands but once in a file.
    values = {field: one for field, one in found.items() if one.name in model.attributes and one.name != "id"}
    order = list(model.attributes)
    said = sorted(values, key=lambda field: order.index(values[field].name))
    known = {line.words, *values, *line.fixed, *line.unsaid}
    tests = [f"part.{field} != {value!r}" for field, value in line.fixed.items()]
    for field in attrs.fields(getattr(docmeta.model, line.part)):
        if field.name not in known:
            tests.append(f"part.{field.name} is not None" if field.default is None else f"part.{field.name}")
    inner = "{text}" if model.mixed else "<part>{text}</part>" if "part" in model.names else "<p>{text}</p>"
    code = ["def write(part):", f"    if {' or '.join(tests)}:", "        return None", f"    text = part.{line.words}"]
    if said and not line.unique:
        # Most say nothing but words, and those come again.
        code += [
            f"    if {' is '.join(f'part.{field}' for field in said)} is None and text.__class__ is str:",
            "        made = known.get(text)",
            "        if made is None:",
            "            said = words(text)",
            f"            made = f'<{element}>{inner.format(text='{said}')}</{element}>' if said else None",
            f"            if len(known) > {_MOST}:",
            "                known.clear()",
            "            known[text] = made",
            "        return made",
        ]
    code += ["    text = words(text)", *(f"    {field}_ = {field}_of[part.{field}]" for field in said)]
    code += [f"    if {' or '.join(['not text', *(f'{field}_ is None' for field in said)])}:", "        return None"]
    code += [f"    return f'<{element}{''.join(f'{{{field}_}}' for field in said)}>{inner}</{element}>'"]
    names: dict[str, Any] = {"words": words, "known": {}, **{f"{field}_of": one for field, one in values.items()}}
    exec("\n".join(code), names)  # noqa: S102  # nosec B102  # built from the table, by us
    return cast("Write", names["write"])


class PlainWriter:
    """Writes the plain parts of a unit in one dialect."""

    def __init__(self, dialect: str) -> None:
        known = models(dialect)
        self.ead3 = dialect == "ead3"
        lines = [line for line in (*PLAIN, *ACCESS_POINTS) if line.element in known]
        self.identifier, self.container = (
            next(of_line(dialect, line) for line in lines if line.field == field)
            for field in ("identifiers", "containers")
        )
        self.did_notes = {line.fixed["kind"]: of_line(dialect, line) for line in lines if line.field == "notes"}
        self.terms: dict[str, dict[str | None, Write]] = {"subjects": {}, "genres": {}, "places": {}}
        for line in ACCESS_POINTS:
            self.terms[line.field][line.fixed.get("kind")] = of_line(dialect, line)
        about = {name: [Values(dialect, name, one) for one in ("source", "rules", "relator")] for name in NAMES}
        self.names: dict[type[Agent], tuple[str, Values, Values, Values]] = {
            getattr(docmeta.model, cls): (name, about[name][0], about[name][1], about[name][2])
            for name, cls in NAMES.items()
        }
        order = list(known["name"].attributes)
        #: Whether the role of a name stands before its source.
        self.relator_first = order.index(about["name"][2].name) < order.index("source")
        date = "unitdatestructured" if self.ead3 else "unitdate"
        self.date_values = [Values(dialect, date, one) for one in ("unitdatetype", "datechar")]
        script = "script" if self.ead3 else "language"
        self.language_values = Values(dialect, "language", "langcode"), Values(dialect, script, "scriptcode")
        #: The elements of notes that may hold paragraphs alone.
        self.holds = frozenset(name for name, model in known.items() if _takes_paragraphs(model))

    def name(self, link: AgentLink, relator: str | None) -> tuple[str, str, bool] | None:
        """A name, its element, and whether the dates of existence stand behind it."""
        who = link.agent
        if link.label is not None or link.audience is not None or link.extras:
            return None
        if who.parts or who.other_names or who.identifiers or who.extras or who.__class__ not in self.names:
            return None
        text = words(who.name)
        if not text or (self.ead3 and not text[0].isalpha() and is_life(who.name, ())):
            return None
        element, source_of, rules_of, relator_of = self.names[who.__class__]
        about = ""
        if who.source is not None or who.rules is not None or relator is not None:
            source, rules, role = source_of[who.source], rules_of[who.rules], relator_of[relator]
            if source is None or rules is None or role is None:
                return None
            about = role + source + rules if self.relator_first else source + rules + role
        dates, more, behind = who.dates, "", False
        if dates is not None:
            said = words(dates.text)
            if not said:
                return None
            if dates.text not in who.name:
                more, behind = said, True
        if self.ead3:
            more = more and f'<part localtype="dates">{more}</part>'
            return f"<{element}{about}><part>{text}</part>{more}</{element}>", element, behind
        return f"<{element}{about}>{text}{', ' if more else ''}{more}</{element}>", element, behind

    def extent(self, part: Extent) -> str | None:
        """An extent that stands alone."""
        if part.kind is not None or part.coverage is not None or part.label is not None or part.audience is not None:
            return None
        if part.approximate or part.facets or part.dimensions:
            return None
        text, quantity, unit, bare = words(part.text), part.quantity, part.unit, False
        if part.extras:
            bare = len(part.extras) == 1 and part.extras[0].place == BARE_EXTENT
            if not bare:
                return None
        told = quantity is not None and unit is not None
        if not text or (part.text != f"{quantity} {unit}" if told else quantity is not unit):
            return None
        if told and (bare or not self.ead3) and counted(part.text).get("quantity") != quantity:
            return None
        if bare:
            return f"<physdesc>{text}</physdesc>"
        if not self.ead3:
            return f"<physdesc><extent>{text}</extent></physdesc>"
        if not told:
            return f'<physdesc localtype="{IN_EXTENT}">{text}</physdesc>'
        number, what = words(str(quantity)), words(str(unit))
        return None if not number or not what else _STRUCTURED.format(number, what)

    def date(self, part: Date) -> str | None:
        """A date of which the words are understood as they were."""
        if part.label is not None or part.certainty is not None or part.calendar is not None or part.era is not None:
            return None
        if part.audience is not None or part.extras:
            return None
        text, kind, what = words(part.text), self.date_values[0][part.type], self.date_values[1][part.kind]
        if not text or kind is None or what is None:
            return None
        meaning = part.edtf
        if self.ead3:
            return self._structured(part, text, f"{kind}{what}")
        if _is_meaning(part.text, meaning):
            normal = meaning
        else:
            normal = part.normal
            if normal is not None and not nearest("NORMAL", normal)[1]:
                return None
            if meaning is not None:
                again = Date(part.text) if normal is None else Date.from_normal(normal, part.text)[0]
                if again.edtf != meaning:
                    return None
        said = "" if normal is None else f' normal="{normal}"'
        return f"<unitdate{kind}{what}{said}>{text}</unitdate>"

    def _structured(self, part: Date, text: str, about: str) -> str | None:
        if not _is_meaning(part.text, part.edtf):
            return None
        begin, _, end = str(part.edtf).partition("/")
        if not end:
            made = f'<datesingle standarddate="{begin}">{text}</datesingle>'
        else:
            ends = f'<fromdate standarddate="{begin}">{begin}</fromdate><todate standarddate="{end}">{end}</todate>'
            made = f"<daterange>{ends}</daterange>"
        return f"<unitdatestructured{about}>{made}</unitdatestructured>"

    def languages(self, parts: Sequence[Language]) -> str | None:
        """The languages of a unit, of which none has a label."""
        out = []
        code_of, script_of = self.language_values
        for part in parts:
            if part.label is not None or part.audience is not None or part.extras:
                return None
            text, code, script = words(part.name), code_of[part.code], script_of[part.script]
            if text is None or code is None or script is None or not (text or code):
                return None
            if not self.ead3:
                code += script
            made = f"<language{code}>{text}</language>" if text else f"<language{code}/>"
            if script and self.ead3:
                made = f"<languageset>{made}<script{script}/></languageset>"
            out.append(made)
        return f"<langmaterial>{('' if self.ead3 else ' ').join(out)}</langmaterial>"

    def prose(self, element: str, text: str, heading: str = "") -> str | None:
        """An element with a heading and paragraphs."""
        said = paragraphs(text)
        if said is None or element not in self.holds:
            return None
        if heading:
            above = words(heading)
            return None if not above else f"<{element}><head>{above}</head>{said}</{element}>"
        return f"<{element}>{said}</{element}>" if heading.__class__ is str else None

    def note(self, part: Note, element: str) -> str | None:
        """A note that says nothing of itself but its kind."""
        if part.label is not None or part.audience is not None or part.extras:
            return None
        return self.prose(element, part.text, part.heading)


_STRUCTURED: Final = (
    '<physdescstructured physdescstructuredtype="otherphysdescstructuredtype" otherphysdescstructuredtype="unspecified"'
    ' coverage="whole"><quantity>{}</quantity><unittype>{}</unittype></physdescstructured>'
)


def _is_meaning(text: str, edtf: str | None) -> bool:
    """Whether the words of a date are its meaning, so that they are read so again."""
    if text == edtf:
        return _DAY.fullmatch(text) is not None and text[4:].count("-") != 1
    return edtf is not None and len(edtf) == 9 and _YEARS.fullmatch(text) is not None and text.replace("-", "/") == edtf


def _takes_paragraphs(model: Model) -> bool:
    if model.mixed or model.empty:
        return False
    state = model.step(model.start, "head")
    after = None if state is None else model.step(state, "p")
    return after is not None and model.final(after) and model.step(after, "p") is not None


@cache
def plain_writer(dialect: str) -> PlainWriter:
    """The one of a dialect: what it knows of values serves every file."""
    return PlainWriter(dialect)
