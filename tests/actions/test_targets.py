"""``targets`` on workbooks: a school's first autumn, and the demo school's second."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from ppm_xl.book.draft import Draft
from ppm_xl.book.file import FileBook

Run = Callable[..., tuple[int, str, str]]
AsJson = Callable[..., tuple[int, dict[str, Any]]]

ZOE, ADA = "A999000125001", "E999000125005"


def test_a_schools_first_targets(run: Run, as_json: AsJson, school: Path, tmp_path: Path) -> None:
    book = school / "School.xlsm"
    before = book.read_bytes()
    was = FileBook(book).read()
    code, said = as_json("targets", book, "--out", tmp_path)
    assert (code, [q["code"] for q in said["questions"]]) == (1, ["propose-targets"])
    code, said = as_json("targets", book, "--dry-run")
    assert (code, said["files"], book.read_bytes()) == (0, [], before)

    code, said = as_json("targets", book, "--yes", "--out", tmp_path)
    assert code == 0
    (sheet,) = said["files"]
    assert Path(sheet).relative_to(tmp_path).parts[1:] == ("Oak", "Targets.pdf")
    assert Path(sheet).read_bytes().startswith(b"%PDF")
    found = FileBook(book).read()["Targets"]
    assert len(found.rows) == 12  # four children in Year 4, none of Reception
    key = ("2026-27", "C999000125003", "Writing")
    assert [found.get(key, name) for name in ("Class", "Starting point", "Proposed", "Agreed")] == [
        "Oak", "BLW", "WTS", None,
    ]  # fmt: skip

    code, said = as_json("targets", book, "--yes", "--out", tmp_path)
    assert said["said"][0] == "Targets for 2026-27 are up to date: nothing to add."
    assert FileBook(book).read()["Targets"] == found

    book_ = FileBook(book)
    draft = Draft(book_.read())
    draft.set("Targets", ("2026-27", ZOE, "Reading"), "Agreed", "GDS")
    book_.apply(draft.changes())
    assert run("targets", book, "--agree", "--yes")[0] == 2
    agree = ("targets", book, "--agree", "--by", "Mrs Frost", "--class", "oak", "--yes")
    code, said = as_json(*agree, "--out", tmp_path)
    assert (code, said["said"][0]) == (0, "11 proposed targets agreed by Mrs Frost.")
    agreed = FileBook(book).read()["Targets"]
    mine = [agreed.get(("2026-27", ZOE, "Reading"), n) for n in ("Agreed", "Agreed by", "Original")]
    assert mine == ["GDS", None, "GDS"]
    other = ("Agreed", "Agreed by", "Agreed on", "Autumn milestone", "Summer milestone", "Original")
    assert [agreed.get(key, name) for name in other] == [
        "WTS", "Mrs Frost", date(2026, 11, 23), "BLW", "WTS", "WTS",
    ]  # fmt: skip

    assert run("undo", book, "--yes")[0] == 0
    assert FileBook(book).read()["Targets"].get(key, "Agreed") is None
    assert FileBook(book).read()["Targets"].get(("2026-27", ZOE, "Reading"), "Agreed") == "GDS"
    back = FileBook(book).read()
    assert back["Assessments"] == was["Assessments"]


def test_no_class_or_nobody_to_agree_for_stops_it(run: Run, school: Path) -> None:
    book = school / "School.xlsm"
    assert run("targets", book, "--class", "Yew")[::2] == (
        1,
        "There is no class “Yew” with pupils on roll. Classes are Elm, Oak.\n",
    )
    code, _, err = run("targets", book, "--agree", "--by", "Mrs Frost", "--yes")
    assert (code, err) == (
        1,
        "It is not said whose targets are agreed. Name a class with --class.\n",
    )


def test_the_demo_schools_agreed_targets_stay(
    as_json: AsJson, demo_folder: Path, tmp_path: Path
) -> None:
    book = tmp_path / "Demo school.xlsm"
    shutil.copy(demo_folder / "Demo school.xlsm", book)
    was = list(FileBook(book).read()["Targets"].records())
    code, said = as_json("targets", book, "--yes", "--out", tmp_path)
    assert code == 0
    assert len(said["files"]) == 6  # Reception has no targets
    typed = (
        "School year", "UPN", "Subject", "Starting point", "Agreed", "Autumn milestone",
        "Spring milestone", "Summer milestone", "Agreed on", "Agreed by", "Original",
        "Reason changed",
    )  # fmt: skip
    now = list(FileBook(book).read()["Targets"].records())
    assert len(now) == len(was)  # the demo has proposed them already
    for old, new in zip(was, now, strict=False):
        assert {n: old[n] for n in typed if old[n] is not None}.items() <= new.items()
    proposed = {r["UPN"]: r for r in now if r["Proposed"] and r["Why proposed"]}
    assert len(proposed) > 150
    again = as_json("targets", book, "--yes", "--out", tmp_path)[1]
    assert [c for c in again["changes"] if c["table"] == "Targets"] == []
    found = {p["code"] for p in as_json("check", book)[1]["problems"]}
    assert {"target-met", "milestone-missed", "target-not-agreed"} <= found
    assert as_json("undo", book, "--yes")[0] == 0
    assert as_json("undo", book, "--yes")[0] == 0
    assert list(FileBook(book).read()["Targets"].records()) == was
