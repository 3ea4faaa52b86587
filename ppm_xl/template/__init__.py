"""Builds ``workbook_template.xlsm`` from the schema and the text in ``macros/``.

``python -m ppm_xl.template [OUT]`` does it from the command line. Needs the extra
``build``; nothing of it is loaded until :func:`build` is called.
"""

from __future__ import annotations

from pathlib import Path


def build(path: Path) -> None:
    """Build the template and write it to ``path``; building twice gives the same parts."""
    from ppm_xl.template.building import build_workbook

    path.write_bytes(build_workbook())
