"""Every kind of page for families as a screen reader meets it: tags, order, words, languages.

What PDF/UA-1 asks and a program can see; Typst claims the standard, and this looks again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from io import BytesIO
from itertools import pairwise

import pikepdf
import pytest
from paper.spoken import Said, said, untagged
from paper.structure import tags
from paper.visual_lint import contrast_of, lint
from reports.school_by_hand import NOW, TODAY, make_school, upn

from ppm_xl import palette
from ppm_xl.paper.typesetting import Typesetter
from ppm_xl.reports.planning import plan_family_reports
from ppm_xl.reports.tongues import ENGLISH, tongue_called, tongues
from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.model import Judgement, LearningTarget, School

LANGUAGES = ["English", *(tongue.name for tongue in tongues().values())]
WHO = ["everything", "empty", "longest", "reception", "red", "newcomer"]
KINDS = [(language, who) for language in LANGUAGES for who in WHO]


def school_in(*languages: str) -> School:
    """Give the school with second pages, its children's languages taking turns."""
    school = make_school()
    given = school.settings.school | {"Tracking record on reports": "Y"}
    settings = replace(school.settings, school=given, languages_checked=frozenset(languages))
    earlier = {
        (half_term, upn("everything")): Judgement(
            half_term, upn("everything"), marks={"Reading": mark, "Writing": "EXS", "Maths": "GDS"}
        )
        for half_term, mark in (
            (HalfTerm("2025-26", "Spring 1"), "WTS"),
            (HalfTerm("2025-26", "Summer 2"), "EXS"),
        )
    }
    target = LearningTarget("1", NOW, upn("everything"), "Reading", "The main idea.", "To say why.")
    pupils = {
        key: replace(pupil, report_language=languages[place % len(languages)])
        for place, (key, pupil) in enumerate(school.pupils.items())
    }
    return replace(
        school,
        settings=settings,
        judgements={**earlier, **school.judgements},
        learning_targets=(target,),
        pupils=pupils,
    )


@cache
def report(language: str, who: str) -> bytes:
    paper = plan_family_reports(school_in(language), NOW, TODAY, upn=upn(who)).papers[0]
    return Typesetter(TODAY).pdf(paper.title, paper.pages, {})


@cache
def class_in_every_language() -> bytes:
    papers = plan_family_reports(school_in(*LANGUAGES), NOW, TODAY, class_name="Oak").papers
    paper = max(papers, key=lambda paper: len(paper.pages))
    return Typesetter(TODAY).pdf(paper.title, paper.pages, {})


def every_pdf() -> Iterator[tuple[str, bytes]]:
    for language, who in KINDS:
        yield f"{language}, {who}", report(language, who)
    yield "a class in every language", class_in_every_language()


@pytest.mark.parametrize(("language", "who"), KINDS)
def test_the_document_says_what_it_is(language: str, who: str) -> None:
    tongue = tongue_called(language) or ENGLISH
    with pikepdf.open(BytesIO(report(language, who))) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == tongue.code
        assert str(pdf.Root.ViewerPreferences.Direction) == (
            "/R2L" if tongue.right_to_left else "/L2R"
        )
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert make_school().pupils[upn(who)].surname in str(pdf.docinfo.Title)
        assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf.Root.Metadata.read_bytes()
        assert all(str(page.Tabs) == "/S" for page in pdf.pages if "/Annots" in page)


def test_everything_drawn_is_said_once_or_is_only_decoration() -> None:
    for name, pdf in every_pdf():
        assert untagged(pdf) == [], name


def test_headings_pictures_lists_and_tables_are_whole() -> None:
    for name, pdf in every_pdf():
        found = tags(pdf)
        levels = [int(tag.kind[1]) for tag in found if re.fullmatch(r"H\d", tag.kind)]
        assert levels[0] == 1, name
        assert all(after <= before + 1 for before, after in pairwise(levels)), name
        assert all(tag.says for tag in found if tag.kind == "Figure"), name
        assert all(tag.scope for tag in found if tag.kind == "TH"), name
        items = [after.kind for tag, after in pairwise(found) if tag.kind == "LI"]
        assert set(items) <= {"Lbl", "LBody"}, name


