"""Tables of web pages: what several systems save under a name that ends in ``.xls``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from ppm_xl.book.tables import Cell
from ppm_xl.errors import FileError
from ppm_xl.mis.export import Grid
from ppm_xl.mis.gridding import Gathering, Merge
from ppm_xl.mis.limits import EXPORT_AGAIN, MAX_COLUMNS, MAX_ROWS, SAVE_AS, damaged
from ppm_xl.mis.text_file import decode

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MAX_TAGS: Final = 3_000_000
"""Tags of a page; 40,000 rows of 30 cells have 2,500,000."""
_CHARSET: Final = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_.-]{1,40})")
_STARTS: Final = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)?"
    r"<(?:!doctype\s+html|html|head|body|table|meta|style|div)\b",
    re.IGNORECASE | re.DOTALL,
)


def is_web_page(start: str) -> bool:
    """Whether a text begins as a web page, or a piece of one, does."""
    return _STARTS.match(start) is not None


def read_web_page(name: str, data: bytes) -> tuple[Grid, ...]:
    """Read the tables of a web page, each as a sheet without a name.

    Raises
    ------
    FileError
        Where it has no table, is damaged, or is larger than an export.
    """
    from lxml import etree, html

    text = _text(name, data)
    if text.count("<") > _MAX_TAGS:
        raise FileError(f"{name} is too large to be an export.", EXPORT_AGAIN)
    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True)
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        raise damaged(name) from None
    if parser.error_log.filter_from_fatals():
        # The parser stopped before the end: the pupils below would be lost without a word.
        raise damaged(name)
    innermost = (t for t in root.iter("table") if next(t.iterdescendants("table"), None) is None)
    grids = tuple(grid for grid in (_grid(name, table) for table in innermost) if grid.rows)
    if not grids:
        raise FileError(f"{name} is a web page without a table.", SAVE_AS)
    return grids


def _text(name: str, data: bytes) -> str:
    stated = _CHARSET.search(data[:4096])
    if stated and not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        try:
            return data.decode(stated[1].decode("ascii"))
        except (LookupError, UnicodeError):
            pass
    return decode(name, data)


def _grid(name: str, table: HtmlElement) -> Grid:
    gathering = Gathering(name, "")
    merges: list[Merge] = []
    above: dict[int, int] = {}
    """Columns that a cell of an earlier row reaches into, and for how many rows more."""
    for number, row in enumerate(table.iter("tr"), start=1):
        cells: list[Cell] = []
        reaching: dict[int, int] = {}
        for value, across, down in _cells(gathering, row, number):
            while above.get(len(cells)):
                cells.append(None)
            if down > 1:
                merges.append((number, number + down - 1, len(cells)))
                reaching |= dict.fromkeys(range(len(cells), len(cells) + across), down)
            cells.extend([value, *[None] * (across - 1)])
        above = {c: n - 1 for c, n in (above | reaching).items() if n > 1}
        gathering.add(number, cells)
    return gathering.grid(merges)


def _cells(
    gathering: Gathering, row: HtmlElement, number: int
) -> Iterator[tuple[str | None, int, int]]:
    """Give each cell's text, and how many columns and rows it takes."""
    for cell in row.iterchildren("td", "th"):
        for line_break in cell.iter("br"):
            line_break.tail = f" {line_break.tail or ''}"
        shown = " ".join(str(cell.text_content()).split())
        yield (
            gathering.text(shown, number) if shown else None,
            _span(cell.get("colspan"), MAX_COLUMNS),
            _span(cell.get("rowspan"), MAX_ROWS),
        )


def _span(written: str | None, most: int) -> int:
    return min(int(written), most) if written and re.fullmatch(r"[1-9]\d{0,6}", written) else 1
