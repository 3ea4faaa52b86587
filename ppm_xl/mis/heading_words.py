"""What a long heading means by its words, such as an aspect and a result set run together."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final

from ppm_xl.mis.fields import EARLIER, score_field
from ppm_xl.mis.synonyms import normalise, subject_word, words_of
from ppm_xl.schema import AREAS_OF_LEARNING


def words_in(text: str) -> frozenset[str]:
    """Give the words of a text, each once."""
    return frozenset(text.split())


FILLER: Final = words_in(
    "main assessment assessments teacher ta judgement judgment grade mark attainment "
    "current overall year yr y term end of result results english eng en ma primary class "
    "summative pupil the in group level outcome age related expectation standard eyfs early "
    "years area learning eoy eot half"
)
"""Words that add nothing to a subject's heading."""

PROGRESS_WORDS: Final = words_in("progress prog")

OTHER_THINGS: Final = {
    "target": "targets are agreed in the workbook",
    "estimate": "targets are agreed in the workbook",
    "fft": "targets are agreed in the workbook",
    "predicted": "targets are agreed in the workbook",
    "comment": "comments are not imported",
    "comments": "comments are not imported",
    "prior": "it does not say of which key stage",
    "minutes": "minutes late are not imported",
    "percentile": "percentiles are not kept",
    "rank": "ranks are not kept",
    "stanine": "stanines are not kept",
    "points": "points are not kept",
    "id": "a number of another system",
}
"""Words by which a heading that names a subject is about something else."""

_TEST_WORDS: Final = {
    "test": "",
    "score": "",
    "scores": "",
    "standardised": "standardised",
    "standardized": "standardised",
    "sas": "standardised",
    "scaled": "scaled",
    "raw": "raw",
    "age": "age",
}
"""Words that make a heading that names a subject one of test scores, with the kind of score."""

PUBLISHERS: Final = {
    "nfer": "NFER",
    "pira": "PiRA",
    "puma": "PUMA",
    "gaps": "GAPS",
    "cat": "CAT",
    "cats": "CAT",
    "cat4": "CAT4",
    "ngrt": "NGRT",
    "ngst": "NGST",
    "ngmt": "NGMT",
    "ptm": "PTM",
    "pte": "PTE",
    "star": "Star",
    "yarc": "YARC",
    "swst": "SWST",
    "sats": "SATs",
    "headstart": "Headstart",
    "testbase": "Testbase",
    "boost": "Boost",
    "gl": "GL",
    "white rose": "White Rose",
    "no more marking": "No More Marking",
    "sandwell": "Sandwell",
}
"""Names of tests in common use in primary schools, as headings and file names write them."""

_SUBJECT_OF_TEST: Final = {
    "pira": "Reading",
    "ngrt": "Reading",
    "yarc": "Reading",
    "puma": "Maths",
    "ngmt": "Maths",
    "ptm": "Maths",
    "sandwell": "Maths",
    "gaps": "GPS",
    "swst": "Spelling",
    "ngst": "Spelling",
}
_ONLY_TESTED: Final = {
    "gps": "GPS",
    "spag": "GPS",
    "grammar": "GPS",
    "spelling": "Spelling",
    "spellings": "Spelling",
    "science": "Science",
    "sci": "Science",
    "phonics": "Phonics",
    "arithmetic": "Arithmetic",
    "reasoning": "Reasoning",
}
"""Subjects that are tested though the school may not report on them."""


def about_something_else(words: Sequence[str]) -> str | None:
    """Say why a heading with these words is not imported; None where nothing speaks against it."""
    return next((OTHER_THINGS[word] for word in words if word in OTHER_THINGS), None)


def score_kind(words: Sequence[str]) -> str | None:
    """Give the kind of test score that words name; None where they name no test.

    >>> score_kind(["reading", "age", "standardised", "score"]), score_kind(["reading", "test"])
    ('age-standardised', '')
    >>> score_kind(["age", "related", "reading"]) is None
    True
    """
    found: list[str] = []
    for place, word in enumerate(words):
        after = words[place + 1] if place + 1 < len(words) else ""
        if word == "age" and after in {"related", "expectation", "standardised", "standardized"}:
            if after.startswith("standardi"):
                return "age-standardised"
            continue
        if word in _TEST_WORDS:
            found.append("" if word == "age" and "standard" in words else _TEST_WORDS[word])
    if {"standard", "age", "score"} <= set(words):
        return "standardised"
    if found:
        return next((kind for kind in found if kind), "")
    return "" if publisher(" ".join(words)) else None


