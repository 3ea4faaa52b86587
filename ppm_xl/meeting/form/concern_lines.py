"""The lines of a section of concerns: a band for each need, its action once, its children.

A child takes two lines: what is known with what is said, and under it what is agreed for this
child alone. Where a need is one child's own, the band's action is that child's and the second
line is left out; so it is where the line only points to another.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from ppm_xl.book.tables import Cell
from ppm_xl.form import Binding, Line
from ppm_xl.meeting.agenda import RAISED_AREA, Section
from ppm_xl.meeting.form.bound import Sheet
from ppm_xl.meeting.form.flowing import Block, Flow, nothing
from ppm_xl.meeting.kept import Agreed
from ppm_xl.meeting.listing import EARLY_YEARS_AREA, MEASURES, marks_of
from ppm_xl.meeting.nobody import nobody_in
from ppm_xl.meeting.phrases import QUESTION_TOO
from ppm_xl.meeting.shown import Concern, InPlace, NeedGroup
from ppm_xl.provision.wording import effect_in_words
from ppm_xl.schema import NOT_ASSESSED
from ppm_xl.school.cells import text
from ppm_xl.school.model import Pupil
from ppm_xl.sentences import listed, within_a_sentence

HEADS: Final[dict[str, Cell]] = {
    "C": "Child", "D": "Attainment", "E": "Progress", "F": "Why, and what is known",
    "G": "Need\nWho", "H": "Teacher's reason\nWhat is agreed",
    "I": "Leader's question\nHow we shall know", "J": "\nBy when", "K": "SEND?\nReport",
}  # fmt: skip
_TALK: Final = {
    "G": "Need", "H": "Teacher's reason", "I": "Leader's question", "K": "SEND concern"
}  # fmt: skip
_NEED: Final = {"G": "Need"}
_OFFERED: Final = 2
"""Needs that are suggested for a child, at most."""
NEED_NOT_CHOSEN: Final = "Need not chosen yet"


def concern_flow(sheet: Sheet, section: Section, *, prompt: str = "") -> Flow:
    """Lay out one section of concerns.

    Parameters
    ----------
    prompt
        What is asked of all concerns, said once above the first of them.
    """
    meeting = sheet.meeting
    count = len({concern.pupil.upn for concern in meeting.about(section)})
    blocks = list(_groups(sheet, section))
    if not blocks:
        return nothing(section.title, nobody_in(meeting, section))
    opening = [Line("section", {"B": f"{section.title}: {children(count)}"})]
    if prompt:
        opening.append(Line("note", {"B": prompt}))
    return Flow(section.title, tuple(opening), Line("heads", _heads(section)), tuple(blocks))


def children(count: int) -> str:
    """Count children in words."""
    return "1 child" if count == 1 else f"{count or 'no'} children"


def _heads(section: Section) -> dict[str, Cell]:
    """Name the columns; measures have one colour, areas of learning and what is raised none."""
    if set(section.areas) <= {EARLY_YEARS_AREA, RAISED_AREA}:
        return {**HEADS, "D": None, "E": None}
    if set(section.areas) <= set(MEASURES):
        return {**HEADS, "D": "Colour", "E": None}
    return dict(HEADS)


# -------------------------------------------------------------------------------- by need


def _groups(sheet: Sheet, section: Section) -> Iterator[Block]:
    kept = sheet.meeting.kept
    for area in section.areas:
        groups = [group for group in sheet.meeting.groups if group.area == area]
        names = {group.need.casefold() for group in groups}
        of_area = area if len(section.areas) > 1 else ""
        orphans = dict.fromkeys(
            agreed.need
            for agreed in kept.agreed
            if agreed.area == area and agreed.need and agreed.need.casefold() not in names
        )
        for group in (g for g in groups if g.need):
            yield from _group(sheet, group, of_area)
        for need in orphans:
            yield _nobody_now(sheet, area, need)
        for group in (g for g in groups if not g.need):
            yield from _unchosen(sheet, group, of_area)


def _group(sheet: Sheet, group: NeedGroup, of_area: str) -> Iterator[Block]:
    """Give a need's band, its actions, its children; the band stays with the first child."""
    pupils = [concern.pupil for concern in group.concerns]
    alone = len(pupils) == 1
    title = _of(of_area, group.need)
    band = [Line("need", {"B": title if alone else f"{title}: {children(len(pupils))}"})]
    agreed = sheet.meeting.kept.of_group(group.area, group.need)
    helped = f"Helped others: {'; '.join(group.helped)}." if group.helped else ""
    everyone = "both" if len(pupils) == 2 else f"all {len(pupils)}"  # noqa: PLR2004 - a pair
    whom = f"For {pupils[0].first_name if alone else everyone}"
    for number, one in enumerate(agreed):
        facts = sheet.lacks(one) or ("" if number else helped)
        cells = {"C": _whom(sheet, one, pupils, whom), "F": facts}
        band.append(Line("group", cells, (_group_action(sheet, one.id, group, pupils),)))
    only = sheet.meeting.kept.own_of(pupils[0].upn, group.area) if alone else ()
    if not agreed and not only:
        cells = {"C": whom, "F": helped}
        ident = sheet.numbers.next_action()
        band.append(Line("group", cells, (_group_action(sheet, ident, group, pupils),)))
    for number, concern in enumerate(group.concerns):
        own = not alone and not concern.see
        block = tuple(_child(sheet, concern, own=own))
        yield block if number else (*band, *block)


