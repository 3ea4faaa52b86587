"""The journal: what a step changed, kept in cells and read again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppm_xl import schema
from ppm_xl.book import journal
from ppm_xl.book.change import Change, applied
from ppm_xl.book.journal import State
from ppm_xl.book.packing import LONGEST_PIECE, from_pieces, in_pieces, packed, unpacked
from ppm_xl.book.tables import TableCells, Tables
from ppm_xl.errors import DataError

WHEN = datetime(2026, 11, 21, 14, 3, 5)  # noqa: DTZ001 - cells know no time zone
CHANGE = Change("Pupils", ("A999000000001",), "Class", "Kites", "Wrens")

cells = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**15), 10**15),
    st.floats(allow_nan=False, allow_infinity=False),
    st.dates(),
    st.datetimes().map(lambda moment: moment.replace(microsecond=0)),
    st.text(),
    st.sampled_from(("=1+1", "007", "", "Zoë 🎈", "\ud83d", "\x00", '{"date":"2026-01-01"}')),
)
changes = st.lists(
    st.builds(
        Change,
        st.sampled_from(("Pupils", "People", "MeetingForm", "Bus times")),
        st.one_of(st.integers(-5, 500), st.lists(cells, min_size=1, max_size=3).map(tuple)),
        st.text(max_size=5),
        cells,
        cells,
        st.one_of(st.none(), st.integers(0, 50)),
    ),
    max_size=30,
)


def empty(*more: TableCells) -> Tables:
    found = {"Journal": TableCells("Journal", schema.JOURNAL.headings())}
    return Tables(1, found | {table.name: table for table in more})


def with_step(tables: Tables, number: int, made: tuple[Change, ...] = (CHANGE,)) -> Tables:
    entry = journal.entry_for(tables, WHEN.replace(minute=number), f"Step {number}", made)
    return applied(tables, entry.at_once)


def typed(found: Any) -> Any:
    """The same with the type of each cell: Python holds 1, 1.0 and True for equal."""
    if isinstance(found, Change):
        return [typed(part) for part in (found.key, found.was, found.becomes, found.at)]
    if isinstance(found, tuple):
        return [typed(part) for part in found]
    return type(found), found


@given(changes)
def test_every_change_is_read_again_as_it_was(made: list[Change]) -> None:
    tables = with_step(empty(), 1, tuple(made))
    found = journal.steps(tables)[0].record().changes
    order = dict.fromkeys(change.table for change in made)
    expected = [change for name in order for change in made if change.table == name]
    assert list(found) == expected
    assert [typed(change) for change in found] == [typed(change) for change in expected]


@given(st.text(), st.integers(0, 3))
def test_a_text_in_pieces_is_whole_again(text: str, times: int) -> None:
    long = text * 10**times
    assert unpacked(packed(long)) == long
    pieces = in_pieces(long)
    assert all(len(piece) <= LONGEST_PIECE for piece in pieces)
    assert from_pieces(pieces) == long


def test_a_long_step_takes_as_many_rows_as_it_needs_and_no_cell_is_too_long() -> None:
    long = tuple(
        Change("Pupils", (f"A{n}",), "Notes", None, f"{n * 7919 % 99_991:x}" * 9)
        for n in range(4000)
    )
    tables = with_step(empty(), 1, long)
    rows = tables["Journal"].rows
    assert len(rows) > 3
    assert all(0 < len(str(row[-1])) <= LONGEST_PIECE for row in rows)
    assert [row[2] for row in rows] == ["done"] + [None] * (len(rows) - 1)
    assert journal.steps(tables)[0].record().changes == long


def test_log_and_journal_are_no_part_of_a_step() -> None:
    lines = (Change("Log", -1, "Who", None, "A", 0), Change("Journal", -1, "State", None, "x", 0))
    step = journal.steps(with_step(empty(), 1, (*lines, CHANGE)))[0]
    assert step.record().changes == (CHANGE,)


def test_the_newest_five_are_kept() -> None:
    tables = empty()
    for number in range(1, 9):
        tables = with_step(tables, number)
    assert [step.action for step in journal.steps(tables)] == [f"Step {n}" for n in (8, 7, 6, 5, 4)]
    assert len(tables["Journal"].rows) == 5


def test_opening_and_closing_make_what_both_at_once_make() -> None:
    tables = empty()
    for number in range(1, 8):
        entry = journal.entry_for(tables, WHEN, f"Step {number}", (CHANGE,), files=number)
        opened = applied(tables, entry.opening)
        step = journal.cut_off(opened)
        assert step is not None
        assert step.record().files == number
        closed = applied(opened, entry.closing)
        assert journal.cut_off(closed) is None
        tables = applied(tables, entry.at_once)
        assert closed == tables


def test_a_step_in_words() -> None:
    step = journal.steps(with_step(empty(), 3))[0]
    assert step.in_words() == "Step 3 of 21/11/2026 14:03"
    assert step.aside() == "Step 3, 21/11/2026 14:03"
    assert replace(step, when=None).in_words() == "Step 3"


def test_steps_are_put_back_from_the_newest_to_the_oldest() -> None:
    tables = with_step(with_step(empty(), 1), 2)
    names = []
    while (step := journal.to_put_back(tables)) is not None:
        names.append(step.action)
        entry = journal.entry_for_putting_back(step)
        half = applied(tables, entry.opening)
        assert journal.cut_off(half) == replace(step, state=State.OPEN)
        tables = applied(tables, entry.at_once)
        assert tables == applied(half, entry.closing)
    assert names == ["Step 2", "Step 1"]


def test_a_step_left_as_it_stands_is_cut_off_no_more_but_can_be_put_back() -> None:
    entry = journal.entry_for(empty(), WHEN, "Step", (CHANGE,))
    tables = applied(empty(), entry.opening)
    step = journal.cut_off(tables)
    assert step is not None
    tables = applied(tables, journal.left_as_it_stands(step))
    assert journal.cut_off(tables) is None
    left = journal.to_put_back(tables)
    assert left is not None
    assert left.state is State.LEFT


def test_a_workbook_without_a_journal_has_nothing_written_about_a_step() -> None:
    entry = journal.entry_for(Tables(1), WHEN, "Step", (CHANGE,))
    assert (entry.opening, entry.closing, entry.at_once) == ((), (), ())
    assert journal.steps(Tables(1)) == ()


@pytest.mark.parametrize("spoil", ["", "x", "z", "zAAAA", "zéé", None])
def test_what_was_spoilt_is_said(spoil: str | None) -> None:
    tables = with_step(empty(), 1)
    table = tables["Journal"]
    rows = tuple((*row[:-1], spoil) for row in table.rows)
    step = journal.steps(tables.with_table(replace(table, rows=rows)))[0]
    with pytest.raises(DataError, match="cannot be read any more"):
        step.record()


def test_blank_rows_and_rows_of_no_step_are_passed_over_and_go() -> None:
    blank = (None,) * len(schema.JOURNAL.headings())
    tables = with_step(empty(), 1)
    table = tables["Journal"]
    stray = (None, None, None, "zAAAA")
    tables = tables.with_table(replace(table, rows=(blank, stray, *table.rows, blank)))
    assert [step.action for step in journal.steps(tables)] == ["Step 1"]
    tables = with_step(tables, 2)
    assert [row[1] for row in tables["Journal"].rows] == ["Step 1", "Step 2"]


def test_a_moment_at_midnight_which_a_cell_gives_as_a_date() -> None:
    tables = with_step(empty(), 1)
    table = tables["Journal"]
    rows = tuple((date(2026, 11, 21), *row[1:]) for row in table.rows)
    step = journal.steps(tables.with_table(replace(table, rows=rows)))[0]
    assert step.in_words() == "Step 1 of 21/11/2026 00:00"
