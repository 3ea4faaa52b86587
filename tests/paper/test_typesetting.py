"""Every document: its words, its tags, its language, and the same bytes each time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from paper.structure import kinds, tags
from paper.visual_lint import lint
from PIL import Image
from pypdf import PdfReader

from ppm_xl.errors import DataError
from ppm_xl.paper import typesetting
from ppm_xl.paper.fonts import FAMILIES, covered, families, printable
from ppm_xl.paper.typesetting import Typesetter, unprintable
from ppm_xl.plan import Page

TODAY = date(2026, 11, 23)

TEMPLATE = """
#import "look.typ": *
#let start-on = "odd"
#let sheet(data, picture) = {
  set page(paper: "a4", margin: 2cm)
  set text(size: 10.5pt)
  heading(level: 1, data.name)
  data.at("text", default: "")
  table(
    columns: 3,
    table.header[Subject][Now][Next],
    [Reading], status("Green", "fine"), [on],
    [Writing], status("Yellow", "some", name: "Amber"), [help],
    [Maths], status("Red", "not yet"), status("Not assessed", "not judged"),
  )
  if "picture" in data { image(picture(data.picture), alt: data.alt, width: 2cm) }
}
"""

SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'
)


def png() -> bytes:
    out = BytesIO()
    Image.new("RGB", (4, 4), "#1B5E8C").save(out, "PNG")
    return out.getvalue()


@pytest.fixture(scope="module", autouse=True)
def templates(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with the shared templates and one of the tests' own."""
    folder = tmp_path_factory.mktemp("templates")
    for name in ("paper.typ", "look.typ"):
        (folder / name).write_bytes((typesetting.TEMPLATES / name).read_bytes())
    (folder / "trial.typ").write_text(TEMPLATE)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(typesetting, "TEMPLATES", folder)
        yield folder


@pytest.fixture(scope="module")
def typesetter(templates: Path) -> Typesetter:
    assert (templates / "trial.typ").exists()
    return Typesetter(TODAY)


def page(**data: object) -> Page:
    return Page("trial", {"name": "Zoë", **data})


