"""How often a pupil was late in one half-term, where rows may count since September."""

from __future__ import annotations

from collections.abc import Sequence

from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.model import Judgement


def lates_in_half_term(history: Sequence[Judgement], half_term: HalfTerm) -> int | None:
    """Count how often a pupil was late in one half-term alone.

    Thresholds and reports speak of a half-term. A row whose attendance is of the year to date
    counts its lates since September: what earlier half-terms had counted is taken off.

    Parameters
    ----------
    history
        The pupil's judgements up to the half-term.

    Returns
    -------
    int or None
        None where no lates are recorded, or those before this half-term are not known.
    """
    of_the_year = {
        j.half_term: j for j in history if j.half_term.school_year == half_term.school_year
    }
    row = of_the_year.get(half_term)
    if row is None or row.lates is None:
        return None
    before, earlier = 0, half_term
    while _counts_since_september(row) and earlier.place[1]:
        earlier = earlier.before
        row_before = of_the_year.get(earlier)
        if row_before is None or row_before.lates is None:
            return None
        before += row_before.lates
        if _counts_since_september(row_before):
            break
    return row.lates - before if row.lates >= before else None


def _counts_since_september(row: Judgement) -> bool:
    return row.attendance is not None and row.attendance.basis == "year to date"
