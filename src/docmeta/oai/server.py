"""A small server for `docmeta serve`: that of the standard library, with a thread per request, and limits.

It is for trying out, tests and local use; in production, any WSGI server runs `docmeta.oai.application()`.
"""

from __future__ import annotations

import socket
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from socketserver import TCPServer, ThreadingMixIn
from typing import Any, Final
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

from docmeta.oai.wsgi import Application

#: The seconds that a client may be silent and a request may take, and the number of simultaneous requests.
_SILENCE: Final = 30.0
_WHOLE: Final = 300.0
_AT_ONCE: Final = 32
#: The seconds that running requests have left when the server ends.
_GRACE: Final = 2.0


class _Handler(WSGIRequestHandler):
    """Answers one request."""

    timeout = _SILENCE
    server: _Server

    def address_string(self) -> str:
        """The address itself, without a name lookup."""
        return str(self.client_address[0])

    def log_message(self, format: str, *args: Any) -> None:
        """Log a request, if asked to."""
        if self.server.told is not None:
            self.server.told(f"{self.address_string()} {format % args}")


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 128

    def __init__(self, host: str, port: int, told: Callable[[str], None] | None) -> None:
        self.told = told
        self._room = threading.BoundedSemaphore(_AT_ONCE)
        if ":" in host:
            self.address_family = socket.AF_INET6
        super().__init__((host, port), _Handler)

    def server_bind(self) -> None:
        """Bind, without looking up the name of this machine."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = str(self.server_address[0]), int(self.server_address[1])
        self.setup_environ()

    def process_request(self, request: Any, client_address: Any) -> None:
        """Wait for a free slot, then answer in a thread."""
        self._room.acquire()
        try:
            super().process_request(request, client_address)
        except BaseException:
            self._room.release()
            raise

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """Answer, then free the slot; a client that sends or receives very slowly is cut off."""
        timer = threading.Timer(_WHOLE, _cut_off, (request,))
        timer.daemon = True
        timer.start()
        try:
            super().process_request_thread(request, client_address)
        finally:
            timer.cancel()
            self._room.release()

    def server_close(self) -> None:
        """Accept no more requests, and give running ones a short time to end."""
        super().server_close()
        until = time.monotonic() + _GRACE
        for _ in range(_AT_ONCE):
            if not self._room.acquire(timeout=max(0.0, until - time.monotonic())):
                return

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Ignore disconnected clients; print other errors on standard error."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)


def _cut_off(request: socket.socket) -> None:
    with suppress(OSError):  # already closed
        request.shutdown(socket.SHUT_RDWR)


def server(app: Application, host: str, port: int, told: Callable[[str], None] | None = None) -> WSGIServer:
    """A server at an address of this machine; port 0 lets the system choose one. `serve_forever()` runs it.

    Args:
        app: The WSGI application.
        host: The address or name to listen on.
        port: The port.
        told: Called with a line for each request.
    """
    found = _Server(host, port, told)
    found.set_app(app)
    return found
