"""Cell styles of a workbook: which show dates or text, and a like one where a cell needs it."""

from __future__ import annotations

import copy
import re
from functools import lru_cache
from typing import Final

from lxml import etree

MAIN: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"

GENERAL: Final = 0
DATE: Final = 14
MOMENT: Final = 22
TEXT: Final = 49
"""Number formats that every Excel has built in; 14 and 22 follow the computer's region."""

_BUILT_IN_DATES: Final = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
_NOT_CODE: Final = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')


@lru_cache(maxsize=256)
def shows_date(code: str) -> bool:
    """Whether a number format shows a day or a time.

    >>> shows_date("dd/mm/yyyy"), shows_date("[h]:mm"), shows_date('0" days"'), shows_date("[Red]0")
    (True, True, False, False)
    """
    first = code.split(";", 1)[0]
    if re.search(r"\[[hms]+\]", first, re.IGNORECASE):
        return True
    bare = _NOT_CODE.sub("", first).lower()
    return bare != "general" and any(letter in bare for letter in "dmyhs")


class Styles:
    """The workbook's cell formats, addressed by the index that each cell carries (``s``)."""

    def __init__(self, root: etree._Element) -> None:
        self.root = root
        self.changed = False
        formats = root.find(f"{MAIN}cellXfs")
        if formats is None:
            formats = etree.SubElement(root, f"{MAIN}cellXfs")
        self._formats = formats
        self._codes = {
            int(element.get("numFmtId", "0")): element.get("formatCode", "")
            for element in root.iterfind(f"{MAIN}numFmts/{MAIN}numFmt")
        }
        self._numbers = [
            int(element.get("numFmtId", "0")) for element in formats.iterfind(f"{MAIN}xf")
        ]
        self._alike: dict[tuple[int, int], int] = {}

    def is_date(self, index: int) -> bool:
        """Whether cells of this style show a date or a time."""
        number = self._number(index)
        if number in self._codes:
            return shows_date(self._codes[number])
        return number in _BUILT_IN_DATES

    def is_text(self, index: int) -> bool:
        """Whether cells of this style keep whatever is typed as text."""
        number = self._number(index)
        return number == TEXT or self._codes.get(number) == "@"

    def like(self, index: int, number_format: int) -> int:
        """Give a style that differs only by its (built-in) number format."""
        wanted = (index, number_format)
        if wanted not in self._alike:
            if index >= len(self._numbers):
                index = 0
            new = copy.deepcopy(self._formats[index]) if self._numbers else None
            if new is None:
                new = etree.Element(f"{MAIN}xf", numFmtId="0", fontId="0", fillId="0", borderId="0")
            new.set("numFmtId", str(number_format))
            new.set("applyNumberFormat", "1")
            self._formats.append(new)
            self._numbers.append(number_format)
            self._formats.set("count", str(len(self._numbers)))
            self._alike[wanted] = len(self._numbers) - 1
            self.changed = True
        return self._alike[wanted]

    def _number(self, index: int) -> int:
        return self._numbers[index] if 0 <= index < len(self._numbers) else GENERAL
