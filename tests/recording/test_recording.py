"""Recording a meeting: everything once, the day frozen, what was typed never lost."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from typing import Any

import meeting_school
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from meeting_school import NOW, TODAY
from recorded_school import Spot, at, boxes, prepared, recorded, staffed, typed

from ppm_xl.book.change import applied, inverse
from ppm_xl.book.draft import Draft
from ppm_xl.book.tables import Cell, Tables
from ppm_xl.errors import DataError
from ppm_xl.meeting.form.harvesting import FORM
from ppm_xl.meeting.prepare import plan_prepare_meeting
from ppm_xl.recording.planning import plan_record_meeting
from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.model import Discussion

OAK = "PM 2026-27 Autumn 2 Oak"
ACORN = "PM 2026-27 Autumn 2 Acorn"
BILAL, DEWI = "A999000000002", "A999000000004"


def an_action(column: str) -> Any:
    """A box of an action that is agreed now, not of one of last time."""
    return lambda spot: spot[0] == "Actions" and OAK in str(spot[1][0]) and spot[2] == column


def of(table: str, column: str) -> Any:
    return lambda spot: (spot[0], spot[2]) == (table, column)


def the(tables: Tables, table: str, **wanted: Cell) -> dict[str, Cell]:
    """The one record of a table in which these columns hold these values."""
    (found,) = [
        record
        for record in tables[table].records()
        if all(record[column.replace("_", " ")] == value for column, value in wanted.items())
    ]
    return found


def test_what_was_agreed_is_stamped_with_its_meeting(oak: Tables) -> None:
    oak = typed(oak, an_action("Action"), "Read with Mrs Fell daily")
    after, _ = recorded(oak)
    found = the(after, "Actions", Action="Read with Mrs Fell daily")
    stamps = ("Meeting", "Agreed on", "School year", "Half-term", "Class", "Status")
    assert [found[column] for column in stamps] == [
        OAK, TODAY, "2026-27", "Autumn 2", "Oak", "open"
    ]  # fmt: skip
    assert [r["UPN"] for r in after["ActionPupils"].records() if r["ID"] == found["ID"]]


def test_an_action_typed_on_the_sheet_actions_is_stamped_too(oak: Tables) -> None:
    draft = Draft(oak)
    draft.put("Actions", {"ID": f"{OAK} A77", "Meeting": OAK, "Action": "Order books"})
    after, _ = recorded(draft.tables())
    found = the(after, "Actions", Action="Order books")
    assert (found["Class"], found["Status"], found["Agreed on"]) == ("Oak", "open", TODAY)


@pytest.mark.parametrize(
    ("planned", "held"),
    [
        (date(2026, 11, 20), date(2026, 11, 20)),
        (TODAY, TODAY),
        (date(2026, 12, 1), TODAY),
        (None, TODAY),
    ],
)
def test_a_meeting_was_held_on_its_day_unless_that_is_still_to_come(
    oak: Tables, planned: date | None, held: date
) -> None:
    draft = Draft(oak)
    draft.set("Meetings", (OAK,), "Date", planned)
    draft.set("Meetings", (OAK,), "Clash", "No date yet.")
    after, plan = recorded(draft.tables())
    columns = ("Held", "Recorded", "Clash")
    assert [after["Meetings"].get((OAK,), c) for c in columns] == [held, TODAY, None]
    said = [p.message for p in plan.problems if p.code == "held-on-another-day"]
    assert said == (
        ["The meeting was planned for 01/12/2026, and is recorded as held on 23/11/2026."]
        if planned and planned > held
        else []
    )
    again = recorded(after)[1]
    assert not [p for p in again.problems if p.code == "held-on-another-day"]


def test_what_somebody_typed_about_the_day_stays(oak: Tables) -> None:
    draft = Draft(oak)
    draft.set("Meetings", (OAK,), "Held", date(2026, 11, 19))
    after, _ = recorded(draft.tables())
    assert after["Meetings"].get((OAK,), "Held") == date(2026, 11, 19)


def test_owners_whom_settings_does_not_know_are_named_once(oak: Tables) -> None:
    draft = Draft(oak)
    for number, owner in enumerate(("The governors", "A Stranger", "Mrs Fell", "family")):
        draft.put("Actions", {"ID": f"X{number}", "Action": "Help", "Class": "Oak",
                              "Owner": owner, "Status": "open"})  # fmt: skip
    _, plan = recorded(draft.tables())
    assert [p.message for p in plan.problems if p.code == "owner-not-in-people"] == [
        (
            "A Stranger and The governors are not in Settings, People. Their lists show no more "
            "than first names and initials."
        )
    ]
    (page,) = next(p for p in plan.papers if p.path[-1] == "The governors.pdf").pages
    assert page.data["role"] == "not in Settings, People"


def test_issues_and_own_targets_are_open_and_have_an_owner(oak: Tables) -> None:
    draft = Draft(oak)
    for number, kind in enumerate(("leadership", "own target", "asked of SENCO")):
        row = {"ID": f"{OAK} X{number}", "Meeting": OAK, "Kind": kind, "Text": f"About {kind}"}
        draft.put("Issues", row)
    after, plan = recorded(draft.tables())
    found = {r["Kind"]: (r["Status"], r["Owner"]) for r in after["Issues"].records()}
    assert found == {
        "leadership": ("open", None),
        "own target": ("open", "Mrs Fell"),
        "asked of SENCO": ("open", "Miss Hale"),
    }
    assert plan.said[0] == (
        "Oak: the meeting of 23/11/2026 is recorded, with 0 actions, 1 issue for leaders, "
        "1 target of the teacher's own and 1 question to the SENCO."
    )


def test_recording_again_changes_nothing(oak: Tables) -> None:
    oak = typed(oak, an_action("Action"), "Read daily")
    oak = typed(oak, of("Issues", "Text"), "More decodable books")
    once, _ = recorded(oak)
    for day in (TODAY, date(2026, 11, 24)):
        _, plan = recorded(once, today=day)
        assert {change.table for change in plan.changes} <= {"OwnerLists"}
    assert "is recorded, first on 23/11/2026, with" in plan.said[0]


def test_an_edit_on_the_form_updates_what_it_came_from(oak: Tables) -> None:
    once, _ = recorded(typed(oak, an_action("Action"), "Read daily"))
    edited = typed(
        typed(once, an_action("Action"), "Read twice a day"), an_action("Owner"), "Ms Ivo"
    )
    after, _ = recorded(edited)
    assert [
        (r["Action"], r["Owner"]) for r in after["Actions"].records() if r["Meeting"] == OAK
    ] == [("Read twice a day", "Ms Ivo")]


def test_an_edit_in_actions_holds_good_over_the_form(oak: Tables) -> None:
    once, _ = recorded(typed(oak, an_action("Action"), "Read daily"))
    found = the(once, "Actions", Action="Read daily")
    draft = Draft(once)
    draft.set("Actions", (found["ID"],), "Action", "Read at lunchtime")
    after, plan = recorded(draft.tables())
    assert the(after, "Actions", ID=found["ID"])["Action"] == "Read at lunchtime"
    assert {change.table for change in plan.changes} <= {FORM, "OwnerLists"}
    again = prepared(after)
    assert the(again, "Actions", ID=found["ID"])["Action"] == "Read at lunchtime"


def test_the_sheet_may_show_another_class(oak: Tables) -> None:
    both = prepared(prepared(oak, "Acorn"), "Oak")
    both = typed(both, an_action("Action"), "Read daily")
    after, _ = recorded(both, "Acorn")
    assert the(after, "Actions", Action="Read daily")["Meeting"] == OAK
    assert after["Meetings"].get((ACORN,), "Recorded") == TODAY
    assert after["Meetings"].get((OAK,), "Recorded") is None
    titles = [[row[1:-1] for row in t[FORM].rows[:3]] for t in (both, after)]
    assert titles[0] == titles[1]


def test_an_action_or_issue_that_was_cleared_on_the_form_is_gone(oak: Tables) -> None:
    full = typed(typed(oak, an_action("Action"), "Read daily"), an_action("Owner"), "Ms Ivo")
    full = typed(full, of("Issues", "Text"), "More books")
    once, _ = recorded(full)
    ident = the(once, "Actions", Action="Read daily")["ID"]
    half, _ = recorded(typed(once, an_action("Action"), None))
    assert the(half, "Actions", ID=ident)["Owner"] == "Ms Ivo"  # typed, so it stays
    none, plan = recorded(typed(typed(half, an_action("Owner"), None), of("Issues", "Text"), None))
    assert not [r for r in none["Actions"].records() if r["Meeting"] == OAK]
    assert not [r for r in none["Issues"].records() if r["Meeting"] == OAK]
    assert ident not in none["ActionPupils"].column("ID")
    assert plan.said[0].endswith("with 0 actions.")
    assert applied(none, inverse(plan.changes))["Actions"].rows == half["Actions"].rows
    again, _ = recorded(typed(none, an_action("Action"), "Blend"))
    found = the(again, "Actions", Action="Blend")
    assert (found["Status"], found["Meeting"]) == ("open", OAK)
    assert found["ID"] in again["ActionPupils"].column("ID")


def test_what_was_shown_that_day_stays_and_what_is_typed_changes(oak: Tables) -> None:
    oak = typed(oak, of("Discussion", "Need"), "Phonics")
    once, _ = recorded(oak)
    draft = Draft(once)
    meeting_school.assess(draft, NOW, BILAL, "GDS GDS GDS", "Oak", "Green Green Green")
    later = typed(draft.tables(), of("Discussion", "Need"), "Fluency")
    after, _ = recorded(later)
    again = prepared(after)
    shown = ("Why listed", "Attainment shown", "Progress shown", "Region shown")
    for key in once["Discussion"].row_of:
        if key[0] == OAK:
            for column in shown:
                was = once["Discussion"].get(key, column)
                assert after["Discussion"].get(key, column) == was
                assert again["Discussion"].get(key, column) == was
    needs = [r["Need"] for r in after["Discussion"].records() if r["Need"]]
    assert needs == ["Fluency"]


def test_colours_are_noted_one_last_time_before_they_are_frozen(oak: Tables) -> None:
    draft = Draft(oak)
    meeting_school.assess(draft, NOW, DEWI, "BLW WTS WTS", "Oak", "Red Yellow Red")
    after, _ = recorded(draft.tables())
    assert after["Discussion"].get((OAK, DEWI, "Reading"), "Attainment shown") == "Red"


def test_undo_puts_all_of_it_back(oak: Tables) -> None:
    full = typed(typed(oak, an_action("Action"), "Read"), of("Issues", "Text"), "Books")
    after, plan = recorded(full)
    assert after != full
    back = applied(after, inverse(plan.changes))
    assert {n: t.rows for n, t in back.tables.items() if t.rows} == {
        n: t.rows for n, t in full.tables.items() if t.rows
    }


def test_a_meeting_that_was_never_prepared_is_not_recorded() -> None:
    with pytest.raises(DataError, match="no meeting of Robins in Autumn 2 2026-27"):
        recorded(staffed(), "Robins")


def test_a_meeting_planned_without_an_id_is_recorded_as_it_is() -> None:
    draft = Draft(staffed())
    row = {"Class": "Acorn", "School year": "2026-27", "Half-term": "Autumn 2"}
    draft.put("Meetings", {**row, "Date": date(2026, 11, 12)})
    after, _ = recorded(draft.tables(), "Acorn")
    assert after["Meetings"].get((ACORN,), "Held") == date(2026, 11, 12)


def test_what_is_missing_is_said_and_stops_nothing(oak: Tables) -> None:
    draft = Draft(typed(oak, an_action("Action"), "Read"))
    more: list[dict[str, Cell]] = [
        {"Owner": "Mr Nobody", "By when": date(2026, 12, 1), "Measure": "Ten books"},
        {"Owner": "miss hale", "By when": date(2026, 11, 2), "Measure": "A plan"},
        {"Owner": "family", "By when": date(2026, 12, 1), "Measure": "Diary", "On report": "Y"},
        {"Owner": "child", "By when": date(2026, 12, 1), "Measure": "Glasses", "On report": "Y"},
    ]
    for number, cells in enumerate(more, start=60):
        row = {
            "ID": f"{OAK} A{number}",
            "Meeting": OAK,
            "Area": "Maths",
            "Action": "Do it",
            **cells,
        }
        draft.put("Actions", row)
    after, plan = recorded(draft.tables())
    assert [p.message for p in plan.problems if p.code == "action-incomplete"] == [
        "The action for Oak in Maths has an owner who is not in Settings, People (Mr Nobody).",
        "The action for Oak in Maths has a day that was past already.",
        (
            "The action for Oak in Maths has no talk with the family yet, though it goes on the "
            "report."
        ),
        "The action for Bilal Rowe in Reading has no owner, no day and no measure.",
    ]
    assert after["Meetings"].get((OAK,), "Recorded") == TODAY


def test_the_next_half_term_begins_with_what_was_agreed(oak: Tables) -> None:
    """The story over two rounds: agreed, recorded, looked at again, done, gone."""
    oak = typed(oak, an_action("Action"), "Blend with Mr Joss daily")
    oak = typed(oak, an_action("By when"), date(2026, 12, 4))
    once, _ = recorded(oak)
    spring, later = HalfTerm("2026-27", "Spring 1"), date(2027, 1, 18)
    plan = plan_prepare_meeting(meeting_school.school(once), "Oak", spring, later)
    form = applied(once, plan.changes)
    shown = " ".join(str(cell) for row in form[FORM].rows for cell in row[:-1] if cell)
    assert "Blend with Mr Joss daily" in shown
    ident = the(form, "Actions", Action="Blend with Mr Joss daily")["ID"]
    for column, value in (("Impact", "worked"), ("Done on", date(2027, 1, 15))):
        form = typed(form, at(("Actions", (ident,), column)), value)
    found = plan_record_meeting(meeting_school.school(form), "Oak", spring, later)
    after = applied(form, found.changes)
    done = the(after, "Actions", ID=ident)
    assert (done["Impact"], done["Done on"]) == ("worked", date(2027, 1, 15))
    assert (done["Agreed on"], done["Half-term"]) == (TODAY, "Autumn 2")
    assert "Blend" not in str([page.data for p in found.papers for page in p.pages])


# ------------------------------------------------------------------------------ properties

WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Zl", "Zp")), max_size=12
)
DAYS = st.dates(date(2026, 11, 2), date(2027, 3, 1))
EDITS = st.lists(st.tuples(st.integers(0, 9_999), st.one_of(st.none(), WORDS, DAYS)), max_size=5)
CLASSES = ("Acorn", "Oak")
EXAMPLES = max(8, settings().max_examples // 12)
START = prepared(prepared(staffed(), "Acorn"), "Oak")


def edited(tables: Tables, edits: list[tuple[int, Cell]]) -> tuple[Tables, dict[Spot, str]]:
    """The tables with words typed into boxes, and what each box's cell is to read as."""
    wanted: dict[Spot, str] = {}
    for number, value in edits:
        there = list(boxes(tables))
        spot = there[number % len(there)][2]
        tables = typed(tables, at(spot), value)
        wanted[spot] = as_text(value)
    return tables, wanted


