"""The reasons of colours in words that a governor understands who sees them here alone."""

from __future__ import annotations

import re
from typing import Final

from ppm_xl.school.calendar import HalfTerm
from ppm_xl.status.trends import STEPS_DOWN, STEPS_UP

_JUDGED: Final = re.compile(r"progress judged Red by (?P<who>.+)")
_MEETING: Final = re.compile(r"since the meeting of (?P<name>\w+ \d)(?: (?P<year>\d{4}-\d\d))?")
_STEPS: Final = re.compile(
    rf"(?P<way>{STEPS_UP}|{STEPS_DOWN}) (?P<since>[^:]+): (?P<marks>.+)", re.IGNORECASE
)
_TESTED: Final = re.compile(
    r"(?P<judged>judged [^,]+), (?P<test>.+): test (?P<verdict>lower|higher)"
)
_PERIODS: Final = {"(half-term)": "(this half-term)", "(year to date)": "(since September)"}


def plainly(reason: str) -> str:
    """Put a colour's reason in plain words.

    >>> plainly("progress judged Red by Mrs Fell"), plainly("attendance 90 % (half-term)")
    ('Mrs Fell judges progress Red', 'attendance 90 % (this half-term)')
    >>> plainly("judged GDS, NFER 112: test lower")
    'judged GDS; the test (NFER 112) says lower'
    """
    tested = _TESTED.fullmatch(reason)
    if tested is not None:
        return f"{tested['judged']}; the test ({tested['test']}) says {tested['verdict']}"
    judged = _JUDGED.fullmatch(reason)
    if judged is not None:
        return f"{judged['who']} judges progress Red"
    for period, words in _PERIODS.items():
        reason = reason.replace(period, words)
    return reason


def trend_in_words(why: str, now: HalfTerm) -> str:
    """Put a movement in plain words; a meeting of this school year without its year.

    >>> autumn = HalfTerm("2026-27", "Autumn 2")
    >>> trend_in_words("small steps up since the meeting of Autumn 1 2026-27: BLW to WTS", autumn)
    'up from BLW to WTS since the Autumn 1 meeting'
    >>> trend_in_words("slipped since Summer 2 2025-26: progress Green to Red", autumn)
    'slipped since Summer 2 2025-26: progress Green to Red'
    """

    def shorter(found: re.Match[str]) -> str:
        named = found["year"] in {None, now.school_year}
        return f"since the {found['name']} meeting" if named else found[0]

    said = _MEETING.sub(shorter, why)
    steps = _STEPS.fullmatch(said)
    if steps is None:
        return said
    way = "up" if steps["way"].casefold() == STEPS_UP.casefold() else "down"
    return f"{way} from {steps['marks']} {steps['since']}"
