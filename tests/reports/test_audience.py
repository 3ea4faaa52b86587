"""No column that a family may not see can reach a page.

Every cell of such a column holds a secret; whole workbooks are read and reported on, and no
secret may come out. Columns whose values only decide (a list to choose from, Y or N) are turned
over instead: the page must not change.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from ppm_xl import schema
from ppm_xl.book.tables import EMPTY, Cell, TableCells, Tables
from ppm_xl.reports.page import TEMPLATE
from ppm_xl.reports.planning import plan_family_reports
from ppm_xl.schema import Audience, Kind
from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.reading import read_school

NOW = HalfTerm("2026-27", "Autumn 2")
TODAY = date(2026, 11, 23)
UPN = "Z999202600001"

DECIDES = {
    ("Pupils", "UPN"): "whose row it is",
    ("Assessments", "UPN"): "whose row it is",
    ("EarlyYears", "UPN"): "whose row it is",
    ("ActionPupils", "UPN"): "whose row it is",
    ("ActionPupils", "ID"): "which action",
    ("Actions", "ID"): "which action",
    ("Actions", "Owner"): "child, family or school",
    ("Actions", "Area"): "which Red it stands beside",
    ("Actions", "On report"): "whether it is printed",
    ("Actions", "Discussed with family"): "agreed or suggested",
    ("Actions", "Status"): "whether it is open",
    ("Actions", "Done on"): "whether it is open",
    ("Actions", "Impact"): "whether it is open",
    ("Pupils", "Left"): "whether there is a report",
    ("Pupils", "Report copies"): "how often it is printed",
    ("Assessments", "Child's words"): "printed only where they are shared",
    ("Assessments", "Share child's words"): "whether the child's words are printed",
    ("Calendar", "Starts"): "term dates are public",
    ("Calendar", "Ends"): "term dates are public",
}
"""What may decide or be printed although a family does not see the column itself, and why."""

ROWS: Mapping[str, dict[str, Cell]] = {
    "Working": {"What": "School year", "Value": "2026-27"},
    "Pupils": {
        "UPN": UPN, "Pupil": "Zoë Ash", "Surname": "Ash", "Forename": "Zoë", "Year": "4",
        "Class": "Oak",
    },
    "Assessments": {
        "School year": "2026-27", "Half-term": "Autumn 2", "UPN": UPN, "Reading": "EXS",
        "Reading progress": "Green", "Possible": 100, "Attended": 97, "Unauthorised": 1,
        "Attendance basis": "half-term", "Lates": 2, "Behaviour": "Green",
        "For the family": "Wrote about a lighthouse.",
    },
    "EarlyYears": {"School year": "2026-27", "Half-term": "Autumn 2", "UPN": UPN},
    "Actions": {
        "ID": "A1", "Action": "Read each day.", "Owner": "child", "On report": "Y",
        "Status": "open", "School year": "2026-27", "Half-term": "Autumn 2",
    },
    "ActionPupils": {"ID": "A1", "UPN": UPN},
    "Scale": {"Mark": "EXS", "Steps": 0, "Meets expected": "Y"},
    "Subjects": {"Subject": "Reading"},
    "Calendar": {
        "School year": "2026-27", "Half-term": "Spring 1", "Starts": date(2027, 1, 4),
        "Ends": date(2027, 2, 12),
    },
    "School": {"What": "Name", "Value": "Larkfield Primary School"},
    "Classes": {"Class": "Oak", "Teacher": "Mrs Alder"},
}  # fmt: skip

NUMBERS_USED = {"Steps", "Green", "Yellow"}


def secret(table: str, column: str, kind: Kind) -> Cell:
    words = f"SECRET {table} {column}"
    if kind in {Kind.DATE, Kind.MOMENT}:
        return date(2031, 7, 19)
    if kind in {Kind.WHOLE, Kind.NUMBER, Kind.PERCENT}:
        return 98765
    return words


def tables_with(filled: Mapping[str, Mapping[str, Cell]]) -> Tables:
    tables = EMPTY
    for name, record in filled.items():
        headings = schema.TABLES[name].headings()
        rows = (tuple(record.get(heading) for heading in headings),)
        tables = tables.with_table(TableCells(name, headings, rows))
    return tables


def hidden_columns() -> list[tuple[str, str, schema.Column]]:
    return [
        (table.name, heading, column)
        for table in schema.TABLES.values()
        if not table.form and not table.append_only
        for heading, column in table.spelt_out()
        if column.seen_by is not Audience.FAMILY and (table.name, heading) not in DECIDES
    ]


def printed(filled: Mapping[str, Mapping[str, Cell]]) -> str:
    school, _ = read_school(tables_with(filled))
    plan = plan_family_reports(school, NOW, TODAY)
    of_families = [paper for paper in plan.papers if paper.pages[0].template == TEMPLATE]
    return str([(paper.title, page.data) for paper in of_families for page in paper.pages])


def test_the_page_of_this_workbook_is_full() -> None:
    page = printed(ROWS)
    for text in ("Zoë Ash", "On course", "97%", "lighthouse", "Read each day", "Mrs Alder"):
        assert text in page


def test_no_secret_of_any_hidden_column_is_printed() -> None:
    filled = {name: dict(row) for name, row in ROWS.items()}
    for table, heading, column in hidden_columns():
        row = filled.setdefault(table, {"UPN": UPN, "What": "x", "Name": "x"})
        if row.get(heading) is None and heading not in NUMBERS_USED:
            row[heading] = secret(table, heading, column.kind)
    page = printed(filled)
    assert "Zoë Ash" in page
    for trace in ("SECRET", "2031", "July", "98765"):
        assert trace not in page


@pytest.mark.parametrize(
    ("table", "heading"),
    [
        (table, heading)
        for table, heading, _ in hidden_columns()
        if table in {"Pupils", "Assessments", "EarlyYears", "Actions"}
    ],
)
def test_a_hidden_column_makes_no_difference_to_the_page(table: str, heading: str) -> None:
    column = schema.TABLES[table].column(heading)
    assert column is not None
    base = printed(ROWS)
    for value in column.choices or (secret(table, heading, column.kind),):
        assert printed({**ROWS, table: {**ROWS[table], heading: value}}) == base


def test_what_decides_is_still_a_column() -> None:
    for table, heading in DECIDES:
        column = schema.TABLES[table].column(heading)
        assert column is not None
        assert column.seen_by is not Audience.FAMILY
