"""A small zoo of bad input: one clear sentence, exit 1, and not a byte of the workbook changed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., tuple[int, str, str]]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def encrypted() -> bytes:
    """An OLE container as Excel writes around a workbook with a password (its header only)."""
    names = "EncryptedPackage".encode("utf-16-le") + "EncryptionInfo".encode("utf-16-le")
    return OLE + b"\x00" * 504 + names + b"\x00" * 2000


def truncated() -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>" * 100)
        package.writestr("xl/workbook.xml", "<workbook/>" * 100)
    return whole.getvalue()[:200]


def zeros_in_one_cell() -> bytes:
    """200 MB of zeros in the one cell of a workbook: 200 kB on disk."""
    sheet = io.BytesIO()
    with zipfile.ZipFile(sheet, "w", zipfile.ZIP_DEFLATED) as package:
        main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        kind = "http://schemas.openxmlformats.org/package/2006/relationships"
        types = "http://schemas.openxmlformats.org/package/2006/content-types"
        sheet_type = "application/vnd.openxmlformats-officedocument.spreadsheetml"
        package.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{types}"><Default Extension="rels" ContentType='
            '"application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{sheet_type}.sheet.main+xml"/>'
            f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType='
            f'"{sheet_type}.worksheet+xml"/></Types>',
        )
        package.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{kind}"><Relationship Id="r1" Target="xl/workbook.xml" '
            f'Type="{office}/officeDocument"/></Relationships>',
        )
        package.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{kind}"><Relationship Id="r1" '
            f'Target="worksheets/sheet1.xml" Type="{office}/worksheet"/></Relationships>',
        )
        package.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
            '<sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
        )
        with package.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            part.write(f'<worksheet xmlns="{main}"><sheetData><row r="1">'.encode())
            part.write(b'<c r="A1" t="inlineStr"><is><t>')
            for _ in range(200):
                part.write(b"0" * 1_000_000)
            part.write(b"</t></is></c></row></sheetData></worksheet>")
    return sheet.getvalue()


EXPORTS: list[tuple[str, bytes | None, str]] = [
    ("missing.csv", None, "missing.csv"),
    ("empty.csv", b"", "empty"),
    ("photo.csv", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, "photo.csv"),
    ("letter.pdf", b"%PDF-1.7\n1 0 obj\n", "letter.pdf"),
    ("secret.xlsx", encrypted(), "password"),
    ("no header.csv", b"12,14,15\n16,17,18\n", "heading"),
    ("names nobody.csv", b"Reading,Writing,Maths\nEXS,EXS,EXS\n", "pupil"),
    ("half.xlsx", truncated(), "half.xlsx"),
    ("zeros.xlsx", zeros_in_one_cell(), "zeros.xlsx"),
]


@pytest.mark.parametrize(("name", "data", "words"), EXPORTS, ids=[name for name, _, _ in EXPORTS])
def test_a_bad_export_is_refused_in_one_sentence(
    run: Run, school: Path, name: str, data: bytes | None, words: str
) -> None:
    book, export = school / "School.xlsm", school / name
    if data is not None:
        export.write_bytes(data)
    before = book.read_bytes()
    code, out, err = run("import", book, export, "--yes")
    assert code == 1
    assert words.lower() in err.lower()
    assert err.count("\n") == 1
    assert "Traceback" not in out + err
    assert "inside ppm-xl" not in err
    assert book.read_bytes() == before


@pytest.mark.parametrize("lock", ["~$School.xlsm", ".~lock.School.xlsm#"])
def test_a_workbook_open_elsewhere_is_left_alone(run: Run, school: Path, lock: str) -> None:
    book = school / "School.xlsm"
    (school / lock).write_bytes(b"someone")
    before = book.read_bytes()
    for command in (["update", book], ["import", book, school / "marks.csv", "--yes"]):
        code, out, err = run(*command)
        assert (code, out) == (1, "")
        assert "open in another program" in err
    assert book.read_bytes() == before


def test_a_workbook_without_a_write_bit_is_left_alone(run: Run, school: Path) -> None:
    book = school / "School.xlsm"
    before = book.read_bytes()
    book.chmod(0o444)
    code, out, err = run("update", book)
    assert (code, out) == (1, "")
    assert "read-only" in err
    assert book.read_bytes() == before
    assert run("check", book)[0] == 0


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (None, "There is no"),
        (b"", "not"),
        (b"hello", "not"),
        (truncated(), "damaged"),
        (encrypted(), "password"),
    ],
    ids=["missing", "empty", "not a workbook", "cut short", "with a password"],
)
def test_what_is_no_workbook_is_said_so(
    run: Run, tmp_path: Path, data: bytes | None, words: str
) -> None:
    book = tmp_path / "Book.xlsm"
    if data is not None:
        book.write_bytes(data)
    code, out, err = run("check", book)
    assert (code, out) == (1, "")
    assert words in err
    assert err.count("\n") == 1
    assert "inside ppm-xl" not in err
