"""The file adapter writes the parts it must and no other."""

from __future__ import annotations

import re
import warnings
import zipfile
from pathlib import Path

import openpyxl
import pytest
from book_suite import venn, write
from book_suite.extras import add_extras, part_of, parts_of
from book_suite.workbook import make_workbook, png
from lxml import etree

from ppm_xl.book.change import Change, changes_between, inverse
from ppm_xl.book.file import FileBook
from ppm_xl.book.tables import TableCells
from ppm_xl.errors import FileError

WORKBOOK, TYPES = "xl/workbook.xml", "[Content_Types].xml"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return add_extras(make_workbook(tmp_path / "School.xlsx"))


def differing(before: dict[str, bytes], after: dict[str, bytes]) -> set[str]:
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}


def beside_cells(sheet: bytes) -> bytes:
    """All of a sheet but its cells and its measure, in one spelling."""
    root = etree.fromstring(sheet)
    for tag in ("sheetData", "dimension"):
        found = root.find(f"{{*}}{tag}")
        assert found is not None
        root.remove(found)
    return etree.tostring(root, method="c14n")


def test_one_cell_changes_one_sheet(path: Path) -> None:
    book = FileBook(path)
    before = parts_of(path)
    write(book, lambda draft: draft.set("Pupils", ("A999000000002",), "Forename", "Łucja"))
    after = parts_of(path)
    pupils = part_of(path, "Pupils")
    assert differing(before, after) == {pupils}
    assert list(before) == list(after)
    assert beside_cells(before[pupils]) == beside_cells(after[pupils])
    assert b"mc:AlternateContent" in after[pupils]
    changed = [
        (a, b)
        for a, b in zip(cells(before[pupils]), cells(after[pupils]), strict=True)
        if etree.tostring(a, method="c14n") != etree.tostring(b, method="c14n")
    ]
    assert [(a.get("r"), a.get("s"), b.get("s"), b.get("t")) for a, b in changed] == [
        ("D6", changed[0][0].get("s"), changed[0][0].get("s"), "inlineStr")
    ]


