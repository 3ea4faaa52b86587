"""Statutory results of a Common Transfer File under the headings of the DfE's own downloads."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from ppm_xl.mis.ctf_file import CtfResult

_SUBJECTS: Final = {
    "REA": "Reading",
    "WRI": "Writing",
    "MAT": "Maths",
    "GPS": "GPS",
    "SCI": "Science",
}
_GOAL: Final = re.compile(r"[EG](?:0[1-9]|1[0-7])")
_TEACHERS: Final = frozenset({"TA", "FA"})
_SCALED: Final = {"KS1": range(85, 116), "KS2": range(80, 121)}
"""Scaled scores: 85 to 115 in key stage 1, 80 to 120 in key stage 2 (STA)."""
PHONICS_MARK: Final = "Phonics mark"
PHONICS_OUTCOME: Final = "Phonics outcome"


def results_by_heading(results: Iterable[CtfResult]) -> dict[str, str]:
    """Give each result under its heading; the newest where there are several.

    Of phonics checks the best mark stands, and ``WA`` once it was reached: a second row of a
    year is a retake, or the outcome beside the mark. Estimates, results of other countries, and
    combinations that the DfE's files do not have are left out.
    """
    newest: dict[str, tuple[int, str]] = {}
    phonics: dict[str, list[str]] = {PHONICS_MARK: [], PHONICS_OUTCOME: []}
    for result in results:
        if result.status not in {"", "R"} or result.locale not in {"", "ENG"} or not result.result:
            continue
        heading = _heading(result)
        if heading in phonics:
            phonics[heading].append(result.result)
        elif heading:
            at = result.year or 0
            if at >= newest.get(heading, (0, ""))[0]:
                newest[heading] = at, result.result
    out = {heading: result for heading, (_, result) in newest.items()}
    out.update({h: _best(given) for h, given in phonics.items() if given})
    return out


def _heading(result: CtfResult) -> str:
    if result.stage in {"EYF", "FSP"}:
        goal = _GOAL.fullmatch(result.component)
        return f"FSP_{result.subject}_{goal[0]}" if goal else ""
    if (result.subject, result.component) == ("PHO", "CHK"):
        return PHONICS_OUTCOME if result.qualifier == "NY" else PHONICS_MARK
    if result.component == "MTC":
        return "MTC mark" if result.result.isdecimal() else "MTC reason not taken"
    subject = _SUBJECTS.get(result.component) or _SUBJECTS.get(result.subject)
    return _of_key_stage(result, subject) if subject and result.stage in _SCALED else ""


def _of_key_stage(result: CtfResult, subject: str) -> str:
    if result.method in _TEACHERS or not result.result.isdecimal():
        return f"{result.stage} result: {subject}"
    # A test's raw mark is no scaled score, and says nothing without that year's table.
    scaled = int(result.result) in _SCALED[result.stage]
    return f"{result.stage} score: {subject}" if scaled else ""


def _best(given: list[str]) -> str:
    """Give the best mark, or the outcome that meets the standard; else the last code."""
    marks = [mark for mark in given if mark.isdecimal()]
    if marks:
        return max(marks, key=int)
    return next((outcome for outcome in given if outcome.upper() == "WA"), given[-1])
