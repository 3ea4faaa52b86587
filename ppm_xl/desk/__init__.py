"""Asking and telling: one interface, and one desk for each place a user may sit at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol, TypeVar

from ppm_xl.errors import Problem
from ppm_xl.plan import Question

T = TypeVar("T")


class Desk(Protocol):
    """Where an action speaks to its user."""

    def tell(self, *sentences: str) -> None:
        """Say something, now."""

    def detail(self, *lines: str) -> None:
        """Say what may be cut short where there is little room; what was told never is."""

    def list_problems(self, problems: Sequence[Problem]) -> None:
        """Show problems, worst first."""

    def ask(self, question: Question) -> bool | None:
        """Ask; None where nobody can answer."""

    def progress(self, label: str, items: Sequence[T]) -> Iterator[T]:
        """Give the items one by one, showing how far things are."""
