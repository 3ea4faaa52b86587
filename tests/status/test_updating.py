"""The sheet Venn: of which class it is, and that its list leaves nobody out."""

from __future__ import annotations

from datetime import date

import pytest

from ppm_xl.book.change import applied
from ppm_xl.book.draft import Draft
from ppm_xl.book.tables import EMPTY, TableCells, Tables
from ppm_xl.schema import VENN_LIST
from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.model import Judgement, Pupil, School
from ppm_xl.school.reading_settings import read_settings
from ppm_xl.status.updating import plan_update

NOW, BEFORE = HalfTerm("2026-27", "Autumn 2"), HalfTerm("2026-27", "Autumn 1")
TODAY = date(2026, 11, 23)


@pytest.fixture
def tables() -> Tables:
    """An empty workbook with circles for Year 4, and the block of cells that is the list."""
    draft = Draft(EMPTY)
    for name in ("Reading", "Writing", "Maths"):
        draft.put("Focus", {"Year": "4", "Circle": name, "Meets": "expected standard"})
    for mark, steps, meets in (("WTS", -1, "N"), ("EXS", 0, "Y")):
        draft.put("Scale", {"Mark": mark, "Steps": steps, "Meets expected": meets})
    blank = (None,) * len(VENN_LIST.columns)
    return draft.tables().with_table(
        TableCells("VennList", VENN_LIST.headings(), (blank,) * VENN_LIST.rows)
    )


def school(tables: Tables, many: int, working_class: str = "Oak") -> School:
    """Everybody has moved from the box into the centre."""
    pupils = [
        Pupil(f"U{n:03}", f"Pupil{n:03} Q", "Q", f"Pupil{n:03}", year="4", class_name="Oak")
        for n in range(many)
    ]
    rows = [
        Judgement(when, p.upn, marks=dict.fromkeys(("Reading", "Writing", "Maths"), mark))
        for p in pupils
        for when, mark in ((BEFORE, "WTS"), (NOW, "EXS"))
    ]
    return School(
        tables=tables,
        settings=read_settings(tables),
        working=NOW,
        working_class=working_class,
        pupils={p.upn: p for p in pupils},
        judgements={(row.half_term, row.upn): row for row in rows},
    )


def listed(given: School) -> list[tuple[object, ...]]:
    after = applied(given.tables, plan_update(given, NOW, TODAY).changes)["VennList"]
    assert len(after.rows) == VENN_LIST.rows
    return [row for row in after.rows if any(row)]


@pytest.mark.parametrize("many", [1, 30, 60, 120])
def test_the_list_names_everyone_however_many_they_are(tables: Tables, many: int) -> None:
    rows = listed(school(tables, many))
    now, then = (" ".join(str(row[place]) for row in rows) for place in (2, 6))
    # In the centre and among those who moved; not yet at greater depth.
    assert [now.count(f"Pupil{n:03}") for n in range(many)] == [3] * many
    # Not yet at either standard.
    assert [then.count(f"Pupil{n:03}") for n in range(many)] == [2] * many
