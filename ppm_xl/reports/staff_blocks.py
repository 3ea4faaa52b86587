"""What else staff know of a child: the second half of the staff edition, block by block."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from ppm_xl.one_child.lines import Block, Entry, Look, Said
from ppm_xl.one_child.page import Page
from ppm_xl.one_child.standing import barriers, earlier, tests
from ppm_xl.one_child.support import open_action, support, tried
from ppm_xl.one_child.voice import conversations, learning_targets, meetings
from ppm_xl.one_child.words import sentence, time_of
from ppm_xl.reports.staff_beside import Beside

LEFT_OUT: Final = "Left out for the family, and why"
_NOTHING: Final[tuple[Entry, ...]] = ((Said("Nothing is left out.", Look.QUIET),),)


def blocks(page: Page, beside: Beside, left_out: Sequence[Entry]) -> tuple[Block, ...]:
    """Give the blocks in the order in which they are read.

    Parameters
    ----------
    left_out
        What the making of the family's page pointed out.
    """
    left = tuple(_left_out(page, beside, left_out))
    in_place, _ = support(page)
    done, before = tried(page)
    still = tuple(open_action(action, page.today) for action in beside.not_printed)
    return (
        Block(LEFT_OUT, left or _NOTHING, "Assessments"),
        Block("In place, and whether it works", in_place.entries, in_place.sheet, "provision"),
        Block("Last actions and their impact", done.entries, done.sheet, "actions done"),
        Block("To do, but not on the page", still, "Actions"),
        Block("Tried before", before.entries, before.sheet),
        Block("Barriers to learning", tuple(barriers(page)), "Provision", "barriers"),
        Block("Earlier results", tuple(earlier(page)), "Tests", "earlier results"),
        Block("Tests", tuple(tests(page)), "Tests", "tests" if page.status.subjects else ""),
        Block("Learning targets", tuple(learning_targets(page)), "Conversations"),
        Block("Learning conversations", tuple(conversations(page)), "Conversations"),
        Block("What meetings said", tuple(_meetings(page)), "Meeting"),
        Block("What was written before", tuple(_written_before(page)), "Assessments"),
    )


def _left_out(page: Page, beside: Beside, left_out: Sequence[Entry]) -> Iterator[Entry]:
    row = page.school.judgements.get((page.now, page.pupil.upn))
    yield from left_out
    if row is not None and row.childs_words and not row.share_childs_words:
        words = row.childs_words.strip().strip('“”"')
        yield (Said(f"The child's words are not shared: “{words}”"),)
    for name, notes in beside.not_shown.items():
        said = "; ".join(f"{note.label.lower()} {note.words}".strip() for note in notes)
        yield (Said(f"{name}: {sentence(said)}"),)


def _meetings(page: Page) -> Iterator[Entry]:
    """Give what meetings said; what is to be raised now stands beside the page."""
    return (entry for entry in meetings(page) if not entry[0].words.startswith("To raise now:"))


def _written_before(page: Page) -> Iterator[Entry]:
    for row in page.judgements:
        if row.half_term == page.now:
            continue
        when = time_of(row.half_term, page.now)
        if row.staff_note:
            yield (Said(f"{when}, for staff: {sentence(row.staff_note)}"),)
        if row.for_the_family:
            yield (Said(f"{when}, for the family: {sentence(row.for_the_family)}"),)
        if row.childs_words:
            words = row.childs_words.strip().strip('“”"')
            yield (Said(f"{when}, the child: “{words}”"),)
