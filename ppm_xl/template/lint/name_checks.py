"""Defined names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ppm_xl import schema
from ppm_xl.template.lint.finding import Finding
from ppm_xl.template.lint.opened import WORKBOOK, Opened

VALID_NAME: Final = re.compile(r"[^\W\d][\w.\\?]{0,254}|\\[\w.\\?]{0,254}")
"""A letter, an underscore or a backslash first; then letters, digits, full stops."""
_CELL: Final = re.compile(r"[A-Z]{1,3}\d{1,7}|R\d*C\d*|R|C", re.IGNORECASE)
_OWN: Final = "_xlnm."
NEEDED: Final = (
    "ppm_schema",
    "ppm_version",
    "ppm_status",
    "ppm_files",
    "ppm_school",
    "ppm_half_term",
)


def looks_like_a_cell(name: str) -> bool:
    """Whether Excel would read it as a cell: ``A1``, ``R1C1``, ``r``."""
    return bool(_CELL.fullmatch(name))


def check(book: Opened) -> Iterator[Finding]:
    """Look at each name; what it refers to is looked at with the other formulas."""
    seen: set[tuple[str, str | None]] = set()
    for name in book.names:
        where = f"{WORKBOOK}: {name.name}"
        key = (name.name.lower(), name.sheet)
        if key in seen:
            yield Finding("name-twice", where, "stands twice")
        seen.add(key)
        plain = name.name.removeprefix(_OWN)
        if not VALID_NAME.fullmatch(plain) or looks_like_a_cell(plain):
            yield Finding("name-invalid", where, "Excel does not take this name")
        if name.sheet is not None and not (
            name.sheet.isdecimal() and int(name.sheet) < len(book.sheets)
        ):
            yield Finding("name-sheet", where, f"belongs to sheet {name.sheet}, which is missing")
        if not name.text.strip():
            yield Finding("name-empty", where, "refers to nothing")
    whole_book = {name.name: name.text for name in book.names if name.sheet is None}
    for needed in NEEDED:
        if needed not in whole_book:
            yield Finding("name-missing", WORKBOOK, f"there is no name {needed}")
    version = whole_book.get("ppm_schema", str(schema.SCHEMA_VERSION))
    if version != str(schema.SCHEMA_VERSION):
        yield Finding("name-schema", WORKBOOK, f"ppm_schema is {version}")
