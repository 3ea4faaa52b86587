"""``conversations``: a class's learning conversations, planned, with the papers to hold them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from ppm_xl.actions import Outcome
from ppm_xl.actions.carrying_out import carry_out, class_named, half_term_for
from ppm_xl.actions.output_folder import output_folder
from ppm_xl.book import Book
from ppm_xl.conversations.planning import not_in_this_half_term, plan_conversations
from ppm_xl.desk import Desk
from ppm_xl.errors import DataError
from ppm_xl.school.reading import read_school

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
    tables = book.read()
    school, problems = read_school(tables)
    when = half_term_for(school, half_term)
    named = class_name or school.working_class
    if not named:
        raise DataError("Home does not say which class.", "Choose the class on the sheet Home.")
    of = class_named(school, named, today)
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
    return carry_out(
        plan, tables, book, desk,
        action="conversations", today=today, out=folder, as_read=(school, problems),
    )  # fmt: skip
