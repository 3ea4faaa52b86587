"""The buttons' door: whatever happens, exit 0, an empty stderr, and a sentence for the user."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import ppm_xl
from ppm_xl import buttons, schema
from ppm_xl.actions import Outcome, pressing
from ppm_xl.errors import DataError, PpmError


class FakeApp:
    """An Excel that only knows message boxes."""

    def __init__(self) -> None:
        self.alerts: list[str] = []
        self.status_bar: object = False

    def alert(self, prompt: str, title: str = "", *, buttons: str = "ok", mode: str = "") -> str:
        assert title == "Pupil progress"
        assert mode in {"info", "critical"}
        self.alerts.append(prompt)
        return "yes" if buttons == "yes_no" else "ok"


OPEN = SimpleNamespace(identity="buttons-test", name="School.xlsm", path=None)
"""An open workbook of which nothing is asked but which it is."""


@pytest.fixture
def caller() -> Any:
    status = SimpleNamespace(refers_to_range=SimpleNamespace(value="Ready."))
    return SimpleNamespace(app=FakeApp(), names={"ppm_status": status})


def test_an_expected_error_is_one_plain_sentence(
    caller: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stops(*_: object) -> None:
        raise DataError("Home does not say which class.", "Choose the class on the sheet Home.")

    monkeypatch.setattr(buttons, "run", stops)
    buttons.press("update", caller)
    assert caller.app.alerts == [
        "Home does not say which class. Choose the class on the sheet Home."
    ]


def test_a_fault_of_ours_never_shows_a_value(
    caller: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from ppm_xl.desk import faults

    def bug(*_: object) -> None:
        raise ValueError("Zoë Quill")

    monkeypatch.setattr(faults, "log_path", lambda: tmp_path / "ppm-xl.log")
    monkeypatch.setattr(buttons, "run", bug)
    buttons.press("update", caller)
    (said,) = caller.app.alerts
    assert said.startswith("Something went wrong inside ppm-xl.")
    assert "Zoë" not in said + (tmp_path / "ppm-xl.log").read_text(encoding="utf-8")


def test_a_button_of_a_newer_workbook_is_refused_kindly(
    caller: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ppm_xl.book.live.LiveBook", lambda _: object())
    buttons.press("dance", caller)
    assert "that ppm-xl does not know. Update ppm-xl." in caller.app.alerts[0]


@pytest.mark.parametrize("button", schema.BUTTONS, ids=lambda button: button.action)
def test_every_button_has_its_action(
    caller: Any, monkeypatch: pytest.MonkeyPatch, button: schema.Button
) -> None:
    asked: list[str] = []

    done = Outcome(ok=True, said=("done",))

    def note(*_: object, **__: object) -> Outcome:
        asked.append(button.action)
        return done

    caller.names["ppm_files"] = SimpleNamespace(refers_to_range=SimpleNamespace(value="a.csv"))
    monkeypatch.setattr("ppm_xl.book.live.LiveBook", lambda _: OPEN)
    monkeypatch.setattr(f"ppm_xl.actions.{button.action}.run", note)
    assert buttons.run(button.action, caller, SimpleNamespace()) is done  # type: ignore[arg-type]
    assert asked == [button.action]


def test_without_a_workbook_it_still_ends_with_nothing_on_stderr(tmp_path: Path) -> None:
    found = subprocess.run(
        [sys.executable, "-I", "-m", "ppm_xl.buttons", "update", "--wb=No such", "--from_xl=1"],
        capture_output=True,
        text=True,
        check=False,
        env={"HOME": str(tmp_path), "PATH": ""},
    )
    assert (found.returncode, found.stderr) == (0, "")


def test_what_a_library_remarks_reaches_nobody(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """matplotlib says that it builds its list of fonts; a Mac would show that as a failure."""

    def remarks(_: object) -> None:
        logging.getLogger("matplotlib.font_manager").warning("building the font cache")
        os.write(2, b"a library in C\n")

    monkeypatch.setattr(buttons, "_pressed", remarks)
    assert buttons.main(["update"]) == 0
    os.write(2, b"afterwards\n")
    assert capfd.readouterr().err == "afterwards\n"


def test_a_message_box_that_fails_is_no_traceback(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from ppm_xl.desk import faults

    def busy(*_: object, **__: object) -> None:
        raise RuntimeError("Excel is busy")

    monkeypatch.setattr(faults, "log_path", lambda: tmp_path / "ppm-xl.log")
    buttons.press("dance", SimpleNamespace(app=SimpleNamespace(alert=busy)))  # type: ignore[arg-type]
    assert capsys.readouterr() == ("", "")
    assert "RuntimeError" in (tmp_path / "ppm-xl.log").read_text(encoding="utf-8")


def test_a_log_that_cannot_be_written_prints_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from ppm_xl.desk import faults

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(faults, "log_path", lambda: tmp_path / "ppm-xl.log")
    monkeypatch.setattr("logging.StreamHandler.flush", full)
    with pytest.raises(ZeroDivisionError) as bug:
        _ = 1 / 0
    assert faults.remember(bug.value).startswith("It happened at test_buttons.py:")
    assert capsys.readouterr() == ("", "")


def test_what_could_not_be_done_is_refused_with_its_reasons(
    caller: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nothing(*given: Any) -> Outcome:
        given[-1].tell("marks.csv: 3 rows, 3 left out.")
        return Outcome(ok=False, said=("Nothing in these files can be used.",))

    monkeypatch.setattr(buttons, "run", nothing)
    buttons.press("import_files", caller)
    assert caller.app.alerts == [
        "marks.csv: 3 rows, 3 left out.\n\nNothing in these files can be used."
    ]


@pytest.mark.parametrize(
    ("made_by", "told"),
    [("0.0.9", False), (ppm_xl.__version__, False), ("99.0.1", True), ("", False), (None, False)],
)
def test_a_workbook_that_a_newer_version_made_says_so_kindly(
    caller: Any, monkeypatch: pytest.MonkeyPatch, made_by: str | None, *, told: bool
) -> None:
    if made_by is not None:
        caller.names["ppm_version"] = SimpleNamespace(refers_to=f'="{made_by}"')
    monkeypatch.setattr(buttons, "run", lambda *_: Outcome(ok=True))
    buttons.press("update", caller)
    said = " ".join(caller.app.alerts)
    assert (f"made by ppm-xl {made_by}, and this computer has" in said) == told
    assert "done " in caller.names["ppm_status"].refers_to_range.value


def test_a_busy_excel_is_told_before_anything_is_begun(
    caller: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ppm_xl.errors import BusyError

    def busy(*_: object) -> None:
        raise BusyError("Excel is busy.", "Press Enter in the cell you are typing in.")

    monkeypatch.setattr("ppm_xl.desk.excel.patiently", busy)
    monkeypatch.setattr(buttons, "run", lambda *_: pytest.fail("it was begun"))
    buttons.press("update", caller)
    assert caller.app.alerts == ["Excel is busy. Press Enter in the cell you are typing in."]


def test_a_button_whose_action_is_not_there_yet_says_so(
    caller: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ppm_xl.book.live.LiveBook", lambda _: OPEN)
    monkeypatch.setattr(pressing, "exists", lambda _: False)
    with pytest.raises(PpmError, match="“Undo last step” is not in this version of ppm-xl yet"):
        buttons.run("undo", caller, SimpleNamespace())  # type: ignore[arg-type]
