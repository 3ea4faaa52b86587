"""``check``: what is missing or odd. The command writes nothing; the button fills a sheet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from ppm_xl import schema
from ppm_xl.actions import Outcome
from ppm_xl.actions.guard import was_cut_off
from ppm_xl.book import Book
from ppm_xl.book.change import Change
from ppm_xl.book.draft import Draft
from ppm_xl.book.tables import Cell, Tables
from ppm_xl.desk import Desk
from ppm_xl.errors import Problem, Severity, worst_first
from ppm_xl.school.checks import check_school
from ppm_xl.school.places import address
from ppm_xl.school.reading import read_school
from ppm_xl.sentences import counted
from ppm_xl.targets.pointed_out import check_targets

WORDS: Final = {
    Severity.ERROR: "Put right",
    Severity.WARNING: "Look at",
    Severity.NOTE: "Still to do",
}
"""How serious a line is, as the sheet Check says it."""
MOST: Final = 500
"""Lines on the sheet; nobody reads further before putting the first ones right."""
_WORST: Final = 3
"""How many the message box names."""
WHERE: Final = "The whole list is on the sheet Check."


def run(book: Book, desk: Desk, today: date, *, on_sheet: bool = False) -> Outcome:
    """List findings, worst first; finding some is a success.

    Parameters
    ----------
    on_sheet
        Whether to write the whole list on the sheet Check, as the button does, and tell only
        the worst. It is no step to undo: pressing again lists anew.

    Raises
    ------
    FileError
        Where the list cannot be written.
    """
    tables = book.read()
    school, unreadable = read_school(tables)
    found = (*check_school(school, unreadable, today), *check_targets(school, today))
    problems = (*was_cut_off(tables), *worst_first(found))
    many = counted(len(problems), "thing")
    said: tuple[str, ...] = (f"{many} to look at." if problems else "Nothing is missing or odd.",)
    changes: tuple[Change, ...] = ()
    if on_sheet:
        draft = Draft(tables)
        draft.replace_rows("CheckList", _rows(tables, problems, "check", today))
        _note_the_day(draft, today)
        changes = draft.changes()
        book.apply(changes)
    if on_sheet and len(problems) > _WORST:
        desk.tell(f"{said[0]} The worst:")
        desk.list_problems(problems[:_WORST])
    else:
        desk.tell(*said)
        desk.list_problems(problems)
    if on_sheet and problems:
        said = (*said, WHERE)
        desk.tell("", WHERE)
    return Outcome(ok=True, said=said, changes=changes, problems=problems)


def put_on_sheet(book: Book, problems: Sequence[Problem], action: str, today: date) -> None:
    """Write on the sheet Check what another action found, where it is too much for its box.

    Raises
    ------
    FileError
        Where the list cannot be written.
    """
    tables = book.read()
    draft = Draft(tables)
    draft.replace_rows("CheckList", _rows(tables, worst_first(tuple(problems)), action, today))
    book.apply(draft.changes())


def _note_the_day(draft: Draft, today: date) -> None:
    here = [button.action for button in schema.buttons_on("Home")].index("check")
    if here < len(draft.tables()["HomeSteps"].rows):
        draft.set("HomeSteps", here, "Last done", f"{today:%d/%m/%Y}")


def _rows(
    tables: Tables, problems: Sequence[Problem], action: str, today: date
) -> Iterator[dict[str, Cell]]:
    words = next(button.words for button in schema.BUTTONS if button.action == action)
    found_by = f"{words}, {today:%d/%m/%Y}"
    for number, problem in enumerate(problems[:MOST], start=1):
        yield {
            "No": number,
            "How serious": WORDS[problem.severity],
            "Where": problem.where,
            "What is wrong": problem.message,
            "What to do": problem.do or None,
            "Found by": found_by,
            "Cell": address(tables, problem.spot) or None,
        }
    if len(problems) > MOST:
        yield {
            "No": MOST + 1,
            "What is wrong": f"… and {len(problems) - MOST} more.",
            "What to do": f"Put these right, then press {words} again.",
            "Found by": found_by,
        }
