"""``check``: what is missing or odd; it writes nothing."""

from __future__ import annotations

from datetime import date

from ppm_xl.actions import Outcome
from ppm_xl.book import Book
from ppm_xl.desk import Desk
from ppm_xl.school.checks import check_school
from ppm_xl.school.reading import read_school
from ppm_xl.sentences import counted


def run(book: Book, desk: Desk, today: date) -> Outcome:
    """List findings, worst first; finding some is a success."""
    school, unreadable = read_school(book.read())
    problems = check_school(school, unreadable, today)
    if problems:
        said = (f"{counted(len(problems), 'thing')} to look at.",)
    else:
        said = ("Nothing is missing or odd.",)
    desk.tell(*said)
    desk.list_problems(problems)
    return Outcome(ok=True, said=said, problems=problems)
