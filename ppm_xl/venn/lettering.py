"""Letters at exactly the widths the layout counted on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.font_manager import FontProperties
from matplotlib.text import Text


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


class Words(Text):
    """A line of text drawn at exactly the width the layout counted on."""

    def draw(self, renderer: Any) -> None:  # noqa: ANN401 - matplotlib's renderers share no type
        """Draw unhinted; on paper of dots from where it stands."""
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
        """Give the paper it takes, unhinted."""
        with _unhinted():
            return super().get_window_extent(renderer, dpi)


@cache
def _face(bold: bool) -> str:  # noqa: FBT001 - a weight is one of two
    name = "DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"
    return str(Path(mpl.get_data_path()) / "fonts" / "ttf" / name)


@lru_cache(maxsize=64)
def typeface(size: float, bold: bool) -> FontProperties:  # noqa: FBT001 - as above
    """Give the picture's typeface at a size in points."""
    # By file as well as by name: another DejaVu on the computer may have other widths.
    return FontProperties(
        family=["DejaVu Sans"],
        weight="bold" if bold else "normal",
        size=size,
        fname=_face(bold),
    )
