"""What a person looks at before reports go home, worst first: so that none goes incomplete.

A text that the gate held back, no action, nothing written, old judgements, what was cut or left
out. Nothing of it stops a report from being made.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from ppm_xl.errors import Problem, Severity
from ppm_xl.reports.family import FamilyReport, tongue_for
from ppm_xl.reports.own_pages import TO_LOOK_AT, is_shared
from ppm_xl.reports.passes import as_compared
from ppm_xl.reports.privacy import TextToPass
from ppm_xl.reports.tongues import tongue_called, tongues
from ppm_xl.school.before_a_round import collects
from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.conversations import took_place
from ppm_xl.school.model import Judgement, Pupil, School
from ppm_xl.sentences import listed

_JUDGED: Final = ("marks", "judgements", "assessments", "progress")
_ID: Final = 12
_A_CLASS: Final = 4
"""Children of whom a line is about most; of fewer each is named."""
_OURS: Final = listed([tongue.name for tongue in tongues().values()])


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to look at.

    Attributes
    ----------
    where
        The column, or what it is about.
    text
        What was typed, where the line is about a text; for staff only.
    passed
        Whether a person has let exactly this text go home already.
    pupil
        None where it is about no child in particular.
    shared
        Whether it is about a file that many children have, or about most of a class: each of them
        has this line, and the list has it once.
    of_class
        The class, where it is about most of one.
    """

    code: str
    severity: Severity
    pupil: Pupil | None
    where: str
    what: str
    do: str = ""
    text: str = ""
    passed: bool = False
    shared: bool = False
    of_class: str = ""

    def ident(self, half_term: HalfTerm) -> str:
        """Give what tells it from every other line, so that a decision stays with it.

        A text is told by its words, whatever the half-term: an action stays open for more than
        one. Anything else is of one half-term.
        """
        of = as_compared(self.text) if self.text else f"{half_term}"
        whose = self.pupil.upn if self.pupil and not self.shared else self.of_class
        said = f"{whose}\n{self.code}\n{self.where}\n{of}"
        return hashlib.sha256(said.encode()).hexdigest()[:_ID]


