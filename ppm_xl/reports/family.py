"""What one family reads: a page that can hold nothing but what is theirs to see.

The page model has no field for Pupil Premium, free meals, SEND, care, staff notes, owners of
actions or any other child, so none of these can reach paper through it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from ppm_xl.errors import Problem
from ppm_xl.printable import readable
from ppm_xl.reports.agreed import Agreed, agreed_for
from ppm_xl.reports.beside import Logo
from ppm_xl.reports.choices import choices_for, without_attendance
from ppm_xl.reports.every_day import Measure, attendance_of, measures_of
from ppm_xl.reports.learning import Area, Subject, areas_of, subjects_of
from ppm_xl.reports.own_pages import OwnPages
from ppm_xl.reports.privacy import Gate, text_to_pass
from ppm_xl.reports.record import Record, record_of
from ppm_xl.reports.room import (
    SMALLEST,
    USUAL,
    Cut,
    Typed,
    cut_to_one_page,
    fixed_height,
    has_much_text,
)
from ppm_xl.reports.tongues import ENGLISH, Tongue, tongue_called
from ppm_xl.reports.wording import Wording
from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.model import Judgement, Pupil, School
from ppm_xl.status.pupils import PupilStatus


@dataclass(frozen=True, slots=True)
class FamilyReport:
    """One child's page.

    Attributes
    ----------
    subjects, areas
        The one or the other: subjects in Years 1 to 6, areas of learning in Reception.
    went_well
        What the teacher wrote for the family, or the school's words where nothing is written.
    own_words
        The child's, only where they are shared.
    see_you
        A sentence with the next date; empty where no date is known.
    much_text
        Whether the page may have to be set smaller than usual.
    record
        What the second page says; None where there is only one, or the school's own follow.
    """

    school: str
    headteacher: str
    contact: tuple[str, ...]
    child: str
    about_the_child: tuple[str, ...]
    teacher: str
    half_term: str
    date: str
    wording: Wording
    subjects: tuple[Subject, ...]
    areas: tuple[Area, ...]
    attendance: Measure | None
    measures: tuple[Measure, ...]
    went_well: str
    agreed: Agreed
    own_words: str
    see_you: str
    much_text: bool = False
    newcomer: str = ""
    """In place of a table in which nothing is judged yet."""
    record: Record | None = None
    logo: Logo | None = None
    own_pages: OwnPages | None = None
    """The school's own, in place of the record."""

    @property
    def hello(self) -> str:
        """The sentence under the name."""
        return self.wording.say("Report: hello")


def family_report(school: School, status: PupilStatus, today: date) -> FamilyReport:
    """Write one child's page.

    See Also
    --------
    written : The same with what was left out, cut or missing.
    """
    return written(school, status, today, Gate(school))[0]


