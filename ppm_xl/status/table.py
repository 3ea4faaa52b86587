"""The table Status: one row a pupil."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from ppm_xl.book.escaping import LONGEST_TEXT
from ppm_xl.book.tables import Cell
from ppm_xl.status.against_tests import AGREES
from ppm_xl.status.early_years import areas_in_words
from ppm_xl.status.from_start import EXPECTED
from ppm_xl.status.pupils import PupilStatus, SubjectStatus


def status_records(found: Sequence[PupilStatus]) -> Iterator[dict[str, Cell]]:
    """Give the rows of the table Status."""
    for status in found:
        pupil = status.pupil
        premium = {True: "Y", False: "N", None: None}[pupil.pupil_premium]
        record: dict[str, Cell] = {
            "UPN": pupil.upn,
            "Pupil": pupil.name,
            "Year": pupil.year or None,
            "Class": pupil.class_name or None,
            "Pupil Premium": premium,
            "SEND": pupil.send or None,
            "Areas of learning": areas_in_words(status.areas, status.good_level) or None,
        }
        for name, subject in status.subjects.items():
            record |= _subject_cells(name, subject)
        record |= {name: colour.name for name, colour in status.measures.items()}
        record |= {name: status.parts[name].name for name in _SHOWN_ONLY if name in status.parts}
        record["Red meetings"] = status.red_running or None
        record["Red in"] = ", ".join(status.red_in) or None
        record["Why"] = _sentences(_why(status))
        record["Other reasons"] = _sentences(_other_reasons(status))
        record["Groups"] = ", ".join(status.groups) or None
        record["Barriers"] = ", ".join(status.barriers) or None
        yield record


_SHOWN_ONLY: Final = ("Homework", "Uniform")


def _subject_cells(name: str, subject: SubjectStatus) -> dict[str, Cell]:
    return {
        name: subject.mark or None,
        f"{name} attainment": subject.attainment.name,
        f"{name} progress": subject.progress.name,
        f"{name} suggested": subject.suggested.name,
        f"{name} trend": subject.trend.move or None,
        f"{name} from start": subject.from_start.made if subject.from_start else None,
        f"{name} test": subject.test.verdict if subject.test else None,
        f"{name} evidence": _evidence(subject),
    }


def _sentences(said: Iterable[tuple[str, Sequence[str]]]) -> str | None:
    """Join what is said of each area, in the limit of a cell."""
    words = ". ".join(f"{area}: {'; '.join(parts)}" for area, parts in said if parts)
    return words[:LONGEST_TEXT] or None


def _why(status: PupilStatus) -> Iterator[tuple[str, Sequence[str]]]:
    """Say why a pupil is Red, in the order of Red in; then what else needs a look."""
    for area in status.red_in:
        said = list(status.reasons(area))
        if area in status.red_meetings:
            said.append(_running(status.red_meetings[area]))
        subject = status.subjects.get(area)
        yield area, [*said, *(_notes(subject) if subject else ())]
    for name, subject in status.subjects.items():
        if not subject.is_red:
            yield name, list(_notes(subject))


def _running(meetings: int) -> str:
    """Say how long a pupil was Red.

    >>> _running(1), _running(3)
    ('Red at the last meeting too', 'Red at the last 3 meetings running')
    """
    if meetings == 1:
        return "Red at the last meeting too"
    return f"Red at the last {meetings} meetings running"


def _notes(subject: SubjectStatus) -> Iterator[str]:
    """Say what a colour does not: movement, progress from the start, a test that differs."""
    if subject.trend.why:
        yield subject.trend.why
    if subject.trend.corrected:
        yield subject.trend.corrected
    if subject.from_start is not None and subject.from_start.made != EXPECTED:
        yield subject.from_start.why
    if subject.test is not None and subject.test.verdict != AGREES:
        yield subject.test.why


def _other_reasons(status: PupilStatus) -> Iterator[tuple[str, Sequence[str]]]:
    """Give the reason of every colour that is not Red."""
    for name, subject in status.subjects.items():
        yield name, [c.why for c in (subject.attainment, subject.progress) if not c.is_red]
    for name, colour in status.measures.items():
        if not colour.is_red:
            yield name, (colour.why,)


def _evidence(subject: SubjectStatus) -> str | None:
    if subject.evidence is None:
        return None
    by = f", {subject.judged_by}" if subject.judged_by else ""
    on = f"{subject.judged_on:%d/%m/%Y}" if subject.judged_on else str(subject.evidence)
    return f"{on}{by}"
