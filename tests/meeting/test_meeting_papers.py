"""The papers beside the pack: preparation list, celebration list, one child's page."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from typing import Any

import invented_meeting
import meeting_school
import pypdf
import pytest
from meeting_school import NOW, TODAY
from paper.structure import kinds
from paper.visual_lint import lint

from ppm_xl.book.draft import Draft
from ppm_xl.book.tables import Tables
from ppm_xl.meeting.paper.assembly import celebration_list
from ppm_xl.meeting.paper.child_page import LEFT_OUT
from ppm_xl.meeting.paper.preparation import preparation_list
from ppm_xl.meeting.prepare import plan_all, plan_prepare_meeting
from ppm_xl.paper.typesetting import Typesetter
from ppm_xl.plan import Paper
from ppm_xl.school.model import Judgement

OAK = "PM 2026-27 Autumn 2 Oak"
BILAL = "Bilal Rowe"
REVIEW = {
    "ID": "R1", "Kind": "review", "Class": "Oak", "School year": "2026-27",
    "Half-term": NOW.name, "Parent or pupil coming": "Y", "For child": BILAL,
}  # fmt: skip


def papers(tables: Tables, *, every: bool = False) -> dict[str, Paper]:
    school = meeting_school.school(tables)
    plan = (
        plan_all(school, NOW, TODAY) if every else plan_prepare_meeting(school, "Oak", NOW, TODAY)
    )
    return {"/".join(paper.path[1:]): paper for paper in plan.papers}


def with_review(**more: str) -> Tables:
    draft = Draft(meeting_school.tables())
    draft.put("Meetings", {**REVIEW, **more})
    return draft.tables()


def pdf_of(paper: Paper) -> bytes:
    return Typesetter(TODAY).pdf(paper.title, paper.pages, {})


def words(pdf: bytes) -> str:
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def row(paper: Paper, class_name: str) -> dict[str, Any]:
    return next(r for r in dict(paper.pages[0].data)["rows"] if r["class"] == class_name)  # type: ignore[attr-defined]  # JSON


# ---------------------------------------------------------------------------- one child's page


def test_a_meeting_about_one_child_has_that_childs_page_beside_the_pack() -> None:
    found = papers(with_review())
    assert {"Oak/Meeting pack.pdf", "Oak/Meeting page, Rowe Bilal.pdf"} <= set(found)


def test_nobody_elses_name_is_on_it_and_no_flag() -> None:
    draft = Draft(with_review())
    about = {"Meeting": "PM 2026-27 Autumn 1 Oak", "Class": "Oak", "Status": "open"}
    for number, (action, note) in enumerate(
        (("Read beside Ada each day", ""), ("Ask about the SEND register", ""),
         ("Draw a map first", "It helped Cerys too"), ("Check the glasses", "")),
    ):  # fmt: skip
        ident = f"X{number}"
        draft.put("Actions", {"ID": ident, **about, "Action": action, "Impact note": note or None})
        for upn in ("A999000000002", "A999000000001"):
            draft.put("ActionPupils", {"ID": ident, "UPN": upn})
    draft.put("Barriers", {"UPN": "A999000000002", "Barrier": "Circumstances"})
    pdf = pdf_of(papers(draft.tables())["Oak/Meeting page, Rowe Bilal.pdf"])
    said = words(pdf)
    assert "Bilal Rowe" in said
    assert "Draw a map first" in said
    assert "Check the glasses" in said
    assert said.count(LEFT_OUT) == 3
    for _, forename, surname, *_ in meeting_school.PUPILS:
        if surname != "Rowe":
            assert forename not in said
            assert surname not in said
    for flag in ("SEND", "Pupil Premium", "Barrier", "Circumstances", "asks:"):
        assert flag not in said
    assert lint(pdf, pages=1, smallest=8.0) == []
    assert {"H1", "H2", "TH"} <= set(kinds(pdf))


def test_what_is_in_place_stands_there_whether_the_child_is_listed_or_not() -> None:
    draft = Draft(with_review(**{"For child": "Cerys Sand"}))
    for name, last in (("Club", None), ("Over", date(2026, 10, 8))):
        row = {"Name": name, "UPN": "A999000000003", "From": date(2026, 9, 8), "To": last}
        draft.put("Provision", row)
    page = papers(draft.tables())["Oak/Meeting page, Sand Cerys.pdf"]
    assert dict(page.pages[0].data)["in place"] == ["Club, since 8 Sept"]


def test_who_else_comes_is_left_out_where_it_tells_of_another_child_or_a_flag() -> None:
    for attending, shown in (
        ("Mrs Fell", True), ("Cerys's mother after this", False), ("The SEND team", False)
    ):  # fmt: skip
        page = papers(with_review(Attending=attending))["Oak/Meeting page, Rowe Bilal.pdf"]
        assert (attending in str(dict(page.pages[0].data)["facts"])) is shown


def test_who_teaches_and_leads_is_named_once() -> None:
    draft = Draft(with_review(Attending="Mrs Fell, leader, Miss Reed (cover)"))
    also = {"ID": OAK, "Kind": "progress", "Attending": "teacher; mr garth; Miss Reed"}
    draft.put("Meetings", {**REVIEW, "Parent or pupil coming": None, "For child": None, **also})
    made = papers(draft.tables())
    page = str(dict(made["Oak/Meeting page, Rowe Bilal.pdf"].pages[0].data)["facts"])
    assert page.endswith("Teacher: Mrs Fell  ·  Leader: Mr Garth  ·  With: Miss Reed (cover)")
    pack = str(dict(made["Oak/Meeting pack.pdf"].pages[0].data)["facts"])
    assert pack.endswith("Teacher: Mrs Fell  ·  Leader: Mr Garth  ·  With: Miss Reed")
    people = row(made["Oak/Preparation list.pdf"], "Oak")["people"]
    assert people == [
        ["Teacher", "Mrs Fell"], ["Leader", "Mr Garth"], ["Also invited", "Miss Reed"]
    ]  # fmt: skip


def test_where_the_class_meeting_itself_is_about_a_child_there_is_no_pack() -> None:
    found = papers(with_review(ID=OAK, Kind="progress"))
    assert "Oak/Meeting page, Rowe Bilal.pdf" in found
    assert "Oak/Meeting pack.pdf" not in found


def test_the_pack_of_before_goes_where_the_meeting_is_about_a_child_now() -> None:
    school = meeting_school.school(with_review(ID=OAK, Kind="progress"))
    plan = plan_prepare_meeting(school, "Oak", NOW, TODAY)
    assert plan.superseded == (("2026-27 Autumn 2", "Oak", "Meeting pack.pdf"),)
    assert plan_prepare_meeting(meeting_school.school(), "Oak", NOW, TODAY).superseded == ()


def test_a_progress_meeting_about_a_child_does_not_take_the_place_of_the_classs() -> None:
    """A class may have several to which a parent comes: the form stays the class's own."""
    for ident in ("PM 0", "PM 9"):
        draft = Draft(with_review(ID=ident, Kind="progress"))
        draft.put("Meetings", {"ID": OAK, "Kind": "progress", "Class": "Oak", "Leader": "Mr Oduya",
                               "School year": "2026-27", "Half-term": NOW.name})  # fmt: skip
        for recorded in (None, TODAY):
            draft.put("Meetings", {"ID": OAK, "Recorded": recorded})
            assert meeting_school.gathered(draft.tables()).id == OAK
        assert {"Oak/Meeting pack.pdf", "Oak/Meeting page, Rowe Bilal.pdf"} <= set(
            papers(draft.tables())
        )


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({}, ""),
        ({"For child": ""}, "does not say for which child"),
        ({"For child": "", "ID": OAK, "Kind": "progress"}, "does not say for which child"),
        ({"For child": "Bilal R"}, "is for “Bilal R”, who is not on roll under this name"),
        ({"For child": "", "Class": "Acorn"}, ""),
    ],
)
def test_a_visit_without_a_page_to_open_is_pointed_out(more: dict[str, str], said: str) -> None:
    plan = plan_prepare_meeting(meeting_school.school(with_review(**more)), "Oak", NOW, TODAY)
    found = [p for p in plan.problems if p.code == "visit-without-child"]
    assert [said in p.message for p in found] == [True] * bool(said)
    assert all(p.spot and p.spot.column == "For child" for p in found)


