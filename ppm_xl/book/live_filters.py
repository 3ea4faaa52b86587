"""A table's filter: taken off while its rows are written, and put back where it can be.

Excel writes past hidden rows and moves only the visible ones, so no filter may be set then. What
xlwings tells of a filter puts most of them back. Some it cannot name (colours, "begins with",
whole months of dates), and some it would put back as another one; those are told to the user.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from ppm_xl import schema
from ppm_xl.book.excel import assign, in_a_hurry, patiently
from ppm_xl.book.live_places import LivePlace
from ppm_xl.sentences import listed

if TYPE_CHECKING:
    import xlwings
    from xlwings.main import AutoFilter, AutoFilterCriteria

_WILD: Final = frozenset("*?~")
_DAYS: Final = {schema.Kind.DATE, schema.Kind.MOMENT}


@dataclass(frozen=True, slots=True)
class _Taken:
    place: LivePlace
    criteria: tuple[AutoFilterCriteria, ...]


@contextmanager
def unfiltered(places: Iterable[LivePlace], remarks: list[str]) -> Iterator[None]:
    """Take filters off, and put them back at the end; what could not be is told in ``remarks``.

    Raises
    ------
    BusyError
        Where Excel does not answer.
    """
    taken: list[_Taken] = []
    try:
        for place in places:
            found = _take_off(place)
            if found is not None:
                taken.append(found)
        yield
    except Exception:
        with in_a_hurry(), suppress(Exception):  # what stopped us is what the user is told
            for one in taken:
                list(_put_back(one))
        raise
    for one in taken:
        remarks.extend(_put_back(one))


def _take_off(place: LivePlace) -> _Taken | None:
    if place.is_form or place.filtered is False:
        return None
    table = patiently(lambda: place.table)
    if place.filtered is None and not patiently(lambda: table.show_autofilter):
        return None
    criteria = patiently(partial(_criteria, table))
    if not criteria:
        return None
    for shown in (False, True):  # two calls, where clearing takes one for each column
        assign(table, "show_autofilter", value=shown)
    return _Taken(place, criteria)


def _criteria(table: xlwings.main.Table) -> tuple[AutoFilterCriteria, ...]:
    return tuple(found for found in table.autofilter.criteria if found.type != "none")


def _put_back(taken: _Taken) -> Iterator[str]:
    """Set what can be set again; say of which columns it cannot."""
    autofilter = patiently(lambda: taken.place.table.autofilter)
    lost = []
    for found in taken.criteria:
        heading = taken.place.headings[found.field - 1]
        if not _is_told_whole(found, schema.TABLES[taken.place.name].column(heading)):
            lost.append(heading)
            continue
        patiently(partial(_set, autofilter, found))
    if lost:
        sheet = patiently(lambda: taken.place.sheet.name)
        yield (
            f"On the sheet {sheet} the filter of {listed(lost)} was taken off and could not be put "
            "back: set it again if you still need it."
        )


def _is_told_whole(found: AutoFilterCriteria, column: schema.Column | None) -> bool:
    """Whether setting what was told gives the same filter again.

    Excel tells wildcards and the characters themselves alike, and a date in the words of the
    user's own country, which it then takes for an American one.
    """
    if found.type in {"top_items", "bottom_items"}:
        return found.count is not None
    if found.type in {"top_percent", "bottom_percent"}:
        return found.percent is not None
    values: Sequence[str | None]
    if found.type == "values":
        values = found.values or ()
    elif found.type == "comparison" and found.operator is not None:
        values = (found.value1, found.value2)
    else:
        return False
    given = [value for value in values if value is not None]
    if column is not None and column.kind in _DAYS and given:
        return False
    return not any(_WILD & set(value) or _looks_like_a_day(value) for value in given)


def _looks_like_a_day(value: str) -> bool:
    return any(sign in value for sign in "/:") and any(letter.isdigit() for letter in value)


def _set(autofilter: AutoFilter, found: AutoFilterCriteria) -> None:
    if found.type == "values":
        autofilter.apply_values(found.field, found.values or [])
    elif found.type == "comparison" and found.operator is not None:
        autofilter.apply_comparison(found.field, found.operator, found.value1, found.value2)
    elif found.type == "top_items":
        autofilter.apply_top_items(found.field, found.count or 1)
    elif found.type == "bottom_items":
        autofilter.apply_bottom_items(found.field, found.count or 1)
    elif found.type == "top_percent":
        autofilter.apply_top_percent(found.field, found.percent or 0)
    else:
        autofilter.apply_bottom_percent(found.field, found.percent or 0)
