"""A list for assembly: children to celebrate, in kind words, without a mark or colour (D16)."""

from __future__ import annotations

from collections.abc import Sequence

from ppm_xl.meeting.gathering import ClassMeeting
from ppm_xl.plan import Page, Paper
from ppm_xl.printable import printed
from ppm_xl.school.model import Pupil
from ppm_xl.school.settings import Settings

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
            "children": [
                {"child": _called(found.pupil), "words": found.kindly}
                for found in meeting.celebrated
                if found.kindly
            ],
        }
        for meeting in meetings
        if any(found.kindly for found in meeting.celebrated)
    ]
    if not classes:
        return None
    title = f"Well done! {meetings[0].half_term}"
    data = printed({"school": settings.school_name, "title": title, "classes": classes})
    return Paper((*folder, FILE), title, (Page("celebration_list", data),))


def _called(pupil: Pupil) -> str:
    return f"{pupil.first_name} {pupil.surname}"
