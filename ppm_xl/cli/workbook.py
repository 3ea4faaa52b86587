"""Commands about a workbook as a whole, and about this computer."""

from __future__ import annotations

from pathlib import Path

import click

from ppm_xl.cli.doing import do, do_in, look_in
from ppm_xl.cli.group import BOOK, JSON, YES, cli


@cli.command()
@BOOK
@click.option("--school", default="", help="The school's name, as it stands on reports.")
@click.option("--half-term", help='Where to start, such as "Autumn 1 2026-27".')
@JSON
def new(book: Path, school: str, half_term: str | None, *, as_json: bool) -> None:
    """Make a new workbook BOOK.xlsm for a school."""
    from ppm_xl.actions.new import run

    do(lambda desk, day: run(book, desk, day, school=school, half_term=half_term), as_json=as_json)


@cli.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default="ppm-xl demo")
@JSON
def demo(folder: Path, *, as_json: bool) -> None:
    """Make an invented school in FOLDER: from MIS exports to everything the workbook makes."""
    from ppm_xl.actions.demo import run

    do(lambda desk, _: run(folder, desk), as_json=as_json)


@cli.command()
@BOOK
@YES
@JSON
def undo(book: Path, *, yes: bool, as_json: bool) -> None:
    """Put back the last step in BOOK, of any kind; once more, the one before it.

    It asks before it leaves alone what somebody has changed since. PDFs that were written stay.
    """
    from ppm_xl.actions.undo import run

    do_in(book, "undo", run, as_json=as_json, agreed=yes)


@cli.command()
@BOOK
@JSON
def check(book: Path, *, as_json: bool) -> None:
    """List what is missing or odd in BOOK. It changes nothing."""
    from ppm_xl.actions.check import run

    look_in(book, run, as_json=as_json)


@cli.command()
@click.argument("book", required=False, type=click.Path(path_type=Path))
@JSON
def doctor(book: Path | None, *, as_json: bool) -> None:
    """Say what is wrong on this computer, and with BOOK on it. It changes nothing."""
    from ppm_xl.actions.doctor import run

    do(lambda desk, _: run(book, desk), as_json=as_json)


@cli.command()
def panel() -> None:
    """Open a small window with the workbook's buttons.

    For computers where Excel may not start programs: it lists the workbooks that Excel has open,
    and works in the one you choose.
    """
    from ppm_xl.panel import show

    show()
