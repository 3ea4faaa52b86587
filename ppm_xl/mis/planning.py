"""The list before the change: what files from the MIS would do to the workbook."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ppm_xl.book.change import Change, changes_between
from ppm_xl.book.draft import Draft
from ppm_xl.book.tables import Tables
from ppm_xl.collector import collector_waits
from ppm_xl.errors import Problem, worst_first
from ppm_xl.mis.answers import Answers, Decision
from ppm_xl.mis.export import Export
from ppm_xl.mis.fields import FileKind
from ppm_xl.mis.file_parts import plan_parts
from ppm_xl.mis.half_terms import Clock
from ppm_xl.mis.heading_lines import heading_lines
from ppm_xl.mis.import_list import ImportList, Settled
from ppm_xl.mis.kinds import Recognised, recognise_sheets
from ppm_xl.mis.ledger import Ledger, Question
from ppm_xl.mis.lines import LEFT_OUT, LINES_IN_ORDER, QUESTIONS, Line
from ppm_xl.mis.listed_files import ListedFile
from ppm_xl.mis.pupil_list import plan_pupils
from ppm_xl.mis.remembering import remember
from ppm_xl.mis.row_outcomes import Counts, counts_of
from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.cells import text
from ppm_xl.school.reading_settings import read_settings
from ppm_xl.sentences import counted


@dataclass(frozen=True, slots=True)
class Request:
    """One file to import; ``kind`` is what the user says it is, None lets its headings say.

    Attributes
    ----------
    path
        Where it lies, so that it can be read again when its list is applied; empty where that
        is not known.
    """

    export: Export
    kind: FileKind | None = None
    path: str = ""


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import would do; nothing has happened yet.

    Attributes
    ----------
    files
        Each file as it was recognised, with what became of its headings.
    changes
        The changes to the school's tables, without the list itself.
    lines
        The list: what is agreed to, and what is left for a person to decide.
    counts
        For each file what becomes of its rows; they add up.
    full
        Whether the pupil lists are the whole roll, so that who is missing has left.
    after
        The tables as they would be.
    settled
        What of earlier undecided lines the files answer.
    behind
        The files behind the list, to be read again when it is applied.
    """

    before: Tables
    after: Tables
    files: tuple[Recognised, ...]
    changes: tuple[Change, ...]
    lines: tuple[Line, ...]
    problems: tuple[Problem, ...]
    questions: tuple[Question, ...]
    counts: tuple[Counts, ...]
    full: bool
    said: tuple[str, ...]
    settled: Settled
    behind: tuple[ListedFile, ...] = ()

    @property
    def usable(self) -> bool:
        """Whether any row of any file can be used."""
        return any(c.rows > c.refused for c in self.counts)

    @property
    def agreed(self) -> tuple[Line, ...]:
        """The lines whose changes are to be made."""
        return tuple(
            line
            for line in self.lines
            if line.decision is Decision.YES and line.what not in QUESTIONS
        )

    def summary(self) -> tuple[str, ...]:
        """Say in plain words what the files would do, a sentence a line."""
        out = [
            f"{file.in_words()}: {counts.in_words()}."
            for file, counts in zip(self.files, self.counts, strict=True)
        ]
        out.extend(self.said)
        agreed = Counter(line.what for line in self.agreed)
        if agreed:
            out.append("; ".join(f"{w}: {agreed[w]}" for w in LINES_IN_ORDER if agreed[w]) + ".")
        elif not self.changes and not any(
            line.decision is not Decision.DONE for line in self.lines
        ):
            out.append("Nothing changes: the workbook already holds what the files say.")
        declined = sum(
            line.decision is Decision.NO and line.what != LEFT_OUT for line in self.lines
        )
        if declined:
            out.append(f"{counted(declined, 'line')} left out, as was decided on the sheet Import.")
        undecided = sum(line.decision is Decision.UNDECIDED for line in self.lines)
        if undecided:
            one = undecided == 1
            out.append(
                f"{undecided} {'line is' if one else 'lines are'} left out until a person "
                "decides on the sheet Import."
            )
        earlier = len(self._list().waiting())
        if earlier:
            out.append(
                f"{counted(earlier, 'line')} of earlier imports still "
                f"{'waits' if earlier == 1 else 'wait'} on the sheet Import for a person to decide."
            )
        return tuple(out)

    def heading_lines(self) -> tuple[str, ...]:
        """Say for each file which headings were matched, guessed, remembered and ignored."""
        return tuple(
            f"{file.name}: {line}" if len(self.files) > 1 else line
            for file in self.files
            for line in file.heading_lines()
        )

    def with_list(self, *, done: bool) -> tuple[Change, ...]:
        """Give all changes with the list on the sheet Import among them.

        Parameters
        ----------
        done
            Whether the changes are made now: then agreed lines are ``Done``. Otherwise only the
            list is written, for a person to read. What earlier imports left undecided stays
            on it either way, unless the files answer it.

        Returns
        -------
        tuple
            Empty where the workbook would not differ: a file imported twice changes nothing.
        """
        listed = self._list()
        if not self.changes and listed.is_up_to_date():
            return ()
        draft = Draft(self.after if done else self.before)
        draft.replace_rows("ImportList", listed.records(done=done))
        if self.behind:
            draft.replace_rows("ImportFiles", [file.record() for file in self.behind])
        return changes_between(self.before, draft.tables())

    def _list(self) -> ImportList:
        headings = heading_lines(self.files)
        return ImportList(self.before["ImportList"], self.lines, headings, self.settled)


