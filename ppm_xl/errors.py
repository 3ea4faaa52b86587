"""What can go wrong, in words a user can act on.

There is one base, :class:`PpmError`, and two branches beneath it: *your data*
(:class:`DataError`) and *your file* (:class:`FileError`). Anything else that is
raised is a fault of ours and reaches nobody but the log. Problems in data that
can be gathered and shown together are values, not exceptions: :class:`Problem`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class PpmError(Exception):
    """A sentence for the user, and what to do about it.

    Parameters
    ----------
    message
        One plain sentence: what is wrong.
    do
        What the user can do, as a sentence; may be empty.
    """

    def __init__(self, message: str, do: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.do = do

    def __str__(self) -> str:
        """Give the sentence and what to do, as one line."""
        return f"{self.message} {self.do}".strip()


class DataError(PpmError):
    """Your data: what a file or a sheet says cannot be used."""


class ConflictError(DataError):
    """A cell no longer holds what it held when the change was planned."""


class FileError(PpmError):
    """Your file: it is missing, damaged, of another kind, locked or open elsewhere."""


class OpenElsewhereError(FileError):
    """Another program or person has the workbook open."""


class StillRunningError(OpenElsewhereError):
    """Another action has not yet finished in this workbook."""


class BusyError(FileError):
    """Excel does not answer: a cell is being edited or a dialogue is open."""


class Severity(IntEnum):
    """How much a problem matters; the worst is shown first."""

    ERROR = 3
    WARNING = 2
    NOTE = 1


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in the workbook that a problem is about, or the first of several.

    Attributes
    ----------
    row
        The row's place in the table as read, from 0.
    column
        A heading; empty for the first column.
    """

    table: str
    row: int = 0
    column: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in data, as a value: gathered, sorted and shown together.

    Attributes
    ----------
    code
        Stable, in kebab case, such as ``duplicate-upn``.
    where
        Where to look: a file and row, or a table, row and column.
    message
        One plain sentence.
    do
        What to do about it; may be empty.
    severity
        Errors stop the row or the action; warnings and notes stop nothing.
    spot
        Where in the workbook it can be put right; None where that is not in a table.
    """

    code: str
    where: str
    message: str
    do: str = ""
    severity: Severity = Severity.WARNING
    spot: Spot | None = None


def worst_first(problems: list[Problem] | tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Sort problems, errors first, otherwise keeping their order."""
    return tuple(sorted(problems, key=lambda problem: -problem.severity))
