"""``import --apply``: makes the changes of the list on the sheet Import, as decided there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Final

from ppm_xl.actions import Outcome
from ppm_xl.actions.carrying_out import carry_out, half_term_for
from ppm_xl.actions.import_files import make, outcome_of
from ppm_xl.actions.pressing import words_of
from ppm_xl.book import Book
from ppm_xl.book.draft import Draft
from ppm_xl.book.tables import Cell, Tables
from ppm_xl.desk import Desk
from ppm_xl.desk.quiet import QuietDesk
from ppm_xl.errors import DataError, FileError
from ppm_xl.mis.answers import Decision
from ppm_xl.mis.heading_lines import corrections
from ppm_xl.mis.import_list import what_changed_since
from ppm_xl.mis.list_words import listed_lines
from ppm_xl.mis.listed_files import ListedFile, read_listed
from ppm_xl.mis.planning import ImportPlan, Request, plan_import
from ppm_xl.mis.reading import load
from ppm_xl.plan import Plan
from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.reading import read_school
from ppm_xl.sentences import counted, listed

_AGAIN: Final = f"Nothing was imported: press “{words_of('import_files')}” again."


def run(book: Book, desk: Desk, today: date, *, dry_run: bool = False) -> Outcome:
    """Read the listed files again, see that nothing has changed since, and make the changes.

    What says Yes is done and becomes ``Done``; No and Undecided stay on the list. Where a heading
    was put right on the list, it is remembered and the list made anew instead: nobody has seen
    yet what it would change.

    Raises
    ------
    DataError
        Where there is no list, or a file or a cell has changed since it was made.
    FileError
        Where a file cannot be read any more.
    """
    tables = book.read()
    files = read_listed(tables["ImportFiles"])
    if not files:
        raise DataError(
            "There is no list to import from.",
            f"Press “{words_of('import_files')}” on Home and choose the files.",
        )
    requests = [_again(file) for file in files]
    school, _ = read_school(tables)
    working = half_term_for(school, None)
    plan = _planned(tables, requests, files, working)
    records = list(tables["ImportList"].records())
    rows = corrections(records, plan.files, school.settings.subjects)
    if rows:
        return _with_headings(
            rows, tables, requests, files, working, book, desk, today, dry_run=dry_run
        )
    changed = what_changed_since(records, plan.lines, {file.name for file in plan.files})
    if changed:
        raise DataError(f"{changed} since the list was made.", _AGAIN)
    desk.tell(*plan.summary())
    desk.detail(*listed_lines(plan.lines))
    changes = plan.with_list(done=True)
    if dry_run or not changes:
        closing = "Nothing was changed." if dry_run else _nothing(plan)
        desk.tell(closing)
        return outcome_of(plan, ok=True, closing=closing)
    return make(plan, changes, book, desk, today, action="apply_import")


def _again(file: ListedFile) -> Request:
    """Read a listed file again.

    Raises
    ------
    DataError
        Where its bytes are others than when the list was made.
    FileError
        Where it is not there any more.
    """
    path = Path(file.path)
    if not path.exists():
        raise FileError(
            f"{path.name} is no longer in {path.parent}.",
            f"Put it back, or press “{words_of('import_files')}” again.",
        )
    export = load(path)
    if export.digest != file.digest:
        raise DataError(f"{path.name} has changed since the list was made.", _AGAIN)
    return Request(export, file.kind, file.path)


def _planned(
    tables: Tables,
    requests: Sequence[Request],
    files: Sequence[ListedFile],
    working: HalfTerm,
) -> ImportPlan:
    return plan_import(
        tables,
        requests,
        files[0].listed_on,
        working,
        half_term=files[0].half_term,
        full=files[0].full,
    )


def _nothing(plan: ImportPlan) -> str:
    undecided = sum(line.decision is Decision.UNDECIDED for line in plan.lines)
    if undecided:
        return "No line that is left says Yes: nothing was imported."
    return "Everything on the list is done: nothing was imported."


def _with_headings(
    rows: Sequence[Mapping[str, Cell]],
    tables: Tables,
    requests: Sequence[Request],
    files: Sequence[ListedFile],
    working: HalfTerm,
    book: Book,
    desk: Desk,
    today: date,
    *,
    dry_run: bool,
) -> Outcome:
    """Remember what a person says of headings, and list anew what the files then change."""
    draft = Draft(tables)
    for row in rows:
        draft.put("Headings", row)
    plan = _planned(draft.tables(), requests, files, working)
    names = listed([f"“{row['Heading']}” ({row['Means']})" for row in rows])
    closing = (
        "The list was made anew and nothing else was changed: read it, then press "
        f"“{words_of('apply_import')}” again."
    )
    remembered = f"{counted(len(rows), 'heading')} put right and remembered: {names}."
    said = (remembered, *plan.summary(), closing)
    desk.tell(*said)
    if dry_run:
        desk.tell("Nothing was changed.")
        return Outcome(ok=True, said=(*said, "Nothing was changed."), changes=plan.changes)
    changes = (*draft.changes(), *plan.with_list(done=False))
    done = carry_out(
        Plan(changes=changes, said=(remembered,)),
        tables,
        book,
        QuietDesk(desk),
        action="apply_import",
        today=today,
        source=", ".join(file.name for file in plan.files),
    )
    return Outcome(ok=True, said=said, changes=done.changes, problems=plan.problems)
