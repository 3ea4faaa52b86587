"""How often each button reads and writes cells, at 30 and at 600 pupils.

    python benchmarks/cell_traffic.py [PUPILS ...]

Over LibreOffice, through the engine of the live tests; nothing of Excel's speed can be seen there,
only how often it is asked. Over COM every call costs about ten milliseconds, however many cells it
is about, so none of these figures may grow with the number of pupils. The macro that tells where
all tables lie is stood in for, as LibreOffice's VBA knows no tables.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

CLASS = 30
ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests/live"))


def main(sizes: list[int]) -> None:
    """Print one line for each button and size."""
    from office.counting import counted_presses, started

    print(f"{'action':<18}{'pupils':>7}{'reads':>7}{'writes':>8}{'formats':>9}{'calls':>7}")
    with tempfile.TemporaryDirectory(prefix="ppm-xl-traffic-") as scratch, started() as engine:
        os.environ["XDG_DOCUMENTS_DIR"] = scratch
        os.environ["PPM_XL_TODAY"] = "2026-11-23"
        for size in sizes:
            folder = Path(scratch) / str(size)
            folder.mkdir()
            for found in counted_presses(engine, folder, size, -(-size // CLASS)):
                print(
                    f"{found.action:<18}{size:>7}{found.reads:>7}{found.writes:>8}"
                    f"{found.formats:>9}{found.calls:>7}"
                )
            shutil.rmtree(folder)


if __name__ == "__main__":
    main([int(given) for given in sys.argv[1:]] or [30, 600])
