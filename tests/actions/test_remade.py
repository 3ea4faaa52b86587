"""Pressing again makes only the papers anew whose words changed."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from ppm_xl.book.change import Change
from ppm_xl.book.file import FileBook

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., tuple[int, str, str]]

LONG_AGO = 1_000_000_000


def age(out: Path) -> dict[str, bytes]:
    """Make every paper old, and give its bytes."""
    papers = {}
    for path in out.rglob("*.pdf"):
        os.utime(path, (LONG_AGO, LONG_AGO))
        papers[path.name] = path.read_bytes()
    return papers


def made_anew(out: Path) -> set[str]:
    return {path.name for path in out.rglob("*.pdf") if path.stat().st_mtime != LONG_AGO}


def test_only_what_changed_is_made_again(run: Run, school: Path) -> None:
    book, out = school / "School.xlsm", school / "out"
    assert run("family-reports", book, "--out", out)[0] == 0
    before = age(out)
    assert run("family-reports", book, "--out", out)[0] == 0
    assert made_anew(out) == set()
    tables = FileBook(book).read()["Assessments"]
    place, row = next(
        (n, r)
        for n, r in enumerate(tables.records())
        if (r["Half-term"], r["Pupil"]) == ("Autumn 2", "Minh Nguyễn")
    )
    said = Change("Assessments", tables.key(tables.rows[place]), "For the family",
                  row["For the family"], "Minh has learned to juggle.")  # fmt: skip
    FileBook(book).apply([said])
    assert run("family-reports", book, "--out", out)[0] == 0
    assert made_anew(out) == {"Nguyễn Minh.pdf", "Oak family reports.pdf"}
    (out / "2026-27 Autumn 2" / "Elm" / "Reports" / "Vance Ibrahim.pdf").write_bytes(b"spoilt")
    age(out)
    assert run("family-reports", book, "--out", out)[0] == 0
    assert made_anew(out) == {"Vance Ibrahim.pdf"}
    spared = before["Vance Ibrahim.pdf"]
    assert next(out.rglob("Vance Ibrahim.pdf")).read_bytes() == spared
