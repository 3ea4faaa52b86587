"""Every formula of the workbook: cells, lists, conditional formats, names, table columns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree

from ppm_xl.template.lint.finding import Finding
from ppm_xl.template.lint.formula import Known, faults
from ppm_xl.template.lint.opened import MAIN, WORKBOOK, Opened, Sheet, boxes

_LONGEST_LIST: Final = 255
_LONGEST_TITLE: Final = 32
_LONGEST_PROMPT: Final = 255
_LONGEST_ERROR: Final = 225
_NEED_A_FORMAT: Final = {"colorScale", "dataBar", "iconSet"}


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula without its equals sign, and where it stands."""

    where: str
    text: str
    in_rule: bool = False
    """Whether it belongs to a list or a conditional format, where Excel takes no table's column."""


def check(book: Opened) -> Iterator[Finding]:
    """Look at each formula, and at the lists and conditional formats that hold some."""
    known = Known(
        sheets=frozenset(sheet.name.lower() for sheet in book.sheets),
        tables={
            table.name.lower(): frozenset(h.lower() for h in table.headings)
            for table in book.tables
        },
        names=frozenset(name.name.lower() for name in book.names),
    )
    for formula in _formulas(book):
        for code, message in faults(formula.text, known, in_rule=formula.in_rule):
            yield Finding(code, formula.where, message)
    for sheet in book.sheets:
        yield from _validations(sheet)
        yield from _conditional(sheet, book.count("dxfs"))


def _formulas(book: Opened) -> Iterator[Formula]:
    for sheet in book.sheets:
        yield from _in_cells(book, sheet)
        yield from _in_rules(sheet)
    for table in book.tables:
        for element in table.root.iter(f"{MAIN}calculatedColumnFormula"):
            yield Formula(table.part, element.text or "")
    for defined in book.names:
        if defined.text:
            yield Formula(f"{WORKBOOK}: {defined.name}", defined.text)


def _in_cells(book: Opened, sheet: Sheet) -> Iterator[Formula]:
    for cell in book.cells(sheet):
        if cell.formula:
            yield Formula(f"{sheet.name}!{cell.address}", cell.formula)


def _in_rules(sheet: Sheet) -> Iterator[Formula]:
    for rule in sheet.root.iter(f"{MAIN}dataValidation"):
        for name in ("formula1", "formula2"):
            text = rule.findtext(f"{MAIN}{name}")
            if text:
                yield Formula(f"{sheet.name}!{rule.get('sqref')} (list)", text, in_rule=True)
    for area in sheet.root.iter(f"{MAIN}conditionalFormatting"):
        where = f"{sheet.name}!{area.get('sqref')} (conditional format)"
        for element in area.iter(f"{MAIN}formula"):
            yield Formula(where, element.text or "", in_rule=True)


def _validations(sheet: Sheet) -> Iterator[Finding]:
    for rule in sheet.root.iter(f"{MAIN}dataValidation"):
        where = f"{sheet.name}!{rule.get('sqref')}"
        if None in boxes(rule.get("sqref", "")) or not rule.get("sqref"):
            yield Finding("validation-range", where, "is no range of cells")
        first = rule.findtext(f"{MAIN}formula1") or ""
        if rule.get("type") == "list":
            if not first:
                yield Finding("validation-list", where, "offers nothing")
            elif first.startswith('"') and len(first) - 2 > _LONGEST_LIST:
                yield Finding("validation-list", where, f"a list of {len(first) - 2} characters")
        elif rule.get("type", "none") != "none" and not first:
            yield Finding("validation-list", where, f"{rule.get('type')} without a limit")
        for attribute, longest in (
            ("promptTitle", _LONGEST_TITLE),
            ("errorTitle", _LONGEST_TITLE),
            ("prompt", _LONGEST_PROMPT),
            ("error", _LONGEST_ERROR),
        ):
            if len(rule.get(attribute, "")) > longest:
                yield Finding("validation-words", where, f"{attribute} is too long for Excel")


def _conditional(sheet: Sheet, formats: int) -> Iterator[Finding]:
    for area in sheet.root.iter(f"{MAIN}conditionalFormatting"):
        where = f"{sheet.name}!{area.get('sqref')}"
        if None in boxes(area.get("sqref", "")) or not area.get("sqref"):
            yield Finding("conditional-range", where, "is no range of cells")
        for rule in area.iter(f"{MAIN}cfRule"):
            yield from _rule(rule, where, formats)


def _rule(rule: etree._Element, where: str, formats: int) -> Iterator[Finding]:
    index = rule.get("dxfId")
    kind = rule.get("type", "")
    if index is None:
        if kind not in _NEED_A_FORMAT:
            yield Finding("conditional-format", where, "changes nothing")
    elif not (index.isdecimal() and int(index) < formats):
        yield Finding("conditional-format", where, f"there is no format {index}")
    if kind in {"cellIs", "expression"} and rule.find(f"{MAIN}formula") is None:
        yield Finding("conditional-format", where, "has no formula")
