"""The school's own PDFs: whose they are, who has looked at them, and what lies behind a report."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from paper.structure import tags
from pypdf import PdfReader
from reports.school_by_hand import NOW, PUPILS, TODAY, make_school, upn

from ppm_xl import schema
from ppm_xl.book.change import applied
from ppm_xl.book.draft import Draft
from ppm_xl.book.tables import EMPTY, Cell, TableCells, Tables
from ppm_xl.errors import FileError, Severity
from ppm_xl.paper.school_pages import places, read_own_file, with_school_pages
from ppm_xl.paper.typesetting import Typesetter
from ppm_xl.plan import Paper, Plan
from ppm_xl.reports.beside import Beside, OwnFile
from ppm_xl.reports.check_rows import check_changes, not_complete
from ppm_xl.reports.own_pages import as_listed
from ppm_xl.reports.planning import plan_check, plan_family_reports, write_reports
from ppm_xl.reports.record import SETTING
from ppm_xl.school.model import School

CHECK = schema.REPORT_CHECK
A4, WIDE = (595, 842), (842, 595)


def with_record() -> School:
    school = make_school()
    settings = replace(school.settings, school={**school.settings.school, SETTING: "Y"})
    return replace(school, settings=settings)


def own(name: str, version: str = "v1", pages: int = 1) -> OwnFile:
    return OwnFile(name, f"/there/{name}", version, (A4,) * pages)


def beside(*files: OwnFile) -> Beside:
    return Beside(folder="Objectives", files=files)


def decided(*rows: Mapping[str, Cell]) -> Tables:
    headings = CHECK.headings()
    cells = tuple(tuple(row.get(heading) for heading in headings) for row in rows)
    return EMPTY.with_table(TableCells(CHECK.name, headings, cells))


def a_pass(file: OwnFile, who: str = "everything") -> dict[str, Cell]:
    return {"ID": who, "UPN": upn(who), "The text": as_listed(file), "Decision": "Pass"}


def passed(school: School, *rows: Mapping[str, Cell]) -> School:
    return replace(school, tables=decided(*rows))


def of(plan: Plan, who: str) -> Paper:
    name = f"{PUPILS[who].surname} {PUPILS[who].forename}.pdf"
    return next(paper for paper in plan.papers if paper.path[-1] == name)


def codes(plan: Plan, who: str) -> set[str]:
    return {p.code for p in plan.problems if p.where == f"{PUPILS[who].name}, Objectives"}


@pytest.mark.parametrize(
    "name",
    [
        f"{PUPILS['everything'].upn}.pdf",
        f"{PUPILS['everything'].upn.lower()}.PDF",
        "Fairweather Zoë.pdf",
        "fairweather  zoe\u0308.pdf",
        "Oak.pdf",
        "Oak class.pdf",
        "Year 4.pdf",
    ],
)
def test_a_file_is_found_by_upn_name_class_or_year(school: School, name: str) -> None:
    file = own(name)
    plan = plan_family_reports(passed(school, a_pass(file)), NOW, TODAY, beside=beside(file))
    [behind] = of(plan, "everything").pages[0].behind.values()
    assert (behind.path, behind.place, behind.fingerprint) == (file.path, 0, "v1")
    assert "objectives-not-recognised" not in {p.code for p in plan.problems}


def test_a_childs_own_file_comes_before_the_class_and_the_class_before_the_year(
    school: School,
) -> None:
    files = own("Year 4.pdf"), own("Oak.pdf"), own("Fairweather Zoë.pdf")
    school = passed(school, *(a_pass(file) for file in files))
    plan = plan_family_reports(school, NOW, TODAY, beside=beside(*files))
    found = {who: of(plan, who).pages[0].behind for who in ("everything", "longest", "reception")}
    assert [b.path for b in found["everything"].values()] == ["/there/Fairweather Zoë.pdf"]
    assert [b.path for b in found["longest"].values()] == ["/there/Oak.pdf"]
    assert not found["reception"]


def test_of_two_files_for_one_child_the_second_is_said(school: School) -> None:
    files = own("Fairweather Zoë.pdf"), own(f"{upn('everything')}.pdf"), own("Oak.pdf")
    [problem] = [
        p
        for p in plan_check(school, NOW, TODAY, beside=beside(*files)).problems
        if p.code == "objectives-not-recognised"
    ]
    assert problem.message.startswith("“Fairweather Zoë.pdf” was put behind no report")


def test_nothing_goes_home_before_a_person_has_looked_and_a_changed_file_asks_again() -> None:
    school, file = with_record(), own("Fairweather Zoë.pdf")
    plan = plan_family_reports(school, NOW, TODAY, beside=beside(file))
    page = of(plan, "everything").pages[0]
    assert not page.behind
    assert "record" in page.data
    assert codes(plan, "everything") == {"objectives-to-look-at"}
    let = plan_family_reports(passed(school, a_pass(file)), NOW, TODAY, beside=beside(file))
    page = of(let, "everything").pages[0]
    assert page.behind
    assert "record" not in page.data
    assert codes(let, "everything") == set()
    changed = replace(file, fingerprint="v2")
    again = plan_family_reports(passed(school, a_pass(file)), NOW, TODAY, beside=beside(changed))
    assert not of(again, "everything").pages[0].behind
    assert codes(again, "everything") == {"objectives-to-look-at"}


def test_a_pass_of_one_child_is_no_pass_of_another(school: School) -> None:
    file = own("Fairweather Zoë.pdf")
    plan = plan_check(passed(school, a_pass(file, "longest")), NOW, TODAY, beside=beside(file))
    assert codes(plan, "everything") == {"objectives-to-look-at"}


def after(school: School, plan: Plan) -> tuple[list[dict[str, Cell]], Tables]:
    tables = applied(school.tables, plan.changes)
    return [dict(row) for row in tables[CHECK.name].records()], tables


def test_a_file_of_a_class_asks_once_and_its_pass_stays_whoever_is_listed_first(
    school: School,
) -> None:
    file = own("Oak.pdf")
    school = passed(school)
    rows, tables = after(school, plan_check(school, NOW, TODAY, beside=beside(file)))
    plan = plan_family_reports(school, NOW, TODAY, beside=beside(file))
    assert "8 reports went without 1 PDF of the school's own, until somebody has put Pass" in str(
        plan.said
    )
    about = [row for row in rows if row["Where"] == "Objectives" and row["The text"]]
    [line] = about
    assert line["How serious"] == "Held back"
    assert "One Pass is enough" in str(line["What to do"])
    place = next(n for n, row in enumerate(rows) if row["ID"] == line["ID"])
    draft = Draft(tables)
    draft.set(CHECK.name, place, "Decision", "Pass")
    school = replace(school, tables=draft.tables())
    plan = plan_family_reports(school, NOW, TODAY, upn=upn("longest"), beside=beside(file))
    assert plan.papers[0].pages[0].behind
    rows, tables = after(school, plan)
    [line] = [row for row in rows if row["The text"] == as_listed(file)]
    assert (line["Class"], line["UPN"], line["Decision"]) == ("Oak", None, "Pass")
    plan = plan_check(replace(school, tables=tables), NOW, TODAY, beside=beside(file))
    rows, _ = after(replace(school, tables=tables), plan)
    [line] = [row for row in rows if row["The text"] == as_listed(file)]
    assert (line["How serious"], line["Decision"]) == ("Good to know", "Pass")


def test_every_report_whose_file_waits_is_not_complete(school: School) -> None:
    school, file = passed(school), own("Oak.pdf")
    made = write_reports(school, NOW, TODAY, school.on_roll(TODAY), beside(file))
    waiting = {line.pupil.upn for line in made.of_each if line.text and line.pupil}
    assert len(waiting) == 8
    assert waiting <= {p.upn for p in not_complete(school.tables, NOW, made.of_each)}
    assert sum(line.text == as_listed(file) for line in made.lines) == 1


def test_a_pass_is_kept_whatever_is_looked_at_next(school: School) -> None:
    shared, file = own("Oak.pdf"), own("Fairweather Zoë.pdf")
    school = passed(school)
    rows, _ = after(school, plan_check(school, NOW, TODAY, beside=beside(shared, file)))
    texts = {as_listed(shared), as_listed(file)}
    for row in rows:
        row["Decision"] = "Pass" if row["The text"] in texts else None
    said = {"ID": "t", "UPN": upn("everything"), "The text": "With Bo.", "Decision": "Pass"}
    of_now = {"School year": NOW.school_year, "Half-term": NOW.name}
    school = passed(school, *rows, said | of_now)
    for half_term, there, kept in (
        (NOW, Beside(), texts),
        (NOW.before, beside(shared, file), texts | {"With Bo."}),
        (NOW, beside(shared, replace(file, fingerprint="v2")), {as_listed(shared)}),
    ):
        for who in ("", upn("everything")):
            plan = plan_family_reports(school, half_term, TODAY, upn=who, beside=there)
            now, _ = after(school, plan)
            assert {row["The text"] for row in now if row["Decision"]} == kept, (half_term, who)


@pytest.mark.parametrize(
    ("classes", "year", "name"),
    [
        (("Oak", "Oak class"), "4", "Oak class.pdf"),
        (("5", "Class 5"), "5", "Class 5.pdf"),
        (("Year 3", "Elm"), "3", "Year 3.pdf"),
    ],
)
def test_a_name_that_means_two_classes_or_a_class_and_another_year_is_nobodys(
    classes: tuple[str, str], year: str, name: str
) -> None:
    school, file = make_school(), own(name)
    pupils = {
        upn(who): replace(PUPILS[who], class_name=class_name, year=year)
        for who, class_name in zip(("everything", "empty"), classes, strict=True)
    }
    school = passed(replace(school, pupils=pupils), a_pass(file))
    plan = plan_family_reports(school, NOW, TODAY, beside=beside(file))
    assert not [page for paper in plan.papers for page in paper.pages if page.behind]
    [said] = [p.message for p in plan.problems if p.code == "objectives-not-recognised"]
    assert said.endswith("more than one class or year is called so.")


def test_a_year_that_is_one_class_is_recognised(school: School) -> None:
    pupil, file = replace(PUPILS["everything"], class_name="Year 4", year="4"), own("Year 4.pdf")
    school = passed(replace(school, pupils={pupil.upn: pupil}), a_pass(file))
    plan = plan_family_reports(school, NOW, TODAY, beside=beside(file))
    assert of(plan, "everything").pages[0].behind


def test_files_with_one_name_are_nobodys(school: School) -> None:
    files = own("Oak.pdf"), own("OAK.pdf")
    plan = plan_check(school, NOW, TODAY, beside=beside(*files))
    [said] = [p.message for p in plan.problems if "objectives" in p.code]
    assert said == ("“Oak.pdf” and “OAK.pdf” were put behind no report: they have the same name.")


def test_who_has_none_and_what_is_nobodys_is_listed_and_listed_once(school: School) -> None:
    files = own("Fairweather Zoë.pdf"), own("Maths plan.pdf"), own("Pemberly Ottoline.pdf")
    school = passed(school)
    plan = plan_check(school, NOW, TODAY, beside=beside(*files))
    assert codes(plan, "empty") == {"no-objectives"}
    assert codes(plan, "reception") == set(), "nobody of the class has one"
    rows, tables = after(school, plan)
    nobodys = [row["What to look at"] for row in rows if not (row["UPN"] or row["Class"])]
    assert nobodys == [
        "“Maths plan.pdf” was put behind no report: no child, class or year is called so.",
        "“Pemberly Ottoline.pdf” was put behind no report: more than one child is called so.",
    ]
    [asked] = [p for p in plan.problems if p.code == "no-objectives" and upn("red") in p.do]
    assert asked.message.endswith("Ottoline Pemberly.")
    again, _ = after(
        replace(school, tables=tables),
        plan_check(replace(school, tables=tables), NOW, TODAY, beside=beside(*files)),
    )
    assert [row["ID"] for row in again] == [row["ID"] for row in rows]


def test_a_fault_is_said_and_the_record_is_printed() -> None:
    file = OwnFile("Fairweather Zoë.pdf", fault="is locked", do="Save it without a password.")
    plan = plan_family_reports(with_record(), NOW, TODAY, beside=beside(file))
    assert "record" in of(plan, "everything").pages[0].data
    [problem] = [p for p in plan.problems if p.code == "objectives-unusable"]
    assert problem.message == "“Fairweather Zoë.pdf” is locked."


def test_more_than_two_pages_are_said(school: School) -> None:
    file = own("Fairweather Zoë.pdf", pages=3)
    plan = plan_family_reports(passed(school, a_pass(file)), NOW, TODAY, beside=beside(file))
    [problem] = [p for p in plan.problems if p.code == "more-than-two-pages"]
    assert problem.message.startswith("The report of Zoë Fairweather has 4 pages")
    assert problem.severity is Severity.NOTE
    assert "1 report had more than two pages." in plan.said


def test_without_a_folder_nothing_is_said_and_an_empty_one_once(school: School) -> None:
    said = {p.code for p in plan_check(school, NOW, TODAY).problems}
    assert not {code for code in said if "objectives" in code}
    plan = plan_check(school, NOW, TODAY, beside=beside())
    assert [p.code for p in plan.problems if "objectives" in p.code] == ["objectives-folder"]


def test_lines_of_others_stay_where_one_class_is_listed() -> None:
    tables = decided({"ID": "a", "UPN": "B000000000001"}, {"Where": "typed by somebody"})
    changes = check_changes(tables, NOW, [PUPILS["empty"]], [])
    assert changes == ()


def a_pdf(path: Path, *words: str, size: tuple[int, int] = A4, turned: int = 0) -> Path:
    with pikepdf.new() as document:
        for text in words:
            page = document.add_blank_page(page_size=size)
            font = pikepdf.Dictionary(
                Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
            )
            page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
            said = f"BT /F 24 Tf 60 60 Td ({text}) Tj ET".encode()
            page.Contents = document.make_stream(said)
            page.Rotate = turned
        document.save(path)
    return path


def made(plan: Plan, name: str) -> bytes:
    paper = next(paper for paper in plan.papers if paper.path[-1] == name)
    typesetter = Typesetter(TODAY)
    mark = typesetter.mark(paper.title, paper.pages)
    pdf = typesetter.pdf(paper.title, paper.pages, places(paper.pages))
    return with_school_pages(pdf, paper.pages, mark)


def words_of(pdf: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages]


@pytest.fixture
def with_two(school: School, tmp_path: Path) -> tuple[School, Beside]:
    one = read_own_file(a_pdf(tmp_path / "Fairweather Zoë.pdf", "Number facts"))
    two = read_own_file(
        a_pdf(tmp_path / "Ash Bo.pdf", "Full stops", "Capitals", size=A4, turned=90)
    )
    assert (one.sizes, two.sizes) == ((A4,), (WIDE, WIDE))
    passes = a_pass(one), a_pass(two, "empty")
    return passed(school, *passes), beside(one, two)


def test_the_schools_pages_lie_behind_their_own_childs_report(
    with_two: tuple[School, Beside],
) -> None:
    school, there = with_two
    plan = plan_family_reports(school, NOW, TODAY, beside=there)
    pdf = made(plan, "Fairweather Zoë.pdf")
    first, second = words_of(pdf)
    assert "Number facts" not in first
    assert second.startswith("Zoë Fairweather What our class is working on Autumn 2 2026-27")
    assert second.endswith("Number facts")
    figures = [tag.says for tag in tags(pdf) if tag.kind == "Figure"]
    assert figures[-1].startswith("A page of the school's own, 1 of 1.")
    assert b"%ppm-xl " in pdf[-80:]
    with pikepdf.open(BytesIO(pdf)) as document:
        about = document.Root.Metadata.read_bytes()
    assert b"MetadataDate" not in about, "the moment it was made would make it another file"
    assert made(plan, "Fairweather Zoë.pdf") == pdf


def test_no_claim_of_pdf_ua_is_made_for_pages_that_are_not_ours(
    with_two: tuple[School, Beside],
) -> None:
    school, there = with_two
    plan = plan_family_reports(school, NOW, TODAY, beside=there)
    for name, claims in (("Fairweather Zoë.pdf", False), ("Umber Leopold.pdf", True)):
        with pikepdf.open(BytesIO(made(plan, name))) as document:
            assert ("pdfuaid:part" in document.open_metadata()) is claims, name


def test_in_the_class_file_every_child_begins_a_leaf_and_has_their_own_pages(
    with_two: tuple[School, Beside],
) -> None:
    school, there = with_two
    school = replace(school, settings=with_record().settings)
    plan = plan_family_reports(school, NOW, TODAY, class_name="Oak", beside=there)
    pages = words_of(made(plan, "Oak family reports.pdf"))
    starts = [n for n, words in enumerate(pages) if words.startswith("Larkfield Primary School")]
    assert all(n % 2 == 0 for n in starts)
    backs = [n for n, words in enumerate(pages) if "Class tracking record" in words]
    assert len(backs) > 1
    assert all(n - 1 in starts for n in backs), "on the back of its own child's first page"
    zoe = next(n for n in starts if "Zoë Fairweather" in pages[n])
    bo = next(n for n in starts if "Bo Ash" in pages[n])
    assert pages[zoe + 1].endswith("Number facts")
    assert [
        words.endswith(said)
        for words, said in zip(pages[bo + 1 : bo + 3], ("Full stops", "Capitals"), strict=True)
    ] == [True, True]
    assert sum("Number facts" in words for words in pages) == 1


def test_a_file_that_is_changed_meanwhile_stops_it(
    with_two: tuple[School, Beside], tmp_path: Path
) -> None:
    school, there = with_two
    plan = plan_family_reports(school, NOW, TODAY, beside=there)
    a_pdf(tmp_path / "Fairweather Zoë.pdf", "Another child")
    with pytest.raises(FileError, match="was changed"):
        made(plan, "Fairweather Zoë.pdf")


def locked(path: Path) -> None:
    with pikepdf.open(a_pdf(path, "x"), allow_overwriting_input=True) as document:
        document.save(path, encryption=pikepdf.Encryption(owner="o", user="u"))


def protected(path: Path) -> None:
    with pikepdf.open(a_pdf(path, "x"), allow_overwriting_input=True) as document:
        document.save(path, encryption=pikepdf.Encryption(owner="o", user=""))


def layered(path: Path) -> None:
    with pikepdf.open(a_pdf(path, "x"), allow_overwriting_input=True) as document:
        layer = document.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name="x"))
        document.Root.OCProperties = pikepdf.Dictionary(
            OCGs=[layer], D=pikepdf.Dictionary(OFF=[layer])
        )
        document.save(path)


def form(path: Path) -> None:
    with pikepdf.open(a_pdf(path, "x"), allow_overwriting_input=True) as document:
        document.Root.AcroForm = pikepdf.Dictionary(XFA=pikepdf.String("x"), Fields=[])
        document.save(path)


def layered_by_state(path: Path) -> None:
    with pikepdf.open(a_pdf(path, "x"), allow_overwriting_input=True) as document:
        layer = document.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name="x"))
        usual = pikepdf.Dictionary(BaseState=pikepdf.Name.OFF)
        document.Root.OCProperties = pikepdf.Dictionary(OCGs=[layer], D=usual)
        document.save(path)


def cropped(path: Path) -> None:
    with pikepdf.open(a_pdf(path, "x"), allow_overwriting_input=True) as document:
        document.pages[0].CropBox = [0, 200, 595, 842]
        document.save(path)


def scrambled(path: Path) -> None:
    with pikepdf.open(a_pdf(path, "x"), allow_overwriting_input=True) as document:
        document.pages[0].Contents.write(b"not packed at all", filter=pikepdf.Name.FlateDecode)
        document.save(path)


def no_form(path: Path) -> None:
    with pikepdf.open(a_pdf(path, "x"), allow_overwriting_input=True) as document:
        document.Root.AcroForm = pikepdf.Array([1])
        document.save(path)


FAULTS = {
    "is locked": locked,
    "is protected": protected,
    "is damaged, or is no PDF": lambda path: path.write_bytes(b"PK\x03\x04 not a PDF"),
    "has 13 pages": lambda path: a_pdf(path, *(str(n) for n in range(13))),
    "has more than 10 MB": lambda path: path.write_bytes(b"%PDF-1.7\n" + bytes(10_000_001)),
    "has hidden layers": layered,
    "is a form that few programs show": form,
    "has no page": lambda path: pikepdf.new().save(path),
}


@pytest.mark.parametrize(
    ("break_it", "fault"),
    [
        (scrambled, "is damaged, or is no PDF"),
        (no_form, "is damaged, or is no PDF"),
        (layered_by_state, "has hidden layers"),
        (cropped, "has something hidden at a page's edge"),
    ],
)
def test_what_would_fail_or_give_away_more_shows_when_it_is_looked_at(
    tmp_path: Path, break_it: Callable[[Path], None], fault: str
) -> None:
    path = tmp_path / "Oak.pdf"
    break_it(path)
    assert read_own_file(path).fault == fault


@pytest.mark.parametrize("fault", FAULTS)
def test_a_file_that_cannot_be_used_says_why(tmp_path: Path, fault: str) -> None:
    path = tmp_path / "Oak.pdf"
    FAULTS[fault](path)
    found = read_own_file(path)
    assert (found.fault, found.sizes) == (fault, ())
    assert found.do.endswith(".")


def test_what_is_typed_into_a_form_comes_along(tmp_path: Path) -> None:
    """A field's words lie in an annotation, which a picture of the page would leave behind."""
    path = a_pdf(tmp_path / "Fairweather Zoë.pdf", "Form")
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        look = document.make_stream(
            b"/Tx BMC BT /Helv 12 Tf 2 2 Td (Can tell the time) Tj ET EMC",
            {
                "/Type": pikepdf.Name.XObject,
                "/Subtype": pikepdf.Name.Form,
                "/BBox": [0, 0, 200, 20],
                "/Resources": {"/Font": {"/Helv": document.pages[0].Resources.Font.F}},
            },
        )
        field = document.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Widget, FT=pikepdf.Name.Tx,
                T="a", V="Can tell the time", Rect=[60, 200, 260, 220], F=4,
                AP=pikepdf.Dictionary(N=look),
            )
        )  # fmt: skip
        document.pages[0].Annots = [field]
        document.Root.AcroForm = pikepdf.Dictionary(Fields=[field])
        document.save(path)
    file = read_own_file(path)
    school = passed(make_school(), a_pass(file))
    plan = plan_family_reports(school, NOW, TODAY, upn=upn("everything"), beside=beside(file))
    assert "Can tell the time" in words_of(made(plan, "Fairweather Zoë.pdf"))[1]


def test_a_wide_page_lies_on_its_side_and_is_shown_whole(with_two: tuple[School, Beside]) -> None:
    school, there = with_two
    pdf = made(plan_family_reports(school, NOW, TODAY, beside=there), "Ash Bo.pdf")
    boxes = [page.mediabox for page in PdfReader(BytesIO(pdf)).pages]
    assert [round(float(box.width)) for box in boxes] == [595, 842, 842]
    places = [
        re.findall(r"([\d.]+) 0 0 ([\d.]+) ([\d.]+) ([\d.]+) cm/x0 Do", drawn(pdf, n))
        for n in (1, 2)
    ]
    for [(across, high, left, low)] in places:
        assert float(left) >= 0
        assert float(low) >= 0
        assert float(left) + float(across) <= 842
        assert float(low) + float(high) <= 595
        assert float(across) / float(high) == pytest.approx(842 / 595)


def drawn(pdf: bytes, place: int) -> str:
    with pikepdf.open(BytesIO(pdf)) as document:
        return document.pages[place].Contents.read_bytes().decode("latin-1")
