"""A pupil's whole status in a half-term."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeAlias

from ppm_xl.collector import collector_waits
from ppm_xl.schema import NOT_ASSESSED
from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.early_years import good_level
from ppm_xl.school.model import Judgement, Meeting, Pupil, School, TestScore
from ppm_xl.school.settings import IN_ATTITUDE
from ppm_xl.status import colours
from ppm_xl.status.against_tests import TestVerdict, against_test
from ppm_xl.status.colours import Colour
from ppm_xl.status.early_years import EARLY_YEARS, colours_of_areas, newest_of_areas
from ppm_xl.status.evidence import Timeline, Timelines, place_in_time
from ppm_xl.status.from_start import FromStart, Start, from_start, start_of
from ppm_xl.status.lates import lates_in_half_term
from ppm_xl.status.trends import NOTHING, Meetings, Trend


@dataclass(frozen=True, slots=True)
class SubjectStatus:
    """One pupil in one subject.

    Attributes
    ----------
    progress
        The teacher's colour; ``Not assessed`` where the teacher has not judged.
    suggested
        What the workbook would say instead; shown as a suggestion, never sent home.
    evidence
        The half-term the mark and the judgement come from; None where there are none. An
        earlier one than asked for means old evidence.
    """

    subject: str
    mark: str
    attainment: Colour
    progress: Colour
    suggested: Colour
    evidence: HalfTerm | None
    judged_by: str = ""
    judged_on: date | None = None
    trend: Trend = NOTHING
    """Since the last meeting, as it saw the pupil."""
    from_start: FromStart | None = None
    """Progress from the starting point; None where there is nothing to compare."""
    test: TestVerdict | None = None
    """The newest test of the school year beside the judgement of its time."""

    def is_old(self, now: HalfTerm) -> bool:
        """Whether the evidence comes from an earlier half-term."""
        return self.evidence is not None and self.evidence < now

    @property
    def is_red(self) -> bool:
        """Red in attainment or in the teacher's progress."""
        return self.attainment.is_red or self.progress.is_red


@dataclass(frozen=True, slots=True)
class PupilStatus:
    """One pupil in one half-term: every subject of their year, and attendance to attitude."""

    pupil: Pupil
    half_term: HalfTerm
    subjects: Mapping[str, SubjectStatus]
    attendance: Colour
    punctuality: Colour
    attitude: Colour
    areas: Mapping[str, Colour] = field(default_factory=dict)
    """Early Years: each area of learning that has a judgement, by the newest record."""
    good_level: bool | None = None
    """Early Years: whether the child has, or is on track for, a good level of development."""
    lates: int | None = None
    """In this half-term alone; None where that cannot be told."""
    parts: Mapping[str, Colour] = field(default_factory=dict)
    """The four parts of attitude by name; homework and uniform are shown, never Red alone."""
    red_meetings: Mapping[str, int] = field(default_factory=dict)
    """What the pupil is Red in, and was at the last meetings too: at how many running."""
    barriers: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    """The groups of the table Groups that the pupil is in, in that half-term."""

    @property
    def red_in(self) -> tuple[str, ...]:
        """What the pupil is Red in: subjects in the school's order, then the other measures."""
        subjects = [name for name, status in self.subjects.items() if status.is_red]
        early = (EARLY_YEARS,) if any(colour.is_red for colour in self.areas.values()) else ()
        return (
            *subjects,
            *early,
            *(name for name, colour in self.measures.items() if colour.is_red),
        )

    @property
    def measures(self) -> Mapping[str, Colour]:
        """Attendance, punctuality and attitude by name."""
        return {
            "Attendance": self.attendance,
            "Punctuality": self.punctuality,
            "Attitude": self.attitude,
        }

    @property
    def red_running(self) -> int:
        """At how many meetings running the pupil was shown Red in what is Red still."""
        return max(self.red_meetings.values(), default=0)

    def reasons(self, area: str) -> tuple[str, ...]:
        """Say in words why the pupil is Red in a subject or measure."""
        if area == EARLY_YEARS:
            return tuple(colour.why for colour in self.areas.values() if colour.is_red)
        if area not in self.subjects:
            colour = self.measures[area]
            return (colour.why,) if colour.is_red else ()
        status = self.subjects[area]
        found = []
        if status.attainment.is_red:
            found.append(status.attainment.why)
        if status.progress.is_red:
            found.append(status.progress.why)
        return tuple(found)


