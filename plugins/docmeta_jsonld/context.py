"""Contexts of JSON-LD: the meaning of the keys of a document.

schema.org's own context is recognised by its URL; no other is ever loaded.
An inline one may define terms, prefixes, `@vocab`, `@base` and `@language`, coercion of types, and the containers
`@list`, `@set` and `@language` (JSON-LD 1.1, section 4.1). Any other feature of contexts is an error that names it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Final
from urllib.parse import urljoin

import attrs

from docmeta import InputError
from docmeta_jsonld.vocabularies import INVERSES, SAME

#: The URLs of schema.org's context.
_SCHEMA_ORG: Final = re.compile(
    r"https?://(?:www\.)?schema\.org/?(?:docs/jsonldcontext\.json(?:ld)?|version/[A-Za-z0-9._-]{1,20}/[a-z-]{1,40}\.jsonld)?(?:[#?][^\s]{0,50})?"
)
_VOCABULARY: Final = re.compile(r"https?://(?:www\.)?schema\.org/(?:#)?")
_SCHEMA: Final = "https://schema.org/"
_ABSOLUTE: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
#: The prefixes of schema.org's context that archives use.
_PREFIXES: Final = {
    "schema": _SCHEMA, "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#", "owl": "http://www.w3.org/2002/07/owl#", "foaf": "http://xmlns.com/foaf/0.1/",
    "skos": "http://www.w3.org/2004/02/skos/core#", "dc": "http://purl.org/dc/elements/1.1/", "dct": "http://purl.org/dc/terms/",
    "dcterms": "http://purl.org/dc/terms/", "dctype": "http://purl.org/dc/dcmitype/", "dcat": "http://www.w3.org/ns/dcat#",
    "bibo": "http://purl.org/ontology/bibo/", "prov": "http://www.w3.org/ns/prov#", "vcard": "http://www.w3.org/2006/vcard/ns#",
}  # fmt: skip

KEYWORDS: Final = frozenset(
    "@base @container @context @direction @graph @id @import @included @index @json @language @list @nest @none @prefix "
    "@propagate @protected @reverse @set @type @value @version @vocab".split()
)
_LIKE_A_KEYWORD: Final = re.compile(r"@[A-Za-z]{1,100}")
_CONTAINERS: Final = frozenset(("@list", "@set", "@language"))
_MOST_STEPS: Final = 20
_UNKNOWN: Final = "\0"


@attrs.frozen
class Term:
    """The meaning of a key.

    Attributes:
        name: The property, as a name of schema.org or an IRI; a keyword; None if the key has no meaning.
        type: "@id" or "@vocab" if strings are IRIs, else the type of the literals, or None.
        language: The language of its strings; "" to exclude that of the context, None to use it.
        container: "@list", "@set", "@language" or None.
    """

    name: str | None
    type: str | None = None
    language: str | None = None
    container: str | None = None


class Context:
    """An active context.

    Args:
        before: The context that it extends.
    """

    def __init__(self, before: Context | None = None) -> None:
        self.vocab: str | None = before.vocab if before else None
        self.base: str | None = before.base if before else None
        self.language: str | None = before.language if before else None
        self.terms: dict[str, Term | None] = dict(before.terms) if before else {}
        self.prefixes: dict[str, str] = dict(before.prefixes) if before else {}
        self._known: dict[str, Term] = {}
        self._keywords: dict[str, str | None] = {}
        self._names: dict[str, str | None] = {}

    # -- making ----------------------------------------------------------------------------------------------------

    @property
    def size(self) -> int:
        """The number of terms and prefixes that it knows."""
        return len(self.terms) + len(self.prefixes)

    def with_local(self, local: Any, path: str) -> Context:
        """The context that results from the value of `@context`.

        Raises:
            InputError: It is remote, needs unsupported features, or is not a context at all.
        """
        active = Context(self)
        for one in local if isinstance(local, list) else [local]:
            if one is None:
                active = Context()
            elif isinstance(one, str):
                active._load(one, path)
            elif isinstance(one, dict):
                active._define(one, path)
            else:
                raise InputError("expected a URL, an object or null as a context", path=path, value=one)
        return active

    def _load(self, address: str, path: str) -> None:
        if not _SCHEMA_ORG.fullmatch(address):
            raise InputError(
                "docmeta never loads a remote @context; it knows schema.org's, any other must be in the file",
                path=path,
                value=address,
            )
        self.vocab = _SCHEMA
        self.prefixes.update(_PREFIXES)
        self.terms.update({"id": Term("@id"), "type": Term("@type")})

    def _define(self, local: dict[str, Any], path: str) -> None:
        for key in ("@import", "@propagate", "@direction"):
            if key in local:
                raise InputError(f"{key} in a context is not supported", path=f"{path}.{key}", value=local[key])
        self.base = self._word(local, "@base", self.base, path)
        self.language = self._word(local, "@language", self.language, path)
        vocab = self._word(local, "@vocab", self.vocab, path)
        if vocab is not None and "@vocab" in local:
            vocab = self._iri(vocab, local)
            if not _ABSOLUTE.match(vocab) and vocab:
                raise InputError("@vocab is not an absolute IRI", path=f"{path}.@vocab", value=vocab)
        self.vocab = vocab or None
        for key, value in local.items():
            if key not in ("@base", "@language", "@vocab", "@version", "@protected"):
                self._term(key, value, local, f"{path}[{key[:60]!r}]")

    @staticmethod
    def _word(local: dict[str, Any], key: str, before: str | None, path: str) -> str | None:
        value = local.get(key, before)
        if value is not None and not isinstance(value, str):
            raise InputError(f"expected a string as {key}", path=f"{path}.{key}", value=value)
        return value

    def _term(self, key: str, value: Any, local: dict[str, Any], path: str) -> None:
        if key[:1] == "@":
            raise InputError(f"the keyword {key[:60]!r} is not supported in a context", path=path)
        if value is None:
            self.terms[key] = None
            return
        if isinstance(value, str):
            value = {"@id": value}
        if not isinstance(value, dict):
            raise InputError("expected a string, an object or null as the definition of a term", path=path, value=value)
        if "@reverse" in value and "@id" not in value:
            inverse = INVERSES.get(short(self._iri(self._word(value, "@reverse", None, path) or key, local)))
            if inverse is not None:
                value = {**{name: said for name, said in value.items() if name != "@reverse"}, "@id": long(inverse)}
        strange = value.keys() - {"@id", "@type", "@container", "@language", "@protected", "@prefix"}
        if strange:
            raise InputError(f"{min(strange)[:60]} in the definition of a term is not supported", path=path)
        container = self._container(value.get("@container"), path)
        if "@id" in value and value["@id"] is None:
            self.terms[key] = None
            return
        if _LIKE_A_KEYWORD.fullmatch(str(value.get("@id", ""))) and value["@id"] not in KEYWORDS:
            self.terms.pop(key, None)  # reserved for future keywords (section 9.2): no definition
            return
        iri = self._iri(self._word(value, "@id", None, path) or key, local)
        kind = self._word(value, "@type", None, path)
        if kind in ("@json", "@none"):
            raise InputError(f"the type {kind} is not supported", path=path)
        if kind is not None and kind[:1] != "@":
            kind = self._iri(kind, local)
        language = self._word(value, "@language", None, path)
        if "@language" in value:
            language = language or ""
        if value.get("@prefix", iri[:1] != "@" and iri[-1:] in "/#:?"):
            self.prefixes[key] = iri
        self.terms[key] = Term(
            short(iri) if _ABSOLUTE.match(iri) or iri[:1] == "@" else None, kind, language, container
        )

    @staticmethod
    def _container(value: Any, path: str) -> str | None:
        found = value if isinstance(value, list) else [value]
        found = [one for one in found if one is not None]
        if any(not isinstance(one, str) or one not in _CONTAINERS for one in found):
            raise InputError("only the containers @list, @set and @language are supported", path=path, value=value)
        return next((one for one in found if one != "@set"), found[0] if found else None)

    def _iri(self, word: str, local: dict[str, Any]) -> str:
        """The IRI of a word of a context, resolved through its own terms and prefixes."""
        for _ in range(_MOST_STEPS):
            if word in KEYWORDS:
                return word
            prefix, colon, rest = word.partition(":")
            if colon and not rest.startswith("//") and (prefix in local or prefix in self.prefixes):
                meant = _id_in(local, prefix) or self.prefixes.get(prefix)
                if meant is None or meant == prefix:
                    return word
                word = meant + rest
                continue
            if colon:
                return word
            meant = _id_in(local, word)
            if meant is None or meant == word:
                known = self.terms.get(word)
                if known is not None and known.name is not None and word not in local:
                    return known.name if known.name[:1] == "@" else long(known.name)
                return (self.vocab or "") + word
            word = meant
        raise InputError("the definitions of terms in the context form a cycle", value=word)

    # -- asking ----------------------------------------------------------------------------------------------------

    def term(self, key: str) -> Term:
        """The meaning of a key."""
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._meaning(key)
        return found

    def keywords(self, keys: Iterable[str]) -> dict[str, str]:
        """The keywords among some keys, each with its key."""
        seen = self._keywords
        found = {}
        for key in keys:
            name = seen.get(key, "")
            if name == "":
                meant = self.term(key).name
                name = seen[key] = meant if meant is not None and meant[:1] == "@" else None
            if name is not None:
                found[name] = key
        return found

    def _meaning(self, key: str) -> Term:
        if key[:1] == "@":
            return Term(key if key in KEYWORDS else None)
        if key in self.terms:
            return self.terms[key] or Term(None)
        return Term(self.name(key))

    def name(self, word: str) -> str | None:
        """The name of a property or type: a name of schema.org, an IRI, a keyword; None if the word has no meaning."""
        found = self._names.get(word, _UNKNOWN)
        if found is _UNKNOWN:
            found = self._names[word] = self._named(word)
        return found

    def _named(self, word: str) -> str | None:
        if word in self.terms:
            term = self.terms[word]
            return term.name if term else None
        prefix, colon, rest = word.partition(":")
        if colon and prefix:
            if not rest.startswith("//") and prefix in self.prefixes:
                return short(self.prefixes[prefix] + rest)
            return short(word) if _ABSOLUTE.match(word) else None
        return short(self.vocab + word) if self.vocab else None

    def address(self, word: str) -> str:
        """An `@id` as an IRI: a compact one expanded, a relative one resolved against the base."""
        prefix, colon, rest = word.partition(":")
        if colon and prefix in self.prefixes and not rest.startswith("//") and prefix != "_":
            return self.prefixes[prefix] + rest
        if self.base and not _ABSOLUTE.match(word):
            try:
                return urljoin(self.base, word)
            except ValueError:
                return word
        return word


def _id_in(local: dict[str, Any], word: str) -> str | None:
    value = local.get(word)
    if isinstance(value, dict):
        value = value.get("@id")
    return value if isinstance(value, str) else None


def short(iri: str) -> str:
    """The name of an IRI of schema.org, or of one that means the same; any other IRI unchanged.

    >>> short("http://schema.org/name"), short("http://purl.org/dc/terms/title"), short("http://example.org/title")
    ('name', 'name', 'http://example.org/title')
    """
    if "schema.org/" in iri[:26]:
        found = _VOCABULARY.match(iri)
        if found and found.end() < len(iri) and ":" not in iri[found.end() :] and "/" not in iri[found.end() :]:
            return iri[found.end() :]
    return SAME.get(iri, iri)


def long(name: str) -> str:
    """The IRI of a name from `short`."""
    return name if ":" in name else _SCHEMA + name
