"""The school's files as three management information systems would give them out.

The story: in September 2026 an infant school (Bromcom) and a junior school (SIMS) became one
school; each office kept its own system until October, and from November all is in Arbor.
Headings and shapes are those that offices use; every value is invented.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final

import xlsxwriter

from demo_school.history import (
    AREAS,
    AUTUMN_1,
    AUTUMN_2,
    SUBJECTS,
    SUMMER_1,
    SUMMER_2,
    HalfTerm,
    Record,
    Register,
    year_to_date,
)
from demo_school.roster import INFANTS, TODAY, Child
from demo_school.standardised import nfer_scores

SCHOOL: Final = "Larkrise Meadow Primary School"
Cell = str | int | float | date
Records = dict[tuple[str, str], Record]


@dataclass(frozen=True)
class Export:
    """One file: its name, what it holds, and the half-term it is about."""

    name: str
    kind: str
    half_term: str
    style: str
    data: bytes


def all_exports(children: Sequence[Child], records: Records) -> tuple[Export, ...]:
    """Make every file, in the order in which a school would have imported them."""
    files: list[Export] = []
    for term in (SUMMER_1, SUMMER_2, AUTUMN_1):
        files += _old_systems(children, records, term)
    files += _arbor(children, records)
    return tuple(files)


def _old_systems(children: Sequence[Child], records: Records, term: HalfTerm) -> list[Export]:
    """Make the infants' Bromcom files and the juniors' SIMS files of a half-term."""
    here = [
        (child, records[child.upn, term.key])
        for child in children
        if (child.upn, term.key) in records
    ]
    infants = [pair for pair in here if pair[1].year in INFANTS]
    juniors = [pair for pair in here if pair[1].year not in INFANTS]
    when = {"Summer 1": "April 2026", "Summer 2": "June 2026", "Autumn 1": "September 2026"}[
        term.name
    ]
    short = f"{term.name} {term.school_year}"
    files = [
        Export(f"Bromcom pupils infants {when}.csv", "pupils", term.key, "Bromcom",
               _bromcom_pupils(infants)),
        Export(f"SIMS pupil list juniors {when}.csv", "pupils", term.key, "SIMS",
               _sims_pupils(juniors)),
    ]  # fmt: skip
    for year in ("1", "2"):
        of_year = [(child, record) for child, record in infants if record.year == year]
        files.append(
            Export(f"Bromcom judgements Year {year} {short}.csv", "judgements", term.key, "Bromcom",
                   _bromcom_judgements(of_year, term, year))
        )  # fmt: skip
    reception = [(child, record) for child, record in infants if record.year == "R"]
    if term is not SUMMER_1:
        files.append(
            Export(f"Bromcom early years {short}.csv", "judgements", term.key, "Bromcom",
                   _bromcom_early_years(reception, term))
        )  # fmt: skip
    files += [
        Export(f"SIMS marksheet juniors {short}.csv", "judgements", term.key, "SIMS",
               _sims_marksheet(juniors, term)),
        Export(f"Bromcom attendance infants {short}.csv", "attendance", term.key, "Bromcom",
               _bromcom_attendance(infants, term)),
        Export(f"SIMS attendance juniors {short}.csv", "attendance", term.key, "SIMS",
               _sims_attendance(juniors, term)),
    ]  # fmt: skip
    return files


def _csv(
    rows: Iterable[Sequence[object]], *, encoding: str = "utf-8-sig", delimiter: str = ","
) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode(encoding)


def _headings(text: str) -> list[str]:
    return text.split("|")


def _british(day: date | None) -> str:
    return day.strftime("%d/%m/%Y") if day else ""


def _flag(yes: bool, words: tuple[str, str]) -> str:  # noqa: FBT001 - a cell's value
    return words[0] if yes else words[1]


Pairs = Sequence[tuple[Child, Record]]


# --- SIMS ------------------------------------------------------------------------------------


def _sims_pupils(pairs: Pairs) -> bytes:
    """Windows-1252, T and F, legal and preferred names, `Year  4`-like year groups."""
    head = (
        "UPN,Adno,Legal Surname,Legal Forename,Preferred Forename,Date of Birth,Gender,Year Group,"
        "Reg Group,Pupil Premium Indicator,Eligible for free meals,FSM Ever 6,Service Child,"
        "Looked After,SEN Status,English as additional language,DOA"
    )
    rows: list[Sequence[object]] = [head.split(",")]
    for child, record in sorted(pairs, key=lambda p: (p[0].surname, p[0].forename)):
        t_or_f = [
            _flag(flag, ("T", "F"))
            for flag in (child.premium, child.fsm, child.ever_6, child.service, child.looked_after)
        ]
        rows.append([
            child.upn, child.admission_no, child.surname, child.forename, child.called,
            _british(child.born), child.sex, f"Year {record.year}", record.class_, *t_or_f,
            child.send, _flag(child.eal, ("T", "F")), _british(child.joined),
        ])  # fmt: skip
    return _csv(rows, encoding="cp1252")


def _sims_marksheet(pairs: Pairs, term: HalfTerm) -> bytes:
    """Title rows above, aspect and result set run together, notes and all-comma rows below."""
    last = {"Summer": "2025/2026", "Autumn": "2026/2027"}[term.name.split()[0]]
    aspects = [f"{subject} Teacher Assessment {term.name}" for subject in SUBJECTS]
    head = [
        "Surname Forename", "Adno", "Reg Group", "Year Group", "Sex", "FSM", "SEN Status",
        "Looked After", "Pupil Premium Indicator", *aspects,
    ]  # fmt: skip
    blank = [""] * len(head)
    rows: list[list[str]] = [
        ["Marksheet : KS2 Core Subjects", *blank[1:]],
        [f"Group : Juniors {last}", *blank[1:]],
        blank,
        head,
    ]
    for child, record in sorted(pairs, key=lambda p: (p[1].class_, p[0].surname, p[0].forename)):
        rows.append([
            f"{child.surname} {child.forename}", child.admission_no, record.class_,
            f"Year {record.year}", child.sex, _flag(child.fsm, ("T", "F")), child.send,
            _flag(child.looked_after, ("T", "F")), _flag(child.premium, ("T", "F")), *record.marks,
        ])  # fmt: skip
    rows += [
        blank,
        blank,
        ["Template Notes", *blank[1:]],
        ["Grades: SBLW BLW WTS EXS GDS, and PK1 to PK6 where a child is below them", *blank[1:]],
        blank,
    ]
    return _csv(rows, encoding="cp1252")


def _sims_attendance(pairs: Pairs, term: HalfTerm) -> bytes:
    """Make the group attendance report, with the four attitude grades beside it."""
    head = _headings(
        "Surname Forename|Adno|Reg Group|Possible|Present|Authorised|Unauthorised|Late|"
        "% Attendance|Behaviour|Effort|Homework|Uniform"
    )
    blank = [""] * len(head)
    rows: list[list[Cell]] = [
        ["Group Attendance and Attitude Report", *blank[1:]],
        [f"From {_british(term.first)} to {_british(term.last)}", *blank[1:]],
        [*blank],
        [*head],
    ]
    for child, record in sorted(pairs, key=lambda p: (p[1].class_, p[0].surname, p[0].forename)):
        r = record.register
        rows.append([
            f"{child.surname} {child.forename}", child.admission_no, record.class_, r.possible,
            r.attended, r.authorised, r.unauthorised, r.lates, r.per_cent, *record.attitude,
        ])  # fmt: skip
    return _csv(rows, encoding="cp1252")


# --- Bromcom ---------------------------------------------------------------------------------


def _bromcom_pupils(pairs: Pairs) -> bytes:
    """UTF-8 with a byte order mark, Yes and No, dates as `14 Mar 2019`, `R` or a digit."""
    head = (
        "UPN,Admission Number,Surname,Forename,Preferred Name,Date of Birth,Gender,Year Group,"
        "Tutor Group,SEN Provision,EAL,Pupil Premium,FSM,Ever 6,Service Child,In Care,"
        "Date of Admission"
    )
    rows: list[Sequence[object]] = [head.split(",")]
    for child, record in sorted(pairs, key=lambda p: (p[1].class_, p[0].surname, p[0].forename)):
        flags = (
            child.eal, child.premium, child.fsm, child.ever_6, child.service, child.looked_after
        )  # fmt: skip
        rows.append([
            child.upn, child.admission_no, child.surname, child.forename, child.known_as,
            _worded(child.born), child.sex, record.year, record.class_, child.send,
            *(_flag(flag, ("Yes", "No")) for flag in flags), _worded(child.joined),
        ])  # fmt: skip
    return _csv(rows)


def _worded(day: date) -> str:
    months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    return f"{day.day} {months[day.month - 1]} {day.year}"


def _bromcom_judgements(pairs: Pairs, term: HalfTerm, year: str) -> bytes:
    """`Assessment Type$Term$Year Group$Subject`, one year group a file, UPN alone as the key."""
    head = ["UPN", *(f"Teacher Assessment${term.name}${year}${subject}" for subject in SUBJECTS)]
    return _csv([head, *([child.upn, *record.marks] for child, record in pairs)])


def _bromcom_early_years(pairs: Pairs, term: HalfTerm) -> bytes:
    head = ["UPN", *(f"Early Years Tracker${term.name}$R${area}" for area in AREAS)]
    return _csv([head, *([child.upn, *record.areas] for child, record in pairs)])


def _bromcom_attendance(pairs: Pairs, term: HalfTerm) -> bytes:
    """Semicolons, as an office's spreadsheet saved it; the report's dates in each row."""
    head = (
        "UPN;Surname;Forename;Tutor Group;Start Date;End Date;Possible;Attended;Authorised Absence;"
        "Unauthorised Absence;Lates;Behaviour;Effort;Homework;Uniform"
    )
    rows: list[Sequence[object]] = [head.split(";")]
    for child, record in sorted(pairs, key=lambda p: (p[1].class_, p[0].surname, p[0].forename)):
        r = record.register
        rows.append([
            child.upn, child.surname, child.forename, record.class_, _british(term.first),
            _british(r.last), r.possible, r.attended, r.authorised, r.unauthorised, r.lates,
            *record.attitude,
        ])  # fmt: skip
    return _csv(rows, delimiter=";")


# --- Arbor -----------------------------------------------------------------------------------

_SEND_WORDS: Final = {
    "N": "No Special Educational Need",
    "K": "SEN Support",
    "E": "Education, Health and Care Plan",
}


def _arbor(children: Sequence[Child], records: Records) -> list[Export]:
    listed = sorted(children, key=lambda c: (c.surname, c.forename, c.class_, c.year))
    here = [(child, records[child.upn, AUTUMN_2.key]) for child in listed if child.on_roll(TODAY)]
    infants = [pair for pair in here if pair[1].year in INFANTS]
    juniors = [pair for pair in here if pair[1].year not in INFANTS]
    marked = [pair for pair in here if pair[1].year != "R"]
    reception = [pair for pair in here if pair[1].year == "R"]
    key = AUTUMN_2.key
    return [
        Export("Arbor pupils November 2026.xlsx", "pupils", key, "Arbor", _arbor_pupils(listed)),
        Export("Arbor assessments Autumn 2 2026-27.xlsx", "judgements", key, "Arbor",
               _arbor_judgements(marked)),
        Export("Arbor early years Autumn 2 2026-27.xlsx", "judgements", key, "Arbor",
               _arbor_early_years(reception)),
        Export("Arbor attendance infants half-term Autumn 2 2026-27.xlsx", "attendance", key,
               "Arbor", _arbor_attendance(infants, AUTUMN_2.first,
               {child.upn: record.register for child, record in infants})),
        Export("Arbor attendance juniors year to date Autumn 2 2026-27.xlsx", "attendance", key,
               "Arbor",
               _arbor_attendance(juniors, AUTUMN_1.first,
               {child.upn: year_to_date(records, child.upn) for child, _ in juniors})),
        Export("NFER scores juniors Autumn 2 2026-27.csv", "tests", AUTUMN_2.key, "NFER",
               nfer_scores(juniors)),
    ]  # fmt: skip


def _xlsx(
    sheet: str, title: Sequence[str], head: Sequence[str], rows: Iterable[Sequence[Cell]]
) -> bytes:
    """Write one sheet: title rows, a blank row, the heading, the rows; dates as real dates."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_numbers": False, "strings_to_formulas": False}
    )
    made = datetime(2026, 11, 23, 8, 15, tzinfo=UTC).replace(tzinfo=None)
    book.set_properties({"title": title[0], "author": SCHOOL, "created": made})
    page = book.add_worksheet(sheet)
    bold = book.add_format({"bold": True})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for number, line in enumerate(title):
        page.write_string(number, 0, line, bold if number == 0 else None)
    top = len(title) + 1
    for column, text in enumerate(head):
        page.write_string(top, column, text, bold)
        page.set_column(column, column, max(10, min(32, len(text) + 2)))
    for number, row in enumerate(rows, top + 1):
        for column, value in enumerate(row):
            if value == "":
                continue
            if isinstance(value, date):
                page.write_datetime(
                    number, column, datetime.combine(value, datetime.min.time()), day
                )
            elif isinstance(value, str):
                page.write_string(number, column, value)
            else:
                page.write_number(number, column, value)
    page.freeze_panes(top + 1, 0)
    book.close()
    return out.getvalue()


