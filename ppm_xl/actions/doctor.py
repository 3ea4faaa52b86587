"""``doctor``: what is wrong on this computer, or between it and one workbook, in plain words.

It changes nothing. The facts come from :mod:`.computer`; :func:`judged` is pure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from ppm_xl import schema
from ppm_xl.actions import Outcome
from ppm_xl.actions.computer import Computer, look
from ppm_xl.actions.workbook_facts import Workbook, look_into
from ppm_xl.desk import Desk
from ppm_xl.errors import Problem, Severity
from ppm_xl.sentences import counted

OLDEST: Final = (3, 11)
_INSTALL: Final = "The README says how, in two lines."
_HERE: Final = "This computer"
_BLOCKS, _WARNS = "1", "6"
_SIGNED_ONLY, _OFF = "3", "4"


def run(book: Path | None, desk: Desk) -> Outcome:
    """Look at this computer and, where one is given, at a workbook; tell what was found."""
    workbook = None if book is None else look_into(book)
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
    if computer.from_store:
        yield _bad(
            "store-python",
            "This Python is from the Microsoft Store, which keeps what it installs where Excel "
            "does not find it.",
            f"Take Python from python.org, then install ppm-xl again. {_INSTALL}",
            severity=Severity.WARNING,
        )
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
    if computer.prompt_off:
        yield _bad(
            "command-prompt-off",
            "Windows keeps you from the command prompt here, through which Excel starts the "
            "buttons' program, so they may not work.",
            panel,
            severity=Severity.WARNING,
        )
    if computer.macros in {_SIGNED_ONLY, _OFF}:
        which = "all macros" if computer.macros == _OFF else "macros that nobody has signed"
        yield _bad(
            "macros-off",
            f"Excel is set to switch off {which} without asking, so the buttons cannot work.",
            "Ask whoever looks after your computers for a trusted location. Until then close the "
            "workbook, and open its file in the panel: ppm-xl panel.",
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