def status_of(school: School, pupil: Pupil, half_term: HalfTerm) -> PupilStatus:
    """Work out where a pupil stands as of a half-term: see :class:`Statuses`."""
    return Statuses(school).of(pupil, half_term)


def statuses(school: School, half_term: HalfTerm, today: date) -> tuple[PupilStatus, ...]:
    """Give the status of every pupil on roll, by class and surname."""
    return Statuses(school).on_roll(half_term, today)


_Lasting: TypeAlias = tuple[str, date | None, date | None]
"""What a pupil has from a day to a day; without one, always."""


class Statuses:
    """Where each pupil of a school stands, as of any half-term.

    Marks and judgements come from the newest half-term, up to the one asked for, that has any
    for the subject; attendance and attitude only from that one. What many half-terms share is
    worked out once, so ask one of these for all of them.
    """

    def __init__(self, school: School) -> None:
        self._school = school
        self._timelines = Timelines(school)
        self._meetings = Meetings(school, self._timelines)
        self._starts: dict[tuple[str, str], Start | None] = {}
        self._found: dict[tuple[str, HalfTerm], PupilStatus] = {}
        self._tests = _tests_by_pupil(school.tests)
        self._barriers: dict[str, list[_Lasting]] = {}
        for row in school.barriers:
            self._barriers.setdefault(row.upn, []).append((row.barrier, row.since, row.to))
        self._groups: dict[str, list[_Lasting]] = {}
        for group in school.groups:
            self._groups.setdefault(group.upn, []).append((group.name, group.since, group.to))

    @property
    def timelines(self) -> Timelines:
        """What counted at each half-term, for who asks of more than one."""
        return self._timelines

    def on_roll(self, half_term: HalfTerm, today: date) -> tuple[PupilStatus, ...]:
        """Give the status of every pupil on roll, by class and surname."""
        order = {name: place for place, name in enumerate(self._school.classes_on_roll(today))}
        last = len(order)
        found = sorted(self._school.on_roll(today), key=lambda p: order.get(p.class_name, last))
        with collector_waits():
            return tuple([self.of(pupil, half_term) for pupil in found])

    def of(self, pupil: Pupil, half_term: HalfTerm) -> PupilStatus:
        """Say where a pupil stands as of a half-term: worked out once, however often asked."""
        key = pupil.upn, half_term
        if key not in self._found:
            self._found[key] = self._of(pupil, half_term)
        return self._found[key]

    def _of(self, pupil: Pupil, half_term: HalfTerm) -> PupilStatus:
        settings = self._school.settings
        timeline = self._timelines.of(pupil)
        now = timeline.at(half_term)
        used = settings.thresholds
        lates = (
            None if now is None else lates_in_half_term(timeline.until(half_term)[::-1], half_term)
        )
        record = newest_of_areas(self._school, pupil, half_term)
        seen = self._meetings.before(pupil, half_term)
        parts = _parts_of_attitude(now)
        counted = {
            name.lower(): parts[name].name
            for name, row in IN_ATTITUDE.items()
            if row in used and used[row].used
        }
        found = PupilStatus(
            pupil=pupil,
            half_term=half_term,
            subjects=self._subjects(pupil, half_term, timeline, seen),
            attendance=colours.attendance(now.attendance if now else None, used["Attendance"]),
            punctuality=colours.punctuality(lates, used["Punctuality"]),
            attitude=colours.attitude(
                now.behaviour if now else "",
                now.effort if now else "",
                counted,
                used=used["Attitude"].used,
            ),
            areas={} if record is None else colours_of_areas(record, red=settings.early_years_red),
            good_level=None if record is None else good_level(record.areas, record.goals),
            lates=lates,
            parts=parts,
            barriers=self._at(half_term, self._barriers.get(pupil.upn)),
            groups=self._at(half_term, self._groups.get(pupil.upn)),
        )
        if not seen:
            return found
        running = {area: self._meetings.red_running(seen, pupil, area) for area in found.red_in}
        return replace(found, red_meetings={area: n for area, n in running.items() if n})

    def meetings_before(self, pupil: Pupil, half_term: HalfTerm) -> tuple[Meeting, ...]:
        """Give the recorded progress meetings of earlier half-terms that saw a pupil."""
        return self._meetings.before(pupil, half_term)

    def _subjects(
        self, pupil: Pupil, half_term: HalfTerm, timeline: Timeline, seen: Sequence[Meeting]
    ) -> Mapping[str, SubjectStatus]:
        taught = self._school.settings.taught
        return {
            subject: self._subject(pupil, subject, half_term, timeline, seen)
            for subject in self._school.settings.subjects
            if taught(subject, pupil.year) or timeline.was_marked(subject, half_term)
        }

    def _subject(
        self,
        pupil: Pupil,
        subject: str,
        half_term: HalfTerm,
        timeline: Timeline,
        seen: Sequence[Meeting],
    ) -> SubjectStatus:
        found = timeline.evidence(subject, half_term)
        if found is None:
            return _nothing_yet(self._school, subject)
        return SubjectStatus(
            subject=subject,
            mark=found.mark,
            attainment=found.attainment,
            progress=found.progress,
            suggested=found.suggested,
            evidence=found.row.half_term,
            judged_by=found.row.judged_by,
            judged_on=found.row.judged_on,
            trend=self._meetings.trend(seen, pupil, subject, found),
            from_start=from_start(self._school, self._start(pupil, subject), found),
            test=self._test(pupil, subject, half_term, timeline),
        )

    def _start(self, pupil: Pupil, subject: str) -> Start | None:
        key = pupil.upn, subject
        if key not in self._starts:
            self._starts[key] = start_of(self._school, pupil, subject)
        return self._starts[key]

    def _test(
        self, pupil: Pupil, subject: str, half_term: HalfTerm, timeline: Timeline
    ) -> TestVerdict | None:
        """Compare the newest test of the school year with the judgement of the test's time."""
        until = place_in_time(half_term)
        for place, score in self._tests.get((pupil.upn, subject), ()):
            if place > until or score.half_term.school_year != half_term.school_year:
                continue
            then = timeline.evidence(subject, score.half_term)
            if then is None or then.meaning is None:
                continue
            settings = self._school.settings
            year = score.year or pupil.year
            found = against_test(then.meaning, score, settings.test_thresholds, year)
            if found is not None:
                return found
        return None

    def _at(self, half_term: HalfTerm, rows: Sequence[_Lasting] | None) -> tuple[str, ...]:
        """Give what lasted in a half-term; where its dates are not known, what has no end."""
        if not rows:
            return ()
        dates = self._school.settings.calendar.dates(half_term)
        if dates is None:
            return tuple(dict.fromkeys(name for name, _, to in rows if to is None))
        return tuple(
            dict.fromkeys(
                name
                for name, since, to in rows
                if (since is None or since <= dates.ends) and (to is None or to >= dates.starts)
            )
        )


