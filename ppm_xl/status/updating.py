"""``update``: the sheets Status and Venn for the class and half-term on Home."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from textwrap import wrap

from ppm_xl.book.draft import Draft
from ppm_xl.book.escaping import LONGEST_TEXT
from ppm_xl.book.tables import Row
from ppm_xl.plan import PlacedVenn, Plan, VennPicture
from ppm_xl.schema import VENN_LIST
from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.model import Pupil, School
from ppm_xl.sentences import counted
from ppm_xl.status.early_years import levels_to_write
from ppm_xl.status.pupils import PupilStatus, statuses
from ppm_xl.status.table import status_records
from ppm_xl.venn import from_school

_SIZE = {"width": 792.0, "height": 547.0}
_NAMES_A_ROW = 110
"""Characters of names that one row of the list holds in its column's width."""
_EXPECTED, _GREATER_DEPTH = (5, 2), (44, 2)


def plan_update(school: School, half_term: HalfTerm, today: date) -> Plan:
    """Work out Status for every pupil on roll, and both Venns of the class on Home.

    Where Home names no class, the first class that has circles is taken.
    """
    found = statuses(school, half_term, today)
    draft = Draft(school.tables)
    draft.replace_rows("Status", status_records(found))
    for place, level in levels_to_write(school):
        draft.set("EarlyYears", place, "GLD", level)
    class_name = school.working_class or _first_with_circles(school, half_term, today)
    pupils = school.on_roll(today, class_name)
    pictures: list[PlacedVenn] = []
    lists: list[tuple[str, VennPicture]] = []
    for greater_depth, cell in ((False, _EXPECTED), (True, _GREATER_DEPTH)):
        venn = from_school.venn_of(
            school, pupils, half_term, greater_depth=greater_depth,
            then=from_school.then_of(school, class_name, half_term, greater_depth=greater_depth),
        )  # fmt: skip
        standard = "Greater depth" if greater_depth else "Expected standard"
        title = f"{standard}: {class_name}, {half_term}"
        pictures.append(
            PlacedVenn(
                sheet="Venn",
                name="Venn greater depth" if greater_depth else "Venn expected",
                cell=cell,
                venn=venn,
                alt_text="" if venn is None else from_school.alt_text(venn, title),
                **_SIZE,
            )
        )
        if venn is not None:
            lists.append((title, venn))
    draft.fill_form("VennList", _list_of(lists))
    said = [_said(found)]
    if found and not lists:
        said.append(_why_none(class_name, pupils))
    return Plan(changes=draft.changes(), pictures=tuple(pictures), said=tuple(said))


def _first_with_circles(school: School, half_term: HalfTerm, today: date) -> str:
    for name in school.classes_on_roll(today):
        if from_school.venn_of(school, school.on_roll(today, name), half_term) is not None:
            return name
    return ""


def _list_of(lists: Sequence[tuple[str, VennPicture]]) -> list[Row]:
    """Say who is where, a line of names a row: a row's height is the template's, and stays.

    Where that takes more rows than the list has, each region's names stand in one row.
    """
    rows: list[Row] = []
    for across in (_NAMES_A_ROW, LONGEST_TEXT):
        rows = [row for title, venn in lists for row in _rows(title, venn, across)]
        if len(rows) <= VENN_LIST.rows:
            break
    return rows


def _rows(title: str, venn: VennPicture, across: int) -> Iterator[Row]:
    yield "title", title, None
    for words, pupils in from_school.membership_in_words(venn):
        first, *more = wrap(pupils, across) or [""]
        yield "region", words, first
        for line in more:
            yield "region", None, line


def _why_none(class_name: str, pupils: Sequence[Pupil]) -> str:
    if not class_name:
        return "No Venn: no circles are set up for the years of any class."
    why = "no circles are set up for its year" if pupils else "nobody on roll is in it"
    return f"No Venn for {class_name}: {why}."


def _said(found: tuple[PupilStatus, ...]) -> str:
    if not found:
        return "There are no pupils yet: import the pupil list first."
    red = sum(bool(status.red_in) for status in found)
    return f"Status worked out for {counted(len(found), 'pupil')}; {red} of them Red in something."
