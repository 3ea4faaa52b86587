"""Whether the address that Excel gives a OneDrive or SharePoint file means a file on this disk.

With AutoSave on, Excel calls a synced workbook by its address in the cloud. OneDrive notes in
the registry which folder belongs to which address; on a Mac nothing does, and folders are told
by their names.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import PurePath
from typing import Final
from urllib.parse import unquote, urlsplit

_CLOUD_FOLDERS: Final = ("onedrive", "sharepoint")
"""How the folders begin that OneDrive makes where nobody has chosen another name."""


def is_address(name: str) -> bool:
    """Whether Excel's name for a workbook is an address and not a path."""
    return "://" in name


def folded(name: str) -> str:
    r"""Give a file's name as it is compared: case, and how accents are coded, do not count.

    >>> folded("Sch\u00fcler.xlsm") == folded("SCHU\u0308LER.XLSM")
    True
    """
    return unicodedata.normalize("NFC", name).casefold()


def means(address: str, path: PurePath, synced: Sequence[tuple[str, str]]) -> bool | None:
    """Whether an address means this file; None where that cannot be told.

    Parameters
    ----------
    address
        As Excel gives it.
    path
        The file, as an absolute path.
    synced
        The addresses that OneDrive keeps in step with this computer, each with its folder.

    Examples
    --------
    >>> from pathlib import PureWindowsPath
    >>> file = PureWindowsPath("C:/Users/ana/OneDrive - Fernhollow/Heads/School.xlsm")
    >>> home = "https://fernhollow-my.sharepoint.com/personal/ana/Documents"
    >>> means(f"{home}/Heads/School.xlsm", file, [(home, "C:/Users/ana/OneDrive - Fernhollow")])
    True
    """
    there = _parts(address)
    here = tuple(map(folded, path.parts))
    if not there or not here or there[-1] != here[-1]:
        return False
    homes = [(_parts(url), type(path)(folder)) for url, folder in synced if url and folder]
    homes = [(url, folder) for url, folder in homes if _begins(here, _folded(folder.parts))]
    if homes:
        found = [_same(there, url, here, folder) for url, folder in homes]
        return True if True in found else None if None in found else False
    clouds = [place for place, part in enumerate(here[:-1]) if part.startswith(_CLOUD_FOLDERS)]
    if not clouds:
        return False
    own = _own(there)
    if own is not None and own == here[clouds[0] + 1 :]:
        return True
    return True if len(there) > 2 and there[-2:] == here[-2:] else None  # noqa: PLR2004 - folder and name


def _same(
    there: tuple[str, ...], url: tuple[str, ...], here: tuple[str, ...], folder: PurePath
) -> bool | None:
    if not _begins(there, url):
        return None  # a shortcut to another library may lie in this folder under another address
    beyond, inside = there[len(url) :], here[len(folder.parts) :]
    if beyond == inside:
        return True
    # Of a library in which one folder alone is synced, OneDrive notes the library's address, and
    # calls the folder here by its own name after the library's: "Staff - General".
    skipped = beyond[: -len(inside)]
    if skipped and beyond[-len(inside) :] == inside:
        return folded(folder.name).endswith(skipped[-1])
    return False


def _own(there: tuple[str, ...]) -> tuple[str, ...] | None:
    """Give the place in someone's own OneDrive; None where the address is another library's."""
    host, *parts = there
    if host == "d.docs.live.net":
        return tuple(parts[1:])  # after the person's number
    if "-my.sharepoint." in host and parts[:1] == ["personal"]:
        return tuple(parts[3:])  # after the person's name and the library's
    return None


def _parts(address: str) -> tuple[str, ...]:
    split = urlsplit(address)
    return _folded((split.netloc, *(part for part in unquote(split.path).split("/") if part)))


def _folded(parts: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(folded, parts))


def _begins(parts: tuple[str, ...], start: tuple[str, ...]) -> bool:
    return parts[: len(start)] == start
