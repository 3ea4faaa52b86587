"""What helped others with the same need, in plain counts of children (mission row D4).

From three places: interventions of the area and what they achieved; actions for the need and
their impact; what teachers wrote had helped. Only what worked, wholly or in part, for at least
half of those of whom somebody said; that which worked for most children first. No child is named.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from ppm_xl.meeting.children.need_names import Spelling
from ppm_xl.meeting.kept import CELEBRATE_AREA
from ppm_xl.meeting.shown import NeedGroup
from ppm_xl.provision.effects import Effect, effects
from ppm_xl.provision.in_place import Support
from ppm_xl.provision.wording import NO, PARTLY, WORKED
from ppm_xl.schema import YEARS
from ppm_xl.school.model import Action, Discussion, Pupil, School

MOST: Final = 3
"""Lines at most."""
_YEARS_APART: Final = 2
_WORD: Final = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    effect: Effect

    @property
    def words(self) -> str:
        return f"{self.text}: {self.effect.words}"

    @property
    def is_borne_out(self) -> bool:
        found = self.effect
        return bool(found.said) and 2 * (found.worked + found.partly) >= found.said

    @property
    def order(self) -> tuple[int, int, int, str]:
        found = self.effect
        return -found.worked, found.no, -found.partly, self.text


class WhatHelped:
    """What helped, over the whole school: asked for a need, or for one pupil."""

    def __init__(self, school: School, support: Support, spelling: Spelling) -> None:
        self._school = school
        self._support = support
        self._spelling = spelling
        self._names = frozenset(
            name
            for pupil in school.pupils.values()
            for name in (pupil.forename, pupil.known_as, pupil.surname)
            if name
        )
        self._with_need: dict[str, set[str]] = defaultdict(set)
        self._actions: dict[str, list[Action]] = defaultdict(list)
        self._written: list[Discussion] = []
        for said in school.discussion.values():
            if said.need:
                self._with_need[self._key(said.need)].add(said.upn)
            if said.what_helped:
                self._written.append(said)
        for action in school.actions:
            if action.need:
                self._with_need[self._key(action.need)].update(action.pupils)
                if action.impact:
                    self._actions[self._key(action.need)].append(action)

    def _key(self, need: str) -> str:
        return self._spelling.of(need).casefold()

    def for_need(self, area: str, need: str, children: Sequence[Pupil]) -> tuple[str, ...]:
        """Say what helped others with a need; where nothing is known, what helped in the area.

        Others are children at most two years older or younger: what helps in Reception seldom
        does in Year 6.

        Parameters
        ----------
        children
            For whom it is offered: what helped them is not news to them.
        """
        others = self._others(children)
        found: list[_Line] = []
        if need:
            key = self._key(need)
            alike = others & self._with_need.get(key, set())
            found = _best(
                [
                    *self._interventions(area, alike),
                    *self._impacts(self._actions.get(key, ()), others),
                    *self._said(alike, area),
                ]
            )
        found = found or _best(self._interventions(area, others))
        return tuple(line.words for line in found[:MOST])

    def _others(self, children: Sequence[Pupil]) -> frozenset[str]:
        """Give the UPNs of all other children of about the same age; also of unknown age."""
        ages = {YEARS.index(child.year) for child in children if child.year in YEARS}
        own = {child.upn for child in children}
        return frozenset(
            upn
            for upn, pupil in self._school.pupils.items()
            if upn not in own
            and (
                not ages
                or pupil.year not in YEARS
                or any(abs(YEARS.index(pupil.year) - age) <= _YEARS_APART for age in ages)
            )
        )

    def for_pupil(self, upn: str, but_for: str = "") -> tuple[str, ...]:
        """Say what worked for one pupil: what was written of it, and interventions that worked.

        Parameters
        ----------
        but_for
            The meeting being prepared: what is written at it stands in its own box.
        """
        said = [
            found.what_helped
            for found in self._written
            if found.upn == upn and found.meeting != but_for
        ]
        worked = [
            f"{effect.name} worked" for effect in effects(self._support.of(upn)) if effect.worked
        ]
        return tuple(dict.fromkeys([*said, *worked]))[:MOST]

    def _interventions(self, area: str, of: Collection[str]) -> Iterator[_Line]:
        areas = self._support.areas
        rows = (row for row in self._school.provision if row.upn in of and area in areas.of(row))
        for effect in effects(rows):
            yield _Line(effect.name, effect)

    def _impacts(self, actions: Iterable[Action], of: Collection[str]) -> Iterator[_Line]:
        by_words: dict[str, tuple[str, Counter[str]]] = {}
        for action in actions:
            children = [upn for upn in action.pupils if upn in of]
            if not children or self._names_a_child(action.action):
                continue
            words = action.action.strip().rstrip(".")
            _, count = by_words.setdefault(words.casefold(), (words, Counter()))
            count[action.impact.casefold()] += len(children)
        for words, count in by_words.values():
            yield _Line(words, Effect(words, count[WORKED], count[PARTLY], count[NO]))

    def _said(self, others: Collection[str], area: str) -> Iterator[_Line]:
        count: Counter[str] = Counter()
        for said in self._written:
            if said.upn in others and said.area in {area, CELEBRATE_AREA}:
                words = said.what_helped.strip().rstrip(".")
                if not self._names_a_child(words):
                    count[words] += 1
        for words, number in count.items():
            yield _Line(words, Effect(words, worked=number))

    def _names_a_child(self, words: str) -> bool:
        return not self._names.isdisjoint(_WORD.findall(words))


def _best(lines: Iterable[_Line]) -> list[_Line]:
    return sorted((line for line in lines if line.is_borne_out), key=lambda line: line.order)


def with_what_helped(groups: Iterable[NeedGroup], helped: WhatHelped) -> tuple[NeedGroup, ...]:
    """Put beside each group what helped others with the need; before one is picked, in the area."""
    return tuple(
        replace(
            group,
            helped=helped.for_need(
                group.area, group.need, [concern.pupil for concern in group.concerns]
            ),
        )
        for group in groups
    )
