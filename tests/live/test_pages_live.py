"""Printed pages of a form begin where its rows say, in a running application."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ppm_xl.actions.new import template_path
from ppm_xl.book.change import Change, inverse
from ppm_xl.book.live import LiveBook as LiveWorkbook

if TYPE_CHECKING:
    import xlwings as xw
    from office import Engine
    from office.fixtures import LiveBook

pytestmark = pytest.mark.office


def manual_breaks(book: xw.Book) -> list[int]:
    rows = book.sheets["Meeting"].impl.uno.RowPageBreaks
    return [each.Position + 1 for each in rows if each.ManualBreak]


def test_pages_begin_where_the_form_says(live_book: LiveBook, office: Engine) -> None:
    opened = live_book(template_path())
    book = LiveWorkbook(opened)
    rows = book.read()["MeetingForm"].rows
    changes = [Change("MeetingForm", n, "Kind", rows[n][0], "page") for n in (24, 60)]
    book.apply(changes)
    assert manual_breaks(opened) == [25, 61]
    asked: list[tuple[object, ...]] = []
    office.macros["BreakPages"] = lambda _, *words: asked.append(words)
    book.apply([Change("MeetingForm", 3, "B", rows[3][1], "no page changes")])
    assert asked == []
    book.apply(inverse(changes))
    assert asked == [("Meeting", "")]  # ResetAllPageBreaks is Excel's alone
