"""The sheet Venn: room for four diagrams, two and two beside each other, each with its list."""

from __future__ import annotations

from typing import Final

from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from ppm_xl import palette as colours
from ppm_xl import schema
from ppm_xl.schema import Sheet
from ppm_xl.template.frame import button, write_title
from ppm_xl.template.palette import Palette
from ppm_xl.venn import grid

_HEADING_HEIGHT: Final = 22
_FIGURES_HEIGHT: Final = 18
_HINT_HEIGHT: Final = 15
_PRINTED_AT: Final = 82
"""Per cent: a quarter then fills a page of A4, and the list is read at 9 points."""
_HIDDEN: Final = ";;;"
"""A number format that shows nothing: a row's kind is for the formats alone."""

_LOOKS: Final[dict[str, dict[str, object]]] = {
    "region": {"top": 1, "top_color": colours.PAPER_GREY},
    "moved": {"top": 1, "top_color": colours.PAPER_GREY, "font_color": colours.ACCENT},
    "moved on": {"font_color": colours.ACCENT},
    "away": {"top": 1, "top_color": colours.PAPER_GREY, "font_color": colours.SECOND_ACCENT},
    "away on": {"font_color": colours.SECOND_ACCENT},
    "note": {"top": 1, "top_color": colours.PAPER_GREY},
}
"""How the rows of a list look, by their kind; the further rows of a line have no rule above."""


def dress_venn(sheet: Worksheet, facts: Sheet, palette: Palette) -> None:
    """Leave room for the pictures, and style headings, figures and lists."""
    form = schema.VENN_LIST
    first, left = (at - 1 for at in form.anchor)
    sheet.set_column(0, 0, 9, palette.blank)
    for place, column in enumerate(form.columns, start=left):
        sheet.set_column(place, place, column.width, palette.blank)
    kind = palette.format(num_format=_HIDDEN)
    heading = palette.format(num_format="@", bold=True, font_size=14, font_color=colours.ACCENT)
    figures = palette.format(num_format="@", bold=True)
    what = palette.format(num_format="@", bold=True)
    who = palette.format(num_format="@")
    sheet.set_row(grid.HINT - 1, _HINT_HEIGHT, palette.blank)
    for below, top in enumerate(grid.HEADINGS):
        sheet.set_row(top - 1, _HEADING_HEIGHT, palette.blank)
        sheet.set_row(top, _FIGURES_HEIGHT, palette.blank)
        list_from = grid.list_row(below) - 1
        for row in range(top + 1, list_from):
            sheet.set_row(row, grid.PICTURE_ROW, palette.blank)
        for row in range(list_from, list_from + grid.LIST_ROWS):
            sheet.set_row(row, grid.LIST_ROW, palette.blank)
        for region in (column - 1 for column in grid.COLUMNS):
            for row in range(top - 1, list_from + grid.LIST_ROWS):
                sheet.write_blank(row, region - 1, None, kind)
            sheet.write_blank(top - 1, region, None, heading)
            sheet.write_blank(top, region, None, figures)
            for row in range(list_from, list_from + grid.LIST_ROWS):
                sheet.write_blank(row, region, None, what)
                sheet.write_blank(row, region + 1, None, who)
            _style_lines(sheet, list_from, region, palette)
    write_title(sheet, facts, palette, column=grid.COLUMNS[0] - 1)
    _say_what_will_be_here(sheet, palette)
    last = first + form.rows - 1
    sheet.set_print_scale(_PRINTED_AT)
    sheet.set_margins(left=0.4, right=0.4, top=0.3, bottom=0.5)
    sheet.set_h_pagebreaks([grid.HEADINGS[1] - 1])
    sheet.set_v_pagebreaks([grid.COLUMNS[1] - 2])
    sheet.print_area(0, left, last, left + len(form.columns) - 1)
    sheet.set_selection(0, 0, 0, 0)


def _say_what_will_be_here(sheet: Worksheet, palette: Palette) -> None:
    """Say so while there is nothing."""
    column = grid.COLUMNS[0] - 1
    sentence = f"The diagrams will be here. On Home, choose a class and press {button('update')}."
    heading = xl_rowcol_to_cell(grid.TOP - 1, column)
    said = palette.format(bold=True, font_color=colours.SECOND_ACCENT)
    formula = f'=IF({heading}="","{sentence}","")'
    sheet.write_formula(grid.HINT - 1, column, formula, said, sentence)


def _style_lines(sheet: Worksheet, top: int, region: int, palette: Palette) -> None:
    """Let a row's hidden kind decide how it looks."""
    bottom = top + grid.LIST_ROWS - 1
    kind = xl_rowcol_to_cell(top, region - 1, col_abs=True)
    for word, look in _LOOKS.items():
        rule = {"type": "formula", "criteria": f'={kind}="{word}"', "format": palette.rule(**look)}
        sheet.conditional_format(top, region, bottom, region + 1, rule)
