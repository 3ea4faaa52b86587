"""Lists and the SENCO's copy as PDFs: tagged, one page where little is to be done, no word lost."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from meeting_school import NOW, TODAY
from paper.structure import kinds, tags
from paper.visual_lint import lint
from pdfminer.high_level import extract_text

from ppm_xl.paper.typesetting import Typesetter, unprintable
from ppm_xl.plan import Page
from ppm_xl.recording.list_papers import list_papers
from ppm_xl.recording.lists import OwnerList, ToDo
from ppm_xl.school.settings import Settings

LONG = "Maximilian Castlereagh-Wolstenholme and Oluwadamilola Venkataraghavan (Class 4/5)"


def a_list(count: int) -> OwnerList:
    entries = (
        ToDo(f"A{n}", LONG, f"Read number {n} with a grown-up each day, ten minutes, the same book "
             "until it is fluent", "Reading: Phonics: sounds and blending",
             date(2026, 11, 1 + n % 28), n < 3, "Reads ninety words a minute of a new text")
        for n in range(count)
    )  # fmt: skip
    return OwnerList("Miss Sørensen", "teacher", tuple(entries))


@pytest.mark.parametrize(("count", "pages"), [(1, 1), (5, 1), (30, 4)])
def test_a_list_is_whole_and_legible(count: int, pages: int) -> None:
    (paper,) = list_papers([a_list(count)], NOW, Settings(), TODAY)
    assert [where for page in paper.pages for where in unprintable(page)] == []
    pdf = Typesetter(TODAY).pdf(paper.title, paper.pages, {})
    assert lint(pdf, pages=pages) == []
    words = " ".join(extract_text(BytesIO(pdf)).split())
    assert all(f"number {n}" in words for n in range(count))
    assert words.count("overdue") >= min(count, 3)
    found = tags(pdf)
    assert [tag.kind for tag in found].count("Table") == 1
    assert sum(tag.says == "to tick" for tag in found) == count
    assert sum(tag.scope == "Row" for tag in found) == count


def child(number: int) -> dict[str, object]:
    action = {
        "area": "Reading", "whom": "", "action": "Precision teaching daily", "owner": "Mr Joss",
        "day": "01/12/2026", "overdue": number == 0, "measure": "Forty words",
    }  # fmt: skip
    return {
        "name": f"Child {number} Castlereagh-Wolstenholme", "facts": "Year 4, SEN support",
        "stage": ("On the register", "Teacher's concern")[number % 2], "why": "Red in reading.",
        "teacher": [{"area": "Reading", "words": "Guesses from the first letter."}],
        "concern": number % 2 == 1, "asked": [{"text": "A plan?", "day": "", "reply": ""}],
        "before": ["Assessed?", "In January."], "actions": [action],
        "barriers": [{"barrier": "Medical", "since": "since 01/09/2026", "note": "Hearing aids"}],
    }  # fmt: skip


@pytest.mark.parametrize(("count", "pages"), [(0, 1), (3, 1), (12, 4)])
def test_the_senco_copy_is_whole_and_legible(count: int, pages: int) -> None:
    data: dict[str, object] = {
        "school": "Fernhollow School", "class": "Oak class", "half-term": str(NOW),
        "word": "Inclusion Manager", "held": "23/11/2026", "as of": "24/11/2026",
        "team": "Teacher: Mrs Fell",
        "children": [child(n) for n in range(count)],
        "asked": [{"text": "A course on phonics?", "day": "by 01/12/2026", "reply": "Yes"}],
        "to do": [],
    }  # fmt: skip
    pdf = Typesetter(TODAY).pdf("Copy", [Page("senco_copy", data)], {})
    assert lint(pdf, pages=pages) == []
    words = " ".join(extract_text(BytesIO(pdf)).split())
    assert "Copy for the Inclusion Manager" in words
    assert all(f"Child {n} Castlereagh" in words for n in range(count))
    assert kinds(pdf).count("H2") == count + 1
