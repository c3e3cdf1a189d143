"""Official schemas: their sources, and the user's copy; `docmeta.checking.validation` validates files against them.

The schemas are not in the package. `fetch()` downloads them from their published URLs into the user's cache
and keeps only files with the recorded SHA-256; `DOCMETA_SCHEMA_DIR` or `folder=` name another folder,
or an XML catalog. Loading only opens files of that folder or catalog: every URL in a schema is looked up there.

>>> sorted(SCHEMAS)[:3]
['dcterms', 'ead2002', 'ead3']
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import attrs

from docmeta.checking.schemafiles import SchemaFiles
from docmeta.errors import InputError, MissingExtraError, OptionError

if TYPE_CHECKING:
    from lxml import etree

#: The environment variable for the folder of schemas.
FOLDER: Final = "DOCMETA_SCHEMA_DIR"

_GITHUB: Final = "https://raw.githubusercontent.com/SAA-SDT"


@attrs.frozen
class Source:
    """A schema file: its name, its published URL, and its published SHA-256, or "" if not known yet."""

    name: str
    address: str
    sha256: str
    #: Another name for it in a folder, with a subfolder.
    elsewhere: str | None = None


@attrs.frozen
class Schema:
    """An official schema.

    Attributes:
        title: For people.
        root: The first file.
        files: All its files.
        namespace: The namespace of the documents that it validates.
        beside: Root files of further schemas loaded with it, needed by its wildcards.
    """

    title: str
    root: str
    files: tuple[Source, ...]
    namespace: str | None = None
    beside: tuple[str, ...] = ()


_XLINK: Final = Source(
    "xlink.xsd",
    "http://www.loc.gov/standards/xlink/xlink.xsd",
    "f1f5bb6003165cdd8f6c1fcc32f8fd1f965e1681010f3b9806d9460bcffa8a3c",
)
_XML: Final = Source(
    "xml.xsd", "http://www.w3.org/2001/xml.xsd", "8ef35874d6947cfd6dc2de1667ac9b70cdee666c3571dd05cfcc7881576f73ae"
)
_SIMPLEDC: Final = Source(
    "simpledc20021212.xsd",
    "http://dublincore.org/schemas/xmls/simpledc20021212.xsd",
    "e9542e0cd08b59ad3ad994f50226dd7e6707792327b08f46eaa6250dd728d3aa",
)
_OAI_DC: Final = Source(
    "oai_dc.xsd",
    "http://www.openarchives.org/OAI/2.0/oai_dc.xsd",
    "7383d21bca49c1186627e820a5da7ec209febfc5b4295fada39720ad0cebee9a",
)
_OAI: Final = Source(
    "OAI-PMH.xsd",
    "http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd",
    "52385713197fe7bacdc13611d7cf2ccf6103466f14e42e8ca3ed76be77b3fe78",
)

SCHEMAS: Final[dict[str, Schema]] = {
    "ead2002": Schema(
        "EAD 2002, W3C schema of 2021",
        "ead.xsd",
        (
            Source(
                "ead.xsd",
                f"{_GITHUB}/EAD2002/a111f9f32ab3042495e7e0c6810afa2d692f93a9/ead.xsd",
                "0f5f7fab729477fe8f8374ec6bba6a6b07d280aa266814cde306318f524b06f1",
            ),
            _XLINK,
        ),
        "urn:isbn:1-931666-22-9",
    ),
    "ead3": Schema(
        "EAD3 1.1.1",
        "ead3.xsd",
        (
            Source(
                "ead3.xsd",
                f"{_GITHUB}/EAD3/f069085559e65a642ffd0e61e05528464bd02ed2/ead3.xsd",
                "b090ea6a208360bc056f45d129922b208a5490355745cfbe016005edceac43dc",
            ),
        ),
        "http://ead3.archivists.org/schema/",
    ),
    "ead3-undeprecated": Schema(
        "EAD3 1.1.1 with its deprecated elements",
        "ead3_undeprecated.xsd",
        (
            Source(
                "ead3_undeprecated.xsd",
                f"{_GITHUB}/EAD3/f069085559e65a642ffd0e61e05528464bd02ed2/undeprecated/ead3_undeprecated.xsd",
                "89e768afc148fac674706d9cd55d8c22801d8dfd4d107511f0b4cf71ae75c531",
            ),
        ),
        "http://ead3.archivists.org/schema/undeprecated/",
    ),
    "ead4": Schema(
        "EAD 4.0.0",
        "ead4.xsd",
        (
            Source(
                "ead4.xsd", "https://standards.openpreservation.org/ead/v4.0.0/ead.xsd", "", elsewhere="ead4/ead.xsd"
            ),
        ),
        "https://standards.openpreservation.org/ead/v4",
    ),
    "oai_dc": Schema(
        "oai_dc, simple Dublin Core for OAI-PMH",
        "oai_dc.xsd",
        (_OAI_DC, _SIMPLEDC, _XML),
        "http://www.openarchives.org/OAI/2.0/oai_dc/",
    ),
    "oai-pmh": Schema(
        "OAI-PMH 2.0 responses with oai_dc",
        "OAI-PMH.xsd",
        (_OAI, _OAI_DC, _SIMPLEDC, _XML),
        "http://www.openarchives.org/OAI/2.0/",
        ("oai_dc.xsd",),
    ),
    "dcterms": Schema(
        "DCMI metadata terms, 2008",
        "dcterms.xsd",
        (
            Source(
                "dcterms.xsd",
                "http://dublincore.org/schemas/xmls/qdc/2008/02/11/dcterms.xsd",
                "940041c53591e7cba8bb7fde620e0821d4df0423527255cf324e30b24a69a50a",
            ),
            Source(
                "dc.xsd",
                "http://dublincore.org/schemas/xmls/qdc/2008/02/11/dc.xsd",
                "e4948660e35e98959b18ba25cd61db5848065187650a3df1feb7240da607b7d2",
            ),
            Source(
                "dcmitype.xsd",
                "http://dublincore.org/schemas/xmls/qdc/2008/02/11/dcmitype.xsd",
                "04d8303aca4246d73dea2122467bef648c89bc6e43160990dc903e8bd0db19cc",
            ),
            _XML,
        ),
        "http://purl.org/dc/terms/",
    ),
    "marcxml": Schema(
        "MARCXML 1.2",
        "MARC21slim.xsd",
        (
            Source(
                "MARC21slim.xsd",
                "http://www.loc.gov/standards/marcxml/schema/MARC21slim.xsd",
                "a71677e126e90a5aa415e6bf863adf6af36489b69f83c47ebf3a498c5f8fe6be",
            ),
        ),
        "http://www.loc.gov/MARC21/slim",
    ),
}


def schema(name: str) -> Schema:
    """The schema with a name; case does not matter. Raises `OptionError`, which lists the schemas."""
    found = SCHEMAS.get(name.casefold())
    if found is None:
        raise OptionError(f"there is no schema {name!r} (there are: {', '.join(SCHEMAS)})")
    return found


def cache_folder() -> Path:
    """The user's folder of downloaded schemas."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "docmeta" / "schemas"


