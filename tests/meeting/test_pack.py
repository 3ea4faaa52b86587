"""The pack says what the form says, and prints whatever was typed."""

from __future__ import annotations

import io
from typing import Any

import meeting_school
import pypdf
import pytest
from meeting_school import NOW, TODAY

from ppm_xl.book.draft import Draft
from ppm_xl.book.tables import Tables
from ppm_xl.meeting.prepare import plan_prepare_meeting
from ppm_xl.paper.typesetting import Typesetter
from ppm_xl.plan import Paper

OAK = "PM 2026-27 Autumn 2 Oak"
SQUARE = b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 6' width='9in' height='6in'/>"


def pack(tables: Tables | None = None, class_name: str = "Oak") -> Paper:
    plan = plan_prepare_meeting(meeting_school.school(tables), class_name, NOW, TODAY)
    (paper,) = plan.papers
    return paper


def data(paper: Paper) -> dict[str, Any]:
    return dict(paper.pages[0].data)


def section(paper: Paper, title: str) -> list[dict[str, Any]]:
    found = next(s for s in data(paper)["sections"] if s["title"] == title)
    return list(found["rows"])


def with_typed() -> Tables:
    draft = Draft(meeting_school.tables())
    bilal = {"Meeting": OAK, "UPN": "A999000000002"}
    said = {"Need": "Reading fluency", "Teacher's reason": "Away 😷 a lot"}
    draft.put("Discussion", {**bilal, "Area": "Reading", **said})
    draft.put("Discussion", {**bilal, "Area": "Venn", "Note": "Missed three weeks"})
    agreed = {"Owner": "family", "Action": "Read at bedtime", "Measure": "Diary signed"}
    draft.put("Actions", {"ID": f"{OAK} A01", "Meeting": OAK, "Area": "Reading", **agreed})
    draft.put("ActionPupils", {"ID": f"{OAK} A01", "UPN": "A999000000002"})
    draft.put("Issues", {"ID": f"{OAK} L1", "Meeting": OAK, "Kind": "leadership", "Text": "Books"})
    return draft.tables()


def test_it_is_filed_by_half_term_and_class() -> None:
    paper = pack()
    assert paper.path == ("2026-27 Autumn 2", "Oak", "Meeting pack.pdf")
    assert paper.title == "Progress meeting: Oak, Autumn 2 2026-27"


def test_page_one_holds_diagrams_movers_and_last_actions() -> None:
    paper = pack(with_typed())
    found = data(paper)
    assert set(paper.pages[0].pictures) == {"now", "then", "before"}
    assert paper.pages[0].pictures["then"].counts_only
    assert not paper.pages[0].pictures["before"].counts_only
    assert found["movers"][0] == [
        "Bilal", "moved away", "no longer in reading and maths", "Missed three weeks"
    ]  # fmt: skip
    assert [(last["who"], last["overdue"]) for last in found["last"]] == [
        ("Dewi", True), ("Bilal", False), ("Łucja", False)
    ]  # fmt: skip
    assert found["last more"] == []


def test_what_page_one_has_no_room_for_follows() -> None:
    draft = Draft(meeting_school.tables())
    for number in range(20):
        ident = {"ID": f"X{number}", "Class": "Oak", "Action": "Count in tens " * 9}
        draft.put("Actions", ident)
    found = data(pack(draft.tables()))
    assert 1 <= len(found["last"]) < 8
    assert len(found["last"]) + len(found["last more"]) == 23


def test_what_was_typed_stands_in_it_without_pictographs() -> None:
    reading = section(pack(with_typed()), "Reading")
    assert (reading[0]["child"], reading[0]["marks"]) == ("Bilal Rowe", ["SEND"])
    assert reading[0]["need"] == "Reading fluency"
    assert reading[0]["reason"] == "Away  a lot"
    assert reading[0]["actions"] == [
        {"action": "Read at bedtime", "owner": "the family", "day": "", "measure": "Diary signed"}
    ]
    assert section(pack(with_typed()), "Issues for the leadership team")[0]["text"] == "Books"


def test_a_pointer_says_where_the_whole_line_is() -> None:
    (maths,) = [row for row in section(pack(), "Maths") if row["child"] == "Bilal Rowe"]
    assert (maths["see"], maths["attainment"], maths["progress"]) == ("Reading", "Red", "Yellow")


@pytest.mark.parametrize("class_name", ["Oak", "Acorn", "Robins"])
def test_it_is_typeset_tagged_and_confidential_on_every_page(class_name: str) -> None:
    paper = pack(with_typed(), class_name)
    pictures = dict.fromkeys(paper.pages[0].pictures, SQUARE)
    pdf = pypdf.PdfReader(io.BytesIO(Typesetter(TODAY).pdf(paper.title, paper.pages, pictures)))
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]  # type: ignore[index]  # pypdf's types
    texts = [page.extract_text() for page in pdf.pages]
    assert all("Confidential: pupil data" in text for text in texts)
    whole = " ".join(" ".join(texts).split())
    for upn, forename, surname, _, of, *_ in meeting_school.PUPILS:
        full = f"{forename} {surname}"
        assert of == class_name or full not in whole, upn
    if class_name == "Robins":
        assert "no circles are set up for Reception" in whole
        assert "Not on track in Literacy and Mathematics" in whole
