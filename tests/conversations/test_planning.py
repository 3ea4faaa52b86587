"""A class's conversations planned: by hand for six children, and as properties of any day."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from meeting_school import NOW, TODAY, tables

from ppm_xl.book.change import applied
from ppm_xl.book.draft import Draft
from ppm_xl.book.tables import Cell, Tables
from ppm_xl.conversations.day_plan import TABLE, DayPlan, read_day_plan
from ppm_xl.conversations.planning import not_in_this_half_term, plan_conversations
from ppm_xl.errors import DataError
from ppm_xl.plan import Plan
from ppm_xl.round.times import Span
from ppm_xl.school.conversations import conversation_order
from ppm_xl.school.reading import read_school

ROW = {"School year": NOW.school_year, "Half-term": NOW.name}
ADA, BILAL, CERYS, DEWI, LUCJA, FEMI = (f"A99900000000{n}" for n in range(1, 7))
TUESDAY = date(2026, 11, 24)


def the_school(plan: dict[str, Cell] | None = None, **planned: Cell) -> Tables:
    """The school of three classes; ``A999000000002="…"`` is what stands in Bilal's Planned."""
    draft = Draft(tables())
    for what, value in (plan or {}).items():
        draft.put(TABLE, {"What": what, "Value": value})
    for upn, cell in planned.items():
        draft.put("Conversations", {**ROW, "UPN": upn, "Planned": cell})
    return draft.tables()


def planned(
    before: Tables, class_name: str = "Oak", today: date = TODAY, day: date | None = None
) -> Plan:
    return plan_conversations(read_school(before)[0], class_name, NOW, today, day=day)


def times(before: Tables, plan: Plan) -> list[str]:
    """Each row as ``Ada Tue 24 08:50``, in the order of the table."""
    out = []
    for row in applied(before, plan.changes)["Conversations"].records():
        at = row["Planned"]
        if row["Half-term"] == NOW.name:
            name = str(row["Pupil"] or row["UPN"]).split()[0]
            out.append(f"{name} {at:%a %d %H:%M}" if isinstance(at, datetime) else f"{name} {at}")
    return out


def codes(plan: Plan) -> list[str]:
    return [problem.code for problem in plan.problems]


def test_a_class_by_surname_from_the_next_school_day() -> None:
    before = the_school()
    plan = planned(before)
    assert times(before, plan) == [
        "Ada Tue 24 08:50", "Bilal Tue 24 09:00", "Cerys Tue 24 09:10", "Dewi Tue 24 09:20",
        "Łucja Tue 24 09:30", "Femi Tue 24 09:40",
    ]  # fmt: skip
    after = applied(before, plan.changes)
    assert after[TABLE].get(("Day",), "Value") == "24/11/2026"
    assert plan.said == (
        "Oak class, Autumn 2 2026-27: 6 children, each with a time.",
        "They begin on Tuesday 24/11/2026, as no other day was named.",
    )
    assert plan.problems == ()
    assert [paper.path[1:] for paper in plan.papers] == [
        ("Oak", "Conversations.pdf"), ("Oak", "Target sheets.pdf"),
    ]  # fmt: skip
    school = read_school(after)[0]
    assert conversation_order(school, NOW, "Oak") == (ADA, BILAL, CERYS, DEWI, LUCJA, FEMI)
    assert conversation_order(school, NOW, "Acorn") == ()


