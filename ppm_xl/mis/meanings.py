"""What a person may say that a heading means, in plain words, and how that is remembered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final

from ppm_xl.book.tables import Cell
from ppm_xl.errors import DataError
from ppm_xl.mis.fields import (
    ATTITUDE,
    CONTEXT,
    DATE,
    GROUP,
    IDENTITY,
    IGNORE,
    INCIDENT,
    INCIDENTS,
    OUTCOME,
    PERIOD,
    PREMIUMS,
    RESULTS,
    SESSIONS,
    TEST_KINDS,
    TEST_NAME,
    TEST_SUBJECT,
    score_field,
)
from ppm_xl.mis.profile import COLUMN_OF
from ppm_xl.mis.synonyms import field_named, normalise
from ppm_xl.schema import AREAS_OF_LEARNING

_TESTED: Final = ("GPS", "Spelling", "Science")
_NOTHING: Final = frozenset({"", "ignore", "nothing", "none", "leaveout", "no"})


@lru_cache(maxsize=64)
def meanings(subjects: tuple[str, ...]) -> tuple[str, ...]:
    """Give everything that a heading can mean, in the order in which a person looks for it.

    Parameters
    ----------
    subjects
        The school's subjects.
    """
    of_subjects = [
        meaning
        for subject in subjects
        for meaning in (
            subject,
            f"{subject} progress",
            score_field(subject, ""),
            *(score_field(subject, kind) for kind in TEST_KINDS),
            f"{subject} set",
            f"{subject} group",
        )
    ]
    of_tests = [
        score_field(subject, kind) for subject in ("", *_TESTED) for kind in ("", *TEST_KINDS)
    ]
    return tuple(
        dict.fromkeys(
            (
                IGNORE,
                *IDENTITY,
                *CONTEXT,
                *of_subjects,
                *AREAS_OF_LEARNING,
                *COLUMN_OF.values(),
                *SESSIONS,
                *PERIOD,
                *ATTITUDE,
                *INCIDENTS,
                INCIDENT,
                OUTCOME,
                DATE,
                TEST_NAME,
                TEST_SUBJECT,
                *of_tests,
                GROUP,
                *PREMIUMS,
                *RESULTS,
            )
        )
    )


@lru_cache(maxsize=4096)
def field_meant(words: str, subjects: tuple[str, ...]) -> str | None:
    """Give the meaning that a person's words stand for; None where they stand for none.

    Words of a heading that is known will do as well.

    >>> field_meant("reading test standardised", ("Reading",)), field_meant("reg group", ())
    ('Reading test: standardised', 'Class')
    >>> field_meant("nothing", ()), field_meant("shoe size", ()) is None
    ('Ignore', True)
    """
    wanted = normalise(words)
    if wanted in _NOTHING:
        return IGNORE
    return _by_words(subjects).get(wanted) or field_named(words)


@lru_cache(maxsize=64)
def _by_words(subjects: tuple[str, ...]) -> Mapping[str, str]:
    return {normalise(meaning): meaning for meaning in meanings(subjects)}


def heading_row(mark: str, heading: str, words: str, subjects: tuple[str, ...]) -> dict[str, Cell]:
    """Give the row of the table Headings that remembers a correction.

    Parameters
    ----------
    mark
        The fingerprint of the file's headings; empty holds for every file.

    Raises
    ------
    DataError
        Where the words name nothing that a heading can mean.
    """
    field = field_meant(words, subjects)
    if field is None:
        raise DataError(
            f"\u201c{words}\u201d is nothing that a heading can mean.",
            "Write Class, Reading, Reading test, Attendance % or another column of the workbook, "
            "or Ignore.",
        )
    return {"Fingerprint": mark or None, "Heading": heading, "Means": field}


def said_on_command_line(said: Iterable[str], subjects: tuple[str, ...]) -> dict[str, str]:
    """Read ``Heading=Meaning``, as often as it was given.

    Raises
    ------
    DataError
        Where the equals sign is missing, or the meaning is none.
    """
    out = {}
    for one in said:
        heading, equals, words = one.rpartition("=")
        if not equals or not heading.strip():
            raise DataError(
                f"\u201c{one}\u201d does not say what a heading means.",
                'Write --means "Heading=Meaning", such as --means "Grp=Class".',
            )
        row = heading_row("", heading.strip(), words.strip(), subjects)
        out[heading.strip()] = str(row["Means"])
    return out
