"""Do an action as a command: find its workbook, guard it, print what came of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ppm_xl.actions import Outcome
from ppm_xl.actions.clock import today
from ppm_xl.cli.as_json import as_json_text
from ppm_xl.desk import Desk
from ppm_xl.desk.terminal import SilentDesk, TerminalDesk

if TYPE_CHECKING:
    from ppm_xl.book import Book


class Stopped(Exception):  # noqa: N818 - not an error: an open question, already told
    """The action stopped at a question; it has said so itself."""


def do(action: Callable[[Desk, date], Outcome], *, as_json: bool, agreed: bool = False) -> None:
    """Do an action that needs no workbook of its own, and print what came of it.

    Parameters
    ----------
    as_json
        Whether to print one JSON object and nothing else on stdout.
    agreed
        Whether what would be asked is agreed to already.

    Raises
    ------
    Stopped
        Where the action stopped at a question.
    PpmError
        Where the input stops it.
    """
    desk: Desk = SilentDesk(agreed=agreed) if as_json else TerminalDesk(agreed=agreed)
    outcome = action(desk, today())
    if as_json:
        click.echo(as_json_text(outcome))
    if not outcome.ok:
        if outcome.said:
            click.echo(outcome.said[-1], err=True)
        raise Stopped


def do_in(
    path: Path,
    name: str,
    act: Callable[[Book, Desk, date], Outcome],
    *,
    as_json: bool,
    agreed: bool = False,
    to_write: bool = True,
) -> None:
    """Do an action in a workbook, under guard where it may write; see :func:`do`.

    Parameters
    ----------
    path
        The workbook, open in Excel or closed.
    name
        The action's module, such as ``update``; what the log and the lock call it.
    to_write
        Whether it may change the workbook.
    """

    def done(desk: Desk, day: date) -> Outcome:
        from ppm_xl.actions import pressing
        from ppm_xl.book.opening import open_book, still_to_save

        book = open_book(path, to_write=to_write)
        outcome = pressing.in_safety(
            name, book, desk, day, lambda book: act(book, desk, day), to_write=to_write
        )
        left = still_to_save(book) if outcome.ok and outcome.changes else ""
        if not left:
            return outcome
        desk.tell(left)
        return replace(outcome, said=(*outcome.said, left))

    do(done, as_json=as_json, agreed=agreed)


def look_in(path: Path, act: Callable[[Book, Desk, date], Outcome], *, as_json: bool) -> None:
    """Do an action that only reads a workbook; it needs no guard, see :func:`do`."""

    def done(desk: Desk, day: date) -> Outcome:
        from ppm_xl.book.opening import open_book

        return act(open_book(path, to_write=False), desk, day)

    do(done, as_json=as_json)
