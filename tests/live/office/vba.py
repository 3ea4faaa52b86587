"""What of a workbook's VBA LibreOffice cannot compile, and a copy without it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyopenvba import ExcelFile

if TYPE_CHECKING:
    from pathlib import Path

NOT_COMPILED = ("xlwings", "Dictionary")
"""xlwings' own modules. Left in, they silence the whole project: its macros do nothing."""


def leave_out(workbook: Path) -> None:
    """Take xlwings' modules out of a copy, so that the other macros run."""
    with ExcelFile(workbook) as file:
        if not file.has_vba_project():
            return
        project = file.vba_project()
        found = {name.lower(): name for name in project.module_names()}
        doomed = [found[name.lower()] for name in NOT_COMPILED if name.lower() in found]
        for name in doomed:
            project.delete_module(name)
        if doomed:
            file.save()
