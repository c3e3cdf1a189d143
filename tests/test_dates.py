"""Dates as people write them, and their renderings."""

from __future__ import annotations

import copy
import pickle
from concurrent.futures import ThreadPoolExecutor

import attrs
import pytest

from docmeta.dates import (
    UNDATED,
    Conventions,
    Date,
    StandardDate,
    StandardRange,
    attributes,
    day_order,
    explain,
    life_dates,
    read_normal,
    split,
    year_pairs,
)
from docmeta.dates import words as datewords
from docmeta.dates.plain import quick
from docmeta.errors import DocmetaError, ModelError

#: Words and their EDTF, one case per line.
FORMS = """
    1965                                    1965
    1912-1994                               1912/1994
    1912- 1994                              1912/1994
    1912 – 1994                             1912/1994
    1912—1994                               1912/1994
    1950-1950                               1950
    1894-                                   1894/..
    -1994                                   /1994
    ?-1994                                  /1994
    1894-?                                  1894/
    ca. 1890-                               1890~/..
    b. 1912                                 1912/
    d. 1994                                 /1994
    b. 1912, d. 1994                        1912/1994
    *1912 †1994                             1912/1994
    December 20, 1965                       1965-12-20
    June 06, 1944                           1944-06-06
    20 December 1965                        1965-12-20
    1945 May 8                              1945-05-08
    1950, May 8                             1950-05-08
    Tuesday, 8 May 1945                     1945-05-08
    Sept. 1st, 1950                         1950-09-01
    9-Aug-1951                              1951-08-09
    28-III-1950                             1950-03-28
    12.V.1945                               1945-05-12
    7bre 1750                               1750-09
    April, 1950                             1950-04
    July 23, [1974]                         1974-07-23
    178[4] April 2-7                        1784-04-02/1784-04-07
    20.12.1965                              1965-12-20
    5.6.1951                                1951-06-05
    13/6/1951                               1951-06-13
    6/13/1951                               1951-06-13
    6/6/1951                                1951-06-06
    05/06/1943-18/06/1943                   1943-06-05/1943-06-18
    1965/12/20                              1965-12-20
    7/2008                                  2008-07
    19651220                                1965-12-20
    1965-12-20                              1965-12-20
    1944-10-02 - 1945-03-29                 1944-10-02/1945-03-29
    1950-12 - 1951-02                       1950-12/1951-02
    1999-01-02T10:10:10.123-0400            1999-01-02T10:10:10-04:00
    1999-01-02 10:10                        1999-01-02
    1950年5月6日                             1950-05-06
    昭和20年8月15日                              1945-08-15
    昭和２０年８月                                 1945-08
    明治元年                                    1868
    令和元年                                    2019
    昭和20~25年                                1945/1950
    昭和20年～昭和25年                             1945/1950
    昭和20年代                                  1945/1954
    明治6年1月1日                                1873-01-01
    昭和20年（1945年）8月15日                       1945-08-15
    1945(昭和20)年                             1945
    昭和二十年八月十五日                              1945-08-15
    昭和三四年                                   1959
    民国34年10月10日                             1945-10-10
    光緒三年                                    1877
    寛政5年                                    1793
    Meiji 33 [1900]                         1900
    Shōwa 55 [1980]                         1980
    Heisei gannen [1989]                    1989
    1945年5月6日-8日                            1945-05-06/1945-05-08
    1945年から1950年まで                          1945/1950
    約1945年                                  1945~
    1945年以降                                 1945/..
    1945年以前                                 /1945
    1950年代                                  195X
    19世紀後半                                  1850/1899
    年代不詳                                    XXXX
    1945年、1947年                             {1945,1947}
    1945년 8월 15일                            1945-08-15
    1945년경                                  1945~
    昭和20年度                                  1945
    大正9 [1920]                               1920
    昭和62 [1987]-                             1987/..
    民国64                                     1975
    光绪3                                      1877
    Min guo 64 [1975]                          1975
    727 [1967]                                 1967
    5764 [2003]                                2003
    5708 (1948)                                1948
    5708 [1947/48]                             1947/1948
    תשל"ה [1974 או 1975]                       [1974,1975]
    1700-1799 (18.sc)                          1700/1799
    1801-1850 (19.1d)                          1801/1850
    1979 printing                              1979
    ℗ 1997                                     1997
    1999-01-01 - open                          1999-01-01/..
    majority within 1954-1962                  1954/1962
    一九四五年五月                                 1945-05
    1950년 5월                               1950-05
    circa 1950s                             195X~
    ca.1945                                 1945~
    c1860                                   1860~
    1860 approximately                      1860~
    [ca. 1900]                              1900~
    [1890?]                                 1890?
    1862 (uncertain)                        1862?
    ca. 1860s?                              186X%
    probably 1867                           1867?
    ca. 1890-1910                           1890~/1910~
    ca. 1890-ca. 1915                       1890~/1915~
    1890-ca. 1915                           1890/1915~
    1912?-1994                              1912?/1994
    1912-1994?                              1912/1994?
    between 1940 and 1945                   1940/1945
    between 1940-1945                       1940/1945
    from 1940 to 1945                       1940/1945
    before 1867                             /1867
    before approx January 18 1928           /1928-01-18~
    pre-1900                                /1900
    not after 1950                          /1950
    after 1867 January 5                    1867-01-05/
    post-1945                               1945/
    since 1950                              1950/..
    1950 to present                         1950/..
    1989 onwards                            1989/..
    1950 or later                           1950/..
    1892 or 1893                            [1892,1893]
    1827, 1952-1978                         {1827,1952..1978}
    1950 & 1952                             {1950,1952}
    10, 12 May 1950                         {1950-05-10,1950-05-12}
    May 20-27, 1950 and June 3, 1950        {1950-05-20..1950-05-27,1950-06-03}
    1913-1960, n.d.                         1913/1960
    1978-1998 [2004]                        {1978..1998,2004}
    8-12 May 1945                           1945-05-08/1945-05-12
    January 9-11, 1842                      1842-01-09/1842-01-11
    May 8-June 3, 1945                      1945-05-08/1945-06-03
    1975 March-August                       1975-03/1975-08
    1863 June 30-September 1                1863-06-30/1863-09-01
    May 1945-June 1946                      1945-05/1946-06
    1974 Sept-1975 Feb                      1974-09/1975-02
    Oct 1936-1955                           1936-10/1955
    1962-1963 June                          1962/1963-06
    1868-9                                  1868/1869
    1914-18                                 1914/1918
    1965/66                                 1965/1966
    1950/1955, 1970/1980                    {1950..1955,1970..1980}
    Spring 1968                             1968-21
    1979, Fall 1984                         {1979,1984-23}
    1950s                                   195X
    1950's                                  195X
    early 1950s                             195X
    mid-1930s                               193X
    circa mid- to late-1800s                18XX~
    1920s -early 1930s                      192X/193X
    1950s-60s                               195X/196X
    195-?                                   195X?
    [19--]                                  19XX
    19??                                    19XX
    19th century                            18XX
    late 18th or early 19th century         [17XX,18XX]
    17-19th Centuries                       16XX/18XX
    ca. 19c                                 18XX~
    second half of the 17th century         1650/1699
    first quarter of the 20th century       1900/1924
    first quarter of 1950                   1950-33
    500 BC                                  -0499
    500-400 BC                              -0499/-0399
    500 BC-100 AD                           -0499/0100
    1 BC                                    0000
    2nd century bce                         -01XX
    950-1100                                0950/1100
    January 12                              XXXX-01-12
    1912-1994, bulk 1950-1960               1912/1994
    1942-1998, predominant 1975-1991        1942/1998
    bulk 1897-1915                          1897/1915
    20 déc. 1965                            1965-12-20
    2 janvier - 31 décembre 1884            1884-01-02/1884-12-31
    du 12 mai au 3 juin 1951                1951-05-12/1951-06-03
    1er août 1914                           1914-08-01
    XIXe-XXe siècles                        18XX/19XX
    seconde moitié du XIXe siècle           1850/1899
    années 1950                             195X
    20. Dezember 1965                       1965-12-20
    1. Mai - 3. Juni 1945                   1945-05-01/1945-06-03
    um 1900                                 1900~
    vor 1945                                /1945
    zwischen 1940 und 1945                  1940/1945
    1950er Jahre                            195X
    Anfang 19. Jahrhundert                  18XX
    1. Hälfte 19. Jh.                       1800/1849
    20 de diciembre de 1965                 1965-12-20
    siglo XIX                               18XX
    hacia 1900                              1900~
    20 dicembre 1965                        1965-12-20
    secolo XIX                              18XX
    date range 1940-1945                    1940/1945
    20 de mayo de la 1950                   1950-05-20
    28 april-16 augustus 1841               1841-04-28/1841-08-16
    1883 en z.d.                            1883
    19e eeuw                                18XX
    1º de maio de 1950                      1950-05-01
    século XIX                              18XX
    20 grudnia 1965 r.                      1965-12-20
    XVIII w.                                17XX
    od 1940 do 1945                         1940/1945
    20. prosince 1965                       1965-12-20
    19. století                             18XX
    20 декабря 1965 г.                      1965-12-20
    с 1940 по 1945 гг.                      1940/1945
    1950-е годы                             195X
    XVIII-XIX вв.                           17XX/18XX
    die 5 Maii 1650                         1650-05-05
    1984?~                                  1984%
    199u                                    199X
    y170000002                              Y170000002
    2004-(06)?-11                           2004-?06-11
    1984-06-02?/unknown                     1984-06-02?/
    2004-01-01/open                         2004-01-01/..
    [1667,1668,1670..1672]                  [1667,1668,1670..1672]
"""


