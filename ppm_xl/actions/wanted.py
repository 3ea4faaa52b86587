"""What an action of a half-term is asked for: the workbook as read, the half-term, the class."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ppm_xl.actions import Outcome
from ppm_xl.actions.carrying_out import carry_out, class_named, half_term_for
from ppm_xl.book import Book
from ppm_xl.book.tables import Tables
from ppm_xl.desk import Desk
from ppm_xl.errors import DataError, Problem
from ppm_xl.plan import Plan
from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.model import School
from ppm_xl.school.reading import read_school


@dataclass(frozen=True, slots=True)
class Wanted:
    """A workbook, read once, and what of it an action is about.

    Attributes
    ----------
    class_name
        As the school spells it; empty for every class.
    """

    tables: Tables
    school: School
    problems: Sequence[Problem]
    half_term: HalfTerm
    class_name: str

    @classmethod
    def read(
        cls,
        book: Book,
        today: date,
        half_term: str | None,
        class_name: str = "",
        *,
        one_class: bool = False,
    ) -> Wanted:
        """Read the workbook.

        Parameters
        ----------
        half_term
            As somebody named it; None for Home's.
        class_name
            As somebody named it; empty for every class.
        one_class
            Whether the action is about one class, which is Home's where none is named.

        Raises
        ------
        DataError
            Where the half-term or the class is not known, or Home has none.
        """
        tables = book.read()
        school, problems = read_school(tables)
        when = half_term_for(school, half_term)
        asked = class_name or (school.working_class if one_class else "")
        if one_class and not asked:
            raise DataError("Home does not say which class.", "Choose the class on the sheet Home.")
        named = class_named(school, asked, today) if asked else ""
        return cls(tables, school, problems, when, named)

    def carry_out(
        self, plan: Plan, book: Book, desk: Desk, *, action: str, today: date, out: Path | None
    ) -> Outcome:
        """Do what was planned; the school is not read again where nothing of it changes."""
        return carry_out(
            plan, self.tables, book, desk,
            action=action, today=today, out=out, as_read=(self.school, self.problems),
        )  # fmt: skip
