"""The sections of the pack, in the school's own order, as the template prints them.

They are those of the form: what the Agenda leaves out is left out here too. What was typed for
such a section all the same is never out of sight: it comes at the end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from ppm_xl.book.tables import Tables
from ppm_xl.meeting.agenda import DEFAULT_TITLES, RAISED_AREA, Part, Section
from ppm_xl.meeting.gathering import ClassMeeting
from ppm_xl.meeting.kept import (
    ASKED_OF_SENCO,
    CELEBRATE_AREA,
    MET_AREA,
    PROVISION_AREA,
    SPOKEN_AREA,
)
from ppm_xl.meeting.listing import (
    EARLY_YEARS_AREA,
    MEASURES,
    NOBODY_TO_CELEBRATE,
    marks_of,
)
from ppm_xl.meeting.nobody import nobody_in
from ppm_xl.meeting.paper.pack_actions import Agreements, Data
from ppm_xl.meeting.phrases import (
    EVERYBODY,
    EVERYBODY_AT_FIRST,
    LISTED_BEFORE,
    MET_MEANS,
    QUESTION_TOO,
    children,
    colour_or,
    red_before,
    together,
    told_elsewhere,
)
from ppm_xl.meeting.shown import NAMED_LAST_TIME, Celebrated, Concern, InPlace, LastIssue, NeedGroup
from ppm_xl.school.cells import text
from ppm_xl.sentences import listed, within_a_sentence

_LONG: Final = 1500
"""Letters in a child's row from which it may be parted by the end of a page: it might not fit
on one."""


def pack_sections(
    meeting: ClassMeeting, tables: Tables, agreements: Agreements, senco: str
) -> list[Data]:
    """Give every section, with its rows.

    Parameters
    ----------
    senco
        What the school calls its SENCO.
    """
    makers: dict[Part, Callable[[ClassMeeting, Tables, Section], Data]] = {
        Part.CELEBRATE: _celebrate,
        Part.CONCERNS: lambda m, t, s: _concerns(m, t, s, agreements),
        Part.MET_BUT_CONCERN: _met,
        Part.SEND: lambda m, t, s: _send(m, t, s, senco),
        Part.LOOK_AT: _look_at,
        Part.UNMENTIONED: _unmentioned,
        Part.LEADERSHIP: _issues,
        Part.OWN_TARGETS: _issues,
    }
    wanted = [section for section in meeting.sections if section.part in makers]
    there = {section.part for section in wanted}
    kept = meeting.kept.issues
    wanted += [
        Section(part, DEFAULT_TITLES[part])
        for part, kind in _TYPED_IN.items()
        if part not in there and _questions(tables, kept.get(kind, ()))
    ]
    return [makers[section.part](meeting, tables, section) for section in wanted]


_TYPED_IN: Final = {
    Part.SEND: ASKED_OF_SENCO,
    Part.LEADERSHIP: "leadership",
    Part.OWN_TARGETS: "own target",
}
"""Sections in which issues are typed, and the kind of issue of each."""


def said(tables: Tables, meeting: ClassMeeting, upn: str, area: str, column: str) -> str:
    """Give what was typed of a pupil in an area at this meeting."""
    return text(tables["Discussion"].get((meeting.id, upn, area), column))


def _celebrate(meeting: ClassMeeting, tables: Tables, section: Section) -> Data:
    """Give whoever moved first, then those who are celebrated for the same below one heading."""
    rows: list[Data] = []
    for shared, alike in together(meeting.celebrated, meeting.movers):
        if not shared:
            rows += [_one_celebrated(meeting, tables, found, found.why) for found in alike]
            continue
        rows.append({"kind": "head", "words": shared, "count": children(len(alike))})
        own = [_one_celebrated(meeting, tables, found, found.own) for found in alike]
        bare = [row for row in own if not any(row[k] for k in ("why", "bring", "worked", "helped"))]
        rows += own if len(bare) == 1 else [row for row in own if row not in bare]
        if len(bare) > 1:
            first = "And " if len(bare) < len(own) else ""
            names = listed([str(row["child"]) for row in bare])
            rows.append({"kind": "rest", "first": first, "names": names})
    return {
        "part": "celebrate",
        "title": section.title,
        "count": children(len(meeting.celebrated)) if meeting.celebrated else "",
        "bring": meeting.facts.bring,
        "rows": rows,
        "empty": NOBODY_TO_CELEBRATE,
    }


def _one_celebrated(meeting: ClassMeeting, tables: Tables, found: Celebrated, why: str) -> Data:
    return {
        "kind": "child",
        "child": found.pupil.name,
        "why": why,
        "bring": listed(found.bring),
        "worked": list(found.helped),
        "helped": said(tables, meeting, found.pupil.upn, CELEBRATE_AREA, "What helped"),
    }


def _concerns(
    meeting: ClassMeeting, tables: Tables, section: Section, agreements: Agreements
) -> Data:
    coloured = not set(section.areas) <= {EARLY_YEARS_AREA, RAISED_AREA}
    groups = list(_groups(meeting, section))
    several = len(section.areas) > 1
    shown = {c.pupil.upn for group in groups for c in group.concerns}
    return {
        "part": "concerns",
        "title": section.title,
        "count": children(len(shown)) if shown else "",
        "coloured": coloured,
        "judged": coloured and not set(section.areas) <= set(MEASURES),
        "groups": [_group(meeting, tables, group, agreements, several=several) for group in groups],
        "empty": _capital(nobody_in(meeting, section, named=True)),
    }


def _capital(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"


def _groups(meeting: ClassMeeting, section: Section) -> Iterator[NeedGroup]:
    """Give the groups of a section's areas; who is in none comes as one without a need."""
    for area in section.areas:
        found = [group for group in meeting.groups if group.area == area]
        yield from found
        grouped = {c.pupil.upn for group in found for c in group.concerns}
        rest = tuple(c for c in meeting.concerns if c.area == area and c.pupil.upn not in grouped)
        if rest:
            yield NeedGroup(area, "", rest)


