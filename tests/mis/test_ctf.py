"""Common Transfer Files: what is read of a pupil, what never is, and what is refused."""

from __future__ import annotations

import dataclasses
from datetime import date
from textwrap import dedent

import pytest

from ppm_xl.errors import FileError
from ppm_xl.mis.ctf_exports import export_of
from ppm_xl.mis.ctf_file import (
    CtfFile,
    CtfFreeMeals,
    CtfPupil,
    CtfResult,
    CtfSchool,
    CtfSend,
    CtfYearOfAttendance,
)
from ppm_xl.mis.ctf_reading import read_ctf
from ppm_xl.mis.ctf_results import results_by_heading
from ppm_xl.mis.reading import read_export

NEW = """
<?xml version="1.0" encoding="utf-8"?>
<CTfile>
  <Header>
    <DocumentName>Common Transfer File</DocumentName>
    <CTFversion>25.0</CTFversion>
    <DateTime>2026-11-16T09:15:00</DateTime>
    <DocumentQualifier>full</DocumentQualifier>
    <DataDescriptor>Pupils who move</DataDescriptor>
    <SourceSchool><LEA>999</LEA><Estab>4321</Estab><URN>999998</URN>
      <SchoolName>Fern Hill Primary School</SchoolName>
      <AcademicYear>2026</AcademicYear></SourceSchool>
    <DestSchool><LEA>999</LEA><Estab>LLLL</Estab></DestSchool>
  </Header>
  <CTFpupilData>
    <Pupil>
      <UPN> V999123422001 </UPN><Surname>MCKAY-O'NEIL</Surname><Forename>ZOË</Forename>
      <DOB>2018-10-03</DOB><Sex>F</Sex>
      <BasicDetails>
        <FormerUPN>K99912342201A</FormerUPN>
        <PreferredSurname>McKay-O'Neil</PreferredSurname>
        <PreferredForename>Zo</PreferredForename>
        <NCyearActual>3</NCyearActual>
        <Ethnicity>WBRI</Ethnicity>
        <Languages>
          <Type><LanguageType>H</LanguageType><Language>ENG</Language></Type>
          <Type><LanguageType>F</LanguageType><Language>POL</Language></Type>
        </Languages>
        <ServiceChild>Y</ServiceChild><MedicalFlag>1</MedicalFlag><EnrolStatus>C</EnrolStatus>
      </BasicDetails>
      <FSMhistory>
        <FSMreviewDate>2026-09-01</FSMreviewDate>
        <FSMinstance><FSMstartDate>2022-09-05</FSMstartDate><FSMendDate>2023-07-21</FSMendDate>
          <UKcountry>ENG</UKcountry></FSMinstance>
        <FSMinstance><FSMstartDate>2025-01-06</FSMstartDate><UKcountry>ENG</UKcountry></FSMinstance>
      </FSMhistory>
      <LookedAfter><InCare>true</InCare></LookedAfter>
      <SENhistory>
        <SEN><StartDate>2026-09-14</StartDate><SENprovision>K</SENprovision></SEN>
        <SEN><StartDate>2022-09-05</StartDate><SENprovision>N</SENprovision></SEN>
      </SENhistory>
      <Address><Street>Nowhere Lane</Street></Address>
      <Email>nobody@example.com</Email>
      <Contacts><Contact><Surname>SECRET</Surname></Contact></Contacts>
      <Attendance><YearData><Year>2026</Year><LEA>999</LEA><Estab>4321</Estab>
        <SchoolName>Fern Hill Primary School</SchoolName>
        <SessionsPossible>380</SessionsPossible><SessionsAttended>361</SessionsAttended>
        <SessionsAuthorised>15</SessionsAuthorised><SessionsUnauthorised>4</SessionsUnauthorised>
      </YearData></Attendance>
      <StageAssessments><KeyStage><Stage>KS1</Stage>
        <StageAssessment><Locale>ENG</Locale><Year>2025</Year><Subject>PHO</Subject>
          <Method>TT</Method><Component>CHK</Component><ResultStatus>R</ResultStatus>
          <ResultQualifier>NM</ResultQualifier><Result>34</Result>
          <ResultDate>2025-06-11</ResultDate></StageAssessment>
      </KeyStage></StageAssessments>
    </Pupil>
  </CTFpupilData>
</CTfile>
""".strip()

