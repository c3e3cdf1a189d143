"""Prose: plain, or with structure in one canonical form; words never run together, markup never shows."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.strategies import prose, structured

from docmeta import Text
from docmeta.errors import LimitError, ModelError
from docmeta.text import (
    MAX_DEPTH,
    Element,
    edit,
    escape,
    is_structured,
    language_of,
    lines,
    of_markup,
    of_tree,
    paragraphs,
    parse,
    tree,
    walk,
    without_internal,
    words,
)


@pytest.mark.parametrize(
    ("markup", "plain"),
    [
        ("one two", "one two"),
        ("  one \n two\t", "one two"),
        ("&lt;b&gt; &amp; &#233;", "<b> & é"),
        ("<p>One.</p><p>Two.</p>", "One.\n\nTwo."),
        ("<p>One.</p>\n  <p>Two<lb/>lines.</p>", "One.\n\nTwo\nlines."),
        ("<p/>", ""),
        ("", ""),
        ("a<lb/><lb/>b", "a\n\nb"),
    ],
)
def test_what_newlines_can_say_is_a_plain_string(markup: str, plain: str) -> None:
    found = of_markup(markup)
    assert type(found) is str
    assert found == plain


@pytest.mark.parametrize(
    ("markup", "canonical", "plain"),
    [
        ("a<emph>b</emph>c", "a<emph>b</emph>c", "abc"),
        ("a <emph> b </emph>c", "a <emph>b</emph> c", "a b c"),
        ("<emph> </emph>a", "<emph/> a", "a"),
        ("a<emph> </emph>b", "a<emph/> b", "a b"),
        ("<list><item>a</item><item>b</item></list>", "<list><item>a</item><item>b</item></list>", "a\nb"),
        ("a<list><item>b</item></list>c", "a<list><item>b</item></list>c", "a\n\nb\n\nc"),
        (
            "<table><row><entry>a</entry><entry>b</entry></row></table>",
            "<table><row><entry>a</entry><entry>b</entry></row></table>",
            "a\tb",
        ),
        (
            "<persname><part>Kim</part><part>Il</part></persname>",
            "<persname><part>Kim</part><part>Il</part></persname>",
            "Kim, Il",
        ),
        ('<ref href="a b">x</ref>', '<ref href="a b">x</ref>', "x"),
        ("<ref href='a\"b&lt;'>x</ref>", '<ref href="a&quot;b&lt;">x</ref>', "x"),
        ("<made-up x='1'>y</made-up>", '<made-up x="1">y</made-up>', "y"),
        ("<p>a</p><p id='x'>b</p>", '<p>a</p><p id="x">b</p>', "a\n\nb"),
        ("see <ptr target='x'/> now", 'see <ptr target="x"/> now', "see now"),
        ("a<![CDATA[<b>]]><!-- no --><emph>c</emph>", "a&lt;b&gt;<emph>c</emph>", "a<b>c"),
    ],
)
def test_structure_has_one_form_and_plain_words(markup: str, canonical: str, plain: str) -> None:
    found = of_markup(markup)
    assert isinstance(found, Text)
    assert (found.markup, found.plain) == (canonical, plain)
    assert of_markup(canonical) == found
    assert words(parse(canonical)) == plain


@given(structured())
def test_the_canonical_form_is_one(text: str) -> None:
    if isinstance(text, Text) and text.markup is not None:
        again = of_markup(text.markup, text.language)
        assert again == text
        assert str(again) == str(text)
        assert of_tree(tree(text), text.language) == text
        assert "<" not in text.plain or "&lt;" in text.markup


@given(prose())
def test_words_stay_apart_and_in_order(text: str) -> None:
    inner = "".join(part if isinstance(part, str) else " " for part in walk(tree(text)))
    assert inner.split() == str(text).split() or is_structured(text)
    assert "".join(inner.split()) == "".join(str(text).split())


@given(prose(plain=True))
def test_plain_prose_goes_through_its_tree(text: str) -> None:
    again = of_tree(tree(text))
    assert type(again) is str
    assert again.split() == text.split()
    assert len(paragraphs(again)) == len(paragraphs(text.strip("\n")))


@pytest.mark.parametrize(
    "markup",
    ["<p>", "</p>", "<a><b></a></b>", "a & b", "&nbsp;", "&x;", "<a x=1/>", "<a b='<'/>", "\x00<p/>", "<p>\ufffe</p>"],
)
def test_what_is_no_fragment_is_refused(markup: str) -> None:
    with pytest.raises(ModelError, match="well-formed XML fragment"):
        of_markup(markup)


def test_lone_surrogates_are_refused() -> None:
    with pytest.raises(ModelError, match="surrogates"):
        of_markup("<p>\ud800</p>")


def test_entities_cannot_be_declared() -> None:
    with pytest.raises(ModelError):
        of_markup('<!DOCTYPE x [<!ENTITY e "boom">]><p>&e;</p>')


def test_depth_and_size_are_bounded() -> None:
    limit = "<emph>" * MAX_DEPTH + "x" + "</emph>" * MAX_DEPTH
    assert of_markup(limit) == of_tree(parse(limit))
    with pytest.raises(LimitError, match="deep"):
        of_markup(f"<emph>{limit}</emph>")
    with pytest.raises(LimitError, match="deep"):
        of_tree([Element("emph", {}, parse(limit))])
    with pytest.raises(LimitError, match="deep"):
        of_markup("<emph>" * 100_000 + "x" + "</emph>" * 100_000)
    deep: list[Element | str] = ["x"]
    for _ in range(100_000):
        deep = [Element("emph", {}, deep)]
    with pytest.raises(LimitError, match="deep"):
        of_tree(deep)
    assert sum(1 for _ in walk(deep)) == 100_001


def test_a_text_is_a_string_that_knows_more() -> None:
    rich = of_markup("See <emph>Pravda</emph>.", "en")
    assert isinstance(rich, Text)
    assert rich.upper() == "SEE PRAVDA."
    assert f"{rich}|" == "See Pravda.|"
    assert rich != "See Pravda."
    assert rich != Text("See Pravda.", language="en")
    assert Text("a") == "a"
    assert Text("a") == "a"
    assert Text("a", language="en") != "a"
    assert Text("a") != 1
    assert hash(Text("a")) == hash("a")
    assert hash(Text("a", language="en")) == hash(Text("a", language="en")) != hash("a")
    assert (language_of(rich), language_of("x")) == ("en", None)
    assert [is_structured(one) for one in ("a", Text("a"), Text("a", language="en"), rich)] == [
        False,
        False,
        True,
        True,
    ]
    for one in (rich, Text("a", language="en")):
        assert pickle.loads(pickle.dumps(one)) == one
    assert repr(rich) == "of_markup('See <emph>Pravda</emph>.', 'en')"
    assert repr(Text("a", language="en")) == "Text('a', language='en')"
    assert eval(repr(rich), {"of_markup": of_markup}) == rich
    assert type(str(rich)) is str


def test_a_tree_for_writers() -> None:
    assert tree("One.") == ["One."]
    assert tree("One\ntwo.") == ["One", Element("lb"), "two."]
    assert tree("One.\n\n\nTwo\nlines.\n") == [
        Element("p", {}, ["One."]),
        Element("p", {}, ["Two", Element("lb"), "lines."]),
    ]
    assert tree(of_markup("<emph>a</emph>")) == [Element("emph", {}, ["a"])]
    assert lines("\na\n\nb\n") == ["a", Element("lb"), Element("lb"), "b"]
    assert paragraphs("a\nb") == ["a\nb"]
    assert paragraphs("a\n\n\nb\n\n") == ["a", "b"]


def test_a_language_alone_needs_no_markup() -> None:
    found = of_markup("<p>Письмо</p>", "ru")
    assert isinstance(found, Text)
    assert (found.markup, found.language, found.plain) == (None, "ru", "Письмо")
    assert found == Text("Письмо", language="ru")


def test_internal_elements_are_taken_out() -> None:
    rich = of_markup(
        '<p>Open<emph audience="internal"> and <ref>shut</ref></emph>.</p><list audience="internal"/>', "en"
    )
    left, removed = without_internal(rich)
    assert (str(left), removed, language_of(left)) == ("Open.", 2, "en")
    for same in ("plain", of_markup("<emph audience='external'>x</emph>")):
        assert without_internal(same) == (same, 0)


def test_elements_are_changed_in_place() -> None:
    children = parse("<a>x<b>y</b></a><c/>")
    edit(children, lambda element: None if element.name == "b" else Element(element.name.upper(), {}, element.children))
    assert children == [Element("A", {}, ["x"]), Element("C")]


def test_escaping() -> None:
    assert escape("a<b>&c") == "a&lt;b&gt;&amp;c"
    assert escape("plain") == "plain"


_NAMES = "p emph title subject persname part list item ref extent dimensions language languageset script head note subarea".split()
_WORDS = st.sampled_from([" ", "A", " A", "A ", ", ", "1", " . ", "\n", "", "A & B"])
TREES = st.recursive(
    _WORDS | st.just("lb").map(Element),
    lambda inner: st.builds(
        Element,
        st.sampled_from(_NAMES),
        st.sampled_from([{}, {"unit": "cm"}, {"localtype": "dates"}]).map(dict),
        st.lists(inner, max_size=3),
    ),
    max_leaves=8,
)


@given(st.lists(TREES, max_size=3))
def test_the_canonical_form_reads_back_as_the_same_prose(children: list[Element | str]) -> None:
    prose = of_tree(children)
    assert of_tree(tree(prose)) == prose
    assert not isinstance(prose, Text) or prose.markup is None or of_markup(prose.markup) == prose


def test_an_element_of_white_space_alone_is_an_empty_one() -> None:
    for children in ([Element("lb", {}, [" "])], [Element("p", {}, ["A", Element("lb", {}, [" \n"]), "B"])]):
        assert of_tree(children).__class__ is str
    assert str(of_tree([Element("title", {}, [" "]), " A"])) == "A"
    assert str(of_tree(["1", Element("extent", {"unit": "cm"}, [" "])])) == "1"


@pytest.mark.parametrize(
    ("markup", "plain"),
    [
        ("Letters<unitdate>1950</unitdate>", "Letters 1950"),
        ("Letters,<unitdate>1950</unitdate>(bulk<unitdate>1951</unitdate>)", "Letters, 1950 (bulk 1951)"),
        ("Letters (<unitdate>1950</unitdate>), copies", "Letters (1950), copies"),
        ("<unitdate>1950</unitdate>-<unitdate>1960</unitdate>", "1950-1960"),
        ("<unitdate>1950</unitdate>s, <unitdate>1960</unitdate>series", "1950s, 1960 series"),
        ("[<unitdate>1950</unitdate>]", "[1950]"),
        ("<extent>20 feet</extent><extent>48 boxes</extent>, 11 rolls", "20 feet 48 boxes, 11 rolls"),
        ("Ink<physfacet>good</physfacet><dimensions>3 x 4</dimensions>", "Ink good 3 x 4"),
        ('<extent unit="m">12</extent><extent>3 boxes</extent>', "12 m 3 boxes"),
        ("<indexentry><persname>Lee</persname><ref>Box 1</ref></indexentry>", "Lee Box 1"),
        (
            "<bibref><title>Tides</title><imprint><publisher>Rye</publisher><date>1950</date></imprint></bibref>",
            "Tides Rye 1950",
        ),
        ("To <persname>Lee</persname><date>1950</date>, torn", "To Lee 1950, torn"),
        ("<persname>Lee</persname>, <title>Tides</title>s <emph>o</emph><emph>n</emph>", "Lee, Tidess on"),
    ],
)
def test_dates_in_titles_and_parts_of_a_measure_stand_apart(markup: str, plain: str) -> None:
    found = of_markup(markup)
    assert str(found) == plain
    assert isinstance(found, Text)
    assert found.markup == markup
