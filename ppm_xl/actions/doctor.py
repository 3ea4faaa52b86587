"""``doctor``: what is wrong on this computer, or between it and one workbook, in plain words.

It changes nothing. The facts come from :mod:`.computer`; :func:`judged` is pure.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ppm_xl import schema
from ppm_xl.actions import Outcome
from ppm_xl.actions.computer import Computer, can_write, downloaded, look
from ppm_xl.book.tables import Tables
from ppm_xl.desk import Desk
from ppm_xl.errors import FileError, PpmError, Problem, Severity
from ppm_xl.sentences import counted

OLDEST: Final = (3, 11)
_INSTALL: Final = "The README says how, in two lines."
_HERE: Final = "This computer"
_BLOCKS, _WARNS = "1", "6"
_SIGNED_ONLY, _OFF = "3", "4"


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


def run(book: Path | None, desk: Desk) -> Outcome:
    """Look at this computer and, where one is given, at a workbook; tell what was found."""
    workbook = None if book is None else _look_into(book)
    computer = look(workbook.place if workbook else "")
    fine, problems = judged(computer, workbook)
    desk.detail(*(f"✓ {line}" for line in fine))
    many = f"{counted(len(problems), 'thing')} to put right."
    said = (many if problems else "All is well.",)
    desk.tell(*said)
    desk.list_problems(problems)
    return Outcome(ok=True, said=(*said, *fine), problems=problems)


def judged(
    computer: Computer, book: Workbook | None = None
) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    """Give what is fine, and what is not with what to do about it."""
    fine: list[str] = []
    problems: list[Problem] = []
    judges: list[Iterator[str | Problem]] = [
        judge(computer) for judge in (_python, _place, _excel, _office, _parts, _folders)
    ]
    if book is not None:
        judges += [_workbook(computer, book), iter(book.problems)]
    for judge in judges:
        for found in judge:
            if isinstance(found, str):
                fine.append(found)
            else:
                problems.append(found)
    return tuple(fine), tuple(problems)


Found = Iterator[str | Problem]


def _bad(
    code: str, words: str, do: str = "", where: str = _HERE, severity: Severity = Severity.ERROR
) -> Problem:
    return Problem(code, where, words, do, severity)


def _in_words(version: Sequence[int]) -> str:
    return ".".join(map(str, version))


def _python(computer: Computer) -> Found:
    words = f"Python {_in_words(computer.python)}, ppm-xl {computer.version}"
    if computer.python[:2] < OLDEST:
        yield _bad(
            "python-too-old",
            f"This Python is {_in_words(computer.python)}; ppm-xl needs {_in_words(OLDEST)} or "
            "later.",
            f"Install a newer Python, then ppm-xl again. {_INSTALL}",
        )
    else:
        yield f"{words} ({computer.running})."


def _place(computer: Computer) -> Found:
    place = computer.place
    if place is None:
        return
    if not computer.version_there:
        yield _bad(
            "python-not-at-its-place",
            f"The buttons look for {place}, and there is no ppm-xl there.",
            f"Install ppm-xl at that place. {_INSTALL}",
        )
    elif computer.version_there != computer.version:
        yield _bad(
            "two-versions",
            f"The buttons use ppm-xl {computer.version_there}, and this command is "
            f"{computer.version}.",
            f"Update the one at {place}.",
            severity=Severity.WARNING,
        )
    else:
        yield f"The buttons find ppm-xl at {place}."


def _excel(computer: Computer) -> Found:
    if computer.excel:
        yield f"Excel is at {computer.excel}."
    elif computer.system in {"win32", "darwin"}:
        yield _bad(
            "no-excel",
            "Excel was not found on this computer.",
            "Install Excel 2016 or later (on a Mac 16); every command works on the file meanwhile.",
            severity=Severity.WARNING,
        )
    else:
        yield "Excel does not run on this system: commands work on the file."
    if computer.script is not None and computer.excel:
        if computer.script_is_there:
            yield "Excel may start Python: its AppleScript is in its place."
        else:
            yield _bad(
                "applescript-missing",
                f"The AppleScript through which Excel starts Python is missing: {computer.script}.",
                "Run this once in Terminal: ~/ppm-xl/bin/xlwings runpython install",
            )


def _office(computer: Computer) -> Found:
    panel = "Use the panel in place of the buttons: ppm-xl panel."
    if computer.rule in {_BLOCKS, _WARNS}:
        yes = "does not let" if computer.rule == _BLOCKS else "asks before it lets"
        yield _bad(
            "office-may-start-nothing",
            f"Microsoft Defender {yes} Excel start programs here, so the buttons cannot work.",
            f"{panel} docs/for-it-staff.md names the rule.",
            severity=Severity.WARNING,
        )
    if computer.macros in {_SIGNED_ONLY, _OFF}:
        which = "all macros" if computer.macros == _OFF else "macros that nobody has signed"
        yield _bad(
            "macros-off",
            f"Excel is set to switch off {which} without asking, so the buttons cannot work.",
            f"Ask whoever looks after your computers for a trusted location. {panel}",
            severity=Severity.WARNING,
        )


def _parts(computer: Computer) -> Found:
    for what in computer.lacking:
        yield _bad(
            "part-missing", f"Missing from ppm-xl: {what}.", f"Install ppm-xl again. {_INSTALL}"
        )
    if not computer.lacking:
        yield "The typefaces of reports and diagrams are there."
    if not computer.tk:
        yield _bad(
            "no-tk",
            "The panel cannot open: this Python has no Tk.",
            "On Debian install python3-tk; elsewhere take Python from python.org.",
            severity=Severity.NOTE,
        )


def _folders(computer: Computer) -> Found:
    for what, folder, writable in computer.folders:
        if writable:
            yield f"There is a folder for {what}: {folder}."
        else:
            yield _bad(
                "cannot-write",
                f"Nothing can be written into {folder}, the folder for {what}.",
                "Ask for permission to write there; Windows' “Controlled folder access” may be "
                "what forbids it.",
            )


def _workbook(computer: Computer, book: Workbook) -> Found:
    def bad(code: str, words: str, do: str, severity: Severity = Severity.ERROR) -> Problem:
        return _bad(code, words, do, book.name, severity)

    if book.blocked:
        yield bad(
            "blocked-download",
            "Windows keeps the macros of this workbook from running, as it came from elsewhere.",
            "In Explorer, right-click it, Properties, tick Unblock. A workbook made with ppm-xl "
            "new on this computer never needs that.",
        )
    if book.schema_version:
        yield (
            f"{book.name} is a ppm-xl workbook, its tables in version {book.schema_version} "
            f"(this program: {schema.SCHEMA_VERSION})."
        )
    if book.made_by and _numbers(book.made_by) > _numbers(computer.version):
        yield bad(
            "newer-workbook",
            f"It was made by ppm-xl {book.made_by}, and this computer has {computer.version}.",
            "Update ppm-xl on this computer.",
        )
    if book.xlwings and book.xlwings != computer.xlwings:
        yield bad(
            "xlwings-differs",
            f"Its macros are of xlwings {book.xlwings}, and this computer has xlwings "
            f"{computer.xlwings or 'not at all'}.",
            f"Install the ppm-xl that made it ({book.made_by or 'its version'}) or a newer one.",
            Severity.WARNING,
        )
    elif book.xlwings:
        yield f"Its macros and this computer have the same xlwings, {book.xlwings}."
    if not book.copies_writable:
        yield bad(
            "cannot-write-copies",
            "No copies can be kept beside it; they go to your documents.",
            "Nothing needs to be done, unless you want them beside the workbook.",
            Severity.NOTE,
        )


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdecimal())


def _look_into(path: Path) -> Workbook:
    """Read what the workbook says of itself.

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
        problems += _unfinished(path, book.identity, tables)
    except PpmError as error:
        problems.append(_bad("workbook-unreadable", error.message, error.do, path.name))
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


def _unfinished(path: Path, identity: str, tables: Tables) -> Iterator[Problem]:
    """Tell of a step that was cut off, and of one that is at work this moment."""
    from ppm_xl.actions.guard import was_cut_off
    from ppm_xl.book.lock import only_one

    for problem in was_cut_off(tables):
        yield _bad(problem.code, problem.message, problem.do, path.name)
    try:
        with only_one(identity, path.name, action="doctor"):
            pass
    except PpmError as held:
        yield _bad("at-work", held.message, held.do, path.name, Severity.NOTE)


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