def plan_import(
    tables: Tables,
    requests: Sequence[Request],
    today: date,
    working: HalfTerm,
    *,
    half_term: HalfTerm | None = None,
    full: bool | None = None,
    means: Mapping[str, str] | None = None,
) -> ImportPlan:
    """Work out what files change: all of them one plan, pupils first whatever their order.

    Parameters
    ----------
    tables
        The workbook as it stands.
    today
        The date of the import: leavers are marked with it.
    working
        Home's half-term.
    half_term
        The one that the user named; None lets the files say, then Home.
    full
        Whether the pupil lists are the whole roll; None lets their classes say.
    means
        Headings whose meaning the user said, remembered for files with the same headings.

    Raises
    ------
    DataError
        Where a file has no headings, names no pupil, holds nothing that can be imported, or is
        of another half-term than ``half_term``: then nothing of any file is used.
    """
    with collector_waits():
        return _planned(
            tables, requests, today, working, half_term=half_term, full=full, means=means or {}
        )


def _planned(
    tables: Tables,
    requests: Sequence[Request],
    today: date,
    working: HalfTerm,
    *,
    half_term: HalfTerm | None,
    full: bool | None,
    means: Mapping[str, str],
) -> ImportPlan:
    settings = read_settings(tables)
    remembered = {
        (text(r.get("Fingerprint")), text(r.get("Heading"))): text(r.get("Means"))
        for r in tables["Headings"].records()
        if text(r.get("Heading"))
    }
    said = {("", heading): meaning for heading, meaning in (means or {}).items()}
    found = [
        (r, file)
        for r in requests
        for file in recognise_sheets(
            r.export,
            settings.subjects,
            kind=r.kind,
            remembered={**remembered, **said},
            scale=settings.scale,
        )
    ]
    files = tuple(file for _, file in found)
    numbered = list(enumerate(files))
    lists = [(n, file) for n, file in numbered if file.is_list]
    ledger = Ledger(Answers(tables["ImportList"].records()), [r.export.digest for r, _ in found])
    pupils = plan_pupils(
        tables,
        lists,
        today,
        ledger,
        full=full,
        dfe_number=settings.school.get("DfE number", ""),
    )
    clock = Clock(
        today=today,
        working=working,
        asked=half_term,
        pupils_year=_pupils_year(lists, half_term, working),
        calendar=settings.calendar,
    )
    plan_parts(pupils.draft, numbered, settings, clock, ledger, full=full)
    remember(pupils.draft, files, means, ledger)
    after = pupils.draft.tables()
    return ImportPlan(
        before=tables,
        after=after,
        files=files,
        changes=changes_between(tables, after),
        lines=tuple(sorted(ledger.lines, key=lambda line: line.order)),
        problems=worst_first(ledger.problems),
        questions=tuple(ledger.questions),
        counts=counts_of(files, ledger.outcomes),
        full=pupils.full,
        said=tuple(ledger.said),
        settled=Settled(frozenset(ledger.given), ledger.rows_used()),
        behind=tuple(
            ListedFile(r.path, r.export.digest, r.kind, full, half_term, today)
            for r in requests
            if r.path
        ),
    )


def _pupils_year(
    lists: Sequence[tuple[int, Recognised]], half_term: HalfTerm | None, working: HalfTerm
) -> str:
    """Say which school year the pupils' year groups are of.

    A pupil list imported for an earlier half-term is of that year; otherwise Home's.
    """
    if not lists:
        return working.school_year
    named = max((file.when.school_year for _, file in lists), default="")
    return named or (half_term or working).school_year