def chosen_folder(folder: str | os.PathLike[str] | None = None) -> Path:
    """The folder or the catalog for schemas: the one given, DOCMETA_SCHEMA_DIR, or the user's cache."""
    return Path(folder or os.environ.get(FOLDER) or cache_folder())


def at_hand(name: str, folder: str | os.PathLike[str] | None = None) -> bool:
    """Whether every file of a schema is present."""
    files = SchemaFiles(chosen_folder(folder))
    wanted = schema(name)
    spaces = [wanted.namespace, *[None] * len(wanted.files)]
    return all(
        files.find(file.name, file.address, space, file.elsewhere)
        for file, space in zip(wanted.files, spaces, strict=False)
    )


def fetch(names: Iterable[str] = (), folder: str | os.PathLike[str] | None = None) -> list[Path]:
    """Download schemas into the user's cache (all if none is named); returns the files.

    A file already present with its SHA-256 is not downloaded again. One with an unknown SHA-256 is kept as downloaded;
    `unproven()` names these.
    Raises `MissingExtraError` without the extra `schemas`, `InputError` if a URL serves a file that differs from the published one.
    """
    try:
        import pooch
    except ImportError:
        raise MissingExtraError("downloading schemas needs the extra: pip install 'docmeta[schemas]'") from None
    target = Path(folder) if folder else cache_folder()
    files = {file.name: file for name in (list(names) or SCHEMAS) for file in schema(name).files}
    fetched = []
    for file in files.values():
        try:
            known = f"sha256:{file.sha256}" if file.sha256 else None
            path = pooch.retrieve(file.address, known, fname=file.name, path=target, progressbar=False)
        except ValueError as error:
            raise InputError(
                f"{file.address} serves a file that differs from the published one", source=file.name
            ) from error
        except OSError as error:
            if type(error).__module__.partition(".")[0] not in ("requests", "urllib3"):
                raise
            raise InputError(
                f"{file.address} cannot be reached ({_reason(error)}); "
                f"download it another way, and point {FOLDER} or --schema-dir at its folder"
            ) from None
        fetched.append(Path(path))
    return fetched


