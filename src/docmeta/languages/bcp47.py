"""Language tags, parsed by the grammar of RFC 5646 (BCP 47), section 2.1, without a registry."""

from __future__ import annotations

from typing import Final

import attrs

#: Registered before the grammar, and outside it (RFC 5646, section 2.1, `irregular`).
IRREGULAR: Final = frozenset(
    "en-gb-oed i-ami i-bnn i-default i-enochian i-hak i-klingon i-lux i-mingo i-navajo i-pwn i-tao i-tay i-tsu "
    "sgn-be-fr sgn-be-nl sgn-ch-de".split()
)
#: Registered before the grammar, which gives their subtags another meaning (`regular`).
REGULAR: Final = frozenset("art-lojban cel-gaulish no-bok no-nyn zh-guoyu zh-hakka zh-min zh-min-nan zh-xiang".split())

_LONGEST: Final = 255


@attrs.frozen
class Tag:
    """A language tag, its parts in the usual case: `language-Script-REGION-variant-x-private`.

    Attributes:
        language: The primary language; '' for a private-use or grandfathered tag.
        extended: Extended language subtags.
        script: ISO 15924 code.
        region: ISO 3166-1 or UN M.49 code.
        variants: Variants.
        extensions: Extensions, each the singleton and its subtags.
        private: Subtags after `x`.
        irregular, regular: The whole tag, if it is grandfathered.
    """

    language: str = ""
    extended: tuple[str, ...] = ()
    script: str | None = None
    region: str | None = None
    variants: tuple[str, ...] = ()
    extensions: tuple[tuple[str, tuple[str, ...]], ...] = ()
    private: tuple[str, ...] = ()
    irregular: str | None = None
    regular: str | None = None

    def __str__(self) -> str:
        whole = self.irregular or self.regular
        if whole:
            return whole
        parts = [self.language, *self.extended, self.script or "", self.region or "", *self.variants]
        for singleton, subtags in self.extensions:
            parts += [singleton, *subtags]
        if self.private:
            parts += ["x", *self.private]
        return "-".join(part for part in parts if part)


def parse_tag(text: str) -> Tag | None:
    """Parse a language tag; None if it is not well-formed. Case does not matter.

    >>> tag = parse_tag("SR-cyrl-rs")
    >>> tag.script, str(tag)
    ('Cyrl', 'sr-Cyrl-RS')
    >>> parse_tag("de_DE") is None
    True
    """
    if len(text) > _LONGEST or not text.isascii():
        return None
    lower = text.lower()
    if lower in IRREGULAR:
        return Tag(irregular=lower)
    if lower in REGULAR:
        return Tag(regular=lower)
    subtags = lower.split("-")
    if not all(0 < len(subtag) <= 8 and subtag.isalnum() for subtag in subtags):
        return None
    return _Parser(subtags).tag()


class _Parser:
    def __init__(self, subtags: list[str]) -> None:
        self.rest = subtags[::-1]

    def tag(self) -> Tag | None:
        language, extended = "", list[str]()
        if self.rest[-1] != "x":
            language = self.rest.pop()
            if not (2 <= len(language) <= 8 and language.isalpha()):
                return None
            while len(language) < 4 and len(extended) < 3 and self.next(3, "alpha"):
                extended.append(self.rest.pop())
        script = self.rest.pop().title() if language and self.next(4, "alpha") else None
        region = self.rest.pop().upper() if language and (self.next(2, "alpha") or self.next(3, "digit")) else None
        variants: list[str] = []
        while language and self.variant():
            variants.append(self.rest.pop())
        extensions = self.extensions() if language else []
        private: tuple[str, ...] = ()
        if self.rest and self.rest[-1] == "x" and len(self.rest) > 1:
            private, self.rest = tuple(self.rest[-2::-1]), []
        singletons = [singleton for singleton, _ in extensions]
        if self.rest or len({*variants}) != len(variants) or len({*singletons}) != len(singletons):
            return None
        return Tag(language, tuple(extended), script, region, tuple(variants), tuple(extensions), private)

    def next(self, length: int, kind: str) -> bool:
        if not self.rest or len(self.rest[-1]) != length:
            return False
        return self.rest[-1].isalpha() if kind == "alpha" else self.rest[-1].isdigit()

    def variant(self) -> bool:
        subtag = self.rest[-1] if self.rest else ""
        return len(subtag) >= 5 or (len(subtag) == 4 and subtag[0].isdigit())

    def singleton(self) -> bool:
        return len(self.rest) > 1 and len(self.rest[-1]) == 1 and self.rest[-1] != "x" and len(self.rest[-2]) > 1

    def extensions(self) -> list[tuple[str, tuple[str, ...]]]:
        found: list[tuple[str, tuple[str, ...]]] = []
        while self.singleton():
            singleton = self.rest.pop()
            subtags = []
            while self.rest and len(self.rest[-1]) > 1:
                subtags.append(self.rest.pop())
            found.append((singleton, tuple(subtags)))
        return found
