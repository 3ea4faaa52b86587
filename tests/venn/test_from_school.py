from __future__ import annotations

from datetime import date

import meeting_school
import pytest
from meeting_school import LAST, NOW, TODAY

from ppm_xl.book.draft import Draft
from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.model import School
from ppm_xl.venn import from_school
from ppm_xl.venn.from_school import Then

RWM = ("Reading", "Writing", "Maths")


def names(found: dict[str, frozenset[str] | None] | None) -> dict[str, str]:
    """UPN ending to the initials of the circles, `-` for none, `?` for not assessed."""
    return {
        upn[-2:]: "?" if member is None else "".join(c[0] for c in RWM if c in member) or "-"
        for upn, member in (found or {}).items()
    }


def changed(*, table: str, **cells: object) -> School:
    draft = Draft(meeting_school.tables())
    draft.put(table, {key.replace("_", " "): value for key, value in cells.items()})
    return meeting_school.school(draft.tables())


@pytest.fixture
def small() -> School:
    return meeting_school.school()


@pytest.mark.parametrize(
    ("class_name", "expected"),
    [
        ("Oak", {"01": "RWM", "02": "W", "03": "RWM", "04": "-", "05": "-", "06": "?"}),
        ("Acorn", {"11": "WM", "12": "RM"}),
    ],
)
def test_who_is_in_which_circles(small: School, class_name: str, expected: dict[str, str]) -> None:
    venn = from_school.venn_of(small, small.on_roll(TODAY, class_name), NOW)
    assert venn is not None
    assert venn.circles == RWM
    assert names(dict(venn.members)) == expected


def test_reception_has_no_circles(small: School) -> None:
    assert from_school.venn_of(small, small.on_roll(TODAY, "Robins"), NOW) is None
    assert from_school.then_of(small, "Robins", NOW) is None


def test_a_mixed_class_shares_its_years_circles_and_leaves_reception_out() -> None:
    draft = Draft(meeting_school.tables())
    draft.put("Focus", {"Year": "1", "Circle": "Maths", "Meets": None})
    rows = [
        r for r in draft.tables()["Focus"].records() if (r["Year"], r["Circle"]) != ("2", "Writing")
    ]
    draft.replace_rows("Focus", rows)
    draft.put("Pupils", {"UPN": "A999000000022", "Class": "Acorn"})
    small = meeting_school.school(draft.tables())
    venn = from_school.venn_of(small, small.on_roll(TODAY, "Acorn"), NOW)
    assert venn is not None
    assert venn.circles == ("Reading", "Maths")
    assert set(venn.members) == {"A999000000011", "A999000000012"}


def test_greater_depth_asks_for_marks_that_meet_it() -> None:
    small = changed(
        table="Assessments", School_year="2026-27", **{"Half-term": NOW.name},
        UPN="A999000000001", Reading="GDS",
    )  # fmt: skip
    venn = from_school.venn_of(small, small.on_roll(TODAY, "Oak"), NOW, greater_depth=True)
    assert venn is not None
    assert names(dict(venn.members)) == {
        "01": "R", "02": "-", "03": "-", "04": "-", "05": "-", "06": "?"
    }  # fmt: skip


def test_a_mark_that_is_not_on_the_scale_is_no_assessment() -> None:
    small = changed(
        table="Assessments", School_year="2026-27", **{"Half-term": NOW.name},
        UPN="A999000000006", Reading="B+", Writing="ZZZ",
    )  # fmt: skip
    venn = from_school.venn_of(small, small.on_roll(TODAY, "Oak"), NOW)
    assert venn is not None
    assert names(dict(venn.members))["06"] == "?"


def test_an_older_mark_stands_until_a_newer_one_comes(small: School) -> None:
    spring = HalfTerm("2026-27", "Spring 1")
    pupils = small.on_roll(TODAY, "Oak")
    later = from_school.regions_as_of(small, pupils, spring, RWM)
    assert later == from_school.regions_as_of(small, pupils, NOW, RWM)
    assert names(from_school.regions_as_of(small, pupils, LAST, RWM))["01"] == "RW"


def test_then_is_the_last_recorded_meeting_and_marks_say_where_it_kept_no_place(
    small: School,
) -> None:
    then = from_school.then_of(small, "Oak", NOW)
    assert then is not None
    assert (then.half_term, then.meetings) == (LAST, ("PM 2026-27 Autumn 1 Oak",))
    assert names(dict(then.regions)) == {
        "01": "RW", "02": "RWM", "03": "RWM", "04": "-", "05": "-"
    }  # fmt: skip


