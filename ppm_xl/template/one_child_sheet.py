"""The sheet One child: two boxes to choose in, and formulas that find the child's lines.

The hidden table ``ChildView`` holds each column of the page as one text, a line of the page to a
line of the text. Hidden cells at the right find where each line begins; the first character of a
line is its look, which conditional formats follow.
"""

from __future__ import annotations

from typing import Any, Final

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from ppm_xl import palette as colours
from ppm_xl import schema
from ppm_xl.one_child import grid
from ppm_xl.one_child.lines import Look
from ppm_xl.schema import Sheet
from ppm_xl.template.drawn_button import draw_button
from ppm_xl.template.frame import FOOTER, SENTENCE_ROW, TITLE_ROW, button, write_title
from ppm_xl.template.names import list_name
from ppm_xl.template.palette import Palette

_GAP_ROW, _NAME_ROW, _FACTS_ROW, _AIR_ROW, FIRST_LINE = range(2, 7)
"""Rows below title and sentence, from 0."""
LAST_LINE: Final = FIRST_LINE + grid.LINES - 1
_LABEL: Final = 1
_CELLS: Final = range(2, 2 + grid.CELLS)
_MIDDLE: Final = _CELLS[-1] + 2
_RIGHT: Final = _MIDDLE + 2
_HIDDEN: Final = _RIGHT + 2
"""From this column on, two for each text: where its lines begin, and the lines."""
_TEXTS: Final = {
    name: _HIDDEN + 2 * place for place, name in enumerate(("Colours", "Left", "Middle", "Right"))
}
_FACTS, _STANDING = _HIDDEN + 2 * len(_TEXTS), _HIDDEN + 2 * len(_TEXTS) + 1
CLASS_BOX: Final = (schema.CHILD_CHOSEN.anchor[0] - 1, schema.CHILD_CHOSEN.anchor[1] - 1)
CHILD_BOX: Final = (CLASS_BOX[0], CLASS_BOX[1] + 2)

ALL_CLASSES: Final = "Class (empty: every class)"
CHILD: Final = "Child"
_GREATEST: Final = 500
_LOOKS: Final[dict[Look, dict[str, Any]]] = {
    Look.HEADING: {
        "bold": True,
        "font_color": colours.ACCENT,
        "bottom": 1,
        "bottom_color": colours.ACCENT,
    },
    Look.BOLD: {"bold": True},
    Look.QUIET: {"font_color": colours.QUIET},
    Look.GOOD: {"bg_color": colours.GREEN.fill, "font_color": colours.GREEN.text},
    Look.PARTLY: {"bg_color": colours.YELLOW.fill, "font_color": colours.YELLOW.text},
    Look.BAD: {"bg_color": colours.RED.fill, "font_color": colours.RED.text, "bold": True},
}


def dress_one_child(workbook: Workbook, sheet: Worksheet, facts: Sheet, palette: Palette) -> None:
    """Lay the boxes, the texts' lines and the colours, and set the page."""
    assert (CLASS_BOX[1], CHILD_BOX[1]) == (_MIDDLE, _RIGHT)
    _columns(sheet, palette)
    _rows(sheet, palette)
    write_title(sheet, facts, palette)
    _boxes(workbook, sheet, palette)
    draw_button(sheet, TITLE_ROW, _CELLS[2], "preview_report", quiet=True)
    _find(sheet, palette)
    _name_and_facts(sheet, palette)
    _colours(sheet, palette)
    _texts(sheet, palette)
    sheet.freeze_panes(_AIR_ROW, 0)
    sheet.print_area(_NAME_ROW, _LABEL, LAST_LINE, _RIGHT)
    sheet.fit_to_pages(1, 1)
    sheet.set_margins(left=0.35, right=0.35, top=0.3, bottom=0.5)
    sheet.set_footer(FOOTER, {"margin": 0.2, "scale_with_doc": False})
    sheet.center_horizontally()
    sheet.set_zoom(90)
    sheet.set_selection(*CHILD_BOX, *CHILD_BOX)


def _points(width: float) -> int:
    return round(width * 96 / 72)


def _columns(sheet: Worksheet, palette: Palette) -> None:
    widths = {0: 48.0, _LABEL: grid.LABEL, _MIDDLE: grid.MIDDLE, _RIGHT: grid.RIGHT}
    widths |= {_MIDDLE - 1: grid.GAP, _RIGHT - 1: grid.GAP, _RIGHT + 1: grid.GAP}
    for place in _CELLS:
        widths[place] = grid.JUDGED if (place - _CELLS[0]) % 2 else grid.MARK
    for place, width in widths.items():
        sheet.set_column_pixels(place, place, _points(width), palette.blank)
    sheet.set_column(_HIDDEN, _STANDING, 8, palette.blank, {"hidden": True})


def _rows(sheet: Worksheet, palette: Palette) -> None:
    sheet.set_row(_GAP_ROW, 6, palette.blank)
    sheet.set_row(_NAME_ROW, 26, palette.blank)
    sheet.set_row(_FACTS_ROW, 17, palette.blank)
    sheet.set_row(_AIR_ROW, 6, palette.blank)
    for row in range(FIRST_LINE, LAST_LINE + 1):
        sheet.set_row(row, grid.LINE_HEIGHT, palette.blank)


