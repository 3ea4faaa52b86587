"""What a meeting shows of children, as values: filled by :mod:`.gathering`, laid out elsewhere.

Everything that is read is words already; the sheet, the pack and the lists only place them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ppm_xl.provision.in_place import InPlace
from ppm_xl.provision.look_at import LookAt
from ppm_xl.school.model import Pupil

__all__ = [
    "Celebrated",
    "Concern",
    "GridLine",
    "InPlace",
    "LastIssue",
    "LookAt",
    "MetButConcern",
    "NeedGroup",
    "SendLine",
    "Unmentioned",
]

NAMED_LAST_TIME = "named last time"
"""Why a need is suggested first: the last meeting named it for the pupil in this area."""


@dataclass(frozen=True, slots=True)
class Concern:
    """One pupil in one area.

    Attributes
    ----------
    attainment, progress
        Colours as words; empty where the area has none.
    why
        Why the pupil is listed in this area: the reasons of the colours, or what the teacher
        wrote. One sentence or a few, without what the fields below hold.
    see
        The area that holds the pupil's whole line; empty where this is it. A line that only
        points has none of the fields below but ``need`` and ``suggested``.
    red_meetings
        At how many recorded meetings running, before this one, the pupil was shown Red here.
    trend
        Since the last meeting, in words; empty where nothing moved.
    target
        Milestone and target in words; empty where none is agreed.
    test
        Where the newest test and the teacher's judgement disagree, in words.
    barriers
        From the school's list; the notes about them are for the SENCO alone.
    provision
        What is in place for this area, and what was tried for it.
    elsewhere
        What is in place for areas the pupil is not listed in, by name, with whether it works.
    asked_there
        Of a line that only points: the question where it points to is about this area.
    question
        Prepared for the leader where progress is little (D3), with its evidence.
    need
        Picked at this meeting from the table Needs, or typed; empty until then.
    suggested
        Needs to offer, the likeliest first, each with why in brackets.
    also
        The other areas the pupil is listed in.
    """

    pupil: Pupil
    area: str
    attainment: str
    progress: str
    why: str
    see: str = ""
    red_meetings: int = 0
    trend: str = ""
    target: str = ""
    test: str = ""
    barriers: tuple[str, ...] = ()
    provision: tuple[InPlace, ...] = ()
    question: str = ""
    need: str = ""
    suggested: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()
    asked_there: bool = False


@dataclass(frozen=True, slots=True)
class NeedGroup:
    """The pupils of one area who share a need: an action for it is typed once for all (D5).

    Attributes
    ----------
    need
        Empty for those whose need nobody has picked yet; they come last.
    concerns
        In the order of the area.
    helped
        What helped others with this need, each in a line, the best borne out first. It names
        no child: "Reading aloud club worked for 3 of 4".
    """

    area: str
    need: str
    concerns: tuple[Concern, ...]
    helped: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Celebrated:
    """A pupil to celebrate, and why.

    Attributes
    ----------
    bring
        The subjects whose books are to be brought to moderate (D4); empty for none.
    helped
        What worked for this pupil, each in a line.
    kindly
        What to say in assembly: for what, without a mark or a colour.
    shared, own
        The two halves of ``why``: what many are celebrated for alike, and what is this child's own.
        Either may be empty.
    """

    pupil: Pupil
    why: str
    bring: tuple[str, ...] = ()
    helped: tuple[str, ...] = ()
    kindly: str = ""
    shared: str = ""
    own: str = ""


@dataclass(frozen=True, slots=True)
class MetButConcern:
    """A pupil who met the target and causes concern (D7): which, and why.

    Attributes
    ----------
    see
        The area of the concerns that holds the pupil's whole line; empty where only this one
        speaks of the pupil.
    told
        The whole line says all of it: the pupil is only named here.
    """

    pupil: Pupil
    met: str
    why: str
    see: str = ""
    told: bool = False


@dataclass(frozen=True, slots=True)
class SendLine:
    """A pupil in the SEND section (D9).

    Attributes
    ----------
    stage
        ``On the register``, ``Teacher's concern`` or ``For the SENCO``, in the school's own word
        for the SENCO (the last: not on the register, and what was tried is not working).
    why
        Colours and provision in words.
    asked, reply
        What was asked of the SENCO last, and what came back; empty where nothing.
    """

    pupil: Pupil
    stage: str
    why: str
    asked: str = ""
    reply: str = ""


@dataclass(frozen=True, slots=True)
class LastIssue:
    """What was asked of leaders, or set by the teacher, at earlier meetings (D10, D11).

    Attributes
    ----------
    settled
        Done or dropped; else it is asked after again.
    """

    id: str
    kind: str
    text: str
    owner: str = ""
    by_when: date | None = None
    reply: str = ""
    settled: bool = False


@dataclass(frozen=True, slots=True)
class Unmentioned:
    """A pupil not listed, celebrated or acted for at two meetings and this one (D16)."""

    pupil: Pupil
    words: str


@dataclass(frozen=True, slots=True)
class GridLine:
    """A pupil in the class grid of the pack: marks and colours by subject, a line of context.

    Attributes
    ----------
    cells
        Area (subjects, then Attendance, Attitude) to mark, attainment colour, progress colour;
        empty strings where there is none.
    context
        One line: flags, how often Red, what is in place, barrier. At most about 100 letters.
    """

    pupil: Pupil
    cells: tuple[tuple[str, str, str, str], ...]
    context: str
