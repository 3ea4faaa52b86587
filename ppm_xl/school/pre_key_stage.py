"""Marks below any year's curriculum: pre-key stage standards, P scales, the engagement model.

Source: STA, teacher assessment at the end of key stages 1 and 2 (PK1 to PK6, EM).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from ppm_xl.school.scale import folded

_STANDARD: Final = re.compile(r"(?:PKS?|P)(\d)")
_ENGAGEMENT: Final = "EM"


@lru_cache(maxsize=1024)  # a school has few marks, and is asked of each pupil in each half-term
def pre_key_stage(mark: str) -> int | None:
    """Give the place of a mark below any year's curriculum; None for all others.

    The engagement model stands below the pre-key stage standards, P scales among themselves.

    >>> [pre_key_stage(mark) for mark in ("EM", "PK1", "pks 6", "BLW")]
    [0, 1, 6, None]
    """
    word = folded(mark)
    if word == _ENGAGEMENT:
        return 0
    found = _STANDARD.fullmatch(word)
    return int(found[1]) if found else None


def is_engagement(mark: str) -> bool:
    """Whether a mark says that the child is assessed by the engagement model."""
    return folded(mark) == _ENGAGEMENT
