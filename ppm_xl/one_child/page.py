"""What a child's page is made from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ppm_xl.one_child.shelf import Shelf
from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.model import Judgement, Pupil, School
from ppm_xl.status.pupils import PupilStatus


@dataclass(frozen=True)
class Page:
    """One child, and where to look things up.

    Attributes
    ----------
    shelf
        What the longer tables hold, by child.
    """

    school: School
    shelf: Shelf
    status: PupilStatus
    today: date

    @property
    def pupil(self) -> Pupil:
        """The child."""
        return self.status.pupil

    @property
    def now(self) -> HalfTerm:
        """The half-term it is of."""
        return self.status.half_term

    @property
    def judgements(self) -> Sequence[Judgement]:
        """The child's rows of Assessments, newest first."""
        return self.school.history(self.pupil.upn, self.now)
