"""What an earlier result says, in steps from what was expected there: the one table for it.

Sources: STA, teacher assessment at key stages 1 and 2 (GDS, EXS, WTS; in science HNM), and until
2018 the interim pre-key stage standards (PKF, PKE, PKG) with BLW for who was below even those;
early years foundation stage profile: 1 emerging, 2 expected, and until 2021 3 exceeding.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ppm_xl.school.cells import number
from ppm_xl.school.scale import Mark, Scale, folded

BASELINE: Final = "Baseline"
"""The stage of Prior that says where a child stood on entry, in the school's own marks."""

_WORDS: Final[Mapping[str, int]] = {
    **dict.fromkeys(("GDS", "GD", "EXCEEDING"), 1),
    **dict.fromkeys(("EXS", "EXP", "EXPECTED", "ONTRACK"), 0),
    **dict.fromkeys(("WTS", "WT", "HNM", "EMERGING", "NOTONTRACK"), -1),
    **dict.fromkeys(("BLW", "PKF", "PKE", "PKG"), -3),
}

_PROFILE: Final[Mapping[str, int]] = {"1": -1, "2": 0, "3": 1}
"""The figures of the early years profile, which mean nothing elsewhere."""

_SCALED: Final[Mapping[str, tuple[int, int]]] = {"KS1": (85, 115), "KS2": (80, 120)}
"""The lowest and highest scaled score of each key stage (STA)."""
_STANDARD: Final = 100
_HIGH_SCORE: Final = 110


def steps_of(result: str, stage: str = "") -> int | None:
    """Say how far a result stood from what was expected; None where its words are no code of it.

    A figure is a scaled score only in a key stage, where 100 is the standard and 110 a high score.

    >>> steps_of("WTS", "KS1"), steps_of("110", "KS2"), steps_of("110"), steps_of("PK3", "KS1")
    (-1, 1, None, None)
    """
    word = folded(result)
    known = _WORDS.get(word)
    if known is None and stage in {"EYFS", "EYFSP"}:
        known = _PROFILE.get(word)
    score = number(result)
    lowest, highest = _SCALED.get(stage, (0, -1))
    if known is None and score is not None and lowest <= score <= highest:
        return (score >= _STANDARD) + (score >= _HIGH_SCORE) - 1
    return known


def meaning_of(
    scale: Scale, result: str, stage: str = "", year: str = "", half_term: str = ""
) -> Mark | None:
    """Say what a starting point means; None where nothing says it.

    In a result of a national stage a code is the nation's: ``BLW`` of key stage 1 is no ``BLW``
    of the school. In all else a mark is the school's, and a code is understood only where the
    scale does not have it.

    Parameters
    ----------
    stage
        Such as ``KS1``; empty for a judgement made here, and for what somebody typed.
    year, half_term
        When it was given, as :meth:`~ppm_xl.school.scale.Scale.find` takes them.
    """
    steps = steps_of(result, stage)
    nations = None if steps is None else Mark(result, "", steps, steps >= 0, steps > 0)
    schools = scale.find(result, year, half_term)
    return schools or nations if stage in {"", BASELINE} else nations or schools
