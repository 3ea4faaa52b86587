"""Which of the workbooks that Excel has open is the one that was asked for."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any, Self

import pytest

from ppm_xl.book import opening, registry
from ppm_xl.book.file import FileBook
from ppm_xl.book.live import LiveBook
from ppm_xl.errors import BusyError, FileError, OpenElsewhereError

ADDRESS = "https://fernhollow-my.sharepoint.com/personal/ana/Documents"


class FakeBook:
    """An open workbook that knows its name and what its own macro says of its place."""

    def __init__(self, place: str) -> None:
        self._place = place
        self.name = place.replace("\\", "/").rpartition("/")[2]
        self.app = self

    def macro(self, name: str) -> Callable[[], str]:
        assert name.endswith("!RawFullName")
        return lambda: self._place


def excel(monkeypatch: pytest.MonkeyPatch, *instances: list[FakeBook]) -> None:
    """Let every instance of Excel have some workbooks open."""
    apps = [SimpleNamespace(books=books) for books in instances]
    fake = SimpleNamespace(engines=SimpleNamespace(active=object()), apps=apps)
    monkeypatch.setitem(sys.modules, "xlwings", fake)
    monkeypatch.setattr(opening, "load_xlwings", lambda: fake)


@pytest.fixture
def school(tmp_path: Path) -> Path:
    path = tmp_path / "Heads" / "School.xlsm"
    path.parent.mkdir()
    path.touch()
    return path


def test_the_open_workbook_is_worked_in(school: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    excel(monkeypatch, [FakeBook("/elsewhere/Notes.xlsx"), FakeBook(str(school))])
    assert isinstance(opening.open_book(school), LiveBook)


def test_an_open_workbook_is_for_its_user_to_save(
    school: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert opening.still_to_save(opening.open_book(school)) == ""
    excel(monkeypatch, [FakeBook(str(school))])
    said = opening.still_to_save(opening.open_book(school))
    assert said == "School.xlsm is open in Excel: look at it there, and save it."


def test_the_command_says_so_where_it_has_changed_something(
    school: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from ppm_xl.actions import Outcome, pressing
    from ppm_xl.book.change import Change
    from ppm_xl.cli import main

    changes = [(Change("Pupils", ("A",), "Class", "Oak", "Elm"),), ()]
    monkeypatch.setattr(
        pressing, "in_safety", lambda *_, **__: Outcome(ok=True, changes=changes.pop(0))
    )
    excel(monkeypatch, [FakeBook(str(school))])
    assert main(["update", str(school)]) == 0
    assert "save it" in capsys.readouterr().out
    assert main(["update", str(school)]) == 0
    assert "save it" not in capsys.readouterr().out


def test_names_are_compared_without_case(school: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mine = FakeBook(str(school))
    mine.name = "SCHOOL.XLSM"
    excel(monkeypatch, [mine])
    assert opening.open_in_excel(school) is mine


def test_every_excel_is_asked_for_it(school: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mine = FakeBook(str(school))
    excel(monkeypatch, [FakeBook("/elsewhere/School.xlsm")], [], [mine])
    assert opening.open_in_excel(school) is mine


def test_another_workbook_of_the_name_is_left_alone(
    school: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = school.parent.parent / "School.xlsm"
    other.touch()
    excel(monkeypatch, [FakeBook(str(other)), FakeBook("School.xlsm")])
    assert isinstance(opening.open_book(school), FileBook)


def test_a_workbook_open_twice_is_not_guessed_at(
    school: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    excel(monkeypatch, [FakeBook(str(school))], [FakeBook(str(school))])
    with pytest.raises(OpenElsewhereError, match="open twice in Excel") as refused:
        opening.open_in_excel(school)
    assert "Read-Only" in refused.value.do


def synced_to(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    noted = {"UrlNamespace": ADDRESS, "MountPoint": str(folder)}
    monkeypatch.setattr(registry, "keys", lambda _: ("Business1", "empty"))
    monkeypatch.setattr(registry, "values", lambda key: noted if key.endswith("Business1") else {})


def test_an_address_in_onedrive_is_the_file_it_is_kept_in_step_with(
    school: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced_to(monkeypatch, school.parent)
    mine, other = FakeBook(f"{ADDRESS}/School.xlsm"), FakeBook(f"{ADDRESS}/Old/School.xlsm")
    excel(monkeypatch, [other], [mine])
    assert opening.open_in_excel(school) is mine


def test_where_it_cannot_be_told_nothing_is_written(
    school: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced_to(monkeypatch, school.parent)
    excel(monkeypatch, [FakeBook("https://fernhollow.sharepoint.com/sites/Staff/School.xlsm")])
    with pytest.raises(OpenElsewhereError, match="cannot be told") as refused:
        opening.open_book(school)
    assert "ppm-xl panel" in refused.value.do


class CommandError(Exception):
    """As appscript raises it on a Mac."""

    def __init__(self, errornumber: int) -> None:
        super().__init__(errornumber)
        self.errornumber = errornumber


class Sulking:
    """An Excel whose workbooks cannot be listed."""

    def __init__(self, fault: Exception) -> None:
        self.fault = fault

    @property
    def books(self) -> list[FakeBook]:
        raise self.fault


@pytest.mark.parametrize(
    ("number", "expected", "words"),
    [
        (-1743, FileError, "does not let ppm-xl speak to Excel"),
        (-1712, BusyError, "Excel is busy"),
        (-50, CommandError, "-50"),
    ],
)
def test_a_mac_that_refuses_is_told_from_a_busy_one(
    number: int,
    expected: type[Exception],
    words: str,
    school: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    excel(monkeypatch)
    sys.modules["xlwings"].apps = [Sulking(CommandError(number))]  # type: ignore[attr-defined]
    monkeypatch.setattr(opening, "patiently", _once)
    with pytest.raises(expected, match=words):
        opening.open_book(school)


def _once(step: Callable[[], Any]) -> Any:
    from ppm_xl.book.excel import patiently

    return patiently(step, seconds=0)


def test_without_an_excel_there_is_nothing_open(
    school: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        opening, "load_xlwings", lambda: SimpleNamespace(engines=SimpleNamespace(active=None))
    )
    monkeypatch.setitem(sys.modules, "xlwings", ModuleType("xlwings"))
    assert list(opening.open_books()) == []
    assert isinstance(opening.open_book(school), FileBook)


class FakeKey:
    """A key of a fake registry."""

    def __init__(self, values: dict[str, object], keys: tuple[str, ...] = ()) -> None:
        self.values, self.keys = list(values.items()), keys

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None: ...


def test_the_registry_is_read_as_text(monkeypatch: pytest.MonkeyPatch) -> None:
    tree = {
        ("user", r"Software\Mine"): FakeKey({"Number": 3, "Words": "a", "Bytes": b"x"}, ("A", "B"))
    }

    def open_key(hive: str, key: str, _: int, access: int) -> FakeKey:
        assert access == 0x20019 | 0x100
        try:
            return tree[hive, key]
        except KeyError:
            raise FileNotFoundError(key) from None

    fake = SimpleNamespace(
        HKEY_CURRENT_USER="user",
        HKEY_LOCAL_MACHINE="machine",
        KEY_READ=0x20019,
        KEY_WOW64_64KEY=0x100,
        OpenKey=open_key,
        QueryInfoKey=lambda key: (len(key.keys), len(key.values), 0),
        EnumValue=lambda key, place: (*key.values[place], 1),
        EnumKey=lambda key, place: key.keys[place],
    )
    monkeypatch.setitem(sys.modules, "winreg", fake)
    assert registry.values(r"HKCU\Software\Mine") == {"Number": "3", "Words": "a"}
    assert registry.keys(r"HKCU\Software\Mine") == ("A", "B")
    assert registry.values(r"HKLM\Software\Mine") == {}
    assert registry.keys(r"HKLM\Software\Mine") == ()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has a registry")
def test_elsewhere_there_is_no_registry() -> None:
    assert registry.values(r"HKCU\Software") == {}
    assert registry.keys(r"HKCU\Software") == ()
