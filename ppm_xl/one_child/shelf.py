"""What the workbook's longer tables hold, by child: sorted once for all pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.model import (
    Action,
    Barrier,
    Conversation,
    Discussion,
    FocusGroup,
    Issue,
    LearningTarget,
    PriorResult,
    Provision,
    School,
    TestScore,
)

_Row = TypeVar("_Row")

Meant = tuple[Discussion, HalfTerm | None]
"""What a meeting said, and the half-term of that meeting where it is known."""


@dataclass(frozen=True)
class Shelf:
    """By UPN, the newest first."""

    actions: Mapping[str, tuple[Action, ...]]
    tests: Mapping[str, tuple[TestScore, ...]]
    prior: Mapping[str, tuple[PriorResult, ...]]
    barriers: Mapping[str, tuple[Barrier, ...]]
    provision: Mapping[str, tuple[Provision, ...]]
    groups: Mapping[str, tuple[FocusGroup, ...]]
    issues: Mapping[str, tuple[Issue, ...]]
    conversations: Mapping[str, tuple[Conversation, ...]]
    learning_targets: Mapping[str, tuple[LearningTarget, ...]]
    discussion: Mapping[str, tuple[Meant, ...]]

    @classmethod
    def of(cls, school: School, now: HalfTerm) -> Shelf:
        """Sort what is known up to a half-term."""
        when = {meeting.id: meeting.half_term for meeting in school.meetings}
        order = {name: place for place, name in enumerate(school.settings.subjects)}
        last = len(order)
        said: list[Meant] = [(row, when.get(row.meeting)) for row in school.discussion.values()]
        said.sort(key=lambda m: order.get(m[0].area, last))
        said.sort(key=lambda m: m[1].place if m[1] else (0, 0), reverse=True)
        agreed = sorted(school.actions, key=lambda row: row.agreed_on or date.min, reverse=True)
        return cls(
            actions={
                upn: tuple(action for _, action in mine)
                for upn, mine in _grouped(
                    ((upn, action) for action in agreed for upn in action.pupils),
                    lambda pair: pair[0],
                ).items()
            },
            tests=_by_child(
                [row for row in school.tests if row.half_term <= now],
                lambda row: (row.half_term.place, row.day or date.min),
            ),
            prior=_by_child(school.prior.values(), lambda row: row.day or date.min),
            barriers=_by_child(school.barriers, lambda row: row.since or date.min),
            provision=_by_child(school.provision, lambda row: row.since or date.min),
            groups=_by_child(school.groups, lambda row: row.since or date.min),
            issues=_by_child(reversed(school.issues), lambda row: row.status == "open"),
            conversations=_by_child(school.conversations.values(), lambda row: row.half_term.place),
            learning_targets=_by_child(
                school.learning_targets, lambda row: (row.half_term.place, row.by_when or date.min)
            ),
            discussion=_grouped(said, lambda meant: meant[0].upn),
        )


def _by_child(
    rows: Iterable[_Row], newest: Callable[[_Row], Any]
) -> Mapping[str, tuple[_Row, ...]]:
    """Group rows by child, the newest first; rows alike stay in their order."""
    return _grouped(sorted(rows, key=newest, reverse=True), lambda row: row.upn)  # type: ignore[attr-defined] # every row has one


def _grouped(rows: Iterable[_Row], whose: Callable[[_Row], str]) -> Mapping[str, tuple[_Row, ...]]:
    found: dict[str, list[_Row]] = {}
    for row in rows:
        found.setdefault(whose(row), []).append(row)
    return {upn: tuple(mine) for upn, mine in found.items()}
