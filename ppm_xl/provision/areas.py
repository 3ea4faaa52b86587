"""Which areas of a meeting an intervention serves: its area is free text, as schools type it.

A plain rule, in this order, and the first that finds anything counts:

1. the words name areas (``Reading``; ``Reading and writing`` names two);
2. a word of theirs stands in a need of that area in Settings (``Phonics`` is Reading, since the
   need ``Phonics: sounds and blending`` is), or in an area of learning (``Communication``);
3. a word that always means an area, such as ``punctuality``.

Where the area says nothing the intervention's name is read in the same way. What fits nowhere is
shown with the pupil's whole line, wherever that is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from ppm_xl.schema import AREAS_OF_LEARNING
from ppm_xl.school.model import FocusGroup, Provision
from ppm_xl.school.settings import Settings
from ppm_xl.status.early_years import EARLY_YEARS

ATTITUDE: Final = "Attitude"
ATTENDANCE: Final = "Attendance"
MEASURES: Final = (ATTITUDE, ATTENDANCE)

_ALWAYS: Final[Mapping[str, str]] = {
    "behaviour": ATTITUDE,
    "effort": ATTITUDE,
    "punctuality": ATTENDANCE,
    "lateness": ATTENDANCE,
    "absence": ATTENDANCE,
    "mathematics": "Maths",
    "numeracy": "Maths",
}
_WORD: Final = re.compile(r"[^\W\d_]+")
_LONG_ENOUGH: Final = 5
"""Letters from which a word of a need says what it is about; *home* or *facts* could be of any."""
_ANYWHERE: Final = frozenset({"reading", "writing", "maths", "ideas", "problem", "solving"})


class Areas:
    """Says which areas an intervention or a group is of; what it found it remembers."""

    def __init__(self, settings: Settings) -> None:
        self.all = (*settings.subjects, EARLY_YEARS, *MEASURES)
        self._named = {area.casefold(): area for area in self.all}
        self._meant = {word: area for word, area in _ALWAYS.items() if area in self.all}
        self._of_needs: dict[str, frozenset[str]] = {}
        for need, area in settings.needs.items():
            if area in self.all:
                self._learn(need, area)
        for area in AREAS_OF_LEARNING:
            self._learn(area, EARLY_YEARS)
        self._found: dict[tuple[str, str], frozenset[str]] = {}

    def _learn(self, words: str, area: str) -> None:
        for word in _words(words):
            if len(word) >= _LONG_ENOUGH and word not in _ANYWHERE:
                self._of_needs[word] = self._of_needs.get(word, frozenset()) | {area}

    def of(self, found: Provision | FocusGroup) -> frozenset[str]:
        """Give the areas; none where nothing says it."""
        area = found.area if isinstance(found, Provision) else found.subject
        key = area, found.name
        if key not in self._found:
            self._found[key] = self.named_in(area) or self.named_in(found.name)
        return self._found[key]

    def named_in(self, words: str) -> frozenset[str]:
        """Give the areas that words name."""
        whole = self._named.get(words.strip().casefold())
        if whole is not None:
            return frozenset({whole})
        there = _words(words)
        named = frozenset(
            area for word, area in self._named.items() if set(_words(word)) <= set(there)
        )
        if named:
            return named
        of_needs = [self._of_needs[word] for word in there if word in self._of_needs]
        if of_needs:
            return frozenset.union(*of_needs)
        return frozenset(self._meant[word] for word in there if word in self._meant)


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]
