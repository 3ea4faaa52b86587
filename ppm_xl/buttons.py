"""The door of the buttons: Excel starts ``python -I -m ppm_xl.buttons NAME``.

It always ends with 0 and an empty stderr: anything else makes xlwings show a traceback.
What goes wrong is told here, in a message box.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stderr, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from ppm_xl.errors import PpmError

if TYPE_CHECKING:
    from types import ModuleType

    import xlwings

    from ppm_xl.actions import Outcome
    from ppm_xl.desk import Desk


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the button named in the first argument does, in the workbook that called."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    with _nothing_on_stderr():
        _pressed(given[0] if given else "")
    return 0


@contextmanager
def _nothing_on_stderr() -> Iterator[None]:
    """Let no word out: xlwings on a Mac shows whatever a library remarks there as a failure."""
    try:
        kept = os.dup(2)
    except OSError:  # a program without a console has none
        yield
        return
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere, redirect_stderr(nowhere):
        os.dup2(nowhere.fileno(), 2)
        try:
            yield
        finally:
            os.dup2(kept, 2)
            os.close(kept)


def _pressed(action: str) -> None:
    from ppm_xl.book.excel import load_xlwings
    from ppm_xl.desk.faults import remember_the_rest

    remember_the_rest()
    xlwings = None
    try:
        xlwings = load_xlwings()
        caller = xlwings.Book.caller()
    except Exception as fault:  # noqa: BLE001 - there is no workbook to tell it in: see below
        _tell_without_a_workbook(xlwings, fault)
        return
    press(action, caller)


def _tell_without_a_workbook(xlwings: ModuleType | None, fault: Exception) -> None:
    """Say in whatever Excel is there that the workbook which called cannot be found."""
    from ppm_xl.desk.faults import remember

    place = remember(fault)
    with suppress(Exception):  # without Excel there is nobody to tell; the log has it
        if xlwings is not None:
            xlwings.apps.active.alert(
                "ppm-xl cannot find the workbook whose button was pressed. Give it a name without "
                f"an equals sign, save it, and try again. {place}",
                "Pupil progress",
                mode="critical",
            )


def press(action: str, caller: xlwings.Book) -> None:
    """Run one action in an open workbook, telling its user how it went.

    Never raises: where even the message box fails, only the log can be told.
    """
    from ppm_xl.desk.faults import remember

    try:
        _press(action, caller)
    except Exception as fault:  # noqa: BLE001 - there is nobody left to tell
        remember(fault)


def _press(action: str, caller: xlwings.Book) -> None:
    from ppm_xl.actions.clock import now, today
    from ppm_xl.actions.pressing import words_of
    from ppm_xl.desk.excel import ExcelDesk

    desk = ExcelDesk(caller, words_of(action), lambda: now(today()))
    try:
        desk.start()
        outcome = run(action, caller, desk)
        if outcome.ok:
            desk.tell(*newer_than_this(caller))
            desk.finish()
        else:
            desk.refuse(outcome.said[-1])
    except PpmError as error:
        desk.refuse(str(error))
    except Exception as fault:  # noqa: BLE001 - a fault of ours: the user gets a sentence, the log the place
        from ppm_xl.desk.faults import remember

        desk.refuse(f"Something went wrong inside ppm-xl. {remember(fault)}")


def newer_than_this(caller: xlwings.Book) -> tuple[str, ...]:
    """Give the sentence for a workbook that a newer ppm-xl made; nothing for any other.

    A workbook whose tables are newer is refused before (:mod:`ppm_xl.book.version`); one that is
    only newer works, and may do less than its maker meant.
    """
    from ppm_xl import __version__

    made_by = ""
    with suppress(Exception):  # a workbook from before there was such a name
        made_by = str(caller.names["ppm_version"].refers_to).strip('="')
    if _in_order(made_by) <= _in_order(__version__):
        return ()
    told = (
        f"This workbook was made by ppm-xl {made_by}, and this computer has {__version__}: ask "
        "whoever looks after your computers to update ppm-xl."
    )
    return (told,)


def _in_order(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".")[:3] if part.isdecimal())


def chosen_files(caller: xlwings.Book) -> list[Path]:
    """Give the files chosen in Excel's own dialogue, which wrote them into a hidden cell."""
    cell = caller.names["ppm_files"].refers_to_range
    return [Path(line) for line in str(cell.value or "").splitlines() if line.strip()]


def run(action: str, caller: xlwings.Book, desk: Desk) -> Outcome:
    """Run one action; the imports are here so that a click loads only what it needs.

    Raises
    ------
    PpmError
        Where the action stops; also where there is no such action.
    """
    from ppm_xl.actions import pressing
    from ppm_xl.actions.clock import today
    from ppm_xl.book.live import LiveBook

    files = chosen_files(caller) if pressing.takes_files(action) else ()
    return pressing.press(action, LiveBook(caller), desk, today(), files=files)


if __name__ == "__main__":
    sys.exit(main())
