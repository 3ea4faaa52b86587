"""What a file is: where its table lies, what kind it is, and which half-term it is of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from ppm_xl.book.tables import Cell
from ppm_xl.errors import DataError
from ppm_xl.mis.cells import Unreadable, as_text
from ppm_xl.mis.ctf_file import CtfFile
from ppm_xl.mis.data_rows import data_rows
from ppm_xl.mis.export import Export, Grid, GridRow
from ppm_xl.mis.fields import IDENTITY, FileKind, score_field
from ppm_xl.mis.heading import Heading, How
from ppm_xl.mis.headings import fingerprint, match_headings
from ppm_xl.mis.periods import Span, When, span_in, when_in
from ppm_xl.mis.synonyms import is_known, normalise
from ppm_xl.mis.values import as_number
from ppm_xl.mis.which_kind import (
    Sorted,
    brings,
    check_title,
    for_kinds,
    refuse_safeguarding,
    sort_out,
)
from ppm_xl.school.scale import Scale
from ppm_xl.sentences import listed

_HEADER_WITHIN: Final = 30
"""Rows that hold anything within which the headings must come."""
_FEW: Final = 2
_REASONS: Final = 3
_MOSTLY: Final = 2 / 3
_OF_A_CTF: Final = frozenset({FileKind.CTF, FileKind.PUPILS, FileKind.RESULTS})


@dataclass(frozen=True)
class Recognised:
    """A file whose table has been found and named.

    Attributes
    ----------
    kind
        What it is mainly.
    parts
        The kinds that it brings something of: a marksheet may have attendance in it.
    because
        The headings that told what kind it is.
    rows
        Its data rows, blank rows, repeated headings and notes left out.
    notes
        How many rows below the table were notes.
    when, when_of_name
        The half-term that its title or sheet says, and that its file name says.
    span
        The days that its title says.
    as_told
        Whether the user said the kind; else it was recognised.
    mark
        The fingerprint of its headings, under which corrections are remembered.
    ctf
        The Common Transfer File that it is, if it is one; row numbers are places in it.
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
    parts: frozenset[FileKind] = frozenset()
    because: tuple[str, ...] = ()
    mark: str = ""
    ctf: CtfFile | None = None

    @cached_property
    def _columns(self) -> Mapping[str, Heading]:
        """Give the first column of each meaning."""
        return {h.field: h for h in reversed(self.headings) if h.field}

    @property
    def is_list(self) -> bool:
        """Whether new pupils come in by it."""
        return self.kind in {FileKind.PUPILS, FileKind.CTF} and FileKind.PUPILS in self.parts

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
        """Say what the file is taken for and why, and how to say otherwise."""
        where = f", sheet {self.sheet}" if self.sheet else ""
        said = f"{self.name}{where}, {self.kind.in_words}"
        beside = sorted(
            part.in_words
            for part in self.parts - {self.kind, FileKind.PUPILS}
            if self.kind is not FileKind.CTF
        )
        if self.as_told:
            return f"{said}, as you said"
        if beside:
            said += f" with {listed(beside)}"
        if self.because:
            shown = [*self.because[:_REASONS]]
            said += f", because it has {listed(shown)}"
        guessed = any(h.how is How.GUESSED for h in self.headings)
        return f"{said} (if it is something else, say so with --as)" if guessed else said

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
    scale: Scale | None = None,
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
    scale
        The school's marks: a subject's column of numbers that are none of them has test scores.

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
    return _recognised(export, best[2], best[0], subjects, kind, remembered or {}, scale)


