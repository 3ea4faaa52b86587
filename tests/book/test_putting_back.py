"""Putting a step back: exactly what was there, and what somebody changed since left alone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from book_suite import edited, same
from book_suite.workbook import make_workbook
from hypothesis import given
from hypothesis import strategies as st

from ppm_xl import schema
from ppm_xl.book.change import Change, applied, changes_between, outcome
from ppm_xl.book.file import FileBook
from ppm_xl.book.journal import fingerprint
from ppm_xl.book.left_alone import LeftAlone
from ppm_xl.book.putting_back import putting_back
from ppm_xl.book.tables import Cell, Row, TableCells, Tables

A, B = "A999000000001", "A999000000002"


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    return FileBook(make_workbook(tmp_path_factory.mktemp("books") / "School.xlsx")).read()


def set_cell(tables: Tables, table: str, place: int, column: str, value: Cell) -> Tables:
    found = tables[table]
    rows = [list(row) for row in found.rows]
    rows[place][found.place_of[column]] = value
    return tables.with_table(replace(found, rows=tuple(map(tuple, rows))))


@given(st.data())
def test_what_a_step_changed_is_put_back_exactly(school: Tables, data: st.DataObject) -> None:
    changes = changes_between(school, data.draw(edited(school)))
    found = putting_back(applied(school, changes), changes)
    assert found.left == ()
    same(applied(applied(school, changes), found.changes), school)


@given(st.data())
def test_steps_are_put_back_one_after_another(school: Tables, data: st.DataObject) -> None:
    first = changes_between(school, data.draw(edited(school)))
    between = applied(school, first)
    second = changes_between(between, data.draw(edited(between)))
    after = applied(between, second)
    back = applied(after, putting_back(after, second).changes)
    same(back, between)
    same(applied(back, putting_back(back, first).changes), school)


@st.composite
def half_written(draw: st.DrawFn, before: Tables, changes: tuple[Change, ...]) -> Tables:
    """The tables as a live workbook leaves them where its program is ended half-way.

    Tables are written one after another; in one of them rows have gone, come blank, or not
    moved at all, and some of the changed cells are written, a few of them blank so far.
    """
    names = list(dict.fromkeys(change.table for change in changes))
    here = draw(st.integers(0, len(names)))
    done = set(names[:here])
    tables = applied(before, [change for change in changes if change.table in done])
    if here == len(names):
        return tables
    name = names[here]
    batch = [change for change in changes if change.table == name]
    old = before[name]
    result = outcome(old, batch)
    stage = draw(st.sampled_from(("nothing", "some rows gone", "cells")))
    rows: list[Row] = list(old.rows)
    staying = {origin for origin in result.origins if origin is not None}
    if stage == "some rows gone" and staying:
        going = [place for place in range(len(rows)) if place not in staying]
        for place in reversed(going[draw(st.integers(0, len(going))) :]):
            del rows[place]
    elif stage == "cells":
        rows = _some_cells(draw, old, result.cells, result.origins)
    if len(rows) == 1 and all(cell is None for cell in rows[0]):
        rows = []  # an empty table keeps one blank row, which no adapter gives
    return tables.with_table(TableCells(name, old.headings, tuple(rows)))


def _some_cells(
    draw: st.DrawFn, old: TableCells, new: TableCells, origins: tuple[int | None, ...]
) -> list[Row]:
    """Rows in their new places, of whose changed cells a part is written.

    Columns of ours are written in one block over all rows, so a row that came has all of its
    key or nothing.
    """
    rows: list[list[Cell]] = []
    kept = not any(origin is not None for origin in origins) and old.rows
    keys = set(new.key_columns)
    with_keys = draw(st.booleans())
    for place, (row, origin) in enumerate(zip(new.rows, origins, strict=True)):
        was: Row = (None,) * len(row) if origin is None else old.rows[origin]
        if kept and place == 0:
            was = old.rows[0]
        line: list[Cell] = []
        for column, (a, b) in enumerate(zip(was, row, strict=True)):
            if a == b and type(a) is type(b):
                line.append(a)
            elif column in keys:
                line.append(b if with_keys else a)
            else:
                line.append(draw(st.sampled_from((a, b, b, None))))
        rows.append(line)
    return [tuple(row) for row in rows]


@given(st.data())
def test_a_step_cut_off_anywhere_is_put_back_exactly(school: Tables, data: st.DataObject) -> None:
    changes = changes_between(school, data.draw(edited(school)))
    now = data.draw(half_written(school, changes))
    found = putting_back(now, changes, cut_off=True)
    assert found.left == ()
    same(applied(now, found.changes), school)


@given(st.data())
def test_putting_back_that_was_cut_off_is_put_back_again(
    school: Tables, data: st.DataObject
) -> None:
    changes = changes_between(school, data.draw(edited(school)))
    after = applied(school, changes)
    back = putting_back(after, changes).changes
    now = data.draw(half_written(after, back))
    found = putting_back(now, changes, cut_off=True)
    assert found.left == ()
    same(applied(now, found.changes), school)


class TestChangedSince:
    """What somebody changed after the step stays, and is named."""

    STEP = (
        Change("Pupils", (A,), "Class", "Kites", "Wrens"),
        Change("Pupils", (B,), "Class", "Kites", "Wrens"),
    )

    def test_a_cell(self, school: Tables) -> None:
        now = set_cell(applied(school, self.STEP), "Pupils", 0, "Class", "Owls")
        found = putting_back(now, self.STEP)
        assert found.left == (LeftAlone("Pupils", A, "Class"),)
        assert found.changes == (Change("Pupils", (B,), "Class", "Wrens", "Kites"),)

    def test_a_cell_that_was_emptied_is_ours_only_in_a_step_cut_off(self, school: Tables) -> None:
        now = set_cell(applied(school, self.STEP), "Pupils", 0, "Class", None)
        assert putting_back(now, self.STEP).left == (LeftAlone("Pupils", A, "Class"),)
        assert putting_back(now, self.STEP, cut_off=True).left == ()

    def test_a_pupil_is_named(self, school: Tables) -> None:
        now = set_cell(applied(school, self.STEP), "Pupils", 0, "Class", "Owls")
        now = set_cell(now, "Pupils", 0, "Pupil", "Zoë Ada")
        (left,) = putting_back(now, self.STEP).left
        assert left.in_words() == "Pupils, Zoë Ada: Class"

    def test_a_row_that_has_gone(self, school: Tables) -> None:
        pupils = school["Pupils"]
        now = applied(school, self.STEP)
        now = now.with_table(replace(pupils, rows=now["Pupils"].rows[1:]))
        found = putting_back(now, self.STEP)
        assert found.left == (LeftAlone("Pupils", A),)
        assert len(found.changes) == 1

    def test_rows_put_into_another_order_are_still_found(self, school: Tables) -> None:
        now = applied(school, self.STEP)
        turned = replace(now["Pupils"], rows=tuple(reversed(now["Pupils"].rows)))
        found = putting_back(now.with_table(turned), self.STEP)
        assert found.left == ()
        assert len(found.changes) == 2

    def test_a_row_that_came_and_was_typed_in_stays_as_a_whole(self, school: Tables) -> None:
        step = tuple(
            Change("People", (name,), "Name", None, name, at)
            for at, name in ((3, "Mr New"), (4, "Ms New"))
        )
        now = set_cell(applied(school, step), "People", 3, "Role", "TA")
        found = putting_back(now, step)
        assert found.left == (LeftAlone("People", "Mr New", "Role"),)
        after = applied(now, found.changes)
        assert [row[0] for row in after["People"].rows][2:] == ["Ms Finch", "Mr New"]

    def test_a_column_that_fills_itself_is_nobodys_typing(self, school: Tables) -> None:
        step = (Change("Pupils", ("A9",), "UPN", None, "A9", 4),)
        now = set_cell(applied(school, step), "Pupils", 4, "Length", 2)
        assert putting_back(now, step).left == (LeftAlone("Pupils", "A9", "Length"),)
        pupils = replace(now["Pupils"], calculated=frozenset({"Length"}))
        found = putting_back(now.with_table(pupils), step)
        assert found.left == ()
        same(applied(now, found.changes), school)

    def test_a_row_that_came_and_has_gone_since_is_no_matter(self, school: Tables) -> None:
        step = (Change("People", ("Mr New",), "Name", None, "Mr New", 3),)
        assert putting_back(school, step) == putting_back(school, ())

    def test_a_row_that_came_and_got_another_key_since_is_named(self, school: Tables) -> None:
        new = ("K00000002601B",)
        cells = {"UPN": new[0], "Surname": "Holt", "Forename": "Ivy", "Class": "Oak"}
        step = tuple(Change("Pupils", new, c, None, v) for c, v in cells.items())
        rekey = Change("Pupils", new, "UPN", new[0], "A999000000907")
        now = applied(applied(school, step), [rekey])
        found = putting_back(now, step)
        assert found.changes == ()
        assert [(one.table, one.column) for one in found.left] == [("Pupils", "UPN")]

    def test_a_row_that_went_and_was_typed_again_keeps_what_was_typed(self, school: Tables) -> None:
        step = tuple(
            Change("People", ("Mr Okoro",), column, value, None, 1)
            for column, value in (("Name", "Mr Okoro"), ("Role", "SENCO"))
        )
        now = applied(school, step)
        again = (
            Change("People", ("Mr Okoro",), "Name", None, "Mr Okoro"),
            Change("People", ("Mr Okoro",), "Role", None, "Deputy"),
        )
        found = putting_back(applied(now, again), step)
        assert found.changes == ()
        assert found.left == (LeftAlone("People", "Mr Okoro", "Role"),)

    def test_a_form_that_is_typed_in_stays_as_a_whole(self, school: Tables) -> None:
        headings = schema.MEETING_FORM.headings()
        form = TableCells("MeetingForm", headings, ((None,) * len(headings),) * 5)
        before = school.with_table(form)
        step = tuple(Change("MeetingForm", n, "B", None, f"line {n}") for n in (1, 2, 3))
        after = applied(before, step)
        wholes = {"MeetingForm": fingerprint(after["MeetingForm"])}
        assert len(putting_back(after, step, wholes=wholes).changes) == 3
        for place, letter in ((2, "B"), (4, "C")):  # where the step wrote, and where it did not
            now = set_cell(after, "MeetingForm", place, letter, "typed")
            found = putting_back(now, step, wholes=wholes)
            assert (found.changes, found.left) == ((), (LeftAlone("MeetingForm"),))
            assert found.left[0].in_words() == "the form on the sheet Meeting"
        now = set_cell(after, "MeetingForm", 2, "B", "typed")
        assert putting_back(now, step, cut_off=True).left == (LeftAlone("MeetingForm"),)

    def test_a_form_that_nobody_types_in_is_put_back_whatever_it_shows(
        self, school: Tables
    ) -> None:
        step = tuple(Change("HomeAttention", n, "Text", None, f"line {n}") for n in (1, 2, 3))
        now = set_cell(applied(school, step), "HomeAttention", 2, "Text", "another day's")
        found = putting_back(now, step)
        assert found.left == ()
        same(applied(now, found.changes), school)

    def test_a_list_made_anew_since_stays_and_nobody_is_asked(self, school: Tables) -> None:
        headings = schema.IMPORT_LIST.headings()
        before = school.with_table(TableCells("ImportList", headings, ((1, *headings[1:]),)))
        step = (Change("ImportList", (1,), "Decision", "Decision", "Done"), *self.STEP)
        after = applied(before, step)
        wholes = {"ImportList": fingerprint(after["ImportList"])}
        assert len(putting_back(after, step, wholes=wholes).changes) == 3
        anew = after.with_table(TableCells("ImportList", headings, ((1, *headings[1:]),) * 2))
        found = putting_back(anew, step, wholes=wholes)
        assert found.left == ()
        assert {change.table for change in found.changes} == {"Pupils"}

    def test_a_table_or_a_column_that_has_gone(self, school: Tables) -> None:
        step = (
            Change("Status", ("U",), "Class", "Kites", "Wrens"),
            Change("Pupils", (A,), "Shoe size", "1", "2"),
        )
        found = putting_back(school, step)
        assert found.changes == ()
        assert [one.in_words() for one in found.left] == [
            "Status, the whole table is gone",
            f"Pupils, {A}: Shoe size",
        ]

    def test_a_key_given_twice_since_takes_away_only_the_very_same_row(
        self, school: Tables
    ) -> None:
        step = tuple(
            Change("People", ("Mr New",), column, None, value, 3)
            for column, value in (("Name", "Mr New"), ("Role", "TA"))
        )
        now = applied(school, step)
        twin: list[Any] = [None] * len(now["People"].headings)
        twin[0] = "Mr New"
        people = replace(now["People"], rows=(tuple(twin), *now["People"].rows))
        found = putting_back(now.with_table(people), step)
        after = applied(now.with_table(people), found.changes)["People"]
        assert [row[0] for row in after.rows] == ["Mr New", *(r[0] for r in school["People"].rows)]


def test_rows_without_a_key_are_found_by_their_place(school: Tables) -> None:
    """A row whose key is empty, and two of one key, in a table that lost a row above them."""
    scale = school["Scale"]
    blank: Row = (None, *scale.rows[0][1:])
    before = school.with_table(replace(scale, rows=(*scale.rows, blank, scale.rows[2])))
    after_rows = [list(row) for row in before["Scale"].rows[1:]]
    column = scale.place_of["Steps"]
    for row in after_rows[-3:]:
        row[column] = 7
    after = before.with_table(replace(scale, rows=tuple(map(tuple, after_rows))))
    changes = changes_between(before, after)
    assert any(isinstance(change.key, int) for change in changes)
    now = applied(before, changes)
    same(now, after)
    found = putting_back(now, changes)
    assert found.left == ()
    same(applied(now, found.changes), before)


def test_a_blank_row_can_go() -> None:
    headings = schema.TABLES["People"].headings()
    blank = (None,) * len(headings)
    ada = ("Ada", *blank[1:])
    tables = Tables(1, {"People": TableCells("People", headings, (blank, ada, blank))})
    gone = applied(tables, [Change("People", 0, "Name", None, None, 0)])
    assert gone["People"].rows == (ada, blank)


def test_the_fixture_lies_in_a_file(tmp_path: Path) -> None:
    """The tables these tests edit are those of a workbook, headings of staff's own among them."""
    tables = FileBook(make_workbook(tmp_path / "S.xlsx")).read()
    assert tables["Pupils"].headings[-2:] == ("Bus", "Length")