def test_then_shows_the_places_that_the_meeting_showed_though_marks_were_corrected() -> None:
    key = {"Meeting": "PM 2026-27 Autumn 1 Oak", "Area": "Venn"}
    draft = Draft(meeting_school.tables())
    draft.put("Discussion", {**key, "UPN": "A999000000001", "Region shown": "111"})
    draft.put("Discussion", {**key, "UPN": "A999000000003", "Region shown": "not-assessed"})
    draft.put("Discussion", {**key, "UPN": "A999000000004", "Region shown": "10"})
    then = from_school.then_of(meeting_school.school(draft.tables()), "Oak", NOW)
    assert then is not None
    assert names(dict(then.regions)) == {
        "01": "RWM", "02": "RWM", "03": "?", "04": "-", "05": "-"
    }  # fmt: skip


def test_without_a_recorded_meeting_then_is_the_last_half_term_with_marks(small: School) -> None:
    then = from_school.then_of(small, "Acorn", NOW)
    assert then is not None
    assert (then.half_term, then.meetings) == (LAST, ())
    assert names(dict(then.regions)) == {"12": "RWM"}
    assert from_school.then_of(small, "Acorn", LAST) is None


def test_a_meeting_of_another_kind_or_not_recorded_or_of_now_is_not_then() -> None:
    draft = Draft(meeting_school.tables())
    draft.put("Meetings", {"ID": "PM 2026-27 Autumn 1 Oak", "Recorded": None})
    kinds = {"Class": "Oak", "School year": "2026-27", "Recorded": date(2026, 11, 2)}
    draft.put("Meetings", {"ID": "x", "Kind": "review", "Half-term": LAST.name, **kinds})
    draft.put("Meetings", {"ID": "y", "Kind": "progress", "Half-term": NOW.name, **kinds})
    then = from_school.then_of(meeting_school.school(draft.tables()), "Oak", NOW)
    assert then is not None
    assert then.meetings == ()


def test_pupils_are_compared_with_the_meeting_of_the_class_they_were_in() -> None:
    draft = Draft(meeting_school.tables())
    for upn, *_ in meeting_school.PUPILS[:6]:
        draft.put("Pupils", {"UPN": upn, "Class": "Elm"})
    then = from_school.then_of(meeting_school.school(draft.tables()), "Elm", NOW)
    assert then is not None
    assert then.meetings == ("PM 2026-27 Autumn 1 Oak",)


def test_who_moved_and_who_is_new(small: School) -> None:
    then = from_school.then_of(small, "Oak", NOW)
    venn = from_school.venn_of(small, small.on_roll(TODAY, "Oak"), NOW, then=then)
    assert venn is not None
    assert {upn[-1]: move for upn, move in venn.moved.items()} == {
        "1": "in",
        "2": "out",
        "6": "new",
    }
    same = from_school.venn_of(small, small.on_roll(TODAY, "Oak"), NOW, then=LAST)
    assert same is not None
    assert same.moved == venn.moved


@pytest.mark.parametrize(("joined", "new"), [(date(2026, 9, 1), False), (date(2026, 11, 9), True)])
def test_the_day_a_pupil_joined_says_whether_they_are_new(joined: date, new: bool) -> None:  # noqa: FBT001 - a column of the table above
    small = changed(table="Pupils", UPN="A999000000006", Joined=joined)
    then = from_school.then_of(small, "Oak", NOW)
    assert isinstance(then, Then)
    assert ("A999000000006" not in then.regions) is new


def test_names_and_marks(small: School) -> None:
    venn = from_school.venn_of(small, small.on_roll(TODAY, "Oak"), NOW)
    assert venn is not None
    assert list(venn.names.values()) == ["Ada", "Bilal", "Cerys", "Dewi", "Łucja", "Femi"]
    assert {upn[-1]: set(found) for upn, found in venn.marks.items()} == {
        "1": {"PP"}, "2": {"SEND"}, "5": {"PP", "SEND"}
    }  # fmt: skip


def test_alt_text_says_what_is_seen(small: School) -> None:
    then = from_school.then_of(small, "Oak", NOW)
    venn = from_school.venn_of(small, small.on_roll(TODAY, "Oak"), NOW, then=then)
    assert venn is not None
    assert from_school.alt_text(venn, "Oak, Autumn 2 2026-27") == (
        "Oak, Autumn 2 2026-27. Venn diagram of 6 pupils: 2 in Reading, Writing and Maths; "
        "1 in Writing, not yet Reading or Maths; 2 not yet at the standard; 1 not assessed. "
        "Moved towards the centre: Ada. Moved away from the centre: Bilal. New since then: Femi."
    )


def test_membership_in_words_names_everyone_once(small: School) -> None:
    venn = from_school.venn_of(small, small.on_roll(TODAY, "Oak"), NOW)
    assert venn is not None
    said = dict(from_school.membership_in_words(venn))
    assert said["Reading, Writing and Maths (2, 40 %)"] == "Ada, Cerys"
    assert said["Not assessed (1)"] == "Femi"
    assert said["Reading and Writing, not yet Maths (0, 0 %)"] == "nobody"
    listed = ", ".join(words for words in said.values() if words != "nobody").split(", ")
    assert sorted(listed) == sorted(venn.names.values())
