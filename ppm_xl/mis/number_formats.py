"""What a number format says about a number beneath it: a percentage, or leading noughts."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from ppm_xl.book.tables import Cell, plain

_LITERAL: Final = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|[_*].')
"""What a format only writes beside the number: quoted and escaped text, colours, spaces."""
_NOUGHTS: Final = re.compile(r"0{2,}")


@lru_cache(maxsize=1024)
def shows(number_format: str) -> tuple[bool, int]:
    """Say whether a format shows a percentage, and how many figures it fills with noughts.

    >>> shows("0.0%"), shows('0.0"%"'), shows("000000"), shows("General")
    ((True, 0), (False, 0), (False, 6), (False, 0))
    """
    bare = _LITERAL.sub("", number_format.partition(";")[0]).strip()
    return "%" in bare, len(bare) if _NOUGHTS.fullmatch(bare) else 0


def as_shown(value: float, number_format: str) -> Cell:
    """Give a number as its format means it: 0.945 in per cent is 94.5, 42 in ``000000`` is text.

    Other formats only round what is shown, and the number stays as it is stored.
    """
    percent, figures = shows(number_format)
    if percent:
        # A fraction such as 0.941 times 100 is 94.10000000000001.
        return plain(round(value * 100, 6))
    if figures and float(value).is_integer() and value >= 0:
        return f"{int(value):0{figures}d}"
    return plain(exact(value))


def exact(value: float) -> float:
    """Give a number with the 15 figures that Excel keeps: what it shows as 93.99 is 93.99.

    >>> exact(93.98999999999999)
    93.99
    """
    return float(f"{value:.15g}")
