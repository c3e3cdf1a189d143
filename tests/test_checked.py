"""The generated check: what each annotation accepts, what it refuses, and the message."""

from __future__ import annotations

import pickle

import attrs
import pytest

from docmeta.errors import ModelError
from docmeta.model import Checked, checked, on_assignment


@checked
@attrs.frozen
class Leaf(Checked):
    word: str


@checked
@attrs.define(on_setattr=on_assignment)
class Thing(Checked):
    word: str = ""
    maybe: str | None = None
    flag: bool = False
    count: int = 0
    size: float | None = None
    leaf: Leaf | None = None
    leaves: tuple[Leaf, ...] = ()
    words: tuple[str, ...] = ()

    def _demand(self) -> None:
        if self.word == "never":
            raise ModelError("Thing.word: expected another word")


@checked
@attrs.define(on_setattr=on_assignment)
class Kind(Thing):
    twin: Kind | None = None


class Word(str):
    __slots__ = ()


GOOD = [
    {},
    {"word": Word("a"), "maybe": Word("b"), "words": (Word("c"), "d")},
    {"flag": True, "count": -3, "size": 1.5},
    {"size": 3},
    {"leaf": Leaf("a"), "leaves": (Leaf("a"), Leaf("b"))},
]


@pytest.mark.parametrize("cls", [Thing, Kind])
@pytest.mark.parametrize("fields", GOOD)
def test_what_is_taken(cls: type[Thing], fields: dict[str, object]) -> None:
    built = cls(**fields)  # type: ignore[arg-type]
    assigned = cls()
    for name, value in fields.items():
        setattr(assigned, name, value)
        assert getattr(assigned, name) is value
    assert built == assigned


BAD = [
    ("word", None, "expected str, got None"),
    ("word", b"a", "expected str, got b'a'"),
    ("maybe", 7, "expected str or None, got 7"),
    ("flag", 1, "expected bool, got 1"),
    ("flag", None, "expected bool, got None"),
    ("count", True, "expected int, got True"),
    ("count", 1.0, "expected int, got 1.0"),
    ("size", True, "expected float or None, got True"),
    ("size", "1", "expected float or None, got '1'"),
    ("leaf", "a", "expected Leaf or None, got 'a'"),
    ("leaves", [Leaf("a")], "expected a tuple of Leaf, got [Leaf(word='a')]"),
    ("leaves", None, "expected a tuple of Leaf, got None"),
    ("leaves", Leaf("a"), "expected a tuple of Leaf"),
    ("words", "abc", "expected a tuple of str, got 'abc'"),
]


@pytest.mark.parametrize("cls", [Thing, Kind])
@pytest.mark.parametrize(("name", "value", "says"), BAD, ids=lambda value: str(value)[:20])
def test_what_is_refused_when_built_and_when_assigned(cls: type[Thing], name: str, value: object, says: str) -> None:
    with pytest.raises(ModelError) as built:
        cls(**{name: value})  # type: ignore[arg-type]
    assert str(built.value).startswith(f"{cls.__name__}.{name}: {says}")
    thing = cls()
    with pytest.raises(ModelError) as assigned:
        setattr(thing, name, value)
    assert str(assigned.value) == str(built.value)
    assert thing == cls()


def test_items_are_named_by_their_index() -> None:
    with pytest.raises(ModelError, match=r"Thing\.leaves\[1\]: expected Leaf, got 'b'"):
        Thing(leaves=(Leaf("a"), "b"))  # type: ignore[arg-type]
    with pytest.raises(ModelError, match=r"Thing\.words\[0\]: expected str, got 3"):
        Thing(words=(3,))  # type: ignore[arg-type]


def test_a_demand_of_the_class_is_heard() -> None:
    with pytest.raises(ModelError, match="another word"):
        Thing("never")


def test_annotations_may_be_resolved_by_others() -> None:
    attrs.resolve_types(Kind, globals())
    kind = Kind()
    kind.twin = Kind()
    kind.leaves = (Leaf("a"),)
    with pytest.raises(ModelError, match=r"Kind\.twin: expected Kind or None, got 3"):
        kind.twin = 3  # type: ignore[assignment]


def test_checked_things_can_be_pickled() -> None:
    thing = Thing("a", leaves=(Leaf("b"),))
    assert pickle.loads(pickle.dumps(thing)) == thing


def test_the_excerpt_of_a_value_is_short() -> None:
    with pytest.raises(ModelError) as raised:
        Thing(flag="x" * 10_000)  # type: ignore[arg-type]
    assert len(str(raised.value)) < 300