def test_the_form_tells_staff_that_a_parent_comes_and_the_childs_page_does_not() -> None:
    plan = plan_prepare_meeting(
        meeting_school.school(with_review(ID=OAK, Kind="progress")), "Oak", NOW, TODAY
    )
    words = "A parent or the child comes: open only the page of Bilal Rowe"
    assert [c for c in plan.changes if words in str(c.becomes) and c.table == "MeetingForm"]
    (page,) = [p for p in plan.papers if p.path[-1].startswith("Meeting page")]
    assert "parent" not in str(dict(page.pages[0].data)["facts"])


@pytest.mark.parametrize(
    "more", [{"Recorded": "2026-11-20"}, {"For child": "Nobody Known"}, {"Class": "Acorn"}]
)
def test_no_page_is_made_of_a_meeting_past_elsewhere_or_of_a_stranger(more: dict[str, Any]) -> None:
    assert not [name for name in papers(with_review(**more)) if "Oak/Meeting page" in name]


# -------------------------------------------------------------------------- preparation list


def test_it_lies_with_the_class_or_with_the_round() -> None:
    tables = meeting_school.tables()
    assert "Oak/Preparation list.pdf" in papers(tables)
    found = papers(tables, every=True)
    assert [name for name in found if "Preparation" in name] == ["Preparation list.pdf"]
    rows = dict(found["Preparation list.pdf"].pages[0].data)["rows"]
    assert {r["class"] for r in rows} == {"Oak", "Acorn", "Robins"}  # type: ignore[attr-defined]  # JSON


