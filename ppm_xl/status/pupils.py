"""A pupil's whole status in a half-term, and the table Status made of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from ppm_xl.book.tables import Cell
from ppm_xl.schema import NOT_ASSESSED
from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.early_years import good_level
from ppm_xl.school.model import Judgement, Pupil, School
from ppm_xl.school.scale import Mark
from ppm_xl.status import colours
from ppm_xl.status.colours import Colour
from ppm_xl.status.early_years import (
    EARLY_YEARS,
    areas_in_words,
    colours_of_areas,
    newest_of_areas,
)


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
    """Work out where a pupil stands as of a half-term.

    Marks and judgements come from the newest half-term, up to this one, that has any for the
    subject; attendance and attitude only from this one.
    """
    history = school.history(pupil.upn, half_term)
    now = history[0] if history and history[0].half_term == half_term else None
    used = school.settings.thresholds
    off = Colour(NOT_ASSESSED, "not used by the school")
    lates = lates_in_half_term(history, half_term)
    record = newest_of_areas(school, pupil, half_term)
    return PupilStatus(
        pupil=pupil,
        half_term=half_term,
        subjects={
            subject: _subject_status(school, subject, history)
            for subject in school.settings.subjects
            if school.settings.taught(subject, pupil.year)
            or any(subject in row.marks for row in history)
        },
        attendance=colours.attendance(now.attendance if now else None, used["Attendance"])
        if used["Attendance"].used
        else off,
        punctuality=colours.punctuality(lates, used["Punctuality"])
        if used["Punctuality"].used
        else off,
        attitude=colours.attitude(now.behaviour if now else "", now.effort if now else "")
        if used["Attitude"].used
        else off,
        areas={}
        if record is None
        else colours_of_areas(record, red=school.settings.early_years_red),
        good_level=None if record is None else good_level(record.areas, record.goals),
        lates=lates,
    )


def lates_in_half_term(history: Sequence[Judgement], half_term: HalfTerm) -> int | None:
    """Count how often a pupil was late in one half-term alone.

    Thresholds and reports speak of a half-term. A row whose attendance is of the year to date
    counts its lates since September: what earlier half-terms had counted is taken off.

    Parameters
    ----------
    history
        The pupil's judgements up to the half-term.

    Returns
    -------
    int or None
        None where no lates are recorded, or those before this half-term are not known.
    """
    of_the_year = {
        j.half_term: j for j in history if j.half_term.school_year == half_term.school_year
    }
    row = of_the_year.get(half_term)
    if row is None or row.lates is None:
        return None
    before, earlier = 0, half_term
    while _counts_since_september(row) and earlier.place[1]:
        earlier = earlier.before
        row_before = of_the_year.get(earlier)
        if row_before is None or row_before.lates is None:
            return None
        before += row_before.lates
        if _counts_since_september(row_before):
            break
    return row.lates - before if row.lates >= before else None


def _counts_since_september(row: Judgement) -> bool:
    return row.attendance is not None and row.attendance.basis == "year to date"


def _subject_status(school: School, subject: str, history: Sequence[Judgement]) -> SubjectStatus:
    settings = school.settings
    with_mark = [j for j in history if j.marks.get(subject)]
    newest = next((j for j in history if j.marks.get(subject) or j.progress.get(subject)), None)
    mark = with_mark[0].marks[subject] if with_mark else ""
    marked = with_mark[0] if with_mark else None
    judged = newest.progress.get(subject, "") if newest else ""
    return SubjectStatus(
        subject=subject,
        mark=mark,
        attainment=colours.attainment(
            mark,
            settings.scale,
            settings.thresholds["Attainment"],
            school.year_in(marked) if marked else "",
            marked.half_term.name if marked else "",
        ),
        progress=_teachers_colour(judged, newest),
        suggested=colours.suggested_progress(
            school.meaning(with_mark[0], subject) if with_mark else None,
            _milestone(school, subject, newest),
            school.meaning(with_mark[1], subject) if len(with_mark) > 1 else None,
        ),
        evidence=newest.half_term if newest else None,
        judged_by=newest.judged_by if newest else "",
        judged_on=newest.judged_on if newest else None,
    )


def _milestone(school: School, subject: str, newest: Judgement | None) -> Mark | None:
    """Give the milestone of the newest row's term, as of the term's end."""
    if newest is None:
        return None
    target = school.targets.get((newest.half_term.school_year, newest.upn, subject))
    term = newest.half_term.term
    wanted = target.milestones.get(term, "") if target else ""
    if not wanted:
        return None
    return school.settings.scale.find(wanted, school.year_in(newest), f"{term} 2")


def _teachers_colour(judged: str, row: Judgement | None) -> Colour:
    if not judged or row is None:
        return Colour(NOT_ASSESSED, "not judged yet")
    by = f" by {row.judged_by}" if row.judged_by else ""
    return Colour(judged, f"progress judged {judged}{by}")


def statuses(school: School, half_term: HalfTerm, today: date) -> tuple[PupilStatus, ...]:
    """Give the status of every pupil on roll, by class and surname."""
    order = {name: place for place, name in enumerate(school.classes_on_roll(today))}
    found = [status_of(school, pupil, half_term) for pupil in school.on_roll(today)]
    return tuple(sorted(found, key=lambda s: order.get(s.pupil.class_name, len(order))))


def status_records(found: Sequence[PupilStatus]) -> Iterator[dict[str, Cell]]:
    """Give the rows of the table Status."""
    for status in found:
        pupil = status.pupil
        premium = {True: "Y", False: "N", None: None}[pupil.pupil_premium]
        record: dict[str, Cell] = {
            "UPN": pupil.upn,
            "Pupil": pupil.name,
            "Year": pupil.year or None,
            "Class": pupil.class_name or None,
            "Pupil Premium": premium,
            "SEND": pupil.send or None,
        }
        for name, subject in status.subjects.items():
            record[name] = subject.mark or None
            record[f"{name} attainment"] = subject.attainment.name
            record[f"{name} progress"] = subject.progress.name
            record[f"{name} suggested"] = subject.suggested.name
            record[f"{name} evidence"] = _evidence(subject)
        record["Areas of learning"] = areas_in_words(status.areas, status.good_level) or None
        record |= {name: colour.name for name, colour in status.measures.items()}
        record["Red in"] = ", ".join(status.red_in) or None
        why = (f"{area}: {'; '.join(status.reasons(area))}" for area in status.red_in)
        record["Why"] = ". ".join(why) or None
        yield record


def _evidence(subject: SubjectStatus) -> str | None:
    if subject.evidence is None:
        return None
    by = f", {subject.judged_by}" if subject.judged_by else ""
    on = f"{subject.judged_on:%d/%m/%Y}" if subject.judged_on else str(subject.evidence)
    return f"{on}{by}"
