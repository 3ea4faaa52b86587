"""How the form's lines flow over printed pages: no heading ends one, no child is cut in two.

Heights are reckoned from the words (:mod:`ppm_xl.calibri`), as Excel alone knows them exactly;
a page is filled a little less than it holds (:data:`.grid.PAGE`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from ppm_xl import calibri
from ppm_xl.book.tables import Tables
from ppm_xl.form import Line, shown
from ppm_xl.meeting.form import grid
from ppm_xl.school.cells import text

PAGE_KIND: Final = "page"
"""The kind of a row with which a printed page begins."""
_LATE: Final = 0.8
"""A section that does not end on its page does not begin on the last fifth of one either."""

Block = tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Flow:
    """One section of the form.

    Attributes
    ----------
    title
        Stands again, as continued, where a page ends within the section.
    opening
        Its heading, and what is said before the columns' heads.
    heads
        The columns' heads, which stand again on every page; None for none.
    blocks
        Lines that belong together.
    own_page
        Whether the section begins a page whatever room is left.
    gap
        Whether there is air above it.
    quiet
        A section with nothing in it, said in a line; several of them stand line by line.
    """

    title: str
    opening: Block
    heads: Line | None = None
    blocks: tuple[Block, ...] = ()
    own_page: bool = False
    gap: bool = True
    quiet: bool = False


def nothing(title: str, words: str) -> Flow:
    """Say of a section in one quiet line that there is nothing in it."""
    return Flow(title, (Line("note", {"B": f"{title}: {words}"}),), quiet=True)


def height(line: Line, tables: Tables) -> float:
    """Reckon the height of a line's row, in points of the sheet."""
    tallest = grid.DEFAULT_HEIGHT
    for letter, value in shown(line, tables).items():
        if letter == "B":  # words in the margin run over to the right
            continue
        words = f"{value:%d/%m/%Y}" if isinstance(value, date) else text(value)
        count = calibri.lines(words, calibri.room(grid.pixels(letter)), grid.BODY)
        tallest = max(tallest, calibri.height(count, grid.BODY))
    return tallest


def paged(flows: Sequence[Flow], tables: Tables, used: float) -> Iterator[Line]:
    """Put sections one after another, and begin pages where their blocks need it.

    Parameters
    ----------
    used
        How much of the page they begin on is taken already.
    """

    def high(lines: Sequence[Line]) -> float:
        return sum(height(line, tables) for line in lines)

    before: Flow | None = None
    for flow in flows:
        beside = before is not None and before.quiet and flow.quiet
        before = flow
        heads = () if flow.heads is None else (flow.heads,)
        first = (*flow.opening, *heads, *(flow.blocks[0] if flow.blocks else ()))
        whole = grid.DEFAULT_HEIGHT + high(flow.opening) + high(heads)
        whole += sum(high(block) for block in flow.blocks)
        begins = grid.DEFAULT_HEIGHT + high(first)
        late = flow.gap and used > _LATE * grid.PAGE and used + whole > grid.PAGE
        if flow.own_page or late or used + begins > grid.PAGE:
            yield Line(PAGE_KIND)
            used = grid.DEFAULT_HEIGHT
        elif flow.gap and not beside:
            yield Line("gap")
            used += grid.DEFAULT_HEIGHT
        yield from (*flow.opening, *heads)
        used += high(flow.opening) + high(heads)
        for number, block in enumerate(flow.blocks):
            tall = high(block)
            if number and used + tall > grid.PAGE:
                again = Line(PAGE_KIND, {"B": f"{flow.title}, continued"})
                yield from (again, *heads)
                used = high((again, *heads))
            yield from block
            used += tall
