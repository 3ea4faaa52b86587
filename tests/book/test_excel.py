"""Patience with a busy Excel; which workbook is the open one."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from ppm_xl.book.blocks import Standing, planned
from ppm_xl.book.excel import full_name, is_busy, patiently
from ppm_xl.book.file import FileBook
from ppm_xl.book.opening import open_book
from ppm_xl.errors import BusyError


class com_error(Exception):  # noqa: N801, N818 - named as pywin32 names it
    """As pywin32 raises it: code, words, the inner error, argument."""


class ExcelBusyError(Exception):
    """As xlwings raises it."""


DIALOGUE = com_error(-2147418111, "Call was rejected by callee.", None, None)
EDITING = com_error(-2147352567, "Exception.", (0, None, None, None, 0, -2146777998), None)
OTHER = com_error(-2147352567, "Exception.", (0, "Excel", "No.", None, 0, -2146827284), None)


@pytest.mark.parametrize(
    ("fault", "busy"),
    [
        (DIALOGUE, True),
        (EDITING, True),
        (ExcelBusyError(), True),
        (OTHER, False),
        (com_error(), False),
        (ValueError("busy"), False),
    ],
)
def test_a_busy_excel_is_told_from_a_fault(fault: Exception, *, busy: bool) -> None:
    assert is_busy(fault) is busy


def test_an_excel_that_is_busy_for_a_moment_still_says_which_workbook_it_is() -> None:
    """Taken for one that nobody can name, it would get a lock of its own beside the right one."""
    faults = [DIALOGUE, EDITING]

    def macro(_: str) -> Callable[[], str]:
        if faults:
            raise faults.pop()
        return lambda: "/schools/Oak.xlsm"

    app = SimpleNamespace(macro=macro)
    book = SimpleNamespace(name="Oak.xlsm", app=app, fullname="")
    assert full_name(cast("Any", book)) == "/schools/Oak.xlsm"


class Clock:
    """Stands still but for our own pauses."""

    def __init__(self) -> None:
        self.now = 0.0
        self.pauses: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.pauses.append(seconds)
        self.now += seconds


def test_we_ask_again_until_excel_is_free() -> None:
    clock = Clock()
    faults = [DIALOGUE, EDITING, ExcelBusyError()]

    def step() -> str:
        if faults:
            raise faults.pop()
        return "done"

    assert patiently(step, clock=clock, sleep=clock.sleep) == "done"
    assert len(clock.pauses) == 3


def test_after_ten_seconds_the_user_is_told_what_to_do() -> None:
    clock = Clock()

    def step() -> None:
        raise EDITING

    with pytest.raises(BusyError, match="Excel is busy") as refused:
        patiently(step, clock=clock, sleep=clock.sleep)
    assert "Press Enter" in refused.value.do
    assert 10 <= clock.now < 11
    assert max(clock.pauses) <= 0.5


def test_a_fault_is_not_asked_again() -> None:
    calls: list[int] = []

    def step() -> None:
        calls.append(1)
        raise OTHER

    with pytest.raises(com_error):
        patiently(step)
    assert len(calls) == 1


def test_without_excel_xlwings_is_not_even_imported(tmp_path: Path) -> None:
    code = (
        "import sys; from ppm_xl.book.opening import open_book;"
        f"print(type(open_book({str(tmp_path / 'x.xlsm')!r})).__name__, 'xlwings' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    expected = "FileBook False" if sys.platform not in {"win32", "darwin"} else "FileBook True"
    assert done.stdout.strip() == expected


def test_a_closed_workbook_is_its_file(tmp_path: Path) -> None:
    assert isinstance(open_book(tmp_path / "x.xlsm"), FileBook)


PEOPLE = ("Name", "Role")


def standing(*rows: tuple[object, object], new: tuple[bool, ...] = ()) -> Standing:
    """Rows of `People`, without formulas."""
    return Standing(rows, rows, [("", "")] * len(rows), new or (False,) * len(rows))  # type: ignore[arg-type]


def test_staff_columns_are_runs_of_changed_cells() -> None:
    was = standing(*((f"N{n}", "TA") for n in range(6)))
    becomes = [(f"N{n}", "SENCO" if n in {1, 2, 5} else "TA") for n in range(6)]
    _, blocks = planned("People", PEOPLE, was, becomes)
    assert [(b.top, b.left, b.values) for b in blocks] == [
        (1, 1, (("SENCO",), ("SENCO",))),
        (5, 1, (("SENCO",),)),
    ]


def test_our_columns_are_one_block_in_which_formulas_and_values_stay() -> None:
    headings = ("ID", "Meeting", "Mine")
    rows = (("=1", "M", "own"), ("2", 4, "own"), ("3", "M", "own"), ("4", None, "own"))
    formulas = (("", "", ""), ("", "", ""), ("", "=A1", ""), ("", "", ""))
    now = Standing(rows, rows, formulas, (False,) * 4)
    becomes = [("=9", "M", "own"), *rows[1:3], ("4", "new", "own")]
    formats, (block,) = planned("Actions", headings, now, becomes)
    assert (block.top, block.left) == (0, 0)
    assert block.values == (("'=9", "M"), ("2", 4), ("3", "=A1"), ("4", "new"))
    assert [(f.top, f.left, f.height, f.width, f.code) for f in formats] == [
        (0, 0, 4, 2, "@"),
        (1, 1, 1, 1, "General"),
    ]
