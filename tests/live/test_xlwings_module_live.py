"""xlwings' own module, cut as the workbook has it, compiled and called as far as that goes here.

Its `#If`s are decided beforehand, once as on Windows and once as on a Mac; see `office/branches.py`
for what else LibreOffice is spared.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from ppm_xl import schema
from ppm_xl.actions.new import template_path
from ppm_xl.template.vba import xlwings_module

if TYPE_CHECKING:
    from pathlib import Path

    from office.fixtures import LiveBook as OpenCopy

pytestmark = pytest.mark.office
Called = Callable[..., Any]


@pytest.fixture(params=["Windows", "Mac"])
def system(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def call(live_book: OpenCopy, system: str) -> Called:
    """Calls a procedure of the module in a copy of the template, which has the sheet it asks."""
    from office.branches import compilable

    document = live_book(template_path()).impl.doc
    libraries = document.BasicLibraries
    if not libraries.hasByName("Standard"):
        libraries.createLibrary("Standard")
    source = compilable(xlwings_module(), mac=system == "Mac")
    libraries.getByName("Standard").insertByName("xlw", source)

    def called(name: str, *arguments: object) -> Any:
        where = f"vnd.sun.star.script:Standard.xlw.{name}?language=Basic&location=document"
        return document.getScriptProvider().getScript(where).invoke(arguments, (), ())[0]

    return called


@pytest.mark.parametrize("mac", [True, False])
def test_every_if_is_decided(*, mac: bool) -> None:
    from office.branches import decided

    text = decided(xlwings_module(), mac=mac)
    assert not re.search(r"^\s*#", text, re.MULTILINE)
    assert ("MacScript" in text) is mac
    assert "Declare" not in text


def test_config_is_read_from_the_sheet(call: Called, system: str) -> None:
    windows = r"C:\Users\head\AppData\Local\ppm-xl\Scripts\python.exe"
    on_mac = r"%LOCALAPPDATA%\ppm-xl\Scripts\python.exe"  # only Windows has such variables
    found = call("GetConfig", "INTERPRETER_WIN", "", "")
    assert found == (windows if system == "Windows" else on_mac)
    assert str(call("GetConfig", "USE UDF SERVER", "", "")).upper() == "FALSE"
    assert call("GetConfig", "NOT THERE", "instead", "sheet") == "instead"
    assert call("SheetHas", "SHOW CONSOLE")
    assert not call("SheetHas", "NOT THERE")


def test_names_paths_and_files(call: Called, system: str, tmp_path: Path) -> None:
    assert call("GetBaseName", "School.xlsm") == "School"
    assert call("IsFullName", r"C:\x") is True
    there = tmp_path / "python.exe"
    there.write_bytes(b"")
    if system == "Windows":  # a Mac asks AppleScript
        assert call("ParentFolder", r"C:\x\y.exe") == r"C:\x"
        assert call("FileExists", str(there)) is True
        assert call("FileExists", str(tmp_path / "gone.exe")) is False


def test_what_is_started_on_windows(call: Called, system: str) -> None:
    python = r"C:\Users\head\AppData\Local\ppm-xl\Scripts\python.exe"
    for action in (button.action for button in schema.BUTTONS):
        call("RunFrozenPython", python, f"-I -m ppm_xl.buttons {action}")
        asked = str(call("TakeAsked")).strip()
        if system == "Mac":
            assert asked == ""
            continue
        command = asked.partition("2>")[0].replace("\\", "/")
        rest = command.partition("cmd.exe /C C: & cd ")[2]
        empty, and_then, started, *arguments = shlex.split(rest)
        assert (empty, and_then, started) == ("", "&", python.replace("\\", "/"))
        assert arguments[:4] == ["-I", "-m", "ppm_xl.buttons", action]
        assert arguments[4:6] == ["--wb=workbook_template.xlsm", "--from_xl=1"]
        assert [argument.partition("=")[0] for argument in arguments[6:]] == ["--app", "--hwnd"]
