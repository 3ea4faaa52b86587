"""The class grid of the pack, a line a child, and the key to what its signs mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from ppm_xl.meeting.gathering import ClassMeeting
from ppm_xl.meeting.paper.pack_actions import Data
from ppm_xl.meeting.phrases import SEVEN_QUESTIONS, colour_or
from ppm_xl.school.settings import Settings
from ppm_xl.sentences import counted
from ppm_xl.venn.pupils import ON_COURSE

_MEANS: Final = (
    ("Green", "as expected for the age, or above", "should reach the target"),
    ("Yellow", "a little below", "might not reach it"),
    ("Red", "well below", "not making enough progress to reach it"),
)
"""Colours, with what each says of attainment and of the teacher's view of progress."""
_ON_COURSE: Final = (
    "Tick in the diagram",
    "not yet at the standard; expected progress from an earlier result, or the first mark here",
)


def class_grid(meeting: ClassMeeting) -> Data:
    """Give a line for every child: year where the class has several, colours, context."""
    areas = list(dict.fromkeys(cell[0] for line in meeting.grid for cell in line.cells))
    years = {pupil.year for pupil in meeting.pupils if pupil.year}
    judged = {
        area
        for line in meeting.grid
        for area, _, _, progress in line.cells
        if colour_or(progress, "")
    }
    rows = []
    for line in meeting.grid:
        found = {area: rest for area, *rest in line.cells}
        cells = []
        for area in areas:
            mark, attainment, progress = found.get(area, ("", "", ""))
            cells.append([mark, colour_or(attainment, ""), colour_or(progress, "")])
        rows.append(
            {
                "child": line.pupil.name,
                "year": _year(line.pupil.year) if len(years) > 1 else "",
                "cells": cells,
                "context": line.context,
            }
        )
    return {
        "areas": [{"name": area, "judged": area in judged} for area in areas],
        "rows": rows,
        "short": _short_words(meeting),
    }


def _short_words(meeting: ClassMeeting) -> str:
    """Explain beside the grid the short words that stand in it, as far as they do."""
    contexts = " ".join(line.context for line in meeting.grid)
    words = (
        ("PP", "PP: Pupil Premium"),
        ("SEND K", "SEND K: support in school"),
        ("SEND E", "SEND E: care plan"),
    )
    return ", ".join(means for short, means in words if short in contexts)


def _year(year: str) -> str:
    return f"Y{year}" if year.isdecimal() else year


def key_of(meeting: ClassMeeting, settings: Settings) -> Data:
    """Say what the pack's colours, marks and short words mean, for who never saw one."""
    senco = settings.words.get("SENCO is called") or "SENCO"
    with_subjects = not meeting.grid or any(
        cell[0] in settings.subjects for line in meeting.grid for cell in line.cells
    )
    milestone = ["Milestone", "where a child should be at the end of this term to reach the target"]
    return {
        "colours": [list(row) for row in _MEANS] if with_subjects else [],
        "marks": [list(pair) for pair in _marks(meeting, settings)],
        "terms": [
            ["Pupil Premium, PP", "the school has extra money to help this child"],
            [
                "SEND",
                "special educational needs or disability; K: support in school, E: care plan (EHC)",
            ],
            [senco, "who leads on SEND"],
            *([milestone] if with_subjects else []),
            *([list(_ON_COURSE)] if _shows_on_course(meeting) else []),
            [
                "See Reading",
                "all about the child stands under Reading; an action may stand here too",
            ],
            *_of_one_name(meeting),
        ],
        "questions": list(SEVEN_QUESTIONS),
    }


def _shows_on_course(meeting: ClassMeeting) -> bool:
    marks = meeting.now.marks if meeting.now is not None else {}
    return any(ON_COURSE in found for found in marks.values())


def _of_one_name(meeting: ClassMeeting) -> Iterator[list[str]]:
    """Explain the number behind a name that two children of the class have."""
    whole = Counter((pupil.first_name, pupil.surname) for pupil in meeting.pupils)
    alike = [p for p in meeting.pupils if whole[p.first_name, p.surname] > 1]
    if alike:
        first = alike[0]
        name = f"{first.first_name} {first.surname}"
        means = f"children of one name; the number behind it tells them apart: {first.name}"
        yield [name, means]


def _marks(meeting: ClassMeeting, settings: Settings) -> Iterator[tuple[str, str]]:
    """Give the marks that stand in the grid, lowest first; those as far from expected together."""
    shown: dict[int, list[str]] = {}
    for line in meeting.grid:
        for _, mark, *_ in line.cells:
            found = settings.scale.find(mark, line.pupil.year, meeting.half_term.name)
            if found is not None and mark not in shown.setdefault(found.steps, []):
                shown[found.steps].append(mark)
    for steps, marks in sorted(shown.items()):
        yield ", ".join(sorted(marks)), _steps(steps)


def _steps(steps: int) -> str:
    if not steps:
        return "as expected for the age"
    way = "below" if steps < 0 else "above"
    return f"{counted(abs(steps), 'step')} {way} what is expected"
