"""From a plan to cells, pictures and papers: what every action does at its end."""

from __future__ import annotations

import base64
import getpass
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Final

from ppm_xl import schema
from ppm_xl.actions import Outcome, drawn
from ppm_xl.actions.clock import now
from ppm_xl.actions.pressing import words_of
from ppm_xl.book import Book, Picture, journal
from ppm_xl.book.change import Change, applied
from ppm_xl.book.draft import Draft
from ppm_xl.book.tables import Tables
from ppm_xl.desk import Desk
from ppm_xl.errors import DataError, FileError, Problem
from ppm_xl.leadership import sheet as leadership
from ppm_xl.one_child import view as one_child
from ppm_xl.plan import Paper, PlacedVenn, Plan, VennPicture
from ppm_xl.school.calendar import HalfTerm, parse_half_term
from ppm_xl.school.model import School
from ppm_xl.school.reading import read_school
from ppm_xl.sentences import counted, listed
from ppm_xl.status.attention import attention_rows
from ppm_xl.status.pupils import Statuses
from ppm_xl.targets.pointed_out import target_lines

_BESIDE_THE_SCHOOL: Final = frozenset({"ReportCheck", "Status", "VennList"})
"""Tables whose cells change nothing of what a school is read to be."""
_TELLS_LEADERS: Final = frozenset({"update", "plan_round", "prepare_meeting", "record_meeting"})
"""Actions that bring the sheet Leadership up to date."""


def carry_out(
    plan: Plan,
    tables: Tables,
    book: Book,
    desk: Desk,
    *,
    action: str,
    today: date,
    source: str = "",
    out: Path | None = None,
    as_read: tuple[School, Sequence[Problem]] | None = None,
    known: Statuses | None = None,
) -> Outcome:
    """Draw, typeset, write papers, and apply the changes with their lines in log and journal.

    Papers are written first: they can be made again, and a workbook that says a report was
    made although none could be written would be worse. Papers of an earlier time that are true
    no more go last; one that cannot go, such as one that is open elsewhere, is a problem in words.

    Parameters
    ----------
    as_read
        The school of these tables and its problems, from who has read it. Where the plan changes
        no cell but the checklist's, Status's and the Venn's, Home's lines follow from it, and
        nothing is read twice.
    known
        Where the pupils of that school stand, as far as it was worked out already.

    Raises
    ------
    ConflictError
        Where the workbook changed meanwhile; then its cells stay as they are.
    FileError
        Where the workbook or a paper cannot be written.
    """
    files = () if out is None else tuple(_write_all(plan, today, out, desk))
    pictures = tuple(map(picture_of, plan.pictures))
    changes: tuple[Change, ...] = ()
    if plan.changes or pictures or files:
        beside = {change.table for change in plan.changes} <= _BESIDE_THE_SCHOOL
        as_left = as_read if beside else None
        changes = _with_log_and_home(
            plan, tables, action, source, today, len(files), as_left, known
        )
        step = journal.entry_for(tables, now(today), words_of(action), changes, files=len(files))
        book.apply(changes, pictures, entry=step)
    said = (*plan.said, *_where(files, out))
    desk.tell(*said)
    left = () if out is None else tuple(_left_behind(plan, out))
    problems = (*plan.problems, *left)
    desk.list_problems(problems)
    return Outcome(
        ok=True,
        said=said,
        changes=shown(changes),
        problems=problems,
        questions=plan.questions,
        files=files,
    )


def _left_behind(plan: Plan, out: Path) -> Iterator[Problem]:
    """Remove what is true no more, and say of each that cannot be removed where it lies."""
    if not plan.superseded:
        return
    from ppm_xl.paper.writing import place_for, remove

    for place in plan.superseded:
        try:
            path = place_for(out, place)
        except FileError:
            continue  # a place too long to write to has never held a paper
        try:
            remove(out, place)
        except FileError:
            *folders, name = place[1:]
            of = f" in {', '.join(folders)}" if folders else ""
            yield Problem(
                "old-paper-left",
                str(path),
                f"The old “{name}”{of} is true no more and could not be deleted.",
                "It may be open in another program: close it there, then delete it.",
            )


def _where(files: Sequence[str], out: Path | None) -> tuple[str, ...]:
    """Say where to find what was written: nobody looks for a folder that was not named."""
    if not files:
        return ()
    return (f"It is {files[0]}." if len(files) == 1 else f"The files are in {out}.",)


def shown(changes: Sequence[Change]) -> tuple[Change, ...]:
    """Leave out what is only layout, the cells of forms, and what the workbook keeps for itself."""
    hidden = {name for name, table in schema.TABLES.items() if table.form} | _BOOKKEEPING
    return tuple(change for change in changes if change.table not in hidden)


_BOOKKEEPING = frozenset({journal.TABLE, drawn.TABLE, one_child.TABLE})


