"""Who is in which region, and what that comes to.

A pupil's membership is the set of circles they are in, or ``None`` when not assessed. *Not
assessed* is never the same as *in no circle*: percentages are of assessed pupils only, so a
child who has just joined neither lowers nor lifts the figure.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Final, Literal, TypeAlias

from ppm_xl.venn.faults import VennError
from ppm_xl.venn.names import drawn_names

__all__ = [
    "NOT_ASSESSED",
    "Members",
    "Move",
    "Tally",
    "check_circles",
    "drawn_names",
    "movement",
    "one_away",
    "per_cent",
    "region_code",
    "region_codes",
    "tally",
]

NOT_ASSESSED: Final = "not-assessed"
MOST_CIRCLES: Final = 3

Members: TypeAlias = Mapping[str, Collection[str] | None]
Move: TypeAlias = Literal["in", "out", "new"]


def check_circles(circles: Collection[str]) -> tuple[str, ...]:
    """Give the circles as a tuple, or say why they make no diagram.

    Raises
    ------
    VennError
        If there are none or more than three, or two have the same name.
    """
    if isinstance(circles, str):
        circles = (circles,)
    given = tuple(circles)
    if not 1 <= len(given) <= MOST_CIRCLES:
        raise VennError(
            f"A Venn diagram has one, two or three circles; {len(given)} were asked for.",
            "Choose one to three measures for this year group in Settings, Focus.",
        )
    if len(set(given)) < len(given) or not all(name.strip() for name in given):
        raise VennError(
            "Each circle of a Venn diagram needs a name of its own.",
            "Give the measures of this year group different names in Settings, Focus.",
        )
    return given


def region_codes(circles: Collection[str]) -> tuple[str, ...]:
    """List every region inside a circle, from the centre outwards, in circle order.

    Examples
    --------
    >>> region_codes(("Reading", "Writing"))
    ('11', '10', '01')
    """
    codes = ["".join(bits) for bits in product("10", repeat=len(circles))]
    return tuple(sorted(codes[:-1], key=lambda code: -code.count("1")))


def region_code(circles: Collection[str], member: Collection[str] | None) -> str:
    """Name the region of one pupil: ``"110"`` is in the first two circles only.

    Parameters
    ----------
    circles
        The diagram's circles, in order.
    member
        The circles this pupil is in; ``None`` if not assessed.

    Raises
    ------
    VennError
        If the pupil is in a circle the diagram does not have.

    Examples
    --------
    >>> region_code(("Reading", "Writing", "Maths"), {"Maths", "Reading"})
    '101'
    >>> region_code(("Reading", "Writing", "Maths"), None)
    'not-assessed'
    """
    if member is None:
        return NOT_ASSESSED
    inside = {member} if isinstance(member, str) else set(member)
    unknown = inside - set(circles)
    if unknown:
        raise VennError(
            f"A pupil is placed in “{min(map(str, unknown))}”, which is not one of the circles"
            f" ({', '.join(circles)}).",
            "Use the same words for the circles and for what each pupil meets.",
        )
    return "".join("1" if circle in inside else "0" for circle in circles)


def per_cent(part: int, whole: int) -> int | None:
    """Per cent without decimals, halves upwards; ``None`` where there is nobody to count.

    Examples
    --------
    >>> per_cent(14, 30), per_cent(1, 200), per_cent(0, 0)
    (47, 1, None)
    """
    return (200 * part + whole) // (2 * whole) if whole else None


@dataclass(frozen=True, slots=True)
class Tally:
    """How many pupils are where.

    Attributes
    ----------
    circles
        The circles, in order.
    regions
        Pupils in each region; every region is there, empty ones too, and
        ``"000"`` (in none) and ``"not-assessed"``.
    totals
        Pupils in each circle.
    """

    circles: tuple[str, ...]
    regions: Mapping[str, int]
    totals: Mapping[str, int]

    @property
    def nowhere(self) -> str:
        """Code of the pupils in no circle."""
        return "0" * len(self.circles)

    @property
    def assessed(self) -> int:
        """Pupils assessed: the whole that percentages are of."""
        return sum(self.regions.values()) - self.regions[NOT_ASSESSED]

    @property
    def combined(self) -> int:
        """Pupils in every circle."""
        return self.regions["1" * len(self.circles)]

    def share(self, code: str) -> int | None:
        """Per cent of assessed pupils in a region; ``None`` for those not assessed."""
        return None if code == NOT_ASSESSED else per_cent(self.regions[code], self.assessed)


def tally(circles: Collection[str], members: Members) -> Tally:
    """Count pupils by region and by circle.

    Raises
    ------
    VennError
        If the circles make no diagram, or a pupil is in a circle that is not there.
    """
    given = check_circles(circles)
    regions = dict.fromkeys((*region_codes(given), "0" * len(given), NOT_ASSESSED), 0)
    for member in members.values():
        regions[region_code(given, member)] += 1
    totals = {
        circle: sum(
            count for code, count in regions.items() if code != NOT_ASSESSED and code[place] == "1"
        )
        for place, circle in enumerate(given)
    }
    return Tally(given, regions, totals)


def movement(before: Members, after: Members) -> dict[str, Move]:
    """Say who moved between two memberships.

    Towards the centre is being in more circles than before (``"in"``), away is being in
    fewer (``"out"``); a pupil who was not there before is ``"new"``. As many circles as
    before, though others, is no move, and neither is a step from or to *not assessed*.

    Parameters
    ----------
    before, after
        Membership at the last meeting and now.

    Returns
    -------
    dict
        Pupil key to move, in the order of ``after``; pupils who did not move are left out.

    Examples
    --------
    >>> then = {"a": {"Maths"}, "b": {"Maths"}}
    >>> movement(then, {"a": {"Maths", "Reading"}, "b": set(), "c": None})
    {'a': 'in', 'b': 'out', 'c': 'new'}
    """
    moves: dict[str, Move] = {}
    for key, now in after.items():
        if key not in before:
            moves[key] = "new"
            continue
        then = before[key]
        if then is None or now is None or len(set(now)) == len(set(then)):
            continue
        moves[key] = "in" if len(set(now)) > len(set(then)) else "out"
    return moves


def one_away(circles: Collection[str], members: Members) -> dict[str, tuple[str, ...]]:
    """Find who lacks one circle only, by the circle they lack (mission row C7).

    Returns
    -------
    dict
        Every circle to the keys of pupils in all the others but not in it, sorted.
    """
    given = check_circles(circles)
    codes = {key: region_code(given, member) for key, member in members.items()}
    away: dict[str, tuple[str, ...]] = {}
    for place, circle in enumerate(given):
        lacking = "".join("0" if index == place else "1" for index in range(len(given)))
        away[circle] = tuple(sorted(key for key, code in codes.items() if code == lacking))
    return away
