"""A meeting of any size with something in every section, made by hand and not by rule.

Each child's row begins and ends with words found nowhere else, so that a test can tell where it
was set.
"""

from __future__ import annotations

from datetime import date, timedelta

from ppm_xl.meeting.agenda import sections
from ppm_xl.meeting.children.movers import Mover
from ppm_xl.meeting.gathering import ClassMeeting
from ppm_xl.meeting.last_actions import LastAction
from ppm_xl.meeting.shown import (
    Celebrated,
    Concern,
    GridLine,
    InPlace,
    LastIssue,
    LookAt,
    MetButConcern,
    NeedGroup,
    SendLine,
    Unmentioned,
)
from ppm_xl.plan import VennPicture
from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.model import Action, Meeting, Pupil
from ppm_xl.school.settings import ClassTeam
from ppm_xl.venn.from_school import Then

NOW = HalfTerm("2026-27", "Autumn 2")
LAST = HalfTerm("2026-27", "Autumn 1")
SUBJECTS = ("Reading", "Writing", "Maths")
FORENAMES = ("Araminta", "Bo", "Casimir", "Demelza-Rose", "Ezra", "Femi", "Gwenllian", "Håkon")
SURNAMES = (
    "Li", "Featherstonehaugh-Cholmondeley", "Quill", "Okonkwo", "van der Wolt", "Brimble", "Yeo",
    "Castle", "Ulph",
)  # fmt: skip
COLOURS = ("Red", "Green", "Yellow")


def pupil(number: int, year: str = "4") -> Pupil:
    """Invent a child; every ninth has a long double-barrelled name."""
    forename = FORENAMES[number % len(FORENAMES)]
    surname = f"{SURNAMES[number % len(SURNAMES)]}{chr(97 + number // 9)}"
    return Pupil(
        f"A999{number:08d}", f"{forename} {surname}", surname, forename, year=year,
        class_name="Willow", pupil_premium=number % 4 == 0, send="K" if number % 6 == 0 else "N",
    )  # fmt: skip


def concern(number: int, who: Pupil, area: str, *, see: str = "", need: str = "") -> Concern:
    """Invent a concern as long as they come."""
    if see:
        return Concern(who, area, "Red", "Yellow", "BLW is two steps below.", see=see, need=need)
    return Concern(
        who, area, COLOURS[number % 2], "Red",
        f"Begin{number}x is two steps below Year 4 expectation; the milestone was WTS.",
        red_meetings=number % 4,
        trend="Slipped since Autumn 1 2026-27: progress Green to Yellow",
        target="Autumn milestone WTS: not reached; target EXS",
        barriers=("Attendance",) if number % 3 == 0 else (),
        provision=(
            InPlace("Club", area, "Reading aloud club since 21 Sept: 20 of 24 sessions; working"),
        ) * (number % 3),
        question=f"Since Autumn 1 nothing moved in {area.lower()}; what helps now, End{number}x?",
        need=need,
        suggested=("Vocabulary (named last time)",) if not need else (),
    )  # fmt: skip


def meeting(size: int, listed: int, *, years: tuple[str, ...] = ("4",)) -> ClassMeeting:
    """Invent a class's meeting.

    Parameters
    ----------
    size, listed
        Children of the class, and how many of them give concern; every third is listed in two
        subjects.
    """
    pupils = tuple(pupil(n, years[n % len(years)]) for n in range(size))
    concerns: list[Concern] = []
    for n, who in enumerate(pupils[:listed]):
        area = SUBJECTS[n % 3]
        concerns.append(concern(n, who, area, need="" if n % 2 else f"Need of {area.lower()}"))
        if n % 3 == 0:
            concerns.append(concern(n, who, "Maths", see="Reading"))
    groups = []
    for area in SUBJECTS:
        here = [c for c in concerns if c.area == area]
        for need in sorted({c.need for c in here}, reverse=True):
            members = tuple(c for c in here if c.need == need)
            helped = ("Reading aloud club worked for 3 of 4",) if need else ()
            groups.append(NeedGroup(area, need, members, helped))
    rest = pupils[listed:]
    names = {p.upn: f"{p.first_name} {p.surname[:3]}{n}" for n, p in enumerate(pupils)}
    inside = {p.upn: frozenset(SUBJECTS[: n % 4]) for n, p in enumerate(pupils)}
    facts = Meeting(
        "M", "progress", "Willow", NOW, day=date(2026, 12, 1), start="09:00", place="Library",
        leader="Mr Garth", bring="Reports, grids and books", minutes=45,
    )  # fmt: skip
    return ClassMeeting(
        id="M",
        class_name="Willow",
        half_term=NOW,
        facts=facts,
        team=ClassTeam("Willow", "Mrs Fell", leader="Mr Garth"),
        pupils=pupils,
        now=VennPicture(SUBJECTS, inside, names) if pupils else None,
        before=VennPicture(SUBJECTS, inside, names) if pupils else None,
        then=Then(LAST, inside, ("L",)) if pupils else None,
        last_meetings=("L",),
        movers=tuple(Mover(p.upn, names[p.upn], "in", "now in maths") for p in pupils[: size // 4]),
        last_actions=tuple(_last(n, p) for n, p in enumerate(pupils[: size // 3])),
        celebrated=tuple(
            Celebrated(p, "Green in reading, writing and maths.", ("Reading",), kindly="reads well")
            for p in rest[:5]
        ),
        concerns=tuple(concerns),
        groups=tuple(groups),
        sections=sections((), SUBJECTS),
        met_but_concern=tuple(MetButConcern(p, "EXS in maths", "Effort Red") for p in rest[5:6]),
        send=tuple(
            SendLine(p, "On the register", "Red in reading.", "A visit", "Booked for January")
            for p in pupils
            if p.has_send
        ),
        look_at=tuple(
            LookAt(p, "Reading", "Red in reading three meetings running, and no intervention")
            for p in pupils[: listed // 4]
        ),
        last_issues=(
            LastIssue("I1", "leadership", "More guided reading books", "Mr Garth", reply="Ordered"),
            LastIssue("I2", "own target", "Teach vocabulary before each text"),
        ),
        unmentioned=tuple(Unmentioned(p, "Not since Summer 2") for p in rest[6:8]),
        grid=tuple(_line(n, p) for n, p in enumerate(pupils)),
        children={p.upn: p.name for p in pupils},
    )


def _last(number: int, who: Pupil) -> LastAction:
    overdue = number < 2
    action = Action(
        f"L A{number:02d}", f"Reads to an adult each day, number {number}x", (who.upn,),
        area="Reading", owner="Mrs Fell",
        by_when=date(2026, 11, 6) + timedelta(days=30 * (not overdue)),
    )  # fmt: skip
    return LastAction(action, who.first_name, overdue)


def _line(number: int, who: Pupil) -> GridLine:
    subjects = tuple(
        (s, ("EXS", "SBLW")[number % 2], COLOURS[(number + n) % 3], COLOURS[number % 3])
        for n, s in enumerate(SUBJECTS)
    )
    long = "PP, SEND K · Red three meetings running · Reading aloud club, 2 more · Barrier: medical"
    measures = (("Attendance", "94%", "Yellow", ""), ("Attitude", "", "Green", ""))
    return GridLine(who, (*subjects, *measures), "Red two meetings running" if number % 5 else long)
