"""What works, in plain counts of children (mission row G3): no scores, no percentages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from ppm_xl.provision.wording import NO, PARTLY, TOO_SOON, WORKED, effect_of
from ppm_xl.school.cells import number
from ppm_xl.school.model import Provision


@dataclass(frozen=True, slots=True)
class Effect:
    """What one intervention or strategy achieved, in children.

    Attributes
    ----------
    too_soon
        Children of whom it is too soon to say, or nobody said: they are in no other count.
    measured, higher
        Of how many an entry and an exit are known as figures, and for how many the exit is the
        higher. Whether higher is better only the measure says.
    """

    name: str
    worked: int = 0
    partly: int = 0
    no: int = 0
    too_soon: int = 0
    measured: int = 0
    higher: int = 0

    @property
    def said(self) -> int:
        """Of how many children somebody said what it achieved."""
        return self.worked + self.partly + self.no

    @property
    def words(self) -> str:
        """The counts in words: ``worked for 3 of 4``.

        >>> Effect("Club", worked=3, partly=1).words, Effect("Club", partly=2).words
        ('worked for 3 of 4, partly for 1', 'partly worked for 2 of 2')
        """
        if not self.said:
            return "too soon to say" if self.too_soon else ""
        if not self.worked and self.partly:
            return f"partly worked for {self.partly} of {self.said}"
        partly = f", partly for {self.partly}" if self.partly else ""
        return f"worked for {self.worked} of {self.said}{partly}"

    @property
    def measured_words(self) -> str:
        """Entry and exit in words; empty where no child has both.

        >>> Effect("Club", measured=6, higher=4).measured_words
        '4 of 6 were higher at exit than at entry'
        """
        if not self.measured:
            return ""
        return f"{self.higher} of {self.measured} were higher at exit than at entry"


def effects(rows: Iterable[Provision]) -> tuple[Effect, ...]:
    """Count what each intervention achieved; a child counts once, by the newest row.

    The best borne out come first: most children for whom it worked, then fewest for whom not.
    """
    newest: dict[tuple[str, str], Provision] = {}
    for row in rows:
        key = row.name, row.upn
        known = newest.get(key)
        if known is None or _begun(known) <= _begun(row):
            newest[key] = row
    by_name: dict[str, list[Provision]] = {}
    for (name, _), row in newest.items():
        by_name.setdefault(name, []).append(row)
    found = (_counted(name, rows_of) for name, rows_of in by_name.items())
    return tuple(sorted(found, key=lambda e: (-e.worked, e.no, -e.partly, e.name)))


def _begun(row: Provision) -> int:
    return row.since.toordinal() if row.since else 0


def _counted(name: str, rows: Iterable[Provision]) -> Effect:
    count: Counter[str] = Counter()
    measured = higher = 0
    for row in rows:
        effect = effect_of(row)
        count[effect if effect in {WORKED, PARTLY, NO} else TOO_SOON] += 1
        before, after = number(row.entry), number(row.exit)
        if before is not None and after is not None:
            measured += 1
            higher += after > before
    return Effect(name, count[WORKED], count[PARTLY], count[NO], count[TOO_SOON], measured, higher)
