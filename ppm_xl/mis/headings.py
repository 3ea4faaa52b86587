"""What each heading of a file means: matched, guessed, remembered or left out."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from typing import Final

from ppm_xl.mis.fields import IGNORE, score_field
from ppm_xl.mis.heading import Heading, How
from ppm_xl.mis.heading_words import (
    FILLER,
    PROGRESS_WORDS,
    about_something_else,
    area_in,
    attitude_in,
    earlier_result,
    group_meaning,
    score_kind,
    score_meaning,
    subject_in,
    subject_tested,
)
from ppm_xl.mis.headings_together import together
from ppm_xl.mis.meanings import field_meant
from ppm_xl.mis.periods import When, when_in, without_when
from ppm_xl.mis.profile import COLUMN_OF, GOALS, OLD_GOALS
from ppm_xl.mis.synonyms import (
    BROMCOM_PARTS,
    field_named,
    goal_code,
    normalise,
    subject_word,
    unprefixed,
    words_of,
)
from ppm_xl.mis.values import as_year_group
from ppm_xl.schema import AREAS_OF_LEARNING


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
    return together(out)


def _meaning(  # noqa: PLR0911 - one return a rule, in their order
    place: int,
    text: str,
    group: str,
    subjects: tuple[str, ...],
    corrections: Mapping[str, str],
) -> Heading:
    when = when_in(text).or_else(when_in(group))
    correction = corrections.get(normalise(text))
    if correction is not None:
        field = field_meant(correction, subjects)
        if field == IGNORE:
            return Heading(place, text, "", How.IGNORED, why="as the school chose")
        if field is None:
            why = f"no column means \u201c{correction[:40]}\u201d: see Settings, Headings"
            return Heading(place, text, "", How.IGNORED, why=why)
        return Heading(place, text, field, How.REMEMBERED, when)
    if text.count("$") == BROMCOM_PARTS - 1:
        return _bromcom(place, text, subjects)
    download, own = unprefixed(text)
    if download in {"PHONICS", "FSP"}:
        return _of_download(place, text, download, own)
    # Repeated headings are numbered when read: "Reading 2", "Reading.1".
    unnumbered = re.sub(r"[\s._]*\d+$", "", text)
    outright = _own_subject(text, subjects) or field_named(text) or field_named(unnumbered)
    if outright is None and goal_code(text) in GOALS:
        outright = COLUMN_OF[goal_code(text)]
    if outright is None:
        return _by_words(place, text, group, when, subjects)
    return _outright(place, text, outright, when, subjects)


def _outright(place: int, text: str, field: str, when: When, subjects: tuple[str, ...]) -> Heading:
    if field in _USUAL_SUBJECTS and field not in subjects:
        return Heading(place, text, "", How.IGNORED, why=_NOT_A_SUBJECT)
    if normalise(text) in _MAY_BE_ANYTHING:
        return Heading(place, text, field, How.GUESSED, when)
    return Heading(place, text, field, How.MATCHED, when)


_USUAL_SUBJECTS: Final = frozenset({"Reading", "Writing", "Maths"})
_NOT_A_SUBJECT: Final = "its subject is not in Settings, Subjects"
_MAY_BE_ANYTHING: Final = frozenset(
    {"group", "set", "outcome", "assessment", "paper", "language", "mothertonguecode"}
)
"""Headings that other systems use for other things as well."""
_FOLLOWS: Final = re.compile(
    r"(?:read|mat|gps|rwm|writta|scita|writ|sci)(?:exp|high|depth)|pupilstatus", re.IGNORECASE
)
_WHY_NOT: Final = {
    "pupilpremiumfte": "money is not kept",
    "pupilpremiumcashamount": "money is not kept",
    "pupilpremiumfystartdate": "the year of the money is not kept",
    "pupilpremiumfyenddate": "the year of the money is not kept",
    "lastfsm": "a day in the past does not say whether meals are free now",
    "gld": "worked out here from the areas or goals",
    "goodlevelofdevelopment": "worked out here from the areas or goals",
    "yearofentry": "not the year group",
    "usertype": "not about the child",
    "action": "not about the child",
    "hodderscale": "the publisher's own scale is not kept",
    "scaledscorese": "the error of a score is not kept",
    "percentile": "percentiles are not kept",
    "formerupn": "an earlier number of the child",
    "behaviourpoints": "points are not kept; the number of incidents is",
    "negativepoints": "points are not kept; the number of incidents is",
    "achievementpoints": "points are not kept",
    "positivepoints": "points are not kept",
    "points": "points are not kept",
    "housepoints": "points are not kept",
}
"""Headings that are known and have no place in the workbook."""


def _own_subject(text: str, subjects: tuple[str, ...]) -> str | None:
    wanted = normalise(text)
    for subject in subjects:
        if wanted == normalise(subject):
            return subject
        if wanted in {normalise(f"{subject} progress"), normalise(f"{subject} prog")}:
            return f"{subject} progress"
    return None


def _of_download(place: int, text: str, download: str, own: str) -> Heading:
    """Read a heading of a DfE download that puts its name before each: ``FSP_COM_E01``."""
    field = ""
    if download == "FSP":
        code = goal_code(own)
        goal = GOALS.get(code) or OLD_GOALS.get(code)
        field = f"EYFSP result: {goal}" if goal else ""
        if normalise(own) == "gld":
            field = "EYFSP result: GLD"
    field = field or field_named(own) or ""
    if not field:
        return Heading(place, text, "", How.IGNORED, why=_WHY_NOT.get(normalise(own), ""))
    return Heading(place, text, field, How.MATCHED)


def _bromcom(place: int, text: str, subjects: tuple[str, ...]) -> Heading:
    kind, term, year, subject = (part.strip() for part in text.split("$"))
    group = as_year_group(year)
    pupil_year = group if isinstance(group, str) else ""
    when = when_in(term).or_else(when_in(year)).or_else(when_in(kind))
    when = When(when.name, when.school_year, pupil_year)
    words = words_of(kind)
    about = about_something_else(words)
    if about is not None:
        return Heading(place, text, "", How.IGNORED, why=about)
    found = _own_subject(subject, subjects) or field_named(subject)
    if found is None or found not in {*subjects, *_USUAL_SUBJECTS, *AREAS_OF_LEARNING}:
        of_words = subject_in(words_of(subject), subjects)
        found = of_words or (found if found in _BROMCOM_FIELDS else None)
    scores = score_kind(words)
    if scores is not None:
        tested = found if found in _USUAL_SUBJECTS else ""
        tested = tested or subject_tested(words_of(subject), subjects)
        if tested:
            return Heading(place, text, score_field(tested, scores), How.MATCHED, when)
    if found is None or (found in _USUAL_SUBJECTS and found not in subjects):
        return Heading(place, text, "", How.IGNORED, why=_NOT_A_SUBJECT)
    if found in subjects and PROGRESS_WORDS & set(words):
        found = f"{found} progress"
    return Heading(place, text, found, How.MATCHED, when)


_BROMCOM_FIELDS: Final = frozenset(
    {*COLUMN_OF.values(), "Behaviour", "Effort", "Homework", "Uniform", "Phonics mark"}
)


def _by_words(  # noqa: PLR0911 - one return a rule, in their order
    place: int, text: str, group: str, when: When, subjects: tuple[str, ...]
) -> Heading:
    """Guess from the words of a long heading, such as an aspect and a result set run together."""
    if normalise(text) in _WHY_NOT or _FOLLOWS.fullmatch(normalise(text)):
        why = _WHY_NOT.get(normalise(text), "it follows from the score or the judgement")
        return Heading(place, text, "", How.IGNORED, why=why)
    bare = without_when(text)
    found = field_named(bare)
    if found is not None:
        return _outright(place, text, found, when, subjects)
    words = words_of(bare)
    about = about_something_else(words)
    if about is not None:
        return Heading(place, text, "", How.IGNORED, why=about)
    above = words_of(without_when(group))
    earlier = earlier_result(words, dated=bool(when.name))
    if earlier:
        return Heading(place, text, earlier, How.GUESSED)
    tested = score_meaning(words, above, subjects)
    if tested:
        return Heading(place, text, tested, How.MATCHED, when)
    if score_kind(words) is not None:
        return Heading(place, text, "", How.IGNORED, why="it does not say of which subject")
    subject = subject_in(words, subjects) or (
        subject_in(above, subjects) if set(words) <= FILLER | PROGRESS_WORDS else None
    )
    in_group = group_meaning(words, subject)
    if in_group:
        return Heading(place, text, in_group, How.MATCHED)
    if subject is not None:
        progress = bool(PROGRESS_WORDS & set(words))
        field = f"{subject} progress" if progress else subject
        how = How.GUESSED if _more_than(words, subject) else How.MATCHED
        return Heading(place, text, field, how, when)
    guess = area_in(bare) or attitude_in(words)
    if guess:
        return Heading(place, text, guess, How.GUESSED, when)
    return Heading(place, text, "", How.IGNORED)


def _more_than(words: Sequence[str], subject: str) -> bool:
    """Whether a heading says more than a subject and words that add nothing to it."""
    own = words_of(subject)
    return any(
        w not in FILLER | PROGRESS_WORDS
        and not w.isdigit()
        and subject_word(w) != subject
        and w not in own
        for w in words
    )
