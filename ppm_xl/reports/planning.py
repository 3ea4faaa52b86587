"""The plan of ``family-reports``: a page for every child, one PDF a child and one a class."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ppm_xl.errors import DataError, Problem, Severity, worst_first
from ppm_xl.plan import Page, Paper, Plan, SchoolPage
from ppm_xl.reports.beside import NOTHING, Beside, OwnFile
from ppm_xl.reports.check_rows import WORDS, check_changes, not_complete, said_of
from ppm_xl.reports.checklist import Checklist, Line, of_the_folder
from ppm_xl.reports.class_papers import class_papers, when_home
from ppm_xl.reports.family import tongue_for, written
from ppm_xl.reports.filing import PREVIEW, pupil_paths
from ppm_xl.reports.languages import in_english_instead
from ppm_xl.reports.own_pages import OwnPagesOf, is_shared
from ppm_xl.reports.page import TEMPLATE, own_page_name, page_of
from ppm_xl.reports.privacy import Gate, TextToPass
from ppm_xl.reports.whole_school import held, no_name, no_next_date, nothing_written, without_upn
from ppm_xl.reports.wording import Wording, class_label
from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.folders import file_stem
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
        The checklist's: one that many children have stands there once.
    of_each
        Every child's own.
    said
        What became of the school's own PDFs, where somebody has yet to look at any.
    """

    pages: Mapping[str, Page]
    problems: tuple[Problem, ...]
    lines: tuple[Line, ...]
    of_each: tuple[Line, ...]
    said: str = ""


def plan_family_reports(
    school: School,
    half_term: HalfTerm,
    today: date,
    class_name: str = "",
    upn: str = "",
    *,
    beside: Beside = NOTHING,
) -> Plan:
    """Plan the reports of the whole school, of one class, or of one child.

    A child whose ``Report copies`` is 0 is held for the head: their page lies apart and is not
    in the class's PDF, which holds every other child's as often as it says. What a person should
    look at first is listed on the sheet Reports, and stops nothing.

    Parameters
    ----------
    beside
        The school's logo and its own PDFs.

    Raises
    ------
    DataError
        Where there is nobody to report on.
    """
    pupils = whom(school, half_term, today, class_name, upn)
    others = [pupil for pupil in school.on_roll(today) if pupil not in pupils]
    paths = pupil_paths(half_term, (*pupils, *others), school.class_names)
    made = write_reports(school, half_term, today, pupils, beside)
    papers = [
        Paper(paths[pupil.upn], title_of(school, pupil, half_term), (made.pages[pupil.upn],))
        for pupil in pupils
    ]
    not_done = not_complete(school.tables, half_term, made.of_each)
    if not upn:
        papers.extend(class_papers(school, half_term, today, pupils, made.pages, not_done))
    problems = [*_told(made.problems), *held(school, pupils)]
    problems.extend(in_english_instead(school, pupils))
    if not upn:
        problems.extend(without_upn(school, today))
    if not school.settings.school.get("Name"):
        problems.append(no_name(school))
    problems.extend(no_next_date(school, half_term, today))
    problems.extend(nothing_written(school, half_term, pupils))
    said = [
        *_said(pupils, half_term, papers, problems),
        made.said,
        said_of(not_done, school.tables),
        *when_home(school, half_term, today, pupils),
    ]
    return Plan(
        changes=check_changes(school.tables, half_term, pupils, made.lines),
        papers=tuple(papers),
        problems=worst_first(problems),
        said=tuple(line for line in said if line),
    )


def plan_check(
    school: School,
    half_term: HalfTerm,
    today: date,
    class_name: str = "",
    *,
    beside: Beside = NOTHING,
) -> Plan:
    """Plan the checklist alone: what :func:`plan_family_reports` would list, and no paper.

    Raises
    ------
    DataError
        Where there is nobody to report on.
    """
    pupils = whom(school, half_term, today, class_name, "")
    made = write_reports(school, half_term, today, pupils, beside)
    not_done = not_complete(school.tables, half_term, made.of_each)
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
        problems=worst_first([*_told(made.problems), *without_upn(school, today)]),
        said=tuple(line for line in said if line),
    )


def plan_preview(
    school: School, half_term: HalfTerm, today: date, upn: str, *, beside: Beside = NOTHING
) -> Plan:
    """Plan one child's report to look at: apart from those that go home, and with no list.

    Raises
    ------
    DataError
        Where the child is neither on roll nor was in the half-term.
    """
    pupils = whom(school, half_term, today, "", upn)
    made = write_reports(school, half_term, today, pupils, beside)
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
    school: School,
    half_term: HalfTerm,
    today: date,
    pupils: Sequence[Pupil],
    beside: Beside = NOTHING,
) -> Written:
    """Write the reports of some children, and look at each and at what lies beside them."""
    gate, checklist = Gate(school), Checklist(school, half_term, today)
    own = OwnPagesOf(school, beside, today)
    pages: dict[str, Page] = {}
    problems: list[Problem] = []
    lines: list[Line] = []
    shared: set[str] = set()
    for pupil in pupils:
        own_pages, file, about_it = own.of(pupil)
        report, found = written(
            school,
            status_of(school, pupil, half_term),
            today,
            gate,
            logo=beside.logo,
            own_pages=own_pages,
        )
        page = page_of(report)
        pages[pupil.upn] = _with_own_pages(page, file) if file else page
        problems.extend(found)
        problems.extend(p for p in about_it if not is_shared(p) or p.message not in shared)
        shared.update(p.message for p in about_it if is_shared(p))
        lines.extend(checklist.lines(pupil, report, (*found, *about_it)))
    of_the_files = (*beside.problems, *own.told())
    problems.extend(of_the_files)
    lines.extend(of_the_folder(of_the_files))
    once = {line.ident(half_term): line for line in reversed(lines)}
    listed = tuple(reversed(once.values()))
    return Written(pages, tuple(problems), listed, tuple(lines), own.said())


def _with_own_pages(page: Page, file: OwnFile) -> Page:
    """Say where the pages lie for which a report keeps a place."""
    behind = {
        own_page_name(file.fingerprint, place): SchoolPage(file.path, place, file.fingerprint)
        for place in range(len(file.sizes))
    }
    return replace(page, behind=behind)


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
    kept = sum(not pupil.report_copies for pupil in pupils)
    if kept:
        verb = "is" if kept == 1 else "are"
        said.append(f"{kept} of them {verb} held for the head.")
    for code, words in (
        ("red-without-action", "printed the standard action, as a Red had none of the school's"),
        ("names-another-pupil", "left out text that seems to name another child"),
        ("names-a-flag", "left out text that seems to name a matter for staff only"),
        ("text-cut", "had text too long for one page"),
        ("more-than-two-pages", "had more than two pages"),
    ):
        whom = {p.where.split(",")[0] for p in problems if p.code == code}
        if whom:
            said.append(f"{counted(len(whom), 'report')} {words}.")
    return said
