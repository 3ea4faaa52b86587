"""The very hidden sheet ``xlwings.conf``: every key xlwings' module asks for.

A key missing here would be looked up in files beside the workbook and in the
user's profile. The same workbook must work on every PC, so nothing here names one.
"""

from __future__ import annotations

from typing import Final

from xlsxwriter.workbook import Workbook

from ppm_xl.template.frame import code_name
from ppm_xl.template.palette import Palette

SHEET: Final = "xlwings.conf"

KEYS: Final = {
    "INTERPRETER_WIN": r"%LOCALAPPDATA%\ppm-xl\Scripts\python.exe",
    "INTERPRETER_MAC": "$HOME/ppm-xl/bin/python",
    "INTERPRETER": "",
    "PYTHONPATH": "",
    "ADD_WORKBOOK_TO_PYTHONPATH": "False",
    "CONDA PATH": "",
    "CONDA ENV": "",
    "UDF MODULES": "",
    "DEBUG UDFS": "False",
    "USE UDF SERVER": "False",
    "SHOW CONSOLE": "False",
    "SHOW_ERROR_POPUPS": "True",
    "TEMP DIR": "%TEMP%",
    "LICENSE_KEY": "",
    "ONEDRIVE_CONSUMER_WIN": "",
    "ONEDRIVE_CONSUMER_MAC": "",
    "ONEDRIVE_COMMERCIAL_WIN": "",
    "ONEDRIVE_COMMERCIAL_MAC": "",
    "SHAREPOINT_WIN": "",
    "SHAREPOINT_MAC": "",
}
"""Keys from A1 down without gaps, values beside them, as text."""


def write_config(workbook: Workbook, palette: Palette) -> None:
    """Add the sheet, last and very hidden."""
    sheet = workbook.add_worksheet(SHEET)
    sheet.set_vba_name(code_name(SHEET))
    stored = palette.format(num_format="@")
    sheet.set_column(0, 1, 44, stored)
    for row, (key, value) in enumerate(KEYS.items()):
        sheet.write_string(row, 0, key, stored)
        if value:
            sheet.write_string(row, 1, value, stored)
    sheet.very_hidden()
