"""``conversations`` on the demo school's workbook: a class planned, again, and undone."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from ppm_xl.book.draft import Draft
from ppm_xl.book.file import FileBook

Run = Callable[..., tuple[int, str, str]]
AsJson = Callable[..., tuple[int, dict[str, Any]]]


def test_a_class_in_a_workbook(run: Run, as_json: AsJson, school: Path, tmp_path: Path) -> None:
    book = school / "School.xlsm"
    was = FileBook(book).read()
    asked = ("conversations", book, "--class", "oak", "--date", "24/11/2026", "--out", tmp_path)
    code, said = as_json(*asked)
    assert (code, said["said"][0]) == (
        0,
        "Oak class, Autumn 2 2026-27: 4 children, each with a time.",
    )
    assert [Path(file).relative_to(tmp_path).parts for file in said["files"]] == [
        ("2026-27 Autumn 2", "Oak", "Conversations.pdf"),
        ("2026-27 Autumn 2", "Oak", "Target sheets.pdf"),
    ]
    rows = list(FileBook(book).read()["Conversations"].records())
    starts = [datetime(2026, 11, 24, 8, 50), datetime(2026, 11, 24, 9, 0)]  # noqa: DTZ001
    assert [row["Planned"] for row in rows][:2] == starts
    assert [row["Class"] for row in rows] == ["Oak"] * 4

    first = {file: Path(file).read_bytes() for file in said["files"]}
    code, again = as_json(*asked)
    assert code == 0
    assert [c for c in again["changes"] if c["table"] != "Log"] == []
    assert {file: Path(file).read_bytes() for file in again["files"]} == first

    for _ in range(2):
        assert run("undo", book, "--yes")[0] == 0
    assert FileBook(book).read()["Conversations"] == was["Conversations"]
    assert FileBook(book).read()["LearningTargets"] == was["LearningTargets"]


def test_a_half_term_without_conversations_is_asked_about(
    run: Run, as_json: AsJson, school: Path, tmp_path: Path
) -> None:
    book = FileBook(school / "School.xlsm")
    draft = Draft(book.read())
    row = {"School year": "2026-27", "Half-term": "Autumn 2", "Conversation": "N"}
    draft.put("Calendar", row)
    book.apply(draft.changes())
    stands = (school / "School.xlsm").read_bytes()
    asked = ("conversations", school / "School.xlsm", "--class", "Oak", "--out", tmp_path)
    code, said = as_json(*asked)
    assert (code, [q["code"] for q in said["questions"]]) == (1, ["no-conversations-now"])
    assert (school / "School.xlsm").read_bytes() == stands
    code, _, err = run(*asked)
    assert (code, err.startswith("The Calendar in Settings has no learning conversations")) == (
        1,
        True,
    )
    assert as_json(*asked, "--yes")[0] == 0


def test_what_stops_it_is_one_sentence(run: Run, school: Path) -> None:
    book = school / "School.xlsm"
    stands = book.read_bytes()
    for options, sentence in (
        (("--class", "Yew"), "There is no class “Yew” with pupils on roll."),
        (("--class", "Oak", "--date", "28/11/2026"), "28/11/2026 is no school day (Saturday)."),
        (("--class", "Oak", "--date", "2026-11-20"), "20/11/2026 has passed."),
    ):
        code, said, err = run("conversations", book, *options)
        assert (code, said, err.startswith(sentence)) == (1, "", True)
    assert run("conversations", book, "--class", "Oak", "--date", "soon")[0] == 2
    assert book.read_bytes() == stands


def test_a_missed_conversation_is_on_home_and_checked(
    as_json: AsJson, demo_folder: Path, tmp_path: Path
) -> None:
    path = tmp_path / "Demo school.xlsm"
    shutil.copy(demo_folder / "Demo school.xlsm", path)
    book = FileBook(path)
    draft = Draft(book.read())
    pupil = next(r for r in draft.tables()["Pupils"].records() if r["Class"] == "Oak")
    draft.put(
        "Conversations",
        {"School year": "2026-27", "Half-term": "Autumn 2", "UPN": pupil["UPN"],
         "Planned": datetime(2026, 11, 19, 9, 0)},  # noqa: DTZ001
    )  # fmt: skip
    book.apply(draft.changes())
    found = [p for p in as_json("check", path)[1]["problems"] if p["code"] == "conversation-missed"]
    assert len(found) == 1
    assert str(pupil["Pupil"]) in found[0]["message"]
