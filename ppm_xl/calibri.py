"""How wide words in Calibri are, and how many lines they take: an estimate, rather too wide.

Excel alone knows exactly. Who writes row heights into a file, or says where a printed page ends,
must know before.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

_LEADING: Final = 1.275
"""Points from line to line for a point of type."""
_ABOVE_AND_BELOW: Final = 1.5
_PADDING: Final = 5
"""Pixels of a cell that no text stands on."""
_POINTS_A_PIXEL: Final = 0.75

_WIDER: Final = 1.02
"""Letters set to whole pixels on a screen are wider than drawn, so plain ones count as more than
bold ones."""

_OTHER: Final = 900
"""Thousandths of an em: a letter Calibri does not have, in another typeface."""
_BY_NAME: Final = {
    "EN DASH": 500, "EM DASH": 905, "LEFT SINGLE QUOTATION MARK": 258,
    "RIGHT SINGLE QUOTATION MARK": 258, "LEFT DOUBLE QUOTATION MARK": 435,
    "RIGHT DOUBLE QUOTATION MARK": 435, "HORIZONTAL ELLIPSIS": 711, "BULLET": 500,
    "MIDDLE DOT": 268, "LATIN CAPITAL LETTER L WITH STROKE": 440,
    "LATIN SMALL LETTER L WITH STROKE": 260, "LATIN SMALL LETTER O WITH STROKE": 544,
    "LATIN CAPITAL LETTER O WITH STROKE": 680, "LATIN SMALL LETTER SHARP S": 555,
    "LATIN SMALL LETTER D WITH STROKE": 537, "POUND SIGN": 510,
}  # fmt: skip
_LESS_LIKELY: Final = {unicodedata.lookup(name): width for name, width in _BY_NAME.items()}
# Printable ASCII in Calibri bold, as Carlito has it; plain letters are a little narrower.
_WIDTHS: Final = (
    226, 326, 438, 498, 507, 729, 705, 233, 312, 312, 498, 498, 258, 306, 267, 430,
    507, 507, 507, 507, 507, 507, 507, 507, 507, 507, 276, 276, 498, 498, 498, 463,
    898, 606, 561, 529, 630, 488, 459, 637, 631, 267, 331, 547, 423, 874, 659, 676,
    532, 686, 563, 473, 495, 653, 591, 906, 551, 520, 478, 325, 430, 325, 498, 498,
    300, 494, 537, 418, 537, 503, 316, 474, 537, 246, 255, 480, 246, 813, 537, 538,
    537, 537, 355, 399, 347, 537, 473, 745, 459, 474, 397, 344, 475, 344, 498,
)  # fmt: skip


def room(pixels: float) -> float:
    """Give the points that a cell so many pixels wide has for text."""
    return max(pixels - _PADDING, 1.0) * _POINTS_A_PIXEL


def lines(words: str, width: float, size: float) -> int:
    """Count the lines that a text takes in a width, both width and size in points."""
    return sum(_lines(paragraph, width / size) for paragraph in words.split("\n"))


def height(count: int, size: float) -> float:
    """Give the height in points of a row of two or more lines; 0 for one line, the usual height."""
    return round(count * size * _LEADING * 4) / 4 + _ABOVE_AND_BELOW if count > 1 else 0.0


def _lines(paragraph: str, room: float) -> int:
    """Count lines in a room given in ems."""
    count, used, space = 1, 0.0, _em(" ")
    for word in paragraph.split(" "):
        wide = _em(word)
        if used and used + space + wide > room:
            count, used = count + 1, 0.0
        used += wide + (space if used else 0.0)
        while used > room:
            count, used = count + 1, used - room
    return count


def _em(word: str) -> float:
    return _WIDER * ems(word) / 1000


@lru_cache(maxsize=20_000)
def ems(text: str) -> int:
    """Give the width of a text in bold type, in thousandths of an em."""
    return sum(map(_width, text))


def _width(letter: str) -> int:
    place = ord(letter) - 32
    if 0 <= place < len(_WIDTHS):
        return _WIDTHS[place]
    if letter in _LESS_LIKELY:
        return _LESS_LIKELY[letter]
    if unicodedata.combining(letter):
        return 0
    base = unicodedata.normalize("NFD", letter)[0]
    return _OTHER if base == letter else _width(base)
