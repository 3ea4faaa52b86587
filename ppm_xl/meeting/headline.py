"""What stands at the head of a meeting, on the sheet and on every paper alike."""

from __future__ import annotations

from ppm_xl.meeting.gathering import ClassMeeting
from ppm_xl.school.staff import folded


def facts_in_words(meeting: ClassMeeting) -> str:
    """Say when and where the meeting is and who takes part, as far as it is known."""
    facts, teacher, leader = meeting.facts, meeting.team.teacher, meeting.leader
    both = bool(teacher) and folded(teacher) == folded(leader)
    when = f"{facts.day:%A} {facts.day.day} {facts.day:%B %Y}" if facts.day else "No date set yet"
    parts = [
        f"{when}, {facts.start}" if facts.day and facts.start else when,
        facts.place,
        f"Teacher{' and leader' if both else ''}: {teacher}" if teacher else "",
        f"Leader: {leader}" if leader and not both else "",
        f"With: {meeting.others}" if meeting.others else "",
    ]
    return "  ·  ".join(part for part in parts if part)


def then_in_words(meeting: ClassMeeting) -> str:
    """Name what now is compared with."""
    if meeting.then is None:
        return "No earlier marks to compare with"
    if not meeting.then.meetings:
        return f"Marks of {meeting.then.half_term}"
    what = "Last meeting," if meeting.held_then else "As it was in"
    return f"{what} {meeting.then.half_term}"


def area_in_words(on_track: int, not_on_track: int) -> str:
    """Count who is on track and who is not."""
    return f"{on_track} on track, {not_on_track} not on track"
