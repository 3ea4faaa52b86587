"""A report of an earlier time does not stay where the child no longer is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from reports.school_by_hand import NOW, PUPILS, TODAY

from ppm_xl.paper.writing import lying, remove, write
from ppm_xl.reports.planning import plan_family_reports
from ppm_xl.reports.superseded import superseded
from ppm_xl.school.model import School

HALF_TERM = "2026-27 Autumn 2"


def make(folder: Path, school: School, **of: str) -> set[str]:
    """Do with files what the action does, without typesetting."""
    papers = plan_family_reports(school, NOW, TODAY, **of).papers
    for paper in papers:
        write(b"a report", folder, paper.path)
    for place in superseded(school, NOW, papers, lying(folder, HALF_TERM)):
        remove(folder, place)
    return here(folder)


def here(folder: Path) -> set[str]:
    return {path.relative_to(folder / HALF_TERM).as_posix() for path in folder.rglob("*.pdf")}


def moved(school: School, who: str, to: str) -> School:
    pupil = replace(PUPILS[who], class_name=to)
    return replace(school, pupils={**school.pupils, pupil.upn: pupil})


@pytest.mark.parametrize("of", [{}, {"class_name": "Elm"}, {"upn": PUPILS["empty"].upn}])
def test_a_child_who_changed_class_has_one_report(
    tmp_path: Path, school: School, of: dict[str, str]
) -> None:
    assert "Oak/Reports/Ash Bo.pdf" in make(tmp_path, school)
    found = make(tmp_path, moved(school, "empty", "Elm"), **of)
    assert {place for place in found if "Ash Bo" in place} == {"Elm/Reports/Ash Bo.pdf"}
    assert ("Oak/Oak family reports.pdf" in found) == (not of), "it has the child's old page"


def test_it_goes_too_when_only_the_old_class_is_made(tmp_path: Path, school: School) -> None:
    make(tmp_path, school)
    found = make(tmp_path, moved(school, "empty", "Elm"), class_name="Oak")
    assert not {place for place in found if "Ash Bo" in place}
    assert "Oak/Oak family reports.pdf" in found


def test_a_child_who_was_held_and_changed_class(tmp_path: Path, school: School) -> None:
    held = "Oak/Held for the head/Quill Ignatius.pdf"
    assert held in make(tmp_path, school)
    gone_on = moved(school, "held", "Elm")
    pupil = replace(gone_on.pupils[PUPILS["held"].upn], report_copies=1)
    found = make(tmp_path, replace(gone_on, pupils={**gone_on.pupils, pupil.upn: pupil}))
    assert {p for p in found if "Quill" in p} == {"Elm/Reports/Quill Ignatius.pdf"}


def test_of_two_of_a_name_the_other_one_keeps_theirs(tmp_path: Path, school: School) -> None:
    before = make(tmp_path, school)
    assert {p for p in before if "Pemberly" in p} == {
        "Oak/Reports/Pemberly Ottoline 1.pdf",
        "Oak/Reports/Pemberly Ottoline 2.pdf",
    }
    found = make(tmp_path, moved(school, "red", "Elm"))
    assert {p for p in found if "Pemberly" in p} == {
        "Oak/Reports/Pemberly Ottoline.pdf",
        "Elm/Reports/Pemberly Ottoline.pdf",
    }


def test_nothing_else_is_touched(tmp_path: Path, school: School) -> None:
    make(tmp_path, school)
    others = ["Oak/Meeting pack.pdf", "Oak/Reports/Notes for the office.pdf",
              "Lists/Reports/Ash Bo.pdf.txt", "Oak/Old/Ash Bo.pdf"]  # fmt: skip
    for name in others:
        path = tmp_path / HALF_TERM / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"of somebody else")
    before = here(tmp_path)
    assert make(tmp_path, school) == before
    after = make(tmp_path, moved(school, "empty", "Elm"))
    assert set(others[:2]) <= after
    assert (tmp_path / HALF_TERM / others[3]).exists()


def test_a_leavers_report_stays(tmp_path: Path, school: School) -> None:
    with_leaver = replace(PUPILS["leaver"], left=None)
    make(tmp_path, replace(school, pupils={**school.pupils, with_leaver.upn: with_leaver}))
    assert "Oak/Reports/Yarrow Gwendolen.pdf" in make(tmp_path, school)
