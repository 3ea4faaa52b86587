"""What each heading of a file means: matched, guessed, remembered or left out."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from ppm_xl.mis.fields import IGNORE
from ppm_xl.mis.periods import NOT_SAID, When, when_in, without_when
from ppm_xl.mis.synonyms import (
    BROMCOM_PARTS,
    SYNONYMS,
    field_named,
    normalise,
    subject_word,
    words_of,
)
from ppm_xl.mis.values import as_year_group
from ppm_xl.schema import AREAS_OF_LEARNING


class How(StrEnum):
    """How a heading came by its meaning."""

    MATCHED = "matched"
    GUESSED = "guessed"
    REMEMBERED = "remembered"
    IGNORED = "ignored"


@dataclass(frozen=True, slots=True)
class Heading:
    """One column of a file.

    Attributes
    ----------
    place
        Its place in a row, from 0.
    text
        As the file writes it.
    field
        What it means; empty where it is ignored.
    when
        The half-term that the heading itself names.
    why
        Why it is ignored, where there is more to say than that its words are not known.
    """

    place: int
    text: str
    field: str
    how: How
    when: When = NOT_SAID
    why: str = ""


_FILLER: Final = frozenset(
    word
    for words in (
        "main assessment assessments teacher ta judgement judgment grade mark attainment",
        "current overall year yr y term end of result results english eng en ma primary class",
        "summative pupil the in group level outcome age related expectation standard eyfs early",
        "years area learning eoy eot half",
    )
    for word in words.split()
)
"""Words that add nothing to a subject's heading."""

_OTHER_THINGS: Final = {
    "test": "test scores are not imported yet",
    "score": "test scores are not imported yet",
    "standardised": "test scores are not imported yet",
    "scaled": "test scores are not imported yet",
    "sas": "test scores are not imported yet",
    "raw": "test scores are not imported yet",
    "age": "test scores are not imported yet",
    "target": "targets are agreed in the workbook",
    "estimate": "targets are agreed in the workbook",
    "fft": "targets are agreed in the workbook",
    "predicted": "targets are agreed in the workbook",
    "comment": "comments are not imported",
    "comments": "comments are not imported",
    "ks": "earlier results are not imported yet",
    "prior": "earlier results are not imported yet",
    "baseline": "earlier results are not imported yet",
    "set": "groups are not imported yet",
    "sets": "groups are not imported yet",
    "group": "groups are not imported yet",
    "minutes": "minutes late are not imported",
}
"""Words by which a heading that names a subject is about something else."""

_PROGRESS_WORDS: Final = frozenset({"progress", "prog"})


def fingerprint(texts: Sequence[str]) -> str:
    """Give a mark by which files with the same headings are known again, in whatever order."""
    words = sorted(normalise(text) for text in texts if text)
    return hashlib.sha256("|".join(words).encode()).hexdigest()[:12]


def match_headings(
    texts: Sequence[str],
    subjects: tuple[str, ...],
    *,
    above: Sequence[str] = (),
    remembered: Mapping[str, str] | None = None,
) -> tuple[Heading, ...]:
    """Say what each heading means.

    Parameters
    ----------
    texts
        The headings, empty where a column has none.
    subjects
        The school's subjects.
    above
        The row above, spread over merged cells: half-terms or subjects over groups of columns.
    remembered
        Heading (as the school wrote it) to its meaning, from earlier corrections.
    """
    corrections = {normalise(text): meaning for text, meaning in (remembered or {}).items()}
    out: list[Heading] = []
    for place, text in enumerate(texts):
        if text:
            group = above[place] if place < len(above) else ""
            out.append(_meaning(place, text, group, subjects, corrections))
    return _without_doubles(_areas_together(out))


def _meaning(
    place: int,
    text: str,
    group: str,
    subjects: tuple[str, ...],
    corrections: Mapping[str, str],
) -> Heading:
    when = when_in(text).or_else(when_in(group))
    correction = corrections.get(normalise(text))
    if correction is not None:
        if correction in {"", IGNORE}:
            return Heading(place, text, "", How.IGNORED, why="as the school chose")
        return Heading(place, text, correction, How.REMEMBERED, when)
    if text.count("$") == BROMCOM_PARTS - 1:
        return _bromcom(place, text, subjects)
    # Repeated headings are numbered when read: "Reading 2", "Reading.1".
    unnumbered = re.sub(r"[\s._]*\d+$", "", text)
    outright = field_named(text) or _own_subject(text, subjects) or field_named(unnumbered)
    if outright is None:
        return _by_words(place, text, group, when, subjects)
    return _outright(place, text, outright, when, subjects)


def _outright(place: int, text: str, field: str, when: When, subjects: tuple[str, ...]) -> Heading:
    if field in _USUAL_SUBJECTS and field not in subjects:
        return Heading(place, text, "", How.IGNORED, why=_NOT_A_SUBJECT)
    return Heading(place, text, field, How.MATCHED, when)


_USUAL_SUBJECTS: Final = frozenset({"Reading", "Writing", "Maths"})
_NOT_A_SUBJECT: Final = "its subject is not in Settings, Subjects"


