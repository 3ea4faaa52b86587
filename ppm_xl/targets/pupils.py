"""Whose targets there are, and in which subjects; Early Years have none."""

from __future__ import annotations

from datetime import date

from ppm_xl.school.model import Pupil, School


def pupils_with_targets(school: School, today: date, class_name: str = "") -> tuple[Pupil, ...]:
    """Give the pupils whose year has subjects, by class (youngest first) and surname."""
    order = {name: place for place, name in enumerate(school.classes_on_roll(today))}
    found = [
        pupil
        for pupil in school.on_roll(today, class_name)
        if school.settings.has_subjects(pupil.year)
    ]
    return tuple(sorted(found, key=lambda p: order.get(p.class_name, len(order))))


def subjects_of(school: School, pupil: Pupil) -> tuple[str, ...]:
    """Give the subjects a pupil's year group has."""
    settings = school.settings
    return tuple(s for s in settings.subjects if settings.taught(s, pupil.year))
