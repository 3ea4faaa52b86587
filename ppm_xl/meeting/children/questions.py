"""A question for the leader about a pupil who makes little progress (mission row D3).

It says what is so, what was tried and what came of it, and then asks; what it asks depends on the
evidence. It names the child and no colour, blames nobody, and fits on two lines of the form.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from ppm_xl.meeting.children.evidence import SHORT, Evidence, strongest
from ppm_xl.meeting.class_view import ClassView
from ppm_xl.provision.areas import ATTENDANCE, ATTITUDE
from ppm_xl.provision.look_at import MOSTLY, in_numbers
from ppm_xl.provision.wording import (
    NO,
    PARTLY,
    TOO_SOON,
    WORKED,
    effect_of,
    has_ended,
    month_in_words,
    sessions_in_words,
)
from ppm_xl.school.model import Action, Provision
from ppm_xl.sentences import within_a_sentence
from ppm_xl.status.pupils import PupilStatus

LONGEST: Final = 240
"""Letters of a question at most: two lines of the form."""


def question_for(view: ClassView, status: PupilStatus, area: str = "") -> str:
    """Ask about the area in which a pupil makes least progress; empty where none is little.

    Parameters
    ----------
    area
        Under which the question stands: one about another says so first.
    """
    found = strongest(view, status, area)
    return question(found, view.today) if found is not None else ""


def asks_about(view: ClassView, status: PupilStatus, area: str, other: str) -> bool:
    """Whether the question that stands under one area is about another."""
    found = strongest(view, status, area)
    return found is not None and found.elsewhere and found.area == within_a_sentence(other)


def question(evidence: Evidence, today: date) -> str:
    """Put a question in words: what is so, what was tried, what to ask.

    >>> from ppm_xl.meeting.children.evidence import Scored
    >>> amir = Evidence("Amir", "maths", "EXS", "Autumn 1", test=Scored("88", "in December"))
    >>> question(amir, date(2026, 12, 14))
    'Amir has been EXS in maths since Autumn 1 and scored 88 in December: what does Amir find \
hard, and what have we not tried?'
    """
    so = f"{_where(evidence)}{_what_is_so(evidence)}"
    if evidence.is_rising:
        return f"{so}: what helped, and what comes next?"
    candidates = (
        (so, _of_what_was_tried(evidence, today)),
        (so, _of_what_the_child_said(evidence)),
        (f"{_where(evidence)}{_what_is_so(evidence, named=True)}", _of_the_need(evidence)),
    )
    for first, second in candidates:
        whole = f"{first}. {second[:1].upper()}{second[1:]}"
        if second and len(whole) <= LONGEST:
            return whole
    whole = f"{so}: {_ask(evidence)}"
    if len(whole) <= LONGEST:
        return whole
    return f"{evidence.name}, {evidence.area}: what is the next step, and what would help?"


def _where(e: Evidence) -> str:
    """Say what a question is about that stands under another area; attitude says so itself."""
    measures = {ATTENDANCE.casefold(), ATTITUDE.casefold()}
    return f"In {e.area}: " if e.elsewhere and e.area not in measures else ""


def _what_is_so(e: Evidence, *, named: bool = False) -> str:
    """Say what is so.

    Parameters
    ----------
    named
        What follows says what the last meeting named: that we spoke of it then goes without saying.
    """
    if e.area == ATTENDANCE.casefold():
        return f"{e.name}'s attendance is {e.figure}, and we spoke of it {_last(e)}"
    if e.area == ATTITUDE.casefold():
        return f"We spoke of {e.name}'s {e.figure or 'attitude'} {_last(e)}"
    if e.test is not None and e.test.higher and not e.progress_red:
        return f"{e.name} scored {e.test.score}{e.in_area} {e.test.when} and is judged {e.mark}"
    if e.is_rising:
        return f"{e.name} went up from {e.rose_from} ({e.then}) to {e.mark}{e.in_area}"
    if e.was:
        return f"{e.name} went from {e.was} ({e.then}) to {e.mark}{e.in_area}"
    return _stands(e, named=named)


def _stands(e: Evidence, *, named: bool) -> str:  # noqa: PLR0911 - one line a shape
    """Say where the child stands, for how long, and what stands beside it."""
    if not e.mark:
        return f"Progress{e.in_area} is slow for {e.name}"
    stands = f"is {e.mark}{e.in_area}"
    if e.since:
        stands = f"has been {e.mark}{e.in_area} since {e.since}"
    if e.test is not None and not e.test.higher:
        return f"{e.name} {stands} and scored {e.test.score} {e.test.when}"
    if e.began and e.began.split(" ")[0] == e.mark:
        return f"{e.name} began at {e.began}{e.in_area} and is there still"
    if e.began:
        return f"{e.name} began at {e.began} and {stands}"
    if e.running > 1 + named:
        return f"{e.name} {stands}, and we spoke of it {_last(e)}"
    if e.progress_red and e.on_target:
        return f"{e.name} {stands} and on target, yet progress is judged too slow"
    return f"{e.name} {stands}"


def _last(e: Evidence) -> str:
    before = e.running - 1
    return f"at the last {'meeting' if before == 1 else f'{in_numbers(before)} meetings'} too"


def _of_what_was_tried(e: Evidence, today: date) -> str:
    if e.provision is not None:
        return _of_provision(e, e.provision, today)
    return _of_action(e, e.action) if e.action is not None else ""


def _of_action(e: Evidence, action: Action) -> str:
    if len(action.action) > SHORT:
        return ""
    words = f"“{action.action.rstrip('.')}”"
    impact = action.impact.casefold()
    if impact == WORKED:
        return f"{words} worked: what would build on it?"
    if impact == PARTLY:
        return f"{words} worked in part: what would make more of it?"
    return f"{words} has not helped so far: what might suit {e.name} better?"


def _of_provision(e: Evidence, row: Provision, today: date) -> str:
    if has_ended(row, today):
        return _of_ended(e, row, today)
    name, effect, sessions = row.name, effect_of(row), sessions_in_words(row)
    begun = f" since {month_in_words(row.since, today)}" if row.since else ""
    had, planned = row.sessions_had, row.sessions_planned
    if had is not None and planned and had < MOSTLY * planned:
        ask = "what would make room for the rest?"
        if effect in {"", TOO_SOON}:
            ask = "is it the right help, and what would make room for the rest?"
        return f"{name}{begun}, {sessions}: {ask}"
    many = f"{begun}, {sessions}," if sessions else begun
    if effect == NO and row.changed_to:
        changed = f"{row.changed_to[:1].lower()}{row.changed_to[1:]}".rstrip(".")
        return f"{name}{begun} was changed ({changed}): what is different for {e.name} now?"
    if effect == TOO_SOON and not sessions:
        begun = f"began in {month_in_words(row.since, today)}" if row.since else "has just begun"
        return f"{name} {begun}: how shall we know that it helps?"
    said = {
        NO: f" is not helping yet: what would suit {e.name} better?",
        PARTLY: " is helping in part: what carries over into lessons?",
        WORKED: " is working: how can lessons build on it?",
        TOO_SOON: ": how shall we know that it helps?",
    }
    asked = said.get(effect, f": is it the right help for {e.name}?")
    return f"{name}{many.rstrip(',') if asked.startswith(':') else many}{asked}"


def _of_ended(e: Evidence, row: Provision, today: date) -> str:
    ended = f"ended in {month_in_words(row.to, today)}" if row.to else "has ended"
    effect = effect_of(row)
    if effect == NO:
        return f"{row.name} {ended} and did not help enough: what would suit {e.name} better?"
    if effect == WORKED:
        return f"{row.name} worked and {ended}: what would carry it on in class?"
    helped = " and helped in part" if effect == PARTLY else ""
    return f"{row.name} {ended}{helped}: what should follow it?"


def _of_what_the_child_said(e: Evidence) -> str:
    if not e.voice:
        return ""
    return f"{e.name} says what would help: “{e.voice}”. How can we make it happen?"


def _of_the_need(e: Evidence) -> str:
    if not e.need:
        return ""
    return f"last time we named “{e.need}”: is that still what is hard, and what have we not tried?"


def _ask(e: Evidence) -> str:  # noqa: PLR0911 - one line a shape
    if e.area == ATTENDANCE.casefold():
        return "what makes mornings hard, and whom does the family like to talk to?"
    if e.area == ATTITUDE.casefold():
        return "when does it go well, and what is different then?"
    if e.test is not None and e.test.higher and not e.progress_red:
        return f"what can {e.name} do in a test that we do not see in lessons yet?"
    if e.was:
        return "what changed, and what would bring it back?"
    if e.test is not None:
        return f"what does {e.name} find hard, and what have we not tried?"
    if e.began:
        return "where did it become hard, and who could help with that?"
    if e.running > 1:
        return "what have we not tried yet?"
    if e.progress_red and e.on_target:
        if e.secure:
            return f"what do the books show, and what would stretch {e.name}?"
        return "what do the books show, and what is in the way?"
    return f"what is the next small step, and what would help {e.name} to take it?"
