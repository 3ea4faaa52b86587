"""How much one page holds, and where longer text is cut.

The page is set smaller before anything is cut; this is the rule for what would not fit even at
the smallest size. It works from estimated heights, in points, of the template's parts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Protocol

from ppm_xl.reports.agreed import Agreed
from ppm_xl.reports.beside import Logo
from ppm_xl.reports.every_day import Measure
from ppm_xl.reports.learning import Area, Subject, Told
from ppm_xl.reports.lengths import lines, shortened

SMALLEST: Final = 9.0
USUAL: Final = 10.5
"""Sizes of type, in points."""

_PAGE: Final = 297 / 25.4 * 72 - (15 + 14) / 25.4 * 72
_ACROSS: Final = 172 / 25.4 * 72
_BESIDE: Final = 133 / 25.4 * 72
"""In points: the page between its margins, its width, and the width beside an action's label."""

_LINE: Final = 1.32
_SECTION: Final = 2.75
_ACTION: Final = 0.62
_GROUP: Final = 0.3
"""In ems: a line of text; a heading with the air around it; the air after an action, a group."""


_LOGO: Final = (170.0, 46.0)
"""The most room for a school's logo, across and high, in points."""
_TWO_LINES: Final = 28.0
"""Of what stands opposite it."""


def logo_size(logo: Logo) -> tuple[float, float]:
    """Give the size of a logo on the page, in points: a wide one is as wide as there is room.

    >>> logo_size(Logo("", 100, 100)), logo_size(Logo("", 1000, 100))
    ((46.0, 46.0), (170.0, 17.0))
    """
    scale = min(_LOGO[0] / logo.across, _LOGO[1] / logo.high)
    return round(logo.across * scale, 1), round(logo.high * scale, 1)


@dataclass(frozen=True, slots=True)
class Cut:
    """A typed text that was shortened, or (``whole``) left out for want of room."""

    column: str
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Typed:
    """What people typed for one page."""

    went_well: str
    agreed: Agreed
    own_words: str

    def height(self, size: float) -> float:
        """Estimate the height of the typed parts, in points, at a size of type."""
        across, line = _ACROSS / size, _LINE * size
        sections = 2 + bool(self.own_words)
        height = sections * _SECTION * size
        height += line * lines(self.went_well, across)
        height += line * (lines(self.own_words, across - 1) + bool(self.own_words))
        height += line * lines(self.agreed.nothing, across)
        return height + _actions_height(self.agreed.lists, size)


def _actions_height(lists: Sequence[Sequence[str]], size: float) -> float:
    return sum(
        _GROUP * size
        + sum((_LINE * lines(text, _BESIDE / size) + _ACTION) * size for text in texts)
        for texts in lists
        if texts
    )


class Page(Protocol):
    """What stands on a page whoever the child is."""

    @property
    def child(self) -> str:
        """The child's name in full."""

    @property
    def hello(self) -> str:
        """The sentence under it."""

    @property
    def logo(self) -> Logo | None:
        """The school's logo."""

    @property
    def contact(self) -> tuple[str, ...]:
        """How to reach the school."""

    @property
    def subjects(self) -> tuple[Subject, ...]:
        """Rows of subjects."""

    @property
    def areas(self) -> tuple[Area, ...]:
        """Rows of areas of learning."""

    @property
    def attendance(self) -> Measure | None:
        """Attendance, with its sentence."""

    @property
    def measures(self) -> tuple[Measure, ...]:
        """The other measures, in two columns."""


def fixed_height(page: Page, size: float) -> float:
    """Estimate, in points, the height of all that nobody typed for this child.

    Parameters
    ----------
    size
        Of the type, in points.
    """
    top = 64.0 + 29 * lines(page.child, _ACROSS / 22 * 0.93)
    top += max(_TWO_LINES, logo_size(page.logo)[1]) - 12 if page.logo else 0.0
    top += _LINE * size * lines(page.hello, _ACROSS / size)
    top += 12 * max(1, lines("    ".join(page.contact), 300 / 9))
    rows = sum(_row(size, (s.attainment, 235), (s.progress, 158)) for s in page.subjects)
    rows += sum(_row(size, (area.now, 250)) for area in page.areas)
    half = (len(page.measures) + 1) // 2
    rows += sum(_row(size, (measure.now, 150)) for measure in page.measures[:half])
    if page.attendance:
        rows += _row(size) + _LINE * size * (lines(page.attendance.now.note, 320 / size) - 1)
    return top + rows + 2 * _SECTION * size + 1.7 * size


def _row(size: float, *told: tuple[Told, float]) -> float:
    """Estimate a row of statuses, each with the width, in points, that its words have."""
    most = 1
    for status, across in told:
        most = max(most, lines(status.words, across / 9.5) + bool(status.note))
    return 20 + 0.7 * size + 13 * (most - 1)


def has_much_text(fixed: float, typed: Typed) -> bool:
    """Whether the page may not hold everything at the usual size.

    Parameters
    ----------
    fixed
        The height of everything nobody typed, in points, at the usual size.
    """
    return fixed + typed.height(USUAL) > 0.96 * _PAGE


def cut_to_one_page(fixed: float, typed: Typed) -> tuple[Typed, tuple[Cut, ...]]:
    """Cut typed texts so that the page holds them at the smallest size, the longest first.

    Parameters
    ----------
    fixed
        The height of everything nobody typed, in points, at the smallest size.

    Returns
    -------
    tuple
        The texts as they are printed, and what was cut.
    """
    room = _PAGE - fixed
    if typed.height(SMALLEST) <= room:
        return typed, ()
    across = _ACROSS / SMALLEST
    after = typed
    for most in range(24, 1, -1):
        after = replace(
            after,
            went_well=shortened(typed.went_well, across, most),
            own_words=shortened(typed.own_words, across - 1, max(2, most // 2)),
            agreed=_with_lists(
                typed.agreed,
                [
                    [shortened(text, _BESIDE / SMALLEST, max(1, most // 3)) for text in texts]
                    for texts in typed.agreed.lists
                ],
            ),
        )
        if after.height(SMALLEST) <= room:
            break
    while after.height(SMALLEST) > room and sum(map(len, after.agreed.lists)) > 1:
        after = replace(after, agreed=_with_lists(after.agreed, _one_fewer(after.agreed.lists)))
    return after, tuple(_cuts(typed, after))


def _with_lists(agreed: Agreed, lists: Sequence[Sequence[str]]) -> Agreed:
    i_will, at_school, at_home_agreed, at_home_suggested = map(tuple, lists)
    return replace(
        agreed,
        i_will=i_will,
        at_school=at_school,
        at_home_agreed=at_home_agreed,
        at_home_suggested=at_home_suggested,
    )


def _one_fewer(lists: Sequence[Sequence[str]]) -> list[list[str]]:
    """Leave out the last of the longest list; the school's very last, for a Red, goes last."""
    out = [list(texts) for texts in lists]
    longest = max(out, key=len)
    del longest[-2 if longest is out[1] and len(longest) > 1 else -1]
    return out


def _cuts(before: Typed, after: Typed) -> list[Cut]:
    cuts = []
    if after.went_well != before.went_well:
        cuts.append(Cut("For the family"))
    if after.own_words != before.own_words:
        cuts.append(Cut("Child's words"))
    if after.agreed.lists != before.agreed.lists:
        fewer = sum(map(len, after.agreed.lists)) < sum(map(len, before.agreed.lists))
        cuts.append(Cut("Action", whole=fewer))
    return cuts
