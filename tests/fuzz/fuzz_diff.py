"""Fuzz comparing: no tree differs from itself, and the differences of two are the reverse of those of the two swapped."""

import atheris
from harness import PLUGINS, XML, fuzz
from mutators import of_xml

with atheris.instrument_imports(include=PLUGINS):
    import docmeta
    from docmeta import DocmetaError
    from docmeta.comparing import compare
    from docmeta.model import nest

BEFORE: list[list[docmeta.Collection | docmeta.Document]] = [[]]


def target(data: bytes) -> None:
    """Compare the units of an input with themselves, and with those of the previous input."""
    try:
        units = list(nest(docmeta.read(data)))
        again = list(nest(docmeta.read(data)))
    except DocmetaError as error:
        str(error)
        return
    assert list(compare(units, again)) == []
    for difference in (*compare(BEFORE[0], units), *compare(units, BEFORE[0])):
        str(difference)
        difference.to_json()
    BEFORE[0] = units


if __name__ == "__main__":
    fuzz(target, *XML, mutator=of_xml)
