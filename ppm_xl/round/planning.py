"""``plan-round``: a row in Meetings for every class, when and where it meets, what clashes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from ppm_xl.book.draft import Draft
from ppm_xl.book.tables import Cell
from ppm_xl.errors import DataError, Problem, Severity, Spot
from ppm_xl.meeting.identifiers import meeting_id
from ppm_xl.plan import Document, Plan
from ppm_xl.round import plan_box
from ppm_xl.round.clashes import NO_COVER, Clash, clashes_of
from ppm_xl.round.invitations import Invitation, Inviter, calendar_file
from ppm_xl.round.plan_box import PlanBox, What, read_plan_box
from ppm_xl.round.proposing import Round, dates_of, proposed, usual_first_day
from ppm_xl.round.slots import PROGRESS, Slot, Staff, slot_of
from ppm_xl.round.still_missing import still_missing
from ppm_xl.school.calendar import HalfTerm, Period
from ppm_xl.school.cells import text
from ppm_xl.school.folders import class_stem, half_term_folder
from ppm_xl.school.model import Meeting, School
from ppm_xl.school.reading import read_school
from ppm_xl.school.school_days import days_before
from ppm_xl.sentences import counted, listed

FOLDER: Final = "Invitations"
EVERY_MEETING: Final = "All meetings"
_TABLE: Final = "Meetings"


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
    told = _Told(school, this, staff, today)
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

    A row on which somebody typed a class and nothing else is meant for this round, and so is
    one whose date lies in it.
    """
    table = school.tables[_TABLE]
    taken = {text(record.get("ID")) for record in table.records()}
    have: set[str] = set()
    names = {name.casefold(): name for name in school.classes_on_roll(today)}
    for place, record in enumerate(table.records()):
        typed = text(record.get("Class"))
        name = names.get(typed.casefold(), typed)
        if not name or not _is_of(record, half_term, dates):
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


def _is_of(record: dict[str, Cell], half_term: HalfTerm, dates: Period) -> bool:
    named = text(record.get("School year")), text(record.get("Half-term"))
    if any(named):
        return named == (half_term.school_year, half_term.name)
    day = record.get("Date")
    return day is None or (isinstance(day, date) and dates.starts <= day <= dates.ends)


def _free(wanted: str, taken: set[str]) -> str:
    ident, number = wanted, 2
    while ident in taken:
        ident, number = f"{wanted} {number}", number + 1
    taken.add(ident)
    return ident


def _times(draft: Draft, school: School, this: Round, today: date) -> tuple[str, ...]:
    """Give a time to every meeting of the round that has no date; give their classes."""
    order = {name: place for place, name in enumerate(school.classes_on_roll(today))}
    rows = school.tables[_TABLE].row_of
    typed = {key[0]: school.tables[_TABLE].cell(place, "Date") for key, place in rows.items()}
    fixed = [slot_of(m, this.box, this.staff) for m in school.meetings if m.day is not None]
    waiting = sorted(
        (
            m
            for m in school.meetings
            if _in_round(m, this.half_term)
            and (m.id,) in rows
            and typed[m.id] is None  # a date that cannot be read is typed too
            and m.class_name in order
            and m.held is None
            and m.recorded is None
        ),
        key=lambda m: order[m.class_name],
    )
    out = []
    for meeting, found in zip(waiting, proposed(waiting, fixed, this), strict=True):
        _fill(draft, rows[meeting.id,], school, found)
        if found.day is not None:
            out.append(meeting.class_name)
    return tuple(out)


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


# ---------------------------------------------------------------------------- what is told


@dataclass(frozen=True, slots=True)
class _Row:
    """One meeting of the half-term with what the sheet says of it."""

    slot: Slot
    clashes: tuple[Clash, ...]
    send_by: date | None
    invitation: Invitation | None


