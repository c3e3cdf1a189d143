import io

import docmeta
from docmeta.testing import FormatContract


class TestRis(FormatContract):
    format = "ris"


def test_a_reference_says_where_the_unit_is_kept():
    letter = docmeta.Document(
        "d1",
        title="Letter to\nthe harbour",
        dates=["19 November 1951", "circa 1950s"],
        agents=docmeta.Person("Roe, Ann"),
        containers=[docmeta.Container("3", "Box")],
        identifiers=["MS 12/4"],
    )
    holder = docmeta.Repository("City Archive")
    papers = docmeta.Collection("c1", title="Roe papers", repository=holder, members=letter)
    out = io.BytesIO()
    docmeta.dump(papers, out, format="ris")
    assert out.getvalue().decode().split("\r\n\r\n")[1].split("\r\n") == [
        "TY  - MANSCPT",
        "TI  - Letter to the harbour",
        "AU  - Roe, Ann",
        "DA  - 1951/11/19/19 November 1951",
        "DA  - 1950///circa 1950s",
        "DB  - City Archive",
        "AN  - MS 12/4, Box 3",
        "T2  - Roe papers",
        "ER  - ",
    ]
