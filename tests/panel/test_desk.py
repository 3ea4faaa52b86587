"""The panel's desk: lines out, lines in, and a window that may go at any moment."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppm_xl.desk.panel import (
    Asked,
    Ended,
    Found,
    Listed,
    Message,
    Moved,
    PanelDesk,
    Said,
    Workbook,
    decoded,
    encoded,
)
from ppm_xl.errors import Problem, Severity
from ppm_xl.plan import Question

LINES = st.lists(st.text(), max_size=3).map(tuple)
NUMBERS = st.integers(0, 1000)
MESSAGES = st.one_of(
    st.builds(Said, LINES, st.booleans()),
    st.builds(Found, NUMBERS, st.text(), st.text()),
    st.builds(Asked, st.text(), st.text(), st.text()),
    st.builds(Moved, st.text(), NUMBERS, NUMBERS),
    st.builds(Listed, st.lists(st.builds(Workbook, st.text(), pid=NUMBERS), max_size=3).map(tuple)),
    st.builds(Ended, st.booleans(), st.text(), LINES),
)


@given(MESSAGES)
def test_a_message_survives_its_line(message: Message) -> None:
    line = encoded(message)
    assert line.isascii()
    assert len(line.splitlines()) == 1
    assert decoded(line + "\n") == message


@pytest.mark.parametrize(
    "line",
    ["", "\n", "loading …", "3", "[]", "{}", '{"is": "Dance"}', '{"is": "Asked", "x": 1}', "null"],
)
def test_chatter_is_no_message(line: str) -> None:
    assert decoded(line) is None


def said_by(desk_out: io.StringIO) -> list[Message]:
    found = [decoded(line) for line in desk_out.getvalue().splitlines()]
    assert None not in found
    return [message for message in found if message]


def test_an_action_speaks_in_messages() -> None:
    out = io.StringIO()
    desk = PanelDesk(out, io.StringIO("yes\nno\n"))
    desk.tell("One.", "Two.")
    desk.tell()
    desk.detail("small")
    desk.list_problems(
        [Problem("b", "Pupils", "Odd."), Problem("a", "Tests", "Bad.", "Mend it.", Severity.ERROR)]
    )
    assert desk.ask(Question("go", "Go?")) is True
    assert desk.ask(Question("go", "Go?")) is False
    assert said_by(out) == [
        Said(("One.", "Two.")),
        Said(("small",), quiet=True),
        Found(3, "Tests", "Bad. Mend it."),
        Found(2, "Pupils", "Odd."),
        Asked("Go?"),
        Asked("Go?"),
    ]


def test_many_problems_are_counted() -> None:
    out = io.StringIO()
    PanelDesk(out, io.StringIO()).list_problems([Problem("a", "x", str(n)) for n in range(130)])
    found = said_by(out)
    assert len(found) == 101
    assert found[-1] == Found(1, "", "… and 30 more. Put these right first.")


@pytest.mark.parametrize(("items", "most"), [(range(3), 4), (range(1000), 52), (range(0), 0)])
def test_the_bar_moves_seldom_enough(items: Sequence[int], most: int) -> None:
    out = io.StringIO()
    assert list(PanelDesk(out, io.StringIO()).progress("Writing", items)) == list(items)
    found = said_by(out)
    assert len(found) <= most
    if items:
        assert found[-1] == Moved("Writing", len(items), len(items))


class Gone(io.StringIO):
    """A stream whose other end was closed."""

    def write(self, _: str) -> int:
        raise BrokenPipeError

    def readline(self, _: int | None = -1) -> str:  # type: ignore[override]
        return ""


def test_a_window_that_has_gone_stops_nothing_and_agrees_to_nothing() -> None:
    desk = PanelDesk(Gone(), Gone())
    desk.tell("One.")
    assert list(desk.progress("Writing", [1, 2])) == [1, 2]
    assert desk.ask(Question("go", "Go?")) is None
