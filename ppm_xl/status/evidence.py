"""What counted for a pupil in a subject at each half-term: worked out once, then looked up."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ppm_xl.schema import HALF_TERMS, NOT_ASSESSED
from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.model import Judgement, Pupil, School
from ppm_xl.school.scale import Mark
from ppm_xl.status import colours
from ppm_xl.status.colours import Colour


@dataclass(frozen=True, slots=True)
class Evidence:
    """One pupil in one subject from one half-term on, until there is something newer.

    Attributes
    ----------
    row
        The newest row with a mark or a judgement of the subject.
    marked
        The newest row with a mark; None where there is none.
    mark, meaning
        Its mark, and what that meant then; None where the scale does not know it.
    progress
        The teacher's colour of ``row``; ``Not assessed`` where the teacher has not judged.
    suggested
        What the workbook would say instead.
    """

    row: Judgement
    marked: Judgement | None
    mark: str
    meaning: Mark | None
    attainment: Colour
    progress: Colour
    suggested: Colour


class Timeline:
    """A pupil's judgements in order of time, and what counted in each subject.

    A half-term without new judgements reuses the last ones: what counted as of any half-term is
    the newest evidence up to it.
    """

    def __init__(
        self,
        rows: Sequence[Judgement],
        places: Sequence[int],
        subjects: Mapping[str, tuple[Sequence[int], Sequence[Evidence]]],
    ) -> None:
        self.rows = rows
        self._places = places
        self._subjects = subjects

    def until(self, half_term: HalfTerm) -> Sequence[Judgement]:
        """Give the rows up to a half-term, newest last."""
        return self.rows[: bisect_right(self._places, place_in_time(half_term))]

    def at(self, half_term: HalfTerm) -> Judgement | None:
        """Give the row of a half-term."""
        found = bisect_right(self._places, place_in_time(half_term))
        if not found or self.rows[found - 1].half_term != half_term:
            return None
        return self.rows[found - 1]

    def evidence(self, subject: str, half_term: HalfTerm) -> Evidence | None:
        """Give what counted in a subject as of a half-term; None before there was anything."""
        return self.evidence_at(subject, place_in_time(half_term))

    def evidence_at(self, subject: str, place: int) -> Evidence | None:
        """Give what counted in a subject as of a place in time: see :func:`place_in_time`."""
        if subject not in self._subjects:
            return None
        places, found = self._subjects[subject]
        number = bisect_right(places, place)
        return found[number - 1] if number else None

    def was_marked(self, subject: str, half_term: HalfTerm) -> bool:
        """Whether the pupil had a mark in a subject by a half-term."""
        found = self.evidence(subject, half_term)
        return found is not None and found.marked is not None


_NUMBER = {name: number for number, name in enumerate(HALF_TERMS)}


@lru_cache(maxsize=256)  # a school's half-terms, asked for once a row and subject
def place_in_time(half_term: HalfTerm) -> int:
    """Give a half-term's number, counted on through the years.

    >>> summer, autumn = HalfTerm("2025-26", "Summer 2"), HalfTerm("2026-27", "Autumn 1")
    >>> place_in_time(autumn) - place_in_time(summer)
    1
    """
    return int(half_term.school_year[:4]) * len(HALF_TERMS) + _NUMBER[half_term.name]


class Timelines:
    """Every pupil's timeline of a school, each made when it is first asked for."""

    def __init__(self, school: School) -> None:
        self._school = school
        self._made: dict[str, Timeline] = {}
        self._colours: dict[tuple[str, str, str, str], Colour] = {}

    def of(self, pupil: Pupil) -> Timeline:
        """Give a pupil's timeline."""
        if pupil.upn not in self._made:
            rows = self._school.judgements_of(pupil.upn)[::-1]
            places = [place_in_time(row.half_term) for row in rows]
            self._made[pupil.upn] = Timeline(
                rows,
                places,
                {
                    name: self._subject(name, rows, places)
                    for name in self._school.settings.subjects
                },
            )
        return self._made[pupil.upn]

    def _subject(
        self, subject: str, rows: Sequence[Judgement], places_of_rows: Sequence[int]
    ) -> tuple[Sequence[int], Sequence[Evidence]]:
        school = self._school
        places: list[int] = []
        found: list[Evidence] = []
        marked: Judgement | None = None
        now: Mark | None = None
        before: Mark | None = None
        for place, row in zip(places_of_rows, rows, strict=True):
            if row.marks.get(subject):
                marked, before, now = row, now, school.meaning(row, subject)
            elif subject not in row.progress:
                continue
            places.append(place)
            found.append(self._evidence(subject, row, marked, now, before))
        return places, found

    def _evidence(
        self,
        subject: str,
        row: Judgement,
        marked: Judgement | None,
        now: Mark | None,
        before: Mark | None,
    ) -> Evidence:
        mark = marked.marks[subject] if marked else ""
        goal = self._milestone(subject, row)
        return Evidence(
            row=row,
            marked=marked,
            mark=mark,
            meaning=now,
            attainment=self._attainment(mark, marked, goal),
            progress=self._progress(subject, row),
            suggested=colours.suggested_progress(now, goal, before)
            if self._school.settings.uses("Progress")
            else colours.NOT_USED,
        )

    def _milestone(self, subject: str, row: Judgement) -> Mark | None:
        """Give the milestone of the row's own term, as of the term's end."""
        school = self._school
        target = school.targets.get((row.half_term.school_year, row.upn, subject))
        term = row.half_term.term
        wanted = target.milestones.get(term, "") if target else ""
        if not wanted:
            return None
        return school.settings.scale.find(wanted, school.year_in(row), f"{term} 2")

    def _attainment(self, mark: str, marked: Judgement | None, goal: Mark | None) -> Colour:
        """Colour a mark; alike ones once, as a class holds few that differ."""
        year = self._school.year_in(marked) if marked else ""
        key = (mark, year, marked.half_term.name if marked else "", goal.mark if goal else "")
        if key not in self._colours:
            settings = self._school.settings
            self._colours[key] = colours.attainment(
                mark, settings.scale, settings.thresholds["Attainment"], *key[1:]
            )
        return self._colours[key]

    def _progress(self, subject: str, row: Judgement) -> Colour:
        if not self._school.settings.uses("Progress"):
            return colours.NOT_USED
        judged = row.progress.get(subject, "")
        if not judged:
            return _NOT_JUDGED
        by = f" by {row.judged_by}" if row.judged_by else ""
        return Colour(judged, f"progress judged {judged}{by}")


_NOT_JUDGED = Colour(NOT_ASSESSED, "not judged yet")
