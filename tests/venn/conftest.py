"""Invented classes for the Venn tests."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import pytest

from ppm_xl.venn.geometry import Rect

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from ppm_xl.venn.picture import VennLayout

CIRCLES = ("Reading", "Writing", "Maths")
FIRST = (  # noqa: SIM905 - a list of fifty names would fill a page
    "Amelia Olivia Isla Ava Mia Freya Lily Florence Ivy Rosie Willow Elsie Poppy Evie Grace Sophia "
    "Noah Oliver George Arthur Leo Muhammad Theodore Jack Henry Oscar Archie Alfie Freddie Harry "
    "Thomas Zoë Łukasz Nguyễn Aleksandra Christopher Maximilian Isabella-Rose Oluwaseun Zbigniew "
    "Anastasia Tom Jo Siân Ørjan Ángel Đorđe Ștefan Þóra"
).split()
LETTERS = "abcdefghiklmnoprstuvwxyz"


def _name(rng: random.Random, length: int | None) -> str:
    if length is None:
        name = rng.choice(FIRST)
        return (
            f"{name} {rng.choice('ABCDEFGH')}{rng.choice(LETTERS)}" if rng.random() < 0.3 else name
        )
    word = "".join(rng.choice(LETTERS) for _ in range(length))
    return word[:1].upper() + word[1:]


def make_class(
    counts: Mapping[str, int],
    *,
    seed: int = 0,
    length: int | Callable[[random.Random], int] | None = None,
    marked: bool = False,
    circles: tuple[str, ...] = CIRCLES,
) -> dict[str, Any]:
    """Make what ``lay_out`` takes: so many pupils in each region.

    ``length``: letters of each name; invented first names where not given.
    """
    rng = random.Random(seed)  # noqa: S311 - invented names need no secrecy
    members: dict[str, set[str] | None] = {}
    names: dict[str, str] = {}
    marks: dict[str, set[str]] = {}
    moved: dict[str, str] = {}
    for code, count in counts.items():
        for _ in range(count):
            key = f"k{len(members)}"
            members[key] = (
                None
                if code == "not-assessed"
                else {name for name, bit in zip(circles, code, strict=True) if bit == "1"}
            )
            names[key] = _name(rng, length(rng) if callable(length) else length)
            if marked:
                marks[key] = {mark for mark in ("PP", "SEND") if rng.random() < 0.25}
                if rng.random() < 0.2:
                    moved[key] = rng.choice(["in", "out", "new"])
    return {"circles": circles, "members": members, "names": names, "marks": marks, "moved": moved}


@pytest.fixture(scope="session")
def invented() -> Callable[..., dict[str, Any]]:
    """Give the maker of classes."""
    return make_class


@pytest.fixture(scope="session")
def mixed_class() -> dict[str, Any]:
    """Give an ordinary class of thirty-two, two of them not assessed."""
    counts = {
        "111": 14,
        "110": 2,
        "101": 3,
        "011": 1,
        "100": 2,
        "010": 0,
        "001": 1,
        "000": 7,
        "not-assessed": 2,
    }
    return make_class(counts, seed=4, marked=True)


def overlap(one: Rect, other: Rect) -> bool:
    """Whether the two share more than an edge."""
    return (
        one.left < other.right
        and other.left < one.right
        and one.bottom < other.top
        and other.bottom < one.top
    )


def check_layout(layout: VennLayout, keys: Iterable[str]) -> None:
    """Walk a layout: nothing overlaps, crosses an edge or leaves the picture; nobody is lost."""
    assert sorted(name.key for name in layout.names) == sorted(keys)
    assert {name.line.size for name in layout.names} <= {layout.name_size}
    page = Rect(0.0, 0.0, *layout.size)
    lines = [*layout.lines, *(name.line for name in layout.names)]
    rects = sorted(((line.rect, line.text) for line in lines), key=lambda item: item[0].left)
    for place, (rect, text) in enumerate(rects):
        assert rect.within(page), text
        for other, other_text in rects[place + 1 :]:
            if other.left >= rect.right:
                break
            assert not overlap(rect, other), (text, other_text)
    boxes = {box.code: box.rect for box in layout.boxes}
    codes = {region.code for region in layout.regions}
    edge = 0.75 / 72
    for line in lines:
        code = next(
            (name.code for name in layout.names if name.line is line),
            line.gid.partition(":")[2]
            if line.gid.startswith(("count:", "heading:", "share:"))
            else "",
        )
        for place, drawn in enumerate(layout.circles):
            if code in codes and code[place] == "1":
                assert line.rect.inside(drawn.circle, edge), line.text
            else:
                assert line.rect.clear_of(drawn.circle, edge), line.text
        for box_code, rect in boxes.items():
            if code == box_code:
                assert line.rect.within(rect), line.text
            else:
                assert not overlap(line.rect, rect), line.text
    numbered = {name.number for name in layout.names if name.number is not None}
    assert numbered == {number for number, _ in layout.key}


@pytest.fixture(scope="session")
def sound() -> Callable[[VennLayout, Iterable[str]], None]:
    """Give the check that a layout is sound."""
    return check_layout
