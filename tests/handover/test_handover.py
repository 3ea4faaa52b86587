"""Handover pages: what stands on them, who is on them, and that each child has one page."""

from __future__ import annotations

import json
import re
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ppm_xl.errors import DataError
from ppm_xl.handover.child import Cell, Shelf, child_year
from ppm_xl.handover.planning import newest_year_with_marks, placed_in, plan_handover
from ppm_xl.paper.typesetting import Typesetter, unprintable
from ppm_xl.plan import Paper
from ppm_xl.school.model import School

TODAY = date(2027, 7, 9)
YEAR = "2026-27"
EVERYTHING, NOTHING, YOUNG = "A999", "B999", "C999"


def words_of(paper: Paper) -> str:
    return json.dumps([page.data for page in paper.pages], ensure_ascii=False)


def test_marks_targets_and_what_helped_by_hand(school: School) -> None:
    child = child_year(
        school, school.pupils[EVERYTHING], YEAR, "4", "Oak", Shelf.of(school, with_barriers=False)
    )
    reading, writing, maths = child.subjects
    assert reading.half_terms[0] == Cell("Red", "BLW")
    assert reading.half_terms[1] == Cell("Yellow", "WTS")
    assert reading.last == Cell("Green", "EXS")
    assert (reading.began, reading.target, reading.met) == ("BLW", "EXS", True)
    assert (writing.target, writing.met) == ("GDS", False)
    assert (maths.target, maths.met) == ("", None)
    assert maths.began == "BLW"  # no target: the first judgement here
    assert child.targets_met == (1, 2)
    assert child.flags == ("Pupil Premium", "SEND: SEN support", "EAL")
    assert child.attendance == "94.9 %"
    assert child.helped[0] == "Reading partners"
    assert child.helped[-1] == "Sitting near"
    assert "Flash cards" in child.did_not_help
    assert len(child.open_actions) == 9
    assert child.in_place == ("Reading partners",)
    assert child.own_words == "I like maps."


@pytest.mark.parametrize(
    ("mark", "agreed", "met"),
    [
        ("EXS", "EXS", True),
        ("WTS", "EXS", False),
        ("PK3", "PK4", False),  # alike in steps: the standards' own numbers decide
        ("PK4", "PK4", True),
        ("PK6", "SBLW", False),
        ("Purple", "EXS", None),
    ],
)
def test_a_target_is_met_as_on_the_sheet_targets(
    school: School, mark: str, agreed: str, *, met: bool | None
) -> None:
    school = replace(
        school,
        judgements={
            when: replace(row, marks={"Reading": mark}) for when, row in school.judgements.items()
        },
        targets={key: replace(target, agreed=agreed) for key, target in school.targets.items()},
    )
    child = child_year(school, school.pupils[EVERYTHING], YEAR, "4", "Oak", Shelf())
    assert child.subjects[0].met is met


def test_reception_has_areas_goals_and_gld(school: School) -> None:
    child = child_year(school, school.pupils[YOUNG], YEAR, "R", "Acorn", Shelf())
    assert child.subjects == ()
    assert {area.name: area.last.words for area in child.areas}["Literacy"] == "Not yet"
    assert child.goals == "Early learning goals: 1 of 2 expected; not yet Writing"
    assert child.good_level is False


def test_who_left_or_came_later_is_not_handed_over(school: School) -> None:
    placed = placed_in(school, YEAR, TODAY)
    assert [(p.pupil.upn, p.year, p.class_name) for p in placed] == [
        (EVERYTHING, "4", "Oak"),
        (NOTHING, "4", "Oak"),
        (YOUNG, "R", "Acorn"),
    ]
    assert newest_year_with_marks(school) == YEAR


def test_each_class_has_one_pdf_youngest_first(school: School) -> None:
    papers = plan_handover(school, YEAR, TODAY).papers
    assert [paper.path for paper in papers] == [
        ("2026-27 Handover", "Acorn", "Handover.pdf"),
        ("2026-27 Handover", "Oak", "Handover.pdf"),
    ]
    assert [len(paper.pages) for paper in papers] == [2, 3]
    with pytest.raises(DataError, match="Nobody was in the class"):
        plan_handover(school, YEAR, TODAY, class_name="Yew")


def test_class_staff_see_nothing_that_is_for_the_senco_or_leaders(school: School) -> None:
    for paper in plan_handover(school, YEAR, TODAY).papers:
        assert "Circumstances" not in words_of(paper)
        assert "ooked after" not in words_of(paper)
        assert "concern" not in words_of(paper).casefold()
    [oak] = plan_handover(school, YEAR, TODAY, class_name="oak", with_barriers=True).papers
    assert "Circumstances" in words_of(oak)
    assert oak.path == ("2026-27 Handover", "Oak", "Handover with barriers.pdf")
    assert "for the SENCO and leaders" in oak.title


def test_a_child_with_everything_and_one_with_nothing_have_a_page_each(
    school: School, tmp_path: Path
) -> None:
    typesetter = Typesetter(TODAY)
    for paper in plan_handover(school, YEAR, TODAY, with_barriers=True).papers:
        assert [where for page in paper.pages for where in unprintable(page)] == []
        path = tmp_path / "Handover.pdf"
        path.write_bytes(typesetter.pdf(paper.title, paper.pages, {}))
        said = subprocess.run(
            ["pdfinfo", str(path)], capture_output=True, text=True, check=True, timeout=60
        ).stdout
        assert re.search(r"^Pages:\s+(\d+)$", said, re.MULTILINE)[1] == str(len(paper.pages))  # type: ignore[index]
        assert re.search(r"^Tagged:\s+yes$", said, re.MULTILINE)
