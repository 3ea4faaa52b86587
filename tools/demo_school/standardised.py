"""The tests that the juniors took in November: standardised scores in reading and maths."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Final

from demo_school.chance import Chance
from demo_school.history import SUBJECTS, Record
from demo_school.roster import Child

_USUAL: Final = {"SBLW": 79, "BLW": 85, "WTS": 91, "EXS": 104, "GDS": 119}
"""Where a child with this mark scores, but for chance: some tests say more or less than it."""
_SPREAD: Final = 5.0
_LOWEST: Final = 70
_HIGHEST: Final = 140
_HEADINGS: Final = (
    "UPN", "Forename*", "Surname*", "DOB*", "Gender*", "Class*",
    "Reading Standardised Score", "Maths Standardised Score",
)  # fmt: skip


def nfer_scores(pairs: Sequence[tuple[Child, Record]]) -> bytes:
    """Make the publisher's file; who has a pre-key stage standard does not take the test."""
    chance = Chance(4242)
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(["NFER Tests: Autumn 2026"])
    writer.writerow(_HEADINGS)
    for child, record in pairs:
        scores = [
            _score(mark, chance.normal(), absent=chance.whether(0.02))
            for mark, subject in zip(record.marks, SUBJECTS, strict=True)
            if subject != "Writing"
        ]
        if any(scores):
            writer.writerow([
                child.upn, child.forename, child.surname, f"{child.born:%d/%m/%Y}", child.sex,
                record.class_, *scores,
            ])  # fmt: skip
    return out.getvalue().encode("utf-8-sig")


def _score(mark: str, draw: float, *, absent: bool) -> str:
    if mark not in _USUAL:
        return ""
    score = round(_USUAL[mark] + _SPREAD * draw)
    return "A" if absent else str(min(max(score, _LOWEST), _HIGHEST))
