from docmeta.testing import FormatContract


class TestMarkdown(FormatContract):
    format = "markdown"
