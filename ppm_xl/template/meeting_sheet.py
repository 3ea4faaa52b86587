"""The sheet Meeting: the formats that the form's lines follow by their kind.

``prepare_meeting`` writes values only, in one block. Page one is a fixed grid with formats of
its own; below it the hidden first column says what kind each row is, and conditional formats do
the rest, so that any class's form looks right however long it is.
"""

from __future__ import annotations

from typing import Any, Final

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from ppm_xl import palette as colours
from ppm_xl import schema
from ppm_xl.form import EMPTY
from ppm_xl.meeting import grid
from ppm_xl.meeting.page_one import HOME
from ppm_xl.template.frame import FOOTER, button
from ppm_xl.template.names import list_name
from ppm_xl.template.palette import Palette

LAST: Final = schema.MEETING_FORM.rows
BODY: Final = 10
MARGINS: Final = {"left": 0.35, "right": 0.35, "top": 0.2, "bottom": 0.42}
"""Inches: as narrow as printers allow, for the sake of the names on page one."""
_TINT: Final = "#E8F1F7"
_BOX: Final = "#9AA3AF"

TYPED: Final = {
    "G:H": ("pupil",),
    "I:I": ("pupil", "pointer", "more", "celebrate", "moved more", "last more", "issue", "target"),
    "H:H": ("issue",),
    "J:J": ("pupil", "pointer", "more", "issue", "last", "last more", "why"),
    "K:K": ("pupil", "pointer", "more", "issue", "target", "last", "last more", "why"),
    "L:L": ("pupil", "pointer", "more", "last", "why"),
    "M:M": ("pupil", "pointer", "more", "last", "why"),
}
"""Columns to the kinds of row in which they are white boxes to type in."""

_TYPED_HEADS: Final = {
    "G:M": ("heads",),
    "I:I": ("celebrate heads", "mover heads", "issue heads", "target heads"),
    "H:H": ("issue heads",),
    "J:L": ("last heads",),
    "J:K": ("issue heads",),
    "K:K": ("target heads",),
}
_HEADS: Final = (
    "heads", "celebrate heads", "mover heads", "issue heads", "target heads", "last heads"
)  # fmt: skip


def dress_meeting(workbook: Workbook, sheet: Worksheet, palette: Palette) -> None:  # noqa: ARG001 - every sheet is dressed alike
    """Set widths, page one, the rules by kind, the lists, and how the form prints."""
    _columns(sheet, palette)
    _page_one(sheet, palette)
    _rules(sheet, palette)
    _lists(sheet)
    sheet.set_margins(**MARGINS)
    sheet.set_footer(FOOTER, {"margin": 0.2})
    sheet.freeze_panes(grid.TITLE, 0)
    sheet.ignore_errors({"number_stored_as_text": f"A1:N{LAST}"})
    sheet.set_selection(grid.PICTURE - 1, 2, grid.PICTURE - 1, 2)


def _columns(sheet: Worksheet, palette: Palette) -> None:
    hidden = palette.format(num_format="@")
    for letter in ("A", "N"):
        sheet.set_column(f"{letter}:{letter}", 10, hidden, {"hidden": True})
    for letter, width in grid.WIDTHS.items():
        more: dict[str, Any] = {"text_wrap": letter != "B", "num_format": "@"}
        if letter == "K":
            more["num_format"] = "dd/mm/yyyy"
        if letter in "DEKM":
            more["align"] = "center"
        looks = palette.format(font_size=BODY, valign="top", **more)
        sheet.set_column_pixels(f"{letter}:{letter}", _pixels(width), looks)


def _pixels(points: float) -> int:
    return round(points * 96 / 72)


def _page_one(sheet: Worksheet, palette: Palette) -> None:
    """Lay the fixed grid; merged cells stand where one text needs several columns."""
    for row, height in grid.HEIGHTS.items():
        sheet.set_row(row - 1, height)
    line = palette.format(font_size=BODY, valign="vcenter", num_format="@")
    bold = palette.format(
        font_size=BODY, valign="vcenter", num_format="@", bold=True, font_color=colours.ACCENT
    )
    wrapped = palette.format(font_size=BODY, valign="top", num_format="@", text_wrap=True)
    facts = palette.format(
        font_size=BODY, valign="vcenter", num_format="@", shrink=True, font_color=colours.QUIET
    )
    for row in range(1, grid.FIRST_LAST):
        for letter in grid.WIDTHS:
            sheet.write_blank(f"{letter}{row}", None, line)
    sheet.write_url("B1", "internal:Home!A1", palette.link, HOME, "Back to Home")
    sheet.write_string("D1", "Progress meeting", palette.title)
    sheet.merge_range(f"B{grid.FACTS}:M{grid.FACTS}", "", facts)
    for row in (grid.CAPTIONS, grid.MOVED):
        sheet.write_blank(f"B{row}", None, bold)
        sheet.write_blank(f"J{row}", None, bold)
    for row in range(grid.PICTURE, grid.LAST_SECTION):
        if row != grid.MOVED:
            sheet.merge_range(f"C{row}:I{row}", "", wrapped)
    for row in range(grid.FIRST_PAIR, grid.LAST_SECTION, 2):
        sheet.merge_range(f"J{row}:M{row}", "", line)
        sheet.merge_range(f"J{row + 1}:M{row + 1}", "", wrapped)
    _last_lines(sheet, palette, wrapped)
    for row in (grid.TITLE, grid.CAPTIONS):
        sheet.write_string(f"A{row}", EMPTY)
    sheet.write_string(
        f"B{grid.CAPTIONS}",
        f"No meeting is laid out yet. On Home, choose the class and press "
        f"{button('prepare_meeting')}.",
        bold,
    )


