"""Lines of a column: broken where the column ends, and as many as the page has room for.

A formula cannot say how tall its row must be, so every line has a row of its own and is broken
here, by the widths of Calibri's letters.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final

from ppm_xl.calibri import ems
from ppm_xl.one_child.grid import BODY, PADDING


class Look(StrEnum):
    """How a line looks: the first character of its text, which the sheet does not show."""

    HEADING = "H"
    BOLD = "B"
    PLAIN = "T"
    QUIET = "Q"
    GOOD = "G"
    PARTLY = "Y"
    BAD = "R"


_BOLD: Final = frozenset((Look.HEADING, Look.BOLD, Look.GOOD, Look.PARTLY, Look.BAD))


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence or two in one look; it may take several lines."""

    words: str
    look: Look = Look.PLAIN


Entry = tuple[Said, ...]
"""What belongs together: an action, with who does it and what came of it."""


@dataclass(frozen=True, slots=True)
class Block:
    """A heading with its entries, the most important first.

    Attributes
    ----------
    sheet
        Where all of it stands, for when the page has no room.
    missing
        What is said to be missing where there is no entry; empty where that is no lack.
    weight
        How many lines it keeps, against other blocks, where the page has no room for all.
    """

    heading: str
    entries: tuple[Entry, ...]
    sheet: str
    missing: str = ""
    weight: int = 1


@dataclass(slots=True)
class _Laid:
    """A block whose entries are broken into lines, and how many of them are shown."""

    block: Block
    entries: list[list[str]]
    shown: int = 0

    @property
    def lines(self) -> int:
        """How many lines it takes as shown: without its heading, with its line of how many more."""
        return sum(map(len, self.entries[: self.shown])) + (self.shown < len(self.entries))

    @property
    def more(self) -> int:
        """How many lines more it takes with the next entry."""
        return len(self.entries[self.shown]) - (self.shown + 1 == len(self.entries))

    def all_shown(self) -> bool:
        """Whether no entry is left out."""
        return self.shown == len(self.entries)

    def told(self, room: int) -> Iterator[str]:
        """Give its lines; of an entry too long for the page, as many as there is room for."""
        yield f"{Look.HEADING}{self.block.heading}"
        for entry in self.entries[: self.shown]:
            yield from entry
        if self.all_shown():
            return
        where = f"on the sheet {self.block.sheet}"
        if self.shown:
            yield f"{Look.QUIET}And {len(self.entries) - self.shown} more {where}."
            return
        *first, last = self.entries[0][:room] or ("",)
        yield from first
        if last:
            yield f"{last} …"
        yield f"{Look.QUIET}All of it is {where}."


def size(blocks: Sequence[Block], width: float) -> int:
    """Count the lines that all of the blocks take under each other."""
    laid, missing = _laid(blocks, width)
    return _fixed(laid, missing) + sum(len(line) for one in laid for line in one.entries)


def column(blocks: Sequence[Block], width: float, lines: int) -> tuple[str, ...]:
    """Set blocks under each other, at most so many lines, each with its look before it.

    Where they are more, entries at the end of the longest give way, and it says how many. What
    is empty is said in one line at the end.

    Parameters
    ----------
    width
        Of the column, in points.
    """
    laid, missing = _laid(blocks, width)
    room = lines - _fixed(laid, missing) - sum(one.lines for one in laid)
    waiting = list(laid)
    while waiting:
        one = min(waiting, key=lambda w: w.lines / w.block.weight)
        if one.more <= room:
            room -= one.more
            one.shown += 1
        if one.all_shown() or one.more > room:
            waiting.remove(one)
    out: list[str] = []
    for one in laid:
        if out:
            out.append("")
        told = list(one.told(room))
        room -= max(len(told) - 1 - one.lines, 0)
        out += told
    if missing:
        out += ["", *missing] if out else missing
    return tuple(out)


def _laid(blocks: Sequence[Block], width: float) -> tuple[list[_Laid], list[str]]:
    laid = [
        _Laid(block, [[line for said in e for line in broken(said, width)] for e in block.entries])
        for block in blocks
        if block.entries
    ]
    names = [block.missing for block in blocks if block.missing and not block.entries]
    if not names:
        return laid, []
    said = Said(f"Nothing recorded: {', '.join(names)}.", Look.QUIET)
    return laid, list(broken(said, width))


def _fixed(laid: Sequence[_Laid], missing: Sequence[str]) -> int:
    """Count the lines of headings, of air between blocks, and of what is missing."""
    parts = len(laid) + bool(missing)
    return len(laid) + max(parts - 1, 0) + len(missing)


@lru_cache(maxsize=5_000)
def broken(said: Said, width: float) -> tuple[str, ...]:
    """Break a text into lines no wider than a column of so many points.

    >>> broken(Said("Reads every day with an adult"), 70)
    ('TReads every', 'Tday with an', 'Tadult')
    """
    return tuple(_broken(said, width))


def _broken(said: Said, width: float) -> Iterator[str]:
    room = (width - PADDING) * 1000 / BODY
    if said.look not in _BOLD:
        room /= _PLAIN
    for paragraph in said.words.splitlines():
        line: list[str] = []
        used = 0
        for word in paragraph.split():
            wide = ems(word)
            if line and used + _SPACE + wide > room:
                yield f"{said.look}{' '.join(line)}"
                line, used = [], 0
            if wide > room:
                *pieces, word = _pieces(word, room)  # noqa: PLW2901 - its last piece goes on
                yield from (f"{said.look}{piece}" for piece in pieces)
                wide = ems(word)
            used += wide + (_SPACE if line else 0)
            line.append(word)
        if line:
            yield f"{said.look}{' '.join(line)}"


def _pieces(word: str, room: float) -> Iterator[str]:
    """Break a word that is wider than the column."""
    piece = ""
    for letter in word:
        if piece and ems(piece + letter) > room:
            yield piece
            piece = ""
        piece += letter
    yield piece


_SPACE: Final = ems(" ")
_PLAIN: Final = 0.98
"""Of its bold width, what a plain word takes, or less."""


def as_text(lines: Iterable[str]) -> str | None:
    """Give the lines as one cell holds them; nothing where there are none."""
    return "\n".join(lines) or None
