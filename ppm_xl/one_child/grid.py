"""Where things stand on the sheet One child, for its formulas and for what they look up.

The page is A4 across and printed at nine tenths, so that ten points on the sheet are nine on
paper. LibreOffice makes columns a twentieth wider than Excel does, which is allowed for.
"""

from __future__ import annotations

from typing import Final

HALF_TERMS_SHOWN: Final = 6

LINES: Final = 42
"""Of the columns in the middle and at the right; the left one begins below the colours."""
LINE_HEIGHT: Final = 12.75
"""Points."""
HEADS: Final = 2
"""Lines above the colours: the school year and the half-term."""
COLOURS: Final = 11
"""Lines of colours: seven areas of learning and four measures, or subjects and six of them."""
LEFT_FROM: Final = HEADS + COLOURS + 1
"""The line, from 0, where the texts at the left begin."""

BODY: Final = 10.0
"""Points of type."""
LABEL: Final = 106.0
MARK: Final = 37.0
JUDGED: Final = 12.0
"""Points: a line's name, and for each half-term the mark and beside it the teacher's colour. The
longest usual mark, ``R SBLW`` in bold, stands in its cell unshrunk."""
LEFT: Final = LABEL + HALF_TERMS_SHOWN * (MARK + JUDGED)
MIDDLE: Final = 205.0
RIGHT: Final = 205.0
GAP: Final = 8.0
"""Points between the three columns."""
PADDING: Final = 5.0
"""Points of a cell that no text stands on, with some to spare for other printers' letters."""

LABEL_FIELD: Final = 34
CELL_FIELD: Final = 16
"""Characters that a line of colours keeps for its name and for each of its cells."""
CELLS: Final = 2 * HALF_TERMS_SHOWN
