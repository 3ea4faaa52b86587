"""The meeting pack: the same meeting as one PDF, to be read across a table.

Page one alone is enough to begin: the diagram of now, who moved, last time's actions. Then the
diagram of then, every child on a line, and the sections in the school's order. What was typed
on the form stands in it; where nothing was typed yet there is room to write.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

from ppm_xl.book.tables import Tables
from ppm_xl.meeting.gathering import ClassMeeting
from ppm_xl.meeting.headline import area_in_words, facts_in_words, then_in_words
from ppm_xl.meeting.paper.pack_actions import Agreements, Data, last_time
from ppm_xl.meeting.paper.pack_grid import class_grid, key_of
from ppm_xl.meeting.paper.pack_sections import pack_sections, said
from ppm_xl.meeting.phrases import NO_LAST_ACTIONS
from ppm_xl.plan import Page, Paper, VennPicture
from ppm_xl.school.folders import folder_in
from ppm_xl.school.model import School
from ppm_xl.venn.from_school import VENN_AREA, alt_text

_SIZES: Final = {22: (7.9, 4.6), 27: (7.9, 4.95), 30: (7.9, 5.3), 999: (8.1, 5.7)}
"""Pupils, at most, to width and height of a diagram in inches: names of 9 points and more
wherever they stand, and typical classes in the usual circles."""
_SMALL: Final = (2.42, 1.62)
_MOVES: Final = {
    "out": "moved away",
    "in": "moved in",
    "across": "moved across",
    "new": "new",
    "": "",
}


def pack_of(school: School, meeting: ClassMeeting, tables: Tables, today: date) -> Paper:
    """Make the pack of one class: ``<school year> <half-term>/<class>/Meeting pack.pdf``."""
    when, settings = meeting.half_term, school.settings
    pictures = _pictures(meeting)
    agreements = Agreements(meeting, tables, settings, today)
    senco = settings.words.get("SENCO is called") or "SENCO"
    data: Data = {
        "title": meeting.title,
        "school": settings.school_name,
        "class": meeting.class_name,
        "half-term": str(when),
        "facts": facts_in_words(meeting),
        "visitors": _visitors(meeting),
        "no venn": meeting.without_a_venn,
        "areas": [
            [a.name, area_in_words(a.on_track, len(a.not_on_track)), ", ".join(a.not_on_track)]
            for a in meeting.areas_of_learning
        ],
        "then": then_in_words(meeting),
        "pictures": {
            name: {"alt": alt_text(venn, f"{meeting.class_name}, {name}")}
            for name, venn in pictures.items()
        },
        "compared": meeting.then is not None and meeting.now is not None,
        "movers": [
            [m.name, _MOVES[m.move], m.words, said(tables, meeting, m.upn, VENN_AREA, "Note")]
            for m in meeting.movers
        ],
        "last": [last_time(found, tables) for found in meeting.last_actions],
        "no last": NO_LAST_ACTIONS,
        "yellow": settings.words.get("Yellow is called") or "Yellow",
        "asker": meeting.leader,
        "key": key_of(meeting, settings),
        "grid": class_grid(meeting),
        "sections": pack_sections(meeting, tables, agreements, senco),
        "agreed": agreements.every(),
    }
    return Paper(
        path=pack_path(school, meeting),
        title=meeting.title,
        pages=(Page("meeting_pack", data, pictures),),
    )


def pack_path(school: School, meeting: ClassMeeting) -> tuple[str, ...]:
    """Give the place of a meeting's pack below the output folder."""
    return *folder_in(school, meeting.half_term, meeting.class_name), "Meeting pack.pdf"


def _visitors(meeting: ClassMeeting) -> str:
    if not (meeting.facts.visitors or meeting.facts.for_child):
        return ""
    return (
        "For staff only: a parent or child comes to this meeting. While they are there, open only "
        "the page of their child."
    )


def _pictures(meeting: ClassMeeting) -> dict[str, VennPicture]:
    found = {}
    if meeting.now is not None:
        size = next(size for most, size in _SIZES.items() if len(meeting.pupils) <= most)
        found["now"] = replace(meeting.now, size=size)
        if meeting.before is not None:
            found["then"] = replace(meeting.before, size=_SMALL, counts_only=True)
            found["before"] = replace(meeting.before, size=size)
    return found
