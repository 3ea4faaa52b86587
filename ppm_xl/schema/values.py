"""Values that cells may hold: the field's own lists."""

from __future__ import annotations

from typing import Final

SCHEMA_VERSION: Final = 3
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


EARLY_LEARNING_GOALS: Final = {
    "Communication and language": ("Listening, attention and understanding", "Speaking"),
    "Personal, social and emotional": (
        "Self-regulation",
        "Managing self",
        "Building relationships",
    ),
    "Physical": ("Gross motor skills", "Fine motor skills"),
    "Literacy": ("Comprehension", "Word reading", "Writing"),
    "Mathematics": ("Number", "Numerical patterns"),
    "Understanding the world": (
        "Past and present",
        "People, culture and communities",
        "The natural world",
    ),
    "Expressive arts and design": ("Creating with materials", "Being imaginative and expressive"),
}
"""Area of learning to its goals, E01 to E17 in this order (DfE, EYFS profile since 2021)."""


IMPACTS: Final = ("worked", "partly", "no", "too soon")


ACTION_STATES: Final = ("open", "done", "dropped")


OWNERS_WITHOUT_A_NAME: Final = ("child", "family")
