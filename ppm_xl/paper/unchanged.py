"""Telling whether a paper lies there already, made from the same pages in the same way.

Behind a PDF's end stands a comment, which readers pass over: a mark of all that it was made from.
So pressing again makes only what changed, without a list of what was made that could go stale.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Final

from ppm_xl.plan import Page

_BEGINS: Final = b"%ppm-xl "
_LENGTH: Final = 64
_DECIDE: Final = (
    "ppm-xl", "typst", "fontpkg-lexend", "fontpkg-noto-sans", "fontpkg-ibm-plex-sans-arabic",
)  # fmt: skip
"""Packages whose next version may set a page otherwise."""

_TAIL: Final = len(_BEGINS) + _LENGTH + 1


def mark_of(title: str, pages: Sequence[Page], made_with: str) -> str:
    """Give the mark of a document.

    Parameters
    ----------
    title
        The document's.
    pages
        Its pages, in order.
    made_with
        What else decides how it looks: templates, colours, the day.
    """
    said = json.dumps([title, made_with, [asdict(page) for page in pages]], default=_plain)
    return hashlib.sha256(said.encode()).hexdigest()


def _plain(value: object) -> object:
    return sorted(value) if isinstance(value, frozenset) else repr(value)


def marked(pdf: bytes, mark: str) -> bytes:
    """Put a document's mark behind its end."""
    return pdf.rstrip() + b"\n" + _BEGINS + mark.encode() + b"\n"


def is_unchanged(path: Path, mark: str) -> bool:
    """Whether a document of this mark lies there whole."""
    try:
        with path.open("rb") as file:
            file.seek(-_TAIL, 2)
            return file.read() == _BEGINS + mark.encode() + b"\n"
    except OSError:  # not there, or shorter than any mark
        return False


@cache
def made_by(templates: Path) -> str:
    """Give what in this version of the program decides how papers look."""
    found = hashlib.sha256()
    for path in sorted(templates.glob("*.typ")):
        found.update(path.read_bytes())
    packages = [f"{name} {version(name)}" for name in _DECIDE]
    return f"{found.hexdigest()} {' '.join(packages)}"