def recognise_sheets(
    export: Export,
    subjects: tuple[str, ...],
    *,
    kind: FileKind | None = None,
    remembered: Mapping[tuple[str, str], str] | None = None,
    scale: Scale | None = None,
) -> tuple[Recognised, ...]:
    """Find a file's table, and the other sheets that have the same headings, as one a class.

    A sheet with other headings is not looked at: it may be of another year.

    Raises
    ------
    DataError
        As :func:`recognise` does.
    """
    found = recognise(export, subjects, kind=kind, remembered=remembered, scale=scale)
    out = [found]
    for grid in export.grids:
        if grid.sheet == found.sheet:
            continue
        place, known = _header(grid)
        texts = [as_text(cell) for cell in grid.rows[place].cells] if known else []
        if not known or fingerprint(texts) != found.mark:
            continue
        try:
            more = _recognised(export, grid, place, subjects, kind, remembered or {}, scale)
        except DataError:
            continue
        out.append(replace(more, name=f"{export.name}, sheet {grid.sheet}", sheet=""))
    return tuple(out)


def _recognised(
    export: Export,
    grid: Grid,
    place: int,
    subjects: tuple[str, ...],
    told: FileKind | None,
    remembered: Mapping[tuple[str, str], str],
    scale: Scale | None,
) -> Recognised:
    header = grid.rows[place]
    texts = [as_text(cell) for cell in header.cells]
    refuse_safeguarding(export.name, texts)
    above = _spread(grid.rows[place - 1], header) if place else ()
    headings = match_headings(
        texts, subjects, above=above, remembered=_corrections(texts, remembered)
    )
    if not any(h.field in IDENTITY for h in headings):
        raise DataError(
            f"The headings of {export.name} name no pupil: there is no UPN, admission number "
            "or name.",
            "Export it again with the UPN in it.",
        )
    below = grid.rows[place + 1 :]
    if scale is not None:
        headings = tuple(_score_or_mark(h, below, subjects, scale) for h in headings)
    found = sort_out(headings, subjects, told)
    if export.ctf is not None:
        found = Sorted(FileKind.CTF, _OF_A_CTF, ())
    if found is None:
        raise DataError(
            f"{export.name} has pupils, but nothing about them that can be imported.",
            "Export it again with the columns you need, or say what its headings mean, such as "
            '--means "Grp=Class".',
        )
    title = " ".join(
        as_text(cell) for row in grid.rows[:place] for cell in row.cells if cell is not None
    )
    stem = (export.name.rpartition(".")[0] or export.name).replace("_", " ")
    if told is None and found.kind is FileKind.PUPILS:
        check_title(export.name, f"{title} {grid.sheet} {stem}", headings)
    headings = tuple(for_kinds(h, found, subjects, told=told is not None) for h in headings)
    if not brings(headings, found, subjects):
        raise DataError(
            f"{export.name} has no column of {found.kind.in_words}.",
            "Say what it is with --as, or export it again with the columns you need.",
        )
    rows, notes = data_rows(below, header, headings)
    if not rows:
        raise DataError(f"{export.name} has headings but no pupils below them.", "Export it again.")
    return Recognised(
        name=export.name,
        kind=found.kind,
        sheet=grid.sheet,
        header_row=header.number,
        headings=headings,
        rows=rows,
        notes=notes,
        when=when_in(title).or_else(when_in(grid.sheet)),
        when_of_name=when_in(stem),
        span=span_in(title),
        title=title,
        as_told=told is not None,
        parts=found.parts,
        because=found.because,
        mark=fingerprint(texts),
        ctf=export.ctf,
    )


def _score_or_mark(
    heading: Heading, rows: Sequence[GridRow], subjects: tuple[str, ...], scale: Scale
) -> Heading:
    """Read a subject's column as test scores where it holds numbers and none of the marks."""
    if heading.field not in subjects or heading.how is How.REMEMBERED:
        return heading
    cells = {row.cells[heading.place] for row in rows if heading.place < len(row.cells)} - {None}
    if any(scale.find(as_text(cell)) for cell in cells):
        return heading
    numbers = sum(not isinstance(as_number(cell), Unreadable) for cell in cells)
    if not numbers or numbers < len(cells) * _MOSTLY:
        return heading
    return replace(heading, field=score_field(heading.field, ""), how=How.GUESSED)


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
