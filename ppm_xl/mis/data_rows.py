"""Pupils below the headings, told from notes, sums and headings that a page break repeats."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from ppm_xl.book.tables import Cell
from ppm_xl.mis.cells import as_text
from ppm_xl.mis.export import Cells, GridRow
from ppm_xl.mis.fields import IDENTITY
from ppm_xl.mis.heading import Heading
from ppm_xl.mis.synonyms import normalise

_FEW: Final = 2

_NOTE_STARTS: Final = re.compile(
    r"(?:printed|generated|report|source|key|page|created|exported|produced|confidential|\*|total|"
    r"end of|number of|count|average|mean)(?![\w,])",
    re.IGNORECASE,
)
_SUMS: Final = re.compile(
    r"(?:grand |class |overall |school )?(?:totals?|averages?|mean|count|overall|all pupils)"
    r"|(?:number|no|no\.) of (?:pupils|students|children)",
    re.IGNORECASE,
)
_ENDS_TABLE: Final = re.compile(r"(?:template )?notes?\b", re.IGNORECASE)


def data_rows(
    rows: Sequence[GridRow], header: GridRow, headings: Sequence[Heading]
) -> tuple[tuple[GridRow, ...], int]:
    """Tell data from notes below the table and from headings that a page break repeats."""
    data: list[GridRow] = []
    notes = 0
    identity = [h.place for h in headings if h.field in IDENTITY]
    wide = sum(1 for h in headings if h.field) > _FEW
    heading_cells = tuple(normalise(as_text(cell)) for cell in header.cells)
    for at, row in enumerate(rows):
        if _same(row.cells, heading_cells):
            continue
        filled = [cell for cell in row.cells if cell is not None]
        first = as_text(filled[0])
        alone = len(filled) == 1
        if alone and _ENDS_TABLE.match(first):
            return tuple(data), notes + len(rows) - at
        named = [row.cells[p] for p in identity if p < len(row.cells)]
        named = [cell for cell in named if cell is not None]
        if _is_note(named, first, alone=alone and wide, filled=len(filled)):
            notes += 1
        else:
            data.append(row)
    return tuple(data), notes


def _same(cells: Cells, heading_cells: tuple[str, ...]) -> bool:
    first, heading = cells[:1], heading_cells[0][:1]
    if first and isinstance(first[0], str) and heading not in first[0].casefold():
        # Looked at first, as hardly a row is a heading: its first letter is not even in it.
        return False
    return len(cells) == len(heading_cells) and all(
        normalise(as_text(cell)) == heading
        for cell, heading in zip(cells, heading_cells, strict=True)
    )


_UPN_LIKE: Final = re.compile(r"[A-Za-z]\d{11}[A-Za-z0-9]")
_NAME_LIKE: Final = re.compile(r"[^\d,:]{1,40},?\s[^\d:,]{1,40}")


def _is_note(named: Sequence[Cell], first: str, *, alone: bool, filled: int) -> bool:
    sums = _SUMS.fullmatch(first.rstrip(" :"))
    if len(named) > 1 and not sums:
        return False
    texts = [as_text(cell) for cell in named]
    if sums and all(t == first or t.isdigit() for t in texts):
        return True
    if len(texts) > 1 or any(_UPN_LIKE.fullmatch(text.replace(" ", "")) for text in texts):
        return False
    if alone:
        named_so = texts and "," in first and _NAME_LIKE.fullmatch(first)
        return not named_so or bool(_NOTE_STARTS.match(first))
    return not texts and filled <= _FEW
