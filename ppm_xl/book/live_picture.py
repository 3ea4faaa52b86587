"""Pictures on a sheet of a workbook that is open in Excel.

A new picture is on its sheet, beside the old one, before the first cell is written: where Excel
cannot take it, nothing has changed. The two are swapped once the cells are written.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ppm_xl.book import Picture
from ppm_xl.book.excel import assign, in_a_hurry, patiently, run_macro
from ppm_xl.errors import BusyError

if TYPE_CHECKING:
    import xlwings

_PASSING: Final = " (new)"
"""Ends the name of a picture that is not in its place yet."""

_UNNAMED: Final = re.compile(r"\D+ \d+")
"""What Excel calls a picture until it is given a name: Picture 7, in its user's own language."""

_A_HAIR: Final = 0.5
"""Points: less than a pixel."""


@dataclass(slots=True)
class _Drawings:
    """A sheet and its pictures by name; one call each to learn, so they are learnt once.

    Those that are not among what is to be placed there are ``others``.
    """

    sheet: xlwings.Sheet
    by_name: dict[str, xlwings.main.Picture]
    others: set[str]


@contextmanager
def pictures_ready(
    book: xlwings.Book, sheets: Mapping[str, xlwings.Sheet], pictures: Sequence[Picture]
) -> Iterator[Callable[[], None]]:
    """Put pictures on their sheets beside those they replace; give what swaps them.

    Whatever happens until they are swapped, those not in their places go again.

    Raises
    ------
    BusyError
        Where Excel does not answer.
    """
    if not pictures:
        yield lambda: None
        return
    drawn: dict[str, _Drawings] = {}
    waiting: list[Picture] = []

    def swap() -> None:
        while waiting:
            _swap(book, drawn[waiting[0].sheet], waiting[0])
            del waiting[0]

    with tempfile.TemporaryDirectory(prefix="ppm-xl-", dir=_excel_may_read()) as folder:
        files = []
        for number, picture in enumerate(pictures):
            files.append(Path(folder) / f"{number}.png")
            files[-1].write_bytes(picture.png)
        try:
            ours = {picture.name for picture in pictures}
            for picture, file in zip(pictures, files, strict=True):
                if picture.sheet not in drawn:
                    drawn[picture.sheet] = patiently(partial(_learnt, sheets[picture.sheet], ours))
                waiting.append(picture)
                _add(drawn[picture.sheet], picture, file)
            yield swap
        except Exception:
            for picture in waiting:
                with in_a_hurry(), suppress(Exception):  # what stopped us is what the user is told
                    _remove(drawn[picture.sheet], picture.name + _PASSING)
            raise


def _learnt(sheet: xlwings.Sheet, ours: set[str]) -> _Drawings:
    by_name = {picture.name: picture for picture in sheet.pictures}
    passing = {name + _PASSING for name in ours}
    return _Drawings(sheet, by_name, set(by_name) - ours - passing)


def _add(drawn: _Drawings, picture: Picture, file: Path) -> None:
    """Add a picture under its passing name.

    xlwings adds it in several calls; where Excel is busy between two of them, what the first left
    goes before another try.
    """
    sheet, passing = drawn.sheet, picture.name + _PASSING
    _remove(drawn, passing)  # left by a process that was killed
    tried = False

    def add() -> xlwings.main.Picture:
        nonlocal tried
        if tried:
            for stray in [found for found in sheet.pictures if found.name not in drawn.by_name]:
                stray.delete()
        corner = sheet.range(picture.cell)
        left, top = corner.left, corner.top
        _remove_unnamed(drawn, (left, top, picture.width, picture.height))
        tried = True
        return sheet.pictures.add(
            str(file), left=left, top=top, width=picture.width, height=picture.height
        )

    made = patiently(add)
    assign(made, "name", value=passing)
    drawn.by_name[passing] = made


def _remove_unnamed(drawn: _Drawings, place: tuple[float, float, float, float]) -> None:
    """Delete what lies exactly where a picture of ours is to lie and has no name of its own.

    Excel stayed busy when that one was to be given its name.
    """
    for name in sorted(filter(_UNNAMED.fullmatch, drawn.others)):
        found = drawn.by_name[name]
        its = (found.left, found.top, found.width, found.height)
        if all(abs(a - b) < _A_HAIR for a, b in zip(its, place, strict=True)):
            found.delete()
            drawn.others.remove(name)
            del drawn.by_name[name]


def _remove(drawn: _Drawings, name: str) -> None:
    old = drawn.by_name.get(name)
    if old is not None:
        patiently(old.delete)
        del drawn.by_name[name]


def _swap(book: xlwings.Book, drawn: _Drawings, picture: Picture) -> None:
    passing = picture.name + _PASSING
    if picture.name in drawn.by_name:
        # What staff drew on the old one stays before the new.
        _ask_macro(book, "PutInPlaceOf", picture.sheet, passing, picture.name)
        _remove(drawn, picture.name)
    made = drawn.by_name[passing]
    assign(made, "name", value=picture.name)
    drawn.by_name[picture.name] = drawn.by_name.pop(passing)
    _ask_macro(book, "DescribePicture", picture.sheet, picture.name, picture.alt_text)


def _ask_macro(book: xlwings.Book, name: str, *arguments: object) -> None:
    """Ask for what xlwings has no call for; a workbook without our macros does without it."""
    try:
        patiently(lambda: run_macro(book, name, *arguments))
    except BusyError:
        raise
    except Exception:  # noqa: BLE001, S110 - each platform raises its own where it cannot run
        pass


def _excel_may_read() -> str | None:
    """Give the folder that Excel for Mac may read without asking; elsewhere any will do."""
    container = Path.home() / "Library/Containers/com.microsoft.Excel/Data"
    return str(container) if sys.platform == "darwin" and container.is_dir() else None
