"""``import``: files from the MIS, as one plan that is shown before anything changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from ppm_xl.actions import Outcome
from ppm_xl.actions.carrying_out import carry_out, half_term_for
from ppm_xl.book import Book
from ppm_xl.desk import Desk
from ppm_xl.errors import DataError
from ppm_xl.mis.fields import FileKind
from ppm_xl.mis.ledger import Decision, Line
from ppm_xl.mis.planning import ImportPlan, Request, plan_import
from ppm_xl.mis.reading import load
from ppm_xl.plan import Plan, Question
from ppm_xl.school.reading import read_school

_SHOWN_OF_EACH = 6


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
) -> Outcome:
    """Show what the files would change, ask, and change it.

    Without a yes nothing is changed; what only a person can decide is left out either way, and
    stays on the sheet Import as ``Undecided``.

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
    requests = [Request(load(path), as_kind) for path in files]
    plan = plan_import(
        tables,
        requests,
        today,
        working,
        half_term=half_term_for(school, half_term) if half_term else None,
        full=full,
    )
    desk.detail(*plan.heading_lines(), "")
    desk.tell(*plan.summary())
    desk.detail(*_listed(plan.lines))
    desk.list_problems(plan.problems)
    changes = plan.with_list(done=True)
    said = plan.summary()
    if not plan.usable:
        closing = "Nothing in these files can be used: the reasons stand above."
        return _outcome(plan, ok=False, said=(*said, closing))
    if dry_run or not changes:
        closing = "Nothing was changed." if dry_run else "The workbook was not touched."
        desk.tell(closing)
        return _outcome(plan, ok=True, said=(*said, closing))
    answer = desk.ask(_question(plan))
    if answer is None:
        closing = "Nothing was changed: read the list, then run it again with --yes to agree."
        return _outcome(plan, ok=False, said=(*said, closing))
    if not answer:
        desk.tell("Nothing was changed.")
        return _outcome(plan, ok=True, said=(*said, "Nothing was changed."))
    carried = Plan(changes=changes, problems=plan.problems, said=("Imported.",))
    done = carry_out(
        carried,
        tables,
        book,
        _Quiet(desk),
        action="import_files",
        today=today,
        source=", ".join(path.name for path in files),
    )
    desk.tell("Imported.")
    return Outcome(
        ok=True,
        said=(*said, "Imported."),
        changes=done.changes,
        problems=plan.problems,
        questions=_questions(plan),
    )


class _Quiet:
    """A desk that repeats nothing: the list has been shown already."""

    def __init__(self, desk: Desk) -> None:
        self.ask = desk.ask
        self.progress = desk.progress

    def detail(self, *lines: str) -> None:
        """Say nothing more."""

    def tell(self, *sentences: str) -> None:
        """Say nothing more."""

    def list_problems(self, problems: Sequence[object]) -> None:
        """Show nothing more."""


def _question(plan: ImportPlan) -> Question:
    agreed = sum(line.decision is Decision.YES for line in plan.lines)
    return Question(
        "agree-to-import",
        f"Make these {agreed} changes? The sheet Import will then hold the whole list.",
    )


def _questions(plan: ImportPlan) -> tuple[Question, ...]:
    return tuple(Question("which-pupil", question.in_words()) for question in plan.questions)


def _outcome(plan: ImportPlan, *, ok: bool, said: tuple[str, ...]) -> Outcome:
    return Outcome(
        ok=ok,
        said=said,
        changes=plan.changes,
        problems=plan.problems,
        questions=_questions(plan),
    )


def _listed(lines: Sequence[Line]) -> Iterator[str]:
    """Show the list in groups, the first few of each, with what is left out last."""
    groups: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        says_so = line.decision is Decision.YES or "left out" in line.what
        groups[line.what if says_so else f"{line.what}, left out"].append(line)
    for what, found in groups.items():
        yield f"{what} ({len(found)})"
        for line in found[:_SHOWN_OF_EACH]:
            arrow = f"{line.was or 'empty'} → {line.becomes}" if line.was else line.becomes
            parts = [line.pupil, line.column, arrow, line.why]
            yield "    " + "  ".join(part for part in parts if part)
        if len(found) > _SHOWN_OF_EACH:
            yield f"    … and {len(found) - _SHOWN_OF_EACH} more"
