"""From the page model to what the template prints."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from ppm_xl.plan import Page
from ppm_xl.reports.beside import Logo
from ppm_xl.reports.every_day import Measure
from ppm_xl.reports.family import FamilyReport
from ppm_xl.reports.learning import Told
from ppm_xl.reports.lengths import width
from ppm_xl.reports.own_pages import OwnPages
from ppm_xl.reports.record import (
    STEPS,
    SUBJECT_ACROSS,
    TARGET_ACROSS,
    Record,
    chart_in_words,
    step_in_words,
)
from ppm_xl.reports.room import logo_size
from ppm_xl.reports.spoken import language_of, letters_tell, pieces, typed
from ppm_xl.reports.tongues import ENGLISH
from ppm_xl.reports.wording import Wording
from ppm_xl.schema import COLOURS

TEMPLATE: Final = "family_report"
LOGO: Final = "logo.svg"


def page_of(report: FamilyReport) -> Page:
    """Give a report as a page: only texts, in the order in which they are read."""
    images = {LOGO: report.logo.svg} if report.logo else {}
    return Page(TEMPLATE, _breakable(_data(report)), images=images)


def own_page_name(fingerprint: str, place: int) -> str:
    """Name the place of one page of the school's own.

    >>> own_page_name("5ab5c0de", 0)
    'own 5ab5c0de 0'
    """
    return f"own {fingerprint} {place}"


def _data(report: FamilyReport) -> dict[str, object]:
    say = report.wording.say
    tongue = report.wording.tongue
    told = _Teller(report.wording)
    agreed = report.agreed
    written = report.went_well != say("Report: nothing written")
    return {
        **language_of(tongue),
        "school": report.school,
        "title": say("Report: title"),
        "name": report.child,
        "half-term": report.half_term,
        "date": report.date,
        "about": [pieces(part) for part in report.about_the_child],
        "teacher": [say("Report: teacher"), report.teacher] if report.teacher else [],
        "hello": say("Report: hello"),
        "learning": say("Report: learning"),
        "headings": [
            say(f"Report: {what}")
            for what in (
                ("area", "area now") if report.areas else ("subject", "attainment", "progress")
            )
        ],
        "rows": [
            *([s.name, told(s.attainment), told(s.progress)] for s in report.subjects),
            *([area.name, told(area.now)] for area in report.areas),
        ],
        "newcomer": report.newcomer,
        "every day": say("Report: every day"),
        "measure headings": [say("Report: measure"), say("Report: measure now")],
        "attendance": _measure(report.attendance, told) if report.attendance else None,
        "measures": [_measure(measure, told) for measure in report.measures],
        "what went well heading": say("Report: went well"),
        "what went well": typed(report.went_well, tongue) if written else report.went_well,
        "next": say("Report: next"),
        "actions": [
            [say(f"Report: {heading}"), [typed(text, tongue) for text in texts]]
            for heading, texts in (
                ("I will", agreed.i_will),
                ("at school", agreed.at_school),
                ("at home agreed", agreed.at_home_agreed),
                ("at home suggested", agreed.at_home_suggested),
            )
            if texts
        ],
        "no actions": agreed.nothing,
        "own words heading": say("Report: own words"),
        "own words": typed(report.own_words, tongue) if report.own_words else "",
        "see you": report.see_you,
        "much text": report.much_text,
        "contact": [say("Report: contact"), *report.contact] if report.contact else [],
        "headteacher": (
            [say("Report: headteacher"), report.headteacher] if report.headteacher else []
        ),
        **({"record": _record(report.record, report.wording)} if report.record else {}),
        **({"logo": _logo(report, report.logo)} if report.logo else {}),
        **({"own pages": _own_pages(report.own_pages, report.wording)} if report.own_pages else {}),
    }


def _logo(report: FamilyReport, logo: Logo) -> dict[str, object]:
    """Give the logo's name, what it says, and its size on the page in points."""
    across, high = logo_size(logo)
    says = report.wording.say("Report: logo", school=report.school)
    return {"name": LOGO, "says": says, "across": across, "high": high}


