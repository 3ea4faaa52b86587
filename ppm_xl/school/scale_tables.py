"""A preset as the rows of the tables Scale and ScaleRules."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, TypeAlias

from ppm_xl.school.reading_settings import GREATER_DEPTH_FROM, SCALE_NAME, STEPS_A_YEAR
from ppm_xl.school.scale_presets import Preset

Row: TypeAlias = tuple[str | int | None, ...]

_OWN_RULES: Final = {
    SCALE_NAME: "What this scale is called; nothing depends on it.",
    STEPS_A_YEAR: (
        "A number lets a mark begin with a year group, such as 3EXS: each year behind the pupil's "
        "own counts this many steps less, each year ahead as many more. Empty: only the pupil's "
        "own year may stand before a mark."
    ),
    GREATER_DEPTH_FROM: (
        "Steps from which a mark of another year group counts as greater depth; for the year's "
        "own marks the table Scale says it."
    ),
}


def scale_rows(preset: Preset) -> Iterator[Row]:
    """Give the rows of Scale, in the order of its columns."""
    for mark in preset.rows():
        yield (
            mark.mark,
            mark.meaning,
            mark.year or None,
            mark.half_term or None,
            mark.steps,
            "Y" if mark.meets_expected else "N",
            "Y" if mark.meets_greater_depth else "N",
            ", ".join(mark.also) or None,
        )


def rule_rows(preset: Preset) -> Iterator[Row]:
    """Give the rows of ScaleRules, in the order of its columns."""
    a_year = preset.steps_a_year
    values = {
        SCALE_NAME: preset.title,
        STEPS_A_YEAR: None if a_year is None else str(a_year),
        GREATER_DEPTH_FROM: str(preset.greater_depth_from),
    }
    for what, value in values.items():
        yield what, value, _OWN_RULES[what]