def cases(table: str) -> list[tuple[str, str]]:
    """The lines of a table of two columns."""
    return [(line.rsplit(None, 1)[0].strip(), line.rsplit(None, 1)[1]) for line in table.splitlines() if line.strip()]


@pytest.mark.parametrize(("words", "edtf"), cases(FORMS))
def test_form(words: str, edtf: str) -> None:
    assert Date(words).edtf == edtf
    assert explain(words) is None


#: Forms in catalogues that were unknown before: each as somebody writes it.
FROM_CATALOGUES = """
    1697 [i.e. 1967]                        1967
    1697 (recte: 1967)                      1967
    1936/37-1940/41                         1936/1941
    1936-1940/41                            1936/1941
    1905, 1907/8, 1911/15.                  {1905,1907..1908,1911..1915}
    1907-8, 1911-15                         {1907..1908,1911..1915}
    1950-talet                              195X
    1950-luku                               195X
    1950-tallet                             195X
    1950'erne                               195X
    1950+                                   1950/..
    1950 & later                            1950/..
    1950 or earlier                         /1950
    1950 and earlier                        /1950
    1950.07.03                              1950-07-03
    1950. 7. 3.                             1950-07-03
    1950.07.03-1950.07.06                   1950-07-03/1950-07-06
    3-VII-1950                              1950-07-03
    1850 t/m 1860                           1850/1860
    kring 1850                              1850~
    po 1850                                 1850/
    (c) 1979                                1979
    cop. 1985                               1985
    d. 5. maj 1950                          1950-05-05
    d.d. 5 mei 1950                         1950-05-05
    d. 5 May 1950                           /1950-05-05
    14 July 1789 (N.S.)                     1789-07-14
    May 3rd Sunday 1950                     1950-05-03
    Majority of material found within 1920 - 1930  1920/1930
    1920 (inclusive), 1930-1940 (bulk)      1920
    1930-1940 (bulk), 1920-1950 (inclusive)  1920/1950
    1930-1940 (bulk)                        1930/1940
    2017-08-16 21:44 UTC                    2017-08-16
    20200301T100000Z                        2020-03-01T10:00:00Z
    1990-9999                               1990/..
    1990/9999                               1990/..
    0000-00-00                              XXXX
    00.00.0000                              XXXX
"""


@pytest.mark.parametrize(("words", "edtf"), cases(FROM_CATALOGUES))
def test_words_of_catalogues_are_understood(words: str, edtf: str) -> None:
    assert Date(words).edtf == edtf


@pytest.mark.parametrize(
    "words",
    [
        "5707 (1948)", "635 [1974 או 1975]", "100 [1948]", "昭和62-64", "昭和62.3.5",
        "12 May 1697 [i.e. 1967]", "14 July 1789 (O.S.)", "1 Jan. 1700/1", "Feb. 1731/2",
        "May '12", "'50s", "3rd Sunday of May 1950", "d. 5 april 1950", "n. 1950", "died before 1994", "d. after 1912",
        "born before 1912",
    ],
)  # fmt: skip
def test_words_that_mislead_are_left_alone(words: str) -> None:
    """Another calendar, a corrected year, "died" that may be "the": a wrong date is worse than none."""
    assert Date(words).edtf is None