def _year(record_year: str) -> str:
    return "Reception" if record_year == "R" else f"Year {record_year}"


def _arbor_pupils(children: Sequence[Child]) -> bytes:
    """Everyone of this school year, those who left with their leaving date."""
    head = _headings(
        "UPN|Admission Number|Legal Surname|Legal Forename|Preferred Forename|Date of Birth|"
        "Sex|Year Group|Registration Form|Pupil Premium|FSM|FSM Ever 6|Service Child|"
        "Looked After|SEN Status|EAL|Admission Date|Leaving Date"
    )
    rows: list[list[Cell]] = []
    for child in children:
        yes_no = [
            _flag(flag, ("Yes", "No"))
            for flag in (child.premium, child.fsm, child.ever_6, child.service, child.looked_after)
        ]
        rows.append([
            child.upn, child.admission_no, child.surname, child.forename, child.known_as,
            child.born, child.sex, _year(child.year), child.class_, *yes_no,
            _SEND_WORDS[child.send], _flag(child.eal, ("Yes", "No")), child.joined,
            child.left or "",
        ])  # fmt: skip
    title = (SCHOOL, "Students: all fields for the office", "Generated 23 Nov 2026 08:15")
    return _xlsx("Students", title, head, rows)


def _arbor_marksheet(
    pairs: Pairs, columns: Sequence[str], of: Callable[[Record], Sequence[str]]
) -> tuple[list[str], list[list[Cell]]]:
    head = ["Student", "UPN", "Year Group", "Registration Form", *columns]
    rows: list[list[Cell]] = [
        [
            f"{child.called} {child.surname}",
            child.upn,
            _year(record.year),
            record.class_,
            *of(record),
        ]
        for child, record in pairs
    ]
    return head, rows


