"""The typefaces of our papers, and which characters they can draw.

Lexend, made for easy reading, comes first; Noto Sans stands in for the letters that Lexend
lacks, IBM Plex Sans Arabic for Arabic. A page in a language whose letters Lexend lacks in part is
set in one typeface that has them all (:func:`families`), so that no word is of two. All come from
packages this one depends on, so every computer prints the same page.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from ppm_xl.printable import BREAKS, readable

FAMILIES: Final = ("Lexend", "Noto Sans", "IBM Plex Sans Arabic")
"""In the order in which they are tried for each letter."""


def font_folders() -> tuple[Path, ...]:
    """Give the folders that hold the typefaces."""
    import fontpkg_ibm_plex_sans_arabic  # type: ignore[import-untyped]  # ships no types
    import fontpkg_lexend  # type: ignore[import-untyped]  # ships no types
    import fontpkg_noto_sans  # type: ignore[import-untyped]  # ships no types

    return (
        Path(fontpkg_lexend.ROOT) / "files",
        Path(fontpkg_noto_sans.ROOT) / "files",
        Path(fontpkg_ibm_plex_sans_arabic.ROOT) / "files",
    )


def families(first: str) -> tuple[str, ...]:
    """Give our typefaces, one of them first.

    >>> families("Noto Sans")
    ('Noto Sans', 'Lexend', 'IBM Plex Sans Arabic')

    Raises
    ------
    ValueError
        Where we have no such typeface.
    """
    if first not in FAMILIES:
        raise ValueError(f"There is no typeface {first}.")
    others = [name for name in FAMILIES if name != first]
    return (first, *others)


def diagram_folder() -> Path:
    """Give the folder of DejaVu Sans, in which diagrams are drawn; found without loading anything.

    Their names stay text in the document, so that they can be searched for and read aloud.
    """
    spec = find_spec("matplotlib")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("matplotlib")
    return Path(spec.origin).parent / "mpl-data" / "fonts" / "ttf"


@cache
def covered() -> frozenset[int]:
    """Give the code points that at least one of our typefaces can draw."""
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # ships no types

    found: set[int] = set()
    for folder in font_folders():
        for path in sorted(folder.glob("*.ttf")):
            if "Italic" in path.name:
                continue
            with TTFont(path, lazy=True) as font:
                found.update(font.getBestCmap())
    return frozenset(found)


def printable(text: str) -> str:
    r"""Give text as it is printed, with those pictographs alone that a typeface of ours draws.

    >>> printable("Zoe\u0308\u200d\x07! \U0001f600")
    'Zoë! '
    """
    return text if text.isascii() and text.isprintable() else readable(text, covered())


def uncovered(text: str) -> Iterator[str]:
    """Give the characters of a printable text that no typeface of ours can draw."""
    if text.isascii():
        return
    known = covered()
    for character in text:
        if ord(character) not in known and character not in BREAKS:
            yield character
