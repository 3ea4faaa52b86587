"""What an import would do, gathered while it is worked out: lines, problems, questions, counts."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, NamedTuple

from ppm_xl.book.tables import Cell
from ppm_xl.errors import Problem, Severity
from ppm_xl.mis.answers import Answers, Decision
from ppm_xl.mis.kinds import Recognised
from ppm_xl.school.cells import text
from ppm_xl.sentences import counted

WHICH_PUPIL: Final = "Which pupil?"
WHICH_ROW: Final = "Which row counts?"
DISPUTE: Final = "Rows disagree"
QUESTIONS: Final = (
    WHICH_PUPIL,
    WHICH_ROW,
    "Mark not on the scale",
    "Two files disagree",
    DISPUTE,
)
"""What only a person can decide: such a line is Undecided until one does."""

HEADING_GUESSED: Final = "Heading guessed"
HEADING_IGNORED: Final = "Heading ignored"
HEADING_REMEMBERED: Final = "Heading remembered"
LEFT_OUT: Final = "Row left out"
JOINER: Final = "Joiner"

LINES_IN_ORDER: Final = (
    *QUESTIONS,
    LEFT_OUT,
    HEADING_GUESSED,
    JOINER,
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
    "Early learning goals changed",
    "Early learning goals added",
    "Attendance changed",
    "Attendance added",
    "Attitude changed",
    "Attitude added",
    "Incidents changed",
    "Incidents added",
    "Score changed",
    "Score added",
    "Result changed",
    "Result added",
    "Group ended",
    "Group added",
    HEADING_REMEMBERED,
    HEADING_IGNORED,
)
"""The words of the list's column ``What``, in the order in which the list shows them."""

HAVE_LINES: Final = frozenset(
    {
        "which-pupil",
        "duplicate-upn",
        "duplicate-row",
        "not-on-the-scale",
        "files-disagree",
        "rows-disagree",
        "no-such-pupil",
        "not-on-roll",
        "no-name",
        "no-number",
        "left-already",
    }
)
"""Codes of problems that stand on the list as lines of their own."""

_PLACE: Final = {what: place for place, what in enumerate(LINES_IN_ORDER)}
_ID_LENGTH: Final = 10


class Line(NamedTuple):
    """One line of the list before the change.

    Attributes
    ----------
    upn
        Whom it is about; empty where it is about nobody we know.
    source
        Where it comes from: a file and row.
    key
        What tells the line again at the next import, where that is not pupil, column and the
        new value.
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
    key: tuple[str, ...] = ()

    @property
    def order(self) -> tuple[int, str, str, str, str]:
        """Where it stands in the list, whatever the order of the file's rows."""
        place = _PLACE.get(self.what, len(_PLACE))
        return place, self.pupil.casefold(), self.upn, self.column, self.becomes

    @property
    def id(self) -> str:
        """Tell the line from others, and again at the next import: a letter and ten figures."""
        parts = self.key or (self.upn or self.pupil, self.column, self.becomes)
        told = "\x1f".join((self.what, *parts))
        return f"L{hashlib.sha256(told.encode()).hexdigest()[:_ID_LENGTH]}"


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


_STRONGEST: Final = {
    Outcome.ADDED: 0,
    Outcome.CHANGED: 1,
    Outcome.SAME: 2,
    Outcome.REFUSED: 3,
}


class Source(NamedTuple):
    """One row of one file."""

    file: int
    name: str
    row: int

    def __str__(self) -> str:
        """Say where it is, as people do."""
        return f"{self.name}, row {self.row}"


