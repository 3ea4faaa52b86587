"""The sheet Conversations: the plan of a day at the left, then a line a child, then targets.

On paper there are the conversations alone.
"""

from __future__ import annotations

from typing import Any, Final

from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from ppm_xl import palette as colours
from ppm_xl import schema
from ppm_xl.conversations.day_plan import DEFAULT_ROWS, HELP, Order, What
from ppm_xl.conversations.questions import asked_above
from ppm_xl.schema import Sheet, Table
from ppm_xl.template.drawn_button import draw_button
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

TALKS: Final = schema.CONVERSATIONS
TARGETS: Final = schema.LEARNING_TARGETS
_LEFT: Final = len(schema.CONVERSATION_PLAN.columns) + 1
"""The first column of the conversations; the plan and a gap stand before it."""
_FAR_LEFT: Final = _LEFT + len(TALKS.columns) + 1
"""The first column of the learning targets."""
_SAID: Final = ("Going well", "Hard", "What would help", "Agreed")
_QUESTION_PIXELS: Final = 84
PRINTED: Final = TALKS.headings()[
    TALKS.headings().index("Pupil") : TALKS.headings().index("Agreed") + 1
]
"""The columns on paper: conversations, without what is for the workbook."""
_CHOICES: Final[dict[What, list[str]]] = {
    What.ORDER: [order.value for order in Order],
    What.TARGETS: ["Y", "N"],
}


def dress_conversations(sheet: Worksheet, facts: Sheet, palette: Palette) -> None:
    """Lay the three tables with the questions above their columns, and set the page."""
    lay_table(sheet, schema.CONVERSATION_PLAN, 0, palette, filters=False)
    sheet.set_column(_LEFT - 1, _LEFT - 1, GAP, palette.blank)
    lay_table(sheet, TALKS, _LEFT, palette)
    sheet.set_column(_FAR_LEFT - 1, _FAR_LEFT - 1, GAP, palette.blank)
    right = lay_table(sheet, TARGETS, _FAR_LEFT, palette)
    for row, pixels in ((CAPTION_ROW, 24), (HINT_ROW, _QUESTION_PIXELS), (HEADING_ROW, 42)):
        sheet.set_row_pixels(row, pixels, palette.blank)
    sheet.ignore_errors({"number_stored_as_text": f"A1:{xl_col_to_name(right)}20000"})
    write_title(sheet, facts, palette, column=_at(TALKS, PRINTED[0]))  # the page has it too
    sheet.write_string(CAPTION_ROW, 0, "How the day is planned", palette.caption)
    draw_button(sheet, HINT_ROW, 0, "conversations", down=_QUESTION_PIXELS - 40)
    _explain_the_plan(sheet)
    _ask(sheet, palette)
    _say_how_many(sheet, palette)
    _lead_on(sheet, palette)
    _mark(sheet, palette)
    sheet.freeze_panes(FIRST_ROW, 0)
    sheet.repeat_rows(HEADING_ROW)
    sheet.print_area(0, _at(TALKS, PRINTED[0]), 1_048_575, _at(TALKS, PRINTED[-1]))
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.3, right=0.3, top=0.4, bottom=0.6)
    sheet.set_selection(FIRST_ROW, 1, FIRST_ROW, 1)


def _at(table: Table, heading: str) -> int:
    left = _LEFT if table is TALKS else _FAR_LEFT
    return left + table.headings().index(heading)


def _explain_the_plan(sheet: Worksheet) -> None:
    """Say of each row of the plan what it is for, when its cell is chosen."""
    for row, (words, _) in enumerate(DEFAULT_ROWS, start=FIRST_ROW):
        what = What(words)
        kind: dict[str, Any] = {"validate": "any"}
        if what in _CHOICES:
            kind = {"validate": "list", "source": _CHOICES[what], "error_title": what.value}
        elif what is What.COVER:
            kind = {"validate": "list", "source": "=list_People_Name", "show_error": False}
        told = {"input_title": what.value, "input_message": HELP[what]}
        sheet.data_validation(row, 1, row, 1, {**kind, **told})


