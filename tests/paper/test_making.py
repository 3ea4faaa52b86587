"""Papers where they are to lie: made, joined from those that lie there, or left."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader
from reports.school_by_hand import NOW, TODAY, make_school

from ppm_xl.paper import typesetting
from ppm_xl.paper.making import PaperMaker
from ppm_xl.plan import Page, Paper, VennPicture
from ppm_xl.reports.planning import plan_family_reports

if TYPE_CHECKING:
    from pathlib import Path

VENN = VennPicture(("Reading",), {"a": frozenset({"Reading"})}, {"a": "Zoë"})


@pytest.fixture(scope="module")
def papers() -> tuple[Paper, ...]:
    """Three children's reports and one of all three."""
    children = plan_family_reports(make_school(), NOW, TODAY, class_name="Oak").papers[:3]
    pages = tuple(page for paper in children for page in paper.pages)
    return (*children, Paper(("Oak.pdf",), "Oak", pages))


def no_picture(_venn: VennPicture, _title: str) -> bytes:
    raise AssertionError


def make(papers: tuple[Paper, ...], folder: Path) -> dict[str, bytes]:
    maker = PaperMaker(TODAY, folder, no_picture)
    return {paper.path[-1]: maker.make(paper).read_bytes() for paper in papers}


def test_after_one_change_all_is_as_if_made_anew_and_only_that_child_is_typeset(
    papers: tuple[Paper, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = make(papers, tmp_path / "a")
    said = {**papers[1].pages[0].data, "what went well": "Learned to juggle."}
    page = replace(papers[1].pages[0], data=said)
    one, whole = papers[1], papers[3]
    changed = (
        papers[0],
        replace(one, pages=(page,)),
        papers[2],
        replace(whole, pages=(whole.pages[0], page, whole.pages[2])),
    )
    anew = make(changed, tmp_path / "b")
    typeset: list[str] = []
    compacted = typesetting.compacted
    monkeypatch.setattr(
        typesetting, "compacted", lambda pdf: typeset.append("one") or compacted(pdf)
    )
    assert make(changed, tmp_path / "a") == anew
    assert typeset == ["one"]
    same = {name for name, pdf in before.items() if anew[name] == pdf}
    assert same == {papers[0].path[-1], papers[2].path[-1]}


def test_a_childs_paper_that_is_taken_away_meanwhile_is_set_anew(
    papers: tuple[Paper, ...], tmp_path: Path
) -> None:
    maker = PaperMaker(TODAY, tmp_path, no_picture)
    for paper in papers[:2]:
        place = maker.make(paper)
    place.unlink()
    both = replace(papers[3], pages=papers[3].pages[:2])
    assert len(PdfReader(maker.make(both)).pages) == 3, "each begins a leaf"


def test_a_diagram_is_drawn_only_where_its_paper_is_made(tmp_path: Path) -> None:
    drawn: list[str] = []

    def draw(_venn: VennPicture, title: str) -> bytes:
        drawn.append(title)
        return b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>'

    data = {"title": "To do", "school": "Larkfield", "half-term": f"{NOW}", "children": []}
    listed = {**data, "home": "", "in short": "", "headings": ["A", "B", "C", "D", "E"]}
    page = Page("report_list", listed, pictures={"venn.svg": VENN})
    for venn in (VENN, VENN, replace(VENN, title="Other")):
        paper = Paper(("List.pdf",), "List", (replace(page, pictures={"venn.svg": venn}),))
        PaperMaker(TODAY, tmp_path, draw).make(paper)
    assert drawn == ["List", "List"]
