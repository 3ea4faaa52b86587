"""What an import would do, gathered while it is worked out: lines, problems, questions, counts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from ppm_xl.book.tables import Cell
from ppm_xl.errors import Problem, Severity
from ppm_xl.mis.answers import Answer, Answers, Decision
from ppm_xl.mis.lines import LEFT_OUT, Line
from ppm_xl.mis.row_outcomes import STRONGEST, Outcome, Source
from ppm_xl.school.cells import text


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
        if before is None or STRONGEST[outcome] < STRONGEST[before]:
            self.outcomes[source] = outcome

    def propose(self, line: Line, *, only_if_told: bool = False) -> bool:
        """List a change, and say whether it is to be made.

        It is, unless a person has decided ``No`` on its line, or ``Undecided``: not yet.

        Parameters
        ----------
        only_if_told
            Whether it waits until a person says ``Yes``: for what is more likely a mistake.
        """
        answer = self._answer(line)
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
        answer = self._answer(line)
        return answer is not None and answer.decision in {Decision.NO, Decision.UNDECIDED}

    def said_no(self, line: Line) -> bool:
        """Whether a person has said no to a line, be it asked as a question or not."""
        answer = self._answer(line)
        return answer is not None and answer.decision is Decision.NO

    def chosen(self, options: Sequence[Line]) -> int | None:
        """Give the place of the one option to which a person has said yes; None without one."""
        answers = map(self._answer, options)
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
        answers = [self._answer(option) for option in options]
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
        answer = self._answer(line)
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

    def _answer(self, line: Line) -> Answer | None:
        """Give what a person has said of a line; an ID is worked out only where anybody has."""
        return self.answers.of(line.id) if self.answers else None
