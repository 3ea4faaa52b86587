"""Which areas an intervention serves, by what schools type into Area."""

from __future__ import annotations

import pytest

from ppm_xl.provision.areas import Areas
from ppm_xl.school.model import FocusGroup, Provision
from ppm_xl.school.settings import Settings

SETTINGS = Settings(
    subjects=("Reading", "Writing", "Maths"),
    needs={
        "Phonics: sounds and blending": "Reading",
        "Vocabulary": "Reading",
        "Handwriting": "Writing",
        "Times tables": "Maths",
        "Attention and listening": "Attitude",
        "Whatever": "",
    },
)


@pytest.mark.parametrize(
    ("area", "name", "expected"),
    [
        ("Reading", "Club", {"Reading"}),
        ("reading ", "Club", {"Reading"}),
        ("Reading and writing", "Club", {"Reading", "Writing"}),
        ("Phonics", "Sounds again", {"Reading"}),
        ("Handwriting", "Pens", {"Writing"}),
        ("Communication", "Speech visits", {"Early Years"}),
        ("Behaviour", "Calm start", {"Attitude"}),
        ("Listening", "Calm start", {"Attitude"}),
        ("Punctuality", "Walking bus", {"Attendance"}),
        ("Numeracy", "First numbers", {"Maths"}),
        ("", "Reading aloud club", {"Reading"}),
        ("", "Tables before school", {"Maths"}),
        ("", "Forest school", set()),
        ("Forest school", "Reading outdoors", {"Reading"}),
        ("Maths", "Reading the question", {"Maths"}),
    ],
)
def test_an_area_is_known_by_its_words_then_by_the_name(
    area: str, name: str, expected: set[str]
) -> None:
    areas = Areas(SETTINGS)
    assert areas.of(Provision(name, "A1", None, area=area)) == expected
    assert areas.of(FocusGroup(name, "A1", subject=area)) == expected


def test_numeracy_means_nothing_where_maths_is_called_something_else() -> None:
    assert Areas(Settings(subjects=("English",))).named_in("Numeracy") == frozenset()