def _group(
    meeting: ClassMeeting,
    tables: Tables,
    group: NeedGroup,
    agreements: Agreements,
    *,
    several: bool,
) -> Data:
    upns = [concern.pupil.upn for concern in group.concerns]
    common = agreements.of_need(group.area, group.need) if group.need else []
    return {
        "area": group.area if several else "",
        "need": group.need,
        "count": children(len(upns)),
        "helped": list(group.helped),
        "actions": [*common, *agreements.of_children(group.area, upns)],
        "room": not common and any(not c.see for c in group.concerns),
        "concerns": [_concern(meeting, tables, concern) for concern in group.concerns],
    }


def _concern(meeting: ClassMeeting, tables: Tables, concern: Concern) -> Data:
    upn, area = concern.pupil.upn, concern.area
    others = listed([within_a_sentence(where(other)) for other in concern.also])
    also = f"Also {others}" if others else ""
    facts = (also, concern.trend, concern.target, concern.test)
    reason = said(tables, meeting, upn, area, "Teacher's reason")
    question = said(tables, meeting, upn, area, "Leader's question") or concern.question
    words = " ".join((concern.why, *facts, reason, question, *(p.words for p in concern.provision)))
    return {
        "child": concern.pupil.name,
        "marks": list(marks_of(concern.pupil)),
        "attainment": colour_or(concern.attainment, ""),
        "progress": colour_or(concern.progress, ""),
        "why": concern.why,
        "red": red_before(concern.red_meetings),
        "facts": [_sentence(fact) for fact in facts if fact],
        "barriers": list(concern.barriers),
        "see": where(concern.see) + (QUESTION_TOO if concern.asked_there else ""),
        "provision": [_provision(found) for found in concern.provision],
        "elsewhere": listed(concern.elsewhere),
        "question": "" if concern.see else question,
        "reason": reason,
        "need": concern.need or said(tables, meeting, upn, area, "Need"),
        "suggested": [_without_reason(need) for need in concern.suggested],
        "long": len(words) > _LONG,
    }


def _without_reason(need: str) -> str:
    """Give a suggested need without why it is offered, but for one that was named last time."""
    name, bracket, reason = need.partition(" (")
    return need if reason.startswith(NAMED_LAST_TIME) or not bracket else name


def _provision(found: InPlace) -> Data:
    return {"words": found.words or found.name, "effect": found.effect, "ended": found.ended}


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}{'' if words.endswith(('.', '?', '!')) else '.'}"


def where(area: str) -> str:
    """Name the section an area's lines stand in."""
    return "Areas of learning" if area == EARLY_YEARS_AREA else area


def _met(meeting: ClassMeeting, tables: Tables, section: Section) -> Data:
    told = told_elsewhere(meeting.met_but_concern)
    whole = [m for m in meeting.met_but_concern if not m.told]
    rows = [(m.pupil, m.met, m.why) for m in whole]
    before = meeting.kept_in(MET_AREA, {m.pupil.upn for m in whole})
    rows += [(pupil, "", LISTED_BEFORE) for pupil in before]
    return {
        "part": "met but concern",
        "title": section.title,
        "rows": [
            {"child": pupil.name, "marks": list(marks_of(pupil)), "met": _in_short(met), "why": why,
             "agreed": _worded(meeting, tables, pupil.upn)}
            for pupil, met, why in rows
        ],
        "means": MET_MEANS,
        "told": told,
        "empty": told or "Nobody met the target and causes concern.",
    }  # fmt: skip


