"""``scale``: the list in words, the change agreed to, what it says of marks that are there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from ppm_xl.book.file import FileBook
from ppm_xl.school.reading import read_school
from ppm_xl.school.scale_presets import PRESETS

Run = Callable[..., tuple[int, str, str]]
AsJson = Callable[..., tuple[int, dict[str, Any]]]


def test_without_a_name_every_scale_is_described_and_nothing_changes(
    run: Run, school: Path
) -> None:
    book = school / "School.xlsm"
    before = book.read_bytes()
    for arguments in ([], ["--list"], ["flat", "--list"]):
        code, out, _ = run("scale", book, *arguments)
        assert code == 0
        assert "The scale is Below to greater depth (SBLW to GDS)." in out
        assert [p.code for p in PRESETS if f"\n{p.code}: {p.title}. " not in out] == []
    assert book.read_bytes() == before


def test_a_scale_is_put_into_settings_only_when_agreed(as_json: AsJson, school: Path) -> None:
    book = school / "School.xlsm"
    before = book.read_bytes()
    code, said = as_json("scale", book, "target-tracker")
    assert (code, said["ok"]) == (1, False)
    assert [q["code"] for q in said["questions"]] == ["choose-scale"]
    code, said = as_json("scale", book, "target-tracker", "--dry-run")
    assert (code, said["ok"]) == (0, True)
    assert book.read_bytes() == before

    code, said = as_json("scale", book, "target-tracker", "--yes")
    assert code == 0
    [problem] = said["problems"]  # the twelve marks of conftest's file are SBLW to GDS
    assert problem["message"].startswith("12 marks in Assessments would not be on the scale: EXS")
    tables = FileBook(book).read()
    read, _ = read_school(tables)
    scale = read.settings.scale
    assert (scale.steps_a_year, scale.name[:14]) == (6, "Target Tracker")
    found = scale.find("3w+", "5", "Summer 2")
    assert found is not None
    assert found.steps == -13
    assert read.settings.thresholds["Attainment"].yellow == -2
    zoe = tables["Assessments"].get(("2026-27", "Autumn 2", "A999000125001"), "Maths")
    assert zoe == "GDS"  # children's marks stay

    code, said = as_json("scale", book, "target-tracker", "--yes")
    assert said["said"] == ["The workbook has this scale already: nothing to change."]


def test_a_change_of_scale_is_undone(run: Run, school: Path) -> None:
    book = school / "School.xlsm"
    before = FileBook(book).read()
    assert run("scale", book, "arbor-rising", "--yes")[0] == 0
    assert FileBook(book).read()["Scale"] != before["Scale"]
    assert run("undo", book, "--yes")[0] == 0
    after = FileBook(book).read()
    for name in ("Scale", "ScaleRules", "Thresholds"):
        assert after[name] == before[name]


def test_p_scales_join_the_schools_own_marks(run: Run, school: Path) -> None:
    book = school / "School.xlsm"
    assert run("scale", book, "P-Scales", "--yes")[0] == 0
    read, _ = read_school(FileBook(book).read())
    assert read.settings.scale.marks[:5] == ("P4", "P5", "P6", "P7", "P8")
    assert read.settings.scale.marks[-1] == "GDS"
    assert "already" in run("scale", book, "p-scales", "--yes")[1]


def test_an_unknown_scale_is_refused_in_one_sentence(run: Run, school: Path) -> None:
    code, out, err = run("scale", school / "School.xlsm", "levels")
    assert (code, out) == (1, "")
    assert err.startswith("There is no scale “levels”. Choose flat, target-tracker")
