"""Ink: a laid-out Venn diagram as a matplotlib figure.

Loaded only when a picture is drawn. Figures are made without pyplot, so drawing leaves no
state behind and works on any thread and without a screen.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final, Literal

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import Circle as Ring
from matplotlib.patches import FancyBboxPatch, PathPatch
from matplotlib.path import Path as Outline

from ppm_xl.venn.layout import NONE_LABEL, lay_out
from ppm_xl.venn.lettering import Words, typeface
from ppm_xl.venn.membership import NOT_ASSESSED
from ppm_xl.venn.page import USUAL_SIZE
from ppm_xl.venn.picture import BOX_EDGE, EDGE_POINTS, Line, Region, VennLayout
from ppm_xl.venn.saving import save
from ppm_xl.venn.words import describe

if TYPE_CHECKING:
    from collections.abc import Collection

    from matplotlib.axes import Axes

    from ppm_xl.venn.membership import Members

__all__ = ["DOTS", "draw", "draw_venn", "save"]

# Dots an inch of a saved PNG: sharp on a projector and in print, under half a megabyte.
DOTS: Final = 200
ALIGNED: Final[dict[str, Literal["left", "center", "right"]]] = {
    "left": "left",
    "centre": "center",
    "right": "right",
}


def draw_venn(
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
) -> Figure:
    """Draw a Venn diagram with every pupil's name in its region.

    Parameters
    ----------
    circles, members, names, marks, moved, size, title, caption, none_label, counts_only
        As for :func:`ppm_xl.venn.layout.lay_out`.

    Returns
    -------
    matplotlib.figure.Figure
        Every pupil is one text with the gid ``pupil:<key>``; every region a patch
        ``region:110`` (empty ones too), the boxes ``region:000`` and
        ``region:not-assessed``.

    Raises
    ------
    ppm_xl.venn.faults.VennError
        If what is asked for makes no diagram.

    Examples
    --------
    >>> figure = draw_venn(("Reading",), {"k1": {"Reading"}}, {"k1": "Zoë"})
    >>> [text.get_text() for text in figure.axes[0].texts if text.get_gid() == "pupil:k1"]
    ['Zoë']
    """
    return draw(
        lay_out(
            circles,
            members,
            names,
            marks,
            moved,
            size,
            title=title,
            caption=caption,
            none_label=none_label,
            counts_only=counts_only,
        )
    )


def draw(layout: VennLayout) -> Figure:
    """Turn a layout into a figure of the same size."""
    figure = Figure(figsize=layout.size, dpi=DOTS, facecolor="white")
    figure.set_layout_engine("none")
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0.0, 0.0, 1.0, 1.0))
    axes.set_axis_off()
    axes.set_xlim(0.0, layout.size[0])
    axes.set_ylim(0.0, layout.size[1])
    for region in layout.regions:
        _add_region(axes, region)
    for drawn in layout.circles:
        ring = Ring(
            (drawn.circle.x, drawn.circle.y),
            drawn.circle.r,
            fill=False,
            edgecolor=drawn.colour,
            linewidth=EDGE_POINTS,
            zorder=2,
        )
        ring.set_gid(f"edge:{drawn.name}")
        axes.add_patch(ring)
    for box in layout.boxes:
        patch = FancyBboxPatch(
            (box.rect.left, box.rect.bottom),
            box.rect.width,
            box.rect.height,
            boxstyle="round,pad=0,rounding_size=0.06",
            facecolor="white",
            edgecolor=BOX_EDGE,
            linewidth=1.0,
            linestyle="--" if box.code == NOT_ASSESSED else "-",
            zorder=1,
        )
        patch.set_gid(f"region:{box.code}")
        axes.add_patch(patch)
    for line in (*layout.lines, *(name.line for name in layout.names)):
        _add_line(axes, line)
    # What a screen reader says; also kept in the saved file.
    figure.set_label(describe(layout))
    return figure


def _add_region(axes: Axes, region: Region) -> None:
    points: list[tuple[float, float]] = []
    codes: list[Any] = []
    for loop in region.loops:
        points += [*loop, loop[0]]
        codes += [Outline.MOVETO, *[Outline.LINETO] * (len(loop) - 1), Outline.CLOSEPOLY]
    patch = PathPatch(Outline(points, codes), facecolor=region.fill, edgecolor="none", zorder=1)
    patch.set_gid(f"region:{region.code}")
    axes.add_patch(patch)


def _add_line(axes: Axes, line: Line) -> None:
    words = Words(
        line.x,
        line.baseline,
        line.text,
        color=line.colour,
        fontproperties=typeface(line.size, line.bold),
        horizontalalignment=ALIGNED[line.align],
        verticalalignment="baseline",
        parse_math=False,
        transform=axes.transData,
        zorder=3,
    )
    words.set_gid(line.gid)
    axes.add_artist(words)
