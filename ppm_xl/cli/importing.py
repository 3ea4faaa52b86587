"""The command ``import``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from ppm_xl.cli.doing import do_in
from ppm_xl.cli.group import BOOK, DRY_RUN, HALF_TERM, JSON, YES, cli
from ppm_xl.mis.fields import FileKind


@cli.command("import")
@BOOK
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--as",
    "kind",
    type=click.Choice([kind.value for kind in FileKind]),
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
@DRY_RUN
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

        do_in(
            book,
            "apply_import",
            lambda book, desk, day: apply_import.run(book, desk, day, dry_run=dry_run),
            as_json=as_json,
            agreed=True,
            to_write=not dry_run,
        )
        return
    if not files:
        raise click.UsageError("Name the files to import, or use --apply.")
    from ppm_xl.actions.import_files import run

    do_in(
        book,
        "import_files",
        lambda book, desk, day: run(
            book, desk, day,
            files=files, kind=kind, full=full, half_term=half_term, dry_run=dry_run, means=means,
        ),
        as_json=as_json,
        agreed=yes,
        to_write=not dry_run,
    )  # fmt: skip
