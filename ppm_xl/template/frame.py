"""What every sheet has: title, sentence, the way back to Home, tab colour and print set-up."""

from __future__ import annotations

from typing import Final

from xlsxwriter.worksheet import Worksheet

from ppm_xl import palette as colours
from ppm_xl import schema
from ppm_xl.schema import Purpose, Sheet
from ppm_xl.template.palette import Palette

TITLE_ROW, SENTENCE_ROW, CAPTION_ROW, HINT_ROW, HEADING_ROW, FIRST_ROW = range(6)
"""Rows of every sheet with tables, from 0."""
LAST_ROW: Final = 19_999
"""Validation and conditional formats reach down to row 20,000."""

WAY_BACK: Final = "‹ Home"  # noqa: RUF001 - an arrow head is meant
A4: Final = 9
CONFIDENTIAL: Final = "Confidential: pupil data"
FOOTER: Final = f"&L&9&F&C&9Page &P of &N&R&9{CONFIDENTIAL}"
"""The workbook's own code puts the school and the half-term in place of the file's name."""

_TABS: Final = {
    Purpose.START: colours.ACCENT,
    Purpose.TYPE: colours.WHITE,
    Purpose.READ: "#9AA3AF",
    Purpose.SET_UP: colours.SECOND_ACCENT,
    Purpose.HIDDEN: "#9AA3AF",
}


def code_name(sheet: str) -> str:
    """Give the name by which VBA knows a sheet, such as ``EarlyYearsSheet``."""
    words = "".join(word[:1].upper() + word[1:] for word in sheet.replace(".", " ").split())
    return f"{words}Sheet"


def button(action: str) -> str:
    """Give a button's words as its sheet shows them: ``2 Update status and Venns``.

    The steps on Home are numbered; what is done at any time, or elsewhere, is not.
    """
    number = 0
    for known in schema.BUTTONS:
        numbered = known.group is schema.Group.STEPS and known.sheet == "Home"
        number += numbered
        if known.action == action:
            return f"{number} {known.words}" if numbered else known.words
    raise KeyError(action)


def dress_frame(sheet: Worksheet, facts: Sheet, palette: Palette) -> None:
    """Set what does not depend on the sheet's content: tab, gridlines, print set-up."""
    sheet.set_vba_name(code_name(facts.name))
    sheet.set_tab_color(_TABS[facts.purpose])
    sheet.hide_gridlines(2)
    sheet.set_paper(A4)
    if facts.landscape:
        sheet.set_landscape()
    else:
        sheet.set_portrait()
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.75)
    sheet.set_footer(FOOTER, {"scale_with_doc": False})
    if facts.purpose is Purpose.HIDDEN:
        sheet.hide()
    sheet.set_row_pixels(TITLE_ROW, 40, palette.blank)
    sheet.set_row_pixels(SENTENCE_ROW, 24, palette.blank)


def write_title(
    sheet: Worksheet, facts: Sheet, palette: Palette, *, column: int = 1, home: bool = True
) -> None:
    """Write title and sentence from ``column`` on, and the way back to Home in the corner."""
    if home:
        sheet.write_url(TITLE_ROW, 0, "internal:Home!A1", palette.link, WAY_BACK, "Back to Home")
    sheet.write_string(TITLE_ROW, column, facts.title, palette.title)
    sheet.write_string(SENTENCE_ROW, column, facts.sentence, palette.sentence)
