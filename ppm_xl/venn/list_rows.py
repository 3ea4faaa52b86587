"""The list under a diagram on the sheet Venn, in rows whose height is the template's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from textwrap import wrap
from typing import Final, TypeAlias

from ppm_xl.book.escaping import LONGEST_TEXT
from ppm_xl.book.tables import Cell
from ppm_xl.venn import grid

Line: TypeAlias = tuple[str, str, str]
"""Kind, what, and who."""

_WORDS_ACROSS: Final = 46
_NAMES_ACROSS: Final = 76
"""Characters that one row of the list holds in the widths of its columns."""


def rows_of(lines: Sequence[Line]) -> list[tuple[Cell, Cell, Cell]]:
    """Give the list in as many rows as there are: names wrapped, else shorter and shorter.

    A row's height is the template's and stays. Where there are too many rows, first the empty
    regions go, then each line has one row and ends beyond its cell, where clicking shows it.
    """
    filled = [line for line in lines if line[2] != "nobody"]
    rows: list[tuple[Cell, Cell, Cell]] = []
    for kept, across in (
        (lines, _NAMES_ACROSS),
        (filled, _NAMES_ACROSS),
        (filled, LONGEST_TEXT),
    ):
        rows = [row for line in kept for row in _wrapped(*line, across)]
        if len(rows) <= grid.LIST_ROWS:
            break
    return rows[: grid.LIST_ROWS]


def _wrapped(kind: str, what: str, who: str, across: int) -> Iterator[tuple[Cell, Cell, Cell]]:
    # A number and its per cent sign stay on one line.
    kept = who.replace(" %", "\N{NO-BREAK SPACE}%")
    pairs = zip_longest(wrap(what, _WORDS_ACROSS), wrap(kept, across))
    for place, (words, names) in enumerate(pairs):
        said = None if names is None else names.replace("\N{NO-BREAK SPACE}%", " %")
        yield kind if not place else f"{kind} on", words, said
