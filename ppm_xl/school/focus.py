"""What meets a circle of the Venn: the words of Settings, Focus, as a rule.

==============================================  ==================================================
Meets                                           the circle holds who …
==============================================  ==================================================
empty, ``expected standard``                    meets the expected standard by the newest mark
``greater depth``                               meets greater depth, in both diagrams
``expected standard in reading``                the same of a subject that the circle is not called
``phonics >= 32``                               has that score in the newest phonics check
``MTC >= 20``                                   … in the multiplication tables check
``scaled score >= 100``                         … in the newest scaled score of the circle's subject
``maths standardised score >= 95``              … of the subject that is named
``New PiRA >= 93, greater depth >= 114``        … in the test of that name; and from where on it is
                                                greater depth, for the second diagram
``KS1 reading >= 100``, ``KS1 reading: EXS``    has that earlier result
``on track`` (an area of learning)              is on track in it, Early Years
``expected`` (an early learning goal)           has reached the goal, Early Years
``GLD``                                         has, or is on track for, a good level of development
==============================================  ==================================================

``≥``, ``at least 32`` and ``32 or more`` say the same as ``>= 32``; ``> 31`` is understood too.
What cannot be read is no rule: ``check`` says so, and nobody is placed by it.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

from ppm_xl.schema import AREAS_OF_LEARNING
from ppm_xl.school.early_years import GOALS

PHONICS: Final = "phonics"
TABLES_CHECK: Final = "mtc"
SCALED: Final = "scaled score"
STANDARDISED: Final = "standardised score"


@dataclass(frozen=True, slots=True)
class Judged:
    """The newest mark in a subject meets a standard."""

    subject: str
    deeper: bool = False


@dataclass(frozen=True, slots=True)
class Scored:
    """The newest score in a test reaches a number.

    Attributes
    ----------
    test
        Folded: :data:`PHONICS`, :data:`TABLES_CHECK`, :data:`SCALED`, :data:`STANDARDISED`, a
        test's name, or empty for any test of the subject.
    subject
        Empty where the test is of one subject only.
    least
        The score from which it is met; more than it where ``above``.
    deeper
        The score from which it is greater depth; None where the school names none.
    """

    test: str
    subject: str
    least: float
    above: bool = False
    deeper: float | None = None


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier result meets a standard: a stage, a subject, and a mark to reach.

    Attributes
    ----------
    least
        A score, or None where a mark of the school's scale is meant.
    mark
        The mark to reach; empty where any that meets the standard will do.
    """

    stage: str
    subject: str
    least: float | None = None
    above: bool = False
    mark: str = ""
    deeper: float | None = None


@dataclass(frozen=True, slots=True)
class OnTrack:
    """On track in an area of learning."""

    area: str


@dataclass(frozen=True, slots=True)
class GoalReached:
    """An early learning goal is reached."""

    goal: str


@dataclass(frozen=True, slots=True)
class GoodLevel:
    """A good level of development."""


Rule: TypeAlias = Judged | Scored | Earlier | OnTrack | GoalReached | GoodLevel

