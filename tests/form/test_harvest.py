"""What is typed on a form goes where it belongs, and nothing else changes."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppm_xl import schema
from ppm_xl.book.change import applied
from ppm_xl.book.draft import Draft
from ppm_xl.book.tables import EMPTY, Cell, TableCells, Tables
from ppm_xl.errors import DataError
from ppm_xl.form import Binding, Harvest, Line, harvest, lay_out, refreshed

FORM = "MeetingForm"
HEADINGS = schema.TABLES[FORM].headings()
FIELDS = {"H": "Need", "I": "Action", "K": "By when", "J": "Impact", "E": "On report"}
NEW = {"Meeting": "M1", "Status": "open"}
WHOM = (("ActionPupils", {"ID": "new", "UPN": "A1", "Pupil": "Ada"}),)
LINES = (
    Line("title", {"D": "Progress meeting"}),
    Line("pupil", {"C": "Ada"}, (Binding("Actions", ("old",), FIELDS),)),
    Line("pupil", {"C": "Bo"}, (Binding("Actions", ("new",), FIELDS, NEW, WHOM),)),
)
OLD, FRESH = 1, 2
MORNING = datetime(2026, 12, 11, 9, 30)  # noqa: DTZ001 - cells have no time zone
MIDNIGHT = datetime(2026, 12, 4)  # noqa: DTZ001 - as above


def before() -> Tables:
    draft = Draft(EMPTY)
    draft.put("Actions", {"ID": "old", "Action": "Read daily", "By when": date(2026, 12, 4)})
    return draft.tables()


def typed(
    tables: Tables, *cells: tuple[int, str, Cell], lines: tuple[Line, ...] = LINES
) -> Harvest:
    """Lay the lines out, type into some cells, and harvest."""
    rows = [list(row) for row in lay_out(FORM, lines, tables)]
    for row, letter, value in cells:
        rows[row][HEADINGS.index(letter)] = value
    form = TableCells(FORM, HEADINGS, tuple(tuple(row) for row in rows))
    return harvest(form, tables)


def after(tables: Tables, *cells: tuple[int, str, Cell]) -> Tables:
    return applied(tables, typed(tables, *cells).changes)


def test_an_untouched_form_changes_nothing() -> None:
    assert typed(before()) == Harvest()


def test_a_form_never_laid_out_changes_nothing() -> None:
    blank = TableCells(FORM, HEADINGS, ((None,) * len(HEADINGS),) * 5)
    assert harvest(blank, before()) == Harvest()
    empty = ("empty", *(None,) * (len(HEADINGS) - 1))
    assert harvest(TableCells(FORM, HEADINGS, (empty,)), before()) == Harvest()


def test_cells_show_what_the_tables_hold() -> None:
    rows = lay_out(FORM, LINES, before())
    shown = dict(zip(HEADINGS, rows[OLD], strict=True))
    assert (shown["Kind"], shown["C"], shown["I"]) == ("pupil", "Ada", "Read daily")
    assert shown["K"] == date(2026, 12, 4)
    assert rows[FRESH][HEADINGS.index("I")] is None


@pytest.mark.parametrize(
    ("letter", "value", "column", "becomes"),
    [
        ("I", "Read aloud", "Action", "Read aloud"),
        ("I", "  Read\r\naloud ", "Action", "Read\naloud"),
        ("I", None, "Action", None),
        ("I", "   ", "Action", None),
        ("I", 5, "Action", "5"),
        ("H", "=1+1", "Need", "=1+1"),
        ("K", date(2026, 12, 11), "By when", date(2026, 12, 11)),
        ("K", MORNING, "By when", date(2026, 12, 11)),
        ("K", "11/12/2026", "By when", date(2026, 12, 11)),
        ("K", "11.12.26", "By when", date(2026, 12, 11)),
        ("K", "2026-12-11", "By when", date(2026, 12, 11)),
        ("K", "11 Dec 2026", "By when", date(2026, 12, 11)),
        ("J", "WORKED", "Impact", "worked"),
        ("E", "yes", "On report", "Y"),
        ("E", "n", "On report", "N"),
    ],
)
def test_what_is_typed_becomes_a_change_of_its_kind(
    letter: str, value: Cell, column: str, becomes: Cell
) -> None:
    found = typed(before(), (OLD, letter, value))
    assert found.problems == ()
    assert [(c.key, c.column, c.becomes) for c in found.changes] == [(("old",), column, becomes)]


@pytest.mark.parametrize("value", ["4/12/2026", "04/12/26", MIDNIGHT, "2026-12-04"])
def test_the_same_day_spelt_otherwise_is_no_change(value: Cell) -> None:
    assert typed(before(), (OLD, "K", value)) == Harvest()


@pytest.mark.parametrize(
    ("letter", "value", "column"),
    [("K", "next Tuesday", "By when"), ("K", "31/02/2027", "By when"), ("J", "great", "Impact"),
     ("E", "perhaps", "On report")],
)  # fmt: skip
def test_what_cannot_be_read_is_kept_as_typed_and_listed(
    letter: str, value: str, column: str
) -> None:
    found = typed(before(), (OLD, letter, value))
    assert [(c.column, c.becomes) for c in found.changes] == [(column, value)]
    assert [(p.code, p.where) for p in found.problems] == [
        ("typed-not-understood", f"Meeting, {column} of “Read daily”")
    ]
    tables = applied(before(), found.changes)
    assert typed(tables) == Harvest()


def test_a_box_of_a_line_without_words_goes_by_whom_it_is_about() -> None:
    (found,) = typed(before(), (OLD, "I", None), (OLD, "K", "next Friday")).problems
    assert found.where == "Meeting, By when of “Ada”"


def test_a_row_comes_once_something_is_typed_for_it() -> None:
    tables = after(before(), (FRESH, "I", "Count in tens"))
    actions = tables["Actions"]
    assert actions.get(("new",), "Action") == "Count in tens"
    assert (actions.get(("new",), "Meeting"), actions.get(("new",), "Status")) == ("M1", "open")
    assert tables["ActionPupils"].get(("new", "A1"), "Pupil") == "Ada"
    assert typed(tables) == Harvest()


def test_a_row_comes_once_however_often_the_form_is_harvested() -> None:
    once = after(before(), (FRESH, "I", "Count in tens"))
    twice = after(once, (FRESH, "H", "Place value"))
    assert len(twice["Actions"].rows) == 2
    assert len(twice["ActionPupils"].rows) == 1


def test_blanks_typed_for_a_row_that_is_not_there_bring_none() -> None:
    assert typed(before(), (FRESH, "I", "  ")).changes == ()


def test_an_untouched_cell_gives_way_to_its_table() -> None:
    rows = lay_out(FORM, LINES, before())
    draft = Draft(before())
    draft.set("Actions", ("old",), "Action", "Changed meanwhile")
    assert harvest(TableCells(FORM, HEADINGS, rows), draft.tables()) == Harvest()


def test_typed_wins_over_a_table_changed_meanwhile_and_both_are_said() -> None:
    rows = [list(row) for row in lay_out(FORM, LINES, before())]
    rows[OLD][HEADINGS.index("I")] = "Typed"
    draft = Draft(before())
    draft.set("Actions", ("old",), "Action", "Changed meanwhile")
    form = TableCells(FORM, HEADINGS, tuple(tuple(row) for row in rows))
    found = harvest(form, draft.tables())
    assert [(c.was, c.becomes) for c in found.changes] == [("Changed meanwhile", "Typed")]
    assert [p.code for p in found.problems] == ["changed-on-both"]
    assert "Changed meanwhile" in found.problems[0].message


def test_of_two_cells_for_one_place_the_later_wins_and_both_are_said() -> None:
    twice = (*LINES, Line("more", {}, (Binding("Actions", ("old",), FIELDS),)))
    found = typed(before(), (1, "I", "First"), (3, "I", "Second"), lines=twice)
    assert [c.becomes for c in found.changes] == ["Second"]
    assert [p.code for p in found.problems] == ["typed-twice"]
    one = typed(before(), (3, "I", "Only here"), lines=twice)
    assert [c.becomes for c in one.changes] == ["Only here"]
    assert one.problems == ()


def test_a_row_that_went_meanwhile_comes_back_with_what_was_typed() -> None:
    rows = [list(row) for row in lay_out(FORM, LINES, before())]
    rows[OLD][HEADINGS.index("H")] = "Fluency"
    form = TableCells(FORM, HEADINGS, tuple(tuple(row) for row in rows))
    found = harvest(form, EMPTY)
    assert applied(EMPTY, found.changes)["Actions"].get(("old",), "Need") == "Fluency"


def test_a_key_that_stands_twice_is_typed_into_the_first() -> None:
    table = before()["Actions"]
    double = before().with_table(TableCells("Actions", table.headings, table.rows * 2))
    found = typed(double, (OLD, "I", "Read aloud"))
    assert [c.key for c in found.changes] == [0]
    actions = [row["Action"] for row in applied(double, found.changes)["Actions"].records()]
    assert actions == ["Read aloud", "Read daily"]


def test_a_column_that_is_gone_stops_all_rather_than_losing_what_was_typed() -> None:
    table = before()["Actions"]
    at = table.place_of["Need"]
    rows = tuple((*row[:at], *row[at + 1 :]) for row in table.rows)
    headings = (*table.headings[:at], *table.headings[at + 1 :])
    without = before().with_table(TableCells("Actions", headings, rows))
    assert typed(without) == Harvest()
    with pytest.raises(DataError, match="no column Need"):
        typed(without, (OLD, "H", "Fluency"))


def test_hidden_columns_that_moved_stop_all() -> None:
    rows = tuple((*row[:-1], None) for row in lay_out(FORM, LINES, before()))
    with pytest.raises(DataError, match="hidden columns"):
        harvest(TableCells(FORM, HEADINGS, rows), before())


def test_typing_outside_the_boxes_stops_before_it_is_wiped_away() -> None:
    with pytest.raises(DataError, match=r"in Meeting!D1, Meeting!B2, where it would be lost"):
        typed(before(), (0, "D", "Our meeting"), (1, "B", "Ask her mother"))
    assert typed(before(), (0, "D", "  ")) == Harvest()


def test_a_form_that_is_full_says_so() -> None:
    rows = schema.TABLES[FORM].rows
    assert len(lay_out(FORM, [Line("gap")] * rows, EMPTY)) == rows
    with pytest.raises(DataError, match=f"needs {rows + 1} rows"):
        lay_out(FORM, [Line("gap")] * (rows + 1), EMPTY)


def test_long_texts_are_remembered_without_filling_the_hidden_cell() -> None:
    words = "Practise. " * 400
    tables = after(before(), (OLD, "I", words))
    row = lay_out(FORM, LINES, tables)[OLD]
    assert tables["Actions"].get(("old",), "Action") == words.strip()
    assert len(str(row[-1])) < 500
    assert typed(tables) == Harvest()
    changed = typed(tables, (OLD, "I", words + "!"))
    assert len(changed.changes) == 1


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=300)
DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))
NUMBERS = st.one_of(st.integers(-9999, 9999), st.floats(allow_nan=False, allow_infinity=False))
ANY_CELL = st.one_of(st.none(), WORDS, st.booleans(), DAYS, NUMBERS)


@given(
    st.lists(
        st.tuples(st.sampled_from((OLD, FRESH)), st.sampled_from(sorted(FIELDS)), ANY_CELL),
        max_size=6,
    )
)
def test_whatever_is_typed_is_harvested_once(cells: list[tuple[int, str, Cell]]) -> None:
    found = typed(before(), *cells)
    tables = applied(before(), found.changes)
    again = typed(tables)
    assert again.changes == ()
    rows = lay_out(FORM, LINES, tables)
    for row, letter, value in {(r, c): (r, c, v) for r, c, v in cells}.values():
        shown = rows[row][HEADINGS.index(letter)]
        blank = value is None or not str(value).strip()
        assert (shown is None) is blank
        if isinstance(value, str) and letter in "HI" and not blank:
            assert shown == value.strip()


def test_a_refreshed_form_shows_its_tables_and_holds_nothing_typed() -> None:
    """What is typed in a table afterwards holds good; what is typed on the form is harvested."""
    rows = [list(row) for row in lay_out(FORM, LINES, before())]
    rows[OLD][HEADINGS.index("I")] = "Read twice a day"
    form = TableCells(FORM, HEADINGS, tuple(tuple(row) for row in rows))
    tables = applied(before(), harvest(form, before()).changes)
    fresh = TableCells(FORM, HEADINGS, refreshed(form, tables))
    assert [row[:-1] for row in fresh.rows] == [row[:-1] for row in form.rows]
    assert harvest(fresh, tables) == Harvest()
    draft = Draft(tables)
    draft.set("Actions", ("old",), "Action", "Read at home")
    assert harvest(fresh, draft.tables()) == Harvest()
    again = TableCells(FORM, HEADINGS, refreshed(fresh, draft.tables()))
    assert again.cell(OLD, "I") == "Read at home"
    assert again.rows[0] == form.rows[0]
    assert refreshed(TableCells(FORM, HEADINGS, ((None,) * len(HEADINGS),)), tables) == (
        (None,) * len(HEADINGS),
    )
