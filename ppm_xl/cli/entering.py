"""Where a command begins and ends: its exit code, and the words for what stopped it."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from ppm_xl.cli.as_json import failure_as_json
from ppm_xl.cli.doing import Stopped
from ppm_xl.cli.group import cli
from ppm_xl.errors import PpmError


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
            click.echo(failure_as_json("wrong-usage", wrong.format_message(), "See --help."))
        wrong.show()
        return wrong.exit_code
    except Stopped:
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


def entry() -> None:
    """Start from the installed command."""
    sys.exit(main())


def _stop(code: str, message: str, do: str, *, as_json: bool) -> int:
    if as_json:
        click.echo(failure_as_json(code, message, do))
    click.echo(f"{message} {do}".strip(), err=True)
    return 1


def _code(error: PpmError) -> str:
    name = type(error).__name__.removesuffix("Error")
    return "".join(f"-{c.lower()}" if c.isupper() else c for c in name).strip("-") or "error"
