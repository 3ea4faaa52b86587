"""From a child's year to what the template prints."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ppm_xl.handover.child import Cell, ChildYear, SubjectYear
from ppm_xl.meeting.last_actions import owner_in_words
from ppm_xl.plan import Page
from ppm_xl.reports.wording import year_name
from ppm_xl.schema import HALF_TERMS
from ppm_xl.school.model import Action, School

TEMPLATE: Final = "handover"
_MOST: Final = 5
"""Lines of one list on a child's page; the rest is counted."""
_FEWER: Final = 2
"""Lines of a list that matters less."""
_LONGEST: Final = 150
"""Characters of one line of a list."""
_LONGEST_NOTE: Final = 330

Data = dict[str, object]


def overview_page(
    school: School, school_year: str, class_name: str, children: Sequence[ChildYear]
) -> Page:
    """Give the page of a class: every child in a line."""
    subjects = list(dict.fromkeys(s.name for c in children for s in c.subjects))
    with_areas = any(child.areas for child in children)
    rows = [
        {
            "name": child.pupil.name,
            "flags": _short_flags(child),
            "marks": [_cell(_of(child, name).last) for name in subjects],
            "areas": _areas_in_short(child),
            "targets": _targets(child),
            "attendance": child.attendance,
            "open": str(len(child.open_actions)) if child.open_actions else "",
        }
        for child in children
    ]
    data: Data = {
        **_common(school, school_year, class_name),
        "kind": "overview",
        "subjects": subjects,
        "with areas": with_areas,
        "with targets": any(child.targets_met[1] for child in children),
        "rows": rows,
        "summary": _summary(children, subjects),
    }
    return Page(TEMPLATE, data)


def child_page(school: School, school_year: str, child: ChildYear, goes_to: str) -> Page:
    """Give one child's page.

    Parameters
    ----------
    goes_to
        Where the child goes in September, in words; empty where it is not known.
    """
    pupil = child.pupil
    about = [year_name(child.year), child.class_name]
    data: Data = {
        **_common(school, school_year, child.class_name),
        "kind": "child",
        "name": pupil.name,
        "about": [part for part in about if part],
        "goes to": goes_to,
        "flags": list(child.flags),
        "half-terms": list(HALF_TERMS),
        "subjects": [_subject(subject) for subject in child.subjects],
        "areas": [_subject(area) for area in child.areas],
        "goals": " ".join(filter(None, (_sentence(child.goals), _level(child)))),
        "every day": list(child.every_day),
        "helped": _lines(child.helped),
        "did not help": _lines(child.did_not_help, _FEWER),
        "in place": _lines(child.in_place, _FEWER),
        "open": [_action(action) for action in child.open_actions[:_MOST]],
        "more open": max(0, len(child.open_actions) - _MOST),
        "barriers": list(child.barriers),
        "note": _cut(child.note, _LONGEST_NOTE),
        "own words": _cut(child.own_words, _LONGEST_NOTE),
    }
    return Page(TEMPLATE, data)


def _common(school: School, school_year: str, class_name: str) -> Data:
    return {
        "school": school.settings.school_name,
        "school year": school_year,
        "class": class_name or "No class",
        "yellow": school.settings.words.get("Yellow is called", "Yellow"),
    }


def _of(child: ChildYear, name: str) -> SubjectYear:
    return next((s for s in child.subjects if s.name == name), SubjectYear(name, ()))


def _cell(cell: Cell) -> list[str]:
    return [cell.colour, cell.words]


def _subject(subject: SubjectYear) -> Data:
    return {
        "name": subject.name,
        "cells": [_cell(cell) for cell in subject.half_terms],
        "began": subject.began,
        "target": subject.target,
        "met": {True: "met", False: "not yet", None: ""}[subject.met],
    }


def _short_flags(child: ChildYear) -> list[str]:
    premium = ["PP"] if child.pupil.pupil_premium else []
    return [*premium, *(["SEND"] if child.pupil.has_send else [])]


def _areas_in_short(child: ChildYear) -> str:
    judged = [area for area in child.areas if area.last.words]
    if not judged:
        return ""
    off = [area.name for area in judged if area.last.colour != "Green"]
    words = f"{len(judged) - len(off)} of {len(judged)} on track"
    level = {True: "; GLD", False: "; not GLD", None: ""}[child.good_level]
    return words + level


def _targets(child: ChildYear) -> str:
    met, known = child.targets_met
    return f"{met} of {known}" if known else ""


def _summary(children: Sequence[ChildYear], subjects: Sequence[str]) -> list[str]:
    found = []
    for name in subjects:
        last = [_of(child, name).last.colour for child in children]
        known = [colour for colour in last if colour]
        if known:
            found.append(f"{name}: {known.count('Green')} of {len(known)} at or above expectation")
    levels = [c.good_level for c in children if c.good_level is not None]
    if levels:
        found.append(f"Good level of development: {sum(levels)} of {len(levels)}")
    return found


def _level(child: ChildYear) -> str:
    if child.good_level is None:
        return ""
    if not child.goals:
        return f"{'On' if child.good_level else 'Not on'} track for a good level of development."
    return f"{'A' if child.good_level else 'Not a'} good level of development."


def _sentence(words: str) -> str:
    return f"{words}." if words else ""


def _action(action: Action) -> Data:
    day = f"by {action.by_when:%d/%m/%Y}" if action.by_when else ""
    parts = (owner_in_words(action.owner) if action.owner else "", day)
    return {
        "area": action.area,
        "action": _cut(action.action, _LONGEST),
        "who": ", ".join(part for part in parts if part),
    }


def _lines(found: Sequence[str], most: int = _MOST) -> list[str]:
    lines = [_cut(line, _LONGEST) for line in dict.fromkeys(found)]
    more = len(lines) - most
    return [*lines[:most], f"and {more} more"] if more > 0 else lines


def _cut(words: str, most: int) -> str:
    words = " ".join(words.split())
    return words if len(words) <= most else f"{words[: most - 1].rsplit(' ', 1)[0]} …"
