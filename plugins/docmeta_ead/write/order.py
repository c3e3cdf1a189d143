"""Puts one more child where a content model allows it, however many there are.

>>> from docmeta_ead.fit.automaton import models
>>> filedesc = Element("filedesc", {}, [Element("titlestmt"), Element("notestmt")])
>>> order = Order(models("ead3")["filedesc"], filedesc, lambda child: child.name)
>>> order.insert(Element("editionstmt")), order.insert(Element("unitdate"))
(True, False)
>>> [child.name for child in filedesc.children if isinstance(child, Element)]
['titlestmt', 'editionstmt', 'notestmt']
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from docmeta.text import Element
from docmeta_ead.fit.automaton import Model, State


class Order:
    """The states of a content model between the children of an element, kept up to date as children are inserted."""

    def __init__(self, model: Model, parent: Element, name: Callable[[Element], str]) -> None:
        self.model = model
        self.parent = parent
        self.name = name
        #: The state before each child, and after the last one; None after a child that is not allowed.
        self._states: list[State | None] = [model.start]
        #: Where a state stands last; or later, if children came between.
        self._last: dict[State, int] = {model.start: 0}

    def insert(self, child: Element) -> bool:
        """Put *child* where it is allowed, as late as possible; false if nowhere."""
        while len(self._states) <= len(self.parent.children):
            state = self._after(self._states[-1], self.parent.children[len(self._states) - 1])
            self._states.append(state)
            if state is not None:
                self._last[state] = len(self._states) - 1
        return any(self._put(child, at) for at in self._places(self.name(child)))

    def _after(self, state: State | None, child: Element | str) -> State | None:
        if state is None or isinstance(child, str):
            return state
        return self.model.step(state, self.name(child))

    def _places(self, name: str) -> Iterator[int]:
        """Where the model allows the name after what precedes, the latest first."""
        fitting = [state for state in self._last if self.model.step(state, name) is not None]
        if not fitting:
            return
        for state in fitting:
            at = self._last[state]
            while at > 0 and self._states[at] != state:
                at -= 1
            self._last[state] = at
        latest = max(self._last[state] for state in fitting)
        for at in range(latest, -1, -1):
            if self._states[at] in fitting:
                yield at

    def _put(self, child: Element, at: int) -> bool:
        """Insert a child at a place if what follows is still allowed there."""
        children, states = self.parent.children, self._states
        state, new, stop = self._after(states[at], child), list[State | None](), at
        new.append(state)
        while state is not None and state != states[stop] and stop < len(children):
            state = self._after(state, children[stop])
            new.append(state)
            stop += 1
        if state is None or (stop < len(children) and states[-1] is None):
            return False
        children.insert(at, child)
        states[at + 1 : stop + 1] = new
        for known, last in self._last.items():
            self._last[known] = last + (last > at)
        for number, one in enumerate(new, at + 1):
            if one is not None:
                self._last[one] = max(number, self._last.get(one, 0))
        return True
