"""Options of formats: how strings and values are converted, and how a mistake is reported."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from typing import Any, Literal

import attrs
import pytest

from docmeta import Format, OptionError
from docmeta.plugins.options import described, names_of, options_of, pairs, split, structured


class Case(enum.Enum):
    """Letters."""

    AS_IS = "as-is"
    UPPER = "upper"


def write(nodes: Any, out: Any, context: Any) -> None:
    """A writer that is never called."""


@attrs.frozen
class Options:
    """Every kind of option.

    Attributes:
        flag: Whether.
        count: How many,
            at least.
        ratio: How much.
        name, other: What it is called.
        words: A list.
        numbers: Another list.
        columns: What columns are.
        layout: How it looks.
        case: The letters.
        either: A number or a word.
    """

    flag: bool = False
    count: int = attrs.field(default=1, validator=attrs.validators.ge(0))
    ratio: float = 0.5
    name: str = ""
    other: str | None = None
    words: tuple[str, ...] = ()
    numbers: list[int] = attrs.Factory(list)
    columns: Mapping[str, str] = attrs.Factory(dict)
    layout: Literal["nested", "flat"] = "nested"
    case: Case = Case.AS_IS
    either: int | str = 0
    _hidden: str = attrs.field(default="", alias="shown")
    made: str = attrs.field(init=False, default="made")


@pytest.mark.parametrize(
    ("key", "given", "expected"),
    [
        ("flag", "yes", True),
        ("flag", "Off", False),
        ("flag", True, True),
        ("count", "12", 12),
        ("count", 12, 12),
        ("ratio", "1.5", 1.5),
        ("ratio", 2, 2.0),
        ("name", "", ""),
        ("name", "a,b=c", "a,b=c"),
        ("other", "x", "x"),
        ("other", None, None),
        ("words", "a, b,,c ", ("a", "b", "c")),
        ("words", ["a", "b"], ("a", "b")),
        ("words", "", ()),
        ("numbers", "1,2", [1, 2]),
        ("columns", "Titel=title, Datum=dates", {"Titel": "title", "Datum": "dates"}),
        ("columns", {"Titel": "title"}, {"Titel": "title"}),
        ("layout", "flat", "flat"),
        ("case", "upper", Case.UPPER),
        ("case", Case.UPPER, Case.UPPER),
        ("either", "7", 7),
        ("either", "seven", "seven"),
    ],
)
def test_what_a_value_becomes(key: str, given: Any, expected: Any) -> None:
    found = getattr(structured(Options, {key: given}, "it"), key)
    assert found == expected
    assert type(found) is type(expected)


@pytest.mark.parametrize(
    ("key", "given", "says"),
    [
        ("flag", "maybe", "expected yes or no, got 'maybe'"),
        ("flag", 1, "expected yes or no, got 1"),
        ("count", "1.5", "expected a whole number"),
        ("count", "١٢", "expected a whole number"),
        ("count", "1_0", "expected a whole number"),
        ("count", "9" * 30, "expected a whole number"),
        ("count", True, "expected a whole number"),
        ("ratio", "much", "expected a number"),
        ("name", 7, "expected a text"),
        ("name", None, "expected a text"),
        ("words", 7, "expected words, with commas between"),
        ("numbers", "1,x", "expected whole numbers, with commas between"),
        ("columns", "Titel", "expected pairs as a=b,c=d"),
        ("columns", 7, "expected pairs as a=b,c=d"),
        ("layout", "fat", "expected one of nested, flat, got 'fat'"),
        ("case", "lower", "expected one of as-is, upper"),
        ("either", [], "expected a whole number or a text"),
        ("made", "x", "it has no option 'made'"),
        ("cuont", "1", r"it has no option 'cuont'; did you mean 'count'\?"),
    ],
)
def test_a_mistake_is_told(key: str, given: Any, says: str) -> None:
    with pytest.raises(OptionError, match=says):
        structured(Options, {key: given}, "it")


def test_what_the_class_itself_refuses_is_told() -> None:
    with pytest.raises(OptionError, match="it: 'count' must be >= 0"):
        structured(Options, {"count": "-1"}, "it")


def test_hyphens_are_as_good_as_underscores() -> None:
    @attrs.frozen
    class Hyphened:
        page_size: int = 1

    assert structured(Hyphened, {"page-size": "2"}, "it") == Hyphened(2)


def test_options_are_described() -> None:
    format = Format(name="it", title="It", options=Options, writer=write)
    rows = {name: (takes, default, meaning) for name, takes, default, meaning in described(format)}
    assert rows["flag"] == ("yes or no", "no", "Whether.")
    assert rows["count"] == ("a whole number", "1", "How many, at least.")
    assert rows["name"] == rows["other"] == ("a text", "", "What it is called.")
    assert rows["words"] == ("words, with commas between", "", "A list.")
    assert rows["layout"] == ("one of nested, flat", "nested", "How it looks.")
    assert rows["case"] == ("one of as-is, upper", "as-is", "The letters.")
    assert list(rows) == names_of(format)
    assert "made" not in rows
    assert rows["shown"] == ("a text", "", "")
    assert list(described(Format(name="it", title="It", writer=write))) == []


def test_pairs_of_the_command_line() -> None:
    assert pairs(["a=1", "b= x=y "]) == {"a": "1", "b": " x=y "}
    for wrong, says in (
        (["a"], "expected -O key=value"),
        (["=a"], "expected -O key=value"),
        (["a=1", "a=2"], "given twice"),
    ):
        with pytest.raises(OptionError, match=says):
            pairs(wrong)


def test_options_are_split_between_two_formats() -> None:
    one = Format(name="one", title="One", options=Options, writer=write)
    two = Format(name="two", title="Two", writer=write)
    assert split({"count": "2"}, one, two) == ({"count": "2"}, {})
    assert split({"count": "2"}, one, one) == ({"count": "2"}, {"count": "2"})
    assert split({"read.count": "2", "write.count": "3"}, one, one) == ({"count": "2"}, {"count": "3"})
    with pytest.raises(OptionError, match="format 'two' and format 'one' have no option 'x'"):
        split({"x": "2"}, two, one)
    with pytest.raises(OptionError, match="format 'two' has no options, got 'x'"):
        split({"x": "2"}, two, two)
    with pytest.raises(OptionError, match="format 'two' has no options, got 'count'"):
        options_of(two, {"count": "2"})


def test_importing_options_imports_no_converter() -> None:
    import subprocess
    import sys

    code = "import docmeta.plugins.options, sys; print('cattrs' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout.strip() == b"False"


def test_options_that_are_inherited_are_described_too() -> None:
    @attrs.frozen
    class More(Options):
        """One more.

        Attributes:
            flag: Whether, in our way.
            more: Read: one more.
                Written: none.
        """

        more: bool = False

    meanings = {
        name: meaning for name, _, _, meaning in described(Format(name="it", title="It", writer=write, options=More))
    }
    assert (meanings["ratio"], meanings["flag"], meanings["more"]) == (
        "How much.",
        "Whether, in our way.",
        "Read: one more. Written: none.",
    )


@attrs.frozen
class Renamed:
    columns: tuple[str, ...] = ()


def test_a_list_of_pairs_may_be_a_dictionary() -> None:
    given = {"columns": {"Was": "title", "Wo": "places"}}
    assert structured(Renamed, given, "x").columns == ("Was=title", "Wo=places")
    with pytest.raises(OptionError, match="columns"):
        structured(Renamed, {"columns": {"Was": 3}}, "x")
