"""A fault of ours: where it happened goes to a log of the user's own, never a value.

A message of an exception may quote a cell, and a cell may hold a child's name; so the log
holds the class of the exception, and files and lines, and nothing else.
"""

from __future__ import annotations

import logging
import re
import sys
import threading
import traceback
from collections.abc import Iterator
from contextlib import closing
from logging.handlers import RotatingFileHandler
from pathlib import Path

_KEPT, _BYTES = 3, 200_000
_CAUSES = 5
"""Faults behind a fault that are written down with it."""
_CLASS = re.compile(r"[A-Za-z0-9_]{1,60}")
_FILE = re.compile(r"[A-Za-z0-9_]{1,60}\.pyx?|<frozen [a-z_.]{1,60}>")
"""What code is called; a file of anybody's data could be called after a child."""


def log_path() -> Path:
    """Give the log's place in the user's own folder."""
    from platformdirs import user_log_path

    return user_log_path("ppm-xl", appauthor=False) / "ppm-xl.log"


class _Handler(RotatingFileHandler):
    """Says that it cannot write, instead of printing a traceback: Excel shows what is printed."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's name
        del record
        raise  # noqa: PLE0704 - logging calls this while it handles the error


def remember(fault: BaseException) -> str:
    """Write down where a fault happened; give the sentence that says where that is.

    Never raises: a full disk, or a user without a folder, must not hide the first fault.
    """
    first = next(_places(fault), "a place unknown")
    try:
        path = log_path()
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = _Handler(path, maxBytes=_BYTES, backupCount=_KEPT, encoding="utf-8")
        handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
        line = " < from ".join(_with_causes(fault))
        with closing(handler):
            handler.emit(logging.LogRecord("ppm-xl", logging.ERROR, "", 0, line, None, None))
    except (OSError, RuntimeError):
        return f"It happened at {first}."
    return f"Where it happened is written in {path}."


def remember_the_rest() -> None:
    """From now on, write down what nobody can catch, in a thread or while cleaning up.

    Python itself would print it with its message, and a button's user would be shown that.
    """

    def in_thread(hook: threading.ExceptHookArgs) -> None:
        if hook.exc_value is not None:
            remember(hook.exc_value)

    def unraisable(hook: sys.UnraisableHookArgs) -> None:
        if hook.exc_value is not None:
            remember(hook.exc_value)

    threading.excepthook = in_thread
    sys.unraisablehook = unraisable


def _with_causes(fault: BaseException) -> Iterator[str]:
    """Give class and places of a fault, then of what it came from and of what it is a group of."""
    waiting: list[BaseException | None] = [fault]
    seen: set[int] = set()
    while waiting and len(seen) < _CAUSES:
        one = waiting.pop(0)
        if one is None or id(one) in seen:
            continue
        seen.add(id(one))
        places = " < ".join(_places(one)) or "a place unknown"
        yield f"{_if_code(_CLASS, type(one).__name__)} at {places}"
        waiting.append(one.__cause__ or one.__context__)
        if isinstance(one, BaseExceptionGroup):
            waiting.extend(one.exceptions)


def _places(fault: BaseException) -> Iterator[str]:
    """Give file and line of each frame, the innermost first."""
    frames = list(traceback.walk_tb(fault.__traceback__))
    for frame, line in reversed(frames):
        yield f"{_if_code(_FILE, Path(frame.f_code.co_filename).name)}:{line}"


def _if_code(pattern: re.Pattern[str], name: str) -> str:
    """Give a name that only code has; of any other, nothing."""
    return name if pattern.fullmatch(name) else "?"
