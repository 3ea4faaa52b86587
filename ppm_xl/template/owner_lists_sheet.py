"""The sheet Owner lists: what each person has to do, a block and a printed page for each."""

from __future__ import annotations

from typing import Any, Final

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
_ROW_HEIGHT: Final = 24
"""Points of a row with a line of text: room to write a word beside it."""
_PRINTED_AT: Final = 85
"""Per cent. Not fitted to the width: Excel leaves out page breaks of a sheet that is fitted, and
every owner begins a page. It leaves a twentieth free, by which other programs make columns wider.
"""
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
    sheet.set_default_row(_ROW_HEIGHT)
    write_title(sheet, facts, palette, column=left + 1)
    _say_what_will_be_here(sheet, palette, left + 1)
    _style(sheet, (first, left + 1, last, right), palette)
    sheet.freeze_panes(first, 0)
    sheet.repeat_rows(HEADING_ROW)
    sheet.print_area(0, left + 1, 1_048_575, right)  # whole columns: as far down as there are rows
    sheet.set_print_scale(_PRINTED_AT)
    sheet.set_margins(left=0.3, right=0.3, top=0.5, bottom=0.75)
    sheet.set_selection(first, left + 1, first, left + 1)


def _say_what_will_be_here(sheet: Worksheet, palette: Palette, column: int) -> None:
    top = schema.OWNER_LISTS.anchor[0] - 1
    kind = xl_rowcol_to_cell(top, schema.OWNER_LISTS.anchor[1] - 1)
    sentence = f"No list yet. After a meeting, on Home press {button('record_meeting')}."
    said = palette.format(bold=True, font_color=colours.SECOND_ACCENT)
    formula = f'=IF({kind}="","{sentence}","")'
    sheet.write_formula(CAPTION_ROW, column, formula, said, sentence)


def _style(sheet: Worksheet, area: tuple[int, int, int, int], palette: Palette) -> None:
    """Give each column its looks, the first that holds first.

    No two ranges lie over each other: LibreOffice shows one of them, Excel both.
    """
    top, left, bottom, _ = area
    kind = xl_rowcol_to_cell(top, left - 1, col_abs=True)
    line: dict[str, Any] = {"bottom": 1, "bottom_color": colours.HAIRLINE}
    box: dict[str, Any] = {"border": 1, "border_color": _BOX}
    looks = {"Done": box, "For whom": {**line, "bold": True}, "What came of it": box}
    for place, column in enumerate(schema.OWNER_LISTS.columns[1:], start=left):
        cell = xl_rowcol_to_cell(top, place)
        owner = {
            "bold": True, "font_color": colours.ACCENT, "bg_color": _TINT,
            "top": 1, "top_color": colours.ACCENT,
        }  # fmt: skip
        overdue = {
            **line, "bold": True, "font_color": colours.RED.text, "bg_color": colours.RED.fill
        }  # fmt: skip
        rules: list[tuple[str, dict[str, Any]]] = [
            (f'OR({kind}="owner",{kind}="first")', owner),
            (f'{kind}="note"', {"font_color": colours.QUIET}),
            (f'{kind}="action"', looks.get(column.name, line)),
        ]
        if column.name == "By when":
            rules.insert(0, (f'AND({kind}="action",RIGHT({cell},7)="overdue")', overdue))
        for test, look in rules:
            rule = {"type": "formula", "criteria": f"={test}", "format": palette.rule(**look)}
            sheet.conditional_format(top, place, bottom, place, {**rule, "stop_if_true": True})
