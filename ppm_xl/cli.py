"""The command line: one command for each action, each with help that reads well."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ppm_xl import __version__
from ppm_xl.actions import Outcome
from ppm_xl.actions.clock import today
from ppm_xl.desk import Desk
from ppm_xl.desk.terminal import SilentDesk, TerminalDesk
from ppm_xl.errors import PpmError, Problem, worst_first

if TYPE_CHECKING:
    from ppm_xl.book import Book

BOOK = click.argument("book", type=click.Path(path_type=Path))
JSON = click.option(
    "--json", "as_json", is_flag=True, help="Print one JSON object and nothing else."
)
HALF_TERM = click.option(
    "--half-term",
    metavar="HALF-TERM",
    help='Such as "Autumn 1" or "Autumn 1 2025-26"; else Home\'s.',
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


@cli.command()
@BOOK
@click.option("--school", default="", help="The school's name, as it stands on reports.")
@click.option("--half-term", help='Where to start, such as "Autumn 1 2026-27".')
@JSON
def new(book: Path, school: str, half_term: str | None, *, as_json: bool) -> None:
    """Make a new workbook BOOK.xlsm for a school."""
    from ppm_xl.actions.new import run

    _carry(
        lambda desk, day: run(book, desk, day, school=school, half_term=half_term), as_json=as_json
    )


@cli.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default="ppm-xl demo")
@JSON
def demo(folder: Path, *, as_json: bool) -> None:
    """Make an invented school in FOLDER: from MIS exports to everything the workbook makes."""
    from ppm_xl.actions.demo import run

    _carry(lambda desk, _: run(folder, desk), as_json=as_json)


@cli.command("import")
@BOOK
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--as",
    "kind",
    type=click.Choice(
        (
            "pupils",
            "judgements",
            "tests",
            "attendance",
            "behaviour",
            "groups",
            "pupil-premium",
            "results",
            "ctf",
        )
    ),
    help="What kind of files they are, where their headings do not say.",
)
@click.option("--full/--part", default=None, help="Whether a pupil list holds the whole school.")
@HALF_TERM
@click.option(
    "--means",
    multiple=True,
    metavar="HEADING=MEANING",
    help='What a heading means, such as "Grp=Class" or "Col 7=Ignore"; remembered.',
)
@click.option(
    "--apply",
    "apply_list",
    is_flag=True,
    help="Make the changes of the list on the sheet Import, as decided there; without FILES.",
)
@click.option("--dry-run", is_flag=True, help="Print what would change, and change nothing.")
@YES
@JSON
def import_(
    book: Path,
    files: Sequence[Path],
    kind: str | None,
    half_term: str | None,
    means: Sequence[str],
    *,
    full: bool | None,
    apply_list: bool,
    dry_run: bool,
    yes: bool,
    as_json: bool,
) -> None:
    """Import files from your MIS, the DfE or a test's publisher into BOOK.

    Pupil lists, judgements, test scores, attendance, behaviour, groups, the pupil premium list,
    earlier results, Common Transfer Files: docs/importing.md says which headings are known.

    All files are one step, pupils first whatever their order. The list of what would change
    comes first; nothing changes before you agree.
    """
    if apply_list:
        if files or kind or half_term or means or full is not None:
            raise click.UsageError("--apply takes the files that are listed: name none with it.")
        from ppm_xl.actions import apply_import

        _carry(
            _in(book, "apply_import", to_write=not dry_run, act=lambda book, desk, day: (
                apply_import.run(book, desk, day, dry_run=dry_run)
            )),
            as_json=as_json,
            agreed=True,
        )  # fmt: skip
        return
    if not files:
        raise click.UsageError("Name the files to import, or use --apply.")
    from ppm_xl.actions.import_files import run

    _carry(
        _in(book, "import_files", to_write=not dry_run, act=lambda book, desk, day: run(
            book, desk, day,
            files=files, kind=kind, full=full, half_term=half_term, dry_run=dry_run, means=means,
        )),
        as_json=as_json,
        agreed=yes,
    )  # fmt: skip


@cli.command()
@BOOK
@HALF_TERM
@JSON
def update(book: Path, half_term: str | None, *, as_json: bool) -> None:
    """Work out status, Venns and Home anew."""
    from ppm_xl.actions.update import run

    _carry(
        _in(book, "update", lambda book, desk, day: run(book, desk, day, half_term=half_term)),
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
    _carry(
        _in(book, "prepare_meeting", lambda book, desk, day: run(
            book, desk, day,
            class_name=class_name, every_class=every_class, half_term=half_term, out=out,
        )),
        as_json=as_json,
    )  # fmt: skip


@cli.command("family-reports")
@BOOK
@click.option("--class", "class_name", default="", metavar="CLASS", help="Only this class.")
@click.option("--pupil", "upn", default="", metavar="UPN", help="Only this pupil.")
@HALF_TERM
@OUT
@JSON
def family_reports(
    book: Path, class_name: str, upn: str, half_term: str | None, out: Path | None, *, as_json: bool
) -> None:
    """Write a report for every family: one PDF a child, and one a class for the printer."""
    from ppm_xl.actions.family_reports import run

    _carry(
        _in(book, "family_reports", lambda book, desk, day: run(
            book, desk, day, class_name=class_name, upn=upn, half_term=half_term, out=out
        )),
        as_json=as_json,
    )  # fmt: skip


@cli.command()
@BOOK
@YES
@JSON
def undo(book: Path, *, yes: bool, as_json: bool) -> None:
    """Put back the last step in BOOK, of any kind; once more, the one before it.

    It asks before it leaves alone what somebody has changed since. PDFs that were written stay.
    """
    from ppm_xl.actions.undo import run

    _carry(_in(book, "undo", run), as_json=as_json, agreed=yes)


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
    _carry(
        lambda desk, day: run(
            _open(book, to_write=False), desk, day, out=out, class_name=class_name, year=year,
            group=group, greater_depth=greater_depth, half_term=half_term, then=then,
        ),
        as_json=as_json,
    )  # fmt: skip


@cli.command()
@BOOK
@JSON
def check(book: Path, *, as_json: bool) -> None:
    """List what is missing or odd in BOOK. It changes nothing."""
    from ppm_xl.actions.check import run

    _carry(lambda desk, day: run(_open(book, to_write=False), desk, day), as_json=as_json)


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
    _carry(
        _in(
            book,
            "scale",
            lambda book, desk, day: run(book, desk, day, name=chosen, dry_run=dry_run),
            to_write=bool(chosen) and not dry_run,
        ),
        as_json=as_json,
        agreed=yes,
    )


@cli.command()
@BOOK
@click.option("--class", "class_name", default="", metavar="CLASS", help="Only this class.")
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
    _carry(
        _in(
            book,
            "targets",
            lambda book, desk, day: run(
                book, desk, day,
                class_name=class_name, half_term=half_term, agree=agree, agreed_by=agreed_by,
                out=out, dry_run=dry_run,
            ),
            to_write=not dry_run,
        ),
        as_json=as_json,
        agreed=yes,
    )  # fmt: skip


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

    _carry(
        _in(
            book,
            "new_year",
            lambda book, desk, day: run(
                book, desk, day, school_year=school_year, out=out, dry_run=dry_run
            ),
            to_write=not dry_run,
        ),
        as_json=as_json,
        agreed=yes,
    )


@cli.command()
@BOOK
@click.option("--class", "class_name", default="", metavar="CLASS", help="Only this class.")
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

    _carry(
        _in(
            book,
            "handover",
            lambda book, desk, day: run(
                book, desk, day,
                class_name=class_name, school_year=school_year, with_barriers=barriers, out=out,
            ),
        ),
        as_json=as_json,
    )  # fmt: skip


@cli.command()
@click.argument("book", required=False, type=click.Path(path_type=Path))
@JSON
def doctor(book: Path | None, *, as_json: bool) -> None:
    """Say what is wrong on this computer, and with BOOK on it. It changes nothing."""
    from ppm_xl.actions.doctor import run

    _carry(lambda desk, _: run(book, desk), as_json=as_json)


@cli.command()
def panel() -> None:
    """Open a small window with the workbook's buttons.

    For computers where Excel may not start programs: it lists the workbooks that Excel has open,
    and works in the one you choose.
    """
    from ppm_xl.panel import show

    show()


def main(arguments: Sequence[str] | None = None) -> int:  # noqa: PLR0911 - one return a way to end
    """Run a command; give 0 on success, 1 where the input stops it, 2 on wrong usage."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    as_json = "--json" in given
    try:
        cli.main(given, prog_name="ppm-xl", standalone_mode=False)
    except click.exceptions.Exit as ended:
        return ended.exit_code
    except click.ClickException as wrong:
        if as_json:
            _print_failure("wrong-usage", wrong.format_message(), "See --help.")
        wrong.show()
        return wrong.exit_code
    except _Stopped:
        return 1
    except click.Abort:
        return _stop("stopped", "Stopped before it had finished.", "", as_json=as_json)
    except PpmError as error:
        return _stop(_code(error), error.message, error.do, as_json=as_json)
    except Exception as fault:  # noqa: BLE001 - a fault of ours: the user gets a sentence, the log the place
        from ppm_xl.desk.faults import remember

        words = f"Something went wrong inside ppm-xl. {remember(fault)}"
        return _stop("fault-of-ours", words, "", as_json=as_json)
    return 0


