"""The panel's program with a workbook that a running spreadsheet has open."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ppm_xl.actions import new
from ppm_xl.actions.clock import today
from ppm_xl.desk.panel import Ended, Listed, Message, Said, decoded
from ppm_xl.desk.terminal import SilentDesk
from ppm_xl.panel import work

pytestmark = pytest.mark.office

OpenCopy = Callable[..., Any]


def respond(request: dict[str, object]) -> list[Message]:
    out = io.StringIO()
    work.respond(json.dumps(request), out, io.StringIO())
    found = [decoded(line) for line in out.getvalue().splitlines()]
    return [message for message in found if message is not None]


@pytest.fixture
def school(tmp_path: Path) -> Path:
    path = tmp_path / "St Mary's.xlsm"
    new.run(path, SilentDesk(), today(), school="St Mary's School")
    return path


def _not_ours(path: Path) -> Path:
    openpyxl.Workbook().save(path)
    return path


def test_the_open_workbook_is_listed_with_what_home_is_set_to(
    live_book: OpenCopy, school: Path
) -> None:
    other = live_book(_not_ours(school.parent / "Menu.xlsx"))
    book = live_book(school)
    assert other.name != book.name
    book.sheets["Home"].tables["Working"].data_body_range.value = [
        ["School year", "2026-27"], ["Half-term", "Autumn 1"], ["Class", "Oak"],
    ]  # fmt: skip
    listed, ended = respond({"do": "list"})
    assert ended == Ended(ok=True)
    assert isinstance(listed, Listed)
    (found,) = listed.workbooks
    assert (found.name, found.pid) == (book.name, book.app.pid)
    assert found.about == "Autumn 1 2026-27 · class Oak · St Mary's School"
    assert found.where == str(Path(book.fullname).parent)


def test_an_action_runs_in_the_open_workbook(live_book: OpenCopy, school: Path) -> None:
    book = live_book(school)
    request = {"do": "press", "action": "update", "name": book.name, "pid": book.app.pid}
    *said, ended = respond({**request, "path": "", "files": []})
    assert ended == Ended(ok=True)
    assert any(isinstance(one, Said) and "There are no pupils yet" in one.lines[0] for one in said)
    logged = book.sheets["Log"].tables["Log"].data_body_range.value
    row = logged if isinstance(logged[0], str) or not isinstance(logged[0], list) else logged[-1]
    assert "Update status and Venns" in row


def test_a_chosen_file_that_is_open_is_worked_in_where_it_is_open(
    live_book: OpenCopy, school: Path
) -> None:
    book = live_book(school)
    here = Path(book.fullname)
    before = here.read_bytes()
    request = {"do": "press", "action": "update", "name": book.name, "pid": 0, "path": str(here)}
    *_, ended = respond(request)
    assert ended == Ended(ok=True)
    assert here.read_bytes() == before
    assert book.sheets["Log"].tables["Log"].data_body_range.value[2] is not None
