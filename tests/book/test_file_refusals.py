"""Workbooks that cannot be used: one sentence, what to do, and not a byte changed."""

from __future__ import annotations

import os
import re
import threading
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import IO

import pytest
from book_suite.extras import parts_of
from book_suite.workbook import make_workbook

from ppm_xl.book import lock, parts
from ppm_xl.book.change import Change
from ppm_xl.book.file import FileBook
from ppm_xl.errors import ConflictError, FileError, OpenElsewhereError, PpmError

CHANGE = Change("Working", ("Class",), "Value", "Kites", "Wrens")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return make_workbook(tmp_path / "School.xlsx")


def truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-500])


def corrupt(path: Path) -> None:
    whole = bytearray(path.read_bytes())
    at = whole.index(b"xl/workbook.xml") + 40
    whole[at : at + 30] = bytes(30)
    path.write_bytes(whole)


def spoil_xml(path: Path) -> None:
    found = parts_of(path)
    found["xl/worksheets/sheet1.xml"] = found["xl/worksheets/sheet1.xml"][:300]
    with zipfile.ZipFile(path, "w") as book:
        for name, content in found.items():
            book.writestr(name, content)


def lose_part(path: Path) -> None:
    found = parts_of(path)
    with zipfile.ZipFile(path, "w") as book:
        for name, content in found.items():
            if not name.startswith("xl/tables/"):
                book.writestr(name, content)


def binary_workbook(path: Path) -> None:
    found = parts_of(path)
    rels = found["_rels/.rels"].replace(b"xl/workbook.xml", b"xl/workbook.bin")
    with zipfile.ZipFile(path, "w") as book:
        book.writestr("_rels/.rels", rels)
        book.writestr("xl/workbook.bin", b"x")


def another_zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as book:
        book.writestr("word/document.xml", "<w/>")


OLE = bytes.fromhex("d0cf11e0a1b11ae1")

BAD: tuple[tuple[Callable[[Path], object], str], ...] = (
    (Path.unlink, "There is no workbook"),
    (lambda path: path.write_bytes(b""), "is empty"),
    (lambda path: path.write_text("UPN,Surname\n"), "is not an Excel workbook"),
    (lambda path: path.write_bytes(OLE + "EncryptedPackage".encode("utf-16-le")), "password"),
    (lambda path: path.write_bytes(OLE + b"Workbook"), "old Excel format"),
    (truncate, "damaged or cut short"),
    (corrupt, "damaged or cut short"),
    (spoil_xml, "damaged or cut short"),
    (lose_part, "damaged or cut short"),
    (binary_workbook, "not an Excel workbook that ppm-xl can read"),
    (another_zip, "not an Excel workbook that ppm-xl can read"),
    (lambda path: path.with_name("~$School.xlsx").write_bytes(b"x"), "open in another program"),
    (
        lambda path: path.with_name(".~lock.School.xlsx#").write_text(",x,"),
        "open in another program",
    ),
    (lambda path: path.chmod(0o444), "is read-only"),
)


@pytest.mark.parametrize(("spoil", "said"), BAD)
def test_one_sentence_and_not_a_byte_changed(
    path: Path, spoil: Callable[[Path], object], said: str
) -> None:
    spoil(path)
    whole = path.read_bytes() if path.exists() else b""
    for use in (FileBook(path).read, lambda: FileBook(path).apply((CHANGE,))):
        with pytest.raises(FileError, match=re.escape(said)) as refused:
            use()
        assert refused.value.message.endswith(".")
        assert refused.value.do.endswith(".")
        assert "\n" not in str(refused.value)
        assert (path.read_bytes() if path.exists() else b"") == whole


def test_a_folder_is_no_workbook(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="is a folder"):
        FileBook(tmp_path).read()


def test_a_read_only_workbook_can_be_read_where_nothing_is_written(path: Path) -> None:
    path.chmod(0o444)
    path.with_name("~$School.xlsx").write_bytes(b"x")
    book = FileBook(path, to_write=False)
    assert book.read()["Working"].get(("Class",), "Value") == "Kites"
    with pytest.raises(OpenElsewhereError):
        book.apply((CHANGE,))


def test_a_bomb_is_not_unpacked(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "LARGEST_PART", 2**22)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/media/big.png", bytes(2**22 + 1))
    assert path.stat().st_size < 2**16
    with pytest.raises(FileError, match="unpacks to far more"):
        FileBook(path).read()


def test_entities_are_not_expanded(path: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    found = parts_of(path)
    strings = found["xl/sharedStrings.xml"].decode()
    doctype = f'<!DOCTYPE sst [<!ENTITY e SYSTEM "{secret.as_uri()}">]><sst '
    found["xl/sharedStrings.xml"] = (
        strings.replace("<sst ", doctype, 1).replace(">Ms Vale<", ">&e;Vale<").encode()
    )
    with zipfile.ZipFile(path, "w") as book:
        for name, content in found.items():
            book.writestr(name, content)
    assert "secret" not in repr(FileBook(path).read())


def test_a_save_by_someone_else_meanwhile_wins(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = parts.Package._write_zip

    def slow(self: parts.Package, stream: IO[bytes]) -> None:
        real(self, stream)  # type: ignore[arg-type]
        os.utime(path, (1, 1))

    monkeypatch.setattr(parts.Package, "_write_zip", slow)
    whole = path.read_bytes()
    with pytest.raises(ConflictError, match="saved by someone else"):
        FileBook(path).apply((CHANGE,))
    assert path.read_bytes() == whole
    assert [item.name for item in path.parent.iterdir()] == [path.name]


def test_a_full_disk_leaves_the_workbook_as_it_was(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: parts.Package, stream: IO[bytes]) -> None:
        stream.write(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(parts.Package, "_write_zip", full)
    whole = path.read_bytes()
    with pytest.raises(FileError, match="disk is full"):
        FileBook(path).apply((CHANGE,))
    assert path.read_bytes() == whole
    assert [item.name for item in path.parent.iterdir()] == [path.name]


def test_two_programs_do_not_write_at_once(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "PATIENCE", 0.2)
    refused: list[OpenElsewhereError] = []

    def other() -> None:
        with pytest.raises(OpenElsewhereError, match="Another ppm-xl") as found:
            FileBook(path).apply((CHANGE,))
        refused.append(found.value)

    with lock.only_one(FileBook(path).identity, path.name):
        thread = threading.Thread(target=other)
        thread.start()
        thread.join(5)
    assert len(refused) == 1
    FileBook(path).apply((CHANGE,))


def test_every_refusal_is_one_of_ours(path: Path) -> None:
    """Cut anywhere, the workbook is read whole or refused in our words."""
    whole = path.read_bytes()
    for cut in range(0, len(whole), 997):
        path.write_bytes(whole[:cut])
        with pytest.raises(PpmError):
            FileBook(path).read()


def test_bytes_spoilt_anywhere_never_bring_a_traceback(path: Path) -> None:
    whole = path.read_bytes()
    for at in range(10, len(whole), 1499):
        path.write_bytes(whole[:at] + b"\xff\x00\xff" + whole[at + 3 :])
        with suppress(PpmError):
            FileBook(path).read()
