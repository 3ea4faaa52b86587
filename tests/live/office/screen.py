"""A display of our own, and a mouse on it: finding a shape on the screen and clicking it."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import xlwings as xw

from .books import Book
from .bridge import OfficeError, constant, properties, url_of
from .engine import Engine
from .process import Soffice

PACKAGES = "xvfb xdotool"


def missing_programs() -> list[str]:
    """Programs a click needs that are not on this computer."""
    return [name for name in ("Xvfb", "xdotool") if shutil.which(name) is None]


class Screen:
    """An Xvfb on the first free display, ended by its own process group."""

    def __init__(self) -> None:
        self._log = tempfile.TemporaryFile()  # noqa: SIM115  lives as long as the display
        self._process = subprocess.Popen(
            ["Xvfb", "-displayfd", "1", "-screen", "0", "1366x768x24", "-nolisten", "tcp"],
            stdout=subprocess.PIPE,
            stderr=self._log,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )
        out = self._process.stdout
        number = out.readline().decode().strip() if out else ""
        if not number:
            self.stop()
            raise OfficeError("Xvfb did not start")
        self.environment = {
            "DISPLAY": f":{number}",
            "SAL_USE_VCLPLUGIN": "gen",  # needs neither a window manager nor D-Bus
            "GDK_BACKEND": "x11",
        }

    def stop(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGTERM)
        try:
            self._process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait(timeout=5)
        if self._process.stdout:
            self._process.stdout.close()
        self._log.close()

    def click(self, x: int, y: int) -> None:
        """Move the mouse there and press its left button once."""
        self._do("mousemove", "--sync", str(x), str(y), "sleep", "0.2", "click", "1")

    def key(self, name: str) -> None:
        """Press a key, such as `ctrl+s`."""
        self._do("key", "--clearmodifiers", name)

    def picture(self, path: Path) -> None:
        """Keep what is on the display."""
        from PIL import ImageGrab

        ImageGrab.grab(xdisplay=self.environment["DISPLAY"]).save(path)

    def _do(self, *command: str) -> None:
        environment = {**os.environ, **self.environment}
        subprocess.run(["xdotool", *command], check=True, env=environment, timeout=20)


@dataclass(frozen=True)
class Place:
    """A rectangle on the screen, in pixels."""

    x: int
    y: int
    width: int
    height: int

    @property
    def middle(self) -> tuple[int, int]:
        return self.x + self.width // 2, self.y + self.height // 2


def find_on_screen(document: Any, words: str) -> Place:
    """Where the accessibility tree says the drawn shape with these words is.

    Raises
    ------
    OfficeError
        Where none on the visible part of the sheet says them.
    """
    said = []
    for shape in _shapes_in_view(document.CurrentController.Frame.ContainerWindow):
        text = " ".join([shape.AccessibleName, *_paragraphs(shape)])
        said.append(text)
        at, size = shape.getLocationOnScreen(), shape.getSize()
        if words in text and size.Width:  # frozen panes list it too where they do not show it
            return Place(at.X, at.Y, size.Width, size.Height)
    raise OfficeError(f"no shape on the screen says {words!r}, only {said}")


def _shapes_in_view(window: Any) -> list[Any]:
    """What is drawn on the sheet in view: each pane's children after its table of cells."""
    document_role = constant("accessibility.AccessibleRole.DOCUMENT_SPREADSHEET")
    panels = {constant(f"accessibility.AccessibleRole.{name}") for name in ("PANEL", "SCROLL_PANE")}
    stack = [window.getAccessibleContext()]
    shapes: list[Any] = []
    panes = 0
    while stack:
        context = stack.pop()
        count = context.getAccessibleChildCount()
        if context.getAccessibleRole() == document_role:
            panes += 1
            children = [context.getAccessibleChild(n) for n in range(1, count)]
            shapes.extend(child.getAccessibleContext() for child in children)
            continue
        for index in range(count):
            child = context.getAccessibleChild(index).getAccessibleContext()
            if child.getAccessibleRole() in panels | {document_role}:
                stack.append(child)
    if not panes:
        raise OfficeError("no sheet is in view")
    return shapes


