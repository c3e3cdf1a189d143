"""Notes, rights, relations, the source: works about the unit or related to it."""

from __future__ import annotations

import re
from typing import Final

import attrs

from docmeta.crosswalk import WORDS
from docmeta.model import Note, NoteKind, Relation, RelationKind, RightsStatement, opens
from docmeta_jsonld.codec import JsonCodec, codec, lost_extras
from docmeta_jsonld.dates import opening
from docmeta_jsonld.fragments import Object, is_iri, prose, quote, structured
from docmeta_jsonld.parts import address_of
from docmeta_jsonld.things import Left, Thing, Value, words

# -- notes ---------------------------------------------------------------------------------------------------------------

_NOTE_KEEPS: Final = ("kind", "text", "heading", "label", "extras")
NOTE_KINDS: Final = frozenset(kind.value for kind in NoteKind)


def plain_note(kind: str) -> JsonCodec:
    """The codec of the notes of a kind with a property for words."""

    def encode(note: Note) -> str | None:
        return prose(note.text) if note.text else None

    def take(value: Value) -> Note | None:
        said = words(value)
        return Note(kind, said) if said else None

    def loses(note: Note) -> bool:
        return note.kind != kind or not note.text or structured(note.text)

    return codec("note", encode, take, ("kind", "text"), loses, changes=("label", "audience"))


def _not_available(note: Note) -> str:
    """What is lost of the time of a condition: only the day after its end is written."""
    if note.dates is None:
        return ""
    if opens(note.dates) is None:
        return WORDS["Note.dates"]
    return "" if note.dates.begin is None else "when the condition begins"


_CONDITION: Final = plain_note("access_conditions")
#: A condition of access, beside which the day after its end becomes the day from which the unit can be viewed.
ACCESS: Final = attrs.evolve(
    _CONDITION,
    keeps=("kind", "text", "dates"),
    loses=lambda note: note.dates is not None or _CONDITION.loss(note),
    misses=_not_available,
)


def _opens(note: Note) -> str | None:
    day = opens(note.dates) if note.dates is not None else None
    return None if day is None else opening(day.isoformat())


OPENS: Final = codec("date", _opens, lambda value: None, "the day after its time")


def work_note(kind: str) -> JsonCodec:
    """The codec of the notes of a kind with a property for a work."""

    def encode(note: Note) -> str | None:
        return _note(note).text() if note.text else None

    def take(value: Value) -> Note | None:
        if not isinstance(value, Thing) or "text" not in value.props or "copyrightHolder" in value.props:
            return None
        left = Left(value)
        left.is_a("CreativeWork")
        if "additionalType" in left.props:
            return None
        return _take_note(left, kind)

    return codec("note", encode, take, _NOTE_KEEPS, changes=("audience",), misses=lost_extras)


def _note(note: Note) -> Object:
    made = Object("CreativeWork").say("name", note.heading).say("alternateName", note.label).say("text", note.text)
    return made.more(note.extras)


def _take_note(left: Left, kind: str) -> Note:
    text, heading = left.text("text"), left.text("name")
    return Note(kind, text, heading, str(left.text("alternateName")) or None, extras=left.extras())


def _any_note(note: Note) -> str | None:
    if not (note.text or note.heading or note.label):
        return None
    made, kind = _note(note), note.kind or NoteKind.GENERAL.value
    if not note.text and kind not in NOTE_KINDS:
        made.add("text", '""')  # which marks it as a note
    made.fields = {"@type": '"CreativeWork"', "additionalType": quote(kind), **made.fields}
    return made.text()


def _take_any_note(value: Value) -> Note | None:
    """A work about the unit with a kind of note, or with nothing but its text: its text."""
    if not isinstance(value, Thing):
        return None
    left = Left(value)
    left.is_a("CreativeWork")
    kind = str(left.text("additionalType"))
    if "text" not in left.props and kind not in NOTE_KINDS:
        return None
    return _take_note(left, kind or NoteKind.GENERAL.value)


#: The `additionalType` of the work that describes the unit, the record.
FINDING_AID: Final = "finding aid"
NOTE: Final = codec("note", _any_note, _take_any_note, _NOTE_KEEPS, changes=("audience",), misses=lost_extras)


