"""White space in what was fitted, as a reader will see it, so that what is read again is written the same.

A run of white space is one word break, and disappears at the beginning and at the end of a line;
on both sides of a tag, the outer one is kept.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from docmeta.text import BREAKS, Element
from docmeta.xml import collapse
from docmeta_ead.fit.automaton import Model

#: Elements on lines of their own.
_LINES: Final = frozenset((*BREAKS, "lb"))
_SPACE: Final = re.compile("[ \t\r\n]+")


def fold(top: Element, models: Mapping[str, Model]) -> None:
    """Fold the white space in a fitted element and its descendants.

    >>> from docmeta_ead.fit.automaton import models
    >>> made = Element("p", {}, [" See ", Element("emph", {}, [" the\\n  map "]), "."])
    >>> fold(made, models("ead3"))
    >>> made.children
    ['See', ' ', Element(name='emph', attributes={}, children=['the map']), ' .']
    """
    children = top.children
    if not children:
        return
    if len(children) == 1 and isinstance(children[0], str):
        words = collapse(children[0])
        top.children = [words] if words else []
        return
    if top.name != "objectxmlwrap" and _needs(children):
        _Folding(models).fold(top)


def _needs(children: list[Element | str]) -> bool:
    """Whether there is any white space but single spaces between words and elements: rare, and quick to check."""
    if len(children) == 1:
        only = children[0]
        if isinstance(only, Element):
            return bool(only.children) and _needs(only.children)
        return "\n" in only or "  " in only or "\t" in only or "\r" in only or only[:1] == " " or only[-1:] == " "
    last = len(children) - 1
    line = True  # whether a line begins here
    for at, child in enumerate(children):
        if isinstance(child, Element):
            line = child.name in _LINES
            if child.children and _needs(child.children):
                return True
            continue
        if "\n" in child or "  " in child or "\t" in child or "\r" in child:
            return True
        if child[:1] == " " and (line or isinstance(children[at - 1], str)):
            return True
        if child[-1:] == " ":
            after = None if at == last else children[at + 1]
            if after is None or (isinstance(after, Element) and after.name in _LINES):
                return True
        line = False
    return False


class _Folding:
    """Folds a structure, word by word."""

    def __init__(self, models: Mapping[str, Model]) -> None:
        self.models = models
        self.space = False  # a word break was met, and is not yet written
        self.fresh = True  # this line has nothing yet that a word break could follow

    def fold(self, top: Element) -> None:
        stack: list[tuple[Element, list[Element | str], int]] = [(top, [], 0)]
        while stack:
            element, kept, at = stack.pop()
            if at == len(element.children):
                element.children = kept
                if stack:
                    self.end(element, stack[-1][0])
                continue
            stack.append((element, kept, at + 1))
            child = element.children[at]
            if isinstance(child, str):
                self.words(child, kept)
                continue
            self.begin(child, element, kept)
            kept.append(child)
            if child.name == "objectxmlwrap":
                self.fresh = False
            elif child.children:
                stack.append((child, [], 0))
            else:
                self.end(child, element)

    def words(self, text: str, kept: list[Element | str]) -> None:
        folded = _SPACE.sub(" ", text)
        if folded[:1] == " ":
            self.space = True
        body = folded.strip(" ")
        if not body:
            return
        kept.append(" " + body if self.space and not self.fresh else body)
        self.space = folded[-1] == " "
        self.fresh = False

    def begin(self, child: Element, around: Element, kept: list[Element | str]) -> None:
        if self.apart(child, around):
            self.space, self.fresh = False, True
        elif self.space and not self.fresh:
            kept.append(" ")
            self.space, self.fresh = False, True

    def end(self, child: Element, around: Element) -> None:
        if self.apart(child, around):
            self.space, self.fresh = False, True
        else:
            self.fresh = False

    def apart(self, child: Element, around: Element) -> bool:
        """Whether an element stands on a line of its own, or in an element without words."""
        model = self.models.get(around.name)
        return child.name in _LINES or (model is not None and not model.mixed)
