"""A list first, then a question, then the changes: what actions that set things up share."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from ppm_xl.actions import Outcome
from ppm_xl.actions.carrying_out import carry_out, shown
from ppm_xl.book import Book
from ppm_xl.book.tables import Tables
from ppm_xl.desk import Desk
from ppm_xl.desk.quiet import QuietDesk
from ppm_xl.plan import Plan


def agree_and_carry_out(
    plan: Plan,
    tables: Tables,
    book: Book,
    desk: Desk,
    *,
    action: str,
    today: date,
    done: str,
    details: Sequence[str] = (),
    out: Path | None = None,
    dry_run: bool = False,
) -> Outcome:
    """Show what a plan would do, ask its question, and do it.

    Parameters
    ----------
    done
        What is said once it is done.
    details
        Longer lists, cut short where there is little room.

    Returns
    -------
    Outcome
        Not ok only where nobody could answer: then the workbook is as it was.
    """
    desk.tell(*plan.said)
    desk.detail(*details)
    desk.list_problems(plan.problems)
    said = (*plan.said, *details)
    if not plan.changes:
        return Outcome(ok=True, said=said, problems=plan.problems)
    preview = shown(plan.changes)
    if dry_run:
        desk.tell("Nothing was changed.")
        return Outcome(
            ok=True,
            said=(*said, "Nothing was changed."),
            changes=preview,
            problems=plan.problems,
        )
    answers = [desk.ask(question) for question in plan.questions]
    if None in answers:
        closing = "Nothing was changed: read the list, then run it again with --yes to agree."
        return Outcome(
            ok=False,
            said=(*said, closing),
            changes=preview,
            problems=plan.problems,
            questions=plan.questions,
        )
    if not all(answers):
        desk.tell("Nothing was changed.")
        return Outcome(ok=True, said=(*said, "Nothing was changed."), problems=plan.problems)
    carried = Plan(changes=plan.changes, papers=plan.papers, problems=plan.problems, said=(done,))
    outcome = carry_out(carried, tables, book, QuietDesk(desk), action=action, today=today, out=out)
    desk.tell(done)
    return Outcome(
        ok=True,
        said=(*said, done),
        changes=outcome.changes,
        problems=plan.problems,
        files=outcome.files,
    )
