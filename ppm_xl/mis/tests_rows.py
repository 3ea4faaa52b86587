"""Test scores: which test, which subject, which kind of score."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

from ppm_xl.book.tables import Cell
from ppm_xl.errors import DataError, Problem, Severity
from ppm_xl.mis.cells import Unreadable, as_text
from ppm_xl.mis.days import as_date
from ppm_xl.mis.fields import DATE, TEST_NAME, TEST_SUBJECT, FileKind, score_of
from ppm_xl.mis.found import Found
from ppm_xl.mis.half_terms import Clock, Columns, stamps
from ppm_xl.mis.heading import Heading
from ppm_xl.mis.heading_words import (
    FILLER,
    PUBLISHERS,
    publisher,
    score_kind,
    subject_tested,
    words_in,
)
from ppm_xl.mis.identity import Row
from ppm_xl.mis.ledger import Ledger
from ppm_xl.mis.matching import Known
from ppm_xl.mis.periods import half_term_on, without_when
from ppm_xl.mis.row_outcomes import Source
from ppm_xl.mis.synonyms import BROMCOM_PARTS, subject_word, words_of
from ppm_xl.mis.table_offers import TableOffers
from ppm_xl.mis.values import as_number
from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.cells import text

_KIND_IN_TABLE: Final = {"age-standardised": "standardised"}
"""A score standardised for age is a standardised one, of another name."""
_AGE: Final = re.compile(
    r"(\d{1,2})\s*(?:[.:;]|y(?:ears?|rs?)?\s*,?)\s*(\d{1,2})?\s*m?\w*", re.IGNORECASE
)
_ADDS_NOTHING: Final = FILLER | words_in(
    "test tests score scores standardised standardized scaled raw sas age total ks paper "
    "se check sat sats white rose no more marking mark marks"
)
_SHORT: Final = 2


@dataclass(frozen=True)
class TestColumns:
    """The columns of test scores of a file, and what its title and name say of them.

    Attributes
    ----------
    subjects
        The school's subjects.
    columns
        The half-term of each column.
    """

    __test__ = False

    found: Found
    subjects: tuple[str, ...]
    columns: Columns

    @cached_property
    def scores(self) -> tuple[Heading, ...]:
        """The columns that hold scores."""
        return tuple(h for h in self.found.file.headings if h.field and score_of(h.field))

    @cached_property
    def _said(self) -> str:
        file = self.found.file
        stem = (file.name.rpartition(".")[0] or file.name).replace("_", " ")
        return f"{file.title} {file.sheet} {stem}"

    @cached_property
    def _subject_said(self) -> str:
        found = subject_tested(words_of(self._said), self.subjects)
        # Comparative judgement of No More Marking is of writing.
        return found or ("Writing" if publisher(self._said) == "No More Marking" else "")

    def check(self) -> None:
        """Refuse a file whose scores are of no subject.

        Raises
        ------
        DataError
            Where neither headings nor title nor name nor a column say which subject.
        """
        named = any((score_of(h.field) or ("", ""))[0] for h in self.scores)
        by_row = self.found.file.column(TEST_SUBJECT) or self.found.file.column(TEST_NAME)
        if self.scores and not (named or by_row or self._subject_said):
            file = self.found.file
            heading = self.scores[0]
            raise DataError(
                f"{file.name} does not say which subject its scores are of.",
                f"Put the subject into the file's name, or say it: "
                f'--means "{heading.text}=Reading test".',
            )

    def subject(self, heading: Heading, row: Row) -> str:
        """Give the subject of a score; empty where nothing says it."""
        own = (score_of(heading.field) or ("", ""))[0]
        if own:
            return own
        for field in (TEST_SUBJECT, TEST_NAME):
            written = as_text(self.found.file.cell(row.cells, field))
            found = subject_tested(words_of(written), self.subjects)
            if found or (field == TEST_SUBJECT and written):
                return found or written
        return self._subject_said

    def kind(self, heading: Heading) -> str:
        """Give the kind of score; empty where nothing says it."""
        own = (score_of(heading.field) or ("", ""))[1]
        return own or score_kind(words_of(self._said)) or ""

    def test(self, heading: Heading, row: Row) -> str:
        """Give the name of the test, with the kind of score where it is not the standardised one.

        One test gives several scores, and each is a row of its own.
        """
        name = as_text(self.found.file.cell(row.cells, TEST_NAME)) or self._name_of[heading.place]
        kind = self.kind(heading)
        return f"{name} {kind}" if kind not in {"", "standardised"} else name

    @cached_property
    def _name_of(self) -> Mapping[int, str]:
        return {h.place: self._named(h) for h in self.scores}

    def _named(self, heading: Heading) -> str:
        own = heading.text
        if own.count("$") == BROMCOM_PARTS - 1:
            own = own.partition("$")[0]
        name = publisher(own) or publisher(self._said) or "Test"
        rest = [word for word in without_when(own).split() if self._says_more(word)]
        return " ".join([name, *rest])

    def _says_more(self, word: str) -> bool:
        parts = words_of(word)
        return bool(parts) and not all(
            part in _ADDS_NOTHING
            or part in PUBLISHERS
            or subject_word(part) is not None
            or bool(subject_tested([part], self.subjects))
            or (part.isdigit() and len(part) < _SHORT and f"cat{part}" in PUBLISHERS)
            for part in parts
        )


def gather_tests(
    tests: TestColumns,
    pupils: Mapping[str, Mapping[str, Cell]],
    own_classes: Mapping[Source, str],
    clock: Clock,
    offers: TableOffers,
    ledger: Ledger,
) -> set[Source]:
    """Gather the scores of a file.

    Returns
    -------
    set of Source
        The rows that hold any score.
    """
    if FileKind.TESTS not in tests.found.file.parts or not tests.scores:
        return set()
    tests.check()
    used: set[Source] = set()
    for row, pupil in tests.found.rows:
        day = as_date(tests.found.file.cell(row.cells, DATE))
        if isinstance(day, Unreadable):
            ledger.unreadable(
                row.source,
                "Date",
                as_text(tests.found.file.cell(row.cells, DATE)),
                "Dates are read day first.",
            )
            day = None
        for heading in tests.scores:
            half_term = _when(tests.columns, heading, day, clock)
            cells = row.cells.cells
            cell = cells[heading.place] if heading.place < len(cells) else None
            if half_term is None or cell is None:
                continue
            if _offer(tests, heading, row, pupil, cell, day, half_term, offers, ledger, pupils,
                      own_classes, clock):  # fmt: skip
                used.add(row.source)
    return used


def _when(columns: Columns, heading: Heading, day: Cell, clock: Clock) -> HalfTerm | None:
    """Give the half-term of a score: the day of the test says it where the file does not."""
    half_term = columns.when.get(heading.place)
    if half_term is not None and heading.place in columns.unsaid and isinstance(day, date):
        return half_term_on(day, clock.calendar)
    return half_term


def _offer(
    tests: TestColumns,
    heading: Heading,
    row: Row,
    pupil: Known,
    cell: Cell,
    day: Cell,
    half_term: HalfTerm,
    offers: TableOffers,
    ledger: Ledger,
    pupils: Mapping[str, Mapping[str, Cell]],
    own_classes: Mapping[Source, str],
    clock: Clock,
) -> bool:
    subject, kind = tests.subject(heading, row), tests.kind(heading)
    if not subject:
        ledger.unreadable(row.source, heading.text, as_text(cell), "It names no subject.")
        return False
    score = _score(cell, kind, row, pupil, heading, ledger)
    test = tests.test(heading, row)
    record = pupils[pupil.upn]
    stamped = stamps(record, half_term, clock, own_classes.get(row.source, ""))
    offers.add(
        (half_term.school_year, half_term.name, pupil.upn, subject, test),
        pupil,
        score,
        row.source,
        said=f"{subject} {test}, {half_term}",
        beside={"Kind": _KIND_IN_TABLE.get(kind, kind) or None, "Date": day},
        stamps={"Pupil": record.get("Pupil"), **{c: v or None for c, v in stamped.items()}},
    )
    return True


def _score(cell: Cell, kind: str, row: Row, pupil: Known, heading: Heading, ledger: Ledger) -> str:
    """Give a score as text; what is no number is kept as it is, and pointed out."""
    written = as_text(cell)
    number = as_number(cell)
    if isinstance(number, float):
        return str(int(number)) if number.is_integer() else text(number)
    if kind == "age" and _AGE.fullmatch(written):
        return written
    ledger.problems.append(
        Problem(
            "score-not-a-number",
            str(row.source),
            f"{pupil.shown}: \u201c{written[:40]}\u201d under {heading.text} is no number; it is "
            "kept as it is.",
            "",
            Severity.NOTE,
        )
    )
    return written[:40]
