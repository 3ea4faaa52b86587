"""What the built workbook holds, read back by a program that did not write it."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from ppm_xl import palette, schema
from ppm_xl.schema import Kind, Writer
from ppm_xl.template import build
from ppm_xl.template.defaults import DEFAULT_ROWS
from ppm_xl.template.frame import WAY_BACK, button
from ppm_xl.template.names import MARKS_ONCE, MEASURES, lists, offered
from ppm_xl.template.status_sheet import TURNED

CHECKED_IN = Path(__file__).parents[2] / "workbook_template.xlsm"
LAST_ROW = 20_000
TABLES = [table for table in schema.TABLES.values() if not table.form]
FORMS = [table for table in schema.TABLES.values() if table.form]
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_the_checked_in_template_is_what_the_sources_build(built: Path) -> None:
    ours, theirs = parts(CHECKED_IN), parts(built)
    assert list(ours) == list(theirs), "run: make template"
    different = [name for name in ours if ours[name] != theirs[name]]
    assert different == [], "run: make template"


def test_building_twice_gives_the_same_file(built: Path, tmp_path: Path) -> None:
    build(tmp_path / "again.xlsm")
    assert (tmp_path / "again.xlsm").read_bytes() == built.read_bytes()


def test_the_sheets_stand_in_the_schemas_order(book: openpyxl.Workbook) -> None:
    assert book.sheetnames == [*(sheet.name for sheet in schema.SHEETS), "xlwings.conf"]
    states = {sheet.title: sheet.sheet_state for sheet in book}
    assert states.pop("xlwings.conf") == "veryHidden"
    assert states.pop("Records") == "hidden"
    assert set(states.values()) == {"visible"}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_table_is_where_the_schema_says_with_its_headings(
    book: openpyxl.Workbook, table: schema.Table
) -> None:
    sheet = book[table.sheet]
    found = sheet.tables[table.name]
    left, top, right, bottom = range_boundaries(found.ref)
    cells = tuple(sheet.cell(top, column).value for column in range(left, right + 1))
    assert cells == table.headings()
    assert tuple(column.name for column in found.tableColumns) == table.headings()
    assert bottom - top == max(len(DEFAULT_ROWS.get(table.name, ())), 1)
    rows = sheet.iter_rows(top + 1, bottom, left, right, values_only=True)
    wanted = DEFAULT_ROWS.get(table.name, ((None,) * len(cells),))
    assert tuple(rows) == wanted


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_nothing_stands_below_a_table(book: openpyxl.Workbook, table: schema.Table) -> None:
    sheet = book[table.sheet]
    left, _, right, bottom = range_boundaries(sheet.tables[table.name].ref)
    below = sheet.iter_rows(bottom + 1, max(sheet.max_row, bottom + 1), left, right)
    assert [cell.coordinate for row in below for cell in row if cell.value is not None] == []


def test_tables_and_forms_of_a_sheet_share_no_column() -> None:
    for sheet in schema.SHEETS:
        forms = [table for table in schema.tables_on(sheet.name) if table.form]
        taken: set[int] = set()
        for form in forms:
            columns = set(range(form.anchor[1], form.anchor[1] + len(form.columns)))
            assert taken.isdisjoint(columns), form.name
            taken |= columns


def style_of(sheet: Worksheet, column: int) -> object:
    """The column's own format: what every row that is not there yet will have."""
    for letter, dimension in sheet.column_dimensions.items():
        first, last = dimension.min, dimension.max
        assert letter
        if first <= column <= last:
            return dimension
    raise AssertionError(f"{sheet.title} column {column} has no format")


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_number_formats_reach_every_row_there_will_be(
    book: openpyxl.Workbook, table: schema.Table
) -> None:
    if table.name == "Working":
        return  # three rows, and nobody adds any
    sheet = book[table.sheet]
    left, *_ = range_boundaries(sheet.tables[table.name].ref)
    for place, (heading, column) in enumerate(table.spelt_out(), start=left):
        number_format = style_of(sheet, place).number_format
        if column.kind.is_text:
            assert number_format == "@", heading
        elif column.kind is Kind.DATE:
            wanted = "ddd dd/mm/yy" if table.name == "Meetings" else "dd/mm/yyyy"
            assert number_format == wanted, heading
        elif column.kind is Kind.PERCENT:
            assert number_format == "0", heading


