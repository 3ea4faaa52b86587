"""Commands of a school year: the school's marks, targets, the new year, handing over."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from ppm_xl.cli.doing import do_in
from ppm_xl.cli.group import BOOK, DRY_RUN, HALF_TERM, JSON, ONE_CLASS, OUT, YES, cli


@cli.command()
@BOOK
@click.argument("name", default="")
@click.option("--list", "listing", is_flag=True, help="Describe the scales to choose from.")
@DRY_RUN
@YES
@JSON
def scale(book: Path, name: str, *, listing: bool, dry_run: bool, yes: bool, as_json: bool) -> None:
    """Choose the school's marks: one of the scales that schools use most.

    Without NAME it says which scale BOOK has and describes those to choose from. With NAME, such
    as flat or target-tracker, the table Scale in Settings is filled anew; children's marks stay.
    """
    from ppm_xl.actions.scale import run

    chosen = "" if listing else name
    do_in(
        book,
        "scale",
        partial(run, name=chosen, dry_run=dry_run),
        as_json=as_json,
        agreed=yes,
        to_write=bool(chosen) and not dry_run,
    )


@cli.command()
@BOOK
@ONE_CLASS
@HALF_TERM
@click.option("--agree", is_flag=True, help="Agree what is proposed where nothing is agreed yet.")
@click.option("--by", "agreed_by", default="", metavar="NAME", help="Who agrees; with --agree.")
@OUT
@DRY_RUN
@YES
@JSON
def targets(
    book: Path,
    class_name: str,
    half_term: str | None,
    agreed_by: str,
    out: Path | None,
    *,
    agree: bool,
    dry_run: bool,
    yes: bool,
    as_json: bool,
) -> None:
    """Propose end-of-year targets by the school's rule, and write a target sheet for each class.

    Rows are added for every child and subject; what somebody typed stays. With --agree and --by,
    what is proposed for one class (else Home's) becomes agreed, with milestones, where nothing
    is agreed yet. The rule is the table Target rule in Settings.
    """
    from ppm_xl.actions.targets import run

    if bool(agreed_by) != agree:
        raise click.UsageError("Give --agree and --by together.")
    do_in(
        book,
        "targets",
        partial(
            run,
            class_name=class_name,
            half_term=half_term,
            agree=agree,
            agreed_by=agreed_by,
            out=out,
            dry_run=dry_run,
        ),
        as_json=as_json,
        agreed=yes,
        to_write=not dry_run,
    )


@cli.command("new-year")
@BOOK
@click.option("--school-year", default="", metavar="YEAR", help="Such as 2027-28; else the next.")
@OUT
@DRY_RUN
@YES
@JSON
def new_year(
    book: Path, school_year: str, out: Path | None, *, dry_run: bool, yes: bool, as_json: bool
) -> None:
    """Start a new school year: years and classes move up, new rows begin, nothing is cleared.

    The list of who moves and who leaves comes first; nothing changes before you agree. Handover
    pages are written before anybody moves. Before or after the September pupil list, or twice,
    it comes to the same.
    """
    from ppm_xl.actions.new_year import run

    do_in(
        book,
        "new_year",
        partial(run, school_year=school_year, out=out, dry_run=dry_run),
        as_json=as_json,
        agreed=yes,
        to_write=not dry_run,
    )


@cli.command()
@BOOK
@ONE_CLASS
@click.option("--school-year", default="", metavar="YEAR", help="Such as 2026-27; else the newest.")
@click.option("--barriers", is_flag=True, help="Name barriers too: for the SENCO and leaders only.")
@OUT
@JSON
def handover(
    book: Path,
    class_name: str,
    school_year: str,
    out: Path | None,
    *,
    barriers: bool,
    as_json: bool,
) -> None:
    """Write a page for each child and class, for the next teacher; not for families."""
    from ppm_xl.actions.handover import run

    do_in(
        book,
        "handover",
        partial(
            run, class_name=class_name, school_year=school_year, with_barriers=barriers, out=out
        ),
        as_json=as_json,
    )
