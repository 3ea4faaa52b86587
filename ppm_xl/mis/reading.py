"""From a file's bytes to its cells: text files and workbooks, whatever wrote them.

Every file that cannot be read is refused with one sentence, and quickly: sizes are
looked at before anything is unpacked.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Final

from ppm_xl.errors import FileError, PpmError
from ppm_xl.mis.export import Export
from ppm_xl.mis.text_file import read_text_file
from ppm_xl.mis.workbook_file import read_workbook

MAX_BYTES: Final = 64 * 1024 * 1024
"""A year's export of a large trust is some 10 MB; what is larger is not an export."""

_EXPORT_AGAIN: Final = "Export it from your MIS again, as CSV or as an Excel workbook (.xlsx)."
_WRONG_TYPES: Final = (
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"{\\rtf", "a Word document"),
    (b"\x1f\x8b", "a compressed file"),
    (b"7z\xbc\xaf", "a compressed file"),
    (b"Rar!", "a compressed file"),
)
_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")


def load(path: str | Path) -> Export:
    """Read a file from the MIS.

    Raises
    ------
    FileError
        Where it is missing, too large, of another kind, damaged or protected.
    """
    path = Path(path)
    try:
        size = path.stat().st_size
        if not path.is_file():
            raise FileError(f"{path.name} is a folder, not a file.", "Choose one file in it.")
        _check_size(path.name, size)
        data = path.read_bytes()
    except FileNotFoundError:
        raise FileError(f"There is no file {path}.", "Check the name and the folder.") from None
    except OSError as error:
        why = error.strerror or "it is in use"
        raise FileError(
            f"{path.name} cannot be opened ({why.lower()}).",
            "Close it if it is open elsewhere, then try again.",
        ) from None
    return read_export(path.name, data)


def read_export(name: str, data: bytes) -> Export:
    """Read a file's bytes into cells.

    Raises
    ------
    FileError
        One sentence for each thing that can be wrong with a file.
    """
    _check_size(name, len(data))
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe,;"):
        if len(data) > 1024:  # noqa: PLR2004 - a few blanks are an empty file, many are filler
            raise FileError(f"{name} holds nothing but blanks or zero bytes.", _EXPORT_AGAIN)
        raise FileError(f"{name} is empty.", _EXPORT_AGAIN)
    _refuse_other_kinds(name, data)
    try:
        grids = (
            read_workbook(name, data) if data.startswith(_ZIP) else (read_text_file(name, data),)
        )
    except PpmError:
        raise
    except RecursionError:
        raise FileError(f"{name} is damaged.", _EXPORT_AGAIN) from None
    if not any(grid.rows for grid in grids):
        raise FileError(f"{name} is empty.", _EXPORT_AGAIN)
    return Export(name, grids, hashlib.sha256(data).hexdigest())


def _check_size(name: str, size: int) -> None:
    if size > MAX_BYTES:
        raise FileError(
            f"{name} is too large to be an export ({size // (1024 * 1024)} MB).", _EXPORT_AGAIN
        )


def _refuse_other_kinds(name: str, data: bytes) -> None:
    if data.startswith(b"BM") and b"\0" in data[:64]:
        raise FileError(f"{name} is a picture, not a table of pupils.", _EXPORT_AGAIN)
    for start, kind in _WRONG_TYPES:
        if data.startswith(start):
            raise FileError(f"{name} is {kind}, not a table of pupils.", _EXPORT_AGAIN)
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise FileError(
                f"{name} is protected by a password.",
                "Open it in Excel, save it without the password, then import it.",
            )
        raise FileError(
            f"{name} is not a workbook that can be read: it is of Excel's old kind (.xls).",
            "Open it in Excel and save it as an Excel workbook (.xlsx).",
        )
    start = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html", b"<table")):
        raise FileError(
            f"{name} is a web page, not a table.",
            "Open it in Excel and save it as an Excel workbook (.xlsx).",
        )
    if start.startswith((b"<?xml", b"<ctfile")):
        raise FileError(f"{name} is an XML file, which cannot be imported yet.", _EXPORT_AGAIN)
