"""The sheet Check: what is missing or odd, each line with a link to its cell."""

from __future__ import annotations

from typing import Final

from xlsxwriter.worksheet import Worksheet

from ppm_xl import palette as colours
from ppm_xl import schema
from ppm_xl.actions.check import MOST, WORDS
from ppm_xl.errors import Severity
from ppm_xl.schema import Sheet
from ppm_xl.template.frame import (
    CAPTION_ROW,
    FIRST_ROW,
    HEADING_ROW,
    HINT_ROW,
    LAST_ROW,
    button,
    write_title,
)
from ppm_xl.template.palette import Palette
from ppm_xl.template.tables import body_format, lay_table

_LINK_WIDTH: Final = 20
_PAINTS: Final = {
    Severity.ERROR: colours.RED,
    Severity.WARNING: colours.YELLOW,
    Severity.NOTE: colours.NOT_ASSESSED,
}
CHECKED: Final = next(
    place for place, known in enumerate(schema.buttons_on("Home")) if known.action == "check"
)
"""The row of ``HomeSteps`` that says when data were last checked."""


def dress_check(sheet: Worksheet, facts: Sheet, palette: Palette) -> None:
    """Lay the list, and left of it a column of links: in a table there may be no formula of ours.

    A link finds its line by its place, so it holds however the list is sorted or filtered.
    """
    table, left = schema.CHECK_LIST, facts.left - 1
    sheet.set_column(0, 0, _LINK_WIDTH, palette.blank)
    right = lay_table(sheet, table, left, palette)
    for place, (heading, column) in enumerate(table.spelt_out(), start=left):
        if heading in {"Found by", "Cell"}:
            look = body_format(table, heading, column, palette)
            sheet.set_column(place, place, column.width, look, {"hidden": True})
        elif heading == "How serious":
            _colour(sheet, place, palette)
    sheet.write_string(HEADING_ROW, 0, "Go to", palette.heading(typed=False))
    link = palette.format(font_color=colours.ACCENT, underline=1, valign="top")
    for row in range(FIRST_ROW, FIRST_ROW + MOST):
        target = f"INDEX(CheckList[Cell],ROWS($A${FIRST_ROW + 1}:$A{row + 1}))"
        shown = f'SUBSTITUTE({target},"\'","")'
        formula = f'=IFERROR(IF({target}="","",HYPERLINK("#"&{target},{shown})),"")'
        sheet.write_formula(row, 0, formula, link, "")
    for row, pixels in ((CAPTION_ROW, 24), (HINT_ROW, 8), (HEADING_ROW, 42)):
        sheet.set_row_pixels(row, pixels, palette.blank)
    write_title(sheet, facts, palette)
    _say_when(sheet, palette)
    sheet.freeze_panes(FIRST_ROW, 0)
    sheet.repeat_rows(HEADING_ROW)
    # The links are formulas down to the last line there may be: pages of nothing, if printed.
    printed = left + table.headings().index("What to do")
    sheet.print_area(0, left, 1_048_575, printed)
    sheet.set_selection(FIRST_ROW, 0, FIRST_ROW, 0)
    sheet.ignore_errors({"number_stored_as_text": f"A1:{chr(ord('A') + right)}20000"})


def _colour(sheet: Worksheet, place: int, palette: Palette) -> None:
    for severity, paint in _PAINTS.items():
        look = palette.rule(bg_color=paint.fill, font_color=paint.text)
        sheet.conditional_format(
            FIRST_ROW,
            place,
            LAST_ROW,
            place,
            {"type": "cell", "criteria": "==", "value": f'"{WORDS[severity]}"', "format": look},
        )


def _say_when(sheet: Worksheet, palette: Palette) -> None:
    """Say what the list is worth: not made yet, nothing found, or of which day it is."""
    top, left = schema.HOME_STEPS.anchor
    day = f"Home!${chr(ord('A') + left - 1)}${top + CHECKED}"
    press = button("check")
    never = f"Not looked yet. On Home, press {press} and this list fills itself."
    nothing = f'"Nothing was missing or odd on "&{day}&"."'
    by = "INDEX(CheckList[Found by],1)"
    listed = f'"Found by "&{by}&". Put lines right, then press {press} on Home again."'
    count = "COUNTA(CheckList[No])"
    formula = f'=IF({count}>0,{listed},IF({day}="","{never}",{nothing}))'
    said = palette.format(bold=True, font_color=colours.SECOND_ACCENT)
    sheet.write_formula(CAPTION_ROW, 1, formula, said, never)
