"""Small workbooks as tables, for tests that write down by hand what stands in them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from ppm_xl.book.tables import TableCells, Tables
from ppm_xl.schema import TABLES
from ppm_xl.school.scale_presets import preset
from ppm_xl.school.scale_tables import rule_rows, scale_rows


def with_rows(tables: Tables, name: str, *records: Mapping[str, Any]) -> Tables:
    """Give tables in which one has these rows and no others, under the schema's headings."""
    headings = TABLES[name].headings()
    rows = tuple(tuple(record.get(heading) for heading in headings) for record in records)
    return tables.with_table(TableCells(name, headings, rows))


def with_scale(tables: Tables, code: str) -> Tables:
    """Give tables with the scale of a preset."""
    chosen = preset(code)
    assert chosen is not None
    for name, rows in (("Scale", scale_rows(chosen)), ("ScaleRules", rule_rows(chosen))):
        tables = tables.with_table(TableCells(name, TABLES[name].headings(), tuple(rows)))
    return tables


def at_work_in(tables: Tables, school_year: str, half_term: str, **more: str) -> Tables:
    """Give tables whose Home works in a half-term; ``more`` is what else Working says."""
    working = {"School year": school_year, "Half-term": half_term, **more}
    lines = ({"What": what, "Value": value} for what, value in working.items())
    return with_rows(tables, "Working", *lines)


def with_calendar(tables: Tables, *half_terms: tuple[str, str, date, date]) -> Tables:
    """Give tables whose Calendar has these: school year, half-term, first and last day."""
    headings = ("School year", "Half-term", "Starts", "Ends")
    records = (dict(zip(headings, half_term, strict=True)) for half_term in half_terms)
    return with_rows(tables, "Calendar", *records)
