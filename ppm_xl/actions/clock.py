"""The one place that asks what day it is."""

from __future__ import annotations

import os
from datetime import date, datetime, time

from ppm_xl.errors import DataError


def today() -> date:
    """Give today; ``PPM_XL_TODAY`` sets it for every command."""
    given = os.environ.get("PPM_XL_TODAY")
    if not given:
        return datetime.now().astimezone().date()
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise DataError(
            f"PPM_XL_TODAY is “{given}”, which is not a date.", "Write it as 2027-03-08."
        ) from None


def now(day: date) -> datetime:
    """Give this moment's time on a day, without seconds' fractions, for the log."""
    clock = datetime.now().astimezone().time()
    return datetime.combine(day, time(clock.hour, clock.minute, clock.second))
