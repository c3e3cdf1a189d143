"""A web server on this machine, which answers as a test tells it, well or badly."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class Request(BaseHTTPRequestHandler):
    """A request as passed to a test's function: `path`, `headers`, posted data as `form`, and ways to answer."""

    protocol_version = "HTTP/1.1"
    answer: Callable[[Request], None]
    asked: list[Request]
    form: bytes | None = None

    def do_GET(self) -> None:
        self.asked.append(self)
        self.close_connection = True
        with suppress(ConnectionError):
            type(self).answer(self)

    def do_POST(self) -> None:
        self.form = self.rfile.read(int(self.headers["Content-Length"]))
        self.do_GET()

    def give(self, body: bytes, status: int = 200, **headers: str | int) -> None:
        """Answer normally; a header of None is left out."""
        self.send_response(status)
        said: dict[str, Any] = {"Content-Type": "text/xml", "Content-Length": len(body)}
        said |= {name.replace("_", "-"): value for name, value in headers.items()}
        for name, value in said.items():
            if value != "":
                self.send_header(name, str(value))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


class Loopback:
    """The address of a server, and the requests it received."""

    def __init__(self, base: str, asked: list[Request]) -> None:
        self.base, self.asked = base, asked

    def at(self, path: str, credentials: str = "") -> str:
        """The URL of a path."""
        scheme, _, host = self.base.partition("://")
        return f"{scheme}://{credentials + '@' if credentials else ''}{host}/{path.lstrip('/')}"


@contextmanager
def serving(answer: Callable[[Request], None]) -> Iterator[Loopback]:
    """Serve on loopback, on a port that the system chooses, while the block runs."""
    asked: list[Request] = []
    handler = type("Handler", (Request,), {"answer": staticmethod(answer), "asked": asked})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield Loopback(f"http://127.0.0.1:{server.server_address[1]}", asked)
        finally:
            server.shutdown()
            thread.join()
