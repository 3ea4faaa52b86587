"""Results of tests, and their codes as the DfE counts them.

Who was absent, below the test's level, just arrived, cheating or unable is of the cohort and has
not achieved; who left, and whose result is missing, is left out.
Source: key stage 2 results, codes A B H J Q U, and L M (kb.insighttracking.com, citing DfE).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.cells import number
from ppm_xl.school.focus import PHONICS, SCALED, STANDARDISED, TABLES_CHECK, Scored
from ppm_xl.school.model import PriorResult, School, TestScore

NOT_ACHIEVED: Final = frozenset(
    ("NS", "N", "WT", "A", "B", "D", "H", "J", "Q", "U", "X", "Z", "NAA")
)
"""Codes of a test that was not achieved: key stage 2, phonics (Wt), tables check."""

ACHIEVED: Final = frozenset(("AS", "WA"))
"""Outcomes without a score: achieved the standard, phonics at the standard."""

LEFT_OUT: Final = frozenset(("L", "M", "F", "P"))
"""Codes that leave a pupil out of the figures: left, missing; took or takes it in another year."""

_LAST_DAYS: Final = ((10, 31), (12, 31), (2, 20), (4, 15), (5, 31), (8, 31))
"""When a half-term ends where the school's calendar does not say."""


def reaches(result: str, least: float, *, above: bool = False) -> bool | None:
    """Say whether a score or a test's code reaches a number; None where it is left out.

    >>> reaches("32", 32), reaches("31", 32), reaches("A", 32), reaches("L", 32)
    (True, False, False, None)
    """
    score = number(result)
    if score is not None:
        return score > least if above else score >= least
    code = result.strip().upper()
    if code in ACHIEVED:
        return True
    return False if code in NOT_ACHIEVED else None


def scores_of(
    school: School,
    rule: Scored,
    half_term: HalfTerm,
    held: tuple[Sequence[TestScore], Sequence[PriorResult]],
) -> Iterator[tuple[date, int, str]]:
    """Give the results of a test up to a half-term with their days; whoever left has none."""
    ends = _last_day(school, half_term)
    for place, score in enumerate(held[0]):
        if _is_of(rule, score) and _says(score.score):
            day = score.day or _last_day(school, score.half_term)
            yield day, place, score.score
    for place, result in enumerate(held[1]):
        if _is_earlier(rule, result) and _says(result.result):
            day = result.day or date.min
            if day <= ends:
                yield day, place, result.result


def has_a_row(rule: Scored, held: tuple[Sequence[TestScore], Sequence[PriorResult]]) -> bool:
    """Whether a pupil has any row of the test that a rule means, whatever it says."""
    scores, results = held
    return any(_is_of(rule, one) for one in scores) or any(_is_earlier(rule, r) for r in results)


def _says(result: str) -> bool:
    return reaches(result, 0) is not None


def _last_day(school: School, half_term: HalfTerm) -> date:
    dates = school.settings.calendar.dates(half_term)
    if dates is not None:
        return dates.ends
    start, which = half_term.place
    month, day = _LAST_DAYS[which]
    return date(start if month > 8 else start + 1, month, day)  # noqa: PLR2004 - from September


_NAMES: Final = {
    PHONICS: ("phonics",),
    TABLES_CHECK: ("mtc", "multiplication tables check", "times tables", "tables check"),
}


def _is_of(rule: Scored, score: TestScore) -> bool:
    """Whether a score is of the test that a rule means."""
    named = (score.test.casefold(), score.subject.casefold())
    if rule.test in _NAMES:
        return any(word.startswith(_NAMES[rule.test]) for word in named)
    same = not rule.subject or score.subject.casefold() == rule.subject.casefold()
    if rule.test in {SCALED, STANDARDISED}:
        return same and f"{score.kind} score" == rule.test
    if not rule.test:
        return same
    if named[1] == rule.test:
        return True
    return same and named[0].startswith(rule.test)


def _is_earlier(rule: Scored, result: PriorResult) -> bool:
    """Whether an earlier result is of the test that a rule means."""
    stage, subject = result.stage.casefold(), result.subject.casefold()
    if rule.test == PHONICS:
        return stage == "phonics"
    if rule.test == TABLES_CHECK:
        return stage == "mtc"
    if rule.test == SCALED:
        return stage == "ks2" and subject == rule.subject.casefold()
    return bool(rule.test) and stage == rule.test and rule.subject.casefold() in {"", subject}
