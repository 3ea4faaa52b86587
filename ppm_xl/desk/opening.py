"""Opening a file in the computer's own program for it, where there is one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path


def open_file(path: Path) -> None:
    """Open a file as a double click does; where that cannot be done, nothing happens.

    What was written was told already, so nobody is left looking for it.
    """
    with suppress(OSError):
        if sys.platform == "win32":
            os.startfile(path)  # noqa: S606 - a PDF that this program has just written
            return
        opener = shutil.which("open" if sys.platform == "darwin" else "xdg-open")
        if opener is not None:
            subprocess.Popen(  # noqa: S603 - the system's own opener, and a file of ours
                [opener, str(path)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
