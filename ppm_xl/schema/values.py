"""Values that cells may hold: the field's own lists."""

from __future__ import annotations

from typing import Final

SCHEMA_VERSION: Final = 1
"""Written to the workbook as the defined name ``ppm_schema``."""


DEFAULT_SUBJECTS: Final = ("Reading", "Writing", "Maths")


HALF_TERMS: Final = ("Autumn 1", "Autumn 2", "Spring 1", "Spring 2", "Summer 1", "Summer 2")


YEARS: Final = ("N1", "N2", "R", "1", "2", "3", "4", "5", "6")


COLOURS: Final = ("Green", "Yellow", "Red")


NOT_ASSESSED: Final = "Not assessed"


AREAS_OF_LEARNING: Final = (
    "Communication and language",
    "Personal, social and emotional",
    "Physical",
    "Literacy",
    "Mathematics",
    "Understanding the world",
    "Expressive arts and design",
)


IMPACTS: Final = ("worked", "partly", "no", "too soon")


ACTION_STATES: Final = ("open", "done", "dropped")


OWNERS_WITHOUT_A_NAME: Final = ("child", "family")
