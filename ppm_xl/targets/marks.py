"""From steps back to a mark: which mark of the scale a target or milestone is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from ppm_xl.schema import HALF_TERMS, YEARS
from ppm_xl.school.pre_key_stage import is_engagement, pre_key_stage
from ppm_xl.school.reaching import reaches
from ppm_xl.school.scale import Scale, folded

TERMS: Final = ("Autumn", "Spring", "Summer")

_SMALL_STEP: Final = re.compile(r"(PK|PKS|P)(\d)")


def is_small_step(mark: str) -> bool:
    """Whether a mark is a pre-key stage standard or P scale.

    >>> is_small_step("PK3"), is_small_step("P 6"), is_small_step("EM"), is_small_step("EXS")
    (True, True, False, False)
    """
    return pre_key_stage(mark) is not None and not is_engagement(mark)


@dataclass(frozen=True)
class Marks:
    """Finds marks by their steps, and remembers what it found."""

    scale: Scale
    _known: dict[tuple[str, str, bool], list[tuple[int, str, str]]] = field(default_factory=dict)

    def has_year_before(self, mark: str) -> bool:
        """Whether a mark is written with a year group before it, as ``3w+``."""
        own = {folded(known) for row in self.scale.rows for known in (row.mark, *row.also)}
        return (
            self.scale.steps_a_year is not None
            and bool(mark)
            and folded(mark) not in own
            and self.scale.spelt(mark) is not None
        )

    def at(self, steps: int, year: str, half_term: str = "", *, like: str = "") -> str:
        """Give the lowest mark that stands at least so many steps from the expectation.

        Parameters
        ----------
        half_term
            When; empty means the end of the year.
        like
            A mark whose way of writing is followed: where it has a year before it, marks of the
            child's own year have it too (those of earlier years always do). Of marks that stand
            alike, such as Just At and At, it is the one that counts, else the first of the scale.

        Returns
        -------
        str
            The highest mark where none stands as high; empty where the scale has no marks.
        """
        with_year = self.has_year_before(like)
        key = (year, half_term, with_year)
        if key not in self._known:
            self._known[key] = list(self._marks(*key))
        enough = [known for known in self._known[key] if known[0] >= steps]
        if not enough:
            return max(self._known[key], key=lambda known: known[0], default=(0, "", ""))[2]
        least = min(known[0] for known in enough)
        alike = {own: mark for found, own, mark in reversed(enough) if found == least}
        return alike.get(self._without_year(like)) or next(reversed(alike.values()))

    def next_small_step(self, mark: str) -> str:
        """Give the pre-key stage standard after this one; empty where the scale has none."""
        found = _SMALL_STEP.fullmatch(folded(mark))
        if found is None:
            return ""
        return self.scale.spelt(f"{found[1]}{int(found[2]) + 1}") or ""

    def steps(self, mark: str, year: str, half_term: str = "") -> int | None:
        """Give a mark's steps from the expectation; None where it is not on the scale."""
        found = self.scale.find(mark, year, half_term) if mark else None
        return None if found is None else found.steps

    def reaches(self, mark: str, goal: str, year: str, half_term: str = "") -> bool | None:
        """Whether a mark is a goal or better; see :func:`ppm_xl.school.reaching.reaches`."""
        return reaches(self.scale, mark, goal, year, half_term)

    def milestones(
        self, start: int | None, began: str, agreed: str, year: str
    ) -> Mapping[str, str]:
        """Give a mark for each term on the way from where a child began to the target.

        The steps between are spread evenly, rounded down, so that a step is due when it can have
        been made; steps are those from what is expected at the end of each term, so that on a
        rising scale a child who keeps up climbs.

        Returns
        -------
        Mapping
            Term to mark; nothing where the target is not on the scale.
        """
        end = self.steps(agreed, year)
        if end is None:
            return {}
        if is_small_step(agreed) or is_engagement(agreed):
            before = began if is_small_step(began) or is_engagement(began) else agreed
            return dict(zip(TERMS, (before, before, agreed), strict=True))
        from_ = end if start is None else min(start, end)
        found = {}
        for number, term in enumerate(TERMS[:-1], start=1):
            steps = from_ + (end - from_) * number // len(TERMS)
            found[term] = self.at(steps, year, f"{term} 2", like=agreed)
        return {**found, TERMS[-1]: agreed}

    def _marks(
        self,
        year: str,
        half_term: str,
        with_year: bool,  # noqa: FBT001 - the parts of a key
    ) -> Iterator[tuple[int, str, str]]:
        """Give steps, the mark without a year, and the mark as written; earlier years first."""
        for before in (*self._years_before(year), ""):
            for own in self._own:
                mark = self._spelt(before or year, own) if before or with_year else own
                found = self.scale.find(mark, year, half_term or HALF_TERMS[-1]) if mark else None
                if found is not None:
                    yield found.steps, own, mark

    @property
    def _own(self) -> tuple[str, ...]:
        return tuple(m for m in self.scale.marks if not (is_small_step(m) or is_engagement(m)))

    def _without_year(self, mark: str) -> str:
        """Give a mark as the table Scale has it; empty where it is not on the scale."""
        spelt = self.scale.spelt(mark) if mark else None
        if not self.has_year_before(mark):
            return spelt or ""
        return next(
            (own for own in self._own for year in YEARS if self._spelt(year, own) == spelt), ""
        )

    def _spelt(self, year: str, mark: str) -> str:
        return self.scale.spelt(f"{year}{mark}", year) or ""

    def _years_before(self, year: str) -> tuple[str, ...]:
        if self.scale.steps_a_year is None or year not in YEARS:
            return ()
        return tuple(y for y in YEARS[: YEARS.index(year)] if y.isdecimal())