@lru_cache(maxsize=4096)
def publisher(text: str) -> str:
    """Give the test that a heading, title or file name speaks of; empty where none.

    >>> publisher("NFER Reading Year 3.csv"), publisher("Reading"), publisher("white-rose maths")
    ('NFER', '', 'White Rose')
    """
    said = f" {' '.join(words_of(text))} ".replace(" cat 4 ", " cat4 ")
    return next((name for word, name in PUBLISHERS.items() if f" {word} " in said), "")


def subject_tested(words: Sequence[str], subjects: tuple[str, ...]) -> str:
    """Give the subject that a test's words name; empty where none or several."""
    found = subject_in(words, (*subjects, *_usual_not_in(subjects)))
    if found:
        return found
    said = {_SUBJECT_OF_TEST.get(w) or _ONLY_TESTED.get(w) for w in words} - {None}
    return str(said.pop()) if len(said) == 1 else ""


def _usual_not_in(subjects: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(s for s in ("Reading", "Writing", "Maths") if s not in subjects)


def subject_in(words: Sequence[str], subjects: tuple[str, ...]) -> str | None:
    """Give the one subject that words name; None where none or several."""
    found = {subject_word(word) for word in words} & set(subjects)
    for subject in subjects:
        own = words_of(subject)
        if any(list(words[i : i + len(own)]) == own for i in range(len(words))):
            found.add(subject)
    if len(found) != 1:
        return None
    return next((subject for subject in subjects if subject in found), None)


def earlier_result(words: Sequence[str], *, dated: bool) -> str:
    """Give the meaning of a heading of an earlier key stage's results; empty where it is none.

    Parameters
    ----------
    dated
        Whether the heading names a half-term: then ``KS2`` says who is assessed, and not when.

    >>> earlier_result(["ks", "1", "reading"], dated=False)
    'KS1 result: Reading'
    >>> earlier_result(["baseline", "maths"], dated=True)
    'Baseline result: Maths'
    """
    stage = ""
    for place, word in enumerate(words):
        if word == "baseline":
            stage = "Baseline"
        elif word == "ks" and place + 1 < len(words) and words[place + 1] in {"1", "2"}:
            stage = f"KS{words[place + 1]}"
    if not stage or (stage == "KS2" and dated):
        return ""
    subject = subject_in(words, EARLIER[stage]) or next(
        (s for w in words if (s := _ONLY_TESTED.get(w, "")) in EARLIER[stage]), ""
    )
    if not subject:
        return ""
    what = "score" if {"score", "scaled"} & set(words) else "result"
    return f"{stage} {what}: {subject}"


def score_meaning(words: Sequence[str], group: Sequence[str], subjects: tuple[str, ...]) -> str:
    """Give the meaning of a heading of test scores; empty where it is none, or of no subject.

    Parameters
    ----------
    group
        The words that stand in merged cells above it.
    """
    kind = score_kind(words)
    if kind is None:
        kind = score_kind(group) if set(words) <= FILLER or not words else None
    if kind is None:
        return ""
    subject = subject_tested(words, subjects) or subject_tested(group, subjects)
    return score_field(subject, kind) if subject else ""


def group_meaning(words: Sequence[str], subject: str | None) -> str:
    """Give the meaning of a heading such as ``Maths Set``; empty where it is none."""
    pairs = {(a, b) for a, b in pairwise(words)}
    if subject and {"set", "sets"} & set(words):
        return f"{subject} set"
    if subject and "group" in words and ("year", "group") not in pairs:
        return f"{subject} group"
    return ""


def attitude_in(words: Sequence[str]) -> str:
    """Give the attitude that a heading is about, by the one word of it that counts."""
    rest = [w for w in words if w not in FILLER and not w.isdigit()]
    if len(rest) == 1:
        return {"behaviour": "Behaviour", "homework": "Homework", "uniform": "Uniform"}.get(
            rest[0], ""
        )
    return ""


def area_in(bare: str) -> str:
    """Give the area of learning whose whole name stands in a heading."""
    wanted = normalise(bare)
    return next((area for area in AREAS_OF_LEARNING if normalise(area) in wanted), "")
