"""The desk of someone at the panel: what an action says travels to the window as lines.

The action runs in a Python of its own (:mod:`ppm_xl.panel.work`), so that the window stays alive
and Excel is spoken to from one place only. Each thing it says is one line of JSON on its output;
each answer is one line on its input. A window that has gone is no reason to stop: the action
finishes, and asks nobody.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import Final, TextIO

from ppm_xl.desk import T
from ppm_xl.errors import Problem, Severity, worst_first
from ppm_xl.plan import Question

_SHOWN: Final = 100
"""Of the problems; the window scrolls, but nobody reads further."""
_STEPS: Final = 50
"""At how many places at most the progress bar stands."""
YES: Final = "yes"


@dataclass(frozen=True, slots=True)
class Said:
    """Sentences; ``quiet`` ones are details."""

    lines: tuple[str, ...]
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """One problem in the data."""

    severity: int
    where: str
    words: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, with what each answer says; the action waits for a line with one of them."""

    text: str
    yes: str = "Yes"
    no: str = "No"


@dataclass(frozen=True, slots=True)
class Moved:
    """How far things are."""

    label: str
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Workbook:
    """A workbook of ours that can be worked in.

    Attributes
    ----------
    name
        Its file's name.
    about
        The school, half-term and class it is set to, in words; may be empty.
    where
        Its folder, or that it is in the cloud, in words.
    pid
        The Excel it is open in; 0 where it is a file that was chosen.
    path
        Of a chosen file; empty for an open workbook.
    """

    name: str
    about: str = ""
    where: str = ""
    pid: int = 0
    path: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """The workbooks found."""

    workbooks: tuple[Workbook, ...]


@dataclass(frozen=True, slots=True)
class Ended:
    """The last thing said: whether it was done, why not, and the files written."""

    ok: bool
    sentence: str = ""
    files: tuple[str, ...] = ()


Message = Said | Found | Asked | Moved | Listed | Ended
_KINDS: Final = {kind.__name__: kind for kind in (Said, Found, Asked, Moved, Listed, Ended)}


def encoded(message: Message) -> str:
    r"""Give a message as one line, without its end.

    >>> encoded(Asked("Import\nthis?"))
    '{"is": "Asked", "text": "Import\\nthis?", "yes": "Yes", "no": "No"}'
    """
    return json.dumps({"is": type(message).__name__, **asdict(message)})


def decoded(line: str) -> Message | None:
    """Give the message of a line; None for a line that is none, such as a library's chatter."""
    try:
        found = json.loads(line)
        kind = _KINDS[found.pop("is")]
        if kind is Listed:
            return Listed(tuple(Workbook(**one) for one in found["workbooks"]))
        lists = {name: tuple(value) for name, value in found.items() if isinstance(value, list)}
        return kind(**{**found, **lists})
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


class PanelDesk:
    """Speaks to the window through two streams.

    Parameters
    ----------
    out
        Where messages go.
    answers
        Where answers come from.
    """

    def __init__(self, out: TextIO, answers: TextIO) -> None:
        self._out = out
        self._answers = answers

    def send(self, message: Message) -> None:
        """Send a message; a window that has gone is not waited for."""
        with suppress(OSError, ValueError):
            self._out.write(encoded(message) + "\n")
            self._out.flush()

    def tell(self, *sentences: str) -> None:
        """Say something, now."""
        if sentences:
            self.send(Said(sentences))

    def detail(self, *lines: str) -> None:
        """Say what stands in a quieter colour."""
        if lines:
            self.send(Said(lines, quiet=True))

    def list_problems(self, problems: Sequence[Problem]) -> None:
        """Show problems, worst first."""
        ordered = worst_first(tuple(problems))
        for problem in ordered[:_SHOWN]:
            words = f"{problem.message} {problem.do}".strip()
            self.send(Found(int(problem.severity), problem.where, words))
        if len(ordered) > _SHOWN:
            more = f"… and {len(ordered) - _SHOWN} more. Put these right first."
            self.send(Found(int(Severity.NOTE), "", more))

    def ask(self, question: Question) -> bool | None:
        """Ask, and wait for the answer; None where the window has gone."""
        self.send(Asked(question.text, question.yes, question.no))
        try:
            answer = self._answers.readline()
        except (OSError, ValueError):
            return None
        return answer.strip() == YES if answer else None

    def progress(self, label: str, items: Sequence[T]) -> Iterator[T]:
        """Give the items one by one, moving the bar."""
        step = max(1, len(items) // _STEPS)
        for number, item in enumerate(items):
            if number % step == 0:
                self.send(Moved(label, number, len(items)))
            yield item
        if items:
            self.send(Moved(label, len(items), len(items)))
