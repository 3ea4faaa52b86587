"""Whether a workbook is free to write: open elsewhere, read-only, or in another ppm-xl's hands."""

from __future__ import annotations

import hashlib
import os
import stat
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from ppm_xl.errors import FileError, OpenElsewhereError

PATIENCE: Final = 5.0
"""Seconds to wait for another ppm-xl to finish with the workbook."""


def check_free(path: Path) -> None:
    """See that the workbook may be written.

    Its mode is what counts, as an administrator may write anything.

    Raises
    ------
    OpenElsewhereError
        Where Excel's or LibreOffice's lock file lies beside it.
    FileError
        Where it is read-only.
    """
    for beside in (path.with_name(f"~${path.name}"), path.with_name(f".~lock.{path.name}#")):
        if _is_there(beside):
            raise OpenElsewhereError(
                f"{path.name} is open in another program or on another computer.",
                f"Close it there, then try again. If nobody has it open, delete {beside.name} "
                "in the same folder.",
            )
    try:
        mode = path.stat().st_mode
    except OSError:
        return  # reading it says what is wrong, in better words
    if not mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH):
        raise FileError(
            f"{path.name} is read-only.",
            "Take the tick off Read-only in the file's properties, or use a copy, then try again.",
        )


def _is_there(beside: Path) -> bool:
    try:
        return beside.exists()
    except OSError:  # a name too long for this disk: then no program can have made it
        return False


@contextmanager
def only_one(path: Path) -> Iterator[None]:
    """Hold the workbook against other ppm-xl programs of this user on this computer.

    A lock whose program has gone is taken over.

    Raises
    ------
    OpenElsewhereError
        Where another one is still at it after :data:`PATIENCE` seconds.
    """
    name = hashlib.sha256(os.fsencode(os.path.normcase(path.resolve()))).hexdigest()[:24]
    lock = Path(tempfile.gettempdir()) / f"ppm-xl-{name}.lock"
    until = time.monotonic() + PATIENCE
    while not _taken(lock):
        if _stale(lock):
            with suppress(FileNotFoundError):
                lock.unlink()
        elif time.monotonic() > until:
            raise OpenElsewhereError(
                f"Another ppm-xl program is working on {path.name}.",
                "Wait until it has finished, then try again.",
            )
        else:
            time.sleep(0.05)
    try:
        yield
    finally:
        lock.unlink(missing_ok=True)


def _taken(lock: Path) -> bool:
    try:
        handle = os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return False
    except PermissionError:
        # Windows, while the other one deletes it; elsewhere another user's lock.
        return False
    with os.fdopen(handle, "w") as stream:
        stream.write(str(os.getpid()))
    return True


def _stale(lock: Path) -> bool:
    """Whether the program that took the lock has gone."""
    try:
        held_by = lock.read_text()
        fresh = time.time() - lock.stat().st_mtime < 1
    except OSError:
        return False
    if not held_by.isdigit():
        return not fresh
    return not _runs(int(held_by))


def _runs(pid: int) -> bool:
    if sys.platform == "win32":  # os.kill would end the program there
        import ctypes

        handle = ctypes.windll.kernel32.OpenProcess(0x1000, False, pid)  # noqa: FBT003 - its order
        if not handle:
            return False
        code = ctypes.c_ulong()
        ctypes.windll.kernel32.GetExitCodeProcess(handle, ctypes.byref(code))
        ctypes.windll.kernel32.CloseHandle(handle)
        return code.value == 259  # noqa: PLR2004 - STILL_ACTIVE
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
