"""The workbook's VBA: our text, xlwings' module cut down, and what reads them back."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from pyopenvba import ExcelFile

from ppm_xl import schema
from ppm_xl.template import ribbon, vba
from ppm_xl.template.config import KEYS
from ppm_xl.template.config import SHEET as CONFIG_SHEET
from ppm_xl.template.frame import code_name

MODULES = vba.modules()
XLWINGS_CUT = "943bdb4d70ceaf62a25127a0dc61c74580f061f7a5a4e1bbd562a885d7d19a9a"
"""Of xlwings 0.37.8; another xlwings, or another cut, must be read before this changes."""


def test_the_cut_of_xlwings_is_the_one_we_read() -> None:
    assert hashlib.sha256(MODULES["xlwings"].encode()).hexdigest() == XLWINGS_CUT


@pytest.mark.parametrize("name", MODULES)
def test_no_module_declares_a_library(name: str) -> None:
    assert "declare " not in MODULES[name].lower()


def test_the_cut_keeps_the_licence_and_calls_nothing_it_cut() -> None:
    cut = MODULES["xlwings"]
    assert "BSD 3-clause" in cut
    assert "THIS SOFTWARE IS PROVIDED BY" in cut
    code = "\n".join(line for line in cut.splitlines() if not line.strip().startswith("'"))
    for name in vba._CUT:
        assert not re.search(rf"\b{name}\b", code), name


def test_the_dictionary_is_stored_as_a_class() -> None:
    assert MODULES["Dictionary"].startswith('Attribute VB_Name = "Dictionary"\r\n' + vba.CLASS_BASE)
    assert "VERSION 1.0 CLASS" not in MODULES["Dictionary"]
    assert "License: MIT" in MODULES["Dictionary"]


def test_every_key_xlwings_asks_for_is_on_its_sheet() -> None:
    asked = set(re.findall(r'GetConfig\("([^"]+)"', MODULES["xlwings"]))
    assert len(asked) > 10
    assert asked <= set(KEYS)
    assert all(key == key.upper() for key in KEYS)


def test_the_configuration_sheet_names_no_computer() -> None:
    assert KEYS["INTERPRETER_WIN"] == r"%LOCALAPPDATA%\ppm-xl\Scripts\python.exe"
    assert KEYS["INTERPRETER_MAC"] == "$HOME/ppm-xl/bin/python"
    assert not any(re.search(r"[A-Z]:\\|/home/|/Users/", value) for value in KEYS.values())


READ_WITH_OLEVBA = """
import json, sys
from oletools.olevba import VBA_Parser
found = VBA_Parser(sys.argv[1]).extract_macros()
json.dump({name: code for _, _, name, code in found if code is not None}, sys.stdout)
"""
"""In a process of its own: importing olevba warns, and warnings are errors here."""


def test_olevba_reads_every_module_back_byte_for_byte(built: Path) -> None:
    command = [sys.executable, "-W", "ignore", "-c", READ_WITH_OLEVBA, built]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    read = {Path(name).stem: code for name, code in json.loads(ran.stdout).items()}
    for name, source in MODULES.items():
        assert read[name].encode("cp1252") == source.encode("cp1252"), name


def test_pyopenvba_reads_every_module_back_byte_for_byte(built: Path) -> None:
    with ExcelFile(built) as book:
        assert book.validate() == []
        read = book.vba_modules()
    for name, source in MODULES.items():
        assert read[name].encode() == source.encode(), name


def test_every_sheet_and_the_workbook_have_their_module(built: Path) -> None:
    with ExcelFile(built) as book:
        names = set(book.module_names())
    sheets = [sheet.name for sheet in schema.SHEETS] + [CONFIG_SHEET]
    assert names == {"ThisWorkbook", *(code_name(sheet) for sheet in sheets), *MODULES}


def test_no_code_name_is_also_a_procedure() -> None:
    procedures = {
        name.lower()
        for source in MODULES.values()
        for name in re.findall(
            r"^\s*(?:Public |Private )?(?:Sub|Function) (\w+)", source, re.MULTILINE
        )
    }
    modules = {"thisworkbook", *(name.lower() for name in MODULES)}
    modules |= {code_name(sheet.name).lower() for sheet in schema.SHEETS}
    assert procedures.isdisjoint(modules)


@pytest.mark.parametrize("button", schema.BUTTONS, ids=lambda button: button.action)
def test_a_button_is_a_procedure_without_arguments(button: schema.Button) -> None:
    start = f"Public Sub Press_{button.action}()\r\n"
    assert MODULES["Buttons"].count(start) == 1
    body = MODULES["Buttons"].split(start)[1].split("End Sub")[0].strip()
    assert "\n" not in body
    assert f'Press "{button.action}"' in body


@pytest.mark.parametrize("button", schema.BUTTONS, ids=lambda button: button.action)
def test_a_ribbon_callback_takes_its_control(button: schema.Button) -> None:
    start = f"Public Sub Ribbon_{button.action}(control As IRibbonControl)\r\n"
    assert MODULES["Ribbon"].count(start) == 1
    assert f"Press_{button.action}" in MODULES["Ribbon"].split(start)[1].split("End Sub")[0]


def test_the_ribbon_has_the_buttons_in_their_order_and_nothing_else(built: Path) -> None:
    with zipfile.ZipFile(built) as package:
        root = ET.fromstring(package.read(ribbon.PART))
        relationships = package.read("_rels/.rels").decode()
    found = [
        (b.get("label"), b.get("onAction")) for b in root.iter(f"{{{ribbon.NAMESPACE}}}button")
    ]
    in_groups = [b for group in schema.Group for b in schema.BUTTONS if b.group is group]
    assert found == [(b.words, f"Ribbon_{b.action}") for b in in_groups]
    assert len(found) == len(schema.BUTTONS)
    groups = [group.get("label") for group in root.iter(f"{{{ribbon.NAMESPACE}}}group")]
    assert groups == [group.value for group in schema.Group]
    assert [tab.get("label") for tab in root.iter(f"{{{ribbon.NAMESPACE}}}tab")] == [
        "Pupil Progress"
    ]
    assert relationships.count(ribbon.RELATIONSHIP) == 1
    assert f'Target="{ribbon.PART}"' in relationships


def test_windows_starts_python_isolated_and_a_mac_does_nothing_after_its_call() -> None:
    press = MODULES["Starting"].split("Public Sub Press")[1].split("End Sub")[0]
    mac, windows = press.split("#If Mac Then")[1].split("#End If")[0].split("#Else")
    assert len(mac.strip().splitlines()) == 1
    assert '"-I -m ppm_xl.buttons " & action' in windows
    assert windows.index("FileExists") < windows.index("RunFrozenPython")
    assert "On Error GoTo" in press


def test_an_error_is_read_before_anything_that_forgets_it() -> None:
    """VBA empties ``Err`` at every ``On Error``, also of a procedure that is called."""
    starting = MODULES["Starting"]
    for start, label in (("Sub Press(", "Refused:"), ("Function ChooseFiles(", "Failed:")):
        handler = starting.split(start)[1].split(f"\r\n{label}\r\n")[1].split("\r\nEnd ")[0]
        before, _ = handler.split("Err.", 1)
        assert not re.search(r"(?m)^\s*(PutBack|On Error|SayOnHome)\b", before)


def test_a_school_that_begins_with_a_figure_is_no_size_of_type() -> None:
    """``&9`` and ``1st School`` would be type of 91 points."""
    assert '"&9 " & words' in (vba.MACROS / "ThisWorkbook.cls").read_text(encoding="utf-8")


def test_one_file_chosen_is_enough_where_excel_gives_no_list_of_it() -> None:
    choose = MODULES["Starting"].split("Public Function ChooseFiles")[1].split("End Function")[0]
    assert choose.index("VarType(chosen) = vbString") < choose.index("IsArray(chosen)")


def test_importing_the_package_loads_no_builder() -> None:
    code = "import sys, ppm_xl.template; print('xlsxwriter' in sys.modules, 'lxml' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["False", "False"]
