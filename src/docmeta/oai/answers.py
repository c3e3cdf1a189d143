"""The answers of a repository: each verb, from the index, as XML (OAI-PMH 2.0, sections 3.2 and 4)."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import BinaryIO, Final

import attrs

from docmeta.oai.arguments import Arguments, ProtocolError
from docmeta.oai.settings import NOBODY
from docmeta.oai.shelf import PAGE_BYTES, Header, Offered, Place, Shelf
from docmeta.oai.store import TOKENS_HOLD
from docmeta.oai.tokens import Token, read
from docmeta.xml import DECLARATION, FORBIDDEN, REPLACEMENT, XSI, attribute, escape

_OAI: Final = "http://www.openarchives.org/OAI/2.0/"
_IDENTIFIER: Final = "http://www.openarchives.org/OAI/2.0/oai-identifier"
_START: Final = f'<OAI-PMH xmlns="{_OAI}" xmlns:xsi="{XSI}" xsi:schemaLocation="{_OAI} http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd">\n'
#: The number of sets on a page.
_SETS: Final = 500

Pieces = Iterator[str | bytes]


class Refused(Exception):
    """A request that gets a protocol error."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(code, message)
        self.error = ProtocolError(code, message)


def moment(seconds: int) -> str:
    """A timestamp in the form of the protocol.

    >>> moment(0)
    '1970-01-01T00:00:00Z'
    """
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(seconds))


def answer(out: BinaryIO, index: str, arguments: Arguments, base_url: str, page: int) -> None:
    """Write the answer to a request.

    Args:
        out: The stream for the answer.
        index: The path of the index.
        arguments: The arguments of the request.
        base_url: The URL of the repository.
        page: The number of records on a page.

    Raises `InputError` and `OSError` if the index cannot be used.
    """
    # Taken before the index is opened, so that a harvester that asks from this second on finds later changes.
    now = int(time.time())
    errors, body = arguments.errors, b""
    out.write(DECLARATION.encode() + _START.encode() + f"<responseDate>{moment(now)}</responseDate>\n".encode())
    request = f"<request{_attributes(arguments.echoed)}>{escape(base_url)}</request>\n"
    if errors:
        out.write(request.encode())
    else:
        with Shelf(index) as shelf:
            try:
                pieces = _VERBS[arguments.verb](_Asked(shelf, arguments, base_url, page, now))
                first = next(pieces)
            except Refused as error:
                errors = (error.error,)
                out.write(request.encode())
            else:
                out.write(request.encode())
                out.write(f"<{arguments.verb}>\n".encode())
                out.write(_bytes(first))
                for piece in pieces:
                    out.write(_bytes(piece))
                body = f"</{arguments.verb}>\n".encode()
    for one in errors:
        out.write(f'<error code="{one.code}">{_text(one.message)}</error>\n'.encode())
    out.write(body + b"</OAI-PMH>\n")


def _bytes(piece: str | bytes) -> bytes:
    return piece if isinstance(piece, bytes) else piece.encode()


def _text(text: str) -> str:
    return escape(FORBIDDEN.sub(REPLACEMENT, text))


def _attributes(given: dict[str, str]) -> str:
    return "".join(f" {name}={attribute(value)}" for name, value in given.items())


@attrs.frozen
class _Asked:
    """A request with valid arguments."""

    shelf: Shelf
    arguments: Arguments
    base_url: str
    page: int
    now: int

    def get(self, name: str) -> str:
        """An argument required by the verb."""
        return self.arguments.given[name]

    def prefix(self, name: str) -> Offered:
        """The prefix with a name."""
        found = self.shelf.prefixes().get(name)
        if found is None:
            raise Refused("cannotDisseminateFormat", f"records are not served as {name}")
        return found


