"""How large a text will be on paper, without a renderer.

Widths are sums of the advances of DejaVu Sans, the typeface drawn; kerning, ligatures and
joined Arabic letters only ever make a text narrower, so the sum is safe. All lengths are in
ems: multiply by the font size in points, divide by 72 for inches.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from ppm_xl.venn import glyphs
from ppm_xl.venn.faults import MissingGlyphError

if TYPE_CHECKING:
    from collections.abc import Iterable

POINTS_AN_INCH: Final = 72.0

# What a line takes above and below its baseline whatever it says: a renderer counts every
# line as at least as tall as "lp"; "Q" and "ç" reach a little lower.
LINE_TOP: Final = glyphs.USUAL_TOP / glyphs.UNITS + 0.01
LINE_BOTTOM: Final = 0.24


@cache
def _advances(bold: bool) -> dict[str, float]:  # noqa: FBT001 - a weight is one of two
    table = glyphs.BOLD if bold else glyphs.REGULAR
    return {char: width / glyphs.UNITS for width, chars in table.items() for char in chars}


@cache
def _heights() -> tuple[dict[str, float], dict[str, float]]:
    tops = {char: top / glyphs.UNITS for top, chars in glyphs.TOPS.items() for char in chars}
    lows = {char: -low / glyphs.UNITS for low, chars in glyphs.BOTTOMS.items() for char in chars}
    return tops, lows


def width(text: str, *, bold: bool = False) -> float:
    """Width of one line of text, in ems.

    Parameters
    ----------
    text
        One line, already passed through :func:`clean`.
    bold
        Whether it is drawn in the bold weight.

    Raises
    ------
    MissingGlyphError
        If the typeface lacks one of the characters.

    Examples
    --------
    >>> round(width("Zoë"), 3)
    1.912
    """
    table = _advances(bold)
    try:
        return sum([table[char] for char in text])
    except KeyError:
        missing = next(char for char in text if char not in table)
        code = f"U+{ord(missing):04X}"
        raise MissingGlyphError(
            f"The picture's typeface cannot draw the character “{missing}” ({code}) in “{text}”.",
            "Give the name in other letters, in Known as on the Pupils sheet, and draw again.",
        ) from None


def reach(texts: Iterable[str]) -> tuple[float, float]:
    """How far any of these lines reaches above and below its baseline, in ems.

    Returns
    -------
    tuple of float
        Above and below, both positive, never less than an ordinary line takes.
    """
    tops, lows = _heights()
    chars = set().union(*texts)
    above = max((tops.get(char, 0.0) for char in chars), default=0.0)
    below = max((lows.get(char, 0.0) for char in chars), default=0.0)
    return max(LINE_TOP, above), max(LINE_BOTTOM, below)


@lru_cache(maxsize=4096)  # a class's names are asked for again and again
def clean(text: str) -> str:
    r"""Give a text as one plain line: composed letters, single spaces, no invisible characters.

    Examples
    --------
    >>> clean("  Zoe\u0308\tQ ")
    'Zoë Q'
    """
    composed = unicodedata.normalize("NFC", text)
    kept = (
        " " if unicodedata.category(char) in ("Cc", "Zl", "Zp", "Zs") else char
        for char in composed
        if unicodedata.category(char) != "Cf"
    )
    return " ".join("".join(kept).split())
