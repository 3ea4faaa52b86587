"""The desk of someone in Excel: message boxes, the status bar and the status cell on Home."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ppm_xl.desk import T
from ppm_xl.errors import Problem, worst_first
from ppm_xl.plan import Question

if TYPE_CHECKING:
    import xlwings

_TITLE = "Pupil progress"
_SHOWN = 8


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

    def tell(self, *sentences: str) -> None:
        """Keep sentences for the one message box at the end: :meth:`finish`."""
        self._said.extend(sentences)

    def list_problems(self, problems: Sequence[Problem]) -> None:
        """Keep the worst problems for the message box; the sheet Log counts them all."""
        ordered = worst_first(tuple(problems))
        for problem in ordered[:_SHOWN]:
            self._said.append(f"• {problem.where}: {problem.message} {problem.do}".rstrip())
        if len(ordered) > _SHOWN:
            self._said.append(f"… and {len(ordered) - _SHOWN} more: press Check data.")

    def ask(self, question: Question) -> bool | None:
        """Ask Yes or No in a message box, with all that was said so far."""
        words = "\n".join([*self._said, "", question.text])
        self._said.clear()
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
        if self._said:
            self._book.app.alert("\n".join(self._said), _TITLE, mode="info")
            self._said.clear()

    def refuse(self, sentence: str) -> None:
        """Show why nothing was done."""
        self._book.app.status_bar = False
        self._book.app.alert(sentence, _TITLE, mode="critical")
