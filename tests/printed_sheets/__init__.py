"""The sheets of a workbook as PDFs, one each."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader, PdfWriter


@dataclass(frozen=True)
class Printed:
    """The visible sheets as PDFs, and cells whose formula gives an error, over all rows."""

    sheets: dict[str, bytes]
    errors: tuple[str, ...]

    def text(self, sheet: str) -> str:
        """What can be read on a sheet's pages."""
        return _text(self.sheets[sheet])

    def pages(self, sheet: str) -> int:
        """How many pages a sheet has."""
        return len(PdfReader(BytesIO(self.sheets[sheet])).pages)


@cache
def _text(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def by_sheet(pdf: Path) -> dict[str, bytes]:
    """Part the PDF at its bookmarks: there is one for each sheet."""
    reader = PdfReader(pdf)
    starts = [
        (str(entry.title), reader.get_destination_page_number(entry) or 0)
        for entry in reader.outline
        if not isinstance(entry, list)
    ]
    ends = [start for _, start in starts[1:]] + [len(reader.pages)]
    out = {}
    for (name, start), end in zip(starts, ends, strict=True):
        writer = PdfWriter()
        for page in reader.pages[start:end]:
            writer.add_page(page)
        buffer = BytesIO()
        writer.write(buffer)
        out[name] = buffer.getvalue()
    return out
