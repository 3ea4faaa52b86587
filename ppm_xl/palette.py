"""The colours of the product, once: sheets, diagrams and paper all take them from here.

Every pair of fill and text was computed to a contrast of at least 4.5 to 1, and
the fills of Green, Yellow and Red differ in grey as well.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Paint:
    """A fill, the colour of the text on it, and the letter that says the same in grey."""

    fill: str
    text: str
    letter: str


GREEN: Final = Paint("#BFE3C8", "#0B4F24", "G")
YELLOW: Final = Paint("#FFF0A8", "#5C4700", "Y")
RED: Final = Paint("#E98B82", "#3D0500", "R")
NOT_ASSESSED: Final = Paint("#E7E9ED", "#4A5160", "–")  # noqa: RUF001 - a dash is meant
GREATER_DEPTH: Final = Paint("#8CC9F0", "#0B2F4A", "★")

STATUS: Final = {
    "Green": GREEN,
    "Yellow": YELLOW,
    "Red": RED,
    "Not assessed": NOT_ASSESSED,
}
"""Each word that a cell of a status may hold, with its paint."""

INK: Final = "#1F2A37"
ACCENT: Final = "#1B5E8C"
SECOND_ACCENT: Final = "#0F766E"
WHITE: Final = "#FFFFFF"
PAPER_GREY: Final = "#E7E9ED"
"""The fill of headings over calculated columns."""
HAIRLINE: Final = "#CBD2DB"
QUIET: Final = "#4A5160"
"""Text that may be overlooked: captions, hints."""

PUPIL_PREMIUM: Final = "#6B21A8"
SEND: Final = "#9A3412"
PUPIL_PREMIUM_AND_SEND: Final = "#9D174D"

CIRCLES: Final = ("#0072B2", "#E69F00", "#009E73")
"""Venn circles in order: a solid edge, and filled at 16 % over white."""
