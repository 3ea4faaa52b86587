"""Files in the shapes that systems write, each with its result worked out by hand."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ppm_xl.book.change import applied, inverse
from ppm_xl.book.tables import Tables
from ppm_xl.errors import DataError, Severity
from ppm_xl.mis.answers import Decision
from ppm_xl.mis.planning import ImportPlan, Request, plan_import
from ppm_xl.mis.reading import load
from ppm_xl.schema import TABLES
from ppm_xl.school.calendar import HalfTerm, parse_half_term

EXPORTS = Path(__file__).parent.parent / "exports"
CASES = sorted(p.name.removesuffix(".expected.json") for p in EXPORTS.glob("*.expected.json"))


def expected(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(
        (EXPORTS / f"{name}.expected.json").read_text(encoding="utf-8")
    )
    return found


def start(school: Tables, name: str) -> Tables:
    """The school before a file: some build on another that was imported first."""
    first = expected(name).get("first")
    if first is None:
        return school
    return applied(school, planned(school, first, None).with_list(done=True))


def planned(school: Tables, name: str, half_term: str | None) -> ImportPlan:
    return plan_import(
        school,
        [Request(load(EXPORTS / name))],
        date(2026, 11, 23),
        HalfTerm("2026-27", "Autumn 2"),
        half_term=parse_half_term(half_term, "2026-27") if half_term else None,
    )


def test_every_file_has_an_expected_result() -> None:
    files = {p.name for p in EXPORTS.iterdir()} - {"school.json", "README.md"}
    assert files == set(CASES) | {f"{name}.expected.json" for name in CASES}
    assert len(CASES) >= 25


@pytest.mark.parametrize("name", CASES)
def test_a_file_gives_what_was_worked_out_by_hand(name: str, school: Tables) -> None:
    want = expected(name)
    if "refused" in want:
        with pytest.raises(DataError) as refusal:
            planned(school, name, want.get("half_term"))
        assert str(refusal.value) == want["refused"]
        return
    plan = planned(start(school, name), name, want.get("half_term"))
    [counts] = plan.counts
    assert plan.files[0].kind == want["kind"]
    assert Counter(line.what for line in plan.lines) == want["lines"]
    found = [counts.rows, counts.added, counts.changed, counts.same, counts.refused]
    assert found == want["counts"]
    codes = sorted(p.code for p in plan.problems if p.severity > Severity.NOTE)
    assert codes == sorted(want["codes"])
    for table, rows in want["after"].items():
        for row in rows:
            check_row(plan.after, table, row)
    for table, upns in want.get("gone", {}).items():
        assert not {record["UPN"] for record in plan.after[table].records()} & set(upns)
    assert plan.usable is not want.get("unusable", False)


def check_row(after: Tables, table: str, row: dict[str, Any]) -> None:
    key = {column: row[column] for column in TABLES[table].key}
    matching = [
        record
        for record in after[table].records()
        if all(text_of(record[column]) == value for column, value in key.items())
    ]
    assert len(matching) == 1, (table, key)
    shown = {column: text_of(matching[0][column]) for column in row}
    assert shown == row


def text_of(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


@pytest.mark.parametrize("name", [c for c in CASES if "refused" not in expected(c)])
def test_importing_twice_changes_nothing_the_second_time(name: str, school: Tables) -> None:
    before = start(school, name)
    first = planned(before, name, expected(name).get("half_term"))
    after = applied(before, first.with_list(done=True))
    second = planned(after, name, expected(name).get("half_term"))
    assert second.changes == ()
    assert second.with_list(done=True) == ()
    assert not any(line.decision is Decision.YES for line in second.lines)


@pytest.mark.parametrize("name", [c for c in CASES if "refused" not in expected(c)])
def test_what_a_plan_says_it_changes_is_what_changes(name: str, school: Tables) -> None:
    before = start(school, name)
    plan = planned(before, name, expected(name).get("half_term"))
    changes = plan.with_list(done=True)
    after = applied(before, changes)
    for table in set(after.tables) - {"ImportList", "ImportFiles"}:
        assert after[table].rows == plan.after[table].rows
    assert applied(after, inverse(changes)).tables == before.tables
