"""Lays a table of the schema on its sheet: headings, formats, lists and colours."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from ppm_xl import palette as colours
from ppm_xl.schema import Column, Kind, Table, Writer
from ppm_xl.template.defaults import DEFAULT_ROWS, Row
from ppm_xl.template.frame import (
    CAPTION_ROW,
    HEADING_ROW,
    HINT_ROW,
    LAST_ROW,
)
from ppm_xl.template.names import offered
from ppm_xl.template.palette import Palette

_WIDE: Final = 30
"""From this width on, text is long enough to wrap; a name stays on its line."""
_ON_ITS_LINE: Final = ("Pupil", "Why proposed")
GAP: Final = 2
"""Width in characters of the empty column between two tables."""
_NUMBER_FORMATS: Final = {
    Kind.WHOLE: "0",
    Kind.NUMBER: "General",
    Kind.PERCENT: "0",
    Kind.DATE: "dd/mm/yyyy",
    Kind.MOMENT: "dd/mm/yyyy hh:mm",
}
WITH_WEEKDAY: Final = "ddd dd/mm/yy"
"""Of the days of meetings: a round is planned by the week."""
WITH_WEEKDAY_AND_TIME: Final = f"{WITH_WEEKDAY} hh:mm"
_NEVER_REFUSED: Final = ("People.Name", "Subjects.Subject", "Needs.Need")
"""Lists that only offer: an owner may be ``child`` or ``family``, an area anything."""
_MESSAGE_LIMIT: Final = 255
_TITLE_LIMIT: Final = 32


def lay_table(
    sheet: Worksheet,
    table: Table,
    left: int,
    palette: Palette,
    *,
    captioned: bool = False,
    filters: bool = True,
    heading_row: int = HEADING_ROW,
) -> int:
    """Lay the table with its first column at ``left``; give the column after its last.

    The formats of its columns hold for the whole column of the sheet, so every row
    that is ever added has them; nothing may therefore stand below a table.
    """
    spelt = table.spelt_out()
    right = left + len(spelt) - 1
    first = heading_row + 1
    rows = DEFAULT_ROWS.get(table.name, ())
    for place, (heading, column) in enumerate(spelt, start=left):
        sheet.set_column(place, place, column.width, body_format(table, heading, column, palette))
    if captioned:
        sheet.write_string(CAPTION_ROW, left, table.title, palette.caption)
        _write_across(sheet, HINT_ROW, left, right, table.help, palette)
    sheet.add_table(
        heading_row,
        left,
        first + max(len(rows), 1) - 1,
        right,
        {
            "name": table.name,
            "style": None,
            "autofilter": filters,
            "columns": [
                {
                    "header": heading,
                    "header_format": palette.heading(typed=column.writer is not Writer.CALCULATED),
                }
                for heading, column in spelt
            ],
        },
    )
    _write_rows(sheet, first, left, rows, table, palette)
    for place, (heading, column) in enumerate(spelt, start=left):
        _explain(sheet, heading_row, place, heading, column)
        _validate(sheet, first, place, table, heading, column)
        _colour(sheet, first, place, table, heading, column, palette)
    if table.name == "Targets":
        _part_children(sheet, table, first, left, right, palette)
    return right + 1


def body_format(table: Table, heading: str, column: Column, palette: Palette) -> Format:
    """Give the format of a column's cells: typed ones ruled, calculated ones bare."""
    number_format = "@" if column.kind.is_text else _NUMBER_FORMATS[column.kind]
    if table.name == "Meetings" and column.kind is Kind.DATE:
        number_format = WITH_WEEKDAY
    if table.name == "Conversations" and column.kind is Kind.MOMENT:
        number_format = WITH_WEEKDAY_AND_TIME
    properties: dict[str, Any] = {
        "num_format": number_format,
        "valign": "top",
    }
    if _centred(table, heading, column):
        properties["align"] = "center"
    elif column.kind in {Kind.WHOLE, Kind.NUMBER}:
        properties |= {"align": "right", "indent": 1}
    else:
        properties["align"] = "left"
    if (
        column.kind is Kind.LONG_TEXT
        or (column.width >= _WIDE and heading not in _ON_ITS_LINE)
        or table.name == "ReportCheck"  # nine columns on one page: names too go on below
    ):
        properties["text_wrap"] = True
    if column.writer is not Writer.CALCULATED:
        properties |= {"border": 1, "border_color": colours.HAIRLINE}
    if heading == "ID":  # for the workbook, not for people; it stands first because it is the key
        properties["font_color"] = colours.QUIET
    return palette.format(**properties)


