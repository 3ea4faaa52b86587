"""One module an action: read a book, plan, ask, apply. The imperative shell."""

from __future__ import annotations

from dataclasses import dataclass

from ppm_xl.book.change import Change
from ppm_xl.errors import Problem
from ppm_xl.plan import Question


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an action did, for whoever asked.

    Attributes
    ----------
    ok
        Whether it did what was asked; false where the input or an open question stopped it.
    files
        Absolute paths of the files written.
    """

    ok: bool
    said: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    problems: tuple[Problem, ...] = ()
    questions: tuple[Question, ...] = ()
    files: tuple[str, ...] = ()
