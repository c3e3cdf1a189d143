"""Fuzz checking: for any XML, every profile returns its problems, and they can be printed."""

import json

import atheris
from harness import PLUGINS, XML, fuzz
from mutators import of_xml

with atheris.instrument_imports(include=PLUGINS):
    import docmeta
    from docmeta import DocmetaError
    from docmeta.checking.profiles import PROFILES
    from docmeta.checking.sarif import to_sarif

    NAMES = sorted(PROFILES)
    docmeta.check(b"<ead/>", profile=NAMES)


def target(data: bytes) -> None:
    """Check with a profile chosen by the length of the input."""
    try:
        problems = docmeta.check(data, profile=("basic", NAMES[len(data) % len(NAMES)]), on="2031-12-31")
    except DocmetaError as error:
        str(error)
    else:
        json.dumps(to_sarif(problems, "1"))
        str(problems)


if __name__ == "__main__":
    fuzz(target, *XML, mutator=of_xml)