def half_term_for(school: School, asked: str | None) -> HalfTerm:
    """Give the half-term to work in: the one asked for, else Home's.

    Raises
    ------
    DataError
        Where it cannot be read or Home has none.
    """
    default = school.working.school_year if school.working else ""
    if asked:
        found = parse_half_term(asked, default)
        if found.school_year:
            return found
    if school.working is None:
        raise DataError(
            "Home does not say which half-term to work in.",
            "Choose the school year and the half-term on the sheet Home.",
        )
    return school.working


def class_named(school: School, asked: str, today: date) -> str:
    """Give the class as the school spells it.

    Raises
    ------
    DataError
        Where no pupil on roll is in a class of that name.
    """
    known = school.classes_on_roll(today)
    for name in known:
        if name.casefold() == asked.strip().casefold():
            return name
    do = f"Classes are {', '.join(known)}." if known else "Import the pupils first."
    raise DataError(f"There is no class “{asked}” with pupils on roll.", do)


def draw(venn: VennPicture, kind: str, title: str) -> bytes:
    """Draw one Venn diagram as ``png``, ``svg`` or ``pdf``."""
    import tempfile

    from ppm_xl.venn.drawing import draw_venn, save

    figure = draw_venn(
        circles=venn.circles,
        members={key: None if found is None else set(found) for key, found in venn.members.items()},
        names=dict(venn.names),
        marks={key: set(found) for key, found in venn.marks.items()},
        moved=dict(venn.moved),
        size=venn.size,
        counts_only=venn.counts_only,
        none_label=venn.none_label,
        title=venn.title,
        caption=venn.caption,
    )
    with tempfile.TemporaryDirectory(prefix="ppm-xl-") as scratch:
        return save(figure, Path(scratch) / f"venn.{kind}", title=title).read_bytes()


_NOTHING = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGBgAAAABQABpfZFQAAAAABJRU5ErkJggg=="
)
"""A picture of one clear pixel, for a place that holds no diagram."""


def picture_of(placed: PlacedVenn) -> Picture:
    """Draw what goes onto a sheet."""
    return Picture(
        sheet=placed.sheet,
        name=placed.name,
        cell=placed.cell,
        width=placed.width,
        height=placed.height,
        png=_NOTHING if placed.venn is None else draw(placed.venn, "png", placed.name),
        alt_text=placed.alt_text,
    )


def _write_all(plan: Plan, today: date, out: Path, desk: Desk) -> Iterator[str]:
    yield from _write_papers(plan.papers, today, out, desk)
    if plan.documents:
        from ppm_xl.paper.writing import write

        yield from (str(write(found.content, out, found.path)) for found in plan.documents)


def _write_papers(papers: Sequence[Paper], today: date, out: Path, desk: Desk) -> Iterator[str]:
    if not papers:
        return
    from ppm_xl.paper.making import PaperMaker

    maker = PaperMaker(today, out, lambda venn, title: draw(venn, "svg", title))
    maker.refuse_unprintable(papers)
    for paper in desk.progress("Writing", papers):
        yield str(maker.make(paper))


def _with_log_and_home(
    plan: Plan,
    tables: Tables,
    action: str,
    source: str,
    today: date,
    files: int,
    as_left: tuple[School, Sequence[Problem]] | None,
    known: Statuses | None,
) -> tuple[Change, ...]:
    after = applied(tables, plan.changes)
    draft = Draft(after)
    if drawn.TABLE in tables:
        drawn.note(draft, plan.pictures)
    written = [
        counted(number, noun)
        for number, noun in ((len(shown(plan.changes)), "cell"), (files, "file"))
        if number
    ]
    done = (*plan.said, f"{listed(written)} written.") if written else plan.said
    log(draft, action, today, done, source=source, problems=len(plan.problems))
    if after["HomeAttention"].rows:
        school, problems = as_left or read_school(after)
        if as_left is None or known is None:
            known = Statuses(school)
        if action in _TELLS_LEADERS and leadership.FORM in tables:
            rows = leadership.leadership_rows(school, today, statuses=known)
            draft.fill_form(leadership.FORM, rows)
        lines = (*attention_rows(school, problems, today, known), *target_lines(school, today))
        draft.fill_form("HomeAttention", lines[: schema.HOME_ATTENTION.rows])
        one_child.refresh(draft, school, today, known)
    return (*plan.changes, *draft.changes())


def log(
    draft: Draft,
    action: str,
    today: date,
    done: Sequence[str],
    *,
    source: str = "",
    problems: int = 0,
) -> None:
    """Write an action's line on the sheet Log, and on Home when it was last done."""
    draft.put(
        "Log",
        {
            "When": now(today),
            "Who": _user() or None,
            "Action": words_of(action),
            "Source": source or None,
            "What changed": " ".join(done)[:2000] or None,
            "Problems": f"{problems}" if problems else None,
        },
    )
    steps = [button.action for button in schema.buttons_on("Home")]
    if action in steps and steps.index(action) < len(draft.tables()["HomeSteps"].rows):
        draft.set("HomeSteps", steps.index(action), "Last done", f"{today:%d/%m/%Y}")


def _user() -> str:
    """Give who is logged on; nothing where the computer does not say."""
    try:
        return getpass.getuser()
    except (ImportError, KeyError, OSError):
        return ""
