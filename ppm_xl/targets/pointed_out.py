"""What to look at among the targets: not agreed, too low, changed, met already, behind.

Nothing is said of a subject that a child's year does not have, nor of Early Years.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Final

from ppm_xl.errors import Problem, Severity, Spot
from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.model import Pupil, School
from ppm_xl.school.scale import folded
from ppm_xl.school.year_starts import earlier_start
from ppm_xl.sentences import counted
from ppm_xl.targets.marks import Marks
from ppm_xl.targets.pupils import pupils_with_targets, subjects_of
from ppm_xl.targets.rows import TargetRow, progress_of, rows_of
from ppm_xl.targets.rule import propose, read_rule

_NAMED: Final = 4
"""How many children one line names; the rest is counted."""
_SHEET: Final = "Targets!A5"


@dataclass(frozen=True, slots=True)
class _Kind:
    """One kind of finding: how it is counted, what to do, which cell it leads to."""

    code: str
    one: str
    many: str
    do: str
    column: str
    severity: Severity = Severity.NOTE


_LOW: Final = _Kind(
    "low-target",
    "target is lower than the rule or an earlier result asks for",
    "targets are lower than the rule or an earlier result asks for",
    "Agree a higher target, or say why in Reason changed.",
    "Agreed",
    Severity.WARNING,
)
_STRANGE: Final = _Kind(
    "target-not-on-scale",
    "agreed target is not on the school's scale",
    "agreed targets are not on the school's scale",
    "Correct it, or add the mark to the table Scale in Settings.",
    "Agreed",
    Severity.WARNING,
)
_NOT_AGREED: Final = _Kind(
    "target-not-agreed",
    "target is not agreed yet",
    "targets are not agreed yet",
    "Agree it with the class teacher: type it in Agreed.",
    "Agreed",
)
_CHANGED: Final = _Kind(
    "target-changed",
    "target was changed without a reason",
    "targets were changed without a reason",
    "Say why in Reason changed; Original keeps what was agreed first.",
    "Reason changed",
)
_MET: Final = _Kind(
    "target-met",
    "target is met before the end of the year",
    "targets are met before the end of the year",
    "Agree the next target, and say in Reason changed that this one was met.",
    "Agreed",
)
_MISSED: Final = _Kind(
    "milestone-missed",
    "milestone is not reached yet",
    "milestones are not reached yet",
    "Talk about it at the progress meeting.",
    "Agreed",
)
_KINDS: Final = (_STRANGE, _LOW, _NOT_AGREED, _CHANGED, _MET, _MISSED)
_ON_HOME: Final = {
    _LOW.code: ("target is lower than proposed", "targets are lower than proposed"),
    _NOT_AGREED.code: (_NOT_AGREED.one, _NOT_AGREED.many),
    _MET.code: ("target is met: agree the next", "targets are met: agree the next ones"),
}
"""What Home says; the rest stands on the sheet Check."""


@dataclass(frozen=True, slots=True)
class _Found:
    kind: _Kind
    pupil: Pupil
    subject: str
    row: int


def check_targets(school: School, today: date) -> tuple[Problem, ...]:
    """Look through the targets of the school year on Home; a line for each class and kind."""
    half_term = school.working
    if half_term is None:
        return ()
    found = list(_found(school, half_term, today))
    if not rows_of(school.tables, half_term.school_year):
        return _none_yet(half_term, found)
    out = []
    for kind in _KINDS:
        mine = [one for one in found if one.kind is kind]
        for class_name, group in groupby(mine, key=lambda one: one.pupil.class_name):
            out.append(_problem(kind, class_name, list(group)))
    return tuple(out)


def target_lines(school: School, today: date) -> tuple[tuple[str, str], ...]:
    """Give the lines for Home, each with the cell it leads to."""
    half_term = school.working
    if half_term is None or not rows_of(school.tables, half_term.school_year):
        return ()
    codes = [one.kind.code for one in _found(school, half_term, today)]
    return tuple(
        (f"{counted(number, *words)}.", _SHEET)
        for code, words in _ON_HOME.items()
        if (number := codes.count(code))
    )


def _none_yet(half_term: HalfTerm, found: Sequence[_Found]) -> tuple[Problem, ...]:
    if not found:
        return ()
    return (
        Problem(
            "no-targets",
            "Targets",
            f"There are no targets for {half_term.school_year} yet.",
            "Press Propose targets on the sheet Targets, then agree them with each teacher.",
            Severity.NOTE,
            Spot("Targets"),
        ),
    )


def _problem(kind: _Kind, class_name: str, found: Sequence[_Found]) -> Problem:
    names = [f"{one.pupil.name} ({one.subject})" for one in found[:_NAMED]]
    more = f" and {len(found) - _NAMED} more" if len(found) > _NAMED else ""
    return Problem(
        kind.code,
        f"Targets, {class_name or 'no class'}",
        f"{counted(len(found), kind.one, kind.many)}: {', '.join(names)}{more}.",
        kind.do,
        kind.severity,
        Spot("Targets", found[0].row, kind.column),
    )


def _found(school: School, half_term: HalfTerm, today: date) -> Iterator[_Found]:
    marks = Marks(school.settings.scale)
    rows = rows_of(school.tables, half_term.school_year)
    late = _agreement_is_late(school, half_term, today)
    for pupil in pupils_with_targets(school, today):
        for subject in subjects_of(school, pupil):
            row = rows.get((pupil.upn, subject))
            if row is not None and row.agreed:
                for kind in _of_agreed(school, marks, pupil, row, half_term):
                    yield _Found(kind, pupil, subject, row.place)
            elif late and not _is_new(school, pupil, half_term):
                yield _Found(_NOT_AGREED, pupil, subject, row.place if row else 0)


def _agreement_is_late(school: School, half_term: HalfTerm, today: date) -> bool:
    """Whether the first half-term, in which targets are agreed, is over."""
    first = HalfTerm(half_term.school_year, "Autumn 1")
    dates = school.settings.calendar.dates(first)
    return half_term > first if dates is None else today > dates.ends


def _is_new(school: School, pupil: Pupil, half_term: HalfTerm) -> bool:
    """Whether a child joined in this half-term: they are judged first."""
    dates = school.settings.calendar.dates(half_term)
    return dates is not None and pupil.joined is not None and pupil.joined >= dates.starts


def _of_agreed(
    school: School, marks: Marks, pupil: Pupil, row: TargetRow, half_term: HalfTerm
) -> Iterator[_Kind]:
    if marks.steps(row.agreed, pupil.year) is None:
        yield _STRANGE
        return
    if not row.reason and is_low(school, marks, pupil, row):
        yield _LOW
    if row.original and folded(row.original) != folded(row.agreed) and not row.reason:
        yield _CHANGED
    progress = progress_of(school, marks, pupil, row, half_term)
    if progress.next_due:
        yield _MET
    if progress.missed:
        yield _MISSED


def is_low(school: School, marks: Marks, pupil: Pupil, row: TargetRow) -> bool:
    """Whether less is agreed than was proposed, or than the cohort's starting point asks for.

    The second counts only where Settings names a stage for the year group: a child who slipped
    since then would else be asked for less than they began with.
    """
    if marks.reaches(row.agreed, row.proposed, pupil.year) is False:
        return True
    if not school.settings.starting_stages.get(pupil.year):
        return False
    start = earlier_start(school, pupil, row.subject)
    asked = propose(school, read_rule(school.tables), marks, start, pupil.year).mark
    return bool(asked) and marks.reaches(row.agreed, asked, pupil.year) is False
