"""ppm-xl: pupil progress meetings in Excel, powered by Python.

The rooms are described in ``docs/architecture.md``; the workbook's sheets,
tables and columns are named once, in :mod:`ppm_xl.schema`.
"""

from __future__ import annotations

__version__ = "0.1.0"
