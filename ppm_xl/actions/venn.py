"""``venn``: one diagram as a picture file; the workbook stays as it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from ppm_xl.actions import Outcome
from ppm_xl.actions.carrying_out import class_named, draw, half_term_for
from ppm_xl.actions.guard import was_cut_off
from ppm_xl.book import Book
from ppm_xl.desk import Desk
from ppm_xl.errors import DataError, FileError
from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.checks_of_focus import unreadable_circles
from ppm_xl.school.model import Pupil, School
from ppm_xl.school.reading import read_school
from ppm_xl.sentences import counted
from ppm_xl.status.on_course import on_course
from ppm_xl.venn import from_school
from ppm_xl.venn.cohort import cohort_of
from ppm_xl.venn.measures import of_one_focus
from ppm_xl.venn.sheet import figures_in_words

KINDS = ("png", "svg", "pdf")
NOTHING_EARLIER = "none"
"""What ``--then`` says where a diagram shall be compared with nothing."""


def run(
    book: Book,
    desk: Desk,
    today: date,
    *,
    out: Path,
    class_name: str = "",
    year: str = "",
    group: str = "",
    greater_depth: bool = False,
    half_term: str | None = None,
    then: str | None = None,
) -> Outcome:
    """Draw the diagram of a class, a year group, a year group in a class, or a group.

    Parameters
    ----------
    then
        The half-term to compare with, or :data:`NOTHING_EARLIER`; else the last recorded
        meeting, or the last earlier half-term in which anything is known.

    Raises
    ------
    DataError
        Where nobody is described, or no circles are set up for the pupils' years.
    FileError
        Where the ending is none of png, svg and pdf, or the file cannot be written.
    """
    kind = out.suffix.lower().removeprefix(".")
    if kind not in KINDS:
        raise FileError(
            f"“{out.name}” does not end in .png, .svg or .pdf.", "Give the picture such a name."
        )
    tables = book.read()
    school, _ = read_school(tables)
    when = half_term_for(school, half_term)
    named = class_named(school, class_name, today) if class_name else ""
    whom = cohort_of(school, today, class_name=named, year=year, group=group)
    standard = "greater depth" if greater_depth else "the expected standard"
    venn = from_school.venn_of(
        school,
        whom.pupils,
        when,
        greater_depth=greater_depth,
        then=_then(school, whom.pupils, when, then, greater_depth=greater_depth),
        on_course=() if greater_depth else on_course(school, whom.pupils, when),
    )
    if venn is None:
        raise _none(school, whom.pupils, whom.name, greater_depth=greater_depth)
    inside = from_school.pupils_in_the_venn(school, whom.pupils)
    figures = figures_in_words(school, inside, venn, when, greater_depth=greater_depth)
    title = f"{whom.name}, {when}: {standard}"
    picture = draw(replace(venn, title=title, caption=figures), kind, title)
    _write(picture, out)
    said = [f"Drew {counted(len(venn.members), 'pupil')} of {whom.name} for {when}."]
    if len(of_one_focus(school, whom.pupils)) > 1:
        circles = ", ".join(venn.circles)
        said.append(f"Its year groups have different circles: these are common to all: {circles}.")
    desk.tell(*said)
    problems = (*was_cut_off(tables), *unreadable_circles(school))
    desk.list_problems(problems)
    return Outcome(ok=True, said=tuple(said), problems=problems, files=(str(out.absolute()),))


def _then(
    school: School,
    pupils: tuple[Pupil, ...],
    when: HalfTerm,
    asked: str | None,
    *,
    greater_depth: bool,
) -> from_school.Then | None:
    if not asked:
        return from_school.then_for(school, pupils, when, greater_depth=greater_depth)
    if asked.strip().casefold() == NOTHING_EARLIER:
        return None
    earlier = half_term_for(school, asked)
    found = from_school.then_as_of(school, pupils, earlier, greater_depth=greater_depth)
    if found is None:
        raise DataError(
            f"Nothing is known of these pupils in {earlier}.",
            "Name another half-term to compare with, or none.",
        )
    return found


def _none(
    school: School, pupils: tuple[Pupil, ...], whom: str, *, greater_depth: bool
) -> DataError:
    if greater_depth and from_school.circles_of(school, pupils):
        return DataError(
            f"No circle of {whom} says what greater depth is.",
            "In Settings, Focus, write it as 'scaled score >= 100, greater depth >= 110'.",
        )
    if len(of_one_focus(school, pupils)) > 1:
        return DataError(
            f"The year groups of {whom} have no circle in common.",
            "Draw each year group alone: name it beside the class.",
        )
    return DataError(
        f"No circles are set up for {whom}.",
        "Add its year group to the table Focus in Settings to have a diagram.",
    )


def _write(picture: bytes, out: Path) -> None:
    """Write the file whole or not at all."""
    half_done = out.with_name(f".{out.name}.part")
    try:
        half_done.write_bytes(picture)
        half_done.replace(out)
    except OSError:
        raise FileError(f"“{out}” cannot be written.", "Choose another folder.") from None
