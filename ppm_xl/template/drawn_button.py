"""Buttons drawn on sheets: one look for what is done in order, a quieter one for the rest."""

from __future__ import annotations

from typing import Final

from xlsxwriter.worksheet import Worksheet

from ppm_xl import palette as colours
from ppm_xl.template.frame import button

BUTTON_NAME: Final = "Button "
"""How the names of the drawn buttons begin; the action follows."""
BUTTON_SIZE: Final = (212, 34)
"""Width and height in pixels; all of one size."""


def draw_button(
    sheet: Worksheet, row: int, column: int, action: str, *, down: int = 3, quiet: bool = False
) -> None:
    """Draw a button whose top left corner is ``down`` pixels below that of a cell.

    Parameters
    ----------
    quiet
        An outline instead of a filled shape: for what is no step of the half-term.
    """
    width, height = BUTTON_SIZE
    fill, ink = (colours.WHITE, colours.ACCENT) if quiet else (colours.ACCENT, colours.WHITE)
    sheet.insert_textbox(
        row,
        column,
        button(action),
        {
            "x_offset": 0,
            "y_offset": down,
            "width": width,
            "height": height,
            "fill": {"color": fill},
            "line": {"color": colours.ACCENT, "width": 1.25} if quiet else {"none": True},
            "font": {"name": "Calibri", "size": 11, "bold": True, "color": ink},
            "align": {"vertical": "middle", "horizontal": "left"},
            "object_position": 2,
            "description": f"{BUTTON_NAME}{action}",
        },
    )
