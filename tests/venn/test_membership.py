from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppm_xl.errors import DataError
from ppm_xl.venn.faults import VennError
from ppm_xl.venn.membership import (
    check_circles,
    movement,
    one_away,
    per_cent,
    region_code,
    region_codes,
    tally,
)

RWM = ("Reading", "Writing", "Maths")


@pytest.mark.parametrize(
    ("member", "code"),
    [
        ({"Reading", "Writing", "Maths"}, "111"),
        ({"Reading", "Writing"}, "110"),
        ({"Maths", "Reading"}, "101"),
        ({"Maths"}, "001"),
        (["Writing"], "010"),
        ("Maths", "001"),
        (set(), "000"),
        (None, "not-assessed"),
    ],
)
def test_a_region_is_named_in_circle_order(member: object, code: str) -> None:
    assert region_code(RWM, member) == code  # type: ignore[arg-type]


def test_regions_are_listed_from_the_centre_outwards() -> None:
    assert region_codes(RWM) == ("111", "110", "101", "011", "100", "010", "001")
    assert region_codes(("Phonics",)) == ("1",)


def test_a_pupil_in_an_unknown_circle_is_an_error_in_words() -> None:
    with pytest.raises(VennError, match="Science") as caught:
        region_code(RWM, {"Reading", "Science"})
    assert isinstance(caught.value, DataError)
    assert caught.value.do


@pytest.mark.parametrize("circles", [(), ("A", "B", "C", "D"), ("A", "A"), ("A", " ")])
def test_only_one_to_three_differing_circles_make_a_diagram(circles: tuple[str, ...]) -> None:
    with pytest.raises(VennError):
        check_circles(circles)


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [(14, 30, 47), (1, 3, 33), (2, 3, 67), (1, 8, 13), (1, 200, 1), (0, 5, 0), (5, 5, 100)],
)
def test_per_cent_has_no_decimals_and_rounds_halves_up(
    part: int, whole: int, expected: int
) -> None:
    assert per_cent(part, whole) == expected


def test_nobody_assessed_has_no_per_cent() -> None:
    counts = tally(RWM, {"a": None, "b": None})
    assert counts.assessed == 0
    assert counts.share("111") is None
    assert counts.regions["not-assessed"] == 2


def test_percentages_are_of_assessed_pupils_only() -> None:
    members = {"a": set(RWM), "b": {"Reading"}, "c": set(), "d": None, "e": None}
    counts = tally(RWM, members)
    assert counts.assessed == 3
    assert counts.combined == 1
    assert counts.share("111") == 33
    assert counts.share("000") == 33
    assert counts.share("not-assessed") is None
    assert counts.totals == {"Reading": 2, "Writing": 1, "Maths": 1}
    assert counts.regions["011"] == 0


memberships = st.dictionaries(
    st.text("abcdefgh", min_size=1, max_size=2),
    st.none() | st.sets(st.sampled_from(RWM)),
    max_size=12,
)


@given(memberships)
def test_regions_partition_the_class(members: dict[str, set[str] | None]) -> None:
    counts = tally(RWM, members)
    assert sum(counts.regions.values()) == len(members)


@given(memberships, memberships)
def test_movement_is_antisymmetric(
    before: dict[str, set[str] | None], after: dict[str, set[str] | None]
) -> None:
    there = movement(before, after)
    back = movement(after, before)
    swapped = {"in": "out", "out": "in"}
    both = before.keys() & after.keys()
    assert {key: swapped[move] for key, move in there.items() if key in both} == {
        key: move for key, move in back.items() if key in both
    }
    assert {key for key, move in there.items() if move == "new"} == after.keys() - before.keys()


@pytest.mark.parametrize(
    ("then", "now", "move"),
    [
        ({"Maths"}, {"Maths", "Reading"}, "in"),
        (set(), {"Maths"}, "in"),
        (set(RWM), {"Maths"}, "out"),
        ({"Maths"}, {"Reading"}, None),  # another circle, no nearer the centre
        (None, {"Reading"}, None),  # not assessed is no place to move from
        ({"Reading"}, None, None),
    ],
)
def test_moves(then: set[str] | None, now: set[str] | None, move: str | None) -> None:
    assert movement({"a": then}, {"a": now}).get("a") == move


def test_one_away_says_who_lacks_which_circle() -> None:
    members = {
        "a": {"Reading", "Maths"},
        "b": {"Reading", "Writing"},
        "c": {"Maths", "Reading"},
        "d": set(RWM),
        "e": {"Maths"},
        "f": None,
    }
    assert one_away(RWM, members) == {"Reading": (), "Writing": ("a", "c"), "Maths": ("b",)}
