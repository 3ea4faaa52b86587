"""The small school of ``school_by_hand``, made anew for each test."""

from __future__ import annotations

import pytest
from reports.school_by_hand import make_school

from ppm_xl.school.model import School


@pytest.fixture
def school() -> School:
    return make_school()