@pytest.mark.parametrize(
    ("plan", "expected"),
    [
        # 15 minutes each and 5 between, a break, an assembly that begins in the third slot.
        ({"Minutes each": "15", "Minutes between": "5", "Break": "09:05-09:20",
          "Assembly": "09:50 to 10:10"},
         "Tue 24: 08:50 09:20 10:10 10:30 10:50 11:10"),
        # Three before lunch, two after it; the sixth child comes first the next day.
        ({"First at": "11:30", "Lunch": "12:00-13:00", "Ends by": "13:20"},
         "Tue 24: 11:30 11:40 11:50 13:00 13:10 Wed 25: 11:30"),
        ({"First at": "9.00", "Break": None, "Also taken": "09:10-09:20, 09:35-09:50"},
         "Tue 24: 09:00 09:20 09:50 10:00 10:10 10:20"),
    ],
)  # fmt: skip
def test_breaks_lunch_and_the_end_of_the_day(plan: dict[str, Cell], expected: str) -> None:
    before = the_school(plan)
    made = planned(before)
    found: dict[str, list[str]] = {}
    for line in times(before, made):
        _, day, number, at = line.split()
        found.setdefault(f"{day} {number}:", []).append(at)
    assert " ".join(f"{day} {' '.join(at)}" for day, at in found.items()) == expected
    goes_on = "One day has no room for all: 1 child talks on Wednesday 25/11/2026."
    assert (goes_on in made.said) == ("Wed" in expected)


@pytest.mark.parametrize(
    ("order", "first"),
    [("by surname", "Ada Bilal Cerys Dewi Łucja Femi"),
     ("By first name", "Ada Bilal Cerys Dewi Femi Łucja"),
     ("as on Pupils", "Ada Bilal Cerys Dewi Łucja Femi")],
)  # fmt: skip
def test_the_order_is_the_schools(order: str, first: str) -> None:
    before = the_school({"Order": order})
    assert " ".join(line.split()[0] for line in times(before, planned(before))) == first


def test_what_is_typed_stays_and_the_others_take_the_next_free_times() -> None:
    """Bilal at 08:55 takes two slots; Dewi's words are nobody's time; Cerys has talked."""
    before = the_school(
        None,
        A999000000002=datetime(2026, 11, 24, 8, 55),  # noqa: DTZ001 - a cell's time
        A999000000004="after lunch",
    )
    draft = Draft(before)
    draft.put("Conversations", {**ROW, "UPN": CERYS, "Going well": "Division"})
    before = draft.tables()
    made = planned(before)
    assert sorted(times(before, made)) == sorted(
        ["Bilal Tue 24 08:55", "Dewi after lunch", "Cerys None", "Ada Tue 24 09:05",
         "Łucja Tue 24 09:15", "Femi Tue 24 09:25"]
    )  # fmt: skip
    assert codes(made) == ["conversation-without-a-time"]
    assert "“after lunch”" in made.problems[0].message
    assert made.said[0].endswith("3 of them with a new time; those that were planned stay.")


def test_a_time_typed_as_text_is_a_time() -> None:
    before = the_school(None, A999000000006="24/11/2026 08:50")
    made = planned(before)
    assert "Ada Tue 24 09:00" in times(before, made)
    assert codes(made) == []


def test_the_classs_own_meeting_is_no_free_time() -> None:
    draft = Draft(the_school())
    draft.put("Meetings", {"ID": "M", "Kind": "progress", "Class": "Oak", **ROW,
                           "Date": TUESDAY, "Start": "09:00", "Minutes": 30})  # fmt: skip
    before = draft.tables()
    assert times(before, planned(before))[:2] == ["Ada Tue 24 08:50", "Bilal Tue 24 09:30"]


def test_planning_twice_changes_nothing_and_makes_the_same_papers() -> None:
    once = planned(the_school())
    after = applied(the_school(), once.changes)
    twice = planned(after)
    assert twice.changes == ()
    assert twice.papers == once.papers
    assert twice.said == ("Oak class, Autumn 2 2026-27: 6 children, and no new time was needed.",)


def test_the_day_asked_for_is_taken_and_must_be_a_school_day() -> None:
    before = the_school({"Day": "26/11/2026"})
    assert times(before, planned(before))[0] == "Ada Thu 26 08:50"
    asked = planned(before, day=date(2026, 11, 27))
    assert times(before, asked)[0] == "Ada Fri 27 08:50"
    with pytest.raises(DataError, match=r"28/11/2026 is no school day \(Saturday\)"):
        planned(before, day=date(2026, 11, 28))
    with pytest.raises(DataError, match="20/11/2026 has passed"):
        planned(before, day=date(2026, 11, 20))
    passed = planned(the_school({"Day": "20/11/2026"}))
    assert passed.said[1:] == (
        "The day in the plan, 20/11/2026, has passed.",
        "They begin on Tuesday 24/11/2026, as no other day was named.",
    )


