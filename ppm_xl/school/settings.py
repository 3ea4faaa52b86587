"""What the school has set: scale, thresholds, circles, people and words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from ppm_xl.school.calendar import Calendar
from ppm_xl.school.scale import Scale


@dataclass(frozen=True, slots=True)
class Threshold:
    """Where a measure's Green and Yellow begin, and whether the school uses the measure."""

    green: float
    yellow: float
    used: bool = True


@dataclass(frozen=True, slots=True)
class TestThreshold:
    """What a test's score means; publishers differ, so each test has its own.

    Attributes
    ----------
    test
        Its name, or the beginning of it; ``Standardised score`` and ``Scaled score`` are for
        every test of that kind that has no row of its own.
    subject
        Empty where for any.
    years
        Year groups; empty where for any.
    """

    __test__ = False  # a threshold, not a test for pytest to collect

    test: str
    subject: str = ""
    years: frozenset[str] = frozenset()
    expected_from: float | None = None
    greater_depth_from: float | None = None


_EARLY_YEARS: Final = frozenset(("N1", "N2", "R"))

EARLY_YEARS_RED: Final = "Red in Early Years"
"""The row of Thresholds by which a school chooses Red for Early Years; without it there is none."""

SHORT_OF_MILESTONE: Final = "Short of milestone at meetings"
"""The row of Thresholds by which a school lists at meetings who is short of a milestone too."""

IN_ATTITUDE: Final = {"Homework": "Homework in attitude", "Uniform": "Uniform in attitude"}
"""The rows of Thresholds by which a school lets what is only shown make attitude's colour."""


@dataclass(frozen=True, slots=True)
class Circle:
    """One circle of a year group's Venn: a subject, and what meets it."""

    name: str
    meets: str


@dataclass(frozen=True, slots=True)
class NationalFigure:
    """One row of National: a published figure, dated.

    Attributes
    ----------
    measure
        Such as ``Reading, writing and maths: expected``.
    year, date
        The year group it is of, and when, such as ``2025``.
    """

    measure: str
    year: str
    date: str
    per_cent: float
    source: str = ""


@dataclass(frozen=True, slots=True)
class ClassTeam:
    """Who teaches and leads a class."""

    name: str
    teacher: str = ""
    teaching_assistant: str = ""
    leader: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """All that the sheet Settings says."""

    school: Mapping[str, str] = field(default_factory=dict)
    calendar: Calendar = field(default_factory=Calendar)
    subjects: tuple[str, ...] = ()
    years_of: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Subject to the year groups that have it; a subject that is not there is for all."""
    scale: Scale = field(default_factory=Scale)
    thresholds: Mapping[str, Threshold] = field(default_factory=dict)
    test_thresholds: tuple[TestThreshold, ...] = ()
    focus: Mapping[str, tuple[Circle, ...]] = field(default_factory=dict)
    national: tuple[NationalFigure, ...] = ()
    classes: Mapping[str, ClassTeam] = field(default_factory=dict)
    class_moves: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """Class and year group to the class of next September, where the school says so."""
    starting_stages: Mapping[str, str] = field(default_factory=dict)
    """Year group to the stage whose results are its starting points, such as KS1."""
    people: Mapping[str, str] = field(default_factory=dict)
    """Name to role: teacher, TA, other staff, leadership, SENCO or agency."""
    needs: Mapping[str, str] = field(default_factory=dict)
    """Common learning need to the area it is of; empty where it is of any."""
    agenda: tuple[str, ...] = ()
    languages_checked: frozenset[str] = frozenset()
    """Languages whose wording somebody at the school has checked, as Settings names them."""
    words: Mapping[str, str] = field(default_factory=dict)

    def taught(self, subject: str, year: str) -> bool:
        """Whether a year group has a subject; a pupil whose year is not known may."""
        years = self.years_of.get(subject)
        return not years or not year or year in years

    def has_subjects(self, year: str) -> bool:
        """Whether a year group has marks in any subject; one that is not known is not chased.

        A subject for which Settings names no year group is one of Years 1 to 6 here, so that
        Early Years is never chased for marks it does not have.
        """
        return any(
            year in self.years_of[subject] if self.years_of.get(subject) else year.isdecimal()
            for subject in self.subjects
        )

    def has_areas(self, year: str) -> bool:
        """Whether a year group has areas of learning: Early Years, unless it has subjects."""
        return year in _EARLY_YEARS and not self.has_subjects(year)

    def uses(self, measure: str) -> bool:
        """Whether the school uses a measure: any can be switched off in Thresholds."""
        found = self.thresholds.get(measure)
        return found is None or found.used

    @property
    def early_years_red(self) -> bool:
        """Whether the school makes an area of learning that is not on track Red."""
        found = self.thresholds.get(EARLY_YEARS_RED)
        return found is not None and found.used

    @property
    def lists_short_of_milestone(self) -> bool:
        """Whether who is short of a milestone is listed at a meeting, and not only who is Red."""
        found = self.thresholds.get(SHORT_OF_MILESTONE)
        return found is not None and found.used

    @property
    def school_name(self) -> str:
        """The school's name, or ``My school`` until it is set."""
        return self.school.get("Name") or "My school"
