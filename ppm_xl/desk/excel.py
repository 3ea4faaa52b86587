"""The desk of someone in Excel: message boxes, the status bar and the status cell on Home."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Final

from ppm_xl.book.excel import patiently
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
_STEPS: Final = 20
"""How often progress is shown at most: each time costs two calls into Excel."""
STATUS_CELL: Final = "ppm_status"
AT_WORK: Final = "…"
"""How the status cell ends while a step is at work; the workbook's own code looks for it when it
is opened, to see that a step never ended."""


class ExcelDesk:
    """Speaks through the workbook's own Excel.

    Parameters
    ----------
    book
        The open workbook whose button was pressed.
    words
        The button's, for the status cell: what is at work, and that it was done.
    clock
        What time it is, for the same.
    """

    def __init__(
        self,
        book: xlwings.Book,
        words: str = _TITLE,
        clock: Callable[[], datetime] = datetime.now,
    ) -> None:
        self._book = book
        self._words = words
        self._clock = clock
        self._said_no = False
        self._said: list[str] = []
        self._details: list[str] = []

    def start(self) -> None:
        """Show that the step is at work.

        Raises
        ------
        BusyError
            Where Excel is busy and stays so: then nothing has been begun.
        """
        patiently(partial(self._show, f"{self._words} {AT_WORK}"))

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
            self._said.append(f"… and {more} more.")

    def ask(self, question: Question) -> bool | None:
        """Ask Yes or No in a message box, with what was said so far."""
        text = question.text
        if (question.yes, question.no) != ("Yes", "No"):
            text = f"{text}\n\nYes: {question.yes}\nNo: {question.no}"
        answer = self._book.app.alert(self._box(text), _TITLE, buttons="yes_no", mode="info")
        self._said_no = self._said_no or answer != "yes"
        return answer == "yes"

    def progress(self, label: str, items: Sequence[T]) -> Iterator[T]:
        """Show how far things are, on the status bar and on Home, at most twenty times."""
        shown = -1
        for number, item in enumerate(items):
            if (now := number * _STEPS // len(items)) != shown:
                shown = now
                with suppress(Exception):  # progress that cannot be shown stops nothing
                    self._show(f"{label}: {number} of {len(items)} {AT_WORK}")
            yield item

    def finish(self) -> None:
        """Show that the step is done, and what was said, in one message box."""
        self._end("ended" if self._said_no else "done")
        if self._said or self._details:
            self._book.app.alert(self._box(), _TITLE, mode="info")

    def refuse(self, sentence: str) -> None:
        """Show why nothing was done, with what was said so far."""
        self._end("not done")
        self._book.app.alert(self._box(sentence), _TITLE, mode="critical")

    def _show(self, words: str) -> None:
        self._book.app.status_bar = words
        self._status(words)

    def _status(self, words: str) -> None:
        self._book.names[STATUS_CELL].refers_to_range.value = words

    def _end(self, how: str) -> None:
        """Give the status bar back to Excel, and say on Home how it went and when."""
        with suppress(Exception):  # the message box that follows says it too
            self._book.app.status_bar = False
        with suppress(Exception):
            self._status(f"{self._words}: {how} {self._clock():%d/%m/%Y %H:%M}.")

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
