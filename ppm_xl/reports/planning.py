"""The plan of ``family-reports``: a page for every child, one PDF a child and one a class."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ppm_xl.book.tables import Cell
from ppm_xl.errors import DataError, Problem, Severity, worst_first
from ppm_xl.plan import Page, Paper, Plan
from ppm_xl.reports.check_rows import WORDS, check_changes, not_complete, said_of
from ppm_xl.reports.checklist import Checklist, Line
from ppm_xl.reports.class_papers import class_papers, when_home
from ppm_xl.reports.family import tongue_for, written
from ppm_xl.reports.filing import PREVIEW, file_stem, pupil_paths
from ppm_xl.reports.languages import in_english_instead
from ppm_xl.reports.page import TEMPLATE, page_of
from ppm_xl.reports.privacy import Gate, TextToPass
from ppm_xl.reports.superseded import classes_of
from ppm_xl.reports.wording import Wording, class_label
from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.cells import number, text
from ppm_xl.school.model import Pupil, School
from ppm_xl.sentences import counted
from ppm_xl.status.pupils import status_of


@dataclass(frozen=True, slots=True)
class Written:
    """The reports of some children, before they are papers.

    Attributes
    ----------
    pages
        Each child's, by UPN.
    problems
        What a person should look at, child by child.
    lines
        The checklist's.
    """

    pages: Mapping[str, Page]
    problems: tuple[Problem, ...]
    lines: tuple[Line, ...]


def plan_family_reports(
    school: School, half_term: HalfTerm, today: date, class_name: str = "", upn: str = ""
) -> Plan:
    """Plan the reports of the whole school, of one class, or of one child.

    A child whose ``Report copies`` is 0 is held for the head: their page lies apart and is not
    in the class's PDF, which holds every other child's as often as it says. What a person should
    look at first is listed on the sheet Reports, and stops nothing.

    Raises
    ------
    DataError
        Where there is nobody to report on.
    """
    pupils = whom(school, half_term, today, class_name, upn)
    others = [pupil for pupil in school.on_roll(today) if pupil not in pupils]
    paths = pupil_paths(half_term, (*pupils, *others), classes_of(school))
    made = write_reports(school, half_term, today, pupils)
    papers = [
        Paper(paths[pupil.upn], title_of(school, pupil, half_term), (made.pages[pupil.upn],))
        for pupil in pupils
    ]
    not_done = not_complete(school.tables, half_term, made.lines)
    if not upn:
        papers.extend(class_papers(school, half_term, today, pupils, made.pages, not_done))
    problems = [*_told(made.problems), *_held(school, pupils)]
    problems.extend(in_english_instead(school, pupils))
    if not upn:
        problems.extend(_without_upn(school, today))
    if not school.settings.school.get("Name"):
        problems.append(_no_name(school))
    problems.extend(_nothing_written(school, half_term, pupils))
    said = [
        *_said(pupils, half_term, papers, problems),
        said_of(not_done, school.tables),
        *when_home(school, half_term, today, pupils),
    ]
    return Plan(
        changes=check_changes(school.tables, half_term, pupils, made.lines),
        papers=tuple(papers),
        problems=worst_first(problems),
        said=tuple(line for line in said if line),
    )


def plan_check(school: School, half_term: HalfTerm, today: date, class_name: str = "") -> Plan:
    """Plan the checklist alone: what :func:`plan_family_reports` would list, and no paper.

    Raises
    ------
    DataError
        Where there is nobody to report on.
    """
    pupils = whom(school, half_term, today, class_name, "")
    made = write_reports(school, half_term, today, pupils)
    not_done = not_complete(school.tables, half_term, made.lines)
    looked = f"Looked at {counted(len(pupils), 'report')} for {half_term}; none was written."
    counts = Counter(line.severity for line in made.lines)
    listed = [
        f"{counts[severity]} {words.lower()}"
        for severity, words in WORDS.items()
        if counts[severity]
    ]
    said = (
        looked,
        said_of(not_done, school.tables) or "Every report is complete.",
        f"On the list: {', '.join(listed)}." if listed else "",
        *when_home(school, half_term, today, pupils),
    )
    return Plan(
        changes=check_changes(school.tables, half_term, pupils, made.lines),
        problems=worst_first([*_told(made.problems), *_without_upn(school, today)]),
        said=tuple(line for line in said if line),
    )


def plan_preview(school: School, half_term: HalfTerm, today: date, upn: str) -> Plan:
    """Plan one child's report to look at: apart from those that go home, and with no list.

    Raises
    ------
    DataError
        Where the child is neither on roll nor was in the half-term.
    """
    pupils = whom(school, half_term, today, "", upn)
    made = write_reports(school, half_term, today, pupils)
    [pupil] = pupils
    count = sum(line.severity > Severity.NOTE for line in made.lines)
    to_do = f" {counted(count, 'thing')} to look at first." if count else ""
    name = f"{file_stem(pupil)}.pdf"
    return Plan(
        papers=(
            Paper((PREVIEW, name), title_of(school, pupil, half_term), (made.pages[pupil.upn],)),
        ),
        problems=worst_first(_told(made.problems)),
        said=(f"The report of {pupil.name} for {half_term}, to look at.{to_do}",),
    )


def write_reports(
    school: School, half_term: HalfTerm, today: date, pupils: Sequence[Pupil]
) -> Written:
    """Write the reports of some children, and look at each."""
    gate, checklist = Gate(school), Checklist(school, half_term)
    pages: dict[str, Page] = {}
    problems: list[Problem] = []
    lines: list[Line] = []
    for pupil in pupils:
        report, found = written(school, status_of(school, pupil, half_term), today, gate)
        pages[pupil.upn] = page_of(report)
        problems.extend(found)
        lines.extend(checklist.lines(pupil, report, found))
    return Written(pages, tuple(problems), tuple(lines))


def _told(problems: Sequence[Problem]) -> list[Problem]:
    """Leave out what a person has passed."""
    return [p for p in problems if not (isinstance(p, TextToPass) and p.passed)]


def whom(
    school: School, half_term: HalfTerm, today: date, class_name: str, upn: str
) -> tuple[Pupil, ...]:
    """Give the pupils to report on; by name also one who has left, for a half-term they were in."""
    if upn:
        pupil = school.pupils.get(upn.strip().upper())
        if pupil is None or not (pupil.on_roll(today) or school.was_here(pupil, half_term)):
            raise DataError(
                f"There is no pupil on roll with the UPN “{upn}”.",
                "Look it up on the sheet Pupils.",
            )
        if class_name not in {"", pupil.class_name}:
            raise DataError(
                f"{pupil.name} is not in {class_label(class_name)}.",
                "Name the child alone, or the class alone.",
            )
        return (pupil,)
    pupils = school.on_roll(today, class_name)
    if not pupils:
        where = f" in {class_label(class_name)}" if class_name else ""
        raise DataError(f"There is no pupil on roll{where}.", "Import the pupils first.")
    order = {name: place for place, name in enumerate(school.classes_on_roll(today))}
    return tuple(sorted(pupils, key=lambda p: order.get(p.class_name, len(order))))


def title_of(school: School, pupil: Pupil, half_term: HalfTerm) -> str:
    """Give the title of a child's report, which readers of PDFs show and say."""
    wording = Wording(school.settings.words, pupil.first_name, tongue_for(school, pupil))
    when = wording.half_term(half_term, HalfTerm("", half_term.name))
    return f"{wording.say('Report: title')}: {pupil.first_name} {pupil.surname}, {when}"


