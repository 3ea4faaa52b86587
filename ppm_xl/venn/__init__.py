"""Venn diagrams of a class, every child by name.

The pure parts (:mod:`.membership`, :mod:`.names`, :mod:`.layout`, :mod:`.words`) know
nothing of ink; :mod:`.drawing` turns a layout into a matplotlib figure and is loaded only
when :func:`draw_venn` is asked for, so that no click pays for matplotlib.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ppm_xl.venn.drawing import draw_venn, save

__all__ = ["draw_venn", "save"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - that is what a module's attribute can be
    if name in __all__:
        from ppm_xl.venn import drawing

        return getattr(drawing, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
