"""Where a test's result and the teacher's judgement disagree, for a pupil and for a class.

Sources: each publisher's own bands, in Settings; the DfE's scaled score of 100 is a standard,
a standardised score of 100 an average (NFER says plainly that neither stands for the other), so
that no test is read by another's thresholds.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from ppm_xl.school.cells import number
from ppm_xl.school.model import TestScore
from ppm_xl.school.scale import Mark
from ppm_xl.school.settings import TestThreshold

LOWER: Final = "Test lower"
HIGHER: Final = "Test higher"
AGREES: Final = "Agrees"

_ANY_OF_ITS_KIND: Final = {"scaled": "Scaled score", "standardised": "Standardised score"}
"""Kind of score to the row of TestThresholds for tests without a row of their own. Raw scores and
ages have none: what they mean differs from paper to paper."""


@dataclass(frozen=True, slots=True)
class TestVerdict:
    """A test beside the judgement it was made with.

    Attributes
    ----------
    verdict
        :data:`LOWER`, :data:`HIGHER` or :data:`AGREES`.
    why
        Such as ``judged EXS, New PiRA 88: test lower``.
    """

    __test__ = False  # a verdict, not a test for pytest to collect

    verdict: str
    why: str


def threshold_for(
    score: TestScore, thresholds: Iterable[TestThreshold], year: str
) -> TestThreshold | None:
    """Find the row that says what a score means: the test's own, else that of its kind."""
    if score.kind not in _ANY_OF_ITS_KIND:
        return None
    name = score.test.casefold()
    general = _ANY_OF_ITS_KIND[score.kind].casefold()
    fitting = [
        row
        for row in thresholds
        if (name.startswith(row.test.casefold()) or row.test.casefold() == general)
        and row.subject in {"", score.subject}
        and (not row.years or year in row.years)
        and row.expected_from is not None
    ]
    return max(
        fitting,
        key=lambda r: (r.test.casefold() != general, len(r.test), bool(r.subject), bool(r.years)),
        default=None,
    )


def against_test(
    judged: Mark, score: TestScore, thresholds: Iterable[TestThreshold], year: str
) -> TestVerdict | None:
    """Compare a judgement with a test by bands; None where there is nothing to compare.

    A code such as ``A`` for absent is no score: who was not tested neither agrees nor differs.

    >>> from ppm_xl.school.calendar import HalfTerm
    >>> score = TestScore(HalfTerm("2026-27", "Autumn 2"), "A1", "Reading", "New PiRA", "88",
    ...                   "standardised")
    >>> expected = Mark("EXS", "", 0, True, False)
    >>> against_test(expected, score, [TestThreshold("New PiRA", expected_from=93)], "4").why
    'judged EXS, New PiRA 88: test lower'
    """
    figure, row = number(score.score), threshold_for(score, thresholds, year)
    if figure is None or row is None or row.expected_from is None:
        return None
    stands, tested = int(judged.meets_expected), int(figure >= row.expected_from)
    if row.greater_depth_from is not None:
        stands += judged.meets_expected and judged.meets_greater_depth
        tested += tested and figure >= row.greater_depth_from
    verdict = AGREES if tested == stands else LOWER if tested < stands else HIGHER
    said = f"judged {judged.mark}, {score.test or 'test'} {score.score}: {verdict.casefold()}"
    return TestVerdict(verdict, said)


@dataclass(frozen=True, slots=True)
class TestCounts:
    """How a class's tests stand beside its judgements in one subject, both ways.

    Attributes
    ----------
    not_compared
        Pupils without a test, a mark or a threshold; they are in none of the others.
    """

    __test__ = False  # counts, not a test for pytest to collect

    lower: int
    agree: int
    higher: int
    not_compared: int


def counted_both_ways(verdicts: Sequence[TestVerdict | None]) -> TestCounts:
    """Count a class's verdicts in one subject."""
    found = [verdict.verdict for verdict in verdicts if verdict is not None]
    return TestCounts(
        lower=found.count(LOWER),
        agree=found.count(AGREES),
        higher=found.count(HIGHER),
        not_compared=len(verdicts) - len(found),
    )
