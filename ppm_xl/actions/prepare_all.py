"""``prepare-meeting --all`` as a button of its own: every class's form and pack."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from ppm_xl.actions import Outcome, prepare_meeting
from ppm_xl.book import Book
from ppm_xl.desk import Desk


def run(
    book: Book, desk: Desk, today: date, *, half_term: str | None = None, out: Path | None = None
) -> Outcome:
    """Prepare the meetings of all classes; the sheet Meeting ends on Home's class.

    Raises
    ------
    DataError
        Where no class has pupils.
    """
    return prepare_meeting.run(book, desk, today, every_class=True, half_term=half_term, out=out)
