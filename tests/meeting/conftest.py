"""The small school, by name, for the tests of this room."""

from __future__ import annotations

import meeting_school
import pytest

from ppm_xl.book.tables import Tables
from ppm_xl.school.model import School


@pytest.fixture
def small_tables() -> Tables:
    return meeting_school.tables()


@pytest.fixture
def small() -> School:
    return meeting_school.school()
