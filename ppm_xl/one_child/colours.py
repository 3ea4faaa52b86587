"""A child's colours over the half-terms: one line a subject or area, then attendance to uniform."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from ppm_xl.one_child.grid import CELL_FIELD, CELLS, COLOURS, HALF_TERMS_SHOWN, LABEL_FIELD
from ppm_xl.schema import AREAS_OF_LEARNING, NOT_ASSESSED
from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.model import Judgement, Pupil, School
from ppm_xl.status import colours
from ppm_xl.status.early_years import colours_of_areas
from ppm_xl.status.evidence import Timeline, Timelines
from ppm_xl.status.lates import lates_in_half_term
from ppm_xl.status.pupils import PupilStatus

Cells = Sequence[tuple[str, str]]
"""For each half-term a letter with its mark or figure, and the letter of the teacher's colour."""

Row = tuple[str, Cells]
"""A line of colours: its name, and a cell for each half-term."""

_ATTITUDE: Final = ("Behaviour", "Effort", "Homework", "Uniform")
_DASH: Final = "–"  # noqa: RUF001 - what is shown for Not assessed everywhere
NOTHING: Final = ("", "")
NOTHING_YET: Final = "No marks or attendance yet"


def half_terms_shown(school: School, now: HalfTerm) -> tuple[HalfTerm, ...]:
    """Give the last half-terms up to now, the oldest first: from the first that anybody has."""
    known = {half_term for half_term, _ in (*school.judgements, *school.early_years)}
    found = [now]
    while len(found) < HALF_TERMS_SHOWN:
        found.insert(0, found[0].before)
    while len(found) > 1 and found[0] not in known:
        found.pop(0)
    return tuple(found)


class History:
    """Makes every child's lines of colours; what they share is worked out once.

    Parameters
    ----------
    timelines
        Every child's, as their status was made from them.
    now
        The half-term shown last.
    """

    def __init__(self, school: School, timelines: Timelines, now: HalfTerm) -> None:
        self._school = school
        self._timelines = timelines
        self._half_terms = half_terms_shown(school, now)
        amber = school.settings.words.get("Yellow is called") == "Amber"
        self._letters = {
            "Green": "G",
            "Yellow": "A" if amber else "Y",
            "Red": "R",
            NOT_ASSESSED: _DASH,
        }

    @property
    def half_terms(self) -> tuple[HalfTerm, ...]:
        """The half-terms that are shown, the oldest first."""
        return self._half_terms

    @property
    def letters(self) -> Mapping[str, str]:
        """From the letter in a cell to the colour it stands for."""
        return {letter: colour for colour, letter in self._letters.items()}

    def rows(self, status: PupilStatus) -> tuple[Sequence[Row], Sequence[Row]]:
        """Give a child's subjects or areas, and their measures, each with its cells."""
        timeline = self._timelines.of(status.pupil)
        taught = [*self._subjects(status, timeline), *self._areas(status.pupil)]
        return taught, list(self._measures(timeline))

    def lines(self, status: PupilStatus) -> tuple[str, ...]:
        """Give a child's lines, the two with the half-terms' names first."""
        found, measured = self.rows(status)
        taught, measures = list(found), list(measured)
        if len(taught) + len(measures) > COLOURS:
            measures = list(_attitude_beside(measures))
        taught = taught[: COLOURS - len(measures)]
        rows = (*taught, *measures)
        if not any(cell for _, cells in rows for pair in cells for cell in pair):
            return (_line("S", NOTHING_YET, ()),)
        return (*self._heads(taught), *(_line("S", label, cells) for label, cells in rows))

    def _heads(self, taught: Sequence[tuple[str, Cells]]) -> Iterator[str]:
        """Give the lines above the colours, with how to read them."""
        judged = [judged for _, cells in taught for _, judged in cells]
        first_words = "Attainment, then progress" if taught else ""
        if taught and taught[0][0] in AREAS_OF_LEARNING:
            first_words = f"G on track, {self._letters['Yellow']} not yet"
        suggested = any(letter.endswith("?") for letter in judged)
        years = [(h.school_year, "") for h in self._half_terms]
        first = [
            pair if place == 0 or pair != years[place - 1] else NOTHING
            for place, pair in enumerate(years)
        ]
        yield _line("Y", first_words, first)
        yield _line(
            "N",
            "(with ?: suggested)" if suggested else "",
            [(_short(half_term), "") for half_term in self._half_terms],
        )

    def _letter(self, colour: str) -> str:
        return self._letters.get(colour, "")

    def _subjects(self, status: PupilStatus, timeline: Timeline) -> Iterator[tuple[str, Cells]]:
        for subject in self._school.settings.subjects:
            cells = [self._judged(timeline, subject, h) for h in self._half_terms]
            if subject not in status.subjects and not any(map(any, cells)):
                continue
            found = status.subjects.get(subject)
            if found and not cells[-1][1] and found.evidence == self._half_terms[-1]:
                suggested = self._letter(found.suggested.name)
                if suggested not in {"", _DASH}:
                    cells[-1] = cells[-1][0], f"{suggested}?"
            yield subject, cells

    def _judged(self, timeline: Timeline, subject: str, half_term: HalfTerm) -> tuple[str, str]:
        """Give the mark and the judgement of this half-term's own row."""
        row = timeline.at(half_term)
        found = timeline.evidence(subject, half_term)
        if row is None or found is None or found.row is not row:
            return NOTHING
        mark = row.marks.get(subject, "")
        shown = f"{self._letter(found.attainment.name)} {mark}" if mark else ""
        judged = self._letter(found.progress.name)
        return shown, "" if judged == _DASH else judged

    def _areas(self, pupil: Pupil) -> Iterator[tuple[str, Cells]]:
        if not self._school.settings.has_areas(pupil.year):
            return
        records = [self._school.early_years.get((h, pupil.upn)) for h in self._half_terms]
        red = self._school.settings.early_years_red
        found = [colours_of_areas(r, red=red) if r else {} for r in records]
        for area in AREAS_OF_LEARNING:
            yield area, [(self._letter(of[area].name) if area in of else "", "") for of in found]

    def _measures(self, timeline: Timeline) -> Iterator[tuple[str, Cells]]:
        settings = self._school.settings
        rows = [timeline.at(half_term) for half_term in self._half_terms]
        newest = next((r for r in reversed(rows) if r and r.attendance), None)
        if settings.uses("Attendance"):
            basis = newest.attendance.basis if newest and newest.attendance else ""
            label = f"Attendance %, {basis}" if basis else "Attendance %"
            yield label, [(self._attendance(row), "") for row in rows]
        if settings.uses("Punctuality"):
            yield (
                "Times late",
                [(self._lates(timeline, half_term), "") for half_term in self._half_terms],
            )
        for name in _ATTITUDE:
            cells = [(self._letter(_part(row, name)), "") for row in rows]
            if any(cell for cell, _ in cells):
                yield name, cells

    def _attendance(self, row: Judgement | None) -> str:
        if row is None or row.attendance is None or row.attendance.per_cent is None:
            return ""
        found = colours.attendance(row.attendance, self._school.settings.thresholds["Attendance"])
        shown = colours.shown_per_cent(row.attendance.per_cent).removesuffix(" %")
        return f"{self._letter(found.name)} {shown}"

    def _lates(self, timeline: Timeline, half_term: HalfTerm) -> str:
        if timeline.at(half_term) is None:
            return ""
        lates = lates_in_half_term(timeline.until(half_term)[::-1], half_term)
        if lates is None:
            return ""
        found = colours.punctuality(lates, self._school.settings.thresholds["Punctuality"])
        return f"{self._letter(found.name)} {lates}"