def _identify(asked: _Asked) -> Pieces:
    shelf = asked.shelf
    settings = shelf.settings()
    repository = settings.get("repository") or NOBODY
    mails = settings.get("admins") or [f"admin@{repository}"]
    name = settings.get("name") or repository
    yield f"<repositoryName>{_text(name)}</repositoryName>\n<baseURL>{escape(asked.base_url)}</baseURL>\n"
    yield "<protocolVersion>2.0</protocolVersion>\n"
    yield "".join(f"<adminEmail>{_text(mail)}</adminEmail>\n" for mail in mails)
    yield f"<earliestDatestamp>{moment(shelf.earliest())}</earliestDatestamp>\n<deletedRecord>persistent</deletedRecord>\n"
    yield "<granularity>YYYY-MM-DDThh:mm:ssZ</granularity>\n<compression>gzip</compression>\n"
    sample = (
        shelf.one("SELECT id FROM records JOIN forms USING (seq) WHERE part = 0 ORDER BY seq LIMIT 1", ())
        or f"oai:{repository}:1"
    )
    yield (
        f'<description><oai-identifier xmlns="{_IDENTIFIER}" xmlns:xsi="{XSI}" '
        f'xsi:schemaLocation="{_IDENTIFIER} http://www.openarchives.org/OAI/2.0/oai-identifier.xsd"><scheme>oai</scheme>'
        f"<repositoryIdentifier>{escape(repository)}</repositoryIdentifier><delimiter>:</delimiter>"
        f"<sampleIdentifier>{escape(sample)}</sampleIdentifier></oai-identifier></description>\n"
    )


def _formats(asked: _Asked) -> Pieces:
    offered = asked.shelf.prefixes()
    id = asked.arguments.given.get("identifier")
    if id is not None:
        has = asked.shelf.prefixes_of(id)
        if has is None:
            raise Refused("idDoesNotExist", f"there is no record {id}")
        offered = {name: offered[name] for name in offered if name in has}
        if not offered:
            raise Refused("noMetadataFormats", f"the record {id} is deleted")
    for one in offered.values():
        yield (
            f"<metadataFormat><metadataPrefix>{one.name}</metadataPrefix><schema>{one.schema}</schema>"
            f"<metadataNamespace>{one.namespace}</metadataNamespace></metadataFormat>\n"
        )


def _sets(asked: _Asked) -> Pieces:
    token = _token(asked)
    after, given = (token.seq, token.given) if token else (0, 0)
    rows = asked.shelf.sets(after, _SETS + 1)
    if not rows:
        raise Refused(*_LOST if token else ("noSetHierarchy", "there are no sets"))
    for _, spec, name in rows[:_SETS]:
        yield f"<set><setSpec>{spec}</setSpec><setName>{_text(name)}</setName></set>\n"
    more = None
    if len(rows) > _SETS:
        began = token.began if token else asked.now
        more = Token("ListSets", "", 0, 0, 0, 0, rows[_SETS - 1][0], given + _SETS, -1, began)
    if token or more:
        yield _resumption(more, given, -1, asked.shelf)


def _records(asked: _Asked) -> Pieces:
    return _listed(asked, lambda header, prefix: _record(asked.shelf, header, prefix))


def _identifiers(asked: _Asked) -> Pieces:
    return _listed(asked, lambda header, prefix: iter((_header(header),)))


def _listed(asked: _Asked, shown: Callable[[Header, str], Pieces]) -> Pieces:
    """A page of a list, and the token of the next."""
    shelf, token = asked.shelf, _token(asked)
    start = token or _beginning(asked)
    place = Place(start.list, start.newest, start.last, start.generation, start.seq)
    # Element identifiers (xs:ID) must be unique in an answer, and finding aids share some: each gets its own page.
    alone = shelf.prefixes()[start.prefix].whole and asked.arguments.verb == "ListRecords"
    headers, more = shelf.page(place, start.prefix, 1 if alone else asked.page)
    if not headers:
        raise Refused(*_LOST if token else ("noRecordsMatch", "there is no such record"))
    shown_bytes = 0
    for number, header in enumerate(headers):
        shown_bytes += header.size or 0
        if number and shown_bytes > PAGE_BYTES and asked.arguments.verb == "ListRecords":
            headers, more = headers[:number], True
            break
    for header in headers:
        yield from shown(header, start.prefix)
    last = headers[-1]
    after = attrs.evolve(start, generation=last.generation, seq=last.seq, given=start.given + len(headers))
    if token or more:
        yield _resumption(after if more else None, start.given, start.size, shelf)


