"""Damaged exports: each is imported with every row accounted for, or refused in one sentence."""

from __future__ import annotations

import time
from datetime import date

from damage import FILES, damaged
from hypothesis import example, given

from ppm_xl.book.change import applied
from ppm_xl.book.tables import Tables
from ppm_xl.errors import DataError, FileError, PpmError
from ppm_xl.mis.limits import MAX_CELL
from ppm_xl.mis.planning import Request, plan_import
from ppm_xl.mis.reading import read_export
from ppm_xl.school.calendar import HalfTerm

MOST_SECONDS = 10
"""Of one processor, for a file of a few kilobytes; nearly all take some milliseconds."""


def check_sentence(refusal: PpmError) -> None:
    assert refusal.message.endswith(".")
    assert refusal.message.count(". ") == 0
    assert "\n" not in refusal.message
    assert "Error" not in refusal.message


def test_there_are_files_of_every_format() -> None:
    endings = {name.rpartition(".")[2] for name in FILES}
    assert endings == {"csv", "txt", "xlsx", "xls", "ods", "xml"}


@given(damaged())
def test_a_damaged_file_is_read_or_refused(file: tuple[str, bytes]) -> None:
    name, data = file
    began = time.process_time()
    try:
        export = read_export(name, data)
    except FileError as refusal:
        check_sentence(refusal)
    else:
        assert any(grid.rows for grid in export.grids)
        for grid in export.grids:
            numbers = [row.number for row in grid.rows]
            assert numbers == sorted(set(numbers))
            for row in grid.rows:
                assert any(cell is not None for cell in row.cells)
                texts = [cell for cell in row.cells if isinstance(cell, str)]
                assert all(0 < len(text) <= MAX_CELL for text in texts)
    assert time.process_time() - began < MOST_SECONDS


@given(damaged())
@example(("whole.csv", FILES["sims pupils.csv"]))
def test_a_damaged_export_is_imported_or_refused(school: Tables, file: tuple[str, bytes]) -> None:
    name, data = file
    try:
        plan = plan_import(
            school,
            [Request(read_export(name, data))],
            date(2026, 11, 23),
            HalfTerm("2026-27", "Autumn 2"),
        )
    except (FileError, DataError) as refusal:
        check_sentence(refusal)
        return
    [counts] = plan.counts
    assert counts.added + counts.changed + counts.same + counts.refused == counts.rows
    after = applied(school, plan.with_list(done=True))
    upns = [r["UPN"] for r in after["Pupils"].records()]
    assert len(upns) == len(set(upns)) >= len(school["Pupils"].rows)
