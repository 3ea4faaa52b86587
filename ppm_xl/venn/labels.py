"""What each circle is called, beside it, with its count."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ppm_xl.venn.geometry import Circle, Rect
from ppm_xl.venn.membership import per_cent
from ppm_xl.venn.metrics import POINTS_AN_INCH
from ppm_xl.venn.page import (
    LABEL_POINTS,
    LEAST_POINTS,
    MARGIN,
    Page,
    clipped,
    figures,
    inches,
    points,
    wrapped,
)
from ppm_xl.venn.picture import Align, Line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ppm_xl.venn.membership import Tally

# The circles' own colours, darkened until words in them read well on white.
LABEL_COLOURS: Final = ("#005A8C", "#8A5A00", "#00694D")
MOST_ROWS: Final = 3
# Inches kept from the circles, and the step of the search for the nearest place.
CLEAR: Final = 0.06
STEP: Final = 0.04


@dataclass(frozen=True, slots=True)
class _Words:
    """One way of setting a label: its rows, its type, the count below or behind."""

    rows: tuple[str, ...]
    count: str
    size: float
    small: float
    stacked: bool

    @property
    def gap(self) -> float:
        return 0.6 * self.size / POINTS_AN_INCH

    @property
    def name_width(self) -> float:
        return max(inches(row, self.size, bold=True) for row in self.rows)

    @property
    def width(self) -> float:
        count = inches(self.count, self.small)
        return max(self.name_width, count) if self.stacked else self.name_width + self.gap + count

    @property
    def height(self) -> float:
        points_high = self.size * (1.0 + 1.15 * (len(self.rows) - 1))
        return (points_high + 1.25 * self.small * self.stacked) / POINTS_AN_INCH


def circle_labels(tally: Tally, circles: Sequence[Circle], page: Page) -> list[Line]:
    """Name each circle outside it: first top left, second top right, third below.

    The name stands as large and as near to its circle as the circles leave room; one too
    long for its place at the smallest size is shortened.
    """
    labels: list[list[Line]] = []
    for place, name in enumerate(tally.circles):
        total = tally.totals[name]
        count = figures(total, per_cent(total, tally.assessed))
        labels.append(_label(name, count, place, circles, page))
    if not all(labels):
        # One circle named alone among others without a name would look like the only one.
        labels = [label for label in labels if len(label) > 1]
    return [line for label in labels for line in label]


def _label(name: str, count: str, place: int, circles: Sequence[Circle], page: Page) -> list[Line]:
    for words in _settings(name, count, page):
        spot = _beside(words, place, circles, page)
        if spot is not None:
            return _set(words, spot, place)
    # A whole name tells more than a count beside the first letter of one.
    for words in (*_name_alone(name), *_clipped_settings(name, count, page)):
        spot = _beside(words, place, circles, page)
        if spot is not None:
            return _set(words, spot, place)
    # A picture with no free corner at all: the words below it still name the circles.
    return []


def _settings(name: str, count: str, page: Page) -> Iterator[_Words]:
    """List ways of setting a label, the largest first."""
    half = page.zone.width / 2 - 0.1
    size = points(LABEL_POINTS, page.unit)
    while size >= LEAST_POINTS:
        small = max(LEAST_POINTS, size * 0.8)
        for rows in range(1, MOST_ROWS + 1):
            room = half if rows == 1 else inches(name, size, bold=True) / rows * 1.25
            texts = tuple(wrapped(name, min(room, half), size, bold=True))
            if len(texts) == rows and " ".join(texts) == name:
                yield _Words(texts, count, size, small, stacked=True)
                if rows == 1:
                    yield _Words(texts, count, size, small, stacked=False)
        size -= 0.5


def _name_alone(name: str) -> Iterator[_Words]:
    """Give the smallest way of setting a name in full, without its count."""
    yield _Words((name,), "", LEAST_POINTS, LEAST_POINTS, stacked=False)


def _clipped_settings(name: str, count: str, page: Page) -> Iterator[_Words]:
    """List ways of setting a label too long for its place, the most of its words first."""
    room = page.zone.width / 2 - 0.1
    while room > inches("…", LEAST_POINTS, bold=True):
        rows = wrapped(name, room, LEAST_POINTS, bold=True)
        for most in range(MOST_ROWS, 0, -1):
            kept = rows[:most]
            if len(rows) > most:
                kept[-1] = clipped(kept[-1] + "…", room, LEAST_POINTS, bold=True)
            yield _Words(tuple(kept), count, LEAST_POINTS, LEAST_POINTS, stacked=True)
        room -= 0.08


def _corner(words: _Words, place: int, own: Circle, page: Page, shift: float = 0.0) -> Rect:
    """Give the label's place in its circle's corner, moved inwards by ``shift``."""
    low = place == 2  # noqa: PLR2004 - the third circle is the one below
    # Level with its circle's top or bottom, the strip above the circles included.
    strip = page.size[1] - MARGIN * 0.6 * max(page.unit, 0.5) - page.zone.top
    top = min(own.y + own.r, page.zone.top) + strip
    bottom = max(page.floor, own.y - own.r) if low else top - words.height
    left = page.zone.left + shift if place != 1 else page.zone.right - words.width - shift
    return Rect(left, bottom, left + words.width, bottom + words.height)


def _beside(words: _Words, place: int, circles: Sequence[Circle], page: Page) -> Rect | None:
    """Find the place nearest its circle, sliding inwards from the zone's side."""
    own = circles[place]
    room = page.zone.width / (1 if len(circles) == 1 else 2) - words.width
    best: Rect | None = None
    shift = 0.0
    while shift <= room:
        spot = _corner(words, place, own, page, shift)
        if not all(spot.clear_of(circle, CLEAR) for circle in circles):
            break
        best = spot
        # Far enough in: above its circle's middle a label reads as the circle's own.
        if abs((spot.left + spot.right) / 2 - own.x) < STEP:
            break
        shift += STEP
    return best


def _set(words: _Words, spot: Rect, place: int) -> list[Line]:
    """Turn a label and its place into lines."""
    em, small_em = words.size / POINTS_AN_INCH, words.small / POINTS_AN_INCH
    colour = LABEL_COLOURS[place]
    gid = f"circle:{place + 1}"
    baseline = spot.top - 0.78 * em
    if not words.stacked:
        after = spot.left + words.name_width + words.gap
        row = Line(
            words.rows[0], spot.left, baseline, words.size, bold=True, colour=colour, gid=gid
        )
        if not words.count:
            return [row]
        return [row, Line(words.count, after, baseline, words.small, gid=f"{gid}:count")]
    # Towards its circle: the first and third stand left of theirs, the second right.
    align: Align = "left" if place == 1 else "right"
    x = spot.left if place == 1 else spot.right
    lines = [
        Line(
            row,
            x,
            baseline - 1.15 * em * number,
            words.size,
            bold=True,
            colour=colour,
            align=align,
            gid=gid,
        )
        for number, row in enumerate(words.rows)
    ]
    below = lines[-1].baseline - 1.3 * small_em
    return [*lines, Line(words.count, x, below, words.small, align=align, gid=f"{gid}:count")]
