"""The sheet Owner lists: what each person has to do, a block and a printed page for each."""

from __future__ import annotations

from typing import Final

from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from ppm_xl import palette as colours
from ppm_xl import schema
from ppm_xl.schema import Sheet
from ppm_xl.template.frame import CAPTION_ROW, HEADING_ROW, HINT_ROW, button, write_title
from ppm_xl.template.palette import Palette

_HIDDEN: Final = ";;;"
"""A number format that shows nothing: a row's kind is for the formats alone."""
_LINK_WIDTH: Final = 9
_HEADING_PIXELS: Final = 26
_TINT: Final = "#E8F1F7"
_BOX: Final = "#9AA3AF"


def dress_owner_lists(sheet: Worksheet, facts: Sheet, palette: Palette) -> None:
    """Name the columns, and let a row's hidden kind decide how it looks."""
    form = schema.OWNER_LISTS
    first, left = (at - 1 for at in form.anchor)
    last, right = first + form.rows - 1, left + len(form.columns) - 1
    sheet.set_column(0, 0, _LINK_WIDTH, palette.blank)
    for place, column in enumerate(form.columns, start=left):
        wrap = column.kind is schema.Kind.LONG_TEXT
        looks = palette.format(num_format="@", valign="top", text_wrap=wrap)
        sheet.set_column(place, place, column.width, looks)
        sheet.write_string(HEADING_ROW, place, column.name, palette.heading(typed=False))
    sheet.set_column(left, left, 1, palette.format(num_format=_HIDDEN))
    sheet.write_blank(HEADING_ROW, left, None, palette.blank)
    for row, pixels in ((CAPTION_ROW, 24), (HINT_ROW, 8), (HEADING_ROW, _HEADING_PIXELS)):
        sheet.set_row_pixels(row, pixels, palette.blank)
    write_title(sheet, facts, palette, column=left + 1)
    _say_what_will_be_here(sheet, palette, left + 1)
    _style(sheet, (first, left + 1, last, right), palette)
    sheet.freeze_panes(first, 0)
    sheet.repeat_rows(HEADING_ROW)
    sheet.print_area(0, left + 1, last, right)
    sheet.set_selection(first, left + 1, first, left + 1)


def _say_what_will_be_here(sheet: Worksheet, palette: Palette, column: int) -> None:
    top = schema.OWNER_LISTS.anchor[0] - 1
    kind = xl_rowcol_to_cell(top, schema.OWNER_LISTS.anchor[1] - 1)
    sentence = f"No list yet. After a meeting, on Home press {button('record_meeting')}."
    said = palette.format(bold=True, font_color=colours.SECOND_ACCENT)
    formula = f'=IF({kind}="","{sentence}","")'
    sheet.write_formula(CAPTION_ROW, column, formula, said, sentence)


def _style(sheet: Worksheet, area: tuple[int, int, int, int], palette: Palette) -> None:
    top, left, bottom, right = area
    kind = xl_rowcol_to_cell(top, left - 1, col_abs=True)
    cell = xl_rowcol_to_cell(top, left + 3)
    owner = palette.rule(
        bold=True, font_color=colours.ACCENT, bg_color=_TINT, top=1, top_color=colours.ACCENT
    )
    overdue = palette.rule(bold=True, font_color=colours.RED.text, bg_color=colours.RED.fill)
    line = palette.rule(bottom=1, bottom_color=colours.HAIRLINE)
    box = palette.rule(border=1, border_color=_BOX)
    bold, quiet = palette.rule(bold=True), palette.rule(font_color=colours.QUIET)
    rules = (
        (left, right, f'OR({kind}="owner",{kind}="first")', owner),
        (left, right, f'{kind}="note"', quiet),
        (left, left, f'{kind}="action"', box),
        (right, right, f'{kind}="action"', box),
        (left + 3, left + 3, f'AND({kind}="action",RIGHT({cell},7)="overdue")', overdue),
        (left + 1, left + 1, f'{kind}="action"', bold),
        (left, right, f'{kind}="action"', line),
    )
    for begins, ends, test, looks in rules:
        sheet.conditional_format(
            top, begins, bottom, ends, {"type": "formula", "criteria": f"={test}", "format": looks}
        )
