"""What this computer has of what the workbook needs, as plain facts; :mod:`.doctor` judges them.

What only Windows or only a Mac can tell is asked for in a way that tests can answer in their
stead; it has been tested so, and not yet on a real Windows or Mac.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from ppm_xl import __version__
from ppm_xl.book import registry

PLACES: Final = {
    "win32": r"%LOCALAPPDATA%\ppm-xl\Scripts\python.exe",
    "darwin": "$HOME/ppm-xl/bin/python",
}
"""Where the workbook looks for its Python; a test compares it with the template."""

RULE: Final = "d4f940ab-401b-4efc-aadc-ad5f3c50688a"
"""Defender's rule “Block all Office applications from creating child processes”."""

_DEFENDER: Final = r"HKLM\SOFTWARE\Policies\Microsoft\Windows Defender"
_RULES: Final = rf"{_DEFENDER}\Windows Defender Exploit Guard\ASR\Rules"
_MANAGED: Final = rf"{_DEFENDER}\Policy Manager"
_MACROS: Final = (
    r"HKCU\Software\Policies\Microsoft\Cloud\Office\16.0\Excel\Security",
    r"HKCU\Software\Policies\Microsoft\Office\16.0\Excel\Security",
    r"HKCU\Software\Microsoft\Office\16.0\Excel\Security",
)
"""Where macros are allowed or not; the first that says anything counts."""
_PROMPT: Final = r"HKCU\Software\Policies\Microsoft\Windows\System"
_EXCEL: Final = r"HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\App Paths\excel.exe"
_MAC_EXCEL: Final = ("/Applications/Microsoft Excel.app", "~/Applications/Microsoft Excel.app")
_MAC_SCRIPTS: Final = "~/Library/Application Scripts/com.microsoft.Excel"
_PATIENCE: Final = 30
"""Seconds for another Python to say which ppm-xl it has."""


@dataclass(frozen=True, slots=True)
class Computer:
    """The facts.

    Attributes
    ----------
    system
        As :data:`sys.platform` has it.
    place
        Where the workbook looks for Python; None on systems without Excel.
    version_there
        The version of the ppm-xl at that place; empty where there is none.
    excel
        Where Excel is; empty where it is not.
    rule
        How Defender's rule against programs started by Office stands: ``1`` blocks, ``6`` warns;
        empty where nothing was found.
    macros
        How macros stand: ``3`` signed only, ``4`` off; empty where nothing was found.
    prompt_off
        Whether Windows keeps this user from the command prompt, through which Excel starts Python.
    from_store
        Whether this Python is the Microsoft Store's, whose ``%LOCALAPPDATA%`` is a private copy.
    script
        On a Mac, the file through which Excel starts Python; None elsewhere.
    lacking
        Parts of ppm-xl that are not installed, in words.
    folders
        What each folder is for, where it is, and whether it can be written to.
    """

    system: str
    python: tuple[int, int, int]
    running: Path
    version: str = __version__
    place: Path | None = None
    version_there: str = ""
    xlwings: str = ""
    excel: str = ""
    rule: str = ""
    macros: str = ""
    prompt_off: bool = False
    from_store: bool = False
    script: Path | None = None
    script_is_there: bool = False
    tk: bool = True
    lacking: tuple[str, ...] = ()
    folders: tuple[tuple[str, Path, bool], ...] = ()


def look(place: str = "", *, system: str = sys.platform) -> Computer:
    """Look at this computer; nothing on it is changed.

    Parameters
    ----------
    place
        Where a workbook says its Python is, as it says it; else the usual place.
    """
    expected = expanded(place or PLACES.get(system, ""))
    installed = _installed("xlwings")
    script = None
    if system == "darwin":
        script = Path(_MAC_SCRIPTS).expanduser() / f"xlwings-{installed}.applescript"
    return Computer(
        system=system,
        python=sys.version_info[:3],
        running=Path(sys.executable),
        place=expected,
        version_there=version_at(expected),
        xlwings=installed,
        excel=_excel(system),
        rule=_rule(),
        macros=_macros(),
        from_store="windowsapps" in sys.base_prefix.casefold(),
        prompt_off=registry.values(_PROMPT).get("DisableCMD", "0") != "0",
        script=script,
        script_is_there=script is not None and script.is_file(),
        tk=find_spec("_tkinter") is not None and find_spec("tkinter") is not None,
        lacking=tuple(_lacking()),
        folders=tuple((what, at, can_write(at)) for what, at in _folders().items()),
    )


