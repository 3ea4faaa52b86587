"""What eyes would find on printed sheets, found by rule: clipped words, small type, pale ink."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree
from paper.visual_lint import MILLIMETRE, contrast_of, distinct_in_grey, lint, pages_of
from pdfminer.layout import LTChar, LTContainer
from printed_sheets import Printed
from pypdf import PdfReader

from ppm_xl import palette, schema
from ppm_xl.template.conversations_sheet import PRINTED as ON_THE_CLASSS_PAGE
from ppm_xl.template.frame import CONFIDENTIAL, button
from ppm_xl.template.reports_sheet import PRINTED as FOR_THE_OFFICE
from ppm_xl.template.round_sheet import NOT_PRINTED as NOT_ON_THE_WALL
from ppm_xl.template.status_sheet import NOT_PRINTED

pytestmark = pytest.mark.office

TEMPLATE = Path(__file__).parents[2] / "workbook_template.xlsm"
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
VISIBLE = [s.name for s in schema.SHEETS if s.purpose is not schema.Purpose.HIDDEN]
ON_EVERY_SHEET = pytest.mark.parametrize("sheet", VISIBLE, scope="module")
"""All tests of one sheet, then those of the next: its pages are laid out once."""
FOOT = 14 * MILLIMETRE
"""Below this height stands the footer; LibreOffice scales it with the sheet, Excel does not."""
HIDDEN = {"Found by", "Cell", *NOT_PRINTED}
"""Headings of columns that only the sheet's own formulas read, or that stand beside the page."""
SMALLER = {"Home": 7.3, "Status": 8.2, "Round": 8.6}
"""Points of what may be smaller than the body. On Home LibreOffice draws words in shapes a tenth
smaller than those in cells. Status is to show a class of 35 with its headings on one landscape
page, and Round a whole round with a meeting a line, at the cost of size."""
BODY = 8.95
ACROSS = {"Settings": 12, "Actions": 5, "Provision": 4, "Tests": 2}
"""Pages of a sheet whose tables are printed one after the other: each begins a page of its own."""


def letters(item: object) -> list[LTChar]:
    if isinstance(item, LTChar):
        return [item] if item.get_text().strip() else []
    parts = item if isinstance(item, LTContainer) else ()
    return [letter for part in parts for letter in letters(part)]


def test_a_page_begins_with_its_title_whole(printed: Printed) -> None:
    for sheet in schema.SHEETS:
        if sheet.name in VISIBLE and sheet.name not in {"Home", "One child"}:
            assert sheet.title in printed.text(sheet.name), sheet.name


def test_every_visible_sheet_is_printed(printed: Printed) -> None:
    assert list(printed.sheets) == VISIBLE


def test_no_formula_gives_an_error(printed: Printed) -> None:
    assert printed.errors == ()


@ON_EVERY_SHEET
def test_nothing_is_too_long_for_its_cell(printed: Printed, sheet: str) -> None:
    found = printed.text(sheet)
    assert "###" not in found
    assert not re.search(r"#(NAME\?|REF!|VALUE!|DIV/0!|N/A|NUM!|NULL!)", found)


@ON_EVERY_SHEET
def test_the_body_is_printed_at_nine_points_or_more(printed: Printed, sheet: str) -> None:
    sizes = [
        letter.size
        for page in pages_of(printed.sheets[sheet])
        for letter in letters(page)
        if letter.y0 > FOOT and letter.upright  # else its size is taken for its width
    ]
    small = [size for size in sizes if size < BODY]
    assert len(sizes) > 20
    assert min(sizes) >= SMALLER.get(sheet, BODY)
    assert sheet in {"Status", "Round"} or len(small) < 0.2 * len(sizes)


CODES = ("undrawn", "outgrown", "piled-up", "contrast")


@ON_EVERY_SHEET
def test_nothing_is_clipped_piled_up_or_pale(printed: Printed, sheet: str) -> None:
    found = [
        finding
        for finding in lint(printed.sheets[sheet], smallest=1, margin=-9999)
        if finding.code in CODES
    ]
    assert found == []


@ON_EVERY_SHEET
def test_every_heading_can_be_read_whole(printed: Printed, sheet: str) -> None:
    """A word that is wider than its column would be broken in two."""
    tables = [table for table in schema.tables_on(sheet) if not table.form]
    headings = {heading for table in tables for heading in table.headings()} - HIDDEN
    if sheet == "Round":
        headings -= NOT_ON_THE_WALL
    if sheet == "Conversations":
        headings = set(ON_THE_CLASSS_PAGE)
    if sheet == "Reports":
        headings = set(FOR_THE_OFFICE)
    wanted = {word for heading in headings for word in heading.split()}
    found = printed.text(sheet).replace("-\n", "-")  # broken at its own hyphen it is whole
    assert {word for word in wanted if word not in found} == set()


