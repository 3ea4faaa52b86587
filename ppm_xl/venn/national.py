"""The published figure that a diagram's combined figure may be held against."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from ppm_xl.school.settings import NationalFigure, Settings
from ppm_xl.venn.measures import year_in_words

_EXPECTED: Final = frozenset(("", "expected", "expected standard", "meets the standard"))
_DEEPER: Final = frozenset(("higher", "higher standard", "greater depth", "high score"))
_ALSO: Final = {
    "gld": "good level of development",
    "mathematics": "maths",
    "mtc": "times tables check",
}


def national_figure(
    settings: Settings, circles: Sequence[str], years: Sequence[str], *, greater_depth: bool = False
) -> NationalFigure | None:
    """Give the newest published figure of all these circles together.

    Of the pupils' own year groups where there is one; else of any, as of Year 6 for Year 4:
    then it is no more than where children should be heading, and :func:`in_words` says whose
    figure it is.
    """
    wanted = {_named(circle) for circle in circles}
    found = [
        figure
        for figure in settings.national
        if _of(figure.measure, wanted, _DEEPER if greater_depth else _EXPECTED)
    ]
    return max(found, key=lambda f: (f.year in years, f.date), default=None)


def _of(measure: str, wanted: set[str], standards: frozenset[str]) -> bool:
    names, _, standard = measure.partition(":")
    if " ".join(standard.split()).casefold() not in standards:
        return False
    return {_named(name) for name in re.split(r",|\band\b", names) if name.strip()} == wanted


def _named(words: str) -> str:
    folded = " ".join(words.split()).casefold()
    return _ALSO.get(folded, folded)


def in_words(figure: NationalFigure) -> str:
    """Say a published figure with whose it is: ``Year 6 in England, 2025: 62 %``."""
    whose = f"{year_in_words(figure.year)} in England" if figure.year else "England"
    return f"{whose}, {figure.date}: {figure.per_cent:g} %"
