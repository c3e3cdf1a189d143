"""Changes that keep a file well-formed: blind bit flips seldom get past the parser, to the code under test.

Each takes the engine's arguments (data, the greatest size, a seed) and gives the changed bytes; the words come from
the seeds. One change in four is the engine's own, so that ill-formed input is tried as well.
"""

from __future__ import annotations

import csv
import io
import json
import random
from collections.abc import Callable, Iterable, Iterator
from copy import deepcopy
from typing import Any

import atheris
from lxml import etree

Mutator = Callable[[bytes, int, int], bytes]

#: Values on which readers have failed: nothing, blanks, numbers, dates, links, languages, other scripts, controls.
NASTY = (
    *("", " ", "\u00a0", "-1", "0", "99999999999999999999", "1e400", "NaN", "true", "null", "internal", "external"),
    *("1912- 1994", "1991/1949", "2001-02-30", "ca. 1950", "19500101/19501231", "undated", "[1950?]", "Y17E8"),
    *("../../etc/passwd", "http://[", "javascript:alert(1)", "file:///", "#", "a:b", "und", "eng", "x-", "Cyrl"),
    *("\u202e", "\u200b", "e\u0301", "\U0001f600", "٣", "a\nb", "a\tb", "<b>", "&amp;", "a" * 300),
)
_TRIES = 3
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=False)


def _own_or(change: Callable[[bytes, random.Random], bytes | None]) -> Mutator:
    """A mutator that makes one to three changes, or one of the engine's if *change* cannot."""

    def mutate(data: bytes, max_size: int, seed: int) -> bytes:
        chance = random.Random(seed)
        if chance.randrange(4):
            changed = data
            for _ in range(chance.randint(1, _TRIES)):
                changed = change(changed, chance) or changed
            if changed != data and len(changed) <= max_size:
                return changed
        mutated: bytes = atheris.Mutate(data, max_size)
        return mutated

    return mutate


def excerpts(seed: bytes, size: int, count: int) -> Iterator[bytes]:
    """Well-formed excerpts of a file that is larger than the engine's inputs: random elements are removed."""
    chance = random.Random(len(seed))
    for _ in range(count):
        root = _tree(seed)
        while root is not None and len(data := etree.tostring(root.getroottree())) > size:
            inner = list(root.iterdescendants("*"))
            if not inner:
                break
            several = chance.sample(inner, min(3, len(inner)))
            largest = max(several, key=lambda one: sum(1 for _ in one.iter()))
            largest.getparent().remove(largest)
        else:
            if root is not None:
                yield data


def of_xml(seeds: Iterable[bytes]) -> Mutator:
    """Rename, move, double, wrap and drop elements; replace attributes and texts."""
    tags, names, values = {"p"}, {"id"}, set(NASTY)
    for seed in seeds:
        root = _tree(seed)
        for element in root.iter("*") if root is not None else ():
            tags.add(element.tag)
            for name, value in element.attrib.items():
                names.add(name)
                values.add(value)
    words = sorted(tags), sorted(names), sorted(values)

    def change(data: bytes, chance: random.Random) -> bytes | None:
        root = _tree(data)
        if root is None:
            return None
        try:
            _change_tree(root, chance, *words)
        except ValueError:  # lxml reads some of the engine's namespaces, but does not write them
            return None
        return etree.tostring(root.getroottree())

    return _own_or(change)


def _tree(data: bytes) -> Any:
    try:
        return etree.fromstring(data, _PARSER)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _change_tree(root: Any, chance: random.Random, tags: list[str], names: list[str], values: list[str]) -> None:
    every = list(root.iter("*"))
    element, other = chance.choice(every), chance.choice(every)
    parent = element.getparent()
    kind = chance.randrange(9)
    if kind == 0:
        element.tag = chance.choice(tags)
    elif kind == 1:
        element.set(chance.choice(names), chance.choice(values))
    elif kind == 2 and element.attrib:
        del element.attrib[chance.choice(list(element.attrib))]
    elif kind == 3:
        _say(element, chance.choice(("text", "tail")) if parent is not None else "text", chance.choice(values))
    elif kind == 4 and parent is not None:
        parent.remove(element)
    elif kind == 5:
        other.insert(chance.randint(0, len(other)), deepcopy(element))
    elif kind == 6 and parent is not None and element not in other.iterancestors() and element is not other:
        other.insert(chance.randint(0, len(other)), element)
    elif kind == 7:
        made = etree.SubElement(element, chance.choice(tags))
        _say(made, "text", chance.choice(values))
    elif parent is not None:
        wrapper = etree.Element(chance.choice(tags), nsmap=element.nsmap)
        parent.replace(element, wrapper)
        wrapper.append(element)


