"""How staff may write what the workbook holds in one spelling: years, classes, colours."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from ppm_xl.book.tables import Tables
from ppm_xl.schema import COLOURS
from ppm_xl.school.cells import text

_BEFORE_A_YEAR: Final = re.compile(r"(?:year|yr|y)\s*(?=[1-6]$|r$)", re.IGNORECASE)
_RECEPTION: Final = {"RECEPTION", "REC", "FS2", "YR"}


def year_group(words: str) -> str:
    """Give a year group as the workbook writes it; what is none stays, in capitals.

    >>> year_group("Year 4"), year_group("y4"), year_group("Reception"), year_group("n2")
    ('4', '4', 'R', 'N2')
    """
    words = words.strip()
    return "R" if words.upper() in _RECEPTION else _BEFORE_A_YEAR.sub("", words).upper()


def colour(words: str, yellow: str) -> str:
    """Give the colour that is meant; nothing where it is none.

    Parameters
    ----------
    yellow
        The school's word for Yellow; Amber is understood everywhere.

    >>> colour("red", "Yellow"), colour("amber", "Yellow"), colour("G", "Yellow")
    ('Red', 'Yellow', 'Green')
    """
    meant = {word.casefold(): name for name in COLOURS for word in (name, name[0])}
    meant |= {"amber": "Yellow", "a": "Yellow", yellow.casefold(): "Yellow"}
    return meant.get(words.casefold(), "")


class ClassNames:
    """One spelling for each class: that of Settings, else the first that stands on Pupils.

    Two folders whose names differ in capitals alone are one folder on most computers.
    """

    def __init__(self, tables: Tables) -> None:
        self._spelt: dict[str, str] = {}
        for name in self._written(tables):
            self._spelt.setdefault(_folded(name), name)

    def named(self, words: str) -> str:
        """Give the school's spelling of a class; an unknown one stays as it is written."""
        return self._spelt.get(_folded(words), words)

    @staticmethod
    def _written(tables: Tables) -> Iterable[str]:
        for table in ("Classes", "Pupils"):
            for cell in dict.fromkeys(tables[table].column("Class")):
                if name := text(cell):
                    yield name


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()
