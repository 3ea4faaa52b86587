"""The sheet Leadership: looks that a row's hidden kind decides."""

from __future__ import annotations

from typing import Any, Final

from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from ppm_xl import palette as colours
from ppm_xl import schema
from ppm_xl.leadership.pages import COLUMNS, HEADING, MARGINS, PAGE_KIND, SCALE
from ppm_xl.leadership.sheet import LATE, LINE, REST, TOTAL
from ppm_xl.schema import Sheet
from ppm_xl.template.frame import CAPTION_ROW, SENTENCE_ROW, button, write_title
from ppm_xl.template.palette import Palette

_FORM: Final = schema.LEADERSHIP_FORM
_LINK_WIDTH: Final = 9
_HIDDEN: Final = ";;;"
_ACTIONS: Final = "To the sheet Actions"


def dress_leadership(sheet: Worksheet, facts: Sheet, palette: Palette) -> None:
    """Set the columns, the looks of each kind of row, and the way to where replies are typed."""
    first, left = (at - 1 for at in _FORM.anchor)
    last, right = first + _FORM.rows - 1, left + len(_FORM.columns) - 1
    sheet.set_column(0, 0, _LINK_WIDTH, palette.blank)
    for place, column in enumerate(_FORM.columns, start=left):
        wrap = column.kind is schema.Kind.LONG_TEXT
        sheet.set_column(
            place, place, column.width,
            palette.format(num_format="@", valign="top", text_wrap=wrap, align="left"),
        )  # fmt: skip
    sheet.set_column(left, left, 1, palette.format(num_format=_HIDDEN))
    write_title(sheet, facts, palette, column=left + 1)
    _say_what_will_be_here(sheet, palette, first, left)
    _style(sheet, (first, left + 1, last, right), palette)
    sheet.freeze_panes(CAPTION_ROW, 0)
    sheet.write_url(SENTENCE_ROW, right - 1, "internal:Actions!A1", palette.link, _ACTIONS)
    sheet.print_area(0, left + 1, 1_048_575, right)  # whole columns: as far down as there are rows
    sheet.set_print_scale(round(100 * SCALE))
    sheet.set_margins(**MARGINS)
    sheet.set_selection(first, left + 1, first, left + 1)


def _say_what_will_be_here(sheet: Worksheet, palette: Palette, first: int, left: int) -> None:
    sentence = (
        "Here will stand the issues for leaders, what is overdue, and what came of the last "
        f"round. On Home, press {button('update')}."
    )
    said = palette.format(bold=True, font_color=colours.SECOND_ACCENT)
    kind = xl_rowcol_to_cell(first, left)
    formula = f'=IF({kind}="","{sentence}","")'
    sheet.write_formula(CAPTION_ROW, left + 1, formula, said, sentence)


def _style(sheet: Worksheet, area: tuple[int, int, int, int], palette: Palette) -> None:
    top, left, bottom, right = area
    kind = xl_rowcol_to_cell(top, left - 1, col_abs=True)
    line = {"bottom": 1, "bottom_color": colours.HAIRLINE}
    late = palette.rule(bg_color=colours.YELLOW.fill, font_color=colours.YELLOW.text, **line)
    plain = palette.rule(**line)
    rules: tuple[tuple[str, Any, int, int], ...] = (
        (HEADING, palette.rule(bold=True, font_color=colours.ACCENT, bottom=1,
                               bottom_color=colours.ACCENT), left, right),
        (PAGE_KIND, palette.rule(bold=True, font_color=colours.QUIET), left, right),
        (COLUMNS, palette.rule(bold=True, bg_color=colours.PAPER_GREY), left, right),
        (LATE, late, left, left + 1),
        (LATE, plain, left + 2, right),
        (LINE, plain, left, right),
        (TOTAL, palette.rule(bold=True, top=1, top_color=colours.ACCENT), left, right),
        (REST, palette.rule(italic=True, font_color=colours.QUIET), left, left),
    )  # fmt: skip
    for word, look, begin, end in rules:
        sheet.conditional_format(
            top, begin, bottom, end,
            {"type": "formula", "criteria": f'={kind}="{word}"', "format": look},
        )  # fmt: skip