#: Years, ranges and ends as archivists write them.
FROM_ARCHIVISTS = """
    1947-48                                 1947/1948
    1926-30                                 1926/1930
    1921-24?                                1921/1924?
    1947–48                                 1947/1948
    1926-30/1933-35                         1926/1935
    1926-30 - 1933-35                       1926/1935
    1926-30, 1933-35                        {1926..1930,1933..1935}
    1926-30; 1903-04                        {1926..1930,1903..1904}
    1926-30/..                              1926/..
    ca. 1903-04                             1903~/1904~
    [1903-04]                               1903/1904
    FY 1903-04                              1903/1904
    1901, 1903-04                           {1901,1903..1904}
    1908-03                                 1908-03
    1968-22                                 1968-22
    1950-05, 1950-07                        {1950-05,1950-07}
    1950-05/07                              1950-05/1950-07
    1950-05-03/06-02                        1950-05-03/1950-06-02
    [1671, 1672, 1675..1677]                [1671,1672,1675..1677]
    {1961, 1961-11}                         {1961,1961-11}
    [1893, 1894]                            [1893,1894]
    1922, June 3-4                          1922-06-03/1922-06-04
    1922, June 3                            1922-06-03
    1922, June-July                         1922-06/1922-07
    1922: June 3-4                          1922-06-03/1922-06-04
    1922 (June 3-4)                         1922-06-03/1922-06-04
    1922, 3-4 June                          1922-06-03/1922-06-04
    1922 3 June-4 July                      1922-06-03/1922-07-04
    1922, 3 June-1923, 4 July               1922-06-03/1923-07-04
    1922, June 3-1923, July 4               1922-06-03/1923-07-04
    1922, June; 1923, July                  {1922-06,1923-07}
    1922 June; 1923 July                    {1922-06,1923-07}
    1922, June 3-4, 1923, July 5-6          {1922-06-03..1922-06-04,1923-07-05..1923-07-06}
    1922, June 3; July 4                    {1922-06-03,1922-07-04}
    1922, June 3 and 5                      {1922-06-03,1922-06-05}
    1922, autumn                            1922-23
    1922, early June                        1922-06
    1922, winter-1923, spring               1922-24/1923-21
    1922, June 1923                         {1922,1923-06}
    1922, June 3, 1923                      {1922,1923-06-03}
    ca. 1922, June 3-4                      1922-06-03~/1922-06-04~
    1922, June-present                      1922-06/..
    1250/40 BC                              -1249/-1239
    1250-40 BC                              -1249/-1239
    331/0 BC                                -0330/-0329
    461/60 BC                               -0460/-0459
    ca. 600-550 BC                          -0599~/-0549~
    1600, 1550 BC                           {-1599,-1549}
    1600 or 1550 BC                         [-1599,-1549]
    12 June 323 BC                          -0322-06-12
    June 12, 323 BC                         -0322-06-12
    June 323 BC                             -0322-06
    323 BC, June 12                         -0322-06-12
    24 August AD 410                        0410-08-24
    11,000 BC                               Y-10999
    9,500 BCE                               -9499
    ca. 10,000 BC                           -9999~
    2nd millennium BC                       -1XXX
    the 800s                                08XX
    1925 on                                 1925/..
    1925 or after                           1925/..
    1925 and thereafter                     1925/..
    1895 to date                            1895/..
    1914/present                            1914/..
    1914 / heute                            1914/..
    1895 to the present                     1895/..
    1895 up to 1903                         1895/1903
    not before 1895 not after 1903          1895/1903
    ab 1925                                 1925/..
    1925 à nos jours                        1925/..
    à partir de 1925                        1925/..
    jusqu'en 1925                           /1925
    1925 hasta la fecha                     1925/..
    undated [ca. 1925]                      1925~
    undated [between 1925 and 1927]         1925/1927
    n.d. [1925]                             1925
    s.d. [vers 1925]                        1925~
    o.D. [um 1925]                          1925~
    1925 undated                            1925
    eighteenth century                      17XX
    late nineteenth to early twentieth century  18XX/19XX
    first half of the nineteenth century    1800/1849
    fifth century BC                        -04XX
    twenty-first century                    20XX
    dix-huitième siècle                     17XX
    achtzehntes Jahrhundert                 17XX
    siglo dieciocho                         17XX
    Settecento                              17XX
    turn of the 20th century                1900~
    the turn of the nineteenth century      1800~
    um die Wende vom 18. zum 19. Jahrhundert  1800~
    tournant du XXe siècle                  1900~
    1890s-turn of the 20th century          189X/1900~
    1890s-1900s                             189X/190X
    1900s-1920s                             190X/192X
    1950s and 2000s                         {195X,200X}
    1700s-1800s                             17XX/18XX
    1800s-1920s                             18XX/192X
    18th century-1890s                      17XX/189X
    19th century, 1890s                     {18XX,189X}
    Winter, 1944-45                         1944-24/1945
    1944-45 winter                          1944-24/1945
    1944/45 Winter                          1944-24/1945
    Spring, 1950; Fall, 1951                {1950-21,1951-23}
    win. 1974                               1974-24
    spr. 1974                               1974-21
    fiscal year 1950                        1950
    academic year 1950-51                   1950/1951
    school years 1950-1953                  1950/1953
    1950-1953 (with gaps)                   1950/1953
    2003-5-4                                2003-05-04
    1.5.-3.6.1950                           1950-05-01/1950-06-03
    1.-3.6.1950                             1950-06-01/1950-06-03
    Tue, 3 Feb 2004 09:05:07 +0000          2004-02-03T09:05:07Z
    Tue, 3 Feb 2004 09:05:07 -0500 (EST)    2004-02-03T09:05:07-05:00
    Tue Feb  3 09:05:07 2004                2004-02-03T09:05:07
    3 Feb 2004 09:05                        2004-02-03
    February 3, 2004, 9:05:07 pm            2004-02-03T21:05:07
    2004:02:03 09:05:07                     2004-02-03T09:05:07
    2004/02/03 09:05:07                     2004-02-03T09:05:07
    0000:00:00 00:00:00                     XXXX
    2004-02-03Z                             2004-02-03
    1978-00-00                              1978
    Southern Spring 1974                    1974-29
    second quadrimester of 1974             1974-38
    rond 1890                               1890~
    fino al 1890                            /1890
    1890-à nos jours                        1890/..
    1890 à nos jours                        1890/..
    1890-н.в.                               1890/..
    с 1890 г.                               1890/..
    с 1890 по 1895 г.                       1890/1895
    década de 1890                          189X
    mercoledì 12 settembre 1951             1951-09-12
    среда, 12 сентября 1951 г.              1951-09-12
    [18..]                                  18XX
    05.1890                                 1890-05
    5.1890-6.1891                           1890-05/1891-06
"""


