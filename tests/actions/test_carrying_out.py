"""What every action does at its end, without a workbook's file."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import meeting_school

from ppm_xl.actions.carrying_out import carry_out
from ppm_xl.book.change import Change
from ppm_xl.desk.terminal import TerminalDesk
from ppm_xl.plan import Plan

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import pytest

    from ppm_xl.book.tables import Tables

TODAY = date(2026, 11, 23)


class Written:
    """A book that only remembers what was applied to it."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.changes: tuple[Change, ...] = ()

    def read(self) -> Tables:
        return self.tables

    def apply(self, changes: Sequence[Change], *_: object, **__: object) -> None:
        self.changes = tuple(changes)


def test_an_old_paper_that_is_open_elsewhere_stops_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stuck, gone = ("Autumn", "Oak", "Meeting pack.pdf"), ("Autumn", "Elm", "Meeting pack.pdf")
    tmp_path.joinpath(*stuck).mkdir(parents=True)  # it cannot be removed, as where it is open
    tmp_path.joinpath(*gone).parent.mkdir(parents=True)
    tmp_path.joinpath(*gone).write_bytes(b"old")
    book = Written(meeting_school.tables())
    change = Change("Pupils", ("A999000000001",), "Notes", None, "New")
    nowhere = ("Autumn",) * 60 + ("Meeting pack.pdf",)  # too long a place to have ever held one
    plan = Plan(changes=(change,), said=("Done.",), superseded=(stuck, nowhere, gone))
    outcome = carry_out(
        plan, book.tables, book, TerminalDesk(), action="update", today=TODAY, out=tmp_path
    )
    assert outcome.ok
    assert change in book.changes
    assert not tmp_path.joinpath(*gone).exists()
    (left,) = outcome.problems
    assert (
        left.message
        == "The old “Meeting pack.pdf” in Oak is true no more and could not be deleted."
    )
    assert left.do == "It may be open in another program: close it there, then delete it."
    assert left.where == str(tmp_path.joinpath(*stuck))
    assert left.message in capsys.readouterr().out
