"""The sheets other than Home and Meeting: what stands on each, and what it says while empty."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from xlsxwriter.utility import quote_sheetname, xl_col_to_name, xl_range_abs
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from ppm_xl import palette as colours
from ppm_xl import schema
from ppm_xl.schema import Sheet, Table
from ppm_xl.template.drawn_button import BUTTON_SIZE, draw_button
from ppm_xl.template.frame import (
    CAPTION_ROW,
    FIRST_ROW,
    HEADING_ROW,
    HINT_ROW,
    SENTENCE_ROW,
    TITLE_ROW,
    button,
    write_title,
)
from ppm_xl.template.names import write_named_cells, write_shown
from ppm_xl.template.palette import Palette
from ppm_xl.template.tables import GAP, lay_table

_HEADING_PIXELS: Final = 60
"""Two lines of words, with room for Excel's filter button."""
_SMALL_HEADING_PIXELS: Final = 42
_HINT_PIXELS: Final = 36
_BUTTON_PIXELS: Final = BUTTON_SIZE[1] + 8
_INDEX_WIDTH: Final = 18
_PADDING: Final = 0.7
"""Of a column, in characters."""
_NAMES: Final = 35.0
"""Width of the column of names."""
_CHARACTERS_A_PAGE: Final = 165
"""Of column width, across a landscape A4 page where the body is printed at 9 points."""
LAST_ROW_THERE_IS: Final = 1_048_575
_PRINTED_AT: Final = 82
"""Per cent: eleven points are nine on paper."""

BEFORE_PRESSING: Final = {
    "apply_import": "Put No beside any line that should not happen, then press. Undo puts it back.",
    "new_year": "Each September. Nothing is cleared.",
    "targets": "Each autumn, and when children join. What is typed here stays.",
}
"""What stands beside a button that is not on Home."""

NOT_YET: Final = {
    "Summary": "Not in this version yet. Attainment and progress by class and group will stand "
    "here, without names, for staff and governors.",
}


def empty_sentences() -> dict[str, str]:
    """Map a table to what its sheet says while the table is empty."""
    imports, update = button("import_files"), button("update")
    return {
        "ImportList": f"Nothing to read yet. On Home, {imports} lists here what the files change.",
        "Pupils": f"No pupils yet. On Home, press {imports} and choose the MIS's pupil list.",
        "Assessments": f"No judgements yet. On Home, press {imports} and choose the marks and "
        "the attendance.",
        "EarlyYears": f"Nothing yet. On Home, press {imports} and choose the Reception file.",
        "Targets": "No targets yet. Press Propose targets: it adds a row for every child and "
        "subject.",
        "Status": f"Nothing worked out yet. On Home, press {update}.",
        "Log": "Nothing done yet. Every button adds a line here.",
    }


def dress_tables(sheet: Worksheet, facts: Sheet, palette: Palette) -> None:
    """Lay the sheet's Excel tables side by side, with a caption above each where there are more."""
    tables = [table for table in schema.tables_on(facts.name) if not table.form]
    several = len(tables) > 1
    left = 0
    lefts = []
    for place, table in enumerate(tables):
        if place:
            sheet.set_column(left, left, GAP, palette.blank)
            left += 1
        lefts.append(left)
        left = lay_table(sheet, table, left, palette, captioned=several)
    _rows_above(sheet, left, palette, captioned=several)
    write_title(sheet, facts, palette)
    _buttons_above(sheet, facts, palette)
    if several:
        sheet.freeze_panes(FIRST_ROW, 0)
        print_tables(sheet, facts.name, tables, lefts, left)
    else:
        _say_if_empty(sheet, tables[0], palette)
        sheet.freeze_panes(FIRST_ROW, _frozen_columns(tables[0]))
        if frozen := _frozen_columns(tables[0]):
            sheet.repeat_columns(frozen - 1, frozen - 1)
        sheet.fit_to_pages(pages_across(tables[0]), 0)
    sheet.repeat_rows(HEADING_ROW)
    sheet.set_selection(FIRST_ROW, 0, FIRST_ROW, 0)


def _buttons_above(sheet: Worksheet, facts: Sheet, palette: Palette) -> None:
    """Draw the sheet's own button above its table, and say beside it what to do first."""
    for known in schema.buttons_on(facts.name):
        sheet.set_row_pixels(HINT_ROW, _BUTTON_PIXELS, palette.blank)
        draw_button(sheet, HINT_ROW, 1, known.action)
        sheet.write_string(HINT_ROW, 3, BEFORE_PRESSING[known.action], palette.sentence)


def pages_across(table: Table) -> int:
    """Give how many A4 pages a table needs side by side for a body of 9 points.

    The names are repeated on each page.
    """
    repeated = _NAMES if _frozen_columns(table) else 0
    pages, taken = 1, 0.0
    for _, column in table.spelt_out():
        if taken + column.width > _CHARACTERS_A_PAGE:
            pages, taken = pages + 1, repeated
        taken += column.width + _PADDING
    return pages


