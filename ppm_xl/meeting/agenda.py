"""The sections of the meeting in the school's own order: the table Agenda in Settings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from ppm_xl.meeting.listing import EARLY_YEARS_AREA, MEASURES, RAISED_AREA

__all__ = [
    "DEFAULT_TITLES",
    "ON_PAGE_ONE",
    "RAISED_AREA",
    "Part",
    "Section",
    "default_agenda",
    "sections",
]


class Part(StrEnum):
    """What a section holds."""

    WHO_MOVED = "who moved"
    LAST_ACTIONS = "last actions"
    CELEBRATE = "celebrate"
    CONCERNS = "concerns"
    MET_BUT_CONCERN = "met but concern"
    SEND = "send"
    LOOK_AT = "look at"
    LEADERSHIP = "leadership"
    OWN_TARGETS = "own target"
    UNMENTIONED = "unmentioned"


ON_PAGE_ONE: Final = frozenset({Part.WHO_MOVED, Part.LAST_ACTIONS})
"""What stands on page one wherever Agenda names it, and nowhere where it does not."""


@dataclass(frozen=True, slots=True)
class Section:
    """One section: its heading, and for concerns the areas it covers.

    Attributes
    ----------
    named
        Whether Agenda names it. A section of concerns that it does not name has its place all
        the same, but only shows where somebody is listed in it.
    """

    part: Part
    title: str
    areas: tuple[str, ...] = ()
    named: bool = True


DEFAULT_TITLES: Final = {
    Part.WHO_MOVED: "Who moved",
    Part.LAST_ACTIONS: "Last actions and their impact",
    Part.CELEBRATE: "Children to celebrate",
    Part.MET_BUT_CONCERN: "Met the target but causing concern",
    Part.SEND: "SEND",
    Part.LOOK_AT: "Provision to look at",
    Part.LEADERSHIP: "Issues for the leadership team",
    Part.OWN_TARGETS: "Targets the teacher sets",
    Part.UNMENTIONED: "Not spoken of lately",
}
_MEASURES_TITLE: Final = "Attitude and attendance"


def default_agenda(subjects: Sequence[str]) -> tuple[str, ...]:
    """Give the order of a new workbook.

    What came of the last actions before anything new, what goes well before concerns,
    reading first, then the other sections schools keep, the teacher's own targets, and at the
    end whoever would else be forgotten.
    """
    last = (Part.MET_BUT_CONCERN, Part.SEND, Part.LOOK_AT, Part.LEADERSHIP, Part.OWN_TARGETS)
    return (
        *(DEFAULT_TITLES[p] for p in (Part.WHO_MOVED, Part.LAST_ACTIONS, Part.CELEBRATE)),
        *subjects,
        _MEASURES_TITLE,
        RAISED_AREA,
        *(DEFAULT_TITLES[part] for part in last),
        DEFAULT_TITLES[Part.UNMENTIONED],
    )


def sections(agenda: Sequence[str], subjects: Sequence[str]) -> tuple[Section, ...]:
    """Give the sections in the order of the table Agenda; an empty one gives the usual order.

    A title that says nothing we know is passed over. Every area of concern has a section, also
    where Agenda names none: nobody who is Red goes unmentioned.
    """
    found: list[Section] = []
    for title in agenda or default_agenda(subjects):
        section = _section(title, subjects)
        if section is not None and section not in found:
            found.append(section)
    missing = [
        area
        for area in (*subjects, *MEASURES, RAISED_AREA)
        if not any(area in section.areas for section in found)
    ]
    last = max((n for n, s in enumerate(found, 1) if s.part is Part.CONCERNS), default=None)
    if last is None:
        before = {*ON_PAGE_ONE, Part.CELEBRATE}
        last = next((n for n, s in enumerate(found) if s.part not in before), len(found))
    found[last:last] = [Section(Part.CONCERNS, area, (area,), named=False) for area in missing]
    first = next(n for n, s in enumerate(found) if s.part is Part.CONCERNS)
    young = Section(Part.CONCERNS, "Areas of learning", (EARLY_YEARS_AREA,))
    found.insert(first, young)
    return tuple(found)


def _section(title: str, subjects: Sequence[str]) -> Section | None:
    words = title.casefold()
    named = tuple(subject for subject in subjects if subject.casefold() == words)
    if named:
        return Section(Part.CONCERNS, title, named)
    if words == RAISED_AREA.casefold() or ("raised" in words and "teacher" in words):
        return Section(Part.CONCERNS, title, (RAISED_AREA,))
    measures = tuple(measure for measure in MEASURES if measure.casefold() in words)
    if measures:
        return Section(Part.CONCERNS, title, measures)
    part = _part(words)
    return None if part is None else Section(part, title)


def _part(words: str) -> Part | None:  # noqa: PLR0911 - one line a part
    """Know a section by the words of its title; the school may word it its own way."""
    if "celebrat" in words:
        return Part.CELEBRATE
    if "moved" in words:
        return Part.WHO_MOVED
    if "last" in words and "action" in words:
        return Part.LAST_ACTIONS
    if "met" in words.split() and "target" in words:
        return Part.MET_BUT_CONCERN
    if "senco" in words or "inclusion" in words or {"send", "sen"} & set(words.split()):
        return Part.SEND
    if "provision" in words or "intervention" in words:
        return Part.LOOK_AT
    if "leadership" in words:
        return Part.LEADERSHIP
    if "target" in words and "teacher" in words:
        return Part.OWN_TARGETS
    if "not spoken" in words or "forgotten" in words or "not mentioned" in words:
        return Part.UNMENTIONED
    return None
