"""Children with the same need stand together, and needs are suggested (mission row D5).

Grouped by common learning need rather than by level: an action is for a need. Nobody's need is
guessed: the workbook suggests, from Settings' own list or what a meeting named, and says why.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from ppm_xl.meeting.children.need_names import Spelling
from ppm_xl.meeting.class_view import ClassView
from ppm_xl.meeting.shown import NAMED_LAST_TIME, Concern, NeedGroup
from ppm_xl.provision.areas import ATTITUDE
from ppm_xl.school.model import Pupil
from ppm_xl.sentences import counted
from ppm_xl.status.against_tests import AGREES
from ppm_xl.status.pupils import PupilStatus

MOST: Final = 3
"""Suggestions for one child at most."""

_WORD: Final = re.compile(r"[^\W\d_]+")
_TELLING: Final = 5
"""Letters by which two words are compared: *fluent* says the same as *fluency*."""
_SAYS_NOTHING: Final = frozenset(
    (  # noqa: SIM905 - a list of words reads better as words
        "about after again because before being could does every finds from group have home "
        "ideas lesson lessons little maths missed needs other read reading really school "
        "should since still their there these thing things three through times under using "
        "what where which while with words would write writing written "
    ).split()
)


def picked(view: ClassView, upn: str, area: str) -> str:
    """Give the need picked or typed at this meeting; empty until then."""
    said = view.said(upn, area)
    return view.background.spelling.of(said.need) if said is not None else ""


def need_groups(concerns: Sequence[Concern]) -> tuple[NeedGroup, ...]:
    """Bring the children of each area together by need: largest group first, unpicked last.

    Parameters
    ----------
    concerns
        In the order of the areas; their needs spelt alike. Groups of one size keep the order
        in which :func:`in_order_of_needs` put them.
    """
    found: dict[str, dict[str, list[Concern]]] = {}
    spelt: dict[tuple[str, str], str] = {}
    for concern in concerns:
        alike = concern.need.casefold()
        need = spelt.setdefault((concern.area, alike), concern.need)
        found.setdefault(concern.area, {}).setdefault(need, []).append(concern)
    return tuple(
        NeedGroup(area, need, tuple(mine))
        for area, needs in found.items()
        for need, mine in sorted(needs.items(), key=lambda item: (not item[0], -len(item[1])))
    )


def in_order_of_needs(groups: Iterable[NeedGroup], spelling: Spelling) -> tuple[NeedGroup, ...]:
    """Order the groups of each area by size, then as Settings lists the needs."""
    areas: dict[str, list[NeedGroup]] = {}
    for group in groups:
        areas.setdefault(group.area, []).append(group)
    return tuple(
        group
        for mine in areas.values()
        for group in sorted(
            mine, key=lambda g: (not g.need, -len(g.concerns), spelling.place(g.need))
        )
    )


def with_suggestions(
    view: ClassView, concerns: Sequence[Concern], statuses: Mapping[str, PupilStatus]
) -> tuple[Concern, ...]:
    """Suggest needs to those who have none yet: at most three, the likeliest first, each with why.

    A plain rule, in this order: the need that the last meeting named in this area, or that an
    action since was for; a need of the area in Settings a word of which stands in what the
    teacher wrote or in a test that disagrees; what classmates with the same barrier or the same
    intervention have picked; what most classmates have picked in this area.
    """
    spelling = view.background.spelling
    others = _Classmates(view, concerns)
    out = []
    for concern in concerns:
        if concern.need:
            out.append(concern)
            continue
        status = statuses[concern.pupil.upn]
        found: dict[str, str] = {}
        for need, why in _likeliest(view, concern, status, others):
            spelt = spelling.of(need)
            if spelt:
                found.setdefault(spelt, why)
        some = [f"{need} ({why})" for need, why in list(found.items())[:MOST]]
        out.append(replace(concern, suggested=tuple(some)))
    return tuple(out)


def _likeliest(
    view: ClassView, concern: Concern, status: PupilStatus, others: _Classmates
) -> Iterator[tuple[str, str]]:
    upn, area = concern.pupil.upn, concern.area
    for said in view.said_last(upn, area):
        if said.need:
            yield said.need, NAMED_LAST_TIME
    for action in view.actions_for(upn, area):
        if action.need:
            yield (
                action.need,
                f"an action of {action.half_term.name} was for it"
                if action.half_term
                else "an action was for it",
            )
            break
    needs = view.school.settings.needs
    of_area = [need for need, its in needs.items() if its.casefold() == area.casefold()]
    yield from _by_words(view, upn, area, status, of_area)
    yield from others.picked_with(concern)
    if len(of_area) == 1:
        yield of_area[0], f"the one need listed for {area.casefold()}"


def _by_words(
    view: ClassView, upn: str, area: str, status: PupilStatus, of_area: Sequence[str]
) -> Iterator[tuple[str, str]]:
    """Give needs of the area whose words stand in what was written, or in what is not Green."""
    for words, whence in _written(view, upn, area, status):
        for need in of_area:
            if word := said_alike(need, words):
                yield need, f"{whence}: “{word}”"
    if area == ATTITUDE:
        for part, colour in status.parts.items():
            if colour.name in {"Red", "Yellow"}:
                alike = (need for need in of_area if said_alike(need, part))
                yield from ((need, colour.why) for need in alike)


def _written(
    view: ClassView, upn: str, area: str, status: PupilStatus
) -> Iterator[tuple[str, str]]:
    """Give what was written of a pupil and area, with whose words they are."""
    now = view.said(upn, area)
    if now is not None and now.reason:
        yield now.reason, "the teacher's reason"
    row = view.school.judgements.get((view.half_term, upn))
    if row is not None:
        yield row.raised, "raised by the teacher"
        yield row.staff_note, "the teacher's note"
    for said in view.said_last(upn, area):
        yield said.reason, "the reason last time"
    subject = status.subjects.get(area)
    if subject is not None and subject.test is not None and subject.test.verdict != AGREES:
        yield subject.test.why, "the test"


def said_alike(need: str, words: str) -> str:
    """Give the word of some text that says the same as a word of a need; empty where none does.

    Words of four letters and more are compared by their first five; small words, and those that
    are true of any need, do not count.

    >>> said_alike("Reading fluency", "Not yet fluent; guesses from the picture")
    'fluent'
    >>> said_alike("Times tables", "Good at times")
    ''
    """
    wanted = _telling(need)
    return next(
        (
            word
            for word in _WORD.findall(words)
            if len(word) >= _TELLING - 1
            and word.casefold() not in _SAYS_NOTHING
            and _stem(word) in wanted
        ),
        "",
    )


def _telling(need: str) -> frozenset[str]:
    return frozenset(
        _stem(word)
        for word in _WORD.findall(need)
        if len(word) >= _TELLING - 1 and word.casefold() not in _SAYS_NOTHING
    )


def _stem(word: str) -> str:
    return word.casefold()[:_TELLING].removesuffix("s")


_BARRIER: Final = "with the same barrier"


class _Classmates:
    """What the class has picked so far at this meeting, by area and by what children share."""

    def __init__(self, view: ClassView, concerns: Sequence[Concern]) -> None:
        self._view = view
        self._needs: dict[str, list[tuple[Pupil, str, frozenset[str]]]] = {}
        for concern in concerns:
            if concern.need:
                shares = self._shares(concern)
                self._needs.setdefault(concern.area, []).append(
                    (concern.pupil, concern.need, shares)
                )

    def _shares(self, concern: Concern) -> frozenset[str]:
        upn, area = concern.pupil.upn, concern.area
        names = {f"in {row.name}" for row in self._view.support.of(upn, area)}
        return frozenset({*(f"{_BARRIER} {one}" for one in concern.barriers), *names})

    def picked_with(self, concern: Concern) -> Iterator[tuple[str, str]]:
        """Give needs that classmates have picked in the same area, with why."""
        mates = [m for m in self._needs.get(concern.area, ()) if m[0].upn != concern.pupil.upn]
        mine = self._shares(concern)
        alike: Counter[tuple[str, str]] = Counter()
        for _, need, shares in mates:
            for shared in sorted(mine & shares):
                alike[need, shared] += 1
        for (need, shared), count in alike.most_common():
            # Which barrier it is stands with the child: another's is nobody's business.
            yield need, f"{counted(count, 'other')} {_BARRIER if _BARRIER in shared else shared}"
        for need, count in Counter(need for _, need, _ in mates).most_common():
            yield need, f"{counted(count, 'other')} in the class"
