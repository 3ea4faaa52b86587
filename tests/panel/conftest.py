"""The live tests' fixtures: see `tests/live/README.md`."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "live"))

from office.fixtures import _soffice, live_book, office

__all__ = ["_soffice", "live_book", "office"]
