"""For authors of formats: contract tests for a format, and sample descriptions.

Five lines of a test file are enough; `pytest` does the rest:

    from docmeta.testing import FormatContract


    class TestMarkdown(FormatContract):
        format = "markdown"

>>> [collection.id for collection in sample_collections()]
['papers', 'unit-1', 'fonds-7', 'every-field']
"""

from docmeta.testing.contract import FormatContract
from docmeta.testing.samples import HOSTILE, every_field, sample_collections

__all__ = ["HOSTILE", "FormatContract", "every_field", "sample_collections"]
