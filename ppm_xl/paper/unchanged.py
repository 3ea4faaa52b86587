"""Telling whether a paper lies there already, made from the same pages in the same way.

Behind a PDF's end stands a comment, which readers pass over: a mark of all that it was made from.
So pressing again makes only what changed, without a list of what was made that could go stale.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ppm_xl.plan import Page

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_BEGINS: Final = b"%ppm-xl "
_LENGTH: Final = 64
_DECIDE: Final = (
    "ppm-xl",
    "typst",
    "pikepdf",
    "matplotlib",
    "fontpkg-lexend",
    "fontpkg-noto-sans",
    "fontpkg-ibm-plex-sans-arabic",
)
"""Packages whose next version may set a page otherwise."""
_OURS: Final = Path(__file__).parent, Path(__file__).parents[1] / "venn"
"""What sets a page and draws a diagram."""
_TYPED: Final = Path(__file__).parents[1] / "printable.py"
"""What of typed words is set."""

_TAIL: Final = len(_BEGINS) + _LENGTH + 1


def mark_of(title: str, pages: Sequence[str], made_with: str) -> str:
    """Give the mark of a document.

    Parameters
    ----------
    title
        The document's.
    pages
        The sign of each of its pages, in order.
    made_with
        What else decides how it looks: templates, colours, the day.
    """
    return hashlib.sha256(json.dumps([title, made_with, *pages]).encode()).hexdigest()


def sign_of(page: Page) -> str:
    """Give what tells a page from one that says or shows anything else."""
    said = json.dumps(_parts(page), default=_plain)
    return hashlib.sha256(said.encode()).hexdigest()


def _parts(value: DataclassInstance) -> Mapping[str, object]:
    return {part.name: getattr(value, part.name) for part in fields(value)}


def _plain(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return _parts(value)
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
    ours = (path for folder in _OURS for path in sorted(folder.glob("*.py")))
    for path in (*sorted(templates.glob("*.typ")), *ours):
        found.update(path.read_bytes())
    found.update(_TYPED.read_bytes())
    packages = [f"{name} {version(name)}" for name in _DECIDE]
    return f"{found.hexdigest()} {' '.join(packages)}"
