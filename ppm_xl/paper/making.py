"""Papers onto the disk: typeset, joined, or left as they lie where nothing about them changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from ppm_xl.errors import DataError
from ppm_xl.paper.school_pages import places, with_school_pages
from ppm_xl.paper.typesetting import Typesetter, unprintable
from ppm_xl.paper.unchanged import is_unchanged
from ppm_xl.paper.writing import place_for, write
from ppm_xl.plan import Page, Paper, VennPicture

Draw = Callable[[VennPicture, str], bytes]
"""Draws a diagram as SVG, under a title."""


class PaperMaker:
    """Makes the papers of one action below one folder.

    Parameters
    ----------
    today
        The day of the action.
    out
        The output folder.
    draw
        Draws the diagrams of the papers that are made.
    """

    def __init__(self, today: date, out: Path, draw: Draw) -> None:
        self._typesetter = Typesetter(today)
        self._out = out
        self._draw = draw

    def refuse_unprintable(self, papers: Sequence[Paper]) -> None:
        """Look at every page before the first is written: no half a class of reports.

        What lies there already has been printed.

        Raises
        ------
        DataError
            Where a page holds what cannot be printed.
        """
        to_make = [paper for paper in papers if not self._lies_there(paper)]
        found = [
            f"{where} ({paper.path[-1]})"
            for paper, page in _each_page_once(to_make)
            for where in unprintable(page)
        ]
        if found:
            more = f", and {len(found) - 1} more" if len(found) > 1 else ""
            raise DataError(
                f"A character cannot be printed: {found[0]}{more}. Nothing was written.",
                "Write it in another way.",
            )

    def make(self, paper: Paper) -> Path:
        """Make one paper, unless it lies there already, and say where.

        Raises
        ------
        FileError
            Where it cannot be written, or a file of the school's own changed meanwhile.
        """
        place = place_for(self._out, paper.path)
        if not self._lies_there(paper):
            mark = self._typesetter.mark(paper.title, paper.pages)
            pdf = self._typesetter.pdf(paper.title, paper.pages, self._pictures(paper))
            place = write(with_school_pages(pdf, paper.pages, mark), self._out, paper.path)
        if len(paper.pages) == 1 and not paper.pages[0].behind:
            self._typesetter.lies_at(paper.pages[0], place)
        return place

    def _lies_there(self, paper: Paper) -> bool:
        mark = self._typesetter.mark(paper.title, paper.pages)
        return is_unchanged(place_for(self._out, paper.path), mark)

    def _pictures(self, paper: Paper) -> Mapping[str, bytes]:
        return {
            **{name: svg.encode() for page in paper.pages for name, svg in page.images.items()},
            **places(paper.pages),
            **{
                name: self._draw(venn, paper.title)
                for page in paper.pages
                for name, venn in page.pictures.items()
            },
        }


def _each_page_once(papers: Sequence[Paper]) -> Iterator[tuple[Paper, Page]]:
    """Give every page with the first paper it is in: a class's are its children's."""
    seen = set()
    for paper in papers:
        for page in paper.pages:
            if id(page) not in seen:
                seen.add(id(page))
                yield paper, page
