"""A picture on a sheet of a workbook that is open in Excel."""

from __future__ import annotations

import sys
import tempfile
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ppm_xl.book import Picture
from ppm_xl.book.excel import patiently

if TYPE_CHECKING:
    import xlwings


def place_picture(book: xlwings.Book, sheet: xlwings.Sheet, picture: Picture) -> None:
    """Put a picture on its cell; one of that name goes.

    Made anew rather than updated: an update keeps the old one's size and loses its alt text.
    """
    corner = sheet.range(picture.cell)
    with tempfile.TemporaryDirectory(dir=_excel_may_read()) as folder:
        file = Path(folder) / "picture.png"
        file.write_bytes(picture.png)
        for old in [old for old in sheet.pictures if old.name == picture.name]:
            patiently(old.delete)
        patiently(
            partial(
                sheet.pictures.add,
                str(file),
                left=corner.left,
                top=corner.top,
                width=picture.width,
                height=picture.height,
                name=picture.name,
            )
        )
    # xlwings has no call for alt text; a workbook without our macros does without it.
    with suppress(Exception):
        book.macro("DescribePicture")(picture.sheet, picture.name, picture.alt_text)


def _excel_may_read() -> str | None:
    """Give the folder that Excel for Mac may read without asking; elsewhere any will do."""
    container = Path.home() / "Library/Containers/com.microsoft.Excel/Data"
    return str(container) if sys.platform == "darwin" and container.is_dir() else None