class Checklist:
    """Looks at one report after another.

    Parameters
    ----------
    half_term
        Of the reports.
    today
        Whoever has left by this day is no part of a class.
    """

    def __init__(self, school: School, half_term: HalfTerm, today: date) -> None:
        self._school = school
        self._now = half_term
        here = {pupil.upn for pupil in school.on_roll(today)}
        self._shares = Counter(
            school.pupils[upn].class_name
            for (when, upn), row in school.judgements.items()
            if when == half_term and upn in here and row.childs_words and row.share_childs_words
        )
        self._attendance_of = Counter(
            school.pupils[upn].class_name
            for (when, upn), row in school.judgements.items()
            if when == half_term and upn in here and _has_attendance(row)
        )
        self._children = Counter(pupil.class_name for pupil in school.on_roll(today))
        self._talks = {
            school.pupils[upn].class_name
            for (when, upn), row in school.conversations.items()
            if when == half_term and upn in school.pupils and (row.planned or took_place(row))
        }

    def lines(
        self, pupil: Pupil, report: FamilyReport, problems: Sequence[Problem]
    ) -> tuple[Line, ...]:
        """Give a child's lines, worst first.

        Parameters
        ----------
        report, problems
            As :func:`ppm_xl.reports.family.written` gives them.
        """
        looks = (
            self._actions,
            self._written,
            self._own_words,
            self._judged,
            self._attendance,
            self._language,
            self._conversation,
        )
        found = {
            line.ident(self._now): line
            for line in (
                *(_of_problem(pupil, problem) for problem in problems),
                *(line for look in looks for line in look(pupil, report)),
            )
        }
        return tuple(sorted(found.values(), key=lambda line: -line.severity))

    def _actions(self, pupil: Pupil, report: FamilyReport) -> Iterator[Line]:
        if report.agreed.nothing:
            yield Line(
                "no-actions",
                Severity.WARNING,
                pupil,
                "Actions",
                "No action is on the report.",
                "Add one on the sheet Actions with On report = Y.",
            )

    def _written(self, pupil: Pupil, report: FamilyReport) -> Iterator[Line]:  # noqa: ARG002 - one shape for every look
        row = self._school.judgements.get((self._now, pupil.upn))
        if row is None or not row.for_the_family:
            yield Line(
                "nothing-for-the-family",
                Severity.WARNING,
                pupil,
                "For the family",
                "Nothing is written: the report has the school's own words.",
                "Type it on the sheet Assessments.",
            )

    def _own_words(self, pupil: Pupil, report: FamilyReport) -> Iterator[Line]:
        row = self._school.judgements.get((self._now, pupil.upn))
        held_back = row is not None and row.childs_words and row.share_childs_words
        if not self._shares or report.own_words or held_back:
            return
        said = row is not None and row.childs_words
        if not said and (few := self._few(self._shares, pupil)):
            yield Line(
                "no-childs-words",
                Severity.NOTE,
                pupil,
                "Child's words",
                f"None of the child's words are on the report for {few}.",
                "Ask the children, and put Y beside them: others of the school have theirs.",
                shared=True,
                of_class=pupil.class_name,
            )
            return
        most = 2 * self._shares[pupil.class_name] > self._children[pupil.class_name]
        others = "most of the class" if most else "others of the school"
        yield Line(
            "no-childs-words",
            Severity.WARNING if most else Severity.NOTE,
            pupil,
            "Child's words",
            "The child's words are not shared." if said else "There are none of the child's words.",
            f"Ask the child, and put Y beside them: {others} have theirs.",
        )

    def _judged(self, pupil: Pupil, report: FamilyReport) -> Iterator[Line]:
        if not collects(self._school, self._now, *_JUDGED):
            return
        if report.areas:
            early = self._school.early_years.get((self._now, pupil.upn))
            judged = early is not None and any(early.areas.values())
            anything, sheet = any(area.now.colour for area in report.areas), "Early Years"
        else:
            row = self._school.judgements.get((self._now, pupil.upn))
            judged = row is not None and (any(row.marks.values()) or any(row.progress.values()))
            colours = (s.attainment.colour or s.progress.colour for s in report.subjects)
            anything, sheet = any(colours), "Assessments"
        if judged or not (report.areas or report.subjects):
            return
        old = "Nothing was judged this half-term: the report says what was judged before."
        none = "Nothing has been judged yet."
        yield Line(
            "old-judgements" if anything else "no-judgements",
            Severity.WARNING,
            pupil,
            "Judgements",
            old if anything else none,
            f"Judge on the sheet {sheet}, or import the marks.",
        )

    def _attendance(self, pupil: Pupil, report: FamilyReport) -> Iterator[Line]:
        if report.attendance is not None or not self._school.settings.thresholds["Attendance"].used:
            return
        row = self._school.judgements.get((self._now, pupil.upn))
        few = self._few(self._attendance_of, pupil)
        if few and not (row is not None and _has_attendance(row)):
            yield Line(
                "no-attendance",
                Severity.WARNING,
                pupil,
                "Attendance",
                f"Attendance is not on the report for {few}; once a year it has to be.",
                "Import the attendance.",
                shared=True,
                of_class=pupil.class_name,
            )
        else:
            yield Line(
                "no-attendance",
                Severity.WARNING,
                pupil,
                "Attendance",
                "Attendance is not on the report; once a year it has to be.",
                "Import the attendance.",
            )

    def _few(self, having: Mapping[str, int], pupil: Pupil) -> str:
        """Say how many of a child's class lack something, where most do: one line is enough.

        Empty where half have it or more, and where so few are in the class that each can be named.
        """
        have, all_ = having.get(pupil.class_name, 0), self._children[pupil.class_name]
        return "" if all_ < _A_CLASS or 2 * have >= all_ else f"{all_ - have} of {all_} children"

    def _language(self, pupil: Pupil, report: FamilyReport) -> Iterator[Line]:  # noqa: ARG002 - one shape for every look
        wanted = pupil.report_language.strip()
        if not wanted or wanted.casefold() in {"english", "en"}:
            return
        if tongue_called(wanted) is None:
            yield Line(
                "language-not-known",
                Severity.WARNING,
                pupil,
                "Report language",
                f"The report is in English: there are no words for reports in “{wanted}”.",
                f"Check how it is spelt in Pupils, Report language. There are words for {_OURS}.",
            )
        elif tongue_for(self._school, pupil).name.casefold() == "english":
            yield Line(
                "language-not-checked",
                Severity.WARNING,
                pupil,
                "Report language",
                f"The report is in English: {wanted} has not been checked by anybody.",
                "Have the words checked, and say who did in Settings, Languages.",
            )

    def _conversation(self, pupil: Pupil, report: FamilyReport) -> Iterator[Line]:  # noqa: ARG002 - one shape for every look
        if pupil.class_name not in self._talks:
            return
        row = self._school.conversations.get((self._now, pupil.upn))
        if row is None or not took_place(row):
            yield Line(
                "no-conversation",
                Severity.WARNING,
                pupil,
                "Conversation",
                "The learning conversation has not been held.",
                "Hold it, or type on the sheet Conversations when it was.",
            )


def _has_attendance(row: Judgement) -> bool:
    return row.attendance is not None and row.attendance.per_cent is not None


def _of_problem(pupil: Pupil, problem: Problem) -> Line:
    where = problem.where.removeprefix(f"{pupil.name}, ")
    if not isinstance(problem, TextToPass):
        return Line(
            problem.code,
            problem.severity,
            pupil,
            where,
            problem.message,
            problem.do,
            shared=is_shared(problem),
        )
    severity = Severity.NOTE if problem.passed else Severity.ERROR
    do = problem.do
    if problem.code != TO_LOOK_AT and do:
        do = "Put Pass beside it, or change the text and make the report again."
    return Line(
        problem.code,
        severity,
        pupil,
        where,
        problem.message,
        do,
        problem.text,
        problem.passed,
        shared=is_shared(problem),
    )


def of_the_folder(problems: Sequence[Problem]) -> tuple[Line, ...]:
    """Give the lines that are about no child: what lies in the folder and is nobody's."""
    return tuple(Line(p.code, p.severity, None, p.where, p.message, p.do) for p in problems)


def incomplete(lines: Sequence[Line]) -> bool:
    """Whether anything of these lines is still to be seen to."""
    return any(line.severity > Severity.NOTE for line in lines)