@pytest.mark.parametrize(("words", "edtf"), cases(FROM_ARCHIVISTS))
def test_words_of_archivists_are_understood(words: str, edtf: str) -> None:
    assert Date(words).edtf == edtf
    assert explain(words) is None


_MONTHS_OF_ROME = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


def test_a_small_x_beside_a_year_is_no_month() -> None:
    for words in ("1965 x", "x 1965", "1965" + " " * 50_000 + "x"):
        assert Date(words).edtf is None
    assert Date("12 x 1965").edtf == Date("1965 x 12").edtf == "1965-10-12"


@pytest.mark.parametrize("numeral", [*_MONTHS_OF_ROME, *(chr(0x2160 + number) for number in range(12))])
def test_a_month_in_roman_numerals_is_the_same_in_every_order(numeral: str) -> None:
    """I and V are words of some languages, too; next to figures and signs they are months like the others."""
    month = 1 + (_MONTHS_OF_ROME.index(numeral) if numeral in _MONTHS_OF_ROME else ord(numeral) - 0x2160)
    for day in (
        "28 {} 1950",
        "28.{}.1950",
        "28-{}-1950",
        "28/{}/1950",
        "1950-{}-28",
        "1950.{}.28",
        "1950/{}/28",
        "1950 {} 28",
    ):
        assert Date(day.format(numeral)).edtf == f"1950-{month:02d}-28", day
    for words in ("{} 1950", "{}.1950", "{}-1950", "{}/1950", "1950 {}", "1950-{}", "1950/{}", "1950, {}", "[{} 1950]"):
        assert Date(words.format(numeral)).edtf == f"1950-{month:02d}", words
    assert Date(f"ca. {numeral} 1950").edtf == f"1950-{month:02d}~"
    assert Date(f"28 {numeral} 1950-3 {numeral} 1951").edtf == f"1950-{month:02d}-28/1951-{month:02d}-03"
    if month < 12:
        assert Date(f"{numeral}-XII 1950").edtf == f"1950-{month:02d}/1950-12"
        assert Date(f"28 {numeral} - 3 XII 1950").edtf == f"1950-{month:02d}-28/1950-12-03"


@pytest.mark.parametrize(
    ("words", "edtf"),
    [
        ("styczeń i luty 1950", "{1950-01,1950-02}"), ("STYCZEŃ I LUTY 1950", "{1950-01,1950-02}"), ("1945 I 1946", "{1945,1946}"),
        ("v 1950", "1950"), ("I i II 1950", "{1950-01,1950-02}"), ("I-II w.", "00XX/01XX"), ("V-VI w.", "04XX/05XX"),
        ("v-1950", "1950-05"), ("3.i.1950", "1950-01-03"),
    ],
)  # fmt: skip
def test_i_and_v_are_words_between_words(words: str, edtf: str) -> None:
    assert Date(words).edtf == edtf


@pytest.mark.parametrize("sign", ["-", " - ", "/", "\u2013"])
@pytest.mark.parametrize(
    ("year_first", "year_last", "edtf"),
    [
        ("1911{}Feb", "Feb{}1911", "1911-02"), ("1911{}February", "February{}1911", "1911-02"), ("1911{}Spring", "Spring{}1911", "1911-21"),
        ("1911{}3 Feb", "3 Feb{}1911", "1911-02-03"), ("1911{}Feb 3", "Feb 3{}1911", "1911-02-03"),
        ("ca. 1911{}Feb", "ca. Feb{}1911", "1911-02~"), ("1911{}Feb?", "Feb{}1911?", "1911-02?"),
    ],
)  # fmt: skip
def test_a_sign_between_a_year_and_its_month_is_no_interval(
    sign: str, year_first: str, year_last: str, edtf: str
) -> None:
    """An interval does not end within its beginning."""
    assert Date(year_first.format(sign)).edtf == edtf
    if (sign, year_last) != ("/", "Feb 3{}1911"):  # 3/1911 is March
        assert Date(year_last.format(sign)).edtf == edtf


@pytest.mark.parametrize(
    ("words", "edtf"),
    [
        ("191-192-", "191X/192X"), ("[191-192-]", "191X/192X"), ("191-192-?", "191X/192X?"), ("191-192-, 195-", "{191X..192X,195X}"),
        ("18--19--", "18XX/19XX"), ("191--192-", "191X/192X"), ("900-1000", "0900/1000"), ("191-1925", None),
    ],
)  # fmt: skip
def test_decades_and_centuries_left_open_are_no_early_years(words: str, edtf: str | None) -> None:
    assert Date(words).edtf == edtf


@pytest.mark.parametrize(
    "time", ["10:11", "9:05", "10:11:12", "10:11 am", "10 am", "10 p.m.", "10.30 a.m.", "(10:11)", "10:11 Uhr"]
)
@pytest.mark.parametrize("day", ["3 Feb 1911", "February 3, 1911", "1911-02-03", "3.II.1911", "Feb. 3, 1911"])
def test_the_numbers_of_a_time_are_no_days(time: str, day: str) -> None:
    for words in (f"{time}, {day}", f"{time} {day}", f"at {time} on {day}", f"{day}, {time}", f"{day} at {time}"):
        assert (Date(words).edtf or "").partition("T")[0] == "1911-02-03", words
    for words in (f"{time}, Feb 1911", f"{time}, 1911", f"{time}, 3-5 Feb 1911", time):
        assert Date(words).edtf is None, words
    assert Date(f"{day}, {time} to 11 pm").edtf in (None, "1911-02-03")


@pytest.mark.parametrize(
    ("islamic", "years"),
    [
        ("1330", "1911 or 1912"),
        ("1369", "1950"),
        ("1290", "1911"),
        ("1327", "1911"),
        ("1421", "2000-2001"),
        ("1330-31", "1911-1913"),
    ],
)
@pytest.mark.parametrize("form", ["{}", "{} H", "{} A.H.", "AH {}", "{} h.", "{} SH"])
def test_a_year_of_an_islamic_calendar_beside_the_gregorian_one_adds_none(islamic: str, years: str, form: str) -> None:
    """Lunar years, the solar ones of Iran and the fiscal ones of the Ottomans: no list of years six centuries apart."""
    year = form.format(islamic)
    meant = Date(years).edtf
    for words in (
        f"{year} [{years}]",
        f"{year} ({years})",
        f"{years} [{year}]",
        f"{years} ({year})",
        f"{year} = {years}",
    ):
        assert Date(words).edtf == meant, words
    if form != "{}":
        assert Date(year).edtf is None


