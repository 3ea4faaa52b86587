"""One cell in a sheet's XML: reading its value, and writing one without losing its style."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Final

from lxml import etree

from ppm_xl.book.escaping import ARMED, from_xml, to_xml
from ppm_xl.book.styles_xml import DATE, GENERAL, MAIN, MOMENT, TEXT, Styles
from ppm_xl.book.tables import Cell, plain

CELL: Final = f"{MAIN}c"
_VALUE: Final = f"{MAIN}v"
FORMULA: Final = f"{MAIN}f"
_INLINE: Final = f"{MAIN}is"
_TEXT: Final = f"{MAIN}t"
_RUN: Final = f"{MAIN}r"
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"

_DAY_ZERO: Final = datetime(1899, 12, 30)  # noqa: DTZ001 - a cell's date has no zone
_DAY_ZERO_1904: Final = datetime(1904, 1, 1)  # noqa: DTZ001
_LAST_DAY: Final = 2_958_465
_FALSE_LEAP_DAY: Final = 60


def text_of(element: etree._Element) -> str:
    """Give the text of a shared or inline string, without its reading aids."""
    out = []
    for child in element:
        if child.tag == _TEXT:
            out.append(child.text or "")
        elif child.tag == _RUN:
            out.extend(part.text or "" for part in child.iterfind(_TEXT))
    return from_xml("".join(out))


class CellCodec:
    """Reads and writes cells of one workbook.

    Parameters
    ----------
    styles
        Say which numbers are dates; a cell gets a like style where its own would show the new
        value as something else.
    shared
        The workbook's shared strings. New text is written into its own cell, so that the
        shared strings, which all sheets use, stay as they are.
    epoch_1904
        Whether days are counted from 1904, as old Macs did.
    """

    def __init__(self, styles: Styles, shared: Sequence[str], *, epoch_1904: bool = False) -> None:
        self.styles = styles
        self._shared = shared
        self._zero = _DAY_ZERO_1904 if epoch_1904 else _DAY_ZERO
        self._epoch_1904 = epoch_1904

    def read(self, cell: etree._Element) -> Cell:
        """Give a cell's value; a formula's is the one last calculated."""
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            inline = cell.find(_INLINE)
            return None if inline is None else text_of(inline) or None
        value = cell.findtext(_VALUE)
        if not value:
            return None
        if kind == "s":
            return self._shared[int(value)] or None
        return self._converted(kind, value, int(cell.get("s", "0")))

    def _converted(self, kind: str, value: str, style: int) -> Cell:
        if kind == "n":
            return self._number(value, style)
        if kind == "b":
            return value.strip() in {"1", "true"}
        if kind == "d":
            return plain(datetime.fromisoformat(value))
        return from_xml(value)

    def write(self, cell: etree._Element, value: Cell) -> None:
        """Let a cell hold a value and nothing else."""
        del cell[:]
        cell.text = None
        for attribute in ("t", "cm", "vm"):
            cell.attrib.pop(attribute, "")
        self.set_value(cell, value)

    def set_value(self, cell: etree._Element, value: Cell) -> None:
        """Add a value to a cell that has none: as a formula's last result where there is one."""
        if value is None:
            return
        style = int(cell.get("s", "0"))
        if isinstance(value, str):
            if not self.styles.is_text(style) and value.startswith(ARMED):
                cell.set("s", str(self.styles.like(style, TEXT)))
            self._set_text(cell, value)
            return
        if isinstance(value, bool):
            cell.set("t", "b")
            number = "1" if value else "0"
        elif isinstance(value, date):
            if not self.styles.is_date(style):
                wanted = MOMENT if isinstance(value, datetime) else DATE
                cell.set("s", str(self.styles.like(style, wanted)))
            number = self._day(value)
        else:
            if self.styles.is_date(style):
                cell.set("s", str(self.styles.like(style, GENERAL)))
            number = repr(value)
        etree.SubElement(cell, _VALUE).text = number

    def _set_text(self, cell: etree._Element, value: str) -> None:
        if cell.find(FORMULA) is not None:
            cell.set("t", "str")
            holder = etree.SubElement(cell, _VALUE)
        else:
            cell.set("t", "inlineStr")
            holder = etree.SubElement(etree.SubElement(cell, _INLINE), _TEXT)
        holder.text = to_xml(value)
        if value != value.strip() or "\n" in value:
            holder.set(_SPACE, "preserve")

    def _number(self, value: str, style: int) -> Cell:
        number = float(value)
        if not self.styles.is_date(style) or not 0 <= number <= _LAST_DAY:
            return plain(number)
        if number < 1:
            minutes = round(number * 24 * 60)
            return f"{minutes // 60:02d}:{minutes % 60:02d}"
        days = int(number)
        seconds = round((number - days) * 86_400)
        if days < _FALSE_LEAP_DAY and not self._epoch_1904:
            days += 1
        return plain(self._zero + timedelta(days=days, seconds=seconds))

    def _day(self, value: date) -> str:
        if not isinstance(value, datetime):
            value = datetime(value.year, value.month, value.day)  # noqa: DTZ001
        since = value.replace(tzinfo=None) - self._zero
        if not since.seconds:
            return str(since.days)
        return repr(since.days + since.seconds / 86_400)
