"""What is told of a half-term's meetings: clashes, what is missing, when to send invitations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from ppm_xl.book.draft import Draft
from ppm_xl.book.tables import Cell
from ppm_xl.errors import Problem, Severity, Spot
from ppm_xl.plan import Document
from ppm_xl.round.clashes import NO_COVER, NO_DATE, Clash, clashes_of
from ppm_xl.round.invitations import Invitation, Inviter, calendar_file
from ppm_xl.round.proposing import Round
from ppm_xl.round.slots import PROGRESS, Slot, slot_of
from ppm_xl.round.still_missing import still_missing
from ppm_xl.school.cells import text
from ppm_xl.school.folders import class_stem, half_term_folder
from ppm_xl.school.model import Meeting, School
from ppm_xl.school.school_days import days_before
from ppm_xl.school.staff import Staff
from ppm_xl.sentences import listed

FOLDER: Final = "Invitations"
EVERY_MEETING: Final = "All meetings"
_TABLE: Final = "Meetings"
_READ: Final = ("Date", "Minutes", "SENCO minutes", "Invitation")


@dataclass(frozen=True, slots=True)
class Row:
    """One meeting of the half-term with what the sheet says of it."""

    slot: Slot
    clashes: tuple[Clash, ...]
    send_by: date | None
    invitation: Invitation | None


class Told:
    """Clashes, days by which to send, what is missing, and invitations of a half-term."""

    def __init__(self, school: School, this: Round, staff: Staff, today: date) -> None:
        self._school = school
        self._this = this
        self._today = today
        self._slots = [slot_of(m, this.box, staff) for m in school.meetings]
        self._inviter = Inviter(school, staff)
        self.problems: list[Problem] = []
        self._without_cover: list[tuple[str, int]] = []
        self._said_of_both: set[frozenset[str]] = set()

    def write(self, draft: Draft) -> tuple[Row, ...]:
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
            row = self._row(slot, {name: table.cell(place, name) for name in _READ}, over=over)
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
                    f"In lessons nobody covers {listed(list(dict.fromkeys(names)))} yet.",
                    "Write in Cover who does, or name somebody in the plan on the sheet Round.",
                    Severity.NOTE,
                    Spot(_TABLE, places[0], "Cover"),
                )
            )
        return tuple(out)

    def _row(self, slot: Slot, cells: Mapping[str, Cell], *, over: bool) -> Row:
        meeting, this = slot.meeting, self._this
        others = [other for other in self._slots if other is not slot]
        clashes = () if over else clashes_of(slot, others, this.box, this.calendar)
        if not over:
            clashes = (*self._odd(meeting, cells), *clashes)
            if cells["Date"] is not None:  # there is one, which cannot be read
                clashes = tuple(clash for clash in clashes if clash.words != NO_DATE)
        send_by = None
        if meeting.day is not None:
            send_by = days_before(meeting.day, this.box.notice, this.calendar)
        told = self._inviter.invitation(slot, send_by)
        wanted = meeting.kind == PROGRESS and not over and told is not None
        stored = text(cells["Invitation"])
        return Row(slot, clashes, send_by, told.after(stored) if wanted and told else None)

    def _odd(self, meeting: Meeting, cells: Mapping[str, Cell]) -> Iterator[Clash]:
        """Say which typed cells nobody understands, and of whom the meeting is to be."""
        this = self._this
        if meeting.kind == PROGRESS and not self._school.on_roll(self._today, meeting.class_name):
            yield Clash("class", f"Nobody on roll is in {meeting.class_name}.")
        if cells["Date"] is not None and meeting.day is None:
            words = f"write it in full, such as {this.first_day:%d/%m/%Y}."
            yield Clash("time", f"The date “{text(cells['Date'])}” is not understood: {words}")
        for column, what, read, usual in (
            ("Minutes", "length", meeting.minutes, this.box.minutes),
            ("SENCO minutes", "length of the SENCO's visit", meeting.senco_minutes,
             this.box.senco_minutes),
        ):  # fmt: skip
            if cells[column] is not None and read is None:
                yield Clash(
                    "time",
                    f"The {what} “{text(cells[column])}” is not understood: write its minutes. "
                    f"{usual} are taken.",
                )

    def _point_out(self, row: Row, place: int, *, over: bool) -> None:
        meeting = row.slot.meeting
        for clash in row.clashes:
            if clash.words.startswith(NO_COVER):
                self._without_cover.append((meeting.class_name, place))
                continue
            if clash.between and clash.between in self._said_of_both:
                continue
            self._said_of_both.add(clash.between)
            where = f"Round, {meeting.class_name}"
            if any((known.where, known.message) == (where, clash.words) for known in self.problems):
                continue
            self.problems.append(
                Problem(
                    f"meeting-clash-{clash.kind}",
                    where,
                    clash.words,
                    "Change it on the sheet Round.",
                    spot=Spot(_TABLE, place, "Clash"),
                )
            )
        if not over and meeting.day is not None and meeting.day < self._today:
            self.problems.append(
                Problem(
                    "meeting-past",
                    f"Round, {meeting.class_name}",
                    f"{meeting.day:%d/%m/%Y} has passed, and nobody says it was held.",
                    "Write the day in Held, or give it another date.",
                    Severity.NOTE,
                    Spot(_TABLE, place, "Held"),
                )
            )
            return
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

    def documents(self, rows: Sequence[Row]) -> tuple[Document, ...]:
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
