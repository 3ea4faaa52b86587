"""Formulas whose cells, or whose precedents, move: their references move with them."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final

from ppm_xl.book.addresses import column_number

RowMap = Callable[[int], int | None]
"""From a row as it was to the row it is now; None where it has gone."""

_REFERENCE: Final = re.compile(
    r"(?P<sheet>(?:'(?:[^']|'')+'|[^'!:]+)!)?"
    r"(?P<left>\$?[A-Z]{1,3})(?P<a>\$?)(?P<top>\d+)"
    r"(?::(?P<right>\$?[A-Z]{1,3})(?P<b>\$?)(?P<bottom>\d+))?$"
)


_CELL: Final = re.compile(r"[A-Z]{1,3}\$?\d")
"""A reference, or what looks like one: a formula without any need not be taken apart."""


def translated(formula: str, origin: str, target: str) -> str:
    """Copy a formula (without its ``=``) from one cell to another, as filling down does."""
    from openpyxl.formula.translate import Translator

    return str(Translator("=" + formula, origin=origin).translate_formula(target)).removeprefix("=")


def followed(
    formula: str,
    *,
    home: str,
    sheet: str,
    columns: tuple[int, int],
    rows: tuple[int, int],
    to: RowMap,
) -> str:
    """Let references to rows of a block that have moved follow them, as Excel does.

    Parameters
    ----------
    formula
        Without its ``=``; it stands on the sheet ``home``.
    sheet, columns, rows
        The block: its sheet, first and last column, first and last row as they were.
    to
        Where each of its rows is now.
    """
    if home != sheet and sheet.replace("'", "''") not in formula:
        return formula
    if _CELL.search(formula) is None:
        return formula
    out = []
    for value, refers in _parts(formula):
        found = _REFERENCE.match(value) if refers else None
        follows = found is not None and _sheet_of(found, home) == sheet
        out.append(_moved(found, columns, rows, to) if found and follows else value)
    return "".join(out)


@lru_cache(maxsize=4096)
def _parts(formula: str) -> tuple[tuple[str, bool], ...]:
    """Give a formula's parts, and whether each is a reference: an action moves many tables."""
    from openpyxl.formula import Tokenizer
    from openpyxl.formula.tokenizer import Token

    return tuple(
        (token.value, token.type == Token.OPERAND and token.subtype == Token.RANGE)
        for token in Tokenizer("=" + formula).items
    )


def _sheet_of(found: re.Match[str], home: str) -> str:
    name = found["sheet"]
    if not name:
        return home
    name = name[:-1]
    return name[1:-1].replace("''", "'") if name.startswith("'") else name


def _moved(
    found: re.Match[str], columns: tuple[int, int], rows: tuple[int, int], to: RowMap
) -> str:
    left = column_number(found["left"].lstrip("$"))
    right = column_number((found["right"] or found["left"]).lstrip("$"))
    top, bottom = int(found["top"]), int(found["bottom"] or found["top"])
    if not (columns[0] <= left and right <= columns[1]) or top > rows[1] or bottom < rows[0]:
        return found[0]
    inside = [to(row) for row in range(max(top, rows[0]), min(bottom, rows[1]) + 1)]
    alive = [row for row in inside if row is not None]
    if not alive and rows[0] <= top and bottom <= rows[1]:
        return f"{found['sheet'] or ''}#REF!"
    new_top = top if top < rows[0] or not alive else alive[0]
    new_bottom = bottom if bottom > rows[1] or not alive else alive[-1]
    first = f"{found['sheet'] or ''}{found['left']}{found['a']}{new_top}"
    return f"{first}:{found['right']}{found['b']}{new_bottom}" if found["right"] else first
