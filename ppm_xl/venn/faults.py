"""What the Venn room says when it is given something that cannot be drawn."""

from __future__ import annotations

from ppm_xl.errors import DataError


class VennError(DataError):
    """The circles, members, names or size asked for do not make a diagram."""


class MissingGlyphError(VennError):
    """A name holds a character that the picture's typeface does not have."""
