"""The SENCO's copy: what of a meeting concerns special needs, and nothing of the rest."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import meeting_school
from meeting_school import NOW, TODAY
from recorded_school import recorded, staffed

from ppm_xl.book.draft import Draft
from ppm_xl.book.tables import Tables
from ppm_xl.meeting.gathering import ClassMeeting, gather
from ppm_xl.meeting.records import meeting_of
from ppm_xl.meeting.shown import SendLine
from ppm_xl.plan import Paper
from ppm_xl.recording.senco_copy import senco_copy

OAK = "PM 2026-27 Autumn 2 Oak"
ADA, BILAL, DEWI, LUCJA = (f"A99900000000{n}" for n in "1245")


def meeting_in(tables: Tables, *send: SendLine) -> tuple[Any, ClassMeeting]:
    school = meeting_school.school(tables)
    meeting = gather(school, meeting_of(school, "Oak", NOW), TODAY)
    return school, replace(meeting, send=send)


def page(paper: Paper | None) -> dict[str, Any]:
    assert paper is not None
    (found,) = paper.pages
    return json.loads(json.dumps(found.data))  # type: ignore[no-any-return]


def spoken() -> Draft:
    """A meeting with a concern, a question, a barrier and actions."""
    draft = Draft(staffed())
    draft.put("Discussion", {
        "Meeting": OAK, "UPN": DEWI, "Area": "Reading", "SEND concern": "Y",
        "Teacher's reason": "Guesses from the first letter.", "Need": "Blending",
    })  # fmt: skip
    draft.put("Discussion", {"Meeting": OAK, "UPN": ADA, "Area": "Maths", "Note": "Not hers"})
    draft.put("Barriers", {
        "UPN": DEWI, "Barrier": "Learning difficulty", "Since": date(2026, 9, 10),
        "Note": "Hearing test in January",
    })  # fmt: skip
    draft.put("Barriers", {"UPN": DEWI, "Barrier": "Medical", "Since": date(2025, 1, 8),
                           "To": date(2026, 1, 8)})  # fmt: skip
    draft.put("Barriers", {"UPN": ADA, "Barrier": "Circumstances", "Note": "Not for here"})
    draft.put("Meetings", {"ID": OAK, "Kind": "progress", "Class": "Oak", "School year": "2026-27",
                           "Half-term": "Autumn 2"})  # fmt: skip
    draft.put("Issues", {"ID": f"{OAK} S1", "Meeting": OAK, "Kind": "asked of SENCO",
                         "UPN": DEWI, "Text": "Could Dewi be assessed?"})  # fmt: skip
    draft.put("Issues", {"ID": f"{OAK} S2", "Meeting": OAK, "Kind": "asked of SENCO",
                         "Text": "A course on phonics?"})  # fmt: skip
    draft.put("Issues", {"ID": f"{OAK} L1", "Meeting": OAK, "Kind": "leadership",
                         "Text": "New carpets"})  # fmt: skip
    for number, (owner, upn, status) in enumerate(
        (("Miss Hale", LUCJA, "open"), ("miss hale", DEWI, "done"), ("Mrs Fell", DEWI, "open"))
    ):
        ident = f"{OAK} A{number:02d}"
        draft.put("Actions", {"ID": ident, "Meeting": OAK, "Area": "Reading", "Class": "Oak",
                              "Action": f"Act {number}", "Owner": owner, "Status": status,
                              "By when": date(2026, 12, 1), "Measure": "Ten words"})  # fmt: skip
        draft.put("ActionPupils", {"ID": ident, "UPN": upn})
    return draft


def test_the_copy_holds_concern_question_barrier_and_actions() -> None:
    tables = spoken().tables()
    school, meeting = meeting_in(tables)
    found = page(senco_copy(school, meeting, TODAY, TODAY))
    (child,) = found["children"]
    assert (child["name"], child["stage"], child["concern"]) == (
        "Dewi Tarn", "Teacher's concern", True
    )  # fmt: skip
    assert child["teacher"] == [
        {"area": "Reading", "words": "Blending. Guesses from the first letter."}
    ]
    assert [asked["text"] for asked in child["asked"]] == ["Could Dewi be assessed?"]
    assert child["barriers"] == [
        {
            "barrier": "Learning difficulty",
            "since": "since 10/09/2026",
            "note": "Hearing test in January",
        }
    ]
    assert [action["action"] for action in child["actions"]] == ["Act 1", "Act 2"]
    assert [asked["text"] for asked in found["asked"]] == ["A course on phonics?"]
    assert [(a["whom"], a["action"]) for a in found["to do"]] == [("Łucja Ulph", "Act 0")]


def test_an_action_that_is_done_says_so_and_what_came_of_it() -> None:
    draft = spoken()
    for number, cells in ((1, {"Done on": date(2026, 11, 12), "Impact": "partly"}), (2, {})):
        for column, value in {**cells, "By when": date(2026, 11, 13)}.items():
            draft.set("Actions", (f"{OAK} A{number:02d}",), column, value)
    school, meeting = meeting_in(draft.tables())
    found = page(senco_copy(school, meeting, TODAY, TODAY))
    (child,) = found["children"]
    assert [(action["day"], action["overdue"]) for action in child["actions"]] == [
        ("done 12/11/2026, partly worked", False), ("13/11/2026", True)
    ]  # fmt: skip
    assert found["as of"] == "23/11/2026"


def test_nothing_of_children_without_a_concern_is_in_it() -> None:
    school, meeting = meeting_in(spoken().tables())
    words = json.dumps(page(senco_copy(school, meeting, TODAY, TODAY)))
    for hidden in ("Ada", "Quill", "Not hers", "Not for here", "New carpets", "Premium"):
        assert hidden not in words


def test_the_sections_of_the_meeting_come_first_with_what_was_asked_before() -> None:
    tables = spoken().tables()
    pupils = meeting_school.school(tables).pupils
    lines = (
        SendLine(pupils[BILAL], "On the register", "Red in reading.", "A plan?", "In January"),
        SendLine(pupils[ADA], "For the Inclusion Manager", "Reading club: not working."),
    )
    school, meeting = meeting_in(tables, *lines)
    found = page(senco_copy(school, meeting, TODAY, TODAY))
    assert [(c["name"], c["stage"], c["facts"]) for c in found["children"]] == [
        ("Bilal Rowe", "On the register", "Year 4, SEN support"),
        ("Ada Quill", "For the Inclusion Manager", "Year 4, not on the register"),
        ("Dewi Tarn", "Teacher's concern", "Year 4, not on the register"),
    ]
    assert found["children"][0]["before"] == ["A plan?", "In January"]
    assert found["children"][1]["why"] == "Reading club: not working."


def test_the_schools_word_for_the_senco_is_used() -> None:
    draft = spoken()
    draft.put("Words", {"What": "SENCO is called", "Value": "Inclusion Manager"})
    school, meeting = meeting_in(draft.tables())
    paper = senco_copy(school, meeting, TODAY, TODAY)
    assert paper is not None
    assert paper.title == "Copy for the Inclusion Manager: Oak, Autumn 2 2026-27"
    assert page(paper)["word"] == "Inclusion Manager"
    assert paper.path == ("2026-27 Autumn 2", "Oak", "SENCO copy.pdf")


def test_there_is_none_where_nothing_concerns_the_senco() -> None:
    school, meeting = meeting_in(staffed())
    assert senco_copy(school, replace(meeting, send=()), TODAY, TODAY) is None


def test_recording_writes_it_and_says_so() -> None:
    _, plan = recorded(spoken().tables())
    assert ("2026-27 Autumn 2", "Oak", "SENCO copy.pdf") in [paper.path for paper in plan.papers]
    assert plan.said[-1] == "The SENCO has a copy."
