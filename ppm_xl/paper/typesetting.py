"""Pages to PDF: tagged (PDF/UA-1), the same bytes for the same pages.

A page is in British English unless its data name another ``language``: its code, whether it is
read from right to left, and its typeface.

Where a template says that each sheet begins a new leaf, every page is typeset alone, and a paper of
several pages is joined of them: so a class's reports cost no second typesetting.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Final

from ppm_xl.errors import DataError
from ppm_xl.paper.compact import compacted
from ppm_xl.paper.compiling import LOOK, Compiling, forget_what_was_laid_out
from ppm_xl.paper.fonts import printable, uncovered
from ppm_xl.paper.joining import joined
from ppm_xl.paper.tagging import with_row_headers, without_borders
from ppm_xl.paper.unchanged import made_by, mark_of, marked, sign_of
from ppm_xl.plan import Page

TEMPLATES: Final = Path(__file__).with_name("templates")
_PNG: Final = b"\x89PNG"
_LONG: Final = 8
"""Pages from which a document's layout takes more memory than it is worth keeping."""
_NEW_LEAF: Final = '#let start-on = "odd"'
"""How a template says that each of its sheets is a document of its own."""


class Typesetter:
    """Typesets any number of documents with one compiler, which is what makes it quick.

    Parameters
    ----------
    today
        The day of the action: the date in every document.
    """

    def __init__(self, today: date) -> None:
        self._today = today
        self._compiling = Compiling(TEMPLATES, today)
        # By the page's place in memory, which is its own as long as the page is kept too.
        self._leaves: dict[int, tuple[Page, bytes | Path]] = {}
        self._signs: dict[int, tuple[Page, str]] = {}

    def pdf(self, paper_title: str, pages: Sequence[Page], pictures: Mapping[str, bytes]) -> bytes:
        """Typeset one document.

        Parameters
        ----------
        paper_title
            The document's title, which readers announce and show.
        pages
            At least one; all of one template.
        pictures
            SVG or PNG bytes by the file name under which the pages' data name them.

        Raises
        ------
        DataError
            Where a character stands in the data that no typeface of ours can draw.
        """
        template = pages[0].template
        if any(page.template != template for page in pages):
            raise ValueError("The pages of one document share a template.")
        title = printable(paper_title)
        if _begins_leaves(template):
            whole = self._of_leaves(title, pages, pictures)
        else:
            whole = self._typeset(title, pages, pictures)
            if len(pages) >= _LONG:
                forget_what_was_laid_out()
        return marked(whole, self.mark(paper_title, pages))

    def lies_at(self, page: Page, place: Path) -> None:
        """Note that the document of this page alone lies there, unchanged: it can be joined."""
        self._leaves[id(page)] = page, place

    def mark(self, paper_title: str, pages: Sequence[Page]) -> str:
        """Give what tells a document from one made of other pages, another day, or otherwise."""
        made_with = f"{made_by(TEMPLATES)} {self._today} {LOOK}"
        return mark_of(paper_title, [self._sign(page) for page in pages], made_with)

    def _sign(self, page: Page) -> str:
        if id(page) not in self._signs:
            self._signs[id(page)] = page, sign_of(page)
        return self._signs[id(page)][1]

    def _of_leaves(self, title: str, pages: Sequence[Page], pictures: Mapping[str, bytes]) -> bytes:
        if len(pages) == 1:
            leaf = self._typeset(title, pages, pictures)
            self._leaves[id(pages[0])] = pages[0], leaf
            return leaf
        _refuse_what_cannot_be_drawn(title, ())
        try:
            return joined(title, [self._leaf(title, page, pictures) for page in pages])
        except OSError:  # one that was written was moved or locked meanwhile
            for page in pages:
                self._leaves.pop(id(page), None)
            return joined(title, [self._leaf(title, page, pictures) for page in pages])

    def _leaf(self, title: str, page: Page, pictures: Mapping[str, bytes]) -> bytes | Path:
        _, found = self._leaves.get(id(page), (page, b""))
        return found or self._of_leaves(title, [page], pictures)

    def _typeset(self, title: str, pages: Sequence[Page], pictures: Mapping[str, bytes]) -> bytes:
        data = [_printable(page.data) for page in pages]
        _refuse_what_cannot_be_drawn(title, data)
        given = {
            "title": title,
            "pages": data,
            "pictures": {name: _typst_bytes(picture) for name, picture in pictures.items()},
        }
        pdf = self._compiling.pdf(pages[0].template, given)
        return compacted(without_borders(with_row_headers(pdf)))


def _begins_leaves(template: str) -> bool:
    path = TEMPLATES / f"{template}.typ"
    return path.exists() and _NEW_LEAF in path.read_text(encoding="utf-8")


def unprintable(page: Page) -> tuple[str, ...]:
    """Say which characters of a page cannot be printed and where they stand; empty where all can.

    >>> unprintable(Page("family_report", {"went well": "Read 三 books"}))
    ('“三” in went well',)
    """
    found = _undrawable("", _printable(page.data))
    return tuple(dict.fromkeys(f"“{character}” in {where}" for where, character in found))


def _printable(value: object) -> object:
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        return {key: _printable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_printable(item) for item in value]
    return value


def _undrawable(where: str, value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        for character in uncovered(value):
            yield where or "the text", character
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _undrawable(f"{where}, {key}" if where else str(key), item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _undrawable(where, item)


def _refuse_what_cannot_be_drawn(title: str, data: Sequence[object]) -> None:
    for number, page in enumerate([title, *data]):
        for where, character in _undrawable("" if number else "the title", page):
            on = f", page {number}," if len(data) > 1 and number else ""
            raise DataError(
                f"“{character}” cannot be printed: {where} of {title}{on} holds it.",
                "Write it with the letters of European languages, Vietnamese or Arabic.",
            )


def _typst_bytes(picture: bytes) -> str | list[int]:
    """Give a picture as JSON can carry it: SVG as text, PNG byte by byte."""
    return list(picture) if picture.startswith(_PNG) else picture.decode()
