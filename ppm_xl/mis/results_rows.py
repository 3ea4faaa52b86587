"""Earlier results: key stages, phonics, tables check, the early years profile."""

from __future__ import annotations

from collections.abc import Mapping

from ppm_xl.book.tables import Cell
from ppm_xl.mis.cells import Unreadable, as_text
from ppm_xl.mis.days import as_date
from ppm_xl.mis.fields import DATE, INSTEAD_OF, RESULTS, FileKind
from ppm_xl.mis.found import Found
from ppm_xl.mis.ledger import Ledger
from ppm_xl.mis.profile import good_level_of_codes
from ppm_xl.mis.row_outcomes import Source
from ppm_xl.mis.table_offers import TableOffers
from ppm_xl.mis.values import as_number
from ppm_xl.school.calendar import school_year_from

_GLD = "EYFSP result: GLD"
_OF_GOAL = "EYFSP result: "


def gather_results(
    found: Found, pupils: Mapping[str, Mapping[str, Cell]], offers: TableOffers, ledger: Ledger
) -> set[Source]:
    """Gather a file's earlier results; codes are kept as the DfE writes them.

    An outcome such as ``AS`` stands only where there is no score, which says more. A good level
    of development is worked out from the goals where the file does not give it.

    Returns
    -------
    set of Source
        The rows that hold any result.
    """
    file = found.file
    columns = [h for h in file.headings if h.field in RESULTS]
    used = _annual_attendance(found, pupils, offers)
    if FileKind.RESULTS not in file.parts or not columns:
        return used
    for row, pupil in found.rows:
        day = as_date(file.cell(row.cells, DATE))
        if isinstance(day, Unreadable):
            ledger.unreadable(row.source, "Date", as_text(file.cell(row.cells, DATE)))
            day = None
        given = {h.field: as_result(file.cell(row.cells, h.field)) for h in columns}
        for field, result in _kept(given).items():
            stage, subject = RESULTS[field]
            offers.add(
                (pupil.upn, stage, subject),
                pupil,
                result,
                row.source,
                said=subject if subject.startswith(stage) else f"{stage} {subject}",
                beside={"Date": day, "Source": file.name},
                stamps={"Pupil": pupils[pupil.upn].get("Pupil")},
            )
            used.add(row.source)
    return used


def _annual_attendance(
    found: Found, pupils: Mapping[str, Mapping[str, Cell]], offers: TableOffers
) -> set[Source]:
    """Keep a Common Transfer File's attendance of whole years beside earlier results.

    It is no half-term's figure. The file's year is taken to be the one in which the school year
    ends, as with results; what it wrote stands under Source. A child who changed schools has a
    part of the year at each: they are added up.
    """
    ctf = found.file.ctf
    used: set[Source] = set()
    if ctf is None:
        return used
    by_place = {pupil.place: pupil for pupil in ctf.pupils}
    for row, pupil in found.rows:
        sessions: dict[int, tuple[int, int]] = {}
        for year in by_place[row.cells.number].attendance:
            if year.year and year.possible and year.attended is not None:
                possible, attended = sessions.get(year.year, (0, 0))
                sessions[year.year] = possible + year.possible, attended + year.attended
        for ended, (possible, attended) in sessions.items():
            school_year = school_year_from(ended - 1)
            offers.add(
                (pupil.upn, school_year, "Attendance"),
                pupil,
                f"{100 * attended / possible:.1f} %",
                row.source,
                said=f"Attendance of {school_year}",
                beside={"Source": f"CTF, year {ended}"},
                stamps={"Pupil": pupils[pupil.upn].get("Pupil")},
            )
            used.add(row.source)
    return used


def as_result(cell: Cell) -> str:
    """Give a result as text: a whole number without its nought, a code as it is.

    >>> as_result(104.0), as_result(" wa "), as_result(None)
    ('104', 'wa', '')
    """
    number = as_number(cell)
    if isinstance(number, float) and number.is_integer():
        return str(int(number))
    return as_text(cell)


def _kept(given: Mapping[str, str]) -> dict[str, str]:
    out = {field: result for field, result in given.items() if result}
    for outcome, score in INSTEAD_OF.items():
        if out.get(score, "").isdecimal():
            out.pop(outcome, None)
        elif score in out and outcome in out:
            # A code in both columns: the outcome's stands.
            out.pop(score)
    goals = {
        field.removeprefix(_OF_GOAL): result
        for field, result in out.items()
        if field.startswith(_OF_GOAL) and field != _GLD
    }
    if goals and _GLD not in out:
        level = good_level_of_codes(goals)
        if level is not None:
            out[_GLD] = level
    return out
