"""``update``: the sheets Status and Venn for the class and half-term on Home."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Final

from ppm_xl.book.change import rows_to_move
from ppm_xl.book.draft import Draft
from ppm_xl.plan import Plan
from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.checks_of_focus import unreadable_circles
from ppm_xl.school.model import School
from ppm_xl.sentences import counted
from ppm_xl.status.class_tests import beside_judgements
from ppm_xl.status.early_years import levels_to_write
from ppm_xl.status.on_course import on_course
from ppm_xl.status.pupils import PupilStatus, Statuses
from ppm_xl.status.table import status_records
from ppm_xl.venn.sheet import venn_sheet

_FEW: Final = 4
"""A fourth of the rows of Status may move; where more would have to, somebody sorted it."""


def plan_update(
    school: School, half_term: HalfTerm, today: date, known: Statuses | None = None
) -> Plan:
    """Work out Status for every pupil on roll, and the diagrams of the class on Home.

    Where Home names no class, the first class that has circles is taken.

    Parameters
    ----------
    known
        Where several ask, what is worked out once for all.
    """
    known = known or Statuses(school)
    found = known.on_roll(half_term, today)
    draft = Draft(school.tables)
    records = tuple(status_records(found))
    draft.replace_rows("Status", records)
    if _is_by_class(draft, school):
        draft.replace_rows("Status", records, in_order=True)
    for place, level in levels_to_write(school):
        draft.set("EarlyYears", place, "GLD", level)
    venns = venn_sheet(
        school,
        half_term,
        today,
        partial(on_course, school, known=known),
        partial(beside_judgements, school, known=known),
    )
    draft.fill_form("VennList", venns.rows)
    return Plan(
        changes=draft.changes(),
        pictures=venns.pictures,
        problems=unreadable_circles(school),
        said=(_said(found), *venns.said),
    )


def _is_by_class(draft: Draft, school: School) -> bool:
    """Whether Status stands in order of class but for a few rows, such as who changed class.

    Where more are elsewhere somebody sorted the sheet; and a row that moves would leave behind
    what staff wrote beside it. Then rows keep their place.
    """
    after = draft.tables()["Status"]
    few = len(after.rows) // _FEW
    return not draft.own_columns("Status") and rows_to_move(school.tables["Status"], after) <= few


def _said(found: tuple[PupilStatus, ...]) -> str:
    if not found:
        return "There are no pupils yet: import the pupil list first."
    red = sum(bool(status.red_in) for status in found)
    return f"Status worked out for {counted(len(found), 'pupil')}; {red} of them Red in something."