@pytest.mark.parametrize("words", ["1697 [1967]", "1330 [1930]", "1900 (1950)", "1600 [1630]"])
def test_two_years_that_are_not_the_same_are_two(words: str) -> None:
    first, second = words[:4], words[6:10]
    assert Date(words).edtf in (f"{{{first},{second}}}", None)


@pytest.mark.parametrize("code", range(21, 42))
def test_every_grouping_has_words_that_mean_it(code: int) -> None:
    """A year and 21 to 41 written with a hyphen would be read as two years."""
    date = Date(edtf=f"1919-{code}")
    assert Date(date.display).edtf == date.edtf


@pytest.mark.parametrize(
    "words", ["1903-04", "1910-12", "1903-04?", "1903-04, 1905-06", "1903-04 - 1905-06", "1903–04"]
)
def test_two_years_or_a_month_is_not_guessed(words: str) -> None:
    assert explain(words) == "ambiguous: two years, or a year and a month"
    years, months = (Date.parse(words, pairs=pairs).edtf or "" for pairs in ("years", "months"))
    assert years.startswith(("1903/190", "1910/1912", "{1903..1904"))
    assert months.startswith(("1903-04", "1910-12", "{1903-04"))


def test_the_other_dates_of_a_source_show_what_a_pair_is() -> None:
    assert year_pairs(["1903-04", "1936-37"]) == "years"
    assert year_pairs(["1903-04", "ca. 1914-18, undated"]) == "years"
    assert year_pairs(["1903-04", "1908-03"]) == "months"
    assert year_pairs(["1903-04", "1903-04-05"]) == "months"
    assert year_pairs(["1903-04", "1905-06"]) is year_pairs(["1936-37", "1903-04-05"]) is None
    found = Conventions.of(iter(["13/6/1951", "1936-37", "6/1/1950", "n.d."]))
    assert found == Conventions("dmy", "years")
    assert Conventions.of(["13/6/1951", "6/13/1951"]) == Conventions()
    with pytest.raises(ModelError, match="pairs must be years or months"):
        Date.parse("1903-04", pairs="days")


_PLAIN_FORMS = [
    "{month} {day}, {year}", "{month} {day} {year}", "{short} {day},{year}", "{short}. {day}, {year}", "{day} {month} {year}",
    "{day}. {month} {year}", "{day} {short}. {year}", "{year} {month} {day}", "{year}, {month} {day}", "{year} {short}. {day}",
    "{month} {year}", "{month}, {year}", "{year} {month}", "{year}", "{year}-{later}", "{year} - {later}", "ca. {year}",
    "circa {year}-{later}", "c.{year}", "{year}s", "ca {year}s", "{year}-{number:02d}-{day:02d}", "Spring {year}", "{year} summer",
]  # fmt: skip
_MONTHS = "January February March April May June July August September October November December".split()


@pytest.mark.parametrize("form", _PLAIN_FORMS)
def test_the_quick_way_and_the_long_way_agree(form: str) -> None:
    """One pattern reads plain dates; a date that it leaves, and one with an extra blank, takes all the steps."""
    known = 0
    for number, month in enumerate(_MONTHS, 1):
        for year, later in (
            ("1904", "1911"),
            ("1900", "1900"),
            ("1897", "1896"),
            ("0987", "1004"),
            ("3010", "3020"),
            ("0000", "0001"),
        ):
            for day in (1, 9, 28, 29, 30, 31, 32):
                text = form.format(month=month, short=month[:3], number=number, day=day, year=year, later=later)
                found = quick(text)
                known += found is not None
                assert found in (None, Date(f"{text} .").edtf), text
                assert found is None or (Date(text).edtf, explain(text)) == (found, None)
    assert known


@pytest.mark.parametrize(
    "words", ["odat.", "u.å.", "uten år", "ajoittamaton", "s/f", "sense data", "keltezetlen", "é.n.", "b.r."]
)
def test_no_date_in_the_words_of_other_languages(words: str) -> None:
    assert Date(words).edtf == "XXXX"


@pytest.mark.parametrize(
    ("normal", "edtf"), [("1914-1918", "1914/1918"), ("1914/present", "1914/.."), ("c.1914", "1914~")]
)
def test_a_normal_in_the_words_of_people_is_read_where_the_date_says_nothing(normal: str, edtf: str) -> None:
    date, problem = Date.from_normal(normal, "the war years")
    assert (date.edtf, date.text) == (edtf, "the war years")
    assert problem is not None
    assert Date.from_normal(normal, "1950")[0].edtf == "1950"


def test_words_beside_a_normal_are_read_where_somebody_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    read = attributes.read_with
    monkeypatch.setattr(attributes, "read_with", lambda text, **about: asked.append(text) or read(text, **about))
    one, two = (Date.from_normal("1951/1959", "circa 1951-1959")[0] for _ in range(2))
    assert (one.text, one.normal, one.understood, one.undated if asked else None) == (
        "circa 1951-1959",
        "1951/1959",
        True,
        None,
    )
    assert not asked
    assert one.edtf == "1951~/1959~"
    assert (one.edtf, one.begin, one.approximate) == ("1951~/1959~", "1951~", True)
    assert len(asked) == 1
    assert one == two == pickle.loads(pickle.dumps(two)) == copy.copy(two)
    assert hash(one) == hash(two)
    assert len(asked) == 2
    with pytest.raises(AttributeError, match="no attribute 'edft'"):
        one.edft  # type: ignore[attr-defined]  # noqa: B018


@pytest.mark.parametrize(
    ("normal", "words", "edtf", "written"),
    [
        ("1908/1910", "1 January 1908-31 December 1910", "1908/1910", "1908/1910"),
        ("1908-01-01/1908-12-31", "1908", "1908", "1908"),
        ("1908/1910", "1908-1910", "1908/1910", "1908/1910"),
        ("1908", "1908-", "1908/..", None),
        ("1908/1908", "ca. 1908", "1908~", "1908"),
    ],
)
def test_normal_is_the_same_before_and_after_somebody_asks(
    normal: str, words: str, edtf: str, written: str | None
) -> None:
    date, _ = Date.from_normal(normal, words)
    assert date.normal == written
    assert (date.edtf, date.normal) == (edtf, written)


@pytest.mark.parametrize("words", [form[0] for form in cases(FORMS)])
def test_case_and_space_do_not_matter(words: str) -> None:
    assert Date("  " + words.replace(" ", " \n\t ") + " ").text == " ".join(words.split())
    assert Date(words.upper()).edtf == Date(words).edtf


