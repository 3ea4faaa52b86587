"""Whether a workbook is free to write: open elsewhere, read-only, or in another ppm-xl's hands.

The one lock of a workbook lies in the user's own folder, whichever door it is taken through; the
system itself lets go of it when its program ends, however it ends.
"""

from __future__ import annotations

import hashlib
import os
import stat
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ppm_xl.errors import FileError, OpenElsewhereError, StillRunningError

PATIENCE: Final = 5.0
"""Seconds to wait for a program that only writes, and is not in the middle of an action."""

_LOCKED: Final = 1 << 30
"""The byte that is locked, far beyond the words: on Windows a locked byte cannot be read."""


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


def path_identity(path: Path) -> str:
    """Give what tells a file from every other: its whole path, links followed, in one case."""
    return os.path.normcase(path.resolve())


@dataclass(slots=True)
class _Held:
    """A lock that this program holds: by which thread, how many times over, and for what."""

    thread: int
    times: int
    words: str


_held: dict[str, _Held] = {}
_door = threading.Lock()
"""Held while looking into or changing :data:`_held`."""


@contextmanager
def only_one(identity: str, name: str, *, action: str = "", since: str = "") -> Iterator[None]:
    """Hold a workbook against every other action of this user on this computer.

    Taken again by the thread that holds it, it is held already.

    Parameters
    ----------
    identity
        What tells the workbook from others.
    name
        What it is called.
    action
        What is done meanwhile, in the words of its button. Then nobody waits: one who presses a
        second time is told at once.
    since
        The time of day at which it began.

    Raises
    ------
    StillRunningError
        Where an action is still at it.
    OpenElsewhereError
        Where another program is still writing after :data:`PATIENCE` seconds.
    """
    if _taken_again(identity):
        try:
            yield
        finally:
            with _door:
                _held[identity].times -= 1
        return
    handle = _wait(identity, name, patience=0 if action else PATIENCE)
    words = f"{action}\n{since}" if action else ""
    with _door:
        _held[identity] = _Held(threading.get_ident(), 1, words)
    try:
        _note(handle, words)
        yield
    finally:
        with _door:
            del _held[identity]
        _release(handle, _place(identity))


def _taken_again(identity: str) -> bool:
    with _door:
        held = _held.get(identity)
        if held is None or held.thread != threading.get_ident():
            return False
        held.times += 1
        return True


def _wait(identity: str, name: str, *, patience: float) -> int:
    until = time.monotonic() + patience
    place = _place(identity)
    while True:
        handle = _try(identity, place)
        if handle is not None:
            return handle
        action, _, since = _words(identity, place).partition("\n")
        if action:
            raise StillRunningError(
                f"{action} is still running in this workbook (since {since}).",
                "Wait for its message, then try again.",
            )
        if time.monotonic() >= until:
            raise OpenElsewhereError(
                f"Another ppm-xl program is working on {name}.",
                "Wait until it has finished, then try again.",
            )
        time.sleep(0.05)


def _place(identity: str) -> Path:
    """Name the lock's file; its name says nothing of the workbook's."""
    name = f"{hashlib.sha256(identity.encode('utf-8', 'surrogatepass')).hexdigest()[:24]}.lock"
    for folder in _folders():
        with suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
            if os.access(folder, os.W_OK):
                return folder / name
    raise FileError(
        "This computer gives ppm-xl no folder of its own to work in.",
        "Make room on the disk, then try again.",
    )


def _folders() -> Iterator[Path]:
    """Give the user's own folder first: Excel and a terminal may name different temporary ones."""
    from platformdirs import user_cache_path

    with suppress(OSError, RuntimeError):
        yield user_cache_path("ppm-xl", appauthor=False) / "locks"
    yield Path(tempfile.gettempdir()) / "ppm-xl-locks"


def _try(identity: str, place: Path) -> int | None:
    """Take the lock, now or not at all."""
    with _door:
        if identity in _held:  # by another thread: the system would give it to us once more
            return None
    for _ in range(20):
        try:
            handle = os.open(place, os.O_CREAT | os.O_RDWR, 0o600)
        except PermissionError:
            return None
        try:
            _lock(handle)
        except OSError:
            os.close(handle)
            return None
        if _is_at(handle, place):
            return handle
        os.close(handle)  # the one before took its file away after we had opened it
    return None


def _is_at(handle: int, place: Path) -> bool:
    """Whether the open file is still the one at its place."""
    if sys.platform == "win32":  # where no file can be taken away that is open
        return True
    try:
        return os.path.samestat(os.fstat(handle), place.stat())
    except OSError:
        return False


def _lock(handle: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        os.lseek(handle, _LOCKED, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _release(handle: int, place: Path) -> None:
    """Take the lock's file away and let go.

    Whoever has opened it meanwhile finds, once it is theirs, that it lies there no more, and
    begins anew. Windows takes no file away that anybody has open: there it goes last, or stays.
    """
    _note(handle, "")
    if sys.platform == "win32":
        import msvcrt

        with suppress(OSError):  # closing it lets go as well, a little later
            os.lseek(handle, _LOCKED, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)
        os.close(handle)
        with suppress(OSError):
            place.unlink()
    else:
        with suppress(OSError):
            place.unlink()
        os.close(handle)


def _note(handle: int, words: str) -> None:
    """Write into the lock's file what is done under it, for whoever is turned away."""
    with suppress(OSError):  # a full disk: the lock holds without its words
        os.ftruncate(handle, 0)
        os.lseek(handle, 0, os.SEEK_SET)
        os.write(handle, words.encode())


def _words(identity: str, place: Path) -> str:
    with _door:
        held = _held.get(identity)
        if held is not None:
            return held.words
    with suppress(OSError):
        return place.read_text(encoding="utf-8", errors="replace")
    return ""