def _ask(sheet: Worksheet, palette: Palette) -> None:
    """Let the questions stand above the columns in which their answers are typed."""
    looks = palette.format(
        font_color=colours.SECOND_ACCENT, text_wrap=True, valign="bottom", italic=True
    )
    for table in (TALKS, TARGETS):
        for heading in table.headings():
            if words := asked_above(heading):
                sheet.write_string(HINT_ROW, _at(table, heading), words, looks)


def _say_how_many(sheet: Worksheet, palette: Palette) -> None:
    """Count this half-term's conversations above them, or say how to begin."""
    said = palette.format(bold=True, font_color=colours.SECOND_ACCENT)
    empty = (
        "No conversations yet. Choose the class on Home and the day in the plan, then press "
        f"{button('conversations')}."
    )
    these = "Conversations[Half-term],ppm_half_term,Conversations[School year],ppm_school_year"
    counted = (
        f'COUNTIFS({these})&" children in "&ppm_half_term&", "'
        f'&COUNTIFS({these},Conversations[Planned],">0")&" with a time, "'
        f'&COUNTIFS({these},Conversations[Held],">0")&" have talked. '
        'Filter Class to see one class."'
    )
    formula = f'=IF(COUNTA(Conversations[UPN])=0,"{empty}",{counted})'
    sheet.write_formula(CAPTION_ROW, _at(TALKS, "Pupil"), formula, said, empty)
    sheet.write_string(CAPTION_ROW, _at(TARGETS, "Pupil"), TARGETS.title, palette.caption)


def _lead_on(sheet: Worksheet, palette: Palette) -> None:
    """Lead from one table to the next: they do not all fit on a screen."""
    for at, to, words in (
        (_at(TALKS, "Pupil"), _at(TARGETS, "Pupil"), "Learning targets ›"),  # noqa: RUF001 - arrow heads
        (_at(TARGETS, "Pupil"), _at(TALKS, "Pupil"), "‹ Conversations"),  # noqa: RUF001
        (_at(TARGETS, "Subject"), 0, "‹ The plan"),  # noqa: RUF001
    ):
        where = xl_rowcol_to_cell(FIRST_ROW, to)
        sheet.write_url(HINT_ROW, at, f"internal:Conversations!{where}", palette.link, words)


def _mark(sheet: Worksheet, palette: Palette) -> None:
    """Mark who was missed, and let rows of other half-terms and what is met step back."""
    planned, held = _cell(TALKS, "Planned"), _cell(TALKS, "Held")
    said = "&".join(_cell(TALKS, heading) for heading in _SAID)
    missed = f'=AND(ISNUMBER({planned}),INT({planned})<TODAY(),{held}="",{said}="")'
    yellow = palette.rule(
        bg_color=colours.YELLOW.fill,
        font_color=colours.YELLOW.text,
        num_format='"missed "d mmm hh:mm',
    )
    _when(sheet, _at(TALKS, "Planned"), _at(TALKS, "Planned"), missed, yellow)
    met = palette.rule(bg_color=colours.GREEN.fill, font_color=colours.GREEN.text)
    place = _at(TARGETS, "Met")
    _when(sheet, place, place, f'={_cell(TARGETS, "Met")}<>""', met)
    quiet = palette.rule(font_color=colours.QUIET, italic=True)
    for table in (TALKS, TARGETS):
        half_term, year = _cell(table, "Half-term"), _cell(table, "School year")
        other = f'=AND({half_term}<>"",OR({half_term}<>ppm_half_term,{year}<>ppm_school_year))'
        first, last = _at(table, "Class"), _at(table, table.headings()[-1])
        _when(sheet, first, last, other, quiet)
        for heading in ("Class", "School year", "Half-term", "UPN"):
            place = _at(table, heading)
            _when(sheet, place, place, "=TRUE", palette.rule(font_color=colours.QUIET))


def _cell(table: Table, heading: str) -> str:
    return xl_rowcol_to_cell(FIRST_ROW, _at(table, heading), col_abs=True)


def _when(sheet: Worksheet, first: int, last: int, formula: str, look: Any) -> None:  # noqa: ANN401 - as in tables
    sheet.conditional_format(
        FIRST_ROW, first, LAST_ROW, last,
        {"type": "formula", "criteria": formula, "format": look},
    )  # fmt: skip
