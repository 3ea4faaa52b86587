"""What people typed, as it can be printed: an emoji must not stop a page."""

from __future__ import annotations

import unicodedata
from collections.abc import Container
from typing import Final

BREAKS: Final = frozenset("\n\t\N{SOFT HYPHEN}\N{ZERO WIDTH SPACE}")
"""Drawn as nothing, but a line may end there."""

_PICTOGRAPHS: Final = frozenset({"So", "Sk", "Sm", "Me", "Cs", "Co", "Cn"})
"""Unicode's categories of what is no letter, digit or stop."""


def readable(text: str, drawn: Container[int] = frozenset()) -> str:
    r"""Give text as it is printed: accents joined to their letters, without invisible signs.

    A pictograph, a keycap and what Unicode does not know are left out too.

    Parameters
    ----------
    drawn
        Code points of pictographs that stay, since there is a typeface for them.

    >>> readable("Zoe\u0308\u200d\x07! \U0001f600 \u2713")
    'Zoë!  '
    >>> readable("Done \u2713", {0x2713})
    'Done ✓'
    """
    if text.isascii() and text.isprintable():
        return text
    joined = unicodedata.normalize("NFC", text)
    return "".join(c for c in joined if not _is_invisible(c) and _is_kept(c, drawn))


def _is_invisible(character: str) -> bool:
    if character in BREAKS:
        return False
    variation = "\ufe00" <= character <= "\ufe0f"
    return variation or unicodedata.category(character) in {"Cc", "Cf"}


def _is_kept(character: str, drawn: Container[int]) -> bool:
    is_pictograph = character > "\u2000" and unicodedata.category(character) in _PICTOGRAPHS
    return not is_pictograph or ord(character) in drawn
