"""The plan of ``handover``: one PDF a class, its overview first and then a page a child."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from ppm_xl.errors import DataError
from ppm_xl.handover.child import Shelf, child_year
from ppm_xl.handover.page import child_page, overview_page
from ppm_xl.new_year.moving import Move, last_day
from ppm_xl.plan import Page, Paper, Plan
from ppm_xl.reports.wording import class_label, year_name
from ppm_xl.schema import YEARS
from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.folders import class_stem
from ppm_xl.school.model import Pupil, School
from ppm_xl.sentences import counted


@dataclass(frozen=True, slots=True)
class Placed:
    """A child, with the year group and class of the school year that is handed over."""

    pupil: Pupil
    year: str
    class_name: str


@dataclass(frozen=True, slots=True)
class _Kind:
    """An edition: its file, so that neither writes over the other, and whom it is for."""

    file: str
    title: str
    whose: str


_FOR_STAFF: Final = _Kind("Handover.pdf", "", "For class staff, not for families.")
_WITH_BARRIERS: Final = _Kind(
    "Handover with barriers.pdf",
    ", with barriers: for the SENCO and leaders",
    "With barriers: for the SENCO and leaders only.",
)


def newest_year_with_marks(school: School) -> str:
    """Give the newest school year that has any judgement; empty where none has."""
    years = {j.half_term.school_year for j in school.judgements.values() if j.marks}
    years |= {r.half_term.school_year for r in school.early_years.values() if r.areas or r.goals}
    return max(years, default="")


def plan_handover(
    school: School,
    school_year: str,
    today: date,
    *,
    class_name: str = "",
    moves: Iterable[Move] = (),
    with_barriers: bool = False,
) -> Plan:
    """Plan the pages of every class, or of one, for a school year.

    Parameters
    ----------
    moves
        Where children go in September, where it is about to be decided.
    with_barriers
        Whether barriers stand on the pages: then they are for the SENCO and leaders only.

    Raises
    ------
    DataError
        Where a class is named that nobody was in.
    """
    by_class: dict[str, list[Placed]] = {}
    for placed in placed_in(school, school_year, today):
        by_class.setdefault(placed.class_name, []).append(placed)
    among = {*by_class, *school.class_names}
    if class_name:
        asked = class_name.strip().casefold()
        by_class = {name: them for name, them in by_class.items() if name.casefold() == asked}
        if not by_class:
            raise DataError(
                f"Nobody was in the class “{class_name}” in {school_year}.",
                "Name a class as it was then.",
            )
    going = {move.pupil.upn: move for move in moves}
    shelf = Shelf.of(school, with_barriers=with_barriers)
    kind = _WITH_BARRIERS if with_barriers else _FOR_STAFF
    papers = [
        _paper(school, school_year, name, by_class[name], among, going, shelf, kind)
        for name in sorted(by_class, key=lambda name: _youngest(by_class[name]))
    ]
    children = sum(len(found) for found in by_class.values())
    words = (
        f"Handover pages of {school_year}: {counted(children, 'child', 'children')} in "
        f"{counted(len(papers), 'class', 'classes')}. {kind.whose}"
    )
    return Plan(papers=tuple(papers), said=(words,))


def placed_in(school: School, school_year: str, today: date) -> tuple[Placed, ...]:
    """Give the children who were here at the end of a school year, or are here now, by surname.

    Who left before its end has gone; who joined after it is nobody's to hand over.
    """
    ends = last_day(school, school_year)
    out = []
    for pupil in school.pupils.values():
        until = HalfTerm(school_year, "Summer 2")
        judged = [(j.half_term, j.year, j.class_name) for j in school.judgements_of(pupil.upn)]
        areas = school.early_years_of(pupil.upn, until)
        rows = [
            row
            for row in (*judged, *((r.half_term, r.year, r.class_name) for r in areas))
            if row[0].school_year == school_year
        ]
        here_then = pupil.on_roll(min(ends, today)) or pupil.left == ends
        if not here_then or (pupil.joined is not None and pupil.joined > ends):
            continue
        _, year, class_name = max(rows, key=_when, default=(until, "", ""))
        if rows or pupil.on_roll(today):
            out.append(Placed(pupil, year or pupil.year, class_name or pupil.class_name))
    return tuple(sorted(out, key=lambda p: (p.pupil.surname.casefold(), p.pupil.name.casefold())))


def _when(row: tuple[HalfTerm, str, str]) -> tuple[int, int]:
    return row[0].place


def _youngest(found: Sequence[Placed]) -> tuple[int, str]:
    places = [YEARS.index(p.year) for p in found if p.year in YEARS]
    return min(places, default=len(YEARS)), found[0].class_name


def _paper(
    school: School,
    school_year: str,
    class_name: str,
    found: Sequence[Placed],
    among: Collection[str],
    going: Mapping[str, Move],
    shelf: Shelf,
    kind: _Kind,
) -> Paper:
    children = [
        child_year(school, placed.pupil, school_year, placed.year, placed.class_name, shelf)
        for placed in found
    ]
    pages: list[Page] = [overview_page(school, school_year, class_name, children)]
    pages.extend(
        child_page(school, school_year, child, _goes_to(placed, going.get(placed.pupil.upn)))
        for placed, child in zip(found, children, strict=True)
    )
    return Paper(
        (f"{school_year} Handover", class_stem(class_name, among), kind.file),
        f"Handover: {class_label(class_name) or 'no class'}, {school_year}{kind.title}",
        tuple(pages),
    )


def _goes_to(placed: Placed, move: Move | None) -> str:
    """Say where a child goes in September, where that is known."""
    pupil = placed.pupil
    if move is not None and move.leaves:
        return "leaves at the end of Year 6"
    if pupil.left is not None:
        return f"leaves on {pupil.left:%d/%m/%Y}"
    year, class_name = (move.year, move.class_name) if move else (pupil.year, pupil.class_name)
    if (year, class_name) == (placed.year, placed.class_name):
        return ""
    where = [year_name(year), class_name if class_name != placed.class_name else ""]
    return f"goes to {', '.join(part for part in where if part)}"
