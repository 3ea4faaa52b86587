"""A Common Transfer File as an export like any other: a row of headings and a row a pupil."""

from __future__ import annotations

from typing import Final

from ppm_xl.book.tables import Cell
from ppm_xl.mis.ctf_file import CtfFile, CtfPupil
from ppm_xl.mis.ctf_results import results_by_heading
from ppm_xl.mis.export import Export, Grid, GridRow

_ABOUT: Final = (
    "UPN",
    "Former UPN",
    "Surname",
    "Forename",
    "Preferred surname",
    "Preferred forename",
    "DOB",
    "Sex",
    "NC year actual",
    "SEN provision",
    "FSM",
    "Looked after",
    "Service child",
    "English as an additional language",
)


def export_of(ctf: CtfFile) -> Export:
    """Give the file's pupils as an export: who they are, what is known of them, their results.

    A row's number is the pupil's place in the file, from 1, and the headings' is 0. A column of
    a result is there where any pupil has it; one about the pupils is there always, since a CTF
    that says nothing of meals or care is silent, and a blank cell changes nothing. Annual
    attendance is no half-term's, so no column holds it: see ``Export.ctf``.
    """
    results = [results_by_heading(pupil.results) for pupil in ctf.pupils]
    headings = tuple(sorted({heading for found in results for heading in found}))
    rows = [
        GridRow(pupil.place, (*_about(ctf, pupil), *(found.get(h) for h in headings)))
        for pupil, found in zip(ctf.pupils, results, strict=True)
    ]
    grid = Grid("", (GridRow(0, (*_ABOUT, *headings)), *rows))
    return Export(ctf.name, (grid,), ctf.digest, ctf)


def _about(ctf: CtfFile, pupil: CtfPupil) -> tuple[Cell, ...]:
    said: tuple[Cell, ...] = (
        pupil.upn,
        next(iter(pupil.former_upns), ""),
        _written(pupil.surname, pupil.preferred_surname),
        _written(pupil.forename, pupil.preferred_forename),
        pupil.preferred_surname,
        pupil.preferred_forename,
        pupil.born,
        pupil.sex,
        pupil.year_group,
        pupil.send_now(),
        _yes_no(said=pupil.free_meals_on(ctf.made_on)),
        _yes_no(said=pupil.in_care),
        # Other codes are refusals and not asked.
        pupil.service_child if pupil.service_child.upper() in {"Y", "N"} else "",
        _yes_no(said=pupil.english_is_additional()),
    )
    return tuple(None if cell == "" else cell for cell in said)


def _written(legal: str, preferred: str) -> str:
    """Give a legal name that is all capitals as the preferred one writes it, where they agree."""
    same = legal.isupper() and legal.casefold() == preferred.casefold()
    return preferred if same else legal


def _yes_no(*, said: bool | None) -> str:
    return "" if said is None else "Y" if said else "N"
