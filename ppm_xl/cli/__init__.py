"""The command line: one command for each action, each with help that reads well.

A command is a function under ``@cli.command()`` in the module of its group; loading that module
is what makes it known.
"""

from __future__ import annotations

from ppm_xl.cli import half_term, importing, school_year, workbook  # noqa: F401 - their commands
from ppm_xl.cli.entering import entry, main
from ppm_xl.cli.group import cli

__all__ = ["cli", "entry", "main"]
