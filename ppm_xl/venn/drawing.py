"""Ink: a laid-out Venn diagram as a matplotlib figure, and the figure as a file.

Loaded only when a picture is drawn. Figures are made without pyplot, so drawing leaves no
state behind and works on any thread and without a screen.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

import matplotlib as mpl
from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.patches import Circle as Ring
from matplotlib.patches import FancyBboxPatch, PathPatch
from matplotlib.path import Path as Outline
from matplotlib.text import Text
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from ppm_xl.errors import FileError
from ppm_xl.venn.layout import NONE_LABEL, lay_out
from ppm_xl.venn.membership import NOT_ASSESSED
from ppm_xl.venn.page import USUAL_SIZE
from ppm_xl.venn.picture import BOX_EDGE, EDGE_POINTS, Line, Region, VennLayout
from ppm_xl.venn.words import describe

if TYPE_CHECKING:
    from collections.abc import Collection

    from matplotlib.axes import Axes

    from ppm_xl.venn.membership import Members

FORMATS: Final = ("png", "svg", "pdf")
# Dots an inch of a saved PNG: sharp on a projector and in print, under half a megabyte.
DOTS: Final = 200
ALIGNED: Final[dict[str, Literal["left", "center", "right"]]] = {
    "left": "left",
    "centre": "center",
    "right": "right",
}


@contextmanager
def _unhinted() -> Iterator[None]:
    """Set letters at their true widths.

    Hinting rounds every letter to whole dots, up to a tenth wider at small sizes, which would
    undo the layout's guarantee that names never touch.
    """
    before = mpl.rcParams["text.hinting"]
    mpl.rcParams["text.hinting"] = "no_hinting"
    try:
        yield
    finally:
        mpl.rcParams["text.hinting"] = before


class _Words(Text):
    """A line of text drawn at exactly the width the layout counted on."""

    def draw(self, renderer: Any) -> None:  # noqa: ANN401 - matplotlib's renderers share no type
        with _unhinted():
            if isinstance(renderer, RendererAgg) and self.get_horizontalalignment() == "left":
                self._draw_where_it_stands(renderer)
            else:
                super().draw(renderer)

    def _draw_where_it_stands(self, renderer: RendererAgg) -> None:
        """Draw from the left end of the baseline, which needs no second look at every letter."""
        x, y = self.get_transform().transform(self.get_position())
        agg: Any = renderer  # matplotlib's own types end here
        context = agg.new_gc()
        context.set_foreground(self.get_color())
        high = agg.get_canvas_width_height()[1]
        face = self.get_fontproperties()
        agg.draw_text(context, x, high - y, self.get_text(), face, 0, mtext=self)
        context.restore()
        self.stale = False

    def get_window_extent(self, renderer: Any = None, dpi: float | None = None) -> Any:  # noqa: ANN401
        with _unhinted():
            return super().get_window_extent(renderer, dpi)


@cache
def _face(bold: bool) -> str:  # noqa: FBT001 - a weight is one of two
    name = "DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"
    return str(Path(mpl.get_data_path()) / "fonts" / "ttf" / name)


@lru_cache(maxsize=64)
def _typeface(size: float, bold: bool) -> FontProperties:  # noqa: FBT001 - as above
    # By file as well as by name: another DejaVu on the computer may have other widths.
    return FontProperties(
        family=["DejaVu Sans"],
        weight="bold" if bold else "normal",
        size=size,
        fname=_face(bold),
    )


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
    words = _Words(
        line.x,
        line.baseline,
        line.text,
        color=line.colour,
        fontproperties=_typeface(line.size, line.bold),
        horizontalalignment=ALIGNED[line.align],
        verticalalignment="baseline",
        parse_math=False,
        transform=axes.transData,
        zorder=3,
    )
    words.set_gid(line.gid)
    axes.add_artist(words)


def save(figure: Figure, path: str | Path, *, title: str = "") -> Path:
    """Write a figure to a file, with its words for those who cannot see it.

    Parameters
    ----------
    figure
        From :func:`draw_venn`.
    path
        Ends in ``.png``, ``.svg`` or ``.pdf``.
    title
        Title in the file's properties.

    Returns
    -------
    Path
        Where it was written.

    Raises
    ------
    FileError
        If the ending is another, or the file cannot be written.
    """
    target = Path(path)
    ending = target.suffix.lower().removeprefix(".")
    if ending not in FORMATS:
        raise FileError(
            f"A Venn diagram cannot be saved as “{target.name}”.",
            "End the file's name in .png, .svg or .pdf.",
        )
    words = str(figure.get_label())
    name = title or "Venn diagram"
    settings: Any = {
        "svg.fonttype": "none",
        "svg.hashsalt": "ppm-xl",
        "pdf.fonttype": 42,
        # What a user has set for figures of their own must not touch ours.
        "savefig.bbox": None,
        "savefig.facecolor": "auto",
        "savefig.dpi": "figure",
        "savefig.transparent": False,
    }
    try:
        with mpl.rc_context(settings):
            if ending == "png":
                _save_png(figure, target, name, words)
            elif ending == "svg":
                with _other_families(figure):
                    # No date and no random ids: the same picture is the same file.
                    about = {"Title": name, "Description": words, "Date": None}
                    figure.savefig(target, format="svg", metadata=about)
            else:
                about = {"Title": name, "Subject": words, "CreationDate": None}
                figure.savefig(target, format="pdf", metadata=about)
    except OSError as fault:
        raise FileError(
            f"The picture could not be written to “{target}”.",
            "Close it if it is open, or choose another folder.",
        ) from fault
    return target


def _save_png(figure: Figure, target: Path, title: str, words: str) -> None:
    """Write without a layer of transparency, which takes as long as all else of the file."""
    canvas = FigureCanvasAgg(figure)
    canvas.draw()  # type: ignore[no-untyped-call]
    wide, high = canvas.get_width_height()
    about = PngInfo()
    about.add_itxt("Title", title)
    about.add_itxt("Description", words)
    dots: Any = canvas.buffer_rgba()  # type: ignore[no-untyped-call]
    seen = Image.frombuffer("RGBA", (wide, high), dots, "raw", "RGBA", 0, 1)
    an_inch = figure.get_dpi()
    seen.convert("RGB").save(target, "png", pnginfo=about, dpi=(an_inch, an_inch))


@contextmanager
def _other_families(figure: Figure) -> Iterator[None]:
    """Name other typefaces for whatever shows an SVG where ours is not installed."""
    faces = {
        id(face): face for text in figure.findobj(_Words) if (face := text.get_fontproperties())
    }
    before = {key: face.get_family() for key, face in faces.items()}
    for face in faces.values():
        # Verdana has like widths.
        face.set_family(["DejaVu Sans", "Verdana"])
    try:
        yield
    finally:
        for key, face in faces.items():
            face.set_family(before[key])
