"""What a column of a file can mean, and which kind of file brings it in.

A meaning is written in plain words, as a person reads and types them: ``Class``,
``Reading progress``, ``Reading test: standardised``, ``KS2 result: Reading``.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from typing import Final

from ppm_xl.mis.profile import COLUMN_OF, GOALS, OLD_GOALS
from ppm_xl.schema import AREAS_OF_LEARNING


class FileKind(StrEnum):
    """What a file is about; the values are those of ``import --as``."""

    PUPILS = "pupils"
    JUDGEMENTS = "judgements"
    TESTS = "tests"
    ATTENDANCE = "attendance"
    BEHAVIOUR = "behaviour"
    GROUPS = "groups"
    PUPIL_PREMIUM = "pupil-premium"
    RESULTS = "results"
    CTF = "ctf"

    @property
    def in_words(self) -> str:
        """Say it as a sentence would."""
        return {
            FileKind.PUPILS: "a pupil list",
            FileKind.JUDGEMENTS: "teachers' judgements",
            FileKind.TESTS: "test scores",
            FileKind.ATTENDANCE: "attendance",
            FileKind.BEHAVIOUR: "behaviour",
            FileKind.GROUPS: "groups",
            FileKind.PUPIL_PREMIUM: "the pupil premium list",
            FileKind.RESULTS: "earlier results",
            FileKind.CTF: "a Common Transfer File",
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
BY_THE_WAY: Final = (*FLAGS, "SEND")
"""What a marksheet or an attendance file may tell of pupils by the way.

Classes and year groups change by pupil lists only: a marksheet's class may be a teaching set.
"""

DEPRIVATION: Final = "Deprivation premium"
SERVICE: Final = "Service child premium"
ADOPTED: Final = "Adopted from care premium"
IN_CARE: Final = "Looked after premium"
PREMIUMS: Final = (DEPRIVATION, SERVICE, ADOPTED, IN_CARE)
"""The four premiums of the DfE's pupil premium list, each paid (1) or not (0)."""

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
DATE: Final = "Date"
"""The day of a test or an incident: what it is of the file's kind says."""
INCIDENTS: Final = ("Incidents", "Suspensions")
INCIDENT: Final = "Incident"
"""What happened, where every row of a file is one incident."""
OUTCOME: Final = "What was done"
"""What the school did about an incident: a suspension is counted by it."""

TEST_NAME: Final = "Test name"
TEST_SUBJECT: Final = "Subject"
TEST_KINDS: Final = ("standardised", "age-standardised", "scaled", "raw", "age")
"""What a score can be; age is a reading or maths age."""

GROUP: Final = "Group"
GROUP_KIND: Final = "Kind of group"

EARLIER: Final = {
    "KS1": ("Reading", "Writing", "Maths", "Science"),
    "KS2": ("Reading", "Writing", "Maths", "GPS", "Science"),
    "Baseline": ("Reading", "Writing", "Maths"),
}
"""Stages and subjects of results; phonics, tables check and profile have fields of their own."""

PHONICS: Final = "Phonics"
TABLES_CHECK: Final = "MTC"
PROFILE: Final = "EYFSP"


def _earlier_results() -> dict[str, tuple[str, str]]:
    out: dict[str, tuple[str, str]] = {}
    for stage, subjects in EARLIER.items():
        for subject in subjects:
            out[f"{stage} result: {subject}"] = stage, subject
            out[f"{stage} score: {subject}"] = stage, subject
    out["Phonics mark"] = PHONICS, "Phonics"
    out["Phonics outcome"] = PHONICS, "Phonics outcome"
    out["MTC mark"] = TABLES_CHECK, "Times tables"
    out["MTC reason not taken"] = TABLES_CHECK, "Times tables"
    for goal in (*GOALS.values(), *OLD_GOALS.values()):
        out[f"EYFSP result: {goal}"] = PROFILE, goal
    out["EYFSP result: GLD"] = PROFILE, "GLD"
    return out


RESULTS: Final = _earlier_results()
"""Field to the stage and subject of Prior that it fills."""