@pytest.mark.parametrize(
    "words",
    ["undated", "Undated.", "n.d.", "N. D.", "nd", "s.d.", "no date", "o.D.", "o. J.", "ohne Datum", "sans date", "sin fecha",
     "senza data", "zonder datum", "z.d.", "z.j.", "sem data", "bez daty", "bez data", "без даты", "б.д.", "sine dato",
     "date unknown", "-", "–", "[n.d.]", "undated-", "dates not examined", "XXXX"],
)  # fmt: skip
def test_undated_is_understood(words: str) -> None:
    date = Date(words)
    assert date.undated
    assert date.edtf == UNDATED
    assert (date.normal, date.w3cdtf, date.iso_interval, date.earliest, date.standarddate_parts) == (
        None,
        None,
        None,
        None,
        (),
    )


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("5/6/1951", "ambiguous: day/month order"),
        ("05-06-1951", "ambiguous: day/month order"),
        ("13/6/1951-6/13/1951", "ambiguous: day/month order differs within the text"),
        ("5/16/37", "ambiguous: the century of a year with two digits"),
        ("31 June 1950", "there is no such day in that month"),
        ("February 29, 1900", "there is no such day in that year"),
        ("1991-1949", "reversed: it ends before it begins"),
        ("December-January 1946", "reversed: it ends before it begins"),
        ("Laufzeit", "not understood: 'laufzeit'"),
        ("before 1900-1910", "ambiguous: before or after an interval"),
        ("昭和65年", "not understood: 昭和 has no year 65"),
        ("明治3年5月", "not understood: a month of a lunisolar calendar"),
        ("昭和20年(1946)", "not understood: two different years"),
        ("2001年13月", "not understood: impossible month or day"),
        ("5, 1800s", "not understood: a number without a month"),
        ("circa", "no date in it"),
        ("or", "no date in it"),
        ("bis", "no date in it"),
        ("January", "no year"),
        ("19201939", "month must be 01..12"),
        ("", "no words"),
        ("44-3 BC", "ambiguous: 43 or 3 BC"),
        ("0 BC", "not understood: there is no year 0 before or after Christ"),
        ("14 July 1789 (O.S.)", "not understood: a date of the Julian calendar"),
        ("Feb. 10, 1731/32", "ambiguous: a year of two styles"),
        ("1936-37, 1908-03", "ambiguous: two years, or a year and a month, differs within the text"),
        ("1999-00", "no year"),
        ("500s BC", "not understood as a date: '500 bc'"),
        ("1950 " * 300, "longer than 1,000 characters: not read"),
        ("٣ مايو ١٩٥٠", "not understood: '٣'"),
        ("１９５０", "not understood: '１９５０'"),
    ],
)
def test_not_understood(words: str, reason: str) -> None:
    assert explain(words) == reason
    if words:
        date = Date(words)
        assert date.edtf is None
        assert date.text == " ".join(words.split())
        assert not date.undated
        assert (date.normal, date.begin, date.end, date.precision, date.meaning, date.exact) == (None,) * 5 + (False,)


def test_the_order_of_a_source_decides_what_one_date_cannot() -> None:
    assert day_order(["5/6/1951", "6/13/1951", "1950"]) == "mdy"
    assert day_order(["13/6/1951"]) == "dmy"
    assert day_order(["13/6/1951", "6/13/1951"]) is None
    assert day_order(["5/6/1951"]) is None
    assert Date.parse("5/6/1951", order="mdy").edtf == "1951-05-06"
    assert Date.parse("5/6/1951", order="dmy", kind="creation") == Date("5/6/1951", "1951-06-05", kind="creation")
    assert explain("5/6/1951", order="dmy") is None
    with pytest.raises(ModelError, match="order must be dmy or mdy"):
        Date.parse("5/6/1951", order="ymd")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("1912- 1994", ("1912", "1994")),
        ("1894-", ("1894", None)),
        ("ca. 1890-", ("1890~", None)),
        ("b. 1912", ("1912", None)),
        ("d. 1994", (None, "1994")),
        ("-1994", (None, "1994")),
        ("1912", None),
        ("nobody knows", None),
        ("n.d.", None),
        ("active 1880-1890", None),
        ("fl. 1880-1890", None),
        ("r. 1880-1890", None),
        ("1912-19", None),
        ("d. after 1912", None),
        ("1912-1994 r.", ("1912", "1994")),
    ],
)
def test_life_dates(words: str, expected: tuple[str | None, str | None] | None) -> None:
    assert life_dates(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("1912-1994", (("1912-1994", None),)),
        ("1912-1994, bulk 1950-1960", (("1912-1994", "inclusive"), ("bulk 1950-1960", "bulk"))),
        ("1912-1994 (bulk 1950-1960).", (("1912-1994", "inclusive"), ("bulk 1950-1960", "bulk"))),
        ("1897-1965 (majority within 1954-1962)", (("1897-1965", "inclusive"), ("majority within 1954-1962", "bulk"))),
        ("1942-1998, predominant 1975-1991", (("1942-1998", "inclusive"), ("predominant 1975-1991", "bulk"))),
        ("Bulk, 1960-1970", (("Bulk, 1960-1970", "bulk"),)),
        ("bulky 1950", (("bulky 1950", None),)),
        ("1950-1960 (bulk)", (("1950-1960 (bulk)", "bulk"),)),
        ("1912 (inclusive), 1950 (bulk)", (("1912 (inclusive)", "inclusive"), ("1950 (bulk)", "bulk"))),
        (
            "1950 (bulk dates); 1912-1994 (inclusive dates)",
            (("1912-1994 (inclusive dates)", "inclusive"), ("1950 (bulk dates)", "bulk")),
        ),
    ],
)
def test_split(words: str, expected: tuple[tuple[str, str | None], ...]) -> None:
    assert split(words) == expected
    for part, kind in expected:
        if kind:
            assert Date(part, type=kind).edtf is not None