OLD = """
<?xml version="1.0" encoding="windows-1252"?>
<CTfile><Header><CTFversion>12.0</CTFversion><DateTime>2012-07-02T10:00:00</DateTime></Header>
<CTFpupilData>
<Pupil><UPN>J35490012502Z</UPN><Surname>NØRGAARD</Surname><Forename>LARS</Forename>
<DOB>14/03/2006</DOB><Gender>m</Gender>
<BasicDetails><NCyearActual>R</NCyearActual><ServiceChild>U</ServiceChild>
<EnrolStatus>P</EnrolStatus></BasicDetails>
<SENhistory><SEN><StartDate>2011-09-05</StartDate><SENprovision>A</SENprovision></SEN>
<SEN><StartDate>2011-09-05</StartDate><SENprovision>P</SENprovision></SEN></SENhistory>
<StageAssessments/></Pupil>
<Pupil/>
</CTFpupilData></CTfile>
""".strip()


def test_every_part_of_a_new_file_is_read() -> None:
    ctf = read_ctf("a.xml", NEW.encode())
    assert dataclasses.replace(ctf, digest="") == CtfFile(
        name="a.xml",
        version="25.0",
        full=True,
        made_on=date(2026, 11, 16),
        source=CtfSchool("999", "4321", "999998", "Fern Hill Primary School"),
        destination=CtfSchool("999", "LLLL"),
        academic_year="2026",
        description="Pupils who move",
        pupils=(
            CtfPupil(
                place=1,
                upn="V999123422001",
                surname="MCKAY-O'NEIL",
                forename="ZOË",
                born=date(2018, 10, 3),
                sex="F",
                former_upns=("K99912342201A",),
                preferred_surname="McKay-O'Neil",
                preferred_forename="Zo",
                year_group="3",
                first_language="POL",
                service_child="Y",
                enrolled="C",
                in_care=True,
                free_meals=(
                    CtfFreeMeals(date(2022, 9, 5), date(2023, 7, 21), "ENG"),
                    CtfFreeMeals(date(2025, 1, 6), None, "ENG"),
                ),
                free_meals_reviewed=date(2026, 9, 1),
                send=(CtfSend(date(2026, 9, 14), "K"), CtfSend(date(2022, 9, 5), "N")),
                attendance=(
                    CtfYearOfAttendance(
                        2026,
                        CtfSchool("999", "4321", "", "Fern Hill Primary School"),
                        380,
                        361,
                        15,
                        4,
                    ),
                ),
                results=(
                    CtfResult(
                        stage="KS1",
                        subject="PHO",
                        method="TT",
                        component="CHK",
                        qualifier="NM",
                        result="34",
                        year=2025,
                        day=date(2025, 6, 11),
                        status="R",
                        locale="ENG",
                    ),
                ),
            ),
        ),
    )
    assert ctf.source.dfe_number == "999/4321"


def test_an_old_file_is_read_with_its_gender_its_encoding_and_its_gaps() -> None:
    ctf = read_ctf("a.xml", OLD.encode("cp1252"))
    assert (ctf.version, ctf.full) == ("12.0", None)
    lars, blank = ctf.pupils
    assert (lars.surname, lars.sex, lars.born) == ("NØRGAARD", "M", date(2006, 3, 14))
    assert (lars.year_group, lars.enrolled, lars.send_now()) == ("R", "P", "P")
    assert (lars.in_care, lars.free_meals_on(date(2012, 7, 2))) == (None, None)
    assert blank == CtfPupil(2, "", "", "", None, "")


