"""One heading of a file, and how it came by its meaning."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from ppm_xl.mis.periods import NOT_SAID, When


class How(StrEnum):
    """How a heading came by its meaning."""

    MATCHED = "matched"
    GUESSED = "guessed"
    REMEMBERED = "remembered"
    IGNORED = "ignored"


@dataclass(frozen=True, slots=True)
class Heading:
    """One column of a file.

    Attributes
    ----------
    place
        Its place in a row, from 0.
    text
        As the file writes it.
    field
        What it means; empty where it is ignored.
    when
        The half-term that the heading itself names.
    why
        Why it is ignored, where there is more to say than that its words are not known.
    """

    place: int
    text: str
    field: str
    how: How
    when: When = NOT_SAID
    why: str = ""

    def ignored(self, why: str) -> Heading:
        """Leave the column out, with the reason."""
        return replace(self, field="", how=How.IGNORED, when=NOT_SAID, why=why)