def _boxes(workbook: Workbook, sheet: Worksheet, palette: Palette) -> None:
    """Lay the two boxes, each with its list; the second offers the children of the first."""
    above = palette.format(font_color=colours.QUIET, valign="bottom")
    box = palette.format(num_format="@", bold=True, border=1, border_color=colours.ACCENT, indent=1)
    for (row, column), words in ((CLASS_BOX, ALL_CLASSES), (CHILD_BOX, CHILD)):
        sheet.write_string(row - 1, column, words, above)
        sheet.write_blank(row, column, None, box)
    sheet.data_validation(
        *CLASS_BOX,
        *CLASS_BOX,
        {"validate": "list", "source": f"={list_name('Classes.Class')}", "show_error": False},
    )
    sheet.data_validation(
        *CHILD_BOX,
        *CHILD_BOX,
        {"validate": "list", "source": "=list_children", "show_error": False},
    )
    hidden = f"'{schema.CHILD_CHOSEN.sheet}'!"
    first, number = (hidden + _absolute(row, _HIDDEN) for row in (SENTENCE_ROW, _GAP_ROW))
    workbook.define_name("list_children", f"=OFFSET(ChildView[Pupil],{first},0,{number},1)")


def _absolute(row: int, column: int) -> str:
    return str(xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True))


_CHOSEN: Final = _absolute(*CHILD_BOX)
_CLASS: Final = _absolute(*CLASS_BOX)
_ROW: Final = _absolute(TITLE_ROW, _HIDDEN)
_KNOWN: Final = "COUNTA(ChildView[UPN])"


def _find(sheet: Worksheet, palette: Palette) -> None:
    """Find the child's row, and the children of the class: 0, and all, where there are none.

    In a search ``*``, ``?`` and ``~`` stand for other letters, unless ``~`` is before them.
    """
    plain = _CHOSEN
    for letter in "~*?":
        plain = f'SUBSTITUTE({plain},"{letter}","~{letter}")'
    in_class = f"COUNTIF(ChildView[Class],{_CLASS})"
    cells = {
        TITLE_ROW: f'=IF({_CHOSEN}="",0,IFERROR(MATCH({plain},ChildView[Pupil],0),0))',
        SENTENCE_ROW: f'=IF({_CLASS}="",0,IFERROR(MATCH({_CLASS},ChildView[Class],0)-1,0))',
        _GAP_ROW: f'=IF({_CLASS}="",MAX(1,{_KNOWN}),IF({in_class}=0,MAX(1,{_KNOWN}),{in_class}))',
    }
    for row, formula in cells.items():
        sheet.write_formula(row, _HIDDEN, formula, palette.blank, 0)
    for name, place in _TEXTS.items():
        _look_up(sheet, _NAME_ROW, place + 1, name, palette)
    _look_up(sheet, _NAME_ROW, _FACTS, "Facts", palette)
    _look_up(sheet, _NAME_ROW, _STANDING, "Standing", palette)


def _look_up(sheet: Worksheet, row: int, column: int, name: str, palette: Palette) -> None:
    formula = f'=IF({_ROW}=0,"",INDEX(ChildView[{name}],{_ROW})&"")'
    sheet.write_formula(row, column, formula, palette.blank, "")


def _name_and_facts(sheet: Worksheet, palette: Palette) -> None:
    """Write who it is and where they stand; or what to do where nobody is shown."""
    named = palette.format(bold=True, font_size=18, shrink=True)
    nobody = (
        f'IF({_KNOWN}=0,"Nothing worked out yet",'
        f'IF({_CHOSEN}="","No child chosen","Not in the list"))'
    )
    name = f"IF({_ROW}=0,{nobody},INDEX(ChildView[Pupil],{_ROW}))"
    _across(sheet, _NAME_ROW, _LABEL, _CELLS[-1], f"={name}", named, "No child chosen")
    stands = palette.format(bold=True, shrink=True, indent=1)
    standing = _absolute(_NAME_ROW, _STANDING)
    line = f"=MID({standing},2,{_GREATEST})"
    _across(sheet, _NAME_ROW, _MIDDLE, _RIGHT, line, stands, "")
    _paint_lines(sheet, _NAME_ROW, _NAME_ROW, _MIDDLE, _RIGHT, standing, palette)
    told = palette.format(font_size=grid.BODY, shrink=True)
    press = f"On Home, press {button('update')}, then choose a child here."
    choose = "Choose a child in the white box above, and a class first if the list is long."
    gone = "Choose a name from the list. Who has joined since is there after the next update."
    what_to_do = f'IF({_KNOWN}=0,"{press}",IF({_CHOSEN}="","{choose}","{gone}"))'
    facts = f"=IF({_ROW}=0,{what_to_do},{_absolute(_NAME_ROW, _FACTS)})"
    _across(sheet, _FACTS_ROW, _LABEL, _RIGHT, facts, told, choose)


