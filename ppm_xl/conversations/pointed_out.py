"""What a person should look at in a class's plan: said in words, nothing is moved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from ppm_xl.conversations.day_plan import DayPlan
from ppm_xl.conversations.rows import CONVERSATIONS
from ppm_xl.conversations.timetable import Talk, at_one_time, not_free, planned_cells
from ppm_xl.errors import Problem, Severity, Spot
from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.cells import text
from ppm_xl.school.conversations import missed, took_place
from ppm_xl.school.model import Pupil, School
from ppm_xl.sentences import listed


def pointed_out(
    school: School,
    plan: DayPlan,
    class_name: str,
    half_term: HalfTerm,
    today: date,
    talks: Sequence[Talk],
) -> Iterator[Problem]:
    """Point out two at one time, odd times, who was missed or has none, and other classes."""
    cells = planned_cells(school.tables, half_term)

    def about(
        pupil: Pupil, code: str, message: str, do: str, severity: Severity = Severity.WARNING
    ) -> Problem:
        spot = Spot(CONVERSATIONS, cells[pupil.upn][0], "Planned") if pupil.upn in cells else None
        return Problem(code, f"Conversations, {pupil.name}", message, do, severity, spot)

    for one, other in at_one_time(talks, plan):
        yield about(
            other.pupil,
            "two-at-one-time",
            f"{one.pupil.name} ({one.at:%H:%M}) and {other.pupil.name} ({other.at:%H:%M}) are "
            f"planned for the same time on {other.at:%d/%m/%Y}.",
            "Type another time for one of them in Planned, or empty it and plan again.",
        )
    for talk in talks:
        if why := not_free(talk, plan, school):
            yield about(
                talk.pupil,
                "conversation-time-odd",
                f"{talk.pupil.name} is planned for {talk.at:%d/%m/%Y %H:%M}: {why}.",
                "Leave it if that is meant, or type another time in Planned.",
                Severity.NOTE,
            )
        row = school.conversations.get((half_term, talk.pupil.upn))
        if talk.at is None and not (row is not None and took_place(row)):
            typed = text(cells[talk.pupil.upn][1]) if talk.pupil.upn in cells else ""
            yield about(
                talk.pupil,
                "conversation-without-a-time",
                f"Planned of {talk.pupil.name} is no day with a time: “{typed}”."
                if typed
                else f"No school day to come has a time left for {talk.pupil.name}.",
                "Type it as 24/11/2026 09:30." if typed else "Look at the plan and the Calendar.",
            )
    for pupil, at in missed(school, half_term, today, [talk.pupil for talk in talks]):
        yield about(
            pupil,
            "conversation-missed",
            f"{pupil.name} was to talk on {at:%d/%m/%Y}, and nothing is noted.",
            "Fill in Held; or empty Planned and press Plan conversations for a new time.",
        )
    yield from _other_classes(school, class_name, half_term, today, talks)


def _other_classes(
    school: School, class_name: str, half_term: HalfTerm, today: date, talks: Sequence[Talk]
) -> Iterator[Problem]:
    """Say where another class talks on the same day: nobody covers two classes at once."""
    days = {talk.at.date() for talk in talks if talk.at and talk.at.date() >= today}
    others: dict[date, set[str]] = {}
    for (when, upn), row in school.conversations.items():
        pupil = school.pupils.get(upn)
        if when != half_term or row.planned is None or pupil is None:
            continue
        if (day := row.planned.date()) in days and pupil.class_name not in {class_name, ""}:
            others.setdefault(day, set()).add(pupil.class_name)
    for day, names in sorted(others.items()):
        yield Problem(
            "two-classes-on-one-day",
            f"Conversations, {day:%d/%m/%Y}",
            f"{listed(sorted(names))} also {'has' if len(names) == 1 else 'have'} conversations "
            f"on {day:%d/%m/%Y}.",
            "Each class needs cover of its own.",
            Severity.NOTE,
        )
