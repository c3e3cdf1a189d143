"""A harvest from beginning to end."""

from __future__ import annotations

import hashlib
import mmap
import os
import re
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Final

import attrs

from docmeta.errors import InputError, LimitError, OptionError
from docmeta.harvesting.answers import Answer, Record, Traces, traces
from docmeta.harvesting.asking import Asker, Broken
from docmeta.harvesting.folder import Folder, ListState, Running
from docmeta.harvesting.offers import LIMITS, base_of, nothing, plain_answer, reads
from docmeta.harvesting.results import Harvest, Kept, Listed
from docmeta.plugins import Limits
from docmeta.plugins.limits import breach
from docmeta.remote import is_address, paced, shown

#: How often a list is restarted because a token has expired, and the most successive pages without records.
_RESTARTS: Final = 2
_EMPTY: Final = 1_000
#: The most records of a broken page that are requested one by one.
_SINGLY: Final = 1_000
_DATE: Final = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\dZ)?")

#: Called with the number of records so far, and of all records if the server gives it.
Progress = Callable[[int, int | None], None]


def harvest(
    base_url: str,
    folder: str | os.PathLike[str],
    *,
    prefixes: str | Iterable[str] | None = None,
    sets: str | Iterable[str] | None = None,
    from_: str | date | None = None,
    until: str | date | None = None,
    full: bool = False,
    huge: bool = False,
    limits: Limits | None = None,
    pace: float | None = None,
    progress: Progress | None = None,
    tell: Callable[[str], None] | None = None,
) -> Harvest:
    """Harvest a repository by OAI-PMH 2.0 into a folder, one file per record, which `docmeta.convert` and every command can read.

    A harvest into the same folder resumes where the last one stopped, or fetches what has changed since.
    Records that the repository has deleted are removed, and remembered as deleted.

    Args:
        base_url: The base URL of the repository. docmeta contacts no other host, whatever the answers say.
        folder: The folder for the records; each prefix gets a subfolder.
        prefixes: The metadata prefixes ("oai_dc", "ead" ...); None harvests all that docmeta reads.
        sets: The sets; None harvests all records.
        from_, until: Harvest only records changed from and until these dates, `2024-01-31` or `2024-01-31T00:00:00Z`.
        full: Whether to fetch everything again. Without sets and dates, records that no longer appear are then deleted too.
        huge: Whether to lift the default limits (XML texts over 10 MB) and all limits that are not given.
        limits: The bytes and seconds that a page may take (1 GB, 600 seconds), and the number of records in a list.
        pace: Seconds between requests; None uses `docmeta.remote.paced`, or does not wait.
        progress: Called with the number of records so far, and the total.
        tell: Called with messages about waiting and starting again.

    Returns:
        What was harvested, and what failed.

    Raises `InputError` if the server refuses, does not answer in OAI-PMH, or sends a list without end, and `LimitError` if a page
    exceeds a limit; with several lists, only if all of them fail. `OptionError` if the folder belongs to
    another repository; `OSError` if the server or the folder cannot be reached.
    Whatever is raised, the folder is intact, and the next call resumes.

    >>> import tempfile, threading
    >>> import docmeta, docmeta.oai, docmeta.oai.server
    >>> papers = docmeta.Collection("c1", title="Papers", members=docmeta.Document("d1", title="Telegram"))
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = docmeta.dump(papers, f"{folder}/papers.jsonl")
    ...     _ = docmeta.oai.index(folder)
    ...     with docmeta.oai.server.server(docmeta.oai.application(folder), "127.0.0.1", 0) as repository:
    ...         threading.Thread(target=repository.serve_forever, args=(0.02,), daemon=True).start()
    ...         done = harvest(f"http://127.0.0.1:{repository.server_port}/", f"{folder}/records", prefixes="oai_dc")
    ...         repository.shutdown()
    >>> done.whole, done.lists[0].new
    (True, 2)
    """
    base = base_of(base_url)
    path = os.fspath(folder)
    if is_address(path):
        raise OptionError("a harvest needs a local folder", value=shown(path))
    asker = Asker(base, limits or (Limits.none() if huge else LIMITS), huge=huge, tell=tell or nothing)
    key = hashlib.sha256(base.partition("://")[2].rpartition("@")[2].encode()).hexdigest()
    with paced(pace), Folder(path, shown(base), key) as place:
        run = _Run(asker, place, progress)
        said = run.plain({"verb": "Identify"}).identify
        if not said:
            raise InputError("it does not identify itself; is this the base URL?", source=asker.name)
        run.days = said.get("granularity", "YYYY-MM-DD").strip() == "YYYY-MM-DD"
        asked = run.dates(from_, until)
        harvested = Harvest(asker.name, said.get("repositoryName", ""), path, said.get("deletedRecord", "no"))
        errors: list[InputError] = []
        for prefix in run.prefixes(_several(prefixes)):
            for name in _several(sets) or (None,):
                known = place.known(prefix, name)
                if full:
                    known.done = known.running = None
                    if name is None and not asked:
                        place.watch(prefix)
                listed = Listed(prefix, name)
                harvested.lists.append(listed)
                try:
                    run.one_list(known, asked, listed)
                except InputError as error:  # one failing format must not stop the others
                    listed.failed = str(error)
                    errors.append(error)
        if errors and len(errors) == len(harvested.lists):
            raise errors[0]
    return harvested


