"""What one workbook says of itself that has to fit this computer; :mod:`.doctor` judges it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from ppm_xl.actions.computer import can_write, downloaded
from ppm_xl.book.tables import Tables
from ppm_xl.errors import FileError, PpmError, Problem, Severity


@dataclass(frozen=True, slots=True)
class Workbook:
    """The facts about one workbook.

    Attributes
    ----------
    schema_version
        Of its tables; 0 where it could not be read, and ``fault`` says why.
    made_by, xlwings
        The versions of ppm-xl and of xlwings' macros in it; empty where it does not say.
    place
        Where it looks for Python, as it says it.
    blocked
        Whether Windows keeps its macros from running, as it came from elsewhere.
    """

    name: str
    schema_version: int = 0
    made_by: str = ""
    xlwings: str = ""
    place: str = ""
    blocked: bool = False
    copies_writable: bool = True
    problems: tuple[Problem, ...] = ()


def look_into(path: Path) -> Workbook:
    """Read what a workbook says of itself; nothing in it is changed.

    Raises
    ------
    FileError
        Where there is no such file.
    """
    from ppm_xl.book.backups import FOLDER
    from ppm_xl.book.opening import open_book

    if not path.exists():
        raise FileError(f"There is no workbook {path}.", "Check the name and the folder.")
    problems: list[Problem] = []
    version = 0
    try:
        book = open_book(path, to_write=False)
        tables = book.read()
        version = tables.schema_version
        problems += unfinished(path, book.identity, tables)
    except PpmError as error:
        problems.append(
            Problem("workbook-unreadable", path.name, error.message, error.do, Severity.ERROR)
        )
    said = _said_by(path)
    return Workbook(
        name=path.name,
        schema_version=version,
        made_by=said.get("ppm_version", ""),
        xlwings=said.get("ppm_xlwings", ""),
        place=said.get("place", ""),
        blocked=downloaded(path),
        copies_writable=can_write(path.absolute().parent / FOLDER),
        problems=tuple(problems),
    )


def unfinished(path: Path, identity: str, tables: Tables) -> Iterator[Problem]:
    """Tell of a step that was cut off, and of one that is at work this moment."""
    from ppm_xl.actions.guard import was_cut_off
    from ppm_xl.book.lock import only_one

    for problem in was_cut_off(tables):
        yield replace(problem, where=path.name, severity=Severity.ERROR)
    try:
        with only_one(identity, path.name, action="doctor"):
            pass
    except PpmError as held:
        yield Problem("at-work", path.name, held.message, held.do, Severity.NOTE)


def _said_by(path: Path) -> dict[str, str]:
    """Read the versions and the place of Python that the file names."""
    from zipfile import BadZipFile

    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(path, read_only=True, keep_links=False)
    except (OSError, KeyError, ValueError, BadZipFile, InvalidFileException):
        return {}  # reading it says what is wrong, in better words
    with closing(book):
        said = {
            name: str(book.defined_names[name].attr_text).strip('="')
            for name in ("ppm_version", "ppm_xlwings")
            if name in book.defined_names
        }
        key = {"win32": "INTERPRETER_WIN", "darwin": "INTERPRETER_MAC"}.get(sys.platform)
        if key and "xlwings.conf" in book.sheetnames:
            rows = book["xlwings.conf"].iter_rows(max_col=2, values_only=True)
            said["place"] = next((str(value or "") for name, value in rows if name == key), "")
        return said
