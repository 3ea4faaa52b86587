"""The small picture: how many are in each region, not who."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ppm_xl.venn.boxes import bare_boxes
from ppm_xl.venn.geometry import Circle, Rect, RegionShape, pole
from ppm_xl.venn.membership import NOT_ASSESSED, region_codes
from ppm_xl.venn.metrics import POINTS_AN_INCH
from ppm_xl.venn.page import LEAST_POINTS, inches
from ppm_xl.venn.picture import EDGE_POINTS, INK, QUIET, Box, Line

if TYPE_CHECKING:
    from ppm_xl.venn.page import Page
    from ppm_xl.venn.pupils import Group

LARGEST: Final = 34.0
SHARE: Final = 0.5
CLEAR: Final = EDGE_POINTS / 2 / POINTS_AN_INCH + 0.02


def count_lines(
    group: Group, circles: tuple[Circle, ...], page: Page
) -> tuple[list[Box], list[Line]]:
    """Set each region's count in its middle, its share of assessed pupils below it.

    One size for all, the largest that fits everywhere; a share that does not fit even at the
    smallest size is left to the picture's words.
    """
    boxes, lines, inners = bare_boxes(page, group.tally, group.none_label)
    shapes = {code: RegionShape(circles, code, CLEAR) for code in region_codes(group.tally.circles)}
    size = max(LEAST_POINTS, LARGEST * min(1.0, page.unit))
    while size > LEAST_POINTS and not all(
        _figures(group, code, pole(shape, aspect=1.2), size, shape)
        for code, shape in shapes.items()
    ):
        size = max(LEAST_POINTS, size - 0.5)
    for code, shape in shapes.items():
        middle = pole(shape, aspect=1.2)
        lines += (
            _figures(group, code, middle, size, shape)
            or _figures(group, code, middle, LEAST_POINTS, None)[:1]
        )
    for box, inner in zip(boxes, inners, strict=True):
        middle = ((inner.left + inner.right) / 2, (inner.bottom + inner.top) / 2)
        small = min(size, max(LEAST_POINTS, inner.height * POINTS_AN_INCH / 2))
        lines += _figures(group, box.code, middle, small, None)
    return boxes, lines


def _figures(
    group: Group, code: str, middle: tuple[float, float], size: float, shape: RegionShape | None
) -> list[Line]:
    """Set a count and its share about a point; nothing if they would leave the shape."""
    count = group.tally.regions[code]
    share = group.tally.share(code)
    colour = INK if count else QUIET
    small = max(LEAST_POINTS, size * SHARE)
    em, small_em = size / POINTS_AN_INCH, small / POINTS_AN_INCH
    words = "" if share is None or code == NOT_ASSESSED or not count else f"{share} %"
    # Digits are as high as capitals, 0.73 em.
    high = 0.73 * em + (1.25 * small_em if words else 0.0)
    baseline = middle[1] + high / 2 - 0.73 * em
    line = Line(
        str(count),
        middle[0],
        baseline,
        size,
        bold=True,
        colour=colour,
        align="centre",
        gid=f"count:{code}",
    )
    lines = [line]
    wide = inches(line.text, size, bold=True)
    if words:
        lines.append(
            Line(
                words,
                middle[0],
                baseline - 1.25 * small_em,
                small,
                colour=colour,
                align="centre",
                gid=f"share:{code}",
            )
        )
        wide = max(wide, inches(words, small))
    if shape is None:
        return lines
    rect = Rect(
        middle[0] - wide / 2, middle[1] - high / 2, middle[0] + wide / 2, middle[1] + high / 2
    )
    inside = any(
        left <= rect.left and rect.right <= right
        for left, right in shape.spans(rect.bottom, rect.top)
    )
    return lines if inside else []
