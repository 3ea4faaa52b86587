"""xlwings made safe, in one place, and patience with an Excel that is busy."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from ppm_xl.errors import BusyError

if TYPE_CHECKING:
    from types import ModuleType

    import xlwings

T = TypeVar("T")

PATIENCE: Final = 10.0
"""Seconds to go on asking an Excel that is busy."""

_HURRIED: Final = 0.5
_patience: ContextVar[float] = ContextVar("_patience", default=PATIENCE)

_DRAGGED_IN: Final = ("matplotlib", "numpy", "pandas", "plotly", "polars")

_BUSY: Final = {
    -2147418111,  # RPC_E_CALL_REJECTED: a dialogue is open
    -2147417846,  # RPC_E_SERVERCALL_RETRYLATER
    -2146777998,  # VBA_E_IGNORE: a cell is being edited
    -1712,  # the Mac's errAETimeout
}


def load_xlwings() -> ModuleType:
    """Import xlwings, without what it would drag in and with its two traps taken out.

    Kept out is what xlwings loads wherever it finds it, only to accept its objects as values and
    pictures: we hand it plain values and files. matplotlib would cost a second on every click,
    pandas half of one.
    """
    kept_out = [name for name in _DRAGGED_IN if name not in sys.modules]
    if "xlwings" not in sys.modules:
        for name in kept_out:
            sys.modules[name] = None  # type: ignore[assignment]
    try:
        import xlwings
    finally:
        for name in kept_out:
            if name in sys.modules and sys.modules[name] is None:
                del sys.modules[name]
    if sys.platform == "win32":
        from xlwings import _xlwindows

        # On leaving, xlwings ends every Excel that it cannot see, Protected View among them
        # (xlwings issue 2456), and asks a busy one for ever. Neither is for us.
        _xlwindows.Apps.cleanup = staticmethod(lambda: None)
        _xlwindows.N_COM_ATTEMPTS = 1
    return xlwings


def patiently(
    step: Callable[[], T],
    *,
    seconds: float | None = None,
    clock: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], None] = time.sleep,
) -> T:
    """Do one thing in Excel, again and again while Excel is busy.

    Raises
    ------
    BusyError
        Where Excel is still busy after ``seconds``: ten where nothing is said, half of one within
        :func:`in_a_hurry`.
    """
    until = clock() + (_patience.get() if seconds is None else seconds)
    pause = 0.05
    while True:
        try:
            return step()
        except Exception as fault:
            if not is_busy(fault):
                raise
            if clock() >= until:
                raise BusyError(
                    "Excel is busy.", "Press Enter in the cell you are typing in, and try again."
                ) from fault
        sleep(pause)
        pause = min(pause * 1.5, 0.5)


@contextmanager
def in_a_hurry() -> Iterator[None]:
    """Hardly wait: for tidying up once something has gone wrong, that the user hears of it soon."""
    token = _patience.set(_HURRIED)
    try:
        yield
    finally:
        _patience.reset(token)


def assign(thing: object, name: str, *, value: object) -> None:
    """Set a property of something in Excel, patiently.

    Raises
    ------
    BusyError
        Where Excel does not answer.
    """
    patiently(partial(setattr, thing, name, value))


def is_busy(fault: Exception) -> bool:
    """Whether Excel turned a call away because someone is typing or a dialogue is open."""
    name = type(fault).__name__
    if name == "ExcelBusyError":
        return True
    if isinstance(fault, KeyError):  # xlwings says so of what it could not ask for, too
        return isinstance(fault.__context__, Exception) and is_busy(fault.__context__)
    if name == "com_error":
        code = fault.args[0] if fault.args else None
        details = next((part for part in fault.args if isinstance(part, tuple)), ())
        return code in _BUSY or any(part in _BUSY for part in details)
    return name == "CommandError" and getattr(fault, "errornumber", None) in _BUSY


def run_macro(book: xlwings.Book, name: str, *arguments: object) -> object:
    """Run one of the workbook's own macros and give what it returns.

    The workbook's name stands between apostrophes there, so one in it (St Mary's) is doubled, which
    xlwings' own ``book.macro`` does not do. Where there is no such macro, or none may run, each
    platform raises its own.
    """
    there = book.name.replace("'", "''")
    return book.app.macro(f"'{there}'!{name}")(*arguments)


@contextmanager
def quietly(book: xlwings.Book) -> Iterator[None]:
    """Keep the screen still and the workbook's own events out of it, then let both go on.

    Both are switched on at the end, however they were found: a process that was killed may have
    left them off.

    Raises
    ------
    BusyError
        Where Excel does not answer.
    """
    app = patiently(lambda: book.app)
    try:
        assign(app, "screen_updating", value=False)
        assign(app, "enable_events", value=False)
        yield
    except Exception:
        with in_a_hurry(), suppress(Exception):
            _let_go_on(app)
        raise
    _let_go_on(app)


def _let_go_on(app: xlwings.App) -> None:
    assign(app, "enable_events", value=True)
    assign(app, "screen_updating", value=True)


def schema_name(book: xlwings.Book) -> str | None:
    """Give what the name ``ppm_schema`` refers to; None where the workbook has no such name.

    Raises
    ------
    BusyError
        Where Excel does not answer.
    """
    try:
        return str(patiently(lambda: book.names["ppm_schema"].refers_to))
    except BusyError:
        raise
    except Exception:  # noqa: BLE001 - each platform raises its own where there is no such name
        return None


def full_name(book: xlwings.Book) -> str:
    """Give an open workbook's whole path, or its address in the cloud; ``""`` if neither is known.

    Asked of the workbook's own macro first: xlwings' answer fails for many OneDrive folders.

    Raises
    ------
    BusyError
        Where Excel does not answer.
    """
    for ask in (lambda: run_macro(book, "RawFullName"), lambda: book.fullname):
        try:
            name = str(patiently(ask))
        except BusyError:
            raise
        except Exception:  # noqa: BLE001, S112 - each platform raises its own where there is none
            continue
        if "://" in name or Path(name).is_absolute():
            return name
    return ""
