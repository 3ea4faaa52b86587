"""Which language a family's report is in, and what to do where it cannot be the one they read."""

from __future__ import annotations

from collections.abc import Sequence

from ppm_xl.errors import Problem, Severity
from ppm_xl.reports.tongues import tongue_called, tongues
from ppm_xl.school.model import Pupil, School
from ppm_xl.sentences import listed


def in_english_instead(school: School, pupils: Sequence[Pupil]) -> tuple[Problem, ...]:
    """Say once for each language why reports that were to be in it are in English.

    A language is known, but nobody has checked its words yet; or it is not known.
    """
    checked = {name.casefold() for name in school.settings.languages_checked}
    children: dict[str, list[Pupil]] = {}
    called: dict[str, str] = {}
    for pupil in pupils:
        tongue = tongue_called(pupil.report_language)
        name = tongue.name if tongue else pupil.report_language.strip()
        if name == "English" or (tongue and name.casefold() in checked):
            continue
        children.setdefault(name.casefold(), []).append(pupil)
        called.setdefault(name.casefold(), name)
    return tuple(
        _problem(called[key], [p.name for p in children[key]], known=key in tongues())
        for key in sorted(children)
    )


def _problem(name: str, children: Sequence[str], *, known: bool) -> Problem:
    one = len(children) == 1
    whose = children[0] if one else f"{len(children)} children"
    reports = f"the report of {whose} is" if one else f"the reports of {whose} are"
    ours = listed([tongue.name for tongue in tongues().values()])
    if known:
        return Problem(
            "language-not-checked",
            f"Settings, Languages, {name}",
            f"Nobody has checked the {name} words yet, so {reports} in English.",
            f"Ask somebody who reads {name} to check a report, then write their name in "
            f"Settings, Languages, beside {name}.",
            Severity.NOTE,
        )
    return Problem(
        "language-not-known",
        f"Pupils, Report language, {name}",
        f"There are no words for reports in “{name}”, so {reports} in English.",
        f"Check how it is spelt in Pupils, Report language. There are words for {ours}.",
        Severity.NOTE,
    )
