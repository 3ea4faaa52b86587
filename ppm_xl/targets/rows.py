"""The rows of the table Targets, and how each stands now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ppm_xl.book.tables import Tables
from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.cells import text
from ppm_xl.school.model import Pupil, School
from ppm_xl.school.scale import folded
from ppm_xl.school.year_starts import Start, typed_start, year_start
from ppm_xl.targets.marks import TERMS, Marks
from ppm_xl.targets.starts import standing_of


@dataclass(frozen=True, slots=True)
class TargetRow:
    """One row: a child's target in a subject for a school year.

    Attributes
    ----------
    place
        Its place in the table as read, from 0.
    """

    place: int
    school_year: str
    upn: str
    subject: str
    start: str = ""
    proposed: str = ""
    agreed: str = ""
    milestones: Mapping[str, str] | None = None
    agreed_on: date | None = None
    agreed_by: str = ""
    original: str = ""
    reason: str = ""

    def milestone(self, term: str) -> str:
        """Give the milestone of a term; empty where there is none."""
        return (self.milestones or {}).get(term, "")


def rows_of(tables: Tables, school_year: str) -> Mapping[tuple[str, str], TargetRow]:
    """Give a school year's rows by UPN and subject; of two alike the first."""
    found: dict[tuple[str, str], TargetRow] = {}
    for place, r in enumerate(tables["Targets"].records()):
        key = text(r.get("UPN")), text(r.get("Subject"))
        if text(r.get("School year")) != school_year or not all(key) or key in found:
            continue
        day = r.get("Agreed on")
        found[key] = TargetRow(
            place,
            school_year,
            *key,
            start=text(r.get("Starting point")),
            proposed=text(r.get("Proposed")),
            agreed=text(r.get("Agreed")),
            milestones={term: text(r.get(f"{term} milestone")) for term in TERMS},
            agreed_on=day if isinstance(day, date) else None,
            agreed_by=text(r.get("Agreed by")),
            original=text(r.get("Original")),
            reason=text(r.get("Reason changed")),
        )
    return found


def start_of(
    school: School, pupil: Pupil, subject: str, school_year: str, typed: str
) -> Start | None:
    """Give what stands in Starting point; where it is empty, what will be filled in."""
    if typed:
        return typed_start(school, pupil, subject, school_year, typed)
    return year_start(school, pupil, subject, school_year)


@dataclass(frozen=True, slots=True)
class Progress:
    """How a target stands as of a half-term.

    Attributes
    ----------
    mark
        The newest mark of the school year; empty where there is none.
    met
        Whether it is the target or better, as of the end of the year; None where that cannot
        be told.
    due
        The last term whose milestone the newest mark can be held against; empty where none.
    missed
        Whether that milestone is not reached yet.
    next_due
        Whether a next target should be agreed: this one was met before the year's end, and it
        took getting further, not only keeping a mark on a flat scale.
    """

    mark: str = ""
    met: bool | None = None
    due: str = ""
    missed: bool = False
    next_due: bool = False


def progress_of(
    school: School, marks: Marks, pupil: Pupil, row: TargetRow, half_term: HalfTerm
) -> Progress:
    """Say how a target stands by the newest mark of its school year up to a half-term."""
    newest = next(
        (
            judgement
            for judgement in school.history(pupil.upn, half_term)
            if judgement.half_term.school_year == row.school_year
            and judgement.marks.get(row.subject)
        ),
        None,
    )
    if newest is None:
        return Progress()
    mark, year = newest.marks[row.subject], school.year_in(newest)
    met = marks.reaches(mark, row.agreed, year)
    due = _due(newest.half_term)
    missed = False
    if goal := row.milestone(due):
        missed = marks.reaches(mark, goal, year, f"{due} 2") is False
    return Progress(
        mark,
        met,
        due,
        missed,
        bool(met)
        and half_term.name != "Summer 2"
        and _took_getting_further(school, marks, pupil, row, mark, year),
    )


def _due(judged: HalfTerm) -> str:
    """Give the last term that had ended, or was ending, when a mark was given."""
    number = TERMS.index(judged.term)
    if judged.name.endswith("2"):
        return TERMS[number]
    return TERMS[number - 1] if number else ""


def _took_getting_further(
    school: School, marks: Marks, pupil: Pupil, row: TargetRow, mark: str, year: str
) -> bool:
    top = marks.at(_HIGHEST, year, like=row.agreed)
    if marks.reaches(row.agreed, top, year):
        return False
    if any(known.half_term for known in school.settings.scale.rows):
        return True
    if marks.reaches(row.agreed, mark, year) is False:
        return True
    start = start_of(school, pupil, row.subject, row.school_year, row.start)
    began = standing_of(school, start) if start else None
    if start is None or began is None:
        return False
    now = marks.steps(mark, year)
    if now is not None and now == began.steps:
        # Pre-key stage standards stand alike: another one is a step further.
        return folded(start.result) != folded(mark) and bool(marks.next_small_step(start.result))
    return now is not None and now > began.steps


_HIGHEST = 1000
