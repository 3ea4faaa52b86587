"""Reading files: what is read right, and what is refused in one sentence."""

from __future__ import annotations

import io
import re
import time
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppm_xl.errors import FileError, PpmError
from ppm_xl.mis.export import Export
from ppm_xl.mis.reading import load, read_export

HEAD = ["UPN", "Surname", "Forename", "Class"]
ROW = ["V999123422001", "Ørsted", "Zoë", "Elm"]


def one_sentence(error: PpmError) -> None:
    assert error.message.endswith(".")
    assert error.message.count(". ") == 0
    assert "\n" not in error.message
    assert error.do
    assert "Traceback" not in str(error)
    assert "Error" not in str(error)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_encoding_and_delimiter_are_found(
    encoding: str, delimiter: str, csv_bytes: Callable[..., bytes]
) -> None:
    [grid] = read_export("a.csv", csv_bytes([HEAD, ROW], delimiter, encoding)).grids
    assert [row.cells for row in grid.rows] == [tuple(HEAD), tuple(ROW)]


def test_a_name_with_a_comma_does_not_make_the_comma_the_delimiter() -> None:
    data = b"UPN;Name;Class\nV999123422001;Lee, Ann, Bea, Cy;Elm\n"
    [grid] = read_export("a.csv", data).grids
    assert grid.rows[1].cells == ("V999123422001", "Lee, Ann, Bea, Cy", "Elm")


def test_excels_own_separator_line_is_obeyed_and_left_out() -> None:
    [grid] = read_export("a.csv", b"sep=;\nUPN;Name\n1;Lee, A\n").grids
    assert [(r.number, r.cells) for r in grid.rows] == [(2, ("UPN", "Name")), (3, ("1", "Lee, A"))]


def test_rows_keep_their_line_numbers_over_blank_rows_and_quoted_breaks() -> None:
    data = b'Title,,\n,,\nUPN,Name,Class\n1,"Lee,\nAnn",Elm\n,,\n2,Bo,Oak\n'
    [grid] = read_export("a.csv", data).grids
    assert [row.number for row in grid.rows] == [1, 3, 4, 7]
    assert grid.rows[2].cells[1] == "Lee,\nAnn"


def test_a_stray_quotation_mark_is_read_as_spreadsheets_do() -> None:
    [grid] = read_export("a.csv", b'UPN,Name\n1,"Ann" Lee\n').grids
    assert grid.rows[1].cells == ("1", "Ann Lee")


def test_a_workbook_gives_what_its_formats_show(xlsx_bytes: Callable[..., bytes]) -> None:
    from openpyxl import load_workbook
    from openpyxl.chart import BarChart

    book = load_workbook(io.BytesIO(xlsx_bytes([["UPN", "Adno", "% Attendance", "DOB", "PP"]])))
    sheet = book.active
    assert sheet is not None
    sheet.append(["V999123422001", 42, 0.945, date(2018, 10, 3), True])
    sheet["B2"].number_format = "000000"
    sheet["C2"].number_format = "0.0%"
    book.create_chartsheet("Chart").add_chart(BarChart())
    book.create_sheet("Hidden").sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    [grid] = read_export("a.xlsx", out.getvalue()).grids
    assert grid.rows[1].cells == ("V999123422001", "000042", 94.5, date(2018, 10, 3), True)


