"""Builds the whole workbook: sheets in order, names, VBA, and the last step on the package."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import Final

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from ppm_xl import schema
from ppm_xl.schema import Sheet
from ppm_xl.template import vba
from ppm_xl.template.check_sheet import dress_check
from ppm_xl.template.config import SHEET as CONFIG_SHEET
from ppm_xl.template.config import write_config
from ppm_xl.template.conversations_sheet import dress_conversations
from ppm_xl.template.frame import code_name, dress_frame
from ppm_xl.template.home import dress_home
from ppm_xl.template.leadership_sheet import dress_leadership
from ppm_xl.template.meeting_sheet import dress_meeting
from ppm_xl.template.names import define_lists
from ppm_xl.template.one_child_sheet import dress_one_child
from ppm_xl.template.owner_lists_sheet import dress_owner_lists
from ppm_xl.template.package import finish
from ppm_xl.template.palette import Palette
from ppm_xl.template.reports_sheet import dress_reports
from ppm_xl.template.round_sheet import dress_round
from ppm_xl.template.sheets import (
    NOT_YET,
    dress_not_yet,
    dress_records,
    dress_settings,
    dress_tables,
)
from ppm_xl.template.status_sheet import dress_status
from ppm_xl.template.venn_sheet import dress_venn

CREATED: Final = datetime(2026, 9, 1, tzinfo=UTC).replace(tzinfo=None)
"""Fixed, so that the same sources build the same parts."""
_DRESSED_ALONE: Final = {
    "Venn": dress_venn,
    "Check": dress_check,
    "Status": dress_status,
    "Round": dress_round,
    "Leadership": dress_leadership,
    "Owner lists": dress_owner_lists,
    "Conversations": dress_conversations,
    "Reports": dress_reports,
}
"""Sheets that need nothing of the workbook around them."""
_WINDOW: Final = (1366, 728)


def build_workbook() -> bytes:
    """Build the template in memory and give the file's bytes."""
    buffer = io.BytesIO()
    workbook = Workbook(
        buffer,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    workbook.set_properties(
        {"title": "Pupil progress", "author": "ppm-xl", "company": "", "created": CREATED}
    )
    workbook.set_size(*_WINDOW)
    workbook.set_vba_name(vba.WORKBOOK_MODULE)
    macros = io.BytesIO(vba.project(_code_names()))
    workbook.add_vba_project(macros, is_stream=True)  # type: ignore[arg-type] # knows only paths
    palette = Palette(workbook)
    sheets = [(facts, workbook.add_worksheet(facts.name)) for facts in schema.SHEETS]
    for facts, sheet in sheets:
        dress_frame(sheet, facts, palette)
        _dress(workbook, sheet, facts, palette)
    write_config(workbook, palette)
    define_lists(workbook)
    workbook.close()
    return finish(buffer.getvalue())


def _code_names() -> dict[str, str]:
    names = [facts.name for facts in schema.SHEETS] + [CONFIG_SHEET]
    return {name: code_name(name) for name in names}


def _dress(workbook: Workbook, sheet: Worksheet, facts: Sheet, palette: Palette) -> None:
    match facts.name:
        case "Home":
            dress_home(workbook, sheet, facts, palette)
        case "Meeting":
            dress_meeting(workbook, sheet, palette)
        case name if name in _DRESSED_ALONE:
            _DRESSED_ALONE[name](sheet, facts, palette)
        case "One child":
            dress_one_child(workbook, sheet, facts, palette)
        case "Settings":
            dress_settings(sheet, facts, palette)
        case "Records":
            dress_records(workbook, sheet, facts, palette)
        case name if name in NOT_YET:
            dress_not_yet(sheet, facts, palette)
        case _:
            dress_tables(sheet, facts, palette)