def _several(given: str | Iterable[str] | None) -> list[str]:
    return [given] if isinstance(given, str) else list(dict.fromkeys(given or ()))


@attrs.define
class _Run:
    """A running harvest."""

    asker: Asker
    folder: Folder
    progress: Progress | None
    days: bool = True
    tried_dates: bool = False

    def plain(self, arguments: dict[str, str]) -> Answer:
        with self.folder.page() as path:
            return plain_answer(self.asker, arguments, path)

    def dates(self, from_: str | date | None, until: str | date | None) -> dict[str, str]:
        """The requested dates, in the granularity of the server (OAI-PMH 2.0, section 2.7.1)."""
        asked = {}
        for name, given in (("from", from_), ("until", until)):
            if given is None:
                continue
            said = _said(given)
            if self.days:
                said = said[:10]
            elif len(said) == 10:
                said += "T00:00:00Z" if name == "from" else "T23:59:59Z"
            asked[name] = said
        if "from" in asked and "until" in asked and asked["from"] > asked["until"]:
            raise OptionError("the start date is later than the end date", value=asked["from"])
        return asked

    def prefixes(self, wanted: list[str]) -> list[str]:
        """The prefixes to harvest."""
        if wanted and all(wanted):
            return wanted
        answer = self.plain({"verb": "ListMetadataFormats"})
        found = list(dict.fromkeys(offer.prefix for offer in answer.offers if offer.prefix and reads(offer)))
        if not found:
            has = ", ".join(offer.prefix for offer in answer.offers) or "none"
            raise InputError(
                f"the repository offers no format that docmeta reads; it offers: {has}", source=self.asker.name
            )
        return found

    # -- a list ----------------------------------------------------------------------------------------------------

    def one_list(self, known: ListState, asked: dict[str, str], listed: Listed) -> None:
        """Harvest one list to its end."""
        self.folder.forget()  # left over from the list before
        self.wanting(listed)
        running = known.running
        if running is None or (asked and running.asked != asked):
            since = {"from": known.done} if known.done and "from" not in asked else {}
            running = known.running = Running({**since, **asked})
        elif running.token is not None:
            self.asker.tell(f"{listed.prefix}: continues at page {running.pages + 1}")
        while self.page(known, running, listed):
            pass
        missing = sum(len(kept.missing) for kept in listed.broken)  # those are reported by name
        listed.lacking = max(0, (running.total or 0) - running.records - missing)
        began = running.began if _DATE.fullmatch(running.began) else ""
        began = began or f"{datetime.now(UTC) - timedelta(days=1):%Y-%m-%dT%H:%M:%SZ}"
        mark = min(began, running.asked.get("until", began))
        mark = mark[:10] if self.days else mark if len(mark) > 10 else f"{mark}T00:00:00Z"
        begin = running.asked.get("from")
        # Changes between the last harvest and a later start date are still missing.
        if known.done is None or begin is None or begin[: len(known.done)] <= known.done:
            known.done = max(known.done or "", mark)
        listed.done = known.done
        if listed.set is None and listed.prefix in self.folder.state.seen:
            every = not (running.asked or listed.nameless)  # otherwise, records that did not arrive may still exist
            listed.gone = self.folder.remove_unseen(listed.prefix, mark) if every else 0
            self.folder.state.seen.pop(listed.prefix, None)
        known.running = None
        listed.missing = self.folder.wanting(listed.prefix)
        self.folder.save()

    def page(self, known: ListState, running: Running, listed: Listed) -> bool:
        """Harvest one page; returns whether there is another."""
        arguments = {"verb": "ListRecords"}
        if running.token is not None:
            arguments["resumptionToken"] = running.token
        else:
            arguments |= {"metadataPrefix": listed.prefix, **running.asked}
            if listed.set is not None:
                arguments["set"] = listed.set
        name = f"{self.asker.name} ({listed.prefix}, page {running.pages + 1})"
        started = datetime.now(UTC) - timedelta(days=1)
        with self.folder.page() as path:
            try:
                answer = self.asker.sound(arguments, path, name, self.folder.stage, self.folder.forget)
            except Broken as broken:
                answer = self.mended(broken, path, name, running, listed)
        if answer.errors and not answer.records:
            return self.refused(answer, known, running, name)
        self.refuse_endless(answer, known, running, name)
        running.began = running.began or answer.date or f"{started:%Y-%m-%dT%H:%M:%SZ}"
        running.token = answer.token
        running.pages += 1
        running.records += answer.records
        running.total = answer.total if answer.total is not None else running.total
        self.take(listed)
        listed.pages += 1
        listed.records += answer.records
        listed.nameless += answer.nameless
        if self.progress is not None:
            self.progress(running.records, answer.total)
        most = self.asker.limits.units
        if most is not None and running.records > most:
            raise breach("units", f"more than {most:,} records", name)
        return answer.token is not None

    def take(self, listed: Listed) -> None:
        taken = self.folder.take(listed.prefix)
        for field in attrs.fields(type(taken)):
            setattr(listed, field.name, getattr(listed, field.name) + getattr(taken, field.name))

    def refused(self, answer: Answer, known: ListState, running: Running, name: str) -> bool:
        """A protocol error (OAI-PMH 2.0, section 3.6)."""
        if answer.error("noRecordsMatch") is not None:
            running.began = running.began or answer.date
            return False
        if answer.error("badArgument") is not None and self.other_dates(running):
            return True
        expired = answer.error("badResumptionToken")
        if expired is None or running.token is None:
            said = "; ".join(f"{code}: {words}".strip(": ") for code, words in answer.errors)
            raise InputError(f"the server refuses: {said}", source=name)
        if running.restarted >= _RESTARTS:
            known.running = None
            self.folder.save()
            message = f"the server's resumption tokens expire before the list ends ({expired}); request less, with from and until"
            raise InputError(message, source=name)
        known.running = Running(running.asked, restarted=running.restarted + 1)
        for field in attrs.fields(Running):
            setattr(running, field.name, getattr(known.running, field.name))
        known.running = running
        self.folder.save()
        self.asker.tell(f"{name}: the resumption token has expired ({expired}); the list starts again")
        return True

    def other_dates(self, running: Running) -> bool:
        """Whether to ask again with dates of the other granularity: not every server accepts the one it declares."""
        if running.token is not None or not running.asked or self.tried_dates:
            return False
        self.tried_dates = True
        self.days = not self.days
        ends = {"from": "T00:00:00Z", "until": "T23:59:59Z"}
        running.asked = {name: said[:10] + ("" if self.days else ends[name]) for name, said in running.asked.items()}
        self.asker.tell("the server refuses the dates; asking with " + ("days" if self.days else "seconds"))
        return True

    def refuse_endless(self, answer: Answer, known: ListState, running: Running, name: str) -> None:
        """Raise if a page returns, by Brent's algorithm, which remembers one page and finds every cycle."""
        staged = self.folder.staged()
        running.empty = 0 if staged else running.empty + 1
        said = "\n".join(sorted(staged)) or f" {answer.token}"
        digest = hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()[:32]
        if answer.token is not None and (digest == running.mark or running.empty > _EMPTY):
            known.running = None
            self.folder.forget()
            self.folder.save()
            raise InputError("the list never ends: the server sends the same page again and again", source=name)
        running.steps += 1
        if running.steps == running.power:
            running.mark, running.steps = digest, 0
            running.power *= 2

    # -- broken pages ----------------------------------------------------------------------------------------------

    def mended(self, broken: Broken, path: str, name: str, running: Running, listed: Listed) -> Answer:
        """The records of a broken page: those that were read, and the others one by one."""
        seen = _seen(path)
        label = f"{listed.prefix} {listed.set or ''} {running.began} page {running.pages + 1}"
        kept = self.folder.keep_broken(path, label)
        self.asker.tell(f"{name}: {broken.why}; the page is kept as {kept}")
        known = self.folder.staged()
        lost = [identifier for identifier in seen.identifiers if identifier not in known]
        missing = self.one_by_one(listed.prefix, lost)
        listed.broken.append(Kept(kept, broken.why, tuple(missing)))
        self.folder.want(listed.prefix, missing)
        if seen.token is None and not seen.ends:
            self.take(listed)
            message = f"the page is broken, and does not lead to the next one: {broken.why}; it is kept as {kept}"
            raise InputError(message, source=name)
        return Answer(token=seen.token, records=len(self.folder.staged()))

    def one_by_one(self, prefix: str, identifiers: list[str]) -> dict[str, str]:
        """Request records one by one; returns those that could not be fetched, each with the reason."""
        missing = dict.fromkeys(identifiers[_SINGLY:], "the page has too many records")
        for identifier in identifiers[:_SINGLY]:
            why = self.single(prefix, identifier)
            if why is not None:
                missing[identifier] = why
        return missing

    def single(self, prefix: str, identifier: str) -> str | None:
        arguments = {"verb": "GetRecord", "identifier": identifier, "metadataPrefix": prefix}
        found: list[Record] = []
        with self.folder.page() as path:
            try:
                answer = self.asker.sound(arguments, path, self.asker.name, found.append, found.clear, tries=1)
            except Broken as broken:
                return broken.why
            except (InputError, LimitError) as error:
                return error.message
        for record in found:
            if record.identifier == identifier:
                self.folder.stage(record)
                return None
        return next((f"{code}: {words}" for code, words in answer.errors), "the server returned another record")

    def wanting(self, listed: Listed) -> None:
        """Request the records again that could not be fetched before."""
        wanting = self.folder.wanting(listed.prefix)
        if wanting:
            self.folder.want(listed.prefix, self.one_by_one(listed.prefix, list(wanting)))
            self.take(listed)


def _seen(path: str) -> Traces:
    with open(path, "rb") as file:
        if not os.path.getsize(path):
            return traces(b"")
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as page:
            return traces(page)


def _said(given: str | date) -> str:
    """A date in the form of the protocol. Raises `OptionError`."""
    if isinstance(given, datetime):
        aware = given.astimezone(UTC) if given.tzinfo else given.replace(tzinfo=UTC)
        return f"{aware:%Y-%m-%dT%H:%M:%SZ}"
    said = given.isoformat() if isinstance(given, date) else given.strip()
    try:
        if _DATE.fullmatch(said):
            datetime.fromisoformat(said.replace("Z", "+00:00"))
            return said
    except ValueError:
        pass
    raise OptionError("write dates of a harvest as 2024-01-31 or 2024-01-31T00:00:00Z", value=said)