_RUNS_ON: Final = {"Areas of learning"}
"""Columns of Status narrower than their words, which run on over empty cells at their right."""


def _centred(table: Table, heading: str, column: Column) -> bool:
    return (
        column.kind in {Kind.COLOUR, Kind.YES_NO, Kind.DATE, Kind.MOMENT, Kind.PERCENT}
        or column.choices_from == "Scale.Mark"
        or (column.kind is Kind.CODE and column.width <= 11)  # noqa: PLR2004 - marks, years, flags
        or _holds_status(table, heading)
        or (table.name == "Status" and column.width <= 6 and heading not in _RUNS_ON)  # noqa: PLR2004 - letters and signs
    )


def _write_across(
    sheet: Worksheet, row: int, left: int, right: int, words: str, palette: Palette
) -> None:
    if not words:
        return
    if left == right:
        sheet.write_string(row, left, words, palette.hint)
    else:
        sheet.merge_range(row, left, row, right, words, palette.hint)


def _write_rows(
    sheet: Worksheet,
    first: int,
    left: int,
    rows: tuple[Row, ...],
    table: Table,
    palette: Palette,
) -> None:
    for down, row in enumerate(rows):
        cells = zip(table.spelt_out(), row, strict=True)
        for across, ((heading, column), value) in enumerate(cells):
            cell_format = body_format(table, heading, column, palette)
            if value is None:
                sheet.write_blank(first + down, left + across, None, cell_format)
            elif isinstance(value, str):
                sheet.write_string(first + down, left + across, value, cell_format)
            else:
                sheet.write_number(first + down, left + across, value, cell_format)


def _explain(sheet: Worksheet, row: int, place: int, heading: str, column: Column) -> None:
    """Show the column's help when its heading is selected."""
    if column.help:
        sheet.data_validation(
            row,
            place,
            row,
            place,
            {
                "validate": "any",
                "input_title": heading[:_TITLE_LIMIT],
                "input_message": column.help[:_MESSAGE_LIMIT],
            },
        )


def _validate(
    sheet: Worksheet, first: int, place: int, table: Table, heading: str, column: Column
) -> None:
    options = _validation(table, heading, column)
    if options is not None:
        sheet.data_validation(first, place, LAST_ROW, place, options)


def _validation(table: Table, heading: str, column: Column) -> dict[str, Any] | None:
    if column.choices and not column.choices_from:
        return {
            "validate": "list",
            "source": list(column.choices),
            "error_type": "stop" if column.strict else "warning",
            "error_title": heading[:_TITLE_LIMIT],
            "error_message": _one_of(column.choices),
        }
    if column.choices_from:
        listed = {"validate": "list", "source": f"={offered(column)}"}
        if column.choices_from in _NEVER_REFUSED:
            return {**listed, "show_error": False}
        where = column.choices_from.partition(".")[0]
        return {
            **listed,
            "error_type": "stop" if column.strict else "warning",
            "error_title": heading[:_TITLE_LIMIT],
            "error_message": f"This is not in the list {where} on the sheet Settings. Keep it?",
        }
    if heading == "Pupil" and table.name not in {"Pupils", "Status", "ImportList"}:
        return {"validate": "list", "source": "=list_Pupils_Pupil", "show_error": False}
    return _by_kind(heading, column)


