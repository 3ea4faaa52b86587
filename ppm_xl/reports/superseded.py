"""Which papers of an earlier time must not stay beside those that are made now.

Somebody prints what lies in a folder: a report held since, or one in the folder of the class that
a child has left, would go home beside the new one.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from ppm_xl.plan import Paper
from ppm_xl.reports.filing import HELD, REPORTS, class_path, list_path, other_place, pupil_paths
from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.folders import class_folder, file_stem
from ppm_xl.school.model import School

Place = tuple[str, ...]
_DEPTH: Final = 4
"""Parts of a child's place: half-term, class, Reports or Held for the head, file."""


def superseded(
    school: School, half_term: HalfTerm, papers: Sequence[Paper], there: Collection[Place] = ()
) -> tuple[Place, ...]:
    """Give where reports of the same children may lie from an earlier time, and must not.

    Who is held for the head now may have had a report among the others before, and a page in
    the class's PDF: where that is not written anew, it goes. So it is with a child who is in
    another class now.

    Parameters
    ----------
    papers
        What is written now.
    there
        Where children's reports of this half-term lie, below the output folder.
    """
    classes = school.class_names
    now = {paper.path for paper in papers}
    left = _left_behind(school, half_term, papers, there)
    held = {paper.path[:2] for paper in papers if paper.path[-2] == HELD}
    touched = held | {place[:2] for place in left}
    places = [place for paper in papers if (place := other_place(paper.path)) is not None]
    for name in sorted(classes):
        if class_folder(half_term, name, classes) in touched:
            of_class = class_path(half_term, name, classes), list_path(half_term, name, classes)
            places.extend(place for place in of_class if place not in now)
    return tuple(dict.fromkeys([*places, *left]))


def _left_behind(
    school: School, half_term: HalfTerm, papers: Sequence[Paper], there: Collection[Place]
) -> list[Place]:
    """Give reports that lie where their child is no longer, of classes or children made now.

    A file counts as a child's where its name is theirs, and as left behind where nobody of that
    name in the school has that place now, on roll or not.
    """
    stems = {file_stem(pupil).casefold() for pupil in school.pupils.values()}
    taken = {
        _folded(place)
        for path in pupil_paths(half_term, school.pupils.values(), school.class_names).values()
        for place in (path, other_place(path))
        if place is not None
    }
    taken |= {_folded(paper.path) for paper in papers}
    folders = {paper.path[1].casefold() for paper in papers if len(paper.path) == _DEPTH}
    children = {_stem(paper.path[-1]) for paper in papers if len(paper.path) == _DEPTH}
    return [
        place
        for place in sorted(there)
        if len(place) == _DEPTH
        and place[2] in {REPORTS, HELD}
        and _folded(place) not in taken
        and (stem := _stem(place[-1])) in stems
        and (stem in children or place[1].casefold() in folders)
    ]


def _folded(place: Place) -> Place:
    return tuple(part.casefold() for part in place)


def _stem(name: str) -> str:
    """Give a file's name without ending and number.

    >>> _stem("Ash Ada 2.pdf"), _stem("Ash Ada.pdf")
    ('ash ada', 'ash ada')
    """
    stem = name.casefold().removesuffix(".pdf")
    words, _, number = stem.rpartition(" ")
    return words if words and number.isdigit() else stem
