"""The demo's stages, as ratios to one load of its own workbook with openpyxl in the same run.

Run with ``make bench``. Seconds are this computer's; compare the ratios.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from ppm_xl.actions import demo
from ppm_xl.desk.terminal import SilentDesk

T = TypeVar("T")
ROUNDS = 3


class StopWatch(SilentDesk):
    """A desk that notes how long each step of a progress bar took."""

    def __init__(self) -> None:
        super().__init__(agreed=True)
        self.seconds: dict[str, float] = {}

    def progress(self, label: str, items: Sequence[T]) -> Iterator[T]:
        for item in items:
            start = time.perf_counter()
            yield item
            if label == "Demo":
                self.seconds[str(item)] = time.perf_counter() - start


def main() -> int:
    """Run the demo a few times and print the median of each stage."""
    from openpyxl import load_workbook

    runs: list[dict[str, float]] = []
    for _ in range(ROUNDS):
        with tempfile.TemporaryDirectory() as scratch:
            watch = StopWatch()
            demo.run(Path(scratch), watch)
            start = time.perf_counter()
            load_workbook(Path(scratch) / demo.NAME, keep_vba=True)
            watch.seconds["one load with openpyxl"] = time.perf_counter() - start
            runs.append(watch.seconds)
    median = {stage: sorted(run[stage] for run in runs)[ROUNDS // 2] for stage in runs[0]}
    base = median["one load with openpyxl"]
    print(f"{'stage':<24}{'seconds':>9}{'ratio':>8}")
    for stage, seconds in median.items():
        print(f"{stage:<24}{seconds:>9.2f}{seconds / base:>8.2f}")
    total = sum(median.values()) - base
    print(f"{'the whole demo':<24}{total:>9.2f}{total / base:>8.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
