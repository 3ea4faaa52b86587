"""Starting and stopping a LibreOffice of our own, with its own profile and pipe."""

from __future__ import annotations

import itertools
import os
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

from .bridge import OfficeError, load_uno, uno_class

PACKAGES = "libreoffice-calc python3-uno"
_numbers = itertools.count(1)

# Macros run unasked (level 0), formulas of .xlsx files are calculated on loading (files that
# XlsxWriter made carry no results), and nothing pops up.
_SETTINGS = (
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "0"),
    ("Office.Calc/Formula/Load", "OOXMLRecalcMode", "0"),
    ("Office.Common/Misc", "ShowTipOfTheDay", "false"),
    ("Office.Common/Misc", "FirstRun", "false"),
    ("Office.Common/Save/Document", "WarnAlienFormat", "false"),
    ("Office.Recovery/RecoveryInfo", "Enabled", "false"),
    ("Office.Recovery/AutoSave", "Enabled", "false"),
    ("Setup/Office", "ooSetupInstCompleted", "true"),
    ("Setup/Product", "ooSetupLastVersion", "99.9"),  # no "what is new" bar
)


def find_soffice() -> str | None:
    """The program, or None where LibreOffice is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def write_profile(profile: Path) -> None:
    """Write the few settings a fresh profile needs."""
    items = "\n".join(
        f'<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for path, name, value in _SETTINGS
    )
    user = profile / "user"
    user.mkdir(parents=True, exist_ok=True)
    (user / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        'xmlns:xs="http://www.w3.org/2001/XMLSchema" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n'
        f"{items}\n</oor:items>\n",
        encoding="utf-8",
    )


def resolve(pipe: str) -> Any:
    """The component context of a running LibreOffice.

    Raises
    ------
    OfficeError
        Where none listens on that pipe.
    """
    local = load_uno().getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    try:
        return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
    except uno_class("uno.Exception") as error:
        said = str(error)
    raise OfficeError(f"no LibreOffice listens on the pipe {pipe}: {said}")


class Soffice:
    """One LibreOffice process: its own profile, its own pipe, its own process group.

    Parameters
    ----------
    visible
        With a window (a display is needed); otherwise headless.
    environment
        Variables added to those of this process.
    """

    def __init__(self, *, visible: bool = False, environment: dict[str, str] | None = None) -> None:
        program = find_soffice()
        if program is None:
            raise OfficeError(f"LibreOffice is missing: install {PACKAGES}")
        self.pipe = f"ppm-xl-{os.getpid()}-{next(_numbers)}"
        self.folder = Path(tempfile.mkdtemp(prefix="ppm-xl-office-"))
        write_profile(self.folder / "profile")
        self._log = (self.folder / "soffice.log").open("wb")
        self._process = subprocess.Popen(
            [
                program,
                *([] if visible else ["--headless"]),
                "--norestore",
                "--nologo",
                "--nodefault",
                f"-env:UserInstallation={(self.folder / 'profile').as_uri()}",
                f"--accept=pipe,name={self.pipe};urp;StarOffice.ComponentContext",
            ],
            stdout=self._log,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            env={**os.environ, **(environment or {})},
        )
        self.pid = self._process.pid

    def connect(self, seconds: float = 60) -> Any:
        """Wait until it listens; return its component context."""
        end = time.monotonic() + seconds
        while True:
            try:
                return resolve(self.pipe)
            except OfficeError:
                if self._process.poll() is not None or time.monotonic() > end:
                    said = (self.folder / "soffice.log").read_text(errors="replace")[-2000:]
                    self.stop()
                    raise OfficeError(f"LibreOffice did not start: {said}") from None
            time.sleep(0.1)

    def stop(self) -> None:
        """End it and all it started: its own process group, by number."""
        for number in (signal.SIGTERM, signal.SIGKILL):
            try:
                os.killpg(self.pid, number)
            except ProcessLookupError:
                break
            end = time.monotonic() + 5
            while time.monotonic() < end and self._group_lives():
                self._process.poll()
                time.sleep(0.05)
        self._process.wait(timeout=5)
        self._log.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _group_lives(self) -> bool:
        try:
            os.killpg(self.pid, 0)
        except ProcessLookupError:
            return False
        return True