def _arbor_judgements(pairs: Pairs) -> bytes:
    head, rows = _arbor_marksheet(pairs, SUBJECTS, lambda record: record.marks)
    title = (SCHOOL, "Summative assessments: Autumn 2 2026/2027", "Generated 23 Nov 2026 08:20")
    return _xlsx("Assessments", title, head, rows)


def _arbor_early_years(pairs: Pairs) -> bytes:
    head, rows = _arbor_marksheet(pairs, AREAS, lambda record: record.areas)
    title = (SCHOOL, "Early years areas of learning: Autumn 2 2026/2027")
    return _xlsx("Early years", title, head, rows)


def _arbor_attendance(pairs: Pairs, first: date, registers: Mapping[str, Register]) -> bytes:
    """Make the attendance summary with the half-term's attitude grades beside it."""
    head = _headings(
        "Student|UPN|Registration Form|Possible Sessions|Present Sessions|Authorised Absence|"
        "Unauthorised Absence|Late Marks|Attendance %|Start Date|End Date|Behaviour|Effort|"
        "Homework|Uniform"
    )
    rows: list[list[Cell]] = []
    for child, record in pairs:
        r = registers[child.upn]
        rows.append([
            f"{child.called} {child.surname}", child.upn, record.class_, r.possible, r.attended,
            r.authorised, r.unauthorised, r.lates, r.per_cent, first, r.last,
            *("Amber" if colour == "Yellow" else colour for colour in record.attitude),
        ])  # fmt: skip
    title = (SCHOOL, "Attendance summary and attitude to learning", "Generated 23 Nov 2026 08:25")
    return _xlsx("Attendance", title, head, rows)
