"""What a pupil has or had, each in a line: since when, sessions, entry and exit, effect."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ppm_xl.provision.areas import Areas
from ppm_xl.provision.wording import (
    TOO_SOON,
    day_in_words,
    effect_in_words,
    effect_of,
    has_ended,
    sessions_in_words,
)
from ppm_xl.school.model import FocusGroup, Provision, School


@dataclass(frozen=True, slots=True)
class InPlace:
    """A strategy or intervention a pupil has or had, and its effect (mission row D13).

    Attributes
    ----------
    effect
        ``worked``, ``partly``, ``no``, ``too soon``, or empty where nobody said.
    words
        All of it in a line: since when, sessions, entry and exit, effect, what it became.
    """

    name: str
    area: str
    words: str
    effect: str = ""
    ended: bool = False


class Support:
    """Every pupil's provision and groups, sorted once: what is in place first, newest first."""

    def __init__(self, school: School, today: date) -> None:
        self.today = today
        self.areas = Areas(school.settings)
        self._provision: dict[str, list[Provision]] = {}
        for row in school.provision:
            if row.name and (row.since is None or row.since <= today):
                self._provision.setdefault(row.upn, []).append(row)
        for rows in self._provision.values():
            rows.sort(key=self._newest_first)
        self._groups: dict[str, list[FocusGroup]] = {}
        for group in school.groups:
            self._groups.setdefault(group.upn, []).append(group)

    def _newest_first(self, row: Provision) -> tuple[bool, int, str]:
        begun = row.since or date.min
        return has_ended(row, self.today), -begun.toordinal(), row.name

    def of(self, upn: str, area: str = "") -> tuple[Provision, ...]:
        """Give a pupil's provision that has begun: of one area, or all of it."""
        rows = self._provision.get(upn, ())
        return tuple(row for row in rows if not area or area in self.areas.of(row))

    def elsewhere(self, upn: str) -> tuple[Provision, ...]:
        """Give a pupil's provision that no area of the meeting claims."""
        return tuple(row for row in self.of(upn) if not self.areas.of(row))

    def unclaimed(self, upn: str, *, since: date) -> tuple[InPlace, ...]:
        """Say what a pupil has that no area claims, and what of it has ended since a day."""
        return tuple(
            in_place(row, self.today)
            for row in self.elsewhere(upn)
            if row.to is None or row.to >= since
        )

    def groups_of(self, upn: str, area: str) -> tuple[FocusGroup, ...]:
        """Give the groups of an area that a pupil is or was in."""
        return tuple(g for g in self._groups.get(upn, ()) if area in self.areas.of(g))

    def in_place(
        self, upn: str, area: str = "", *, since: date | None = None
    ) -> tuple[InPlace, ...]:
        """Say what a pupil has, and what has ended since a day, in one area or in all.

        Parameters
        ----------
        since
            What ended before is left out; None leaves out nothing.
        """
        return tuple(self._lines(upn, area, since))

    def _lines(self, upn: str, area: str, since: date | None) -> Iterator[InPlace]:
        for row in self.of(upn, area):
            if since is not None and row.to is not None and row.to < since:
                continue
            yield in_place(row, self.today)
        for group in self._groups.get(upn, ()):
            if area and area not in self.areas.of(group):
                continue
            over = group.to is not None and group.to <= self.today
            if over and since is not None and group.to is not None and group.to < since:
                continue
            if any(row.name.casefold() == group.name.casefold() for row in self.of(upn)):
                continue
            words = f"{group.name}, {group.kind or 'group'}{_when(group, self.today)}"
            yield InPlace(group.name, group.subject, words, ended=over)


def in_place(row: Provision, today: date) -> InPlace:
    """Put one row of Provision in words.

    >>> club = Provision(
    ...     "Reading aloud club", "A1", date(2026, 9, 8), "group", "Reading", "Miss Ferreira",
    ...     sessions_planned=12, sessions_had=6, entry="82", working="too soon",
    ... )
    >>> in_place(club, date(2026, 11, 23)).words
    'Reading aloud club, group with Miss Ferreira, since 8 Sept: 6 of 12 sessions; entry 82; \
too soon to say'

    Of what has ended only the effect matters:

    >>> from dataclasses import replace
    >>> over = replace(club, to=date(2026, 11, 13), exit="95", working="worked")
    >>> in_place(over, date(2026, 11, 23)).words
    'Reading aloud club, ended 13 Nov: 82 → 95, worked'
    """
    effect = effect_of(row)
    if has_ended(row, today):
        return InPlace(row.name, row.area, _ended(row, effect, today), effect, ended=True)
    said = [
        sessions_in_words(row),
        _measured(row),
        effect_in_words(effect, ended=False),
        f"changed: {row.changed_to}" if row.changed_to else "",
    ]
    what = "; ".join(part for part in said if part)
    head = f"{row.name}{_by_whom(row)}{_when(row, today)}"
    return InPlace(row.name, row.area, f"{head}: {what}" if what else head, effect)


def _ended(row: Provision, effect: str, today: date) -> str:
    """Say when it ended and what it achieved; where nobody said, how many sessions there were."""
    said = [
        _measured(row),
        effect_in_words(effect, ended=effect != TOO_SOON),
        f"changed: {row.changed_to}" if row.changed_to else "",
    ]
    what = ", ".join(part for part in said if part) or sessions_in_words(row)
    head = f"{row.name}{_when(row, today)}"
    return f"{head}: {what}" if what else head


def _by_whom(row: Provision) -> str:
    kind = row.kind
    if kind.casefold() == "class strategy":
        return ", for the whole class"
    if kind and row.staff:
        return f", {kind}: {row.staff}" if "agency" in kind else f", {kind} with {row.staff}"
    return f", {kind}" if kind else f", with {row.staff}" if row.staff else ""


def _when(row: Provision | FocusGroup, today: date) -> str:
    if row.to is None or row.to > today:
        return f", since {day_in_words(row.since, today)}" if row.since else ""
    return f", ended {day_in_words(row.to, today)}"


def _measured(row: Provision) -> str:
    if row.entry and row.exit:
        said = f"{row.entry} → {row.exit}"
    else:
        said = f"entry {row.entry}" if row.entry else f"exit {row.exit}" if row.exit else ""
    of = f" ({row.measure[:1].lower()}{row.measure[1:]})" if row.measure and said else ""
    return f"{said}{of}"
