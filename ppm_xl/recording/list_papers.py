"""Each owner's list as a page to hand over: ``<half-term>/Action lists/<owner>.pdf``."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from ppm_xl.meeting.lacking import staff_of
from ppm_xl.plan import Page, Paper
from ppm_xl.recording.lists import OwnerList, ToDo
from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.folders import half_term_folder, safe_name
from ppm_xl.school.settings import Settings

FOLDER: Final = "Action lists"
TEMPLATE: Final = "owner_list"

Data = dict[str, object]


def list_papers(
    lists: Sequence[OwnerList], half_term: HalfTerm, settings: Settings, today: date
) -> tuple[Paper, ...]:
    """Make one paper an owner."""
    out, taken = [], set()
    for one in lists:
        stem, number = safe_name(one.owner), 1
        name = stem
        while name.casefold() in taken:
            number += 1
            name = f"{stem} {number}"
        taken.add(name.casefold())
        page = Page(TEMPLATE, _data(one, settings, today))
        out.append(Paper(_path(half_term, name), f"To do: {one.owner}, {today:%d/%m/%Y}", (page,)))
    return tuple(out)


def superseded(
    papers: Sequence[Paper], half_term: HalfTerm, settings: Settings
) -> tuple[tuple[str, ...], ...]:
    """Give where lists of an earlier time lie of staff who have nothing to do any more."""
    written = {paper.path[-1].casefold() for paper in papers}
    places = (_path(half_term, safe_name(name)) for name in sorted(set(staff_of(settings))))
    return tuple(place for place in places if place[-1].casefold() not in written)


def _path(half_term: HalfTerm, name: str) -> tuple[str, ...]:
    return half_term_folder(half_term), FOLDER, f"{name}.pdf"


def _data(one: OwnerList, settings: Settings, today: date) -> Data:
    return {
        "owner": one.owner,
        "role": one.known_as,
        "school": settings.school_name,
        "day": f"{today:%d/%m/%Y}",
        "summary": one.summary,
        "rows": [_row(entry) for entry in one.entries],
    }


def _row(entry: ToDo) -> Data:
    return {
        "whom": entry.whom,
        "about": entry.about,
        "what": entry.what,
        "day": f"{entry.by_when:%d/%m/%Y}" if entry.by_when else "no day set",
        "overdue": entry.overdue,
        "measure": entry.measure,
    }
