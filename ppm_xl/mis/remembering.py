"""Corrections of headings, kept for the next file that has the same ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ppm_xl.book.draft import Draft
from ppm_xl.mis.kinds import Recognised
from ppm_xl.mis.ledger import Ledger
from ppm_xl.mis.lines import HEADING_REMEMBERED, Line
from ppm_xl.mis.synonyms import normalise
from ppm_xl.school.cells import text


def remember(
    draft: Draft, files: Iterable[Recognised], means: Mapping[str, str], ledger: Ledger
) -> None:
    """Keep what the user said of headings for the next file with the same ones.

    Parameters
    ----------
    means
        Heading to its meaning.
    """
    said = {normalise(heading): meaning for heading, meaning in means.items()}
    before = draft.tables()["Headings"]
    for file in files:
        for heading in file.headings:
            meaning = said.get(normalise(heading.text))
            was = before.get((file.mark, heading.text), "Means") if meaning else None
            if meaning is None or was == meaning:
                continue
            line = Line(
                HEADING_REMEMBERED,
                "",
                heading.text,
                text(was),
                meaning,
                source=file.name,
                key=(file.mark, heading.text),
            )
            if ledger.propose(line):
                row = {"Fingerprint": file.mark, "Heading": heading.text, "Means": meaning}
                draft.put("Headings", row)