@dataclass
class Ledger:
    """Gathers what is found; nothing in it has happened yet.

    Attributes
    ----------
    answers
        What a person has decided on lines of the sheet Import.
    digests
        SHA-256 of each file's bytes: an answer about a row holds for these bytes alone.
    """

    answers: Answers = field(default_factory=Answers)
    digests: Sequence[str] = ()
    lines: list[Line] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    outcomes: dict[Source, Outcome] = field(default_factory=dict)
    names: dict[Source, str] = field(default_factory=dict)
    """Whom each row says it is about, as lines show it."""
    given: set[tuple[str, str]] = field(default_factory=set)
    """Pupil and column of every cell that the files give a value which can be used."""

    turned_away: set[str] = field(default_factory=set)
    """UPN, else name, of new pupils against whom a person has decided."""

    set_aside: set[str] = field(default_factory=set)
    """UPNs of pupils whose row a person has given to another: nobody has yet seen what follows
    for them."""

    def rows_used(self) -> frozenset[tuple[str, str]]:
        """Give the file and pupil of every row that is not left out."""
        return frozenset(
            (source.name, self.names.get(source, ""))
            for source, outcome in self.outcomes.items()
            if outcome is not Outcome.REFUSED
        )

    def note(self, source: Source, outcome: Outcome) -> None:
        """Say what becomes of a row; of several, the one that changes most stands."""
        before = self.outcomes.get(source)
        if before is None or _STRONGEST[outcome] < _STRONGEST[before]:
            self.outcomes[source] = outcome

    def propose(self, line: Line, *, only_if_told: bool = False) -> bool:
        """List a change, and say whether it is to be made.

        It is, unless a person has decided ``No`` on its line, or ``Undecided``: not yet.

        Parameters
        ----------
        only_if_told
            Whether it waits until a person says ``Yes``: for what is more likely a mistake.
        """
        answer = self.answers.of(line.id) if self.answers else None
        decision = Decision.UNDECIDED if only_if_told else line.decision
        if answer is not None:
            decision = answer.decision
        if decision in {Decision.NO, Decision.UNDECIDED}:
            self.lines.append(line._replace(decision=decision))
            return False
        self.lines.append(line)
        return True

    def declined(self, line: Line) -> bool:
        """Whether a person has decided against a change that is not listed yet."""
        answer = self.answers.of(line.id) if self.answers else None
        return answer is not None and answer.decision in {Decision.NO, Decision.UNDECIDED}

    def said_no(self, line: Line) -> bool:
        """Whether a person has said no to a line, be it asked as a question or not."""
        answer = self.answers.of(line.id) if self.answers else None
        return answer is not None and answer.decision is Decision.NO

    def chosen(self, options: Sequence[Line]) -> int | None:
        """Give the place of the one option to which a person has said yes; None without one."""
        if not self.answers:
            return None
        answers = [self.answers.of(option.id) for option in options]
        yes = [n for n, answer in enumerate(answers) if answer is not None and answer.yes]
        return yes[0] if len(yes) == 1 else None

    def list_options(self, options: Sequence[Line], chosen: int | None = None) -> bool:
        """List a question as a line for each possible answer; say whether it is still open.

        Once one is chosen the others are ``No``. Yes on two of them is no answer, nor is Yes on
        one that cannot be used: such as a pupil who only joins by this import.

        Parameters
        ----------
        chosen
            The place of the answer that is used; see :meth:`chosen`.
        """
        answers = [self.answers.of(option.id) if self.answers else None for option in options]
        several = sum(answer is not None and answer.yes for answer in answers) > 1
        open_still = False
        for place, (option, answer) in enumerate(zip(options, answers, strict=True)):
            decision = Decision.UNDECIDED
            if place == chosen and answer is not None:
                decision = answer.decision
            elif chosen is not None or (answer is not None and answer.decision is Decision.NO):
                decision = Decision.NO
            open_still |= decision is Decision.UNDECIDED
            why = f"More than one line says Yes: leave one. {option.why}" if several else option.why
            self.lines.append(option._replace(decision=decision, why=why))
        return open_still

    def take_back(self, options: Sequence[Line]) -> None:
        """Take a question off the list whose answer turned out to be of no use."""
        ids = {option.id for option in options}
        self.lines[:] = [line for line in self.lines if line.id not in ids]

    def file_mark(self, source: Source) -> str:
        """Give what tells a row's file by its bytes; by its name where those are not known."""
        known = source.file < len(self.digests) and self.digests[source.file]
        return known or source.name

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
        listed: bool = True,
    ) -> None:
        """Leave a row out, with the reason; ``undecided`` where a person could let it in.

        Parameters
        ----------
        listed
            Whether it makes a line of its own; not where lines that ask about it stand there.
        """
        self.outcomes.setdefault(source, Outcome.REFUSED)
        candidates = tuple(candidates)
        why = why[:1].upper() + why[1:]
        self.problems.append(Problem(code, str(source), f"{why}.", do, severity))
        if undecided:
            self.questions.append(Question(str(source), f"{why}.", candidates))
        if listed:
            decision = Decision.UNDECIDED if undecided else Decision.NO
            unnamed = [name for name in candidates if name not in why]
            shown = f"{why} ({' or '.join(unnamed)})" if unnamed else why
            advice = f" {do}" if do else ""
            self.lines.append(
                Line(
                    LEFT_OUT,
                    pupil,
                    "",
                    "",
                    "",
                    decision,
                    f"{shown}.{advice}",
                    source=str(source),
                    key=(source.name, str(source.row), pupil),
                )
            )

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
        read: Callable[[str], Cell] | None = None,
        do: str = "",
    ) -> Cell:
        """Leave one cell out until a person decides.

        Parameters
        ----------
        read
            Reads what the person may have typed under ``Becomes`` of the line; None where that
            cannot be used. Without it nobody can let the cell in.
        do
            What the person can do about it.

        Returns
        -------
        Cell
            The value that a person has said yes to; else None, and the cell stays as it is.
        """
        line = Line(
            what,
            pupil,
            column,
            text(was),
            offered,
            Decision.UNDECIDED,
            f"{why[:1].upper()}{why[1:]}.{f' {do}' if do else ''}",
            upn,
            source,
            (upn or pupil, column, offered),
        )
        answer = self.answers.of(line.id) if self.answers else None
        if answer is not None and answer.decision is Decision.NO:
            self.lines.append(line._replace(decision=Decision.NO))
            return None
        if answer is not None and answer.yes and read is not None:
            value = read(answer.becomes)
            if value is not None:
                self.lines.append(line._replace(decision=answer.decision, becomes=answer.becomes))
                return value
        self.problems.append(Problem(code, source, f"{pupil}: {why}.", do))
        self.questions.append(Question(source, f"{pupil}, {column}: {why}."))
        typed = answer.becomes if answer is not None and answer.becomes else offered
        self.lines.append(line._replace(becomes=typed))
        return None

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
