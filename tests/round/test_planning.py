"""A round planned: by hand for four classes, and as properties of any."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from round_school import NOW, TODAY, school, tables

from ppm_xl.book.change import applied
from ppm_xl.book.draft import Draft
from ppm_xl.book.tables import Cell, TableCells, Tables
from ppm_xl.errors import DataError
from ppm_xl.plan import Plan
from ppm_xl.round.clashes import clashes_of
from ppm_xl.round.plan_box import PlanBox, read_plan_box
from ppm_xl.round.planning import plan_round
from ppm_xl.round.slots import slot_of
from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.staff import Staff

COLUMNS = ("Class", "Date", "Start", "SENCO joins")


def planned(before: Tables, today: date = TODAY, first_day: date | None = None) -> Tables:
    return applied(before, plan(before, today, first_day).changes)


def plan(before: Tables, today: date = TODAY, first_day: date | None = None) -> Plan:
    return plan_round(school(before), NOW, today, first_day=first_day)


def times(after: Tables) -> list[str]:
    """Each row as ``Ash Mon 30 09:00``, and when the SENCO joins."""
    out = []
    for record in after["Meetings"].records():
        name, day, start, joins = (record[c] for c in COLUMNS)
        when = f"{day:%a %d}" if isinstance(day, date) else "-"
        out.append(" ".join(str(part) for part in (name, when, start, joins) if part))
    return out


def with_rows(before: Tables, *rows: dict[str, Cell]) -> Tables:
    table = before["Meetings"]
    cells = tuple(tuple(row.get(heading) for heading in table.headings) for row in rows)
    return before.with_table(TableCells("Meetings", table.headings, cells))


def test_a_round_of_four_classes() -> None:
    """Three weeks before the 18th of December begins on the Monday 30 November."""
    after = planned(tables(Cover="Ms Vane", Place="Library"))
    assert times(after) == [
        "Ash Mon 30 09:00",
        "Birch Mon 30 10:00 10:30",
        "Cedar Mon 30 11:00",
        "Dell Mon 30 13:00 13:30",
    ]
    row = next(r for r in after["Meetings"].records() if r["Class"] == "Birch")
    assert row == {
        "ID": "PM 2026-27 Autumn 2 Birch", "Kind": "progress", "Class": "Birch",
        "School year": "2026-27", "Half-term": "Autumn 2", "Date": date(2026, 11, 30),
        "Start": "10:00", "Minutes": 45, "Place": "Library", "SENCO joins": "10:30",
        "SENCO minutes": 15, "Leader": "Mrs Lane", "Attending": "Mr Cole, Dr Shaw",
        "Parent or pupil coming": None, "For child": None, "Cover": "Ms Vane",
        "Bring": "Half-termly reports, analysed assessment grids, target sheet, books, the last "
        "form",
        "Send by": date(2026, 11, 23), "Invited": None, "Clash": None,
        "Still missing": "1 without marks", "Held": None, "Recorded": None,
        "Invitation": row["Invitation"],
    }  # fmt: skip
    assert str(row["Invitation"]).startswith("0 ")
    assert after["RoundPlan"].get(("First day",), "Value") == "30/11/2026"


@pytest.mark.parametrize(
    ("box", "expected"),
    [
        ({"Slots_a_day": 2, "Days": "Tue Thu"},
         ["Ash Tue 01 09:00", "Birch Tue 01 10:00 10:30", "Cedar Thu 03 09:00",
          "Dell Thu 03 10:00 10:30"]),
        ({"Minutes_between": 0, "SENCO_comes_to": "all", "SENCO_comes_at": "in turn"},
         ["Ash Mon 30 09:00 09:30", "Birch Mon 30 09:45 09:45", "Cedar Mon 30 10:30 11:00",
          "Dell Mon 30 11:15 11:15"]),
        ({"SENCO_comes_to": "all", "SENCO_comes_at": "the start", "Not_on": "30/11/2026"},
         ["Ash Tue 01 09:00 09:00", "Birch Tue 01 10:00 10:00", "Cedar Tue 01 11:00 11:00",
          "Dell Tue 01 13:00 13:00"]),
        # Two at once: with each leader's first class; two that the SENCO comes to are parted.
        ({"Meetings_at_once": 2, "SENCO_comes_to": "all"},
         ["Ash Mon 30 09:00 09:30", "Birch Mon 30 10:00 10:30", "Cedar Mon 30 09:00 09:00",
          "Dell Mon 30 10:00 10:00"]),
        ({"Meetings_at_once": 2, "Place": "Library", "SENCO_comes_to": "none"},
         ["Ash Mon 30 09:00", "Birch Mon 30 10:00", "Cedar Mon 30 11:00", "Dell Mon 30 13:00"]),
        ({"First_day": "17/12/2026", "Slots_a_day": 1, "SENCO_comes_to": "none"},
         ["Ash Thu 17 09:00", "Birch Fri 18 09:00", "Cedar -", "Dell -"]),
    ],
)  # fmt: skip
def test_the_plan_decides(box: dict[str, Cell], expected: list[str]) -> None:
    assert times(planned(tables(**box))) == expected


def test_what_found_no_slot_is_pointed_out() -> None:
    found = plan(tables(First_day="18/12/2026", Slots_a_day=3))
    assert [p.message for p in found.problems if p.code == "no-slot-left"] == [
        "There is no slot left in Autumn 2 2026-27 for Dell."
    ]


@pytest.mark.parametrize(
    ("today", "first"),
    [
        (date(2026, 11, 2), "30/11/2026"),
        (date(2026, 11, 20), "30/11/2026"),
        (date(2026, 11, 27), "07/12/2026"),  # five school days' notice
        (date(2026, 12, 14), "15/12/2026"),  # no time for notice: the next day
        (date(2026, 12, 18), "18/12/2026"),
    ],
)
def test_the_first_day_is_proposed(today: date, first: str) -> None:
    assert planned(tables(), today)["RoundPlan"].get(("First day",), "Value") == first


def test_a_first_day_of_another_round_gives_way_and_that_is_said() -> None:
    found = plan(tables(First_day="05/10/2026"))
    assert "The first day 05/10/2026 was of another round." in found.said
    assert "The round begins on 30/11/2026: change First day if it should not." in found.said


def test_a_first_day_that_is_named_is_taken_and_kept() -> None:
    after = planned(tables(First_day="30/11/2026"), first_day=date(2026, 11, 24))
    assert times(after)[0] == "Ash Tue 24 09:00"
    assert after["RoundPlan"].get(("First day",), "Value") == "24/11/2026"
    with pytest.raises(DataError, match="05/10/2026 is not in Autumn 2 2026-27"):
        plan(tables(), first_day=date(2026, 10, 5))


def test_no_time_is_proposed_in_the_past() -> None:
    assert times(planned(tables(First_day="02/11/2026")))[0] == "Ash Mon 16 09:00"


def test_what_is_typed_stays_and_what_has_a_date_stays_where_it_is() -> None:
    """Dell is fixed where Ash would be; Cedar's start, leader and place are typed."""
    before = with_rows(
        tables(Cover="Ms Vane", Place="Library"),
        {"Class": "Dell", "Date": date(2026, 11, 30), "Start": "09:00", "Place": "Hall"},
        {
            "Class": "cedar",
            "Start": "14.15",
            "Leader": "Mrs Lane",
            "Place": "Studio",
            "Minutes": 60,
        },
    )
    after = planned(before)
    assert times(after) == [
        "Dell Mon 30 09:00 09:30",
        "cedar Mon 30 14.15",
        "Ash Mon 30 10:00",
        "Birch Mon 30 11:00 11:30",
    ]
    for was, now in zip(before["Meetings"].records(), after["Meetings"].records(), strict=False):
        assert {k: v for k, v in was.items() if v is not None}.items() <= now.items()
    dell, cedar = list(after["Meetings"].records())[:2]
    assert (dell["ID"], dell["Half-term"]) == ("PM 2026-27 Autumn 2 Dell", "Autumn 2")
    assert (dell["Leader"], dell["Minutes"], dell["Attending"]) == (
        "Mr Moss",
        45,
        "Ms Ellis, Dr Shaw",
    )
    assert (dell["Place"], dell["Cover"], dell["Clash"]) == ("Hall", "Ms Vane", None)
    assert (cedar["Minutes"], cedar["Leader"], cedar["Cover"]) == (60, "Mrs Lane", "Ms Vane")


