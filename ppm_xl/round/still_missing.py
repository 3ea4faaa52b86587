"""What a class's meeting still lacks: marks, judgements, what looks odd (mission row B10)."""

from __future__ import annotations

from datetime import date

from ppm_xl.school.before_a_round import MARKS, PROGRESS, collects, odd_or_unchanged
from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.checks import is_unjudged
from ppm_xl.school.model import School
from ppm_xl.sentences import counted


def still_missing(school: School, half_term: HalfTerm, today: date) -> dict[str, str]:
    """Say in a few words, for each class with pupils, what is missing before its meeting.

    What Calendar says the half-term does not collect is not asked for; a class that lacks
    nothing has an empty text.
    """
    odd: dict[str, int] = {}
    if school.working == half_term:
        for problem in odd_or_unchanged(school, today):
            name = problem.where.split(", ")[1]
            odd[name] = odd.get(name, 0) + 1
    out = {}
    for name in school.classes_on_roll(today):
        words = _missing(school, name, half_term, today)
        if name in odd:
            words.append(f"{counted(odd[name], 'thing')} to check")
        out[name] = ", ".join(words)
    return out


def _missing(school: School, name: str, half_term: HalfTerm, today: date) -> list[str]:
    unmarked = unjudged = unobserved = 0
    for pupil in school.on_roll(today, name):
        row = school.judgements.get((half_term, pupil.upn))
        if school.settings.has_subjects(pupil.year):
            unmarked += row is None or not row.marks
            unjudged += row is not None and is_unjudged(row)
        elif school.settings.has_areas(pupil.year):
            record = school.early_years.get((half_term, pupil.upn))
            unobserved += record is None or not record.areas
    words = []
    if unmarked and collects(school, half_term, *MARKS):
        words.append(f"{unmarked} without marks")
    if unjudged and collects(school, half_term, *PROGRESS):
        words.append(f"{unjudged} not judged")
    if unobserved and collects(school, half_term, *MARKS):
        words.append(f"{unobserved} without areas of learning")
    return words
