"""Starts a program of its own for one thing the panel does, and gathers what it says."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Final

from ppm_xl.desk.panel import YES, Ended, Message, decoded

COMMAND: Final = (sys.executable, "-I", "-m", "ppm_xl.panel.work")
"""Isolated, so that no file lying in the working directory is imported."""
_NO_CONSOLE: Final = getattr(subprocess, "CREATE_NO_WINDOW", 0)


class Work:
    """One running program; it is never ended from here: a step half done is worse than a slow one.

    Parameters
    ----------
    request
        What to do: see :func:`ppm_xl.panel.work.respond`. It goes through a pipe, so that no path
        or name ever stands on a command line.
    """

    def __init__(self, request: Mapping[str, object], command: Sequence[str] = COMMAND) -> None:
        self._heard: SimpleQueue[Message | None] = SimpleQueue()
        self._process = subprocess.Popen(  # noqa: S603 - our own module, with nothing from outside
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
            errors="replace",
            creationflags=_NO_CONSOLE,
        )
        self._write(json.dumps(request))
        Thread(target=self._listen, daemon=True).start()

    def heard(self) -> Iterator[Message | None]:
        """Give what it has said since the last time; None once it has gone without a last word."""
        while True:
            try:
                yield self._heard.get_nowait()
            except Empty:
                return

    def answer(self, *, agreed: bool) -> None:
        """Answer its question."""
        self._write(YES if agreed else "no")

    def _write(self, line: str) -> None:
        assert self._process.stdin is not None
        with suppress(OSError, ValueError):  # it has gone; listening says so
            self._process.stdin.write(line + "\n")
            self._process.stdin.flush()

    def _listen(self) -> None:
        assert self._process.stdout is not None
        ended = False
        with self._process.stdout as lines:
            for line in lines:
                message = decoded(line)
                if message is not None:
                    ended = ended or isinstance(message, Ended)
                    self._heard.put(message)
        if self._process.stdin is not None:
            with suppress(OSError):
                self._process.stdin.close()
        self._process.wait()
        if not ended:
            self._heard.put(None)
