"""Photograph the panel after it has checked a workbook: ``panel_picture.py BOOK PICTURE.png``.

Needs Xvfb and Tk. A program of its own, as Tk ends the one it is in when its display goes.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
import tkinter as tk
from pathlib import Path
from tkinter import filedialog

from PIL import ImageGrab

from ppm_xl.panel.model import State
from ppm_xl.panel.window import Window

PATIENCE = 120
"""Seconds."""
TURNS = 10
"""Of Tk's loop after the last change, so that everything is drawn."""


def main(book: Path, picture: Path) -> None:
    """Open the panel on a display of its own, press **Check data**, save what it looks like."""
    display = subprocess.Popen(
        ["Xvfb", "-displayfd", "1", "-screen", "0", "1366x768x24", "-nolisten", "tcp"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    try:
        assert display.stdout is not None
        os.environ["DISPLAY"] = f":{display.stdout.readline().decode().strip()}"
        root = tk.Tk()
        window = Window(root)
        _wait(root, window)
        filedialog.askopenfilename = lambda **_: str(book)
        window.open_file()
        _wait(root, window)
        window.face.actions["check"].invoke()
        _wait(root, window)
        wide, high = root.winfo_width(), root.winfo_height()
        found = ImageGrab.grab((0, 0, wide, high), xdisplay=os.environ["DISPLAY"])
        found.convert("P", palette=1, colors=64).save(picture, optimize=True)
        root.destroy()
    finally:
        display.terminate()
        display.wait(timeout=10)


def _wait(root: tk.Tk, window: Window) -> None:
    until = time.monotonic() + PATIENCE
    settled = 0
    while settled < TURNS:
        if time.monotonic() > until:
            raise TimeoutError("the panel is still at it")
        settled = settled + 1 if window.panel.state is State.READY else 0
        root.update()
        time.sleep(0.02)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
