"""Workbooks of every format: one cell is read the same way whatever program stored it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppm_xl.errors import FileError
from ppm_xl.mis import workbook_file
from ppm_xl.mis.export import Export
from ppm_xl.mis.number_formats import as_shown
from ppm_xl.mis.reading import load, read_export

WORKBOOKS = Path(__file__).parent / "workbooks"
ZOE = "Zoë\nŁucja"
CELLS = [
    (2, (None, "Pupils of Elm")),
    (
        4,
        (None, "Class", "Text", "Admission no", "Attendance", "DOB", "Pupil Premium", "Other"),
    ),
    (5, (None, "Elm", "007", "000042", 94.5, date(2018, 4, 3), True, "#N/A")),
    (6, (None, "Elm", "1E5", 1234567, 94.5, datetime(2018, 4, 3, 9, 30), False, 2)),  # noqa: DTZ001 - cells have no zone
    (7, (None, "Elm", "NA", 93.99, 100, 43193, "TRUE", ZOE)),
    (9, (None, None, "3-4", 0.3)),
]


def rows(export: Export) -> list[tuple[int, Sequence[Any]]]:
    [grid] = export.grids
    return [(row.number, row.cells) for row in grid.rows]


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_every_kind_of_cell_is_read_the_same_in_every_format(kind: str) -> None:
    export = load(WORKBOOKS / f"cells.{kind}")
    assert [grid.sheet for grid in export.grids] == ["Pupils"]
    assert rows(export) == CELLS
    types = [[type(cell) for cell in cells] for _, cells in rows(export)]
    assert types == [[type(cell) for cell in cells] for _, cells in CELLS]


def test_both_readers_of_workbooks_give_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_file.sheet_xml, "is_tame", lambda *_: False)
    assert rows(load(WORKBOOKS / "cells.xlsx")) == CELLS


@pytest.mark.parametrize("name", ["pupils.csv", "pupils", "pupils.xlsx", "pupils.txt"])
def test_the_ending_of_a_name_does_not_count(name: str) -> None:
    for kind in ("xlsx", "xls", "ods"):
        data = (WORKBOOKS / f"cells.{kind}").read_bytes()
        assert rows(read_export(name, data)) == CELLS


@pytest.mark.parametrize(
    ("value", "number_format", "cell"),
    [
        (0.945, "0.0%", 94.5),
        (0.941, "0%", 94.1),
        (-0.5, "0.0%;[Red]-0.0%", -50),
        (94.5, '0.0"%"', 94.5),
        (94.5, "0.0\\%", 94.5),
        (42, "000000", "000042"),
        (42, "000000;@", "000042"),
        (42.5, "000000", 42.5),
        (1234567, "0000", "1234567"),
        (42, "0", 42),
        (42.0, "General", 42),
        (93.98999999999999, "0", 93.99),
        (5, "#,##0", 5),
    ],
)
def test_a_number_is_read_as_its_format_means_it(
    value: float, number_format: str, cell: object
) -> None:
    assert as_shown(value, number_format) == cell


def sheet(xml: str, **parts: str) -> bytes:
    """Make a workbook of one sheet from its rows as XML."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    types = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    out = io.BytesIO()
    everything = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
        '<Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{types}.sheet.main+xml"/>'
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{types}.sharedStrings+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{types}.worksheet+xml"/>'
        "</Types>",
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
        f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
        '<sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="r1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="r2" Type="{office}/sharedStrings" Target="sharedStrings.xml"/>'
        "</Relationships>",
        "xl/sharedStrings.xml": f'<sst xmlns="{main}">{parts.pop("shared", "")}</sst>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}" xmlns:x="{main}">'
        f"{parts.pop('before', '')}<sheetData>{xml}</sheetData>{parts.pop('after', '')}"
        "</worksheet>",
        **parts,
    }
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in everything.items():
            made.writestr(name, content)
    return out.getvalue()


HEADER = '<row r="1"><c r="A1" t="inlineStr"><is><t>UPN</t></is></c></row>'


def test_a_formula_that_nothing_ever_calculated_is_shown_and_not_blank() -> None:
    data = sheet(
        HEADER
        + '<row r="2"><c r="A2"><f>"A"&amp;B2</f><v></v></c></row>'
        + '<row r="3"><c r="A3" t="str"><f>"A"</f><v>A</v></c></row>'
        + '<row r="4"><c r="B4"><f>1+1</f></c></row>'
    )
    assert rows(read_export("a.xlsx", data)) == [
        (1, ("UPN",)),
        (2, ('="A"&B2',)),
        (3, ("A",)),
        (4, (None, "=1+1")),
    ]


def test_cells_that_do_not_say_where_they_stand_are_counted() -> None:
    data = sheet(
        '<row><c t="inlineStr"><is><t>UPN</t></is></c></row><row><c/><c><v>2</v></c></row>'
    )
    assert rows(read_export("a.xlsx", data)) == [(1, ("UPN",)), (2, (None, 2))]


def test_cells_with_a_prefix_of_their_own_are_read() -> None:
    data = sheet('<x:row r="1"><x:c r="B1"><x:v>7</x:v></x:c></x:row>')
    assert rows(read_export("a.xlsx", data)) == [(1, (None, 7))]


