"""The story told once by the commands; each meeting as it stood on its day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pytest
import story_larch as larch
from story_school import School, Told, begin


@pytest.fixture(scope="session")
def story(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Told]:
    """The four meetings, by half-term; ``school`` tells what happens between them."""
    with pytest.MonkeyPatch.context() as patch:
        school = School(tmp_path_factory.mktemp("story"), patch)
        return dict(_told(school))


def _told(school: School) -> Iterable[tuple[str, Told]]:
    begin(school)
    yield "Autumn 1", school.meeting("Autumn 1", larch.needs_of_autumn_1, larch.agreed_in_autumn_1)

    school.on(date(2026, 11, 16))
    school.import_files("Autumn 2", pupils=larch.roll(), marks=larch.marksheet("Autumn 2"))
    school.type_rows(larch.between_autumn_1_and_2(school.tables()))
    yield "Autumn 2", school.meeting("Autumn 2", larch.came_of_autumn_1, larch.agreed_in_autumn_2)

    school.type_rows(larch.after_autumn_2())
    school.on(date(2027, 1, 11))
    school.import_files("Spring 1", pupils=larch.roll("Finn"), marks=larch.marksheet("Spring 1"))
    school.type_rows(larch.before_spring_1())
    yield "Spring 1", school.meeting("Spring 1", larch.came_of_autumn_2, larch.agreed_in_spring_1)

    school.on(date(2027, 3, 1))
    school.import_files("Spring 2", marks=larch.marksheet("Spring 2"))
    school.type_rows(larch.before_spring_2(school.tables()))
    yield "Spring 2", school.meeting("Spring 2")
