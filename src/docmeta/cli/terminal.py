"""Writing to a terminal: safe text, columns, optional colour.

Input never reaches a terminal as commands: control characters and marks that change the direction
of text are shown as escapes.

>>> safe("title" + chr(27) + "[31m")
'title\\\\x1b[31m'
>>> print(columns([("field", "count"), ("dates", "12")], right={1}))
field  count
dates     12
"""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import TYPE_CHECKING, Any, Final, TextIO

if TYPE_CHECKING:
    from rich.console import Console

#: SGR codes of the styles that the commands use.
STYLES: Final = {
    "bold": "1",
    "dim": "2",
    "italic": "3",
    "red": "31",
    "green": "32",
    "yellow": "33",
    "blue": "34",
    "magenta": "35",
    "cyan": "36",
}

# Bidirectional marks reorder what is around them; the other format characters belong to scripts and are harmless.
_TURNING: Final = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def safe(text: str) -> str:
    """The text, with everything escaped that a terminal would not print as text."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else _escaped(char) for char in text)


def _escaped(char: str) -> str:
    category = unicodedata.category(char)
    if category == "Zs":
        return " "
    if category == "Cf" and char not in _TURNING:
        return char
    return char.encode("unicode_escape").decode("ascii")


def one_line(text: str) -> str:
    """Safe text on one line, with each run of white space as one space."""
    return safe(" ".join(text.split()))


def width_of(text: str) -> int:
    """How many columns a text takes on a terminal.

    >>> width_of("東京"), width_of("Tokyo")
    (4, 5)
    """
    if text.isascii():
        return len(text)
    return sum(_width(char) for char in text)


def _width(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in ("Cf", "Me", "Mn"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def cut(text: str, width: int) -> str:
    """The text, cut with an ellipsis if wider than *width* columns.

    >>> cut("Telegrams to Moscow", 10)
    'Telegrams…'
    """
    if width_of(text) <= width:
        return text
    taken = 0
    kept = []
    for char in text:
        taken += _width(char)
        if taken > width - 1:
            break
        kept.append(char)
    return "".join(kept).rstrip() + "…"


def cut_middle(text: str, width: int) -> str:
    """The text, cut in the middle if wider than *width* columns, since both ends of a file name matter.

    >>> cut_middle("FRAN_IR_050629_archives.xml:1234", 20)
    'FRAN_IR_0…s.xml:1234'
    """
    if width_of(text) <= width:
        return text
    end = text
    while width_of(end) > width // 2:
        end = end[1:]
    return cut(text, width - width_of(end)) + end


def screen_width(stream: TextIO | None = None) -> int:
    """The number of columns of the screen."""
    import shutil

    return max(40, shutil.get_terminal_size((100, 24)).columns)


def is_terminal(stream: TextIO) -> bool:
    """Whether a stream is a terminal."""
    try:
        return stream.isatty()
    except (AttributeError, ValueError):
        return False


def wants_colour(stream: TextIO) -> bool:
    """Whether a stream is a terminal that should get colour (see no-color.org)."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return is_terminal(stream) and os.environ.get("TERM") != "dumb"


class Painter:
    """Styles text if the stream takes colour.

    >>> Painter(False)("words", "bold")
    'words'
    >>> Painter(True)("words", "bold", "red")
    '\\x1b[1;31mwords\\x1b[0m'
    """

    def __init__(self, colour: bool) -> None:
        self.colour = colour

    def __call__(self, text: str, *styles: str) -> str:
        """The text in these styles, if the stream takes colour."""
        if not self.colour or not styles or not text:
            return text
        return f"\x1b[{';'.join(STYLES[style] for style in styles)}m{text}\x1b[0m"


def console(stream: TextIO) -> Console | None:
    """A console of rich for a terminal; None if the stream is not one, or rich is not installed."""
    if not is_terminal(stream) or os.environ.get("TERM") == "dumb":
        return None
    try:
        from rich.console import Console
    except ImportError:
        return None
    return Console(file=stream, highlight=False, markup=False, emoji=False, soft_wrap=False)


def columns(
    rows: Iterable[Sequence[str]],
    *,
    right: Collection[int] = (),
    width: int | None = None,
    paint: Callable[[int, int, str], str] | None = None,
) -> str:
    """Rows as aligned columns, two spaces between them; the last column is cut at *width*, if given.

    *paint* styles a cell, given its row and column.
    """
    table = [[one_line(cell) for cell in row] for row in rows]
    count = max(map(len, table), default=0)
    widths = [max((width_of(row[index]) for row in table if index < len(row)), default=0) for index in range(count)]
    lines = []
    for number, row in enumerate(table):
        cells = [_padded(cell, widths[index], index in right) for index, cell in enumerate(row)]
        if cells:
            cells[-1] = cells[-1].rstrip()
        if paint is not None:
            cells = [paint(number, index, cell) for index, cell in enumerate(cells)]
        line = "  ".join(cells).rstrip()
        lines.append(cut(line, width) if width else line)
    return "\n".join(lines)


def _padded(cell: str, width: int, right: bool) -> str:
    space = " " * (width - width_of(cell))
    return space + cell if right else cell + space


def print_page(pieces: Iterable[str]) -> None:
    """Print a page of HTML to standard output, in UTF-8 whatever the terminal's encoding."""
    sys.stdout.flush()
    sys.stdout.buffer.writelines(piece.encode("utf-8", "backslashreplace") for piece in pieces)


def print_table(
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    stream: TextIO | None = None,
    right: Collection[int] = (),
    styles: Sequence[str] = (),
    title: str = "",
    whole: Collection[int] = (),
) -> None:
    """Print a table: with rich on a terminal, as aligned columns anywhere else.

    Args:
        header: The names of the columns.
        rows: The rows.
        stream: The stream; standard output by default.
        right: The numbers of the right-aligned columns.
        styles: A style for each column, on a terminal.
        title: A line above.
        whole: The numbers of the columns that never wrap.
    """
    stream = stream or sys.stdout
    screen = console(stream)
    if screen is None:
        painter = Painter(wants_colour(stream))

        def paint(row: int, column: int, cell: str) -> str:
            style = "bold" if row == 0 else styles[column] if column < len(styles) else ""
            return painter(cell, *style.split())

        if title:
            stream.write(painter(safe(title), "bold") + "\n")
        stream.write(columns([header, *rows], right=right, paint=paint if painter.colour else None) + "\n")
        return
    screen.print(rich_table(header, rows, right, styles, title, whole))


def rich_table(
    header: Sequence[str],
    rows: Iterable[Sequence[str]],
    right: Collection[int] = (),
    styles: Sequence[str] = (),
    title: str = "",
    whole: Collection[int] = (),
) -> Any:
    """A table of rich; the arguments are those of `print_table`."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(
        box=box.SIMPLE_HEAD,
        title=Text(safe(title), style="bold") if title else None,
        title_justify="left",
        header_style="bold",
        border_style="dim",
        pad_edge=False,
        collapse_padding=True,
    )
    for index, name in enumerate(header):
        style = styles[index] if index < len(styles) else ""
        justify: Any = "right" if index in right else "left"
        table.add_column(name, justify=justify, style=style or None, overflow="fold", no_wrap=index in whole)
    for row in rows:
        table.add_row(*(Text(one_line(cell)) for cell in row))
    return table
