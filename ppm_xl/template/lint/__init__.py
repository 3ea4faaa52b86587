"""Lint of a workbook's file: the faults that make Excel repair it, or a button do nothing.

The public validators look at XML part by part and miss what goes wrong between parts: a heading
that is not its table's column, a macro that a shape names and nobody wrote. ``lint(path)`` reads
the package itself (libraries that read workbooks hide such faults) and gives what it finds. It
serves the template's build and the tests; no button and no command uses it.
"""

from __future__ import annotations

import zipfile
from pathlib import Path

from ppm_xl.template.lint import (
    cell_checks,
    config_checks,
    drawing_checks,
    formula_checks,
    name_checks,
    package_checks,
    reach_checks,
    sheet_checks,
    table_checks,
    vba_checks,
)
from ppm_xl.template.lint.finding import Finding
from ppm_xl.template.lint.opened import BrokenPartError, Opened, Parts

__all__ = ["Finding", "lint"]


def lint(path: Path) -> tuple[Finding, ...]:
    """Look through a workbook of ours, the template or a filled one; nothing found, nothing given.

    Where the package or an XML part cannot be read at all, what was found up to there is given.
    """
    try:
        with zipfile.ZipFile(path) as package:
            parts = Parts(package)
            broken = parts.broken()
            if broken:
                return broken
            found = list(package_checks.check(parts))
            try:
                book = Opened(parts)
            except BrokenPartError as fault:
                return (*found, fault.finding)
            for room in (
                sheet_checks,
                cell_checks,
                table_checks,
                name_checks,
                formula_checks,
                reach_checks,
                drawing_checks,
                config_checks,
                vba_checks,
            ):
                found.extend(room.check(book))
            return tuple(found)
    except zipfile.BadZipFile as fault:
        return (Finding("package-unreadable", path.name, str(fault)),)