def _group_action(sheet: Sheet, ident: str, group: NeedGroup, pupils: Iterable[Pupil]) -> Binding:
    return sheet.action(ident, group.area, pupils, need=group.need)


def _whom(sheet: Sheet, agreed: Agreed, pupils: Iterable[Pupil], whom: str) -> str:
    """Name whom a recorded action is for, where needs were picked otherwise since."""
    follows = sheet.meeting.facts.recorded is None or not agreed.upns
    if follows or {pupil.upn for pupil in pupils} == set(agreed.upns):
        return whom
    return f"For {listed([_name(sheet, upn) for upn in agreed.upns])}"


def _name(sheet: Sheet, upn: str) -> str:
    names = {pupil.upn: pupil.first_name for pupil in sheet.meeting.pupils}
    return names.get(upn, "a child who left")


def _nobody_now(sheet: Sheet, area: str, need: str) -> Block:
    """Lay out an action for a need that no child of the area has any more: it is never dropped."""
    lines = [Line("need", {"B": f"{need}: no child has this need now"})]
    for agreed in sheet.meeting.kept.of_group(area, need):
        names = [_name(sheet, upn) for upn in agreed.upns]
        cells = {"C": f"For {listed(names)}" if names else "For nobody", "F": sheet.lacks(agreed)}
        lines.append(Line("group", cells, (sheet.action(agreed.id, area, (), need=need),)))
    return tuple(lines)


def _unchosen(sheet: Sheet, group: NeedGroup, of_area: str) -> Iterator[Block]:
    count = len(group.concerns)
    title = f"{_of(of_area, NEED_NOT_CHOSEN)}: {children(count)}"
    if count > 1:
        title += ". Choose each child's need, then press Prepare meeting: those who share one "
        title += "come together"
    band = Line("need", {"B": title})
    for number, concern in enumerate(group.concerns):
        block = tuple(_child(sheet, concern, own=True))
        yield block if number else (band, *block)


def _of(area: str, words: str) -> str:
    return f"{area}: {within_a_sentence(words)}" if area else words


# -------------------------------------------------------------------------------- a child


