"""PDFs without waste: most of a tagged document is small objects, which compress well together.

Typst writes each by itself. In streams of objects (PDF 1.5) a child's report takes half of the
room, and every reader of this century reads them.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pikepdf import Pdf


def compacted(pdf: bytes) -> bytes:
    """Give the same document in fewer bytes, the same bytes each time."""
    with TemporaryDirectory(prefix="ppm-xl-") as scratch:
        place = Path(scratch) / "whole.pdf"
        place.write_bytes(pdf)
        with opened(place) as document:
            return saved(document)


def opened(place: Path) -> Pdf:
    """Open a document as the system maps it: read through Python, every word of it is a call."""
    import pikepdf

    return pikepdf.open(place, access_mode=pikepdf.AccessMode.mmap)


def saved(document: Pdf) -> bytes:
    """Give an open document in few bytes, the same bytes each time."""
    import pikepdf

    out = BytesIO()
    document.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return out.getvalue()
