"""What a section of concerns says where it lists nobody: who is not known is never said to be well.

One rule for the sheet and for the pack.
"""

from __future__ import annotations

from ppm_xl.meeting.agenda import RAISED_AREA, Section
from ppm_xl.meeting.gathering import ClassMeeting
from ppm_xl.meeting.listing import EARLY_YEARS_AREA, MEASURES
from ppm_xl.sentences import counted, listed, within_a_sentence


def nobody_in(meeting: ClassMeeting, section: Section, *, named: bool = False) -> str:
    """Say that nobody is listed in a section, and of how many children nothing is known.

    Parameters
    ----------
    named
        Whether to name the section's areas in any case; else a heading beside does.

    Returns
    -------
    str
        A sentence to go on behind a colon, beginning with a small letter.
    """
    if section.areas == (RAISED_AREA,):
        return "the teacher raised nobody else."
    counts = {area: meeting.not_known.get(area, (0, 0)) for area in section.areas}
    known = [area for area, (without, of) in counts.items() if without < of or not of]
    unknown = {area: found for area, found in counts.items() if found[0]}
    if section.areas == (EARLY_YEARS_AREA,):
        parts = ["no child is recorded as not on track"] if known else []
        parts += [f"nothing is recorded of {_part(*found)}" for found in unknown.values()]
        return f"{'; '.join(parts)}."
    parts = []
    if known:
        where = named or len(known) < len(counts)
        of = f" in {listed([within_a_sentence(area) for area in known])}" if where else ""
        parts.append(f"nobody is Red{of}")
    elif not set(section.areas) & set(MEASURES):
        return "nobody has been assessed yet."
    for area, found in unknown.items():
        if area not in MEASURES:
            there = f" in {within_a_sentence(area)}" if len(counts) > 1 else ""
            verb = "is" if found[0] == 1 else "are"
            parts.append(f"{_part(*found)} {verb} not assessed{there}")
    for found in dict.fromkeys(unknown.values()):
        alike = [within_a_sentence(a) for a in unknown if unknown[a] == found and a in MEASURES]
        if alike:
            verb = "is" if len(alike) == 1 else "are"
            whole = len(alike) == len(counts) and not named
            subject = "" if whole else f"{listed(alike)} {verb} "
            parts.append(f"{subject}not known for {_part(*found)}")
    return f"{'; '.join(parts)}."


def _part(without: int, of: int) -> str:
    return f"{without} of {counted(of, 'child', 'children')}"