def opened(path: Path) -> openpyxl.Workbook:
    """Read it back with another library, which says what it does not know."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Sparkline Group extension is not supported")
        return openpyxl.load_workbook(path)


def cells(sheet: bytes) -> list[etree._Element]:
    return list(etree.fromstring(sheet).iter("{*}c"))


def test_rows_change_the_sheet_and_the_range_of_the_table(path: Path) -> None:
    before = parts_of(path)
    book = FileBook(path)
    write(book, lambda draft: draft.put("People", {"Name": "Mx Reed", "Role": "teacher"}))
    after = parts_of(path)
    parts = differing(before, after)
    table = next(name for name in parts if name.startswith("xl/tables/"))
    assert parts == {part_of(path, "Settings"), table}
    old, new = (re.findall(r' ref="([^"]+)"', side[table].decode()) for side in (before, after))
    assert [ref[:-1] for ref in old] == [ref[:-1] for ref in new]
    assert {ref[-1] for ref in old} == {"6"}
    assert {ref[-1] for ref in new} == {"7"}
    sheet = opened(path)["Settings"]
    assert sheet["A7"].value == "Mx Reed"
    assert sheet["A7"].number_format == "@"
    assert "A1:" in sheet.dimensions or sheet["A1"].value == "Settings"


def test_undo_leaves_every_table_part_as_it_was(path: Path) -> None:
    before = parts_of(path)
    book = FileBook(path)
    changes = write(book, lambda draft: [draft.put("People", {"Name": f"N{n}"}) for n in range(30)])
    book.apply(inverse(changes))
    after = parts_of(path)
    for name in before:
        if "tables/" in name:
            old, new = (
                etree.tostring(etree.fromstring(p[name]), method="c14n") for p in (before, after)
            )
            assert old == new


def test_nothing_is_written_for_nothing(path: Path) -> None:
    whole = path.read_bytes()
    FileBook(path).apply(())
    assert path.read_bytes() == whole


def test_the_file_keeps_its_mode_and_leaves_nothing_beside_it(path: Path) -> None:
    path.chmod(0o640)
    write(FileBook(path), lambda draft: draft.set("Working", ("Class",), "Value", "Wrens"))
    assert path.stat().st_mode & 0o777 == 0o640
    assert [item.name for item in path.parent.iterdir()] == [path.name]


def test_a_link_to_the_workbook_stays_a_link(path: Path) -> None:
    link = path.with_name("Link.xlsx")
    link.symlink_to(path)
    write(FileBook(link), lambda draft: draft.set("Working", ("Class",), "Value", "Wrens"))
    assert link.is_symlink()
    assert FileBook(path).read()["Working"].get(("Class",), "Value") == "Wrens"


def remove_middle(path: Path, kept: tuple[int, ...] = (0, 3)) -> tuple[Change, ...]:
    """Take the second and third pupil out, or all but those kept."""
    book = FileBook(path)
    before = book.read()["Pupils"]
    after = TableCells("Pupils", before.headings, tuple(before.rows[place] for place in kept))
    changes = changes_between(book.read(), book.read().with_table(after))
    book.apply(changes)
    return changes


def test_formulas_move_with_their_rows_and_others_follow(path: Path) -> None:
    changes = remove_middle(path)
    book = opened(path)
    pupils, notes = book["Pupils"], book["Notes"]
    length = next(cell.column for cell in pupils[4] if cell.value == "Length")
    assert pupils.cell(6, length).value == "=LEN(A6)"
    assert pupils.cell(6, length).font.bold
    assert [pupils.cell(row, length).value for row in (7, 8)] == [None, None]
    assert notes["A1"].value == "=Pupils!#REF!"
    assert notes["A2"].value == "=COUNTA(Pupils!A5:A6)"
    with zipfile.ZipFile(path) as package:
        assert b'fullCalcOnLoad="1"' in package.read(WORKBOOK)
    FileBook(path).apply(inverse(changes))
    assert opened(path)["Notes"]["A2"].value == "=COUNTA(Pupils!A5:A8)"


def test_notes_on_cells_stay_with_their_pupil(path: Path) -> None:
    edit_part(
        path,
        part_of(path, "Pupils"),
        lambda text: re.sub(
            r"(<pageMargins)",
            r'<hyperlinks><hyperlink ref="D8" location="Home!A1"/>'
            r'<hyperlink ref="D7" location="Home!A2"/></hyperlinks>\1',
            text,
            count=1,
        ),
    )
    assert [cell.comment is not None for (cell,) in opened(path)["Pupils"]["C5:C8"]] == [
        False,
        True,
        True,
        True,
    ]
    remove_middle(path)
    sheet = opened(path)["Pupils"]
    notes = {c.coordinate: c.comment.text for row in sheet for c in row if c.comment}
    assert notes == {"C6": "about A999000000004"}
    assert sheet["D6"].hyperlink.location == "Home!A1"
    assert [sheet[place].hyperlink for place in ("D7", "D8")] == [None, None]
    after = parts_of(path)
    assert b"threadedComment ref" not in after["xl/threadedComments/threadedComment1.xml"]
    boxes = next(c.decode() for n, c in after.items() if n.startswith("xl/drawings/vml"))
    assert re.findall(r"<x:Row>(\d+)</x:Row>", boxes) == ["5"]


def test_shared_formulas_are_written_out_before_they_move(path: Path) -> None:
    length = edit_part(
        path,
        part_of(path, "Pupils"),
        lambda sheet: re.sub(
            r"<f>LEN\(A(\d)\)</f>",
            lambda found: (
                '<f t="shared" ref="Y5:Y8" si="0">LEN(A5)</f>'
                if found[1] == "5"
                else '<f t="shared" si="0"/>'
            ),
            sheet,
        ),
    )
    assert length.count('t="shared"') == 4
    remove_middle(path, kept=(1, 3))  # the first had the formula that all share
    sheet = opened(path)["Pupils"]
    assert [row[-1].value for row in sheet["A4:Y6"]] == ["Length", "=LEN(A5)", "=LEN(A6)"]
    assert sheet["A5"].value == "A999000000002"


def edit_part(path: Path, name: str, edit: object) -> str:
    parts = parts_of(path)
    assert callable(edit)
    text = str(edit(parts[name].decode()))
    assert text.encode() != parts[name]
    with zipfile.ZipFile(path, "w") as book:
        for part, content in {**parts, name: text.encode()}.items():
            book.writestr(part, content)
    return text


def test_calculated_columns_fill_new_rows(path: Path) -> None:
    table = next(n for n, c in parts_of(path).items() if b'displayName="Pupils"' in c)
    edit_part(
        path,
        table,
        lambda text: re.sub(
            r'(<tableColumn id="\d+" name="Length")/>',
            r"\1><calculatedColumnFormula>LEN(A5)</calculatedColumnFormula></tableColumn>",
            text,
        ),
    )
    book = FileBook(path)
    changes = write(book, lambda draft: draft.put("Pupils", {"UPN": "T1", "Bus": "=x"}))
    sheet = opened(path)["Pupils"]
    assert sheet["Y9"].value == "=LEN(A9)"
    assert sheet["X9"].value == "=x"
    assert (sheet["X9"].data_type, sheet["X9"].number_format) == ("s", "@")
    book.apply(inverse(changes))
    gone = remove_middle(path)
    book.apply(inverse(gone))
    sheet = opened(path)["Pupils"]
    assert [sheet[f"Y{row}"].value for row in range(5, 9)] == [f"=LEN(A{r})" for r in range(5, 9)]
    assert book.read()["Pupils"].get(("A999000000002",), "Length") == 13


def test_a_row_of_totals_stays_beneath(path: Path) -> None:
    table = next(n for n, c in parts_of(path).items() if b'displayName="People"' in c)
    edit_part(
        path,
        table,
        lambda text: text.replace(' totalsRowShown="0"', ' totalsRowCount="1"').replace(
            '" totalsRowCount', '" totalsRowCount', 1
        ),
    )
    book = FileBook(path)
    assert [row[0] for row in book.read()["People"].rows] == ["Ms Vale", "Mr Okoro"]
    write(book, lambda draft: [draft.put("People", {"Name": n}) for n in ("Mx Reed", "Mx Sedge")])
    sheet = opened(path)["Settings"]
    names = [sheet[f"A{row}"].value for row in range(4, 10)]
    assert names == ["Ms Vale", "Mr Okoro", "Mx Reed", "Mx Sedge", "Ms Finch", None]
    assert 'ref="A3:' in parts_of(path)[table].decode()
    write(book, lambda draft: draft.replace_rows("People", ({"Name": "Mx Reed"},)))
    sheet = opened(path)["Settings"]
    assert [sheet[f"A{row}"].value for row in range(4, 8)] == ["Mx Reed", "Ms Finch", None, None]


def test_a_filter_is_cleared_where_rows_move(path: Path) -> None:
    table = next(n for n, c in parts_of(path).items() if b'displayName="People"' in c)
    edit_part(
        path,
        table,
        lambda text: re.sub(
            r'<autoFilter ref="([^"]+)"/>',
            r'<autoFilter ref="\1"><filterColumn colId="0"><filters><filter val="Ms Vale"/>'
            r"</filters></filterColumn></autoFilter>",
            text,
        ),
    )
    edit_part(
        path,
        part_of(path, "Settings"),
        lambda text: text.replace('<row r="5"', '<row r="5" hidden="1"'),
    )
    write(FileBook(path), lambda draft: draft.put("People", {"Name": "Mx Reed"}))
    assert b"filterColumn" not in parts_of(path)[table]
    assert not opened(path)["Settings"].row_dimensions[5].hidden


def test_what_lies_under_a_table_is_never_written_over(path: Path) -> None:
    edit_part(
        path,
        part_of(path, "Settings"),
        lambda text: text.replace(
            "</sheetData>",
            '<row r="8"><c r="B8" t="inlineStr"><is><t>mine</t></is></c></row></sheetData>',
        ),
    )
    whole = path.read_bytes()
    book = FileBook(path)
    with pytest.raises(FileError, match="no room to grow: there is something in cell B8"):
        write(book, lambda draft: [draft.put("People", {"Name": f"N{n}"}) for n in range(2)])
    assert path.read_bytes() == whole
    write(book, lambda draft: draft.put("People", {"Name": "One fits"}))


def test_the_order_of_calculation_is_dropped_when_a_formula_goes(path: Path) -> None:
    parts = parts_of(path)
    override = '<Override PartName="/xl/calcChain.xml" ContentType="application/x-calc"/></Types>'
    parts[TYPES] = parts[TYPES].replace(b"</Types>", override.encode())
    rels = "xl/_rels/workbook.xml.rels"
    one = (
        '<Relationship Id="rId77" Target="calcChain.xml" Type="http://schemas.openxmlformats.org/'
        'officeDocument/2006/relationships/calcChain"/></Relationships>'
    )
    parts[rels] = parts[rels].replace(b"</Relationships>", one.encode())
    parts["xl/calcChain.xml"] = b"<calcChain/>"
    with zipfile.ZipFile(path, "w") as book:
        for part, content in parts.items():
            book.writestr(part, content)
    write(FileBook(path), lambda draft: draft.set("Working", ("Class",), "Value", "Wrens"))
    assert "xl/calcChain.xml" in parts_of(path)
    remove_middle(path)
    after = parts_of(path)
    assert "xl/calcChain.xml" not in after
    assert b"calcChain" not in after[TYPES] + after[rels]


def test_a_picture_is_placed_then_replaced_in_place(path: Path) -> None:
    before = parts_of(path)
    book = FileBook(path)
    book.place(venn(png(10)))
    first = parts_of(path)
    assert first.keys() - before.keys() == {
        "xl/drawings/drawing1.xml",
        "xl/drawings/_rels/drawing1.xml.rels",
        "xl/media/image1.png",
        part_of(path, "Venn").replace("worksheets/", "worksheets/_rels/") + ".rels",
    }
    assert differing(before, first) - (first.keys() - before.keys()) == {
        part_of(path, "Venn"),
        TYPES,
    }
    book.place(venn(png(20), name="Venn then"))
    book.place(venn(png(30), width=150))
    sheet = opened(path)["Venn"]
    assert [image._data() for image in sheet._images] == [png(30), png(20)]
    assert [(i.anchor._from.row, i.anchor._from.col) for i in sheet._images] == [(3, 1)] * 2
    assert [i.anchor.ext.width / 12_700 for i in sheet._images] == [150, 300]
    drawing = parts_of(path)["xl/drawings/drawing1.xml"]
    shapes = [node.attrib for node in etree.fromstring(drawing).iter("{*}cNvPr")]
    assert [shape["name"] for shape in shapes] == ["Venn now", "Venn then"]
    assert {shape["descr"] for shape in shapes} == {"Five pupils: <3> meet both & more"}
    assert len({shape["id"] for shape in shapes}) == 2
    assert sum(name.startswith("xl/media/") for name in parts_of(path)) == 2


def test_the_same_picture_again_changes_nothing(path: Path) -> None:
    book = FileBook(path)
    book.place(venn(png(10)))
    whole = path.read_bytes()
    book.place(venn(png(10)))
    assert path.read_bytes() == whole


def test_a_picture_that_two_share_is_not_changed_under_the_other(path: Path) -> None:
    book = FileBook(path)
    book.place(venn(png(10)))
    book.place(venn(png(10), name="Copy"))
    rels = "xl/drawings/_rels/drawing1.xml.rels"
    edit_part(path, rels, lambda text: text.replace("image2.png", "image1.png"))
    book.place(venn(png(99)))
    sheet = opened(path)["Venn"]
    assert [image._data() for image in sheet._images] == [png(99), png(10)]
    drawing = "xl/drawings/drawing1.xml"
    edit_part(path, drawing, lambda text: re.sub(r'r:embed="rId\d+"', 'r:embed="rId1"', text))
    book.place(venn(png(50)))
    assert [image._data() for image in opened(path)["Venn"]._images] == [png(50), png(99)]
