"""The picture's furniture: where circles and boxes may stand, and the words round them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Protocol

from ppm_xl.sentences import counted
from ppm_xl.venn.faults import VennError
from ppm_xl.venn.geometry import Rect
from ppm_xl.venn.metrics import POINTS_AN_INCH, width
from ppm_xl.venn.picture import (
    INK,
    MOVE_MARKS,
    ON_COURSE_MARK,
    QUIET,
    ROLE_COLOURS,
    ROLE_MARKS,
    Line,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ppm_xl.venn.membership import Tally

USUAL_SIZE: Final = (11.0, 7.6)
SMALLEST_SIZE: Final = (2.4, 1.6)
LARGEST_SIZE: Final = (100.0, 100.0)
# Inches of the usual size.
MARGIN: Final = 0.12
STRIP: Final = 0.27
COLUMN: Final = 3.2
GUTTER: Final = 0.16

LEAST_POINTS: Final = 8.0
LABEL_POINTS: Final = 14.0
LEGEND_POINTS: Final = 9.0
TITLE_POINTS: Final = 15.0
LINE_HEIGHT: Final = 1.25


@dataclass(frozen=True, slots=True)
class Words:
    """What a picture says beside its pupils and circles.

    Attributes
    ----------
    title
        Stands above the boxes, so that it never moves the circles; empty for none.
    caption
        Small, below all else; empty for none.
    """

    title: str = ""
    caption: str = ""


NO_WORDS: Final = Words()


@dataclass(frozen=True, slots=True)
class Page:
    """How a picture is divided.

    Attributes
    ----------
    size
        Width and height.
    unit
        How large this picture is beside the usual one; type shrinks with it.
    floor
        Height above which anything but the legend stands.
    zone
        Where the circles stand.
    column
        Where the boxes stand.
    key
        Where the key stands; empty where there is none.
    lines
        Title, legend and caption, placed.
    words
        Title and caption as given.
    """

    size: tuple[float, float]
    unit: float
    floor: float
    zone: Rect
    column: Rect
    key: Rect
    lines: tuple[Line, ...]
    words: Words


def points(usual: float, unit: float) -> float:
    """Type size for a picture of this size, never below what can be read."""
    return max(LEAST_POINTS, usual * min(unit, 1.0))


def inches(text: str, size: float, *, bold: bool = False) -> float:
    """Width of a text."""
    return width(text, bold=bold) * size / POINTS_AN_INCH


def line_height(size: float) -> float:
    """Inches from baseline to baseline of words that belong together."""
    return LINE_HEIGHT * size / POINTS_AN_INCH


def wrapped(text: str, room: float, size: float, *, bold: bool = False) -> list[str]:
    """Break a text into lines no wider than ``room``; a word too wide for it is shortened."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and inches(longer, size, bold=bold) <= room:
            lines[-1] = longer
        else:
            lines.append(clipped(word, room, size, bold=bold))
    return lines or [""]


def clipped(text: str, room: float, size: float, *, bold: bool = False) -> str:
    """Shorten a text to a width with ``…``."""
    if inches(text, size, bold=bold) <= room:
        return text
    kept = text.rstrip("…")
    while kept and inches(kept + "…", size, bold=bold) > room:
        kept = kept[:-1]
    return kept + "…"


def figures(count: int, share: int | None) -> str:
    """Give a count and its share, ``14 · 47 %``."""
    return f"{count} · {share} %" if count and share is not None else f"{count}"


def divided(
    size: tuple[float, float],
    legend: Sequence[Line],
    words: Words = NO_WORDS,
    *,
    column: float = COLUMN,
    corners: bool = False,
    key_below: float = 0.0,
    key_beside: float = 0.0,
) -> Page:
    """Divide a picture into circles, boxes, title and legend.

    Parameters
    ----------
    size
        Width and height.
    legend
        The legend's entries, not yet placed (their ``x`` and ``baseline`` are ignored).
    words
        Title and caption.
    column
        Width of the boxes at the usual size.
    corners
        Keep no strip above the circles for their labels: these stand in the zone's corners.
    key_below
        Share of the boxes' height kept for the key.
    key_beside
        Share of the picture's width kept for the key.
    """
    whole, high = _checked(size)
    wide = whole * (1 - key_beside)
    unit = min(wide / USUAL_SIZE[0], high / USUAL_SIZE[1])
    margin = MARGIN * max(unit, 0.5)
    lines = _caption(words.caption, whole, margin, unit)
    lines += _legend(legend, whole, margin, unit, len(lines))
    floor = max((line.rect.top for line in lines), default=0.0) + margin * 0.8
    label = line_height(points(LABEL_POINTS, unit)) + 0.03
    strip = max(STRIP * unit, label)
    left = wide - margin - column * wide / USUAL_SIZE[0]
    zone = Rect(
        margin, floor, left - GUTTER * unit, high - margin * 0.6 - (0.0 if corners else strip)
    )
    top = high - margin
    if words.title:
        size_points = points(TITLE_POINTS, unit)
        for text in wrapped(words.title, wide - margin - left, size_points, bold=True):
            top -= line_height(size_points)
            baseline = top + 0.3 * size_points / POINTS_AN_INCH
            lines.append(Line(text, left, baseline, size_points, bold=True, gid="title"))
        top -= margin / 2
    line = floor + key_below * (top - floor)
    key = (
        Rect(wide, floor, whole - margin, high - margin)
        if key_beside
        else Rect(left, floor, wide - margin, line - margin * bool(key_below))
    )
    column_rect = Rect(left, line, wide - margin, top)
    return Page((whole, high), unit, floor, zone, column_rect, key, tuple(lines), words)


