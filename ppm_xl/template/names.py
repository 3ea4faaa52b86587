"""Defined names: the lists that cells offer, and cells that the workbook's code finds by name.

Each list is the column of a table, so it grows with the table. Formulas look up only.
"""

from __future__ import annotations

from importlib.metadata import version
from typing import Final

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from ppm_xl import __version__, schema
from ppm_xl.template.palette import Palette

SCHOOL_YEARS: Final = 12
"""How many school years the list on Home can offer."""

MARKS: Final = 60
"""How many different marks a list can offer."""

SHOWN: Final = 1200
"""How many rows of Status the counts above it heed."""

_SPARE: Final = 100
"""How many rows may be put in between those, before the counts have no answer for the last."""

MARKS_ONCE: Final = "list_marks"
"""The marks of the scale, each once: a rising scale has a row for each mark and half-term."""


MEASURES: Final = "list_measures"
"""What may be left out of one child's report: the measures every school has, then its subjects."""

SUBJECTS: Final = 20
"""How many subjects a list can offer."""


def list_name(choices_from: str) -> str:
    """Give the defined name for ``Table.Column``: ``Scale.Mark`` is ``list_Scale_Mark``."""
    table, _, column = choices_from.partition(".")
    return f"list_{table}_{column.replace(' ', '_')}"


def offered(column: schema.Column) -> str:
    """Give the name of the list that a column's cells offer."""
    if column.choices:
        return MEASURES
    return MARKS_ONCE if column.choices_from == "Scale.Mark" else list_name(column.choices_from)


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
    """Define the lists, the versions and what conditional formats look up."""
    workbook.define_name("ppm_schema", f"={schema.SCHEMA_VERSION}")
    workbook.define_name("ppm_version", f'="{__version__}"')
    workbook.define_name("ppm_xlwings", f'="{version("xlwings")}"')
    for name, column in lists().items():
        workbook.define_name(name, f"={column}")
    workbook.define_name("scale_greater_depth", "=Scale[Meets greater depth]")
    workbook.define_name("scale_half_term", "=Scale[Half-term]")


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
    end = _list_distinct(
        sheet,
        len(cells),
        value,
        "school years",
        "Calendar[School year]",
        SCHOOL_YEARS,
        looked_up,
        palette.hint,
    )
    _name_the_filled(workbook, "list_school_years", len(cells), value, SCHOOL_YEARS)
    _list_distinct(sheet, end, value, "marks", "Scale[Mark]", MARKS, looked_up, palette.hint)
    _name_the_filled(workbook, MARKS_ONCE, end, value, MARKS)
    end += MARKS
    measures = schema.REPORT_CHOICES.column("Measure")
    always = measures.choices if measures else ()
    sheet.write_string(end, name_of, "measures", palette.hint)
    for row, measure in enumerate(always, start=end):
        sheet.write_string(row, value, measure, looked_up)
    for row in range(SUBJECTS):
        found = f'=IFERROR(INDEX(Subjects[Subject],{row + 1})&"","")'
        sheet.write_formula(end + len(always) + row, value, found, looked_up, "")
    _name_the_filled(workbook, MEASURES, end, value, len(always) + SUBJECTS)


def write_shown(workbook: Workbook, sheet: Worksheet, column: int, palette: Palette) -> None:
    """Write beside each row of Status whether a filter shows it, for the counts above it.

    They stand on the sheet of records: Excel would take a subtotal in a filtered list for its
    total, and each count would else have to ask every row again after every cell that is typed.
    The name ends where the counted rows of Status do: when one of those is deleted, they would
    else be fewer than the rows here, and every count an error.
    """
    sheet.set_column(column, column, 8, palette.hint)
    sheet.write_string(schema.FIRST_ROW - 3, column, "Status shown", palette.hint)
    first = schema.FIRST_ROW - 1
    sheet.write_formula(first - 1, column, "=COUNTA(Status[UPN])", palette.blank, "")
    rows = _absolute(first - 1, column)
    for number in range(1, SHOWN + _SPARE + 1):
        shown = f"=IF({number}>{rows},0,SUBTOTAL(103,INDEX(Status[UPN],{number})))"
        sheet.write_formula(first + number - 1, column, shown, palette.blank, "")
    top = f"Records!{_absolute(first, column)}"
    area = f"{top}:{_absolute(first + SHOWN + _SPARE - 1, column)}"
    counted = f"Status!{_absolute(first, 1)}:{_absolute(first + SHOWN - 1, 1)}"
    # Not OFFSET, which would have every count asked again after any cell that is typed.
    workbook.define_name("ppm_shown", f"={top}:INDEX({area},ROWS({counted}))")


def _list_distinct(
    sheet: Worksheet,
    first: int,
    value: int,
    what: str,
    source: str,
    most: int,
    looked_up: Format,
    hint: Format,
) -> int:
    """List each value of a column once, where alike ones stand together; give the row after."""
    sheet.write_string(first, value - 1, what, hint)
    for row in range(first, first + most):
        above = f"{_absolute(first, value)}:{_absolute(row - 1, value)}"
        position = "1" if row == first else f"1+SUMPRODUCT(COUNTIF({source},{above}))"
        found = f'=IFERROR(INDEX({source},{position})&"","")'
        sheet.write_formula(row, value, found, looked_up, "")
    return first + most


def _name_the_filled(workbook: Workbook, name: str, first: int, value: int, most: int) -> None:
    top, bottom = _absolute(first, value), _absolute(first + most - 1, value)
    workbook.define_name(
        name, f'=OFFSET(Records!{top},0,0,MAX(1,COUNTIF(Records!{top}:{bottom},"?*")),1)'
    )


def _absolute(row: int, column: int) -> str:
    return str(xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True))