_EXPECTED: Final = frozenset(
    (
        "expected standard", "expected", "the expected standard", "at the expected standard",
        "meets expected", "meets the expected standard", "exs", "secure", "at expected",
    )
)  # fmt: skip
_DEEPER: Final = frozenset(("greater depth", "at greater depth", "gds", "gd", "higher standard"))
_ON_TRACK: Final = frozenset(("on track", "is on track", *_EXPECTED))
_GLD: Final = frozenset(("gld", "good level of development", "a good level of development"))
_TESTS: Final = {
    "phonics": PHONICS, "phonics check": PHONICS, "phonics screening check": PHONICS,
    "phonics screening": PHONICS, "phonics score": PHONICS, "phonics mark": PHONICS,
    "mtc": TABLES_CHECK, "multiplication tables check": TABLES_CHECK,
    "times tables check": TABLES_CHECK, "times tables": TABLES_CHECK,
    "tables check": TABLES_CHECK, "mtc score": TABLES_CHECK, "mtc mark": TABLES_CHECK,
    "scaled": SCALED, "scaled score": SCALED, "a scaled score": SCALED,
    "standardised": STANDARDISED, "standardised score": STANDARDISED,
    "standardized score": STANDARDISED, "a standardised score": STANDARDISED,
    "score": "", "test": "", "test score": "", "a score": "", "": "",
}  # fmt: skip
_STAGES: Final = {"ks1": "KS1", "ks2": "KS2", "baseline": "Baseline"}
_AREAS: Final = {
    **{area.casefold(): area for area in AREAS_OF_LEARNING},
    "c&l": AREAS_OF_LEARNING[0],
    "communication": AREAS_OF_LEARNING[0],
    "psed": AREAS_OF_LEARNING[1],
    "personal, social and emotional development": AREAS_OF_LEARNING[1],
    "pd": AREAS_OF_LEARNING[2],
    "physical development": AREAS_OF_LEARNING[2],
    "maths": AREAS_OF_LEARNING[4],
}
_GOALS: Final = {goal.casefold(): goal for goal in GOALS}

_NUMBER: Final = r"(?P<number>\d+(?:\.\d+)?)"
_SCORE: Final = tuple(
    re.compile(rf"(?P<what>.*?)[\s:,]*{words}", re.IGNORECASE)
    for words in (
        rf"(?P<sign>>=|=>|≥|>)\s*{_NUMBER}",
        rf"(?:of\s+)?(?:at least|from|minimum)\s+{_NUMBER}",
        rf"(?:of\s+)?{_NUMBER}\s*(?:or more|or above|or over|or higher|and above|\+)",
    )
)
_PARTED: Final = re.compile(r"\s*[,;(]\s*(?=(?:greater depth|gds|gd|higher)\b)", re.IGNORECASE)
_IN_SUBJECT: Final = re.compile(r"(?P<what>.+?)\s+(?:in|for)\s+(?P<subject>.+)", re.IGNORECASE)


def rule_of(circle: str, meets: str, subjects: Collection[str], *, early: bool) -> Rule | None:
    """Read what meets a circle.

    Parameters
    ----------
    circle
        The circle's name: the subject, area or test that is meant where ``meets`` names none.
    subjects
        The school's subjects.
    early
        Whether the year group has areas of learning and no subjects.

    Returns
    -------
    Rule or None
        None where the words say nothing that is known.

    Examples
    --------
    >>> rule_of("Reading", "expected standard", ("Reading",), early=False)
    Judged(subject='Reading', deeper=False)
    >>> rule_of("Phonics", "phonics >= 32", ("Reading",), early=False)
    Scored(test='phonics', subject='', least=32.0, above=False, deeper=None)
    >>> rule_of("Literacy", "on track", (), early=True)
    OnTrack(area='Literacy')
    >>> rule_of("Phonics", "the sounds", ("Reading",), early=False) is None
    True
    """
    name, words = _plain(circle), _plain(meets)
    known = {_plain(subject): subject for subject in subjects}
    return (
        _of_early_years(name, words, early=early)
        or _score(name, meets, known)
        or _judged(name, words, known)
        or _earlier_mark(name, words, known)
        or _of_early_years(name, words, early=True)
    )


def has_greater_depth(rule: Rule) -> bool:
    """Whether a rule says what greater depth is; a circle without takes no part in that diagram."""
    match rule:
        case Judged():
            return True
        case Earlier(least=None, mark=""):
            return True
        case Scored(deeper=deeper) | Earlier(deeper=deeper):
            return deeper is not None
    return False


def _plain(words: str) -> str:
    return " ".join(words.split()).strip(" .").casefold()


