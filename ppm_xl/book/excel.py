"""xlwings made safe, in one place, and patience with an Excel that is busy."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from ppm_xl.errors import BusyError

if TYPE_CHECKING:
    from types import ModuleType

    import xlwings

T = TypeVar("T")

PATIENCE: Final = 10.0
"""Seconds to go on asking an Excel that is busy."""

_BUSY: Final = {
    -2147418111,  # RPC_E_CALL_REJECTED: a dialogue is open
    -2147417846,  # RPC_E_SERVERCALL_RETRYLATER
    -2146777998,  # VBA_E_IGNORE: a cell is being edited
    -1712,  # the Mac's errAETimeout
}


def load_xlwings() -> ModuleType:
    """Import xlwings, without what it would drag in and with its two traps taken out.

    matplotlib is kept out: xlwings would load it, a second on every click, only to accept
    figures as pictures, and we hand it files.
    """
    if "xlwings" not in sys.modules and "matplotlib" not in sys.modules:
        sys.modules["matplotlib"] = None  # type: ignore[assignment]
        try:
            import xlwings
        finally:
            del sys.modules["matplotlib"]
    else:
        import xlwings
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
    seconds: float = PATIENCE,
    clock: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], None] = time.sleep,
) -> T:
    """Do one thing in Excel, again and again while Excel is busy.

    Raises
    ------
    BusyError
        Where Excel is still busy after ``seconds``.
    """
    until = clock() + seconds
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


def is_busy(fault: Exception) -> bool:
    """Whether Excel turned a call away because someone is typing or a dialogue is open."""
    name = type(fault).__name__
    if name == "ExcelBusyError":
        return True
    if name == "com_error":
        code = fault.args[0] if fault.args else None
        details = next((part for part in fault.args if isinstance(part, tuple)), ())
        return code in _BUSY or any(part in _BUSY for part in details)
    return name == "CommandError" and getattr(fault, "errornumber", None) in _BUSY


def full_name(book: xlwings.Book) -> str:
    """Give an open workbook's whole path, or its address in the cloud; ``""`` if neither is known.

    Asked of the workbook's own macro first: xlwings' answer fails for many OneDrive folders.
    """
    with suppress(Exception):  # each platform raises its own where there is no such macro
        name = str(book.macro("RawFullName")())
        if "://" in name or Path(name).is_absolute():
            return name
    with suppress(Exception):
        name = str(book.fullname)
        if Path(name).is_absolute():
            return name
    return ""
