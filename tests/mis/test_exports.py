"""Files in the shapes that systems write, each with its result worked out by hand."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import pytest
from export_suite import (
    CASES,
    EXPORTS,
    check_rows,
    expected,
    fill,
    import_into,
    imported,
    planned,
    start,
)

from ppm_xl.actions.new import template_path
from ppm_xl.book.change import applied, inverse
from ppm_xl.book.file import FileBook
from ppm_xl.book.tables import Tables
from ppm_xl.errors import DataError, Severity
from ppm_xl.mis.answers import Decision
from ppm_xl.mis.lines import HEADING_GUESSED, HEADING_IGNORED

IMPORTED = [case for case in CASES if imported(case)]


def test_every_file_has_an_expected_result() -> None:
    files = {p.name for p in EXPORTS.iterdir()} - {"school.json", "README.md"}
    assert files == set(CASES) | {f"{name}.expected.json" for name in CASES}
    assert len(CASES) >= 25


@pytest.mark.parametrize("name", CASES)
def test_a_file_gives_what_was_worked_out_by_hand(name: str, school: Tables) -> None:
    want = expected(name)
    if "refused" in want:
        with pytest.raises(DataError) as refusal:
            planned(school, name)
        assert str(refusal.value) == want["refused"]
        return
    plan = planned(start(school, name), name)
    [counts] = plan.counts
    assert plan.files[0].kind == want["kind"]
    about_headings = {HEADING_GUESSED, HEADING_IGNORED}
    lines = Counter(line.what for line in plan.lines if line.what not in about_headings)
    assert lines == want["lines"]
    found = [counts.rows, counts.added, counts.changed, counts.same, counts.refused]
    assert found == want["counts"]
    codes = sorted(p.code for p in plan.problems if p.severity > Severity.NOTE)
    assert codes == sorted(want["codes"])
    check_rows(plan.after, name)
    assert plan.usable is not want.get("unusable", False)


@pytest.mark.parametrize("name", IMPORTED)
def test_importing_twice_changes_nothing_the_second_time(name: str, school: Tables) -> None:
    before = start(school, name)
    after = applied(before, planned(before, name).with_list(done=True))
    second = planned(after, name)
    assert second.changes == ()
    assert second.with_list(done=True) == ()
    assert not any(line.decision is Decision.YES for line in second.lines)


@pytest.mark.parametrize("name", IMPORTED)
def test_what_a_plan_says_it_changes_is_what_changes(name: str, school: Tables) -> None:
    before = start(school, name)
    plan = planned(before, name)
    changes = plan.with_list(done=True)
    after = applied(before, changes)
    for table in set(after.tables) - {"ImportList", "ImportFiles"}:
        assert after[table].rows == plan.after[table].rows
    assert applied(after, inverse(changes)).tables == before.tables


@pytest.fixture(scope="module")
def filled(school: Tables, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("filled") / "School.xlsm"
    shutil.copyfile(template_path(), path)
    fill(path, school)
    return path


@pytest.mark.parametrize("name", IMPORTED)
def test_a_file_gives_the_same_in_a_workbook(name: str, filled: Path, tmp_path: Path) -> None:
    path = tmp_path / "School.xlsm"
    shutil.copyfile(filled, path)
    changes = import_into(FileBook(path), name)
    before = FileBook(filled).read()
    if "first" not in expected(name):
        book = FileBook(path)
        book.apply(inverse(changes))
        assert book.read().tables == before.tables
