"""The panel's window: hears its user, starts programs, and shows what they say.

What it shows is decided in :mod:`.model` and drawn in :mod:`.face`.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tkinter as tk
from collections.abc import Callable, Mapping
from pathlib import Path
from tkinter import filedialog, messagebox
from types import TracebackType
from typing import Final

from ppm_xl.desk.panel import Ended, Message, Said
from ppm_xl.panel import model
from ppm_xl.panel.face import Face
from ppm_xl.panel.model import Panel, State
from ppm_xl.panel.running import Work
from ppm_xl.schema.shapes import Button

TITLE: Final = "Pupil progress"
_EVERY: Final = 60
"""Milliseconds between two looks at what the program has said."""


class Window:
    """The window, on a root of its own.

    Parameters
    ----------
    root
        An empty Tk root.
    start
        Starts a program for a request.
    """

    def __init__(self, root: tk.Tk, start: Callable[[Mapping[str, object]], Work] = Work) -> None:
        self.panel = Panel()
        self._root, self._start = root, start
        self._work: Work | None = None
        self.face = Face(root, self)
        root.title(TITLE)
        root.report_callback_exception = self._fault
        root.protocol("WM_DELETE_WINDOW", self.close)
        self._bind_keys()
        self.refresh()

    # What the user does

    def choose(self, place: int) -> None:
        """Choose a workbook by its place in the list."""
        self.panel = model.choose(self.panel, place)
        self.face.draw(self.panel)

    def refresh(self) -> None:
        """Look for open workbooks again."""
        if self.panel.state is State.READY:
            self._begin(model.looking(self.panel), {"do": "list"})

    def open_file(self) -> None:
        """Choose a closed workbook to work on."""
        if self.panel.state is not State.READY:
            return
        path = filedialog.askopenfilename(
            parent=self._root,
            title="Open a workbook file",
            filetypes=[("ppm-xl workbooks", "*.xlsm"), ("All files", "*")],
        )
        if path:
            self._begin(model.looking(self.panel), {"do": "look", "path": str(Path(path))})

    def press(self, button: Button) -> None:
        """Do what a button says, in the chosen workbook."""
        workbook = self.panel.workbook
        if not self.panel.may_press or workbook is None:
            return
        files: tuple[str, ...] = ()
        if button.takes_files:
            files = tuple(
                filedialog.askopenfilenames(
                    parent=self._root,
                    title="Choose the files from your MIS",
                    filetypes=[
                        ("Files from the MIS", "*.csv *.txt *.xlsx *.xls *.ods *.xml"),
                        ("All files", "*"),
                    ],
                )
            )
            if not files:
                return
        request = {
            "do": "press",
            "action": button.action,
            "name": workbook.name,
            "pid": workbook.pid,
            "path": workbook.path,
            "files": files,
        }
        self._begin(model.pressed(self.panel, button, files), request)

    def answer(self, *, agreed: bool) -> None:
        """Answer the question that stands."""
        if self.panel.state is State.ASKING and self._work is not None:
            self.panel = model.answered(self.panel, agreed=agreed)
            self._work.answer(agreed=agreed)
            self.face.draw(self.panel)

    def close(self) -> None:
        """Close the window; what runs is not stopped by that, and the user is told."""
        words = f"{self.panel.doing} is still running. It will finish by itself. Close the window?"
        if self.panel.state is State.ASKING:
            words = (
                f"{self.panel.doing} waits for your answer. Close the window and change nothing?"
            )
        if not self.panel.is_busy or messagebox.askokcancel(TITLE, words, parent=self._root):
            self._root.destroy()

    def show_files(self) -> None:
        """Show the folder of what was written."""
        if not self.panel.files:
            return
        folder = os.path.commonpath([str(Path(file).parent) for file in self.panel.files])
        if sys.platform == "win32":
            os.startfile(folder)  # noqa: S606 - a folder, in the computer's own way
        else:
            opener = "open" if sys.platform == "darwin" else "xdg-open"
            subprocess.Popen([opener, folder], stderr=subprocess.DEVNULL)  # noqa: S603 - a folder of ours

    def _bind_keys(self) -> None:
        root = self._root
        root.bind("<F5>", lambda _: self.refresh())
        root.bind("<Control-o>", lambda _: self.open_file())
        root.bind("<Escape>", lambda _: self.answer(agreed=False))
        root.bind("<Alt-y>", lambda _: self.answer(agreed=True))
        root.bind("<Alt-n>", lambda _: self.answer(agreed=False))

    # What comes back

    def _begin(self, panel: Panel, request: Mapping[str, object]) -> None:
        self.panel = panel
        self._work = self._start(request)
        self.face.draw(self.panel)
        self._root.after(_EVERY, self._listen)

    def _listen(self) -> None:
        assert self._work is not None
        before = self.panel
        for message in self._work.heard():
            self._take_in(message)
        if self.panel is not before:
            self.face.draw(self.panel)
        if self.panel.state is not State.READY:
            self._root.after(_EVERY, self._listen)

    def _take_in(self, message: Message | None) -> None:
        if message is None:
            self.panel = model.broke_off(self.panel)
        else:
            self.panel = model.received(self.panel, message)

    def _fault(
        self, _: type[BaseException], fault: BaseException, __: TracebackType | None
    ) -> None:
        """Tell of a fault of ours in a sentence; the log has the place."""
        from ppm_xl.desk.faults import remember

        words = f"Something went wrong inside ppm-xl. {remember(fault)}"
        self.panel = model.received(self.panel, Said((words,)))
        if self.panel.state is State.LOOKING:
            self.panel = model.received(self.panel, Ended(ok=True))
        self.face.draw(self.panel)
