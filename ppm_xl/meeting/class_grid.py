"""A line for every child of the class: marks and colours, and one line of context."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from ppm_xl.meeting.class_view import ClassView
from ppm_xl.meeting.shown import GridLine
from ppm_xl.provision.look_at import in_numbers
from ppm_xl.provision.wording import has_ended, name_and_effect
from ppm_xl.schema import AREAS_OF_LEARNING
from ppm_xl.school.early_years import NOT_ON_TRACK, ON_TRACK
from ppm_xl.sentences import listed, within_a_sentence
from ppm_xl.status.colours import shown_per_cent
from ppm_xl.status.pupils import PupilStatus

LONGEST: Final = 100
"""Letters of context, about."""

Cell = tuple[str, str, str, str]


def class_grid(view: ClassView, listed_in_full: Collection[str] = ()) -> tuple[GridLine, ...]:
    """Give a line for every pupil by surname; all lines have the same areas in the same order.

    Subjects where anybody has them, areas of learning where anybody has those, attendance and
    attitude.

    Parameters
    ----------
    listed_in_full
        UPNs of those whose whole line says what their provision achieves; of others it stands here.
    """
    with_subjects = any(status.subjects for status in view.statuses)
    with_areas = any(status.areas for status in view.statuses)
    return tuple(
        GridLine(
            status.pupil,
            tuple(_cells(view, status, subjects=with_subjects, areas=with_areas)),
            _context(view, status, told=status.pupil.upn in listed_in_full),
        )
        for status in view.statuses
    )


def _cells(view: ClassView, status: PupilStatus, *, subjects: bool, areas: bool) -> Iterator[Cell]:
    if subjects:
        for name in view.school.settings.subjects:
            found = status.subjects.get(name)
            if found is None:
                yield name, "", "", ""
            else:
                yield name, found.mark, found.attainment.name, found.progress.name
    if areas:
        for name in AREAS_OF_LEARNING:
            colour = status.areas.get(name)
            on = "" if colour is None else ON_TRACK if colour.name == "Green" else NOT_ON_TRACK
            yield name, on, colour.name if colour else "", ""
    row = view.school.judgements.get((view.half_term, status.pupil.upn))
    per_cent = row.attendance.per_cent if row and row.attendance else None
    shown = "" if per_cent is None else shown_per_cent(per_cent)
    yield "Attendance", shown, status.attendance.name, ""
    yield "Attitude", "", status.attitude.name, ""


def _context(view: ClassView, status: PupilStatus, *, told: bool) -> str:
    """Say in a line what a name alone does not: flags, how often Red, what is in place, barrier."""
    parts = [part for part in (_flags(status), _red(status)) if part]
    current = [row for row in view.support.of(status.pupil.upn) if not has_ended(row, view.today)]
    names = list(dict.fromkeys(row.name if told else name_and_effect(row) for row in current))
    barriers = listed([within_a_sentence(barrier) for barrier in status.barriers])
    barrier = f"Barrier: {barriers}" if barriers else ""
    for shown in range(len(names), -1, -1):
        more = len(names) - shown
        some = [*names[:shown], *([f"{more} more"] if more and shown else [])]
        in_place = f"In place: {', '.join(some)}" if shown else (f"{more} in place" if more else "")
        line = " · ".join(part for part in (*parts, in_place, barrier) if part)
        if len(line) <= LONGEST or not shown:
            return line
    return ""


def _flags(status: PupilStatus) -> str:
    pupil = status.pupil
    flags = ["PP"] if pupil.pupil_premium else []
    if pupil.has_send:
        flags.append(f"SEND {pupil.send}")
    return ", ".join(flags)


def _red(status: PupilStatus) -> str:
    running = status.red_running
    return f"Red {in_numbers(running + 1)} meetings running" if running else ""
