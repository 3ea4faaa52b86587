"""What a click has loaded by the time its action begins: no timing, so it never wavers.

`benchmarks/start_up.py` measures what this keeps.
"""

from __future__ import annotations

import subprocess
import sys

import pytest

from ppm_xl import schema
from ppm_xl.actions import pressing

HEAVY = ("matplotlib", "openpyxl", "pandas", "typst", "numpy", "lxml", "click", "platformdirs")
CLICK = """
import sys
from importlib import import_module
import ppm_xl.buttons, ppm_xl.desk.excel, ppm_xl.book.live, ppm_xl.actions.pressing
from ppm_xl.book.excel import load_xlwings
load_xlwings()
import_module("ppm_xl.actions.{action}")
print(*sorted(set({heavy!r}) & set(sys.modules)))
"""


def loaded(code: str) -> list[str]:
    """Run some code in a new Python; give what it printed."""
    found = subprocess.run(
        [sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    return found.stdout.split()


@pytest.mark.parametrize(
    "action", [b.action for b in schema.BUTTONS if pressing.exists(b.action)]
)  # fmt: skip
def test_a_click_has_loaded_nothing_heavy_when_its_action_begins(action: str) -> None:
    assert loaded(CLICK.format(action=action, heavy=HEAVY)) == []


def test_what_is_kept_out_of_xlwings_is_there_afterwards() -> None:
    code = (
        "from ppm_xl.book.excel import load_xlwings; load_xlwings();"
        "import xlwings.main, numpy, pandas; print(xlwings.main.pd, numpy.__name__)"
    )
    assert loaded(code) == ["None", "numpy"]


def test_what_is_there_already_stays() -> None:
    code = (
        "import numpy, sys; from ppm_xl.book.excel import load_xlwings; load_xlwings();"
        "print(sys.modules['numpy'] is numpy, 'pandas' in sys.modules)"
    )
    assert loaded(code) == ["True", "False"]