def _beginning(asked: _Asked) -> Token:
    """The beginning of the list for a request without a token."""
    shelf, arguments = asked.shelf, asked.arguments
    prefix = asked.prefix(asked.get("metadataPrefix"))
    list = shelf.list_of(arguments.given.get("set"), prefix.whole)
    if list is None:
        raise Refused("noRecordsMatch", f"there is no set {arguments.given['set']}")
    first = 0 if arguments.begin is None else shelf.since(arguments.begin)
    newest = shelf.newest
    last = newest if arguments.end is None else min(newest, shelf.until(arguments.end))
    size = shelf.size(list) if arguments.begin is None and arguments.end is None else -1
    return Token(arguments.verb, prefix.name, list, newest, last, first, -1, 0, size, asked.now)


_LOST: Final = ("badResumptionToken", "this repository never gave the token, or it has expired")


def _token(asked: _Asked) -> Token | None:
    """The token of a request, or None."""
    text = asked.arguments.given.get("resumptionToken")
    if text is None:
        return None
    token = read(text, asked.shelf.fact("secret") or b"")
    if token is None or token.verb != asked.arguments.verb or not 0 <= asked.now - token.began <= TOKENS_HOLD:
        raise Refused(*_LOST)
    if token.prefix and token.prefix not in asked.shelf.prefixes():
        raise Refused(*_LOST)
    return token


def _resumption(token: Token | None, cursor: int, size: int, shelf: Shelf) -> str:
    """The element with the token; an empty one ends a list of several pages."""
    said = {"cursor": str(cursor)} if size < 0 else {"completeListSize": str(size), "cursor": str(cursor)}
    if token is None:
        return f"<resumptionToken{_attributes(said)}/>\n"
    said = {"expirationDate": moment(token.began + TOKENS_HOLD), **said}
    return f"<resumptionToken{_attributes(said)}>{token.text(shelf.fact('secret'))}</resumptionToken>\n"


def _get(asked: _Asked) -> Pieces:
    prefix, id = asked.prefix(asked.get("metadataPrefix")), asked.get("identifier")
    found = asked.shelf.record(id, prefix.name)
    if found is None:
        raise Refused("idDoesNotExist", f"there is no record {id}")
    header, whole = found
    if prefix.whole and not whole:
        raise Refused("cannotDisseminateFormat", f"{prefix.name} is for whole finding aids; {id} is a part of one")
    yield from _record(asked.shelf, header, prefix.name)


def _header(header: Header) -> str:
    status = ' status="deleted"' if header.size is None else ""
    sets = "".join(f"<setSpec>{spec}</setSpec>" for spec in header.sets)
    return f"<header{status}><identifier>{escape(header.id)}</identifier><datestamp>{moment(header.stamp)}</datestamp>{sets}</header>\n"


def _record(shelf: Shelf, header: Header, prefix: str) -> Pieces:
    yield f"<record>{_header(header)}"
    if header.size is not None:
        yield "<metadata>"
        yield from shelf.form(header.seq, prefix)
        yield "</metadata>"
    yield "</record>\n"


_VERBS: Final[dict[str, Callable[[_Asked], Pieces]]] = {
    "Identify": _identify,
    "ListMetadataFormats": _formats,
    "ListSets": _sets,
    "ListIdentifiers": _identifiers,
    "ListRecords": _records,
    "GetRecord": _get,
}
