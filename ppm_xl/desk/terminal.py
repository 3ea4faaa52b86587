"""The desk of someone at a terminal, and that of a program reading JSON."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

import click

from ppm_xl.desk import T
from ppm_xl.errors import Problem, Severity, worst_first
from ppm_xl.plan import Question

_SHOWN = 25
_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "blue"}


class TerminalDesk:
    """Speaks on stdout, shows progress on stderr where that is a screen.

    Parameters
    ----------
    agreed
        Whether the user has said yes beforehand (``--yes``).
    """

    def __init__(self, *, agreed: bool = False) -> None:
        self._agreed = agreed

    def tell(self, *sentences: str) -> None:
        """Print sentences, one a line."""
        for sentence in sentences:
            click.echo(sentence)

    def detail(self, *lines: str) -> None:
        """Print lines, all of them."""
        self.tell(*lines)

    def list_problems(self, problems: Sequence[Problem]) -> None:
        """Print problems, worst first; many of them shortened to a count."""
        ordered = worst_first(tuple(problems))
        for problem in ordered[:_SHOWN]:
            sign = click.style("•", fg=_COLOURS[problem.severity])
            click.echo(f"  {sign} {problem.where}: {problem.message} {problem.do}".rstrip())
        if len(ordered) > _SHOWN:
            click.echo(f"  … and {len(ordered) - _SHOWN} more; --json lists them all.")

    def ask(self, question: Question) -> bool | None:
        """Ask at the keyboard; None where there is no keyboard."""
        if self._agreed:
            return True
        if not sys.stdin.isatty():
            return None
        return click.confirm(question.text)

    def progress(self, label: str, items: Sequence[T]) -> Iterator[T]:
        """Show a bar on stderr; nothing at all where stderr is not a screen."""
        if not sys.stderr.isatty():
            yield from items
            return
        with click.progressbar(items, label=label, file=sys.stderr) as bar:
            yield from bar


class SilentDesk:
    """Says nothing: ``--json`` prints the outcome once, at the end.

    Parameters
    ----------
    agreed
        Whether the user has said yes beforehand (``--yes``).
    """

    def __init__(self, *, agreed: bool = False) -> None:
        self._agreed = agreed

    def tell(self, *sentences: str) -> None:
        """Say nothing."""

    def detail(self, *lines: str) -> None:
        """Say nothing."""

    def list_problems(self, problems: Sequence[Problem]) -> None:
        """Show nothing."""

    def ask(self, question: Question) -> bool | None:  # noqa: ARG002 - the interface's
        """Nobody can answer, unless they have already."""
        return True if self._agreed else None

    def progress(self, label: str, items: Sequence[T]) -> Iterator[T]:  # noqa: ARG002 - the interface's
        """Give the items."""
        yield from items
