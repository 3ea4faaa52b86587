"""The sheet Status: a class on one landscape page, letters and signs under narrow headings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from ppm_xl import palette as colours
from ppm_xl import schema
from ppm_xl.schema import Sheet
from ppm_xl.template.frame import (
    CAPTION_ROW,
    FIRST_ROW,
    HEADING_ROW,
    HINT_ROW,
    LAST_ROW,
    SENTENCE_ROW,
    TITLE_ROW,
    button,
    write_title,
)
from ppm_xl.template.names import SHOWN
from ppm_xl.template.palette import Palette
from ppm_xl.template.tables import lay_table, paint_greater_depth

TABLE: Final = schema.STATUS
HEADINGS: Final = TABLE.headings()
LAST_PRINTED: Final = HEADINGS.index("Red meetings")
"""The printed grid ends here; what is longer than a letter stands right of it."""
NOT_PRINTED: Final = frozenset((HEADINGS[0], *HEADINGS[LAST_PRINTED + 1 :]))
_WIDEST_TURNED: Final = 6
TURNED: Final = frozenset(
    heading for heading, column in TABLE.spelt_out() if column.width <= _WIDEST_TURNED
)
"""Headings that stand on their side: their columns are as wide as a letter."""

_COUNT_PIXELS: Final = 35
_ROW_POINTS: Final = 14.25
_HEADING_PIXELS: Final = 94
_COUNTED: Final = (" attainment", " progress")
_MEASURES: Final = ("Attendance", "Punctuality", "Attitude")
_LETTERS: Final = (*_MEASURES, "Homework", "Uniform")
_SIGNS: Final = {
    " trend": {
        "Improved": ("↑", colours.GREEN),
        "Slipped": ("↓", colours.RED),
        "Mixed": ("↕", colours.YELLOW),
        "Small steps up": ("↗", colours.GREEN),
        "Small steps down": ("↘", colours.RED),
        "Same": ("=", colours.NOT_ASSESSED),
    },
    " from start": {
        "More": ("+", colours.GREEN),
        "Less": ("–", colours.RED),  # noqa: RUF001 - as long as the plus
        "Expected": ("=", colours.NOT_ASSESSED),
    },
    " test": {
        "Test higher": ("T↑", colours.YELLOW),
        "Test lower": ("T↓", colours.YELLOW),
        "Agrees": ("=", colours.NOT_ASSESSED),
    },
}
"""What a word of these columns is shown as, and in whose ink. A test that differs says nothing
about who is right, so both ways are yellow."""
_SIGNS_COUNTED: Final = {
    " trend": (
        ("↑", ("Improved", "Small steps up")),
        ("= ↕", ("Same", "Mixed")),
        ("↓", ("Slipped", "Small steps down")),
    ),
    " from start": (("+", ("More",)), ("=", ("Expected",)), ("–", ("Less",))),  # noqa: RUF001 - as above
    " test": (("T↑", ("Test higher",)), ("=", ("Agrees",)), ("T↓", ("Test lower",))),
}
"""What is counted above these columns, from the top line down."""
_LINES: Final = (
    (TITLE_ROW, colours.GREEN),
    (SENTENCE_ROW, colours.YELLOW),
    (CAPTION_ROW, colours.RED),
)
"""The three lines of counts, and whose ink they are in."""
LEGEND: Final = (
    "◆ Pupil Premium   ▲ SEND   grey: from an earlier half-term\n"
    "T↓ test lower than judged   T↑ higher   = agrees, or the same"
)


def dress_status(sheet: Worksheet, facts: Sheet, palette: Palette) -> None:
    """Lay the grid, count what a filter shows above it, and set the page for 35 children."""
    sheet.set_default_row(_ROW_POINTS)
    right = lay_table(sheet, TABLE, 0, palette)
    for row, pixels in (
        (TITLE_ROW, _COUNT_PIXELS),
        (SENTENCE_ROW, _COUNT_PIXELS),
        (CAPTION_ROW, _COUNT_PIXELS),
        (HINT_ROW, _COUNT_PIXELS),
        (HEADING_ROW, _HEADING_PIXELS),
    ):
        sheet.set_row_pixels(row, pixels, palette.blank)
    sheet.ignore_errors({"number_stored_as_text": f"A1:{xl_col_to_name(right)}20000"})
    write_title(sheet, facts, palette)
    _turn_headings(sheet, palette)
    _say_how_many(sheet, palette)
    _count(sheet, palette)
    _paint(sheet, palette)
    _rule_between_classes(sheet, palette)
    sheet.freeze_panes(FIRST_ROW, HEADINGS.index("Pupil") + 1)
    sheet.repeat_rows(HEADING_ROW)
    sheet.print_area(0, 1, 1_048_575, LAST_PRINTED)  # whole columns: as far down as there are rows
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.3, right=0.3, top=0.3, bottom=0.5)
    sheet.center_horizontally()
    sheet.set_selection(FIRST_ROW, 1, FIRST_ROW, 1)


def _turn_headings(sheet: Worksheet, palette: Palette) -> None:
    look = palette.format(
        bold=True,
        text_wrap=True,
        bg_color=colours.PAPER_GREY,
        border=1,
        border_color=colours.WHITE,
        rotation=90,
        font_size=10,
        valign="vcenter",
        align="left",
        indent=0,
    )
    for place, heading in enumerate(HEADINGS):
        if heading in TURNED:
            sheet.write_string(HEADING_ROW, place, heading, look)


def _say_how_many(sheet: Worksheet, palette: Palette) -> None:
    empty = f"Nothing worked out yet. On Home, press {button('update')}."
    said = palette.format(bold=True, font_color=colours.SECOND_ACCENT)
    sheet.write_formula(
        CAPTION_ROW,
        1,
        f'=IF(COUNTA(Status[UPN])=0,"{empty}",SUM(ppm_shown)&" of "&COUNTA(Status[UPN])'
        '&" children shown. To see, count and print one class: filter Class.")',
        said,
        empty,
    )
    legend = palette.format(font_color=colours.QUIET, valign="top", text_wrap=True)
    sheet.merge_range(HINT_ROW, 1, HINT_ROW, HEADINGS.index("Pupil Premium"), LEGEND, legend)


def _count(sheet: Worksheet, palette: Palette) -> None:
    """Count above each column, of what the filter shows: colours with their share, or signs.

    Who is not assessed is in no share, and what cannot be compared is no sign: the last line
    says how many are counted.
    """
    labels = HEADINGS.index("Areas of learning")
    for row, paint in _LINES:
        word = next(name for name, known in colours.STATUS.items() if known is paint)
        look = palette.format(align="right", font_color=paint.text, bold=True)
        sheet.write_string(row, labels, word, look)
    quiet = palette.format(align="right", font_color=colours.QUIET)
    sheet.write_string(HINT_ROW, labels, "Assessed", quiet)
    for place, heading in enumerate(HEADINGS[: LAST_PRINTED + 1]):
        if heading in _MEASURES or heading.endswith(_COUNTED):
            _count_colours(sheet, place, palette)
        for end, lines in _SIGNS_COUNTED.items():
            if heading.endswith(end):
                _count_signs(sheet, place, lines, palette)


def _number_of(place: int, words: Iterable[str]) -> str:
    """Count the cells of a column that a filter shows and that hold one of some words."""
    column = xl_col_to_name(place)
    cells = f"${column}${FIRST_ROW + 1}:${column}${FIRST_ROW + SHOWN}"
    return "+".join(f'COUNTIFS(ppm_shown,1,{cells},"{word}")' for word in words)


def _write_whole(sheet: Worksheet, place: int, words: Iterable[str], palette: Palette) -> str:
    """Write how many of a column are counted at all, nothing where none is, and give the cell."""
    look = palette.format(align="center", valign="top", font_color=colours.QUIET)
    whole = _number_of(place, words)
    sheet.write_formula(HINT_ROW, place, f'=IF({whole}=0,"",{whole})', look, "")
    return str(xl_rowcol_to_cell(HINT_ROW, place, row_abs=True))


def _count_colours(sheet: Worksheet, place: int, palette: Palette) -> None:
    assessed = _write_whole(sheet, place, schema.COLOURS, palette)
    for (row, paint), word in zip(_LINES, schema.COLOURS, strict=True):
        number = _number_of(place, (word,))
        share = f'{number}&CHAR(10)&ROUND(100*{number}/{assessed},0)&"%"'
        look = palette.format(
            align="center",
            text_wrap=True,
            bg_color=paint.fill,
            font_color=paint.text,
            border=1,
            border_color=colours.WHITE,
        )
        sheet.write_formula(row, place, f'=IF(N({assessed})=0,"",{share})', look, "")


def _count_signs(
    sheet: Worksheet, place: int, lines: Sequence[tuple[str, Sequence[str]]], palette: Palette
) -> None:
    compared = _write_whole(sheet, place, (word for _, words in lines for word in words), palette)
    for (row, paint), (sign, words) in zip(_LINES, lines, strict=True):
        number = f'"{sign}"&CHAR(10)&({_number_of(place, words)})'
        ink = colours.QUIET if sign.startswith("=") else paint.text
        look = palette.format(align="center", text_wrap=True, font_color=ink)
        sheet.write_formula(row, place, f'=IF(N({compared})=0,"",{number})', look, "")


def _paint(sheet: Worksheet, palette: Palette) -> None:
    for place, heading in enumerate(HEADINGS):
        if heading in _LETTERS:
            _letters(sheet, place, palette)
        elif heading.endswith((" attainment", " progress")):
            old = _is_old(heading.rpartition(" ")[0])
            _letters(sheet, place, palette, old=old)
        elif heading in schema.DEFAULT_SUBJECTS:
            _when(sheet, place, f"={_is_old(heading)}", _paint_of(colours.NOT_ASSESSED, palette))
            paint_greater_depth(sheet, FIRST_ROW, place, palette)
        elif heading.endswith(" suggested"):
            _suggestions(sheet, place, palette)
        elif heading.endswith(" evidence"):
            subject = heading.removesuffix(" evidence")
            look = _paint_of(colours.NOT_ASSESSED, palette, italic=True)
            _when(sheet, place, f"={_is_old(subject)}", look)
        else:
            _signs(sheet, place, heading, palette)
    premium, send = HEADINGS.index("Pupil Premium"), HEADINGS.index("SEND")
    for place, word, sign, ink in (
        (premium, "Y", "◆", colours.PUPIL_PREMIUM),
        (premium, "N", "", colours.QUIET),
        (send, "K", "▲K", colours.SEND),
        (send, "E", "▲E", colours.SEND),
        (send, "N", "", colours.QUIET),
    ):
        look = {"font_color": ink, "num_format": _shown_as(sign)}
        _equals(sheet, place, word, _ruled(palette, **(look | ({"bold": True} if sign else {}))))


def _letters(sheet: Worksheet, place: int, palette: Palette, *, old: str = "") -> None:
    """Show a colour as its letter; one from an earlier half-term grey, the letter still there."""
    for word, paint in colours.STATUS.items():
        if old and word in schema.COLOURS:
            cell = xl_rowcol_to_cell(FIRST_ROW, place, col_abs=True)
            grey = _paint_of(
                colours.NOT_ASSESSED, palette, italic=True, num_format=_shown_as(paint.letter)
            )
            _when(sheet, place, f'=AND({cell}="{word}",{old})', grey)
    for word, paint in colours.STATUS.items():
        bold = {"bold": True} if word == "Red" else {}
        look = _paint_of(paint, palette, num_format=_shown_as(paint.letter), **bold)
        _equals(sheet, place, word, look)


def _suggestions(sheet: Worksheet, place: int, palette: Palette) -> None:
    """Write what the workbook suggests in the status's ink, unfilled: a teacher has not judged."""
    for word, paint in colours.STATUS.items():
        letter = paint.letter if paint is colours.NOT_ASSESSED else f"{paint.letter}?"
        look = _ruled(palette, font_color=paint.text, italic=True, num_format=_shown_as(letter))
        _equals(sheet, place, word, look)


