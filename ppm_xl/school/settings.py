"""What the school has set: scale, thresholds, circles, people and words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ppm_xl.school.calendar import Calendar


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark of the school's scale.

    Attributes
    ----------
    steps
        Steps from age-related expectation: 0 meets it, -1 is one below.
    year, half_term
        Only for marks tied to a year group, and for rising scales; else empty.
    """

    mark: str
    meaning: str
    steps: int
    meets_expected: bool
    meets_greater_depth: bool
    year: str = ""
    half_term: str = ""


@dataclass(frozen=True, slots=True)
class Scale:
    """The school's marks, from lowest to highest."""

    marks: Mapping[str, Mark] = field(default_factory=dict)

    def find(self, mark: str) -> Mark | None:
        """Give a mark, whatever its case; None where it is not on the scale."""
        return self.marks.get(mark.strip().upper())


@dataclass(frozen=True, slots=True)
class Threshold:
    """Where a measure's Green and Yellow begin, and whether the school uses the measure."""

    green: float
    yellow: float
    used: bool = True


@dataclass(frozen=True, slots=True)
class Circle:
    """One circle of a year group's Venn: a subject, and what meets it."""

    name: str
    meets: str


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
    focus: Mapping[str, tuple[Circle, ...]] = field(default_factory=dict)
    classes: Mapping[str, ClassTeam] = field(default_factory=dict)
    people: Mapping[str, str] = field(default_factory=dict)
    agenda: tuple[str, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)

    def taught(self, subject: str, year: str) -> bool:
        """Whether a year group has a subject; a pupil whose year is not known may."""
        years = self.years_of.get(subject)
        return not years or not year or year in years

    @property
    def school_name(self) -> str:
        """The school's name, or ``My school`` until it is set."""
        return self.school.get("Name") or "My school"
