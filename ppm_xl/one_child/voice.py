"""The column at the right: the child's words, conversations, meetings, the teacher's notes."""

from __future__ import annotations

from collections.abc import Iterator

from ppm_xl.one_child.lines import Block, Entry, Look, Said
from ppm_xl.one_child.page import Page
from ppm_xl.one_child.words import day, sentence, time_of
from ppm_xl.school.raising import reason_of


def right(page: Page) -> tuple[Block, ...]:
    """Give the child's words first; then conversations, meetings, and what the teacher wrote."""
    return (
        Block("In the child's words", tuple(_own_words(page)), "Assessments", "the child's words"),
        Block(
            "Learning conversations", tuple(conversations(page)), "Conversations", "conversations"
        ),
        Block(
            "Learning targets", tuple(learning_targets(page)), "Conversations", "learning targets"
        ),
        Block("What meetings said", tuple(meetings(page)), "Meeting", "needs and reasons"),
        Block("What the teacher wrote", tuple(_written(page)), "Assessments", "notes"),
    )


def _own_words(page: Page) -> Iterator[Entry]:
    for row in page.judgements:
        if row.childs_words:
            words = row.childs_words.strip().strip('“”"')
            yield (Said(f"{time_of(row.half_term, page.now)}: “{words}”"),)


def conversations(page: Page) -> Iterator[Entry]:
    """Give what was said in learning conversations, newest first."""
    for row in page.shelf.conversations.get(page.pupil.upn, ()):
        when = time_of(row.half_term, page.now)
        if row.held:
            head = f"{when}, {day(row.held)}"
        elif row.planned:
            head = f"{when}, planned {row.planned:%d/%m/%Y %H:%M}"
        else:
            head = when
        parts = (
            ("Going well", row.going_well),
            ("Hard", row.hard),
            ("Would help", row.would_help),
            ("Agreed", row.agreed),
        )
        told = tuple(Said(f"{what}: {sentence(said)}") for what, said in parts if said)
        if told or row.held or row.planned:
            yield (Said(head, Look.BOLD), *told)


def learning_targets(page: Page) -> Iterator[Entry]:
    """Give learning targets, those not met yet first."""
    rows = page.shelf.learning_targets.get(page.pupil.upn, ())
    for row in sorted(rows, key=lambda r: r.met is not None):
        of = f"{row.subject}: " if row.subject else ""
        goal = row.next or row.learned
        if not goal:
            continue
        if row.met:
            yield (Said(f"{of}{sentence(goal)} Met {day(row.met)}.", Look.GOOD),)
            continue
        due = f" By {day(row.by_when)}." if row.by_when else ""
        yield (Said(f"{of}{sentence(goal)}{due}"),)


def meetings(page: Page) -> Iterator[Entry]:
    """Give what is to be raised, what meetings said, and issues about the child."""
    newest = page.judgements[0] if page.judgements else None
    if newest is not None and newest.half_term == page.now and newest.raised:
        yield (Said(f"To raise now: {sentence(reason_of(newest.raised))}", Look.BOLD),)
    for row, when in page.shelf.discussion.get(page.pupil.upn, ()):
        told = [
            Said(f"{label}{sentence(words)}")
            for label, words in (
                ("", row.reason),
                ("What helped: ", row.what_helped),
                ("Note: ", row.note),
            )
            if words
        ]
        if told or row.need:
            at = time_of(when, page.now) if when else row.meeting
            need = f": {row.need}" if row.need else ""
            yield (Said(f"{at}, {row.area}{need}", Look.BOLD), *told)
    for issue in page.shelf.issues.get(page.pupil.upn, ()):
        reply = f" Reply: {sentence(issue.reply)}" if issue.reply else ""
        kind = issue.kind[:1].upper() + issue.kind[1:]
        yield (Said(f"{kind}: {sentence(issue.text)}{reply}"),)


def _written(page: Page) -> Iterator[Entry]:
    for row in page.judgements:
        when = time_of(row.half_term, page.now)
        if row.staff_note:
            yield (Said(f"{when}, for staff: {sentence(row.staff_note)}"),)
        if row.for_the_family:
            yield (Said(f"{when}, for the family: {sentence(row.for_the_family)}"),)