def _in_short(met: str) -> str:
    """Give which targets are met below a heading that says that they are.

    >>> _in_short("Every target met: reading GDS and maths GDS.")
    'All: reading GDS and maths GDS'
    >>> _in_short("Target met: maths WTS.")
    'Maths WTS'
    """
    every, one = "Every target met: ", "Target met: "
    if met.startswith(every):
        return f"All: {met.removeprefix(every).removesuffix('.')}"
    words = met.removeprefix(one).removesuffix(".")
    return f"{words[:1].upper()}{words[1:]}"


def _send(meeting: ClassMeeting, tables: Tables, section: Section, senco: str) -> Data:
    """Give who is listed, then whomever else something is asked about, then the class."""
    asked = {upn: _questions(tables, ids) for upn, ids in meeting.kept.asked.items()}
    rows = [
        {"child": s.pupil.name, "marks": list(marks_of(s.pupil)), "stage": s.stage,
         "why": s.why, "asked": s.asked, "reply": s.reply, "now": asked.pop(s.pupil.upn, "")}
        for s in meeting.send
    ]  # fmt: skip
    rows += [
        {"child": meeting.children.get(upn, "A child who left") if upn else "The class",
         "marks": [], "stage": "", "why": "", "asked": "", "reply": "", "now": now}
        for upn, now in asked.items() if now
    ]  # fmt: skip
    return {
        "part": "send",
        "title": section.title,
        "senco": senco,
        "rows": rows,
        "empty": "Nobody on the register makes too little progress, and nobody gives cause to ask.",
    }  # fmt: skip


def _questions(tables: Tables, idents: Iterable[str]) -> str:
    found = (text(tables["Issues"].get((ident,), "Text")) for ident in idents)
    return " ".join(filter(None, found))


def _worded(meeting: ClassMeeting, tables: Tables, upn: str) -> str:
    own = meeting.kept.own_of(upn, MET_AREA)
    found = (text(tables["Actions"].get((agreed.id,), "Action")) for agreed in own)
    return "; ".join(filter(None, found))


def _look_at(meeting: ClassMeeting, tables: Tables, section: Section) -> Data:
    by_child: dict[str, tuple[str, list[str]]] = {}
    for found in meeting.look_at:
        by_child.setdefault(found.pupil.upn, (found.pupil.name, []))[1].append(found.words)
    rows = [
        {"child": name, "words": words, "said": said(tables, meeting, upn, PROVISION_AREA, "Note")}
        for upn, (name, words) in by_child.items()
    ]
    rows += [
        {"child": pupil.name, "words": [LISTED_BEFORE],
         "said": said(tables, meeting, pupil.upn, PROVISION_AREA, "Note")}
        for pupil in meeting.kept_in(PROVISION_AREA, by_child)
    ]  # fmt: skip
    return {"part": "look at", "title": section.title, "rows": rows,
            "empty": "Nothing about what is in place stands out."}  # fmt: skip


def _unmentioned(meeting: ClassMeeting, tables: Tables, section: Section) -> Data:
    rows = [
        {"child": found.pupil.name, "words": found.words,
         "said": said(tables, meeting, found.pupil.upn, SPOKEN_AREA, "Note")}
        for found in meeting.unmentioned
    ]  # fmt: skip
    rows += [
        {"child": pupil.name, "words": LISTED_BEFORE,
         "said": said(tables, meeting, pupil.upn, SPOKEN_AREA, "Note")}
        for pupil in meeting.kept_in(SPOKEN_AREA, {one.pupil.upn for one in meeting.unmentioned})
    ]  # fmt: skip
    return {"part": "unmentioned", "title": section.title, "rows": rows,
            "empty": EVERYBODY if meeting.last_meetings else EVERYBODY_AT_FIRST}  # fmt: skip


def _issues(meeting: ClassMeeting, tables: Tables, section: Section) -> Data:
    kind = "leadership" if section.part is Part.LEADERSHIP else "own target"
    kinds = {kind, ASKED_OF_SENCO} if kind == "leadership" else {kind}
    before = [_last_issue(issue) for issue in meeting.last_issues if issue.kind in kinds]
    now = []
    for ident in meeting.kept.issues.get(kind, ()):
        names = {"text": "Text", "owner": "Owner", "day": "By when", "reply": "Reply"}
        cells = {key: text(tables["Issues"].get((ident,), name)) for key, name in names.items()}
        if any(cells.values()):
            now.append(cells)
    return {"part": kind, "title": section.title, "before": before, "rows": now}


def _last_issue(issue: LastIssue) -> Data:
    return {
        "text": issue.text,
        "owner": issue.owner,
        "day": f"{issue.by_when:%d/%m/%Y}" if issue.by_when else "",
        "reply": issue.reply,
        "settled": issue.settled,
    }
