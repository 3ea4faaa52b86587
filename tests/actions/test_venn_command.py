"""``ppm-xl venn``: whose diagram, compared with what, and what it says where it cannot."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ppm_xl.book.draft import Draft
from ppm_xl.book.file import FileBook

if TYPE_CHECKING:
    from actions.conftest import AsJson, Run


@pytest.mark.parametrize(
    ("options", "who"),
    [
        (["--class", "Oak", "--year", "4"], "4 pupils of Year 4 in Oak"),
        (["--group", "Pupil Premium", "--year", "4"], "1 pupil of Pupil Premium in Year 4"),
        (["--group", "send", "--class", "oak"], "1 pupil of SEND in Oak"),
        (["--class", "Oak", "--then", "none"], "4 pupils of Oak"),
    ],
)
def test_whose_it_is(run: Run, school: Path, options: list[str], who: str) -> None:
    out = school / "x.svg"
    code, said, err = run("venn", school / "School.xlsm", *options, "--out", out)
    assert (code, err) == (0, "")
    assert said == f"Drew {who} for Autumn 2 2026-27.\n"
    assert "Year 6 in England, 2025: 62 %" in out.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--group", "Chess"], "There is no group “Chess”."),
        (["--class", "Oak", "--then", "Winter"], "not a half-term"),
        (["--class", "Oak", "--then", "Autumn 1"], "Nothing is known of these pupils in Autumn 1"),
    ],
)
def test_what_cannot_be_drawn(run: Run, school: Path, options: list[str], words: str) -> None:
    out = school / "x.svg"
    code, said, err = run("venn", school / "School.xlsm", *options, "--out", out)
    assert (code, said) == (1, "")
    assert words in err
    assert not out.exists()


def test_a_circle_that_cannot_be_read_is_said_and_left_out(
    as_json: AsJson, run: Run, school: Path
) -> None:
    path = school / "School.xlsm"
    book = FileBook(path)
    draft = Draft(book.read())
    place = next(
        n
        for n, row in enumerate(draft.tables()["Focus"].records())
        if (row["Year"], row["Circle"]) == ("4", "Maths")
    )
    draft.set("Focus", place, "Meets", "knows the tables")
    book.apply(draft.changes())
    code, said = as_json("check", path)
    assert code == 0
    (found,) = [p for p in said["problems"] if p["code"] == "circle-unreadable"]
    assert found["where"] == "Focus, Year 4, Maths"
    assert "“knows the tables” cannot be read" in found["message"]
    assert "phonics >= 32" in found["do"]
    assert run("update", path)[0] == 0
    form = FileBook(path).read()["VennList"]
    assert "Reading and Writing: 50 % (2 of 4 assessed)" in {row[1] for row in form.rows}
