"""The sheet Meeting: the formats that the form's lines follow by their kind.

``prepare_meeting`` writes values only, in one block. The top of page one is a fixed grid with
formats of its own; below it the hidden first column says what kind each row is, and conditional
formats do the rest, so that any class's form looks right however long it is.
"""

from __future__ import annotations

from typing import Any, Final

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from ppm_xl import palette as colours
from ppm_xl import schema
from ppm_xl.form import EMPTY
from ppm_xl.meeting.form import grid
from ppm_xl.meeting.form.page_one import HOME
from ppm_xl.template.frame import FOOTER, button
from ppm_xl.template.names import list_name
from ppm_xl.template.palette import Palette

LAST: Final = schema.MEETING_FORM.rows
HIDDEN: Final = chr(ord(schema.MEETING_FORM_CELLS[-1]) + 1)
"""The hidden last column, which holds where typed cells belong."""
_LISTS: Final = tuple(chr(ord(HIDDEN) + place) for place in (1, 2, 3))
"""Hidden columns with the words of the lists that share a column of the form."""
BODY: Final = grid.BODY
_TINT: Final = "#E8F1F7"
_BAND: Final = "#F3F5F8"
_BOX: Final = "#B4BDC9"

_ACTIONS: Final = ("group", "own", "met")
TYPED: Final = {
    "F": ("issue", "target"),
    "G": ("pupil", "pointer", *_ACTIONS, "issue"),
    "H": (
        "pupil", *_ACTIONS, "celebrate", "moved more", "send", "send said", "said", "issue",
        "issue last", "target last",
    ),
    "I": ("pupil", *_ACTIONS, "last", "why"),
    "J": (*_ACTIONS, "issue", "target", "last", "why"),
    "K": ("pupil", *_ACTIONS, "last", "send", "why", "target last"),
}  # fmt: skip
"""Column to the kinds of row in which it is a white box to type in."""

_TYPED_HEADS: Final = {
    "F": ("issue heads", "target heads", "own heads"),
    "G": ("heads", "met heads", "issue heads"),
    "H": (
        "heads", "met heads", "celebrate heads", "mover heads", "send heads", "said heads",
        "issue heads", "own heads",
    ),
    "I": ("heads", "met heads", "last heads"),
    "J": ("heads", "met heads", "issue heads", "target heads", "own heads", "last heads"),
    "K": ("heads", "met heads", "last heads", "send heads", "own heads"),
}  # fmt: skip
_HEADS: Final = tuple(dict.fromkeys(kind for kinds in _TYPED_HEADS.values() for kind in kinds))
_NAMED: Final = (
    "pupil", "pointer", "celebrate", "moved more", "area", "last", "met", "send", "send said",
    "said", "group",
)  # fmt: skip
"""Kinds of row that begin with a child's name, or with whom it is for."""
_RULED: Final = (*_NAMED, "issue", "target", "issue last", "target last")
"""Kinds of row with a hairline above."""
_KINDS: Final = ("section", "need", "page", "note", "mover", "own", *_HEADS, *_RULED, "why")
"""Kinds of row with a look of their own; the others have their column's."""


def dress_meeting(workbook: Workbook, sheet: Worksheet, palette: Palette) -> None:  # noqa: ARG001 - every sheet is dressed alike
    """Set widths, page one, the rules by kind, the lists, and how the form prints."""
    _columns(sheet, palette)
    _page_one(sheet, palette)
    _rules(sheet, palette)
    _lists(sheet, palette)
    sheet.set_print_scale(round(100 * grid.SCALE))
    sheet.set_margins(**grid.MARGINS)
    sheet.center_horizontally()
    sheet.set_footer(FOOTER, {"margin": 0.2})
    sheet.freeze_panes(grid.TITLE, 0)
    sheet.ignore_errors({"number_stored_as_text": f"A1:{HIDDEN}{LAST}"})
    sheet.set_selection(grid.PICTURE - 1, 2, grid.PICTURE - 1, 2)


def _columns(sheet: Worksheet, palette: Palette) -> None:
    hidden = palette.format(num_format="@")
    for letter in ("A", HIDDEN, *_LISTS):
        sheet.set_column(f"{letter}:{letter}", 10, hidden, {"hidden": True})
    for letter in grid.WIDTHS:
        more: dict[str, Any] = {"text_wrap": letter != "B", "num_format": "@"}
        if letter == "J":
            more["num_format"] = "dd/mm/yyyy"
        if letter in "DEJK":
            more["align"] = "center"
        looks = palette.format(font_size=BODY, valign="top", **more)
        sheet.set_column_pixels(f"{letter}:{letter}", grid.pixels(letter), looks)


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
    for row in range(1, grid.FLOW):
        for letter in grid.WIDTHS:
            sheet.write_blank(f"{letter}{row}", None, line)
    sheet.write_url("B1", "internal:Home!A1", palette.link, HOME, "Back to Home")
    sheet.write_string("D1", "Progress meeting", palette.title)
    sheet.merge_range(f"B{grid.FACTS}:K{grid.FACTS}", "", facts)
    for row in (grid.CAPTIONS, grid.MOVED):
        sheet.write_blank(f"B{row}", None, bold)
        sheet.write_blank(f"I{row}", None, bold)
    for row in range(grid.PICTURE, grid.FLOW):
        if row != grid.MOVED:
            sheet.merge_range(f"C{row}:H{row}", "", wrapped)
    for row in range(grid.FIRST_PAIR, grid.FLOW, 2):
        sheet.merge_range(f"I{row}:K{row}", "", line)
        sheet.merge_range(f"I{row + 1}:K{row + 1}", "", wrapped)
    for row in (grid.TITLE, grid.CAPTIONS):
        sheet.write_string(f"A{row}", EMPTY)
    sheet.write_string(
        f"B{grid.CAPTIONS}",
        f"No meeting is laid out yet. On Home, choose the class and press "
        f"{button('prepare_meeting')}.",
        bold,
    )


