"""How often each button reads and writes cells: fixed numbers, however many pupils there are.

Over COM every call costs about ten milliseconds, however many cells it is about. Here a class of 34
stands beside a school of 14 classes; `benchmarks/cell_traffic.py` counts for 600 pupils, too.
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
    "update": (28, 5),
    "prepare_all": (38, 16),
    "prepare_meeting": (28, 5),
    "record_meeting": (34, 9),
    "family_reports": (58, 9),
    "check": (26, 5),
    "import_files": (28, 6),
    "apply_import": (34, 12),
    "undo": (35, 12),
    "new_year": (33, 10),
    "undo again": (32, 10),
    "update again": (27, 6),
    "targets": (33, 12),
}
"""Of each button, with nothing drawn or typeset; `benchmarks/cell_traffic.py` prints them anew."""

HOME = (2, 1)
"""Reads and writes more or fewer, where a line on Home happens to change or to stay the same.

A sheet more is one read more of every button: well within it, and noticed in time.
"""

CALLS = 400
"""No button asks Excel more often than this for anything at all."""


def counted(engine: Engine, folder: Path, pupils: int, classes: int) -> dict[str, Count]:
    from office.counting import counted_presses

    folder.mkdir()
    return {found.action: found for found in counted_presses(engine, folder, pupils, classes)}


def test_cells_are_read_and_written_as_often_for_14_classes_as_for_one(
    office: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DOCUMENTS_DIR", str(tmp_path))
    small = counted(office, tmp_path / "small", 34, 1)
    large = counted(office, tmp_path / "large", 140, 14)
    for found in (*small.values(), *large.values()):
        assert "went wrong" not in found.said, found
        assert found.calls <= CALLS, found
    assert list(small) == list(large) == list(READS_AND_WRITES)
    for name, (reads, writes) in READS_AND_WRITES.items():
        for found in (small[name], large[name]):
            assert abs(found.reads - reads) <= HOME[0], found
            assert abs(found.writes - writes) <= HOME[1], found
        assert abs(small[name].reads - large[name].reads) <= HOME[0], name