def _paragraphs(shape: Any) -> list[str]:
    count = shape.getAccessibleChildCount()
    children = [shape.getAccessibleChild(n).getAccessibleContext() for n in range(count)]
    return [child.AccessibleDescription for child in children]


class Clicking:
    """A LibreOffice with a window on a display of its own, a workbook in it, a mouse.

    Parameters
    ----------
    folder
        Where the child Python's words, errors and exit code go: `said.json`, `stderr`, `exit`.
    python
        The interpreter that the workbook's VBA is told to start.
    """

    def __init__(self, folder: Path, python: str) -> None:
        self.folder = folder
        self._python = python
        self.screen = Screen()
        self.office = Soffice(visible=True, environment=self.screen.environment)
        self.document: Any = None

    def open(self, workbook: Path) -> xw.Book:
        """Open a workbook in the window, the stand-in beside its own VBA; return it to type in."""
        self.office.connect()
        app = Engine().attach(self.office.pipe, self.office.pid)
        mode = constant("document.MacroExecMode.ALWAYS_EXECUTE_NO_WARN")
        arguments = properties(MacroExecutionMode=mode)
        self.document = app.desktop.loadComponentFromURL(url_of(workbook), "_blank", 0, arguments)
        libraries = self.document.BasicLibraries
        if not libraries.hasByName("Standard"):
            libraries.createLibrary("Standard")
        libraries.getByName("Standard").insertByName("StandIn", self._stand_in())
        return xw.Book(impl=Book(app, self.document))

    def _stand_in(self) -> str:
        here = Path(__file__).parent
        source = (here / "standin.bas").read_text(encoding="utf-8")
        for word, value in {
            "PYTHON": self._python,
            "CHILD": str(here / "child.py"),
            "FOLDER": str(self.folder),
            "PIPE": self.office.pipe,
            "PID": str(self.office.pid),
        }.items():
            if "'" in value or '"' in value:
                raise OfficeError(f"a quote in {value!r} would break the command line")
            source = source.replace(f"@{word}@", value)
        return source

    def show(self, sheet: str) -> None:
        """Turn to a sheet, as a click on its tab does."""
        controller = self.document.CurrentController
        controller.setActiveSheet(self.document.Sheets.getByName(sheet))
        time.sleep(1)  # until it is drawn

    def look(self, name: str) -> Path:
        """Keep a screenshot beside what was said, to be looked at; where it is."""
        time.sleep(1)  # until all is drawn
        path = self.folder / f"{name}.png"
        self.screen.picture(path)
        return path

    def press(self, words: str, seconds: float = 120) -> None:
        """Click the shape that says `words`; return when its child Python has ended.

        A click into a window just drawn can get lost: after ten seconds without a sign of
        life it is repeated, as a person would.
        """
        started, ended = self.folder / "stderr", self.folder / "exit"
        end = time.monotonic() + seconds
        while not started.exists():
            if time.monotonic() > end:
                raise OfficeError(f"clicking {words!r} started nothing")
            self.screen.click(*find_on_screen(self.document, words).middle)
            self._wait_for(started, 10)
        self._wait_for(ended, end - time.monotonic())
        if not ended.exists():
            raise OfficeError(f"what {words!r} started did not end in {seconds} seconds")

    def save(self) -> None:
        """Press Ctrl+S, as the user does; return when nothing is left to save."""
        for _ in range(5):
            self.screen.key("ctrl+s")
            end = time.monotonic() + 5
            while time.monotonic() < end:
                if not self.document.isModified():
                    return
                time.sleep(0.1)
        raise OfficeError("Ctrl+S did not save the workbook")

    def _wait_for(self, path: Path, seconds: float) -> None:
        end = time.monotonic() + seconds
        while not path.exists() and time.monotonic() < end:
            time.sleep(0.1)

    def stop(self) -> None:
        self.office.stop()
        self.screen.stop()
