"""``conversations``: a class's learning conversations, planned, with the papers to hold them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from ppm_xl.actions import Outcome
from ppm_xl.actions.output_folder import output_folder
from ppm_xl.actions.wanted import Wanted
from ppm_xl.book import Book
from ppm_xl.conversations.planning import not_in_this_half_term, plan_conversations
from ppm_xl.desk import Desk

_LEFT = "No conversation was planned, and nothing was changed."


def run(
    book: Book,
    desk: Desk,
    today: date,
    *,
    class_name: str = "",
    day: date | None = None,
    half_term: str | None = None,
    out: Path | None = None,
) -> Outcome:
    """Give every child of a class a time, and write the timetable, the pages and target sheets.

    Without a class, that of Home. In a half-term that the Calendar says has no conversations it
    asks first.

    Raises
    ------
    DataError
        As :func:`ppm_xl.conversations.planning.plan_conversations`; also where no class is named.
    """
    asked = Wanted.read(book, today, half_term, class_name, one_class=True)
    school, of, when = asked.school, asked.class_name, asked.half_term
    plan = plan_conversations(school, of, when, today, day=day)
    question = not_in_this_half_term(school, of, when, today)
    if question is not None:
        answer = desk.ask(question)
        if answer is None:
            closing = (
                f"The Calendar in Settings has no learning conversations in {when}. "
                "Nothing was changed: run it again with --yes to plan them all the same."
            )
            return Outcome(ok=False, said=(closing,), questions=(question,))
        if not answer:
            desk.tell(_LEFT)
            return Outcome(ok=True, said=(_LEFT,))
    folder = output_folder(school, out)
    return asked.carry_out(plan, book, desk, action="conversations", today=today, out=folder)