def as_text(value: Cell) -> str:
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value or "").strip()


def said(tables: Tables) -> tuple[Any, ...]:
    """What the meetings come to as the school is read: a row without any word says nothing."""
    school = meeting_school.school(tables)
    talk = {
        key: found
        for key, found in school.discussion.items()
        if any(getattr(found, name) for name in TALK)
    }
    return school.meetings, school.actions, school.issues, talk


TALK = [field.name for field in fields(Discussion) if field.name not in {"meeting", "upn", "area"}]


@settings(max_examples=EXAMPLES, deadline=None)
@given(EDITS, st.sampled_from(CLASSES), st.sampled_from(CLASSES))
def test_recorded_twice_is_recorded_once(
    edits: list[tuple[int, Cell]], shown: str, class_name: str
) -> None:
    tables, _ = edited(prepared(START, shown), edits)
    once, _ = recorded(tables, class_name)
    twice, plan = recorded(once, class_name)
    assert plan.changes == ()
    assert twice == once


@settings(max_examples=EXAMPLES, deadline=None)
@given(EDITS, EDITS)
@example([], [(1008, "0")])  # a note on provision to look at
def test_recorded_edited_recorded_is_edited_recorded(
    first: list[tuple[int, Cell]], then: list[tuple[int, Cell]]
) -> None:
    begun, _ = edited(START, first)
    between, _ = recorded(begun)
    late, _ = recorded(edited(between, then)[0])
    at_once, _ = recorded(edited(begun, then)[0])
    assert said(late) == said(at_once)


@settings(max_examples=EXAMPLES, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.tuples(st.just("record"), st.sampled_from(CLASSES)),
            st.tuples(st.just("prepare"), st.sampled_from(CLASSES)),
            st.tuples(st.just("type"), EDITS),
        ),
        max_size=5,
    )
)
def test_nothing_that_was_typed_is_ever_lost(steps: list[tuple[str, Any]]) -> None:
    tables, wanted = START, dict[Spot, str]()
    for what, how in steps:
        if what == "type":
            tables, more = edited(tables, how)
            wanted |= more
        else:
            tables = prepared(tables, how) if what == "prepare" else recorded(tables, how)[0]
    tables, _ = recorded(tables)
    for (table, key, column), words in wanted.items():
        held = as_text(tables[table].get(key, column))
        if words or (table, column) != ("Issues", "Owner"):  # an empty owner may be filled
            assert held.casefold() == words.casefold()