def _held(school: School, pupils: Sequence[Pupil]) -> list[Problem]:
    return [
        Problem(
            "held-for-the-head",
            f"{pupil.name}, Report copies",
            f"The report of {pupil.name} is held for the head and is not in the class PDF"
            f"{_why_held(school, pupil)}.",
            severity=Severity.NOTE,
        )
        for pupil in pupils
        if not pupil.report_copies
    ]


def _why_held(school: School, pupil: Pupil) -> str:
    typed = school.tables["Pupils"].get((pupil.upn,), "Report copies")
    if typed is None or number(typed) is not None:
        return ""
    return f": “{text(typed)}” is not a number of copies"


def _without_upn(school: School, today: date) -> list[Problem]:
    """Name children of the sheet Pupils whom nothing can be made for."""
    names = [
        f"{text(row.get('Forename'))} {text(row.get('Surname'))}".strip()
        for row in school.tables["Pupils"].records()
        if not text(row.get("UPN")) and not _has_left(row.get("Left"), today)
    ]
    return [
        Problem(
            "no-upn",
            f"Pupils, {name}, UPN",
            f"{name} has no UPN, so there is no report.",
            "Type it on the sheet Pupils, and make the reports again.",
            Severity.ERROR,
        )
        for name in names
        if name
    ]


def _has_left(left: Cell, today: date) -> bool:
    return isinstance(left, date) and left <= today


def _no_name(school: School) -> Problem:
    return Problem(
        "no-school-name",
        "Settings, School",
        f"The school's name is missing: reports say “{school.settings.school_name}”.",
        "Type it in Settings, and make the reports again.",
    )


def _nothing_written(school: School, half_term: HalfTerm, pupils: Sequence[Pupil]) -> list[Problem]:
    """Say, class by class, for how many children nobody has written anything yet."""
    missing: dict[str, int] = {}
    for pupil in pupils:
        row = school.judgements.get((half_term, pupil.upn))
        if row is None or not row.for_the_family:
            missing[pupil.class_name] = missing.get(pupil.class_name, 0) + 1
    return [
        Problem(
            "nothing-for-the-family",
            f"Assessments, For the family, {class_label(name) or 'no class'}",
            f"Nothing is written for {counted(count, 'family', 'families')} of "
            f"{class_label(name) or 'no class'} yet.",
            "Fill the column For the family, if the school wants one on every report.",
            Severity.NOTE,
        )
        for name, count in missing.items()
    ]


def _said(
    pupils: Sequence[Pupil],
    half_term: HalfTerm,
    papers: Sequence[Paper],
    problems: Sequence[Problem],
) -> list[str]:
    classes = sum(paper.pages[0].template == TEMPLATE for paper in papers) - len(pupils)
    text = f"{counted(len(pupils), 'report')} for {half_term}"
    if classes:
        text += f", and {counted(classes, 'PDF')} for the printer, one a class"
    said = [f"{text}."]
    held = sum(not pupil.report_copies for pupil in pupils)
    if held:
        verb = "is" if held == 1 else "are"
        said.append(f"{held} of them {verb} held for the head.")
    for code, words in (
        ("red-without-action", "printed the standard action, as a Red had none of the school's"),
        ("names-another-pupil", "left out text that seems to name another child"),
        ("names-a-flag", "left out text that seems to name a matter for staff only"),
        ("text-cut", "had text too long for one page"),
    ):
        whom = {p.where.split(",")[0] for p in problems if p.code == code}
        if whom:
            said.append(f"{counted(len(whom), 'report')} {words}.")
    return said
