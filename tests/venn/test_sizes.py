"""The sizes promised: 30 names at 12 points, 60 at 11, 90 at 9, 120 at 7."""

from __future__ import annotations

import os
import random
import time
from typing import TYPE_CHECKING, Any

import pytest

from ppm_xl.meeting.form import grid
from ppm_xl.meeting.form.grid import inches
from ppm_xl.venn.layout import lay_out
from ppm_xl.venn.membership import region_codes
from ppm_xl.venn.sizing import aim

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ppm_xl.venn.picture import VennLayout

    Sound = Callable[[VennLayout, Iterable[str]], None]
    Invented = Callable[..., dict[str, Any]]

REGIONS = ("111", "110", "101", "011", "100", "010", "001")
# `make fuzz` asks for many more.
FUZZ = os.environ.get("HYPOTHESIS_PROFILE") == "fuzz"
SEEDS = range(12) if FUZZ else range(1)
PLACES = (*REGIONS, "000", "not-assessed")
ORDINARY = (45, 6, 6, 6, 6, 5, 6, 17, 3)
"""How children of a class are spread over the places, about."""


def up_to_twenty(rng: random.Random) -> int:
    """Give lengths as first names with a letter or two of surname have them, twenty at most."""
    return max(2, min(20, round(rng.gauss(8, 3))))


@pytest.mark.parametrize("count", [30, 35, 60, 90, 120])
@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("length", [None, up_to_twenty])
def test_all_in_one_place(
    place: str,
    count: int,
    length: int | Callable[[random.Random], int] | None,
    invented: Invented,
    sound: Sound,
) -> None:
    made = invented({place: count}, length=length, seed=count, marked=True)
    layout = lay_out(**made)
    sound(layout, made["members"])
    assert layout.name_size >= aim(count)


@pytest.mark.parametrize("count", [30, 35, 60, 90, 120])
@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("seed", SEEDS)
def test_all_in_one_place_every_name_of_twenty_characters(
    place: str, count: int, seed: int, invented: Invented, sound: Sound
) -> None:
    made = invented({place: count}, length=20, seed=seed)
    layout = lay_out(**made)
    sound(layout, made["members"])
    assert layout.name_size >= aim(count)


@pytest.mark.parametrize("circles", [("Phonics", "GLD"), ("Phonics",)])
@pytest.mark.parametrize("count", [30, 60, 90, 120])
def test_one_and_two_circles_every_name_of_twenty_characters(
    circles: tuple[str, ...], count: int, invented: Invented, sound: Sound
) -> None:
    for place in (*region_codes(circles), "0" * len(circles)):
        made = invented({place: count}, length=20, seed=count, circles=circles)
        layout = lay_out(**made)
        sound(layout, made["members"])
        assert layout.name_size >= aim(count), place


@pytest.mark.parametrize(
    "size", [inches(size, enlarged=grid.ENLARGED) for size in (grid.NOW_SIZE, grid.BEFORE_SIZE)]
)
@pytest.mark.parametrize("place", PLACES)
def test_on_the_meeting_page_a_class_is_read_across_a_table(
    place: str, size: tuple[float, float], invented: Invented, sound: Sound
) -> None:
    rng = random.Random(place)  # noqa: S311 - invented, not secret
    for count, together in ((22, 20), (30, 26), (35, 20), (35, 35)):
        rest = rng.choices(PLACES, k=count - together)
        counts = {code: rest.count(code) + together * (code == place) for code in PLACES}
        made = invented(counts, seed=count, length=up_to_twenty, marked=True)
        layout = lay_out(**made, size=size)
        sound(layout, made["members"])
        assert layout.name_size >= 9.0, (count, together)


# Of sixty random classes these two lost a quarter of a point at some of the sizes below.
UNSTEADY = (31, 59)


