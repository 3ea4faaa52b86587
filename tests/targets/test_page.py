"""The target sheet: what stands on it, and that a class of 35 has one page."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, cast

import pytest
from tables_by_hand import with_rows, with_scale

from ppm_xl.book.tables import EMPTY, Cell, Tables
from ppm_xl.paper.typesetting import Typesetter, unprintable
from ppm_xl.plan import Paper
from ppm_xl.schema import DEFAULT_SUBJECTS
from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.reading import read_school
from ppm_xl.targets.page import target_papers

YEAR = "2026-27"
AUTUMN = HalfTerm(YEAR, "Autumn 2")
TODAY = date(2026, 11, 23)
_SURNAMES = ("Quill", "Nguyễn", "Castlereagh-Wolstenholme", "O'Rourke", "Venkataraghavan")


def school_of(
    count: int, target: Mapping[str, Cell], mark: str = "", subjects: tuple[str, ...] = ()
) -> Tables:
    """Give a class in which every child has the same targets and marks."""
    upns = [f"A9990001250{n:02d}" for n in range(count)]
    tables = with_scale(EMPTY, "flat")
    tables = with_rows(
        tables,
        "Pupils",
        *(
            {"UPN": upn, "Forename": f"Maximilian{n}", "Surname": _SURNAMES[n % 5], "Year": "4",
             "Class": "4B", "Pupil Premium": "Y", "SEND": "K"}
            for n, upn in enumerate(upns)
        ),
    )  # fmt: skip
    named = subjects or DEFAULT_SUBJECTS
    tables = with_rows(tables, "Subjects", *({"Subject": s, "Year groups": "1-6"} for s in named))
    marks: dict[str, Cell] = {"Reading": mark, "Writing": mark, "Maths": mark}
    when: dict[str, Cell] = {"School year": YEAR, "Half-term": "Autumn 2", "Year": "4"}
    tables = with_rows(
        tables, "Assessments", *({**when, "UPN": upn, **marks} for upn in upns if mark)
    )
    return with_rows(
        tables,
        "Targets",
        *(
            {"School year": YEAR, "UPN": upn, "Subject": subject, **target}
            for upn in upns
            for subject in named
        ),
    )


def papers_of(tables: Tables) -> tuple[Paper, ...]:
    return target_papers(read_school(tables)[0], tables, AUTUMN, TODAY)


def first_cell(tables: Tables) -> dict[str, Any]:
    (paper,) = papers_of(tables)
    rows = cast("list[dict[str, Any]]", paper.pages[0].data["rows"])
    return cast("dict[str, Any]", rows[0]["cells"][0])


AGREED: dict[str, Cell] = {
    "Starting point": "WTS", "Proposed": "EXS", "Agreed": "EXS", "Autumn milestone": "WTS",
    "Spring milestone": "WTS", "Summer milestone": "EXS", "Agreed on": date(2026, 9, 25),
    "Agreed by": "Mrs Frost", "Original": "EXS",
}  # fmt: skip


@pytest.mark.parametrize("mark", ["SBLW", "EXS"])
def test_a_class_of_thirty_five_has_one_page(tmp_path: Path, mark: str) -> None:
    (paper,) = papers_of(school_of(35, AGREED, mark))
    assert paper.path == ("2026-27 Autumn 2", "4B", "Targets.pdf")
    assert [where for page in paper.pages for where in unprintable(page)] == []
    path = tmp_path / "Targets.pdf"
    path.write_bytes(Typesetter(TODAY).pdf(paper.title, paper.pages, {}))
    said = subprocess.run(
        ["pdfinfo", str(path)], capture_output=True, text=True, check=True, timeout=60
    ).stdout
    facts = dict(re.findall(r"^([\w ]+):\s+(.*)$", said, re.MULTILINE))
    assert (facts["Pages"], facts["Tagged"], facts["Title"]) == (
        "1", "yes", "Targets: Class 4B, 2026-27",
    )  # fmt: skip
    words = subprocess.run(
        ["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True,
        timeout=60,
    ).stdout  # fmt: skip
    assert words.count("Maximilian") == 35
    assert "Agreed by Mrs Frost on 25/09/2026." in words
    assert ("milestone not reached yet" in words) == (mark == "SBLW")
    assert ("at the target or above" in words) == (mark == "EXS")


@pytest.mark.parametrize(
    ("change", "mark", "expected"),
    [
        ({}, "EXS", {"target": "EXS", "agreed": True, "met": True, "low": False}),
        ({}, "WTS", {"met": False, "now": "WTS", "start": "WTS"}),
        ({"Agreed": None}, "EXS", {"target": "EXS", "agreed": False, "met": False}),
        ({"Agreed": "WTS"}, "WTS", {"target": "WTS", "low": True, "met": True}),
        ({"Agreed": "WTS", "Reason changed": "long absence"}, "WTS", {"low": False}),
        ({}, "", {"now": "", "met": False}),
    ],
)
def test_what_a_cell_says(change: dict[str, Cell], mark: str, expected: dict[str, object]) -> None:
    found = first_cell(school_of(1, {**AGREED, **change}, mark))
    assert {name: found[name] for name in expected} == expected


def test_only_the_milestone_that_is_due_can_be_missed() -> None:
    found = first_cell(school_of(1, AGREED, "BLW"))
    assert [m["missed"] for m in found["milestones"]] == [True, False, False]


def test_the_summary_counts_and_names_who_agreed() -> None:
    (paper,) = papers_of(school_of(3, AGREED, "EXS"))
    data = paper.pages[0].data
    assert data["agreed"] == "Agreed by Mrs Frost on 25/09/2026"
    assert data["summary"] == [
        f"{s}: 3 of 3 targets at the expected standard or above; 3 reached by now"
        for s in DEFAULT_SUBJECTS
    ]
    (open_,) = papers_of(school_of(3, {**AGREED, "Agreed": None}, "EXS"))
    assert open_.pages[0].data["agreed"] == ""
    assert open_.pages[0].data["summary"] == [f"{s}: none agreed yet" for s in DEFAULT_SUBJECTS]


@pytest.mark.parametrize(
    ("mark", "pages"), [("EXS", [["A", "B", "C"], ["D"]]), ("Expected", [["A", "B"], ["C", "D"]])]
)
def test_subjects_that_find_no_room_go_to_another_page(mark: str, pages: list[list[str]]) -> None:
    (paper,) = papers_of(school_of(2, {"Agreed": mark}, "", ("A", "B", "C", "D")))
    assert [page.data["subjects"] for page in paper.pages] == pages


def test_a_school_without_targets_has_no_sheet() -> None:
    tables = with_rows(school_of(2, AGREED), "Targets")
    assert papers_of(tables) == ()
