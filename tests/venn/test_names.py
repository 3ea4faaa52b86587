from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppm_xl.venn.names import LONGEST, drawn_names, shortened


def test_a_first_name_of_ones_own_needs_no_surname() -> None:
    assert drawn_names({"a": ("Zoë", "Quill"), "b": ("Tom", "Ash")}) == {"a": "Zoë", "b": "Tom"}


@pytest.mark.parametrize(
    ("pupils", "drawn"),
    [
        ([("Ben", "Adams"), ("Ben", "Carter")], ["Ben A", "Ben C"]),
        ([("Ben", "Adams"), ("Ben", "Allen"), ("Ben", "Carter")], ["Ben Ad", "Ben Al", "Ben C"]),
        ([("Ann", "Lee"), ("Ann", "Leech")], ["Ann Lee", "Ann Leec"]),
        ([("Ben", "Adams"), ("Ben", "Adams")], ["Ben Adams 1", "Ben Adams 2"]),
        ([("ben", "Adams"), ("Ben", "Moss")], ["ben A", "Ben M"]),
        ([("Zoe\u0308", "Ash"), ("Zoë", "Birch")], ["Zoë A", "Zoë B"]),
        ([("Ivy", "Ó Briain"), ("Ivy", "Ó Dálaigh")], ["Ivy Ó B", "Ivy Ó D"]),
        ([("", "Moss"), ("Jo", "Reed")], ["Moss", "Jo"]),
        ([("Jo", ""), ("Jo", "Reed")], ["Jo", "Jo R"]),
    ],
)
def test_as_little_surname_as_tells_two_apart(
    pupils: list[tuple[str, str]], drawn: list[str]
) -> None:
    keyed = {f"k{place}": pupil for place, pupil in enumerate(pupils)}
    assert list(drawn_names(keyed).values()) == drawn


given_names = st.sampled_from(["Ben", "Ann", "Zoë", "ANN"])
surnames = st.text("abÁ -c", max_size=4)


@given(st.lists(st.tuples(given_names, surnames), max_size=9))
def test_no_two_children_are_drawn_alike(pupils: list[tuple[str, str]]) -> None:
    drawn = drawn_names({f"k{place}": pupil for place, pupil in enumerate(pupils)})
    assert len({name.casefold() for name in drawn.values()}) == len(pupils)


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Zoë Q", "Zoë Q"),
        ("A" * 20, "A" * 20),
        ("Christopher Wolfeschlegelstein", "Christopher Wolfesc…"),
        ("Maximiliana-Josephine Wo", "Maximiliana-Josephi…"),
        ("Annabel-Maria-Carla Wo", "Annabel-Maria-Carla…"),
        ("e\u0308" * 25, "ë" * 19 + "…"),
        ("q\u0323" * 20, "q\u0323" * 20),  # an accent without a letter of its own is not counted
    ],
)
def test_long_names_are_cut_at_the_end(name: str, short: str) -> None:
    assert shortened({"a": name}) == {"a": short}


def test_long_names_that_differ_at_the_end_are_cut_in_the_middle() -> None:
    short = shortened({"a": "Christopher Wolfeschlegelstein", "b": "Christopher Wolfeschlegelmann"})
    assert short == {"a": "Christopher Wo…stein", "b": "Christopher Wo…lmann"}


def test_long_names_that_differ_only_in_the_middle_are_numbered() -> None:
    start, end = "Christopher Wolfes", "chlegelsteinhausen"
    short = shortened({"a": f"{start}X{end}", "b": f"{start}Y{end}"})
    assert len(set(short.values())) == 2
    assert all(len(name) <= LONGEST for name in short.values())


@given(st.lists(st.text("abcÁ é-", min_size=1, max_size=45), max_size=8, unique=True))
def test_shortened_names_stay_apart_and_short(names: list[str]) -> None:
    plain = [" ".join(name.split()) for name in names]
    given_ = {f"k{place}": name for place, name in enumerate(dict.fromkeys(plain)) if name}
    short = shortened(given_)
    assert all(len(unicodedata.normalize("NFC", name)) <= LONGEST for name in short.values())
    assert len(set(short.values())) == len(given_)
