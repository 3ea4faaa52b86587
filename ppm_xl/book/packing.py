"""Long texts small enough for cells: compressed, and written in letters that Excel leaves alone."""

from __future__ import annotations

import base64
import binascii
import zlib
from collections.abc import Iterable
from typing import Final

LONGEST_PIECE: Final = 8_000
"""Characters of one cell. A cell holds four times as many; Excel takes a block of cells with no
longer text in it at once, and would have each longer one by itself."""

_MARK: Final = "z"
"""Begins every piece, so that none begins with a sign that starts a formula."""

_LARGEST: Final = 64 * 2**20
"""Bytes of one text, unpacked: a step of a school of 2,000 pupils is a tenth of it."""


def packed(text: str) -> str:
    """Give a text compressed, in letters, digits, ``-`` and ``_``.

    >>> unpacked(packed("Zoë")) == "Zoë"
    True
    """
    small = zlib.compress(text.encode("utf-8", "surrogatepass"))
    return _MARK + base64.urlsafe_b64encode(small).decode("ascii")


def unpacked(text: str) -> str:
    """Give back what was packed.

    Raises
    ------
    ValueError
        Where it is not what :func:`packed` made, or part of it is missing.
    """
    if not text.startswith(_MARK):
        raise ValueError("not packed")
    try:
        small = base64.urlsafe_b64decode(text[1:].encode("ascii"))
        reader = zlib.decompressobj()
        whole = reader.decompress(small, _LARGEST)
    except (binascii.Error, zlib.error) as fault:
        raise ValueError("cut short or spoilt") from fault
    if not reader.eof:
        raise ValueError("cut short or too long")
    return whole.decode("utf-8", "surrogatepass")


def in_pieces(text: str) -> tuple[str, ...]:
    """Pack a text and cut it for as many cells as it takes."""
    whole = packed(text)[1:]
    step = LONGEST_PIECE - 1
    return tuple(_MARK + whole[at : at + step] for at in range(0, len(whole), step))


def from_pieces(pieces: Iterable[str]) -> str:
    """Give back what was packed and cut.

    Raises
    ------
    ValueError
        Where a piece is missing or spoilt.
    """
    found = tuple(pieces)
    if not all(piece.startswith(_MARK) for piece in found):
        raise ValueError("not packed")
    return unpacked(_MARK + "".join(piece[1:] for piece in found))
