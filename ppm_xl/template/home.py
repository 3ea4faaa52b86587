"""The sheet Home: where we are, the steps as buttons, what needs attention, what is running."""

from __future__ import annotations

from typing import Any, Final

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from ppm_xl import palette as colours
from ppm_xl import schema
from ppm_xl.schema import Sheet
from ppm_xl.template.defaults import DEFAULT_ROWS
from ppm_xl.template.drawn_button import BUTTON_SIZE, draw_button
from ppm_xl.template.frame import (
    CAPTION_ROW,
    FIRST_ROW,
    HEADING_ROW,
    HINT_ROW,
    button,
    write_title,
)
from ppm_xl.template.palette import Palette
from ppm_xl.template.tables import lay_table

WHAT, VALUE, STEP, DOES, DONE, ATTENTION = 1, 2, 4, 5, 6, 8
"""Columns, from 0."""
LINES: Final = schema.HOME_ATTENTION.rows
ROWS: Final = max(LINES, len(schema.buttons_on("Home")) + 1)
"""Of the body: a line of attention or a button each, and the caption between the buttons."""
STATUS_ROW: Final = FIRST_ROW + ROWS
_WIDTHS: Final = {0: 2, 3: 3, STEP: 31, DOES: 25, DONE: 22, 7: 3, ATTENTION: 46, 9: 2}
_LINE_PIXELS: Final = 40
_STEPS: Final = tuple(
    known for known in schema.buttons_on("Home") if known.group is schema.Group.STEPS
)


def dress_home(workbook: Workbook, sheet: Worksheet, facts: Sheet, palette: Palette) -> None:
    """Lay out Home so that it fits one laptop screen at 100 %."""
    for column, width in _WIDTHS.items():
        sheet.set_column(column, column, width, palette.blank)
    write_title(sheet, facts, palette, home=False)
    sheet.write_formula(
        0,
        1,
        f'=IF(ppm_school="","{facts.title}",ppm_school&" · {facts.title.lower()}")',
        palette.title,
        facts.title,
    )
    sheet.set_row_pixels(CAPTION_ROW, 10, palette.blank)
    sheet.set_row_pixels(HINT_ROW, 24, palette.blank)
    sheet.set_row_pixels(HEADING_ROW, 22, palette.blank)
    for line in range(ROWS):
        sheet.set_row_pixels(FIRST_ROW + line, _LINE_PIXELS)
    _where_we_are(sheet, palette)
    _steps(sheet, palette)
    _attention(sheet, palette)
    _status(workbook, sheet, palette)
    sheet.print_area(0, 0, STATUS_ROW, ATTENTION)
    sheet.fit_to_pages(1, 1)
    sheet.set_selection(FIRST_ROW, VALUE, FIRST_ROW, VALUE)
    sheet.activate()
    sheet.set_first_sheet()


def _captions(sheet: Worksheet, first: int, last: int, words: str, palette: Palette) -> None:
    for column in range(first, last + 1):
        sheet.write_string(HINT_ROW, column, words if column == first else "", _ruled(palette))


def _ruled(palette: Palette, **more: Any) -> Format:  # noqa: ANN401 - XlsxWriter's property values
    """Give the look of a caption over a block of Home."""
    return palette.format(
        bold=True, font_color=colours.ACCENT, bottom=1, bottom_color=colours.ACCENT, **more
    )


def _where_we_are(sheet: Worksheet, palette: Palette) -> None:
    _captions(sheet, WHAT, VALUE, "Where we are", palette)
    lay_table(sheet, schema.WORKING, WHAT, palette, filters=False)
    quiet = palette.format(font_color=colours.QUIET)
    for column, heading in ((WHAT, "What"), (VALUE, "Value")):
        sheet.write_string(HEADING_ROW, column, heading, quiet)
    sheet.set_column(WHAT, WHAT, 13, palette.blank)
    sheet.set_column(VALUE, VALUE, 19, palette.blank)
    chosen = palette.format(
        num_format="@", bold=True, align="left", indent=1, border=1, border_color=colours.ACCENT
    )
    offered: tuple[dict[str, Any], ...] = (
        {"source": "=list_school_years", "show_error": False},
        {
            "source": list(schema.HALF_TERMS),
            "error_title": "Half-term",
            "error_message": "Please choose a half-term from the list.",
        },
        {"source": "=list_Classes_Class", "show_error": False},
    )
    rows = zip(DEFAULT_ROWS["Working"], offered, strict=True)
    for row, ((what, value), options) in enumerate(rows, start=FIRST_ROW):
        sheet.write_string(row, WHAT, str(what), palette.blank)
        sheet.write(row, VALUE, value, chosen)
        sheet.data_validation(row, VALUE, row, VALUE, {"validate": "list", **options})
    _key(sheet)


