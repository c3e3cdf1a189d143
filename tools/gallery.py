"""`make gallery`: the pictures of docs/gallery.md, Chromium screenshots of docmeta's views of examples/finding-aid.xml.

python tools/gallery.py FOLDER
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

ROOT: Final = Path(__file__).resolve().parent.parent
DOCMETA: Final = Path(sys.executable).with_name("docmeta")
EXAMPLE: Final = "finding-aid.xml"

#: Commands for a terminal, by the name of the picture; the width and height of the picture.
COMMANDS: Final = {
    "tree": (f"show {EXAMPLE}", 990, 520),
    "losses": (f"convert {EXAMPLE} --to dc -o records.xml", 990, 640),
    "plan": (f"plan {EXAMPLE} --for archivesspace", 990, 420),
    "check": (f"check {EXAMPLE} --profile dacs", 990, 250),
}
#: Commands that make a page, by the name of the picture; the page, and the width and height of the picture.
PAGES: Final = {
    "page": (f"convert {EXAMPLE} --to html -o page.html", "page.html", 1200, 900),
    "report": (f"convert {EXAMPLE} --to dc -o records.xml --report report.html", "report.html", 1200, 760),
}
_COLOURS: Final = TerminalTheme(
    (20, 22, 27), (216, 222, 233),
    [(59, 66, 82), (230, 110, 120), (163, 190, 140), (235, 203, 139), (129, 161, 193), (200, 150, 210), (136, 192, 208), (229, 233, 240)],
)  # fmt: skip
_TERMINAL: Final = """<!doctype html><meta charset="utf-8"><style>
body {{ margin: 0; padding: 18px 22px; background: #14161b; }}
pre {{ margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; font: 14px/1.35 "DejaVu Sans Mono", monospace; color: #d8dee9; }}
</style><pre><span style="color: #8fbcbb">$</span> docmeta {command}
{shown}</pre>"""


def run(command: str, folder: Path) -> str:
    """The output of a command in a terminal of 110 columns, with colours."""
    surroundings = {**os.environ, "FORCE_COLOR": "1", "COLUMNS": "110", "DOCMETA_CONFIG": ""}
    surroundings.pop("NO_COLOR", None)
    done = subprocess.run(
        [str(DOCMETA), *command.split()],
        cwd=folder, env=surroundings, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False,
    )  # fmt: skip
    if done.returncode not in (0, 1):  # 1: problems were found
        sys.exit(done.stdout)
    return done.stdout


def drawn(command: str, folder: Path) -> str:
    """The page that shows a command and its output."""
    console = Console(record=True, width=140, file=io.StringIO())
    console.print(Text.from_ansi(run(command, folder)), soft_wrap=True)
    shown = console.export_html(theme=_COLOURS, inline_styles=True, code_format="{code}")
    return _TERMINAL.format(command=command, shown=shown)


def photograph(page: Path, picture: Path, width: int, height: int) -> None:
    """Take a picture of a page at twice its size."""
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None:
        sys.exit("no Chromium: `make browser` installs it on Debian")
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            [
                browser, "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync", "--lang=en",
                "--force-device-scale-factor=1.5", f"--user-data-dir={profile}", f"--window-size={width},{height}",
                f"--screenshot={picture}", page.as_uri(),
            ],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=120, check=True,
        )  # fmt: skip


def main() -> None:
    """Take all pictures."""
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        shutil.copy(ROOT / "examples" / EXAMPLE, folder)
        for name, (command, width, height) in COMMANDS.items():
            page = folder / f"{name}.html"
            page.write_text(drawn(command, folder), encoding="utf-8")
            photograph(page, target / f"{name}.png", width, height)
        for name, (command, file, width, height) in PAGES.items():
            run(command, folder)
            photograph(folder / file, target / f"{name}.png", width, height)
    for picture in sorted(target.glob("*.png")):
        print(picture.name)


if __name__ == "__main__":
    main()
