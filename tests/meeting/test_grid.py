"""Page one of the sheet fits its page, and its diagrams their places."""

from __future__ import annotations

from ppm_xl import schema
from ppm_xl.meeting.form import grid
from ppm_xl.template.meeting_sheet import TYPED

A4_LANDSCAPE = (297 / 25.4 * 72, 210 / 25.4 * 72)
SIDES = (grid.MARGINS["left"] + grid.MARGINS["right"]) * 72
TOP_AND_BOTTOM = (grid.MARGINS["top"] + grid.MARGINS["bottom"]) * 72


def test_every_visible_column_has_a_width() -> None:
    assert tuple(grid.WIDTHS) == schema.MEETING_FORM_CELLS


def test_page_one_fits_its_page_with_room_for_wider_columns() -> None:
    wide = sum(grid.WIDTHS.values())
    assert 1.05 * wide * grid.SCALE <= A4_LANDSCAPE[0] - SIDES
    two_lines = 27.0
    page_one = sum(grid.HEIGHTS.values()) + 2 * grid.DEFAULT_HEIGHT + 3 * two_lines
    assert page_one <= grid.PAGE < (A4_LANDSCAPE[1] - TOP_AND_BOTTOM) / grid.SCALE
    assert set(grid.HEIGHTS) == set(range(1, grid.FLOW))


def test_names_of_nine_points_stay_so_at_the_scale_of_the_page() -> None:
    assert 9.0 * grid.ENLARGED * grid.SCALE >= 9.0


def test_no_height_is_the_usual_one_which_would_be_left_out_of_the_file() -> None:
    assert grid.DEFAULT_HEIGHT not in grid.HEIGHTS.values()


def test_diagrams_stay_in_their_places() -> None:
    rows = [grid.HEIGHTS[row] for row in range(grid.PICTURE, grid.FLOW)]
    assert grid.NOW_SIZE[0] < grid.between("B", "H")
    assert grid.NOW_SIZE[1] < sum(rows)
    assert grid.SMALL_SIZE[1] < sum(rows[: grid.MOVED - grid.PICTURE])
    assert grid.BEFORE_SIZE[1] < grid.BEFORE_ROWS * grid.DEFAULT_HEIGHT
    assert grid.BEFORE_SIZE[1] + 4 * grid.DEFAULT_HEIGHT < grid.PAGE


def test_boxes_to_type_in_are_in_visible_columns() -> None:
    assert set(TYPED) <= set(grid.WIDTHS)
