"""How wide words in Calibri are, and how many lines they take: an estimate, rather too wide.

Excel alone knows exactly. Who writes row heights into a file, or says where a printed page ends,
must know before.
"""

from __future__ import annotations

from typing import Final

_LEADING: Final = 1.275
"""Points from line to line for a point of type."""
_ABOVE_AND_BELOW: Final = 1.5
_PADDING: Final = 5
"""Pixels of a cell that no text stands on."""
_POINTS_A_PIXEL: Final = 0.75

# Advances in ems, as in Calibri and in Carlito, which has its metrics.
_EMS: Final = {
    char: ems
    for chars, ems in (
        ("'", 0.22), (" il", 0.23), ("j", 0.24), (",.I", 0.25), (":;", 0.27), ("`", 0.29),
        ("()", 0.30), ("-[]f{}", 0.31), ("J", 0.32), ("!t", 0.33), ("r", 0.35), ("/s", 0.39),
        ('"z', 0.40), ("Lc", 0.42), ("x", 0.43), ("kvy", 0.45), ("?FS|", 0.46), ("Zg", 0.47),
        ("a", 0.48), ("ETY", 0.49), ("#*+<=>^_e~", 0.50), ("$0123456789", 0.51), ("KPX", 0.52),
        ("Cbdhnopqu", 0.53), ("BR", 0.54), ("V", 0.57), ("A", 0.58), ("DH", 0.62), ("G", 0.63),
        ("U", 0.64), ("N", 0.65), ("O", 0.66), ("Q", 0.67), ("&", 0.68), ("%w", 0.71),
        ("m", 0.80), ("M", 0.85), ("@W", 0.89),
    )
    for char in chars
}  # fmt: skip
_SPACE: Final = _EMS[" "]
_OTHER: Final = 0.55
"""Letters with accents are as wide as without, within a little."""
_WIDER: Final = 1.04
"""Bold letters, and letters set to whole pixels on a screen, are a little wider."""


def room(pixels: float) -> float:
    """Give the points that a cell so many pixels wide has for text."""
    return max(pixels - _PADDING, 1.0) * _POINTS_A_PIXEL


def lines(words: str, width: float, size: float) -> int:
    """Count the lines that a text takes in a width, both width and size in points."""
    return sum(_lines(paragraph, width / size) for paragraph in words.split("\n"))


def height(count: int, size: float) -> float:
    """Give the height in points of a row of two or more lines; 0 for one line, the usual height."""
    return round(count * size * _LEADING * 4) / 4 + _ABOVE_AND_BELOW if count > 1 else 0.0


def _lines(paragraph: str, ems: float) -> int:
    count, used = 1, 0.0
    for word in paragraph.split(" "):
        wide = _ems(word)
        if used and used + _SPACE + wide > ems:
            count, used = count + 1, 0.0
        used += wide + (_SPACE if used else 0.0)
        while used > ems:
            count, used = count + 1, used - ems
    return count


def _ems(word: str) -> float:
    return _WIDER * sum(_EMS.get(char, _OTHER) for char in word)
