"""What a column of a file can mean, and which kinds of file use it."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from ppm_xl.schema import AREAS_OF_LEARNING


class FileKind(StrEnum):
    """What a file is about; the values are those of ``import --as``."""

    PUPILS = "pupils"
    JUDGEMENTS = "judgements"
    ATTENDANCE = "attendance"

    @property
    def in_words(self) -> str:
        """Say it as a sentence would."""
        return {
            FileKind.PUPILS: "a pupil list",
            FileKind.JUDGEMENTS: "teachers' judgements",
            FileKind.ATTENDANCE: "attendance",
        }[self]


IGNORE: Final = "Ignore"
"""What a remembered heading means that is to be left out."""

NAME: Final = "Name"
"""Surname and forename in one column."""
SURNAME_FIRST: Final = "Name, surname first"
PREFERRED_FORENAME: Final = "Preferred forename"
PREFERRED_SURNAME: Final = "Preferred surname"

NAME_FIELDS: Final = (
    "Surname",
    "Forename",
    PREFERRED_FORENAME,
    PREFERRED_SURNAME,
    NAME,
    SURNAME_FIRST,
)
IDENTITY: Final = ("UPN", "Admission no", *NAME_FIELDS)

FLAGS: Final = (
    "Pupil Premium",
    "FSM",
    "Ever 6",
    "Service child",
    "Looked after",
    "Previously looked after",
    "EAL",
)
CONTEXT: Final = ("DOB", "Sex", "Year", "Class", *FLAGS, "SEND", "Joined", "Left")

ATTITUDE: Final = ("Behaviour", "Effort", "Homework", "Uniform")
SESSIONS: Final = (
    "Possible",
    "Present",
    "Approved activity",
    "Attended",
    "Authorised",
    "Unauthorised",
    "Lates",
    "Attendance %",
)
PERIOD: Final = ("Period starts", "Period ends")
INCIDENTS: Final = ("Incidents", "Suspensions")

BOTH_KINDS: Final = frozenset(ATTITUDE)
"""Attitude comes in marksheets and in attendance files."""


def used_by(kind: FileKind, field: str, subjects: tuple[str, ...]) -> bool:
    """Whether a file of this kind brings this field in, or finds its pupils by it."""
    if field in IDENTITY or field == "DOB":
        return True
    if kind is FileKind.PUPILS:
        return field in CONTEXT
    if field in BOTH_KINDS or field == "Class":
        return True
    if kind is FileKind.ATTENDANCE:
        return field in SESSIONS or field in PERIOD or field in INCIDENTS
    return field in AREAS_OF_LEARNING or is_mark(field, subjects)


def is_mark(field: str, subjects: tuple[str, ...]) -> bool:
    """Whether the field is a subject's mark or the teacher's progress colour."""
    return field.removesuffix(" progress") in subjects