def _own_pages(own: OwnPages, wording: Wording) -> dict[str, object]:
    """Give the places of the school's own pages: how each lies, and what it is."""
    pages = f"{len(own.sizes)}"
    return {
        "title": wording.say("Report: objectives"),
        "pages": [
            {
                "name": own_page_name(own.fingerprint, place),
                "says": wording.say("Report: objectives page", page=f"{place + 1}", pages=pages),
                "lying": across > high,
                "across": across,
                "high": high,
            }
            for place, (across, high) in enumerate(own.sizes)
        ],
    }


def _record(record: Record, wording: Wording) -> dict[str, object]:
    """Give the second page: the chart's points, the table and the targets."""
    say, tongue = wording.say, wording.tongue
    return {
        "title": say("Report: record"),
        "how": say("Report: record how"),
        "subjects": list(record.subjects),
        "steps": [step_in_words(step, wording) for step in range(len(STEPS))],
        "points": [[_stacked(point.when), list(point.steps)] for point in record.points],
        "in words": chart_in_words(record, wording),
        "headings": [say("Report: record when"), *record.subjects],
        "rows": [
            [point.when, *(step_in_words(step, wording) for step in point.steps)]
            for point in (*record.earlier, *record.points)
        ],
        "area headings": [say("Report: area"), *record.areas_when] if record.areas else [],
        "areas": [[name, *words] for name, words in record.areas],
        "targets heading": say("Report: targets"),
        "target headings": [
            say(f"Report: target {w}") for w in ("subject", "learned", "next", "by")
        ],
        "targets": [
            [
                _fitting(target.subject, SUBJECT_ACROSS),
                *(
                    typed(_fitting(text, TARGET_ACROSS), tongue)
                    for text in (target.learned, target.next)
                ),
                target.when,
            ]
            for target in record.targets
        ],
    }


def _stacked(when: str) -> list[str]:
    r"""Put a half-term's school year, where it has one, on a line of its own.

    >>> _stacked("Summer 2 2025-26"), _stacked("Autumn 1")
    (['Summer\xa02', '2025-26'], ['Autumn\xa01'])
    """
    found = re.fullmatch(r"(.+) (\d{4}-\d{2})", when)
    name, *year = found.groups() if found else (when,)
    return [name.replace(" ", "\N{NO-BREAK SPACE}"), *year]


def _fitting(text: str, across: float) -> str:
    r"""Let a word break that is wider than its column, in ems.

    >>> _fitting("a WWW lighthouse", 2.5)
    'a W\u200bW\u200bW l\u200bi\u200bg\u200bh\u200bt\u200bh\u200bo\u200bu\u200bs\u200be'
    >>> _fitting("mm mmm", 1.5)
    'm\u200bm m\u200bm\u200bm'
    """

    def fitted(found: re.Match[str]) -> str:
        word = found.group()
        return "\u200b".join(word) if width(word) > across else word

    return re.sub(r"\S+", fitted, text)


_LONG: Final = 26
_LONG_WORD: Final = re.compile(rf"[^\s/-]{{{_LONG},}}")


def _breakable(data: Mapping[str, object]) -> dict[str, object]:
    """Let words longer than a narrow line break anywhere.

    Not so in an address, whose line is wide: breaks would be copied with it; nor in the names of
    pictures.
    """
    whole = {key: value for key, value in data.items() if key in {"contact", "logo", "own pages"}}
    return {key: _broken(value) for key, value in data.items()} | whole


def _broken(value: object) -> object:
    if isinstance(value, str):
        if len(value) < _LONG:
            return value
        return _LONG_WORD.sub(lambda word: "\u200b".join(word.group()), value)
    if isinstance(value, dict):
        return _breakable(value)
    return [_broken(item) for item in value] if isinstance(value, list | tuple) else value


class _Teller:
    """Gives a status as the template wants it: colour, the school's word for it, words, note."""

    def __init__(self, wording: Wording) -> None:
        self._wording = wording
        colours = tuple(wording.called(colour) for colour in COLOURS)
        self._letters = wording.tongue is ENGLISH or letters_tell(colours)

    def __call__(self, told: Told) -> dict[str, object]:
        no_letter: dict[str, object] = {} if self._letters else {"letter": ""}
        return {
            **no_letter,
            "colour": told.colour,
            "called": self._wording.called(told.colour),
            "words": told.words,
            "note": told.note,
        }


def _measure(measure: Measure, told: _Teller) -> list[object]:
    return [measure.name, told(measure.now)]