def text_of(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


@pytest.mark.parametrize(
    "name", ["Zoë", "Łukasz", "Nguyễn Thị", "Siân Ŵyn", "Đặng", "Ørjan", "Ștefan"]
)
def test_names_of_europe_and_vietnam_are_drawn(typesetter: Typesetter, name: str) -> None:
    pdf = typesetter.pdf("Report", [page(name=name)], {})
    assert name in text_of(pdf)
    assert lint(pdf, pages=1) == []


def test_letters_typed_in_two_parts_are_joined(typesetter: Typesetter) -> None:
    assert "Zoë" in text_of(typesetter.pdf("Report", [page(name="Zoe\u0308")], {}))


@pytest.mark.parametrize(
    "text", ["#emph[x]", "$x$ *bold* _it_", "= Heading", "#panic()", "\\ // <a>"]
)
def test_what_people_type_is_text_and_never_markup(typesetter: Typesetter, text: str) -> None:
    pdf = typesetter.pdf("Report", [page(text=text)], {})
    assert " ".join(text_of(pdf).split()).find(text) >= 0
    assert kinds(pdf).count("H1") == 1


def test_a_letter_without_a_typeface_is_named_with_its_place(typesetter: Typesetter) -> None:
    bad = page(**{"what went well": [{"first": "Read 三 books"}]})
    with pytest.raises(DataError) as refused:
        typesetter.pdf("Report: Zoë", [bad], {})
    assert "“三”" in refused.value.message
    assert "what went well" in refused.value.message
    assert "Report: Zoë" in refused.value.message
    assert unprintable(bad) == ("“三” in what went well, first",)
    assert unprintable(page()) == ()


def test_the_title_is_checked_too(typesetter: Typesetter) -> None:
    with pytest.raises(DataError, match="the title"):
        typesetter.pdf("三", [page()], {})


def test_language_title_date_and_the_claim_of_the_standard(typesetter: Typesetter) -> None:
    with pikepdf.open(BytesIO(typesetter.pdf("Report: Zoë", [page()], {}))) as pdf:
        assert str(pdf.Root.Lang) == "en-GB"
        assert str(pdf.docinfo.Title) == "Report: Zoë"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert str(pdf.docinfo.CreationDate).startswith("D:20261123000000")
        metadata = pdf.Root.Metadata.read_bytes().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata


ARABIC = {"code": "ar", "direction": "rtl", "typeface": "Lexend"}
POLISH = {"code": "pl", "direction": "ltr", "typeface": "Lexend"}


@pytest.mark.parametrize(
    ("language", "direction"), [(ARABIC, "/R2L"), (POLISH, "/L2R")], ids=["Arabic", "Polish"]
)
def test_a_document_is_in_the_language_all_its_pages_share(
    typesetter: Typesetter, language: Mapping[str, str], direction: str
) -> None:
    pages = [page(language=language), page(language=language)]
    with pikepdf.open(BytesIO(typesetter.pdf("Report", pages, {}))) as pdf:
        assert str(pdf.Root.Lang) == language["code"]
        assert str(pdf.Root.ViewerPreferences.Direction) == direction


def test_else_each_page_marks_its_own(typesetter: Typesetter) -> None:
    pages = [page(), page(name="كتاب", language=ARABIC), page(name="Ćma", language=POLISH)]
    pdf = typesetter.pdf("Reports", pages, {})
    assert [tag.language for tag in tags(pdf) if tag.kind == "Part"] == ["", "ar", "pl"]
    with pikepdf.open(BytesIO(pdf)) as document:
        assert str(document.Root.Lang) == "en-GB"


def test_a_page_is_in_the_typeface_of_its_language(typesetter: Typesetter) -> None:
    cyrillic = {"code": "uk", "direction": "ltr", "typeface": "Noto Sans"}
    found = PdfReader(
        BytesIO(typesetter.pdf("Звіт", [page(name="Пригода", language=cyrillic)], {}))
    )
    faces = {}

    def note(text: str, _cm: object, _tm: object, font: Mapping[str, str], _size: float) -> None:
        if font:
            faces[text.strip()] = font["/BaseFont"].split("+")[1].split("-")[0]

    found.pages[0].extract_text(visitor_text=note)
    assert faces["Пригода"] == "NotoSans"


@pytest.mark.parametrize("first", FAMILIES)
def test_every_typeface_can_come_first(first: str) -> None:
    assert families(first)[0] == first
    assert set(families(first)) == set(FAMILIES)


def test_no_other_typeface_can() -> None:
    with pytest.raises(ValueError, match="no typeface Comic"):
        families("Comic")


def test_tables_have_headers_for_columns_and_rows(typesetter: Typesetter) -> None:
    pdf = typesetter.pdf("Report", [page()], {})
    cells = [(tag.kind, tag.scope) for tag in tags(pdf) if tag.kind in {"TH", "TD"}]
    assert cells[:3] == [("TH", "Column")] * 3
    assert cells[3:] == [("TH", "Row"), ("TD", ""), ("TD", "")] * 3


def test_a_status_says_its_colour_to_a_screen_reader(typesetter: Typesetter) -> None:
    pdf = typesetter.pdf("Report", [page()], {})
    said = [tag.says for tag in tags(pdf) if tag.kind == "Figure"]
    assert said == ["Green", "Amber", "Red"]


def test_the_file_stays_sound_when_row_headers_are_marked(typesetter: Typesetter) -> None:
    with pikepdf.open(BytesIO(typesetter.pdf("Report", [page()], {}))) as pdf:
        assert pdf.check_pdf_syntax() == []


def test_the_same_pages_give_the_same_bytes() -> None:
    first = Typesetter(TODAY).pdf("Report", [page()], {})
    again = Typesetter(TODAY)
    again.pdf("Another", [page(name="Bo")], {})
    assert again.pdf("Report", [page()], {}) == first


def test_each_sheet_begins_a_new_leaf(typesetter: Typesetter) -> None:
    pdf = typesetter.pdf("Class", [page(name=name) for name in ("Ada", "Bo", "Cy")], {})
    pages = [page.extract_text().split() for page in PdfReader(BytesIO(pdf)).pages]
    assert [words[0] if words else "" for words in pages] == ["Ada", "", "Bo", "", "Cy"]


@pytest.mark.parametrize(("name", "picture"), [("a.svg", SVG), ("a.png", png())], ids="sp")
def test_pictures_carry_their_words(typesetter: Typesetter, name: str, picture: bytes) -> None:
    pdf = typesetter.pdf("Report", [page(picture=name, alt="Who is where")], {name: picture})
    said = [tag.says for tag in tags(pdf) if tag.kind == "Figure"]
    assert said[-1] == "Who is where"


def test_pages_of_two_templates_are_two_documents(typesetter: Typesetter) -> None:
    with pytest.raises(ValueError, match="share a template"):
        typesetter.pdf("Report", [page(), Page("other", {})], {})


def test_a_warning_of_the_typesetter_is_an_error_of_ours(templates: Path) -> None:
    other = TEMPLATE.replace("size: 10.5pt", 'font: "No Such Face", fallback: true')
    (templates / "other.typ").write_text(other)
    with pytest.raises(RuntimeError, match="unknown font"):
        Typesetter(TODAY).pdf("Report", [Page("other", {"name": "Zoë"})], {})


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("plain", "plain"),
        ("a\u200db\ufeff", "ab"),
        ("tab\tand\nline", "tab\tand\nline"),
        ("bell\x07", "bell"),
        ("soft\u00adhyphen", "soft\u00adhyphen"),
        ("New carpets \U0001f600\ufe0f 1\u20e3\u2b50", "New carpets  1"),
        ("三 £ – …", "三 £ – …"),  # noqa: RUF001 - a dash is meant
    ],
)
def test_invisible_signs_are_left_out(typed: str, expected: str) -> None:
    assert printable(typed) == expected


@settings(max_examples=40)
@given(text=st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=60))
def test_any_text_is_drawn_or_named(typesetter: Typesetter, text: str) -> None:
    undrawable = [c for c in printable(text) if ord(c) not in covered() and c not in "\n\t\u200b"]
    if undrawable:
        with pytest.raises(DataError, match="cannot be printed"):
            typesetter.pdf("Any", [page(text=text)], {})
    else:
        assert typesetter.pdf("Any", [page(text=text)], {}).startswith(b"%PDF")


def test_a_paper_in_less_room_says_the_same(
    typesetter: Typesetter, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = [page(text=" ".join(f"word {number}" for number in range(300)))]
    small = typesetter.pdf("Report", text, {})
    monkeypatch.setattr(typesetting, "compacted", lambda pdf: pdf)
    whole = typesetter.pdf("Report", text, {})
    assert len(small) < len(whole)
    assert tags(small) == tags(whole)
    assert text_of(small) == text_of(whole)
    with pikepdf.open(BytesIO(small)) as document:
        assert str(document.Root.Lang) == "en-GB"
        assert b"<pdfuaid:part>1</pdfuaid:part>" in document.Root.Metadata.read_bytes()
