"""How often each button reads and writes cells: fixed numbers, however many pupils there are.

Over COM every call costs about ten milliseconds, however many cells it is about.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from office import Engine
    from office.counting import Count

pytestmark = pytest.mark.office

READS_AND_WRITES = {
    "update": (27, 5),
    "prepare_meeting": (37, 16),
    "record_meeting": (33, 9),
    "family_reports": (45, 3),
    "check": (25, 5),
    "import_files": (27, 6),
    "apply_import": (34, 11),
    "undo": (34, 12),
    "new_year": (32, 10),
    "undo again": (31, 10),
    "update again": (26, 6),
    "targets": (32, 12),
}
"""Of each button, with nothing drawn or typeset; `benchmarks/cell_traffic.py` prints them anew."""

CALLS = 400
"""No button asks Excel more often than this for anything at all."""


def counted(engine: Engine, folder: Path, pupils: int) -> dict[str, Count]:
    from office.counting import counted_presses

    folder.mkdir()
    return {found.action: found for found in counted_presses(engine, folder, pupils)}


def test_cells_are_read_and_written_as_often_for_600_pupils_as_for_30(
    office: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DOCUMENTS_DIR", str(tmp_path))
    small = counted(office, tmp_path / "small", 30)
    large = counted(office, tmp_path / "large", 600)
    for found in (*small.values(), *large.values()):
        assert "went wrong" not in found.said, found
        assert found.calls <= CALLS, found
    assert {name: (found.reads, found.writes) for name, found in small.items()} == READS_AND_WRITES
    # Fewer only where a line on Home happens to stay the same.
    for name, (reads, writes) in READS_AND_WRITES.items():
        assert reads - 2 <= large[name].reads <= reads, name
        assert writes - 1 <= large[name].writes <= writes, name
