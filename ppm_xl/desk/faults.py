"""A fault of ours: where it happened goes to a log of the user's own, never a value.

A message of an exception may quote a cell, and a cell may hold a child's name; so the log
holds the class of the exception, and files and lines, and nothing else.
"""

from __future__ import annotations

import logging
import traceback
from contextlib import closing
from logging.handlers import RotatingFileHandler
from pathlib import Path

_KEPT, _BYTES = 3, 200_000


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
    frames = traceback.extract_tb(fault.__traceback__)
    places = " < ".join(f"{Path(f.filename).name}:{f.lineno}" for f in reversed(frames))
    try:
        path = log_path()
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = _Handler(path, maxBytes=_BYTES, backupCount=_KEPT, encoding="utf-8")
        handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
        line = f"{type(fault).__name__} at {places}"
        with closing(handler):
            handler.emit(logging.LogRecord("ppm-xl", logging.ERROR, "", 0, line, None, None))
    except (OSError, RuntimeError):
        return f"It happened at {places.split(' < ')[0]}."
    return f"Where it happened is written in {path}."
