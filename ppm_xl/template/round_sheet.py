"""The sheet Round: the plan at the left, a line for every class's meeting beside it.

On paper there are the meetings alone, without what nobody needs on a staff room's wall: which
child a parent comes for is not printed.
"""

from __future__ import annotations

from typing import Any, Final

from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from ppm_xl import palette as colours
from ppm_xl import schema
from ppm_xl.round.clashes import NO_COVER
from ppm_xl.round.plan_box import DEFAULT_ROWS, HELP, SencoAt, SencoComes, What
from ppm_xl.schema import Sheet
from ppm_xl.template.drawn_button import BUTTON_SIZE, draw_button
from ppm_xl.template.frame import (
    CAPTION_ROW,
    FIRST_ROW,
    HEADING_ROW,
    HINT_ROW,
    LAST_ROW,
    button,
    write_title,
)
from ppm_xl.template.palette import Palette
from ppm_xl.template.tables import GAP, lay_table

MEETINGS: Final = schema.MEETINGS
_HEADINGS: Final = MEETINGS.headings()
_LEFT: Final = len(schema.ROUND_PLAN.columns) + 1
"""The first column of the meetings; the plan and a gap stand before it."""
FIRST_PRINTED: Final = "Class"
LAST_PRINTED: Final = "Still missing"
NOT_PRINTED: Final = frozenset(
    (
        *_HEADINGS[: _HEADINGS.index(FIRST_PRINTED)],
        *_HEADINGS[_HEADINGS.index(LAST_PRINTED) + 1 :],
        *schema.ROUND_PLAN.headings(),
    )
)
_CHOICES: Final[dict[What, list[str]]] = {
    What.ASSISTANTS: ["Y", "N"],
    What.SENCO_COMES: [choice.value for choice in SencoComes],
    What.SENCO_AT: [choice.value for choice in SencoAt],
}
_LATER: Final = frozenset({"Kind", "School year", "ID", "Invitation"})
"""Columns for the workbook rather than for people."""


def dress_round(sheet: Worksheet, facts: Sheet, palette: Palette) -> None:
    """Lay the plan and the meetings, mark clashes, and set the page."""
    lay_table(sheet, schema.ROUND_PLAN, 0, palette, filters=False)
    sheet.set_column(_LEFT - 1, _LEFT - 1, GAP, palette.blank)
    right = lay_table(sheet, MEETINGS, _LEFT, palette)
    for row, pixels in ((CAPTION_ROW, 24), (HINT_ROW, BUTTON_SIZE[1] + 8), (HEADING_ROW, 42)):
        sheet.set_row_pixels(row, pixels, palette.blank)
    sheet.ignore_errors({"number_stored_as_text": f"A1:{xl_col_to_name(right)}20000"})
    write_title(sheet, facts, palette, column=_at(FIRST_PRINTED))
    sheet.write_string(CAPTION_ROW, 0, "How the round is planned", palette.caption)
    draw_button(sheet, HINT_ROW, 0, "plan_round")
    draw_button(sheet, HINT_ROW, _at(FIRST_PRINTED), "prepare_all", quiet=True)
    _explain_the_plan(sheet)
    _say_if_empty(sheet, palette)
    _mark(sheet, palette)
    sheet.freeze_panes(FIRST_ROW, _at(FIRST_PRINTED) + 1)
    sheet.repeat_rows(HEADING_ROW)
    sheet.print_area(0, _at(FIRST_PRINTED), 1_048_575, _at(LAST_PRINTED))
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.3, right=0.3, top=0.4, bottom=0.6)
    sheet.center_horizontally()
    sheet.set_selection(FIRST_ROW, 1, FIRST_ROW, 1)


def _at(heading: str) -> int:
    return _LEFT + _HEADINGS.index(heading)


def _explain_the_plan(sheet: Worksheet) -> None:
    """Say of each row of the plan what it is for, when its cell is chosen."""
    for row, (words, _) in enumerate(DEFAULT_ROWS, start=FIRST_ROW):
        what = What(words)
        told: dict[str, Any] = {"input_title": what.value, "input_message": HELP[what]}
        kind: dict[str, Any] = {"validate": "any"}
        if what in _CHOICES:
            kind = {"validate": "list", "source": _CHOICES[what], "error_title": what.value}
        elif what in {What.PLACE, What.COVER}:
            kind = {"validate": "any"}
        if what is What.COVER:
            kind = {"validate": "list", "source": "=list_People_Name", "show_error": False}
        sheet.data_validation(row, 1, row, 1, {**kind, **told})


def _say_if_empty(sheet: Worksheet, palette: Palette) -> None:
    sentence = f"No meetings yet. Look at the plan on the left, then press {button('plan_round')}."
    said = palette.format(bold=True, font_color=colours.SECOND_ACCENT)
    these = "Meetings[Half-term],ppm_half_term,Meetings[School year],ppm_school_year"
    counted = (
        f'COUNTIFS({these})&" meetings in "&ppm_half_term&", "'
        f'&COUNTIFS({these},Meetings[Clash],"?*")&" with something to settle. '
        'Filter Half-term to see one round alone."'
    )
    formula = f'=IF(COUNTA(Meetings[Class])=0,"{sentence}",{counted})'
    sheet.write_formula(CAPTION_ROW, _at(FIRST_PRINTED), formula, said, sentence)


def _mark(sheet: Worksheet, palette: Palette) -> None:
    """Mark what clashes on its class too, and let the meetings of other half-terms step back."""
    clash = xl_rowcol_to_cell(FIRST_ROW, _at("Clash"), col_abs=True)
    least = f'LEFT({clash},{len(NO_COVER)})="{NO_COVER}"'
    for place in (_at("Class"), _at("Clash")):
        for test, paint in (
            (f'=AND({clash}<>"",NOT({least}))', colours.RED),
            (f"={least}", colours.YELLOW),
        ):
            _when(
                sheet, place, place, test,
                palette.rule(bg_color=paint.fill, font_color=paint.text),
            )  # fmt: skip
    half_term = xl_rowcol_to_cell(FIRST_ROW, _at("Half-term"), col_abs=True)
    year = xl_rowcol_to_cell(FIRST_ROW, _at("School year"), col_abs=True)
    other = f'=AND({half_term}<>"",OR({half_term}<>ppm_half_term,{year}<>ppm_school_year))'
    last = _LEFT + len(_HEADINGS) - 1
    _when(sheet, _LEFT, last, other, palette.rule(font_color=colours.QUIET, italic=True))
    for place, heading in enumerate(_HEADINGS, start=_LEFT):
        if heading in _LATER:
            _when(sheet, place, place, "=TRUE", palette.rule(font_color=colours.QUIET))


def _when(sheet: Worksheet, first: int, last: int, formula: str, look: Any) -> None:  # noqa: ANN401 - as in tables
    sheet.conditional_format(
        FIRST_ROW, first, LAST_ROW, last,
        {"type": "formula", "criteria": formula, "format": look},
    )  # fmt: skip
