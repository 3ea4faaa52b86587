"""A message box that fits a laptop's screen: its buttons must be in reach."""

from __future__ import annotations

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from ppm_xl.desk.excel import ExcelDesk
from ppm_xl.errors import Problem
from ppm_xl.plan import Question

LINES, ACROSS = 32, 90
"""On a screen of 768 points a line takes about 20; a box wraps at about 90 characters."""


class FakeExcel:
    """An Excel with a status bar, a status cell and message boxes."""

    def __init__(self) -> None:
        self.boxes: list[str] = []
        self.answer = "yes"
        self.bars: list[object] = []
        self.cells: list[str] = []
        self.app = self
        self.names = {"ppm_status": SimpleNamespace(refers_to_range=self)}

    def alert(self, prompt: str, *_: Any, **__: Any) -> str:
        self.boxes.append(prompt)
        return self.answer

    def __setattr__(self, name: str, value: Any) -> None:
        if name == "status_bar":
            self.bars.append(value)
        elif name == "value":
            self.cells.append(value)
        else:
            super().__setattr__(name, value)


@pytest.fixture
def excel() -> FakeExcel:
    return FakeExcel()


@pytest.fixture
def boxes(excel: FakeExcel) -> list[str]:
    return excel.boxes


@pytest.fixture
def desk(excel: FakeExcel) -> ExcelDesk:
    return ExcelDesk(excel, "Family reports", lambda: datetime(2026, 11, 21, 14, 3, tzinfo=UTC))  # type: ignore[arg-type]


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
    assert "… and 32 more." in box


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


def test_a_question_whose_answers_need_words_says_them(desk: ExcelDesk, boxes: list[str]) -> None:
    assert desk.ask(Question("again", "Reports are there.", "make them again", "keep them"))
    assert boxes == ["Reports are there.\n\nYes: make them again\nNo: keep them"]


def test_the_status_bar_and_the_cell_on_home_say_what_is_at_work_and_what_was_done(
    desk: ExcelDesk, excel: FakeExcel
) -> None:
    desk.start()
    assert (excel.bars, excel.cells) == (["Family reports …"], ["Family reports …"])
    assert list(desk.progress("Writing", "abc")) == ["a", "b", "c"]
    desk.finish()
    assert excel.cells[1:] == [
        "Writing: 0 of 3 …",
        "Writing: 1 of 3 …",
        "Writing: 2 of 3 …",
        "Family reports: done 21/11/2026 14:03.",
    ]
    assert excel.bars[-1] is False


def test_both_are_put_back_after_a_refusal(desk: ExcelDesk, excel: FakeExcel) -> None:
    desk.start()
    desk.refuse("Home does not say which class.")
    assert excel.bars[-1] is False
    assert excel.cells[-1] == "Family reports: not done 21/11/2026 14:03."


def test_a_no_is_not_called_done(desk: ExcelDesk, excel: FakeExcel) -> None:
    excel.answer = "no"
    assert desk.ask(Question("agree", "Make this change?")) is False
    desk.finish()
    assert excel.cells[-1] == "Family reports: ended 21/11/2026 14:03."


@pytest.mark.parametrize("many", [1, 19, 20, 21, 31, 39, 420])
def test_progress_is_shown_at_most_twenty_times(
    desk: ExcelDesk, excel: FakeExcel, many: int
) -> None:
    assert list(desk.progress("Writing", range(many))) == list(range(many))
    assert len(excel.cells) == min(many, 20)
    assert excel.cells[0] == f"Writing: 0 of {many} …"


def test_progress_that_cannot_be_shown_stops_nothing(desk: ExcelDesk, excel: FakeExcel) -> None:
    excel.names.clear()
    assert list(desk.progress("Writing", "ab")) == ["a", "b"]
    desk.tell("Two reports written.")
    desk.finish()
    assert excel.boxes == ["Two reports written."]