def test_over_a_weekend_and_the_end_of_term_it_goes_on() -> None:
    """The 18th of December ends the Calendar: who has no time is said by name."""
    before = the_school({"First at": "15:00", "Ends by": "15:20", "Day": "17/12/2026"})
    made = planned(before, today=date(2026, 12, 17))
    assert [line.split(" ", 1)[1] for line in times(before, made)] == [
        "Thu 17 15:00", "Thu 17 15:10", "Fri 18 15:00", "Fri 18 15:10", "None", "None",
    ]  # fmt: skip
    assert [p.message for p in made.problems] == [
        f"No school day to come has a time left for {name}." for name in ("Łucja Ulph", "Femi Vane")
    ]


def test_two_at_one_time_an_odd_time_and_who_was_missed_are_said() -> None:
    def at(day: int, hour: int, minute: int = 0) -> datetime:
        return datetime(2026, 11, day, hour, minute)  # noqa: DTZ001 - a cell's time

    before = the_school(
        None,
        A999000000001=at(24, 9), A999000000002=at(24, 9, 5), A999000000003=at(24, 12, 55),
        A999000000004=at(28, 9), A999000000005=at(19, 9), A999000000006=at(24, 10),
        A999000000011=at(24, 14),
    )  # fmt: skip
    made = planned(before)
    assert times(before, made)[:2] == ["Ada Tue 24 09:00", "Bilal Tue 24 09:05"]
    assert [(p.code, p.message) for p in made.problems] == [
        ("two-at-one-time", ("Ada Quill (09:00) and Bilal Rowe (09:05) are planned for the same "
         "time on 24/11/2026.")),
        ("conversation-missed", "Łucja Ulph was to talk on 19/11/2026, and nothing is noted."),
        ("conversation-time-odd", ("Cerys Sand is planned for 24/11/2026 12:55: that is in lunch "
         "(12:00 to 13:00).")),
        ("conversation-time-odd", ("Dewi Tarn is planned for 28/11/2026 09:00: that is no school "
         "day (Saturday).")),
        ("two-classes-on-one-day", "Acorn also has conversations on 24/11/2026."),
    ]  # fmt: skip


def test_a_row_begun_with_a_name_is_completed() -> None:
    draft = Draft(the_school())
    draft.put("LearningTargets", {"ID": "x", "Pupil": "ada quill", "Next": "halves"})
    draft.put("LearningTargets", {"ID": "y", "Pupil": "Nobody Here", "Next": "thirds"})
    before = draft.tables()
    made = planned(before)
    rows = {r["ID"]: r for r in applied(before, made.changes)["LearningTargets"].records()}
    assert (rows["x"]["UPN"], rows["x"]["Half-term"], rows["x"]["Class"]) == (ADA, NOW.name, "Oak")
    assert rows["y"]["UPN"] is None
    assert codes(made) == ["nobody-of-this-name"]
    of_ada = [r for r in rows.values() if r["UPN"] == ADA]
    assert len(of_ada) == 1  # who has a row gets no more
    assert [r["Subject"] for r in rows.values() if r["UPN"] == BILAL] == [
        "Reading", "Writing", "Maths",
    ]  # fmt: skip
    assert len({r["ID"] for r in rows.values()}) == len(rows)
    empty = read_school(applied(before, made.changes))[0].learning_targets
    assert [t.id for t in empty] == ["x"]  # a row that waits to be typed in is no target


def test_rows_for_targets_only_where_the_school_wants_them() -> None:
    before = the_school({"Rows for targets": "N"})
    assert not any(c.table == "LearningTargets" for c in planned(before).changes)
    reception = the_school()
    rows = applied(reception, planned(reception, "Robins").changes)["LearningTargets"]
    assert [r["Subject"] for r in rows.records()] == [None, None]


