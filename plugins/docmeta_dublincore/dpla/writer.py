"""Writes records of DPLA's Metadata Application Profile: one per line, as its ingestion reads them, or one JSON-LD document.

A line is what DplaJsonlFileHarvester.scala and JsonRetconMapping.scala read, and what DPLA exports (dpla/ingestion3 1d1dbae5).
The ingestion itself adds the original record and the date of ingestion.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from hashlib import md5
from typing import Any, BinaryIO, Final

from docmeta.crosswalk import compile_encoder
from docmeta.model import Names, Node, Shown, Unit, is_web, where_shown
from docmeta.plugins import Context
from docmeta_dublincore.dpla.codecs import Made, first_file, has_name
from docmeta_dublincore.dpla.context import CONTEXT
from docmeta_dublincore.dpla.crosswalk import DPLA
from docmeta_dublincore.dpla.options import DplaOptions
from docmeta_dublincore.edm.crosswalk import as_fragment
from docmeta_dublincore.records.demands import Demands
from docmeta_dublincore.records.stream import Item, items

_TARGETS: Final = DPLA.targets()
_THING: Final = ".sourceResource."
_ITEMS: Final = "http://dp.la/api/items/"


def write(nodes: Iterable[Node], out: BinaryIO, context: Context, /) -> None:
    """Write a record for each unit without members, or for all."""
    _Writer(out, context).write(nodes)


class _Writer:
    def __init__(self, out: BinaryIO, context: Context) -> None:
        self.context = context
        self.out = out
        self.options = context.options if isinstance(context.options, DplaOptions) else DplaOptions()
        self.report = context.report
        self.demands = Demands("dpla", self.options, context.report)
        self.demands.check_options()
        self.encode = compile_encoder(DPLA)
        self.base = context.base_uri.rstrip("/#") + "/" if context.base_uri else ""

    def write(self, nodes: Iterable[Node]) -> None:
        """Write all the records."""
        lines = self.options.envelope == "lines"
        between = ""
        if not lines:
            self.put(f'{{"@context": {_json(CONTEXT)}, "@graph": [\n')
        for item in items(nodes, self.context, self.options.records, Names(self.context.source)):
            record = self.record(item)
            if record is not None:
                said = _json(record) if lines else _json(record["_source"])
                self.put(f"{between}{said}" if not lines else f"{said}\n")
                between = ",\n"
        if not lines:
            self.put("\n]}\n")

    def put(self, text: str) -> None:
        """Write text; a lone surrogate, which no encoding holds, becomes U+FFFD."""
        try:
            data = text.encode()
        except UnicodeEncodeError:
            self.report.lose("text", None, code="character", reason="a lone surrogate is not a character")
            data = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").encode()
        self.out.write(data)

    def record(self, item: Item) -> dict[str, Any] | None:
        """One record; None if it is left out."""
        unit, demands = item.unit, self.demands
        demands.begin()
        found = self.encode(unit, self.lose)
        said = {target: list(found[at] or ()) for at, target in enumerate(_TARGETS)}
        name = f"{self.options.hub}--{item.name}" if self.options.hub else item.name
        id = md5(
            name.encode("utf-8", "replace"), usedforsecurity=False
        ).hexdigest()  # as Mapping.scala makes it from the name
        address = f"{_ITEMS}{id}"
        rights = demands.rights(str(said[".rights"][0]) if said[".rights"] else "", item.node)
        said[f"{_THING}rights"] += said[".rights"][1:]
        thing = self.thing(item, said, rights)
        shown = where_shown(unit, f"{self.base}{as_fragment(item.name)}" if self.base else None)
        holder = demands.data_provider(unit)
        source: dict[str, Any] = {
            "id": id,
            "_id": name,
            "@context": f"{_ITEMS}context",
            "@id": address,
            "@type": "ore:Aggregation",
            "aggregatedCHO": "#sourceResource",
            "ingestType": "item",
            "dataProvider": holder or None,
            "intermediateProvider": self.options.intermediate_provider,
            "provider": {"name": provider} if (provider := demands.provider(holder)) else None,
            "rights": rights or None,
            **self.seen(unit, shown),
            "sourceResource": {"@id": f"{address}#SourceResource", **thing},
        }
        if self.options.envelope == "graph":
            del source["@context"], source["aggregatedCHO"]
        if demands.leaves_out(unit, "._id"):
            return None
        return {"_type": "item", "_id": name, "_source": {key: value for key, value in source.items() if value}}

    def lose(self, code: str, field: str, target: str, value: object, reason: str) -> None:
        self.report.lose(field, target or None, value, code=code, reason=reason)

    def thing(self, item: Item, said: dict[str, list[str]], rights: str) -> dict[str, list[Any]]:
        """The description of the object, with the requirements for it."""
        demands = self.demands
        if not said[f"{_THING}title"] and (title := demands.title(item.unit)):
            said[f"{_THING}title"] = [title]
        if not said[f"{_THING}title"]:
            demands.missing("title", f"{_THING}title", "a title", "give the unit one")
        if not rights:
            advice = "give a URI of rightsstatements.org or Creative Commons, at the top or in each unit, or use -O rights=URI"
            if said[f"{_THING}rights"]:
                why = "the profile requires a standard statement of rights (edm:rights) beside the words; the ingestion accepts it without"
                self.report.note("problem", f"{why}: {advice}", field="rights", target=".rights")
            else:
                demands.missing("rights", ".rights", "rights", advice)
        found: dict[str, list[Any]] = {}
        for target, values in said.items():
            if target.startswith(_THING) and values:
                found[target.removeprefix(_THING)] = [
                    json.loads(value) if value.__class__ is Made else str(value) for value in dict.fromkeys(values)
                ]
        if item.owed.titles:
            found["collection"] = [{"title": " ".join(title.value.split())} for title in item.owed.titles]
        if item.node.depth:
            why = "its place in the tree: the record says what it is part of"
            code, why = ("changed", why) if item.owed.titles else ("dropped", "the units above have no titles")
            self.report.lose("members", f"{_THING}collection", item.unit.id, code=code, reason=why)
        return found

    def seen(self, unit: Unit, shown: Shown) -> dict[str, Any]:
        """Where the object is shown. URLs with a numeric host are left out: the ingestion refuses the record, or ignores them."""
        pages = [
            address for address in (shown.page, *[one.uri for one in shown.pages]) if address and has_name(address)
        ]
        page = pages[0] if pages else first_file(shown.files)
        for one in unit.digital_objects:
            if is_web(one.uri) and not has_name(one.uri or ""):
                why = "a URL whose host is a number: DPLA accepts none"
                self.report.lose("digital_objects", ".isShownAt", one, code="dropped", reason=why)
        if page is None:
            advice = "give it a digital object or an identifier with a URL, or use --base-uri if its page is below that"
            self.demands.missing("digital_objects", ".isShownAt", "a URL at which it is shown (edm:isShownAt)", advice)
        for address in pages[1:]:
            why = "a further page: a record is shown at one"
            self.report.lose("digital_objects", ".isShownAt", address, code="dropped", reason=why)
        thumbnail = first_file((shown.thumbnail,) if shown.thumbnail else ())
        manifests = [one.uri for one in shown.manifests if one.uri and has_name(one.uri)]
        for address in manifests[1:]:
            why = "a further manifest: a record has one"
            self.report.lose("digital_objects", ".iiifManifest", address, code="dropped", reason=why)
        return {
            "isShownAt": page,
            "object": thumbnail,
            "mediaMaster": [one.uri for one in shown.files if one.uri and has_name(one.uri)],
            "iiifManifest": manifests[0] if manifests else None,
        }


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
