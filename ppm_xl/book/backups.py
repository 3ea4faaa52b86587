"""A copy of the workbook from before each action, kept where its user will find it.

The copies lie in the folder ``Backups`` beside the workbook, or among the user's documents where
that cannot be: the workbook lies in the cloud, or its folder takes no new files. They hold what
the workbook holds, so they are personal data as much as it is.
"""

from __future__ import annotations

import os
import re
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Final

from ppm_xl.book import Book
from ppm_xl.errors import BusyError, FileError, PpmError

KEPT: Final = 20
"""Copies of one workbook; the oldest beyond them goes."""

FOLDER: Final = "Backups"
LONGEST_PATH: Final = 218
"""Characters of a whole path that Excel can open."""
LONGEST_NAME: Final = 255
"""Bytes of a file's name that disks can hold."""
_SHORTEST: Final = 12
"""Characters of the workbook's name that a copy's name must have room for."""


def keep(book: Book, action: str, when: datetime) -> Path:
    """Keep a copy of the workbook as it stands, and let the oldest beyond those kept go.

    Parameters
    ----------
    action
        What is about to be done, in the words of its button.

    Raises
    ------
    FileError
        Where a copy can be kept nowhere: then nothing may change either.
    BusyError
        Where Excel does not answer.
    """
    for place in _places(book):
        try:
            place.folder.mkdir(parents=True, exist_ok=True)
            copy = _free_name(place, action, when)
            book.copy_to(copy)
        except BusyError:
            raise
        except (PpmError, OSError):
            with suppress(OSError):  # an empty folder that was made for nothing
                place.folder.rmdir()
            continue
        _let_the_oldest_go(place, copy)
        return copy
    raise FileError(
        f"No copy of {book.name} could be kept, so nothing was changed.",
        "Make room on the disk, or put the workbook into a folder of your own, then try again.",
    )


def said_of(copy: Path, book: Book) -> str:
    """Say where a copy lies: from the workbook's folder where it is beside it."""
    beside = book.path is not None and copy.parent.parent == book.path.absolute().parent
    where = f"{copy.parent.name}/{copy.name}" if beside else str(copy)
    return f"A copy from before is {where}"


@dataclass(frozen=True, slots=True)
class _Place:
    """A folder to keep copies in, and how a workbook's copies are called there.

    Attributes
    ----------
    tag
        Tells workbooks of one name apart, wherever their name alone does not.
    alone
        Whether the name alone does: no other workbook of this name can have its copies here.
    """

    folder: Path
    stem: str
    ending: str
    tag: str
    alone: bool


def _places(book: Book) -> Iterator[_Place]:
    """Give the places to try, the best first."""
    from platformdirs import user_documents_path

    name = PurePosixPath(book.name)
    stem, ending = name.stem or "Workbook", name.suffix or ".xlsm"
    tag = f"~{zlib.crc32(book.identity.encode('utf-8', 'surrogatepass')):08x}"
    path = book.path
    if path is not None:
        yield _Place(path.absolute().parent / FOLDER, stem, ending, tag, alone=True)
    with suppress(OSError, RuntimeError):
        documents = user_documents_path() / "Pupil progress" / FOLDER
        yield _Place(documents, stem, ending, tag, alone=False)


def _free_name(place: _Place, action: str, when: datetime) -> Path:
    """Name a copy as no file there is named, short enough to be opened again.

    Raises
    ------
    FileError
        Where the folder's own path leaves too little room.
    """
    for number in range(1, 1000):
        again = f" ({number})" if number > 1 else ""
        rest = f" {when:%Y-%m-%d %H.%M.%S} before {_safe(action)}{again}{place.ending}"
        room = LONGEST_PATH - len(str(place.folder)) - 1 - len(rest)
        written = _written(place, room, LONGEST_NAME - len(os.fsencode(rest)))
        if not written:
            break
        found = place.folder / f"{written}{rest}"
        if not found.exists():
            return found
    raise FileError(f"The folder “{place.folder}” has no room for a copy's name.")


def _written(place: _Place, characters: int, in_bytes: int) -> str:
    """Give the workbook's name as far as there is room for it; ``""`` where there is too little."""
    if place.alone and len(place.stem) <= characters and len(os.fsencode(place.stem)) <= in_bytes:
        return place.stem
    short = place.stem[: max(0, characters - len(place.tag))]
    while len(os.fsencode(short)) > max(0, in_bytes - len(place.tag)):
        short = short[:-1]
    return f"{short}{place.tag}" if len(short) >= min(len(place.stem), _SHORTEST) else ""


def _safe(action: str) -> str:
    return re.sub(r'[\\/:*?"<>|\x00-\x1f]', "-", action)[:60].strip(" .")


def _let_the_oldest_go(place: _Place, newest: Path) -> None:
    """Delete this workbook's copies beyond the last ones kept, and nothing else.

    A file is ours only if its whole name is one that :func:`keep` gives to a copy of this
    workbook. Where one cannot be deleted, it stays until the next time.
    """
    found: list[tuple[str, int, Path]] = []
    with suppress(OSError):
        for path in place.folder.iterdir():
            match = _NAME.fullmatch(path.name)
            if match and _is_of(place, match) and path.is_file() and not path.is_symlink():
                found.append((match["when"], int(match["number"] or 1), path))
    for _, _, old in sorted(found, reverse=True)[KEPT:]:
        if old != newest:
            with suppress(OSError):
                old.unlink()


def _is_of(place: _Place, match: re.Match[str]) -> bool:
    written: str = match["written"]
    if match["ending"] != place.ending:
        return False
    if written.endswith(place.tag):
        return place.stem.startswith(written.removesuffix(place.tag))
    return place.alone and written == place.stem


_NAME: Final = re.compile(
    r"(?P<written>.+) (?P<when>\d{4}-\d\d-\d\d \d\d\.\d\d\.\d\d) before [^\\/]+?"
    r"(?: \((?P<number>\d+)\))?(?P<ending>\.[^. ]+)"
)
