"""What staff would have typed into the workbook, gathered for `staff.json`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from demo_school.history import Record
from demo_school.roster import TODAY, Child
from demo_school.staffing import settings_rows


def staff(children: Sequence[Child], records: dict[tuple[str, str], Record]) -> dict[str, object]:
    """Give everything staff typed: table -> rows, dates as ``{"date": "2026-10-12"}``."""
    tables: dict[str, list[dict[str, object]]] = settings_rows()
    return {
        "today": _plain(TODAY),
        "school_year": "2026-27",
        "half_term": "Autumn 2",
        "tables": {
            table: [{column: _plain(value) for column, value in row.items()} for row in rows]
            for table, rows in tables.items()
        },
    }


def _plain(value: object) -> object:
    return {"date": value.isoformat()} if isinstance(value, date) else value
