"""Met but concern, SEND, replies, nobody forgotten and the class grid, by hand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import meeting_school
import pytest
from meeting_school import LAST, NOW, gathered

from ppm_xl.book.draft import Draft
from ppm_xl.meeting.shown import GridLine, LastIssue, MetButConcern, SendLine

HERE, THEN = "PM 2026-27 Autumn 2 Oak", "PM 2026-27 Autumn 1 Oak"
ADA, BILAL, CERYS, DEWI, LUCJA, FEMI = (f"A99900000000{n}" for n in range(1, 7))
OF_NOW: Mapping[str, Any] = {"School year": "2026-27", "Half-term": NOW.name}
Rows = tuple[str, Mapping[str, Any]]


def changed(*rows: Rows) -> Draft:
    draft = Draft(meeting_school.tables())
    for table, cells in rows:
        draft.put(table, cells)
    return draft


# --------------------------------------------------------------- met the target but causing concern


def targets(upn: str, reading: str = "EXS", writing: str = "EXS", maths: str = "EXS") -> list[Rows]:
    return [
        ("Targets", {"School year": "2026-27", "UPN": upn, "Subject": s, "Agreed": goal})
        for s, goal in (("Reading", reading), ("Writing", writing), ("Maths", maths))
    ]


def met(*rows: Rows) -> tuple[MetButConcern, ...]:
    return gathered(changed(*targets(CERYS), *rows).tables()).met_but_concern


def test_who_met_every_target_and_gives_no_cause_is_not_listed() -> None:
    assert met() == ()


def test_red_in_attitude_points_to_the_whole_line() -> None:
    (found,) = met(("Assessments", {**OF_NOW, "UPN": CERYS, "Effort": "Red"}))
    assert (found.met, found.why, found.see, found.told) == (
        "Every target met: reading EXS, writing EXS and maths EXS.", "Effort Red.", "Attitude", True
    )  # fmt: skip


def test_what_the_whole_line_does_not_say_is_said_here_alone() -> None:
    then = {"School year": "2026-27", "Half-term": LAST.name, "UPN": CERYS, "Reading": "GDS"}
    rows = (("Assessments", then), ("Assessments", {**OF_NOW, "UPN": CERYS, "Effort": "Red"}))
    (found,) = met(*rows)
    assert (found.why, found.see, found.told) == (
        "Reading down from GDS to EXS since the Autumn 1 meeting.",
        "Attitude", False,
    )  # fmt: skip


def test_a_met_target_beside_red_says_what_it_means() -> None:
    rows = (*targets(CERYS), *targets(LUCJA, reading="SBLW"), *targets(DEWI, maths="WTS"))
    attitude = ("Assessments", {**OF_NOW, "UPN": CERYS, "Effort": "Red"})
    whole = {c.pupil.upn: c for c in gathered(changed(*rows, attitude).tables()).concerns
             if not c.see}  # fmt: skip
    assert whole[CERYS].target == "Every target met: reading EXS, writing EXS and maths EXS."
    assert whole[LUCJA].target == (
        "Met the target set (SBLW), which is well below what the age expects."
    )
    assert whole[DEWI].target == (
        "Met the target set (WTS) and is now Red for progress: is the target high enough?"
    )


def test_raised_by_the_teacher() -> None:
    (found,) = met(("Assessments", {**OF_NOW, "UPN": CERYS, "Raise at the meeting": "Sad."}))
    assert found.why == "Raised by the teacher: “Sad”."
    assert found.see == "Raised by the teacher"


@pytest.mark.parametrize("tick", ["Y", "yes", "x", "✓"])
def test_a_tick_without_a_reason_is_no_reason(tick: str) -> None:
    (found,) = met(("Assessments", {**OF_NOW, "UPN": CERYS, "Raise at the meeting": tick}))
    assert (found.why, found.see) == ("Raised by the teacher.", "Raised by the teacher")
    assert met(("Assessments", {**OF_NOW, "UPN": CERYS, "Raise at the meeting": "N"})) == ()


def test_slipped_but_still_at_the_target_stands_here_alone() -> None:
    then = {"School year": "2026-27", "Half-term": LAST.name, "UPN": CERYS, "Reading": "GDS"}
    (found,) = met(("Assessments", then))
    assert found.why == ("Reading down from GDS to EXS since the Autumn 1 meeting.")
    assert found.see == ""


@pytest.mark.parametrize(
    ("score", "why"),
    [
        ("88", "Reading: judged EXS; the test (NFER 88) says lower."),
        ("118", "Reading: judged EXS; the test (NFER 118) says higher; is the target high enough?"),
    ],
)
def test_a_test_that_says_something_else(score: str, why: str) -> None:
    row = {**OF_NOW, "UPN": CERYS, "Subject": "Reading", "Test": "NFER", "Score": score}
    (found,) = met(("Tests", {**row, "Kind": "standardised"}))
    assert found.why == why


def test_one_target_missed_and_red_in_attitude_is_no_met_target() -> None:
    rows = targets(CERYS, maths="GDS")
    assert met(*rows, ("Assessments", {**OF_NOW, "UPN": CERYS, "Effort": "Red"})) == ()


# ------------------------------------------------------------------------------------------ SEND


def send(*rows: Rows) -> dict[str, SendLine]:
    return {line.pupil.first_name: line for line in gathered(changed(*rows).tables()).send}


def test_on_the_register_without_enough_progress() -> None:
    # Łucja is on the register too; she has kept her mark, and her teacher judges progress Green.
    found = send()
    assert list(found) == ["Bilal"]
    assert (found["Bilal"].stage, found["Bilal"].why) == (
        "On the register",
        (
            "SEN support. Progress judged Red in reading. Less than expected from the start in "
            "reading and maths. Nothing in place."
        ),
    )


def test_provision_and_its_effect_and_the_sencos_reply() -> None:
    issue = {"Kind": "asked of SENCO", "UPN": BILAL, "Meeting": THEN}
    found = send(
        ("Interventions", {"Name": "Club", "Area": "Reading"}),
        ("Provision", {"Name": "Club", "UPN": BILAL, "From": date(2026, 9, 8), "Working": "no"}),
        ("Issues", {**issue, "ID": "1", "Text": "An older question"}),
        ("Issues", {**issue, "ID": "2", "Text": "Which books?", "Reply": "See me",
                    "Meeting": THEN}),
        ("Issues", {**issue, "ID": "3", "Text": "Asked now", "Meeting": HERE}),
    )["Bilal"]  # fmt: skip
    assert found.why.endswith("In place: Club (not working).")
    assert (found.asked, found.reply) == ("Which books?", "See me")


@pytest.mark.parametrize(("meeting", "when"), [(HERE, ""), (THEN, " at the last meeting")])
def test_the_teachers_concern(meeting: str, when: str) -> None:
    said = {"Meeting": meeting, "UPN": DEWI, "Area": "Maths", "SEND concern": "Y"}
    found = send(("Discussion", {**said, "Teacher's reason": "Loses the thread."}))["Dewi"]
    assert (found.stage, found.why) == (
        "Teacher's concern", f"The teacher's concern{when}, maths: “Loses the thread”."
    )  # fmt: skip


def test_two_reviews_that_say_no_are_for_the_senco_by_the_schools_word() -> None:
    had = {"UPN": DEWI, "From": date(2026, 9, 8), "Working": "no"}
    rows: list[Rows] = [
        ("Interventions", {"Name": "Club", "Area": "Reading"}),
        ("Interventions", {"Name": "Tables", "Area": "Maths"}),
        ("Provision", {**had, "Name": "Club"}),
    ]
    assert "Dewi" not in send(*rows)
    rows += [("Provision", {**had, "Name": "Tables"})]
    found = send(*rows, ("Words", {"What": "SENCO is called", "Value": "Inclusion Manager"}))
    assert found["Dewi"].stage == "For the Inclusion Manager"
    assert found["Dewi"].why == "Club and Tables reviewed, not working."
    assert send(*rows)["Dewi"].stage == "For the SENCO"


@pytest.mark.parametrize(
    ("working", "to", "red_before", "listed"),
    [
        ("partly", date(2026, 11, 13), True, True),
        ("no", date(2026, 11, 13), True, True),
        ("worked", date(2026, 11, 13), True, False),
        ("partly", None, True, False),
        ("partly", date(2026, 11, 13), False, False),
    ],
)
def test_what_ended_without_working_while_the_child_stays_red(
    working: str, to: date | None, *, red_before: bool, listed: bool
) -> None:
    had = {"Name": "Tables", "UPN": DEWI, "From": date(2026, 9, 8), "To": to}
    found = send(
        ("Interventions", {"Name": "Tables", "Area": "Maths"}),
        ("Provision", {**had, "Working": working}),
        ("Discussion", {"Meeting": THEN, "UPN": DEWI, "Area": "Maths",
                        "Progress shown": "Red" if red_before else "Yellow"}),
    )  # fmt: skip
    assert ("Dewi" in found) is listed
    if working == "partly" and listed:
        assert found["Dewi"].why == (
            "Tables partly worked and has ended; Red in maths at two meetings running."
        )


# --------------------------------------------------------------------------------------- replies


def test_unsettled_issues_come_first_and_settled_ones_once() -> None:
    issue = {"Meeting": THEN, "Kind": "leadership", "Owner": "Mr Garth"}
    earlier = "PM 2025-26 Summer 2 Oak"
    found = gathered(
        changed(
            ("Meetings", {"ID": earlier, "Kind": "progress", "Class": "Oak",
                          "School year": "2025-26", "Half-term": "Summer 2"}),
            ("Issues", {**issue, "ID": "1", "Text": "Books", "Reply": "Bought", "Status": "done"}),
            ("Issues", {**issue, "ID": "2", "Text": "Cover", "By when": date(2026, 12, 1)}),
            ("Issues", {**issue, "ID": "3", "Text": "Old and open", "Meeting": earlier,
                        "By when": date(2026, 9, 1)}),
            ("Issues", {**issue, "ID": "4", "Text": "Old and done", "Meeting": earlier,
                        "Status": "done"}),
            ("Issues", {**issue, "ID": "5", "Text": "This meeting's own", "Meeting": HERE}),
            ("Issues", {**issue, "ID": "6", "Text": "Another class's", "Meeting": "Elsewhere"}),
            ("Issues", {**issue, "ID": "7", "Text": "About Ada", "Meeting": "Elsewhere",
                        "UPN": ADA}),
            ("Issues", {**issue, "ID": "8", "Text": "Ask more", "Kind": "own target"}),
            ("Issues", {**issue, "ID": "9", "Text": "Ask less", "Kind": "own target",
                        "Meeting": earlier}),
            ("Meetings", {"ID": "Held before", "Kind": "progress", "Class": "Oak",
                          "School year": "2026-27", "Half-term": LAST.name}),
            ("Issues", {**issue, "ID": "10", "Text": "Met long ago", "Kind": "own target",
                        "Meeting": "Held before", "Status": "done"}),
        ).tables()
    ).last_issues  # fmt: skip
    assert [one.text for one in found] == [
        "Old and open", "Cover", "About Ada", "Ask more", "Books"
    ]  # fmt: skip
    assert found[-1] == LastIssue(
        "1", "leadership", "Books", "Mr Garth", reply="Bought", settled=True
    )


def test_what_was_asked_of_the_senco_stands_in_one_place() -> None:
    asked = {"Meeting": THEN, "Kind": "asked of SENCO"}
    found = gathered(
        changed(
            ("Issues", {**asked, "ID": "1", "Text": "Of Bilal", "UPN": BILAL}),
            ("Issues", {**asked, "ID": "2", "Text": "Of Cerys", "UPN": CERYS}),
            ("Issues", {**asked, "ID": "3", "Text": "Of nobody"}),
        ).tables()
    )
    # Nothing but the question brings Cerys to the section; of whom it is about nobody, leaders see.
    assert [(line.asked, line.stage) for line in found.send] == [
        ("Of Bilal", "On the register"), ("Of Cerys", "Asked before")
    ]  # fmt: skip
    assert [one.text for one in found.last_issues] == ["Of nobody"]


def test_what_the_senco_settled_comes_back_at_the_meeting_after_and_no_more() -> None:
    earlier = "PM 2025-26 Summer 2 Oak"
    of_before = {"ID": earlier, "Kind": "progress", "Class": "Oak", "School year": "2025-26",
                 "Half-term": "Summer 2"}  # fmt: skip
    asked = {"Kind": "asked of SENCO", "UPN": CERYS, "Reply": "Glasses", "Status": "done"}

    def shown(meeting: str, status: str = "done") -> list[str]:
        row = {**asked, "ID": "1", "Text": "Eyes?", "Meeting": meeting, "Status": status}
        found = send(("Meetings", of_before), ("Issues", row))
        return [line.reply for name, line in found.items() if name == "Cerys"]

    assert shown(THEN) == ["Glasses"]
    assert shown(earlier) == []
    assert shown(earlier, "open") == ["Glasses"]


def test_what_ended_without_working_is_past_for_a_child_who_is_red_no_more() -> None:
    had = {"UPN": CERYS, "From": date(2026, 9, 8), "Working": "no"}

    def listed(to: date | None, **more: str) -> bool:
        rows: list[Rows] = [
            ("Provision", {**had, "Name": name, "To": to}) for name in ("Club", "Tables")
        ]
        return "Cerys" in send(*rows, ("Assessments", {**OF_NOW, "UPN": CERYS, **more}))

    ended = date(2026, 11, 13)
    assert not listed(ended)
    assert listed(ended, Effort="Red")
    assert listed(None)


# ------------------------------------------------------------------------------- nobody forgotten

FORGOTTEN = "Not spoken of at this meeting or the last. Now reading WTS, writing WTS and maths EXS."


def forgotten(*rows: Rows) -> list[tuple[str, str]]:
    """Dewi, Yellow in reading and writing then and now, and nothing else."""
    draft = changed(*rows)
    draft.replace_rows("Actions", [r for n, r in enumerate(draft.tables()["Actions"].records())
                                   if n != 1])  # fmt: skip
    meeting_school.assess(draft, LAST, DEWI, "WTS WTS EXS", "Oak")
    meeting_school.assess(draft, NOW, DEWI, "WTS WTS EXS", "Oak", "Yellow Yellow Green")
    for table, cells in rows:
        draft.put(table, cells)
    return [(u.pupil.first_name, u.words) for u in gathered(draft.tables()).unmentioned]


def test_who_is_in_nothing() -> None:
    assert forgotten() == [("Dewi", FORGOTTEN)]


@pytest.mark.parametrize(
    "row",
    [
        ("Discussion", {"Meeting": THEN, "UPN": DEWI, "Area": "Reading", "Why listed": "Red"}),
        ("Discussion", {"Meeting": THEN, "UPN": DEWI, "Area": "Celebrate", "What helped": "x"}),
        ("Assessments", {**OF_NOW, "UPN": DEWI, "Raise at the meeting": "Quiet"}),
        ("Assessments", {**OF_NOW, "UPN": DEWI, "Reading progress": "Red"}),
        ("Assessments", {"School year": "2026-27", "Half-term": LAST.name, "UPN": DEWI,
                         "Reading": "EXS", "Writing": "EXS"}),
        ("ActionPupils", {"ID": "PM 2026-27 Autumn 1 Oak A01", "UPN": DEWI}),
    ],
)  # fmt: skip
def test_who_is_in_anything_is_not_forgotten(row: Rows) -> None:
    assert forgotten(row) == []


def test_a_place_in_the_venn_is_not_being_spoken_of() -> None:
    shown = {"Meeting": THEN, "UPN": DEWI, "Area": "Venn", "Region shown": "001"}
    assert forgotten(("Discussion", shown)) == [("Dewi", FORGOTTEN)]


def test_who_has_been_at_no_meeting_is_new() -> None:
    assert gathered(class_name="Acorn").unmentioned == ()


# ----------------------------------------------------------------------------------------- the grid


def test_a_line_for_every_child() -> None:
    grid = gathered(
        changed(
            ("Assessments", {**OF_NOW, "UPN": BILAL, "Attendance %": 94.5, "Effort": "Yellow"}),
            ("Discussion", {"Meeting": THEN, "UPN": BILAL, "Area": "Reading",
                            "Progress shown": "Red"}),
            ("Barriers", {"UPN": BILAL, "Barrier": "Medical"}),
            ("Provision", {"Name": "Club", "UPN": BILAL, "From": date(2026, 9, 8)}),
        ).tables()
    ).grid  # fmt: skip
    assert [line.pupil.first_name for line in grid] == [
        "Ada", "Bilal", "Cerys", "Dewi", "Łucja", "Femi"
    ]  # fmt: skip
    bilal = grid[1]
    assert bilal == GridLine(
        bilal.pupil,
        (
            ("Reading", "BLW", "Red", "Red"),
            ("Writing", "EXS", "Green", "Green"),
            ("Maths", "BLW", "Red", "Yellow"),
            ("Attendance", "94.5 %", "Yellow", ""),
            ("Attitude", "", "Yellow", ""),
        ),
        "SEND K · Red two meetings running · In place: Club · Barrier: medical",
    )
    assert grid[0].context == "PP"
    assert grid[4].context == "PP, SEND E"


def test_a_long_context_is_cut_at_a_name() -> None:
    names = [f"An intervention with a long name {n}" for n in range(4)]
    rows = [("Provision", {"Name": n, "UPN": CERYS, "From": date(2026, 9, 8)}) for n in names]
    context = gathered(changed(*rows).tables()).grid[2].context
    assert context == f"In place: {names[0]}, {names[1]}, 2 more"
    assert len(context) <= 100


def test_of_who_is_not_listed_the_grid_says_whether_it_works() -> None:
    club = {"Name": "Club", "From": date(2026, 9, 8), "Working": "Partly"}
    over = {**club, "Name": "Over", "To": date(2026, 10, 8)}
    rows = [("Provision", {**row, "UPN": upn}) for row in (club, over) for upn in (CERYS, BILAL)]
    grid = gathered(changed(*rows).tables()).grid
    assert grid[2].context == "In place: Club (partly working)"
    assert grid[1].context == "SEND K · In place: Club"  # Bilal's whole line tells the rest


def test_reception_has_its_areas_in_the_grid() -> None:
    grid = gathered(class_name="Robins").grid
    assert [cell[0] for cell in grid[0].cells[-3:]] == [
        "Expressive arts and design", "Attendance", "Attitude"
    ]  # fmt: skip
    assert grid[1].cells[3] == ("Literacy", "Not on track", "Yellow", "")
