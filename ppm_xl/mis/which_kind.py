"""What kind of file its headings make it, and which other kinds it has a part of."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from ppm_xl.errors import DataError
from ppm_xl.mis.fields import (
    ATTITUDE,
    BY_THE_WAY,
    CONTEXT,
    DATE,
    GROUP,
    IDENTITY,
    INCIDENT,
    NAME_FIELDS,
    FileKind,
    helps,
    kind_of,
    score_field,
)
from ppm_xl.mis.heading import Heading, How
from ppm_xl.mis.synonyms import normalise

_FEW: Final = 2

_COMPANIONS: Final[dict[FileKind, frozenset[FileKind]]] = {
    FileKind.PUPILS: frozenset(
        {
            FileKind.ATTENDANCE,
            FileKind.TESTS,
            FileKind.RESULTS,
            FileKind.GROUPS,
            FileKind.BEHAVIOUR,
            FileKind.PUPIL_PREMIUM,
        }
    ),
    FileKind.JUDGEMENTS: frozenset(
        {
            FileKind.PUPILS,
            FileKind.ATTENDANCE,
            FileKind.TESTS,
            FileKind.RESULTS,
            FileKind.GROUPS,
            FileKind.BEHAVIOUR,
        }
    ),
    FileKind.ATTENDANCE: frozenset({FileKind.PUPILS, FileKind.BEHAVIOUR}),
    FileKind.TESTS: frozenset({FileKind.RESULTS}),
    FileKind.BEHAVIOUR: frozenset({FileKind.ATTENDANCE}),
}
"""What else a file of each kind may bring.

Marksheets and attendance come from the MIS, so what they tell of pupils by the way is of today;
files of publishers and the DfE hold what was typed or collected when children were tested.
"""

_TOLD_COMPANIONS: Final[dict[FileKind, frozenset[FileKind]]] = {
    FileKind.ATTENDANCE: frozenset({FileKind.BEHAVIOUR}),
}


@dataclass(frozen=True, slots=True)
class Sorted:
    """A file's kind, the kinds it brings something of, and the headings that told."""

    kind: FileKind
    parts: frozenset[FileKind]
    because: tuple[str, ...]


def sort_out(
    headings: Sequence[Heading], subjects: tuple[str, ...], told: FileKind | None
) -> Sorted | None:
    """Say what kind of file these headings make; None where they bring nothing in.

    Parameters
    ----------
    told
        What the user says it is: then nothing else is taken from it.
    """
    by_kind: dict[FileKind, list[Heading]] = defaultdict(list)
    for heading in headings:
        kind = kind_of(heading.field, subjects) if heading.field else None
        if kind is not None:
            by_kind[kind].append(heading)
    if told is not None:
        return Sorted(told, frozenset({told}) | _TOLD_COMPANIONS.get(told, frozenset()), ())
    kind = _main(headings, by_kind)
    if kind is None:
        return None
    others = {
        other
        for other in _COMPANIONS.get(kind, frozenset())
        if any(_sure_enough(h, other) for h in by_kind[other])
    }
    because = tuple(h.text for h in by_kind[kind] if h.field not in {"DOB", "Year", "Class"})
    return Sorted(kind, frozenset({kind, *others}), because or tuple(h.text for h in by_kind[kind]))


def _sure_enough(heading: Heading, kind: FileKind) -> bool:
    if kind is FileKind.PUPILS:
        return heading.field in BY_THE_WAY
    return heading.how is not How.GUESSED or kind is FileKind.RESULTS


def _main(  # noqa: PLR0911 - one return a rule, in their order
    headings: Sequence[Heading], by_kind: Mapping[FileKind, Sequence[Heading]]
) -> FileKind | None:
    fields = {h.field for h in headings if h.field}
    about = len(fields & set(CONTEXT) - {"Year", "Class"})
    marks = [h for h in by_kind.get(FileKind.JUDGEMENTS, ()) if h.field not in ATTITUDE]
    guessed = bool(marks) and all(h.how is How.GUESSED for h in marks)
    sessions = len(by_kind.get(FileKind.ATTENDANCE, ()))
    results = [h for h in by_kind.get(FileKind.RESULTS, ()) if h.how is not How.GUESSED]
    tests = by_kind.get(FileKind.TESTS, ())
    if len(by_kind.get(FileKind.PUPIL_PREMIUM, ())) >= _FEW:
        return FileKind.PUPIL_PREMIUM
    if {INCIDENT, DATE} <= fields:
        return FileKind.BEHAVIOUR
    if results and not marks and len(results) >= len(tests):
        return FileKind.RESULTS
    if marks and not (guessed and about > _FEW):
        return FileKind.JUDGEMENTS
    if tests:
        return FileKind.TESTS
    if sessions and about <= max(_FEW, sessions):
        return FileKind.ATTENDANCE
    flags = len(fields & set(BY_THE_WAY))
    if by_kind.get(FileKind.GROUPS) and not flags:
        return FileKind.GROUPS
    incidents = by_kind.get(FileKind.BEHAVIOUR, ())
    if incidents and not flags:
        return FileKind.BEHAVIOUR
    return _pupils_or_rest(fields, about, by_kind)