def ranges_down(sheet: Worksheet, column: int) -> list[tuple[DataValidation, int]]:
    """Every validation over a column's cells, with its last row."""
    return [
        (validation, area.max_row)
        for validation in sheet.data_validations.dataValidation
        for area in validation.sqref.ranges
        if area.min_col <= column <= area.max_col and area.max_row > area.min_row
    ]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_column_with_choices_offers_them_down_to_row_20000(
    book: openpyxl.Workbook, table: schema.Table
) -> None:
    sheet = book[table.sheet]
    left, *_ = range_boundaries(sheet.tables[table.name].ref)
    for place, (heading, column) in enumerate(table.spelt_out(), start=left):
        if not (column.choices or column.choices_from):
            continue
        ((validation, last),) = ranges_down(sheet, place)
        assert last == LAST_ROW, heading
        assert validation.type == "list"
        if column.choices and not column.choices_from:
            assert validation.formula1 == '"' + ",".join(column.choices) + '"'
        else:
            assert validation.formula1 == offered(column)
            assert validation.formula1 in {*lists(), MARKS_ONCE, MEASURES}
        strict = validation.showErrorMessage and validation.errorStyle in {None, "stop"}
        assert bool(strict) == column.strict, heading


def test_every_measure_and_the_schools_subjects_can_be_left_out(book: openpyxl.Workbook) -> None:
    column = schema.REPORT_CHOICES.column("Measure")
    assert column is not None
    cells = re.findall(r"\$([A-Z]+)\$(\d+)", book.defined_names[MEASURES].attr_text)
    (letter, top), (_, bottom) = cells[1:]
    said = [book["Records"][f"{letter}{n}"].value for n in range(int(top), int(bottom) + 1)]
    assert tuple(said[: len(column.choices)]) == column.choices
    assert said[len(column.choices)] == '=IFERROR(INDEX(Subjects[Subject],1)&"","")'


def test_colours_reach_row_20000_and_carry_a_letter(built: Path, book: openpyxl.Workbook) -> None:
    styles = ET.fromstring(parts(built)["xl/styles.xml"])
    formats = [dxf.find(f"{MAIN}numFmt") for dxf in styles.iter(f"{MAIN}dxf")]
    codes = {code.get("formatCode") for code in formats if code is not None}
    for paint in palette.STATUS.values():
        assert f'"{paint.letter}  "@' in codes
    for table in TABLES:
        sheet = book[table.sheet]
        left, *_ = range_boundaries(sheet.tables[table.name].ref)
        for place, (heading, column) in enumerate(table.spelt_out(), start=left):
            if column.kind is not Kind.COLOUR:
                continue
            area = f"{get_column_letter(place)}6:{get_column_letter(place)}{LAST_ROW}"
            rules = [
                r for c in sheet.conditional_formatting if str(c.sqref) == area for r in c.rules
            ]
            words = {rule.formula[0].strip('"') for rule in rules}
            assert words == set(palette.STATUS), heading


def test_headings_tell_what_is_typed_from_what_is_calculated(book: openpyxl.Workbook) -> None:
    for table in TABLES:
        if table.name == "Working":
            continue
        sheet = book[table.sheet]
        left, top, *_ = range_boundaries(sheet.tables[table.name].ref)
        for place, (heading, column) in enumerate(table.spelt_out(), start=left):
            fill = sheet.cell(top, place).fill.fgColor.rgb[2:]
            calculated = column.writer is Writer.CALCULATED
            wanted = palette.PAPER_GREY if calculated else palette.ACCENT
            assert f"#{fill}" == wanted, heading


@pytest.mark.parametrize("sheet", schema.SHEETS, ids=lambda sheet: sheet.name)
def test_a_sheet_says_what_it_is_and_leads_home(
    book: openpyxl.Workbook, sheet: schema.Sheet
) -> None:
    found = book[sheet.name]
    if sheet.name == "Meeting":
        return  # its rows are the form's own
    first = [cell.value for cell in found[1] if cell.value is not None]
    second = [cell.value for cell in found[2] if cell.value is not None]
    if sheet.name == "Home":
        assert sheet.title in str(first[0])
    else:
        assert first[0] == WAY_BACK
        assert found["A1"].hyperlink.location == "Home!A1"
        assert first[1] == sheet.title
    assert second[0] == sheet.sentence


