"""A desk that asks and shows how far things are, and repeats nothing that was shown already."""

from __future__ import annotations

from collections.abc import Sequence

from ppm_xl.desk import Desk
from ppm_xl.errors import Problem


class QuietDesk:
    """Another desk, without what it tells: the list before a change has said it."""

    def __init__(self, desk: Desk) -> None:
        self.ask = desk.ask
        self.progress = desk.progress

    def detail(self, *lines: str) -> None:
        """Say nothing more."""

    def tell(self, *sentences: str) -> None:
        """Say nothing more."""

    def list_problems(self, problems: Sequence[Problem]) -> None:
        """Show nothing more."""
