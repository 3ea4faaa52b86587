"""The engine itself: each thing the product leans on, and each strictness."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import openpyxl
import pytest
import xlwings as xw
from PIL import Image

if TYPE_CHECKING:
    from pathlib import Path

    from office import Engine
    from office.fixtures import LiveBook

pytestmark = pytest.mark.office
BORN = dt.datetime(2016, 3, 4)  # noqa: DTZ001


@pytest.fixture
def book(live_book: LiveBook) -> xw.Book:
    return live_book()


@pytest.fixture
def office_error() -> type[Exception]:
    from office import OfficeError

    return OfficeError


def test_xlwings_finds_the_open_book(book: xw.Book, tmp_path: Path) -> None:
    assert book.name == "Fixture.xlsx"
    assert xw.books["fixture.xlsx"] == book
    assert xw.Book("Fixture.xlsx") == book
    assert [b.name for b in xw.apps.active.books] == ["Fixture.xlsx"]
    assert book.fullname == str(tmp_path / "live 1" / "Fixture.xlsx")
    assert book.app.version.major == 16
    assert xw.apps[book.app.pid] == book.app


def test_caller_is_found_by_the_command_line(
    book: xw.Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.argv", ["buttons", "update", "--wb=Fixture.xlsx", "--from_xl=1"])
    assert xw.Book.caller() == book


def test_sheets(book: xw.Book, office_error: type[Exception]) -> None:
    names = ["Home", "Pupils", "Settings", "Log", "xlwings.conf"]
    assert [sheet.name for sheet in book.sheets] == names
    assert [sheet.visible for sheet in book.sheets] == [-1, -1, 0, -1, 2]
    assert book.sheets["pupils"].index == 2
    assert "Pupils" in [sheet.name for sheet in book.sheets]
    with pytest.raises(office_error, match="no sheet 'Nowhere'"):
        book.sheets["Nowhere"]
    book.sheets["Settings"].visible = True
    assert book.sheets["Settings"].visible
    book.sheets["Pupils"].activate()
    assert book.sheets.active.name == "Pupils"
    with pytest.raises(office_error, match="hidden"):
        book.sheets["xlwings.conf"].activate()


def test_tables(book: xw.Book) -> None:
    sheet = book.sheets["Settings"]
    assert [table.name for table in sheet.tables] == ["Thresholds", "Words"]
    assert [t.name for s in book.sheets for t in s.tables] == [
        "Pupils",
        "Thresholds",
        "Words",
        "Log",
    ]
    table = book.sheets["Pupils"].tables["Pupils"]
    assert table.range.address == "$A$1:$F$4"
    assert table.header_row_range.value == ["UPN", "Pupil", "DOB", "Score", "On roll", "Twice"]
    assert table.data_body_range.address == "$A$2:$F$4"
    assert table.parent == book.sheets["Pupils"]
    assert "Pupils" in book.sheets["Pupils"].tables
    with pytest.raises(KeyError):
        sheet.tables["Pupils"]
    assert sheet.range("D3").table.name == "Words"


def test_values_come_back_with_excels_types(book: xw.Book) -> None:
    sheet = book.sheets["Pupils"]
    assert sheet.range("A2:F4").value == [
        ["A999000000001", "Zoë Quill", BORN, 94.5, True, 189.0],
        ["A999000000002", "Łukasz Vane", dt.datetime(2015, 12, 31), 100.0, False, 200.0],  # noqa: DTZ001
        ["007", "=SUM(1)", None, None, None, 0.0],
    ]
    assert type(sheet.range("E2").value) is bool
    assert sheet.range("A2").options(ndim=2).value == [["A999000000001"]]
    assert sheet.range("C2").options(dates=dt.date).value == dt.date(2016, 3, 4)
    assert sheet.range("D3").options(numbers=int).value == 100
    assert sheet.range("D4").options(empty="").value == ""
    assert sheet.range("A2:A4").raw_value == (("A999000000001",), ("A999000000002",), ("007",))


def test_errors_read_as_on_windows(book: xw.Book) -> None:
    cells = book.sheets["Home"].range("B2:B3")
    assert cells.value == [None, None]
    assert cells.options(err_to_str=True).value == ["#DIV/0!", "#N/A"]
    assert cells.raw_value == ((-2146826281,), (-2146826246,))


def test_blocks_are_written_with_their_types(book: xw.Book, office: Engine) -> None:
    sheet = book.sheets["Home"]
    block = [
        ["word", 1, 2.5, True, BORN],
        [None, -1, 0.1, False, dt.date(2026, 9, 1)],
        ["", None, 3, "x", BORN],
    ]
    sheet.range("G10").value = block
    assert sheet.range("G10:K12").value == [
        ["word", 1.0, 2.5, True, BORN],
        [None, -1.0, 0.1, False, dt.datetime(2026, 9, 1)],  # noqa: DTZ001
        [None, None, 3.0, "x", BORN],
    ]
    assert office.conversions == []
    sheet.range("J10:J12").value = [[1], [0], [BORN]]
    assert sheet.range("J10:J12").value == [1.0, 0.0, BORN]
    assert sheet.range("J10").number_format == "General"


CONVERTED = (
    ("007", "number", 7.0),
    ("+44", "number", 44.0),
    ("1E5", "number", 100_000.0),
    ("12%", "number", 0.12),
    ("(5)", "number", -5.0),
    ("1 1/2", "number", 1.5),
    ("£1,250.50", "number", 1250.5),
    ("TRUE", "boolean", True),
    ("2026-01-02", "date", dt.datetime(2026, 1, 2)),  # noqa: DTZ001
    ("3/4/2026", "date", dt.datetime(2026, 4, 3)),  # noqa: DTZ001
    ("Mar-26", "date", ...),  # of whichever year it is
    ("1/2", "date", ...),
    ("3-4", "date", ...),
    ("4 Mar", "date", ...),
    ("=1+1", "formula", 2.0),
    ("-1+3", "formula", 2.0),
    ("12:30", "time", "12:30"),  # noted, not worked out
    ("#N/A", "error", "#N/A"),
)


def test_a_plain_string_is_converted_as_excel_does(book: xw.Book, office: Engine) -> None:
    cells = book.sheets["Home"].range("H30").resize(len(CONVERTED))
    cells.value = [[text] for text, _, _ in CONVERTED]
    assert [(c.written, c.kind) for c in office.conversions] == [
        (text, kind) for text, kind, _ in CONVERTED
    ]
    assert office.conversions[0].sheet == "Home"
    assert office.conversions[0].address == "H30"
    for value, (text, _, expected) in zip(cells.value, CONVERTED, strict=True):
        assert isinstance(value, dt.datetime) if expected is ... else value == expected, text


def test_a_string_that_is_no_formula_stops_excel(
    book: xw.Book, office: Engine, office_error: type[Exception]
) -> None:
    for text in ("@x", "=SUM(1,"):
        with pytest.raises(office_error, match="not a formula"):
            book.sheets["Home"].range("H30").value = text
    assert [c.kind for c in office.conversions] == ["formula"] * 2


def test_ordinary_words_stay(book: xw.Book, office: Engine) -> None:
    words = ["Zoë", "4B", "1a", "EXS", "N1", "R", "Autumn 1", "2026-27", "A999", "-", "May Quill"]
    words += ["Year 3/4", "n/a", "WTS+", "3 of 4", "Mar", "5 marbles", "line one\nline two"]
    cells = book.sheets["Home"].range("H30").resize(len(words))
    cells.value = [[word] for word in words]
    assert cells.value == words
    assert office.conversions == []


def test_text_format_and_apostrophe_keep_a_string(book: xw.Book, office: Engine) -> None:
    cells = book.sheets["Home"].range("H31:H35")
    cells.number_format = "@"
    words = ["007", "=1+1", "1/2", "TRUE", "+44"]
    cells.value = [[word] for word in words]
    assert cells.value == words
    other = book.sheets["Home"].range("I31:I33")
    other.value = [["'007"], ["'=1+1"], ["''quoted"]]
    assert other.value == ["007", "=1+1", "'quoted"]
    assert other.formula == (("007",), ("=1+1",), ("'quoted",))
    assert office.conversions == []


def test_a_number_in_a_text_cell_becomes_text(book: xw.Book, office: Engine) -> None:
    cell = book.sheets["Pupils"].range("A5")
    cell.value = 7
    assert cell.value == "7"
    assert [c.kind for c in office.conversions] == ["text"]


def test_formulas_as_excel_writes_them(book: xw.Book, office_error: type[Exception]) -> None:
    sheet = book.sheets["Pupils"]
    sheet.range("H2:H4").formula = '=IF($A2="007",SUM(D2:D3,1),"n")'
    assert sheet.range("H2:H4").value == ["n", "n", 1.0]
    assert sheet.range("H3").formula == '=IF($A3="007",SUM(D3:D4,1),"n")'
    sheet.range("I2").formula = "=Pupils[[#This Row],[Score]]+COUNTA(Pupils[UPN])"
    assert sheet.range("I2").value == 97.5
    assert sheet.range("I2").formula == "=Pupils[[#This Row],[Score]]+COUNTA(Pupils[UPN])"
    assert sheet.range("D2:D3").formula == (("94.5",), ("100",))
    sheet.range("I3").value = "kept"
    with pytest.raises(office_error, match="not a formula"):
        sheet.range("I3").formula = "=SUM(1,"
    assert sheet.range("I3").value == "kept"
    sheet.range("D2").value = 1
    assert sheet.range("F2").value == 2


def test_places(book: xw.Book, office_error: type[Exception]) -> None:
    sheet = book.sheets["Pupils"]
    cells = sheet.range((2, 1), (4, 3))
    assert (cells.row, cells.column, cells.shape, cells.count) == (2, 1, (3, 3), 9)
    assert cells.address == "$A$2:$C$4"
    assert cells.get_address(row_absolute=False, column_absolute=False) == "A2:C4"
    assert cells.get_address(include_sheetname=True, external=False).endswith("Pupils!$A$2:$C$4")
    assert cells.resize(2, 1).address == "$A$2:$A$3"
    assert cells.offset(1, 2).address == "$C$3:$E$5"
    assert cells.rows[0].address == "$A$2:$C$2"
    assert cells.columns[1].address == "$B$2:$B$4"
    assert cells[1, 2].address == "$C$3"
    assert cells.last_cell.address == "$C$4"
    assert sheet["B2"].value == "Zoë Quill"
    assert sheet[1, 1].value == "Zoë Quill"
    assert sheet.range("A1").end("down").row == 4
    assert sheet.range("A4").end("up").row == 1
    assert sheet.range("A1").end("right").column == 6
    assert sheet.range("A10").end("up").row == 4
    assert sheet.range("A1").expand().address == "$A$1:$F$4"
    assert sheet.range("A1").current_region.address == "$A$1:$F$4"
    assert sheet.range("first_pupil").value == "Zoë Quill"
    assert sheet.range("Pupils").address == "$A$2:$F$4"
    with pytest.raises(office_error, match="neither an address nor a name"):
        sheet.range("nothing_here")


def test_resizing_keeps_excels_rules(book: xw.Book, office_error: type[Exception]) -> None:
    sheet = book.sheets["Pupils"]
    table = sheet.tables["Pupils"]
    table.resize(sheet.range("A1:F10"))
    assert table.data_body_range.shape == (9, 6)
    table.resize(sheet.range("A1:G3"))
    assert table.header_row_range.value[-1] == "Column7"
    for refused in ("A2:F10", "A1:F1", "J1:K4"):
        with pytest.raises(office_error):
            table.resize(sheet.range(refused))
    with pytest.raises(office_error):
        table.resize(book.sheets["Home"].range("A1:F4"))
    settings = book.sheets["Settings"]
    with pytest.raises(office_error, match="overlap"):
        settings.tables["Thresholds"].resize(settings.range("A2:D4"))


def test_rows_come_and_go(book: xw.Book, office_error: type[Exception]) -> None:
    sheet = book.sheets["Pupils"]
    sheet.range("A3:F3").insert(shift="down")
    assert sheet.tables["Pupils"].range.address == "$A$1:$F$5"
    assert sheet.range("A2:A5").value == ["A999000000001", None, "A999000000002", "007"]
    sheet.range("A3:F3").delete(shift="up")
    assert sheet.tables["Pupils"].range.address == "$A$1:$F$4"
    with pytest.raises(office_error, match="shift cells in the table"):
        sheet.range("A3:B3").insert(shift="down")
    sheet.range("D2:E4").clear_contents()
    assert sheet.range("D2:E4").value == [[None, None]] * 3


def test_a_filter_is_cleared(book: xw.Book) -> None:
    sheet = book.sheets["Pupils"]
    table = sheet.tables["Pupils"]
    table.autofilter.apply_values(1, ["007"])
    assert [sheet.range(f"A{row}").rows.hidden for row in (2, 3, 4)] == [True, True, False]
    table.autofilter.clear()
    assert sheet.range("A2:A4").rows.hidden is False


def test_looks(book: xw.Book) -> None:
    cell = book.sheets["Home"].range("C20")
    cell.number_format = "dd/mm/yyyy"
    assert cell.number_format == "dd/mm/yyyy"
    assert book.sheets["Pupils"].range("A2").number_format == "@"
    assert book.sheets["Pupils"].range("A2:D2").number_format is None
    cell.color = (255, 200, 0)
    assert cell.color == (255, 200, 0)
    cell.color = None
    assert cell.color is None
    cell.wrap_text = True
    assert cell.wrap_text is True
    cell.row_height = 30
    cell.column_width = 25
    assert cell.row_height == pytest.approx(30, abs=0.1)
    assert cell.column_width == pytest.approx(25, abs=0.1)
    cell.font.bold = True
    cell.font.size = 14
    cell.font.color = "#112233"
    assert (cell.font.bold, cell.font.size, cell.font.color) == (True, 14, (0x11, 0x22, 0x33))
    cell.horizontal_alignment = "center"
    assert cell.horizontal_alignment == "center"
    cell.resize(2, 2).merge()
    assert cell.merge_cells
    book.sheets["Home"].autofit()


def test_api_is_refused(book: xw.Book, office_error: type[Exception]) -> None:
    sheet = book.sheets["Pupils"]
    for thing in (book, sheet, sheet.range("A1"), sheet.tables["Pupils"], book.app):
        with pytest.raises(office_error, match="not the same on Windows and a Mac"):
            _ = thing.api


def test_selecting_needs_the_active_sheet(book: xw.Book, office_error: type[Exception]) -> None:
    book.sheets["Pupils"].activate()
    book.sheets["Pupils"].range("B2:C3").select()
    assert book.selection.address == "$B$2:$C$3"
    with pytest.raises(office_error, match="not the active sheet"):
        book.sheets["Home"].range("A1").select()


def test_names(book: xw.Book, office_error: type[Exception]) -> None:
    names = "ppm_schema pupil_list Pupils!first_pupil Pupils!Print_Titles threshold_list"
    assert [name.name for name in book.names] == names.split()
    assert book.names["ppm_schema"].refers_to == "=2"
    assert book.names["threshold_list"].refers_to == "=Settings!$A$3:$A$4"
    assert book.names["threshold_list"].refers_to_range.address == "$A$3:$A$4"
    assert "ppm_schema" in book.names
    assert "nothing" not in book.names
    assert book.names["pupil_list"].refers_to == "=Pupils[Pupil]"
    assert book.names["pupil_list"].refers_to_range.address == "$B$2:$B$4"
    assert [name.name for name in book.sheets["Pupils"].names] == [
        "Pupils!first_pupil",
        "Pupils!Print_Titles",
    ]
    book.names["ppm_schema"].refers_to = "=3"
    assert book.names["ppm_schema"].refers_to == "=3"
    book.names.add("one_cell", "=Home!$C$3")
    assert book.names["one_cell"].refers_to_range == book.sheets["Home"].range("C3")
    book.names["one_cell"].delete()
    assert "one_cell" not in book.names
    with pytest.raises(office_error):
        book.names["nothing"]
    with pytest.raises(office_error):
        _ = book.names["ppm_schema"].refers_to_range


def test_pictures(book: xw.Book, tmp_path: Path) -> None:
    red, blue = tmp_path / "red.png", tmp_path / "blue.png"
    Image.new("RGB", (400, 200), "red").save(red)
    Image.new("RGB", (100, 100), "blue").save(blue)
    sheet = book.sheets["Home"]
    picture = sheet.pictures.add(red, name="Venn", left=50, top=100, width=300, height=150)
    assert [p.name for p in sheet.pictures] == ["Venn"]
    place = (picture.left, picture.top, picture.width, picture.height)
    assert place == pytest.approx((50, 100, 300, 150), abs=0.1)
    again = sheet.pictures.add(blue, name="Venn", update=True)
    assert len(sheet.pictures) == 1
    place = (again.left, again.top, again.width, again.height)
    assert place == pytest.approx((50, 100, 300, 150), abs=0.1)
    anchored = sheet.pictures.add(red, name="Second", anchor=sheet.range("C10"), width=200)
    assert anchored.top == pytest.approx(sheet.range("C10").top, abs=0.1)
    assert anchored.height == pytest.approx(100, abs=0.2)
    assert {shape.name for shape in sheet.shapes} >= {"Venn", "Second"}
    assert [shape.type for shape in sheet.shapes if shape.name == "Venn"] == ["picture"]
    with pytest.raises(xw.ShapeAlreadyExists):
        sheet.pictures.add(red, name="Venn")
    sheet.pictures["Venn"].delete()
    assert "Venn" not in sheet.pictures
    with pytest.raises(KeyError):
        sheet.pictures["Venn"]


def test_message_boxes(book: xw.Book, office: Engine, office_error: type[Exception]) -> None:
    office.answer("yes", "cancel")
    assert book.app.alert("Import 3 pupils?", "Pupil progress", "yes_no") == "yes"
    assert book.app.alert("Sure?", buttons="ok_cancel", mode="critical") == "cancel"
    assert book.app.alert("Done.") == "ok"
    assert [alert.prompt for alert in office.alerts] == ["Import 3 pupils?", "Sure?", "Done."]
    with pytest.raises(office_error, match="nobody answers"):
        book.app.alert("And now?", buttons="yes_no")
    office.answers = lambda prompt, _buttons: "no" if "delete" in prompt else "yes"
    assert book.app.alert("Should I delete?", buttons="yes_no") == "no"


def test_application_properties_come_back(book: xw.Book, office: Engine) -> None:
    app = book.app

    def fail() -> None:
        with app.properties(status_bar="Importing", screen_updating=False, enable_events=False):
            assert (app.status_bar, app.screen_updating, app.enable_events) == (
                "Importing",
                False,
                False,
            )
            raise ValueError

    with pytest.raises(ValueError):
        fail()
    assert (app.status_bar, app.screen_updating, app.enable_events) == (False, True, True)
    assert office.status_bars == ["Importing"]
    app.calculate()
    assert book.sheets["Home"].range("B4").value == 194.5


def test_uno_errors_do_not_upset_context_managers(
    book: xw.Book, office_error: type[Exception]
) -> None:
    with pytest.raises(office_error), book.app.properties(screen_updating=False):
        book.sheets["Home"].name = "Pupils"


def test_traffic_counts_calls_not_cells(book: xw.Book, office: Engine) -> None:
    sheet = book.sheets["Pupils"]
    body = sheet.tables["Pupils"].data_body_range
    values = body.options(ndim=2).value
    body.value = [["'" + v if isinstance(v, str) else v for v in row] for row in values]
    assert (office.cell_traffic.reads, office.cell_traffic.writes) == (1, 1)
    assert office.cell_traffic.log == [("read", "Pupils!A2:F4"), ("write", "Pupils!A2:F4")]
    sheet.range("A2").formula = "=1"
    sheet.range("A2:F2").clear_contents()
    assert office.cell_traffic.total == 4


def test_saving_keeps_tables_and_strings(book: xw.Book, office: Engine) -> None:
    sheet = book.sheets["Pupils"]
    sheet.range("A5:B5").value = [["'=cmd", "Nguyễn"]]
    sheet.tables["Pupils"].resize(sheet.range("A1:F5"))
    book.save()
    saved = openpyxl.load_workbook(book.fullname)
    assert saved["Pupils"].tables["Pupils"].ref == "A1:F5"
    cell = saved["Pupils"]["A5"]
    assert (cell.value, cell.data_type) in (("=cmd", "s"), ("=cmd", "f"))
    assert saved["Pupils"]["B5"].value == "Nguyễn"
    assert office.conversions == []


def test_values_that_do_not_fit_are_refused(book: xw.Book, office_error: type[Exception]) -> None:
    cells = book.sheets["Home"].range("A20:B21")
    with pytest.raises(office_error, match="do not fit"):
        cells.raw_value = [[1, 2, 3]]
    with pytest.raises(TypeError, match="COM VARIANT"):
        cells.raw_value = [[object(), 1], [1, 1]]
    with pytest.raises(office_error, match="32767"):
        cells.raw_value = "x" * 40_000
    with pytest.raises(office_error, match="inf"):
        cells.raw_value = float("inf")


def test_the_calculation_mode_is_the_users(book: xw.Book, office_error: type[Exception]) -> None:
    with pytest.raises(office_error, match="the user's own"):
        book.app.calculation = "manual"


def test_an_unknown_macro_fails(book: xw.Book, office_error: type[Exception]) -> None:
    with pytest.raises(office_error, match="cannot run the macro"):
        book.macro("Bridge.SetAltText")("Venn", "words")