def test_what_is_cleared_after_the_first_press_stays_empty() -> None:
    after = planned(with_rows(tables(), {"Class": "Ash", "Date": MONDAY, "Start": "09:00"}))
    draft = Draft(after)
    draft.set("Meetings", 0, "Attending", None)
    assert next(planned(draft.tables())["Meetings"].records())["Attending"] is None


MONDAY = date(2026, 11, 30)
LEAST = [
    "In lessons nobody covers Ash, Birch, Cedar and Dell yet.",
    "In lessons nobody covers Birch, Cedar and Dell yet.",
]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"Date": "12th Nov"},
         ["The date “12th Nov” is not understood: write it in full, such as 30/11/2026."]),
        ({"Date": "30th November 2026"}, []),
        ({"Date": "30.11.26", "Start": 0.5}, []),
        ({"Start": "9"}, ["The start “9” is not a time: write it as 09:30."]),
        ({"Minutes": "3/4 h"},
         ["The length “3/4 h” is not understood: write its minutes. 45 are taken."]),
        ({"Date": date(2026, 11, 28)}, ["28/11/2026 is no school day: Saturday."]),
        ({"Date": date(2026, 12, 25)}, ["25/12/2026 is no school day: Christmas Day."]),
        ({"Date": date(2027, 2, 3)}, ["03/02/2027 is no school day: between two half-terms."]),
        ({"Date": date(2062, 11, 30)},
         ["30/11/2062 is no school day: in no half-term of the Calendar in Settings."]),
        ({"Date": date(2026, 11, 10)}, ["10/11/2026 has passed, and nobody says it was held."]),
        ({"Class": "Zebra"}, ["Nobody on roll is in Zebra."]),
    ],
)  # fmt: skip
def test_an_odd_row_gets_a_plain_sentence_and_one_only(
    row: dict[str, Cell], said: list[str]
) -> None:
    whole: dict[str, Cell] = {"Class": "Ash", "Date": MONDAY, "Start": "09:00", **row}
    told = plan(with_rows(tables(), whole))
    untimed = any("not a time" in words or "is not understood" in words for words in said)
    assert ("1 with a date or time to settle" in told.said[0]) == untimed
    found = told.problems
    assert [p.message for p in found if p.message not in LEAST] == said


