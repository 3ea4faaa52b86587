"""A class's reports as one PDF for the printer, and the office's list of them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from ppm_xl.plan import Page, Paper
from ppm_xl.reports.family import tongue_for
from ppm_xl.reports.filing import class_path, list_path
from ppm_xl.reports.going_home import goes_home, spelt_day
from ppm_xl.reports.wording import class_label
from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.conversations import conversation_order
from ppm_xl.school.model import Pupil, School
from ppm_xl.school.words import DEFAULTS
from ppm_xl.sentences import counted, listed

LIST_TEMPLATE: Final = "report_list"


def class_papers(
    school: School,
    half_term: HalfTerm,
    today: date,
    pupils: Sequence[Pupil],
    pages: Mapping[str, Page],
    not_complete: Collection[Pupil],
) -> Iterator[Paper]:
    """Give each class's PDF in the order of its conversations, and its list for the office.

    The list is a paper of its own: no page that goes home may name other children.

    Parameters
    ----------
    pages
        Each child's report, by UPN.
    not_complete
        Whose report has something to look at still.
    """
    title = school.settings.words.get("Report: title") or DEFAULTS["Report: title"]
    classes = school.class_names
    for name, children in _by_class(school, half_term, pupils).items():
        called = class_label(name) or "no class"
        copies = [pages[p.upn] for p in children for _ in range(p.report_copies)]
        if copies:
            path = class_path(half_term, name, classes)
            yield Paper(path, f"{title}: {called}, {half_term}", tuple(copies))
        data = _list_data(school, half_term, today, name, children, not_complete)
        path = list_path(half_term, name, classes)
        yield Paper(path, f"Report list: {called}, {half_term}", (Page(LIST_TEMPLATE, data),))


def when_home(
    school: School, half_term: HalfTerm, today: date, pupils: Sequence[Pupil]
) -> Iterator[str]:
    """Say when the reports go home, class by class where they differ."""
    days: dict[date, list[str]] = {}
    for name in dict.fromkeys(pupil.class_name for pupil in pupils):
        day = goes_home(school, half_term, name, today)
        if day is not None:
            days.setdefault(day, []).append(class_label(name) or "no class")
    for day in sorted(days):
        whom = "" if len(days) == 1 else f" ({listed(days[day])})"
        yield f"To go home on {spelt_day(day)}{whom}."


def _by_class(
    school: School, half_term: HalfTerm, pupils: Sequence[Pupil]
) -> dict[str, list[Pupil]]:
    """Sort each class by its conversations; who has none follows, by surname."""
    found: dict[str, list[Pupil]] = {}
    for pupil in pupils:
        found.setdefault(pupil.class_name, []).append(pupil)
    for name, children in found.items():
        order = {u: n for n, u in enumerate(conversation_order(school, half_term, name))}
        children.sort(key=lambda pupil: order.get(pupil.upn, len(order)))
    return found


def _list_data(
    school: School,
    half_term: HalfTerm,
    today: date,
    class_name: str,
    children: Sequence[Pupil],
    not_complete: Collection[Pupil],
) -> dict[str, object]:
    home = goes_home(school, half_term, class_name, today)
    copies = sum(pupil.report_copies for pupil in children)
    held = sum(not pupil.report_copies for pupil in children)
    whole = [f"{counted(len(children), 'report')}, {counted(copies, 'copy', 'copies')} to print"]
    if held:
        whole.append(f"{held} held for the head")
    if waiting := sum(pupil in not_complete for pupil in children):
        whole.append(f"{waiting} not complete: see the sheet Reports")
    return {
        "school": school.settings.school_name,
        "title": f"Report list: {class_label(class_name) or 'no class'}",
        "half-term": f"{half_term}",
        "home": f"To go home on {spelt_day(home)}." if home else "",
        "in short": f"{'; '.join(whole)}.",
        "headings": ["Child", "Copies", "Language", "To see to", "Sent"],
        "children": [
            [
                _listed(pupil),
                f"{pupil.report_copies}" if pupil.report_copies else "Held for the head",
                tongue_for(school, pupil).name if pupil.report_language else "",
                "Not complete" if pupil in not_complete else "",
            ]
            for pupil in children
        ],
    }


def _listed(pupil: Pupil) -> str:
    """Give a name as an office sorts them, with what the workbook adds where two are alike."""
    plain = f"{pupil.first_name} {pupil.surname}".strip()
    more = pupil.name.removeprefix(plain) if pupil.name.startswith(f"{plain} (") else ""
    return f"{pupil.surname}, {pupil.first_name}".strip(", ") + more