def print_tables(
    sheet: Worksheet, name: str, tables: Sequence[Table], lefts: Sequence[int], after: int
) -> None:
    """Print the tables of a sheet one after the other, as many beside each other as fit a page.

    Each is an area of its own, so that a short table does not go on as empty pages beside a
    long one. A sheet of several areas has a scale: to which of them a width in pages would
    apply, programs differ.

    Parameters
    ----------
    sheet
        The worksheet.
    name
        Its name.
    tables
        Its tables, from the left.
    lefts
        The first column of each, from 0.
    after
        The first column right of them all.
    """
    starts: list[int] = []
    taken = 0.0
    for table, left in zip(tables, lefts, strict=True):
        wide = sum(column.width + _PADDING for _, column in table.spelt_out())
        if not starts or taken + GAP + wide > _CHARACTERS_A_PAGE:
            starts.append(left)
            taken = 0.0
        taken += wide + GAP
    ends = [start - 1 for start in (*starts[1:], after)]
    # XlsxWriter's own print_area() knows one area; the workbook only takes the words over.
    sheet.print_area_range = ",".join(
        f"{quote_sheetname(name)}!{xl_range_abs(0, first, LAST_ROW_THERE_IS, last)}"
        for first, last in zip(starts, ends, strict=True)
    )
    sheet.set_print_scale(_PRINTED_AT)


def _rows_above(
    sheet: Worksheet,
    columns: int,
    palette: Palette,
    *,
    captioned: bool,
    heading: int = _HEADING_PIXELS,
) -> None:
    """Set the rows above the headings; their empty cells must not take the columns' rules."""
    sheet.set_row_pixels(CAPTION_ROW, 24, palette.blank)
    sheet.set_row_pixels(HINT_ROW, _HINT_PIXELS if captioned else 8, palette.blank)
    sheet.set_row_pixels(HEADING_ROW, heading, palette.blank)
    sheet.ignore_errors({"number_stored_as_text": f"A1:{xl_col_to_name(max(columns, 1))}20000"})


def _frozen_columns(table: Table) -> int:
    headings = table.headings()
    return headings.index("Pupil") + 1 if "Pupil" in headings else 0


def _say_if_empty(sheet: Worksheet, table: Table, palette: Palette) -> None:
    sentence = empty_sentences().get(table.name)
    if sentence is None:
        return
    column = table.key[-1] if table.key else table.headings()[0]
    counted = f"{table.name}[{column}]"
    said = palette.format(bold=True, font_color=colours.SECOND_ACCENT)
    sheet.write_formula(CAPTION_ROW, 1, f'=IF(COUNTA({counted})=0,"{sentence}","")', said, sentence)


def dress_settings(sheet: Worksheet, facts: Sheet, palette: Palette) -> None:
    """Lay the small tables side by side; a frozen column of links leads to each."""
    tables = schema.tables_on(facts.name)
    sheet.set_column(0, 0, _INDEX_WIDTH, palette.blank)
    sheet.set_column(1, 1, GAP, palette.blank)
    left = 2
    lefts = []
    sheet.write_string(HEADING_ROW, 0, "Go to", palette.heading(typed=False))
    for place, table in enumerate(tables):
        where = f"{xl_col_to_name(left)}{CAPTION_ROW + 1}"
        sheet.write_url(
            FIRST_ROW + place, 0, f"internal:{facts.name}!{where}", palette.link, table.title
        )
        lefts.append(left)
        left = lay_table(sheet, table, left, palette, captioned=True, filters=False)
        sheet.set_column(left, left, GAP, palette.blank)
        left += 1
    _rows_above(sheet, left, palette, captioned=True, heading=_SMALL_HEADING_PIXELS)
    write_title(sheet, facts, palette, column=2)
    beside = 3 + len(tables[0].columns)
    for known in schema.buttons_on(facts.name):
        draw_button(sheet, TITLE_ROW, beside, known.action)
        sheet.write_string(SENTENCE_ROW, beside, BEFORE_PRESSING[known.action], palette.sentence)
    sheet.freeze_panes(FIRST_ROW, 1)
    sheet.repeat_rows(HEADING_ROW)
    print_tables(sheet, facts.name, tables, lefts, left)
    sheet.set_selection(FIRST_ROW, 3, FIRST_ROW, 3)


def dress_records(workbook: Workbook, sheet: Worksheet, facts: Sheet, palette: Palette) -> None:
    """Lay the hidden tables, and right of them the cells that are known by name."""
    left = 0
    for table in schema.tables_on(facts.name):
        left = lay_table(sheet, table, left, palette, captioned=True) + 1
    _rows_above(sheet, left, palette, captioned=True)
    write_title(sheet, facts, palette)
    write_named_cells(workbook, sheet, left, palette)
    write_shown(workbook, sheet, left + 3, palette)


def dress_not_yet(sheet: Worksheet, facts: Sheet, palette: Palette) -> None:
    """Say honestly what will come."""
    sheet.set_column(0, 0, 11, palette.blank)
    sheet.set_column(1, 1, 90, palette.blank)
    write_title(sheet, facts, palette)
    sheet.set_row_pixels(CAPTION_ROW, 24)
    sheet.set_row_pixels(HINT_ROW, 44)
    sheet.write_string(
        HINT_ROW,
        1,
        NOT_YET[facts.name],
        palette.format(font_color=colours.SECOND_ACCENT, bold=True, text_wrap=True),
    )
    sheet.print_area(0, 0, HINT_ROW, 1)