def test_it_says_when_who_brings_what_and_what_is_still_to_come() -> None:
    meeting = invented_meeting.meeting(8, 2)
    school = meeting_school.school()
    paper = preparation_list(school, [meeting], school.tables, ("2026-27 Autumn 2",))
    found = row(paper, "Willow")
    assert (found["day"], found["time"]) == ("Tuesday 1 December", "09:00 to 09:45")
    assert ["Teacher", "Mrs Fell"] in found["people"]
    assert found["bring"][0] == ["Mrs Fell", "Reports, grids and books"]
    books = [p.pupil.name for p in meeting.celebrated]
    assert found["bring"][1][0] == "Reading books"
    assert all(name in found["bring"][1][1] for name in books)
    assert found["bring"][-1] == ["Mr Garth", "the form of the last meeting"]
    assert found["missing"] == [
        "reading marks for the whole class",
        "writing marks for the whole class",
        "maths marks for the whole class",
        "attendance for the whole class",
        "what came of 2 actions of last time",
    ]


@pytest.mark.parametrize(("with_marks", "named"), [(3, 6), (2, 5), (8, 1)])
def test_whose_marks_are_still_to_come_is_said_by_name(with_marks: int, named: int) -> None:
    meeting = invented_meeting.meeting(9, 2)
    marked = [Judgement(NOW, p.upn, marks={"Reading": "EXS"}) for p in meeting.pupils[:with_marks]]
    known = {(row.half_term, row.upn): row for row in marked}
    school = replace(meeting_school.school(), judgements=known)
    said = row(preparation_list(school, [meeting], school.tables, ()), "Willow")["missing"][0]
    names = [pupil.name for pupil in meeting.pupils[with_marks:]]
    assert said.startswith(f"reading marks for {names[0]}")
    assert [name in said for name in names] == [n < named for n in range(len(names))]
    assert said.endswith(" and 2 more") is (with_marks == 2)


def test_it_says_where_a_parent_or_child_comes() -> None:
    found = row(papers(with_review())["Oak/Preparation list.pdf"], "Oak")
    assert found["visitors"] == ["For Bilal Rowe: only the page of this child is opened."]
    asked = row(papers(with_review(**{"ID": OAK, "Kind": "progress", "For child": ""}))[
        "Oak/Preparation list.pdf"], "Oak")  # fmt: skip
    assert asked["visitors"] == [
        "A parent or child comes. Say on the sheet Round whose page is opened."
    ]


def test_what_the_half_term_does_not_collect_is_not_chased() -> None:
    draft = Draft(meeting_school.tables())
    key = {"School year": "2026-27", "Half-term": NOW.name}
    draft.put("Calendar", {**key, "Collects": "attendance"})
    missing = row(papers(draft.tables())["Oak/Preparation list.pdf"], "Oak")["missing"]
    assert not [words for words in missing if "marks" in words or "progress" in words]


def test_many_classes_are_set_without_a_fault() -> None:
    one = invented_meeting.meeting(34, 20)
    meetings = [replace(one, class_name=f"Class {n}") for n in range(14)]
    school = meeting_school.school()
    paper = preparation_list(school, meetings, school.tables, ("2026-27 Autumn 2",))
    assert lint(pdf_of(paper), smallest=9.0) == []


# ---------------------------------------------------------------------------- celebration list


def test_it_is_kind_and_without_a_mark_or_colour() -> None:
    meeting = invented_meeting.meeting(8, 2)
    settings = meeting_school.school().settings
    paper = celebration_list([meeting, meeting], settings, ("2026-27 Autumn 2",))
    assert paper is not None
    said = words(pdf_of(paper))
    for found in meeting.celebrated:
        assert f"{found.pupil.first_name} {found.pupil.surname}" in said
        # Once for all who are celebrated for it: both classes here.
        assert said.count(f"{found.kindly[:1].upper()}{found.kindly[1:]}: ") == 2
    for word in ("Green", "Red", "EXS", "Pupil Premium", "Confidential"):
        assert word not in said


def test_two_of_one_name_are_told_apart_by_their_year() -> None:
    meeting = invented_meeting.meeting(8, 2)
    same = {"forename": "Zoë", "known_as": "", "surname": "Quill"}
    pupils = [replace(p, **same, year="34"[n]) for n, p in enumerate(meeting.pupils[:2])]
    both = tuple(replace(meeting.celebrated[0], pupil=pupil) for pupil in pupils)
    settings = meeting_school.school().settings
    paper = celebration_list(
        [replace(meeting, pupils=tuple(pupils), celebrated=both)], settings, ()
    )
    assert paper is not None
    (group,) = dict(paper.pages[0].data)["classes"][0]["groups"]
    assert group["children"] == ["Zoë Quill (Year 3)", "Zoë Quill (Year 4)"]


def test_there_is_none_where_nobody_is_celebrated() -> None:
    meeting = replace(invented_meeting.meeting(8, 2), celebrated=())
    assert celebration_list([meeting], meeting_school.school().settings, ("x",)) is None
