r"""Reads the Windows registry; on every other system it is empty.

Keys are written as people write them: ``HKCU\Software\Microsoft\Office``.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any


def values(key: str) -> dict[str, str]:
    """Give the values of a key by name, as text; none where there is no such key.

    A value that holds neither text nor a number is left out.
    """
    winreg = _winreg()
    if winreg is None:
        return {}
    try:
        with _opened(winreg, key) as opened:
            _, number, _ = winreg.QueryInfoKey(opened)
            found = [winreg.EnumValue(opened, place) for place in range(number)]
    except OSError:  # there is none, or it is not this user's to read
        return {}
    return {name: str(value) for name, value, _ in found if isinstance(value, str | int)}


def keys(key: str) -> tuple[str, ...]:
    """Give the names of the keys under a key; none where there is no such key."""
    winreg = _winreg()
    if winreg is None:
        return ()
    try:
        with _opened(winreg, key) as opened:
            number, _, _ = winreg.QueryInfoKey(opened)
            return tuple(winreg.EnumKey(opened, place) for place in range(number))
    except OSError:
        return ()


def _winreg() -> Any:  # noqa: ANN401 - it has types on Windows only
    try:
        return import_module("winreg")
    except ModuleNotFoundError:
        return None


def _opened(winreg: Any, key: str) -> Any:  # noqa: ANN401 - see above
    hive, _, rest = key.partition("\\")
    hives = {"HKCU": winreg.HKEY_CURRENT_USER, "HKLM": winreg.HKEY_LOCAL_MACHINE}
    # The 64-bit view: Windows itself and today's Office keep theirs there.
    return winreg.OpenKey(hives[hive], rest, 0, winreg.KEY_READ | winreg.KEY_WOW64_64KEY)