def written(
    school: School,
    status: PupilStatus,
    today: date,
    gate: Gate,
    *,
    logo: Logo | None = None,
    own_pages: OwnPages | None = None,
) -> tuple[FamilyReport, tuple[Problem, ...]]:
    """Write one child's page, and say what a person should look at before it goes home.

    Parameters
    ----------
    status
        Where the child stands in the half-term of the report.
    gate
        Knows the names in the school; made once for all reports.
    own_pages
        What goes behind the page in place of the tracking record.
    """
    pupil, now = status.pupil, status.half_term
    wording = Wording(school.settings.words, pupil.first_name, tongue_for(school, pupil))
    row = school.judgements.get((now, pupil.upn)) or Judgement(now, pupil.upn)
    problems: list[Problem] = []

    def passed(text: str, column: str) -> str:
        """Give a typed text if it may go home or a person passed it, else nothing, and list it."""
        text = readable(text).strip()  # a sign within a name must not hide it
        code = gate.refuses(text, pupil) if text else ""
        if not code:
            return text
        found = text_to_pass(code, pupil, column, text, passed=gate.was_passed(text, pupil))
        problems.append(found)
        return text if found.passed else ""

    early = school.settings.has_areas(pupil.year)
    choices = choices_for(school.report_choices, pupil, now, passed)
    if choices.leaves_out("Attendance") or choices.sentence("Attendance"):
        problems.append(without_attendance(pupil))
    subjects = () if early else tuple(subjects_of(school, status, wording, choices))
    attendance = attendance_of(school, row, status.attendance, wording, choices)
    measures = tuple(measures_of(school, row, status, wording, choices))
    actions = agreed_for(
        school,
        pupil,
        now,
        today,
        wording,
        passed,
        subjects=subjects,
        measures=(attendance, *measures),
    )
    problems.extend(actions.problems)
    went_well = passed(row.for_the_family, "For the family")
    own_words = passed(row.childs_words, "Child's words") if row.share_childs_words else ""
    settings = school.settings
    report = FamilyReport(
        school=settings.school_name,
        headteacher=settings.school.get("Headteacher", ""),
        contact=tuple(
            settings.school[name]
            for name in ("Address", "Telephone", "Email", "Website")
            if settings.school.get(name)
        ),
        child=f"{pupil.first_name} {pupil.surname}".strip(),
        about_the_child=tuple(
            part for part in (wording.a_class(pupil.class_name), wording.year(pupil.year)) if part
        ),
        teacher=_teacher(school, pupil),
        half_term=wording.half_term(now, HalfTerm("", now.name)),
        date=f"{wording.tongue.short(today)} {today.year}",
        wording=wording,
        subjects=subjects,
        areas=tuple(areas_of(school, status, wording, choices)) if early else (),
        attendance=attendance,
        measures=measures,
        went_well=went_well or wording.say("Report: nothing written"),
        agreed=actions.agreed,
        own_words=own_words,
        see_you=_see_you(school, now, today, wording),
        record=None
        if own_pages
        else record_of(
            school,
            status,
            wording,
            passed,
            lambda column: problems.append(_cut(Cut(column), pupil)),
            choices,
            today,
        ),
        logo=logo,
        own_pages=own_pages,
    )
    report = replace(report, newcomer=_newcomer(school, pupil, now, report))
    report, cuts = _on_one_page(report)
    problems.extend(_cut(cut, pupil) for cut in cuts)
    return report, tuple(problems)


def _on_one_page(report: FamilyReport) -> tuple[FamilyReport, tuple[Cut, ...]]:
    typed = Typed(report.went_well, report.agreed, report.own_words)
    after, cuts = cut_to_one_page(fixed_height(report, SMALLEST), typed)
    usual = fixed_height(report, USUAL)
    fitted = replace(
        report,
        went_well=after.went_well,
        agreed=after.agreed,
        own_words=after.own_words,
        much_text=has_much_text(usual, after),
    )
    return fitted, cuts


def _newcomer(school: School, pupil: Pupil, now: HalfTerm, report: FamilyReport) -> str:
    """Say that nothing is judged yet: of a child who came this half-term, since when they came."""
    dates = school.settings.calendar.dates(now)
    rows = [told for s in report.subjects for told in (s.attainment, s.progress)]
    rows += [area.now for area in report.areas]
    unknown = report.wording.say("Report: not judged")
    judged = any(told.colour or told.words not in {"", unknown} for told in rows)
    if judged or not rows:
        return ""
    if dates is None or pupil.joined is None or pupil.joined < dates.starts:
        return report.wording.say("Report: nothing judged")
    return report.wording.say("Report: newcomer", date=report.wording.tongue.short(pupil.joined))


def tongue_for(school: School, pupil: Pupil) -> Tongue:
    """Give the language a child's report is in: English until the school had another checked."""
    wanted = tongue_called(pupil.report_language)
    checked = {name.casefold() for name in school.settings.languages_checked}
    return wanted if wanted is not None and wanted.name.casefold() in checked else ENGLISH


def _teacher(school: School, pupil: Pupil) -> str:
    team = school.settings.classes.get(pupil.class_name)
    return team.teacher if team else ""


def _see_you(school: School, now: HalfTerm, today: date, wording: Wording) -> str:
    starts = next_start(school, now, today)
    if starts is None and "{date}" in wording.say("Report: see you"):
        return ""
    return wording.say("Report: see you", date=wording.tongue.long(starts) if starts else "")


def next_start(school: School, now: HalfTerm, today: date) -> date | None:
    """Give the first day of the half-term after this one; None where the Calendar has none."""
    this = school.settings.calendar.dates(now)
    after = max(today, this.ends) if this else today
    return next((p.starts for p in school.settings.calendar.periods if p.starts > after), None)


def _cut(cut: Cut, pupil: Pupil) -> Problem:
    what = "is left out" if cut.whole else "is shortened"
    return Problem(
        "text-cut",
        f"{pupil.name}, {cut.column}",
        f"{cut.column} for {pupil.name} is too long for one page and {what}.",
        "Shorten the text and make the report again.",
    )
