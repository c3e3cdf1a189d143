"""Expansion: from JSON to nodes with known terms, whatever names the context gives them. Nothing here recurses."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

from docmeta import InputError
from docmeta.errors import LimitError
from docmeta.json import text
from docmeta.languages import parse_tag
from docmeta.text import Text
from docmeta_jsonld.context import Context, Term
from docmeta_jsonld.things import Thing, Value
from docmeta_jsonld.vocabularies import INVERSES

#: The prefix of keys without meaning in their context.
NOTHING: Final = "?"

#: Reports a problem: message, property, place, value.
Say = Callable[[str, str, str, str, Any], None]

_UNSUPPORTED: Final = ("@nest", "@import", "@json")
#: The number of steps of a path that are shown at its beginning and at its end.
_END_STEPS: Final = 12
#: The most terms in all contexts together, each with those of the ones around it; small contexts do not count.
_MOST_TERMS: Final = 2_000_000
_FEW_TERMS: Final = 100
_PLAIN: Final = Term("")
#: Types of values (XML Schema part 2, RDF 1.1, schema.org, EDTF) that are evident from the value.
_DATATYPES: Final = frozenset(
    "string boolean decimal integer double float date time datetime datetimestamp gyear gyearmonth gmonth gmonthday gday"
    " duration yearmonthduration daytimeduration int long short byte nonnegativeinteger positiveinteger nonpositiveinteger"
    " negativeinteger unsignedint unsignedlong unsignedshort unsignedbyte anyuri language token normalizedstring name"
    " html xmlliteral langstring plainliteral text url number cssselectortype pronounceabletext xpathtype"
    " edtf edtf-level0 edtf-level1 edtf-level2 w3cdtf rfc3066 rfc4646 rfc5646 iso639-2 iso639-3 id vocab none".split()
)


def _local(name: str) -> str:
    return re.split("[/#:@]", name)[-1].lower()


class Path:
    """The place of a value; as text only on demand, and if deep, only its beginning and its end."""

    __slots__ = ("before", "begin", "length", "step")

    def __init__(self, before: Path | None, step: str) -> None:
        self.before = before
        self.step = step
        self.length: int = before.length + 1 if before is not None else 1
        #: The path of the first steps, once there are more of them.
        self.begin: Path | None = None
        if before is not None:
            self.begin = before if before.length == _END_STEPS else before.begin

    def __str__(self) -> str:
        left_out = self.length - 2 * _END_STEPS
        if left_out <= 0 or self.begin is None:
            return "".join(self._last(self.length))
        return "".join(
            (*self.begin._last(_END_STEPS), f"...({left_out} levels)...", *self._last(_END_STEPS)),
        )

    def _last(self, count: int) -> list[str]:
        steps: list[str] = []
        place: Path | None = self
        while place is not None and len(steps) < count:
            steps.append(place.step)
            place = place.before
        steps.reverse()
        return steps


class Expander:
    """Expands the values of a document.

    Args:
        say: Reports problems that do not stop the reading.
    """

    def __init__(self, say: Say) -> None:
        self.say = say
        self.tops: list[Thing] = []
        self.things: list[Thing] = []
        self._stack: list[tuple[Any, Term, Context, Path, list[Value], bool]] = []
        self._contexts: dict[str, tuple[Context, Context]] = {}
        self._line: int | None = None
        self._terms = 0

    def add(self, data: Any, line: int | None, number: int = 0) -> None:
        """Expand one document: its nodes join `tops`, they and all nodes in them join `things`."""
        root = Path(None, "$" if not number else f"$[{number}]")
        self._line = line
        if not isinstance(data, (dict, list)):
            raise InputError("expected an object of JSON-LD, or a list of them", line=line, path=str(root), value=data)
        begun = len(self.things)
        tops = len(self.tops)
        try:
            self._stack.append((data, _PLAIN, Context(), root, self.tops, False))
            self._run()
        except InputError as error:
            if error.line is None:
                error.line = line
            raise
        for top in self.tops[tops:]:
            if not isinstance(top, Thing):
                self.say("unread", "a value where a node is expected", "", str(root), top)
        for thing in self.things[begun:]:
            thing.line = line

    def node(self, data: dict[str, Any], context: Context, path: Path, line: int | None) -> Thing:
        """Expand one object, which is a node, but do not record it."""
        return self._alone((data, _PLAIN, context, path), line)[0]  # type: ignore[no-any-return]

    def properties(
        self, key: str, value: Any, context: Context, path: Path, line: int | None
    ) -> dict[str, list[Value]]:
        """The properties from a key and its value for a node at a path."""
        found = self._alone(({key: value}, _PLAIN, context, path), line)
        return found[0].props if found else {}

    def values(
        self, key: str, value: Any, context: Context, path: Path, line: int | None, *, nested: bool
    ) -> list[Value]:
        """Expand the value of a key at a path, or the list there (*nested*), but do not record the results."""
        return self._alone((value, context.term(key), context, path), line, nested=nested)

    def _alone(self, work: tuple[Any, Term, Context, Path], line: int | None, *, nested: bool = False) -> list[Value]:
        self._line = line
        found: list[Value] = []
        self._stack.append((*work, found, nested))
        try:
            self._run()
        except InputError as error:
            error.line = error.line or line
            raise
        self.things.clear()
        return found

    def _run(self) -> None:
        stack = self._stack
        while stack:
            value, term, context, path, holder, nested = stack.pop()
            if isinstance(value, str):
                holder.append(self._string(value, term, context))
            elif isinstance(value, dict):
                self._object(value, term, context, path, holder)
            elif isinstance(value, list):
                if nested:
                    self.say("problem", "a list in a list was read as one list", term.name or "", str(path), value)
                for index in range(len(value) - 1, -1, -1):
                    # removed, so that what was expanded is freed piece by piece
                    stack.append((value.pop(), term, context, Path(path, f"[{index}]"), holder, True))
            elif value is None:
                self.say("problem", "the value is null", term.name or "", str(path), value)
            else:
                holder.append(value)

    @staticmethod
    def _string(value: str, term: Term, context: Context) -> str:
        if term.type is not None:
            if term.type == "@id":
                return context.address(value)
            return (context.name(value) or value) if term.type == "@vocab" else value
        language = context.language if term.language is None else term.language
        return Text(value, language=language) if language else value

    def _object(self, data: dict[str, Any], term: Term, context: Context, path: Path, holder: list[Value]) -> None:
        if "@context" in data:
            context = self.context(context, data["@context"], path)
        elif term.container == "@language":
            self._language_map(data, path, holder)
            return
        known = context.keywords(data)
        for keyword in _UNSUPPORTED:
            if keyword in known:
                raise InputError(f"{keyword} is not supported", path=str(path))
        if "@value" in known:
            self._literal(data, known, context, path, holder)
        elif "@list" in known or "@set" in known:
            key = known.get("@list") or known["@set"]
            self._stack.append((data[key], term, context, Path(path, f".{key}"), holder, False))
            self._only(data, (key, "@context", known.get("@index")), path)
        else:
            self._node(data, known, context, path, holder)

    def context(self, context: Context, local: Any, path: object) -> Context:
        """The context that a local one makes from *context*; recurring ones are made once."""
        key = (
            f"{id(context)} {text.dumps(local, sort_keys=True)}"
            if not isinstance(local, str)
            else f"{id(context)} {local}"
        )
        known = self._contexts.get(key)
        if known is not None:
            return known[1]
        found = context.with_local(local, f"{path}.@context")
        self._terms += max(0, found.size - _FEW_TERMS)
        if self._terms > _MOST_TERMS:
            raise LimitError(f"the contexts define more than {_MOST_TERMS:,} terms", path=f"{path}.@context")
        if len(self._contexts) < 1_000:
            self._contexts[key] = context, found  # as long as both are kept no other context can have their identity
        return found

    def _language_map(self, data: dict[str, Any], path: Path, holder: list[Value]) -> None:
        for language, values in data.items():
            for value in values if isinstance(values, list) else [values]:
                if not isinstance(value, str):
                    raise InputError("expected strings in a map of languages", path=str(path), value=value)
                holder.append(value if language == "@none" else Text(value, language=language))

    def _literal(
        self, data: dict[str, Any], known: dict[str, str], context: Context, path: Path, holder: list[Value]
    ) -> None:
        value = data[known["@value"]]
        if isinstance(value, (dict, list)):
            raise InputError("expected a string, a number, true, false or null as @value", path=str(path), value=value)
        keys = [known.get(name) for name in ("@value", "@language", "@type", "@index")]
        self._only(data, (*keys, "@context"), path)
        self._datatype(data.get(known.get("@type", "")), path)
        if value is None:
            return
        language = data.get(known.get("@language", ""))
        if language is not None and not isinstance(language, str):
            raise InputError("expected a string as @language", path=str(path), value=language)
        if language and parse_tag(language) is None:
            self.say("problem", "not a language tag; it is kept as it is", "@language", str(path), language)
        holder.append(Text(value, language=language) if isinstance(value, str) and language else value)

    def _datatype(self, datatype: Any, path: Path) -> None:
        """Report the type of a value if it has a meaning that the value does not show."""
        if datatype == "@json":
            raise InputError("the type @json is not supported", path=str(path))
        if datatype is not None and not (isinstance(datatype, str) and _local(datatype) in _DATATYPES):
            self.say("unread", "an unknown type of a value", "@type", str(path), datatype)

    def _only(self, data: dict[str, Any], expected: tuple[str | None, ...], path: Path) -> None:
        for key in data:
            if key not in expected:
                self.say("unread", "what is beside a value means nothing", key[:60], str(path), data[key])

    def _node(
        self, data: dict[str, Any], known: dict[str, str], context: Context, path: Path, holder: list[Value]
    ) -> None:
        thing = Thing(
            self._id(data, known, context, path), self._types(data, known, context, path), None, path, self._line
        )
        if not data:
            self.say("problem", "an empty object", "", str(path), None)
        later: list[tuple[Any, Term, Context, Path, list[Value], bool]] = []
        for key, value in data.items():
            term = context.term(key)
            name = term.name
            if name is None:
                self._unknown(thing, key, value, path)
            elif name[:1] != "@":
                self._property(thing, name, value, term, context, path, later)
            elif name in ("@graph", "@included"):
                later.append((value, _PLAIN, context, Path(path, f".{key}"), self.tops, False))
            elif name == "@reverse":
                self._reverse(thing, key, value, context, path, later)
            elif name == "@index":
                self.say("carried", "an index means nothing outside its own program", name, str(path), value)
            elif name not in ("@id", "@type", "@context"):
                self.say("unread", "the keyword means nothing in a node", name, str(path), value)
        self._stack.extend(reversed(later))
        if thing.props or thing.types or thing.id is not None:
            if holder is self.tops and "@graph" in known and not thing.props and not thing.types:
                return
            holder.append(thing)
            self.things.append(thing)

    def _property(
        self,
        thing: Thing,
        name: str,
        value: Any,
        term: Term,
        context: Context,
        path: Path,
        later: list[tuple[Any, Term, Context, Path, list[Value], bool]],
    ) -> None:
        if isinstance(value, list) and not value:
            return
        held = thing.props.get(name)
        if held is None:
            held = thing.props[name] = []
            kind = value.__class__
            if term.type is None and context.language is None and not term.language:
                if kind is str:
                    held.append(value)
                    return
                if kind is list and all(one.__class__ is str for one in value):
                    held.extend(value)
                    return
            if kind is int or kind is float or kind is bool:
                held.append(value)
                return
        later.append((value, term, context, Path(path, f".{name}"), held, False))

    def _reverse(
        self,
        thing: Thing,
        key: str,
        value: Any,
        context: Context,
        path: Path,
        later: list[tuple[Any, Term, Context, Path, list[Value], bool]],
    ) -> None:
        """The properties by which other nodes refer to this one (JSON-LD 1.1, section 4.8), as inverse properties if there are any."""
        if not isinstance(value, dict):
            raise InputError("expected an object as @reverse", path=f"{path}.{key}", value=value)
        for word, nodes in value.items():
            term = context.term(word)
            inverse = INVERSES.get(term.name or "")
            if inverse is None:
                self.say("unread", "a property in reverse that has no inverse", word[:60], str(path), text.dumps(nodes))
            else:
                self._property(thing, inverse, nodes, term, context, Path(path, f".{key}"), later)

    def _unknown(self, thing: Thing, key: str, value: Any, path: Path) -> None:
        """A key without meaning in the context: JSON-LD would drop it; it is carried along."""
        self.say("problem", "the key means nothing in this context", key[:60], str(path), None)
        thing.props.setdefault(NOTHING + key, []).append(
            text.dumps(value) if isinstance(value, (dict, list)) else value
        )

    @staticmethod
    def _id(data: dict[str, Any], known: dict[str, str], context: Context, path: Path) -> str | None:
        value = data.get(known.get("@id", ""))
        if value is None or value == "":
            return None
        if not isinstance(value, str):
            raise InputError("expected a string as @id", path=f"{path}.@id", value=value)
        return context.address(value)

    @staticmethod
    def _types(data: dict[str, Any], known: dict[str, str], context: Context, path: Path) -> tuple[str, ...]:
        values = data.get(known.get("@type", ""))
        if values is None:
            return ()
        if isinstance(values, str):
            return (context.name(values) or values,)
        found = values if isinstance(values, list) else [values]
        if any(not isinstance(one, str) for one in found):
            raise InputError("expected a string or a list of strings as @type", path=f"{path}.@type", value=values)
        return tuple(dict.fromkeys(context.name(one) or one for one in found))