def _say(element: Any, where: str, value: str) -> None:
    setattr(element, where, value)


def of_json(seeds: Iterable[bytes], *, lines: bool = False) -> Mutator:
    """Rename keys; replace, wrap, move, double and drop values; in each line if there are several."""
    keys, values = {"@id", "name"}, [*NASTY, *(0, -1, 1.5, True, None, [], {}, [[]], {"@value": 1}, {"@id": "a"})]
    for seed in seeds:
        for line in seed.splitlines() if lines else [seed]:
            for holder, _ in _places(_data(line)):
                if isinstance(holder, dict):
                    keys |= holder.keys()
    words = sorted(keys)

    def change_one(data: bytes, chance: random.Random) -> bytes | None:
        root = [_data(data)]
        if root[0] is None:
            return None
        holder, key = chance.choice(list(_places(root)))
        kind = chance.randrange(6)
        if kind == 0 and isinstance(holder, dict):
            holder[chance.choice(words)] = holder.pop(key)
        elif kind == 1 and isinstance(holder, dict):
            holder[chance.choice(words)] = deepcopy(holder[key])
        elif kind == 2:
            holder[key] = [holder[key], deepcopy(chance.choice(values))]
        elif kind == 3 and holder is not root:
            del holder[key]
        elif kind == 4:
            other, there = chance.choice(list(_places(root)))
            holder[key] = deepcopy(other[there])
        else:
            holder[key] = deepcopy(chance.choice(values))
        return json.dumps(root[0], ensure_ascii=False).encode("utf-8", "surrogatepass")

    def change(data: bytes, chance: random.Random) -> bytes | None:
        if not lines:
            return change_one(data, chance)
        several = data.splitlines() or [b""]
        at = chance.randrange(len(several))
        several[at] = change_one(several[at], chance) or several[chance.randrange(len(several))]
        return b"\n".join(several) + b"\n"

    return _own_or(change)


def _data(data: bytes) -> Any:
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        return None


def _places(root: Any) -> Iterable[tuple[Any, Any]]:
    """Every place in a tree that holds a value: its container, and its key or position."""
    waiting = [root]
    while waiting:
        holder = waiting.pop()
        pairs = holder.items() if isinstance(holder, dict) else enumerate(holder) if isinstance(holder, list) else ()
        for key, value in list(pairs):
            yield holder, key
            waiting.append(value)


def of_tables(seeds: Iterable[bytes]) -> Mutator:
    """Rename columns, replace cells, double, move and drop rows."""
    columns = {"id", "title"}
    for seed in seeds:
        rows = _rows(seed)
        columns.update(rows[0] if rows else ())
    words = sorted(columns)

    def change(data: bytes, chance: random.Random) -> bytes | None:
        rows = _rows(data)
        if not rows or not all(rows):
            return None
        row, other = chance.choice(rows), chance.choice(rows)
        at = chance.randrange(len(row))
        kind = chance.randrange(6)
        if kind == 0:
            rows[0][chance.randrange(len(rows[0]))] = chance.choice(words)
        elif kind == 1:
            row[at] = chance.choice(NASTY)
        elif kind == 2:
            row[at] = chance.choice(other)
        elif kind == 3:
            row[at] += chance.choice("|;,\\") + chance.choice(NASTY)
        elif kind == 4:
            rows.insert(chance.randint(1, len(rows)), list(row))
        else:
            rows.remove(row)
        made = io.StringIO()
        csv.writer(made).writerows(rows)
        return made.getvalue().encode("utf-8", "surrogatepass")

    return _own_or(change)


def _rows(data: bytes) -> list[list[str]]:
    try:
        return [row for row in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")) if row]
    except (csv.Error, UnicodeDecodeError):
        return []
