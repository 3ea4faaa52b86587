"""The panel: the workbook's buttons in a small window, where Office may not start programs.

:mod:`.model` is what it shows, :mod:`.window` draws it, :mod:`.running` starts :mod:`.work`, one
program for each thing done.
"""

from __future__ import annotations

import sys
from importlib.util import find_spec

from ppm_xl.errors import FileError


def show() -> None:
    """Open the window; return when it is closed.

    Raises
    ------
    FileError
        Where this Python has no Tk, or there is no screen.
    """
    if find_spec("_tkinter") is None or find_spec("tkinter") is None:
        raise FileError(
            "The panel needs Tk, which this Python was installed without.",
            "On Debian install python3-tk; elsewhere take Python from python.org. "
            "Every button is also a command: ppm-xl --help.",
        )
    import tkinter as tk

    from ppm_xl.panel.window import Window

    _be_sharp()
    try:
        root = tk.Tk(className="Ppm-xl")
    except tk.TclError:
        raise FileError(
            "There is no screen here on which the panel could be shown.",
            "Every button is also a command: ppm-xl --help.",
        ) from None
    Window(root)
    root.mainloop()


def _be_sharp() -> None:
    """Tell Windows that we scale ourselves; it would blow up a blurred picture otherwise."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.shcore.SetProcessDpiAwareness(1)
