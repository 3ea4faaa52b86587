"""From a file's bytes to its cells: text files, workbooks, web pages, Common Transfer Files.

What a file is, its content says; the ending of its name does not count. Every file that cannot
be read is refused with one sentence, and quickly: sizes are looked at before anything is
unpacked.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Final

from ppm_xl.errors import FileError
from ppm_xl.mis.ctf_exports import export_of
from ppm_xl.mis.ctf_reading import read_ctf
from ppm_xl.mis.export import Export, Grid
from ppm_xl.mis.limits import EXPORT_AGAIN, SAVE_AS, check_size, damaged
from ppm_xl.mis.old_workbook_file import read_old_workbook
from ppm_xl.mis.text_file import read_text_file
from ppm_xl.mis.web_page_file import is_web_page, read_web_page
from ppm_xl.mis.workbook_file import read_workbook

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
_OLD_RECORDS: Final = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08")
"""How the sheets of Excel 2 to 5 begin, which were files of their own."""
_HEAD: Final = 4096


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
        check_size(path.name, size)
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
    check_size(name, len(data))
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe,;"):
        if len(data) > 1024:  # noqa: PLR2004 - a few blanks are an empty file, many are filler
            raise FileError(f"{name} holds nothing but blanks or zero bytes.", EXPORT_AGAIN)
        raise FileError(f"{name} is empty.", EXPORT_AGAIN)
    _refuse_other_kinds(name, data)
    try:
        if _is_xml(name, data):
            return export_of(read_ctf(name, data))
        grids = _grids(name, data)
    except (RecursionError, MemoryError):
        raise damaged(name) from None
    if not any(grid.rows for grid in grids):
        raise FileError(f"{name} is empty.", EXPORT_AGAIN)
    return Export(name, grids, hashlib.sha256(data).hexdigest())


def _grids(name: str, data: bytes) -> tuple[Grid, ...]:
    if data.startswith(_ZIP):
        return read_workbook(name, data)
    if data.startswith(_OLE):
        return read_old_workbook(name, data)
    if is_web_page(_start(data)):
        return read_web_page(name, data)
    return (read_text_file(name, data),)


def _start(data: bytes) -> str:
    """Give the beginning of a text, its zero bytes left out, so that UTF-16 can be looked at."""
    head = data[:_HEAD].removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe")
    return head.removeprefix(b"\xfe\xff").replace(b"\0", b"").decode("latin-1").lstrip()


def _is_xml(name: str, data: bytes) -> bool:
    """Whether it is XML that is read as a Common Transfer File, or refused as one.

    Raises
    ------
    FileError
        Where it is a workbook saved as XML, of Excel 2003.
    """
    start = _start(data)
    if is_web_page(start):
        return False
    if "urn:schemas-microsoft-com:office:spreadsheet" in start:
        raise FileError(f"{name} is a workbook saved as XML (XML Spreadsheet 2003).", SAVE_AS)
    return start.startswith(("<?xml", "<CTfile", "<ATfile", "<!DOCTYPE", "<!--"))


def _refuse_other_kinds(name: str, data: bytes) -> None:
    if data.startswith(b"BM") and b"\0" in data[:64]:
        raise FileError(f"{name} is a picture, not a table of pupils.", EXPORT_AGAIN)
    for start, kind in _WRONG_TYPES:
        if data.startswith(start):
            raise FileError(f"{name} is {kind}, not a table of pupils.", EXPORT_AGAIN)
    if data.startswith(_OLD_RECORDS) and b"\0" in data[:64]:
        raise FileError(f"{name} is a workbook of Excel 5 or earlier.", SAVE_AS)
    if _start(data).startswith("MIME-Version:"):
        raise FileError(f"{name} is a web page saved as one file (.mht).", SAVE_AS)
