"""The files: each function gives a name and bytes."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Mapping

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
UPN = '<c r="A1" t="inlineStr"><is><t>UPN</t></is></c>'

BOMBS: dict[str, Callable[[], bytes]] = {}


def bomb(make: Callable[[], bytes]) -> Callable[[], bytes]:
    BOMBS[make.__name__] = make
    return make


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return out.getvalue()


def workbook(
    rows: str, before: str = "", after: str = "", shared: str = "", styles: str = ""
) -> bytes:
    return zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
            '<Default Extension="rels" ContentType='
            '"application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{TYPES}.sheet.main+xml"/>'
            f'<Override PartName="/xl/sharedStrings.xml" ContentType="{TYPES}.sharedStrings+xml"/>'
            f'<Override PartName="/xl/styles.xml" ContentType="{TYPES}.styles+xml"/>'
            f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{TYPES}.worksheet+xml"/>'
            "</Types>",
            "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
            f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
            '<sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
            f'<Relationship Id="r1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
            f'<Relationship Id="r2" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
            f'<Relationship Id="r3" Type="{OFFICE}/styles" Target="styles.xml"/>'
            "</Relationships>",
            "xl/styles.xml": f'<styleSheet xmlns="{MAIN}">{styles}</styleSheet>',
            "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{shared}</sst>',
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}" xmlns:x="{MAIN}">{before}'
            f"<sheetData>{rows}</sheetData>{after}</worksheet>",
        }
    )


@bomb
def a_sheet_that_claims_every_cell_there_is() -> bytes:
    return workbook(f'<row r="1">{UPN}</row>', before='<dimension ref="A1:XFD1048576"/>')


@bomb
def a_cell_in_the_last_corner() -> bytes:
    return workbook(f'<row r="1">{UPN}</row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')


@bomb
def a_cell_in_the_last_corner_of_a_row_that_says_it_is_the_first() -> bytes:
    return workbook(f'<row r="1">{UPN}<c r="ZZ1048576"><v>1</v></c></row>')


@bomb
def a_far_corner_written_in_another_way() -> bytes:
    return workbook(f"<row r=\"1\">{UPN}</row><row><x:c r = 'XFD1048576'><x:v>1</x:v></x:c></row>")


@bomb
def a_cell_beyond_every_sheet() -> bytes:
    return workbook(f'<row r="1">{UPN}<c r="ZZZZZZ99999999999"><v>1</v></c></row>')


@bomb
def a_million_blank_rows() -> bytes:
    return workbook(f'<row r="1">{UPN}</row>' + "<row/>" * 1_000_000)


@bomb
def a_million_blank_cells_in_a_row() -> bytes:
    return workbook(f'<row r="1">{UPN}' + "<c/>" * 100_000 + "<c><v>1</v></c></row>")


@bomb
def one_long_text_in_every_cell() -> bytes:
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 50_000))
    return workbook(cells, shared=f"<si><t>{'x' * 32_000}</t></si>")


@bomb
def one_long_text_with_a_blank_in_every_cell() -> bytes:
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 50_000))
    return workbook(cells, shared=f"<si><t>{'x' * 32_000} </t></si>")


@bomb
def millions_of_texts() -> bytes:
    return workbook(f'<row r="1">{UPN}</row>', shared="<si><t>a</t></si>" * 1_000_000)


@bomb
def merges_over_merges() -> bytes:
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, 50_000))
    merges = '<mergeCell ref="A1:A1048576"/>' * 19_000
    return workbook(rows, after=f"<mergeCells>{merges}</mergeCells>")


@bomb
def millions_of_styles() -> bytes:
    styles = '<xf numFmtId="9"/>' * 1_000_000
    return workbook(f'<row r="1">{UPN}</row>', styles=f"<cellXfs>{styles}</cellXfs>")


@bomb
def elements_within_elements() -> bytes:
    return workbook(f'<row r="1">{UPN}</row>' + "<a>" * 1_000_000)


@bomb
def two_hundred_megabytes_of_noughts() -> bytes:
    out = io.BytesIO(workbook(f'<row r="1">{UPN}</row>'))
    with (
        zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as made,
        made.open("xl/worksheets/sheet2.xml", "w") as part,
    ):
        for _ in range(200):
            part.write(b"0" * 1024 * 1024)
    return out.getvalue()


@bomb
def a_part_that_lies_about_its_size() -> bytes:
    data = bytearray(workbook(f'<row r="1">{UPN}</row>' + "<row/>" * 3_000_000))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as package:
        size = package.getinfo("xl/worksheets/sheet1.xml").file_size
    return bytes(data).replace(size.to_bytes(4, "little"), (1000).to_bytes(4, "little"))


@bomb
def many_parts() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("xl/workbook.xml", "<workbook/>")
        for number in range(50_000):
            made.writestr(f"xl/worksheets/sheet{number}.xml", b"")
    return out.getvalue()


@bomb
def entities_in_a_workbook() -> bytes:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(10))
    return zipped({"xl/workbook.xml": " " * 5000 + f"<!DOCTYPE w [{laughs}]><w>&l9;</w>"})


def open_document(body: str) -> bytes:
    names = " ".join(
        f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"'
        for n in ("office", "table", "text", "style")
    )
    return zipped(
        {
            "content.xml": f"<office:document-content {names}><office:body><office:spreadsheet>"
            f'<table:table table:name="S">{body}</table:table></office:spreadsheet>'
            "</office:body></office:document-content>"
        }
    )


@bomb
def an_open_document_with_a_cell_a_million_times() -> bytes:
    return open_document(
        '<table:table-row table:number-rows-repeated="1048576"><table:table-cell '
        'table:number-columns-repeated="1024"><text:p>UPN</text:p></table:table-cell>'
        "</table:table-row>"
    )


@bomb
def an_open_document_with_a_long_text_in_every_row() -> bytes:
    return open_document(
        '<table:table-row table:number-rows-repeated="199999"><table:table-cell '
        f'table:number-columns-repeated="40"><text:p>{"x" * 32_000}</text:p></table:table-cell>'
        "</table:table-row>" * 10
    )


@bomb
def an_open_document_with_millions_of_blank_rows() -> bytes:
    return open_document(
        "<table:table-row><table:table-cell><text:p>UPN</text:p></table:table-cell>"
        "</table:table-row>" + "<table:table-row/>" * 300_000
    )


@bomb
def an_open_document_with_a_million_cells_in_a_row() -> bytes:
    return open_document(f"<table:table-row>{'<table:table-cell/>' * 1_000_000}</table:table-row>")


@bomb
def an_open_document_of_spaces() -> bytes:
    return open_document(
        "<table:table-row><table:table-cell><text:p>"
        + '<text:s text:c="99999999"/>' * 100_000
        + "</text:p></table:table-cell></table:table-row>"
    )


@bomb
def a_line_of_sixty_megabytes() -> bytes:
    return b"UPN,Name\n" + b"x" * 60_000_000


@bomb
def a_million_blank_columns() -> bytes:
    return b"UPN," * 900_000 + b"\n1\n"


@bomb
def sixty_megabytes_of_commas() -> bytes:
    return b"UPN,Name\n" + (b"," * 1998 + b"x\n") * 30_000


@bomb
def sixty_megabytes_of_line_ends() -> bytes:
    return b"UPN,Name\n1,Ann" + b"\n" * 60_000_000


@bomb
def sixty_megabytes_of_quotation_marks() -> bytes:
    return b"UPN,Name\n1," + b'"' * 60_000_000


@bomb
def bytes_that_might_be_any_encoding() -> bytes:
    return b"UPN,Name\n1," + b"\x81\x8d\x8f\x90\x9d" * 10_000_000


def transfer_file(pupil: str) -> bytes:
    return f"<?xml version='1.0'?><CTfile><CTFpupilData>{pupil}".encode()


@bomb
def a_billion_laughs() -> bytes:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(10))
    return f"<?xml version='1.0'?><!DOCTYPE CTfile [{laughs}]><CTfile>&l9;</CTfile>".encode()


@bomb
def one_long_entity_often() -> bytes:
    return (
        f'<?xml version="1.0"?><!DOCTYPE CTfile [<!ENTITY a "{"a" * 100_000}">]>'
        f"<CTfile>{'&a;' * 100_000}</CTfile>"
    ).encode()


@bomb
def a_transfer_file_nested_a_million_deep() -> bytes:
    return transfer_file("<Pupil>" * 1_000_000)


@bomb
def a_transfer_file_with_millions_of_results() -> bytes:
    return transfer_file("<Pupil><StageAssessments><KeyStage>" + "<StageAssessment/>" * 3_000_000)


@bomb
def a_transfer_file_with_an_endless_name() -> bytes:
    return transfer_file(
        f"<Pupil><Surname>{'x' * 60_000_000}</Surname></Pupil></CTFpupilData></CTfile>"
    )


@bomb
def a_transfer_file_with_many_attributes() -> bytes:
    attributes = " ".join(f'a{n}=""' for n in range(1_000_000))
    return transfer_file(f"<Pupil {attributes}/></CTFpupilData></CTfile>")


@bomb
def a_million_empty_pupils() -> bytes:
    return transfer_file("<Pupil/>" * 1_000_000 + "</CTFpupilData></CTfile>")


@bomb
def a_web_page_of_cells() -> bytes:
    return b"<table><tr>" + b"<td>x" * 10_000_000


@bomb
def a_web_page_of_a_million_cells_in_a_row() -> bytes:
    return b"<table><tr><td>UPN<td>Name<tr>" + b"<td>x" * 300_000


@bomb
def tables_within_tables() -> bytes:
    return b"<table><tr><td>" * 500_000


@bomb
def spans_without_end() -> bytes:
    return b"<table>" + b"<tr><td colspan=1999 rowspan=65534>x</td></tr>" * 20_000


def records(*pairs: tuple[int, bytes]) -> bytes:
    return b"".join(n.to_bytes(2, "little") + len(d).to_bytes(2, "little") + d for n, d in pairs)


@bomb
def an_old_workbook_of_noughts() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 20_000_000


@bomb
def an_old_workbook_whose_sectors_are_a_ring() -> bytes:
    head = bytearray(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504)
    head[24:34] = bytes.fromhex("3e000300feff09000600")
    head[44:48] = (1).to_bytes(4, "little")
    head[48:52] = (1).to_bytes(4, "little")
    head[76:512] = b"\0\0\0\0" + b"\xff" * 432
    return bytes(head) + (b"\1\0\0\0" * 128) * 20_000


@bomb
def deflated_noise() -> bytes:
    return zlib.compress(b"\0" * 60_000_000) * 5


@bomb
def an_old_workbook_whose_short_sectors_are_a_ring() -> bytes:
    """A small workbook whose table of short sectors says that every one follows the first."""
    sector = b"\xff\xff\xff\xff" * 128
    head = bytearray(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504)
    head[24:34] = bytes.fromhex("3e000300feff09000600")
    for at, number in ((44, 1), (48, 1), (56, 4096), (60, 2), (64, 1), (68, -2), (72, 0), (76, 0)):
        head[at : at + 4] = number.to_bytes(4, "little", signed=True)
    head[80:512] = b"\xff" * 432

    def entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
        text = name.encode("utf-16-le")
        out = bytearray(128)
        out[: len(text)] = text
        out[64:66] = (len(text) + 2).to_bytes(2, "little")
        out[66:68] = bytes((kind, 1))
        for at, number in ((68, -1), (72, -1), (76, child), (116, start), (120, size)):
            out[at : at + 4] = number.to_bytes(4, "little", signed=True)
        return bytes(out)

    chain = [-3, -2, -2, -2]
    table = b"".join(n.to_bytes(4, "little", signed=True) for n in chain) + sector[16:]
    directory = entry("Root Entry", 5, 1, 3, 512) + entry("Workbook", 2, -1, 0, 500) + b"\0" * 256
    ring = b"\0\0\0\0" * 128
    return bytes(head) + table + directory + ring + b"\x09\x08" + b"\0" * 510
