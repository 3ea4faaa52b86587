from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppm_xl.venn.geometry import BoxShape, Circle, Rect, RegionShape, pole
from ppm_xl.venn.membership import region_codes
from ppm_xl.venn.outlines import outlines

UNIT = 1.0
THREE = (Circle(2.6, 4.3, 2.5), Circle(4.7, 4.3, 2.5), Circle(3.6, 2.6, 2.5))


def area(loop: tuple[tuple[float, float], ...]) -> float:
    pairs = zip(loop, (*loop[1:], loop[0]), strict=True)
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs) / 2


def total(circles: tuple[Circle, ...], code: str) -> float:
    return sum(area(loop) for loop in outlines(circles, code))


def test_two_circles_share_the_lens_that_books_give() -> None:
    # Lens of two unit circles one apart: 2 acos(1/2) - sqrt(3)/2.
    circles = (Circle(0, 0, UNIT), Circle(1, 0, UNIT))
    lens = 2 * math.acos(0.5) - math.sqrt(3) / 2
    assert total(circles, "11") == pytest.approx(lens, rel=1e-3)
    assert total(circles, "10") == pytest.approx(math.pi - lens, rel=1e-3)


def test_a_circle_within_another_leaves_a_ring() -> None:
    circles = (Circle(0, 0, 2), Circle(0.2, 0, 1))
    assert total(circles, "10") == pytest.approx(3 * math.pi, rel=1e-3)
    assert total(circles, "11") == pytest.approx(math.pi, rel=1e-3)
    assert outlines(circles, "01") == ()


circle = st.builds(
    Circle,
    st.floats(0, 6).map(lambda x: round(x, 2)),
    st.floats(0, 6).map(lambda y: round(y, 2)),
    st.floats(0.5, 3).map(lambda r: round(r, 2)),
)


@given(st.tuples(circle, circle, circle))
def test_regions_fill_every_circle(circles: tuple[Circle, ...]) -> None:
    if len({(c.x, c.y, c.r) for c in circles}) < 3:
        return
    areas = {code: total(circles, code) for code in region_codes("abc")}
    assert all(value > -0.02 for value in areas.values())
    for place, one in enumerate(circles):
        inside = sum(value for code, value in areas.items() if code[place] == "1")
        assert inside == pytest.approx(math.pi * one.r**2, rel=0.01, abs=0.05)


@given(st.sampled_from(region_codes("abc")), st.floats(0.1, 6.7), st.floats(0.02, 0.4))
def test_a_line_in_a_span_is_inside_its_region(code: str, low: float, high: float) -> None:
    gap = 0.05
    for left, right in RegionShape(THREE, code, gap).spans(low, low + high):
        rect = Rect(left, low, right, low + high)
        for one, bit in zip(THREE, code, strict=True):
            if bit == "1":
                assert rect.inside(one, gap - 1e-6)
            else:
                assert rect.clear_of(one, gap - 1e-6)


def test_the_roomiest_place_of_a_box_is_its_middle() -> None:
    assert pole(BoxShape(Rect(0, 0, 4, 2))) == pytest.approx((2, 1), abs=0.1)


def test_a_region_that_is_not_there_has_no_spans() -> None:
    apart = (Circle(0, 0, 1), Circle(9, 0, 1))
    shape = RegionShape(apart, "11", 0.0)
    assert shape.spans(-0.1, 0.1) == []
