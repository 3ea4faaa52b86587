"""No string becomes a formula, a number, a date or a truth that was not one, wherever it goes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from book_suite import FEW, HOSTILE, same
from book_suite.workbook import PUPILS, make_workbook
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ppm_xl import schema
from ppm_xl.book.change import Change
from ppm_xl.book.draft import Draft
from ppm_xl.book.escaping import armed
from ppm_xl.book.live import LiveBook
from ppm_xl.errors import DataError

if TYPE_CHECKING:
    from office import Engine
    from office.fixtures import LiveBook as OpenCopy

pytestmark = pytest.mark.office

TYPED = (
    *HOSTILE[:-1],
    "FALSE", "true", "'tis", "''x", "'", "''''", "1,000", "5%", "£5", "$5", "€ 5", "(5)", "1.50",
    "12:30:05", "1e5", "1E+05", ".5", "5.", "-0", "+", "++", "=", "==", "@", "-=1", "+1-2", "-x",
    "+x", "1-2-26", "01/09/2026", "Sept 26", "March", "26 Mar 2026", "2026/27", "2026-27", "#REF!",
    "#NAME?", "=cmd|' /C calc'!A0", "@SUM(1,2)", "\t=1+1", " =1+1", " 007", "007 ", "\n=1",
    "\ufeff7", "\xa07", "\u202eabc", "שלום 5", "٣-٤", "\uff11\uff12", "½", "1½", "∞", "😀=1",
    "x\ny\n", "👩\u200d👧", "e\N{COMBINING ACUTE ACCENT}", "NULL", "None", "nan",
    "R1C1", "A1", "$A$1", "[@UPN]", "{=1}", "_x000D_", "_x005F_x000D_",
)  # fmt: skip
"""What people type, paste and import, and what a spreadsheet likes to make something else of.

Not carriage returns, of which LibreOffice makes line feeds, nor tabs in a text of several lines,
of which it makes a character of its own: Excel keeps both. What it is handed stands below."""

LONG = (*(sign * length for sign in "x=7-" for length in (8_001, 32_767)), "'" * 32_766)

_signs = st.sampled_from("=+-@'\t\n\"#%£€$()/:.,; ")
_digits = st.text("0123456789eE.,/-:%", min_size=1, max_size=9)
_words = st.sampled_from(
    ("TRUE", "false", "Mar", "Sept", "1", "07", "SUM(A1)", "x", "é", "ع", "😀")
)
_anything = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"),
    min_size=1,
    max_size=12,
)
nasty = st.one_of(
    st.sampled_from(TYPED),
    st.builds("".join, st.lists(st.one_of(_signs, _digits, _words), min_size=1, max_size=4)),
    _anything,
).filter(lambda text: not {"\t", "\n"} <= set(text))

WHERE = ("Surname", "UPN", "Admission no", "Notes", "Bus", "DOB", "Report copies", "Year")
"""Of the pupils: names, codes, notes, staff's own column without a format, a date, a number."""


@pytest.fixture
def adapter(live_book: OpenCopy, office: Engine, tmp_path: Path) -> Iterator[LiveBook]:
    yield LiveBook(live_book(make_workbook(tmp_path / "Strings.xlsx")))
    assert [made for made in office.conversions if not _is_the_schools(made.written)] == []


def _is_the_schools(written: object) -> bool:
    """Whether it is the formula of the fixture's own column, which is to stay a formula."""
    return isinstance(written, str) and written.startswith("=LEN(A")


def put(adapter: LiveBook, texts: list[str]) -> None:
    """Write texts into cells that are there, into new rows and a form; read all of it back."""
    draft = Draft(adapter.read())
    there = len(PUPILS)
    upns = [row[0] for row in draft.tables()["Pupils"].rows[:there]]
    for number, text in enumerate(texts):
        column = WHERE[number % len(WHERE)]
        if column != "UPN":
            draft.set("Pupils", (upns[number % there],), column, text)
            draft.put("Pupils", {"UPN": f"N{number}", column: text, "Bus": text, "Notes": text})
        draft.put("People", {"Name": text, "Role": text})
    for row, text in enumerate(texts[: schema.HOME_ATTENTION.rows]):
        draft.set("HomeAttention", row, "Text", text)
    draft.set("Working", ("Class",), "Value", texts[0])
    adapter.apply(draft.changes())
    same(adapter.read(), draft.tables())


@settings(FEW, max_examples=8)
@example(list(TYPED[:30]), 1)
@example(list(TYPED[30:60]), 2)
@example(list(TYPED[60:]), 5)
@given(st.lists(nasty, min_size=1, max_size=9), st.integers(0, 8))
def test_every_text_stays_the_very_text_and_once_more_when_written_again(
    adapter: LiveBook, texts: list[str], turn: int
) -> None:
    distinct = list(dict.fromkeys(texts))
    put(adapter, distinct)
    # What was read is written again, each text into a cell that held another one.
    read = [str(row[0]) for row in adapter.read()["People"].rows]
    again = [text for text in read if text in distinct]
    assert sorted(again) == sorted(distinct)
    turned = again[turn % len(again) :] + again[: turn % len(again)]
    put(adapter, turned)


@pytest.mark.parametrize("text", [*LONG, "=" + "😀" * 16_383], ids=lambda t: f"{t[:2]} {len(t)}")
def test_text_as_long_as_a_cell_is_kept_whole(adapter: LiveBook, text: str) -> None:
    draft = Draft(adapter.read())
    for column in ("Notes", "Bus"):
        draft.set("Pupils", ("A999000000001",), column, text)
    adapter.apply(draft.changes())
    row = next(adapter.read()["Pupils"].records())
    assert all(row[column] == text for column in ("Notes", "Bus"))


def test_an_apostrophe_too_many_is_refused(adapter: LiveBook) -> None:
    """The one text that a cell could hold and Excel cannot be handed: its first sign would go."""
    change = Change("Pupils", ("A999000000001",), "Notes", None, "'" * 32_767)
    with pytest.raises(DataError, match="longer than"):
        adapter.apply((change,))


@pytest.mark.parametrize("as_text", [True, False])
@pytest.mark.parametrize("text", ["\r", "\rx", "\r\n=1", "\r=1"])
def test_a_carriage_return_at_the_start_is_armed(text: str, *, as_text: bool) -> None:
    assert armed(text, as_text=as_text) == f"'{text}"


def test_a_neighbours_change_arms_what_stands_between_again(
    adapter: LiveBook, office: Engine
) -> None:
    """Many changes in one of staff's columns go as one block, with the texts between them."""
    draft = Draft(adapter.read())
    for number, text in enumerate(TYPED[:40]):
        draft.put("Pupils", {"UPN": f"N{number}", "Surname": text, "Admission no": text})
    adapter.apply(draft.changes())
    draft = Draft(adapter.read())
    for number in range(0, 40, 2):
        draft.set("Pupils", (f"N{number}",), "Surname", f"={number}")
    office.cell_traffic.clear()
    adapter.apply(draft.changes())
    assert office.cell_traffic.writes == 1
    same(adapter.read(), draft.tables())