@pytest.mark.parametrize("seed", range(300) if FUZZ else UNSTEADY)
def test_a_class_near_the_size_of_page_one_keeps_its_nine_points(
    seed: int, invented: Invented, sound: Sound
) -> None:
    made = near_page_one(seed, invented)
    width, height = inches(grid.NOW_SIZE, enlarged=grid.ENLARGED)
    for larger in range(-30, 31, 5) if FUZZ else (-30, -15):
        size = (round(width * (1 + larger / 1000), 3), round(height * (1 + larger / 1000), 3))
        layout = lay_out(**made, size=size)
        sound(layout, made["members"])
        assert layout.name_size >= 9.0, larger


def near_page_one(seed: int, invented: Invented) -> dict[str, Any]:
    """Give a class of 35 at most: as classes are, uneven, or as uneven as can be."""
    rng = random.Random(seed)  # noqa: S311 - invented, not secret
    count = rng.choice([20, 26, 28, 30, 30, 32, 35, 35])
    uneven = {1: 0.6, 2: 1.5}.get(seed % 3)
    weights = [rng.gammavariate(uneven, 1) for _ in PLACES] if uneven else ORDINARY
    drawn = rng.choices(PLACES, weights, k=count)
    counts = {place: drawn.count(place) for place in PLACES}
    return invented(counts, seed=seed, length=None if seed % 2 else up_to_twenty, marked=True)


def test_circles_keep_their_order_however_far_they_shift(invented: Invented) -> None:
    for place in PLACES:
        first, second, third = (
            drawn.circle for drawn in lay_out(**invented({place: 60}, length=20)).circles
        )
        assert first.x < second.x
        assert third.y < min(first.y, second.y)


def test_no_class_takes_long(invented: Invented) -> None:
    # Under a second on a machine of its own; this one is shared.
    for place in ("110", "011", "111"):
        made = invented({place: 90, "100": 6, "010": 6}, length=20, marked=True)
        started = time.process_time()
        lay_out(**made)
        assert time.process_time() - started < 3.0


@pytest.mark.parametrize("count", [30, 60, 90, 120])
@pytest.mark.parametrize("seed", range(6))
def test_ordinary_classes(count: int, seed: int, invented: Invented, sound: Sound) -> None:
    made = ordinary(count, seed, invented)
    started = time.process_time()
    layout = lay_out(**made)
    took = time.process_time() - started
    sound(layout, made["members"])
    assert layout.name_size >= aim(count)
    # A tenth of a second on a machine of its own; this one is shared.
    assert took < 1.0


def ordinary(count: int, seed: int, invented: Invented) -> dict[str, Any]:
    rng = random.Random(seed)  # noqa: S311 - invented, not secret
    drawn = rng.choices(PLACES, ORDINARY, k=count)
    return invented({p: drawn.count(p) for p in PLACES}, seed=seed, marked=True)


def test_the_circles_of_ordinary_classes_stay_where_the_school_knows_them(
    invented: Invented,
) -> None:
    # Now and then a very long name with three marks stands in the narrowest place.
    moved = [lay_out(**ordinary(30, seed, invented)).moved_circles for seed in range(30)]
    assert sum(moved) <= 1


@pytest.mark.parametrize("seed", range(1500 if FUZZ else 25))
def test_uneven_classes(seed: int, invented: Invented, sound: Sound) -> None:
    rng = random.Random(seed)  # noqa: S311 - invented, not secret
    count = rng.choice([12, 24, 30, 30, 60, 60, 90, 120])
    # Some regions hold nearly all, others nobody.
    weights = [rng.gammavariate(0.6, 1) for _ in PLACES]
    drawn = rng.choices(PLACES, weights, k=count)
    made = invented(
        {p: drawn.count(p) for p in PLACES}, seed=seed, length=up_to_twenty, marked=True
    )
    layout = lay_out(**made)
    sound(layout, made["members"])
    assert layout.name_size >= aim(count)


def test_the_aims_are_the_promised_sizes() -> None:
    assert [aim(count) for count in (1, 30, 31, 60, 61, 90, 91, 120, 121)] == [
        12.0, 12.0, 11.0, 11.0, 9.0, 9.0, 7.0, 7.0, 6.0,
    ]  # fmt: skip
