"""A Common Transfer File as exports with headings and rows, so that one planner serves all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from ppm_xl.book.tables import Cell
from ppm_xl.mis.ctf_file import CtfFile, CtfPupil
from ppm_xl.mis.export import CtfPart, Export, Grid, GridRow

_WHO: Final = ("UPN", "Surname", "Forename", "Preferred surname", "Preferred forename", "DOB")
_PUPILS: Final = (
    *_WHO,
    "Former UPN",
    "Sex",
    "NC year actual",
    "SEN provision",
    "FSM",
    "Looked after",
    "Service child",
    "English as an additional language",
)
_RESULTS: Final = (
    *_WHO,
    "Stage",
    "Assessment subject",
    "Component",
    "Method",
    "Qualifier",
    "Result",
    "Result year",
    "Result date",
)
_ATTENDANCE: Final = (
    *_WHO,
    "Attendance year",
    "School",
    "Sessions possible",
    "Sessions attended",
    "Sessions authorised",
    "Sessions unauthorised",
)


def exports_of(ctf: CtfFile) -> tuple[Export, ...]:
    """Give the file's pupils, and its results and annual attendance where it has any.

    A row's number is the pupil's place in the file, from 1.
    """
    parts = (
        (CtfPart.PUPILS, _PUPILS, [(p.place, _about(ctf, p)) for p in ctf.pupils]),
        (CtfPart.RESULTS, _RESULTS, [(p.place, r) for p in ctf.pupils for r in _results(p)]),
        (CtfPart.ATTENDANCE, _ATTENDANCE, [(p.place, y) for p in ctf.pupils for y in _years(p)]),
    )
    return tuple(
        Export(ctf.name, (_grid(headings, rows),), ctf.digest, part, ctf)
        for part, headings, rows in parts
        if rows
    )


def _grid(headings: Sequence[str], rows: Iterable[tuple[int, Sequence[Cell]]]) -> Grid:
    table = (
        GridRow(number, tuple(cell or None if isinstance(cell, str) else cell for cell in row))
        for number, row in rows
    )
    return Grid("", (GridRow(0, tuple(headings)), *table))


def _who(pupil: CtfPupil) -> tuple[Cell, ...]:
    return (
        pupil.upn,
        _written(pupil.surname, pupil.preferred_surname),
        _written(pupil.forename, pupil.preferred_forename),
        pupil.preferred_surname,
        pupil.preferred_forename,
        pupil.born,
    )


def _written(legal: str, preferred: str) -> str:
    """Give a legal name that is all capitals as the preferred one writes it, where they agree."""
    same = legal.isupper() and legal.casefold() == preferred.casefold()
    return preferred if same else legal


def _about(ctf: CtfFile, pupil: CtfPupil) -> tuple[Cell, ...]:
    return (
        *_who(pupil),
        next(iter(pupil.former_upns), ""),
        pupil.sex,
        pupil.year_group,
        pupil.send_now(),
        _yes_no(pupil.free_meals_on(ctf.made_on)),
        _yes_no(pupil.in_care),
        pupil.service_child if pupil.service_child.upper() in {"Y", "N"} else "",
        _yes_no(pupil.english_is_additional()),
    )


def _yes_no(said: bool | None) -> str:  # noqa: FBT001 - yes, no, or not said is all it is
    return "" if said is None else "Y" if said else "N"


def _results(pupil: CtfPupil) -> Iterable[tuple[Cell, ...]]:
    for result in pupil.results:
        # Estimates and what another system asked for are no results.
        if result.status in {"", "R"} and result.result:
            yield (
                *_who(pupil),
                result.stage,
                result.subject,
                result.component,
                result.method,
                result.qualifier,
                result.result,
                result.year,
                result.day,
            )


def _years(pupil: CtfPupil) -> Iterable[tuple[Cell, ...]]:
    for year in pupil.attendance:
        yield (
            *_who(pupil),
            year.year,
            year.school.name or year.school.dfe_number,
            year.possible,
            year.attended,
            year.authorised,
            year.unauthorised,
        )
