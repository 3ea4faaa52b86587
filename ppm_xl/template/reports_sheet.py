"""The sheet Reports: what to look at before reports go home, and what is left out of one."""

from __future__ import annotations

from typing import Final

from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from ppm_xl import palette as colours
from ppm_xl import schema
from ppm_xl.errors import Severity
from ppm_xl.reports.check_rows import WORDS
from ppm_xl.schema import Sheet
from ppm_xl.template.drawn_button import draw_button
from ppm_xl.template.frame import (
    CAPTION_ROW,
    FIRST_ROW,
    HEADING_ROW,
    HINT_ROW,
    LAST_ROW,
    TITLE_ROW,
    button,
    write_title,
)
from ppm_xl.template.palette import Palette
from ppm_xl.template.tables import GAP, body_format, lay_table

_PAINTS: Final = {
    Severity.ERROR: colours.RED,
    Severity.WARNING: colours.YELLOW,
    Severity.NOTE: colours.NOT_ASSESSED,
}
CHECK: Final = schema.REPORT_CHECK
PRINTED: Final = CHECK.headings()[: CHECK.headings().index("What to do") + 1]
"""The columns for people; those behind them are for the workbook."""
_KEPT: Final = CHECK.headings()[len(PRINTED) :]


def dress_reports(sheet: Worksheet, facts: Sheet, palette: Palette) -> None:
    """Lay the checklist and beside it what is left out; the workbook's own columns are hidden."""
    right = lay_table(sheet, CHECK, 0, palette)
    for place, (heading, column) in enumerate(CHECK.spelt_out()):
        if heading in _KEPT:
            look = body_format(CHECK, heading, column, palette)
            sheet.set_column(place, place, column.width, look, {"hidden": True})
    for table in schema.tables_on(facts.name):
        if table is not CHECK:
            sheet.set_column(right, right, GAP, palette.blank)
            right = lay_table(sheet, table, right + 1, palette, captioned=True)
    for row, pixels in ((CAPTION_ROW, 24), (HINT_ROW, 42), (HEADING_ROW, 42)):
        sheet.set_row_pixels(row, pixels, palette.blank)
    sheet.ignore_errors({"number_stored_as_text": "A1:AZ20000"})
    write_title(sheet, facts, palette)
    draw_button(sheet, HINT_ROW, 0, "check_reports")
    draw_button(sheet, TITLE_ROW, PRINTED.index("What to look at"), "staff_reports", quiet=True)
    sheet.write_string(HINT_ROW, 3, CHECK.help, palette.sentence)
    _say_how_many(sheet, palette)
    _colour(sheet, palette)
    sheet.freeze_panes(FIRST_ROW, CHECK.headings().index("Pupil") + 1)
    sheet.repeat_rows(HEADING_ROW)
    sheet.print_area(0, 0, 1_048_575, len(PRINTED) - 1)
    sheet.fit_to_pages(1, 0)
    sheet.set_selection(FIRST_ROW, 0, FIRST_ROW, 0)


def _say_how_many(sheet: Worksheet, palette: Palette) -> None:
    """Say above the list how it stands, or how to begin."""
    said = palette.format(bold=True, font_color=colours.SECOND_ACCENT)
    empty = f"Nothing is listed. Press {button('check_reports')} before reports are printed."
    counts = " & ".join(
        f'COUNTIFS(ReportCheck[How serious],"{words}",ReportCheck[Decision],"")&" {after}"'
        for words, after in (
            (WORDS[Severity.ERROR], "texts held back, "),
            (WORDS[Severity.WARNING], "things to look at, without a Pass yet."),
        )
    )
    formula = f'=IF(COUNTA(ReportCheck[ID])=0,"{empty}",{counts})'
    sheet.write_formula(CAPTION_ROW, 0, formula, said, empty)


def _colour(sheet: Worksheet, palette: Palette) -> None:
    """Colour how serious a line is, and let a line that was passed step back."""
    headings = CHECK.headings()
    decision = xl_rowcol_to_cell(FIRST_ROW, headings.index("Decision"), col_abs=True)
    passed = palette.rule(font_color=colours.QUIET)
    sheet.conditional_format(
        FIRST_ROW,
        0,
        LAST_ROW,
        len(PRINTED) - 1,
        {
            "type": "formula",
            "criteria": f'={decision}="Pass"',
            "format": passed,
            "stop_if_true": True,
        },
    )
    for severity, paint in _PAINTS.items():
        look = palette.rule(bg_color=paint.fill, font_color=paint.text)
        sheet.conditional_format(
            FIRST_ROW,
            0,
            LAST_ROW,
            0,
            {"type": "cell", "criteria": "==", "value": f'"{WORDS[severity]}"', "format": look},
        )