def _stop(code: str, message: str, do: str, *, as_json: bool) -> int:
    if as_json:
        _print_failure(code, message, do)
    click.echo(f"{message} {do}".strip(), err=True)
    return 1


class _Stopped(Exception):  # noqa: N818 - not an error: an open question, already told
    """The action stopped at a question; it has said so itself."""


def _open(path: Path, *, to_write: bool = True) -> Book:
    from ppm_xl.book.opening import open_book

    return open_book(path, to_write=to_write)


def _in(
    path: Path, action: str, act: Callable[[Book, Desk, date], Outcome], *, to_write: bool = True
) -> Callable[[Desk, date], Outcome]:
    """Do an action in a workbook, under guard where it may write."""

    def done(desk: Desk, day: date) -> Outcome:
        from ppm_xl.actions import pressing
        from ppm_xl.book.opening import still_to_save

        book = _open(path, to_write=to_write)
        outcome = pressing.in_safety(
            action, book, desk, day, lambda book: act(book, desk, day), to_write=to_write
        )
        left = still_to_save(book) if outcome.ok and outcome.changes else ""
        if not left:
            return outcome
        desk.tell(left)
        return replace(outcome, said=(*outcome.said, left))

    return done


def _carry(action: Callable[[Desk, date], Outcome], *, as_json: bool, agreed: bool = False) -> None:
    desk: Desk = SilentDesk(agreed=agreed) if as_json else TerminalDesk(agreed=agreed)
    outcome = action(desk, today())
    if as_json:
        click.echo(json.dumps(_as_json(outcome), ensure_ascii=False))
    if not outcome.ok:
        if outcome.said:
            click.echo(outcome.said[-1], err=True)
        raise _Stopped


