"""Documents joined in one: each said as it was, in its own language, on a leaf of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont
from paper.spoken import said, untagged
from paper.structure import tags
from paper.visual_lint import lint
from reports.school_by_hand import NOW, TODAY, make_school

from ppm_xl.paper.joining import joined
from ppm_xl.paper.typesetting import Typesetter
from ppm_xl.reports.planning import plan_family_reports

TITLE = "Reports: Oak & <Elm>"


@pytest.fixture(scope="module")
def parts() -> list[bytes]:
    """Reports of one page each, in English, Arabic and Polish."""
    typesetter, school = Typesetter(TODAY), make_school()
    pupils = {
        key: replace(pupil, report_language=("", "Arabic", "Polish")[place % 3])
        for place, (key, pupil) in enumerate(school.pupils.items())
    }
    settings = replace(school.settings, languages_checked=frozenset({"Arabic", "Polish"}))
    school = replace(school, settings=settings, pupils=pupils)
    papers = plan_family_reports(school, NOW, TODAY, class_name="Oak").papers
    return [typesetter.pdf(paper.title, paper.pages, {}) for paper in papers[:3]]


@pytest.fixture(scope="module")
def whole(parts: list[bytes]) -> bytes:
    return joined(TITLE, [*parts, parts[0]])


def test_what_is_said_is_what_each_part_says(parts: list[bytes], whole: bytes) -> None:
    assert untagged(whole) == []
    each = [piece for part in [*parts, parts[0]] for piece in said(part)]
    together = said(whole)
    assert [piece.text for piece in together] == [piece.text for piece in each]
    assert {piece.path[:2] for piece in together} == {("Document", "Part")}
    assert [piece.path[2:] for piece in together] == [piece.path[1:] for piece in each]
    assert tags(whole)[0].kind == "Document"


def test_every_piece_leads_to_its_element_and_back(whole: bytes) -> None:
    with pikepdf.open(BytesIO(whole)) as pdf:
        tree = pdf.Root.StructTreeRoot
        assert "/IDTree" not in tree
        numbers = list(tree.ParentTree.Nums)
        parents = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
        keys = [int(page.StructParents) for page in pdf.pages if "/StructParents" in page]
        assert sorted(keys) == sorted(parents)
        assert max(keys) < int(tree.ParentTreeNextKey)
        for page in pdf.pages:
            for element in parents[int(page.StructParents)] if "/StructParents" in page else ():
                assert element.Pg.objgen == page.objgen
                above = list(_with_what_it_lies_in(element))
                assert [str(outer.S) for outer in above[-2:]] == ["/Part", "/Document"]
                assert not any("/ID" in outer for outer in above)


def _with_what_it_lies_in(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    while "/S" in element:
        yield element
        element = element.P


def test_each_begins_a_new_leaf_and_looks_as_it_did(parts: list[bytes], whole: bytes) -> None:
    with pikepdf.open(BytesIO(whole)) as pdf:
        drawn = [b"BT" in page.Contents.read_bytes() for page in pdf.pages]
        assert len(drawn) == len(pdf.pages) == 2 * len(parts) + 1
        assert drawn == [True, False] * len(parts) + [True]
    assert lint(whole, pages=2 * len(parts) + 1) == []


def test_the_whole_has_a_title_an_outline_and_the_claim(parts: list[bytes], whole: bytes) -> None:
    with pikepdf.open(BytesIO(whole)) as pdf, pikepdf.open(BytesIO(parts[0])) as first:
        assert pdf.check_pdf_syntax() == []
        assert str(pdf.docinfo.Title) == TITLE
        assert pdf.docinfo.CreationDate == first.docinfo.CreationDate
        with pdf.open_metadata() as about:
            assert about["dc:title"] == TITLE
            assert about["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert pdf.Root.MarkInfo.Marked
        with pdf.open_outline() as outline:
            headings = [str(item.title) for item in outline.root]
            assert headings[0] == headings[-1]
            assert len(headings) == len(parts) + 1
        first_heading, leaves = pdf.Root.Outlines.First, pdf.pages[::2]
        assert first_heading.Dest[0].objgen == leaves[0].objgen
        assert first_heading.Next.Dest[0].objgen == leaves[1].objgen


def test_letters_are_drawn_as_they_were_from_typefaces_that_are_there_once(
    parts: list[bytes], whole: bytes
) -> None:
    with pikepdf.open(BytesIO(whole)) as pdf:
        together = [_letters(page) for page in pdf.pages[::2]]
        files = {
            font.DescendantFonts[0].FontDescriptor.FontFile2.objgen
            for page in pdf.pages[::2]
            for font in page.Resources.Font.values()
        }
    for part, letters in zip([*parts, parts[0]], together, strict=True):
        with pikepdf.open(BytesIO(part)) as pdf:
            assert _letters(pdf.pages[0]) == letters
    assert len(files) < sum(len(letters) for letters in together) / 2
    assert len(whole) < sum(map(len, parts))


def _letters(page: pikepdf.Page) -> dict[str, list[object]]:
    """Give what each number of a letter draws, and how wide it is, by the name of its font."""
    found: dict[str, list[object]] = {}
    for name, font in page.Resources.Font.items():
        inner = font.DescendantFonts[0]
        face = TTFont(BytesIO(inner.FontDescriptor.FontFile2.read_bytes()))
        order, glyphs = face.getGlyphOrder(), face.getGlyphSet()
        widths = list(_widths(inner.W))
        numbers = list(range(len(widths)))
        if isinstance(inner.CIDToGIDMap, pikepdf.Stream):
            to = inner.CIDToGIDMap.read_bytes()
            numbers = [int.from_bytes(to[2 * n : 2 * n + 2], "big") for n in numbers]
        assert str(inner.FontDescriptor.FontName) == str(inner.BaseFont) == str(font.BaseFont)
        drawn = [face["hmtx"][order[number]][0] for number in numbers]
        assert drawn == [pytest.approx(float(wide), abs=1) for wide in widths]
        found[name] = []
        for number in numbers:
            pen = DecomposingRecordingPen(glyphs)
            glyphs[order[number]].draw(pen)
            found[name].append((pen.value, face["hmtx"][order[number]]))
    return found


def _widths(widths: pikepdf.Object) -> Iterator[Any]:
    """Give each letter's width: from a first one a list, or up to a last one the same."""
    left = list(widths)
    while left:
        if isinstance(left[1], pikepdf.Array):
            yield from left.pop(1)
            left.pop(0)
        else:
            first, last, wide = (left.pop(0) for _ in range(3))
            yield from [wide] * (int(last) - int(first) + 1)


def test_the_same_parts_give_the_same_bytes(parts: list[bytes], whole: bytes) -> None:
    assert joined(TITLE, [*parts, parts[0]]) == whole