def _signs(sheet: Worksheet, place: int, heading: str, palette: Palette) -> None:
    for end, signs in _SIGNS.items():
        if not heading.endswith(end):
            continue
        for word, (sign, paint) in signs.items():
            plain = paint is colours.NOT_ASSESSED
            look = {"font_color": paint.text, "num_format": _shown_as(sign)}
            _equals(
                sheet, place, word, _ruled(palette, **(look if plain else look | {"bold": True}))
            )


def _rule_between_classes(sheet: Worksheet, palette: Palette) -> None:
    """Draw a hairline under every row, and a line in the accent where another class begins."""
    named, classes = xl_col_to_name(1), xl_col_to_name(HEADINGS.index("Class"))
    row = FIRST_ROW + 1
    area = (FIRST_ROW, 1, LAST_ROW, LAST_PRINTED)
    begins = f'AND(${named}{row}<>"",${classes}{row}<>${classes}{row - 1},ROW()>{row})'
    line = palette.rule(top=1, top_color=colours.ACCENT)
    sheet.conditional_format(*area, {"type": "formula", "criteria": f"={begins}", "format": line})
    hair = palette.rule(bottom=1, bottom_color=colours.HAIRLINE)
    filled = f'=${named}{row}<>""'
    sheet.conditional_format(*area, {"type": "formula", "criteria": filled, "format": hair})


