"""Files that would take all of a computer: read or refused in seconds, within bounded memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from bombs.files import BOMBS

TESTS = Path(__file__).parent.parent
MOST_SECONDS = 20
"""Of one processor, on a slow one; most take far less than one."""
MOST_MEGABYTES = 900
READ = {
    # Harmless after all: what they say holds one pupil at most, or many rows of one cell.
    "a_sheet_that_claims_every_cell_there_is": 1,
    "a_cell_in_the_last_corner_of_a_row_that_says_it_is_the_first": 1,
    "a_million_blank_rows": 1,
    "millions_of_texts": 1,
    "merges_over_merges": 49_999,
    "an_open_document_with_millions_of_blank_rows": 1,
    "a_transfer_file_with_an_endless_name": 2,
}


@pytest.fixture(scope="module")
def outcomes() -> dict[str, dict[str, Any]]:
    """What came of each, read in one child process with limits on memory and time."""
    done = subprocess.run(
        [sys.executable, "-m", "bombs"],
        cwd=TESTS,
        env={**os.environ, "PYTHONPATH": str(TESTS.parent)},
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stderr == ""
    found = [json.loads(line) for line in done.stdout.splitlines()]
    return {outcome["name"]: outcome for outcome in found}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_read_or_refused_in_one_sentence(
    name: str, outcomes: dict[str, dict[str, Any]]
) -> None:
    outcome = outcomes[name]
    assert outcome["rows"] == READ.get(name)
    if outcome["rows"] is None:
        assert outcome["message"].startswith("a ")
        assert outcome["message"].endswith(".")
        assert outcome["message"].count(". ") == 0
    assert outcome["seconds"] < MOST_SECONDS
    assert outcome["megabytes"] < MOST_MEGABYTES
