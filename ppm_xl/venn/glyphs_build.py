"""Build :mod:`ppm_xl.venn.glyphs` from the typeface that matplotlib ships.

Run ``python -m ppm_xl.venn.glyphs_build`` when matplotlib changes its DejaVu Sans.
Nothing in the product imports this module: it needs fontTools and matplotlib,
the pure layout needs neither.
"""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Any

# What a name may hold (letters, accents, digits, punctuation, spaces) ...
CATEGORIES = ("L", "M", "Nd", "P", "Zs")
# ... and what the pictures themselves draw.
SYMBOLS = "◆▲↑↓✦✓≥≤<>=+$`^|~°№½"
# Latin, Greek, Cyrillic, Armenian, Hebrew, Arabic; Georgian; more Latin (Vietnamese) and
# Greek; punctuation; Latin of African languages.
BLOCKS = (
    range(0x20, 0x700),
    range(0x10A0, 0x1100),
    range(0x1E00, 0x2070),
    range(0x2C60, 0x2C80),
)

# A glyph that stays within these heights (font units of 2048 an em) needs no entry of its own.
USUAL_TOP = 1556
USUAL_BOTTOM = -500


def _wanted(char: str) -> bool:
    if char in SYMBOLS:
        return True
    named = unicodedata.category(char).startswith(CATEGORIES)
    return named and any(ord(char) in block for block in BLOCKS)


def _literal(name: str, table: dict[int, str]) -> list[str]:
    lines = [f"{name}: Final[dict[int, str]] = {{"]
    for value, chars in sorted(table.items()):
        escaped = chars.encode("unicode_escape").decode("ascii")
        quote = "'" if '"' in chars else '"'
        lines.append(f"    {value}: {quote}{escaped}{quote},")
    lines.append("}")
    return lines


def build(fonts: Path) -> str:
    """Give the source of the module of glyph widths.

    Parameters
    ----------
    fonts
        Folder holding ``DejaVuSans.ttf`` and ``DejaVuSans-Bold.ttf``.

    Returns
    -------
    str
        Python source, the same for the same fonts.
    """
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

    faces = [TTFont(fonts / name) for name in ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf")]
    maps: list[dict[int, str]] = [face.getBestCmap() for face in faces]
    # A character counts only if both weights have it: a child's mark may change.
    codes = sorted(code for code in maps[0].keys() & maps[1].keys() if _wanted(chr(code)))
    lines = [
        '"""How wide each character of DejaVu Sans is, in units of 1/2048 em.',
        "",
        "Made by ``python -m ppm_xl.venn.glyphs_build``; do not edit by hand.",
        '"""',
        "",
        "# ruff: noqa: E501",
        "",
        "from __future__ import annotations",
        "",
        "from typing import Final",
        "",
        "UNITS: Final = 2048",
        f"USUAL_TOP: Final = {USUAL_TOP}",
        f"USUAL_BOTTOM: Final = {USUAL_BOTTOM}",
    ]
    tops: dict[int, str] = {}
    bottoms: dict[int, str] = {}
    for name, face, cmap in zip(("REGULAR", "BOLD"), faces, maps, strict=True):
        widths: dict[int, str] = {}
        for code in codes:
            width = face["hmtx"][cmap[code]][0]
            widths[width] = widths.get(width, "") + chr(code)
        lines += ["", "# Advance width: the characters that have it.", *_literal(name, widths)]
    for code in codes:
        shapes: list[Any] = [
            face["glyf"][cmap[code]] for face, cmap in zip(faces, maps, strict=True)
        ]
        top = max(getattr(shape, "yMax", 0) or 0 for shape in shapes)
        bottom = min(getattr(shape, "yMin", 0) or 0 for shape in shapes)
        if top > USUAL_TOP:
            tops[top] = tops.get(top, "") + chr(code)
        if bottom < USUAL_BOTTOM:
            bottoms[bottom] = bottoms.get(bottom, "") + chr(code)
    lines += [
        "",
        "# Highest point above the baseline, where it is above the usual.",
        *_literal("TOPS", tops),
    ]
    lines += ["", "# Lowest point, where it is below the usual.", *_literal("BOTTOMS", bottoms)]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Write the module beside this one."""
    import matplotlib as mpl

    source = build(Path(mpl.get_data_path()) / "fonts" / "ttf")
    Path(__file__).with_name("glyphs.py").write_text(source, encoding="utf-8")


if __name__ == "__main__":
    main()
