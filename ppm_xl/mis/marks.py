"""Marks of a file on the school's own scale."""

from __future__ import annotations

import re
from typing import Final

from ppm_xl.school.settings import Scale

_WITH_YEAR: Final = re.compile(r"(?:Y|YR|YEAR)?\s*([1-9])\s*[-:]?\s*([A-Z].*)")


def read_mark(written: str, scale: Scale, year: str) -> str | None:
    """Give a mark as the school's scale spells it; None where it is not on the scale.

    Bromcom puts the year group before the mark (``3EXS``): it is left out where it is the
    pupil's own, so that an out-of-year mark is never taken for an age-related one.
    """
    wanted = re.sub(r"\s+", " ", written).strip().upper()
    found = scale.find(wanted) or scale.find(wanted.replace(" ", ""))
    if found is None:
        prefixed = _WITH_YEAR.fullmatch(wanted)
        if prefixed and prefixed[1] == year:
            found = scale.find(prefixed[2])
    return found.mark if found else None
