"""An invented school of any size in a workbook of its own, for counting calls and cells."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from ppm_xl.actions import new
from ppm_xl.book.draft import Draft
from ppm_xl.book.file import FileBook
from ppm_xl.desk.terminal import SilentDesk

if TYPE_CHECKING:
    from pathlib import Path

    import xlwings as xw

TODAY = date(2026, 11, 23)
MARKS = ("WTS", "EXS", "GDS", "EXS", "BLW")
PROGRESS = ("Green", "Yellow", "Green", "Red")
NOW = {"School year": "2026-27", "Half-term": "Autumn 2"}


def class_of(number: int, classes: int) -> tuple[str, str]:
    """Year and class of a pupil by number: put into so many classes in turn."""
    room = number % classes
    year = str(4 if room == 0 else 1 + room % 6)
    return year, f"{year}{chr(65 + room // 6)}" if room else "4 Oak"


def pupil(number: int, classes: int) -> dict[str, Any]:
    """One pupil's row of the table Pupils."""
    year, room = class_of(number, classes)
    surname = f"Q{_word(number)}"
    return {
        "UPN": upn(number),
        "Pupil": f"Pip {surname}",
        "Surname": surname,
        "Forename": "Pip",
        "DOB": date(2026 - 5 - int(year), 1 + number % 8, 1 + number % 28),
        "Sex": "FM"[number % 2],
        "Year": year,
        "Class": room,
        "Pupil Premium": "YN"[number % 3 > 0],
        "SEND": "NKE"[number % 5 % 3],
        "Joined": date(2025, 9, 1),
    }


def upn(number: int) -> str:
    """A UPN of local authority 999, with its check letter (its figures weighed 2 to 13)."""
    figures = f"99930262{number:04}"
    weighed = sum(place * int(figure) for place, figure in enumerate(figures, start=2))
    return "ABCDEFGHJKLMNPQRTUVWXYZ"[weighed % 23] + figures


def _word(number: int) -> str:
    letters = ""
    for _ in range(3):
        number, rest = divmod(number, 20)
        letters += "bcdfghjklmnpqrstvwxz"[rest] + "aeiou"[rest % 5]
    return letters


def write_school(path: Path, pupils: int, classes: int = 1) -> Path:
    """A new workbook with so many pupils, each with two half-terms' marks."""
    new.run(
        path, SilentDesk(agreed=True), TODAY, school="Count school", half_term="Autumn 2 2026-27"
    )
    book = FileBook(path)
    draft = Draft(book.read())
    for number in range(pupils):
        row = pupil(number, classes)
        draft.put("Pupils", row)
        stamps = {
            key: row[key] for key in ("UPN", "Pupil", "Year", "Class", "Pupil Premium", "SEND")
        }
        for half_term, shift in (("Autumn 1", 0), ("Autumn 2", 1)):
            marks = {
                subject: MARKS[(number + place + shift) % len(MARKS)]
                for place, subject in enumerate(("Reading", "Writing", "Maths"))
            }
            judged = {f"{s} progress": PROGRESS[(number + shift) % 4] for s in marks}
            draft.put("Assessments", {**NOW, "Half-term": half_term, **stamps, **marks, **judged})
    for room in dict.fromkeys(class_of(number, classes)[1] for number in range(pupils)):
        draft.put("Classes", {"Class": room, "Teacher": f"Ms {room}"})
    draft.put("Working", {"What": "Class", "Value": "4 Oak"})
    book.apply(draft.changes())
    return path


def write_marks(path: Path, pupils: int, classes: int = 1) -> Path:
    """A file of marks as an MIS gives it: every third pupil's have changed, here and there."""
    lines = ["UPN,Surname,Forename,Year,Class,Reading,Writing,Maths"]
    for number in range(pupils):
        row = pupil(number, classes)
        shift = 1 + (number % 3 == 0)
        marks = [MARKS[(number + place + shift) % len(MARKS)] for place in range(3)]
        lines.append(
            ",".join([*(row[k] for k in ("UPN", "Surname", "Forename", "Year", "Class")), *marks])
        )
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def choose_file(book: xw.Book, file: Path) -> None:
    """What Excel's own dialogue leaves behind: the file's path in a hidden cell."""
    book.names["ppm_files"].refers_to_range.value = str(file)
