"""From a Common Transfer File's XML to :class:`~ppm_xl.mis.ctf_file.CtfFile`."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final
from xml.etree.ElementTree import Element

from ppm_xl.errors import FileError, Problem
from ppm_xl.mis.cells import Unreadable
from ppm_xl.mis.ctf_file import (
    CtfFile,
    CtfFreeMeals,
    CtfPupil,
    CtfResult,
    CtfSchool,
    CtfSend,
    CtfYearOfAttendance,
)
from ppm_xl.mis.ctf_xml import header_and_pupils
from ppm_xl.mis.days import as_date
from ppm_xl.mis.limits import MAX_PUPILS, check_size

_LONGEST: Final = 200
"""Characters of a value; names in the DfE's common basic data set have at most 100."""
_TRUE: Final = frozenset({"true", "1", "y", "yes"})
_FALSE: Final = frozenset({"false", "0", "n", "no"})
_NAMED_PROBLEMS: Final = 50
"""Values named one by one; a file with more is faulty throughout."""


def read_ctf(name: str, data: bytes) -> CtfFile:
    """Read a Common Transfer File, old or new.

    Missing containers are no fault. A value that cannot be read is left out and named in
    ``problems``.

    Raises
    ------
    FileError
        Where the file is damaged, unsafe, too large, of another kind, or holds no pupils.
    """
    check_size(name, len(data))
    reader = _Reader(name)
    about = reader.header(Element("Header"))
    pupils: list[CtfPupil] = []
    for what, element in header_and_pupils(name, data):
        if what == "Header":
            about = reader.header(element)
        else:
            reader.place = len(pupils) + 1
            if reader.place > MAX_PUPILS:
                raise FileError(
                    f"{name} has more than {MAX_PUPILS:,} pupils.",
                    "Choose the CTF of one school.",
                )
            pupils.append(reader.pupil(element))
    if not pupils:
        raise FileError(
            f"{name} is a Common Transfer File without pupils.",
            "Export it again with pupils in it.",
        )
    return replace(
        about,
        pupils=tuple(pupils),
        problems=tuple(reader.problems),
        digest=hashlib.sha256(data).hexdigest(),
    )


