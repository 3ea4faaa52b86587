"""Read bombs in this process, within limits, and print what came of each as a line of JSON."""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

from bombs.files import BOMBS
from ppm_xl.errors import FileError
from ppm_xl.mis.reading import read_export

MEMORY = 3 * 1024**3
SECONDS = 300


def peak() -> int:
    """Give the most memory this program has held, in megabytes.

    Asked of ``/proc`` where there is one: the figure of ``getrusage`` begins with that of the
    program that started this one, such as a long run of tests.
    """
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    lines = dict(line.split(":", 1) for line in status.read_text().splitlines())
    return int(lines["VmHWM"].split()[0]) // 1024


def read(name: str) -> dict[str, object]:
    data = BOMBS[name]()
    began = time.process_time()
    rows, message = None, None
    try:
        rows = sum(len(grid.rows) for grid in read_export("a", data).grids)
    except FileError as error:
        message = error.message
    return {
        "name": name,
        "rows": rows,
        "message": message,
        "seconds": round(time.process_time() - began, 2),
        "megabytes": peak(),
    }


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    for each in sys.argv[1:] or BOMBS:
        print(json.dumps(read(each)), flush=True)
