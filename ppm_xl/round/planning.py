"""``plan-round``: a row in Meetings for every class, when and where it meets, what clashes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from ppm_xl.book.draft import Draft
from ppm_xl.book.tables import Cell
from ppm_xl.errors import DataError, Problem, Spot
from ppm_xl.meeting.identifiers import meeting_id
from ppm_xl.plan import Plan
from ppm_xl.round import plan_box
from ppm_xl.round.clashes import NO_COVER
from ppm_xl.round.plan_box import PlanBox, What, read_plan_box
from ppm_xl.round.proposing import Round, completed, dates_of, proposed, usual_first_day
from ppm_xl.round.slots import PROGRESS, slot_of
from ppm_xl.round.telling import Row, Told
from ppm_xl.schema import Column, Kind
from ppm_xl.school.calendar import Calendar, HalfTerm, Period
from ppm_xl.school.cells import text
from ppm_xl.school.model import Meeting, School
from ppm_xl.school.reading import read_school
from ppm_xl.school.staff import Staff
from ppm_xl.sentences import counted, listed
from ppm_xl.typed import converted

_TABLE: Final = "Meetings"
_A_DAY: Final = Column("", Kind.DATE)


def plan_round(
    school: School, half_term: HalfTerm, today: date, *, first_day: date | None = None
) -> Plan:
    """Plan the progress meetings of a half-term.

    Every class with pupils on roll gets a row, and every row without a date the first slot in
    which nobody and no place is wanted twice. What stands in a cell is never overwritten; a
    meeting that has a date is never moved. Clashes are looked for anew in all rows of the
    half-term, and invitations written for those with a date that are still to be held.

    Parameters
    ----------
    first_day
        No meeting is proposed before it; else as RoundPlan says.

    Raises
    ------
    DataError
        Where no class has pupils, Settings does not say when the half-term is, or ``first_day``
        is not in it.
    """
    if not school.classes_on_roll(today):
        raise DataError("There is no class with pupils on roll.", "Import the pupils first.")
    draft = Draft(school.tables)
    box, problems = read_plan_box(school.tables)
    dates = dates_of(school.settings.calendar, half_term)
    day, box_said = _first_day(draft, box, dates, school, today, first_day)
    box = replace(box, first_day=day)
    new = _rows(draft, school, half_term, today, dates)
    school, _ = read_school(draft.tables())
    staff = Staff(school.settings)
    this = Round(
        half_term=half_term,
        dates=dates,
        first_day=max(day, today),
        box=box,
        calendar=school.settings.calendar,
        staff=staff,
        bring=school.settings.words.get("Bring to a meeting", ""),
        with_send=frozenset(p.class_name for p in school.on_roll(today) if p.has_send),
    )
    planned = _times(draft, school, this, today)
    school, _ = read_school(draft.tables())
    told = Told(school, this, staff, today)
    found = told.write(draft)
    return Plan(
        changes=draft.changes(),
        documents=told.documents(found),
        problems=(*problems, *told.problems, *_without_a_slot(school, this, today)),
        said=(_said(new, planned, found, half_term), *box_said),
    )


# ---------------------------------------------------------------------------- the first day


def _first_day(
    draft: Draft,
    box: PlanBox,
    dates: Period,
    school: School,
    today: date,
    asked: date | None,
) -> tuple[date, tuple[str, ...]]:
    """Give the day from which meetings are proposed, and note it in RoundPlan."""
    said: tuple[str, ...] = ()
    if asked is not None and not dates.starts <= asked <= dates.ends:
        raise DataError(
            f"{asked:%d/%m/%Y} is not in {dates.half_term}, which runs from "
            f"{dates.starts:%d/%m/%Y} to {dates.ends:%d/%m/%Y}.",
            "Name a first day within it.",
        )
    day = asked or box.first_day
    if day is not None and not dates.starts <= day <= dates.ends:
        said = (f"The first day {day:%d/%m/%Y} was of another round.",)
        day = None
    if day is None:
        day = usual_first_day(dates, box, school.settings.calendar, today)
        said = (*said, f"The round begins on {day:%d/%m/%Y}: change First day if it should not.")
    if plan_box.TABLE in school.tables and day != box.first_day:
        row = {"What": What.FIRST_DAY.value, "Value": f"{day:%d/%m/%Y}"}
        draft.put(plan_box.TABLE, row)
    return day, said


# ---------------------------------------------------------------------------- the rows


def _rows(
    draft: Draft, school: School, half_term: HalfTerm, today: date, dates: Period
) -> tuple[str, ...]:
    """See that every class has a row, and every row an ID; give the classes that got one.

    A row on which somebody typed a class is meant for this round, but where its date lies in
    another.
    """
    table = school.tables[_TABLE]
    taken = {text(record.get("ID")) for record in table.records()}
    have: set[str] = set()
    names = {name.casefold(): name for name in school.classes_on_roll(today)}
    for place, record in enumerate(table.records()):
        typed = text(record.get("Class"))
        name = names.get(typed.casefold(), typed)
        if not name or not _is_of(record, half_term, dates, school.settings.calendar):
            continue
        kind = text(record.get("Kind")) or PROGRESS
        fill: dict[str, Cell] = {
            "Kind": PROGRESS,
            "School year": half_term.school_year,
            "Half-term": half_term.name,
        }
        if not text(record.get("ID")) and kind == PROGRESS:
            fill["ID"] = _free(meeting_id(half_term, name), taken)
        for column, value in fill.items():
            if not text(record.get(column)) and column in table.place_of:
                draft.set(_TABLE, place, column, value)
        if kind == PROGRESS:
            have.add(name)
    new = tuple(name for name in school.classes_on_roll(today) if name not in have)
    for name in new:
        draft.put(
            _TABLE,
            {
                "ID": _free(meeting_id(half_term, name), taken),
                "Kind": PROGRESS,
                "Class": name,
                "School year": half_term.school_year,
                "Half-term": half_term.name,
            },
        )
    return new


def _is_of(record: dict[str, Cell], half_term: HalfTerm, dates: Period, calendar: Calendar) -> bool:
    named = text(record.get("School year")), text(record.get("Half-term"))
    if any(named):
        return named == (half_term.school_year, half_term.name)
    day, _ = converted(record.get("Date"), _A_DAY)
    if not isinstance(day, date) or dates.starts <= day <= dates.ends:
        return True
    return not any(period.starts <= day <= period.ends for period in calendar.periods)


def _free(wanted: str, taken: set[str]) -> str:
    ident, number = wanted, 2
    while ident in taken:
        ident, number = f"{wanted} {number}", number + 1
    taken.add(ident)
    return ident


def _times(draft: Draft, school: School, this: Round, today: date) -> tuple[str, ...]:
    """Give a time to every meeting of the round that has no date; give their classes.

    What staff left empty beside a date of their own is filled as well.
    """
    order = {name: place for place, name in enumerate(school.classes_on_roll(today))}
    rows = school.tables[_TABLE].row_of
    fixed = {m.id: slot_of(m, this.box, this.staff) for m in school.meetings if m.day is not None}
    waiting = sorted(
        (
            m
            for m in school.meetings
            if _in_round(m, this.half_term)
            and (m.id,) in rows
            and not _has_a_date(school, m)
            and m.class_name in order
            and m.held is None
            and m.recorded is None
        ),
        key=lambda m: order[m.class_name],
    )
    for meeting in school.meetings:
        if _is_new(school, meeting, this.half_term) and meeting.class_name in order:
            others = [slot for ident, slot in fixed.items() if ident != meeting.id]
            whole = completed(meeting, others, this)
            fixed[meeting.id] = slot_of(whole, this.box, this.staff)
            _fill(draft, rows[meeting.id,], school, whole)
    out = []
    for meeting, found in zip(waiting, proposed(waiting, fixed.values(), this), strict=True):
        _fill(draft, rows[meeting.id,], school, found)
        if found.day is not None:
            out.append(meeting.class_name)
    return tuple(out)


def _has_a_date(school: School, meeting: Meeting) -> bool:
    """Whether something stands in Date, also where it cannot be read."""
    table = school.tables[_TABLE]
    place = table.row_of.get((meeting.id,))
    return place is not None and table.cell(place, "Date") is not None


def _is_new(school: School, meeting: Meeting, half_term: HalfTerm) -> bool:
    """Whether staff typed a date for a meeting that this has not seen yet.

    What they clear once it has been seen stays empty.
    """
    table = school.tables[_TABLE]
    place = table.row_of.get((meeting.id,))
    return (
        place is not None
        and _in_round(meeting, half_term)
        and meeting.day is not None
        and meeting.held is None
        and meeting.recorded is None
        and table.cell(place, "Send by") is None
    )


def _in_round(meeting: Meeting, half_term: HalfTerm) -> bool:
    return meeting.kind == PROGRESS and meeting.half_term == half_term


def _fill(draft: Draft, place: int, school: School, found: Meeting) -> None:
    """Write what was proposed into cells that are empty."""
    table = school.tables[_TABLE]
    cells: dict[str, Cell] = {
        "Date": found.day,
        "Start": found.start,
        "Minutes": found.minutes,
        "Place": found.place,
        "SENCO joins": found.senco_joins,
        "SENCO minutes": found.senco_minutes if found.senco_joins else None,
        "Leader": found.leader,
        "Attending": found.attending,
        "Cover": found.cover,
        "Bring": found.bring,
    }
    for column, value in cells.items():
        empty = table.cell(place, column) is None
        if empty and value not in (None, "") and column in table.place_of:
            draft.set(_TABLE, place, column, value)


def _without_a_slot(school: School, this: Round, today: date) -> tuple[Problem, ...]:
    """Point out the classes for which the half-term has no slot left."""
    left = [
        m.class_name
        for m in school.meetings
        if _in_round(m, this.half_term) and m.held is None and not _has_a_date(school, m)
    ]
    on_roll = set(school.classes_on_roll(today))
    names = [name for name in left if name in on_roll]
    if not names:
        return ()
    return (
        Problem(
            "no-slot-left",
            f"Round, {names[0]}",
            f"There is no slot left in {this.half_term} for {listed(names)}.",
            "Begin earlier, or allow more slots a day, in the plan on the sheet Round.",
            spot=Spot(plan_box.TABLE),
        ),
    )


def _said(
    new: Sequence[str], planned: Sequence[str], rows: Sequence[Row], half_term: HalfTerm
) -> str:
    meetings = sum(row.slot.meeting.kind == PROGRESS for row in rows)
    parts = [f"{half_term}: {counted(meetings, 'meeting')}"]
    if new:
        parts.append(f"{len(new)} of them new")
    if planned:
        parts.append(f"{counted(len(planned), 'time')} proposed")
    untimed = sum(any(c.kind == "time" for c in row.clashes) for row in rows)
    clashing = sum(
        any(c.kind != "time" and not c.words.startswith(NO_COVER) for c in row.clashes)
        for row in rows
    )
    uncovered = sum(any(c.words.startswith(NO_COVER) for c in row.clashes) for row in rows)
    parts.append(f"{clashing or 'none'} with a clash")
    if untimed:
        parts.append(f"{untimed} with a date or time to settle")
    if uncovered:
        parts.append(f"{uncovered} without cover")
    return f"{', '.join(parts)}."
