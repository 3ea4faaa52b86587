"""A report that is held now does not stay among the others from an earlier time."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from reports.school_by_hand import NOW, PUPILS, TODAY

from ppm_xl.paper.typesetting import Typesetter
from ppm_xl.paper.writing import remove, write
from ppm_xl.reports.page import TEMPLATE
from ppm_xl.reports.planning import plan_family_reports
from ppm_xl.reports.superseded import superseded
from ppm_xl.school.model import School


def written_to(folder: Path, school: School) -> set[str]:
    """Do with files what the action does."""
    papers = plan_family_reports(school, NOW, TODAY, upn=PUPILS["empty"].upn).papers
    for paper in papers:
        write(Typesetter(TODAY).pdf(paper.title, paper.pages, {}), folder, paper.path)
    for place in superseded(school, NOW, papers):
        remove(folder, place)
    return {str(path.relative_to(folder)) for path in folder.rglob("*.pdf")}


def test_a_held_report_does_not_stay_in_the_pdf_for_the_printer(
    tmp_path: Path, school: School
) -> None:
    held = replace(PUPILS["empty"], report_copies=0)
    with_held = replace(school, pupils={**school.pupils, held.upn: held})
    oak = tmp_path / "2026-27 Autumn 2" / "Oak"
    for name in ("Oak family reports.pdf", "Meeting pack.pdf"):
        write(b"from before", oak, (name,))
    written_to(tmp_path, school)
    assert (oak / "Oak family reports.pdf").exists()
    written_to(tmp_path, with_held)
    assert not (oak / "Oak family reports.pdf").exists()
    assert (oak / "Meeting pack.pdf").exists()


def test_a_class_whose_reports_are_all_held_has_no_pdf_for_the_printer(school: School) -> None:
    held = {upn: replace(pupil, report_copies=0) for upn, pupil in school.pupils.items()}
    papers = plan_family_reports(replace(school, pupils=held), NOW, TODAY).papers
    assert {paper.path[-2] for paper in papers if paper.pages[0].template == TEMPLATE} == {
        "Held for the head"
    }
    gone = superseded(replace(school, pupils=held), NOW, papers)
    assert ("2026-27 Autumn 2", "Oak", "Oak family reports.pdf") in gone
    assert ("2026-27 Autumn 2", "Acorn", "Acorn family reports.pdf") in gone


def test_holding_and_releasing_a_report(tmp_path: Path, school: School) -> None:
    held = replace(PUPILS["empty"], report_copies=0)
    with_held = replace(school, pupils={**school.pupils, held.upn: held})
    oak = Path("2026-27 Autumn 2") / "Oak"
    assert written_to(tmp_path, school) == {str(oak / "Reports" / "Ash Bo.pdf")}
    assert written_to(tmp_path, with_held) == {str(oak / "Held for the head" / "Ash Bo.pdf")}
    assert written_to(tmp_path, school) == {str(oak / "Reports" / "Ash Bo.pdf")}