def unproven(names: Iterable[str] = ()) -> list[Source]:
    """The files of some schemas, or of all, without a published SHA-256, so that a download cannot be verified.

    >>> [source.name for source in unproven(["ead3", "ead4"])]
    ['ead4.xsd']
    """
    return [file for name in (list(names) or SCHEMAS) for file in schema(name).files if not file.sha256]


def _reason(error: OSError) -> str:
    """Why a URL cannot be reached, without the URLs and objects in the messages of libraries."""
    answer = getattr(error, "response", None)
    if answer is not None:
        return f"it answers {answer.status_code} {answer.reason}"
    return {"ConnectionError": "no connection", "Timeout": "no answer in time"}.get(
        type(error).__name__, type(error).__name__
    )


def load(name: str, folder: str | os.PathLike[str] | None = None) -> etree.XMLSchema:
    """Compile a schema from the folder. Raises `InputError` if a file is missing; the message says how to get it."""
    from lxml import etree

    wanted = schema(name)
    files = SchemaFiles(chosen_folder(folder))
    parser = etree.XMLParser(no_network=True, resolve_entities=False, load_dtd=False)
    parser.resolvers.add(_resolver(files))
    roots = (wanted.root, *wanted.beside)
    if len(roots) == 1:
        start = root_file(files, wanted, name)
    else:
        imports = "".join(
            f'<xs:import namespace="{_target_namespace(_read(files, root, name))}" schemaLocation="{root}"/>'
            for root in roots
        )
        start = f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">{imports}</xs:schema>'.encode()
    try:
        base = f"docmeta-schema/{wanted.root if len(roots) == 1 else 'together.xsd'}"
        return etree.XMLSchema(etree.fromstring(start, parser, base_url=base))
    except (etree.XMLSchemaParseError, etree.XMLSyntaxError) as error:
        raise InputError(f"the schema {name} in {files.chosen} cannot be loaded: {error}") from None


def _target_namespace(content: bytes) -> str:
    from lxml import etree

    return (
        etree.fromstring(content, etree.XMLParser(no_network=True, resolve_entities=False)).get("targetNamespace") or ""
    )


def _read(files: SchemaFiles, file: str, name: str, *names: str | None) -> bytes:
    content = files.read(file, *names)
    if content is None:
        raise InputError(
            f"the schema {name} needs {file}, which is not in {files.chosen}; "
            f"run 'docmeta schemas fetch {name}' or point {FOLDER} at a folder or a catalog that has it"
        )
    return content


def root_file(files: SchemaFiles, wanted: Schema, name: str) -> bytes:
    """The first file of a schema."""
    first = wanted.files[0]
    return _read(files, wanted.root, name, first.address, wanted.namespace, first.elsewhere)


def _resolver(files: SchemaFiles) -> Any:
    from lxml import etree

    class Resolver(etree.Resolver):
        def resolve(self, system_url: str | None, public_id: str | None, context: Any) -> Any:
            address = system_url or ""
            file = address.rpartition("/")[2]
            content = _read(files, file, "that was asked for", address)
            return self.resolve_string(content, context, base_url=f"docmeta-schema/{file}")

    return Resolver()
