"""Who is who among the staff: what is typed of people, and whom it means."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from functools import cached_property
from typing import Final

from ppm_xl.school.settings import ClassTeam, Settings

_BETWEEN_NAMES: Final = re.compile(r"[,;/\n+&]|\band\b|\bwith\b", re.IGNORECASE)
_IN_BRACKETS: Final = re.compile(r"\([^)]*\)")
_NOBODY: Final = frozenset(
    (
        "parent", "parents", "carer", "carers", "mum", "dad", "mother", "father", "family",
        "child", "children", "pupil", "pupils", "governor", "visitor", "interpreter", "nobody",
    )
)  # fmt: skip
"""Words in Attending that name nobody who could be wanted elsewhere."""


class Staff:
    """Who is who: turns what is typed into names as Settings spells them."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        teams = settings.classes.values()
        named = [
            *settings.people,
            *(n for t in teams for n in (t.teacher, t.teaching_assistant, t.leader) if n),
        ]
        self._known = {folded(name): name for name in reversed(named)}
        senco = (name for name, role in settings.people.items() if role.casefold() == "senco")
        self.senco = next(senco, "")
        self._senco_words = {"senco", folded(settings.words.get("SENCO is called", ""))} - {""}
        for team in teams:
            for place in (team.teacher, team.teaching_assistant, team.leader):
                for name in self.named(place, team):  # each of two who share a place
                    self._known.setdefault(folded(name), name)

    def knows(self, name: str) -> bool:
        """Whether Settings names this person."""
        return folded(name) in self._known

    def named(self, words: str, team: ClassTeam) -> tuple[str, ...]:
        """Give the people that a cell names, such as ``Mrs Fell, TA and SENCO``, each once."""
        out: dict[str, None] = {}
        for part in _BETWEEN_NAMES.split(_IN_BRACKETS.sub(" ", words)):
            for name in self._person(" ".join(part.split()).strip(". :"), team):
                out[name] = None
        return tuple(out)

    @cached_property
    def teachers(self) -> Mapping[str, tuple[str, ...]]:
        """Class to who teaches it: two where they share the place."""
        teams = self.settings.classes
        return {name: self.named(team.teacher, team) for name, team in teams.items()}

    def besides(self, words: str, team: ClassTeam, said: Collection[str]) -> str:
        """Give who else a cell names, as it was typed, beside those who are named elsewhere.

        People are compared and not their letters: beside ``Mrs Ash`` nothing is left of
        ``Mrs Ash, SENCO`` where she is the SENCO.

        Parameters
        ----------
        said
            Cells in which people are named already, such as the teacher's and the leader's.
        """
        there = {person for cell in said for person in self.named(cell, team)}
        pieces = {folded(piece) for cell in said for piece in _pieces(cell)}
        kept: dict[str, str] = {}
        every = [piece for piece in _pieces(words) if piece]
        for piece in every:
            people = set(self.named(piece, team))
            if folded(piece) not in pieces and not (people and people <= there):
                kept.setdefault(folded(piece), piece)
        return words if len(kept) == len(every) else ", ".join(kept.values())

    def _person(self, words: str, team: ClassTeam) -> Iterator[str]:
        key = folded(words)
        roles = {
            "teacher": team.teacher,
            "class teacher": team.teacher,
            "ta": team.teaching_assistant,
            "teaching assistant": team.teaching_assistant,
            "leader": team.leader,
            **dict.fromkeys(self._senco_words, self.senco),
        }
        if key in self._known:
            yield self._known[key]
        elif key in roles:
            yield from filter(None, (roles[key],))
        elif key and not _NOBODY.intersection(key.split()):
            yield words

    def team(self, class_name: str) -> ClassTeam:
        """Give who teaches and leads a class; empty names where Settings does not say."""
        return self.settings.classes.get(class_name, ClassTeam(class_name))


def _pieces(words: str) -> Iterator[str]:
    """Part a cell between the people it names; what stands in brackets stays with its person."""
    inside = [found.span() for found in _IN_BRACKETS.finditer(words)]
    start = 0
    for between in _BETWEEN_NAMES.finditer(words):
        if not any(first <= between.start() < last for first, last in inside):
            yield words[start : between.start()].strip()
            start = between.end()
    yield words[start:].strip()


def folded(name: str) -> str:
    """Give a name as it is compared: without case, dots and double blanks."""
    return " ".join(name.replace(".", " ").split()).casefold()
