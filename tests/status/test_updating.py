"""The sheet Venn: of which class it is, and that its list leaves nobody out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from ppm_xl.actions import update
from ppm_xl.book.change import Change, applied
from ppm_xl.book.draft import Draft
from ppm_xl.book.tables import EMPTY, TableCells, Tables
from ppm_xl.desk.terminal import SilentDesk
from ppm_xl.schema import HOME_ATTENTION, VENN_LIST
from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.model import Judgement, Pupil, School
from ppm_xl.school.reading_settings import read_settings
from ppm_xl.status.pupils import PupilStatus, Statuses
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


class InMemory:
    """A workbook that is read and written in memory, with Home's list to fill."""

    path, name, identity = None, "School.xlsm", "School.xlsm"

    def __init__(self, tables: Tables) -> None:
        blank = (None,) * len(HOME_ATTENTION.columns)
        form = TableCells("HomeAttention", HOME_ATTENTION.headings(), (blank,) * 20)
        self.tables = tables.with_table(form)

    def read(self) -> Tables:
        return self.tables

    def apply(self, changes: Sequence[Change], *_: object, **__: object) -> None:
        self.tables = applied(self.tables, changes)


def test_update_works_out_each_status_once(tables: Tables, monkeypatch: pytest.MonkeyPatch) -> None:
    draft = Draft(tables)
    for what, value in (("School year", "2026-27"), ("Half-term", NOW.name), ("Class", "Oak")):
        draft.put("Working", {"What": what, "Value": value})
    for n in range(3):
        upn = f"A99900000000{n}"
        draft.put("Pupils", {"UPN": upn, "Surname": f"Q{n}", "Forename": "Ada", "Year": "4",
                             "Class": "Oak"})  # fmt: skip
        row = {"School year": "2026-27", "Half-term": NOW.name, "UPN": upn, "Year": "4"}
        draft.put("Assessments", {**row, "Class": "Oak", "Reading": "WTS"})
    book = InMemory(draft.tables())
    seen: Counter[tuple[str, HalfTerm]] = Counter()
    work_out = Statuses._of

    def counted(self: Statuses, pupil: Pupil, half_term: HalfTerm) -> PupilStatus:
        seen[pupil.upn, half_term] += 1
        return work_out(self, pupil, half_term)

    monkeypatch.setattr(Statuses, "_of", counted)
    monkeypatch.setattr("ppm_xl.actions.carrying_out.draw", lambda *_: b"")
    update.run(book, SilentDesk(), TODAY)  # type: ignore[arg-type]
    assert book.tables["Status"].get(("A999000000000",), "Reading") == "WTS"
    assert any(row[0] for row in book.tables["HomeAttention"].rows)
    assert seen == Counter({(f"A99900000000{n}", NOW): 1 for n in range(3)})


@pytest.mark.parametrize("many", [1, 30, 60, 120])
def test_the_list_names_everyone_however_many_they_are(tables: Tables, many: int) -> None:
    rows = listed(school(tables, many))
    now, then = (" ".join(str(row[place]) for row in rows) for place in (2, 6))
    # In the centre and among those who moved; not yet at greater depth.
    assert [now.count(f"Pupil{n:03}") for n in range(many)] == [3] * many
    # Not yet at either standard.
    assert [then.count(f"Pupil{n:03}") for n in range(many)] == [2] * many


@pytest.mark.parametrize(
    ("order", "own", "stays"),
    [
        ("01234567", (), False),  # by class, but for one who came from another
        ("75310246", (), True),  # somebody sorted it
        ("01234567", ("Mine",), True),
    ],
)
def test_who_changed_class_stands_with_the_new_one(
    tables: Tables, order: str, own: tuple[str, ...], *, stays: bool
) -> None:
    given = school(tables, 8)
    pupils = {
        upn: replace(pupil, class_name="Ash" if upn in {"U000", "U001", "U006"} else "Oak")
        for upn, pupil in given.pupils.items()
    }
    headings = (*tables["Status"].headings, *own)
    rows = tuple((f"U00{n}", *(None,) * (len(headings) - 1)) for n in order)
    tables = tables.with_table(TableCells("Status", headings, rows))
    given = replace(given, tables=tables, pupils=pupils)
    after = applied(tables, plan_update(given, NOW, TODAY).changes)["Status"]
    assert "".join(str(row[0])[-1] for row in after.rows) == (order if stays else "01623457")