def test_addresses_contacts_ethnicity_and_medical_notes_are_kept_nowhere() -> None:
    said = repr(read_export("a.xml", NEW.encode()))
    for secret in ("Nowhere", "example.com", "SECRET", "WBRI", "Medical"):
        assert secret not in said


def pupil(**fields: object) -> CtfPupil:
    return dataclasses.replace(CtfPupil(1, "", "", "", None, ""), **fields)


DAY = date(2026, 11, 16)


@pytest.mark.parametrize(
    ("spells", "reviewed", "day", "eligible"),
    [
        ([], None, DAY, None),
        ([], date(2026, 9, 1), DAY, False),
        ([(date(2025, 1, 6), None)], None, DAY, True),
        ([(None, None)], None, DAY, True),
        ([(date(2025, 1, 6), DAY)], None, DAY, False),
        ([(date(2025, 1, 6), date(2026, 11, 17))], None, DAY, True),
        ([(date(2026, 11, 17), None)], None, DAY, False),
        ([(date(2025, 1, 6), date(2025, 7, 1))], None, None, False),
        ([(date(2025, 1, 6), None)], None, None, True),
        ([(date(2021, 1, 6), date(2022, 7, 1)), (date(2025, 1, 6), None)], None, DAY, True),
    ],
)
def test_free_meals_go_on_until_their_end(
    spells: list[tuple[date | None, date | None]],
    reviewed: date | None,
    day: date | None,
    eligible: bool | None,  # noqa: FBT001 - a column of the table above
) -> None:
    meals = tuple(CtfFreeMeals(*spell) for spell in spells)
    assert pupil(free_meals=meals, free_meals_reviewed=reviewed).free_meals_on(day) is eligible


@pytest.mark.parametrize(
    ("language", "additional"),
    [("POL", True), ("ENG", False), ("ENB", False), ("", None), ("REF", None), ("OTB", True)],
)
def test_english_is_additional_by_the_first_language(
    language: str,
    additional: bool | None,  # noqa: FBT001 - a column of the table above
) -> None:
    assert pupil(first_language=language).english_is_additional() is additional


@pytest.mark.parametrize(
    ("languages", "first"),
    [
        ("", ""),
        ("<Type><LanguageType>H</LanguageType><Language>POL</Language></Type>", ""),
        ("<Type><Language>pol</Language></Type>", "POL"),
    ],
)
def test_only_the_first_language_counts(languages: str, first: str) -> None:
    xml = OLD.replace("<NCyearActual>", f"<Languages>{languages}</Languages><NCyearActual>")
    assert read_ctf("a.xml", xml.encode("cp1252")).pupils[0].first_language == first


def result(combination: str, value: str, year: int = 2025) -> CtfResult:
    stage, subject, component, method, qualifier = combination.split("/")
    return CtfResult(stage, subject, method, component, qualifier, value, year, None, "R", "ENG")