def _nothing_yet(school: School, subject: str) -> SubjectStatus:
    """Say that a subject has no evidence: not assessed, which is never not met."""
    settings = school.settings
    unmarked = Colour(NOT_ASSESSED, "no mark yet")
    unjudged = Colour(NOT_ASSESSED, "not judged yet")
    return SubjectStatus(
        subject=subject,
        mark="",
        attainment=unmarked if settings.uses("Attainment") else colours.NOT_USED,
        progress=unjudged if settings.uses("Progress") else colours.NOT_USED,
        suggested=unmarked if settings.uses("Progress") else colours.NOT_USED,
        evidence=None,
    )


def _parts_of_attitude(row: Judgement | None) -> Mapping[str, Colour]:
    given = (
        ("Behaviour", row.behaviour if row else ""),
        ("Effort", row.effort if row else ""),
        ("Homework", row.homework if row else ""),
        ("Uniform", row.uniform if row else ""),
    )
    return {name: colours.part_of_attitude(name, colour) for name, colour in given}


def _tests_by_pupil(
    tests: Iterable[TestScore],
) -> Mapping[tuple[str, str], Sequence[tuple[int, TestScore]]]:
    """Give each pupil's tests in each subject, newest first."""
    found: dict[tuple[str, str], list[tuple[int, TestScore]]] = {}
    for score in tests:
        key = score.upn, score.subject
        found.setdefault(key, []).append((place_in_time(score.half_term), score))
    for rows in found.values():
        rows.sort(key=lambda row: (row[0], row[1].day or date.min), reverse=True)
    return found