def _own_subject(text: str, subjects: tuple[str, ...]) -> str | None:
    wanted = normalise(text)
    for subject in subjects:
        if wanted == normalise(subject):
            return subject
        if wanted in {normalise(f"{subject} progress"), normalise(f"{subject} prog")}:
            return f"{subject} progress"
    return None


def _bromcom(place: int, text: str, subjects: tuple[str, ...]) -> Heading:
    kind, term, year, subject = (part.strip() for part in text.split("$"))
    group = as_year_group(year)
    pupil_year = group if isinstance(group, str) else ""
    when = when_in(term).or_else(when_in(year)).or_else(when_in(kind))
    when = When(when.name, when.school_year, pupil_year)
    words = words_of(kind)
    about = _about_something_else(words)
    if about is not None:
        return Heading(place, text, "", How.IGNORED, why=about)
    found = _own_subject(subject, subjects) or field_named(subject)
    if found is None:
        found = _subject_in(words_of(subject), subjects)
    if found is None or (found in _USUAL_SUBJECTS and found not in subjects):
        return Heading(place, text, "", How.IGNORED, why=_NOT_A_SUBJECT)
    if found in subjects and _PROGRESS_WORDS & set(words):
        found = f"{found} progress"
    return Heading(place, text, found, How.MATCHED, when)


def _by_words(place: int, text: str, group: str, when: When, subjects: tuple[str, ...]) -> Heading:
    """Guess from the words of a long heading, such as an aspect and a result set run together."""
    bare = without_when(text)
    found = field_named(bare)
    if found is not None:
        return _outright(place, text, found, when, subjects)
    words = words_of(bare)
    about = _about_something_else(words)
    subject = _subject_in(words, subjects) or (
        _subject_in(words_of(without_when(group)), subjects)
        if set(words) <= _FILLER | _PROGRESS_WORDS
        else None
    )
    if subject is not None and about is None:
        progress = bool(_PROGRESS_WORDS & set(words))
        field_ = f"{subject} progress" if progress else subject
        rest = {
            w
            for w in words
            if w not in _FILLER | _PROGRESS_WORDS
            and not w.isdigit()
            and subject_word(w) != subject
            and w not in words_of(subject)
        }
        return Heading(place, text, field_, How.GUESSED if rest else How.MATCHED, when)
    if about is None:
        for area in AREAS_OF_LEARNING:
            if normalise(area) in normalise(bare):
                return Heading(place, text, area, How.GUESSED, when)
        attitude = _attitude_in(words)
        if attitude:
            return Heading(place, text, attitude, How.GUESSED, when)
    return Heading(place, text, "", How.IGNORED, why=about or "")


def _about_something_else(words: Sequence[str]) -> str | None:
    for place, word in enumerate(words):
        pair = (
            (word, *words[place + 1 : place + 2])
            if word == "age"
            else (*words[place - 1 : place], word)
        )
        if word in _OTHER_THINGS and pair not in {("age", "related"), ("year", "group")}:
            return _OTHER_THINGS[word]
    return None


def _subject_in(words: Sequence[str], subjects: tuple[str, ...]) -> str | None:
    found = {subject_word(word) for word in words} & set(subjects)
    for subject in subjects:
        own = words_of(subject)
        if any(list(words[i : i + len(own)]) == own for i in range(len(words))):
            found.add(subject)
    return (
        next((subject for subject in subjects if subject in found), None)
        if (len(found) == 1)
        else None
    )


def _attitude_in(words: Sequence[str]) -> str:
    rest = [w for w in words if w not in _FILLER and not w.isdigit()]
    if len(rest) == 1:
        return {"behaviour": "Behaviour", "homework": "Homework", "uniform": "Uniform"}.get(
            rest[0], ""
        )
    return ""


def _areas_together(headings: list[Heading]) -> list[Heading]:
    """Read ``Mathematics`` as the area of learning where other areas stand beside it."""
    areas = {h.field for h in headings} & set(AREAS_OF_LEARNING)
    if len(areas) < 2 or "Mathematics" in areas:  # noqa: PLR2004 - one area may be chance
        return headings
    return [
        Heading(h.place, h.text, "Mathematics", h.how, h.when) if h.field == "Maths" else h
        for h in headings
    ]


def _without_doubles(headings: list[Heading]) -> tuple[Heading, ...]:
    """Keep one column for each meaning and half-term: the surest, then the first."""
    order = {How.REMEMBERED: 0, How.MATCHED: 1, How.GUESSED: 2, How.IGNORED: 3}
    best: dict[tuple[str, When], Heading] = {}
    for heading in sorted(headings, key=lambda h: (order[h.how], _number_after(h.text), h.place)):
        if heading.field:
            best.setdefault((heading.field, heading.when), heading)
    kept = set(best.values())
    return tuple(
        heading
        if not heading.field or heading in kept
        else Heading(
            heading.place,
            heading.text,
            "",
            How.IGNORED,
            why=f"{best[heading.field, heading.when].text} is taken for {heading.field}",
        )
        for heading in headings
    )


def _number_after(text: str) -> int:
    found = re.search(r"[\s._](\d+)$", text)
    return int(found[1]) if found and normalise(text[: found.start()]) in SYNONYMS else 0