def _key(sheet: Worksheet) -> None:
    """Say what the colours mean, as drawn shapes: no cell may stand below a table."""
    meanings = (
        ("G", colours.GREEN, "should reach the target"),
        ("Y", colours.YELLOW, "might not"),
        ("R", colours.RED, "will not without more help"),
    )
    for line, (letter, paint, meaning) in enumerate(meanings):
        sheet.insert_textbox(
            FIRST_ROW + 3,
            WHAT,
            f"{letter}   {meaning}",
            {
                "x_offset": 0,
                "y_offset": 22 + line * 32,
                "width": 232,
                "height": 26,
                "fill": {"color": paint.fill},
                "line": {"none": True},
                "font": {"name": "Calibri", "size": 10, "color": paint.text},
                "align": {"vertical": "middle", "horizontal": "left"},
                "object_position": 2,
                "description": f"{letter}: {meaning}",
            },
        )


def _steps(sheet: Worksheet, palette: Palette) -> None:
    _captions(sheet, STEP, DONE, "Steps of the half-term", palette)
    quiet = palette.format(font_color=colours.QUIET)
    sheet.write_string(HEADING_ROW, STEP, "Press", quiet)
    sheet.write_string(HEADING_ROW, DOES, "What it does", quiet)
    sheet.write_string(HEADING_ROW, DONE, "Last done", quiet)
    done_row, done_column = (at - 1 for at in schema.HOME_STEPS.anchor)
    sheet.set_column(
        done_column, done_column, schema.HOME_STEPS.columns[0].width, None, {"hidden": True}
    )
    wrapped = palette.format(text_wrap=True)
    said = palette.format(text_wrap=True, font_color=colours.QUIET)
    caption_row = FIRST_ROW + len(_STEPS)
    for column in range(STEP, DONE + 1):
        words = "At any time" if column == STEP else ""
        sheet.write_string(caption_row, column, words, _ruled(palette, valign="bottom"))
    for place, known in enumerate(schema.buttons_on("Home")):
        quiet_one = known.group is not schema.Group.STEPS
        row = FIRST_ROW + place + quiet_one
        sheet.write_string(row, DOES, known.does, wrapped)
        source = xl_rowcol_to_cell(done_row + place, done_column)
        sheet.write_blank(done_row + place, done_column, None, palette.format(num_format="@"))
        sheet.write_formula(row, DONE, f'=IF({source}="","Not yet",{source})', said, "Not yet")
        down = (_LINE_PIXELS - BUTTON_SIZE[1]) // 2
        draw_button(sheet, row, STEP, known.action, down=down, quiet=quiet_one)


def _attention(sheet: Worksheet, palette: Palette) -> None:
    _captions(sheet, ATTENTION, ATTENTION, "What needs attention", palette)
    sheet.write_string(
        HEADING_ROW,
        ATTENTION,
        "Worst first; each line leads to its cells",
        palette.format(font_color=colours.QUIET),
    )
    top, text = (at - 1 for at in schema.HOME_ATTENTION.anchor)
    for place, facts in enumerate(schema.HOME_ATTENTION.columns):
        sheet.set_column(text + place, text + place, facts.width, None, {"hidden": True})
    stored = palette.format(num_format="@")
    line = palette.format(
        text_wrap=True, font_color=colours.ACCENT, bottom=1, bottom_color=colours.PAPER_GREY
    )
    nothing = f"Nothing here yet. Press {button('update')} and this list fills itself."
    words = [xl_rowcol_to_cell(top + place, text, col_abs=True) for place in range(LINES)]
    for place in range(LINES):
        row = top + place
        for column in (text, text + 1):
            sheet.write_blank(row, column, None, stored)
        cell, target = words[place], xl_rowcol_to_cell(row, text + 1, col_abs=True)
        link = f'IF({target}="",{cell},HYPERLINK("#"&{target},{cell}))'
        if place == 0:
            empty = f'IF(COUNTA({words[0]}:{words[-1]})=0,"{nothing}","")'
            formula, shown = f'=IF({cell}="",{empty},{link})', nothing
        else:
            formula, shown = f'=IF({cell}="","",{link})', ""
        sheet.write_formula(FIRST_ROW + place, ATTENTION, formula, line, shown)


def _status(workbook: Workbook, sheet: Worksheet, palette: Palette) -> None:
    """Give progress a place: the cell named ``ppm_status``."""
    sheet.set_row_pixels(STATUS_ROW, 26)
    quiet = palette.format(
        font_color=colours.QUIET, italic=True, num_format="@", top=1, top_color=colours.HAIRLINE
    )
    sheet.merge_range(STATUS_ROW, STEP, STATUS_ROW, ATTENTION, "Ready.", quiet)
    workbook.define_name(
        "ppm_status", f"=Home!{xl_rowcol_to_cell(STATUS_ROW, STEP, row_abs=True, col_abs=True)}"
    )
