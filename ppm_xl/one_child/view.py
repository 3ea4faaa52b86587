"""The hidden table ``ChildView``: one row a child, for the sheet One child to look up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from ppm_xl.book.draft import Draft
from ppm_xl.book.tables import Cell
from ppm_xl.one_child import grid
from ppm_xl.one_child.colours import History
from ppm_xl.one_child.lines import Block, Look, as_text, column, size
from ppm_xl.one_child.page import Page
from ppm_xl.one_child.shelf import Shelf
from ppm_xl.one_child.standing import left
from ppm_xl.one_child.support import support, tried
from ppm_xl.one_child.voice import right
from ppm_xl.one_child.words import day
from ppm_xl.school.calendar import HalfTerm, school_year_of
from ppm_xl.school.model import Pupil, School
from ppm_xl.sentences import listed
from ppm_xl.status.early_years import areas_in_words
from ppm_xl.status.pupils import Statuses

TABLE: Final = "ChildView"
NO_CLASS: Final = "(no class)"
LEFT_THE_SCHOOL: Final = "(left)"
"""Stands for the class of a child who left: no class's list offers them, the whole list does."""
_SEND: Final = {"K": "▲ SEN support", "E": "▲ EHC plan"}


def refresh(draft: Draft, school: School, today: date, known: Statuses | None = None) -> None:
    """Let ``ChildView`` say what the school says now, in the half-term on Home.

    A workbook without that table, or whose Home names no half-term, is left as it is. The rows of
    a class stand together, as the list of its children on the sheet is cut out of the table.
    """
    if TABLE in school.tables and school.working is not None:
        views = child_views(school, school.working, today, known)
        draft.replace_rows(TABLE, views, in_order=True)


def child_views(
    school: School, half_term: HalfTerm, today: date, known: Statuses | None = None
) -> Iterator[dict[str, Cell]]:
    """Give the row of every child on roll, by class; then of those who left this school year."""
    statuses = known or Statuses(school)
    history, shelf = History(school, statuses.timelines, half_term), Shelf.of(school, half_term)
    gone = sorted(
        (p for p in school.pupils.values() if _left_lately(p, today)), key=lambda p: p.name
    )
    on_roll = statuses.on_roll(half_term, today)
    for status in (*on_roll, *(statuses.of(pupil, half_term) for pupil in gone)):
        pupil = status.pupil
        page = Page(school, shelf, status, today)
        columns = _columns(page)
        yield {
            "UPN": pupil.upn,
            "Pupil": pupil.name,
            "Class": (pupil.class_name or NO_CLASS) if pupil.on_roll(today) else LEFT_THE_SCHOOL,
            "Facts": _facts(page),
            "Standing": standing(page),
            "Colours": as_text(history.lines(status)),
            **{name: as_text(column(blocks, *_ROOM[name])) for name, blocks in columns.items()},
        }


_ROOM: Final = {
    "Left": (grid.LEFT, grid.LINES - grid.LEFT_FROM),
    "Middle": (grid.MIDDLE, grid.LINES),
    "Right": (grid.RIGHT, grid.LINES),
}
"""Width in points, and lines, of the columns of text."""


def _columns(page: Page) -> dict[str, list[Block]]:
    """Give each column its blocks; what was tried goes where there is most room for it."""
    columns = {"Left": [*left(page)], "Middle": [*support(page)], "Right": [*right(page)]}

    def room(name: str, *more: Block) -> int:
        width, lines = _ROOM[name]
        return lines - size([*columns[name], *more], width)

    for block in tried(page):
        whole = (name for name in ("Middle", "Right", "Left") if room(name, block) >= 0)
        columns[next(whole, max(columns, key=room))].append(block)
    return columns


def _left_lately(pupil: Pupil, today: date) -> bool:
    return (
        pupil.left is not None
        and pupil.left <= today
        and school_year_of(pupil.left) == school_year_of(today)
    )


def _facts(page: Page) -> str:
    """Say who the child is."""
    pupil = page.pupil
    year = f"Year {pupil.year}" if pupil.year.isdecimal() else _YEARS.get(pupil.year, pupil.year)
    team = page.school.settings.classes.get(pupil.class_name)
    teacher = f" ({team.teacher})" if team and team.teacher else ""
    parts = (
        year,
        f"{pupil.class_name}{teacher}",
        f"born {day(pupil.born)}" if pupil.born else "",
        "◆ Pupil Premium" if pupil.pupil_premium else "",
        _SEND.get(pupil.send, ""),
        "EAL" if pupil.eal else "",
        f"joined {day(pupil.joined)}" if pupil.joined else "",
        f"left {day(pupil.left)}" if pupil.left else "",
    )
    return "  ·  ".join(filter(None, parts))


_YEARS: Final = {"R": "Reception", "N1": "Nursery", "N2": "Nursery"}


def standing(page: Page) -> str:
    """Say in a line where the child stands, with its look before it."""
    status = page.status
    when = str(page.now)
    if status.red_in:
        running = status.red_running
        also = f", at the last {running} meetings too" if running > 1 else ""
        also = ", at the last meeting too" if running == 1 else also
        return f"{Look.BAD}{when}: Red in {listed(status.red_in)}{also}"
    if status.areas:
        return f"{Look.PLAIN}{when}: {areas_in_words(status.areas, status.good_level)}"
    assessed = [subject for subject in status.subjects.values() if subject.evidence]
    if not assessed:
        return f"{Look.QUIET}{when}: not assessed yet"
    return f"{Look.PLAIN}{when}: not Red in anything"
