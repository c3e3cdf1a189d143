"""Fuzz the conversion of any XML to every format: what a reader makes of an input, each writer writes or refuses."""

import io

import atheris
from harness import PLUGINS, XML, fuzz
from mutators import of_xml

SEED = (
    b"<ead><archdesc level='collection'><did><unittitle>T</unittitle><unitdate>1950</unitdate>"
    b"<origination><persname>A</persname></origination></did></archdesc></ead>"
)

with atheris.instrument_imports(include=PLUGINS):
    import docmeta
    from docmeta import DocmetaError, Report
    from docmeta.plugins import registry

    TARGETS = [format.name for format in registry.default() if format.can_write]
    for name in TARGETS:  # what a writer imports on first use must be instrumented, too
        docmeta.convert(SEED, io.BytesIO(), from_="ead2002", to=name)


def target(data: bytes) -> None:
    """Convert to a format chosen by the length of the input."""
    for include_internal in (False, True):
        try:
            docmeta.convert(
                data,
                io.BytesIO(),
                to=TARGETS[len(data) % len(TARGETS)],
                report=Report(),
                include_internal=include_internal,
            )
        except DocmetaError as error:
            str(error)


if __name__ == "__main__":
    fuzz(target, *XML, mutator=of_xml)