def test_two_at_one_time_clash_by_who_leads_both_though_nobody_is_typed() -> None:
    rows = ({"Class": name, "Date": MONDAY, "Start": "09:00"} for name in ("Ash", "Birch"))
    told = plan(with_rows(tables(), *rows))
    assert "2 with a clash" in told.said[0]
    assert [p.message for p in told.problems if p.message not in LEAST] == [
        "Mrs Lane is also wanted for Birch, 09:00 to 09:45.",
    ]


def test_what_is_wrong_twice_with_a_class_is_said_once() -> None:
    rows = ({"Class": "Ash", "ID": n, "Date": MONDAY, "Start": f"1{n}:00"} for n in ("0", "1"))
    found = plan(with_rows(tables(), *rows)).problems
    assert [p.message for p in found] == ["Ash has two meetings in Autumn 2 2026-27.", LEAST[0]]


def test_rows_of_other_rounds_and_kinds_are_let_be() -> None:
    rows: tuple[dict[str, Cell], ...] = (
        {"ID": "a", "Kind": "progress", "Class": "Ash", "School year": "2026-27",
         "Half-term": "Autumn 1", "Date": date(2026, 10, 5), "Start": "nine"},
        {"ID": "b", "Kind": "conversation", "Class": "Ash", "School year": "2026-27",
         "Half-term": "Autumn 2", "Date": date(2026, 11, 30), "Start": "08:50", "Minutes": 370},
    )  # fmt: skip
    after = planned(with_rows(tables(SENCO_comes_to="none"), *rows))
    assert times(after)[2:] == [
        "Ash Tue 01 09:00",  # Miss Bell talks with the children of Ash all Monday
        "Birch Mon 30 09:00",
        "Cedar Mon 30 10:00",
        "Dell Mon 30 11:00",
    ]
    first, second = list(after["Meetings"].records())[:2]
    assert {k: v for k, v in first.items() if v is not None} == rows[0]
    assert second["Clash"] == "No cover for Miss Bell."


def test_what_staff_change_is_looked_at_again() -> None:
    after = planned(tables(Cover="Ms Vane", SENCO_comes_to="none"))
    draft = Draft(after)
    draft.set("Meetings", ("PM 2026-27 Autumn 2 Birch",), "Start", "09:30")
    edited = draft.tables()
    found = plan(edited)
    again = applied(edited, found.changes)
    clash = {r["Class"]: r["Clash"] for r in again["Meetings"].records()}
    assert clash == {
        "Ash": "Mrs Lane is also wanted for Birch, 09:30 to 10:15. "
        "Ms Vane is also wanted for Birch, 09:30 to 10:15.",
        "Birch": "Mrs Lane is also wanted for Ash, 09:00 to 09:45. "
        "Ms Vane is also wanted for Ash, 09:00 to 09:45.",
        "Cedar": None,
        "Dell": None,
    }
    assert {p.where for p in found.problems} == {"Round, Ash"}  # said once, of the two
    draft = Draft(again)
    draft.set("Meetings", ("PM 2026-27 Autumn 2 Birch",), "Start", "10:00")
    settled = planned(draft.tables())
    assert [r["Clash"] for r in settled["Meetings"].records()] == [None] * 4