def test_headings_and_classes_merged_over_rows_stand_in_each_of_them(
    xlsx_bytes: Callable[..., bytes],
) -> None:
    from openpyxl import load_workbook

    book = load_workbook(
        io.BytesIO(
            xlsx_bytes(
                [
                    ["UPN", "Autumn 1", None, "Class"],
                    [None, "Reading", "Maths", None],
                    ["A1", "EXS", "GDS", "Elm"],
                    ["A2", "WTS", "EXS", None],
                    ["A3", "WTS", None, "Oak"],
                ]
            )
        )
    )
    active = book.active
    assert active is not None
    for merged in ("A1:A2", "D1:D2", "B1:C1", "D3:D4"):
        active.merge_cells(merged)
    out = io.BytesIO()
    book.save(out)
    assert [cells for _, cells in rows(read_export("a.xlsx", out.getvalue()))] == [
        ("UPN", "Autumn 1", None, "Class"),
        ("UPN", "Reading", "Maths", "Class"),
        ("A1", "EXS", "GDS", "Elm"),
        ("A2", "WTS", "EXS", "Elm"),
        ("A3", "WTS", None, "Oak"),
    ]


def test_a_web_page_that_calls_itself_a_workbook_is_read() -> None:
    page = (
        "<html><head><meta charset='windows-1252'><title>Report</title></head><body>"
        "<p>Autumn 2</p><table><tr><td>Menu</td></tr></table>"
        "<table><tr><th rowspan=2>UPN</th><th colspan=2>Autumn 1</th></tr>"
        "<tr><th>Reading</th><th>Maths</th></tr>"
        "<tr><td>A1</td><td> EXS&nbsp;</td><td>Zo&euml;<br>\xd8</td></tr>"
        "<tr><td>A2<td>007<td>1E5</table></body></html>"
    )
    export = read_export("a.xls", page.encode("cp1252"))
    assert [[row.cells for row in grid.rows] for grid in export.grids] == [
        [("Menu",)],
        [
            ("UPN", "Autumn 1"),
            ("UPN", "Reading", "Maths"),
            ("A1", "EXS", "Zoë Ø"),
            ("A2", "007", "1E5"),
        ],
    ]


def test_a_web_page_nested_too_deep_is_refused_and_not_cut_short() -> None:
    page = "<table><tr><td>UPN</td></tr></table>" + "<div>" * 5000 + "<table><tr><td>x"
    with pytest.raises(FileError, match="is damaged"):
        read_export("a.xls", page.encode())


TEXTS = st.text(
    st.characters(
        codec="utf-8", exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"
    ),
    max_size=12,
)
VALUES = st.one_of(
    st.none(),
    TEXTS.filter(lambda t: not t.startswith("=") and t not in {"#N/A", "#VALUE!", "#REF!"}),
    st.integers(-(10**6), 10**6),
    st.floats(-1000, 1000, allow_nan=False).map(lambda f: round(f, 3)),
    st.dates(date(1990, 1, 1), date(2090, 1, 1)),
    st.booleans(),
)


@given(st.lists(st.lists(VALUES, max_size=5), max_size=6))
def test_both_readers_of_workbooks_agree_on_any_cells(
    xlsx_bytes: Callable[..., bytes], table: list[list[Any]]
) -> None:
    data = xlsx_bytes([["UPN"], *table])
    fast = rows(read_export("a.xlsx", data))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(workbook_file.sheet_xml, "is_tame", lambda *_: False)
        assert rows(read_export("a.xlsx", data)) == fast


def test_a_workbook_that_counts_days_from_1904_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    from openpyxl import Workbook
    from openpyxl.utils.datetime import CALENDAR_MAC_1904

    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    active = book.active
    assert active is not None
    active.append(["DOB"])
    active.append([date(2018, 4, 3)])
    out = io.BytesIO()
    book.save(out)
    want = [(1, ("DOB",)), (2, (date(2018, 4, 3),))]
    assert rows(read_export("a.xlsx", out.getvalue())) == want
    monkeypatch.setattr(workbook_file.sheet_xml, "is_tame", lambda *_: False)
    assert rows(read_export("a.xlsx", out.getvalue())) == want


def protected_xlsx() -> bytes:
    from msoffcrypto.format.ooxml import OOXMLFile

    out = io.BytesIO()
    with (WORKBOOKS / "cells.xlsx").open("rb") as whole:
        OOXMLFile(whole).encrypt("secret", out)
    return out.getvalue()


def protected_xls() -> bytes:
    """The workbook with a record turned into the one that says it is encrypted (FILEPASS)."""
    whole = (WORKBOOKS / "cells.xls").read_bytes()
    record = b"\xe1\x00\x02\x00"
    assert whole.count(record) == 1
    return whole.replace(record, b"\x2f\x00\x02\x00")


def protected_ods() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("content.xml", b"\x8f\x01")
        made.writestr("META-INF/manifest.xml", b"<manifest><encryption-data/></manifest>")
    return out.getvalue()


@pytest.mark.parametrize("make", [protected_xlsx, protected_xls, protected_ods])
def test_a_workbook_with_a_password_is_refused_kindly(make: Callable[[], bytes]) -> None:
    with pytest.raises(FileError) as refusal:
        read_export("a.xlsx", make())
    assert refusal.value.message == "a.xlsx is protected by a password."
    assert refusal.value.do == "Open it in Excel, save it without the password, then import it."


def test_zero_bytes_that_fill_cells_are_left_out_and_others_are_refused() -> None:
    [grid] = read_export("a.csv", b"UPN,Name\0\0\n1,Ann\0\0\0\0\n\0").grids
    assert [row.cells for row in grid.rows] == [("UPN", "Name"), ("1", "Ann")]
    with pytest.raises(FileError, match="it is not text"):
        read_export("a.csv", b"UPN,Name\n1,A\0nn\n")


def test_a_line_ends_with_a_carriage_return_alone_as_on_old_macs() -> None:
    [grid] = read_export("a.csv", "UPN,Name\r1,Zoë\r\r2,Chloé\r".encode("mac_roman")).grids
    assert [(row.number, row.cells) for row in grid.rows] == [
        (1, ("UPN", "Name")),
        (2, ("1", "Zoë")),
        (4, ("2", "Chloé")),
    ]
