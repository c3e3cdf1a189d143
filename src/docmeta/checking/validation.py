"""Validates files against the official schemas: a problem for each invalid place, with its line and what to do about it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO, Final

from docmeta.checking.problem import Problem
from docmeta.checking.schemafiles import SchemaFiles
from docmeta.checking.schemas import SCHEMAS, Schema, chosen_folder, load, root_file, schema
from docmeta.xml import line_of, localname, namespace, parse

if TYPE_CHECKING:
    from lxml import etree

    from docmeta.checking.rules import FileTest


def validate(
    source: BinaryIO,
    name: str,
    *,
    folder: str | os.PathLike[str] | None = None,
    source_name: str | None = None,
    compiled: etree.XMLSchema | None = None,
    huge: bool = False,
) -> Iterator[Problem]:
    """Validate a file against a schema: a problem for each invalid place, with its line.

    For EAD, impossible dates, the rules of EAD3's Schematron, and what the schema of EAD 4.0 accepts are checked too:
    unknown attributes, values in no list, dates and references.

    Args:
        source: A binary file.
        name: The name of the schema.
        folder: Its folder; as for `chosen_folder`.
        source_name: The name of the file, for the problems.
        compiled: The schema, if already loaded.
        huge: Whether to lift the default limits.
    """
    compiled = load(name, folder) if compiled is None else compiled
    root = parse(source, name=source_name, huge=huge)
    wanted = schema(name)
    if wanted.namespace and namespace(root) != wanted.namespace and not _wraps(name, root):
        yield _other_namespace(root, name, wanted, source_name)
        if name == "ead2002" and not namespace(root):
            from docmeta.checking.ead3 import ead2002_problems

            yield from ead2002_problems(root, source_name)
        return
    compiled.validate(root)
    patterns: dict[int, list[str]] = {}
    for entry in compiled.error_log:
        kind = entry.type_name.removeprefix("SCHEMAV_").lower()
        message = _plain(entry.message)
        if kind == "cvc_pattern_valid":
            patterns.setdefault(entry.line, []).append(message)
        yield Problem(
            f"{name}.{kind}",
            "error",
            message,
            _advice(kind, message),
            wanted.title,
            source_name,
            entry.line or None,
            entry.column or None,
        )
    if name == "ead4":
        from docmeta.checking.ead4 import ead4_problems

        yield from ead4_problems(root, root_file(SchemaFiles(chosen_folder(folder)), wanted, name), source_name)
    elif name.startswith("ead"):
        from docmeta.checking.ead3 import ead3_problems, ead2002_problems

        for problem in (ead2002_problems if name == "ead2002" else ead3_problems)(root, source_name):
            # A value that also fails the schema's pattern is reported once.
            said = patterns.get(problem.line or 0, ())
            if not any(f"value '{problem.value}' is not" in message for message in said):
                yield problem


def validator_of(name: str, folder: str | os.PathLike[str] | None = None) -> FileTest:
    """A function that validates files against a schema, loaded now; see `load` and `validate`."""
    compiled = load(name, folder)

    def test(source: BinaryIO, source_name: str | None, /, *, huge: bool = False) -> Iterator[Problem]:
        return validate(source, name, folder=folder, source_name=source_name, compiled=compiled, huge=huge)

    return test


def _wraps(name: str, root: etree._Element) -> bool:
    """Whether a schema, like that of the DCMI terms, has no root element, and validates elements inside other ones."""
    return False if name != "dcterms" else len(root) > 0 and namespace(root[0]) == schema(name).namespace


def _other_namespace(root: etree._Element, name: str, wanted: Schema, source_name: str | None) -> Problem:
    said = namespace(root) or "none"
    other = next((other for other, known in SCHEMAS.items() if known.namespace == namespace(root)), None)
    advice = "put the document into the namespace, or validate it against another schema"
    if other is not None:
        advice = f"validate it with --schema {other}"
    elif name == "ead2002" and not namespace(root):
        advice = "it follows the DTD: convert it, and validate the result (docmeta convert FILE --to ead2002)"
    message = f"the root element {localname(root)} is in namespace {said}, expected {wanted.namespace}"
    return Problem(f"{name}.namespace", "error", message, advice, wanted.title, source_name, line_of(root))


#: A name in Clark notation, as libxml2 writes names: {namespace}name.
_NAMESPACE: Final = re.compile(r"\{[^{}\s',:]*:[^{}\s',]*\}")
_LONG_PATTERN: Final = re.compile(r" by the pattern '(.{60}).*'\.\Z", re.DOTALL)

#: What to do about a violation, by libxml2's name for the XML Schema rule.
_ADVICE: Final = {
    "element_content": "move it to an allowed place, add what must come before it, or remove it",
    "cvc_complex_type_2_1": "remove its content",
    "cvc_complex_type_2_2": "put text only in elements that allow it",
    "cvc_complex_type_2_3": "put the text into an element that allows it",
    "cvc_complex_type_3_2_1": "remove the attribute, or correct its name",
    "cvc_complex_type_3_2_2": "remove the attribute, or correct its name",
    "cvc_complex_type_4": "add the attribute",
    "cvc_enumeration_valid": "write one of the listed values",
    "cvc_datatype_valid_1_2_1": "write a value of that type",
    "cvc_elt_1": "validate it against the schema of its own format",
}


def _advice(kind: str, message: str) -> str:
    if "'xs:ID'" in message:
        return "give it a unique identifier, of letters, digits, - _ and ., beginning with a letter"
    if "'xs:IDREF'" in message or kind == "idcs_idref":
        return "refer to the identifier of an existing element"
    if kind == "cvc_pattern_valid" and "attribute 'normal'" in message:
        return "write it as 1951, 1951-11, 1951-11-19, or two of these separated by a slash"
    return _ADVICE.get(kind, "correct it as the schema requires")


def _plain(message: str) -> str:
    """A message of libxml2 without namespaces in braces and long patterns, which obscure it."""
    return _LONG_PATTERN.sub(r" by the pattern '\1...'.", _NAMESPACE.sub("", message.strip()))
