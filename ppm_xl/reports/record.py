"""The second page: a child's class tracking record over half-terms and years, and their targets.

It tells attainment alone, in four steps of words, so that it needs no mark of the school's scale.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from ppm_xl.reports.choices import Choices
from ppm_xl.reports.lengths import lines, shortened
from ppm_xl.reports.wording import Wording
from ppm_xl.schema import AREAS_OF_LEARNING
from ppm_xl.school.model import Judgement, LearningTarget, Pupil, School
from ppm_xl.status.colours import attainment
from ppm_xl.status.pupils import PupilStatus

SETTING: Final = "Tracking record on reports"
"""The row of Settings, School, that says ``Y`` where families get this page."""

STEPS: Final = ("Red", "Yellow", "Green", "Above")
"""From the lowest; ``Above`` is greater depth."""

_HALF_TERMS: Final = 9
_EARLIER_YEARS: Final = 4
_OF_RECEPTION: Final = 4
_TARGETS: Final = 5
TARGET_ACROSS: Final = 13.4
SUBJECT_ACROSS: Final = 8.6
_LINES: Final = 2
"""How much the page holds: half-terms one by one, earlier years, half-terms of Reception, targets;
ems and lines of each target's text, and of its subject."""


@dataclass(frozen=True, slots=True)
class Point:
    """One half-term: its name, and each subject's place in :data:`STEPS`; None where no mark."""

    when: str
    steps: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Target:
    """One learning target, as its child may read it."""

    subject: str
    learned: str
    next: str
    when: str = ""
    """By when, or when it was met."""


@dataclass(frozen=True, slots=True)
class Record:
    """A child's record; ``earlier`` holds one point a school year, ``points`` the half-terms."""

    subjects: tuple[str, ...]
    earlier: tuple[Point, ...]
    points: tuple[Point, ...]
    targets: tuple[Target, ...]
    areas_when: tuple[str, ...] = ()
    """In Reception: the half-terms whose areas of learning are told, the latest last."""
    areas: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Each area's name, and its words in each of these half-terms."""


def record_of(
    school: School,
    status: PupilStatus,
    wording: Wording,
    passed: Callable[[str, str], str],
    cut: Callable[[str], None],
    choices: Choices,
    today: date,
) -> Record | None:
    """Tell a child's record; None where families do not get it or there is nothing to tell.

    Parameters
    ----------
    passed
        Gives a typed text if it may go home, else nothing.
    cut
        Is told the column of a text that was shortened or left out for want of room.
    choices
        A subject left out, or told by a sentence, on page one is not on this one either.
    today
        A day by which that has passed is not said.
    """
    if school.settings.school.get(SETTING, "").strip().casefold() not in {"y", "yes"}:
        return None
    names = tuple(name for name in status.subjects if name.casefold() not in choices.instead)
    rows = [
        row
        for row in reversed(school.history(status.pupil.upn, status.half_term))
        if any(row.marks.get(name) for name in names)
    ]

    def point(row: Judgement) -> Point:
        when = wording.half_term(row.half_term, status.half_term)
        return Point(when, tuple(_step(school, status.pupil, row, name) for name in names))

    recent, before = rows[-_HALF_TERMS:], rows[:-_HALF_TERMS]
    by_year = {row.half_term.school_year: row for row in before}  # the last one of each stays
    shown = {row.half_term.school_year for row in recent}
    earlier = [point(row) for year, row in by_year.items() if year not in shown]
    points = tuple(point(row) for row in recent)
    targets = tuple(_targets(school, status, wording, passed, cut, today))
    areas_when, areas = _areas(school, status, wording, choices)
    if not points and not targets and not areas:
        return None
    called = tuple(wording.tongue.times.get(name, name) for name in names)
    return Record(called, tuple(earlier[-_EARLIER_YEARS:]), points, targets, areas_when, areas)


