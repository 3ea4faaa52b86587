"""Whether a file is a workbook that can be read, before anything of it is unpacked."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Final

from ppm_xl.errors import FileError

LARGEST_FILE: Final = 200 * 2**20
"""Bytes."""

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_ZIP: Final = b"PK\x03\x04"


def contents(path: Path) -> tuple[bytes, tuple[int, int]]:
    """Read the file at once, with the stamp by which a later save by others is noticed.

    Raises
    ------
    FileError
        Where it is missing, empty, too large, another kind of file, or has a password.
    """
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise FileError(
                f"{path.name} is a folder, not a workbook.", "Name the workbook's file."
            )
        if found.st_size > LARGEST_FILE:
            raise FileError(
                f"{path.name} is far larger than a workbook of a school.",
                "Use a copy made by ppm-xl.",
            )
        data = path.read_bytes()
    except FileNotFoundError as fault:
        raise FileError(
            f"There is no workbook {path}.", "Check the name and the folder, then try again."
        ) from fault
    except PermissionError as fault:
        raise FileError(
            f"{path.name} may not be read: it is open in another program, or not yours to read.",
            "Close it in other programs, then try again.",
        ) from fault
    except OSError as fault:
        raise FileError(
            f"{path.name} cannot be read from the disk.",
            "Copy it to this computer, then try again.",
        ) from fault
    _check_kind(path, data)
    return data, stamp(found)


def _check_kind(path: Path, data: bytes) -> None:
    if not data:
        raise FileError(f"{path.name} is empty: there is nothing in it.", "Use a backup copy.")
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise FileError(
                f"{path.name} is protected with a password.",
                "Take the password off in Excel (File, Info, Protect Workbook), then try again.",
            )
        raise FileError(
            f"{path.name} is in an old Excel format.",
            "Open it in Excel and save it as an Excel macro-enabled workbook (.xlsm).",
        )
    if not data.startswith(_ZIP):
        raise FileError(
            f"{path.name} is not an Excel workbook.",
            "Name the workbook that ppm-xl new made.",
        )


def stamp(found: os.stat_result) -> tuple[int, int]:
    """Give what tells one saving of a file from another: its time and size."""
    return found.st_mtime_ns, found.st_size
