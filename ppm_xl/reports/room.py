"""How much typed text one page holds, and where longer text is cut.

The page sets its type smaller before anything is cut; this is the rule for what would not fit
even at the smallest size. Lengths are estimated on the safe side from the widths of letters.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from ppm_xl.reports.agreed import Agreed

LINES: Final = 44.0
"""Lines of the smallest type that the page has below the child's name and above the school's."""

_FULL: Final = 172 / 1.75
_LIST: Final = 138 / 1.75
"""Average letters to a line across the page, and beside the label of a list."""

_HEADING: Final = 2.0
_MOST_ACTIONS: Final = 6
_WIDTHS: Final = ("MWmw@%—…ŒÆœæ", 1.75), ("iljtfrI.,:;'!|()[]- ", 0.62)


@dataclass(frozen=True, slots=True)
class Cut:
    """A typed text that was shortened, or (``whole``) left out for want of room."""

    column: str
    whole: bool = False


def lines_of(text: str, letters: float) -> float:
    """Estimate the lines a text takes, with room to spare.

    >>> lines_of("x" * 90, 98), lines_of("W" * 90, 98), lines_of("", 98)
    (1.0, 2.0, 0.0)
    """
    return float(sum(math.ceil(_width(part) / letters) or 1 for part in text.split("\n") if text))


def _width(text: str) -> float:
    (wide, broad), (narrow, slim) = _WIDTHS
    return sum(
        broad
        if c in wide
        else slim
        if c in narrow
        else 1.3
        if c.isupper() or ord(c) > 0x24F  # noqa: PLR2004 - beyond the accented letters of Europe
        else 1.03
        for c in text
    )


def _cut(text: str, letters: float, lines: float) -> str:
    """Shorten a text to so many lines, at the end of a sentence or else of a word."""
    if lines_of(text, letters) <= lines:
        return text
    kept = ""
    for paragraph in text.split("\n"):
        for word in paragraph.split(" "):
            longer = f"{kept} {word}" if kept and not kept.endswith("\n") else f"{kept}{word}"
            if lines_of(f"{longer} …", letters) > lines:
                return _ended(kept, text, letters, lines)
            kept = longer
        kept += "\n"
    return kept.rstrip()


def _ended(kept: str, text: str, letters: float, lines: float) -> str:
    if not kept.strip():
        while text and lines_of(f"{text} …", letters) > lines:
            text = text[: len(text) * 9 // 10]
        return f"{text} …" if text else ""
    sentence = max(kept.rfind(end) for end in (". ", "! ", "? "))
    if sentence > len(kept) // 2:
        kept = kept[: sentence + 1]
    return f"{kept.rstrip()} …"


def cut_to_one_page(
    fixed: float, went_well: str, agreed: Agreed, own_words: str
) -> tuple[str, Agreed, str, tuple[Cut, ...]]:
    """Cut typed texts so that the page holds them, the longest first.

    Parameters
    ----------
    fixed
        Lines that tables take.
    went_well, agreed, own_words
        What was typed, as far as it may go home.

    Returns
    -------
    tuple
        The same three, and what was cut.
    """
    cuts: list[Cut] = []
    lists = (agreed.i_will, agreed.at_school, agreed.at_home_agreed, agreed.at_home_suggested)
    heads = 1 + any(map(any, lists)) + bool(own_words)
    room = LINES - fixed - heads * _HEADING
    for share in (0.45, 0.4, 0.35, 0.3, 0.25, 0.2):
        well = _cut(went_well, _FULL, max(2.0, math.floor(room * share)))
        words = _cut(own_words, _FULL, max(2.0, math.floor(room * share * 0.6)))
        left = room - lines_of(well, _FULL) - lines_of(words, _FULL)
        if _lines_of_lists(lists) <= left:
            break
    kept = _lists_within(lists, left)
    if well != went_well:
        cuts.append(Cut("For the family"))
    if words != own_words:
        cuts.append(Cut("Child's words"))
    if kept != lists:
        fewer = sum(map(len, kept)) < sum(map(len, lists))
        cuts.append(Cut("Action", whole=fewer))
    after = replace(
        agreed,
        i_will=kept[0],
        at_school=kept[1],
        at_home_agreed=kept[2],
        at_home_suggested=kept[3],
    )
    return well, after, words, tuple(cuts)


_Lists = tuple[tuple[str, ...], ...]


def _lines_of_lists(lists: Sequence[Sequence[str]]) -> float:
    return sum(0.6 + sum(lines_of(text, _LIST) + 0.3 for text in texts) for texts in lists if texts)


def _lists_within(lists: _Lists, room: float) -> _Lists:
    """Shorten every action to fewer lines, then drop the last of the longest list, until all fit.

    The school's last action is the standard one for a Red and the last to go.
    """
    kept = tuple(texts[:_MOST_ACTIONS] for texts in lists)
    if lists[1][_MOST_ACTIONS:]:
        kept = (kept[0], (*kept[1][:-1], lists[1][-1]), *kept[2:])
    for lines in (6.0, 4.0, 3.0, 2.0, 1.0):
        shorter = tuple(tuple(_cut(text, _LIST, lines) for text in texts) for texts in kept)
        if _lines_of_lists(shorter) <= room:
            return shorter
    while _lines_of_lists(shorter) > room and sum(map(len, shorter)) > 1:
        longest = max(range(len(shorter)), key=lambda n: len(shorter[n]))
        texts = shorter[longest]
        fewer = (*texts[:-2], texts[-1]) if longest == 1 and len(texts) > 1 else texts[:-1]
        shorter = (*shorter[:longest], fewer, *shorter[longest + 1 :])
    return shorter
