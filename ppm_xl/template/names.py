"""Defined names: the lists that cells offer, and cells that the workbook's code finds by name.

Each list is the column of a table, so it grows with the table. Formulas look up only.
"""

from __future__ import annotations

from typing import Final

from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from ppm_xl import schema
from ppm_xl.template.palette import Palette

SCHOOL_YEARS: Final = 12
"""How many school years the list on Home can offer."""


def list_name(choices_from: str) -> str:
    """Give the defined name for ``Table.Column``: ``Scale.Mark`` is ``list_Scale_Mark``."""
    table, _, column = choices_from.partition(".")
    return f"list_{table}_{column.replace(' ', '_')}"


def lists() -> dict[str, str]:
    """Map each list's name to the table column behind it."""
    wanted = {
        column.choices_from
        for table in schema.TABLES.values()
        for column in table.columns
        if column.choices_from
    } | {"Classes.Class", "Pupils.Pupil"}
    out = {}
    for choices_from in sorted(wanted):
        table, _, column = choices_from.partition(".")
        out[list_name(choices_from)] = f"{table}[{column}]"
    return out


def define_lists(workbook: Workbook) -> None:
    """Define the lists, the schema's version and what conditional formats look up."""
    workbook.define_name("ppm_schema", f"={schema.SCHEMA_VERSION}")
    for name, column in lists().items():
        workbook.define_name(name, f"={column}")
    workbook.define_name("scale_greater_depth", "=Scale[Meets greater depth]")


def write_named_cells(workbook: Workbook, sheet: Worksheet, column: int, palette: Palette) -> None:
    """Write the cells that are known by name, on the sheet of records, and name them.

    ``ppm_files`` takes the paths chosen in the file dialogue, one a line; the others
    look up what footers, formats and the list of school years need.
    """
    name_of, value = column, column + 1
    sheet.set_column(name_of, name_of, 18, palette.hint)
    sheet.set_column(value, value, 30, palette.format(num_format="@"))
    looked_up = palette.format(num_format="General")
    working = 'INDEX(Working[Value],MATCH("{}",Working[What],0))&""'
    cells = {
        "ppm_files": None,
        "ppm_school": '=IFERROR(INDEX(School[Value],MATCH("Name",School[What],0))&"","")',
        "ppm_school_year": f'=IFERROR({working.format("School year")},"")',
        "ppm_half_term": f'=IFERROR({working.format("Half-term")},"")',
        "ppm_half_term_starts": (
            "=SUMIFS(Calendar[Starts],Calendar[School year],ppm_school_year,"
            "Calendar[Half-term],ppm_half_term)"
        ),
    }
    for row, (name, formula) in enumerate(cells.items()):
        sheet.write_string(row, name_of, name, palette.hint)
        if formula is None:
            sheet.write_blank(row, value, None, palette.format(num_format="@"))
        else:
            sheet.write_formula(row, value, formula, looked_up, "")
        workbook.define_name(name, f"=Records!{_absolute(row, value)}")
    first = len(cells)
    sheet.write_string(first, name_of, "school years", palette.hint)
    for place in range(SCHOOL_YEARS):
        row = first + place
        if place == 0:
            position = "1"
        else:
            above = f"{_absolute(first, value)}:{_absolute(row - 1, value)}"
            position = f"1+SUMPRODUCT(COUNTIF(Calendar[School year],{above}))"
        sheet.write_formula(
            row,
            value,
            f'=IFERROR(INDEX(Calendar[School year],{position})&"","")',
            looked_up,
            "",
        )
    top, bottom = _absolute(first, value), _absolute(first + SCHOOL_YEARS - 1, value)
    workbook.define_name(
        "list_school_years",
        f'=OFFSET(Records!{top},0,0,MAX(1,COUNTIF(Records!{top}:{bottom},"?*")),1)',
    )


def _absolute(row: int, column: int) -> str:
    return str(xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True))