@pytest.mark.parametrize("sheet", schema.SHEETS, ids=lambda sheet: sheet.name)
def test_a_sheet_can_be_printed(book: openpyxl.Workbook, sheet: schema.Sheet) -> None:
    found = book[sheet.name]
    assert found.page_setup.paperSize == 9
    assert found.oddFooter.right.text == "Confidential: pupil data"
    assert "&P" in found.oddFooter.center.text
    assert "&N" in found.oddFooter.center.text
    begun = {table.sheet for table in schema.TABLES.values() if table.page_starts}
    in_areas = found.print_area.count("!") > 1 if found.print_area else False
    # Excel has no breaks of ours on a sheet that is fitted; several areas have a scale as well.
    if sheet.name not in {"Venn", *begun} and not in_areas:
        assert found.sheet_properties.pageSetUpPr.fitToPage
    if sheet.name in {table.sheet for table in TABLES} - {"Home", "Records"}:
        assert found.print_title_rows == "$5:$5"
        assert found.freeze_panes is not None


def test_defined_names(book: openpyxl.Workbook) -> None:
    names = {name: found.attr_text for name, found in book.defined_names.items()}
    assert names["ppm_schema"] == str(schema.SCHEMA_VERSION)
    assert re.fullmatch(r"Home!\$[A-Z]+\$\d+", names["ppm_status"])
    assert re.fullmatch(r"Records!\$[A-Z]+\$\d+", names["ppm_files"])
    for name, column in lists().items():
        assert names[name] == column
        table, _, heading = column.rstrip("]").partition("[")
        assert heading in schema.TABLES[table].headings()


def test_formulas_are_for_excel_2016_and_are_calculated_on_load(built: Path) -> None:
    for name, content in parts(built).items():
        if not name.startswith("xl/worksheets/sheet"):
            continue
        assert b"_xlfn" not in content
        for cell in ET.fromstring(content).iter(f"{MAIN}c"):
            if cell.find(f"{MAIN}f") is not None:
                assert cell.find(f"{MAIN}v") is None, (name, cell.get("r"))
    workbook = ET.fromstring(parts(built)["xl/workbook.xml"])
    (calculation,) = workbook.iter(f"{MAIN}calcPr")
    assert calculation.get("fullCalcOnLoad") == "1"


def test_home_fits_a_laptop_screen(book: openpyxl.Workbook) -> None:
    """1366 x 768 less Excel's own ribbon, bars and headings leaves about 1310 x 480 pixels."""
    home = book["Home"]
    dimensions = [d for d in home.column_dimensions.values() if not d.hidden]
    wide = sum((d.max - d.min + 1) * (d.width * 7 + 5) for d in dimensions)
    high = sum((home.row_dimensions[row].height or 15) * 96 / 72 for row in range(1, 15))
    assert wide < 1310
    assert high < 480


XDR = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def drawing_of(package: dict[str, bytes], sheet: str) -> ET.Element:
    names = re.findall(r'<sheet name="([^"]+)"', package["xl/workbook.xml"].decode())
    relations = package[f"xl/worksheets/_rels/sheet{names.index(sheet) + 1}.xml.rels"].decode()
    (part,) = re.findall(r"drawings/drawing\d+\.xml", relations)
    return ET.fromstring(package[f"xl/{part}"])


@pytest.mark.parametrize(
    "sheet", ["Home", "Import", "Settings", "Round", "Conversations", "Reports", "One child"]
)
def test_a_sheet_has_a_drawn_button_for_each_of_its_actions(built: Path, sheet: str) -> None:
    pressed = {}
    for shape in drawing_of(parts(built), sheet).iter(f"{XDR}sp"):
        (geometry,) = shape.iter(f"{A}prstGeom")
        assert geometry.get("prst") == "roundRect"
        if shape.get("macro"):
            words = "".join(text.text or "" for text in shape.iter(f"{A}t"))
            pressed[shape.get("macro")] = words
    assert pressed == {
        f"[0]!Press_{known.action}": button(known.action) for known in schema.buttons_on(sheet)
    }


def test_every_button_is_drawn_somewhere() -> None:
    sheets = (
        *("Home", "Import", "Settings", "Targets", "Round", "Conversations"),
        *("Reports", "One child"),
    )
    drawn = {b.action for sheet in sheets for b in schema.buttons_on(sheet)}
    assert drawn == {b.action for b in schema.BUTTONS}


