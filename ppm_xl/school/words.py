"""The school's own words: what each is called in Settings, and how it reads until changed."""

from __future__ import annotations

from typing import Final

DEFAULTS: Final[dict[str, str]] = {
    "Yellow is called": "Yellow",
    "SENCO is called": "SENCO",
}
"""``What`` to ``Value`` of the table ``Words`` in a new workbook."""
