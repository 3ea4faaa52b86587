"""``python -m ppm_xl.template [OUT]``: build the workbook template from its sources."""

from __future__ import annotations

import sys
from pathlib import Path

from ppm_xl.template import build


def main(arguments: list[str]) -> int:
    """Build to the path given, or to ``workbook_template.xlsm`` in the checkout."""
    if len(arguments) > 1 or any(argument.startswith("-") for argument in arguments):
        sys.stderr.write("usage: python -m ppm_xl.template [OUT]\n")
        return 2
    out = Path(arguments[0]) if arguments else Path("workbook_template.xlsm")
    build(out)
    sys.stdout.write(f"{out}: {out.stat().st_size:,} bytes\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
