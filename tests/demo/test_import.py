"""The product's own reading of the exports agrees with ``expected.json``."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from itertools import groupby
from pathlib import Path

import pytest

from ppm_xl import schema
from ppm_xl.book.draft import Draft
from ppm_xl.book.tables import TableCells, Tables
from ppm_xl.demo import exports, staff_rows
from ppm_xl.mis.answers import Decision
from ppm_xl.mis.planning import ImportPlan, Request, plan_import
from ppm_xl.mis.reading import read_export
from ppm_xl.school.calendar import parse_half_term
from ppm_xl.school.reading import read_school
from ppm_xl.template.defaults import DEFAULT_ROWS

EXPECTED = json.loads((Path(__file__).parent / "expected.json").read_text(encoding="utf-8"))
TODAY = date(2026, 11, 23)


def _new_workbook() -> Tables:
    tables = {}
    for name, table in schema.TABLES.items():
        heads = table.headings()
        rows = DEFAULT_ROWS.get(name, ())
        filled = tuple((*row, *[None] * (len(heads) - len(row))) for row in rows)
        tables[name] = TableCells(name, heads, filled)
    draft = Draft(Tables(schema.SCHEMA_VERSION, tables))
    for row in staff_rows().tables["Calendar"]:
        draft.put("Calendar", row)
    return draft.tables()


@pytest.fixture(scope="module")
def plans() -> list[ImportPlan]:
    """Import half-term by half-term, each on a day within it."""
    days = {
        "Summer 1 2025-26": date(2026, 5, 22),
        "Summer 2 2025-26": date(2026, 7, 17),
        "Autumn 1 2026-27": date(2026, 10, 23),
        "Autumn 2 2026-27": TODAY,
    }
    tables = _new_workbook()
    working = parse_half_term("Autumn 2", "2026-27")
    out = []
    for when, files in groupby(exports(), lambda export: export.half_term):
        requests = [Request(read_export(export.name, export.data)) for export in files]
        half_term = parse_half_term(when, "")
        plan = plan_import(tables, requests, days[when], working, half_term=half_term)
        tables = plan.after
        out.append(plan)
    return out


def test_every_kind_is_recognised_and_nothing_is_left_to_decide(plans: list[ImportPlan]) -> None:
    assert [file.kind.value for plan in plans for file in plan.files] == [
        export.kind for export in exports()
    ]
    for plan in plans:
        assert {line.decision for line in plan.lines} == {Decision.YES}
        assert not plan.questions
        assert sum(counts.refused for counts in plan.counts) == 0


def test_the_roll_is_as_expected(plans: list[ImportPlan]) -> None:
    school, problems = read_school(plans[-1].after)
    here = school.on_roll(TODAY)
    assert not problems
    assert dict(Counter(pupil.class_name for pupil in here)) == EXPECTED["classes"]
    assert dict(Counter(pupil.send for pupil in here)) == EXPECTED["send"]
    assert sum(pupil.pupil_premium is True for pupil in here) == EXPECTED["pupil_premium"]
    left = sorted(upn for upn, pupil in school.pupils.items() if not pupil.on_roll(TODAY))
    assert left == sorted(EXPECTED["pupils"]["leavers"])
    assert len({pupil.name for pupil in here}) == len(here)


def test_history_is_stamped_with_the_year_and_class_of_its_time(plans: list[ImportPlan]) -> None:
    rows = {(row["Half-term"], row["UPN"]): row for row in plans[-1].after["Assessments"].records()}
    child = EXPECTED["pupils"]["attendance_exactly_90_half_term"]
    assert [(rows[term, child]["Year"], rows[term, child]["Class"]) for term in schema.HALF_TERMS
            if (term, child) in rows] == [
        ("2", "Beech"), ("2", "Beech"), ("1", "Beech"), ("1", "Beech"),
    ]  # fmt: skip
    bases = Counter(
        (row["Half-term"], row["Attendance basis"])
        for row in plans[-1].after["Assessments"].records()
    )
    assert set(bases) == {
        ("Summer 1", "half-term"),
        ("Summer 2", "half-term"),
        ("Autumn 1", "half-term"),
        ("Autumn 2", "half-term"),
    }, "the juniors' file is taken to count since September: Autumn 1 was taken off"
