"""A click starts a new Python: nothing is loaded before it is needed."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = ("matplotlib", "openpyxl", "pandas", "typst", "xlsxwriter", "xlwings", "lxml", "click")


@pytest.mark.parametrize(
    ("modules", "allowed"),
    [
        ("ppm_xl.buttons, ppm_xl.desk.excel, ppm_xl.book.live, ppm_xl.book.excel", set()),
        ("ppm_xl.actions.update, ppm_xl.actions.check", set()),
        ("ppm_xl.actions.prepare_meeting, ppm_xl.actions.family_reports", set()),
        ("ppm_xl.actions.import_files", set()),
        ("ppm_xl.venn, ppm_xl.venn.layout", set()),
        ("ppm_xl.cli", {"click"}),
    ],
)
def test_what_is_loaded_is_only_what_is_needed(modules: str, allowed: set[str]) -> None:
    code = f"import sys, {modules}; print(*sorted(set({HEAVY!r}) & set(sys.modules)))"
    found = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True
    ).stdout.split()
    assert set(found) - allowed == set()


def test_draw_venn_is_there_and_loads_matplotlib_only_when_asked_for() -> None:
    code = (
        "import sys, ppm_xl.venn as v; before = 'matplotlib' in sys.modules; v.draw_venn;"
        "print(before, 'matplotlib' in sys.modules)"
    )
    found = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert found.stdout.split() == ["False", "True"]
