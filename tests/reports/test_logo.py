"""The school's logo: every shape and kind on page one, and none where it cannot be used."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from struct import pack
from zlib import crc32

import pytest
from paper.structure import tags
from paper.visual_lint import lint
from PIL import Image, ImageDraw
from pypdf import PdfReader
from reports.school_by_hand import NOW, TODAY, make_school, upn

from ppm_xl.errors import FileError
from ppm_xl.paper.logo import read_logo
from ppm_xl.paper.typesetting import Typesetter
from ppm_xl.plan import Page
from ppm_xl.reports.beside import Beside, Logo
from ppm_xl.reports.planning import plan_family_reports
from ppm_xl.reports.room import logo_size
from ppm_xl.school.model import School

BADGE = (
    "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 40 20'>"
    "<path d='M0 0h40v20H0z' fill='#123'/></svg>"
)


def dots(path: Path, mode: str = "RGB", size: tuple[int, int] = (300, 150)) -> Path:
    """Draw a dark badge in the middle of an empty picture."""
    empty = {"RGB": "white", "RGBA": (0, 0, 0, 0), "L": 255, "CMYK": (0, 0, 0, 0)}[mode]
    dark = {"RGB": "navy", "RGBA": (0, 0, 90, 255), "L": 20, "CMYK": (255, 200, 0, 90)}[mode]
    picture = Image.new(mode, size, empty)
    ImageDraw.Draw(picture).rectangle((50, 50, 249, 99), fill=dark)
    picture.save(path)
    return path


@pytest.mark.parametrize(
    ("name", "mode"),
    [("a.png", "RGB"), ("a.png", "RGBA"), ("a.png", "L"), ("a.jpg", "RGB"), ("a.jpeg", "CMYK")],
)
def test_a_picture_of_dots_loses_the_empty_edge_round_it(
    tmp_path: Path, name: str, mode: str
) -> None:
    found = read_logo(dots(tmp_path / name, mode))
    assert (found.across, found.high) == pytest.approx((200, 50), abs=16)  # JPEG blurs an edge


def test_a_large_picture_becomes_as_small_as_print_allows(tmp_path: Path) -> None:
    path = tmp_path / "large.png"
    Image.new("RGB", (2000, 1000), "navy").save(path)
    found = read_logo(path)
    assert (found.across, found.high) == (520, 260)


def test_a_drawing_is_set_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "badge.svg"
    path.write_text(f"<?xml version='1.0' encoding='utf-8'?>\n{BADGE}", encoding="utf-8-sig")
    found = read_logo(path)
    assert found.across / found.high == pytest.approx(2)
    in_points = BADGE.replace("viewBox='0 0 40 20'", "width='30pt' height='60pt'")
    path.write_text(in_points)
    assert read_logo(path).high == pytest.approx(2 * read_logo(path).across)


@pytest.mark.parametrize(
    ("sides", "ratio"),
    [
        ("width='5cm' height='25mm'", 2),
        ("width='1in' height='48px'", 2),
        ("width='100%' height='100%' viewBox='0 0 60 20'", 3),
        ("width='4em' height='2em' viewBox='0 0 60 20'", 3),
        ("width='80' height='20' viewBox='0 0 40 20'", 4),  # as it is set, not as it was drawn
    ],
)
def test_a_drawing_is_as_wide_as_its_units_say(tmp_path: Path, sides: str, ratio: int) -> None:
    path = tmp_path / "badge.svg"
    path.write_text(BADGE.replace("viewBox='0 0 40 20'", sides))
    found = read_logo(path)
    assert found.across / found.high == pytest.approx(ratio, rel=0.01)


def broken(path: Path) -> None:
    path.write_bytes(dots(path.with_suffix(".png")).read_bytes()[:200])


def header_of(path: Path, side: int) -> None:
    """Write the beginning of a picture that would fill a computer's memory."""
    Image.new("1", (1, 1)).save(path, "PNG")
    head = b"IHDR" + pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    found = path.read_bytes()
    path.write_bytes(found[:12] + head + pack(">I", crc32(head)) + found[33:])


FAULTS = {
    "was not found": lambda path: None,  # noqa: ARG005 - nothing is made
    "no picture that can be read": broken,
    "is no picture": lambda path: path.write_text("<html>badge</html>"),
    "can be read.": lambda path: path.write_text("<svg viewBox='0 0 1 1'"),
    "that can be": lambda path: path.write_text(BADGE.replace("viewBox='0 0 40 20'", "")),
    "4 MB": lambda path: path.write_bytes(bytes(4_000_000)),
    "letters": lambda path: path.write_text(BADGE.replace("<path", "<text>Oak</text><path")),
    "can be read": lambda path: path.write_text(
        BADGE.replace("viewBox='0 0 40 20'", "width='100%' height='100%'")
    ),
    "is white or": lambda path: path.write_text(BADGE.replace("#123", "#fff")),
    "or empty": lambda path: path.write_text(re.sub("<path.*?/>", "", BADGE)),
    "is white": lambda path: Image.new("RGBA", (9, 9), "white").save(path, "PNG"),
    "far more than 50 million dots": lambda path: header_of(path, 14_000),
    "more than 50 million dots, too": lambda path: header_of(path, 10_000),
    "too many for print": lambda path: Image.new("1", (7100, 7100), 1).save(path, "PNG"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_one_that_cannot_be_used_says_why(tmp_path: Path, fault: str) -> None:
    path = tmp_path / "badge"
    FAULTS[fault](path)
    with pytest.raises(FileError, match=fault) as said:
        read_logo(path)
    assert said.value.do.endswith(".")


def a_page(school: School, logo: Logo | None, who: str) -> Page:
    plan = plan_family_reports(school, NOW, TODAY, upn=upn(who), beside=Beside(logo))
    return plan.papers[0].pages[0]


def test_it_stands_on_page_one_and_says_whose_it_is(school: School) -> None:
    page = a_page(school, Logo(BADGE, 2000, 1000), "everything")
    images = {name: svg.encode() for name, svg in page.images.items()}
    pdf = Typesetter(TODAY).pdf("x", [page], images)
    [badge] = [tag for tag in tags(pdf) if tag.says == "The badge of Larkfield Primary School"]
    assert badge.kind in {"Figure", "Span"}
    assert "Larkfield Primary School" in PdfReader(BytesIO(pdf)).pages[0].extract_text()


@pytest.mark.parametrize("shape", [(4000, 100), (100, 4000), (100, 100)], ids=["wide", "tall", ""])
def test_the_longest_page_holds_it_in_every_shape(shape: tuple[int, int]) -> None:
    school = make_school()
    action = replace(school.actions[-1], action="Always wear my glasses to see the board. " * 12)
    row = school.judgements[NOW, upn("longest")]
    row = replace(row, for_the_family="He has worked with great care on his story. " * 40)
    school = replace(
        school,
        actions=(action,) * 5,
        judgements={**school.judgements, (NOW, upn("longest")): row},
    )
    page = a_page(school, Logo(BADGE, *shape), "longest")
    images = {name: svg.encode() for name, svg in page.images.items()}
    assert lint(Typesetter(TODAY).pdf("x", [page], images), pages=1) == []
    across, high = logo_size(Logo(BADGE, *shape))
    assert across <= 170
    assert high <= 46
