"""Requests with retries: a server may be busy, break off, or send a broken page, and work a moment later."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final
from urllib.parse import quote

import attrs

from docmeta.errors import InputError, LimitError
from docmeta.harvesting.answers import Answer, Record, read_answer
from docmeta.plugins import Limits
from docmeta.remote import shown, web

#: How often a page is requested if the server is busy, if it fails, and if the answer is broken.
BUSY: Final = 10
FAULTS: Final = 4
BROKEN: Final = 3
#: The longest wait that a server can demand, in seconds.
PATIENCE: Final = 3_600.0
#: The first pause in seconds; each further one is twice as long.
PAUSE: Final = 2.0

_BUSY: Final = (429, 503)
_AGAIN: Final = (408, 429, 500, 502, 503, 504)
_HEADERS: Final = {"Accept": "text/xml, application/xml;q=0.9, */*;q=0.1", "Accept-Encoding": "gzip"}


class Broken(Exception):
    """A page that cannot be read; `why` is the reason."""

    def __init__(self, error: InputError, kind: str) -> None:
        plain = not kind or "xml" in kind
        self.why = error.message if plain else f"{error.message} (the server calls it {kind[:80]})"
        super().__init__(self.why)


@attrs.frozen
class Asker:
    """Sends requests to one repository.

    Attributes:
        base: Its base URL.
        limits: The most bytes and seconds of a page.
        huge: Whether to lift the default XML limits.
        pause: Waits a number of seconds.
        tell: Called with a message while waiting.
    """

    base: str
    limits: Limits
    huge: bool = False
    pause: Callable[[float], None] = time.sleep
    tell: Callable[[str], None] = lambda _: None

    @property
    def name(self) -> str:
        """The repository, for messages."""
        return shown(self.base)

    def address(self, arguments: Mapping[str, str]) -> str:
        """The URL of a request (OAI-PMH 2.0, section 3.1.1)."""
        said = "&".join(f"{name}={quote(value, safe='')}" for name, value in arguments.items())
        return f"{self.base}{'&' if '?' in self.base else '?'}{said}"

    def fetch(self, arguments: Mapping[str, str], path: str, faults: int = FAULTS) -> str:
        """Send a request until an answer is in the file at *path*; returns its content type.

        Server errors are retried up to *faults* times; a busy server is waited for.

        Raises `InputError` if the server refuses, `LimitError` if an answer exceeds a limit, `OSError` if the server
        cannot be reached.
        """
        asked = 0
        while True:
            asked += 1
            with suppress(FileNotFoundError):
                os.unlink(path)
            try:
                with web.asked(
                    self.address(arguments), wait=self.limits.wait, size=self.limits.size, headers=_HEADERS
                ) as answer:
                    kind = answer.headers.get("Content-Type") or ""
                    if answer.status not in _AGAIN:
                        self._refuse(answer.status, kind)
                        _saved(answer, path)
                        return kind
                    seconds = self._seconds(answer.headers.get("Retry-After"), asked)
                    why: Exception = InputError(f"the server answered with status {answer.status}", source=self.name)
                    most = BUSY if answer.status in _BUSY else faults
            except (ConnectionError, TimeoutError, web.BrokenOff) as error:
                if isinstance(error, web.BrokenOff) and os.path.exists(path):
                    raise
                seconds, why, most = self._seconds(None, asked), error, min(faults, BROKEN)
            if asked >= most:
                raise why
            self.tell(f"{_words(why)}; asking again in {seconds:g} seconds")
            self.pause(seconds)

    def sound(
        self,
        arguments: Mapping[str, str],
        path: str,
        name: str,
        keep: Callable[[Record], None],
        forget: Callable[[], None],
        *,
        tries: int = BROKEN,
    ) -> Answer:
        """Send a request until the answer is readable; its records go to *keep*, after a call of *forget* for each attempt.

        Raises `Broken` if none of the *tries* succeeds: the page is then at *path*, and its readable records are kept.
        """
        for tried in range(1, tries + 1):
            broken: InputError | None = None
            kind = ""
            try:
                kind = self.fetch(arguments, path, 1 if tries == 1 else FAULTS)
            except web.BrokenOff as error:
                if not os.path.exists(path):
                    raise  # no attempts are left
                broken = error
            forget()
            try:
                with open(path, "rb") as file:
                    answer = read_answer(file, name, keep, huge=self.huge)
                if broken is None:
                    return answer
            except InputError as error:
                broken = broken or error
            if isinstance(broken, LimitError) or tried == tries:
                raise Broken(broken, kind)
            seconds = self._seconds(None, tried)
            self.tell(f"{broken}; asking again in {seconds:g} seconds")
            self.pause(seconds)
        raise AssertionError

    def _refuse(self, status: int, kind: str) -> None:
        # Some servers send an error of the protocol with an HTTP error status, and the type XML.
        if status != 200 and not (400 <= status < 500 and "xml" in kind):
            raise InputError(f"the server answered with status {status}", source=self.name)

    def _seconds(self, said: str | None, asked: int) -> float:
        """The wait: as the server demands, else longer each time."""
        seconds = retry_after(said, datetime.now(UTC))
        if seconds is None:
            return float(min(PAUSE * 2 ** (asked - 1), 120.0))
        if seconds > PATIENCE:
            message = f"the server asks to wait {seconds:,.0f} seconds; harvest again then; it resumes from here"
            raise LimitError(message, source=self.name)
        return seconds


def _saved(answer: web.Answer, path: str) -> None:
    with open(path, "wb") as file:
        while block := answer.body.read(web.BLOCK):
            file.write(block)


def retry_after(said: str | None, now: datetime) -> float | None:
    """The seconds in a `Retry-After` header (RFC 9110, section 10.2.3); None if it is invalid.

    >>> retry_after("120", datetime.now(UTC)), retry_after("soon", datetime.now(UTC))
    (120.0, None)
    """
    text = (said or "").strip()
    if text.isascii() and text.isdigit() and len(text) < 10:
        return float(text)
    try:
        date = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    return max(0.0, ((date if date.tzinfo else date.replace(tzinfo=UTC)) - now).total_seconds())


def _words(why: Exception) -> str:
    if isinstance(why, OSError) and why.strerror:
        return f"{why.filename}: {why.strerror[:1].lower()}{why.strerror[1:]}"
    return str(why)
