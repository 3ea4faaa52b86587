"""Commands of a half-term: status, Venns, the meetings, the reports."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import Path

import click

from ppm_xl.cli.doing import do_in, look_in
from ppm_xl.cli.group import BOOK, HALF_TERM, JSON, ONE_CLASS, OUT, YES, cli


@cli.command()
@BOOK
@HALF_TERM
@JSON
def update(book: Path, half_term: str | None, *, as_json: bool) -> None:
    """Work out status, Venns and Home anew."""
    from ppm_xl.actions.update import run

    do_in(
        book,
        "update",
        partial(run, half_term=half_term),
        as_json=as_json,
    )


@cli.command("plan-round")
@BOOK
@HALF_TERM
@click.option(
    "--first-day",
    metavar="DATE",
    type=click.DateTime(("%Y-%m-%d", "%d/%m/%Y")),
    help="The first day with meetings, such as 23/11/2026; else as the sheet Round says.",
)
@OUT
@JSON
def plan_round(
    book: Path,
    half_term: str | None,
    first_day: datetime | None,
    out: Path | None,
    *,
    as_json: bool,
) -> None:
    """Give every class a progress meeting, say what clashes, and write the invitations.

    What stands on the sheet Round is never overwritten, and no meeting that has a date is moved.
    """
    from ppm_xl.actions.plan_round import run

    day = None if first_day is None else first_day.date()
    do_in(
        book,
        "plan_round",
        partial(run, half_term=half_term, first_day=day, out=out),
        as_json=as_json,
    )


@cli.command("prepare-meeting")
@BOOK
@click.option("--class", "class_name", default="", metavar="CLASS", help="One class; else Home's.")
@click.option("--all", "every_class", is_flag=True, help="Every class: all packs at once.")
@HALF_TERM
@OUT
@JSON
def prepare_meeting(
    book: Path,
    class_name: str,
    half_term: str | None,
    out: Path | None,
    *,
    every_class: bool,
    as_json: bool,
) -> None:
    """Fill the form on sheet Meeting, and write the pack as a PDF.

    What was typed into the form is kept, for this class and for every other.
    """
    from ppm_xl.actions.prepare_meeting import run

    if every_class and class_name:
        raise click.UsageError("Give --class or --all, not both.")
    do_in(
        book,
        "prepare_meeting",
        partial(run, class_name=class_name, every_class=every_class, half_term=half_term, out=out),
        as_json=as_json,
    )


@cli.command("record-meeting")
@BOOK
@click.option("--class", "class_name", default="", metavar="CLASS", help="The class; else Home's.")
@HALF_TERM
@OUT
@JSON
def record_meeting(
    book: Path, class_name: str, half_term: str | None, out: Path | None, *, as_json: bool
) -> None:
    """Record the meeting of a class: what was agreed is filed, and each owner gets a list.

    Whichever class the sheet Meeting shows. Recorded once more, what was typed since is filed,
    and nothing is there twice.
    """
    from ppm_xl.actions.record_meeting import run

    do_in(
        book,
        "record_meeting",
        partial(run, class_name=class_name, half_term=half_term, out=out),
        as_json=as_json,
    )


@cli.command()
@BOOK
@click.option("--class", "class_name", default="", metavar="CLASS", help="The class; else Home's.")
@click.option(
    "--date",
    "day",
    metavar="DATE",
    type=click.DateTime(("%Y-%m-%d", "%d/%m/%Y")),
    help="The day, such as 24/11/2026; else as the sheet Conversations says.",
)
@HALF_TERM
@OUT
@YES
@JSON
def conversations(
    book: Path,
    class_name: str,
    day: datetime | None,
    half_term: str | None,
    out: Path | None,
    *,
    yes: bool,
    as_json: bool,
) -> None:
    """Give every child of a class a time to talk, and write the pages to talk from.

    A time that stands on the sheet Conversations is never changed; only empty ones are filled.
    The PDFs are the timetable with a page for each child, and a target sheet for each child.
    """
    from ppm_xl.actions.conversations import run

    on = None if day is None else day.date()
    do_in(
        book,
        "conversations",
        partial(run, class_name=class_name, day=on, half_term=half_term, out=out),
        as_json=as_json,
        agreed=yes,
    )


@cli.command("family-reports")
@BOOK
@ONE_CLASS
@click.option("--pupil", "upn", default="", metavar="UPN", help="Only this pupil.")
@click.option("--check", is_flag=True, help="Only list what is not complete; write no report.")
@HALF_TERM
@OUT
@JSON
def family_reports(
    book: Path,
    class_name: str,
    upn: str,
    half_term: str | None,
    out: Path | None,
    *,
    check: bool,
    as_json: bool,
) -> None:
    """Write a report for every family: one PDF a child, and one a class for the printer.

    What a person should look at first is listed on the sheet Reports. Text there that names
    another child, or a matter for staff, is left out until somebody puts Pass beside it.
    """
    if check:
        from ppm_xl.actions.check_reports import run as look

        if upn or out is not None:
            raise click.UsageError("--check goes with --class and --half-term alone.")
        do_in(
            book,
            "check_reports",
            partial(look, class_name=class_name, half_term=half_term),
            as_json=as_json,
        )
        return
    from ppm_xl.actions.family_reports import run

    do_in(
        book,
        "family_reports",
        partial(run, class_name=class_name, upn=upn, half_term=half_term, out=out),
        as_json=as_json,
    )


@cli.command("staff-reports")
@BOOK
@ONE_CLASS
@click.option("--pupil", "upn", default="", metavar="UPN", help="Only this pupil.")
@HALF_TERM
@OUT
@JSON
def staff_reports(
    book: Path, class_name: str, upn: str, half_term: str | None, out: Path | None, *, as_json: bool
) -> None:
    """Write the family's page of each child annotated for staff: not for families.

    Beside what the family reads stand marks, targets and milestones, tests, who judged and when;
    then provision and its effect, actions and their impact, and what is left out and why.
    """
    from ppm_xl.actions.staff_reports import run

    do_in(
        book,
        "staff_reports",
        partial(run, class_name=class_name, upn=upn, half_term=half_term, out=out),
        as_json=as_json,
    )


@cli.command()
@BOOK
@click.option("--class", "class_name", default="", metavar="CLASS", help="The pupils of one class.")
@click.option(
    "--year",
    default="",
    metavar="YEAR",
    help="A year group, R or 1 to 6; with --class that year group of the class.",
)
@click.option(
    "--group",
    default="",
    metavar="GROUP",
    help="A group of the table Groups, or Pupil Premium, SEND, EAL, Girls, Boys.",
)
@click.option("--greater-depth", is_flag=True, help="Greater depth, not the expected standard.")
@HALF_TERM
@click.option(
    "--then",
    metavar="HALF-TERM",
    help="The half-term to compare with, or none; else the last meeting.",
)
@click.option("--out", required=True, type=click.Path(path_type=Path), help="A .png, .svg or .pdf")
@JSON
def venn(
    book: Path,
    class_name: str,
    year: str,
    group: str,
    half_term: str | None,
    then: str | None,
    out: Path,
    *,
    greater_depth: bool,
    as_json: bool,
) -> None:
    """Draw one Venn diagram, with every pupil's name.

    Of a class, a year group, a year group in a class, or a group, also within a class or a year.
    Arrows say who moved since the last meeting, or since the half-term that --then names.
    """
    from ppm_xl.actions.venn import run

    if not (class_name or year or group):
        raise click.UsageError("Say whose: give --class, --year or --group.")
    look_in(
        book,
        partial(
            run,
            out=out,
            class_name=class_name,
            year=year,
            group=group,
            greater_depth=greater_depth,
            half_term=half_term,
            then=then,
        ),
        as_json=as_json,
    )
