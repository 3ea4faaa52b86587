"""Invitations for calendars (``.ics``): when, where, who, what is spoken about, what to bring.

They leave the school's own computers, so no pupil's name is in them: who comes is told by the
names that Settings knows, and any other text that names a pupil is left out.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

from ppm_xl.reports.privacy import Gate
from ppm_xl.round.slots import Slot
from ppm_xl.round.times import Span
from ppm_xl.school.model import Pupil, School
from ppm_xl.school.staff import Staff, folded
from ppm_xl.sentences import listed

_LONDON: Final = ZoneInfo("Europe/London")
_NAMESPACE: Final = uuid5(NAMESPACE_URL, "https://ppm-xl.example/meetings")
_NO_CHILD: Final = Pupil("", "", "", "")
_STORED: Final = re.compile(r"(\d{1,9}) ([0-9a-f]{12})")
VISITORS: Final = "A parent or the child comes: only that child's page is opened."
"""What staff are told beforehand; it names nobody."""


@dataclass(frozen=True, slots=True)
class Invitation:
    """One meeting as calendars are told of it.

    Attributes
    ----------
    uid
        The same for ever, so that sending it again changes the appointment that is there.
    sequence
        How often it has changed since it was first written.
    """

    class_name: str
    uid: str
    title: str
    place: str
    day: date
    span: Span
    text: str
    sequence: int = 0

    @property
    def stored(self) -> str:
        """What the workbook keeps, to know next time whether anything changed."""
        return f"{self.sequence} {self._fingerprint}"

    @property
    def _fingerprint(self) -> str:
        said = "\n".join((self.title, self.place, f"{self.day}", f"{self.span}", self.text))
        return hashlib.sha256(said.encode()).hexdigest()[:12]

    def after(self, stored: str) -> Invitation:
        """Give the same with its number in the sequence, by what the workbook kept last time."""
        found = _STORED.fullmatch(stored)
        if found is None:
            return self
        changed = found[2] != self._fingerprint
        return Invitation(
            self.class_name, self.uid, self.title, self.place, self.day, self.span, self.text,
            int(found[1]) + changed,
        )  # fmt: skip


class Inviter:
    """Writes the invitations of one school."""

    def __init__(self, school: School, staff: Staff) -> None:
        self._school = school
        self._staff = staff
        self._gate = Gate(school)
        self._families = {folded(p.surname) for p in school.pupils.values()} - {""}

    def invitation(self, slot: Slot, send_by: date | None) -> Invitation | None:
        """Put a meeting in words; None where its day or time is missing."""
        meeting = slot.meeting
        if slot.span is None or meeting.day is None:
            return None
        name = meeting.class_name
        uid = uuid5(_NAMESPACE, f"{self._school.settings.school_name}\n{meeting.id}")
        return Invitation(
            class_name=name,
            uid=f"{uid}@ppm-xl",
            title=f"Progress meeting: {name}",
            place=self._without_names((meeting.place,)),
            day=meeting.day,
            span=slot.span,
            text="\n".join(self._text(slot, send_by)),
        )

    def _text(self, slot: Slot, send_by: date | None) -> Iterator[str]:
        meeting, settings = slot.meeting, self._school.settings
        yield f"{settings.school_name}, {meeting.half_term}"
        yield f"Who comes: {listed(tuple(self._who(slot))) or 'not settled yet'}"
        if cover := [name for name in slot.covering if self._may_be_named(name)]:
            yield f"Cover for the class: {listed(cover)}"
        if meeting.visitors:
            yield VISITORS
        bring = self._without_names(re.split(r"[,;\n]", meeting.bring))
        if bring:
            yield f"Please bring: {bring}"
        agenda = [section for section in settings.agenda if self._without_names((section,))]
        if agenda:
            yield "What we speak about:"
            yield from (f"{place}. {section}" for place, section in enumerate(agenda, start=1))
        if send_by is not None:
            yield f"Invitations are to be sent by {send_by:%A} {send_by.day} {send_by:%B %Y}."

    def _who(self, slot: Slot) -> Iterator[str]:
        """Give who comes: the leader first, then the teacher; the SENCO with their minutes."""
        meeting = slot.meeting
        leaders = set(self._staff.named(meeting.leader, self._staff.team(meeting.class_name)))
        people = slot.people or {}

        def order(name: str) -> tuple[bool, bool, bool]:
            return name not in leaders, name not in slot.teachers, name == slot.senco

        for name in sorted(people, key=order):
            if not self._may_be_named(name):
                continue
            if name in leaders:
                yield f"{name} (leads)"
            elif name == slot.senco and people[name] != slot.span:
                yield f"{name} ({people[name]})"
            else:
                yield name

    def _may_be_named(self, name: str) -> bool:
        """Whether a person's name tells of no pupil: a parent's may hold the child's surname."""
        if self._staff.knows(name) or name == "SENCO":
            return True
        return self._names_nobody(name) and self._families.isdisjoint(folded(name).split())

    def _without_names(self, parts: Iterable[str]) -> str:
        return ", ".join(" ".join(p.split()) for p in parts if p.strip() and self._names_nobody(p))

    def _names_nobody(self, text: str) -> bool:
        return self._gate.refuses(text, _NO_CHILD) != "names-another-pupil"


def calendar_file(invitations: Sequence[Invitation], school: School, today: date) -> bytes:
    """Give a calendar with these meetings, in the time of Europe/London.

    RFC 5545; with the school's address known it is published in its name (RFC 5546, 3.2.1).
    """
    import icalendar

    calendar = icalendar.Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//ppm-xl//Progress meetings//EN")
    calendar.add("calscale", "GREGORIAN")
    email = school.settings.school.get("Email", "").strip()
    organiser = None
    if re.fullmatch(r"[^\s@]+@[^\s@]+", email):
        organiser = icalendar.vCalAddress(f"mailto:{email}")
        organiser.params["cn"] = icalendar.vText(school.settings.school_name)
        calendar.add("method", "PUBLISH")
    stamp = datetime.combine(today, time(), UTC)
    for told in invitations:
        event = icalendar.Event()
        event.add("uid", told.uid)
        event.add("sequence", told.sequence)
        event.add("dtstamp", stamp)
        event.add("summary", told.title)
        event.add("dtstart", _moment(told.day, told.span.start))
        event.add("dtend", _moment(told.day, told.span.end))
        if told.place:
            event.add("location", told.place)
        event.add("description", told.text)
        event.add("status", "CONFIRMED")
        event.add("transp", "OPAQUE")
        if organiser is not None:
            event.add("organizer", organiser)
        calendar.add_component(event)
    if invitations:
        days = [told.day for told in invitations]
        year = timedelta(days=366)
        calendar.add_missing_timezones(min(days) - year, max(days) + year)
    return bytes(calendar.to_ical())


def _moment(day: date, minutes: int) -> datetime:
    at = datetime.combine(day, time()) + timedelta(minutes=minutes)
    return at.replace(tzinfo=_LONDON)
