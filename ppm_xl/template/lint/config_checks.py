"""The very hidden sheet ``xlwings.conf``."""

from __future__ import annotations

from collections.abc import Iterator

from ppm_xl.template.config import KEYS
from ppm_xl.template.config import SHEET as CONFIG_SHEET
from ppm_xl.template.lint.finding import Finding
from ppm_xl.template.lint.opened import Opened
from ppm_xl.template.lint.sheet_checks import twice

_SAME_EVERYWHERE = ("INTERPRETER_WIN", "INTERPRETER_MAC", "ADD_WORKBOOK_TO_PYTHONPATH")


def check(book: Opened) -> Iterator[Finding]:
    """Look for every key that xlwings' module asks for, from A1 down without a gap."""
    sheet = next((found for found in book.sheets if found.name == CONFIG_SHEET), None)
    if sheet is None:
        yield Finding("config-missing", CONFIG_SHEET, "there is no such sheet")
        return
    if sheet.state != "veryHidden":
        yield Finding("config-visible", CONFIG_SHEET, f"is {sheet.state}, not very hidden")
    keys: dict[int, str] = {}
    values: dict[int, str] = {}
    for cell in book.cells(sheet):
        if cell.text:
            {1: keys, 2: values}.get(cell.column, {})[cell.row] = cell.text
    if keys and sorted(keys) != list(range(1, len(keys) + 1)):
        yield Finding("config-gap", CONFIG_SHEET, "the keys do not follow each other from A1")
    for key in twice(keys.values()):
        yield Finding("config-key-twice", CONFIG_SHEET, f"{key} stands twice")
    for key in KEYS.keys() - set(keys.values()):
        yield Finding("config-key-missing", CONFIG_SHEET, f"there is no key {key}")
    for row, key in keys.items():
        if key in _SAME_EVERYWHERE and values.get(row, "") != KEYS[key]:
            message = f"{key} is {values.get(row, '')!r}, which holds on one computer only"
            yield Finding("config-value", CONFIG_SHEET, message)
