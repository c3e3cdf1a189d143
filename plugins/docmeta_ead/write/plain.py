"""Writes plain parts as strings, by functions compiled from the tables: anything structured is left to the fitter.

A plain part has only words and attributes, all of which the dialect accepts unchanged.
For any other, a function gives None, and the careful way writes it; for a plain one, both give the same.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, partial
from typing import Any, Final, TypeVar, cast

import attrs

import docmeta.model
from docmeta.dates import Date
from docmeta.model import Agent, AgentLink, Extent, Extra, Language, Note
from docmeta_ead.fit.automaton import Model, models
from docmeta_ead.read.physical import counted
from docmeta_ead.tables.dialect import BARE_EXTENT, IN_EXTENT, NAMES
from docmeta_ead.tables.plain import ACCESS_POINTS, PLAIN, Plain
from docmeta_ead.tables.values import is_life, nearest
from docmeta_ead.write.attributes import MOST, Values, attributes_of
from docmeta_ead.write.inline import inline, inline_paragraphs
from docmeta_ead.write.plain_dates import (
    DATE,
    PLAIN_MEANING,
    date_about,
    is_meaning,
    of_meaning,
    says_other,
    understood,
)
from docmeta_ead.write.taken import Taken
from docmeta_ead.write.words import paragraphs, words

_STANDARDS: Final = frozenset(("@standarddate", "@standarddatetime", "unitdatestructured"))
#: The most values of a kind that are remembered, the first ones: more of them, which may never recur, cost more than they save.
FEW: Final = 512
_V = TypeVar("_V")
#: A plain part as it is written; None if it is not plain.
Write = Callable[[Any], str | None]


def of_line(dialect: str, line: Plain, known: dict[Any, str | None] | None = None) -> Write:
    """The function that writes the parts of one line of the table; *known* remembers those that have only words."""
    element = line.element
    model = models(dialect)[element]
    found = {field: Values(dialect, element, name, line.nothing.get(field)) for name, field in line.attributes.items()}
    # An identifier occurs only once in a file.
    values = {field: one for field, one in found.items() if one.name in model.attributes and one.name != "id"}
    order = list(model.attributes)
    said = sorted(values, key=lambda field: order.index(values[field].name))
    tests = _tests(line, {line.words, *values})
    inner = "{text}" if model.mixed else "<part>{text}</part>" if "part" in model.names else "<p>{text}</p>"
    code = ["def write(part):", f"    if {' or '.join(tests)}:", "        return None", f"    text = part.{line.words}"]
    if said and not line.unique:
        # Most have only words, which recur.
        code += [
            f"    if {' is '.join(f'part.{field}' for field in said)} is None and text.__class__ is str:",
            "        made = known.get(text)",
            "        if made is None:",
            "            said = words(text)",
            f"            made = f'<{element}>{inner.format(text='{said}')}</{element}>' if said else None",
            f"            if len(known) < {FEW}: known[text] = made",
            "        return made",
        ]
    code += ["    text = words(text)", *(f"    {field}_ = {field}_of[part.{field}]" for field in said)]
    code += [f"    if {' or '.join(['not text', *(f'{field}_ is None' for field in said)])}:", "        return None"]
    code += [f"    return f'<{element}{''.join(f'{{{field}_}}' for field in said)}>{inner}</{element}>'"]
    names: dict[str, Any] = {
        "words": words,
        "known": {} if known is None else known,
        **{f"{field}_of": one for field, one in values.items()},
    }
    exec("\n".join(code), names)  # noqa: S102  # nosec B102  # built from the table, by us
    return cast("Write", names["write"])


def _tests(line: Plain, known: set[str]) -> list[str]:
    """Tests that a part has no more than what is *known*."""
    tests = [f"part.{field} != {value!r}" for field, value in line.fixed.items()]
    for field in attrs.fields(getattr(docmeta.model, line.part)):
        if field.name not in {*known, *line.fixed, *line.unsaid}:
            tests.append(f"part.{field.name} is not None" if field.default is None else f"part.{field.name}")
    return tests


#: The same with the identifiers that a file has already.
WriteWith = Callable[[Any, Taken], str | None]


def with_more(dialect: str, line: Plain) -> WriteWith:
    """The function that writes the parts of one line with further attributes, from extras, or with an identifier."""
    of_element = attributes_of(dialect, line.element)
    model = of_element.model
    inner = "{text}" if model.mixed else "<part>{text}</part>" if "part" in model.names else "<p>{text}</p>"
    tests = _tests(line, {line.words, *line.attributes.values(), "extras", "uri"})
    code = ["def write(part, taken):", f"    text = part.{line.words}"]
    code += [f"    text = inline(text) if {model.mixed} and text.__class__ is not str else words(text)"]
    code += [f"    if {' or '.join(['not text', *tests])}:", "        return None", "    found = {}"]
    for canonical, name in line.attributes.items():
        code += [f"    if part.{name} is not None and part.{name} != {line.nothing.get(name)!r}:"]
        code += [f"        found[{canonical!r}] = part.{name}"]
    if "uri" in attrs.fields_dict(getattr(docmeta.model, line.part)):
        code += [
            "    if part.uri:",
            "        if 'identifier' in found or not part.uri.startswith(('http://', 'https://')):",
        ]
        code += ["            return None", "        found['identifier'] = part.uri"]
    code += ["    about = told(found, part.extras, taken)"]
    code += [f"    return None if about is None else f'<{line.element}{{about}}>{inner}</{line.element}>'"]
    names: dict[str, Any] = {
        "words": words, "inline": partial(inline, dialect, line.element), "told": of_element.told
    }  # fmt: skip
    exec("\n".join(code), names)  # noqa: S102  # nosec B102  # built from the table, by us
    return cast("WriteWith", names["write"])


class _Recurring(dict[Any, _V]):
    """What recurs in many units, as it is written: made when it is first asked for."""

    def __init__(self, make: Callable[[Any], _V]) -> None:
        self.make = make

    def __missing__(self, key: Any) -> _V:
        made = self.make(key)
        if len(self) < FEW:
            self[key] = made
        return made


class PlainWriter:
    """Writes the plain parts of a unit in one dialect."""

    def __init__(self, dialect: str) -> None:
        known = models(dialect)
        self.dialect = dialect
        self.ead3 = dialect != "ead2002"
        lines = [line for line in (*PLAIN, *ACCESS_POINTS) if line.element in known]
        #: What recurs, as it is written: by element, and by kind of part.
        self.known: list[dict[Any, Any]] = []
        self.identifier, self.container = (
            next(self._of_line(line) for line in lines if line.field == field)
            for field in ("identifiers", "containers")
        )
        self.identifier_with, self.container_with = (
            next(with_more(dialect, line) for line in lines if line.field == field)
            for field in ("identifiers", "containers")
        )
        self.did_notes = {line.fixed["kind"]: self._of_line(line) for line in lines if line.field == "notes"}
        self.terms_with: dict[str, dict[str | None, WriteWith]] = {"subjects": {}, "genres": {}, "places": {}}
        self.terms: dict[str, dict[str | None, Write]] = {"subjects": {}, "genres": {}, "places": {}}
        for line in ACCESS_POINTS:
            self.terms[line.field][line.fixed.get("kind")] = self._of_line(line)
            self.terms_with[line.field][line.fixed.get("kind")] = with_more(dialect, line)
        about = {name: [Values(dialect, name, one) for one in ("source", "rules", "relator")] for name in NAMES}
        self.names: dict[type[Agent], tuple[str, Values, Values, Values]] = {
            getattr(docmeta.model, cls): (name, about[name][0], about[name][1], about[name][2])
            for name, cls in NAMES.items()
        }
        order = list(known["name"].attributes)
        #: Whether the role of a name precedes its source.
        self.relator_first = order.index(about["name"][2].name) < order.index("source")
        dates = ("unitdate", "unitdatestructured") if self.ead3 else ("unitdate",)
        self.date_about = {name: date_about(dialect, name) for name in dates}
        script = "script" if self.ead3 else "language"
        self.language_values = Values(dialect, "language", "langcode"), Values(dialect, script, "scriptcode")
        #: Dates by their words and their EDTF, as `_worded` gives them.
        self._dates: dict[tuple[str, str, bool], tuple[str, str | None, str] | None] = {}
        self._extents = _Recurring(self._extent)
        self._languages = _Recurring(lambda key: self._language(*key))
        self._rights = _Recurring(lambda text: self.prose("userestrict", text))
        self._names = _Recurring(self._name)
        self.known += self._names, self._extents, self._languages, self._rights
        #: The elements of notes that only hold paragraphs.
        self.holds = frozenset(name for name, model in known.items() if _takes_paragraphs(model))

    def _of_line(self, line: Plain) -> Write:
        self.known.append({})
        return of_line(self.dialect, line, self.known[-1])

    def begin(self) -> None:
        """Forget, before a file, what other files have filled."""
        for known in self.known:
            if len(known) >= FEW:
                known.clear()

    def name(self, link: AgentLink, relator: str | None) -> tuple[str, str, bool] | None:
        """A name, its element, and whether the dates of existence follow it."""
        who = link.agent
        if link.label is not None or link.audience is not None or link.extras:
            return None
        if (
            who.__class__ not in self.names
            or who.parts
            or who.other_names
            or who.identifiers
            or who.extras
            or who.about is not None
        ):
            return None
        life = None if who.dates is None else who.dates.text
        if who.name.__class__ is not str or (life is not None and life.__class__ is not str):
            return None
        return self._names[who.__class__, who.name, life, who.source, who.rules, relator]

    def _name(self, said: Any) -> tuple[str, str, bool] | None:
        cls, name, life, source, rules, relator = said
        text = words(name)
        if not text or (self.ead3 and not text[0].isalpha() and is_life(name, ())):
            return None
        element, source_of, rules_of, relator_of = self.names[cls]
        about = ""
        if source is not None or rules is not None or relator is not None:
            source, rules, role = source_of[source], rules_of[rules], relator_of[relator]
            if source is None or rules is None or role is None:
                return None
            about = role + source + rules if self.relator_first else source + rules + role
        more, behind = "", False
        if life is not None:
            dates = words(life)
            if not dates:
                return None
            if life not in name:
                more, behind = dates, True
        if self.ead3:
            more = more and f'<part localtype="dates">{more}</part>'
            return f"<{element}{about}><part>{text}</part>{more}</{element}>", element, behind
        return f"<{element}{about}>{text}{', ' if more else ''}{more}</{element}>", element, behind

    def title(self, prose: str, dates: Sequence[Date]) -> str | None:
        """A title of words with dates and other inline elements."""
        said = inline(self.dialect, "unittitle", prose, dates) if prose.__class__ is not str else None
        return said and f"<unittitle>{said}</unittitle>"

    def extent(self, part: Extent) -> str | None:
        """A single extent."""
        if part.kind is not None or part.coverage is not None or part.label is not None or part.audience is not None:
            return None
        if part.approximate or part.facets or part.dimensions or part.text.__class__ is not str:
            return None
        if part.extras:
            bare = len(part.extras) == 1 and part.extras[0].place == BARE_EXTENT
            return self._extent((part.text, part.quantity, part.unit), bare=True) if bare else None
        return self._extents[part.text, part.quantity, part.unit]

    def _extent(self, said: tuple[str, str | None, str | None], *, bare: bool = False) -> str | None:
        (words_, quantity, unit), text = said, words(said[0])
        told = quantity is not None and unit is not None
        if not text or (words_ != f"{quantity} {unit}" if told else quantity is not unit):
            return None
        if told and (bare or not self.ead3) and counted(words_).get("quantity") != quantity:
            return None
        if bare:
            return f"<physdesc>{text}</physdesc>"
        if not self.ead3:
            return f"<physdesc><extent>{text}</extent></physdesc>"
        if not told:
            return f'<physdesc localtype="{IN_EXTENT}">{text}</physdesc>'
        number, what = words(str(quantity)), words(str(unit))
        return None if not number or not what else _STRUCTURED.format(number, what)

    def date(self, part: Date, structured: bool, taken: Taken) -> str | None:
        """A date whose words are understood as they are."""
        text, meaning = part.text, part.edtf
        if part.certainty is not None or text.__class__ is not str or meaning is None:
            return None
        key = text, meaning, structured
        if key in self._dates:
            known = self._dates[key]
        else:
            if len(self._dates) > MOST:
                self._dates.clear()
            known = self._dates[key] = self._worded(part, meaning, structured)
        if known is None:
            return None
        said, inner, normal = known
        own = [extra for extra in part.extras if extra.place == "@normal"] if part.extras else ()
        if own:
            if len(own) > 1 or not nearest("NORMAL", own[0].content)[1]:
                return None
            if structured and not says_other(own[0].content, normal):
                return None
            inner, normal = None, own[0].content
        name, given = ("unitdate", normal) if inner is None else ("unitdatestructured", None)
        about = self._about(part, name, given, taken) if part.extras else self.date_about[name](part, given)
        return None if about is None else f"<{name}{about}>{inner or said}</{name}>"

    def _worded(self, part: Date, meaning: str, structured: bool) -> tuple[str, str | None, str] | None:
        """The words of a date, the elements of their structure, and the normalised date; None if it needs care."""
        said = words(part.text)
        if not said or (self.dialect == "ead4" and not PLAIN_MEANING.fullmatch(meaning)):
            return None
        if is_meaning(part.text, meaning):
            return said, (of_meaning(said, meaning) if structured else None), meaning
        found = understood(part, said, meaning, structured)
        return found and (said, *found)

    def _about(self, part: Date, name: str, normal: str | None, taken: Taken) -> str | None:
        """The attributes of a date that has extras."""
        extras = tuple(extra for extra in part.extras if extra.place != "@normal")
        if any(extra.place in _STANDARDS for extra in extras):
            return None
        found = {canonical: value for field, canonical in DATE.items() if (value := getattr(part, field))}
        if normal:
            found["normal"] = normal
        return attributes_of(self.dialect, name).told(found, extras, taken)

    def languages(self, parts: Sequence[Language]) -> str | None:
        """The languages of a unit, if none has a label."""
        out = []
        for part in parts:
            if part.label is not None or part.audience is not None or part.extras or part.name.__class__ is not str:
                return None
            made = self._languages[part.code, part.script, part.name]
            if made is None:
                return None
            out.append(made)
        # ArcLight 2.0 reads each langmaterial as the name of a language (ead2_config.rb, `language_ssim`).
        apart = "" if self.ead3 else "</langmaterial><langmaterial>"
        return f"<langmaterial>{apart.join(out)}</langmaterial>"

    def _language(self, code: str | None, script: str | None, name: str) -> str | None:
        text, coded, written = words(name), self.language_values[0][code], self.language_values[1][script]
        if text is None or coded is None or written is None or not (text or coded):
            return None
        if not self.ead3:
            coded, written = coded + written, ""
        made = f"<language{coded}>{text}</language>" if text else f"<language{coded}/>"
        return f"<languageset>{made}<script{written}/></languageset>" if written else made

    def rights(self, text: str) -> str | None:
        """A statement of rights of words."""
        return self._rights[text] if text.__class__ is str else self.prose("userestrict", text)

    def prose(self, element: str, text: str, heading: str = "") -> str | None:
        """An element with a heading and paragraphs."""
        said = paragraphs(text) if text.__class__ is str else inline_paragraphs(self.dialect, text)
        if said is None or element not in self.holds:
            return None
        if heading:
            above = words(heading)
            return None if not above else f"<{element}><head>{above}</head>{said}</{element}>"
        return f"<{element}>{said}</{element}>" if heading.__class__ is str else None

    def note(self, part: Note, element: str, taken: Taken) -> str | None:
        """A note with only its kind and attributes."""
        if part.label is not None or part.dates is not None:
            return None
        if part.audience is None and not part.extras:
            return self.prose(element, part.text, part.heading)
        found = {"audience": part.audience} if part.audience else {}
        extras = [extra for extra in part.extras if extra.place != "descgrp"]
        return self._prose_with(element, part.text, part.heading, found, extras, taken)

    def described(self, text: str, heading: str, extras: Sequence[Extra], taken: Taken) -> str | None:
        """The description of a unit."""
        if not extras:
            return self.prose("scopecontent", text, heading)
        return self._prose_with("scopecontent", text, heading, {}, extras, taken)

    def _prose_with(
        self, element: str, text: str, heading: str, found: dict[str, str], extras: Sequence[Extra], taken: Taken
    ) -> str | None:
        made = self.prose(element, text, heading)
        about = None if made is None else attributes_of(self.dialect, element).told(found, extras, taken)
        return None if made is None or about is None else f"<{element}{about}{made[len(element) + 1 :]}"


_STRUCTURED: Final = (
    '<physdescstructured physdescstructuredtype="otherphysdescstructuredtype" otherphysdescstructuredtype="unspecified"'
    ' coverage="whole"><quantity>{}</quantity><unittype>{}</unittype></physdescstructured>'
)


def _takes_paragraphs(model: Model) -> bool:
    if model.mixed or model.empty:
        return False
    state = model.step(model.start, "head")
    after = None if state is None else model.step(state, "p")
    return after is not None and model.final(after) and model.step(after, "p") is not None


@cache
def plain_writer(dialect: str) -> PlainWriter:
    """The writer of a dialect: what it knows of values serves every file."""
    return PlainWriter(dialect)
