"""What kind of file it is, where its table lies, and which half-term it is of."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from ppm_xl.book.tables import Cell
from ppm_xl.errors import DataError
from ppm_xl.mis.cells import as_text
from ppm_xl.mis.data_rows import data_rows
from ppm_xl.mis.export import Export, Grid, GridRow
from ppm_xl.mis.fields import (
    CONTEXT,
    IDENTITY,
    NAME_FIELDS,
    SESSIONS,
    FileKind,
    is_mark,
    used_by,
)
from ppm_xl.mis.headings import Heading, How, fingerprint, match_headings
from ppm_xl.mis.periods import Span, When, span_in, when_in
from ppm_xl.mis.synonyms import is_known, normalise
from ppm_xl.schema import AREAS_OF_LEARNING

_HEADER_WITHIN: Final = 30
"""Rows that hold anything within which the headings must come."""
_FEW: Final = 2
_SAID_IN_TITLES: Final = {
    FileKind.ATTENDANCE: re.compile(r"\b(?:attendance|absence)s?\b", re.IGNORECASE),
    FileKind.JUDGEMENTS: re.compile(
        r"\b(?:assessment|judge?ment|attainment|mark ?sheet)s?\b", re.IGNORECASE
    ),
}


@dataclass(frozen=True)
class Recognised:
    """A file whose table has been found and named.

    Attributes
    ----------
    rows
        Its data rows, blank rows, repeated headings and notes left out.
    notes
        How many rows below the table were notes.
    when, when_of_name
        The half-term that its title or sheet says, and that its file name says.
    span
        The days that its title says.
    said
        ``as_told`` where the user said the kind; else it was recognised.
    """

    name: str
    kind: FileKind
    sheet: str
    header_row: int
    headings: tuple[Heading, ...]
    rows: tuple[GridRow, ...]
    notes: int
    when: When
    when_of_name: When
    span: Span
    title: str
    as_told: bool = False

    @cached_property
    def _columns(self) -> Mapping[str, Heading]:
        """Give the first column of each meaning."""
        return {h.field: h for h in reversed(self.headings) if h.field}

    def column(self, field: str) -> Heading | None:
        """Give the column with this meaning, the first where half-terms repeat it."""
        return self._columns.get(field)

    def cell(self, row: GridRow, field: str) -> Cell:
        """Give the row's cell under the field; nothing where the file lacks it."""
        heading = self._columns.get(field)
        if heading is None or heading.place >= len(row.cells):
            return None
        return row.cells[heading.place]

    def in_words(self) -> str:
        """Say what the file is taken for, and how to say otherwise where that is a guess."""
        where = f", sheet {self.sheet}" if self.sheet else ""
        guessed = not self.as_told and any(h.how is How.GUESSED for h in self.headings)
        unsure = " (if it is something else, say so with --as)" if guessed else ""
        return f"{self.name}{where}, {self.kind.in_words}{unsure}"

    def heading_lines(self) -> tuple[str, ...]:
        """Say what became of each heading, in up to four lines."""
        out = []
        for how, words in (
            (How.MATCHED, "Matched"),
            (How.REMEMBERED, "Remembered"),
            (How.GUESSED, "Guessed"),
            (How.IGNORED, "Ignored"),
        ):
            found = [_said(h) for h in self.headings if h.how is how]
            if found:
                out.append(f"{words}: {'; '.join(found)}.")
        return tuple(out)


def _said(heading: Heading) -> str:
    if heading.how is How.IGNORED:
        return f"{heading.text} ({heading.why})" if heading.why else heading.text
    same = normalise(heading.text) == normalise(heading.field)
    return heading.text if same else f"{heading.text} = {heading.field}"


def recognise(
    export: Export,
    subjects: tuple[str, ...],
    *,
    kind: FileKind | None = None,
    remembered: Mapping[tuple[str, str], str] | None = None,
) -> Recognised:
    """Find a file's table and say what it is.

    Parameters
    ----------
    subjects
        The school's subjects.
    kind
        What the user says it is; None lets its headings say.
    remembered
        Meanings of headings by (fingerprint of the headings, heading); an empty
        fingerprint holds for every file.

    Raises
    ------
    DataError
        Where it has no headings, none that names a pupil, or nothing that can be imported.
    """
    best: tuple[int, int, Grid] | None = None
    for grid in export.grids:
        place, known = _header(grid)
        if known and (best is None or known > best[1]):
            best = (place, known, grid)
    if best is None:
        raise _no_header(export)
    place, _, grid = best
    header = grid.rows[place]
    texts = [as_text(cell) for cell in header.cells]
    above = _spread(grid.rows[place - 1], header) if place else ()
    headings = match_headings(
        texts, subjects, above=above, remembered=_corrections(texts, remembered or {})
    )
    if not any(h.field in IDENTITY for h in headings):
        raise DataError(
            f"The headings of {export.name} name no pupil: there is no UPN, admission number "
            "or name.",
            "Export it again with the UPN in it.",
        )
    title = " ".join(
        as_text(cell) for row in grid.rows[:place] for cell in row.cells if cell is not None
    )
    stem = (export.name.rpartition(".")[0] or export.name).replace("_", " ")
    found_kind = kind or _kind(headings, subjects)
    if found_kind is None:
        raise DataError(
            f"{export.name} has pupils, but nothing about them that can be imported.",
            "Export it again with the columns you need, or say what it is with --as.",
        )
    if kind is None and found_kind is FileKind.PUPILS:
        _check_title(export.name, f"{title} {grid.sheet} {stem}", headings)
    headings = tuple(_for_kind(h, found_kind, subjects) for h in headings)
    if found_kind is not FileKind.PUPILS and not _brings(headings, found_kind, subjects):
        raise DataError(
            f"{export.name} has no column of {found_kind.in_words}.",
            "Say what it is with --as, or export it again with the columns you need.",
        )
    rows, notes = data_rows(grid.rows[place + 1 :], header, headings)
    if not rows:
        raise DataError(f"{export.name} has headings but no pupils below them.", "Export it again.")
    return Recognised(
        name=export.name,
        kind=found_kind,
        sheet=grid.sheet,
        header_row=header.number,
        headings=headings,
        rows=rows,
        notes=notes,
        when=when_in(title).or_else(when_in(grid.sheet)),
        when_of_name=when_in(stem),
        span=span_in(title),
        title=title,
        as_told=kind is not None,
    )


