"""What a receiver returns: a verdict on each object, with a rule that cites the receiver's own code."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO, Final, Literal, Protocol

import attrs

from docmeta.running import CONCEALED

Outcome = Literal["created", "refused", "ignored", "misread"]

#: The fate of an object: it is created; it is refused, or the whole file with it; it is ignored silently;
#: or it is misread as something else.
OUTCOMES: Final[tuple[Outcome, ...]] = ("created", "refused", "ignored", "misread")


@attrs.frozen
class Rule:
    """One rule of an importer.

    Attributes:
        id: Its identifier, unique among all receivers: "ASPACE-EAD-LEVEL".
        outcome: The fate of the objects that it is about.
        field: The field of the model in the object, "level", "dates[creation]"; "" if none.
        place: The column, element or attribute that it is about, as `Verdict.place`.
        why: The reason, in words: "ArchivesSpace refuses a component without a level, and the whole file with it".
        advice: What to do about it.
        source: The file of the receiver that states it, with its version: "ead_converter.rb, ArchivesSpace 4.1.1".
    """

    id: str
    outcome: Outcome
    field: str
    place: str
    why: str
    advice: str = ""
    source: str = ""


@attrs.frozen
class Verdict:
    """The fate of one object of a file.

    Attributes:
        outcome: "created", "refused", "ignored" or "misread".
        what: The object, in the system's own term: "archival_object", "date", "top_container", "physical object".
        said: Its title in the system, or the refused value.
        depth: The depth of a description in the resulting tree, 0 for the top; None for a part of the last description.
        line: The line of the file, or the row of the table (the header is row 1).
        place: The column, element or attribute.
        rule: The deciding rule; None if the object is simply created.
        reason: The reason, if this object has a clearer one than its rule.
        field: The field of the model, if this object has a more specific one than its rule.
        internal: Whether the file marks the object, or something in it, as internal.
    """

    outcome: Outcome
    what: str
    said: str = ""
    depth: int | None = attrs.field(default=None, kw_only=True)
    line: int | None = attrs.field(default=None, kw_only=True)
    place: str = attrs.field(default="", kw_only=True)
    rule: Rule | None = attrs.field(default=None, kw_only=True)
    reason: str = attrs.field(default="", kw_only=True)
    field: str = attrs.field(default="", kw_only=True)
    internal: bool = attrs.field(default=False, kw_only=True)

    def for_all(self) -> Verdict:
        """The verdict as anybody may read it: none of the words of an internal object, only where it stands and what becomes of it.

        >>> Verdict("created", "component", "Sealed letters", depth=1, internal=True).for_all().said
        '(internal)'
        """
        if not self.internal:
            return self
        return attrs.evolve(
            self, said=CONCEALED if self.said else "", reason=self.rule.why if self.rule is not None else ""
        )

    @classmethod
    def of(cls, rule: Rule, what: str, said: str = "", **more: Any) -> Verdict:
        """The verdict of a rule: its outcome, place, reason and field, unless given in *more*.

        >>> long = Rule("X-1", "refused", "title", "unittitle", "a title has at most 8,192 characters", "shorten it")
        >>> Verdict.of(long, "resource", "Papers", line=7).reason
        'a title has at most 8,192 characters'
        """
        given = {"place": rule.place, "reason": rule.why, "field": rule.field} | more
        return cls(rule.outcome, what, said, rule=rule, **given)


class Arriving(Protocol):
    """Judges a file from its first byte: every object that is created and every one that is not, in file order."""

    def __call__(self, stream: BinaryIO, /, *, huge: bool = False) -> Iterator[Verdict]:
        """Judge it; *huge* raises the limits of `docmeta.xml.pull`."""


@attrs.frozen
class Receiver:
    """One way into a system: an importer, the files that it takes, and its rules.

    Attributes:
        name: The name: "archivesspace-ead".
        title: For people: "ArchivesSpace, EAD import".
        version: The release whose code the rules were read from.
        takes: The names of the formats that it takes, the preferred one first.
        arriving: Judges a file in one of them.
        rules: All that `arriving` may cite.
        options: The options of the format's writer that suit it, for `docmeta convert --for`.
    """

    name: str
    title: str
    version: str
    takes: tuple[str, ...]
    arriving: Arriving
    rules: tuple[Rule, ...]
    options: tuple[tuple[str, Any], ...] = ()
