"""The sections of the meeting after page one, in the school's own order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from ppm_xl.meeting.listing import EARLY_YEARS_AREA, MEASURES


class Part(StrEnum):
    """What a section holds."""

    CELEBRATE = "celebrate"
    CONCERNS = "concerns"
    LEADERSHIP = "leadership"
    OWN_TARGETS = "own target"


@dataclass(frozen=True, slots=True)
class Section:
    """One section: its heading, and for concerns the areas it covers."""

    part: Part
    title: str
    areas: tuple[str, ...] = ()


_DEFAULT: Final = ("Children to celebrate", "Attitude and attendance")
_LAST: Final = ("Issues for the leadership team", "Targets the teacher sets")


def sections(agenda: Sequence[str], subjects: Sequence[str]) -> tuple[Section, ...]:
    """Give the sections of the form in the order of the table Agenda.

    Page one (diagrams, who moved, last actions) always comes first and is left out here.
    Sections that later versions bring are passed over. Every area of concern has a section,
    also where Agenda names none: nobody who is Red goes unmentioned.
    """
    agenda = agenda or (_DEFAULT[0], *subjects, _DEFAULT[1], *_LAST)
    found: list[Section] = []
    for title in agenda:
        section = _section(title, subjects)
        if section is not None:
            found.append(section)
    missing = [a for a in (*subjects, *MEASURES) if not any(a in s.areas for s in found)]
    last = max((n for n, s in enumerate(found, 1) if s.part is Part.CONCERNS), default=None)
    if last is None:
        last = sum(s.part is Part.CELEBRATE for s in found[:1])
    found[last:last] = [Section(Part.CONCERNS, area, (area,)) for area in missing]
    first = next(n for n, s in enumerate(found) if s.part is Part.CONCERNS)
    found.insert(first, Section(Part.CONCERNS, "Areas of learning", (EARLY_YEARS_AREA,)))
    return tuple(found)


def _section(title: str, subjects: Sequence[str]) -> Section | None:
    words = title.casefold()
    named = tuple(subject for subject in subjects if subject.casefold() == words)
    if named:
        return Section(Part.CONCERNS, title, named)
    if "celebrat" in words:
        return Section(Part.CELEBRATE, title)
    measures = tuple(measure for measure in MEASURES if measure.casefold() in words)
    if measures:
        return Section(Part.CONCERNS, title, measures)
    if "leadership" in words and "issue" in words:
        return Section(Part.LEADERSHIP, title)
    if "target" in words and "teacher" in words:
        return Section(Part.OWN_TARGETS, title)
    return None