def zipped(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(re.sub("_(xml|bin)$", r".\1", name.replace("__", "/")), data)
    return out.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
REFUSED = {
    "empty": (b"", "a.csv is empty."),
    "blank": (b"\r\n,,\r\n", "a.csv is empty."),
    "zero bytes": (b"\0" * 5000, "a.csv holds nothing but blanks or zero bytes."),
    "pdf": (b"%PDF-1.7 \xe2\xe3", "a.csv is a PDF, not a table of pupils."),
    "png": (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "a.csv is a picture, not a table of pupils."),
    "jpeg": (b"\xff\xd8\xff\xe0" + b"\0" * 50, "a.csv is a picture, not a table of pupils."),
    "bmp": (b"BM\x36\0\0\0" + b"\0" * 70, "a.csv is a picture, not a table of pupils."),
    "password": (
        OLE + "EncryptedPackage".encode("utf-16-le"),
        "a.csv is protected by a password.",
    ),
    "hollow xls": (OLE + "Workbook".encode("utf-16-le"), "a.csv is damaged or cut short."),
    "doc": (
        OLE + "WordDocument".encode("utf-16-le"),
        "a.csv is a Word document, not a table of pupils.",
    ),
    "excel 4": (
        b"\x09\x04\x06\x00\x00\x00\x10\x00" + b"\0" * 40,
        "a.csv is a workbook of Excel 5 or earlier.",
    ),
    "zip": (zipped(notes=b"hello"), "a.csv is a zip file, but not a workbook."),
    "docx": (
        zipped(word__document_xml=b"<x/>"),
        "a.csv is a Word document, not a table of pupils.",
    ),
    "odt": (zipped(content_xml=b"<x/>"), "a.csv is an OpenDocument file, but not a table."),
    "web page": (b"<html><table></table></html>", "a.csv is a web page without a table."),
    "mht": (b"MIME-Version: 1.0\r\n\r\n<html>", "a.csv is a web page saved as one file (.mht)."),
    "xml": (
        b"<?xml version='1.0'?><Pupils/>",
        "a.csv is an XML file, but not a Common Transfer File.",
    ),
    "xml spreadsheet": (
        b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
        "a.csv is a workbook saved as XML (XML Spreadsheet 2003).",
    ),
    "xlsb": (zipped(xl__workbook_bin=b"x"), "a.csv is a binary workbook (.xlsb)."),
    "mixed letters": (
        "UPN,Name\n1,Zoë\n2,Chloë\n3,".encode() + b"Zo\xeb\n",
        "a.csv is damaged near line 4: most of its letters are in UTF-8, but not all.",
    ),
    "one long line": (
        b"UPN," * 1_100_000,
        "a.csv has a line of more than 4,194,304 characters.",
    ),
    "hollow workbook": (zipped(xl__workbook_xml=b"<workbook/>"), "a.csv is damaged."),
    "entities": (
        zipped(xl__workbook_xml=b"<!DOCTYPE x [<!ENTITY a 'b'>]><workbook/>"),
        "a.csv is damaged.",
    ),
    "open quote": (
        b'UPN,Name\n1,"Lee\n2,Bo\n',
        "a.csv has a quotation mark near line 2 that is never closed.",
    ),
    "random bytes": (
        bytes(range(1, 32)) * 40,
        "a.csv is not a table of pupils: it is not text.",
    ),
    "half of UTF-16": (b"\xff\xfeU\0P\0N", "a.csv is damaged or cut short."),
}


@pytest.mark.parametrize("what", REFUSED)
def test_each_bad_file_has_its_one_sentence(what: str) -> None:
    data, sentence = REFUSED[what]
    with pytest.raises(FileError) as refusal:
        read_export("a.csv", data)
    assert refusal.value.message == sentence
    one_sentence(refusal.value)


def test_a_truncated_workbook_is_refused(xlsx_bytes: Callable[..., bytes]) -> None:
    whole = xlsx_bytes([HEAD, ROW])
    for keep in (4, 30, len(whole) // 2, len(whole) - 10):
        with pytest.raises(FileError) as refusal:
            read_export("a.xlsx", whole[:keep])
        assert refusal.value.message == "a.xlsx is damaged or cut short."


def test_a_file_that_is_not_there_or_is_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="There is no file"):
        load(tmp_path / "missing.csv")
    with pytest.raises(FileError, match="is a folder"):
        load(tmp_path)


def within(seconds: float, work: Callable[[], Export]) -> Export:
    began = time.perf_counter()
    try:
        return work()
    finally:
        assert time.perf_counter() - began < seconds


def test_200_mb_of_zeros_in_one_cell_are_refused_at_once(tmp_path: Path) -> None:
    text_file = tmp_path / "zeros.csv"
    with text_file.open("wb") as out:
        out.write(b"UPN\n")
        out.truncate(200 * 1024 * 1024)
    sheet = b"<worksheet><sheetData><row><c t='str'><v>" + b"0" * (200 * 1024 * 1024)
    bomb = zipped(xl__workbook_xml=b"<workbook/>", xl__worksheets__sheet1_xml=sheet)
    assert len(bomb) < 1024 * 1024
    del sheet
    for refuse in (lambda: load(text_file), lambda: read_export("zeros.xlsx", bomb)):
        with pytest.raises(FileError, match="too large to be an export") as refusal:
            within(1, refuse)
        one_sentence(refusal.value)


def test_a_cell_longer_than_excel_allows_is_refused(xlsx_bytes: Callable[..., bytes]) -> None:
    with pytest.raises(FileError, match="more than 32,767 characters"):
        read_export("a.csv", b"UPN,Name\n1," + b"0" * 40_000)
    from ppm_xl.mis import gridding, workbook_file

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(gridding, "MAX_CELL", 20)
        patch.setattr(workbook_file, "MAX_CELL", 20)
        with pytest.raises(FileError, match="characters in row 2"):
            read_export("a.xlsx", xlsx_bytes([["UPN"], ["0" * 30]]))


def test_a_million_blank_rows_take_bounded_time(csv_bytes: Callable[..., bytes]) -> None:
    data = csv_bytes([HEAD, ROW]) + b",,,\r\n" * 1_000_000 + csv_bytes([ROW])
    [grid] = within(20, lambda: read_export("a.csv", data)).grids
    assert [row.number for row in grid.rows] == [1, 2, 1_000_003]


def test_a_workbook_whose_last_row_is_the_millionth_is_read(
    xlsx_bytes: Callable[..., bytes],
) -> None:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(xlsx_bytes([HEAD, ROW])))
    sheet = book.active
    assert sheet is not None
    sheet.cell(1_000_000, 1, "Template Notes")
    out = io.BytesIO()
    book.save(out)
    [grid] = within(20, lambda: read_export("a.xlsx", out.getvalue())).grids
    assert [row.number for row in grid.rows] == [1, 2, 1_000_000]


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused_in_one_sentence(data: bytes) -> None:
    try:
        read_export("a.csv", data)
    except FileError as refusal:
        one_sentence(refusal)


@given(st.data())
def test_a_damaged_workbook_is_read_or_refused_in_one_sentence(data: st.DataObject) -> None:
    whole = bytearray(_WORKBOOK)
    for _ in range(data.draw(st.integers(1, 6))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    try:
        read_export("a.xlsx", bytes(whole))
    except FileError as refusal:
        one_sentence(refusal)


def _workbook() -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (HEAD, ROW, [1, 2.5, date(2018, 10, 3), None]):
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    # Unpacked parts, so that a changed byte lands in the XML and not in a checksum.
    plain = io.BytesIO()
    with zipfile.ZipFile(out) as packed, zipfile.ZipFile(plain, "w") as package:
        for name in packed.namelist():
            package.writestr(name, packed.read(name))
    return plain.getvalue()


_WORKBOOK = _workbook()
