"""Headings on the list: what was guessed and what is ignored, each to be put right by a person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from ppm_xl.book.tables import Cell
from ppm_xl.mis.answers import Decision, decision_of
from ppm_xl.mis.fields import IGNORE
from ppm_xl.mis.heading import How
from ppm_xl.mis.headings import fingerprint
from ppm_xl.mis.kinds import Recognised
from ppm_xl.mis.lines import HEADING_GUESSED, HEADING_IGNORED, Line
from ppm_xl.mis.meanings import heading_row
from ppm_xl.school.cells import text

_GUESSED = "Guessed from its words. Type another meaning under Becomes; No leaves it out."
_IGNORED = "If it matters, type under Becomes what it means, such as Reading."


def heading_lines(files: Iterable[Recognised]) -> list[Line]:
    """Give a line for every heading that was guessed or is ignored."""
    return [line for file in files for line in _of(file)]


def _of(file: Recognised) -> Iterator[Line]:
    mark = fingerprint([heading.text for heading in file.headings])
    for heading in file.headings:
        key = (mark, heading.text)
        if heading.how is How.GUESSED:
            yield Line(
                HEADING_GUESSED,
                "",
                heading.text,
                "",
                heading.field,
                why=_GUESSED,
                source=file.name,
                key=key,
            )
        elif heading.how is How.IGNORED:
            why = heading.why[:1].upper() + heading.why[1:] + ". " if heading.why else ""
            yield Line(
                HEADING_IGNORED,
                "",
                heading.text,
                "",
                "",
                Decision.NO,
                f"{why}{_IGNORED}",
                source=file.name,
                key=key,
            )


def corrections(
    records: Iterable[Mapping[str, Cell]],
    files: Sequence[Recognised],
    subjects: tuple[str, ...],
) -> list[dict[str, Cell]]:
    """Give the rows of the table Headings that a person's corrections on the sheet make.

    Parameters
    ----------
    records
        The list as it stands on the sheet.
    files
        The files behind it.
    subjects
        The school's subjects.

    Raises
    ------
    DataError
        Where somebody typed what a heading cannot mean.
    """
    lines = {line.id: line for file in files for line in _of(file)}
    out: list[dict[str, Cell]] = []
    for record in records:
        line = lines.get(text(record.get("ID")))
        if line is None:
            continue
        typed = " ".join(text(record.get("Becomes")).split())
        refused = decision_of(record.get("Decision")) is Decision.NO
        words = IGNORE if refused and line.what == HEADING_GUESSED else typed
        if words and words != line.becomes:
            mark, heading = line.key
            row = heading_row(mark, heading, words, subjects)
            if row["Means"] not in {line.becomes or IGNORE, None}:
                out.append(row)
    return out
