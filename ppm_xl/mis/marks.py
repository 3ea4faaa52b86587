"""Marks of a file on the school's own scale."""

from __future__ import annotations

from ppm_xl.school.scale import Scale


def read_mark(written: str, scale: Scale, year: str) -> str | None:
    """Give a mark as the school's scale spells it; None where it is not on the scale.

    Bromcom puts the year group before the mark (``3EXS``). On a scale that counts steps a year
    it stays there; on another it is left out where it is the pupil's own, so that an out-of-year
    mark is never taken for an age-related one.
    """
    return scale.spelt(written, year)