def _last_lines(sheet: Worksheet, palette: Palette, wrapped: Format) -> None:
    """Lay the lines of last time's actions on page one."""
    day = palette.format(
        font_size=BODY, valign="top", num_format="dd/mm/yyyy", text_wrap=True, align="center"
    )
    for row in range(grid.FIRST_LAST, grid.FLOW):
        for cells in ("C{0}:E{0}", "F{0}:H{0}", "L{0}:M{0}"):
            sheet.merge_range(cells.format(row), "", wrapped)
        sheet.write_blank(f"I{row}", None, wrapped)
        sheet.write_blank(f"J{row}", None, wrapped)
        sheet.write_blank(f"K{row}", None, day)


def _rules(sheet: Worksheet, palette: Palette) -> None:
    everywhere = f"B1:M{LAST}"
    for word, paint in colours.STATUS.items():
        _paint(sheet, palette, word, paint)
    _paint(sheet, palette, "Amber", colours.YELLOW)
    section = palette.rule(
        bold=True, font_color=colours.ACCENT, bg_color=_TINT, top=1, top_color=colours.ACCENT
    )
    _rule(sheet, everywhere, _is("section"), section)
    typed_heads = palette.rule(bold=True, font_color=colours.WHITE, bg_color=colours.ACCENT)
    for columns, kinds in _TYPED_HEADS.items():
        first, last = columns.split(":")
        _rule(sheet, f"{first}1:{last}{LAST}", _is(*kinds), typed_heads)
    heads = palette.rule(bold=True, font_color=colours.INK, bg_color=colours.PAPER_GREY)
    _rule(sheet, everywhere, _is(*_HEADS), heads)
    quiet = palette.rule(font_color=colours.QUIET)
    _rule(sheet, everywhere, _is("note"), quiet)
    bold = palette.rule(bold=True)
    _rule(
        sheet,
        f"C1:C{LAST}",
        _is("pupil", "pointer", "celebrate", "moved more", "area", "last", "last more"),
        bold,
    )
    _rule(sheet, f"J1:M{LAST}", _is("mover"), bold)
    missing = palette.rule(bg_color=colours.YELLOW.fill, border=1, border_color=_BOX)
    lacks = f"AND({_is('pupil', 'pointer', 'more')[1:]},LEN($I1)>0,LEN(J1)=0)"
    _rule(sheet, f"J1:L{LAST}", f"={lacks}", missing)
    overdue = palette.rule(bold=True, font_color=colours.RED.text, bg_color=colours.RED.fill)
    for column, kind in (("I", "last"), ("H", "last more")):
        late = f'=AND($A1="{kind}",RIGHT(${column}1,7)="overdue")'
        _rule(sheet, f"{column}1:{column}{LAST}", late, overdue)
    box = palette.rule(border=1, border_color=_BOX)
    for columns, kinds in TYPED.items():
        first, last = columns.split(":")
        _rule(sheet, f"{first}1:{last}{LAST}", _is(*kinds), box)
    line = palette.rule(bottom=1, bottom_color=colours.HAIRLINE)
    listed = ("pupil", "pointer", "more", "celebrate", "moved more", "last", "last more")
    _rule(sheet, f"C1:M{LAST}", _is(*listed), line)


def _is(*kinds: str) -> str:
    """Give the formula that is true in rows of these kinds, for a range that begins in row 1."""
    tests = [f'$A1="{kind}"' for kind in kinds]
    return f"=OR({','.join(tests)})" if len(tests) > 1 else f"={tests[0]}"


def _rule(sheet: Worksheet, cells: str, formula: str, looks: Format) -> None:
    sheet.conditional_format(cells, {"type": "formula", "criteria": formula, "format": looks})


def _paint(sheet: Worksheet, palette: Palette, word: str, paint: colours.Paint) -> None:
    """Colour a status and put its letter before the word, for those who print in grey."""
    looks = palette.rule(
        bg_color=paint.fill,
        font_color=paint.text,
        bold=True,
        num_format=f'"{word[0] if word == "Amber" else paint.letter}  "@',
    )
    formula = f'=AND({_is("pupil", "pointer")[1:]},D1="{word}")'
    _rule(sheet, f"D1:E{LAST}", formula, looks)


def _lists(sheet: Worksheet) -> None:
    """Offer lists where they help; what is typed otherwise is taken as it is."""
    first, last = grid.FIRST_LAST, grid.PAGE_ONE
    offer: dict[str, Any] = {"validate": "list", "show_error": False}
    sheet.data_validation(f"J{first}:J{last}", {**offer, "source": list(schema.IMPACTS)})
    flow = f"{grid.FLOW}:{{0}}{LAST}"
    sheet.data_validation(
        "G" + flow.format("G"), {**offer, "source": f"={list_name('Needs.Need')}"}
    )
    sheet.data_validation(
        "J" + flow.format("J"), {**offer, "source": f"={list_name('People.Name')}"}
    )
    sheet.data_validation("M" + flow.format("M"), {**offer, "source": ["Y", "N"]})
