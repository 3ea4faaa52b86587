"""Marks below any year's curriculum: pre-key stage standards, P scales, the engagement model.

Source: STA, teacher assessment at the end of key stages 1 and 2 (PK1 to PK6, EM).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from ppm_xl.school.scale import folded

_STANDARD: Final = re.compile(r"(PK|P)S?(\d)")
_ENGAGEMENT: Final = "EM"


@lru_cache(maxsize=1024)  # a school has few marks, and is asked of each pupil in each half-term
def standard_of(mark: str) -> tuple[str, int] | None:
    """Give the series of a mark below any year's curriculum, and its place; None for all others.

    Pre-key stage standards and P scales are each in an order of their own, which nobody has
    equated. The engagement model stands below the first of the standards.

    >>> [standard_of(mark) for mark in ("EM", "PK1", "pks 6", "P6", "BLW")]
    [('PK', 0), ('PK', 1), ('PK', 6), ('P', 6), None]
    """
    word = folded(mark)
    if word == _ENGAGEMENT:
        return "PK", 0
    found = _STANDARD.fullmatch(word)
    return (found[1], int(found[2])) if found else None


def pre_key_stage(mark: str) -> int | None:
    """Give the place of a mark below any year's curriculum; None for all others.

    >>> [pre_key_stage(mark) for mark in ("EM", "PK1", "pks 6", "BLW")]
    [0, 1, 6, None]
    """
    found = standard_of(mark)
    return None if found is None else found[1]


def standards_between(before: str, now: str) -> int | None:
    """Count the standards from one mark to another of its series; None where they are of none.

    >>> [standards_between("P6", mark) for mark in ("P4", "P8", "PK1")]
    [-2, 2, None]
    """
    was, stands = standard_of(before), standard_of(now)
    if was is None or stands is None or was[0] != stands[0]:
        return None
    return stands[1] - was[1]


def is_engagement(mark: str) -> bool:
    """Whether a mark says that the child is assessed by the engagement model."""
    return folded(mark) == _ENGAGEMENT
