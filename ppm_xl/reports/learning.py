"""How a child is getting on: subjects in words, or Reception's areas of learning in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ppm_xl.reports.choices import ALL, Choices
from ppm_xl.reports.wording import Wording
from ppm_xl.schema import AREAS_OF_LEARNING, COLOURS
from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.model import School
from ppm_xl.status.colours import Colour
from ppm_xl.status.pupils import PupilStatus


@dataclass(frozen=True, slots=True)
class Told:
    """A status in words, with its colour beside.

    Attributes
    ----------
    colour
        ``Green``, ``Yellow``, ``Red``, or empty where nothing is judged.
    note
        Said after it, such as when old evidence is from; mostly empty.
    """

    colour: str
    words: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """One subject's row; ``area`` is what the school calls it, whatever the report's language."""

    name: str
    attainment: Told
    progress: Told
    area: str = ""


@dataclass(frozen=True, slots=True)
class Area:
    """One area of learning's row."""

    name: str
    now: Told


def subjects_of(
    school: School, status: PupilStatus, wording: Wording, choices: Choices = ALL
) -> Iterator[Subject]:
    """Tell every subject: closeness to the year's expectation, and the teacher's progress only."""
    now = status.half_term
    for name, subject in status.subjects.items():
        if choices.leaves_out(name):
            continue
        if choices.sentence(name):
            instead = Told("", choices.sentence(name))
            yield Subject(wording.tongue.times.get(name, name), instead, Told("", ""))
            continue
        marked = _marked_in(school, status, name) if subject.mark else None
        yield Subject(
            wording.tongue.times.get(name, name),
            _told("attainment", subject.attainment, wording, now, marked),
            _told("progress", subject.progress, wording, now, subject.evidence),
            name,
        )


def _told(
    what: str, colour: Colour, wording: Wording, now: HalfTerm, evidence: HalfTerm | None
) -> Told:
    if colour.name not in COLOURS:
        return Told("", wording.say("Report: not judged"))
    old = evidence is not None and evidence < now
    when = wording.half_term(evidence, now) if evidence and old else ""
    note = wording.say("Report: old judgement", when=when) if when else ""
    return Told(colour.name, wording.say(f"Report: {what} {colour.name}"), note)


def _marked_in(school: School, status: PupilStatus, subject: str) -> HalfTerm | None:
    """Give the half-term of the newest mark, up to this one."""
    history = school.history(status.pupil.upn, status.half_term)
    return next((row.half_term for row in history if row.marks.get(subject)), None)


def areas_of(
    school: School, status: PupilStatus, wording: Wording, choices: Choices = ALL
) -> Iterator[Area]:
    """Tell every area of learning, from the newest half-term that has any; never Red.

    Where a child is not yet on track the words say so kindly and the colour is Yellow: Early
    Years has no Red unless a school chooses.
    """
    now, upn = status.half_term, status.pupil.upn
    record = next((r for r in school.early_years_of(upn, now) if r.areas), None)
    judged = record.areas if record is not None else {}
    note = ""
    if record is not None and record.half_term < now:
        note = wording.say("Report: old judgement", when=wording.half_term(record.half_term, now))
    for area in AREAS_OF_LEARNING:
        if choices.leaves_out(area):
            continue
        told = {
            "on track": Told("Green", wording.say("Report: area on track"), note),
            "not on track": Told("Yellow", wording.say("Report: area not on track"), note),
        }.get(judged.get(area, "").casefold())
        name = wording.tongue.times.get(area, area)
        if choices.sentence(area):
            told = Told("", choices.sentence(area))
        yield Area(name, told or Told("", wording.say("Report: not judged")))