def _pupils_or_rest(
    fields: set[str], about: int, by_kind: Mapping[FileKind, Sequence[Heading]]
) -> FileKind | None:
    attitude = bool(fields & set(ATTITUDE))
    if about or {"Year", "Class"} <= fields or ({"Class", "UPN"} <= fields and not attitude):
        return FileKind.PUPILS
    if attitude:
        return FileKind.JUDGEMENTS
    for kind in (FileKind.BEHAVIOUR, FileKind.RESULTS, FileKind.GROUPS, FileKind.PUPIL_PREMIUM):
        if by_kind.get(kind):
            return kind
    if "UPN" in fields and fields & set(NAME_FIELDS):
        return FileKind.PUPILS
    return None


def for_kinds(  # noqa: PLR0911 - one return a rule, in their order
    heading: Heading, found: Sorted, subjects: tuple[str, ...], *, told: bool
) -> Heading:
    """Leave out a column that a file of these kinds does not bring, with the reason."""
    field = heading.field
    if not field:
        return heading
    if told and found.kind is FileKind.TESTS and field in subjects:
        return Heading(
            heading.place, heading.text, score_field(field, ""), heading.how, heading.when
        )
    kind = kind_of(field, subjects)
    if kind is None:
        if helps(field, found.parts):
            return heading
        return heading.ignored("it says nothing here")
    if field in ATTITUDE:
        with_it = {FileKind.JUDGEMENTS, FileKind.ATTENDANCE, FileKind.BEHAVIOUR}
        return heading if with_it & found.parts else heading.ignored("not part of this file")
    if field in CONTEXT:
        return _context(heading, found)
    if kind not in found.parts:
        return heading.ignored(_why_not(kind, found, told=told))
    guessed_beside = heading.how is How.GUESSED and kind not in {found.kind, FileKind.RESULTS}
    return heading.ignored(_why_not(kind, found, told=told)) if guessed_beside else heading


def _context(heading: Heading, found: Sorted) -> Heading:
    if found.kind in {FileKind.PUPILS, FileKind.CTF} or heading.field in {"DOB", "Class"}:
        return heading
    if heading.field in BY_THE_WAY and FileKind.PUPILS in found.parts:
        return heading
    return heading.ignored("taken from pupil lists only")


def _why_not(kind: FileKind, found: Sorted, *, told: bool) -> str:
    if told:
        return f"not part of {found.kind.in_words}"
    return f"{kind.in_words}; import it again with --as {kind}"


def brings(headings: Sequence[Heading], found: Sorted, subjects: tuple[str, ...]) -> bool:
    """Whether any column of the file brings something in."""
    if found.kind in {FileKind.PUPILS, FileKind.CTF}:
        return True
    return any(
        h.field
        and h.field not in {"DOB", "Class"}
        and kind_of(h.field, subjects) is not None
        and not (h.field == GROUP and found.kind is not FileKind.GROUPS)
        for h in headings
    )


_SAID_IN_TITLES: Final = {
    FileKind.ATTENDANCE: re.compile(r"\b(?:attendance|absence)s?\b", re.IGNORECASE),
    FileKind.JUDGEMENTS: re.compile(
        r"\b(?:assessment|judge?ment|attainment|mark ?sheet)s?\b", re.IGNORECASE
    ),
    FileKind.TESTS: re.compile(r"\b(?:test scores?|standardised|nfer)\b", re.IGNORECASE),
    FileKind.BEHAVIOUR: re.compile(r"\bbehaviour\b", re.IGNORECASE),
}


def check_title(name: str, title: str, headings: Sequence[Heading]) -> None:
    """Refuse a file that says it is something else, with nothing in it but who and where.

    Raises
    ------
    DataError
        Where its columns are those of any export, and its title is not that of a pupil list.
    """
    if {h.field for h in headings if h.field} - {*IDENTITY, "DOB", "Year", "Class"}:
        return
    for kind, words in _SAID_IN_TITLES.items():
        if words.search(title):
            raise DataError(
                f"{name} says that it is {kind.in_words}, but has no column of that.",
                "Head its columns in plain words, such as \u201cAttendance %\u201d or "
                "\u201cReading\u201d, or say that it is a pupil list with --as pupils.",
            )


_SAFEGUARDING: Final = frozenset({"subcategory", "incidentsummary", "assignedto", "linkedstudents"})


def refuse_safeguarding(name: str, texts: Sequence[str]) -> None:
    """Refuse what looks like a safeguarding log, such as CPOMS writes.

    Raises
    ------
    DataError
        Where at least two of its headings are those of such a log.
    """
    if len({normalise(text) for text in texts} & _SAFEGUARDING) >= _FEW:
        raise DataError(
            f"{name} looks like a safeguarding log, which does not belong in this workbook.",
            "Keep it where it is; for behaviour export the number of incidents from your MIS.",
        )