def expanded(place: str) -> Path | None:
    r"""Give a place as this user has it: ``%NAME%`` and ``$NAME`` stand for their own folders.

    >>> expanded("") is None
    True
    """
    if not place:
        return None
    for name, value in os.environ.items():
        place = place.replace(f"%{name}%", value).replace(f"%{name.lower()}%", value)
    return Path(os.path.expandvars(place))


def version_at(place: Path | None) -> str:
    """Give the version of the ppm-xl that a Python has; empty where there is none."""
    if place is None or not place.is_file():
        return ""
    if _same(place, Path(sys.executable)):
        return __version__
    code = "import ppm_xl; print(ppm_xl.__version__)"
    with suppress(OSError, subprocess.SubprocessError):
        done = subprocess.run(  # noqa: S603 - the program that the workbook would start
            [str(place), "-I", "-c", code],
            capture_output=True, text=True, check=True, timeout=_PATIENCE,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )  # fmt: skip
        return done.stdout.strip()
    return ""


def can_write(folder: Path) -> bool:
    """Whether a file can be made in a folder, or the folder itself where it is not there yet."""
    while not folder.is_dir():
        if folder == folder.parent:
            return False
        folder = folder.parent
    try:
        with tempfile.TemporaryFile(dir=folder, prefix="ppm-xl-"):
            return True
    except OSError:
        return False


def downloaded(path: Path, *, system: str = sys.platform) -> bool:
    """Whether Windows has marked a file as come from elsewhere (Mark of the Web)."""
    if system != "win32":
        return False
    try:
        with Path(f"{path}:Zone.Identifier").open(encoding="ascii", errors="replace") as mark:
            lines = [line.strip().replace(" ", "") for line in mark]
    except OSError:
        return False
    return any(line in {"ZoneId=3", "ZoneId=4"} for line in lines)


def _same(one: Path, other: Path) -> bool:
    """Whether two names are one Python: not by what they link to, as every venv links away."""
    return os.path.normcase(one.absolute()) == os.path.normcase(other.absolute())


def _installed(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _excel(system: str) -> str:
    if system == "win32":
        return registry.values(_EXCEL).get("", "")
    if system == "darwin":
        places = [Path(place).expanduser() for place in _MAC_EXCEL]
        return next((str(place) for place in places if place.is_dir()), "")
    return ""


def _rule() -> str:
    """Give the state of the rule, from group policy or from what manages the computer."""
    rules = {name.casefold(): value for name, value in registry.values(_RULES).items()}
    if RULE in rules:
        return rules[RULE]
    managed = registry.values(_MANAGED).get("ASRRules", "").casefold()
    found = dict(part.partition("=")[::2] for part in managed.split("|"))
    return found.get(RULE, "")


def _macros() -> str:
    said = (registry.values(key).get("VBAWarnings") for key in _MACROS)
    return next((value for value in said if value), "")


def _lacking() -> list[str]:
    from ppm_xl.paper.fonts import diagram_folder, font_folders

    out = []
    try:
        folders = font_folders()
    except ImportError:
        folders = ()
    if not folders or not all(any(folder.rglob("*.ttf")) for folder in folders):
        out.append("the typefaces of the reports")
    try:
        diagrams = diagram_folder().is_dir()
    except ImportError:
        diagrams = False
    if not diagrams:
        out.append("the typeface of the diagrams")
    return out


def _folders() -> Mapping[str, Path]:
    from platformdirs import user_documents_path

    from ppm_xl.desk.faults import log_path

    return {
        "reports and packs": user_documents_path() / "Pupil progress",
        "the log": log_path().parent,
        "temporary files": Path(tempfile.gettempdir()),
    }
