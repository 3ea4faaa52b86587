"""How it goes every day: attendance as the law asks, lateness, behaviour, effort and the rest.

A report to parents gives the possible attendances and unauthorised absences as a percentage of
them (SI 2005/1437, Schedule 1, paragraph 3).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ppm_xl.reports.choices import ALL, Choices
from ppm_xl.reports.learning import Told
from ppm_xl.reports.wording import Wording, per_cent
from ppm_xl.schema import COLOURS
from ppm_xl.school.model import Attendance, Judgement, School
from ppm_xl.status.colours import Colour
from ppm_xl.status.pupils import PupilStatus


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure's row.

    Attributes
    ----------
    name
        In the words of the report, whatever its language.
    area
        Where its actions belong: Attendance or Attitude.
    what
        Which measure it is: ``attendance``, ``homework`` and so on.
    """

    name: str
    now: Told
    area: str = "Attitude"
    what: str = ""


def attendance_of(
    school: School, row: Judgement, colour: Colour, wording: Wording, choices: Choices = ALL
) -> Measure | None:
    """Tell attendance; None where it is not known or the school does not use it."""
    record = row.attendance
    used = school.settings.thresholds["Attendance"].used and not choices.leaves_out("Attendance")
    if choices.sentence("Attendance"):
        instead = Told("", choices.sentence("Attendance"))
        return Measure(wording.say("Report: attendance"), instead, "Attendance")
    if not used or record is None or record.per_cent is None or colour.name not in COLOURS:
        return None
    told = Told(colour.name, per_cent(record.per_cent), _sessions(record, wording))
    return Measure(wording.say("Report: attendance"), told, "Attendance", "attendance")


def _sessions(record: Attendance, wording: Wording) -> str:
    whole_year = record.basis == "year to date"
    period = wording.say(f"Report: {'since September' if whole_year else 'this half-term'}")
    if record.to:
        period = wording.say("Report: up to", period=period, date=wording.tongue.short(record.to))
    if not record.possible:
        return wording.say("Report: counted", period=period)
    there = record.attended
    if there is None:
        there = round((record.per_cent or 0) * record.possible / 100)
    text = wording.say(
        "Report: there for", there=str(there), possible=str(record.possible), period=period
    )
    if record.unauthorised is not None:
        share = per_cent(100 * record.unauthorised / record.possible)
        text += " " + wording.say("Report: without leave", share=share)
    return text


def measures_of(
    school: School,
    row: Judgement,
    status: PupilStatus,
    wording: Wording,
    choices: Choices = ALL,
) -> Iterator[Measure]:
    """Tell lateness, behaviour, effort, homework and uniform, as far as they are known."""
    used = school.settings.thresholds
    if choices.sentence("Punctuality"):
        instead = Told("", choices.sentence("Punctuality"))
        yield Measure(wording.say("Report: punctuality"), instead, "Attendance")
    elif choices.leaves_out("Punctuality"):
        pass
    elif used["Punctuality"].used and status.lates is not None:
        words = {0: wording.say("Report: never late"), 1: wording.say("Report: late once")}
        said = words.get(status.lates) or wording.say("Report: late", times=str(status.lates))
        name = wording.say("Report: punctuality")
        yield Measure(name, Told(status.punctuality.name, said), "Attendance", "punctuality")
    if not used["Attitude"].used:
        return
    given = {
        "behaviour": row.behaviour,
        "effort": row.effort,
        "homework": row.homework,
        "uniform": row.uniform,
    }
    for name, colour in given.items():
        if choices.leaves_out(name):
            continue
        if choices.sentence(name):
            yield Measure(wording.say(f"Report: {name}"), Told("", choices.sentence(name)))
        elif colour in COLOURS:
            told = Told(colour, wording.say(f"Report: {name} {colour}"))
            yield Measure(wording.say(f"Report: {name}"), told, what=name)
