"""``import``: files from the MIS, as one plan that is shown before anything changes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Final

from ppm_xl.actions import Outcome
from ppm_xl.actions.carrying_out import carry_out, half_term_for
from ppm_xl.actions.pressing import words_of
from ppm_xl.book import Book
from ppm_xl.book.change import Change
from ppm_xl.desk import Desk
from ppm_xl.desk.quiet import QuietDesk
from ppm_xl.errors import DataError
from ppm_xl.mis.answers import Decision
from ppm_xl.mis.fields import FileKind
from ppm_xl.mis.lines import HAVE_LINES
from ppm_xl.mis.list_words import listed_lines
from ppm_xl.mis.meanings import said_on_command_line
from ppm_xl.mis.planning import ImportPlan, Request, plan_import
from ppm_xl.mis.reading import load
from ppm_xl.plan import Plan, Question
from ppm_xl.school.reading import read_school
from ppm_xl.sentences import counted


def run(
    book: Book,
    desk: Desk,
    today: date,
    *,
    files: Sequence[Path],
    kind: str | None = None,
    full: bool | None = None,
    half_term: str | None = None,
    dry_run: bool = False,
    list_only: bool = False,
    means: Sequence[str] = (),
) -> Outcome:
    """Show what the files would change, ask, and change it.

    Without a yes nothing is changed; what only a person can decide is left out either way, and
    stays on the sheet Import as ``Undecided``.

    Parameters
    ----------
    list_only
        Whether to write the list on the sheet Import and change nothing else, as the button
        does: :mod:`ppm_xl.actions.apply_import` then makes the changes.
    means
        What headings mean, each as ``Heading=Meaning``; remembered for files with the same ones.

    Raises
    ------
    DataError, FileError
        Where a file cannot be used; then nothing of any file is.
    """
    if not files:
        raise DataError("No file was chosen.", "Choose one or more files exported from your MIS.")
    tables = book.read()
    school, _ = read_school(tables)
    working = half_term_for(school, None)
    as_kind = FileKind(kind) if kind else None
    plan = plan_import(
        tables,
        [Request(load(path), as_kind, str(path.absolute())) for path in files],
        today,
        working,
        half_term=half_term_for(school, half_term) if half_term else None,
        full=full,
        means=said_on_command_line(means, school.settings.subjects),
    )
    desk.detail(*plan.heading_lines(), "")
    desk.tell(*plan.summary())
    to_decide = any(line.decision is Decision.UNDECIDED for line in plan.lines)
    if list_only and (plan.usable or to_decide):
        desk.list_problems([p for p in plan.problems if p.code not in HAVE_LINES])
        return _list_only(plan, book, desk)
    desk.detail(*listed_lines(plan.lines))
    desk.list_problems(plan.problems)
    if not plan.usable:
        return _undecidable(plan, book, desk, to_decide=to_decide and not dry_run)
    changes = plan.with_list(done=True)
    if dry_run or not changes:
        closing = "Nothing was changed." if dry_run else "The workbook was not touched."
        desk.tell(closing)
        return outcome_of(plan, ok=True, closing=closing)
    answer = desk.ask(_question(plan))
    if answer is None:
        closing = "Nothing was changed: read the list, then run it again with --yes to agree."
        return outcome_of(plan, ok=False, closing=closing)
    if not answer:
        desk.tell("Nothing was changed.")
        return outcome_of(plan, ok=True, closing="Nothing was changed.")
    return make(plan, changes, book, desk, today, action="import_files")


def make(
    plan: ImportPlan,
    changes: Sequence[Change],
    book: Book,
    desk: Desk,
    today: date,
    *,
    action: str,
) -> Outcome:
    """Make the changes of a plan that was agreed to, the list's among them, as one step."""
    names = ", ".join(file.name for file in plan.files)
    carried = Plan(changes=tuple(changes), problems=plan.problems, said=("Imported.",))
    done = carry_out(
        carried, plan.before, book, QuietDesk(desk), action=action, today=today, source=names
    )
    desk.tell("Imported.")
    return Outcome(
        ok=True,
        said=(*plan.summary(), "Imported."),
        changes=done.changes,
        problems=plan.problems,
        questions=questions_of(plan),
    )


def _list_only(plan: ImportPlan, book: Book, desk: Desk) -> Outcome:
    """Write the list on the sheet Import: no step to undo, and no line in the log."""
    changes = plan.with_list(done=False)
    if changes:
        book.apply(changes)
    if plan.agreed:
        closing = (
            "Nothing has changed yet: read the list on the sheet Import, say No where a line "
            f"should not be done, then press “{words_of('apply_import')}” there."
        )
    elif any(line.decision is Decision.UNDECIDED for line in plan.lines):
        closing = (
            "Nothing has changed: decide the lines on the sheet Import that say Undecided, then "
            f"press “{words_of('apply_import')}” there."
        )
    else:
        closing = "There is nothing to import."
    desk.tell(closing)
    return outcome_of(plan, ok=True, closing=closing)


def _undecidable(plan: ImportPlan, book: Book, desk: Desk, *, to_decide: bool) -> Outcome:
    """End where no row can be used: with the list on the sheet, where a person may decide it."""
    closing = "Nothing in these files can be used: the reasons stand above."
    if to_decide:
        if desk.ask(_question_of_list()):
            return _list_only(plan, book, desk)
        closing = _DECIDE_FIRST
    return outcome_of(plan, ok=False, closing=closing)


def _question(plan: ImportPlan) -> Question:
    many = counted(len(plan.agreed), "change")
    return Question(
        "agree-to-import",
        f"Make {'this change' if len(plan.agreed) == 1 else f'these {many}'}? The sheet Import "
        "will then hold the whole list.",
    )


def _question_of_list() -> Question:
    return Question(
        "list-to-decide",
        "Nothing here can be done before a person decides. Put the list on the sheet Import?",
    )


_DECIDE_FIRST: Final = (
    "Nothing was changed, and nothing can be before a person decides: run it again with --yes to "
    "put the list on the sheet Import, decide there, then use --apply."
)


def questions_of(plan: ImportPlan) -> tuple[Question, ...]:
    """Give what only a person can decide, as other programs read it."""
    return tuple(Question("which-pupil", question.in_words()) for question in plan.questions)


def outcome_of(plan: ImportPlan, *, ok: bool, closing: str) -> Outcome:
    """Give the outcome of an import that changes nothing, with what it would change."""
    return Outcome(
        ok=ok,
        said=(*plan.summary(), closing),
        changes=plan.changes,
        problems=plan.problems,
        questions=questions_of(plan),
    )
