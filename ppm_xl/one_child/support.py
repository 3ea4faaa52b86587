"""The column in the middle: what is in place, what was agreed, and what came of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from ppm_xl.one_child.lines import Block, Entry, Look, Said
from ppm_xl.one_child.page import Page
from ppm_xl.one_child.words import day, effect, sentence, working
from ppm_xl.school.action_states import is_open, is_overdue
from ppm_xl.school.model import Action, FocusGroup, Provision


def support(page: Page) -> tuple[Block, ...]:
    """Say what is in place now, and what is still to do."""
    here = (_provided(row, page.today) for row in _provision(page) if row.in_place(page.today))
    still = sorted((a for a in _actions(page) if is_open(a)), key=lambda a: a.by_when or date.max)
    to_do = tuple(open_action(action, page.today) for action in still)
    return (
        Block("In place now", (*here, *_groups(page)), "Provision", "provision", weight=2),
        Block("Actions to do", to_do, "Actions", "actions to do", weight=2),
    )


def tried(page: Page) -> tuple[Block, ...]:
    """Say what came of what was agreed, and of what was in place before."""
    done = tuple(done_action(a) for a in _actions(page) if not is_open(a))
    before = tuple(
        _provided(row, page.today) for row in _provision(page) if not row.in_place(page.today)
    )
    return (
        Block("Actions done", done, "Actions", "actions done"),
        Block("In place before", before, "Provision"),
    )


def _actions(page: Page) -> Sequence[Action]:
    return page.shelf.actions.get(page.pupil.upn, ())


def _provision(page: Page) -> Sequence[Provision]:
    return page.shelf.provision.get(page.pupil.upn, ())


def _provided(row: Provision, today: date) -> Entry:
    name = f"{row.name} ({row.area})" if row.area else row.name
    kind = row.kind[:1].upper() + row.kind[1:]
    who = f"{kind or 'Led'} {'with' if kind else 'by'} {row.staff}" if row.staff else kind
    since = f"since {day(row.since)}" if row.since else ""
    ended = f"to {day(row.to)}" if row.to else ""
    sessions = ""
    if row.sessions_had is not None:
        of = f" of {row.sessions_planned}" if row.sessions_planned is not None else ""
        sessions = f"{row.sessions_had}{of} sessions"
    facts = ", ".join(filter(None, (who, since, ended, sessions)))
    measured = ""
    if row.entry or row.exit:
        began = f"{row.entry} at the start" if row.entry else ""
        last = f"{row.exit} at the end" if row.exit else ""
        measured = f"{row.measure or 'Measure'}: {', '.join(filter(None, (began, last)))}"
    on = f" ({day(row.reviewed)})" if row.reviewed else ""
    said = working(row.working, over=row.to is not None and row.to <= today)
    changed = f" Now: {sentence(row.changed_to)}" if row.changed_to else ""
    return tuple(
        part
        for part in (
            Said(name, Look.BOLD),
            Said(sentence(facts), Look.QUIET),
            Said(sentence(measured), Look.QUIET),
            Said(f"{said.words}{on}.{changed}", said.look),
        )
        if part.words
    )


def _groups(page: Page) -> Iterator[Entry]:
    for row in page.shelf.groups.get(page.pupil.upn, ()):
        if not _is_in(row, page.today):
            continue
        since = f"Since {day(row.since)}." if row.since else ""
        kind = sentence(row.kind or "Focus group")
        yield (
            Said(f"{row.name} ({row.subject})" if row.subject else row.name, Look.BOLD),
            Said(f"{kind} {since}".strip(), Look.QUIET),
        )


def _is_in(group: FocusGroup, today: date) -> bool:
    begun = group.since is None or group.since <= today
    return begun and (group.to is None or group.to > today)


def open_action(action: Action, today: date) -> Entry:
    """Say what is to do, who does it by when, and what it is measured by."""
    late = is_overdue(action, today)
    due = f"by {day(action.by_when)}" if action.by_when else "no day set"
    whose = f"{_owner(action)}, {due}{': overdue' if late else ''}."
    measure = f"Measure: {sentence(action.measure)}" if action.measure else ""
    said = [_what(action)]
    if late:
        said.append(Said(whose, Look.BAD))
        said += [Said(measure, Look.QUIET)] if measure else []
    else:
        said.append(Said(f"{whose} {measure}".strip(), Look.QUIET))
    if action.impact or action.impact_note:
        said.append(effect(action.impact, action.impact_note))
    return tuple(said)


def done_action(action: Action) -> Entry:
    """Say what was done, and what came of it."""
    if action.status == "dropped":
        ended = "Dropped."
    elif action.done_on:
        ended = f"Done {day(action.done_on)}."
    else:
        ended = "Done."
    return (
        _what(action),
        Said(f"{_owner(action)}. {ended}", Look.QUIET),
        effect(action.impact, action.impact_note),
    )


def _what(action: Action) -> Said:
    return Said(f"{action.area}: {sentence(action.action)}" if action.area else action.action)


def _owner(action: Action) -> str:
    names: Mapping[str, str] = {"child": "The child", "family": "The family"}
    return names.get(action.owner.casefold(), action.owner or "Nobody named")