def test_where_the_calendar_says_no_it_asks_once() -> None:
    draft = Draft(the_school())
    draft.put("Calendar", {**ROW, "Conversation": "N"})
    before = draft.tables()
    question = not_in_this_half_term(read_school(before)[0], "Oak", NOW, TODAY)
    assert question is not None
    assert question.text.endswith("Plan them for Oak class all the same?")
    after = applied(before, planned(before).changes)
    assert not_in_this_half_term(read_school(after)[0], "Oak", NOW, TODAY) is None
    usual = read_school(the_school())[0]
    assert not_in_this_half_term(usual, "Oak", NOW, TODAY) is None


def test_a_plan_that_cannot_be_read_is_said_and_the_usual_stands_for_it() -> None:
    plan, problems = read_day_plan(
        the_school({"First at": "early", "Minutes each": "2", "Lunch": "noon", "Order": "by age",
                    "Day": "soon", "Ends by": "08:00"})
    )  # fmt: skip
    assert (plan.first, plan.last, plan.minutes, plan.day) == (530, 915, 10, None)
    assert [taken.name for taken in plan.taken] == ["Break", "Lunch"]
    assert [p.where.rpartition(", ")[2] for p in problems] == [
        "First at", "Ends by", "Day", "Minutes each", "Lunch", "Order",
    ]  # fmt: skip


# ---------------------------------------------------------------------------- properties

MINUTES = st.integers(0, 23 * 12).map(lambda fives: fives * 5)
SPANS = st.tuples(MINUTES, st.integers(1, 24)).map(lambda s: Span(s[0], s[0] + 5 * s[1]))


@given(
    st.builds(
        DayPlan,
        first=st.integers(480, 600), last=st.integers(700, 960),
        minutes=st.integers(3, 25), gap=st.integers(0, 10),
    ),
    st.lists(SPANS, max_size=5),
    st.lists(SPANS, max_size=5),
)  # fmt: skip
def test_no_slot_lies_in_a_break_or_over_another(
    plan: DayPlan, breaks: list[Span], talks: list[Span]
) -> None:
    from ppm_xl.conversations.day_plan import Taken

    found = list(plan.starts([Taken("Break", span) for span in breaks], talks))
    spans = [Span(start, start + plan.minutes) for start in found]
    assert all(plan.first <= s.start and s.end <= plan.last for s in spans)
    assert not any(span.meets(other) for span in spans for other in breaks)
    for span in spans:
        assert all(
            span.end + plan.gap <= talk.start or talk.end + plan.gap <= span.start
            for talk in talks
            if talk.start < talk.end
        )
    assert all(b.start - a.end >= plan.gap for a, b in pairwise(spans))


TYPED = st.one_of(
    st.none(),
    st.just("soon"),
    st.integers(0, 500).map(
        lambda n: datetime(2026, 11, 23, 8, 30) + timedelta(days=n % 4, minutes=n)  # noqa: DTZ001
    ),
)


@given(st.lists(TYPED, min_size=6, max_size=6), st.sampled_from(["5", "10", "25"]))
def test_typed_times_stay_new_ones_are_free_and_twice_is_once(
    cells: list[Cell], minutes: str
) -> None:
    upns = (ADA, BILAL, CERYS, DEWI, LUCJA, FEMI)
    before = the_school({"Minutes each": minutes}, **dict(zip(upns, cells, strict=True)))
    made = planned(before)
    after = applied(before, made.changes)
    now = {r["UPN"]: r["Planned"] for r in after["Conversations"].records()}
    typed = {upn: cell for upn, cell in zip(upns, cells, strict=True) if cell is not None}
    assert {upn: now[upn] for upn in typed} == typed
    length = timedelta(minutes=int(minutes))
    new = [at for upn, at in now.items() if upn not in typed and isinstance(at, datetime)]
    assert len(new) == 6 - len(typed)
    every = [at for at in now.values() if isinstance(at, datetime)]
    for at in new:
        assert sum(abs(at - other) < length for other in every) == 1
    assert planned(after).changes == ()
