"""What a click costs before it does anything: ratios to ``import pandas`` in the same run.

Run with ``make bench``. A click starts a new Python. Rounds are interleaved, and each number is
the median of a start's time by the clock over all rounds, as a ratio to the median of ``import
pandas``. Two starts are measured for each action that draws nothing:

* *imports*: the door, xlwings, the live adapter, and the modules of the action;
* *workbook read*: the same, and every table of the demo's workbook (191 pupils), once out of a
  running LibreOffice through the live adapter, once out of the file.

xlwings imports pandas, numpy and matplotlib wherever they are installed; here they are (pandas is
the yardstick), in a school pandas is not. The product keeps them out either way. The last lines
show a start with those three hidden from everything, as on a computer that has none of them.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from ppm_xl.actions import demo, pressing
from ppm_xl.desk.terminal import SilentDesk

ROUNDS = int(os.environ.get("ROUNDS", "7"))
ACTIONS = tuple(
    action
    for action in ("check", "import_files", "undo", "family_reports")
    if pressing.exists(action)
)
AIMS = {"imports": 1.3, "workbook read": 2.5}
LIVE = Path(__file__).parents[1] / "tests" / "live"
OURS = """
import sys
from importlib import import_module
import ppm_xl.buttons, ppm_xl.desk.excel, ppm_xl.book.live, ppm_xl.actions.pressing
from ppm_xl.book.excel import load_xlwings
xlwings = load_xlwings()
import_module("ppm_xl.actions." + {action!r})
"""
READ_FILE = """
from ppm_xl.book.file import FileBook
FileBook({book!r}, to_write=False).read()
"""
READ_LIVE = """
sys.path.insert(0, {live!r})
import office
engine = office.Engine()
engine.attach({pipe!r}, {pid!r})
office.register(engine)
sys.path.remove({live!r})
from ppm_xl.book.live import LiveBook
LiveBook(xlwings.books[{name!r}]).read()
"""
HIDE = "import sys; sys.modules.update(dict.fromkeys(('pandas', 'numpy', 'matplotlib')))\n"


def seconds(code: str) -> float:
    """Start a Python that runs some code; give its time by the clock."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-I", "-c", code], check=True, timeout=120)
    return time.perf_counter() - start


@contextlib.contextmanager
def opened(book: Path) -> Iterator[dict[str, object]]:
    """Open a copy of the workbook in a LibreOffice of our own; give how a child joins it."""
    sys.path.insert(0, str(LIVE))
    import office
    from office.vba import leave_out

    copy = book.with_name("Live.xlsm")
    copy.write_bytes(book.read_bytes())
    leave_out(copy)
    process, engine = office.Soffice(), office.Engine()
    try:
        process.connect()
        engine.attach(process.pipe, process.pid)
        xw = office.register(engine)
        xw.apps.active.books.open(copy)
        yield {
            "live": str(LIVE), "pipe": process.pipe, "pid": process.pid, "name": copy.name
        }  # fmt: skip
    finally:
        process.stop()


def main() -> int:
    """Print every start as a ratio; end 1 where an aim is missed."""
    with tempfile.TemporaryDirectory() as scratch:
        demo.run(Path(scratch), SilentDesk())
        book = Path(scratch) / demo.NAME
        with opened(book) as joined:
            return _measure(book, joined)


def _measure(book: Path, joined: dict[str, object]) -> int:
    starts = {("import pandas", ""): "import pandas", ("an empty Python", ""): "pass"}
    for action in ACTIONS:
        ours = OURS.format(action=action)
        starts["imports", action] = ours
        starts["workbook read", f"{action}, open"] = ours + READ_LIVE.format(**joined)
        starts["workbook read", f"{action}, file"] = ours + READ_FILE.format(book=str(book))
    starts["with none of them", "check"] = HIDE + OURS.format(action="check")
    taken: dict[tuple[str, str], list[float]] = {start: [] for start in starts}
    for code in starts.values():
        seconds(code)  # once, so that every file is in memory
    for _ in range(ROUNDS):
        for start, code in starts.items():
            taken[start].append(seconds(code))
    base = median(taken["import pandas", ""])
    missed = 0
    print(f"{'what':<20}{'action':<24}{'ms':>6}{'ratio':>7}{'aim':>6}")
    for (what, action), times in taken.items():
        ratio, aim = median(times) / base, AIMS.get(what)
        missed += aim is not None and ratio > aim
        goal = "" if aim is None else f"{aim:>6}"
        print(f"{what:<20}{action:<24}{median(times) * 1000:>6.0f}{ratio:>7.2f}{goal}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
