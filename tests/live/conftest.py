"""The live tests' fixtures; see README.md beside this file."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from office.fixtures import _soffice, live_book, needs_screen, office, shared_live_book

__all__ = ["_soffice", "live_book", "needs_screen", "office", "shared_live_book"]
