"""Formats for cells, made once for each set of properties and shared by all sheets."""

from __future__ import annotations

from typing import Any, Final

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

from ppm_xl import palette as colours

TITLE_SIZE: Final = 18
BODY_SIZE: Final = 11


class Palette:
    """The formats of one workbook: ask by properties, get the same object for the same ones."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._made: dict[tuple[tuple[str, Any], ...], Format] = {}

    def format(self, **properties: Any) -> Format:  # noqa: ANN401 - XlsxWriter's own property values
        """Give the format with these properties, in the body font unless they say else."""
        full = {
            "font_name": "Calibri",
            "font_size": BODY_SIZE,
            "font_color": colours.INK,
            "valign": "vcenter",
            **properties,
        }
        return self._once(full)

    def rule(self, **properties: Any) -> Format:  # noqa: ANN401 - as above
        """Give a format for a conditional format: only what it changes."""
        return self._once(properties)

    def _once(self, properties: dict[str, Any]) -> Format:
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._workbook.add_format(properties)
        return self._made[key]

    @property
    def title(self) -> Format:
        """Row 1: what the sheet is."""
        return self.format(bold=True, font_size=TITLE_SIZE)

    @property
    def sentence(self) -> Format:
        """Row 2: what to do here, and who."""
        return self.format(font_color=colours.QUIET)

    @property
    def link(self) -> Format:
        """A way to another place in the workbook."""
        return self.format(font_color=colours.ACCENT, underline=1)

    @property
    def caption(self) -> Format:
        """The name of a table or of a block."""
        return self.format(bold=True, font_color=colours.ACCENT)

    @property
    def hint(self) -> Format:
        """A sentence beside or above what it explains."""
        return self.format(font_color=colours.QUIET, text_wrap=True, valign="top")

    @property
    def blank(self) -> Format:
        """A cell that shows nothing, whatever its column's format."""
        return self.format()

    def heading(self, *, typed: bool) -> Format:
        """Give the heading of a column: accent where people type, grey where it is calculated."""
        fill, text = (colours.ACCENT, colours.WHITE) if typed else (colours.PAPER_GREY, colours.INK)
        return self.format(
            bold=True,
            text_wrap=True,
            bg_color=fill,
            font_color=text,
            border=1,
            border_color=colours.WHITE,
        )
