"""The values a laid-out Venn diagram is made of: no ink, only where and what.

Lengths are inches from the picture's bottom left corner, type sizes points.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from ppm_xl import palette
from ppm_xl.venn.geometry import Circle, Point, Rect
from ppm_xl.venn.metrics import POINTS_AN_INCH, reach, width

if TYPE_CHECKING:
    from ppm_xl.venn.membership import Tally

Role: TypeAlias = Literal["plain", "PP", "SEND", "both"]
Align: TypeAlias = Literal["left", "centre", "right"]

INK: Final = palette.INK
QUIET: Final = palette.QUIET
ROLE_COLOURS: Final[dict[Role, str]] = {
    "plain": INK,
    "PP": palette.PUPIL_PREMIUM,
    "SEND": palette.SEND,
    "both": palette.PUPIL_PREMIUM_AND_SEND,
}
ROLE_MARKS: Final[dict[Role, str]] = {"plain": "", "PP": "◆", "SEND": "▲", "both": "◆▲"}
# Pupil Premium names are bold, so that weight tells them in grey too.
BOLD_ROLES: Final[frozenset[Role]] = frozenset({"PP", "both"})
MOVE_MARKS: Final = {"in": "↑", "out": "↓", "new": "✦"}
ON_COURSE_MARK: Final = "✓"

CIRCLE_COLOURS: Final = palette.CIRCLES
CIRCLE_SHARE: Final = 0.16
EDGE_POINTS: Final = 1.5
BOX_EDGE: Final = "#9AA3B0"


def blended(code: str) -> str:
    """Colour of a region: each circle's colour laid over white, one on another.

    Examples
    --------
    >>> blended("000"), blended("100")
    ('#FFFFFF', '#D6E8F3')
    """
    channels = [255.0, 255.0, 255.0]
    for bit, colour in zip(code, CIRCLE_COLOURS, strict=False):
        if bit == "1":
            over = [int(colour[place : place + 2], 16) for place in (1, 3, 5)]
            channels = [
                channel * (1 - CIRCLE_SHARE) + top * CIRCLE_SHARE
                for channel, top in zip(channels, over, strict=True)
            ]
    return "#" + "".join(f"{round(channel):02X}" for channel in channels)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text.

    Attributes
    ----------
    text
        Drawn as it stands; never read as a formula.
    x, baseline
        Its left end, middle or right end, as ``align`` says, and its baseline.
    size
        Points.
    colour
        ``#RRGGBB``.
    gid
        Name of the artist, for tests and for SVG.
    """

    text: str
    x: float
    baseline: float
    size: float
    bold: bool = False
    colour: str = INK
    align: Align = "left"
    gid: str = ""

    @property
    def rect(self) -> Rect:
        """The paper it takes: as wide as its advances, as high as its tallest letter."""
        em = self.size / POINTS_AN_INCH
        wide = width(self.text, bold=self.bold) * em
        share = {"left": 0.0, "centre": 0.5, "right": 1.0}[self.align]
        above, below = reach([self.text])
        left = self.x - share * wide
        return Rect(left, self.baseline - below * em, left + wide, self.baseline + above * em)


@dataclass(frozen=True, slots=True)
class DrawnName:
    """One pupil in the picture.

    Attributes
    ----------
    key
        The pupil.
    code
        The region or box.
    line
        What is drawn and where: the name with its marks, or a number of the key.
    role
        Which mark gives its colour.
    number
        Its number in the key, where the name itself found no room.
    """

    key: str
    code: str
    line: Line
    role: Role
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Region:
    """A region inside the circles.

    Attributes
    ----------
    code
        ``"110"``: in the first two circles only.
    fill
        Its colour, ``#RRGGBB``.
    loops
        Its edges, closed; holes turn clockwise.
    count, share
        Pupils, and per cent of assessed pupils.
    """

    code: str
    fill: str
    loops: tuple[tuple[Point, ...], ...]
    count: int
    share: int | None


@dataclass(frozen=True, slots=True)
class Box:
    """A box beside the circles: in none of them, or not assessed."""

    code: str
    rect: Rect
    count: int
    share: int | None


@dataclass(frozen=True, slots=True)
class DrawnCircle:
    """A circle with its name and colour."""

    name: str
    circle: Circle
    colour: str


@dataclass(frozen=True, slots=True)
class VennLayout:
    """A Venn diagram, laid out.

    Attributes
    ----------
    size
        Width and height.
    circles, regions, boxes
        What the names stand in.
    names
        Every pupil once; none where only counts are drawn.
    lines
        All other text: labels, counts, headings, title, legend, key.
    key
        The key's entries, number to full name; empty where every name is drawn.
    name_size
        The one size of all names, points.
    moved_circles
        Whether the circles had to leave their usual places to keep the names readable.
    tally
        The counts.
    none_label
        What the box of those in no circle is called.
    caption
        What stands small below the picture.
    """

    size: tuple[float, float]
    circles: tuple[DrawnCircle, ...]
    regions: tuple[Region, ...]
    boxes: tuple[Box, ...]
    names: tuple[DrawnName, ...]
    lines: tuple[Line, ...]
    key: tuple[tuple[int, str], ...]
    name_size: float
    moved_circles: bool
    tally: Tally
    none_label: str
    caption: str = ""
