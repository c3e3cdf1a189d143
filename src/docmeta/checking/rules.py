"""Checking descriptions against the rules of a standard or of a receiving system: every problem, in one pass.

A `Profile` is data: a name and a list of `Rule`. Rules decide whether a unit ought to have a title, a date or a level; the model does not.
If a standard lets a unit inherit from those above it (ISAD(G) 2.4, DACS chapter 1), an ancestor's value counts.

>>> from docmeta.model import Collection, Document
>>> from docmeta.model import walk
>>> rules = (Present("EX-1", "title", says="a title"), Present("EX-2", "level", says="a level of description", inherit=False))
>>> tree = Collection("c", title="Papers", level="fonds", members=(Document("d", title="Letter"),))
>>> [str(problem) for problem in problems(walk(tree), Profile("example", "An example", rules))]
['$.members[0]: error EX-2: d has no level of description']
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, BinaryIO, Final, Literal, Protocol, TypeAlias

import attrs

from docmeta.checking.problem import Problem, Severity
from docmeta.crosswalk import Place
from docmeta.dates import Day
from docmeta.errors import DocmetaError, InputError, PluginError
from docmeta.model import FIELDS, Node, Unit, day_of
from docmeta.running.concealed import Hiding, for_all

Where = Literal["unit", "top", "below", "collection", "leaf", "item"]

_NEED = re.compile(r"([a-z_]+)(?:\[([a-z_.-]+)\])?$")
_SELECTORS: Final = {"agents": "role", "notes": "kind", "dates": "kind", "identifiers": "kind", "subjects": "kind"}


@attrs.frozen
class Fault:
    """The result of a test for one value of a unit, when a message alone is not enough.

    Attributes:
        message: What is wrong, in words to follow the unit's name.
        value: The value.
        line: The line of the source, if the test knows it more precisely than the unit.
    """

    message: str
    value: str | None = None
    line: int | None = None


@attrs.define
class Scope:
    """What a rule checks: a unit, and the units above it.

    Attributes:
        unit: The unit.
        ancestors: The units above it, the root first.
        state: A dictionary for the rule's own use, new for each source.
        leaf: Whether nothing is described below the unit.
        on: The day to check for: restrictions that have ended by then are reported.
    """

    unit: Unit
    ancestors: Sequence[Unit]
    state: dict[str, Any] = attrs.field(factory=dict)
    leaf: bool = False
    on: Day = attrs.field(factory=lambda: day_of(None))
    _found: _Found = attrs.field(factory=dict, repr=False, eq=False)

    @property
    def parent(self) -> Unit | None:
        """The unit directly above."""
        return self.ancestors[-1] if self.ancestors else None

    def has(self, need: str, *, inherit: bool = False) -> bool:
        """Whether the unit (or, with *inherit*, one above it) has a value for *need* (see `Present`)."""
        if _says(self.unit, need):
            return True
        return inherit and self.nearest(_says, need) is not None

    def nearest(self, test: Callable[..., object], *words: str) -> Unit | None:
        """The nearest unit above that passes a test, called with the unit and *words*; its cost does not grow with the depth.

        >>> from docmeta.model import Collection, Document
        >>> papers, series = Collection("c1", title="Papers"), Collection("s1")
        >>> Scope(Document("d1"), [papers, series]).nearest(lambda unit: unit.title)
        Collection('c1', title='Papers')
        """
        found = self._found.setdefault((test, words), [])
        for unit in islice(self.ancestors, len(found), None):
            found.append(unit if test(unit, *words) else found[-1] if found else None)
        return found[-1] if found else None


#: For each test and each depth, the nearest unit at or above that depth that passes it.
_Found: TypeAlias = dict[tuple[Callable[..., object], tuple[str, ...]], list[Unit | None]]


#: The result of a rule's test: the problems, in words to follow the unit's name; none if all is well.
Test = Callable[[Scope], Iterable[str | Fault]]


class FileTest(Protocol):
    """Finds the problems of the file itself, from its bytes and its name."""

    def __call__(self, source: BinaryIO, name: str | None, /, *, huge: bool = False) -> Iterable[Problem]:
        """Find them; *huge* raises the limits of `docmeta.xml.pull`."""


@attrs.frozen
class Rule:
    """One rule of a profile.

    Attributes:
        id: Its identifier, unique in the profile.
        test: Finds the problems of a unit.
        says: What it requires, in words, for the printed tables.
        severity: Its severity.
        where: The units that it applies to: every "unit", the "top", those "below" the top, each "collection"
            (with units below it), each "leaf" (with none), each "item" (a unit of level item).
        advice: What to do.
        standard: The standard and section.
    """

    id: str
    test: Test
    says: str = ""
    severity: Severity = "error"
    where: Where = "unit"
    advice: str = ""
    standard: str = ""


def Present(  # noqa: N802  # it reads as the rule that it makes
    id: str,
    need: str,
    *,
    says: str,
    inherit: bool = True,
    severity: Severity = "error",
    where: Where = "unit",
    advice: str = "",
    standard: str = "",
) -> Rule:
    """A rule that something must be present.

    *need* names fields: "title", "agents[creator]", or alternatives, "description|notes[abstract]".
    With *inherit* an ancestor's value counts, so a value missing at the top is reported once, for the top, and not for each unit below.
    *says* is what is required, in words: "a title".
    """
    for word in need.split("|"):
        found = _NEED.match(word)
        if not found or found[1] not in FIELDS or (found[2] and found[1] not in _SELECTORS):
            raise ValueError(f"rule {id}: {word!r} is not a field of the model")
    lacks = "has no " + re.sub(r"\b(a|an) ", "", says).replace(" or ", " and no ")
    once = inherit and where == "unit"

    def test(scope: Scope) -> Iterable[str]:
        if once and scope.ancestors:
            return ()
        return () if scope.has(need, inherit=inherit) else (lacks,)

    return Rule(id, test, says, severity, where, advice or f"give it in {need.replace('|', ' or ')}", standard)


@attrs.frozen
class FileRule:
    """A rule about a file itself; the profile's `file` checks it.

    Attributes:
        id, says, severity, advice, standard: As for `Rule`.
        where: What it is about, for the printed tables.
    """

    id: str
    says: str
    severity: Severity = "error"
    advice: str = ""
    standard: str = ""
    where: str = "the file"

    def problem(
        self, message: str, source: str | None, line: int | None, *, value: str | None = None, target: str | None = None
    ) -> Problem:
        """A violation of the rule."""
        return Problem(
            self.id, self.severity, message, self.advice, self.standard, source, line, value=value, target=target
        )


@attrs.frozen
class Profile:
    """A set of rules with a name.

    Attributes:
        name: The name for `--profile`.
        title: For people.
        rules: The rules, in the order of the standard.
        source: Where they are published.
        file: Checks what only the file itself shows, such as a column that the receiving system does not know.
        file_rules: The rules of `file`, for the printed tables.
        system: The receiving system of the profile, if any: a file in a format that the system imports is checked by the importer's
            rules (`docmeta.receivers`) instead of `rules`.
    """

    name: str
    title: str
    rules: tuple[Rule, ...]
    source: str = ""
    file: FileTest | None = None
    file_rules: tuple[FileRule, ...] = ()
    system: str = ""

    def __attrs_post_init__(self) -> None:
        ids = [rule.id for rule in self.rules] + [rule.id for rule in self.file_rules]
        if len(set(ids)) != len(ids):
            raise ValueError(f"profile {self.name!r}: two rules have the same id")


def problems(
    nodes: Iterable[Node],
    *profiles: Profile,
    source: str | None = None,
    on: Day | None = None,
    include_internal: bool = False,
) -> Iterator[Problem]:
    """Check a stream against profiles, with the memory of one unit and its ancestors.

    Rules use the day *on*; None is today. Internal material is checked too, but quoted only with *include_internal*.
    Problems come in the order of the stream. A read error is raised after the problems of the units before it.
    """
    for problem in marked(nodes, *profiles, source=source, on=on):
        yield problem if include_internal else problem.for_all()


def marked(
    nodes: Iterable[Node], *profiles: Profile, source: str | None = None, on: Day | None = None
) -> Iterator[Problem]:
    """The same, with all words, and with `internal` where not everybody may read them."""
    place = Place()
    ancestors: list[Unit] = []
    found: _Found = {}
    seen = _Seen()
    day = on or day_of(None)
    rules: list[tuple[Rule, dict[str, Any]]] = [(rule, {}) for profile in profiles for rule in profile.rules]
    for node, leaf in _with_leaves(nodes):
        del ancestors[node.depth :]
        for passed in found.values():
            del passed[node.depth :]
        place.step(node.depth, node.line)
        scope = Scope(node.unit, ancestors, {}, leaf, day, found)
        seen.step(node)
        for rule, state in rules:
            if not _concerns(rule.where, scope):
                continue
            scope.state = state
            for fault in _faults(rule, scope):
                yield _problem(rule, fault, node, place.path(), source, seen.hides(rule, fault, scope))
        ancestors.append(node.unit)


class _Seen:
    """What anybody may see of the open units: what a rule finds in the rest of them is said without its words."""

    def __init__(self) -> None:
        self._hiding = Hiding()
        self._ancestors: list[Unit] = []
        self._found: _Found = {}
        self._partly: list[bool] = []  # whether something in each open unit, or in one above it, is internal
        self._hidden = False

    def step(self, node: Node) -> None:
        """Take the next unit."""
        del self._ancestors[node.depth :], self._partly[node.depth :]
        for passed in self._found.values():
            del passed[node.depth :]
        self._hidden = self._hiding.hides(node)
        unit = node.unit if self._hidden else for_all(node.unit)
        self._partly.append(unit is not node.unit or (bool(self._partly) and self._partly[-1]))
        self._ancestors.append(unit)

    def hides(self, rule: Rule, fault: str | Fault, scope: Scope) -> bool:
        """Whether what a rule finds in the last unit is found only by those who see what is internal."""
        if self._hidden or not self._partly[-1]:
            return self._hidden
        *above, unit = self._ancestors
        return fault not in _faults(rule, Scope(unit, above, {}, scope.leaf, scope.on, self._found))


def _faults(rule: Rule, scope: Scope) -> tuple[str | Fault, ...]:
    """What a rule finds; an error in it is attributed to the rule, since plugins have rules too."""
    try:
        return tuple(rule.test(scope))
    except (DocmetaError, OSError):
        raise
    except Exception as error:
        said = f"{type(error).__name__}: {error}"
        raise PluginError(f"rule {rule.id} failed at {called(scope.unit)}: {said}") from error


def _with_leaves(nodes: Iterable[Node]) -> Iterator[tuple[Node, bool]]:
    """Each node, and whether anything is below it, which the next one tells."""
    iterator = iter(nodes)
    node = next(iterator, None)
    while node is not None:
        broken: InputError | None = None
        following: Node | None = None
        try:
            following = next(iterator, None)
        except InputError as error:
            broken = error
        yield node, following is None or following.depth <= node.depth
        if broken is not None:
            raise broken
        node = following


def _problem(rule: Rule, fault: str | Fault, node: Node, path: str, source: str | None, internal: bool) -> Problem:
    unit = node.unit
    said = Fault(fault) if isinstance(fault, str) else fault
    return Problem(
        rule.id,
        rule.severity,
        f"{called(unit)} {said.message}",
        rule.advice,
        rule.standard,
        source,
        node.line if said.line is None else said.line,
        None,
        path,
        None if unit.minted else unit.id,
        said.value,
        internal=internal,
    )


def _concerns(where: Where, scope: Scope) -> bool:
    if where == "unit":
        return True
    if where == "top":
        return not scope.ancestors
    if where == "below":
        return bool(scope.ancestors)
    if where == "item":
        return scope.unit.level == "item"
    return scope.leaf == (where == "leaf")


def _says(unit: Unit, need: str) -> bool:
    for word in need.split("|"):
        name, _, kind = word.rstrip("]").partition("[")
        value = getattr(unit, name)
        if kind:
            attribute = _SELECTORS[name]
            value = [part for part in value if getattr(part, attribute) == kind]
        if value:
            return True
    return False


def called(unit: Unit) -> str:
    """The name of a unit in a message: its identifier, else its title, else its reference code.

    >>> from docmeta.model import Document
    >>> called(Document("d1", title="Letter")), called(Document("u7", title="Letter", minted=True))
    ('d1', "'Letter'")
    >>> called(Document("u8", title="Letters " * 20, minted=True))
    "'Letters Letters Letters Letters Letters Letters Letters L...'"
    """
    if not unit.minted:
        return unit.id[:80]
    title = " ".join(unit.title.split())
    if title:
        return f"'{_cut(title)}'"
    code = next((identifier.value for identifier in unit.identifiers), "")
    return f"'{_cut(code)}'" if code else f"the unit without a title ({unit.level or 'no level'})"


def _cut(text: str) -> str:
    return text if len(text) <= 60 else text[:57] + "..."
