"""``new``: a workbook for a school, from the template."""

from __future__ import annotations

import shutil
import tempfile
from datetime import date
from importlib import resources
from pathlib import Path

from ppm_xl.actions import Outcome
from ppm_xl.book.draft import Draft
from ppm_xl.desk import Desk
from ppm_xl.errors import FileError
from ppm_xl.schema import HALF_TERMS
from ppm_xl.school.calendar import (
    Calendar,
    HalfTerm,
    parse_half_term,
    school_year_of,
    usual_dates,
)

NAME = "workbook_template.xlsm"


def template_path() -> Path:
    """Find the template: in the installed package, else in the checkout beside it.

    Raises
    ------
    FileError
        Where neither has it.
    """
    package = resources.files("ppm_xl")
    for place in (package / NAME, package.joinpath("..", NAME)):
        found = Path(str(place)).resolve()
        if found.is_file():
            return found
    raise FileError("ppm-xl's own workbook template is missing.", "Install ppm-xl again.")


def run(
    path: Path, desk: Desk, today: date, *, school: str = "", half_term: str | None = None
) -> Outcome:
    """Make a new workbook at ``path``; an existing file is never replaced.

    Parameters
    ----------
    half_term
        Where to start, such as ``Autumn 1 2026-27``; without it, the half-term of today's
        school year that began last.

    Raises
    ------
    FileError
        Where there is a file already, or the folder is missing or cannot be written.
    """
    from ppm_xl.book.file import FileBook

    path = path.absolute()
    if path.suffix.lower() != ".xlsm":
        raise FileError(
            f"“{path.name}” does not end in .xlsm.", "Give the new workbook a name ending in .xlsm."
        )
    start = parse_half_term(half_term, school_year_of(today)) if half_term else None
    try:
        if path.exists():
            raise FileError(
                f"There is already a file “{path.name}” there.",
                "Choose another name; it was not touched.",
            )
        if not path.parent.is_dir():
            raise FileError(f"There is no folder “{path.parent}”.", "Make the folder first.")
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=".ppm-xl-") as scratch:
            draft_path = Path(scratch) / path.name
            shutil.copyfile(template_path(), draft_path)
            book = FileBook(draft_path)
            draft = Draft(book.read())
            _fill(draft, start, today, school)
            book.apply(draft.changes())
            draft_path.rename(path)
    except OSError:
        raise FileError(
            f"“{path.name}” cannot be made in the folder “{path.parent}”.",
            "Choose a shorter name, or a folder of your own.",
        ) from None
    said = (f"Made {path.name}.", "Next: import the pupil list from your MIS.")
    desk.tell(*said)
    return Outcome(ok=True, said=said, files=(str(path),))


def _fill(draft: Draft, start: HalfTerm | None, today: date, school: str) -> None:
    year = start.school_year if start else school_year_of(today)
    periods = usual_dates(year)
    begun = Calendar(periods).last_begun(today)
    first = start or begun or HalfTerm(year, HALF_TERMS[0])
    for period in periods:
        draft.put(
            "Calendar",
            {
                "School year": period.half_term.school_year,
                "Half-term": period.half_term.name,
                "Starts": period.starts,
                "Ends": period.ends,
                "Collects": "marks, progress, attendance",
                "Meeting": "Y",
                "Conversation": "Y",
                "Report": "Y",
            },
        )
    draft.put("Working", {"What": "School year", "Value": first.school_year})
    draft.put("Working", {"What": "Half-term", "Value": first.name})
    if school:
        draft.put("School", {"What": "Name", "Value": school})
