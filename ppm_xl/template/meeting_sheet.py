"""The sheet Meeting: widths, formats and lists of the form that ``prepare_meeting`` fills."""

from __future__ import annotations

from typing import Final

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from ppm_xl import schema
from ppm_xl.template.palette import Palette

_WIDTH: Final = 14


def dress_meeting(workbook: Workbook, sheet: Worksheet, palette: Palette) -> None:  # noqa: ARG001 - lists will need the workbook
    """Set the columns of the form; the hidden ones say what each row is and where it belongs."""
    _, left = schema.MEETING_FORM.anchor
    right = left + len(schema.MEETING_FORM.columns) - 1
    stored = palette.format(num_format="@", text_wrap=True, valign="top")
    sheet.set_column(left - 1, right - 1, _WIDTH, stored)
    for hidden in (left - 1, right - 1):
        sheet.set_column(hidden, hidden, _WIDTH, stored, {"hidden": True})