@dataclass
class _Reader:
    """Reads elements into values, and remembers whose values could not be read."""

    name: str
    place: int = 0
    problems: list[Problem] = field(default_factory=list)

    def header(self, element: Element) -> CtfFile:
        """Read what the file says about itself."""
        qualifier = self.text(element, "DocumentQualifier").casefold()
        return CtfFile(
            name=self.name,
            version=self.text(element, "CTFversion"),
            full={"full": True, "partial": False}.get(qualifier),
            made_on=self.day(element, "DateTime"),
            source=self.school(element.find("SourceSchool")),
            destination=self.school(element.find("DestSchool")),
            academic_year=self.text(element, "SourceSchool/AcademicYear"),
            description=self.text(element, "DataDescriptor"),
            pupils=(),
        )

    def school(self, element: Element | None) -> CtfSchool:
        """Read a school; an empty one where there is none."""
        if element is None:
            return CtfSchool()
        return CtfSchool(
            authority=self.text(element, "LEA"),
            number=self.text(element, "Estab"),
            urn=self.text(element, "URN"),
            name=self.text(element, "SchoolName"),
        )

    def pupil(self, element: Element) -> CtfPupil:
        """Read a pupil; names and codes as they are written."""
        basic = element.find("BasicDetails")
        basic = Element("BasicDetails") if basic is None else basic
        return CtfPupil(
            place=self.place,
            upn=self.text(element, "UPN"),
            surname=self.text(element, "Surname"),
            forename=self.text(element, "Forename"),
            born=self.day(element, "DOB"),
            sex=(self.text(element, "Sex") or self.text(element, "Gender")).upper(),
            former_upns=tuple(
                upn for upn in (self.own_text(e) for e in basic.iter("FormerUPN")) if upn
            ),
            preferred_surname=self.text(basic, "PreferredSurname"),
            preferred_forename=self.text(basic, "PreferredForename"),
            year_group=self.text(basic, "NCyearActual"),
            first_language=self.first_language(basic),
            service_child=self.text(basic, "ServiceChild"),
            enrolled=self.text(basic, "EnrolStatus").upper(),
            in_care=self.truth(element, "LookedAfter/InCare"),
            free_meals=tuple(
                CtfFreeMeals(
                    self.day(spell, "FSMstartDate"),
                    self.day(spell, "FSMendDate"),
                    self.text(spell, "UKcountry"),
                )
                for spell in element.iterfind("FSMhistory/FSMinstance")
            ),
            free_meals_reviewed=self.day(element, "FSMhistory/FSMreviewDate"),
            send=tuple(
                CtfSend(self.day(spell, "StartDate"), self.text(spell, "SENprovision").upper())
                for spell in element.iterfind("SENhistory/SEN")
                if self.text(spell, "SENprovision")
            ),
            attendance=tuple(
                self.year_of_attendance(year) for year in element.iterfind("Attendance/YearData")
            ),
            results=tuple(
                self.result(self.text(stage, "Stage"), result)
                for stage in element.iterfind("StageAssessments/KeyStage")
                for result in stage.iterfind("StageAssessment")
            ),
        )

    def first_language(self, basic: Element) -> str:
        """Read the language marked ``F`` (first); a lone one without a mark stands for it."""
        languages = [
            (self.text(e, "LanguageType").upper(), self.text(e, "Language").upper())
            for e in basic.iterfind("Languages/Type")
        ]
        first = [language for kind, language in languages if kind == "F"]
        lone = [language for kind, language in languages if not kind and len(languages) == 1]
        return next(iter(first or lone), "")

    def year_of_attendance(self, element: Element) -> CtfYearOfAttendance:
        """Read a year's sessions."""
        return CtfYearOfAttendance(
            year=self.whole(element, "Year"),
            school=self.school(element),
            possible=self.whole(element, "SessionsPossible"),
            attended=self.whole(element, "SessionsAttended"),
            authorised=self.whole(element, "SessionsAuthorised"),
            unauthorised=self.whole(element, "SessionsUnauthorised"),
        )

    def result(self, stage: str, element: Element) -> CtfResult:
        """Read a result; its value as written, since what it means is decided elsewhere."""
        return CtfResult(
            stage=stage.upper(),
            subject=self.text(element, "Subject").upper(),
            method=self.text(element, "Method").upper(),
            component=self.text(element, "Component").upper(),
            qualifier=self.text(element, "ResultQualifier").upper(),
            result=self.text(element, "Result"),
            year=self.whole(element, "Year"),
            day=self.day(element, "ResultDate"),
            status=self.text(element, "ResultStatus").upper(),
            locale=self.text(element, "Locale").upper(),
        )

    def text(self, element: Element, path: str) -> str:
        """Give the text of an element below this one; empty where there is none."""
        found = element.find(path)
        return "" if found is None else self.own_text(found)

    def own_text(self, element: Element) -> str:
        """Give an element's text, its runs of blanks as one."""
        written = " ".join((element.text or "").split())
        if len(written) > _LONGEST:
            self.leave_out(element.tag, f"{written[:20]}\u2026", "text of reasonable length")
            return ""
        return written

    def day(self, element: Element, path: str) -> date | None:
        """Read a date, ISO as the DfE writes it or day first."""
        written = self.text(element, path)
        day = as_date(written)
        if isinstance(day, Unreadable):
            self.leave_out(path, written, "a date")
            return None
        return day

    def whole(self, element: Element, path: str) -> int | None:
        """Read a whole number, not below 0."""
        written = self.text(element, path)
        if not written:
            return None
        if written.isascii() and written.isdigit() and len(written) <= 6:  # noqa: PLR2004 - no count of a school is longer
            return int(written)
        self.leave_out(path, written, "a whole number")
        return None

    def truth(self, element: Element, path: str) -> bool | None:
        """Read true or false, in the ways that XML and schools write them."""
        written = self.text(element, path).casefold()
        if written in _TRUE:
            return True
        if written and written not in _FALSE:
            self.leave_out(path, written, "true or false")
        return False if written in _FALSE else None

    def leave_out(self, path: str, written: str, wanted: str) -> None:
        """Remember a value that cannot be read."""
        if len(self.problems) < _NAMED_PROBLEMS:
            where = f"{self.name}, pupil {self.place}" if self.place else f"{self.name}, header"
            self.problems.append(
                Problem(
                    "ctf-value-not-read",
                    where,
                    f"{path.rpartition('/')[2]} \u201c{written}\u201d is not {wanted}; "
                    "it was left out.",
                )
            )