RESULTS = [
    (["EYF/LIT/E10/FA/FD=1", "EYF/MAT/E11/FA/FD=2"], {"FSP_LIT_E10": "1", "FSP_MAT_E11": "2"}),
    (["EYF/LIT/G10/FA/FD=3"], {"FSP_LIT_G10": "3"}),
    (["EYF/LIT/E18/FA/FD=1"], {}),
    (["KS1/PHO/CHK/TT/NM=28", "KS1/PHO/CHK/TT/NM=34"], {"Phonics mark": "34"}),
    (["KS1/PHO/CHK/TT/NM=9", "KS1/PHO/CHK/TT/NM=A"], {"Phonics mark": "9"}),
    (["KS1/PHO/CHK/TT/NM=A", "KS1/PHO/CHK/TT/NM=D"], {"Phonics mark": "D"}),
    (["KS1/PHO/CHK/TT/NY=WT", "KS1/PHO/CHK/TT/NY=Wa"], {"Phonics outcome": "Wa"}),
    (
        ["KS1/ENG/REA/TA/NC=EXS", "KS1/ENG/WRI/TA/NC=PK3", "KS1/SCI/SCI/TA/NC=HNM"],
        {"KS1 result: Reading": "EXS", "KS1 result: Writing": "PK3", "KS1 result: Science": "HNM"},
    ),
    (["KS1/MAT/MAT/TA/NL=2A"], {"KS1 result: Maths": "2A"}),
    (["KS1/ENG/REA/TT/NS=104"], {"KS1 score: Reading": "104"}),
    (["KS2/MAT/MTC/TT/MT=23"], {"MTC mark": "23"}),
    (["KS2/MAT/MTC/TT/MT=NAA"], {"MTC reason not taken": "NAA"}),
    (
        ["KS2/MAT/MAT/TT/XX=110", "KS2/MAT/MAT/TA/NC=EXS"],
        {"KS2 score: Maths": "110", "KS2 result: Maths": "EXS"},
    ),
    (
        ["KS2/ENG/GPS/TT/XX=80", "KS2/REA/REA/TT/XX=120"],
        {"KS2 score: GPS": "80", "KS2 score: Reading": "120"},
    ),
    (["KS2/REA/REA/TT/XX=42"], {}),
    (["KS2/REA/REA/TT/XX=NS"], {"KS2 result: Reading": "NS"}),
    (["KS3/ENG/REA/TA/NC=5", "KS2/WEL/WEL/TA/NC=4"], {}),
]


@pytest.mark.parametrize(("written", "headings"), RESULTS)
def test_results_stand_under_the_headings_of_the_dfes_downloads(
    written: list[str], headings: dict[str, str]
) -> None:
    results = [result(*one.split("=")) for one in written]
    assert results_by_heading(results) == headings


def test_the_newest_result_stands_and_estimates_never_do() -> None:
    older, newer = (
        result("KS1/MAT/MAT/TA/NC", value, year) for value, year in (("WTS", 2023), ("EXS", 2024))
    )
    estimate = dataclasses.replace(newer, result="GDS", status="E", year=2025)
    welsh = dataclasses.replace(newer, result="GDS", locale="WAL", year=2025)
    for order in ([older, newer, estimate, welsh], [welsh, estimate, newer, older]):
        assert results_by_heading(order) == {"KS1 result: Maths": "EXS"}


def test_the_export_has_a_row_a_pupil_under_headings() -> None:
    export = read_export("a.xml", NEW.encode())
    [grid] = export.grids
    header, zo = grid.rows
    assert dict(zip(header.cells, zo.cells, strict=True)) == {
        "UPN": "V999123422001",
        "Former UPN": "K99912342201A",
        "Surname": "McKay-O'Neil",
        "Forename": "ZOË",
        "Preferred surname": "McKay-O'Neil",
        "Preferred forename": "Zo",
        "DOB": date(2018, 10, 3),
        "Sex": "F",
        "NC year actual": "3",
        "SEN provision": "K",
        "FSM": "Y",
        "Looked after": "Y",
        "Service child": "Y",
        "English as an additional language": "Y",
        "Phonics mark": "34",
    }
    assert (header.number, zo.number) == (0, 1)
    assert export.ctf is not None


def test_what_the_file_does_not_say_is_blank() -> None:
    [grid] = export_of(read_ctf("a.xml", OLD.encode("cp1252"))).grids
    lars = dict(zip(grid.rows[0].cells, grid.rows[1].cells, strict=True))
    blank = [heading for heading, cell in lars.items() if cell is None]
    assert blank == [
        "Former UPN",
        "Preferred surname",
        "Preferred forename",
        "FSM",
        "Looked after",
        "Service child",
        "English as an additional language",
    ]


