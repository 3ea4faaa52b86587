"""An xlwings engine over LibreOffice, for tests only.

Product code that uses xlwings' public API runs unmodified against a live Calc document
opened from an .xlsm. Strict where Excel on Windows is: see `README.md` beside this package.
"""

from __future__ import annotations

import xlwings as xw

from .bridge import BridgeMissingError, OfficeError
from .engine import NAME, Engine
from .process import PACKAGES, Soffice, find_soffice
from .record import Alert, Traffic
from .strictness import Conversion, would_become

__all__ = [
    "NAME",
    "PACKAGES",
    "Alert",
    "BridgeMissingError",
    "Conversion",
    "Engine",
    "OfficeError",
    "Soffice",
    "Traffic",
    "find_soffice",
    "register",
    "unregister",
    "would_become",
]


def register(engine: Engine) -> xw.Engine:
    """Add the engine to xlwings and make it the active one, as Excel is on Windows."""
    added = xw.Engine(impl=engine)
    xw.engines.add(added)
    added.activate()
    return added


def unregister() -> None:
    """Take the engine out of xlwings again."""
    engines = xw.engines
    added = engines.engines_by_name.pop(NAME, None)
    engines.engines = [engine for engine in engines.engines if engine is not added]
    if engines.active is added:
        engines.active = None
