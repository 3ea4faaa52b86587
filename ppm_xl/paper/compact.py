"""PDFs without waste: most of a tagged document is small objects, which compress well together.

Typst writes each by itself. In streams of objects (PDF 1.5) a child's report takes half of the
room, and every reader of this century reads them.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pikepdf import Pdf


def compacted(pdf: bytes) -> bytes:
    """Give the same document in fewer bytes, the same bytes each time."""
    import pikepdf

    with pikepdf.open(BytesIO(pdf)) as document:
        return saved(document)


def saved(document: Pdf) -> bytes:
    """Give an open document in few bytes, the same bytes each time."""
    import pikepdf

    out = BytesIO()
    document.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return out.getvalue()
