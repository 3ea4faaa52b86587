"""One formula: whether it can be parsed, and whether what it names is there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token, TokenizerError
from openpyxl.utils import FORMULAE

from ppm_xl.template.lint.formula_order import disorder
from ppm_xl.template.lint.opened import LAST_SHEET_COLUMN, LAST_SHEET_ROW, local_column

LONGEST: Final = 8192
"""Characters that Excel takes in one formula."""
_SHEET: Final = re.compile(
    r"(?:'(?P<quoted>(?:[^']|'')+)'|(?P<bare>[\w.]+))!(?P<rest>.+)", re.DOTALL
)
_CELL: Final = r"\$?[A-Za-z]{1,3}\$?\d+"
_CELLS: Final = re.compile(rf"{_CELL}(?::{_CELL})?")
_COLUMNS: Final = re.compile(r"\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3}")
_ROWS: Final = re.compile(r"\$?\d+:\$?\d+")
_TABLE: Final = re.compile(r"(?P<table>[^\[\]]*)(?P<columns>\[.*\])", re.DOTALL)
_BRACKETS: Final = re.compile(r"\[((?:[^\[\]']|'.)+)\]", re.DOTALL)
_ITEMS: Final = {"#all", "#data", "#headers", "#totals", "#this row"}
_NAMING: Final = {Token.FUNC, Token.OPERAND}
Fault = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Known:
    """What a workbook has that a formula may name; all in small letters."""

    sheets: frozenset[str]
    tables: Mapping[str, frozenset[str]]
    names: frozenset[str]


def faults(text: str, known: Known, *, in_rule: bool = False) -> Iterator[Fault]:
    """Look at a formula given without its equals sign.

    Parameters
    ----------
    in_rule
        Whether it stands in a list or a conditional format: a table's column there makes Excel
        refuse the file.
    """
    if len(text) > LONGEST:
        yield "formula-length", f"{len(text)} characters"
    broken, tokens = _parsed(text)
    if broken:
        yield "formula-unparsable", f"{text}: {broken}"
    for token in tokens:
        if token.type == Token.FUNC and token.subtype == Token.OPEN:
            # Of ``A1:INDEX(…)`` the tokenizer takes ``A1:INDEX`` for the function's name.
            begins, _, name = token.value[:-1].rpartition(":")
            yield from _function(name)
            if begins:
                yield from _reference(begins, known, in_rule=in_rule)
        elif token.type == Token.OPERAND and token.subtype == Token.RANGE:
            yield from _reference(token.value, known, in_rule=in_rule)
        elif token.type == Token.OPERAND and token.subtype == Token.ERROR:
            code = "formula-reference-lost" if token.value == "#REF!" else "formula-error"
            yield code, f"{text} holds {token.value}"


@lru_cache(maxsize=8192)  # a column holds one formula many times, and so does the next workbook
def _parsed(text: str) -> tuple[str, tuple[Token, ...]]:
    """Give what is wrong with a formula as a whole, and the parts that name something."""
    try:
        tokens = Tokenizer(f"={text}").items
    except (TokenizerError, IndexError) as fault:  # it looks for no bracket before taking one
        return str(fault), ()
    return disorder(tokens), tuple(token for token in tokens if token.type in _NAMING)


def _function(name: str) -> Iterator[Fault]:
    if name.upper().startswith(("_XLFN.", "_XLWS.", "_XLUDF.")):
        yield "formula-too-new", f"{name} is not in Excel 2016"
    elif name.upper() not in FORMULAE:
        yield "formula-function", f"there is no function {name}"


def _reference(value: str, known: Known, *, in_rule: bool) -> Iterator[Fault]:
    if value.startswith("["):
        yield "formula-external", f"{value} leads out of the workbook"
        return
    found = _SHEET.fullmatch(value)
    if found:
        sheet = (found["quoted"] or found["bare"]).replace("''", "'")
        if sheet.lower() not in known.sheets:
            code = "formula-external" if "[" in sheet else "formula-sheet"
            yield code, f"{value}: there is no sheet {sheet}"
        value = found["rest"]
        if "#REF!" in value:
            yield "formula-reference-lost", value
            return
    for part in _area(value):
        yield from _cells_or_name(part, known, in_rule=in_rule)


def _area(value: str) -> list[str]:
    """Part ``list_a:list_b``; cells and tables' columns stay whole."""
    whole = any(p.fullmatch(value) for p in (_CELLS, _COLUMNS, _ROWS)) or "[" in value
    return [value] if whole else value.split(":")


def _cells_or_name(value: str, known: Known, *, in_rule: bool) -> Iterator[Fault]:
    if _CELLS.fullmatch(value) or _COLUMNS.fullmatch(value) or _ROWS.fullmatch(value):
        plain = value.replace("$", "")
        columns = [local_column(letters) for letters in re.findall(r"[A-Za-z]+", plain)]
        rows = [int(number) for number in re.findall(r"\d+", plain)]
        outside = max(columns, default=1) > LAST_SHEET_COLUMN or max(rows, default=1) > (
            LAST_SHEET_ROW
        )
        if outside or min(rows, default=1) < 1:
            yield "formula-out-of-sheet", f"{value} lies off the sheet"
        return
    table = _TABLE.fullmatch(value)
    if table:
        if in_rule:
            yield "formula-table-in-rule", f"{value}: Excel takes no table here; name the column"
        yield from _table(table["table"], table["columns"], known)
    elif value.lower() not in known.names and value.lower() not in known.tables:
        yield "formula-name", f"there is no name {value}"


def _table(name: str, columns: str, known: Known) -> Iterator[Fault]:
    if "@" in columns:
        yield "table-at-sign", f"{name}{columns}: the file must say [#This Row]"
        return
    if name and name.lower() not in known.tables:
        yield "formula-table", f"there is no table {name}"
        return
    if not name:
        return
    headings = known.tables[name.lower()]
    for found in _BRACKETS.findall(columns):
        heading = re.sub(r"'(.)", r"\1", found).lower()
        if heading not in headings and heading not in _ITEMS:
            yield "formula-column", f"{name} has no column {found}"
