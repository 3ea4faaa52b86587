"""PDFs onto the disk: whole or not at all, under names that every computer can hold."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from ppm_xl.errors import FileError, OpenElsewhereError
from ppm_xl.school.folders import safe_name

LONGEST_PATH: Final = 218
"""Characters of a whole path that Excel, and so a school's computer, can open."""

_SHORTEST_NAME: Final = 16
_LONGEST_NAME_BYTES: Final = 255
_STAFF: Final = " (staff)"
_KEPT: Final = re.compile(rf"( \d+)?({re.escape(_STAFF)})?$")
"""What a shortened name keeps at its end: its number, and that it is not for families."""


def place_for(folder: Path, parts: Sequence[str]) -> Path:
    """Give the place of a file below a folder, its names made safe and short enough.

    The last name is shortened first, before its ending, ``(staff)`` and its number, then the
    folders. A shortened name gets a sign made from the whole of it, so that no two children,
    and no two classes, ever share a file.

    Raises
    ------
    FileError
        Where the folder's own path leaves no room.
    """
    base = folder.absolute()
    *folders, name = (safe_name(part) for part in parts)
    whole = list(folders)
    room = LONGEST_PATH - len(str(base)) - sum(len(part) + 1 for part in folders) - 1
    shortest = _SHORTEST_NAME + (len(_STAFF) if name.endswith(f"{_STAFF}.pdf") else 0)
    while room < len(name) and room < shortest:
        longest = max(folders, key=len, default="")
        if len(longest) <= _SHORTEST_NAME:
            raise FileError(
                f"The path of the folder “{base}” is too long to put reports in.",
                "Choose a folder with a shorter path.",
            )
        at = folders.index(longest)
        folders[at] = _with_sign(whole[at], whole[at], len(longest) - 1)
        room += len(longest) - len(folders[at])
    return base.joinpath(*folders, _shortened(name, room))


def _shortened(name: str, room: int) -> str:
    if len(name) <= room and len(name.encode()) <= _LONGEST_NAME_BYTES:
        return name
    stem, dot, ending = name.rpartition(".")
    if not dot:
        stem, ending = name, ""
    kept = _KEPT.search(stem)
    tail = kept.group() if kept else ""
    after = f"{tail}{dot}{ending}"
    most = min(room, _LONGEST_NAME_BYTES)
    while True:
        short = f"{_with_sign(stem.removesuffix(tail), name, most - len(after))}{after}"
        if len(short.encode()) <= _LONGEST_NAME_BYTES:
            return short
        most -= 1


def _with_sign(text: str, whole: str, most: int) -> str:
    """Shorten a text to so many characters, ending in a sign of the whole name it is part of."""
    sign = hashlib.sha256(whole.encode()).hexdigest()[:4]
    head = text[: max(most - len(sign) - 1, 1)].rstrip(". ")
    return f"{head}~{sign}"


def write(pdf: bytes, folder: Path, parts: Sequence[str]) -> Path:
    """Write one paper below the output folder, replacing what was there.

    Parameters
    ----------
    pdf
        The document.
    folder
        The output folder; what is missing below it is made.
    parts
        Folders and name below it.

    Returns
    -------
    Path
        Where it lies.

    Raises
    ------
    FileError
        Where it cannot be written; what was there before is untouched.
    """
    path = place_for(folder, parts)
    scratch: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(
            dir=path.parent, prefix=".", suffix=".part", delete=False
        ) as file:
            scratch = Path(file.name)
            file.write(pdf)
        scratch.chmod(_usual_mode())
        scratch.replace(path)
    except PermissionError:
        _forget(scratch)
        raise OpenElsewhereError(
            f"“{path}” cannot be written.",
            "Close it if it is open in another program, or choose another folder.",
        ) from None
    except OSError as problem:
        _forget(scratch)
        raise FileError(
            f"“{path}” cannot be written: {problem.strerror or problem}.",
            "Make room on the disk or choose another folder.",
        ) from None
    return path


def remove(folder: Path, parts: Sequence[str]) -> bool:
    """Remove a paper of an earlier time, where there is one.

    Raises
    ------
    FileError
        Where it is there and cannot be removed.
    """
    path = place_for(folder, parts)
    try:
        path.unlink()
    except FileNotFoundError:
        return False
    except OSError:
        raise OpenElsewhereError(
            f"“{path}” should no longer be there and cannot be removed.",
            "Close it if it is open in another program, and delete it.",
        ) from None
    return True


def lying(folder: Path, below: str) -> tuple[tuple[str, ...], ...]:
    """Give the PDFs two folders below one of the output folder's, each as its parts.

    >>> lying(Path("/nowhere"), "2026-27 Autumn 1")
    ()
    """
    found = (folder / below).glob("*/*/*.pdf")
    return tuple(sorted(path.relative_to(folder).parts for path in found))


def _usual_mode() -> int:
    """Give the mode a new file usually has here; a temporary file is private."""
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _forget(scratch: Path | None) -> None:
    if scratch is not None:
        scratch.unlink(missing_ok=True)
