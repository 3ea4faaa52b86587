"""The rows that staff began by hand: a child's name stands there, the rest is filled in."""

from __future__ import annotations

from collections.abc import Iterator

from ppm_xl.book.draft import Draft
from ppm_xl.book.tables import Cell
from ppm_xl.errors import Problem, Spot
from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.cells import text
from ppm_xl.school.model import Pupil, School

CONVERSATIONS = "Conversations"
TARGETS = "LearningTargets"


def complete_rows(draft: Draft, school: School, half_term: HalfTerm) -> Iterator[Problem]:
    """Fill what a row lacks that staff began with a child's name: UPN, half-term, class, ID.

    Nothing that stands in a cell is changed, but for the name of a child who is called
    something else by now. Gives the names that nobody has.
    """
    names = {pupil.name.casefold(): pupil for pupil in school.pupils.values()}
    for table in (CONVERSATIONS, TARGETS):
        cells = school.tables[table]
        numbers = Numbers(draft, half_term) if table == TARGETS else None
        for place, record in enumerate(cells.records()):
            upn, name = text(record.get("UPN")), text(record.get("Pupil"))
            pupil = school.pupils.get(upn) if upn else names.get(name.casefold())
            if pupil is None:
                if name and not upn:
                    yield _nobody(table, place, name)
                continue
            fill: dict[str, Cell] = {
                "UPN": pupil.upn,
                "Pupil": pupil.name,
                "Class": pupil.class_name or None,
                "School year": half_term.school_year,
                "Half-term": half_term.name,
            }
            for column, value in fill.items():
                if column in cells.place_of and not text(record.get(column)):
                    draft.set(table, place, column, value)
            if numbers is not None and not text(record.get("ID")):
                draft.set(table, place, "ID", numbers.next(pupil.class_name))


def _nobody(table: str, place: int, name: str) -> Problem:
    return Problem(
        "nobody-of-this-name",
        f"Conversations, {name}",
        f"No pupil is called “{name}”.",
        "Choose the name from the cell's list.",
        spot=Spot(table, place, "Pupil"),
    )


class Numbers:
    """Gives free IDs of learning targets, such as ``LT Autumn 2 2026-27 Oak 7``."""

    def __init__(self, draft: Draft, half_term: HalfTerm) -> None:
        self._half_term = half_term
        self._taken = {text(cell) for cell in draft.tables()[TARGETS].column("ID")}
        self._last: dict[str, int] = {}

    def next(self, class_name: str) -> str:
        """Give the next free one of a class."""
        number = self._last.get(class_name, 0)
        ident = ""
        while not ident or ident in self._taken:
            number += 1
            ident = f"LT {self._half_term} {class_name} {number}".replace("  ", " ")
        self._last[class_name] = number
        self._taken.add(ident)
        return ident


def add_target_rows(
    draft: Draft, school: School, half_term: HalfTerm, pupils: tuple[Pupil, ...]
) -> int:
    """Give a child without learning targets in a half-term a row for each subject, to type in.

    One that has any row keeps what there is: a row that staff deleted does not come back.

    Returns
    -------
    int
        How many children were given rows.
    """
    now = (half_term.school_year, half_term.name)
    have = {
        text(r.get("UPN"))
        for r in draft.tables()[TARGETS].records()
        if (text(r.get("School year")), text(r.get("Half-term"))) == now
    }
    numbers = Numbers(draft, half_term)
    children = 0
    for pupil in pupils:
        if pupil.upn in have:
            continue
        children += 1
        for subject in _subjects_of(school, pupil):
            row: dict[str, Cell] = {
                "ID": numbers.next(pupil.class_name),
                "UPN": pupil.upn,
                "Pupil": pupil.name,
                "Class": pupil.class_name or None,
                "School year": half_term.school_year,
                "Half-term": half_term.name,
                "Subject": subject or None,
            }
            draft.put(TARGETS, row)
    return children


def _subjects_of(school: School, pupil: Pupil) -> tuple[str, ...]:
    """Give the subjects a child has; in Early Years one row, for whatever it is about."""
    settings = school.settings
    if settings.has_areas(pupil.year):
        return ("",)
    return tuple(s for s in settings.subjects if settings.taught(s, pupil.year)) or ("",)
