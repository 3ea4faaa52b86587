"""The desk of someone in Excel: message boxes, the status bar and the status cell on Home."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ppm_xl.desk import T
from ppm_xl.errors import Problem, worst_first
from ppm_xl.plan import Question

if TYPE_CHECKING:
    import xlwings

_TITLE = "Pupil progress"
_SHOWN = 8
_LINES, _ACROSS = 30, 90
"""Of a message box on a laptop's screen, so that its buttons can be reached: lines, and
characters across."""


class ExcelDesk:
    """Speaks through the workbook's own Excel.

    Parameters
    ----------
    book
        The open workbook whose button was pressed.
    """

    def __init__(self, book: xlwings.Book) -> None:
        self._book = book
        self._said: list[str] = []
        self._details: list[str] = []

    def tell(self, *sentences: str) -> None:
        """Keep sentences for the one message box at the end: :meth:`finish`."""
        self._said.extend(sentences)

    def detail(self, *lines: str) -> None:
        """Keep lines that stand last in the message box, as far as there is room."""
        self._details.extend(lines)

    def list_problems(self, problems: Sequence[Problem]) -> None:
        """Keep the worst problems for the message box; the sheet Log counts them all."""
        ordered = worst_first(tuple(problems))
        for problem in ordered[:_SHOWN]:
            self._said.append(f"• {problem.where}: {problem.message} {problem.do}".rstrip())
        if len(ordered) > _SHOWN:
            more = len(ordered) - _SHOWN
            self._said.append(f"… and {more} more. Put these right, then press the button again.")

    def ask(self, question: Question) -> bool | None:
        """Ask Yes or No in a message box, with what was said so far."""
        words = self._box(question.text)
        answer = self._book.app.alert(words, _TITLE, buttons="yes_no", mode="info")
        return answer == "yes"

    def progress(self, label: str, items: Sequence[T]) -> Iterator[T]:
        """Show how far things are on the status bar, at most twenty times."""
        step = max(1, len(items) // 20)
        for number, item in enumerate(items):
            if number % step == 0:
                self._book.app.status_bar = f"{label}: {number} of {len(items)}"
            yield item

    def finish(self) -> None:
        """Show what was said, in one message box."""
        self._book.app.status_bar = False
        if self._said or self._details:
            self._book.app.alert(self._box(), _TITLE, mode="info")

    def refuse(self, sentence: str) -> None:
        """Show why nothing was done, with what was said so far."""
        self._book.app.status_bar = False
        self._book.app.alert(self._box(sentence), _TITLE, mode="critical")

    def _box(self, last: str = "") -> str:
        """Give the words of one message box: what was said, details as far as they fit, the last.

        What was said comes whole, as long as it does not push the buttons off the screen.
        """
        ending = ["", last] if last and (self._said or self._details) else [last] if last else []
        room = _LINES - _height(ending)
        said = _fitting(self._said, room)
        details = [
            line if len(line) <= _ACROSS else f"{line[: _ACROSS - 2].rstrip()} …"
            for line in self._details
        ]
        shown = _fitting(details, room - _height(said) - 1) if details else []
        self._said.clear()
        self._details.clear()
        return "\n".join([*said, *([""] if shown and said else []), *shown, *ending])


def _height(sentences: Sequence[str]) -> int:
    return sum(max(1, math.ceil(len(sentence) / _ACROSS)) for sentence in sentences)


def _fitting(sentences: Sequence[str], room: int) -> list[str]:
    """Give as many sentences as a number of lines holds, and say how many are missing."""
    if _height(sentences) <= room:
        return list(sentences)
    shown: list[str] = []
    for sentence in sentences:
        if _height([*shown, sentence]) >= room:
            break
        shown.append(sentence)
    return [*shown, f"… and {len(sentences) - len(shown)} more lines."]