def test_a_value_that_cannot_be_read_is_left_out_and_named() -> None:
    xml = (
        NEW.replace("2018-10-03", "2018-13-03")
        .replace("<SessionsPossible>380", "<SessionsPossible>lots")
        .replace("<InCare>true", "<InCare>perhaps")
        .replace("Pupils who move", "x" * 300)
    )
    ctf = read_ctf("a.xml", xml.encode())
    [zo] = ctf.pupils
    assert (zo.born, zo.attendance[0].possible, zo.in_care) == (None, None, None)
    assert [(p.where, p.message) for p in ctf.problems] == [
        (
            "a.xml, header",
            f"DataDescriptor “{'x' * 20}…” is not text of reasonable length; it was left out.",
        ),
        ("a.xml, pupil 1", "DOB “2018-13-03” is not a date; it was left out."),
        ("a.xml, pupil 1", "InCare “perhaps” is not true or false; it was left out."),
        ("a.xml, pupil 1", "SessionsPossible “lots” is not a whole number; it was left out."),
    ]


@pytest.mark.parametrize(
    ("encoding", "stated"),
    [
        *((e, s) for e in ("utf-8", "utf-8-sig") for s in ("utf-8", "UTF-16", "nonsense", None)),
        *((f"utf-16{e}", s) for e in ("", "-le", "-be") for s in ("utf-8", "utf-16", None)),
        ("cp1252", "windows-1252"),
        ("cp1252", "iso-8859-1"),
        ("cp1252", None),
    ],
)
def test_the_encoding_is_that_of_the_bytes(encoding: str, stated: str | None) -> None:
    xml = NEW.split("\n", 1)[1]
    if stated:
        xml = f'<?xml version="1.0" encoding="{stated}"?>\n{xml}'
    assert read_ctf("a.xml", xml.encode(encoding)).pupils[0].forename == "ZOË"


def test_blank_lines_comments_and_a_namespace_do_no_harm() -> None:
    xml = NEW.replace("<CTfile>", '<!-- exported --><CTfile xmlns="urn:x">').replace(
        "<Pupil>", "\n\n\n  <!-- one -->\n<Pupil>"
    )
    assert read_ctf("a.xml", f"\n\n{xml}".encode()).pupils[0].upn == "V999123422001"


ENTITIES = dedent(
    """\
    <?xml version="1.0"?>
    <!DOCTYPE CTfile [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
    <CTfile><CTFpupilData><Pupil><UPN>&b;</UPN></Pupil></CTFpupilData></CTfile>
    """
)
HALF = NEW[: len(NEW) // 2]
REFUSED = {
    "entities": (
        ENTITIES,
        "a.xml declares a document type, which a Common Transfer File never does.",
    ),
    "external": (
        '<!DOCTYPE CTfile SYSTEM "file:///etc/passwd"><CTfile/>',
        "a.xml declares a document type, which a Common Transfer File never does.",
    ),
    "two declarations": (
        f'<?xml version="1.0"?>\n{NEW}',
        "a.xml begins twice: it holds two XML declarations, as faulty programs write them.",
    ),
    "no pupils": ("<CTfile><Header/></CTfile>", "a.xml is a Common Transfer File without pupils."),
    "pupils elsewhere": (
        "<CTfile><Pupils><Group><Pupil/></Group></Pupils></CTfile>",
        "a.xml is a Common Transfer File without pupils.",
    ),
    "admissions": (
        "<?xml version='1.0'?><ATfile/>",
        "a.xml is an admissions file (ATF), not a Common Transfer File.",
    ),
    "other": (
        "<?xml version='1.0'?><x/>",
        "a.xml is an XML file, but not a Common Transfer File.",
    ),
    "cut": (HALF, f"a.xml is damaged or cut short near line {HALF.count(chr(10)) + 1}."),
    "deep": (
        "<CTfile>" + "<a>" * 100,
        "a.xml holds more about a pupil than any record of a school.",
    ),
    "many": (
        "<CTfile><CTFpupilData><Pupil>" + "<a/>" * 20_001,
        "a.xml holds more about a pupil than any record of a school.",
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_each_bad_file_has_its_one_sentence(what: str) -> None:
    xml, sentence = REFUSED[what]
    with pytest.raises(FileError) as refusal:
        read_export("a.xml", xml.encode())
    assert refusal.value.message == sentence
    assert refusal.value.do.endswith(".")
