"""The command itself, and the options that several commands share."""

from __future__ import annotations

from pathlib import Path

import click

from ppm_xl import __version__

BOOK = click.argument("book", type=click.Path(path_type=Path))
JSON = click.option(
    "--json", "as_json", is_flag=True, help="Print one JSON object and nothing else."
)
HALF_TERM = click.option(
    "--half-term",
    metavar="HALF-TERM",
    help='Such as "Autumn 1" or "Autumn 1 2025-26"; else Home\'s.',
)
ONE_CLASS = click.option(
    "--class", "class_name", default="", metavar="CLASS", help="Only this class."
)
OUT = click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), help="Folder for the PDFs."
)
DRY_RUN = click.option(
    "--dry-run", is_flag=True, help="Print what would change, and change nothing."
)
YES = click.option("--yes", is_flag=True, help="Agree to what would be asked.")


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="ppm-xl")
def cli() -> None:
    """Pupil progress meetings in Excel.

    Each command does what a button of the workbook does. It says in plain words what it did,
    and leaves the workbook as it was where something stops it.
    """
