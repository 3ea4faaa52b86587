"""What a Common Transfer File says: the DfE's XML by which pupils' records move.

The shapes are those that the DfE's own writers emit (Get Information about Pupils, the
multiplication tables check), and those of older files (CTF 12 to 21) where they differ; DfE,
"Common transfer file specification", each year.

Only what the workbook uses is read. Addresses, telephone numbers, contacts, ethnicity and
medical notes are never looked at, let alone kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from ppm_xl.errors import Problem

_ENGLISH: Final = frozenset({"ENG", "ENB"})
_NOT_SAID: Final = frozenset({"", "NOT", "REF", "ZZZ"})
"""First languages that say nothing: not obtained, refused, waiting to be classified."""


@dataclass(frozen=True, slots=True)
class CtfSchool:
    """A school as a Common Transfer File names it.

    Attributes
    ----------
    authority
        The local authority's three figures (``LEA``); ``LLL`` stands for none.
    number
        The school's four figures within it (``Estab``).
    """

    authority: str = ""
    number: str = ""
    urn: str = ""
    name: str = ""

    @property
    def dfe_number(self) -> str:
        """Give authority and number as one, as Settings have it: ``999/1234``."""
        return f"{self.authority}/{self.number}" if self.authority and self.number else ""


@dataclass(frozen=True, slots=True)
class CtfFreeMeals:
    """One spell of eligibility for free school meals; no end means that it goes on."""

    starts: date | None
    ends: date | None = None
    country: str = ""


@dataclass(frozen=True, slots=True)
class CtfSend:
    """SEND provision from a day on: ``N``, ``K``, ``E``, or an older code, as written."""

    starts: date | None
    provision: str


@dataclass(frozen=True, slots=True)
class CtfYearOfAttendance:
    """Sessions of one school year at one school: annual totals, no half-term's figures.

    Attributes
    ----------
    year
        As the file writes it. Which of a school year's two calendar years it is, no source
        at hand says, so nobody should turn it into a school year without asking.
    """

    year: int | None
    school: CtfSchool
    possible: int | None = None
    attended: int | None = None
    authorised: int | None = None
    unauthorised: int | None = None


@dataclass(frozen=True, slots=True)
class CtfResult:
    """One statutory result.

    Attributes
    ----------
    stage
        ``EYF``, ``KS1``, ``KS2`` ...
    subject, component
        Such as ``PHO`` and ``CHK`` (phonics check), ``MAT`` and ``MTC`` (multiplication tables
        check), ``ENG`` and ``WRI`` (writing), ``LIT`` and ``E10`` (an early learning goal).
    method
        ``TA`` and ``FA`` are teachers' assessments, ``TT`` is a test or check.
    status
        ``R`` for a result; others stand for estimates and what was asked for.
    qualifier
        What kind of value the result is: ``NM`` a mark, ``NY`` an outcome of the phonics check,
        ``NC`` a standard, ``MT`` a score of the tables check, ``FD`` an early learning goal.
    year
        As the file writes it.
    """

    stage: str
    subject: str
    method: str
    component: str
    qualifier: str
    result: str
    year: int | None = None
    day: date | None = None
    status: str = ""
    locale: str = ""


@dataclass(frozen=True, slots=True)
class CtfPupil:
    """One pupil as the file has them; texts as written but for blanks around them.

    Attributes
    ----------
    place
        Which pupil of the file it is, from 1.
    upn
        The unique pupil number; may be temporary, and may be missing.
    former_upns
        Numbers that the pupil had before, a temporary one among them.
    sex
        ``F`` or ``M``. Older files call it ``Gender``, newer ones ``Sex``.
    year_group
        ``NCyearActual`` as written: ``N1``, ``N2``, ``R``, ``1`` to ``6``.
    first_language
        A code of the school census (``ENG``, ``POL`` ...); empty where the file does not say.
    service_child
        As written: ``Y``, ``N``, or a code for not known.
    enrolled
        ``EnrolStatus`` at the source school: ``C`` current, ``P`` left.
    in_care
        Whether the local authority looked after the child when the file was written.
    """

    place: int
    upn: str
    surname: str
    forename: str
    born: date | None
    sex: str
    former_upns: tuple[str, ...] = ()
    preferred_surname: str = ""
    preferred_forename: str = ""
    year_group: str = ""
    first_language: str = ""
    service_child: str = ""
    enrolled: str = ""
    in_care: bool | None = None
    free_meals: tuple[CtfFreeMeals, ...] = ()
    free_meals_reviewed: date | None = None
    send: tuple[CtfSend, ...] = ()
    attendance: tuple[CtfYearOfAttendance, ...] = ()
    results: tuple[CtfResult, ...] = ()

    def send_now(self) -> str:
        """Give the provision that started last: the current one. Empty where there is none.

        Of two that start on one day the later in the file counts.
        """
        dated = [(spell.starts or date.min, place) for place, spell in enumerate(self.send)]
        return self.send[max(dated)[1]].provision if dated else ""

    def free_meals_on(self, day: date | None) -> bool | None:
        """Say whether the pupil is eligible for free school meals on a day.

        A spell without an end goes on. Without a day, only such a spell counts.

        Returns
        -------
        bool or None
            None where the file holds no history of meals: it does not say.
        """
        if not self.free_meals:
            return False if self.free_meals_reviewed else None
        return any(
            spell.ends is None or (day is not None and spell.ends > day)
            for spell in self.free_meals
            if day is None or spell.starts is None or spell.starts <= day
        )

    def english_is_additional(self) -> bool | None:
        """Say whether the first language is another than English; None where nobody said.

        In the school census ``ENB`` is believed to be English, ``NOT`` and ``REF`` are no answer.
        """
        if self.first_language in _NOT_SAID:
            return None
        return self.first_language not in _ENGLISH


@dataclass(frozen=True, slots=True)
class CtfFile:
    """A Common Transfer File.

    Attributes
    ----------
    name
        The file's name, without its folder.
    version
        ``CTFversion``, such as ``25.0``.
    full
        Whether its header says that it is ``full``; None where it says neither. A full file
        has all of each pupil's record: it does not mean every pupil of a school.
    made_on
        The day in its header.
    academic_year
        As its header writes it.
    problems
        Values that could not be read and are left out, each with its pupil.
    """

    name: str
    version: str
    full: bool | None
    made_on: date | None
    source: CtfSchool
    destination: CtfSchool
    academic_year: str
    description: str
    pupils: tuple[CtfPupil, ...]
    problems: tuple[Problem, ...] = ()
    digest: str = ""
