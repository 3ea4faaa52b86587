"""``venn``: one diagram as a picture file; the workbook stays as it is."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from ppm_xl.actions import Outcome
from ppm_xl.actions.carrying_out import class_named, draw, half_term_for
from ppm_xl.actions.guard import was_cut_off
from ppm_xl.book import Book
from ppm_xl.desk import Desk
from ppm_xl.errors import DataError, FileError
from ppm_xl.school.reading import read_school
from ppm_xl.school.spelling import year_group
from ppm_xl.sentences import counted
from ppm_xl.venn import from_school

KINDS = ("png", "svg", "pdf")


def run(
    book: Book,
    desk: Desk,
    today: date,
    *,
    out: Path,
    class_name: str = "",
    year: str = "",
    greater_depth: bool = False,
    half_term: str | None = None,
) -> Outcome:
    """Draw the diagram of a class or of a year group.

    Raises
    ------
    DataError
        Where no circles are set up for the pupils' years.
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
    if class_name:
        class_name = class_named(school, class_name, today)
        pupils, whom = school.on_roll(today, class_name), class_name
        then = from_school.then_of(school, class_name, when, greater_depth=greater_depth)
    else:
        year = year_group(year)
        pupils = tuple(p for p in school.on_roll(today) if p.year == year)
        whom = "Reception" if year == "R" else f"Year {year}"
        then = None
        if not pupils:
            do = "Name another year group." if school.on_roll(today) else "Import the pupils first."
            raise DataError(f"There is no pupil in {whom} on roll.", do)
    venn = from_school.venn_of(school, pupils, when, greater_depth=greater_depth, then=then)
    if venn is None:
        raise DataError(
            f"No circles are set up for {whom}.",
            "Add its year group to the table Focus in Settings to have a diagram.",
        )
    standard = "greater depth" if greater_depth else "the expected standard"
    picture = draw(venn, kind, f"{whom}, {when}, {standard}")
    half_done = out.with_name(f".{out.name}.part")
    try:
        half_done.write_bytes(picture)
        half_done.replace(out)
    except OSError:
        raise FileError(f"“{out}” cannot be written.", "Choose another folder.") from None
    said = (f"Drew {counted(len(venn.members), 'pupil')} of {whom} for {when}.",)
    desk.tell(*said)
    problems = was_cut_off(tables)
    desk.list_problems(problems)
    return Outcome(ok=True, said=said, problems=problems, files=(str(out.absolute()),))
