"""Folders of invented descriptions, and a repository over them without a server."""

from __future__ import annotations

import io
import itertools
import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from wsgiref.util import setup_testing_defaults

import attrs
from lxml import etree

from docmeta.oai import application
from docmeta.oai.server import server

OAI = "{http://www.openarchives.org/OAI/2.0/}"
REPOSITORY = "archive.example.org"


def lines(*units: tuple[int, dict[str, Any]]) -> str:
    """Units as docmeta's JSON lines, each with its depth."""
    whole = ({"depth": depth, "unit": {"kind": "document", **unit}} for depth, unit in units)
    return "".join(json.dumps(line) + "\n" for line in whole)


def collection(id: str, *titles: str, **more: Any) -> str:
    """A collection with documents, which are named by number."""
    members = [(1, {"id": str(number), "title": title, "level": "file"}) for number, title in enumerate(titles, 1)]
    top = {"kind": "collection", "id": id, "title": f"Papers of {id}", "level": "fonds", **more}
    return lines((0, top), *members)


def write(folder: Path, **files: str) -> None:
    """Write files of JSON lines, in folders if a name contains one (`a__b` is a/b)."""
    for name, text in files.items():
        path = folder.joinpath(*name.split("__")).with_suffix(".jsonl")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


@attrs.frozen
class Answer:
    """An answer: its status, its headers, its bytes."""

    status: str
    headers: dict[str, str]
    body: bytes

    @property
    def root(self) -> Any:
        return etree.fromstring(self.body)

    @property
    def errors(self) -> list[str]:
        return [error.get("code") for error in self.root.iter(f"{OAI}error")]

    @property
    def ids(self) -> list[str]:
        return [str(one.text) for one in self.root.iter(f"{OAI}identifier")]

    @property
    def token(self) -> str | None:
        return self.root.findtext(f".//{OAI}resumptionToken") or None

    def headers_of(self) -> dict[str, tuple[str, str | None]]:
        """The datestamp and the status of each record."""
        return {
            str(one.findtext(f"{OAI}identifier")): (str(one.findtext(f"{OAI}datestamp")), one.get("status"))
            for one in self.root.iter(f"{OAI}header")
        }


class Repository:
    """A repository that answers without a server."""

    def __init__(self, folder: Path, **settings: Any) -> None:
        self.index = folder
        self.app = application(folder, **settings)

    def raw(self, query: str = "", method: str = "GET", body: bytes | None = None, **environ: Any) -> Answer:
        """Ask with a raw query string."""
        asked: dict[str, Any] = {"QUERY_STRING": query, "REQUEST_METHOD": method, **environ}
        if body is not None:
            asked["wsgi.input"] = io.BytesIO(body)
            asked.setdefault("CONTENT_TYPE", "application/x-www-form-urlencoded")
            asked.setdefault("CONTENT_LENGTH", str(len(body)))
        asked.setdefault("wsgi.errors", io.StringIO())
        setup_testing_defaults(asked)
        said: list[Any] = []
        pieces = self.app(asked, lambda *given: said.extend(given))
        try:
            got = b"".join(pieces)
        finally:
            getattr(pieces, "close", lambda: None)()
        return Answer(said[0], dict(said[1]), got)

    def ask(self, verb: str, /, **arguments: str) -> Answer:
        """Ask with arguments; `from_` is from."""
        given = {key.rstrip("_"): value for key, value in arguments.items()}
        return self.raw(urlencode({"verb": verb, **given}))

    def pages(self, verb: str, /, **arguments: str) -> Iterator[Answer]:
        """All the pages of a list."""
        answer = self.ask(verb, **arguments)
        for _ in itertools.count():
            yield answer
            if answer.token is None:
                return
            answer = self.ask(verb, resumptionToken=answer.token)

    def harvest(self, prefix: str = "oai_dc", /, **arguments: str) -> dict[str, str | None]:
        """All records of a prefix, by identifier: the metadata, None if deleted. None occurs twice."""
        found: dict[str, str | None] = {}
        for answer in self.pages("ListRecords", metadataPrefix=prefix, **arguments):
            for record in answer.root.iter(f"{OAI}record"):
                id = record.findtext(f"{OAI}header/{OAI}identifier")
                assert id not in found, f"{id} appears twice"
                metadata = record.find(f"{OAI}metadata")
                found[id] = None if metadata is None else etree.tostring(metadata[0], encoding="unicode").strip()
        return found

    def titles(self, **arguments: str) -> dict[str, str | None]:
        """The title of each record; None if deleted."""
        found = self.harvest(**arguments)
        return {id: text and (re.findall("<dc:title>(.*?)</dc:title>", text) or [""])[0] for id, text in found.items()}


@contextmanager
def serving(folder: Path, page: int = 100) -> Iterator[str]:
    """The URL at which a folder is served."""
    running = server(application(folder, page=page), "127.0.0.1", 0)
    thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{running.server_port}/"
    finally:
        running.shutdown()
        thread.join()
        running.server_close()
