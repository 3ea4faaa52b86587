"""``pythonw -I -m ppm_xl.panel`` opens the panel without a console: what a shortcut starts."""

from __future__ import annotations

import sys

from ppm_xl.errors import PpmError
from ppm_xl.panel import show

if __name__ == "__main__":
    try:
        show()
    except PpmError as error:
        if sys.stderr is not None:  # there is none without a console
            sys.stderr.write(f"{error}\n")
        sys.exit(1)
