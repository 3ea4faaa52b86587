"""Changes apply, conflict and undo as the whole product relies on."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppm_xl import schema
from ppm_xl.book.change import Change, applied, changes_between, inverse
from ppm_xl.book.draft import Draft
from ppm_xl.book.putting_back import putting_back
from ppm_xl.book.tables import TableCells, Tables, plain
from ppm_xl.errors import ConflictError

HEADINGS = ("Name", "Role", "Own column")


def people(*rows: tuple[object, ...]) -> Tables:
    table = TableCells("People", HEADINGS, rows)  # type: ignore[arg-type]
    return Tables(schema.SCHEMA_VERSION, {"People": table})


cells = st.sampled_from([None, "A", "B", "C", 1, True, date(2026, 11, 23), "=1+1"])
rows = st.tuples(cells, cells, cells).filter(lambda row: any(cell is not None for cell in row))
some_people = st.lists(rows, max_size=6).map(lambda found: people(*found))


@given(some_people, some_people)
def test_changes_between_lead_there_and_their_inverse_leads_back(
    before: Tables, after: Tables
) -> None:
    changes = changes_between(before, after)
    there = applied(before, changes)
    assert sorted(map(repr, there["People"].rows)) == sorted(map(repr, after["People"].rows))
    assert applied(there, inverse(changes)) == before
    was, now = before["People"].row_of, after["People"].row_of
    if sorted(was.keys() & now.keys(), key=lambda key: was[key]) == sorted(
        was.keys() & now.keys(), key=lambda key: now[key]
    ):  # no row is to move past another
        assert there == after
    in_order = changes_between(before, after, {"People"})
    assert applied(before, in_order) == after
    assert applied(after, inverse(in_order)) == before
    assert applied(after, putting_back(after, in_order).changes) == before


def test_a_row_that_moves_goes_and_comes_and_every_other_stays() -> None:
    before = people(*((name, "r", None) for name in "ABCDEF"))
    after = people(*((name, "r", None) for name in "ACDEBF"))
    assert changes_between(before, after) == ()
    assert changes_between(before, after, {"People"}) == (
        Change("People", 1, "Name", "B", None, 1),
        Change("People", 1, "Role", "r", None, 1),
        Change("People", -5, "Name", None, "B", 4),
        Change("People", -5, "Role", None, "r", 4),
    )


def test_a_row_that_moved_and_was_changed_since_comes_back_no_second_time() -> None:
    before = people(*((name, "r", None) for name in "ABCDEF"))
    after = people(*((name, "r", None) for name in "ACDEBF"))
    moved = changes_between(before, after, {"People"})
    since = people(*((name, "r", "x" if name == "B" else None) for name in "ACDEBF"))
    found = putting_back(since, moved)
    assert applied(since, found.changes) == since
    assert found.left


@pytest.mark.parametrize(
    ("before", "after"),
    [
        # the same key five times: the first changes, and nobody's line goes past another's
        ("A/ A/ A/ A/x A/", "A/new A/ A/ A/x A/"),
        ("Bo/ A/ A/ A/x A/", "A/new A/ A/x A/"),
        ("A/y Bo/ A/", "A/ Bo/"),
        ("A/ Bo/ A/", "A/new Bo/ A/"),
    ],
)
def test_rows_that_have_no_key_of_their_own_keep_their_order(before: str, after: str) -> None:
    def of(words: str) -> Tables:
        return people(*((*row.partition("/")[::2], None) for row in words.split()))

    assert applied(of(before), changes_between(of(before), of(after))) == of(after)


@given(some_people)
def test_nothing_differs_from_itself(tables: Tables) -> None:
    assert changes_between(tables, tables) == ()


def test_a_new_key_is_followed_by_the_inverse() -> None:
    before = people(("Ann", "TA", "x"), ("Bo", "TA", None))
    changes = (
        Change("People", ("Ann",), "Role", "TA", "teacher"),
        Change("People", ("Ann",), "Name", "Ann", "Anna"),
    )
    after = applied(before, changes)
    assert after["People"].rows[0] == ("Anna", "teacher", "x")
    assert applied(after, inverse(changes)) == before


def test_what_changed_meanwhile_is_a_conflict_and_nothing_applies() -> None:
    before = people(("Ann", "TA", None))
    with pytest.raises(ConflictError):
        applied(before, [Change("People", ("Ann",), "Role", "teacher", "SENCO")])
    with pytest.raises(ConflictError):
        applied(before, [Change("People", ("Nobody",), "Role", "TA", "SENCO")])


def test_a_draft_adds_and_changes_rows_by_key() -> None:
    draft = Draft(people(("Ann", "TA", "kept")))
    assert draft.put("People", {"Name": "Bo", "Role": "SENCO", "No such column": 1})
    assert not draft.put("People", {"Name": "Ann", "Role": "teacher"})
    assert draft.tables()["People"].rows == (("Ann", "teacher", "kept"), ("Bo", "SENCO", None))
    assert draft.changes() == (
        Change("People", ("Ann",), "Role", "TA", "teacher"),
        Change("People", ("Bo",), "Name", None, "Bo", 1),
        Change("People", ("Bo",), "Role", None, "SENCO", 1),
    )


@pytest.mark.parametrize(
    ("value", "expected"),
    [(3.0, 3), (2.5, 2.5), ("", None), ("007", "007"), (True, True), (None, None)],
)
def test_values_from_any_adapter_come_to_one_form(value: object, expected: object) -> None:
    assert plain(value) == expected
    assert type(plain(value)) is type(expected)
