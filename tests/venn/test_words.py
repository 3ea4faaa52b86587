from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ppm_xl.venn.layout import lay_out
from ppm_xl.venn.membership import tally
from ppm_xl.venn.words import describe

if TYPE_CHECKING:
    from collections.abc import Callable

RWM = ("Reading", "Writing", "Maths")


def test_a_diagram_is_told_in_words(mixed_class: dict[str, Any]) -> None:
    words = describe(lay_out(**mixed_class))
    assert words == (
        "30 pupils assessed: 14 meet Reading, Writing and Maths (47 %); "
        "2 meet Reading and Writing only (7 %); 3 meet Reading and Maths only (10 %); "
        "1 meets Writing and Maths only (3 %); 2 meet Reading only (7 %); "
        "1 meets Maths only (3 %); 7 not yet at the standard (23 %). 2 pupils not assessed."
    )
    assert words == describe(tally(RWM, mixed_class["members"]))


def test_no_child_is_named(mixed_class: dict[str, Any]) -> None:
    words = describe(lay_out(**mixed_class))
    for name in mixed_class["names"].values():
        assert name not in words.split()


def test_the_combined_figure_is_told_even_when_it_is_nought(
    invented: Callable[..., dict[str, Any]],
) -> None:
    made = invented({"100": 1})
    assert "0 meet Reading, Writing and Maths (0 %)" in describe(lay_out(**made))


def test_nobody_assessed() -> None:
    assert describe(tally(RWM, {})) == "No pupils assessed."
    assert describe(tally(RWM, {"a": None})) == "No pupils assessed. 1 pupil not assessed."


def test_another_standard_has_another_box(invented: Callable[..., dict[str, Any]]) -> None:
    layout = lay_out(**invented({"000": 2}), none_label="Not yet at greater depth")
    assert "2 not yet at greater depth (100 %)" in describe(layout)