def test_a_meeting_that_was_held_has_no_clash_and_nothing_missing() -> None:
    after = planned(tables())
    draft = Draft(after)
    key = ("PM 2026-27 Autumn 2 Ash",)
    draft.set("Meetings", key, "Held", date(2026, 11, 30))
    again = planned(draft.tables())
    assert after["Meetings"].get(key, "Clash") == "No cover for Miss Bell."
    assert again["Meetings"].get(key, "Clash") is None
    assert again["Meetings"].get(key, "Still missing") is None


def test_invitations_that_should_be_out_are_pointed_out() -> None:
    after = planned(tables(First_day="18/11/2026", Cover="Ms Vane"))
    found = plan(after)
    assert {p.code for p in found.problems} == {"invitation-late"}
    draft = Draft(after)
    for record in after["Meetings"].records():
        draft.set("Meetings", (record["ID"],), "Invited", TODAY)
    assert plan(draft.tables()).problems == ()


def test_without_dates_or_pupils_it_says_what_to_do() -> None:
    with pytest.raises(DataError, match="Settings does not say when Spring 2 2026-27 is"):
        plan_round(school(tables()), HalfTerm("2026-27", "Spring 2"), TODAY)
    empty = Draft(tables())
    empty.replace_rows("Pupils", [])
    with pytest.raises(DataError, match="no class with pupils"):
        plan(empty.tables())


# ---------------------------------------------------------------------------- of any round

BOXES = st.fixed_dictionaries(
    {},
    optional={
        "Days": st.sampled_from(["Mon-Fri", "Mon", "Tue Thu"]),
        "First_slot": st.sampled_from(["08:00", "09:00", "11:40", "15:30"]),
        "Minutes_each": st.integers(15, 120),
        "Minutes_between": st.integers(0, 40),
        "Slots_a_day": st.integers(1, 8),
        "Meetings_at_once": st.integers(1, 3),
        "Place": st.sampled_from([None, "Library"]),
        "Cover": st.sampled_from([None, "Ms Vane", "Miss Bell", "Ms Tapp"]),
        "TAs_come": st.sampled_from(["Y", "N"]),
        "SENCO_comes_to": st.sampled_from(["all", "classes with SEND", "none"]),
        "SENCO_comes_at": st.sampled_from(["the end", "the start", "in turn"]),
        "SENCO_minutes": st.integers(5, 60),
    },
)
TYPED = st.lists(
    st.fixed_dictionaries(
        {"Class": st.sampled_from(["Ash", "Birch", "Cedar", "Dell"])},
        optional={
            "Date": st.integers(0, 20).map(lambda days: date(2026, 11, 23) + timedelta(days)),
            "Start": st.sampled_from(["09:00", "10:15", "later", "16:50"]),
            "Minutes": st.integers(1, 90),
            "Leader": st.sampled_from(["Mrs Lane", "Mr Moss", "somebody"]),
            "Attending": st.sampled_from(["Mr Cole and SENCO", "TA", "parents"]),
            "Place": st.sampled_from(["Library", "Hall"]),
            "Cover": st.sampled_from(["Ms Vane", "Mr Cole"]),
            "SENCO joins": st.sampled_from(["09:30", "soon"]),
        },
    ),
    max_size=4,
)


@given(BOXES)
def test_nothing_that_is_proposed_clashes(box: dict[str, Cell]) -> None:
    """But for cover where the plan names nobody who is free, which is no clash with a meeting."""
    after = planned(tables(**box))
    found = school(after)
    read, _ = read_plan_box(after)
    slots = [slot_of(m, read, Staff(found.settings)) for m in found.meetings]
    for slot in slots:
        others = [other for other in slots if other is not slot]
        kinds = {c.kind for c in clashes_of(slot, others, read, found.settings.calendar)}
        assert kinds <= ({"cover"} if slot.meeting.day else {"time"})


@given(BOXES, TYPED)
def test_planning_again_changes_nothing_and_what_was_typed_stays(
    box: dict[str, Cell], rows: list[dict[str, Cell]]
) -> None:
    before = with_rows(tables(**box), *rows)
    after = planned(before)
    assert plan(after).changes == ()
    for was, now in zip(before["Meetings"].records(), after["Meetings"].records(), strict=False):
        kept = {column: value for column, value in was.items() if value is not None}
        assert kept.items() <= now.items()
    for record in before["RoundPlan"].records():
        if record["What"] != "First day":
            assert record in list(after["RoundPlan"].records())


def test_the_box_is_the_usual_one_where_the_workbook_has_none() -> None:
    read: Callable[[Tables], tuple[PlanBox, object]] = read_plan_box
    draft = Draft(tables())
    draft.replace_rows("RoundPlan", [])
    assert read(draft.tables())[0] == PlanBox()
