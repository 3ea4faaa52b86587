"""What each owner has to do: their open actions and issues, overdue first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from ppm_xl.recording.owners import ASSISTANT, OUTSIDE, TEACHER, classes_of, may_see, role_of
from ppm_xl.recording.short_names import Reduced, short_names
from ppm_xl.schema import OWNERS_WITHOUT_A_NAME
from ppm_xl.school import issue_states
from ppm_xl.school.action_states import drafts, is_open, is_overdue
from ppm_xl.school.model import Action, Issue, Pupil, School
from ppm_xl.school.staff import folded
from ppm_xl.sentences import counted, listed

WITHHELD: Final = "Please ask the class teacher: the words of this action are not for this list."
NOT_KNOWN: Final = "not in Settings, People"
_THE_CLASS: Final = "the class"


@dataclass(frozen=True, slots=True)
class ToDo:
    """One thing to do, in words that its owner may read.

    Attributes
    ----------
    whom
        The children, or the class.
    about
        Area and need; empty where the owner may not see them.
    withheld
        Whether the words typed are not for this owner, and a sentence stands in their place.
    """

    id: str
    whom: str
    what: str
    about: str = ""
    by_when: date | None = None
    overdue: bool = False
    measure: str = ""
    withheld: bool = False

    @property
    def day(self) -> str:
        """By when, in words."""
        if self.by_when is None:
            return "no day set"
        return f"{self.by_when:%d/%m/%Y}{' overdue' if self.overdue else ''}"


@dataclass(frozen=True, slots=True)
class OwnerList:
    """All that one person has to do.

    Attributes
    ----------
    role
        As People has it; empty where Settings does not know the person.
    """

    owner: str
    role: str
    entries: tuple[ToDo, ...]

    @property
    def known_as(self) -> str:
        """Their role; or that Settings does not know them, which is why so little is said."""
        return self.role or NOT_KNOWN

    @property
    def summary(self) -> str:
        """Count it in words."""
        overdue = sum(entry.overdue for entry in self.entries)
        return f"{len(self.entries)} to do{f', {overdue} overdue' if overdue else ''}"


def owner_lists(school: School, today: date) -> tuple[OwnerList, ...]:
    """Give a list for everybody by name who has something open, in the order of their names.

    What the child or the family is to do stands on the report home and on no list, and so does
    what a meeting still to come is to agree.
    """
    named: dict[str, str] = {}
    actions: dict[str, list[Action]] = {}
    issues: dict[str, list[Issue]] = {}
    to_come = drafts(school, today)
    for action in school.actions:
        if action.meeting in to_come:  # typed beforehand: nobody has agreed to it yet
            continue
        if is_open(action) and (owner := _owner(action.owner)):
            actions.setdefault(owner, []).append(action)
            named.setdefault(owner, action.owner.strip())
    for issue in school.issues:
        if issue.meeting in to_come or not issue_states.is_open(issue):
            continue
        if owner := _owner(issue.owner):
            issues.setdefault(owner, []).append(issue)
            named.setdefault(owner, issue.owner.strip())
    named |= {_owner(name): name for name in school.settings.people if _owner(name) in named}
    words = _Words(school, today)
    found = (
        words.list_of(name, actions.get(owner, ()), issues.get(owner, ()))
        for owner, name in named.items()
    )
    return tuple(
        sorted((one for one in found if one.entries), key=lambda one: one.owner.casefold())
    )


def _owner(typed: str) -> str:
    owner = folded(typed)
    return "" if owner in OWNERS_WITHOUT_A_NAME else owner


class _Words:
    """Puts what is to be done into the words that its owner may read."""

    def __init__(self, school: School, today: date) -> None:
        self._school = school
        self._today = today
        self._here = {p.upn: p for p in school.on_roll(today)}
        self._short = short_names(self._here.values())
        self._reduced = Reduced(school)
        self._class_of = {m.id: m.class_name for m in school.meetings}

    def list_of(self, name: str, actions: Sequence[Action], issues: Sequence[Issue]) -> OwnerList:
        role = role_of(self._school.settings, name)
        entries = [*self._actions(name, role, actions), *self._issues(name, role, issues)]
        return OwnerList(name, role, tuple(sorted(entries, key=_order)))

    def _actions(self, name: str, role: str, actions: Sequence[Action]) -> Iterator[ToDo]:
        for action in actions:
            pupils = [self._here[upn] for upn in action.pupils if upn in self._here]
            if action.pupils and not pupils:
                continue  # all have left
            sees = self._sees(name, role, pupils, action.class_name)
            about = [action.area] if "area" in sees else []
            if "need" in sees and (need := self._need(action, pupils)):
                about.append(need)
            yield self._entry(
                action.id,
                (action.action, action.measure),
                (pupils, action.class_name),
                ": ".join(filter(None, about)),
                (action.by_when, is_overdue(action, self._today)),
                sees,
            )

    def _issues(self, name: str, role: str, issues: Sequence[Issue]) -> Iterator[ToDo]:
        for issue in issues:
            pupils = [self._here[issue.upn]] if issue.upn in self._here else []
            if issue.upn and not pupils:
                continue
            class_name = self._class_of.get(issue.meeting, "")
            sees = self._sees(name, role, pupils, class_name)
            about = _ISSUE[issue.kind] if "area" in sees and issue.kind in _ISSUE else ""
            day = issue.by_when, issue_states.is_overdue(issue, self._today)
            yield self._entry(issue.id, (issue.text, ""), (pupils, class_name), about, day, sees)

    def _sees(
        self, name: str, role: str, pupils: Sequence[Pupil], class_name: str
    ) -> frozenset[str]:
        """Give what of an entry its owner may see: class staff all of their own classes."""
        whose = {pupil.class_name for pupil in pupils} or {class_name}
        if whose <= classes_of(self._school.settings, name):
            return may_see(TEACHER)
        return OUTSIDE if role == ASSISTANT else may_see(role)

    def _need(self, action: Action, pupils: Sequence[Pupil]) -> str:
        if action.need:
            return action.need
        said = (self._school.discussion.get((action.meeting, p.upn, action.area)) for p in pupils)
        return listed(list(dict.fromkeys(one.need for one in said if one is not None and one.need)))

    def _entry(
        self,
        ident: str,
        typed: tuple[str, str],
        whom: tuple[Sequence[Pupil], str],
        about: str,
        day: tuple[date | None, bool],
        sees: frozenset[str],
    ) -> ToDo:
        (what, measure), (pupils, class_name), (by_when, late) = typed, whom, day
        withheld = False
        if "name" not in sees:
            words = self._reduced.words(what, pupils, self._short)
            withheld = not words
            what = words or WITHHELD
            measure = self._reduced.words(measure, pupils, self._short)
        return ToDo(
            id=ident,
            whom=self._whom(pupils, class_name, sees),
            what=what,
            about=about,
            by_when=by_when,
            overdue=late,
            measure=measure,
            withheld=withheld,
        )

    def _whom(self, pupils: Sequence[Pupil], class_name: str, sees: frozenset[str]) -> str:
        if not pupils:  # which class it is for tells nothing of any child
            return class_name or _THE_CLASS.capitalize()
        if "name" not in sees:
            return listed([self._short[pupil.upn] for pupil in pupils])
        classes = sorted({pupil.class_name for pupil in pupils if pupil.class_name})
        names = listed([pupil.name for pupil in pupils])
        said = names.endswith(")")  # two children alike have their class with their name
        return f"{names} ({listed(classes)})" if classes and "class" in sees and not said else names


_ISSUE: Final = {
    "leadership": "For the leadership team",
    "own target": "Own target",
    "asked of SENCO": "Asked at the meeting",
}


def _order(entry: ToDo) -> tuple[bool, date, str, str]:
    return not entry.overdue, entry.by_when or date.max, entry.whom.casefold(), entry.id


def in_words(lists: Sequence[OwnerList]) -> str:
    """Say how many people have a list."""
    return counted(len(lists), "person has a list", "people have a list")
