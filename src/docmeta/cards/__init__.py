"""Cards for notebooks, and HTML pages to share: units, dates, reports, problems, differences.

Lower layers call it from `_repr_html_`, for notebooks. A card is always small,
escapes everything from the source, and leaves out internal material.

>>> from docmeta.model import Collection, Document
>>> papers = Collection("c", title="Papers <i>", members=[Document(f"d{n}", title=f"Letter {n}") for n in range(1_000)])
>>> html = papers._repr_html_()
>>> "Papers &lt;i&gt;" in html, "Letter 9" in html, "Letter 10" in html, "990 more" in html
(True, True, False, True)
"""

from docmeta.cards.differences import differences_card, differences_page
from docmeta.cards.problems import problems_card, problems_page
from docmeta.cards.reports import report_card, report_page
from docmeta.cards.units import date_card, facts, unit_card

__all__ = [
    "date_card",
    "differences_card",
    "differences_page",
    "facts",
    "problems_card",
    "problems_page",
    "report_card",
    "report_page",
    "unit_card",
]