def _by_kind(heading: str, column: Column) -> dict[str, Any] | None:
    if column.writer is Writer.CALCULATED:
        return None
    refused = {"error_type": "stop", "error_title": heading[:_TITLE_LIMIT]}
    match column.kind:
        case Kind.DATE | Kind.MOMENT:
            return {
                "validate": "date",
                "criteria": "between",
                "minimum": date(1990, 1, 1),
                "maximum": date(2100, 1, 1),
                **refused,
                "error_message": "Please type a date such as 23/11/2026."
                if column.kind is Kind.DATE
                else "Please type a day and a time such as 23/11/2026 09:30.",
            }
        case Kind.PERCENT:
            return {
                "validate": "decimal",
                "criteria": "between",
                "minimum": 0,
                "maximum": 100,
                **refused,
                "error_message": "Please type a per cent from 0 to 100, such as 94.5.",
            }
        case Kind.WHOLE if heading != "Steps":
            return {
                "validate": "integer",
                "criteria": ">=",
                "value": 0,
                **refused,
                "error_message": "Please type a whole number, 0 or more.",
            }
        case _:
            return None


def _one_of(choices: tuple[str, ...]) -> str:
    words = ", ".join(choices[:-1]) + " or " + choices[-1]
    return f"Please choose {words}."[:_MESSAGE_LIMIT]


def _colour(
    sheet: Worksheet,
    first: int,
    place: int,
    table: Table,
    heading: str,
    column: Column,
    palette: Palette,
) -> None:
    cell = xl_rowcol_to_cell(first, place, col_abs=True)
    if table.name == "Status":
        return  # a grid with looks of its own: see status_sheet
    if column.kind is Kind.COLOUR or _holds_status(table, heading):
        paint_statuses(sheet, (first, place, LAST_ROW, place), palette)
    elif column.choices_from == "Scale.Mark":
        paint_greater_depth(sheet, first, place, palette)
    elif heading == "Decision":
        for word, paint in (("Undecided", colours.YELLOW), ("Done", colours.GREEN)):
            _rule(sheet, first, place, f'={cell}="{word}"', _fill(paint, palette))


def _part_children(
    sheet: Worksheet, table: Table, first: int, left: int, right: int, palette: Palette
) -> None:
    """Draw a line above each child's first row, where a child has a row for each subject."""
    upn = left + table.headings().index("UPN")
    here = xl_rowcol_to_cell(first, upn, col_abs=True)
    above = xl_rowcol_to_cell(first - 1, upn, col_abs=True)
    sheet.conditional_format(
        first,
        left,
        LAST_ROW,
        right,
        {
            "type": "formula",
            "criteria": f'=AND({here}<>"",{here}<>{above})',
            "format": palette.rule(top=1, top_color=colours.QUIET),
        },
    )


def _holds_status(table: Table, heading: str) -> bool:
    return table.name == "Discussion" and heading in {"Attainment shown", "Progress shown"}


def paint_greater_depth(sheet: Worksheet, first: int, place: int, palette: Palette) -> None:
    """Fill marks of greater depth; one that only counts as it early in the year is not filled."""
    cell = xl_rowcol_to_cell(first, place, col_abs=True)
    deep = (
        f'AND({cell}<>"",SUMPRODUCT((list_Scale_Mark={cell})*(scale_greater_depth="Y")'
        '*(scale_half_term=""))>0)'
    )
    _rule(sheet, first, place, f"={deep}", _fill(colours.GREATER_DEPTH, palette))


def paint_statuses(sheet: Worksheet, area: tuple[int, int, int, int], palette: Palette) -> None:
    """Colour Green, Yellow, Red and Not assessed, each with its letter before the word."""
    for word, paint in colours.STATUS.items():
        sheet.conditional_format(
            *area,
            {
                "type": "cell",
                "criteria": "==",
                "value": f'"{word}"',
                "format": _fill(paint, palette, num_format=f'"{paint.letter}  "@'),
            },
        )


def _fill(paint: colours.Paint, palette: Palette, **more: Any) -> Format:  # noqa: ANN401 - as above
    return palette.rule(bg_color=paint.fill, font_color=paint.text, **more)


def _rule(sheet: Worksheet, first: int, place: int, formula: str, format_: Format) -> None:
    sheet.conditional_format(
        first, place, LAST_ROW, place, {"type": "formula", "criteria": formula, "format": format_}
    )
