"""Fuzz the way from a finding aid to every format: what a reader makes of an input, each writer writes or refuses."""

import io

import atheris
from harness import fuzz
from mutators import of_xml

PLUGINS = ["docmeta", "docmeta_ead", "docmeta_csv", "docmeta_dublincore", "docmeta_json", "docmeta_jsonld"]
TARGETS = ["ead2002", "ead3", "ead4", "dc", "dcterms", "jsonld", "csv", "csv-atom", "csv-aspace", "json", "jsonl"]
SEED = (
    b"<ead><archdesc level='collection'><did><unittitle>T</unittitle><unitdate>1950</unitdate></did></archdesc></ead>"
)

with atheris.instrument_imports(include=PLUGINS):
    import docmeta
    from docmeta import DocmetaError, Report

    for format in TARGETS:  # what a writer imports when it is first used is to be instrumented too
        docmeta.convert(SEED, io.BytesIO(), from_="ead2002", to=format)


def target(data: bytes) -> None:
    """Convert, to a format that the length of the input chooses."""
    for include_internal in (False, True):
        try:
            docmeta.convert(
                data,
                io.BytesIO(),
                from_="ead2002",
                to=TARGETS[len(data) % len(TARGETS)],
                report=Report(),
                include_internal=include_internal,
            )
        except DocmetaError as error:
            str(error)


if __name__ == "__main__":
    fuzz(target, "samples/ead2002*/*.xml", "golden/**/*.xml", mutator=of_xml)