def words_of(pieces: list[Said], inside: str) -> list[str]:
    """Give the pieces within one kind of element; Arabic lies in the file as it is seen."""
    return [
        piece.text[::-1] if re.search("[\u0600-\u06ff]", piece.text) else piece.text
        for piece in pieces
        if inside in piece.path and piece.text.strip()
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sections_are_read_in_their_order(language: str) -> None:
    tongue = tongue_called(language) or ENGLISH
    pieces = said(report(language, "everything"))
    order = ["learning", "every day", "went well", "next", "own words", "record", "targets"]
    school = school_in(language)
    words = dict(school.settings.words) | dict(tongue.words)
    expected = " ".join(words[f"Report: {what}"].replace("{child}", "Zoë") for what in order)
    heard = "".join(words_of(pieces, "H2"))
    assert sorted(heard.replace(" ", "")) == sorted(expected.replace(" ", ""))
    if not tongue.right_to_left:
        assert heard.replace(" ", "") == expected.replace(" ", "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_word_is_said_in_its_language(language: str) -> None:
    tongue = tongue_called(language) or ENGLISH
    pieces = said(report(language, "everything"))
    english = "".join(piece.text for piece in pieces if piece.language == "en-GB")
    for typed in ("read aloud to the whole class", "I liked the lighthouse", "homework diary",
                  "The main idea.", "number bonds"):  # fmt: skip
        assert typed in english
    letter = re.compile("[\u0400-\u04ff\u0600-\u06ff]")
    assert {piece.language for piece in pieces if letter.search(piece.text)} <= {tongue.code}
    assert {piece.language for piece in pieces} == {"en-GB", tongue.code}


def test_in_a_class_of_many_languages_each_page_is_said_in_its_own() -> None:
    pieces = said(class_in_every_language())
    languages = {piece.language for piece in pieces}
    assert languages == {tongue.code for tongue in (ENGLISH, *tongues().values())}
    for script, code in (("\u0400-\u04ff", "uk"), ("\u0600-\u06ff", "ar"), ("żęłśćń", "pl")):
        letters = re.compile(f"[{script}]")
        found = {piece.language for piece in pieces if letters.search(piece.text)}
        assert found == {code}


def test_arabic_letters_are_said_once_each() -> None:
    """A typeface that draws a letter as two signs has it said twice."""
    heard = words_of(said(report("Arabic", "everything")), "H2")
    assert "كيف" in heard
    assert "يسير" in heard


def test_no_page_has_anything_that_catches_the_eye() -> None:
    for name, pdf in every_pdf():
        assert lint(pdf) == [], name


def parts(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
    return red, green, blue


@pytest.mark.parametrize("name", palette.STATUS)
def test_words_and_shapes_stand_out_from_every_fill(name: str) -> None:
    """WCAG 2.2 AA: text 4.5 to 1, shapes 3 to 1, and the letter within its shape."""
    paint = palette.STATUS[name]
    assert contrast_of(parts(paint.text), parts(paint.fill)) >= 4.5
    assert contrast_of(parts(paint.text), (1, 1, 1)) >= 4.5


@pytest.mark.parametrize("ink", [palette.INK, palette.ACCENT, palette.SECOND_ACCENT, palette.QUIET])
def test_ink_stands_out_from_paper(ink: str) -> None:
    assert contrast_of(parts(ink), (1, 1, 1)) >= 4.5


LONG = {
    "English": "Read with care every day. " * 120,
    "Arabic": "قرأت القصة كلها وحدها. " * 120,
    "Ukrainian": "Читає вголос щодня та допомагає іншим. " * 120,
    "an endless word": "Ж" * 2000,
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_long_texts_stay_on_one_page_in_every_language(language: str, text: str) -> None:
    school = school_in(language)
    judgements = {
        key: replace(row, for_the_family=text, childs_words=text, share_childs_words=True)
        for key, row in school.judgements.items()
    }
    school = replace(school, judgements=judgements)
    paper = plan_family_reports(school, NOW, TODAY, upn=upn("red")).papers[0]
    assert lint(Typesetter(TODAY).pdf(paper.title, paper.pages, {}), pages=2) == []