@pytest.mark.parametrize(
    ("edtf", "normal", "w3cdtf", "interval", "exact"),
    [
        ("1949", "1949", "1949", "1949", True),
        ("1965-12", "1965-12", "1965-12", "1965-12", True),
        ("1965-12-20", "1965-12-20", "1965-12-20", "1965-12-20", True),
        ("1965-12-20T10:00:00Z", "1965-12-20", "1965-12-20T10:00:00Z", "1965-12-20", False),
        ("1965-12-20T10:00:00", "1965-12-20", "1965-12-20", "1965-12-20", False),
        ("1949/1991", "1949/1991", None, "1949/1991", True),
        ("1835/1836-10-22", "1835/1836-10-22", None, "1835/1836-10-22", True),
        ("1949/..", None, None, "1949/..", False),
        ("1949/", None, None, "1949/..", False),
        ("../1949", None, None, "../1949", False),
        ("[..1949]", None, None, None, False),
        ("../..", None, None, None, False),
        ("1950~", "1950", None, None, False),
        ("195X", "1950/1959", None, "1950/1959", False),
        ("18XX", "1800/1899", None, "1800/1899", False),
        ("195X/196X", "1950/1969", None, "1950/1969", False),
        ("1984-1X", "1984-10/1984-12", None, "1984-10/1984-12", False),
        ("1985-04-XX", "1985-04", "1985-04", "1985-04", False),
        ("1968-21", "1968", None, None, False),
        ("[1892,1893]", "1892/1893", None, None, False),
        ("{1827,1952..1978}", "1827/1978", None, None, False),
        ("-0499", "-0499", None, None, True),
        ("3000", None, "3000", "3000", False),
        ("2990/3000", None, None, "2990/3000", False),
        ("Y170000002", None, None, None, False),
        ("1950S2", "1900/1999", None, None, False),
    ],
)
def test_renderings(edtf: str, normal: str | None, w3cdtf: str | None, interval: str | None, exact: bool) -> None:
    date = Date(edtf=edtf)
    assert (date.normal, date.w3cdtf, date.iso_interval, date.exact) == (normal, w3cdtf, interval, exact)


def test_schema_org_takes_one_date_or_time() -> None:
    assert Date(edtf="1965-12-20T10:00:00").schema_org == "1965-12-20T10:00:00"
    assert Date("December 1965").schema_org == "1965-12"
    assert Date("1949-1991").schema_org is None
    assert Date("circa 1950").schema_org is None


@pytest.mark.parametrize(
    ("edtf", "parts"),
    [
        ("1949", (StandardDate("1949"),)),
        ("1950~", (StandardDate("1950"),)),
        ("195X", (StandardDate(None, "1950", "1959"),)),
        ("1949/1991", (StandardRange(StandardDate("1949"), StandardDate("1991")),)),
        ("1949/..", (StandardRange(StandardDate("1949"), None),)),
        ("/1949", (StandardRange(None, StandardDate("1949")),)),
        ("[1892,1893]", (StandardDate(None, "1892", "1893"),)),
        ("[..1893]", (StandardDate(None, None, "1893"),)),
        ("{1827,1952..1978}", (StandardDate("1827"), StandardRange(StandardDate("1952"), StandardDate("1978")))),
        ("3000", ()),
        ("XXXX", ()),
    ],
)
def test_standarddate_parts(edtf: str, parts: tuple[object, ...]) -> None:
    assert Date(edtf=edtf).standarddate_parts == parts


@pytest.mark.parametrize(
    ("edtf", "earliest", "latest", "precision"),
    [
        ("1904-02", (1904, 2, 1), (1904, 2, 29), "month"),
        ("19XX-02-29", (1904, 2, 29), (1996, 2, 29), "century"),
        ("-0499", (-499, 1, 1), (-499, 12, 31), "year"),
        ("-20XX", (-2099, 1, 1), (-2000, 12, 31), "century"),
        ("Y-17E7", (-170000000, 1, 1), (-170000000, 12, 31), "year"),
        ("Y171010000S3", (171000000, 1, 1), (171999999, 12, 31), "millennium"),
        ("1968-21", (1968, 1, 1), (1968, 12, 31), "season"),
        ("1968-28", (1968, 12, 1), (1969, 2, 28), "season"),
        ("1968-30", (1968, 12, 1), (1969, 2, 28), "season"),
        ("1949/..", (1949, 1, 1), None, "year"),
        ("/1949-05", None, (1949, 5, 31), "month"),
        ("1949/1991-05-01", (1949, 1, 1), (1991, 5, 1), "year"),
        ("{1952..1978,1827}", (1827, 1, 1), (1978, 12, 31), "year"),
        ("1985-04-12T23:20:30", (1985, 4, 12), (1985, 4, 12), "time"),
    ],
)
def test_bounds(edtf: str, earliest: object, latest: object, precision: str) -> None:
    date = Date(edtf=edtf)
    assert (date.earliest, date.latest, date.precision) == (earliest, latest, precision)


def test_begin_and_end_are_edtf() -> None:
    date = Date("ca. 1890-1910")
    assert (date.begin, date.end, date.is_interval, date.approximate, date.uncertain) == (
        "1890~",
        "1910~",
        True,
        True,
        False,
    )
    assert (Date("1894-").begin, Date("1894-").end) == ("1894", None)
    assert (Date("1827, 1952-1978").begin, Date("1827, 1952-1978").end) == ("1827", "1978")
    assert Date("1950?").uncertain
    assert Date("before 1950").open_start
    assert Date("1950-").open_end


def test_order() -> None:
    words = ["1000 BC", "before 1950", "1950", "Spring 1950", "Autumn 1950", "1950-02", "1951", "n.d.", "some words"]
    dates = [Date(word) for word in words]
    dates.reverse()
    ordered = [str(date) for date in sorted(dates, key=lambda date: date.sort_key)]
    assert ordered[:3] == ["1000 BC", "before 1950", "1950"]
    assert ordered.index("Spring 1950") < ordered.index("Autumn 1950")
    assert ordered[-3:] == ["1951", "n.d.", "some words"]


@pytest.mark.parametrize(
    ("normal", "edtf", "problem"),
    [
        ("1949/1991", "1949/1991", None),
        ("1949 / 1991", "1949/1991", None),
        ("19651220", "1965-12-20", None),
        ("19651220/19660101", "1965-12-20/1966-01-01", None),
        ("1949/1949", "1949", None),
        ("1951-04-05/ ", "1951-04-05/", None),
        ("195X", "195X", None),
        ("1950-05/1950", "1950-05/1950-12", None),
        ("1846-01-01/1846-12-31,1853", "{1846-01-01..1846-12-31,1853}", None),
        ("1846,9/9", None, "not an EDTF date, such as 1965, 1965-12, 1965-12-20, 1965~ or 196X"),
        ("1991/1949", None, "reversed: it ends before it begins"),
        ("2001-02-30", None, "there is no such day in that month"),
        ("9/9", None, "not an EDTF date, such as 1965, 1965-12, 1965-12-20, 1965~ or 196X"),
        ("1" * 2_000, None, "longer than 1,000 characters"),
    ],
)
def test_read_normal(normal: str, edtf: str | None, problem: str | None) -> None:
    assert read_normal(normal) == (edtf, problem)
    date, reported = Date.from_normal(normal, "some words", kind="creation")
    meant = normal if edtf and normal == f"{edtf}/{edtf}" else edtf
    assert (date.text, date.edtf, date.kind, reported) == ("some words", meant, "creation", problem)


