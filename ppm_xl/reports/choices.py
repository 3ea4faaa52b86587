"""One measure left out of one child's report, or a sentence in its place.

A school may have good reason: a mark just corrected, homework during an illness, behaviour under a
plan agreed with the family. What the law asks for, the attendance record, is missed out loud.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from ppm_xl.errors import Problem, Severity
from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.model import Pupil


@dataclass(frozen=True, slots=True)
class Choices:
    """What was chosen for one child in a half-term: measure to sentence; empty leaves it out."""

    instead: Mapping[str, str] = field(default_factory=dict)

    def leaves_out(self, measure: str) -> bool:
        """Whether a measure is not on the report at all."""
        return self.instead.get(measure.casefold()) == ""

    def sentence(self, measure: str) -> str:
        """Give the sentence in a measure's place; empty where there is none."""
        return self.instead.get(measure.casefold(), "")


ALL = Choices()
"""Nothing is left out."""


def choices_for(
    chosen: Mapping[tuple[HalfTerm, str, str], str],
    pupil: Pupil,
    now: HalfTerm,
    passed: Callable[[str, str], str],
) -> Choices:
    """Gather a child's choices; a sentence that may not go home leaves its measure out.

    Parameters
    ----------
    chosen
        By half-term, UPN and measure.
    passed
        Gives a typed text if it may go home, else nothing.
    """
    return Choices(
        {
            measure.casefold(): passed(words, f"Instead of {measure}") if words else ""
            for (half_term, upn, measure), words in chosen.items()
            if (half_term, upn) == (now, pupil.upn)
        }
    )


def without_attendance(pupil: Pupil) -> Problem:
    """Say that a report lacks what the law asks for."""
    return Problem(
        "attendance-left-out",
        f"{pupil.name}, Attendance",
        f"The attendance record is not on the report for {pupil.name}. A written report must "
        "give it once a year.",
        "Take the line off the sheet Reports, or send the attendance another way.",
        Severity.NOTE,
    )