INSTEAD_OF: Final = {
    **{f"KS2 result: {s}": f"KS2 score: {s}" for s in EARLIER["KS2"]},
    **{f"KS1 result: {s}": f"KS1 score: {s}" for s in EARLIER["KS1"]},
    "MTC reason not taken": "MTC mark",
}
"""Outcome to the score that says more: it stands only where there is no score."""


def score_field(subject: str, kind: str) -> str:
    """Give the meaning of a column of test scores.

    >>> score_field("Reading", "scaled"), score_field("", "raw"), score_field("Maths", "")
    ('Reading test: scaled', 'Test: raw', 'Maths test')
    """
    what = f"{subject} test" if subject else "Test"
    return f"{what}: {kind}" if kind else what


_TEST_FIELD: Final = re.compile(rf"(?:(.+) test|Test)(?:: ({'|'.join(TEST_KINDS)}))?")


@lru_cache(maxsize=1024)
def score_of(field: str) -> tuple[str, str] | None:
    """Give the subject and the kind of a column of test scores, either may be empty."""
    found = _TEST_FIELD.fullmatch(field)
    return (found[1] or "", found[2] or "") if found else None


@lru_cache(maxsize=1024)
def group_of(field: str) -> tuple[str, str] | None:
    """Give the subject and the kind of a column such as ``Maths set``: every value a group.

    >>> group_of("Maths set"), group_of("Reading group"), group_of("Group")
    (('Maths', 'set'), ('Reading', 'group'), None)
    """
    subject, _, kind = field.rpartition(" ")
    return (subject, kind) if subject and kind in {"set", "group"} else None


def is_mark(field: str, subjects: tuple[str, ...]) -> bool:
    """Whether the field is a subject's mark or the teacher's progress colour."""
    return field.removesuffix(" progress") in subjects


_KIND_OF_FIELD: Final[dict[str, FileKind]] = {
    **dict.fromkeys(CONTEXT, FileKind.PUPILS),
    **dict.fromkeys(SESSIONS, FileKind.ATTENDANCE),
    **dict.fromkeys(ATTITUDE, FileKind.JUDGEMENTS),
    **dict.fromkeys(AREAS_OF_LEARNING, FileKind.JUDGEMENTS),
    **dict.fromkeys(COLUMN_OF.values(), FileKind.JUDGEMENTS),
    **dict.fromkeys((*INCIDENTS, INCIDENT, OUTCOME), FileKind.BEHAVIOUR),
    **dict.fromkeys(PREMIUMS, FileKind.PUPIL_PREMIUM),
    **dict.fromkeys(RESULTS, FileKind.RESULTS),
    **dict.fromkeys((GROUP, GROUP_KIND), FileKind.GROUPS),
    TEST_NAME: FileKind.TESTS,
}
_HELPING: Final = frozenset({*IDENTITY, *PERIOD, DATE, TEST_SUBJECT})
"""Fields by which pupils and days are found: they bring nothing in by themselves."""


def kind_of(field: str, subjects: tuple[str, ...]) -> FileKind | None:
    """Say which kind of file a column makes; None where it only says whom, when or what of."""
    if field in _HELPING:
        return None
    if is_mark(field, subjects):
        return FileKind.JUDGEMENTS
    found = _KIND_OF_FIELD.get(field)
    if found is None and score_of(field):
        return FileKind.TESTS
    if found is None and group_of(field):
        return FileKind.GROUPS
    return found


def helps(field: str, kinds: frozenset[FileKind]) -> bool:
    """Whether a field that brings nothing in by itself is of use in a file of these kinds."""
    if field in IDENTITY or field == "DOB":
        return True
    if field in PERIOD:
        return bool(kinds & {FileKind.ATTENDANCE, FileKind.BEHAVIOUR, FileKind.GROUPS})
    if field == DATE:
        return bool(kinds & {FileKind.TESTS, FileKind.BEHAVIOUR, FileKind.RESULTS})
    if field == TEST_SUBJECT:
        return bool(kinds & {FileKind.TESTS, FileKind.GROUPS})
    return False
