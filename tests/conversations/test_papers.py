"""The papers: in the order of the day, each page only its child's, whole whatever was typed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from io import BytesIO

import pytest
from meeting_school import LAST, NOW, PUPILS, TODAY, tables
from paper.structure import kinds, tags
from paper.visual_lint import lint
from pdfminer.high_level import extract_text
from pypdf import PdfReader

from ppm_xl.book.draft import Draft
from ppm_xl.book.tables import Cell
from ppm_xl.conversations.day_plan import DayPlan
from ppm_xl.conversations.papers import class_papers
from ppm_xl.conversations.questions import QUESTIONS, asked_above
from ppm_xl.conversations.timetable import Talk
from ppm_xl.paper.typesetting import Typesetter
from ppm_xl.plan import Paper
from ppm_xl.school.model import School
from ppm_xl.school.reading import read_school

ADA, BILAL = PUPILS[0][0], PUPILS[1][0]
ROW = {"School year": NOW.school_year, "Half-term": NOW.name}
BEFORE = {"School year": LAST.school_year, "Half-term": LAST.name}
LONG = "Reads a whole chapter aloud to a younger child and says what may happen next. " * 9


def a_school(long: str = "") -> School:
    draft = Draft(tables())
    row: dict[str, Cell] = {**BEFORE, "UPN": ADA, "Held": date(2026, 10, 6)}
    draft.put("Conversations", row | {"Agreed": long or "Read to Mum every night."})
    targets = (
        (BEFORE, "Reading", "Read a whole chapter", date(2026, 10, 20), date(2026, 10, 19)),
        (BEFORE, "Maths", "Know the 4 times table", date(2026, 10, 20), None),
        (ROW, "Writing", "Use commas in a list", date(2026, 12, 11), None),
    )
    for number, (when, subject, words, by, met) in enumerate(targets * (4 if long else 1)):
        draft.put(
            "LearningTargets",
            {**when, "ID": f"{number}", "UPN": ADA, "Subject": subject, "By when": by, "Met": met,
             "Next": long or words, "Learned": long or None},
        )  # fmt: skip
    words = {"For the family": long or "Ada reads aloud.", "Child's words": long or "I like maps."}
    draft.put("Assessments", {**ROW, "UPN": ADA, **words})
    draft.put("Assessments", {**ROW, "UPN": BILAL, "For the family": "Sits with Ada Quill."})
    return read_school(draft.tables())[0]


def papers_of(school: School, class_name: str = "Oak") -> tuple[Paper, Paper, list[str]]:
    talks = [
        Talk(pupil, datetime(2026, 11, 24, 9, 10 * n))  # noqa: DTZ001 - by the school's clock
        for n, pupil in enumerate(reversed(school.on_roll(TODAY, class_name)))
    ]
    (first, second), problems = class_papers(school, DayPlan(), class_name, NOW, TODAY, talks)
    return first, second, [problem.code for problem in problems]


def pdf_of(paper: Paper) -> bytes:
    return Typesetter(TODAY).pdf(paper.title, paper.pages, {})


def words_of(pdf: bytes) -> list[str]:
    """The words of each page; blanks between letters that may part count for nothing."""
    count = len(PdfReader(BytesIO(pdf)).pages)
    return [" ".join(extract_text(BytesIO(pdf), page_numbers=[n]).split()) for n in range(count)]


def test_what_a_person_passed_for_the_report_stands_on_the_page_too() -> None:
    draft = Draft(a_school().tables)
    row = {"UPN": BILAL, "The text": "Sits with  Ada Quill.", "Decision": "Pass"}
    draft.put("ReportCheck", {"ID": "1", **row})
    conversations, _, left_out = papers_of(read_school(draft.tables())[0])
    assert left_out == []
    pages = [page.data for page in conversations.pages[1:]]
    assert [page["went well"] for page in pages if page["name"] == "Bilal Rowe"] == [
        "Sits with Ada Quill."
    ]


def test_the_timetable_then_a_page_a_child_in_that_order() -> None:
    school = a_school()
    conversations, _, left_out = papers_of(school)
    pdf = pdf_of(conversations)
    assert lint(pdf, pages=7) == []
    first, *pages = words_of(pdf)
    order = ["Femi Vane", "Łucja Ulph", "Dewi Tarn", "Cerys Sand", "Bilal Rowe", "Ada Quill"]
    assert sorted(order, key=first.index) == order
    assert "09:00 \u2013 09:10" in first
    names = {pupil.name for pupil in school.pupils.values()}
    for name, page in zip(order, pages, strict=True):
        assert {found for found in names if found in page} == {name}
        assert all(question.words in page for question in QUESTIONS)
    assert left_out == ["names-another-pupil"]  # what was written for Bilal's family names Ada
    ada = pages[-1]
    for words in (
        "At or above what is expected for the year", "We agreed: Read to Mum every night.",
        "Reading: Read a whole chapter met 19 October",
        "Know the 4 times table by 20 October, not met yet", "Writing: Use commas in a list",
        "Tuesday 24 November, 09:50 to 10:00", "“I like maps.”", "Since last time (6 October)",
    ):  # fmt: skip
        assert words in ada


def test_target_sheets_are_half_pages_in_the_same_order() -> None:
    _, sheets, _ = papers_of(a_school())
    pdf = pdf_of(sheets)
    assert lint(pdf, pages=3) == []
    pages = words_of(pdf)
    assert [page.count("learning targets") for page in pages] == [2, 2, 2]
    assert pages[0].index("Femi") < pages[0].index("Łucja")
    assert "Use commas in a list" in pages[2]
    assert "Know the 4 times table" in pages[2]
    assert "Read a whole chapter" not in pages[2]  # met already
    assert [tag.says for tag in tags(pdf) if tag.says == "to tick"] == ["to tick"] * 18
    assert kinds(pdf).count("H1") == 6


def test_no_target_is_dropped_silently() -> None:
    school = a_school()
    [new] = [t for t in school.learning_targets if t.half_term == NOW]
    more = [replace(new, id=f"N{n}", next=f"Step {n} of many") for n in range(6)]
    met = [t for t in school.learning_targets if t.met]
    before = [replace(met[0], id=f"B{n}", next=f"Known {n}") for n in range(5)]
    school = replace(school, learning_targets=(*more, *before))
    conversations, sheets, _ = papers_of(school)
    [page] = words_of(pdf_of(replace(conversations, pages=conversations.pages[-1:])))
    assert "Step 3 of many" in page
    assert "and 2 more on the target sheet" in page
    assert "and 1 more from before" in page
    pdf = pdf_of(replace(sheets, pages=sheets.pages[-2:]))
    first, second = words_of(pdf)
    assert [n for n in range(6) if f"Step {n} of many" in first + second] == list(range(6))
    assert "1 of 2" in first + second
    assert lint(pdf, pages=2) == []


@pytest.mark.parametrize("class_name", ["Oak", "Robins"])
def test_whatever_is_typed_a_child_has_one_page_and_half_a_sheet(class_name: str) -> None:
    school = a_school(LONG)
    conversations, sheets, _ = papers_of(school, class_name)
    many = len(school.on_roll(TODAY, class_name))
    assert lint(pdf_of(conversations), pages=1 + many) == []
    extra = 1 if class_name == "Oak" else 0  # twelve targets: three sheets for one child
    assert lint(pdf_of(sheets), pages=-(-many // 2) + extra) == []


def test_thirty_five_children_and_breaks_stand_on_one_page() -> None:
    school = a_school()
    (pupil, *_) = school.on_roll(TODAY, "Oak")
    talks = [
        Talk(
            replace(pupil, upn=f"Z{n}", name=f"Child {n} Castlereagh-Wolstenholme"),
            datetime(2026, 11, 24, 9 + n // 6, n % 6 * 10),  # noqa: DTZ001
        )
        for n in range(35)
    ]
    (paper, _), _ = class_papers(school, DayPlan(), "Oak", NOW, TODAY, talks)
    pdf = pdf_of(replace(paper, pages=paper.pages[:1]))
    assert lint(pdf, pages=1) == []


def test_every_column_has_its_questions_and_every_question_its_column() -> None:
    assert len(QUESTIONS) == 7
    for column in ("Going well", "Hard", "What would help", "Agreed", "Learned", "Next", "By when"):
        assert asked_above(column).endswith("?")
    assert asked_above("Planned") == ""
