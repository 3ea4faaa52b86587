"""Behaviour logs: every row one incident, counted by pupil and half-term."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Final

from ppm_xl.errors import Problem
from ppm_xl.mis.cells import Unreadable, as_text
from ppm_xl.mis.days import as_date
from ppm_xl.mis.fields import DATE, INCIDENT, OUTCOME, FileKind
from ppm_xl.mis.found import Found, has_many_rows
from ppm_xl.mis.half_terms import Clock
from ppm_xl.mis.ledger import Ledger
from ppm_xl.mis.matching import Known
from ppm_xl.mis.offers import Offers
from ppm_xl.mis.periods import half_term_on
from ppm_xl.mis.row_outcomes import Source
from ppm_xl.school.calendar import HalfTerm

_SUSPENSION: Final = re.compile(r"\b(?:suspen|exclu)", re.IGNORECASE)
_GOOD: Final = re.compile(r"\b(?:positive|achievement|praise|reward|merit)", re.IGNORECASE)


def gather_incidents(found: Found, clock: Clock, offers: Offers, ledger: Ledger) -> set[Source]:
    """Count the incidents and suspensions of each pupil in each half-term.

    Praise is no incident. A suspension is one incident as well.

    Returns
    -------
    set of Source
        The rows that were counted, or passed over as praise.
    """
    if FileKind.BEHAVIOUR not in found.file.parts or not has_many_rows(found.file):
        return set()
    rows: dict[tuple[Known, HalfTerm], list[Source]] = defaultdict(list)
    suspended: dict[tuple[Known, HalfTerm], int] = defaultdict(int)
    used: set[Source] = set()
    for row, pupil in found.rows:
        day = as_date(found.file.cell(row.cells, DATE))
        if isinstance(day, Unreadable) or day is None:
            shown = as_text(found.file.cell(row.cells, DATE))
            ledger.unreadable(row.source, "Date", shown, "Dates are read day first.")
            continue
        half_term = half_term_on(day, clock.calendar)
        if clock.asked is not None and half_term != clock.asked:
            ledger.problems.append(
                Problem(
                    "other-half-term",
                    str(row.source),
                    f"It is of {half_term}, not of {clock.asked}, and is not counted.",
                )
            )
            continue
        used.add(row.source)
        what = as_text(found.file.cell(row.cells, INCIDENT))
        done = as_text(found.file.cell(row.cells, OUTCOME))
        if _GOOD.search(what):
            continue
        rows[pupil, half_term].append(row.source)
        suspended[pupil, half_term] += bool(_SUSPENSION.search(f"{what} {done}"))
    for (pupil, half_term), sources in rows.items():
        target = ("Assessments", half_term, pupil.upn)
        counts = {"Incidents": len(sources)}
        if suspended[pupil, half_term]:
            counts["Suspensions"] = suspended[pupil, half_term]
        for source in sources:
            offers.add(target, pupil, "", counts, source)
    return used
