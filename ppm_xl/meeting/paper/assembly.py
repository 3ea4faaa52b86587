"""A list for assembly: children to celebrate, in kind words, without a mark or colour (D16)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ppm_xl.meeting.gathering import ClassMeeting
from ppm_xl.plan import Page, Paper
from ppm_xl.school.model import Pupil
from ppm_xl.school.settings import Settings
from ppm_xl.venn.measures import year_in_words

FILE = "Celebration list.pdf"


def celebration_list(
    meetings: Sequence[ClassMeeting], settings: Settings, folder: tuple[str, ...]
) -> Paper | None:
    """Make the list of one class or of a round; None where there is nobody to celebrate.

    Parameters
    ----------
    folder
        Where it lies: the half-term's folder, or the class's below it.
    """
    classes: list[object] = [
        {
            "class": meeting.class_name,
            "groups": _groups(meeting),
        }
        for meeting in meetings
        if any(found.kindly for found in meeting.celebrated)
    ]
    if not classes:
        return None
    title = f"Well done! {meetings[0].half_term}"
    data = {"school": settings.school_name, "title": title, "classes": classes}
    return Paper((*folder, FILE), title, (Page("celebration_list", data),))


def _groups(meeting: ClassMeeting) -> list[object]:
    """Give those who are celebrated for the same together, in the order of the meeting."""
    whole = Counter(_called(pupil) for pupil in meeting.pupils)
    groups: dict[str, list[str]] = {}
    for found in meeting.celebrated:
        name, year = _called(found.pupil), found.pupil.year
        if whole[name] > 1 and year:
            name += f" ({year_in_words(year)})"
        if found.kindly:
            groups.setdefault(found.kindly, []).append(name)
    return [{"words": words, "children": names} for words, names in groups.items()]


def _called(pupil: Pupil) -> str:
    return f"{pupil.first_name} {pupil.surname}"
