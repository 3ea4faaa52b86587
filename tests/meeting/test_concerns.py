"""Who is listed, where, and why: the small school by hand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import meeting_school
import pytest
from meeting_school import LAST, NOW, gathered

from ppm_xl.book.draft import Draft
from ppm_xl.meeting.shown import Concern

THEN = "PM 2026-27 Autumn 1 Oak"
HERE = "PM 2026-27 Autumn 2 Oak"
CERYS, DEWI, BILAL = "A999000000003", "A999000000004", "A999000000002"
OF_NOW = {"School year": "2026-27", "Half-term": NOW.name}


def changed(*rows: tuple[str, Mapping[str, Any]]) -> Draft:
    draft = Draft(meeting_school.tables())
    for table, cells in rows:
        draft.put(table, cells)
    return draft


def listed(draft: Draft, name: str) -> list[Concern]:
    return [c for c in gathered(draft.tables()).concerns if c.pupil.first_name == name]


def raise_(upn: str, why: str, **more: object) -> tuple[str, Mapping[str, Any]]:
    return "Assessments", {**OF_NOW, "UPN": upn, "Raise at the meeting": why, **more}


def test_the_small_school() -> None:
    found = [(c.area, c.pupil.first_name, c.see) for c in gathered().concerns]
    assert found == [
        ("Reading", "Bilal", ""),
        ("Reading", "Łucja", ""),
        ("Writing", "Łucja", "Reading"),
        ("Maths", "Bilal", "Reading"),
        ("Maths", "Dewi", ""),
        ("Maths", "Łucja", "Reading"),
    ]


def test_why_holds_the_reasons_alone_and_the_rest_has_fields_of_its_own() -> None:
    (whole, pointer) = listed(
        changed(
            ("Barriers", {"UPN": BILAL, "Barrier": "Medical", "Note": "For the SENCO"}),
            ("Discussion", {"Meeting": THEN, "UPN": BILAL, "Area": "Reading", "Need": "Vocabulary",
                            "Progress shown": "Red"}),
            ("Targets", {"School year": "2026-27", "UPN": BILAL, "Subject": "Reading",
                         "Agreed": "EXS", "Autumn milestone": "EXS"}),
            ("Tests", {**OF_NOW, "UPN": BILAL, "Subject": "Reading", "Test": "NFER",
                       "Score": "101", "Kind": "standardised"}),
            ("Provision", {"Name": "Club", "UPN": BILAL, "From": date(2026, 9, 8)}),
            ("Interventions", {"Name": "Club", "Area": "Phonics", "Kind": "group"}),
        ),
        "Bilal",
    )  # fmt: skip
    assert whole.why == "BLW is two steps below Year 4 expectation. Progress judged Red."
    assert whole.red_meetings == 1
    assert whole.trend == ("Slipped since the Autumn 1 meeting: attainment Green to Red.")
    assert whole.target == "Autumn milestone EXS: not reached yet. Target EXS."
    assert whole.test == "Judged BLW; the test (NFER 101) says higher."
    assert whole.barriers == ("Medical",)
    assert [one.words for one in whole.provision] == ["Club, group, since 8 Sept"]
    assert whole.question
    assert whole.suggested[0] == "Vocabulary (named last time)"
    assert whole.also == ("Maths",)
    assert (pointer.see, pointer.why) == (
        "Reading", "BLW is two steps below Year 4 expectation."
    )  # fmt: skip
    assert not any((pointer.trend, pointer.target, pointer.barriers, pointer.provision,
                    pointer.question, pointer.also))  # fmt: skip


def test_whom_the_teacher_raises_is_spoken_of_where_a_subject_is_yellow() -> None:
    (found,) = listed(changed(raise_(CERYS, "Tired every day.", Writing="WTS")), "Cerys")
    assert (found.area, found.see) == ("Writing", "")
    assert found.why == "Raised by the teacher: “Tired every day”."
    assert found.attainment == "Yellow"


def test_whom_the_teacher_raises_and_no_colour_lists_has_a_part_of_its_own() -> None:
    meeting = gathered(changed(raise_(CERYS, "Tired every day")).tables())
    (found,) = [c for c in meeting.concerns if c.pupil.first_name == "Cerys"]
    assert found == meeting.concerns[-1]
    assert (found.area, found.attainment, found.progress) == ("Raised by the teacher", "", "")
    assert [s.title for s in meeting.sections if s.areas == (found.area,)] == [found.area]


def test_whom_the_teacher_raises_and_who_is_red_has_the_words_in_the_whole_line() -> None:
    whole, pointer = listed(changed(raise_(BILAL, "New baby at home")), "Bilal")
    assert whole.why.endswith("Progress judged Red. Raised by the teacher: “New baby at home”.")
    assert "baby" not in pointer.why


def test_whom_the_teacher_raises_stays_where_something_was_typed() -> None:
    said = {"Meeting": HERE, "UPN": CERYS, "Area": "Writing", "Teacher's reason": "Was away"}
    (found,) = listed(changed(raise_(CERYS, "Tired"), ("Discussion", said)), "Cerys")
    assert (found.area, found.why) == ("Writing", "Raised by the teacher: “Tired”.")


def test_a_reason_of_an_earlier_half_term_raises_nobody() -> None:
    row = {"School year": "2026-27", "Half-term": LAST.name, "UPN": CERYS}
    draft = changed(("Assessments", {**row, "Raise at the meeting": "Then"}))
    assert listed(draft, "Cerys") == []


@pytest.mark.parametrize(
    ("used", "areas"), [("N", ["Maths"]), ("Y", ["Reading", "Maths"]), (None, ["Maths"])]
)
def test_who_is_short_of_a_milestone_is_listed_where_the_school_chooses(
    used: str | None, areas: list[str]
) -> None:
    target = {"School year": "2026-27", "UPN": DEWI, "Agreed": "EXS", "Autumn milestone": "EXS"}
    draft = changed(
        ("Targets", {**target, "Subject": "Reading"}),
        ("Targets", {**target, "Subject": "Writing", "Autumn milestone": "WTS"}),
        ("Thresholds", {"Measure": "Short of milestone at meetings", "Used": used}),
    )
    found = listed(draft, "Dewi")
    assert [c.area for c in found] == areas
    if used == "Y":
        assert found[0].why == "WTS; the Autumn milestone is EXS."


def test_red_in_attitude_or_attendance_is_listed_after_the_subjects() -> None:
    draft = changed(
        ("Assessments", {**OF_NOW, "UPN": CERYS, "Behaviour": "Red", "Attendance %": 88}),
    )
    attitude, attendance = listed(draft, "Cerys")
    assert (attitude.area, attitude.attainment, attitude.why) == (
        "Attitude", "Red", "Behaviour Red."
    )  # fmt: skip
    assert (attendance.area, attendance.see) == ("Attendance", "Attitude")


def test_what_was_typed_keeps_its_line() -> None:
    said = {"Meeting": HERE, "UPN": CERYS, "Area": "Maths", "Teacher's reason": "Was away"}
    (found,) = listed(changed(("Discussion", said)), "Cerys")
    assert (found.area, found.why) == ("Maths", "Listed before; not Red any more.")


def test_provision_for_every_listed_area_stands_in_the_whole_line() -> None:
    draft = changed(
        *(("Interventions", {"Name": n, "Area": a}) for n, a in
          (("Club", "Reading"), ("Tables", "Maths"), ("Pens", "Writing"), ("Forest", ""))),
        *(("Provision", {"Name": n, "UPN": BILAL, "From": date(2026, 9, 8)})
          for n in ("Club", "Tables", "Pens", "Forest")),
    )  # fmt: skip
    whole, pointer = listed(draft, "Bilal")
    assert [one.name for one in whole.provision] == ["Club", "Tables", "Forest"]
    assert whole.elsewhere == ("Pens",)  # Bilal is listed in reading and maths
    assert (pointer.provision, pointer.elsewhere) == ((), ())


def test_a_need_that_is_picked_leaves_a_pointer_a_pointer_and_words_make_it_whole() -> None:
    """A pointer has room for a need; for a reason or an action of the child's own it has none."""
    said = {"Meeting": HERE, "UPN": BILAL, "Area": "Maths", "Need": "Place value"}
    _, maths = listed(changed(("Discussion", said)), "Bilal")
    assert (maths.see, maths.need) == ("Reading", "Place value")
    _, maths = listed(changed(("Discussion", {**said, "Teacher's reason": "Away"})), "Bilal")
    assert (maths.see, maths.need) == ("", "Place value")
    own = {"ID": "X", "Meeting": HERE, "Area": "Maths", "Action": "Count in tens"}
    rows = (("Actions", own), ("ActionPupils", {"ID": "X", "UPN": BILAL}))
    _, maths = listed(changed(("Discussion", said), *rows), "Bilal")
    assert maths.see == ""