def _rules(sheet: Worksheet, palette: Palette) -> None:
    """Set the looks by kind; no two rules of them hold in one cell.

    Where two do, Excel joins them and LibreOffice takes one.
    """
    for word, paint in colours.STATUS.items():
        _paint(sheet, palette, word, paint)
    _paint(sheet, palette, "Amber", colours.YELLOW)
    missing = palette.rule(bg_color=colours.YELLOW.fill, border=1, border_color=_BOX)
    worded = f"{_is(*_ACTIONS)[1:]},LEN($H1)>0"
    _rule(sheet, f"G1:G{LAST}", f"=AND({worded},{_NOBODY})", missing)
    _rule(sheet, f"I1:J{LAST}", f"=AND({worded},LEN(I1)=0)", missing)
    lacks = palette.rule(font_color=colours.YELLOW.text)
    _rule(sheet, f"F1:F{LAST}", f'=AND({worded},LEFT($F1,4)="Has ")', lacks)
    overdue = palette.rule(bold=True, font_color=colours.RED.text, bg_color=colours.RED.fill)
    _rule(sheet, f"H1:H{LAST}", '=AND($A1="last",RIGHT($H1,7)="overdue")', overdue)
    for letter in grid.WIDTHS:
        alike: dict[tuple[tuple[str, Any], ...], list[str]] = {}
        for kind in dict.fromkeys(_KINDS):
            looks = _looks(letter, kind)
            if looks:
                alike.setdefault(tuple(looks.items()), []).append(kind)
        for properties, kinds in alike.items():
            rule = palette.rule(**dict(properties))
            _rule(sheet, f"{letter}1:{letter}{LAST}", _is(*kinds), rule)


def _looks(letter: str, kind: str) -> dict[str, Any]:  # noqa: PLR0911 - a kind of row a line
    """Say how a column looks in a kind of row, where otherwise than usual."""
    if kind == "section":
        return {
            "bold": True, "font_color": colours.ACCENT, "bg_color": _TINT, "top": 1,
            "top_color": colours.ACCENT,
        }  # fmt: skip
    if kind == "need":
        return {"bold": True, "bg_color": _BAND, "top": 1, "top_color": _BOX}
    if kind in {"page", "note"}:
        return {"font_color": colours.QUIET, **({"bold": True} if kind == "page" else {})}
    if kind in _HEADS:
        typed = kind in _TYPED_HEADS.get(letter, ())
        fill, ink = (colours.ACCENT, colours.WHITE) if typed else (colours.PAPER_GREY, colours.INK)
        return {"bold": True, "font_color": ink, "bg_color": fill}
    if kind in TYPED.get(letter, ()):
        return {"border": 1, "border_color": _BOX}
    if kind == "mover":
        return {"bold": True} if letter >= "I" else {}
    looks: dict[str, Any] = {}
    if letter == "C" and kind in _NAMED:
        looks["bold"] = True
    if (letter == "F" and kind in {"own", "group"}) or (
        letter == "C" and kind in {"own", "issue", "target", "issue last", "target last"}
    ):
        looks["font_color"] = colours.QUIET
    if letter != "B" and kind in _RULED:
        looks |= {"top": 1, "top_color": colours.HAIRLINE}
    return looks


_NOBODY: Final = (
    "OR(LEN($G1)=0,"
    f'AND(ISNUMBER(SEARCH("not in Settings",$F1)),COUNTIF({list_name("People.Name")},$G1)=0))'
)
"""Whether an action has no owner, or one whom the words beside it say Settings does not know."""


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


def _lists(sheet: Worksheet, palette: Palette) -> None:
    """Offer lists where they help; what is typed otherwise is taken as it is.

    Where lists share a column, the row's kind says which is offered.
    """
    stored = palette.format(num_format="@")
    lists = (schema.IMPACTS, ("Y", "N"), schema.ACTION_STATES)
    for letter, words in zip(_LISTS, lists, strict=True):
        for row, word in enumerate(words, start=1):
            sheet.write_string(f"{letter}{row}", word, stored)
    impacts, yes, states = (
        f"${letter}$1:${letter}${len(words)}" for letter, words in zip(_LISTS, lists, strict=True)
    )
    offer: dict[str, Any] = {"validate": "list", "show_error": False}
    first = grid.FLOW
    talked = f'OR($A{first}="pupil",$A{first}="pointer")'
    needs, people = list_name("Needs.Need"), list_name("People.Name")
    for letter, source in (
        ("G", f"=IF({talked},{needs},{people})"),
        (
            "K",
            f'=IF($A{first}="last",{impacts},IF($A{first}="target last",{states},{yes}))',
        ),
    ):
        sheet.data_validation(f"{letter}{first}:{letter}{LAST}", {**offer, "source": source})
