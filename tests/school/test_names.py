"""Names in lists: unlike any other child's, and steady."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ppm_xl.school.names import NamedPupil, school_names


def names(*pupils: tuple[str, str, str, str]) -> list[str]:
    made = [
        NamedPupil(f"U{n}", surname, forename, known_as, class_name)
        for n, (forename, surname, known_as, class_name) in enumerate(pupils)
    ]
    return list(school_names(made).values())


def test_the_known_as_name_comes_first() -> None:
    assert names(("Samuel", "van der Berg", "Sammy", "Oak")) == ["Sammy van der Berg"]


def test_two_alike_are_told_apart_by_class() -> None:
    assert names(("Ann", "Lee", "", "Elm"), ("Annabel", "Lee", "Ann", "Oak")) == [
        "Ann Lee (Elm)",
        "Ann Lee (Oak)",
    ]


def test_accents_and_capitals_do_not_tell_children_apart() -> None:
    assert names(("Zoë", "Lee", "", "Elm"), ("ZOE", "Lee", "", "Oak")) == [
        "Zoë Lee (Elm)",
        "ZOE Lee (Oak)",
    ]


def test_two_alike_in_one_class_are_numbered() -> None:
    assert names(("Ann", "Lee", "", "Elm"), ("Ann", "Lee", "", "Elm")) == [
        "Ann Lee (Elm 1)",
        "Ann Lee (Elm 2)",
    ]


def test_a_class_that_ends_in_a_figure_does_not_run_into_the_number() -> None:
    assert names(("Ann", "Smith", "", "1 & 2"), ("Ann", "Smith", "", "1 & 2")) == [
        "Ann Smith (1 & 2, no. 1)",
        "Ann Smith (1 & 2, no. 2)",
    ]


def test_two_alike_without_a_class_are_numbered() -> None:
    assert names(("Ann", "Lee", "", ""), ("Ann", "Lee", "", "")) == ["Ann Lee (1)", "Ann Lee (2)"]


WORDS = st.sampled_from(["Ann", "Lee", "Ann Lee", "Elm", "1", "(Elm)", "Zoë", "ZOE", ""])


@given(st.lists(st.tuples(WORDS, WORDS, WORDS, WORDS), max_size=8), st.randoms())
def test_names_are_never_shared_and_do_not_depend_on_order(
    pupils: list[tuple[str, str, str, str]], shuffle: object
) -> None:
    made = [NamedPupil(f"U{n}", *parts) for n, parts in enumerate(pupils)]
    found = school_names(made)
    assert len({name.casefold() for name in found.values()}) == len(found)
    shuffle.shuffle(made)  # type: ignore[attr-defined]
    assert school_names(made) == found