def test_only_the_steps_of_the_half_term_are_numbered() -> None:
    assert [button(known.action) for known in schema.BUTTONS] == [
        "1 Import MIS data",
        "2 Update status and Venns",
        "3 Prepare meeting",
        "4 Record meeting",
        "Plan conversations",
        "5 Family reports",
        "Check data",
        "Undo last step",
        "Import these changes",
        "Plan the round",
        "Prepare all meetings",
        "Check the reports",
        "Reports for staff",
        "Preview this child's report",
        "Start a new school year",
        "Propose targets",
    ]


def test_the_forms_of_home_are_text_in_hidden_columns(book: openpyxl.Workbook) -> None:
    home = book["Home"]
    for form in (schema.HOME_STEPS, schema.HOME_ATTENTION):
        row, column = form.anchor
        assert form.rows >= len(schema.buttons_on("Home"))
        for down in range(form.rows):
            for across in range(len(form.columns)):
                cell = home.cell(row + down, column + across)
                assert cell.value is None
                assert cell.number_format == "@"
        for across in range(len(form.columns)):
            assert style_of(home, column + across).hidden


def contrast(first: str, second: str) -> float:
    def luminance(colour: str) -> float:
        parts_ = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts_]
        return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(
    ("text", "fill"),
    [(p.text, p.fill) for p in (*palette.STATUS.values(), palette.GREATER_DEPTH)]
    + [(p.text, palette.WHITE) for p in palette.STATUS.values()]
    + [
        (palette.INK, palette.WHITE),
        (palette.ACCENT, palette.WHITE),
        (palette.WHITE, palette.ACCENT),
        (palette.SECOND_ACCENT, palette.WHITE),
        (palette.QUIET, palette.WHITE),
        (palette.INK, palette.PAPER_GREY),
        (palette.PUPIL_PREMIUM, palette.WHITE),
        (palette.SEND, palette.WHITE),
        (palette.PUPIL_PREMIUM_AND_SEND, palette.WHITE),
    ],
)
def test_text_stands_out_from_its_fill(text: str, fill: str) -> None:
    assert contrast(text, fill) >= 4.5


def test_status_fills_differ_in_grey() -> None:
    greys = []
    for paint in (palette.GREEN, palette.YELLOW, palette.RED):
        red, green, blue = (int(paint.fill[at : at + 2], 16) for at in (1, 3, 5))
        greys.append(round(0.299 * red + 0.587 * green + 0.114 * blue))
    ordered = sorted(greys)
    assert ordered[1] - ordered[0] >= 20
    assert ordered[2] - ordered[1] >= 20


def test_a_status_does_not_depend_on_colour_alone() -> None:
    letters = [paint.letter for paint in palette.STATUS.values()]
    assert len(set(letters)) == len(letters)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_heading_needs_two_lines_at_most(table: schema.Table) -> None:
    for heading, column in table.spelt_out():
        if table.name == "Status" and heading in TURNED:
            continue  # it stands on its side, as long as the row is high
        lines = [""]
        for word in heading.split():
            longer = f"{lines[-1]} {word}".strip()
            if len(longer) <= column.width:
                lines[-1] = longer
            else:
                lines.append(word)
        lines = [line for line in lines if line]
        assert len(lines) <= 2, heading
        assert max(map(len, lines)) <= column.width, heading


def test_marks_meet_the_standards_as_the_scale_says() -> None:
    scale = {row[0]: row for row in DEFAULT_ROWS["Scale"]}
    assert {mark: scale[mark][4] for mark in ("SBLW", "BLW", "WTS", "EXS", "GDS", "PK1", "EM")} == {
        "SBLW": -3, "BLW": -2, "WTS": -1, "EXS": 0, "GDS": 1, "PK1": -3, "EM": -3,
    }  # fmt: skip
    assert [mark for mark, row in scale.items() if row[5] == "Y"] == ["EXS", "GDS"]
    assert [mark for mark, row in scale.items() if row[6] == "Y"] == ["GDS"]


def test_the_agenda_begins_with_impact_and_ends_with_the_teacher() -> None:
    sections = [row[0] for row in sorted(DEFAULT_ROWS["Agenda"], key=lambda row: row[1] or 0)]
    assert sections.index("Last actions and their impact") < sections.index("Reading")
    assert sections.index("Children to celebrate") < sections.index("Reading")
    assert sections.index("Reading") < sections.index("Writing") < sections.index("Maths")
