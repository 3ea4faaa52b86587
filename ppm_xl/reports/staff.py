"""The staff edition of a child's report: the family's page, and beside each part what staff know.

It is made from the very page the family gets, so that a teacher and the head read what the family
reads. What stands beside it is for class staff: no note on a barrier, nothing of care, no
suspensions, none of what only leaders or the SENCO may see.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from ppm_xl.errors import Problem
from ppm_xl.one_child.colours import Cells, History
from ppm_xl.one_child.lines import Block, Entry, Look, Said
from ppm_xl.one_child.page import Page
from ppm_xl.one_child.shelf import Shelf
from ppm_xl.one_child.view import standing
from ppm_xl.one_child.words import day
from ppm_xl.reports.family import FamilyReport, tongue_for, written
from ppm_xl.reports.privacy import Gate, TextToPass
from ppm_xl.reports.staff_beside import Beside, beside
from ppm_xl.reports.staff_blocks import blocks
from ppm_xl.reports.tongues import ENGLISH
from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.model import Pupil, School
from ppm_xl.status.pupils import Statuses

MARK: Final = "Staff: not for families"
"""What every page, every title and every file name of this edition says."""

_SEND: Final = {"K": "SEND: SEN support", "E": "SEND: EHC plan"}


@dataclass(frozen=True, slots=True)
class StaffReport:
    """One child's page for staff.

    Attributes
    ----------
    family
        What the family reads, in English whatever language theirs is in.
    flags
        Pupil Premium, SEND and its stage, EAL.
    facts
        When the child was born and joined, and the groups they are in.
    standing
        In a line: what the child is Red in, and at how many meetings running.
    beside
        What stands beside each part of the family's page.
    half_terms, subjects, measures
        The child's colours over the half-terms, as the sheet One child shows them.
    blocks
        What else is known of the child, the most telling first.
    """

    family: FamilyReport
    flags: tuple[str, ...]
    facts: tuple[str, ...]
    standing: Said
    beside: Beside
    half_terms: tuple[HalfTerm, ...] = ()
    subjects: tuple[tuple[str, Cells], ...] = ()
    measures: tuple[tuple[str, Cells], ...] = ()
    letters: Mapping[str, str] = field(default_factory=dict)
    """From the letter in a cell to its colour."""
    blocks: tuple[Block, ...] = ()


class StaffReports:
    """Makes staff editions; what they share is worked out once.

    Parameters
    ----------
    now
        The half-term of the reports.
    """

    def __init__(self, school: School, now: HalfTerm, today: date) -> None:
        self._school, self._now, self._today = school, now, today
        self._statuses = Statuses(school)
        self._shelf = Shelf.of(school, now)
        self._history = History(school, self._statuses.timelines, now)
        self._gate = Gate(school)

    def of(self, pupil: Pupil) -> StaffReport:
        """Make one child's page."""
        school = self._school
        status = self._statuses.of(pupil, self._now)
        in_english = replace(status, pupil=replace(pupil, report_language=""))
        family, problems = written(school, in_english, self._today, self._gate)
        page = Page(school, self._shelf, status, self._today)
        said = standing(page).replace(f"{self._now}: ", "", 1)
        notes = beside(page, self._statuses.timelines.of(pupil), family)
        subjects, measures = self._history.rows(status)
        left_out = tuple(_left_out(school, pupil, self._now, problems))
        return StaffReport(
            family=family,
            flags=_flags(pupil),
            facts=tuple(_facts(pupil, status.groups)),
            standing=Said(f"{said[1:2].upper()}{said[2:]}", Look(said[0])),
            beside=notes,
            half_terms=self._history.half_terms,
            subjects=tuple(subjects),
            measures=tuple(measures),
            letters=self._history.letters,
            blocks=blocks(page, notes, left_out),
        )


def _flags(pupil: Pupil) -> tuple[str, ...]:
    found = (
        "Pupil Premium" if pupil.pupil_premium else "",
        _SEND.get(pupil.send, ""),
        "EAL" if pupil.eal else "",
    )
    return tuple(filter(None, found))


def _facts(pupil: Pupil, groups: tuple[str, ...]) -> list[str]:
    found = (
        f"born {day(pupil.born)}" if pupil.born else "",
        f"joined {day(pupil.joined)}" if pupil.joined else "",
        f"left {day(pupil.left)}" if pupil.left else "",
        f"in {', '.join(groups)}" if groups else "",
    )
    return [part for part in found if part]


def _left_out(
    school: School, pupil: Pupil, now: HalfTerm, problems: tuple[Problem, ...]
) -> Iterator[Entry]:
    """Say what the family's page lacks or holds in place of something, and how it goes home."""
    for problem in problems:
        typed = problem.text if isinstance(problem, TextToPass) else ""
        said = Said(problem.message, Look.BOLD)
        yield (said, Said(f"“{typed}”")) if typed else (said,)
    for (when, upn, measure), words in school.report_choices.items():
        if (when, upn) != (now, pupil.upn):
            continue
        what = "reads another sentence" if words else "reads nothing"
        yield (Said(f"Of {measure} the family {what}, as chosen on the sheet Reports.", Look.BOLD),)
    if not pupil.report_copies:
        yield (Said("The report is held for the head: no copy goes home.", Look.BOLD),)
    tongue = tongue_for(school, pupil)
    if tongue != ENGLISH:
        yield (Said(f"The family reads it in {tongue.name}."),)
    elif pupil.report_language and pupil.report_language.casefold() != "english":
        yield (
            Said(f"It goes home in English: {pupil.report_language} is not checked in Settings."),
        )
