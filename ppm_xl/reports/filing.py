"""Where each report lies below the output folder."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Final

from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.folders import class_folder, pupil_stems, safe_name
from ppm_xl.school.model import Pupil

REPORTS: Final = "Reports"
HELD: Final = "Held for the head"
PREVIEW: Final = "Preview"


def class_path(
    half_term: HalfTerm, class_name: str, among: Collection[str] = ()
) -> tuple[str, ...]:
    """Give the place of a class's PDF for the printer."""
    return _beside_reports(half_term, class_name, "family reports", among)


def list_path(half_term: HalfTerm, class_name: str, among: Collection[str] = ()) -> tuple[str, ...]:
    """Give the place of the office's list of a class's reports."""
    return _beside_reports(half_term, class_name, "report list", among)


def _beside_reports(
    half_term: HalfTerm, class_name: str, what: str, among: Collection[str]
) -> tuple[str, ...]:
    folder = class_folder(half_term, class_name, among)
    return *folder, f"{safe_name(f'{folder[-1]} {what}')}.pdf"


def pupil_paths(
    half_term: HalfTerm, pupils: Iterable[Pupil], among: Collection[str] = ()
) -> Mapping[str, tuple[str, ...]]:
    """Give each pupil's own file by UPN: below ``Reports``, or held for the head.

    A held report takes part in the naming, so that a name never means two children.
    """
    pupils = tuple(pupils)
    classes = {*among, *(pupil.class_name for pupil in pupils)}
    folders = {name: class_folder(half_term, name, classes) for name in classes}
    stems = pupil_stems(pupils)
    return {
        p.upn: (
            *folders[p.class_name], REPORTS if p.report_copies else HELD, f"{stems[p.upn]}.pdf"
        )
        for p in pupils
    }  # fmt: skip


def other_place(path: tuple[str, ...]) -> tuple[str, ...] | None:
    """Give where the same child's report would lie were it held, or not held.

    A report that is written in one place must not stay in the other from an earlier time.
    None for a path that is no pupil's report.
    """
    swapped = {REPORTS: HELD, HELD: REPORTS}.get(path[-2]) if len(path) > 1 else None
    return (*path[:-2], swapped, path[-1]) if swapped else None
