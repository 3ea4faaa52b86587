"""How a pupil stands against the agreed target and the term's milestone (mission rows D2, D7)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.model import Pupil, School
from ppm_xl.targets.marks import Marks
from ppm_xl.targets.rows import TargetRow, progress_of, rows_of


@dataclass(frozen=True, slots=True)
class Standing:
    """One pupil in one subject, against what was agreed.

    Attributes
    ----------
    met
        Whether the newest mark of the year is the target or better; None where unknown.
    short
        Whether the milestone that is due is not reached.
    term
        Whose milestone is due, such as ``Autumn``; empty where none.
    """

    mark: str
    target: str
    met: bool | None
    short: bool
    term: str = ""
    milestone: str = ""

    @property
    def words(self) -> str:
        """Milestone and target in a sentence.

        >>> Standing("WTS", "EXS", False, True, "Autumn", "EXS").words
        'Autumn milestone EXS: not reached yet. Target EXS.'
        >>> Standing("EXS", "EXS", True, False).words
        'Target EXS: met.'
        """
        said = []
        if self.milestone:
            reached = "not reached yet" if self.short else "reached"
            said.append(f"{self.term} milestone {self.milestone}: {reached}.")
        said.append(f"Target {self.target}{': met' if self.met else ''}.")
        return " ".join(said)


class Standings:
    """Every pupil's standing against the targets of a school year, read once."""

    def __init__(self, school: School) -> None:
        self._school = school
        self._marks = Marks(school.settings.scale)
        self._rows: dict[str, Mapping[tuple[str, str], TargetRow]] = {}
        self._found: dict[tuple[str, str, HalfTerm], Standing | None] = {}

    def of(self, pupil: Pupil, subject: str, half_term: HalfTerm) -> Standing | None:
        """Say how a pupil stands in a subject; None where nothing is agreed."""
        key = pupil.upn, subject, half_term
        if key not in self._found:
            self._found[key] = self._of(pupil, subject, half_term)
        return self._found[key]

    def _of(self, pupil: Pupil, subject: str, half_term: HalfTerm) -> Standing | None:
        year = half_term.school_year
        if year not in self._rows:
            self._rows[year] = rows_of(self._school.tables, year)
        row = self._rows[year].get((pupil.upn, subject))
        if row is None or not row.agreed:
            return None
        found = progress_of(self._school, self._marks, pupil, row, half_term)
        milestone = row.milestone(found.due) if found.due else ""
        return Standing(
            mark=found.mark,
            target=row.agreed,
            met=found.met if found.mark else None,
            short=found.missed,
            term=found.due if milestone else "",
            milestone=milestone,
        )
