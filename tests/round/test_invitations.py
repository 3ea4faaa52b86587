"""Invitations, read back by the library that calendars are read with."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
from hypothesis import given
from hypothesis import strategies as st
from round_school import NOW, PUPILS, TODAY, school, tables

from ppm_xl.book.change import applied
from ppm_xl.book.draft import Draft
from ppm_xl.book.tables import Cell, Tables
from ppm_xl.plan import Plan
from ppm_xl.round.planning import plan_round
from ppm_xl.school.words import DEFAULTS as USUAL_WORDS

LONDON = ZoneInfo("Europe/London")


def plan(before: Tables, today: date = TODAY) -> Plan:
    return plan_round(school(before), NOW, today)


def files(of: Plan) -> dict[str, icalendar.Calendar]:
    out = {}
    for document in of.documents:
        assert document.path[:2] == ("2026-27 Autumn 2", "Invitations")
        read = icalendar.Calendar.from_ical(document.content)
        assert isinstance(read, icalendar.Calendar)
        assert icalendar.Calendar.from_ical(read.to_ical()) == read
        out[document.path[2]] = read
    return out


def event(calendar: icalendar.Calendar) -> icalendar.Event:
    (found,) = calendar.events
    assert not found.errors
    return found


def changed(before: Tables, **cells: Cell) -> Tables:
    draft = Draft(before)
    for column, value in cells.items():
        draft.set("Meetings", ("PM 2026-27 Autumn 2 Birch",), column.replace("_", " "), value)
    return draft.tables()


def test_a_file_for_each_meeting_and_one_for_all() -> None:
    found = files(plan(tables()))
    assert list(found) == ["Ash.ics", "Birch.ics", "Cedar.ics", "Dell.ics", "All meetings.ics"]
    everything = found["All meetings.ics"]
    assert [str(e["summary"]) for e in everything.events] == [
        f"Progress meeting: {name}" for name in ("Ash", "Birch", "Cedar", "Dell")
    ]
    assert everything["method"] == "PUBLISH"
    assert str(everything.events[0]["organizer"]) == "mailto:office@hill.example"


def test_what_an_invitation_says() -> None:
    told = event(files(plan(tables(Place="Library", Cover="Ms Vane")))["Birch.ics"])
    assert told["dtstart"].dt == datetime(2026, 11, 30, 10, 0, tzinfo=LONDON)
    assert told["dtend"].dt == datetime(2026, 11, 30, 10, 45, tzinfo=LONDON)
    assert str(told["location"]) == "Library"
    assert str(told["description"]).split("\n")[:6] == [
        "Hill School, Autumn 2 2026-27",
        "Who comes: Mrs Lane (leads), Mr Cole and Dr Shaw (10:30 to 10:45)",
        "Cover for the class: Ms Vane",
        f"Please bring: {USUAL_WORDS['Bring to a meeting']}",
        "What we speak about:",
        "1. Who moved",
    ]
    last = str(told["description"]).split("\n")[-1]
    assert last == "Invitations are to be sent by Monday 23 November 2026."


def test_summer_time_is_londons() -> None:
    """10:00 in June is 09:00 UTC; the zone's rules are in the file."""
    before = tables()
    draft = Draft(before)
    row = {"School year": "2026-27", "Half-term": "Summer 2",
           "Starts": date(2027, 6, 7), "Ends": date(2027, 7, 21)}  # fmt: skip
    draft.put("Calendar", row)
    draft.put("Working", {"What": "Half-term", "Value": "Summer 2"})
    found = school(draft.tables())
    assert found.working is not None
    calendar = files_of_summer(plan_round(found, found.working, date(2027, 6, 7)))
    start = event(calendar)["dtstart"].dt
    assert isinstance(start, datetime)
    assert (start.hour, start.utcoffset()) == (9, timedelta(hours=1))
    zone = calendar.timezones[0].to_tz()
    assert datetime(2027, 6, 30, 9, tzinfo=zone).utcoffset() == start.utcoffset()


def files_of_summer(of: Plan) -> icalendar.Calendar:
    read = icalendar.Calendar.from_ical(of.documents[0].content)
    assert isinstance(read, icalendar.Calendar)
    return read


def test_an_invitation_sent_again_is_the_same_appointment_with_the_next_number() -> None:
    first = plan(tables())
    after = applied(tables(), first.changes)
    one = event(files(first)["Birch.ics"])
    same = event(files(plan(after, date(2026, 11, 20)))["Birch.ics"])
    assert (same["uid"], same["sequence"]) == (one["uid"], 0)
    moved = changed(after, Start="14:00")
    second = plan(moved)
    two = event(files(second)["Birch.ics"])
    assert (two["uid"], two["sequence"]) == (one["uid"], 1)
    kept = applied(moved, second.changes)
    assert event(files(plan(kept))["Birch.ics"])["sequence"] == 1
    back = plan(changed(kept, Start="10:00"))
    assert event(files(back)["Birch.ics"])["sequence"] == 2
    assert event(files(back)["Ash.ics"])["sequence"] == 0


def test_where_a_parent_comes_staff_are_told_without_a_name() -> None:
    after = applied(tables(), plan(tables()).changes)
    visited = changed(
        after,
        Parent_or_pupil_coming="Y",
        For_child="Brisella Ottaquay",
        Attending="Mr Cole, Mrs Ottaquay, Brisella's dad",
        Place="Brisella's classroom",
        Bring="books; Brisella's scrapbook",
        Cover="Mrs Wexcombe",
    )
    found = plan(visited)
    told = event(files(found)["Birch.ics"])
    lines = str(told["description"]).split("\n")
    assert "A parent or the child comes: only that child's page is opened." in lines
    assert "Who comes: Mrs Lane (leads), Mr Cole and Dr Shaw (10:30 to 10:45)" in lines
    assert "Please bring: books" in lines
    assert "location" not in told
    for document in found.documents:
        for name in ("Brisella", "Ottaquay", "Wexcombe"):
            assert name.encode() not in document.content.replace(b"\r\n ", b"")


def test_what_was_held_or_has_no_time_is_not_sent() -> None:
    after = applied(tables(), plan(tables()).changes)
    held = changed(after, Held=date(2026, 11, 30))
    assert "Birch.ics" not in files(plan(held))
    unread = changed(after, Start="after school")
    assert "Birch.ics" not in files(plan(unread))


NAMES = [name for pupil in PUPILS for name in pupil[1:3]]
WORDS = st.lists(
    st.sampled_from(
        [*NAMES, *map(str.lower, NAMES), "Mr Cole", "Mum of", "books", "'s", ",", "and"]
    ),
    max_size=6,
).map(" ".join)


@given(
    st.fixed_dictionaries(dict.fromkeys(("Place", "Attending", "Bring", "Leader", "Cover"), WORDS))
)
def test_no_pupils_name_is_in_any_invitation(typed: dict[str, str]) -> None:
    """Forenames however they are written; surnames at least as anybody's name."""
    after = applied(tables(), plan(tables()).changes)
    found = plan(changed(after, **{k: v or None for k, v in typed.items()}))
    forenames = [pupil[1].casefold() for pupil in PUPILS]
    for document in found.documents:
        said = document.content.replace(b"\r\n ", b"").decode().casefold()
        assert [name for name in forenames if name in said] == []
        who = next((x for x in said.replace("\\n", "\n").split("\n") if "who comes" in x), "")
        assert [pupil[2] for pupil in PUPILS if pupil[2].casefold() in who] == []