def _across(
    sheet: Worksheet,
    row: int,
    first: int,
    last: int,
    formula: str,
    looks: Format,
    value: str,
) -> None:
    if first != last:
        sheet.merge_range(row, first, row, last, "", looks)
    sheet.write_formula(row, first, formula, looks, value)


def _lines(sheet: Worksheet, name: str, first: int, last: int, palette: Palette) -> None:
    """Find each line of a text: where it begins, and what it says, its look before it."""
    begins, says = _TEXTS[name], _TEXTS[name] + 1
    text = xl_rowcol_to_cell(_NAME_ROW, says, row_abs=True, col_abs=True)
    sheet.write_number(first, begins, 1, palette.blank)
    for row in range(first, last + 1):
        here, below = (xl_rowcol_to_cell(r, begins) for r in (row, row + 1))
        after = f"IFERROR(FIND(CHAR(10),{text},{here}),LEN({text})+1)+1"
        sheet.write_formula(
            row + 1, begins, f"=IF({here}>LEN({text}),{here},{after})", palette.blank, 1
        )
        line = f'=IF({here}>LEN({text}),"",MID({text},{here},{below}-{here}-1))'
        sheet.write_formula(row, says, line, palette.blank, "")


def _colours(sheet: Worksheet, palette: Palette) -> None:
    """Set the lines of colours, the school years and half-terms above them, the legend below."""
    last = FIRST_LINE + grid.HEADS + grid.COLOURS - 1
    _lines(sheet, "Colours", FIRST_LINE, last, palette)
    raw = _TEXTS["Colours"] + 1
    label = palette.format(font_size=grid.BODY, shrink=True)
    legend = palette.format(font_size=grid.BODY, italic=True, font_color=colours.QUIET, shrink=True)
    chip = palette.format(
        font_size=grid.BODY, align="center", shrink=True, border=1, border_color=colours.WHITE
    )
    heads = palette.format(font_size=grid.BODY, bold=True, align="center", font_color=colours.QUIET)
    for row in range(FIRST_LINE, last + 1):
        line = xl_rowcol_to_cell(row, raw, col_abs=True)
        of = f"=TRIM(MID({line},2,{grid.LABEL_FIELD}))"
        look = label if row >= FIRST_LINE + grid.HEADS else legend
        sheet.write_formula(row, _LABEL, of, look, "")
        for number, place in enumerate(_CELLS):
            begins = 2 + grid.LABEL_FIELD + grid.CELL_FIELD * number
            formula = f"=TRIM(MID({line},{begins},{grid.CELL_FIELD}))"
            if row >= FIRST_LINE + grid.HEADS:
                sheet.write_formula(row, place, formula, chip, "")
            elif number % 2 == 0:
                _across(sheet, row, place, place + 1, formula, heads, "")
    _paint_colours(sheet, FIRST_LINE + grid.HEADS, last, palette)


def _paint_colours(sheet: Worksheet, first: int, last: int, palette: Palette) -> None:
    """Fill each cell by its letter; what is suggested only has the letter's ink."""
    cell = xl_rowcol_to_cell(first, _CELLS[0])
    area = (first, _CELLS[0], last, _CELLS[-1])
    letters = [(paint.letter, paint) for paint in colours.STATUS.values()]
    for letter, paint in (*letters, ("A", colours.YELLOW)):
        is_it = f'=OR({cell}="{letter}",LEFT({cell},2)="{letter} ")'
        bold = {"bold": True} if paint is colours.RED else {}
        looks = palette.rule(bg_color=paint.fill, font_color=paint.text, **bold)
        sheet.conditional_format(*area, {"type": "formula", "criteria": is_it, "format": looks})


def _texts(sheet: Worksheet, palette: Palette) -> None:
    """Set the three columns of text, a line to a row."""
    line = palette.format(font_size=grid.BODY, shrink=True)
    below = FIRST_LINE + grid.LEFT_FROM
    for name, first, left, right in (
        ("Left", below, _LABEL, _CELLS[-1]),
        ("Middle", FIRST_LINE, _MIDDLE, _MIDDLE),
        ("Right", FIRST_LINE, _RIGHT, _RIGHT),
    ):
        raw = _TEXTS[name] + 1
        _lines(sheet, name, first, LAST_LINE, palette)
        for row in range(first, LAST_LINE + 1):
            shown = f"=MID({xl_rowcol_to_cell(row, raw, col_abs=True)},2,{_GREATEST})"
            _across(sheet, row, left, right, shown, line, "")
        look = f"${xl_col_to_name(raw)}{first + 1}"
        _paint_lines(sheet, first, LAST_LINE, left, right, look, palette)


def _paint_lines(
    sheet: Worksheet, first: int, last: int, left: int, right: int, look: str, palette: Palette
) -> None:
    for letter, looks in _LOOKS.items():
        sheet.conditional_format(
            first,
            left,
            last,
            right,
            {
                "type": "formula",
                "criteria": f'=LEFT({look},1)="{letter}"',
                "format": palette.rule(**looks),
            },
        )
