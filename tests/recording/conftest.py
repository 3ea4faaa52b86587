"""The meeting of Oak, prepared."""

from __future__ import annotations

import pytest
from recorded_school import prepared, staffed

from ppm_xl.book.tables import Tables


@pytest.fixture
def oak() -> Tables:
    return prepared(staffed())
