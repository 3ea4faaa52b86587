"""The lines of the sections that are not concerns: from celebrating to whoever is forgotten.

One white column a section, as wide as people need, and what is known beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final

from ppm_xl.book.tables import Cell
from ppm_xl.form import Binding, Line
from ppm_xl.meeting.agenda import Part, Section
from ppm_xl.meeting.form.bound import Sheet
from ppm_xl.meeting.form.concern_lines import children
from ppm_xl.meeting.form.flowing import Block, Flow, nothing
from ppm_xl.meeting.kept import (
    ASKED_OF_SENCO,
    CELEBRATE_AREA,
    MET_AREA,
    PROVISION_AREA,
    SEND_AREA,
    SPOKEN_AREA,
)
from ppm_xl.meeting.listing import NOBODY_TO_CELEBRATE, marks_of
from ppm_xl.meeting.phrases import LISTED_BEFORE, MET_MEANS, together, told_elsewhere
from ppm_xl.meeting.shown import Celebrated, LastIssue, SendLine
from ppm_xl.school.model import Pupil
from ppm_xl.sentences import listed, within_a_sentence

_ISSUE: Final = {"F": "Text", "G": "Owner", "H": "Reply", "J": "By when"}
_TARGET: Final = {"F": "Text", "J": "By when"}
_BLANK_LINES: Final = {Part.LEADERSHIP: 3, Part.OWN_TARGETS: 2}
_KIND: Final = {Part.LEADERSHIP: "leadership", Part.OWN_TARGETS: "own target"}


def section_flow(sheet: Sheet, section: Section) -> Flow | None:
    """Lay out one section; None where it has nothing to say and nothing to type."""
    return _MAKERS[section.part](sheet, section)


def _opening(title: str, note: str = "") -> Block:
    lines = [Line("section", {"B": title})]
    if note:
        lines.append(Line("note", {"B": note}))
    return tuple(lines)


def _counted(section: Section, pupils: Iterable[Pupil]) -> str:
    return f"{section.title}: {children(len({pupil.upn for pupil in pupils}))}"


# -------------------------------------------------------------------------------- sections


def _celebrate(sheet: Sheet, section: Section) -> Flow:
    meeting = sheet.meeting
    found = meeting.celebrated
    title = _counted(section, (one.pupil for one in found))
    bring = f"To bring: {meeting.facts.bring}" if meeting.facts.bring else ""
    opening = _opening(title, bring)
    if not found:
        return nothing(section.title, within_a_sentence(NOBODY_TO_CELEBRATE))
    heads = {"C": "Child", "F": "Why", "H": "What helped"}
    if any(one.bring for one in found):
        heads["G"] = "Books to bring"
    if any(one.helped for one in found):
        heads["I"] = "What worked"
    return Flow(
        section.title, opening, Line("celebrate heads", heads), tuple(_celebrated(sheet, found))
    )


def _celebrated(sheet: Sheet, found: Sequence[Celebrated]) -> Iterator[Block]:
    """Give whoever moved first; then below one band those who are celebrated for the same."""
    for shared, alike in together(found, sheet.meeting.movers):
        band = (Line("need", {"B": f"{shared}: {children(len(alike))}"}),) if shared else ()
        for one in alike:
            cells: dict[str, Cell] = {
                "C": one.pupil.name,
                "F": one.own if shared else one.why,
                "G": ", ".join(one.bring),
                "I": "\n".join(one.helped),
            }
            talk = sheet.talk(one.pupil, CELEBRATE_AREA, {"H": "What helped"}, one.why)
            yield (*band, Line("celebrate", cells, (talk,)))
            band = ()


def _met(sheet: Sheet, section: Section) -> Flow | None:
    found = [one for one in sheet.meeting.met_but_concern if not one.told]
    rows = [(one.pupil, _met_words(one.met, one.why, one.see)) for one in found]
    rows += [
        (pupil, LISTED_BEFORE)
        for pupil in sheet.meeting.kept_in(MET_AREA, {one.pupil.upn for one in found})
    ]
    told = told_elsewhere(sheet.meeting.met_but_concern)
    if not rows:
        return nothing(section.title, within_a_sentence(told)) if told else None
    heads = {
        "C": "Child", "F": "What was met, and why it is a concern", "G": "Who",
        "H": "What is agreed", "I": "How we shall know", "J": "By when", "K": "Report",
    }  # fmt: skip
    blocks = []
    for pupil, words in rows:
        own = [
            agreed
            for agreed in sheet.meeting.kept.own_of(pupil.upn, MET_AREA)
            if agreed.id not in sheet.laid
        ]
        idents = [agreed.id for agreed in own] or [sheet.numbers.next_action()]
        facts = [sheet.lacks(agreed) for agreed in own] or [""]
        facts[0] = "\n".join(filter(None, (words, facts[0])))
        blocks.append(
            tuple(
                Line(
                    "met",
                    {"C": "" if number else pupil.name, "F": facts[number]},
                    (sheet.action(ident, MET_AREA, (pupil,)),),
                )
                for number, ident in enumerate(idents)
            )
        )
    opening = _opening(_counted(section, (pupil for pupil, _ in rows)), MET_MEANS)
    if told:
        opening = (*opening, Line("note", {"B": told}))
    return Flow(section.title, opening, Line("met heads", heads), tuple(blocks))


def _met_words(met: str, why: str, see: str) -> str:
    there = f"Spoken of under {see} too." if see else ""
    return "\n".join(filter(None, (met, why, there)))


def _send(sheet: Sheet, section: Section) -> Flow:
    meeting = sheet.meeting
    found = list(meeting.send)
    there = {one.pupil.upn for one in found}
    asked = {upn for upn in meeting.kept.asked if upn not in there}
    found += [
        SendLine(pupil, "", LISTED_BEFORE)
        for pupil in meeting.pupils
        if pupil.upn not in there
        and (pupil.upn in asked or (pupil.upn, SEND_AREA) in meeting.kept.talk)
    ]
    title = _counted(section, (one.pupil for one in found))
    note = "Y under SEND? at any child lists the child here when the meeting is prepared again."
    if not (found or meeting.concerns):
        note = ""
    opening = _opening(title, note)
    if not found:
        return nothing(section.title, f"nobody is listed. {note}".strip())
    heads = {
        "C": "Child", "F": "Why", "G": "Stage", "H": f"Ask the {_senco(sheet)}",
        "I": "Last asked, and the reply", "K": "SEND?",
    }  # fmt: skip
    blocks = tuple(tuple(_send_lines(sheet, one)) for one in found)
    return Flow(section.title, opening, Line("send heads", heads), blocks)


def _senco(sheet: Sheet) -> str:
    return sheet.settings.words.get("SENCO is called") or "SENCO"


def _send_lines(sheet: Sheet, found: SendLine) -> Iterator[Line]:
    """Lay out a child's lines; the box SEND concern stands where the child's whole line is."""
    pupil, meeting = found.pupil, sheet.meeting
    last = [f"Asked: {found.asked}" if found.asked else ""]
    last.append(f"Reply: {found.reply}" if found.reply else "No reply yet" if found.asked else "")
    idents = list(meeting.kept.asked.get(pupil.upn, ()))
    idents = idents or [sheet.numbers.next_issue(ASKED_OF_SENCO)]
    whole = any(c.pupil.upn == pupil.upn and not c.see for c in meeting.concerns)
    boxed = not whole or sheet.said(pupil.upn, SEND_AREA, "SEND concern") is not None
    for number, ident in enumerate(idents):
        bindings = [sheet.ask_senco(ident, pupil, "H")]
        if number:
            yield Line("send said", {}, tuple(bindings))
            continue
        cells = {
            "C": "\n".join((pupil.name, *marks_of(pupil)[:-1])) if pupil.has_send else pupil.name,
            "F": found.why,
            "G": found.stage,
            "I": "\n".join(filter(None, last)),
        }
        if boxed:
            bindings.append(sheet.talk(pupil, SEND_AREA, {"K": "SEND concern"}, found.why))
        yield Line("send" if boxed else "send said", cells, tuple(bindings))


def _look_at(sheet: Sheet, section: Section) -> Flow | None:
    by_pupil: dict[str, list[str]] = {}
    pupils: dict[str, Pupil] = {}
    for one in sheet.meeting.look_at:
        pupils[one.pupil.upn] = one.pupil
        told = not one.area or one.area.casefold() in one.words.casefold()
        area = "" if told else f"{one.area}: "
        by_pupil.setdefault(one.pupil.upn, []).append(f"{area}{one.words}")
    rows = [(pupils[upn], "\n".join(words)) for upn, words in by_pupil.items()]
    return _notes(sheet, section, rows, PROVISION_AREA, "What to look at", "What we shall change")


def _unmentioned(sheet: Sheet, section: Section) -> Flow | None:
    rows = [(one.pupil, one.words) for one in sheet.meeting.unmentioned]
    return _notes(sheet, section, rows, SPOKEN_AREA, "Since when", "A word about this child")


def _notes(
    sheet: Sheet,
    section: Section,
    rows: Sequence[tuple[Pupil, str]],
    area: str,
    what: str,
    asked: str,
) -> Flow | None:
    before = sheet.meeting.kept_in(area, {pupil.upn for pupil, _ in rows})
    every = [*rows, *((pupil, LISTED_BEFORE) for pupil in before)]
    if not every:
        return None
    blocks = tuple(
        (Line("said", {"C": p.name, "F": words}, (sheet.talk(p, area, {"H": "Note"}, words),)),)
        for p, words in every
    )
    heads = Line("said heads", {"C": "Child", "F": what, "H": asked})
    return Flow(section.title, _opening(_counted(section, (p for p, _ in every))), heads, blocks)


# -------------------------------------------------------------------------------- issues


def _issues(sheet: Sheet, section: Section) -> Flow:
    kind = _KIND[section.part]
    leading = section.part is Part.LEADERSHIP
    own = sheet.meeting.kept.issues.get(kind, ())
    blank = max(1, _BLANK_LINES[section.part] - len(own))
    idents = [*own, *(sheet.numbers.next_issue(kind) for _ in range(blank))]
    kinds = {kind, ASKED_OF_SENCO} if leading else {kind}
    last = [one for one in sheet.meeting.last_issues if one.kind in kinds and one.id not in own]
    word = "Issue" if leading else "Target"
    heads = (
        {"F": "What is asked for", "G": "Who", "H": "Reply", "J": "By when"}
        if leading
        else {"F": "What I shall do", "H": "How it went", "J": "By when", "K": "Status"}
        if last
        else {"F": "What I shall do", "J": "By when"}
    )
    blocks: list[Block] = [(_last_issue(one, leading=leading),) for one in last]
    new = {"Meeting": sheet.meeting.id, "Kind": kind, "Status": "open"}
    blocks.extend(
        (
            Line(
                "issue" if leading else "target",
                {"C": f"{word} {number}"},
                (Binding("Issues", (ident,), _ISSUE if leading else _TARGET, new),),
            ),
        )
        for number, ident in enumerate(idents, start=1)
    )
    # All blank lines on one page: the last ones alone on the next would look left over.
    kept = len(blocks) - len(idents)
    together = (*blocks[:kept], tuple(line for block in blocks[kept:] for line in block))
    return Flow(
        section.title,
        _opening(section.title),
        Line("issue heads" if leading else "own heads" if last else "target heads", heads),
        together,
    )


def _last_issue(found: LastIssue, *, leading: bool) -> Line:
    """Show what an earlier meeting asked for or set, with room for what came of it.

    Leaders settle what was asked of them on a sheet of their own; a target of the teacher's is
    settled here, or it would come back all year.
    """
    waiting = ("Answered" if found.reply else "Not settled yet") if leading else "Still open"
    state = "Settled" if found.settled else waiting
    cells = {
        "C": f"Last time\n{state}",
        "F": found.text,
        "J": found.by_when,
    }
    if leading:
        cells["G"] = found.owner
        return Line("issue last", cells, (Binding("Issues", (found.id,), {"H": "Reply"}),))
    fields = {"H": "Reply", "K": "Status"}
    return Line("target last", cells, (Binding("Issues", (found.id,), fields),))


def also_kept(sheet: Sheet, lines: Sequence[Line]) -> Flow | None:
    """Lay out what the meeting agreed and asked that no line shows: it is never out of sight.

    Such as an action for a child who left the class since.
    """
    shown = {
        (binding.table, binding.key[0])
        for line in lines
        for binding in line.bindings
        if binding.table in {"Actions", "Issues"}
    }
    names = {pupil.upn: pupil.name for pupil in sheet.meeting.pupils}
    blocks: list[Block] = []
    for agreed in sheet.meeting.kept.agreed:
        if ("Actions", agreed.id) in shown:
            continue
        whom = listed([names.get(upn, "a child who left") for upn in agreed.upns])
        facts = "\n".join(filter(None, (agreed.area, agreed.need, sheet.lacks(agreed))))
        binding = sheet.action(agreed.id, agreed.area, (), need=agreed.need)
        blocks.append((Line("met", {"C": whom or "The class", "F": facts}, (binding,)),))
    for ids in sheet.meeting.kept.issues.values():
        blocks.extend(
            (Line("issue", {"C": "Asked"}, (Binding("Issues", (ident,), _ISSUE),)),)
            for ident in ids
            if ("Issues", ident) not in shown
        )
    if not blocks:
        return None
    title = "Also agreed at this meeting, for children not listed above"
    heads = {
        "C": "For", "F": "About", "G": "Who", "H": "What is agreed", "I": "How we shall know",
        "J": "By when", "K": "Report",
    }  # fmt: skip
    return Flow(title, _opening(title), Line("met heads", heads), tuple(blocks))


_MAKERS: Final[Mapping[Part, Callable[[Sheet, Section], Flow | None]]] = {
    Part.CELEBRATE: _celebrate,
    Part.MET_BUT_CONCERN: _met,
    Part.SEND: _send,
    Part.LOOK_AT: _look_at,
    Part.UNMENTIONED: _unmentioned,
    Part.LEADERSHIP: _issues,
    Part.OWN_TARGETS: _issues,
}
