"""``python -m ppm_xl`` is the command ``ppm-xl``."""

from __future__ import annotations

from ppm_xl.cli import entry

if __name__ == "__main__":
    entry()