# -- rights --------------------------------------------------------------------------------------------------------------


def _licence(rights: RightsStatement) -> str | None:
    if not rights.uri:
        return None
    if is_iri(rights.uri) and not rights.text and not rights.holder:
        return quote(rights.uri)
    return _rights(rights).text()


def _rights(rights: RightsStatement) -> Object:
    made = Object("CreativeWork")
    if rights.uri:
        made.add("url" if is_iri(rights.uri) else "identifier", quote(rights.uri))
    made.say("text", rights.text)
    return made.add("copyrightHolder", named(rights.holder))


#: Words in the names of bodies, in the languages of most finding aids.
_BODY: Final = re.compile(
    r"\b(?:librar|bibliot|archi[vf]|universi|college|school|institut|museum|mus[eé]e|societ|soci[eé]t|foundation|stiftung|fondation|"
    r"cent(?:er|re)\b|depart|council|committee|commission|agency|ministr|office|staff|team|board|bureau|press|trust\b|fund\b|"
    r"endowment|association|company|corporation|inc\b|ltd\b|gmbh|service|program|project|collections|government)",
    re.IGNORECASE,
)
#: The beginnings of statements of responsibility.
_BY: Final = re.compile(
    r"(?:(?:finding aid|guide|inventory|register|collection|papers)\s+)?(?:was\s+)?(?:[a-z]+ed\s+(?:and\s+[a-z]+ed\s+)?|written\s+)?by\s+",
    re.IGNORECASE,
)
_LONGEST_NAME: Final = 120


def name_in(statement: str) -> str:
    """The name in a statement of responsibility, "Processed by Ann Roe"; "" if it is more than a name.

    >>> name_in("Finding aid prepared by Ann Roe"), name_in("City Archive"), name_in("Made possible. See below.")
    ('Ann Roe', 'City Archive', '')
    """
    said = " ".join(statement.split())
    begin = _BY.match(said)
    name = said[begin.end() :] if begin else said
    return "" if not name or len(name) > _LONGEST_NAME or re.search(r"\w{3}[.;:!?] ", name) else name.rstrip(".")


def named(name: str, kind: str = "Person") -> str | None:
    """An agent with only a name: a body if the name shows it, otherwise the default of the place."""
    if not name:
        return None
    return Object("Organization" if _BODY.search(name) else kind).say("name", name).text()


def _take_licence(value: Value) -> RightsStatement | None:
    address = address_of(value)
    if address is not None:
        return RightsStatement(uri=address) if is_iri(address) else RightsStatement(words(value) or address)
    return _take_rights(value) if isinstance(value, Thing) else None


def _take_rights(value: Thing) -> RightsStatement | None:
    left = Left(value)
    left.is_a("CreativeWork")
    uri = next(iter(left.texts("url")), None) or str(left.text("identifier")) or None
    if uri is None and left.id is not None:
        uri, left.id = left.id, None
    text = left.text("text") or left.text("name")
    inner = left.thing_of("copyrightHolder")
    holder = ""
    if inner is not None:
        who = Left(inner)
        holder = who.text("name")
        who.is_a("Organization", "Person")
        if set(inner.props) != {"name"} or len(inner.props["name"]) != 1 or who.types:
            left.put_back("copyrightHolder", inner)
    if not (text or uri or holder):
        return None
    return RightsStatement(text, str(uri) if uri else None, holder, extras=left.extras())


_RIGHTS: Final = ("text", "uri", "holder", "extras")
LICENCE: Final = codec("rights", _licence, _take_licence, _RIGHTS, changes=("audience",), misses=lost_extras)


def _notice(rights: RightsStatement) -> str | None:
    return prose(rights.text) if rights.text and not rights.uri and not rights.holder else None


def _take_notice(value: Value) -> RightsStatement | None:
    said = words(value)
    return RightsStatement(said) if said else None


NOTICE: Final = codec("rights", _notice, _take_notice, _RIGHTS, changes=("audience",), misses=lost_extras)


def _held(rights: RightsStatement) -> str | None:
    return _rights(rights).text() if rights.holder and not rights.uri else None


