"""A step with its entry in the journal, put back: what both adapters must be able to do."""

from __future__ import annotations

from datetime import datetime

from hypothesis import strategies as st

from ppm_xl.book import Book, journal
from ppm_xl.book.change import Change, changes_between
from ppm_xl.book.putting_back import putting_back
from ppm_xl.book.tables import Tables

from . import edited, same

WHEN = datetime(2026, 11, 21, 14, 3, 5)  # noqa: DTZ001 - cells know no time zone


def but_for_the_journal(tables: Tables) -> Tables:
    """Every table but the one that tells of the step."""
    found = {name: table for name, table in tables.tables.items() if name != "Journal"}
    return Tables(tables.schema_version, found)


def some_changes(data: st.DataObject, before: Tables) -> tuple[Change, ...]:
    """What a step might change; lines of the log are no part of one."""
    changes = changes_between(before, data.draw(edited(before)))
    return tuple(change for change in changes if change.table != "Log")


def step(book: Book, changes: tuple[Change, ...], action: str = "Import MIS data") -> None:
    """Apply changes as an action does."""
    book.apply(changes, entry=journal.entry_for(book.read(), WHEN, action, changes))


def put_back(book: Book) -> journal.Step:
    """Put the last step back as undo does, with nothing changed since."""
    tables = book.read()
    last = journal.to_put_back(tables)
    assert last is not None
    record = last.record()
    found = putting_back(
        tables,
        record.changes,
        cut_off=last.state is journal.State.OPEN,
        wholes=record.wholes,
    )
    assert found.left == ()
    book.apply(found.changes, entry=journal.entry_for_putting_back(last))
    return last


def steps_there_and_back(book: Book, data: st.DataObject) -> None:
    """Two steps, then both put back: the workbook holds the same tables."""
    states = [book.read()]
    for action in ("One", "Two"):
        step(book, some_changes(data, states[-1]), action)
        states.append(book.read())
    for action, before in (("Two", states[1]), ("One", states[0])):
        assert put_back(book).action == action
        same(but_for_the_journal(book.read()), but_for_the_journal(before))
    assert journal.to_put_back(book.read()) is None
