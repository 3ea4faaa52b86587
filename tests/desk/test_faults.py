"""A bug in which a pupil's name lies: the place is written down, the name nowhere."""

from __future__ import annotations

import logging
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from ppm_xl import buttons, cli
from ppm_xl.desk import faults

NAME = "Zoë Quill"


class QuillError(Exception):
    """Shows its name in every way that an exception can."""

    def __init__(self) -> None:
        super().__init__(NAME, {"pupil": NAME})
        self.add_note(NAME)
        self.pupil = NAME

    def __repr__(self) -> str:
        return NAME

    __str__ = __repr__


def in_a_message() -> None:
    raise ValueError(f"{NAME} has no mark")


def as_a_key() -> None:
    pupils: dict[str, str] = {}
    _ = pupils[NAME]


def in_a_note() -> None:
    raise QuillError


def in_a_chain() -> None:
    try:
        as_a_key()
    except KeyError as fault:
        raise RuntimeError(f"while reading {NAME}") from fault


def in_a_context() -> None:
    try:
        as_a_key()
    except KeyError:
        in_a_message()


def in_a_group() -> None:
    found: list[Exception] = []
    for bug in (as_a_key, in_a_message, in_a_note):
        try:
            bug()
        except Exception as fault:  # noqa: BLE001 - gathered for the group
            found.append(fault)
    raise ExceptionGroup(f"of {NAME}", [ExceptionGroup(NAME, found[:2]), found[2]])


def in_a_files_name() -> None:
    Path(f"/nowhere/Reports/{NAME}.pdf").read_bytes()


def in_a_frames_file() -> None:
    code = compile("1 / 0", f"/nowhere/Reports/{NAME}.pdf", "exec")
    exec(code, {})  # noqa: S102 - a frame whose file is called after a child


def in_a_frames_module() -> None:
    code = compile("1 / 0", f"/nowhere/{NAME}.py", "exec")
    exec(code, {})  # noqa: S102 - as before, with the ending of code


def in_a_class() -> None:
    raise type(f"{NAME}Error", (Exception,), {})(NAME)


def in_a_unicode_error() -> None:
    NAME.encode("ascii")


BUGS: list[Callable[[], None]] = [
    in_a_message,
    as_a_key,
    in_a_note,
    in_a_chain,
    in_a_context,
    in_a_group,
    in_a_files_name,
    in_a_frames_file,
    in_a_frames_module,
    in_a_class,
    in_a_unicode_error,
]
every_bug = pytest.mark.parametrize("bug", BUGS, ids=lambda bug: bug.__name__)


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(faults, "log_path", lambda: tmp_path / "log" / "ppm-xl.log")
    return tmp_path / "log" / "ppm-xl.log"


def holds_no_name(*texts: str) -> None:
    for text in texts:
        for part in ("Zo", "Quill ", "Quill.", "Quill'", "uillE"):
            assert part not in text.replace("QuillError", "")


@every_bug
def test_through_the_command_line(
    bug: Callable[[], None],
    log: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    from ppm_xl.actions import check

    monkeypatch.setattr(check, "run", lambda *_, **__: bug())
    for more in ([], ["--json"]):
        assert cli.main(["check", str(tmp_path / "School.xlsm"), *more]) == 1
    out, err = capfd.readouterr()
    assert "Something went wrong inside ppm-xl. Where it happened is written in" in err
    written = log.read_text(encoding="utf-8")
    assert written.count("\n") == 2
    assert " at " in written
    assert "test_faults.py:" in written
    holds_no_name(out, err, written)


@every_bug
def test_through_a_button(
    bug: Callable[[], None],
    log: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    shown: list[str] = []

    def alert(prompt: str, *_: Any, **__: Any) -> str:
        shown.append(prompt)
        return "ok"

    app = SimpleNamespace(alert=alert, status_bar=False)
    monkeypatch.setattr(buttons, "run", lambda *_: bug())
    buttons.press("update", SimpleNamespace(app=app, names={}))  # type: ignore[arg-type]
    assert shown[-1].startswith("Something went wrong inside ppm-xl.")
    assert capfd.readouterr() == ("", "")
    holds_no_name(*shown, log.read_text(encoding="utf-8"))


def test_what_it_came_from_is_written_down_too(log: Path) -> None:
    for bug, expected in (
        (in_a_chain, ["RuntimeError at test_faults.py:", "< from KeyError at test_faults.py:"]),
        (in_a_group, ["ExceptionGroup at ", "< from KeyError at ", "< from QuillError at "]),
        (in_a_frames_file, ["ZeroDivisionError at ?:1 < test_faults.py:"]),
        (in_a_class, ["? at test_faults.py:"]),
    ):
        try:
            bug()
        except Exception as fault:  # noqa: BLE001 - what is written of it is what is tested
            faults.remember(fault)
        last = log.read_text(encoding="utf-8").splitlines()[-1]
        assert [words for words in expected if words not in last] == []


def test_a_fault_that_turns_in_a_circle_comes_to_an_end(log: Path) -> None:
    one, other = ValueError(NAME), KeyError(NAME)
    one.__cause__, other.__cause__ = other, one
    faults.remember(one)
    assert log.read_text(encoding="utf-8").count("Error at") == 2


def test_the_log_turns_over_and_stays_small(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(faults, "_BYTES", 2_000)
    for _ in range(200):
        try:
            in_a_chain()
        except RuntimeError as fault:
            faults.remember(fault)
    kept = sorted(path.name for path in log.parent.iterdir())
    assert kept == ["ppm-xl.log", "ppm-xl.log.1", "ppm-xl.log.2", "ppm-xl.log.3"]
    assert sum(path.stat().st_size for path in log.parent.iterdir()) < 10_000


def test_nothing_else_is_ever_logged(log: Path, caplog: pytest.LogCaptureFixture) -> None:
    """The log is written here alone: no handler of ours hangs on loggers that others use."""
    with caplog.at_level(logging.DEBUG):
        try:
            in_a_message()
        except ValueError as fault:
            faults.remember(fault)
    assert caplog.records == []
    assert log.is_file()


def test_a_fault_in_a_thread_or_while_cleaning_up_is_not_printed(
    log: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    monkeypatch.setattr(sys, "unraisablehook", sys.unraisablehook)
    faults.remember_the_rest()
    thread = threading.Thread(target=in_a_message)
    thread.start()
    thread.join(5)

    class Cleaning:
        def __del__(self) -> None:
            in_a_note()

    Cleaning()
    assert capfd.readouterr() == ("", "")
    written = log.read_text(encoding="utf-8")
    assert "ValueError at test_faults.py:" in written
    assert "QuillError at test_faults.py:" in written
    holds_no_name(written)


def test_the_buttons_door_prints_nothing_of_a_thread_either(tmp_path: Path) -> None:
    code = (
        "import sys, threading\n"
        "from ppm_xl import buttons\n"
        "def press(*_):\n"
        "    def bug(): raise ValueError('Zoë Quill')\n"
        "    t = threading.Thread(target=bug); t.start(); t.join()\n"
        "buttons.press = press\n"
        "from ppm_xl.book import excel\n"
        "class Book:\n"
        "    caller = staticmethod(lambda: None)\n"
        "excel.load_xlwings = lambda: type('xw', (), {'Book': Book})\n"
        "sys.exit(buttons.main(['update']))\n"
    )
    home = {"HOME": str(tmp_path), "PATH": ""}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, env=home
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    (log,) = tmp_path.rglob("ppm-xl.log")
    holds_no_name(log.read_text(encoding="utf-8"))
