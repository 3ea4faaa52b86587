"""A small workbook with everything the engine must find: the engine's own fixture."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import xlsxwriter

if TYPE_CHECKING:
    from pathlib import Path

PUPILS = ("UPN", "Pupil", "DOB", "Score", "On roll", "Twice")
ROWS = (
    ("A999000000001", "Zoë Quill", dt.datetime(2016, 3, 4), 94.5, True),  # noqa: DTZ001
    ("A999000000002", "Łukasz Vane", dt.datetime(2015, 12, 31), 100, False),  # noqa: DTZ001
    ("007", "=SUM(1)", None, None, None),
)


def write_workbook(path: Path) -> None:
    """Write it: tables, names, a validation list, hidden and very hidden sheets, a shape."""
    options = {f"strings_to_{kind}": False for kind in ("formulas", "urls", "numbers")}
    book = xlsxwriter.Workbook(path, options)
    text = book.add_format({"num_format": "@"})
    date = book.add_format({"num_format": "dd/mm/yyyy"})
    home, pupils, settings, log, conf = (
        book.add_worksheet(name) for name in ("Home", "Pupils", "Settings", "Log", "xlwings.conf")
    )
    for row in range(1, 500):
        for column, kind in enumerate((text, text, date)):
            pupils.write_blank(row, column, None, kind)
    for row, (upn, name, born, score, on_roll) in enumerate(ROWS, start=1):
        pupils.write_string(row, 0, upn, text)
        pupils.write_string(row, 1, name, text)
        if born:
            pupils.write_datetime(row, 2, born, date)
        if score is not None:
            pupils.write_number(row, 3, score)
        if on_roll is not None:
            pupils.write_boolean(row, 4, on_roll)
        pupils.write_formula(row, 5, f"=D{row + 1}*2")
    pupils.add_table(
        0, 0, len(ROWS), 5, {"name": "Pupils", "columns": [{"header": name} for name in PUPILS]}
    )
    pupils.data_validation(1, 3, 499, 3, {"validate": "decimal", "criteria": ">=", "value": 0})
    for column, name in ((0, "Thresholds"), (3, "Words")):
        settings.add_table(
            1,
            column,
            3,
            column + 1,
            {"name": name, "columns": [{"header": "What"}, {"header": "Value"}]},
        )
        settings.write_row(2, column, ["Green", 95])
    log.add_table(0, 0, 1, 1, {"name": "Log", "columns": [{"header": "When"}, {"header": "Who"}]})
    home.write_formula("B2", "=1/0")
    home.write_formula("B3", "=NA()")
    home.write_formula("B4", "=SUM(Pupils!D2:D4)")
    home.insert_textbox("D2", "Update", {"object_position": 3, "width": 160, "height": 40})
    book.define_name("ppm_schema", "=2")
    book.define_name("threshold_list", "=Settings!$A$3:$A$4")
    book.define_name("pupil_list", "=Pupils[Pupil]")
    book.define_name("Pupils!first_pupil", "=Pupils!$B$2")
    settings.hide()
    conf.very_hidden()
    conf.write("A1", "INTERPRETER_WIN")
    pupils.repeat_rows(0)
    book.close()
