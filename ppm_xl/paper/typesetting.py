"""Pages to PDF: tagged (PDF/UA-1), the same bytes for the same pages.

A page is in British English unless its data name another ``language``: its code, whether it is
read from right to left, and its typeface.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ppm_xl import palette
from ppm_xl.errors import DataError
from ppm_xl.paper.compact import compacted
from ppm_xl.paper.fonts import (
    FAMILIES,
    diagram_folder,
    families,
    font_folders,
    printable,
    uncovered,
)
from ppm_xl.paper.unchanged import made_by, mark_of, marked
from ppm_xl.plan import Page

if TYPE_CHECKING:
    from typst import Compiler

TEMPLATES: Final = Path(__file__).with_name("templates")
_PNG: Final = b"\x89PNG"
_LONG: Final = 8
"""Pages from which a document's layout takes more memory than it is worth keeping."""

_LOOK: Final = {
    "status": {name: asdict(paint) for name, paint in palette.STATUS.items()},
    "ink": palette.INK,
    "accent": palette.ACCENT,
    "second-accent": palette.SECOND_ACCENT,
    "hairline": palette.HAIRLINE,
    "quiet": palette.QUIET,
    "pupil-premium": palette.PUPIL_PREMIUM,
    "send": palette.SEND,
    "both": palette.PUPIL_PREMIUM_AND_SEND,
    "greater-depth": asdict(palette.GREATER_DEPTH),
}


class Typesetter:
    """Typesets any number of documents with one compiler, which is what makes it quick.

    Parameters
    ----------
    today
        The day of the action: the date in every document.
    """

    def __init__(self, today: date) -> None:
        self._today = today
        self._compiler: Compiler | None = None

    def pdf(self, paper_title: str, pages: Sequence[Page], pictures: Mapping[str, bytes]) -> bytes:
        """Typeset one document.

        Parameters
        ----------
        paper_title
            The document's title, which readers announce and show.
        pages
            At least one; all of one template.
        pictures
            SVG or PNG bytes by the file name under which the pages' data name them.

        Raises
        ------
        DataError
            Where a character stands in the data that no typeface of ours can draw.
        """
        template = pages[0].template
        if any(page.template != template for page in pages):
            raise ValueError("The pages of one document share a template.")
        data = [_printable(page.data) for page in pages]
        title = printable(paper_title)
        _refuse_what_cannot_be_drawn(title, data)
        given = {
            "title": title,
            "date": [self._today.year, self._today.month, self._today.day],
            "fonts": {name: families(name) for name in FAMILIES},
            "template": template,
            "pages": data,
            "pictures": {name: _typst_bytes(picture) for name, picture in pictures.items()},
        }
        pdf = self._compiled(json.dumps(given))
        if len(pages) >= _LONG:
            _forget_what_was_laid_out()
        whole = compacted(_with_row_headers(pdf))
        return marked(whole, self.mark(paper_title, pages))

    def mark(self, paper_title: str, pages: Sequence[Page]) -> str:
        """Give what tells a document from one made of other pages, another day, or otherwise."""
        made_with = f"{made_by(TEMPLATES)} {self._today} {json.dumps(_LOOK)}"
        return mark_of(paper_title, pages, made_with)

    def _compiled(self, given: str) -> bytes:
        if self._compiler is None:
            import typst

            fonts = typst.Fonts(
                include_system_fonts=False,
                include_embedded_fonts=False,
                font_paths=[str(folder) for folder in (*font_folders(), diagram_folder())],
            )
            self._compiler = typst.Compiler(
                str(TEMPLATES / "paper.typ"),
                root=str(TEMPLATES),
                font_paths=fonts,
                ignore_system_fonts=True,
            )
        midnight = datetime(self._today.year, self._today.month, self._today.day, tzinfo=UTC)
        pdf, warnings = self._compiler.compile_with_warnings(
            format="pdf",
            sys_inputs={"paper": given, "look": json.dumps(_LOOK)},
            pdf_standards="ua-1",
            timestamp=midnight,
        )
        if warnings:
            raise RuntimeError("; ".join(warning.diagnostic for warning in warnings))
        if not isinstance(pdf, bytes):
            raise TypeError("Typst gave no PDF.")
        return pdf


def _forget_what_was_laid_out() -> None:
    """Make Typst drop what it keeps of a long document.

    It keeps each layout for the next ten documents, in case one is alike. Classes are not, and
    fourteen of thirty pages would take 350 MB; a dozen empty documents cost nothing.
    """
    import typst

    compiler = typst.Compiler()
    for _ in range(12):
        compiler.compile(b" ", format="pdf")


def unprintable(page: Page) -> tuple[str, ...]:
    """Say which characters of a page cannot be printed and where they stand; empty where all can.

    >>> unprintable(Page("family_report", {"went well": "Read 三 books"}))
    ('“三” in went well',)
    """
    found = _undrawable("", _printable(page.data))
    return tuple(dict.fromkeys(f"“{character}” in {where}" for where, character in found))


def _printable(value: object) -> object:
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, Mapping):
        return {key: _printable(item) for key, item in value.items()}
    if isinstance(value, Sequence):
        return [_printable(item) for item in value]
    return value


def _undrawable(where: str, value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        for character in uncovered(value):
            yield where or "the text", character
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _undrawable(f"{where}, {key}" if where else str(key), item)
    elif isinstance(value, Sequence):
        for item in value:
            yield from _undrawable(where, item)


def _refuse_what_cannot_be_drawn(title: str, data: Sequence[object]) -> None:
    for number, page in enumerate([title, *data]):
        for where, character in _undrawable("" if number else "the title", page):
            on = f", page {number}," if len(data) > 1 and number else ""
            raise DataError(
                f"“{character}” cannot be printed: {where} of {title}{on} holds it.",
                "Write it with the letters of European languages, Vietnamese or Arabic.",
            )


def _typst_bytes(picture: bytes) -> str | list[int]:
    """Give a picture as JSON can carry it: SVG as text, PNG byte by byte."""
    return list(picture) if picture.startswith(_PNG) else picture.decode()


_TABLE_CELL: Final = re.compile(
    rb"(<</Type/StructElem/S/T)D(/P \d+ 0 R/A\[<</O/Table[^>]*?)(/Headers\[(\([^\]]*\))\])"
)
_FIRST_COLUMN: Final = re.compile(rb"\(U\d+x0y\d+\)")


def _with_row_headers(pdf: bytes) -> bytes:
    """Mark the first cell of each table row as the header of its row.

    Typst can do so itself, but only under a switch that its Python binding does not offer.
    Typst writes a table's cells as plain objects, each with the list of its column headers; that
    list gives way to ``Scope Row`` in a first column, and to nothing in the other cells (readers
    then find both headers by scope). Every replacement is as long as what it replaces, so that
    the file's table of addresses stays true.
    """

    def marked(cell: re.Match[bytes]) -> bytes:
        start, middle, headers, ids = cell.groups()
        if _FIRST_COLUMN.match(ids):
            return start + b"H" + middle + b"/Scope/Row".ljust(len(headers))
        return start + b"D" + middle + b" " * len(headers)

    return _TABLE_CELL.sub(marked, pdf)
