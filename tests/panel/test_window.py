"""The window itself, on a display of its own, with keys and a mouse; pictures of it are kept.

`PPM_XL_PICTURES=folder` keeps the screenshots there, to be looked at.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageGrab

from ppm_xl.actions import new
from ppm_xl.actions.clock import today
from ppm_xl.desk.panel import Asked, Ended, Found, Listed, Message, Moved, Said, Workbook
from ppm_xl.desk.terminal import SilentDesk
from ppm_xl.errors import FileError
from ppm_xl.panel.model import State, Tone

pytestmark = pytest.mark.screen

OPEN = Workbook("School.xlsm", "Autumn 1 2026-27 · class Oak · Fernhollow", "C:/Heads", pid=7)
OTHER = Workbook("Other.xlsm", "Autumn 1 2026-27 · Larkrise", "OneDrive or SharePoint", pid=7)


def _missing(what: str) -> None:
    said = f"no {what}: install xvfb xdotool python3-tk"
    if os.environ.get("CI", "").lower() in {"1", "true"}:
        pytest.fail(said, pytrace=False)
    pytest.skip(said)


@contextlib.contextmanager
def display(dots: int, size: tuple[int, int]) -> Iterator[str]:
    """An Xvfb of our own; gives its name."""
    for program in ("Xvfb", "xdotool"):
        if shutil.which(program) is None:
            _missing(program)
    if not _has_tk():
        _missing("Tk")
    command = [
        "Xvfb",
        "-displayfd",
        "1",
        "-screen",
        "0",
        f"{size[0]}x{size[1]}x24",
        "-dpi",
        str(dots),
    ]
    process = subprocess.Popen(
        [*command, "-nolisten", "tcp"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    assert process.stdout is not None
    try:
        yield f":{process.stdout.readline().decode().strip()}"
    finally:
        process.terminate()
        process.wait(timeout=10)
        process.stdout.close()


def _has_tk() -> bool:
    return find_spec("_tkinter") is not None


class Fake:
    """A program that says what the test tells it to."""

    def __init__(self, request: Mapping[str, object]) -> None:
        self.request = request
        self.waiting: list[Message | None] = []
        self.answers: list[bool] = []
        if request["do"] == "list":
            self.waiting = [Listed((OPEN, OTHER)), Ended(ok=True)]
        if request["do"] == "look":
            path = str(request["path"])
            self.waiting = [Listed((Workbook(Path(path).name, path=path),)), Ended(ok=True)]

    def heard(self) -> Iterator[Message | None]:
        while self.waiting:
            yield self.waiting.pop(0)

    def answer(self, *, agreed: bool) -> None:
        self.answers.append(agreed)


class Shown:
    """A window on a display, and a hand on mouse and keyboard."""

    def __init__(self, name: str) -> None:
        import tkinter as tk

        from ppm_xl.panel.window import Window

        self.name = name
        self.started: list[Fake] = []
        self.root = tk.Tk()
        self.window = Window(self.root, self._start)  # type: ignore[arg-type]
        self.root.update()
        self.root.focus_force()
        self.wait(lambda: self.window.panel.state is State.READY)

    def _start(self, request: Mapping[str, object]) -> Fake:
        self.started.append(Fake(request))
        return self.started[-1]

    @property
    def last(self) -> Fake:
        return self.started[-1]

    def wait(self, done: Callable[[], bool]) -> None:
        until = time.monotonic() + 20
        while not done():
            assert time.monotonic() < until, self.window.panel
            self.root.update()
            time.sleep(0.01)
        self.root.update()

    def says(self, *messages: Message | None) -> None:
        """Let the program say something, and the window hear it."""
        before = self.window.panel
        self.last.waiting.extend(messages)
        self.wait(lambda: not self.last.waiting and self.window.panel is not before)

    def click(self, widget: Any) -> None:
        """Click in the middle of a widget with the real mouse."""
        self.root.update()
        x = widget.winfo_rootx() + widget.winfo_width() // 2
        y = widget.winfo_rooty() + widget.winfo_height() // 2
        self.do("mousemove", str(x), str(y), "click", "1")

    def keys(self, *names: str) -> None:
        self.do("key", *names)

    def do(self, *command: str) -> None:
        subprocess.run(
            ["xdotool", *command], check=True, timeout=20, env={**os.environ, "DISPLAY": self.name}
        )
        until = time.monotonic() + 0.3
        while time.monotonic() < until:
            self.root.update()
            time.sleep(0.01)

    @property
    def text(self) -> str:
        return str(self.window.face.text.get("1.0", "end"))

    def picture(self, name: str) -> Image.Image:
        self.root.update_idletasks()
        self.root.update()
        found = ImageGrab.grab(xdisplay=self.name)
        if folder := os.environ.get("PPM_XL_PICTURES"):
            found.save(Path(folder) / f"panel-{name}.png")
        return found


@pytest.fixture(scope="session")
def displays() -> Iterator[Callable[[int, tuple[int, int]], str]]:
    """Give displays by their dots an inch and size; they stay until the last test has ended.

    Tk keeps its connection to a display whose windows are gone, and ends the whole program when
    the display goes.
    """
    with contextlib.ExitStack() as open_ones:
        yield cache(lambda dots, size: open_ones.enter_context(display(dots, size)))


@pytest.fixture
def screen(displays: Callable[[int, tuple[int, int]], str]) -> str:
    return displays(96, (1366, 768))


@pytest.fixture
def shown(screen: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shown]:
    monkeypatch.setenv("DISPLAY", screen)
    window = Shown(screen)
    yield window
    with contextlib.suppress(Exception):  # the test closed it itself
        window.root.destroy()


def test_open_workbooks_are_listed_and_chosen_with_the_mouse(shown: Shown) -> None:
    face = shown.window.face
    assert shown.root.title() == "Pupil progress"
    assert shown.window.panel.workbook == OPEN
    x, y, wide, high = face.list.bbox("1")  # type: ignore[misc]
    at = (face.list.winfo_rootx() + x + wide // 2, face.list.winfo_rooty() + y + high // 2)
    shown.do("mousemove", str(at[0]), str(at[1]), "click", "1")
    assert shown.window.panel.workbook == OTHER


def test_a_click_starts_an_action_which_is_told_of_to_its_end(shown: Shown) -> None:
    face = shown.window.face
    shown.click(face.actions["check"])
    assert shown.last.request == {
        "do": "press", "action": "check", "name": "School.xlsm", "pid": 7, "path": "", "files": (),
    }  # fmt: skip
    assert face.actions["check"].instate(["disabled"])
    started = len(shown.started)
    shown.click(face.actions["check"])
    shown.keys("F5")
    assert len(shown.started) == started
    shown.says(
        Said(("12 things to look at.",)), Said(("UPN = Unique pupil number",), quiet=True),
        Found(3, "Pupils, row 4", "The UPN is written twice. Correct one of them."),
        Found(2, "Assessments, Oak", "Two pupils without a mark."), Found(1, "", "… and 9 more."),
        Moved("Writing", 40, 191),
    )  # fmt: skip
    shown.picture("running")
    assert "✖ Pupils, row 4: The UPN is written twice." in shown.text
    shown.says(Ended(ok=True, files=("/out/Oak/a.pdf", "/out/Elm/b.pdf")))
    assert shown.text.rstrip().endswith("✓ Done.")
    assert not face.actions["check"].instate(["disabled"])
    assert face.files.winfo_ismapped()
    shown.picture("done")


def test_the_keyboard_alone_is_enough(shown: Shown) -> None:
    shown.keys("F5")
    shown.wait(lambda: len(shown.started) == 2 and shown.window.panel.state is State.READY)
    shown.window.face.list.focus_force()
    shown.keys("Down")
    assert shown.window.panel.workbook == OTHER
    names = {str(button): action for action, button in shown.window.face.actions.items()}
    reached: list[str] = []
    for _ in range(30):
        shown.keys("Tab")
        focus = names.get(str(shown.root.focus_get()))
        if focus and focus not in reached:
            reached.append(focus)
        if focus == "check":
            break
    assert reached[:4] == ["import_files", "update", "prepare_meeting", "record_meeting"]
    shown.keys("Return")
    assert shown.last.request["action"] == "check"
    assert shown.last.request["name"] == "Other.xlsm"


@pytest.mark.parametrize(("key", "agreed"), [("space", True), ("alt+n", False), ("Escape", False)])
def test_a_question_is_answered_with_the_keyboard(
    key: str,
    agreed: bool,  # noqa: FBT001 - a table of cases
    shown: Shown,
) -> None:
    shown.click(shown.window.face.actions["update"])
    lines = tuple(f"Pupil {n}: Reading, WTS → EXS" for n in range(60))
    shown.says(Said(lines), Asked("Make these 60 changes? The sheet Import keeps the list."))
    assert shown.root.focus_get() is shown.window.face.yes
    shown.picture("asking")
    shown.keys(key)
    assert shown.last.answers == [agreed]
    assert shown.window.panel.state is State.RUNNING
    assert not shown.window.face.yes.winfo_ismapped()
    shown.says(Ended(ok=True))


def test_a_long_list_is_shown_from_its_beginning(shown: Shown) -> None:
    shown.click(shown.window.face.actions["check"])
    shown.says(Said(tuple(f"Line {n}" for n in range(200))), Ended(ok=True))
    top = shown.window.face.text.index("@5,5")
    assert shown.window.face.text.get(top, f"{top} lineend").startswith("Check data")


def test_a_file_is_opened_and_worked_on(shown: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tkinter.filedialog.askopenfilename", lambda **_: "/old/Closed.xlsm")
    shown.keys("ctrl+o")
    shown.wait(lambda: shown.window.panel.state is State.READY)
    shown.click(shown.window.face.actions["update"])
    assert shown.last.request["path"] == str(Path("/old/Closed.xlsm"))


def test_files_are_chosen_before_an_import_begins(
    shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen: list[tuple[str, ...]] = [(), ("/mis/a.csv", "/mis/b.csv")]
    monkeypatch.setattr("tkinter.filedialog.askopenfilenames", lambda **_: chosen.pop(0))
    shown.click(shown.window.face.actions["import_files"])
    assert shown.last.request["do"] == "list"
    shown.click(shown.window.face.actions["import_files"])
    assert shown.last.request["files"] == ("/mis/a.csv", "/mis/b.csv")


def test_a_program_that_dies_and_a_fault_of_ours_are_sentences(
    shown: Shown, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: Any
) -> None:
    monkeypatch.setattr("ppm_xl.desk.faults.log_path", lambda: tmp_path / "ppm-xl.log")
    shown.click(shown.window.face.actions["update"])
    shown.says(None)
    assert "It stopped before it had finished." in shown.text

    def bug() -> None:
        raise ValueError("Zoë Quill")

    shown.root.after(1, bug)
    shown.wait(lambda: "Something went wrong inside ppm-xl" in shown.text)
    assert "Zoë" not in shown.text + (tmp_path / "ppm-xl.log").read_text(encoding="utf-8")
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("agreed", [True, False])
def test_closing_while_something_runs_asks_first(
    shown: Shown, monkeypatch: pytest.MonkeyPatch, *, agreed: bool
) -> None:
    asked: list[str] = []

    def ask(_: str, words: str, **__: object) -> bool:
        asked.append(words)
        return agreed

    monkeypatch.setattr("tkinter.messagebox.askokcancel", ask)
    shown.click(shown.window.face.actions["update"])
    shown.window.close()
    assert asked == [
        "Update status and Venns is still running. It will finish by itself. Close the window?"
    ]
    there = True
    with contextlib.suppress(Exception):
        there = bool(shown.root.winfo_exists())
        shown.root.update()
    assert there is not agreed or agreed


@pytest.mark.parametrize(
    ("dots", "size"), [(96, (1366, 768)), (120, (1366, 768)), (192, (1920, 1080))]
)
def test_everything_is_in_view_from_100_to_200_per_cent(
    dots: int,
    size: tuple[int, int],
    displays: Callable[[int, tuple[int, int]], str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    name = displays(dots, size)
    monkeypatch.setenv("DISPLAY", name)
    shown = Shown(name)
    try:
        face = shown.window.face
        shown.click(face.actions["update"])
        shown.says(Said(("Status worked out for 191 pupils.",)), Ended(ok=True))
        shown.picture(f"{dots}")
        wide, high = shown.root.winfo_width(), shown.root.winfo_height()
        assert wide <= size[0]
        assert high <= size[1]
        for widget in (face.refresh, face.open, face.text, face.list, face.status):
            assert widget.winfo_rootx() + widget.winfo_width() <= wide
            assert widget.winfo_rooty() + widget.winfo_height() <= high
            assert widget.winfo_width() >= widget.winfo_reqwidth() or widget is face.text
        assert face.text.winfo_height() > 6 * face.text.dlineinfo("1.0")[3]  # type: ignore[index]
        last = list(face.actions.values())[-1]
        last.focus_force()
        shown.root.update()
        bottom = last.winfo_rooty() + last.winfo_height()
        assert bottom <= face.status.winfo_rooty()
    finally:
        shown.root.destroy()


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "School.xlsm"
    new.run(path, SilentDesk(), today(), school="Fernhollow School")
    return path


def test_a_real_file_is_checked_by_a_program_of_its_own(
    screen: str, monkeypatch: pytest.MonkeyPatch, book: Path
) -> None:
    import tkinter as tk

    from ppm_xl.panel.window import Window

    monkeypatch.setenv("DISPLAY", screen)
    monkeypatch.setattr("tkinter.filedialog.askopenfilename", lambda **_: str(book))
    root = tk.Tk()
    window = Window(root)

    def wait() -> None:
        until = time.monotonic() + 60
        while window.panel.state is not State.READY:
            assert time.monotonic() < until
            root.update()
            time.sleep(0.02)

    try:
        wait()
        window.open_file()
        wait()
        window.face.actions["check"].invoke()
        wait()
        assert window.panel.lines[-1].tone is Tone.DONE
        assert "Fernhollow School" in str(window.face.list.item("0", "values"))
    finally:
        root.destroy()


def test_the_command_shows_the_window(screen: str) -> None:
    environment = {**os.environ, "DISPLAY": screen}
    process = subprocess.Popen([sys.executable, "-m", "ppm_xl", "panel"], env=environment)
    try:
        found = subprocess.run(
            ["xdotool", "search", "--sync", "--onlyvisible", "--name", "^Pupil progress$"],
            capture_output=True, text=True, check=True, timeout=30, env=environment,
        )  # fmt: skip
        assert found.stdout.strip()
        assert process.poll() is None
    finally:
        process.terminate()
        process.wait(timeout=10)


def test_without_a_screen_it_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    if not _has_tk():
        _missing("Tk")
    from ppm_xl.panel import show

    monkeypatch.delenv("DISPLAY", raising=False)
    with pytest.raises(FileError, match="no screen here") as refused:
        show()
    assert "ppm-xl --help" in refused.value.do


def test_without_tk_it_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    from ppm_xl import panel

    monkeypatch.setattr(panel, "find_spec", lambda _: None)
    with pytest.raises(FileError, match="needs Tk") as refused:
        panel.show()
    assert "python3-tk" in refused.value.do