def _print_failure(code: str, message: str, do: str) -> None:
    problem = Problem(code, "", message, do)
    outcome = Outcome(ok=False, said=(f"{message} {do}".strip(),), problems=(problem,))
    click.echo(json.dumps(_as_json(outcome), ensure_ascii=False))


def _code(error: PpmError) -> str:
    name = type(error).__name__.removesuffix("Error")
    return "".join(f"-{c.lower()}" if c.isupper() else c for c in name).strip("-") or "error"


def _as_json(outcome: Outcome) -> dict[str, object]:
    return {
        "ok": outcome.ok,
        "said": list(outcome.said),
        "changes": [
            {
                "table": change.table,
                "key": [_plain(part) for part in change.key]
                if isinstance(change.key, tuple)
                else change.key,
                "column": change.column,
                "was": _plain(change.was),
                "becomes": _plain(change.becomes),
            }
            for change in outcome.changes
        ],
        "problems": [
            {"code": p.code, "where": p.where, "message": p.message, "do": p.do}
            for p in worst_first(outcome.problems)
        ],
        "questions": [{"code": q.code, "text": q.text} for q in outcome.questions],
        "files": list(outcome.files),
    }


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date | datetime) else value


def entry() -> None:
    """Start from the installed command."""
    sys.exit(main())
