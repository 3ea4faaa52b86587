"""A message box that fits a laptop's screen: its buttons must be in reach."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from ppm_xl.desk.excel import ExcelDesk
from ppm_xl.errors import Problem
from ppm_xl.plan import Question

LINES, ACROSS = 32, 90
"""On a screen of 768 points a line takes about 20; a box wraps at about 90 characters."""


@pytest.fixture
def boxes() -> list[str]:
    return []


@pytest.fixture
def desk(boxes: list[str]) -> ExcelDesk:
    def alert(prompt: str, *_: Any, **__: Any) -> str:
        boxes.append(prompt)
        return "yes"

    return ExcelDesk(SimpleNamespace(app=SimpleNamespace(alert=alert)))  # type: ignore[arg-type]


def height(box: str) -> int:
    return sum(1 + len(line) // ACROSS for line in box.split("\n"))


def test_however_much_there_is_to_say_the_question_is_in_reach(
    desk: ExcelDesk, boxes: list[str]
) -> None:
    desk.detail(*(f"heading {number} {'x' * 500}" for number in range(20)))
    desk.tell(*(f"sentence {number}" for number in range(9)))
    desk.list_problems([Problem("p", f"row {n}", "y" * 150) for n in range(40)])
    desk.detail(*(f"    pupil {number}" for number in range(200)))
    assert desk.ask(Question("agree", "Make these 200 changes?"))
    (box,) = boxes
    assert height(box) <= LINES
    assert box.endswith("\n\nMake these 200 changes?")
    assert all(f"sentence {number}" in box for number in range(9))
    assert "… and 32 more. Put these right" in box


def test_what_is_short_is_shown_whole_and_once(desk: ExcelDesk, boxes: list[str]) -> None:
    desk.tell("Two files.")
    desk.detail("New pupil (1)", "    Zoë Quill")
    assert desk.ask(Question("agree", "Make this change?"))
    desk.tell("Imported.")
    desk.finish()
    desk.finish()
    assert boxes == [
        "Two files.\n\nNew pupil (1)\n    Zoë Quill\n\nMake this change?",
        "Imported.",
    ]


def test_a_refusal_comes_with_its_reasons(desk: ExcelDesk, boxes: list[str]) -> None:
    desk.tell("marks.csv: 3 rows, 3 left out.")
    desk.refuse("Nothing in these files can be used.")
    desk.refuse("Excel is busy.")
    assert boxes == [
        "marks.csv: 3 rows, 3 left out.\n\nNothing in these files can be used.",
        "Excel is busy.",
    ]
