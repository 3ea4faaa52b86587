"""What headings mean, which half-term they are of, and what kind of file they make."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from ppm_xl.errors import DataError
from ppm_xl.mis.fields import FileKind
from ppm_xl.mis.heading import How
from ppm_xl.mis.headings import fingerprint, match_headings
from ppm_xl.mis.kinds import recognise, recognise_sheets
from ppm_xl.mis.periods import Span, basis_of, half_term_on, when_in
from ppm_xl.mis.reading import read_export
from ppm_xl.school.calendar import Calendar, HalfTerm, usual_dates
from ppm_xl.school.scale import Mark, Scale

SUBJECTS = ("Reading", "Writing", "Maths")


@pytest.mark.parametrize(
    ("text", "name", "year"),
    [
        ("Reading Main Assessment Summer 2 2025-26", "Summer 2", "2025-26"),
        ("Aut1", "Autumn 1", ""),
        ("Spr 2 2026/27", "Spring 2", "2026-27"),
        ("Summer Term", "Summer 2", ""),
        ("Spring End of Term", "Spring 2", ""),
        ("Autumn 1st half 26/27", "Autumn 1", "2026-27"),
        ("Autumn half term 2", "Autumn 2", ""),
        ("HT3", "Spring 1", ""),
        ("Half-term 6 2025/2026", "Summer 2", "2025-26"),
        ("Summer 1 2027", "Summer 1", "2026-27"),
        ("Autumn 1 2026", "Autumn 1", "2026-27"),
        ("Group : Juniors 2026/2027", "", "2026-27"),
        ("Y6 EOY", "Summer 2", ""),
        ("Summary 2026", "", ""),
        ("Authorised absence", "", ""),
        ("From 07/09/2026 to 23/10/2026", "", ""),
        ("2026-09-07", "", ""),
        ("Generated 23 Nov 2026 08:15", "", ""),
    ],
)
def test_half_terms_in_words(text: str, name: str, year: str) -> None:
    when = when_in(text)
    assert (when.name, when.school_year) == (name, year)


MEANT = {
    "UPN": "UPN",
    "Adno": "Admission no",
    "Admission Number": "Admission no",
    "Surname Forename": "Name, surname first",
    "Student": "Name",
    "Legal Forename": "Forename",
    "Preferred Surname": "Preferred surname",
    "Known As": "Preferred forename",
    "Date of Birth": "DOB",
    "Gender": "Sex",
    "NC Year": "Year",
    "Reg Group": "Class",
    "Registration Form": "Class",
    "Pupil Premium Indicator": "Pupil Premium",
    "Eligible for free meals": "FSM",
    "FSM Ever 6": "Ever 6",
    "SEN Status": "SEND",
    "English as additional language": "EAL",
    "In LEA Care": "Looked after",
    "% Attendance": "Attendance %",
    "Attendance %": "Attendance %",
    "Overall Attendance": "Attendance %",
    "% Att": "Attendance %",
    "Att %": "Attendance %",
    "Att": "Attendance %",
    "% Attend": "Attendance %",
    "Reading Att": "Reading",
    "Present Sessions": "Present",
    "Unauthorised Absences": "Unauthorised",
    "Late Marks": "Lates",
    "Reading": "Reading",
    "EN Rea TA Aut1": "Reading",
    "Y4 Writing Teacher Assessment Summer 2 2025-26": "Writing",
    "Mathematics": "Maths",
    "Maths progress": "Maths progress",
    "Maths Progress Autumn 2": "Maths progress",
    "Teacher Assessment$Autumn 1$3$Reading": "Reading",
    "Early Years$Summer 2$R$Literacy": "Literacy",
    "Reading Age": "Reading test: age",
    "Reading Standardised Score": "Reading test: standardised",
    "Reading Age-Standardised Score Autumn 1": "Reading test: age-standardised",
    "NFER Reading Autumn 1": "Reading test",
    "PUMA Scaled Score": "Maths test: scaled",
    "GPS raw score": "GPS test: raw",
    "Scaled Score": "Test: scaled",
    "Scaled Score SE": "",
    "Percentile": "",
    "Reading Target": "",
    "Maths Set": "Maths set",
    "Reading Group": "Reading group",
    "Test$Autumn 1$4$Maths": "Maths test",
    "Deprivation Pupil Premium": "Deprivation premium",
    "Adopted from Care Premium": "Adopted from care premium",
    "PupilPremiumCashAmount": "",
    "LastFSM": "",
    "READSCORE": "KS2 score: Reading",
    "MATOUTCOME": "KS2 result: Maths",
    "WRITTAOUTCOME": "KS2 result: Writing",
    "RWMEXP": "",
    "KS1 Reading": "KS1 result: Reading",
    "KS2 Maths Scaled Score": "KS2 score: Maths",
    "KS2 Reading Main Assessment Autumn 2": "Reading",
    "Baseline Maths": "Baseline result: Maths",
    "Phonics_UPN": "UPN",
    "Phonics_PHONICS_MARK": "Phonics mark",
    "FSP_COM_E01": "EYFSP result: Listening, attention and understanding",
    "FSP_MAT_E11": "EYFSP result: Number",
    "FSP_GLD": "EYFSP result: GLD",
    "E01": "ELG Listening, attention and understanding",
    "LIT E09 Word reading": "ELG Word reading",
    "GLD": "",
    "FormMark": "MTC mark",
    "ReasonNotTakingCheck": "MTC reason not taken",
    "EVERFSM_6": "Ever 6",
    "SENProvision": "SEND",
    "NCyearActual": "Year",
    "FSMeligible": "FSM",
    "Mother tongue code": "EAL",
    "current_nc_year": "Year",
    "in_lea_care": "Looked after",
    "Number of Behaviour Incidents": "Incidents",
    "Behaviour Points": "",
    "Suspensions": "Suspensions",
    "Incident Date": "Date",
    "Reading comprehension comment": "",
    "Reading Comment": "",
    "Teacher Assessment$Autumn 1$3$Latin": "",
    "Fixture$Autumn 1$3$Reading Test": "Reading",
    "CAT: Mean SAS CAT Results": "",
    "Minutes Late": "",
    "Postcode": "",
}


@pytest.mark.parametrize("heading", MEANT)
def test_what_a_heading_means(heading: str) -> None:
    [found] = match_headings([heading], SUBJECTS)
    assert found.field == MEANT[heading]
    assert (found.how is How.IGNORED) == (not MEANT[heading])


def test_words_that_are_not_known_make_a_guess_and_say_so() -> None:
    [found] = match_headings(["Reading Blue Book"], SUBJECTS)
    assert (found.field, found.how) == ("Reading", How.GUESSED)


def test_a_subject_that_the_school_has_not_is_left_alone() -> None:
    [found] = match_headings(["Maths"], ("Reading",))
    assert found.field == ""
    [found] = match_headings(["Latin"], ("Latin",))
    assert found.field == "Latin"


def test_mathematics_is_an_area_of_learning_beside_the_others() -> None:
    found = match_headings(["Literacy", "Mathematics", "Physical"], SUBJECTS)
    assert [h.field for h in found] == ["Literacy", "Mathematics", "Physical"]


def test_of_repeated_headings_the_unnumbered_one_is_taken_wherever_it_stands() -> None:
    for texts in (["Reading", "Reading 2"], ["Reading 2", "Reading"]):
        found = {h.text: h for h in match_headings(texts, SUBJECTS)}
        assert found["Reading"].field == "Reading"
        assert found["Reading 2"].how is How.IGNORED
        assert "the column Reading is already taken" in found["Reading 2"].why


def test_remembered_corrections_come_first() -> None:
    found = match_headings(
        ["Grp", "Reading", "PP"], SUBJECTS, remembered={"grp": "Class", "PP": "Ignore"}
    )
    assert [(h.field, h.how) for h in found] == [
        ("Class", How.REMEMBERED),
        ("Reading", How.MATCHED),
        ("", How.IGNORED),
    ]


def test_a_fingerprint_does_not_depend_on_order_or_spelling() -> None:
    assert fingerprint(["UPN", "Reg Group"]) == fingerprint(["reg_group", "upn", ""])
    assert fingerprint(["UPN"]) != fingerprint(["UPN", "Class"])


KINDS = [
    (["UPN", "Surname", "Forename", "Class", "DOB"], FileKind.PUPILS),
    (["UPN", "Name", "Pupil Premium"], FileKind.PUPILS),
    (["UPN", "Surname", "Forename"], FileKind.PUPILS),
    (["UPN", "DOB", "Sex", "FSM", "SEN Status", "Possible"], FileKind.PUPILS),
    (["UPN", "Reading"], FileKind.JUDGEMENTS),
    (["UPN", "Sex", "FSM", "SEN Status", "DOB", "% Attendance", "Maths"], FileKind.JUDGEMENTS),
    (["UPN", "Literacy", "Physical"], FileKind.JUDGEMENTS),
    (["UPN", "Behaviour"], FileKind.JUDGEMENTS),
    (["Name", "Adno", "Class", "% Attendance"], FileKind.ATTENDANCE),
    (["UPN", "Year Group", "Possible", "Attended", "Behaviour"], FileKind.ATTENDANCE),
    (["Admission No", "Name", "DOB", "% Att"], FileKind.ATTENDANCE),
    (
        ["UPN", "Surname", "Deprivation Pupil Premium", "Service Child Premium"],
        FileKind.PUPIL_PREMIUM,
    ),
    (["UPN", "SURNAME", "READOUTCOME", "READSCORE", "WRITTAOUTCOME"], FileKind.RESULTS),
    (["Phonics_UPN", "Phonics_PHONICS_MARK"], FileKind.RESULTS),
    (["UPN", "Surname", "DOB", "FormMark", "PupilStatus"], FileKind.RESULTS),
    (["FSP_UPN", "FSP_COM_E01", "FSP_GLD"], FileKind.RESULTS),
    (["UPN", "E01", "E02", "E03"], FileKind.JUDGEMENTS),
    (["UPN", "Class", "Reading Standardised Score", "Maths Raw Score"], FileKind.TESTS),
    (["First Name", "Last Name", "DOB", "Raw score", "Standardised score"], FileKind.TESTS),
    (["UPN", "Name", "Incident Type", "Incident Date", "Action Taken"], FileKind.BEHAVIOUR),
    (["UPN", "Name", "Class", "Number of incidents", "Suspensions"], FileKind.BEHAVIOUR),
    (["UPN", "Name", "Group", "Subject", "Start Date", "End Date"], FileKind.GROUPS),
    (["UPN", "Name", "Maths Set"], FileKind.GROUPS),
    (
        ["UPN", "Surname", "Forename", "DOB", "Gender", "FSM", "SEN", "Reg", "Possible"],
        FileKind.PUPILS,
    ),
]


@pytest.mark.parametrize(("header", "kind"), KINDS)
def test_what_kind_of_file_it_is(
    header: list[str], kind: FileKind, csv_bytes: Callable[..., bytes]
) -> None:
    export = read_export("a.csv", csv_bytes([header, ["V999123422001"] + ["1"] * 9]))
    assert recognise(export, SUBJECTS).kind is kind


@pytest.mark.parametrize(
    ("title", "name", "says"),
    [
        ("Attendance since September", "a.xlsx", "attendance"),
        ("Autumn 1 assessments", "a.xlsx", "teachers' judgements"),
        ("Year 4", "Attendance Y4.xlsx", "attendance"),
    ],
)
def test_a_title_that_says_something_else_is_not_taken_for_a_pupil_list(
    title: str, name: str, says: str, xlsx_bytes: Callable[..., bytes]
) -> None:
    header = ["Admission No", "Name", "DOB", "Class", "Ses"]
    export = read_export(name, xlsx_bytes([[title], header, ["000101", "Ann Lee", "", "Elm", 9]]))
    with pytest.raises(DataError) as refusal:
        recognise(export, SUBJECTS)
    assert refusal.value.message == f"{name} says that it is {says}, but has no column of that."
    assert "--as pupils" in refusal.value.do
    assert recognise(export, SUBJECTS, kind=FileKind.PUPILS).kind is FileKind.PUPILS


def test_a_pupil_list_may_have_any_title(csv_bytes: Callable[..., bytes]) -> None:
    rows = [
        ["Assessment year 2026-27"],
        ["UPN", "Name", "Class", "Pupil Premium"],
        ["V999123422001", "Ann Lee", "Elm", "N"],
    ]
    found = recognise(read_export("a.csv", csv_bytes(rows)), SUBJECTS)
    assert found.kind is FileKind.PUPILS


def test_the_kind_can_be_said(csv_bytes: Callable[..., bytes]) -> None:
    export = read_export("a.csv", csv_bytes([["UPN", "Maths", "% Attendance"], ["V1", "EXS", 94]]))
    found = recognise(export, SUBJECTS, kind=FileKind.ATTENDANCE)
    assert found.column("Attendance %") is not None
    assert found.column("Maths") is None
    assert found.heading_lines()[-1] == "Ignored: Maths (not part of attendance)."
    assert found.in_words() == "a.csv, attendance, as you said"


def test_what_a_file_is_taken_for_is_said_with_the_reason(csv_bytes: Callable[..., bytes]) -> None:
    def said(*header: str) -> str:
        rows = [list(header), ["V999123422001", "1", "1", "1", "1"]]
        return recognise(read_export("a.csv", csv_bytes(rows)), SUBJECTS).in_words()

    assert said("UPN", "Possible", "Attended") == (
        "a.csv, attendance, because it has Possible and Attended"
    )
    assert said("UPN", "Reading", "Reading Test", "% Attendance", "Maths Blue Book") == (
        "a.csv, teachers' judgements with attendance and test scores, because it has Reading and "
        "Maths Blue Book (if it is something else, say so with --as)"
    )


def test_a_marksheet_gives_each_kind_its_part(csv_bytes: Callable[..., bytes]) -> None:
    header = ["UPN", "Class", "SEN Status", "FSM", "% Attendance", "Reading", "Maths Test", "Year"]
    rows = [header, ["V999123422001", "Elm", "K", "T", "95", "EXS", "99", "3"]]
    found = recognise(read_export("a.csv", csv_bytes(rows)), SUBJECTS)
    assert found.kind is FileKind.JUDGEMENTS
    assert found.parts == {
        FileKind.JUDGEMENTS,
        FileKind.PUPILS,
        FileKind.ATTENDANCE,
        FileKind.TESTS,
    }
    assert not found.is_list
    ignored = {h.text: h.why for h in found.headings if h.how is How.IGNORED}
    assert ignored == {"Year": "taken from pupil lists only"}


def test_a_group_column_is_the_class_where_there_is_no_other() -> None:
    [_, _, group] = match_headings(["UPN", "Year_Group", "Group"], SUBJECTS)
    assert group.field == "Class"
    [_, _, group] = match_headings(["UPN", "Class", "Group"], SUBJECTS)
    assert group.field == "Group"


def test_numbers_that_are_no_marks_are_scores(csv_bytes: Callable[..., bytes]) -> None:
    marks = Scale((Mark("EXS", "", 0, True, False), Mark("WTS", "", -1, False, False)))  # noqa: FBT003

    def kind_of(*cells: str) -> tuple[FileKind, str]:
        rows = [["UPN", "Reading"], *([f"V99912342200{n}", c] for n, c in enumerate(cells))]
        found = recognise(read_export("a.csv", csv_bytes(rows)), SUBJECTS, scale=marks)
        return found.kind, found.headings[1].field

    assert kind_of("104", "97", "A") == (FileKind.TESTS, "Reading test")
    assert kind_of("104", "EXS") == (FileKind.JUDGEMENTS, "Reading")
    assert kind_of("WT", "Below") == (FileKind.JUDGEMENTS, "Reading")


def test_a_safeguarding_log_is_refused(csv_bytes: Callable[..., bytes]) -> None:
    header = ["Pupil Name", "UPN", "Incident ID", "Incident Date", "Category", "Subcategory",
              "Incident Summary", "Assigned To"]  # fmt: skip
    with pytest.raises(DataError, match="safeguarding log"):
        recognise(read_export("a.csv", csv_bytes([header, ["Ann Lee"]])), SUBJECTS)


def test_sheets_with_the_same_headings_are_read_as_well() -> None:
    import io

    from openpyxl import Workbook

    book = Workbook()
    for name, header in (("Elm", "UPN"), ("Oak", "UPN"), ("Old", "Name")):
        sheet = book.create_sheet(name)
        sheet.append([header, "Reading"])
        sheet.append(["V999123422001", "EXS"])
    out = io.BytesIO()
    book.save(out)
    export = read_export("a.xlsx", out.getvalue())
    elm, oak = recognise_sheets(export, SUBJECTS)
    assert (elm.name, elm.sheet, oak.name) == ("a.xlsx", "Elm", "a.xlsx, sheet Oak")


def test_the_sheet_with_the_headings_is_found(xlsx_bytes: Callable[..., bytes]) -> None:
    import io

    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(xlsx_bytes([["Read me"], ["Thank you"]])))
    book.create_sheet("Data").append(["UPN", "Reading"])
    book["Data"].append(["V999123422001", "EXS"])
    out = io.BytesIO()
    book.save(out)
    assert recognise(read_export("a.xlsx", out.getvalue()), SUBJECTS).sheet == "Data"


REFUSED = {
    "no header": (
        [["V999123422001", "Ann", "EXS"], ["J999123422002", "Zoë", "WTS"]],
        (
            "a.csv has no row of headings that names a pupil (UPN, admission number or name) in "
            "its first 30 rows."
        ),
    ),
    "no pupil": (
        [["Reading", "Writing"], ["EXS", "WTS"]],
        "The headings of a.csv name no pupil: there is no UPN, admission number or name.",
    ),
    "no rows": (
        [["UPN", "Reading"], ["", ""]],
        "a.csv has headings but no pupils below them.",
    ),
    "nothing to import": (
        [["UPN", "Postcode"], ["V999123422001", "ZZ1 1ZZ"]],
        "a.csv has pupils, but nothing about them that can be imported.",
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_a_file_without_pupils_is_refused_in_one_sentence(
    what: str, csv_bytes: Callable[..., bytes]
) -> None:
    rows, sentence = REFUSED[what]
    with pytest.raises(DataError) as refusal:
        recognise(read_export("a.csv", csv_bytes(rows)), SUBJECTS)
    assert refusal.value.message == sentence
    assert refusal.value.do


def test_notes_sums_and_repeated_headings_are_not_pupils(csv_bytes: Callable[..., bytes]) -> None:
    header = ["Name", "Adno", "Class", "Possible", "Attended"]
    pupils = [
        ["Key, Alice", "000001", "Elm", 10, 9],
        ["Mean Bo", "000002", "Elm", 10, 9],
        ["Total Cy", "000003", "Elm", 10, 9],
    ]
    rows: list[list[Any]] = [
        ["Printed 3 November"],
        header,
        pupils[0],
        header,
        pupils[1],
        ["Printed by the office"],
        pupils[2],
        ["Total", 3, "", 30, 27],
        ["Class average:", "", "", 10, 9],
        ["Confidential"],
        ["Template Notes"],
        ["Key, Alice", "000001", "Elm", 10, 9],
    ]
    found = recognise(read_export("a.csv", csv_bytes(rows)), SUBJECTS)
    assert [list(row.cells[:1]) for row in found.rows] == [p[:1] for p in pupils]
    assert found.notes == 6


CALENDAR = Calendar((*usual_dates("2025-26"), *usual_dates("2026-27")))


@pytest.mark.parametrize(
    ("day", "half_term"),
    [
        (date(2026, 9, 1), HalfTerm("2026-27", "Autumn 1")),
        (date(2026, 10, 28), HalfTerm("2026-27", "Autumn 1")),
        (date(2026, 11, 20), HalfTerm("2026-27", "Autumn 2")),
        (date(2026, 8, 15), HalfTerm("2025-26", "Summer 2")),
        (date(2024, 5, 10), HalfTerm("2023-24", "Summer 1")),
        (date(2031, 5, 10), HalfTerm("2030-31", "Summer 1")),
    ],
)
def test_the_half_term_of_a_day(day: date, half_term: HalfTerm) -> None:
    assert half_term_on(day, CALENDAR) == half_term


@pytest.mark.parametrize(
    ("starts", "ends", "basis"),
    [
        (None, None, "year to date"),
        (None, date(2026, 11, 20), "year to date"),
        (date(2026, 11, 2), date(2026, 11, 20), "half-term"),
        (date(2026, 9, 1), date(2026, 11, 20), "year to date"),
        (date(2026, 9, 7), date(2026, 10, 23), "half-term"),
    ],
)
def test_what_attendance_covers(starts: date | None, ends: date | None, basis: str) -> None:
    assert basis_of(Span(starts, ends), CALENDAR, "a.csv") == basis


def test_attendance_over_odd_days_is_refused() -> None:
    with pytest.raises(DataError, match="neither one half-term nor the year to date"):
        basis_of(Span(date(2026, 10, 1), date(2026, 11, 20)), CALENDAR, "a.csv")
