"""What is written is valid EAD, whatever the model holds, and says what the model says."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given
from lxml import etree

import strategies
from docmeta import Context, Node
from docmeta_ead.writer import write_ead3, write_ead2002

WRITERS = {"ead2002": write_ead2002, "ead3": write_ead3}
DIALECTS = sorted(WRITERS)


class _Local(etree.Resolver):
    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder

    def resolve(self, url: str, public: str, context: object) -> object:
        if url.endswith("xlink.xsd"):
            return self.resolve_filename(str(self.folder / "common" / "xlink.xsd"), context)
        return None


@pytest.fixture(scope="session")
def schemas(shared: Path) -> dict[str, etree.XMLSchema]:
    """The official schemas."""
    folder = shared / "schemas"
    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(_Local(folder))
    paths = {"ead2002": "ead2002/ead.xsd", "ead3": "ead3/ead3.xsd"}
    return {name: etree.XMLSchema(etree.parse(folder / path, parser)) for name, path in paths.items()}


def written(dialect: str, nodes: list[Node], context: Context | None = None) -> bytes:
    out = io.BytesIO()
    WRITERS[dialect](nodes, out, context or Context())
    return out.getvalue()


def assert_valid(schema: etree.XMLSchema, data: bytes) -> None:
    root = etree.fromstring(data, etree.XMLParser(huge_tree=True))
    if not schema.validate(root):
        raise AssertionError(f"{schema.error_log[0]}\n{data.decode()[:4000]}")


@pytest.mark.parametrize("dialect", DIALECTS)
@given(nodes=strategies.streams())
def test_every_model_is_written_valid(dialect: str, nodes: list[Node], schemas: dict[str, etree.XMLSchema]) -> None:
    assert_valid(schemas[dialect], written(dialect, nodes))