def _check_title(name: str, title: str, headings: Sequence[Heading]) -> None:
    """Refuse a file that says it is something else, with nothing in it but who and where.

    Raises
    ------
    DataError
        Where its columns are those of any export, and its title is not that of a pupil list.
    """
    if {h.field for h in headings if h.field} - {*IDENTITY, "DOB", "Year", "Class"}:
        return
    for kind, words in _SAID_IN_TITLES.items():
        if words.search(title):
            raise DataError(
                f"{name} says that it is {kind.in_words}, but has no column of that.",
                "Head its columns in plain words, such as \u201cAttendance %\u201d or "
                "\u201cReading\u201d, or say that it is a pupil list with --as pupils.",
            )


def _header(grid: Grid) -> tuple[int, int]:
    """Find the row with the most headings we know; the first of equals."""
    best, most = -1, 0
    for place, row in enumerate(grid.rows[:_HEADER_WITHIN]):
        known = sum(is_known(cell) for cell in row.cells)
        filled = sum(cell is not None for cell in row.cells)
        if known > most and filled >= _FEW:
            best, most = place, known
    return best, most


def _no_header(export: Export) -> DataError:
    return DataError(
        f"{export.name} has no row of headings that names a pupil (UPN, admission number or "
        f"name) in its first {_HEADER_WITHIN} rows.",
        "Export it again with headings, or add a row of headings above the pupils.",
    )


def _corrections(texts: Sequence[str], remembered: Mapping[tuple[str, str], str]) -> dict[str, str]:
    own = fingerprint(texts)
    everywhere = {text: means for (mark, text), means in remembered.items() if not mark}
    here = {text: means for (mark, text), means in remembered.items() if mark == own}
    return {**everywhere, **here}


def _spread(above: GridRow, header: GridRow) -> tuple[str, ...]:
    """Spread a row of merged cells over the columns it stands above.

    Only a row with cells beyond the first column is one; a title stands in the first.
    """
    cells = [as_text(cell) for cell in above.cells]
    if not any(cells[1:]) or above.number != header.number - 1:
        return ()
    out, last = [], ""
    for place in range(len(header.cells)):
        own = cells[place] if place < len(cells) else ""
        last = own or last
        out.append(last)
    return tuple(out)


def _kind(headings: Sequence[Heading], subjects: tuple[str, ...]) -> FileKind | None:
    fields = {h.field for h in headings if h.field}
    about = len(fields & set(CONTEXT) - {"Year", "Class"})
    marks = [h for h in headings if is_mark(h.field, subjects) or h.field in AREAS_OF_LEARNING]
    guessed = all(h.how is How.GUESSED for h in marks)
    if marks and not (guessed and about > _FEW):
        return FileKind.JUDGEMENTS
    sessions = fields & set(SESSIONS)
    if sessions and about <= max(_FEW, len(sessions)):
        return FileKind.ATTENDANCE
    if about or {"Year", "Class"} <= fields or ({"Class", "UPN"} <= fields):
        return FileKind.PUPILS
    if fields & {"Behaviour", "Effort", "Homework", "Uniform"}:
        return FileKind.JUDGEMENTS
    if "UPN" in fields and fields & set(NAME_FIELDS):
        return FileKind.PUPILS
    return None


def _for_kind(heading: Heading, kind: FileKind, subjects: tuple[str, ...]) -> Heading:
    if not heading.field or used_by(kind, heading.field, subjects):
        return heading
    if heading.field in CONTEXT:
        why = "taken from pupil lists only"
    elif heading.field in SESSIONS:
        why = "attendance; import it again with --as attendance"
    else:
        why = f"not part of {kind.in_words}"
    return Heading(heading.place, heading.text, "", How.IGNORED, why=why)


def _brings(headings: Sequence[Heading], kind: FileKind, subjects: tuple[str, ...]) -> bool:
    found_by = {*IDENTITY, "DOB", "Class"}
    return any(
        h.field and h.field not in found_by and used_by(kind, h.field, subjects) for h in headings
    )