def _short(half_term: HalfTerm) -> str:
    """Give a half-term's name as a narrow column has room for it: ``Aut 1``."""
    term, number = half_term.name.split()
    return f"{_TERMS[term]} {number}"


_TERMS: Final = {"Autumn": "Aut", "Spring": "Spr", "Summer": "Sum"}


def _part(row: Judgement | None, name: str) -> str:
    parts: Mapping[str, str] = (
        {}
        if row is None
        else {
            "Behaviour": row.behaviour,
            "Effort": row.effort,
            "Homework": row.homework,
            "Uniform": row.uniform,
        }
    )
    return parts.get(name, "")


def _attitude_beside(rows: Sequence[tuple[str, Cells]]) -> Iterator[tuple[str, Cells]]:
    """Put two parts of attitude into a line where there are many subjects or areas."""
    parts = [row for row in rows if row[0] in _ATTITUDE]
    yield from (row for row in rows if row[0] not in _ATTITUDE)
    for first in range(0, len(parts), 2):
        (label, cells), *rest = parts[first : first + 2]
        for other, beside in rest:
            pairs = zip(cells, beside, strict=True)
            label, cells = f"{label} | {other.lower()}", [(a, b) for (a, _), (b, _) in pairs]
        yield label, cells


def _line(kind: str, label: str, cells: Cells) -> str:
    """Spell a line with room of its own for each cell, so that a formula finds it by counting."""
    flat = [cell for pair in cells for cell in pair]
    flat += [""] * (CELLS - len(flat))
    fields = "".join(cell[: CELL_FIELD - 1].ljust(CELL_FIELD) for cell in flat)
    return f"{kind}{label[: LABEL_FIELD - 1].ljust(LABEL_FIELD)}{fields}".rstrip()