@pytest.mark.parametrize(
    ("normal", "words", "edtf"),
    [
        ("0000/0000", "ohne Datum", UNDATED),
        ("0000", "1950", "1950"),
        ("0000/0000", "", UNDATED),
        ("0000/1985", "", "../1985"),
        ("0000/1985", "vor 1985", "/1985"),
        ("0000/1985", "1985", "../1985"),
        ("1949/9999", "after 1949", "1949/"),
        ("1949/9999", "before 1949", "1949/.."),
        ("1985/9999", "1985-", "1985/.."),
        ("1985/2999-12-31", "", "1985/.."),
        ("1985/0000", "", "1985/.."),
        ("0000/0099", "", "0000/0099"),
        ("-0500/0000", "", "-0500/0000"),
        ("1734-01-01T00:00:00/1776-12-31T23:59:59", "", "1734-01-01/1776-12-31"),
        ("2022-02-07T01:31:59.835+01:00", "", "2022-02-07T01:31:59+01:00"),
    ],
)
def test_years_of_normal_that_stand_for_nothing(normal: str, words: str, edtf: str) -> None:
    date, problem = Date.from_normal(normal, words)
    assert (date.text, date.edtf, problem) == (words, edtf, None)


@pytest.mark.parametrize(
    ("normal", "words", "edtf"),
    [
        ("1950", "circa 1950", "1950~"),
        ("1950/1959", "1950s", "195X"),
        ("1949", "1949-", "1949/.."),
        ("1908-01-01/1908-12-31", "1908", "1908"),
        ("1935/1955", "ca. 1945", "1935/1955"),
        ("1925/1965", "undated", "1925/1965"),
        ("3000", "undated", "3000"),
        ("1951-05-06", "5/6/1951", "1951-05-06"),
        ("1991/1949", "1949-1991", "1949/1991"),
    ],
)
def test_from_normal_keeps_what_says_more(normal: str, words: str, edtf: str) -> None:
    date, _ = Date.from_normal(normal, words)
    assert (date.text, date.edtf) == (words, edtf)


def test_a_normal_without_words() -> None:
    assert Date.from_normal("1949/1991")[0] == Date(edtf="1949/1991")
    date, problem = Date.from_normal("2009114")
    assert (date.text, date.edtf) == ("2009114", None)
    assert problem


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("1965-12-20", "1965 December 20"),
        ("1949/1991", "1949-1991"),
        ("1949/..", "1949-"),
        ("/1949", "before 1949"),
        ("1949/", "after 1949"),
        ("1950~", "circa 1950"),
        ("1950?", "probably 1950"),
        ("1950%", "probably circa 1950"),
        ("195X", "1950s"),
        ("18XX", "19th century"),
        ("20XX", "21st century"),
        ("-01XX", "2nd century BC"),
        ("-0499", "500 BC"),
        ("1968-21", "Spring 1968"),
        ("[1892,1893]", "1892 or 1893"),
        ("{1827,1952..1978}", "1827, 1952-1978"),
        ("XXXX", "undated"),
        ("XXXX-12-25", "December 25"),
        ("2004-?06-11", "2004-?06-11"),
        ("Y-17E7", "Y-17E7"),
    ],
)
def test_display(edtf: str, words: str) -> None:
    date = Date(edtf=edtf)
    assert date.display == str(date) == words
    assert date.text == ""
    assert Date(words).edtf == edtf


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({}, "Date needs text or edtf"),
        ({"text": " \n "}, "Date needs text or edtf"),
        ({"text": 1950}, "Date.text must be a string, got 1950"),
        ({"text": None}, "Date.text must be a string"),
        ({"text": "1950", "edtf": 1950}, "Date.edtf must be a string or None, got 1950"),
        ({"edtf": "1950-13"}, "Date.edtf must be EDTF (ISO 8601-2:2019): month must be 01..12, got '1950-13'"),
        ({"text": "1950", "edtf": "circa"}, "Date.edtf must be EDTF"),
        ({"text": "1950", "edtf": ""}, "Date.edtf must be EDTF"),
        ({"text": "1950", "kind": b"creation"}, "Date.kind must be a string or None"),
        ({"text": "1950", "audience": 7}, "Date.audience must be a string or None"),
        ({"text": "1950", "extras": []}, "Date.extras must be a tuple"),
    ],
)
def test_what_cannot_be_is_refused(fields: dict[str, object], message: str) -> None:
    with pytest.raises(ModelError) as caught:
        Date(**fields)  # type: ignore[arg-type]
    assert message in str(caught.value)
    assert isinstance(caught.value, DocmetaError)


class Marked(str):
    """A string with further attributes."""

    __slots__ = ("language",)


def test_a_subclass_of_str_is_kept() -> None:
    words = Marked("1949-1991")
    date = Date(words)
    assert date.text is words
    assert date.edtf == "1949/1991"
    assert type(date.display) is str


def test_it_is_a_value() -> None:
    date = Date("circa 1950", kind="creation", extras=("x",))
    assert date == Date("circa 1950", kind="creation", extras=("x",))
    assert len({date, Date("circa 1950", kind="creation", extras=("x",)), Date("circa 1950")}) == 2
    assert pickle.loads(pickle.dumps(date)) == copy.deepcopy(date) == date
    assert attrs.evolve(date, kind="publication").kind == "publication"
    assert repr(date) == "Date('circa 1950', edtf='1950~', kind='creation', extras=('x',))"
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        date.kind = "other"  # type: ignore[misc]
    assert not hasattr(date, "__dict__")


def test_threads_read_the_same() -> None:
    words = [form[0] for form in cases(FORMS)] * 4
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda text: Date(text).edtf, words)) == [Date(text).edtf for text in words]


def test_the_tables_hold_keys() -> None:
    for _, months in datewords.MONTHS.items():
        assert months.count("|") == 11
    for seasons in datewords.SEASONS.values():
        assert seasons.count("|") <= 3
    for phrase in datewords.LEXICON:
        assert phrase == tuple(datewords.key(" ".join(phrase)).split())


@pytest.mark.parametrize("words", ["8x - 41 BC", "D)1(9(D031-:1--bc41(1-:)1", "0 - 41 BC"])
def test_a_year_before_christ_takes_only_numbers(words: str) -> None:
    """A decade, or a zero, beside a year before Christ is not understood; it once ended in a ValueError."""
    assert Date(words).text == words