def _areas(
    school: School, status: PupilStatus, wording: Wording, choices: Choices
) -> tuple[tuple[str, ...], tuple[tuple[str, tuple[str, ...]], ...]]:
    """Tell Reception's areas half-term by half-term; the newest alone is on page one already."""
    pupil, now = status.pupil, status.half_term
    found = [row for row in school.early_years_of(pupil.upn, now) if row.areas][:_OF_RECEPTION]
    if not school.settings.has_areas(pupil.year) or len(found) <= 1:
        return (), ()
    found.reverse()
    say = wording.say
    words = {
        "on track": say("Report: area on track"),
        "not on track": say("Report: area not on track"),
    }
    rows = tuple(
        (
            wording.tongue.times.get(area, area),
            tuple(
                words.get(row.areas.get(area, "").casefold(), say("Report: record none"))
                for row in found
            ),
        )
        for area in AREAS_OF_LEARNING
        if area.casefold() not in choices.instead
    )
    return tuple(wording.half_term(row.half_term, now) for row in found), rows


def _step(school: School, pupil: Pupil, row: Judgement, subject: str) -> int | None:
    """Place a mark among the steps, by what was expected of the child's year at that time."""
    mark = row.marks.get(subject, "")
    if not mark:
        return None
    scale, threshold = school.settings.scale, school.settings.thresholds["Attainment"]
    year = row.year or pupil.year
    colour = attainment(mark, scale, threshold, year, row.half_term.name).name
    found = scale.find(mark, year, row.half_term.name)
    if found is not None and found.meets_greater_depth:
        colour = "Above"
    return STEPS.index(colour) if colour in STEPS else None


def _targets(
    school: School,
    status: PupilStatus,
    wording: Wording,
    passed: Callable[[str, str], str],
    cut: Callable[[str], None],
    today: date,
) -> Iterator[Target]:
    """Give the targets of this half-term, and those of before that are not met yet."""
    of_the_child = school.learning_targets_of(status.pupil.upn)
    found = [t for t in of_the_child if _belongs(t, status)]
    found.sort(key=lambda t: t.half_term.place, reverse=True)
    given = 0
    for target in found:
        texts = {
            column: passed(text, column) if text else ""
            for column, text in (("Learned", target.learned), ("Next", target.next))
        }
        if not any(texts.values()):
            continue
        if given == _TARGETS:
            cut("Learning targets")
            return
        given += 1
        for column, text in texts.items():
            if lines(text, TARGET_ACROSS) > _LINES:
                texts[column] = shortened(text, TARGET_ACROSS, _LINES)
                cut(column)
        name = wording.tongue.times.get(target.subject, target.subject)
        if lines(name, SUBJECT_ACROSS) > _LINES:
            name = shortened(name, SUBJECT_ACROSS, _LINES)
            cut("Subject")
        yield Target(name, texts["Learned"], texts["Next"], _when(target, wording, today))


def _when(target: LearningTarget, wording: Wording, today: date) -> str:
    if target.met is not None:
        return wording.say("Report: target met", date=wording.tongue.short(target.met))
    if target.by_when is None or target.by_when < today:
        return ""
    return wording.tongue.short(target.by_when)


def _belongs(target: LearningTarget, status: PupilStatus) -> bool:
    if target.upn != status.pupil.upn or status.half_term < target.half_term:
        return False
    return target.half_term == status.half_term or target.met is None


def chart_in_words(record: Record, wording: Wording) -> str:
    """Say what the chart shows, for who cannot see it: each subject's first and latest step."""
    said = []
    for place, subject in enumerate(record.subjects):
        steps = [(p.when, s) for p in record.points if (s := p.steps[place]) is not None]
        ends: Sequence[tuple[str, int]] = steps if len(steps) == 1 else [*steps[:1], *steps[-1:]]
        if ends:
            told = "; ".join(f"{when}, {step_in_words(step, wording)}" for when, step in ends)
            said.append(f"{subject}: {told}.")
    return " ".join(said)


def step_in_words(step: int | None, wording: Wording) -> str:
    """Give a step in the school's words."""
    return wording.say(f"Report: record {'none' if step is None else STEPS[step]}")