def test_home_shows_every_button_whole_on_one_page(printed: Printed) -> None:
    assert printed.pages("Home") == 1
    found = " ".join(printed.text("Home").split())
    for known in schema.buttons_on("Home"):
        assert button(known.action) in found
        assert known.does in found


@ON_EVERY_SHEET
def test_a_sheet_has_the_pages_its_set_up_asks_for(printed: Printed, sheet: str) -> None:
    """As many across as planned, or fewer; each with its footer."""
    with zipfile.ZipFile(TEMPLATE) as package:
        names = re.findall(r'<sheet name="([^"]+)"', package.read("xl/workbook.xml").decode())
        part = f"xl/worksheets/sheet{names.index(sheet) + 1}.xml"
        (setup,) = etree.fromstring(package.read(part)).iter(f"{MAIN}pageSetup")
    across = int(setup.get("fitToWidth", "1"))
    across = ACROSS.get(sheet, across)
    pages = printed.pages(sheet)
    assert printed.text(sheet).count(CONFIDENTIAL) == pages
    if sheet == "Venn":
        assert pages == 4  # expected standard and greater depth, now and then
    elif sheet == "Meeting":
        assert 3 <= pages <= 14
    elif sheet == "Owner lists":
        assert pages >= 1  # one for each owner of an action, once a meeting is recorded
    elif sheet in {"Home", "One child", "Summary"}:
        assert pages == 1
    else:
        assert pages <= 3 * across  # of each table, only some rows are printed
        assert across <= 12


@ON_EVERY_SHEET
def test_no_page_holds_headings_alone(printed: Printed, sheet: str) -> None:
    """A long table beside a short one would go on for pages with nothing of the short one."""
    headings = {
        word
        for table in schema.tables_on(sheet)
        for heading in (*table.headings(), "Go to")
        for word in heading.replace("-", " ").split()
    }
    for page in PdfReader(BytesIO(printed.sheets[sheet])).pages:
        said = page.extract_text().partition("Page ")[0].replace("-", " ").split()
        assert {word for word in said if word not in headings}, said


def test_coloured_cells_can_be_read_and_told_apart_in_grey() -> None:
    with zipfile.ZipFile(TEMPLATE) as package:
        styles = etree.fromstring(package.read("xl/styles.xml"))
    pairs = []
    for look in styles.iter(f"{MAIN}dxf"):
        ink = look.find(f"{MAIN}font/{MAIN}color")
        fill = look.find(f".//{MAIN}bgColor")
        if ink is not None and ink.get("rgb"):
            on = "FFFFFFFF" if fill is None else fill.get("rgb", "FFFFFFFF")
            pairs.append((f"#{ink.get('rgb')[2:]}", f"#{on[2:]}"))
    assert len(pairs) >= 8
    for ink, on in pairs:
        assert contrast_of(rgb(ink), rgb(on)) >= 4.5, (ink, on)
    statuses = [palette.GREEN, palette.YELLOW, palette.RED]
    assert {(paint.text, paint.fill) for paint in statuses} <= set(pairs)
    assert distinct_in_grey([paint.fill for paint in statuses])


def test_headings_and_other_cells_can_be_read() -> None:
    with zipfile.ZipFile(TEMPLATE) as package:
        styles = etree.fromstring(package.read("xl/styles.xml"))
    inks = [font.find(f"{MAIN}color") for font in styles.find(f"{MAIN}fonts")]
    fills = [fill.find(f"{MAIN}patternFill/{MAIN}fgColor") for fill in styles.find(f"{MAIN}fills")]
    seen = 0
    for look in styles.find(f"{MAIN}cellXfs"):
        ink = inks[int(look.get("fontId"))].get("rgb")
        fill = fills[int(look.get("fillId"))]
        on = "FFFFFFFF" if fill is None else fill.get("rgb")
        if ink is None or (ink, on) == ("FFFFFFFF", "FFFFFFFF"):
            continue  # Excel's own default; and what is there for formats, not for eyes
        seen += 1
        assert contrast_of(rgb(f"#{ink[2:]}"), rgb(f"#{on[2:]}")) >= 4.5, (ink, on)
    assert seen > 10


def rgb(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue
