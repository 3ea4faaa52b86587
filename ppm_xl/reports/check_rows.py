"""The checklist on the sheet Reports: its lines as rows, each with the decision made on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final

from ppm_xl.book.change import Change
from ppm_xl.book.draft import Draft
from ppm_xl.book.tables import Cell, Tables
from ppm_xl.errors import Severity
from ppm_xl.reports.checklist import Line
from ppm_xl.reports.own_pages import TO_LOOK_AT, WHERE, file_of
from ppm_xl.reports.passes import TABLE, is_pass
from ppm_xl.reports.wording import class_label
from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.cells import text
from ppm_xl.school.model import Pupil
from ppm_xl.sentences import counted

WORDS: Final = {
    Severity.ERROR: "Held back",
    Severity.WARNING: "Look at",
    Severity.NOTE: "Good to know",
}
"""How serious a line is, as the sheet says it."""
_LONGEST: Final = 32_000
"""Letters that a cell can hold, with some to spare."""

Record = Mapping[str, Cell]


def check_changes(
    tables: Tables, half_term: HalfTerm, pupils: Collection[Pupil], lines: Sequence[Line]
) -> tuple[Change, ...]:
    """List these children's lines anew, worst first and class by class; others' stay below.

    A decision stays with its line. A line whose text was changed is another one, so its decision
    goes; so does a line of which there is nothing left to say. What was decided about a text of
    another half-term, or about a file that does not lie there today, is kept: it may come back.
    """
    if TABLE not in tables:
        return ()
    before = list(tables[TABLE].records())
    decided = {text(row.get("ID")): row for row in before if text(row.get("ID"))}
    here = {pupil.upn for pupil in pupils}
    looked_at = Counter(pupil.class_name for pupil in pupils)
    # of one child alone it cannot be told what holds for the class
    classes = {"", *(name for name, count in looked_at.items() if count > 1)}
    rows = [_row(line, half_term, decided) for line in _in_order(lines)]
    anew = {row["ID"] for row in rows}
    files = {file_of(line.text) for line in lines if line.code == TO_LOOK_AT}
    kept = [
        row
        for row in before
        if text(row.get("ID")) not in anew
        and _is_anything(row)
        and (
            not (text(row.get("UPN")) in here or _is_of_files(row, classes))
            or _may_come_back(row, half_term, files)
        )
    ]
    draft = Draft(tables)
    draft.replace_rows(TABLE, [*rows, *kept])
    return draft.changes()


def _in_order(lines: Iterable[Line]) -> list[Line]:
    return sorted(lines, key=lambda line: -line.severity)


def _is_of_files(row: Record, classes: Collection[str]) -> bool:
    """Whether a line is about the folder, or about many children of these classes."""
    of_nobody = bool(text(row.get("ID"))) and not text(row.get("UPN"))
    return of_nobody and text(row.get("Class")) in classes


def _may_come_back(row: Record, half_term: HalfTerm, files: Collection[str]) -> bool:
    """Whether a decision was made about a text that this list could not have come upon."""
    said = text(row.get("The text"))
    if not (said and text(row.get("Decision"))):
        return False
    if text(row.get("Where")) == WHERE:
        return file_of(said) not in files
    when = text(row.get("School year")), text(row.get("Half-term"))
    return when != (half_term.school_year, half_term.name)


def _is_anything(row: Record) -> bool:
    return any(cell not in {None, ""} for cell in row.values())


def _row(line: Line, half_term: HalfTerm, decided: Mapping[str, Record]) -> Record:
    ident = line.ident(half_term)
    was = decided.get(ident, {})
    return {
        "How serious": WORDS[line.severity],
        "Class": (line.pupil.class_name if line.pupil else "") or None,
        "Pupil": line.pupil.name if line.pupil and not line.shared else None,
        "Where": line.where,
        "What to look at": line.what,
        "The text": line.text[:_LONGEST] or None,
        "Decision": was.get("Decision"),
        "By": was.get("By"),
        "What to do": line.do or None,
        "School year": half_term.school_year,
        "Half-term": half_term.name,
        "UPN": line.pupil.upn if line.pupil and not line.shared else None,
        "ID": ident,
    }


def not_complete(tables: Tables, half_term: HalfTerm, lines: Iterable[Line]) -> tuple[Pupil, ...]:
    """Give the children whose report has a line that nobody has seen to, in order."""
    seen: frozenset[str] = frozenset()
    if TABLE in tables:
        seen = frozenset(
            text(row.get("ID"))
            for row in tables[TABLE].records()
            if is_pass(text(row.get("Decision")))
        )
    waiting = (
        line.pupil
        for line in lines
        if line.severity > Severity.NOTE and line.ident(half_term) not in seen
    )
    return tuple({pupil.upn: pupil for pupil in waiting if pupil is not None}.values())


def said_of(pupils: Sequence[Pupil], tables: Tables) -> str:
    """Say how many reports are not complete, class by class; empty where all are.

    >>> said_of((), Tables({}))
    ''
    """
    if not pupils:
        return ""
    classes: dict[str, int] = {}
    for pupil in pupils:
        classes[pupil.class_name] = classes.get(pupil.class_name, 0) + 1
    verb = "is" if len(pupils) == 1 else "are"
    by_class = ", ".join(
        f"{class_label(name) or 'no class'} {count}" for name, count in classes.items()
    )
    where = ": see the sheet Reports" if TABLE in tables else ""
    return f"{counted(len(pupils), 'report')} {verb} not complete ({by_class}){where}."
