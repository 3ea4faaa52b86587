"""What an import would do, gathered while it is worked out: lines, problems, questions, counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from ppm_xl.book.tables import Cell
from ppm_xl.errors import Problem, Severity
from ppm_xl.mis.kinds import Recognised
from ppm_xl.school.cells import text
from ppm_xl.sentences import counted


class Decision(StrEnum):
    """What is to happen with a line of the list."""

    YES = "Yes"
    NO = "No"
    UNDECIDED = "Undecided"
    DONE = "Done"


LINES_IN_ORDER: Final = (
    "Row left out",
    "Mark not on the scale",
    "Two files disagree",
    "Rows disagree",
    "Joiner",
    "Leaver",
    "Back on roll",
    "UPN change",
    "Class change",
    "Year change",
    "SEND change",
    "Pupil Premium change",
    "Detail change",
    "New class",
    "Mark overwritten",
    "Mark added",
    "Attendance changed",
    "Attendance added",
    "Attitude changed",
    "Attitude added",
    "Incidents changed",
    "Incidents added",
)
"""The words of the list's column ``What``, in the order in which the list shows them."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the list before the change.

    Attributes
    ----------
    upn
        Whom it is about; empty where it is about nobody we know.
    source
        Where it comes from: a file and row.
    """

    what: str
    pupil: str
    column: str
    was: str
    becomes: str
    decision: Decision = Decision.YES
    why: str = ""
    upn: str = ""
    source: str = ""

    @property
    def order(self) -> tuple[int, str, str, str, str]:
        """Where it stands in the list, whatever the order of the file's rows."""
        return (
            LINES_IN_ORDER.index(self.what),
            self.pupil.casefold(),
            self.upn,
            self.column,
            self.becomes,
        )


@dataclass(frozen=True, slots=True)
class Question:
    """What only a person can decide.

    Attributes
    ----------
    candidates
        The pupils it may be, by name; empty where the question is not about whom.
    """

    where: str
    asked: str
    candidates: tuple[str, ...] = ()

    def in_words(self) -> str:
        """Say it as one question, with whom it may be."""
        perhaps = f" Is it {' or '.join(self.candidates)}?" if self.candidates else ""
        return f"{self.where}: {self.asked}{perhaps}"


@dataclass(frozen=True, slots=True)
class Counts:
    """What became of a file's rows: the four add up to ``rows``."""

    file: str
    rows: int
    added: int
    changed: int
    same: int
    refused: int
    notes: int

    def in_words(self) -> str:
        """Say it in a few words, such as ``79 rows: 78 the same, 1 left out``."""
        parts = [
            f"{number} {word}"
            for number, word in (
                (self.added, "added"),
                (self.changed, "changed"),
                (self.same, "the same"),
                (self.refused, "left out"),
            )
            if number
        ]
        notes = f" ({counted(self.notes, 'row')} of notes passed over)" if self.notes else ""
        return f"{counted(self.rows, 'row')}, {', '.join(parts)}{notes}"


class Outcome(StrEnum):
    """What becomes of one row of a file."""

    ADDED = "added"
    CHANGED = "changed"
    SAME = "same"
    REFUSED = "refused"


_STRONGEST: Final = (Outcome.ADDED, Outcome.CHANGED, Outcome.SAME, Outcome.REFUSED)


@dataclass(frozen=True, slots=True)
class Source:
    """One row of one file."""

    file: int
    name: str
    row: int

    def __str__(self) -> str:
        """Say where it is, as people do."""
        return f"{self.name}, row {self.row}"


@dataclass
class Ledger:
    """Gathers what is found; nothing in it has happened yet."""

    lines: list[Line] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    outcomes: dict[Source, Outcome] = field(default_factory=dict)
    names: dict[Source, str] = field(default_factory=dict)
    """Whom each row says it is about, as lines show it."""
    given: set[tuple[str, str]] = field(default_factory=set)
    """Pupil and column of every cell that the files give a value which can be used."""

    def rows_used(self) -> frozenset[tuple[str, str]]:
        """Give the file and pupil of every row that is not left out."""
        return frozenset(
            (source.name, self.names.get(source, ""))
            for source, outcome in self.outcomes.items()
            if outcome is not Outcome.REFUSED
        )

    def note(self, source: Source, outcome: Outcome) -> None:
        """Say what becomes of a row; of several, the one that changes most stands."""
        before = self.outcomes.get(source, Outcome.REFUSED)
        self.outcomes[source] = min(before, outcome, key=_STRONGEST.index)

    def refuse(
        self,
        source: Source,
        pupil: str,
        why: str,
        do: str = "",
        *,
        code: str,
        candidates: Iterable[str] = (),
        undecided: bool = False,
        severity: Severity = Severity.WARNING,
    ) -> None:
        """Leave a row out, with the reason; ``undecided`` where a person could let it in."""
        self.outcomes.setdefault(source, Outcome.REFUSED)
        candidates = tuple(candidates)
        why = why[:1].upper() + why[1:]
        self.problems.append(Problem(code, str(source), f"{why}.", do, severity))
        decision = Decision.UNDECIDED if undecided else Decision.NO
        unnamed = [name for name in candidates if name not in why]
        shown = f"{why} ({' or '.join(unnamed)})" if unnamed else why
        self.lines.append(Line("Row left out", pupil, "", "", "", decision, f"{source}: {shown}."))
        if undecided:
            self.questions.append(Question(str(source), f"{why}.", candidates))

    def leave_out(
        self,
        what: str,
        source: str,
        pupil: str,
        upn: str,
        column: str,
        *,
        was: Cell,
        offered: str,
        why: str,
        code: str,
    ) -> None:
        """Leave one cell out until a person decides."""
        self.problems.append(Problem(code, source, f"{pupil}: {why}."))
        self.questions.append(Question(source, f"{pupil}, {column}: {why}."))
        self.lines.append(
            Line(
                what,
                pupil,
                column,
                text(was),
                offered,
                Decision.UNDECIDED,
                f"{source}: {why}.",
                upn,
                source,
            )
        )

    def unreadable(self, source: Source, column: str, cell: str, do: str = "") -> None:
        """Say that one cell could not be read; the rest of its row stands."""
        self.problems.append(
            Problem(
                "unreadable-cell",
                str(source),
                f"\u201c{cell[:40]}\u201d under {column} cannot be read and is left out.",
                do,
            )
        )

    def counts(self, files: Iterable[Recognised]) -> tuple[Counts, ...]:
        """Count each file's rows by what becomes of them."""
        out = []
        for number, file in enumerate(files):
            found = Counter(
                self.outcomes.get(Source(number, file.name, row.number), Outcome.REFUSED)
                for row in file.rows
            )
            out.append(
                Counts(
                    file.name,
                    len(file.rows),
                    found[Outcome.ADDED],
                    found[Outcome.CHANGED],
                    found[Outcome.SAME],
                    found[Outcome.REFUSED],
                    file.notes,
                )
            )
        return tuple(out)