def _checked(size: tuple[float, float]) -> tuple[float, float]:
    wide, high = float(size[0]), float(size[1])
    fits = (
        SMALLEST_SIZE[0] <= wide <= LARGEST_SIZE[0] and SMALLEST_SIZE[1] <= high <= LARGEST_SIZE[1]
    )
    if not fits:
        raise VennError(
            f"A Venn diagram of {wide:g} by {high:g} inches cannot be drawn.",
            f"Choose a size from {SMALLEST_SIZE[0]:g} by {SMALLEST_SIZE[1]:g} inches up;"
            " 11 by 7.6 is usual.",
        )
    return wide, high


class Marked(Protocol):
    """What the legend asks of a pupil."""

    @property
    def before(self) -> str:
        """Marks before the name."""

    @property
    def after(self) -> str:
        """Marks after the name."""


def legend(tally: Tally, pupils: Sequence[Marked] = ()) -> list[Line]:
    """List what the marks mean, only those that this picture holds; not yet placed."""
    entries: list[Line] = []

    def add(text: str, colour: str, *, bold: bool = False) -> None:
        entries.append(Line(text, 0.0, 0.0, LEGEND_POINTS, bold=bold, colour=colour, gid="legend"))

    if any(pupil.before for pupil in pupils):
        add(f"{ROLE_MARKS['PP']} Pupil Premium", ROLE_COLOURS["PP"], bold=True)
        add(f"{ROLE_MARKS['SEND']} SEND", ROLE_COLOURS["SEND"])
        add(f"{ROLE_MARKS['both']} both", ROLE_COLOURS["both"], bold=True)
    after = "".join(pupil.after for pupil in pupils)
    if any(mark in after for mark in MOVE_MARKS.values()):
        add(f"{MOVE_MARKS['in']} moved towards the centre", INK)
        add(f"{MOVE_MARKS['out']} moved away", INK)
        add(f"{MOVE_MARKS['new']} new", INK)
    if ON_COURSE_MARK in after:
        add(f"{ON_COURSE_MARK} expected progress from their start", INK)
    if not tally.assessed:
        add("nobody assessed yet", QUIET)
    else:
        add(f"% of the {counted(tally.assessed, 'pupil')} assessed", QUIET)
    return entries


def _caption(text: str, wide: float, margin: float, unit: float) -> list[Line]:
    """Set the caption at the very bottom, over the whole width."""
    if not text:
        return []
    size = points(LEGEND_POINTS, unit)
    rows = wrapped(text, wide - 2 * margin, size)
    return [
        Line(row, margin, _bottom(number, size, margin), size, colour=QUIET, gid="caption")
        for number, row in zip(reversed(range(len(rows))), rows, strict=True)
    ]


def _bottom(number: int, size: float, margin: float) -> float:
    """Baseline of a line at the bottom of the picture, counted upwards."""
    return margin * 0.6 + number * line_height(size) + 0.25 * size / POINTS_AN_INCH


def _legend(
    entries: Sequence[Line], wide: float, margin: float, unit: float, below: int
) -> list[Line]:
    """Set the legend along the bottom, above so many lines, in as few lines as it takes."""
    room = wide - 2 * margin
    size = points(LEGEND_POINTS, unit)
    gap = 2 * size / POINTS_AN_INCH
    for smaller in (size, LEAST_POINTS):
        size, gap = smaller, 2 * smaller / POINTS_AN_INCH
        total = sum(inches(e.text, size, bold=e.bold) + gap for e in entries) - gap
        if total <= room:
            break
    rows: list[list[Line]] = [[]]
    x = margin
    for entry in entries:
        long = inches(entry.text, size, bold=entry.bold)
        if rows[-1] and x + long > wide - margin:
            rows.append([])
            x = margin
        rows[-1].append(replace(entry, x=x, size=size))
        x += long + gap
    # Lines below are as high as the legend's own, or higher.
    under = below * line_height(points(LEGEND_POINTS, unit))
    return [
        replace(entry, baseline=under + _bottom(number, size, margin))
        for number, row in enumerate(reversed(rows))
        for entry in row
    ]