def _of_early_years(name: str, words: str, *, early: bool) -> Rule | None:
    """Read an area, a goal or a good level of development, named by the circle or the words."""
    if words in _GLD or (name in _GLD and words in _ON_TRACK | {"", "y", "yes", "met"}):
        return GoodLevel()
    if not early:
        return None
    what, _, said = words.rpartition(":")
    for thing, standard in (
        (name, words),
        (what.strip(), said.strip()),
        *((words.removesuffix(end).strip(), end) for end in _ON_TRACK if words.endswith(f" {end}")),
    ):
        if thing in _AREAS and standard in _ON_TRACK | {""}:
            return OnTrack(_AREAS[thing])
        if thing in _GOALS and standard in _ON_TRACK | {""}:
            return GoalReached(_GOALS[thing])
    return None


def _score(name: str, meets: str, known: dict[str, str]) -> Rule | None:
    first, *more = _PARTED.split(" ".join(meets.split()).strip(" ."))
    found = _number(first)
    if found is None:
        return None
    what, least, above = found
    deeper = None
    if more:
        beyond = _number(more[0].rstrip(" )"))
        if len(more) > 1 or beyond is None or beyond[1] < least:
            return None
        deeper = beyond[1]
    rule = _tested(name, _plain(what), known)
    if rule is None:
        return None
    return replace(rule, least=least, above=above, deeper=deeper)


def _number(words: str) -> tuple[str, float, bool] | None:
    for pattern in _SCORE:
        found = pattern.fullmatch(words)
        if found:
            sign = found.groupdict().get("sign")
            return found["what"], float(found["number"]), sign == ">"
    return None


def _tested(name: str, what: str, known: dict[str, str]) -> Scored | Earlier | None:
    """Say which test is meant; the circle's name where the words name none."""
    if what == "" and name in _TESTS:
        what = name
    stage, rest = _stage(what)
    if stage:
        rest = _TESTS.get(rest, rest) if rest in {"score", "scaled score", "test"} else rest
        rest = "" if rest == SCALED else rest.removesuffix(" scaled score").removesuffix(" score")
        subject = known.get(rest or name)
        return Earlier(stage, subject) if subject else None
    subject = known.get(name, "")
    for folded, spelt in known.items():
        if what == folded or what.startswith(f"{folded} "):
            subject, what = spelt, what[len(folded) :].strip()
            break
    test = _TESTS.get(what, what)
    if test in {PHONICS, TABLES_CHECK}:
        return Scored(test, "", 0)
    if test in {SCALED, STANDARDISED, ""} and not subject:
        return None
    return Scored(test, subject, 0)


def _stage(words: str) -> tuple[str, str]:
    first, _, rest = words.replace("key stage ", "ks").partition(" ")
    return _STAGES.get(first.rstrip(":"), ""), rest.strip()


def _judged(name: str, words: str, known: dict[str, str]) -> Judged | None:
    for subject, standard in _subject_and_standard(name, words, known):
        if subject in known and standard in _EXPECTED | _DEEPER | {""}:
            return Judged(known[subject], standard in _DEEPER)
    return None


def _subject_and_standard(name: str, words: str, known: dict[str, str]) -> list[tuple[str, str]]:
    found = [(name, words)]
    if inside := _IN_SUBJECT.fullmatch(words):
        found.append((inside["subject"], inside["what"]))
    found += [
        (subject, words[len(subject) :].lstrip(" :"))
        for subject in known
        if words.startswith((f"{subject} ", f"{subject}:"))
    ]
    return found


def _earlier_mark(name: str, words: str, known: dict[str, str]) -> Earlier | None:
    stage, rest = _stage(words)
    if not stage:
        return None
    subject, mark = name, rest
    for folded in known:
        if rest == folded or rest.startswith((f"{folded} ", f"{folded}:")):
            subject, mark = folded, rest[len(folded) :].lstrip(" :")
    if subject not in known:
        return None
    return Earlier(stage, known[subject], mark="" if mark in _EXPECTED else mark.upper())