def _take_held(value: Value) -> RightsStatement | None:
    if address_of(value) is not None:
        return _take_licence(value)
    if not isinstance(value, Thing) or "copyrightHolder" not in value.props:
        return None
    return _take_rights(value)


HELD: Final = codec("rights", _held, _take_held, _RIGHTS, changes=("audience",), misses=lost_extras)


# -- relations -----------------------------------------------------------------------------------------------------------

_RELATION_KINDS: Final = frozenset(kind.value for kind in RelationKind)


def _relation(relation: Relation, kind: str | None = None) -> str | None:
    made = Object("CreativeWork")
    if kind:
        made.say("additionalType", kind)
    target = relation.target
    if target:
        made.add("url" if is_iri(target) else "identifier", quote(target))
    return (
        made.say("name", relation.label).more(relation.extras).text()
        if len(made) > (2 if kind else 1) or relation.label
        else None
    )


def _take_relation(value: Value, kind: str) -> Relation | None:
    address = address_of(value)
    if address is not None:
        said = words(value)
        return Relation(kind, address) if said is None or is_iri(said) else Relation(kind, label=said)
    if not isinstance(value, Thing):
        return None
    left = Left(value)
    left.is_a("CreativeWork", "Thing")
    target = next(iter(left.texts("url")), None) or str(left.text("identifier")) or None
    if target is None and left.id is not None:
        target, left.id = left.id, None
    label = left.text("name")
    return Relation(kind, str(target) if target else None, label, extras=left.extras()) if target or label else None


_RELATION: Final = ("kind", "target", "label", "extras")


def relation_to(kind: str) -> JsonCodec:
    """The codec of the relations of a kind with a property of its own."""

    def take(value: Value) -> Relation | None:
        if isinstance(value, Thing) and ("text" in value.props or "additionalType" in value.props):
            return None
        return _take_relation(value, kind)

    return codec("relation", _relation, take, _RELATION, changes=("audience",), misses=lost_extras)


def _other_relation(relation: Relation) -> str | None:
    return _relation(relation, relation.kind or "relation")


def _take_other_relation(value: Value) -> Relation | None:
    if not isinstance(value, Thing):
        return _take_relation(value, "relation")
    kinds = [words(kind) for kind in value.props.get("additionalType", ())]
    if len(kinds) != 1 or not kinds[0]:
        return _take_relation(value, "relation")
    props = {name: values for name, values in value.props.items() if name != "additionalType"}
    return _take_relation(Thing(value.id, value.types or ("CreativeWork",), props, value.path), str(kinds[0]))


RELATION: Final = codec(
    "relation", _other_relation, _take_other_relation, _RELATION, changes=("audience",), misses=lost_extras
)


def _bare(relation: Relation) -> str | None:
    """A relation as its URL alone, if it has nothing else."""
    return Object().add("@id", quote(relation.target)).text() if _is_bare(relation) and relation.target else None


def _is_bare(relation: Relation) -> bool:
    return bool(relation.target) and not relation.label and is_iri(relation.target or "")


def reference_to(kind: str) -> JsonCodec:
    """The codec of relations that are only references: a part or a whole that is described elsewhere."""

    def take(value: Value) -> Relation | None:
        address = address_of(value)
        return Relation(kind, address) if address else None

    return codec("reference", _bare, take, ("kind", "target"), changes=("audience",), misses=lost_extras)


def _same(relation: Relation) -> str | None:
    return quote(relation.target) if _is_bare(relation) and relation.target else None


SAME: Final = codec(
    "address",
    _same,
    lambda value: Relation("sameAs", address) if (address := address_of(value)) else None,
    ("kind", "target"),
    changes=("audience",),
    misses=lost_extras,
)


# -- the source ----------------------------------------------------------------------------------------------------------


def _source(citation: str) -> str:
    return Object("CreativeWork").say("name", citation).text()


def _take_source(value: Value) -> str | None:
    if not isinstance(value, Thing):
        said = words(value)
        return said if said and not is_iri(said) else None
    if value.props.keys() != {"name"}:
        return None
    left = Left(value)
    left.is_a("CreativeWork")
    name = left.text("name")
    return name if name and not left.props and not left.types and left.id is None else None


SOURCE: Final = codec("citation", _source, _take_source, "the words and their language", structured, whole=True)