def _is_old(subject: str) -> str:
    """Whether evidence such as ``12/10/2026, Mrs K`` is older than the half-term on Home."""
    place = HEADINGS.index(f"{subject} evidence")
    cell = xl_rowcol_to_cell(FIRST_ROW, place, col_abs=True)
    judged = f"DATE(VALUE(MID({cell},7,4)),VALUE(MID({cell},4,2)),VALUE(LEFT({cell},2)))"
    named = f"LEFT({cell},LEN(ppm_half_term))<>ppm_half_term"
    return f'AND({cell}<>"",ppm_half_term_starts>0,IFERROR({judged}<ppm_half_term_starts,{named}))'


def _shown_as(sign: str) -> str:
    """Give the number format that shows a text as a sign; the cell keeps its word to filter by."""
    return f';;;"{sign}"' if sign else ";;;"


def _paint_of(paint: colours.Paint, palette: Palette, **more: Any) -> Any:  # noqa: ANN401 - as in tables
    return _ruled(palette, bg_color=paint.fill, font_color=paint.text, **more)


def _ruled(palette: Palette, **more: Any) -> Any:  # noqa: ANN401 - as above
    """Give a look with the row's hairline: not every program joins the looks of several rules."""
    return palette.rule(**more, bottom=1, bottom_color=colours.HAIRLINE)


def _equals(sheet: Worksheet, place: int, word: str, look: Any) -> None:  # noqa: ANN401 - as above
    sheet.conditional_format(
        FIRST_ROW, place, LAST_ROW, place,
        {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": look},
    )  # fmt: skip


def _when(sheet: Worksheet, place: int, formula: str, look: Any) -> None:  # noqa: ANN401 - as above
    sheet.conditional_format(
        FIRST_ROW, place, LAST_ROW, place,
        {"type": "formula", "criteria": formula, "format": look},
    )  # fmt: skip
