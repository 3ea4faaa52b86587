"""What a test asks the engine afterwards: message boxes shown, cells read and written, calls."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True)
class Alert:
    """One message box as it was shown, and what was pressed."""

    prompt: str
    title: str | None
    buttons: str
    mode: str | None
    answer: str


@dataclass
class Traffic:
    """Cell reads and writes: the calls that are slow over COM, whatever their size.

    `log` holds each as `(read | write | format, Sheet!A1:B2)`.
    """

    log: list[tuple[str, str]] = field(default_factory=list)

    @property
    def reads(self) -> int:
        return sum(kind == "read" for kind, _ in self.log)

    @property
    def writes(self) -> int:
        return sum(kind == "write" for kind, _ in self.log)

    @property
    def formats(self) -> int:
        return sum(kind == "format" for kind, _ in self.log)

    @property
    def total(self) -> int:
        return self.reads + self.writes

    def clear(self) -> None:
        self.log.clear()


class ExcelBusyError(Exception):
    """What xlwings raises on Windows where Excel turned a property away; it goes by the name."""


class com_error(Exception):  # noqa: N801, N818 - pywin32's name
    """What pywin32 raises where Excel turned a call away."""


TURNED_AWAY = -2147418111  # RPC_E_CALL_REJECTED


@dataclass
class Calls:
    """Calls from outside into the application: over COM each takes its time, whatever it does.

    Attributes
    ----------
    made
        How often each has been called, by `Class.name`.
    busy
        Asked with the number of each call, from 1: true turns it away, as a busy Excel does.
    """

    made: Counter[str] = field(default_factory=Counter)
    busy: Callable[[int], bool] | None = None
    _inside: int = 0
    _number: int = 0

    @property
    def total(self) -> int:
        return self.made.total()

    def clear(self) -> None:
        self.made.clear()
        self.busy = None
        self._number = 0

    def enter(self, name: str) -> None:
        """Count a call that comes from outside, or turn it away."""
        if self._inside == 0:
            self.made[name] += 1
            self._number += 1
            if self.busy is not None and self.busy(self._number):
                if self._number % 2 and not name.endswith("__call__"):
                    raise ExcelBusyError("Excel application is not responding")
                raise com_error(TURNED_AWAY, "Call was rejected by callee.", None, None)
        self._inside += 1

    def leave(self) -> None:
        self._inside -= 1


CALLS = Calls()
"""One for the process: the engine's classes are wrapped before any engine is made."""
