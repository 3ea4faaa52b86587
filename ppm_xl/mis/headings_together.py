"""What headings mean beside one another: areas or subjects, group or class, one column each."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace
from typing import Final

from ppm_xl.mis.fields import score_of
from ppm_xl.mis.heading import Heading, How
from ppm_xl.mis.periods import When
from ppm_xl.mis.profile import COLUMN_OF
from ppm_xl.mis.synonyms import SYNONYMS, normalise
from ppm_xl.schema import AREAS_OF_LEARNING


def together(headings: list[Heading]) -> tuple[Heading, ...]:
    """Settle what each heading means beside the others of its file."""
    return _without_doubles(_group_or_class(_areas_together(headings)))


def _areas_together(headings: list[Heading]) -> list[Heading]:
    """Read ``Mathematics`` as the area of learning where other areas or goals stand beside it.

    So are ``Writing`` and ``Number`` the goals of that name where most other goals are there.
    """
    fields = {h.field for h in headings}
    goals = {*COLUMN_OF.values()} & fields
    areas = fields & set(AREAS_OF_LEARNING)
    out = headings
    if len(areas) >= _SURELY_AREAS and "Mathematics" not in areas:
        out = [replace(h, field="Mathematics") if h.field == "Maths" else h for h in out]
    if len(goals) >= _SURELY_GOALS:
        names = {"writing": COLUMN_OF["E10"], "number": COLUMN_OF["E11"]}
        out = [
            replace(h, field=goal, how=How.MATCHED, why="")
            if (goal := names.get(normalise(h.text))) and goal not in goals
            else h
            for h in out
        ]
    return out


_SURELY_AREAS: Final = 2
"""One area may be chance."""
_SURELY_GOALS: Final = 5


def _group_or_class(headings: list[Heading]) -> list[Heading]:
    """Read a column ``Group`` as the class where nothing speaks of groups and no class is there.

    No More Marking and others head the class so.
    """
    fields = {h.field for h in headings}
    about_groups = {"Period starts", "Period ends", "Subject", "Kind of group"} & fields
    if "Class" in fields or "Year" not in fields or about_groups:
        return headings
    return [
        replace(h, field="Class") if h.field == "Group" and h.how is How.GUESSED else h
        for h in headings
    ]


def _without_doubles(headings: list[Heading]) -> tuple[Heading, ...]:
    """Keep one column for each meaning and half-term: the surest, then the first.

    Columns of test scores stay apart: two tests of one subject may stand in one file.
    """
    order = {How.REMEMBERED: 0, How.MATCHED: 1, How.GUESSED: 2, How.IGNORED: 3}
    texts = {normalise(h.text) for h in headings}
    best: dict[tuple[str, When, str], Heading] = {}
    for heading in sorted(
        headings, key=lambda h: (order[h.how], _number_after(h.text, texts), h.place)
    ):
        if heading.field:
            best.setdefault(_meant(heading), heading)
    kept = set(best.values())
    return tuple(
        heading
        if not heading.field or heading in kept
        else heading.ignored(
            f"the column {best[_meant(heading)].text} is already taken for {heading.field}"
        )
        for heading in headings
    )


def _meant(heading: Heading) -> tuple[str, When, str]:
    if not score_of(heading.field):
        return heading.field, heading.when, ""
    said = re.sub(r"[\s._]\d+$", "", heading.text)
    return heading.field, heading.when, normalise(said)


def _number_after(text: str, texts: Collection[str]) -> int:
    """Give the number that repeats a heading: of ``Reading Autumn 1`` and ``Reading Autumn 1 2``.

    Parameters
    ----------
    texts
        The file's headings, normalised.
    """
    found = re.search(r"[\s._](\d+)$", text)
    if found is None:
        return 0
    before = normalise(text[: found.start()])
    return int(found[1]) if before in SYNONYMS or before in texts else 0