def _child(sheet: Sheet, concern: Concern, *, own: bool) -> Iterator[Line]:
    """Give a child's lines; ``own`` has room for what is agreed for this child alone."""
    every = sheet.meeting.kept.own_of(concern.pupil.upn, concern.area)
    agreed = tuple(one for one in every if one.id not in sheet.laid)
    shared = tuple(_shared(sheet, concern, one) for one in every if one.id in sheet.laid)
    two = own or bool(agreed)
    beside = (*shared, *_beside(concern))
    cells: dict[str, Cell] = {
        "C": "\n".join((concern.pupil.name, *filter(None, [", ".join(marks_of(concern.pupil))]))),
        "D": _colour(concern.attainment, "no mark"),
        "E": _colour(concern.progress, "not judged"),
        "F": _paragraphs(*_known(concern), *(() if two else beside)),
    }
    if concern.see:
        kind, fields = "pointer", _NEED
    else:
        kind, fields = "pupil", _TALK
    yield Line(kind, cells, (sheet.talk(concern.pupil, concern.area, fields, concern.why),))
    if not two:
        return
    only = "Only for" if concern.need else "For"
    label = f"{only} {concern.pupil.first_name}"
    for number, one in enumerate(agreed):
        facts = _paragraphs(sheet.lacks(one), *(() if number else beside))
        binding = sheet.action(one.id, concern.area, (concern.pupil,))
        yield Line("own", {"C": label, "F": facts}, (binding,))
    if not agreed:
        ident = sheet.numbers.next_action()
        binding = sheet.action(ident, concern.area, (concern.pupil,))
        yield Line("own", {"C": label, "F": _paragraphs(*beside)}, (binding,))


def _shared(sheet: Sheet, concern: Concern, agreed: Agreed) -> str:
    """Say what is agreed for a child together with one above, where its boxes are."""
    others = [_name(sheet, upn) for upn in agreed.upns if upn != concern.pupil.upn]
    words = text(sheet.tables["Actions"].get((agreed.id,), "Action"))
    return f"With {listed(others)}: {words}" if words else ""


def _known(concern: Concern) -> Iterator[str]:
    """Say why the pupil is listed and how it stands, the most telling first."""
    why = [concern.why]
    if concern.red_meetings:
        n = concern.red_meetings
        why.append(f"Red at the last {'meeting' if n == 1 else f'{n} meetings'} too.")
    if concern.see:
        where = "Areas of learning" if concern.see == EARLY_YEARS_AREA else concern.see
        asked = QUESTION_TOO if concern.asked_there else ""
        yield " ".join([*why, f"See {where}{asked}."])
        return
    why.append(_sentence(concern.trend))
    if concern.also:
        why.append(f"Also {listed([within_a_sentence(area) for area in concern.also])}.")
    yield " ".join(filter(None, why))
    yield _sentence(concern.target)
    yield _sentence(concern.test)


def _beside(concern: Concern) -> tuple[str, ...]:
    """Say what to offer and what is there: suggestions, barriers, provision."""
    if concern.see and concern.need:
        return ()
    offered = (
        "" if concern.need else "; or ".join(concern.suggested[: 1 if concern.see else _OFFERED])
    )
    return (
        f"Perhaps: {offered}" if offered else "",
        f"Barrier: {listed(concern.barriers)}." if concern.barriers else "",
        _provision("In place", [one for one in concern.provision if not one.ended], concern.area),
        f"In place for other areas: {listed(concern.elsewhere)}" if concern.elsewhere else "",
        _provision("Tried", [one for one in concern.provision if one.ended], concern.area),
    )


def _provision(what: str, found: list[InPlace], area: str) -> str:
    """Say all of what is for the area; of other provision only what it is and does."""
    said = [one.words if one.area == area else _in_short(one) for one in found]
    return f"{what}: {'; '.join(said)}" if said else ""


def _in_short(found: InPlace) -> str:
    effect = effect_in_words(found.effect, ended=found.ended)
    return f"{found.name} ({effect})" if effect else found.name


def _sentence(words: str) -> str:
    if not words:
        return ""
    ended = words if words[-1] in ".!?…" else f"{words}."
    return f"{ended[:1].upper()}{ended[1:]}"


def _paragraphs(*words: str) -> str:
    return "\n".join(filter(None, words))


def _colour(name: str, instead: str) -> str:
    return instead if name == NOT_ASSESSED else name