class _Told:
    """Clashes, days by which to send, what is missing, and invitations of a half-term."""

    def __init__(self, school: School, this: Round, staff: Staff, today: date) -> None:
        self._school = school
        self._this = this
        self._today = today
        self._slots = [slot_of(m, this.box, staff) for m in school.meetings]
        self._inviter = Inviter(school, staff)
        self.problems: list[Problem] = []
        self._without_cover: list[tuple[str, int]] = []

    def write(self, draft: Draft) -> tuple[_Row, ...]:
        """Write the calculated columns of the half-term's meetings, and give their rows."""
        table = self._school.tables[_TABLE]
        missing = still_missing(self._school, self._this.half_term, self._today)
        out = []
        for slot in self._slots:
            meeting = slot.meeting
            place = table.row_of.get((meeting.id,))
            if place is None or meeting.half_term != self._this.half_term:
                continue
            over = meeting.held is not None or meeting.recorded is not None
            row = self._row(slot, text(table.cell(place, "Invitation")), over=over)
            cells: dict[str, Cell] = {
                "Send by": row.send_by,
                "Clash": " ".join(clash.words for clash in row.clashes) or None,
                "Still missing": None if over else missing.get(meeting.class_name) or None,
            }
            if row.invitation is not None:
                cells["Invitation"] = row.invitation.stored
            for column, value in cells.items():
                if column in table.place_of:
                    draft.set(_TABLE, place, column, value)
            self._point_out(row, place, over=over)
            out.append(row)
        if self._without_cover:
            names, places = zip(*self._without_cover, strict=True)
            self.problems.append(
                Problem(
                    "meeting-without-cover",
                    "Round, Cover",
                    f"In lessons nobody covers {listed(names)} yet.",
                    "Write in Cover who does, or name somebody in the plan on the sheet Round.",
                    Severity.NOTE,
                    Spot(_TABLE, places[0], "Cover"),
                )
            )
        return tuple(out)

    def _row(self, slot: Slot, stored: str, *, over: bool) -> _Row:
        meeting, this = slot.meeting, self._this
        others = [other for other in self._slots if other is not slot]
        clashes = () if over else clashes_of(slot, others, this.box, this.calendar)
        send_by = None
        if meeting.day is not None:
            send_by = days_before(meeting.day, this.box.notice, this.calendar)
        told = self._inviter.invitation(slot, send_by)
        wanted = meeting.kind == PROGRESS and not over and told is not None
        return _Row(slot, clashes, send_by, told.after(stored) if wanted and told else None)

    def _point_out(self, row: _Row, place: int, *, over: bool) -> None:
        meeting = row.slot.meeting
        for clash in row.clashes:
            if clash.words.startswith(NO_COVER):
                self._without_cover.append((meeting.class_name, place))
                continue
            self.problems.append(
                Problem(
                    f"meeting-clash-{clash.kind}",
                    f"Round, {meeting.class_name}",
                    clash.words,
                    "Change it on the sheet Round.",
                    spot=Spot(_TABLE, place, "Clash"),
                )
            )
        late = row.send_by is not None and row.send_by < self._today
        if late and not over and meeting.invited is None and row.invitation is not None:
            self.problems.append(
                Problem(
                    "invitation-late",
                    f"Round, {meeting.class_name}",
                    f"The invitation should have been out by {row.send_by:%d/%m/%Y}.",
                    "Send it, and write the day in Invited.",
                    Severity.NOTE,
                    Spot(_TABLE, place, "Invited"),
                )
            )

    def documents(self, rows: Sequence[_Row]) -> tuple[Document, ...]:
        """Give the invitations as files: one a meeting, and one with all of them."""
        told = [row.invitation for row in rows if row.invitation is not None]
        if not told:
            return ()
        told.sort(key=lambda one: (one.day, one.span.start, one.class_name))
        folder = half_term_folder(self._this.half_term), FOLDER
        classes = {*self._school.class_names, *(one.class_name for one in told)}
        names: set[str] = {EVERY_MEETING.casefold()}
        out = []
        for one in told:
            name = stem = class_stem(one.class_name, classes)
            number = 2
            while name.casefold() in names:
                name, number = f"{stem} {number}", number + 1
            names.add(name.casefold())
            out.append(self._document((*folder, f"{name}.ics"), [one]))
        out.append(self._document((*folder, f"{EVERY_MEETING}.ics"), told))
        return tuple(out)

    def _document(self, path: tuple[str, ...], told: Sequence[Invitation]) -> Document:
        return Document(path, calendar_file(told, self._school, self._today))


def _without_a_slot(school: School, this: Round, today: date) -> tuple[Problem, ...]:
    """Point out the classes for which the half-term has no slot left."""
    left = [
        m.class_name
        for m in school.meetings
        if _in_round(m, this.half_term) and m.day is None and m.held is None
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
    new: Sequence[str], planned: Sequence[str], rows: Sequence[_Row], half_term: HalfTerm
) -> str:
    meetings = sum(row.slot.meeting.kind == PROGRESS for row in rows)
    parts = [f"{half_term}: {counted(meetings, 'meeting')}"]
    if new:
        parts.append(f"{len(new)} of them new")
    if planned:
        parts.append(f"{counted(len(planned), 'time')} proposed")
    clashing = sum(any(not c.words.startswith(NO_COVER) for c in row.clashes) for row in rows)
    uncovered = sum(any(c.words.startswith(NO_COVER) for c in row.clashes) for row in rows)
    parts.append(f"{clashing or 'none'} with a clash")
    if uncovered:
        parts.append(f"{uncovered} without cover")
    return f"{', '.join(parts)}."
