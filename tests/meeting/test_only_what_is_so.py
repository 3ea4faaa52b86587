"""A meeting claims nothing of children of whom nothing is known or nothing was said, by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import meeting_school
import pytest
from meeting_school import LAST, NOW, TODAY, gathered

from ppm_xl.book.change import applied
from ppm_xl.book.draft import Draft
from ppm_xl.book.tables import Tables
from ppm_xl.meeting.form.sheet import form_lines
from ppm_xl.meeting.headline import then_in_words
from ppm_xl.meeting.nobody import nobody_in
from ppm_xl.meeting.paper.pack import pack_of
from ppm_xl.meeting.paper.pack_actions import last_time
from ppm_xl.meeting.prepare import plan_prepare_meeting
from ppm_xl.provision.look_at import LookAt
from ppm_xl.recording.planning import plan_record_meeting
from ppm_xl.school.checks import check_school

ADA, BILAL, CERYS, DEWI, LUCJA, FEMI = (f"A99900000000{n}" for n in range(1, 7))
GWEN, HARI = "A999000000011", "A999000000012"
OF_NOW: Mapping[str, Any] = {"School year": "2026-27", "Half-term": NOW.name}
HERE, THEN = "PM 2026-27 Autumn 2 Oak", "PM 2026-27 Autumn 1 Oak"


def changed(*rows: tuple[str, Mapping[str, Any]]) -> Tables:
    draft = Draft(meeting_school.tables())
    for table, cells in rows:
        draft.put(table, cells)
    return draft.tables()


def sections(tables: Tables, class_name: str = "Oak") -> dict[str, dict[str, Any]]:
    paper = pack_of(meeting_school.school(tables), gathered(tables, class_name), tables, TODAY)
    found: Any = paper.pages[0].data["sections"]
    return {section["title"]: section for section in found}


# --------------------------------------------------------------------------------- nobody forgotten


def test_at_a_first_meeting_whoever_is_in_no_section_is_listed() -> None:
    draft = Draft(meeting_school.tables())
    meeting_school.assess(draft, LAST, GWEN, "WTS WTS EXS", "Acorn")
    meeting_school.assess(draft, NOW, GWEN, "WTS WTS EXS", "Acorn", "Green Yellow Green")
    meeting = gathered(draft.tables(), "Acorn")
    # Hari is Red in writing; no meeting has been recorded for either.
    (found,) = meeting.unmentioned
    assert (found.pupil.first_name, found.words) == (
        "Gwen",
        "In no other part of this first meeting. Now reading WTS, writing WTS and maths EXS.",
    )


def test_a_first_meeting_does_not_say_what_happened_lately() -> None:
    draft = Draft(meeting_school.tables())
    draft.replace_rows("Meetings", [])
    found = sections(draft.tables(), "Robins")["Not spoken of lately"]
    assert (found["rows"], found["empty"]) == (
        [], "This is the first meeting, and every child is in another part of it.",
    )  # fmt: skip
    assert sections(meeting_school.tables())["Not spoken of lately"]["empty"] == (
        "Every child was spoken of, celebrated or acted for lately."
    )


# ------------------------------------------------------------------------------- nobody is Red


def said(tables: Tables, title: str, class_name: str = "Oak") -> str:
    meeting = gathered(tables, class_name)
    return nobody_in(meeting, next(s for s in meeting.sections if s.title == title))


MEASURES = "Attitude and attendance"


def test_of_whom_nothing_is_known_nobody_is_said_to_be_not_red() -> None:
    tables = meeting_school.tables()
    assert said(tables, MEASURES) == "not known for 6 of 6 children."
    assert sections(tables)[MEASURES]["empty"] == (
        "Attitude and attendance are not known for 6 of 6 children."
    )
    assert said(tables, MEASURES, "Robins").endswith("known for 2 of 2 children.")


def test_where_some_is_known_both_are_said() -> None:
    upns = (ADA, BILAL, CERYS, DEWI, LUCJA, FEMI)
    there = [("Assessments", {**OF_NOW, "UPN": upn, "Attendance %": 97}) for upn in upns]
    assert said(changed(*there[:5]), MEASURES) == (
        "nobody is Red in attendance; attitude is not known for 6 of 6 children; attendance is "
        "not known for 1 of 6 children."
    )
    kind = [("Assessments", {**OF_NOW, "UPN": u, "Effort": "Green", "Behaviour": "Green"})
            for u in upns]  # fmt: skip
    assert said(changed(*there, *kind), MEASURES) == "nobody is Red."
    assert sections(changed(*there, *kind))[MEASURES]["empty"] == (
        "Nobody is Red in attitude and attendance."
    )
    assert said(meeting_school.tables(), "Writing") == (
        "nobody is Red; 1 of 6 children is not assessed."
    )


def test_areas_of_learning_are_said_without_a_double_negative() -> None:
    on = ("EarlyYears", {**OF_NOW, "UPN": "A999000000021",
                         "Literacy": "On track", "Mathematics": "On track"})  # fmt: skip
    title = "Areas of learning"
    assert said(changed(on), title, "Robins") == "no child is recorded as not on track."
    draft = Draft(meeting_school.tables())
    draft.replace_rows("EarlyYears", [])
    assert said(draft.tables(), title, "Robins") == "nothing is recorded of 2 of 2 children."


# -------------------------------------------------------------------------- raised by the teacher


def test_who_is_raised_alone_has_no_empty_colours() -> None:
    tables = changed(("Assessments", {**OF_NOW, "UPN": CERYS, "Raise at the meeting": "Sad."}))
    found = sections(tables)["Raised by the teacher"]
    assert (found["coloured"], found["judged"]) == (False, False)
    assert sections(tables)["Reading"]["coloured"]


# --------------------------------------------------------------------------------- last actions


@pytest.mark.parametrize(
    ("cells", "done"),
    [
        ({"Impact": "no"}, "tried, no impact"),
        ({"Impact": "partly"}, "done"),
        ({"Impact": "no", "Done on": date(2026, 11, 3)}, "done 03/11/2026"),
        ({"Impact": "too soon"}, ""),
    ],
)
def test_what_had_no_impact_is_not_called_done(cells: Mapping[str, Any], done: str) -> None:
    tables = changed(("Actions", {"ID": f"{THEN} A01", **cells}))
    last = next(a for a in gathered(tables).last_actions if a.action.id == f"{THEN} A01")
    assert last_time(last, tables)["done"] == done


# ------------------------------------------------------------------------------------- last meeting


def test_another_class_s_meeting_is_not_called_this_one_s() -> None:
    draft = Draft(meeting_school.tables())
    assert then_in_words(gathered(draft.tables())) == "Last meeting, Autumn 1 2026-27"
    # Hari was in Oak at Oak's meeting; Acorn has had none.
    meeting_school.assess(draft, LAST, HARI, "EXS EXS EXS", "Oak")
    assert then_in_words(gathered(draft.tables(), "Acorn")) == "As it was in Autumn 1 2026-27"


def test_after_september_the_meeting_of_the_class_before_is_the_last_one() -> None:
    draft = Draft(meeting_school.tables())
    draft.put("Meetings", {"ID": THEN, "School year": "2025-26", "Half-term": "Summer 2",
                           "Class": "Elm"})  # fmt: skip
    for upn in (ADA, BILAL, CERYS, DEWI, LUCJA):
        row = {"School year": "2025-26", "Half-term": "Summer 2", "UPN": upn, "Class": "Elm"}
        draft.put("Assessments", {**row, "Reading": "EXS"})
    assert then_in_words(gathered(draft.tables())) == "Last meeting, Summer 2 2025-26"


# ---------------------------------------------------------------------------------------- who moved


def test_who_is_in_as_many_circles_but_others_moved_too() -> None:
    draft = Draft(meeting_school.tables())
    meeting_school.assess(draft, LAST, DEWI, "WTS WTS EXS", "Oak")
    meeting_school.assess(draft, NOW, DEWI, "EXS WTS WTS", "Oak", "Green Yellow Yellow")
    found = {mover.upn: mover for mover in gathered(draft.tables()).movers}
    assert found[DEWI].line == "Dewi ↔ now in reading, no longer in maths"
    assert [u.pupil.upn for u in gathered(draft.tables()).unmentioned] == []


# ------------------------------------------------------------------------------------ other words


def test_a_done_day_that_is_still_to_come_is_pointed_out() -> None:
    tables = changed(("Actions", {"ID": f"{THEN} A01", "Done on": date(2026, 12, 24)}))
    school = meeting_school.school(tables)
    prepared = plan_prepare_meeting(school, "Oak", NOW, TODAY)
    after = meeting_school.school(applied(tables, prepared.changes))
    for plan in (prepared, plan_record_meeting(after, "Oak", NOW, TODAY)):
        assert [p.message for p in plan.problems if "still to come" in p.message] == [
            "Done on of “Read daily 1”: 24/12/2026 is still to come."
        ]
    (found,) = [p for p in check_school(school, (), TODAY) if p.code == "done-in-the-future"]
    assert found.message == "The action was done on 24/12/2026, and that day is still to come."
    assert not [p for p in check_school(school, (), date(2026, 12, 24)) if p.code == found.code]


def test_y_is_asked_for_only_where_a_child_is_listed() -> None:
    draft = Draft(meeting_school.tables())
    draft.replace_rows("Assessments", [])
    for class_name, asked in (("Robins", True), ("Acorn", False)):
        lines = form_lines(
            gathered(draft.tables(), class_name),
            draft.tables(),
            meeting_school.school().settings,
            TODAY,
        )
        words = [str(line.cells.get("B") or "") for line in lines]
        (send,) = [word for word in words if word.startswith("SEND: ")]
        assert ("Y under SEND?" in send) is asked


def test_what_to_look_at_does_not_say_its_area_twice() -> None:
    tables = meeting_school.tables()
    meeting = gathered(tables)
    ada = meeting.pupils[0]
    looks = (
        LookAt(ada, "Reading", "Red in reading twice; nothing in place"),
        LookAt(ada, "Maths", "Club has no review"),
    )
    lines = form_lines(
        replace(meeting, look_at=looks), tables, meeting_school.school(tables).settings, TODAY
    )
    assert any(
        line.cells.get("F") == "Red in reading twice; nothing in place\nMaths: Club has no review"
        for line in lines
    )
