"""Laying a Venn diagram out: every name in its region, readable, one size for all.

Pure: the same input gives the same picture, whatever the order of the pupils.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ppm_xl.venn.counting import count_lines
from ppm_xl.venn.demand import head_type
from ppm_xl.venn.fitting import boxed, region_names
from ppm_xl.venn.geometry import Circle
from ppm_xl.venn.keyed import keyed
from ppm_xl.venn.labels import circle_labels
from ppm_xl.venn.membership import Members, region_codes, tally
from ppm_xl.venn.metrics import clean
from ppm_xl.venn.outlines import outlines
from ppm_xl.venn.page import USUAL_SIZE, Page, Words, divided, legend
from ppm_xl.venn.picture import (
    CIRCLE_COLOURS,
    INK,
    QUIET,
    ROLE_COLOURS,
    Box,
    DrawnCircle,
    DrawnName,
    Line,
    Region,
    VennLayout,
    blended,
)
from ppm_xl.venn.places import usual
from ppm_xl.venn.pupils import Group, Pupil, grouped
from ppm_xl.venn.sizing import Solution, solved

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from ppm_xl.venn.ruling import Placed

NONE_LABEL: Final = "Not yet at the standard"

__all__ = ["NONE_LABEL", "VennLayout", "lay_out"]


def lay_out(
    circles: Collection[str],
    members: Members,
    names: Mapping[str, str],
    marks: Mapping[str, Collection[str]] | None = None,
    moved: Mapping[str, str] | None = None,
    size: tuple[float, float] = USUAL_SIZE,
    *,
    title: str = "",
    caption: str = "",
    none_label: str = NONE_LABEL,
    counts_only: bool = False,
) -> VennLayout:
    """Lay a Venn diagram out.

    Parameters
    ----------
    circles
        One to three names, in order: first left, second right, third below.
    members
        Pupil key to the circles the pupil is in; ``None``: not assessed.
    names
        Pupil key to what is drawn; see :func:`ppm_xl.venn.names.drawn_names`. Names longer
        than twenty characters are shortened.
    marks
        Pupil key to any of ``"PP"``, ``"SEND"``, ``"on course"``.
    moved
        Pupil key to ``"in"``, ``"out"`` or ``"new"``; see
        :func:`ppm_xl.venn.membership.movement`.
    size
        Width and height in inches.
    title
        Stands at the top right; empty for none.
    caption
        One sentence, drawn small below the picture, such as the national figure with its date;
        empty for none.
    none_label
        What the box of those in no circle is called.
    counts_only
        Draw how many are in each region instead of who: for a small picture beside another.

    Returns
    -------
    VennLayout
        Every pupil once, in their region. Names too many to be drawn at 6 points are
        numbers there, and stand in a key.

    Raises
    ------
    VennError
        If the circles are none or too many, a pupil is in a circle that is not there or has
        no name, a mark or move is unknown, or the picture is too small for its pupils.
    MissingGlyphError
        If a name holds a character that cannot be drawn.
    """
    named = tuple(clean(str(name)) for name in ([circles] if isinstance(circles, str) else circles))
    placed = {key: None if inside is None else _cleaned(inside) for key, inside in members.items()}
    counts = tally(named, placed)
    group = grouped(counts, placed, names, marks or {}, moved or {}, clean(none_label))
    words = Words(clean(title), clean(caption))
    if counts_only:
        page = divided(size, legend(counts), words)
        places = usual(len(named), page.zone)
        boxes, lines = count_lines(group, places, page)
        return _layout(group, page, places, boxes, lines)
    entries = legend(counts, [pupil for pupils in group.regions.values() for pupil in pupils])
    solution = solved(group, size, entries, words)
    if solution.size:
        return _named(group, solution)
    found = keyed(group, size, entries, words)
    return _named(found.group, found.solution, found.key, found.lines)


def _cleaned(inside: Collection[str]) -> set[str]:
    return {clean(str(name)) for name in ([inside] if isinstance(inside, str) else inside)}


def _named(
    group: Group,
    solution: Solution,
    key: tuple[tuple[int, str], ...] = (),
    key_lines: tuple[Line, ...] = (),
) -> VennLayout:
    """Put every name in its place."""
    page, circles, size = solution.page, solution.circles, solution.size
    names: list[DrawnName] = []
    lines = list(key_lines)
    for code in region_codes(group.tally.circles):
        pupils = group.regions[code]
        if not pupils:
            continue
        placed = region_names(group, circles, code, size)
        assert placed is not None, "the size was chosen so that this region fits"
        for place in placed:
            if place.item < 0:
                points, bold = head_type(code, size)
                lines.append(
                    Line(
                        group.head(code),
                        place.left,
                        place.baseline,
                        points,
                        bold=bold,
                        colour=INK if bold else QUIET,
                        gid=f"count:{code}",
                    )
                )
            else:
                names.append(_drawn(pupils[place.item], place, size))
    both = boxed(group, page, size)
    assert both is not None, "the size was chosen so that the boxes fit"
    lines += both.lines
    for box, places in zip(both.boxes, both.placed, strict=True):
        names += [_drawn(group.regions[box.code][place.item], place, size) for place in places]
    return _layout(
        group,
        page,
        circles,
        both.boxes,
        lines,
        names=tuple(names),
        key=key,
        name_size=size,
        moved_circles=solution.moved,
    )


def _drawn(pupil: Pupil, place: Placed, size: float) -> DrawnName:
    line = Line(
        pupil.text,
        place.left,
        place.baseline,
        size,
        bold=pupil.bold,
        colour=ROLE_COLOURS[pupil.role],
        gid=f"pupil:{pupil.key}",
    )
    return DrawnName(pupil.key, pupil.code, line, pupil.role, pupil.number)


def _layout(
    group: Group,
    page: Page,
    circles: tuple[Circle, ...],
    boxes: Sequence[Box],
    lines: Sequence[Line],
    *,
    names: tuple[DrawnName, ...] = (),
    key: tuple[tuple[int, str], ...] = (),
    name_size: float = 0.0,
    moved_circles: bool = False,
) -> VennLayout:
    """Gather the parts, with the words that every picture has."""
    counts = group.tally
    return VennLayout(
        size=page.size,
        circles=tuple(
            DrawnCircle(name, circle, colour)
            for name, circle, colour in zip(counts.circles, circles, CIRCLE_COLOURS, strict=False)
        ),
        regions=tuple(
            Region(
                code,
                blended(code),
                outlines(circles, code),
                counts.regions[code],
                counts.share(code),
            )
            for code in region_codes(counts.circles)
        ),
        boxes=tuple(boxes),
        names=names,
        lines=(*page.lines, *circle_labels(counts, circles, page), *lines),
        key=key,
        name_size=name_size,
        moved_circles=moved_circles,
        tally=counts,
        none_label=group.none_label,
        caption=page.words.caption,
    )
