"""An invented class, Larch of Year 4, over four meetings: who they are and what staff typed.

Told once here, as values. ``tests/story`` tells it by the commands, over files, and
``tests/live/test_story_live.py`` its heart by the buttons, over a running application.

The children, and what happens to them:

* Amir, Bea and Cal are Red in reading and share a need. One action is agreed for the three, and a
  club begins. It helps in part; it is changed; Amir and Bea then move in and are celebrated.
* Cal is helped by neither of two interventions, and goes to the Inclusion Manager, who replies.
* Dot has met every target and causes concern all the same: her behaviour.
* Eve is fine, every time. Jon slips out of writing, the teacher raises him, he comes back.
* Finn is Red in writing, and leaves at Christmas. Gil arrives in November, with the very need
  that the three had.
* Hal is neither Red nor Green, ever: the one who would be forgotten.
* Ivy is on the SEND register. Kit is in another class and never to be seen here.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeAlias

from ppm_xl.book.change import Change
from ppm_xl.book.draft import Draft
from ppm_xl.book.tables import Cell, Tables
from ppm_xl.meeting.form.harvesting import FORM

CLASS: Final = "Larch"
YEAR: Final = "2026-27"
SUBJECTS: Final = ("Reading", "Writing", "Maths")

UPN: Final = {
    # known by, to a number of local authority 999
    "Amir": "A999000126001",
    "Bea": "B999000126002",
    "Cal": "C999000126003",
    "Dot": "D999000126004",
    "Eve": "E999000126005",
    "Finn": "F999000126006",
    "Gil": "G999000126007",
    "Hal": "H999000126008",
    "Ivy": "J999000126009",
    "Jon": "K999000126010",
    "Kit": "L999000126011",
}
_HEADINGS = "UPN,Surname,Forename,DOB,Gender,Year,Reg,Pupil Premium Indicator,SEN Status,Adno"
_ROLL: Final = {
    "Amir": "Bose,Amir,04/10/2017,M,Year 4,Larch,N,N,000201",
    "Bea": "Crane,Bea,11/01/2018,F,Year 4,Larch,Y,N,000202",
    "Cal": "Dunn,Cal,23/05/2018,M,Year 4,Larch,N,N,000203",
    "Dot": "Eames,Dot,02/12/2017,F,Year 4,Larch,N,N,000204",
    "Eve": "Frost,Eve,14/06/2018,F,Year 4,Larch,N,N,000205",
    "Finn": "Gale,Finn,30/10/2017,M,Year 4,Larch,N,N,000206",
    "Gil": "Hart,Gil,19/02/2018,M,Year 4,Larch,N,N,000207",
    "Hal": "Ince,Hal,07/07/2018,M,Year 4,Larch,N,N,000208",
    "Ivy": "Jarl,Ivy,25/03/2018,F,Year 4,Larch,N,K,000209",
    "Jon": "Kerr,Jon,16/09/2017,M,Year 4,Larch,N,N,000210",
    "Kit": "Lowe,Kit,21/11/2016,M,Year 5,Ash,N,N,000211",
}


def roll(*absent: str) -> str:
    """Give the pupil list as the office's MIS writes it, without some."""
    rows = [f"{UPN[name]},{rest}" for name, rest in _ROLL.items() if name not in absent]
    return "\n".join((_HEADINGS, *rows, ""))


MARKS: Final[Mapping[str, Mapping[str, tuple[str, str]]]] = {
    # marks in reading, writing and maths; the teacher's judgement of progress in each
    "Autumn 1": {
        "Amir": ("WTS EXS EXS", "Red Green Green"),
        "Bea": ("BLW EXS EXS", "Red Green Green"),
        "Cal": ("BLW WTS EXS", "Red Yellow Green"),
        "Dot": ("EXS EXS EXS", "Green Green Green"),
        "Eve": ("EXS EXS GDS", "Green Green Green"),
        "Finn": ("EXS BLW EXS", "Green Red Green"),
        "Hal": ("EXS WTS EXS", "Yellow Yellow Yellow"),
        "Ivy": ("WTS WTS BLW", "Green Green Red"),
        "Jon": ("EXS EXS EXS", "Green Green Green"),
        "Kit": ("BLW BLW BLW", "Red Red Red"),
    },
    "Autumn 2": {
        "Amir": ("WTS EXS EXS", "Red Green Green"),
        "Bea": ("WTS EXS EXS", "Yellow Green Green"),
        "Cal": ("BLW WTS EXS", "Red Yellow Green"),
        "Dot": ("EXS EXS GDS", "Green Green Green"),
        "Eve": ("EXS EXS GDS", "Green Green Green"),
        "Finn": ("EXS BLW EXS", "Green Red Green"),
        "Hal": ("EXS WTS EXS", "Yellow Yellow Yellow"),
        "Ivy": ("WTS WTS BLW", "Green Green Yellow"),
        "Jon": ("EXS WTS EXS", "Green Yellow Green"),
        "Kit": ("BLW BLW BLW", "Red Red Red"),
    },
    "Spring 1": {
        "Amir": ("EXS EXS EXS", "Green Green Green"),
        "Bea": ("EXS EXS EXS", "Green Green Green"),
        "Cal": ("BLW WTS EXS", "Red Yellow Green"),
        "Dot": ("EXS EXS GDS", "Green Green Green"),
        "Eve": ("EXS EXS GDS", "Green Green Green"),
        "Gil": ("BLW EXS EXS", "Yellow Green Green"),
        "Hal": ("EXS WTS EXS", "Yellow Yellow Yellow"),
        "Ivy": ("WTS WTS WTS", "Green Green Green"),
        "Jon": ("EXS EXS EXS", "Green Green Green"),
        "Kit": ("BLW BLW BLW", "Red Red Red"),
    },
    "Spring 2": {
        "Amir": ("EXS EXS EXS", "Green Green Green"),
        "Bea": ("EXS EXS EXS", "Green Green Green"),
        "Cal": ("WTS WTS EXS", "Yellow Yellow Green"),
        "Dot": ("EXS EXS GDS", "Green Green Green"),
        "Eve": ("EXS EXS GDS", "Green Green Green"),
        "Gil": ("WTS EXS EXS", "Green Green Green"),
        "Hal": ("EXS WTS EXS", "Yellow Yellow Yellow"),
        "Ivy": ("WTS WTS WTS", "Green Green Green"),
        "Jon": ("EXS EXS EXS", "Green Green Green"),
        "Kit": ("BLW BLW BLW", "Red Red Red"),
    },
}


def marksheet(half_term: str) -> str:
    """Give a half-term's marks as the MIS writes them."""
    rows = [",".join((UPN[name], *marks.split())) for name, (marks, _) in MARKS[half_term].items()]
    return "\n".join((",".join(("UPN", *SUBJECTS)), *rows, ""))


def setting_up() -> Iterator[tuple[str, dict[str, Cell]]]:
    """Give what the head types into Settings before the first import."""
    for name, starts, ends in (
        ("Autumn 1", date(2026, 9, 1), date(2026, 10, 23)),
        ("Autumn 2", date(2026, 11, 2), date(2026, 12, 18)),
        ("Spring 1", date(2027, 1, 4), date(2027, 2, 12)),
        ("Spring 2", date(2027, 2, 22), date(2027, 3, 25)),
    ):
        yield (
            "Calendar", {"School year": YEAR, "Half-term": name, "Starts": starts, "Ends": ends}
        )  # fmt: skip
    for name, role in (
        ("Mrs Oriel", "teacher"), ("Mr Pask", "TA"), ("Ms Quarry", "leadership"),
        ("Dr Rudd", "SENCO"), ("Ms Vane", "agency"),
    ):  # fmt: skip
        yield "People", {"Name": name, "Role": role}
    yield "Words", {"What": "SENCO is called", "Value": "Inclusion Manager"}


def after_the_imports() -> Iterator[tuple[str, dict[str, Cell]]]:
    """Give who teaches the class, and the targets that were agreed in September."""
    yield (
        "Classes",
        {"Class": CLASS, "Teacher": "Mrs Oriel", "Teaching assistant": "Mr Pask",
         "Leader": "Ms Quarry"},
    )  # fmt: skip
    agreed: dict[str, Cell] = {
        "Agreed on": date(2026, 9, 25),
        "Agreed by": "Ms Quarry",
        "School year": YEAR,
    }
    for name, subject, target in (
        ("Amir", "Reading", "EXS"),
        ("Cal", "Reading", "WTS"),
        ("Dot", "Reading", "EXS"), ("Dot", "Writing", "EXS"), ("Dot", "Maths", "EXS"),
    ):  # fmt: skip
        yield "Targets", {"UPN": UPN[name], "Subject": subject, "Agreed": target, **agreed}


def judged(half_term: str, **more: Mapping[str, Cell]) -> Iterator[tuple[str, dict[str, Cell]]]:
    """Give the teacher's judgements of progress, and what else is typed of a child by name."""
    for name, (_, progress) in MARKS[half_term].items():
        row: dict[str, Cell] = {"School year": YEAR, "Half-term": half_term, "UPN": UPN[name]}
        row |= {f"{s} progress": p for s, p in zip(SUBJECTS, progress.split(), strict=True)}
        yield "Assessments", row | dict(more.get(name, {}))


def provision(name: str, child: str, begun: date, **more: Cell) -> tuple[str, dict[str, Cell]]:
    """Give one child's row of an intervention; ``_`` in a heading stands for a space."""
    row: dict[str, Cell] = {"Name": name, "UPN": UPN[child], "From": begun}
    return "Provision", row | {heading.replace("_", " "): cell for heading, cell in more.items()}


def typed_rows(tables: Tables, *rows: tuple[str, dict[str, Cell]]) -> tuple[Change, ...]:
    """Say what changes where staff type these rows into their tables."""
    draft = Draft(tables)
    for table, row in rows:
        draft.put(table, row)
    return draft.changes()


# ---------------------------------------------------------------------------- the form


Bound: TypeAlias = tuple[int, str, tuple[str, ...], dict[str, str]]
"""Of some boxes: their row, and table, key and letter to heading of what they are bound to."""


@dataclass(frozen=True)
class Line:
    """One line of the form: its kind, and its cells by letter."""

    kind: str
    cells: Mapping[str, str]

    @property
    def words(self) -> str:
        """All that stands in it, from left to right."""
        return " | ".join(self.cells.values())


class Form:
    """The sheet Meeting as it stands, read section by section, and typed into."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self.lines = [
            Line(
                str(record["Kind"] or ""),
                {
                    letter: f"{cell:%d/%m/%Y}" if isinstance(cell, date) else str(cell)
                    for letter in "BCDEFGHIJK"
                    if (cell := record[letter]) is not None
                },
            )
            for record in tables[FORM].records()
        ]

    @property
    def words(self) -> str:
        """Everything on it."""
        return "\n".join(line.words for line in self.lines if line.cells)

    @property
    def sections(self) -> dict[str, list[Line]]:
        """Heading to its lines; page one has no heading."""
        out: dict[str, list[Line]] = {"": []}
        title = ""
        for line in self.lines:
            if line.kind == "section":
                title = line.cells["B"]
                out[title] = []
            elif line.cells:
                out[title].append(line)
        return out

    def section(self, begins: str) -> str:
        """Give all words of the one section whose heading begins so."""
        (found,) = [lines for title, lines in self.sections.items() if title.startswith(begins)]
        return "\n".join(line.words for line in found)

    def title(self, begins: str) -> str:
        """Give the whole heading that begins so."""
        (found,) = [title for title in self.sections if title.startswith(begins)]
        return found

    def typing(self, table: str, key: tuple[str, ...], **boxes: Cell) -> tuple[Change, ...]:
        """Say what changes where somebody types into the white boxes bound to a row.

        Parameters
        ----------
        key
            Of the row; an empty last part stands for the next one that is free.
        boxes
            Heading to what is typed; ``_`` stands for a space; ``Reason`` is the teacher's.
        """
        found = [bound for bound in self._bound() if (bound[1], bound[2]) == (table, key)]
        return tuple(self._typed(found, boxes))

    def _typed(self, found: list[Bound], boxes: Mapping[str, Cell]) -> Iterator[Change]:
        for name, value in boxes.items():
            heading = "Teacher's reason" if name == "Reason" else name.replace("_", " ")
            (spot,) = [
                (place, letter)
                for place, _, _, letters in found
                for letter, of in letters.items()
                if of == heading
            ]
            was = self._tables[FORM].cell(*spot)
            yield Change(FORM, spot[0], spot[1], was, value)

    def _bound(self) -> Iterator[Bound]:
        for place, record in enumerate(self._tables[FORM].records()):
            for entry in json.loads(str(record["Bound"] or "{}")).get("b", ()):
                letters = {letter: heading for letter, (heading, _) in entry["f"].items()}
                yield place, entry["t"], tuple(entry["k"]), letters

    # what is typed in plain words ---------------------------------------------------------

    def talk(self, half_term: str, child: str, area: str, **boxes: Cell) -> tuple[Change, ...]:
        """Type what is said of a child in an area."""
        key = (meeting(half_term), UPN[child], area)
        return self.typing("Discussion", key, **boxes)

    def what_came_of_it(self, action: str, **boxes: Cell) -> tuple[Change, ...]:
        """Type the impact of an earlier action."""
        return self.typing("Actions", (action,), **boxes)

    def agree(self, beside: str, **boxes: Cell) -> tuple[Change, ...]:
        """Type an action into the line that stands below words such as ``Reading fluency``."""
        at = next(n for n, line in enumerate(self.lines) if beside in line.words)
        key = next(
            key for place, table, key, _ in self._bound() if table == "Actions" and place >= at
        )
        return self.typing("Actions", key, **boxes)

    def ask(self, kind: str, half_term: str, number: int = 1, **boxes: Cell) -> tuple[Change, ...]:
        """Type an issue for leaders (``L``) or a target of the teacher's own (``T``)."""
        return self.typing("Issues", (f"{meeting(half_term)} {kind}{number}",), **boxes)

    def ask_the_senco(self, child: str, words: str) -> tuple[Change, ...]:
        """Type a question into the box of the SEND section in the child's line."""
        names = [n for n, line in enumerate(self.lines) if line.kind.startswith("send")]
        at = next(n for n in names if child in self.lines[n].words)
        (key,) = [k for place, table, k, _ in self._bound() if (place, table) == (at, "Issues")]
        return self.typing("Issues", key, Text=words)


def meeting(half_term: str) -> str:
    """Give the ID of the class's meeting."""
    return f"PM {YEAR} {half_term} {CLASS}"


# ---------------------------------------------------------------------------- Autumn 1


NEED: Final = "Reading fluency"
DAY: Final = {
    "Autumn 1": date(2026, 10, 12),
    "Autumn 2": date(2026, 11, 23),
    "Spring 1": date(2027, 1, 25),
    "Spring 2": date(2027, 3, 8),
}
"""When each meeting was held."""


def action(half_term: str, number: int) -> str:
    """Give the ID of an action."""
    return f"{meeting(half_term)} A{number:02d}"


def before_autumn_1() -> Iterator[tuple[str, dict[str, Cell]]]:
    """Give what the teacher judged, and why she raises Amir."""
    yield from judged(
        "Autumn 1",
        Amir={"Raise at the meeting": "Reads word by word, not yet fluent"},
        Dot={"Behaviour": "Green", "Effort": "Green"},
    )


def needs_of_autumn_1(form: Form) -> Iterator[Change]:
    """Pick needs: one for three in reading, one for Finn in writing."""
    for child in ("Amir", "Bea", "Cal"):
        yield from form.talk("Autumn 1", child, "Reading", Need=NEED)
    yield from form.talk("Autumn 1", "Cal", "Reading", Reason="Reads at home with nobody")
    yield from form.talk("Autumn 1", "Finn", "Writing", Need="Spelling")


def agreed_in_autumn_1(form: Form) -> Iterator[Change]:
    """Agree once for the three, for Finn alone, and ask leaders and the Inclusion Manager."""
    yield from form.agree(
        f"{NEED}: 3 children", Action="Read aloud in pairs each morning", Owner="Mr Pask",
        Measure="90 words a minute", By_when=date(2026, 12, 4),
    )  # fmt: skip
    yield from form.agree("Spelling", Action="Practise ten spellings a week", Owner="family")
    yield from form.ask("L", "Autumn 1", Text="More short books for Year 4", Owner="Ms Quarry",
                        By_when=date(2026, 11, 30))  # fmt: skip
    yield from form.ask("T", "Autumn 1", Text="Hear every child read once a fortnight")
    yield from form.ask_the_senco("Ivy", "What would help Ivy with number?")


# ---------------------------------------------------------------------------- Autumn 2


TOGETHER: Final = action("Autumn 1", 1)
"""What was agreed for Amir, Bea and Cal."""


def between_autumn_1_and_2(tables: Tables) -> Iterator[tuple[str, dict[str, Cell]]]:
    """Give what was typed between the meetings: the club, replies, and a child who worries."""
    yield "Interventions", {
        "Name": "Fluency club", "Kind": "group", "Area": "Reading", "Staff": "Mr Pask",
    }  # fmt: skip
    yield "Interventions", {
        "Name": "Sounds again", "Kind": "one-to-one", "Area": "Reading", "Staff": "Mr Pask",
    }  # fmt: skip
    for child, entry, effect in (("Amir", "61", "partly"), ("Bea", "55", "partly"),
                                 ("Cal", "38", "no")):  # fmt: skip
        yield provision(
            "Fluency club", child, date(2026, 10, 19), Sessions_planned=12, Sessions_had=10,
            Entry=entry, Measure="Words a minute", Working=effect, Reviewed=date(2026, 11, 18),
        )  # fmt: skip
    for kind, reply in (("leadership", "Twenty came on 9 November"),
                        ("asked of SENCO", "Bead strings, ten minutes a day")):  # fmt: skip
        ident = next(r["ID"] for r in tables["Issues"].records() if r["Kind"] == kind)
        yield "Issues", {"ID": ident, "Reply": reply, "Status": "done"}
    yield from judged(
        "Autumn 2",
        Dot={"Behaviour": "Red", "Effort": "Green"},
        Jon={"Raise at the meeting": "Tired since the baby came"},
    )


def came_of_autumn_1(form: Form) -> Iterator[Change]:
    """Say what came of last time, pick needs, tick that Cal may have SEND."""
    yield from form.what_came_of_it(TOGETHER, Impact="partly", Impact_note="Amir and Bea, not Cal")
    yield from form.ask("T", "Autumn 1", Reply="Nearly: every three weeks")
    for child in ("Amir", "Cal"):
        yield from form.talk("Autumn 2", child, "Reading", Need=NEED)
    yield from form.talk("Autumn 2", "Cal", "Reading", SEND_concern="Y")
    yield from form.talk("Autumn 2", "Dot", "Attitude", Need="Confidence and independence")


def agreed_in_autumn_2(form: Form) -> Iterator[Change]:
    """Agree for the two who are left; change the club."""
    yield from form.agree(
        f"{NEED}: 2 children", Action="Reread one page until it flows", Owner="Mr Pask",
        Measure="90 words a minute", By_when=date(2027, 1, 15),
    )  # fmt: skip
    yield from form.ask_the_senco("Cal", "Could Cal have his hearing looked at?")


def after_autumn_2() -> Iterator[tuple[str, dict[str, Cell]]]:
    """Give what follows: the club is changed, and Cal has another thing."""
    begun = date(2026, 10, 19)
    yield provision("Fluency club", "Amir", begun, Changed_to="Every day, in pairs")
    yield provision("Fluency club", "Bea", begun, Changed_to="Every day, in pairs")
    yield provision("Fluency club", "Cal", begun, To=date(2026, 11, 27), Exit="40")
    yield provision("Sounds again", "Cal", date(2026, 11, 30), Sessions_planned=20)


# ---------------------------------------------------------------------------- Spring 1


def before_spring_1() -> Iterator[tuple[str, dict[str, Cell]]]:
    """Give what came of the club and of the other thing, and what Gil's teacher noted."""
    begun, last, seen = date(2026, 10, 19), date(2027, 1, 15), date(2027, 1, 18)
    for child, after in (("Amir", "96"), ("Bea", "91")):
        yield provision("Fluency club", child, begun, To=last, Sessions_had=12, Exit=after,
                        Working="worked", Reviewed=seen)  # fmt: skip
    yield provision("Sounds again", "Cal", date(2026, 11, 30), To=last, Sessions_had=18,
                    Working="no", Reviewed=seen)  # fmt: skip
    yield from judged(
        "Spring 1", Dot={"Behaviour": "Green", "Effort": "Green"},
        Gil={"Staff note": "Careful, not yet fluent"},
    )  # fmt: skip


REREADING: Final = action("Autumn 2", 1)
"""What was agreed for Amir and Cal."""


def came_of_autumn_2(form: Form) -> Iterator[Change]:
    """Say what came of rereading and what helped Amir; pick needs; a word about Hal."""
    yield from form.what_came_of_it(TOGETHER, Done_on=date(2026, 12, 4))
    yield from form.what_came_of_it(REREADING, Impact="worked", Done_on=date(2027, 1, 15))
    yield from form.ask("T", "Autumn 1", Reply="Yes, since Christmas", Status="done")
    yield from form.talk("Spring 1", "Amir", "Celebrate", What_helped="Rereading with a friend")
    yield from form.talk("Spring 1", "Gil", "Reading", Need=NEED)
    yield from form.talk("Spring 1", "Cal", "Reading", Need="Phonics: sounds and blending")
    yield from form.talk("Spring 1", "Hal", "Spoken of", Note="Steady; ask him what he would like")


def agreed_in_spring_1(form: Form) -> Iterator[Change]:
    """Agree what helped others for Gil, and ask the Inclusion Manager about Cal again."""
    yield from form.agree(
        NEED, Action="Join the fluency club", Owner="Mr Pask", Measure="80 words a minute",
        By_when=date(2027, 3, 5),
    )  # fmt: skip
    yield from form.agree(
        "Phonics: sounds and blending", Action="Look at how Cal hears sounds", Owner="Ms Vane",
        Measure="A report", By_when=date(2027, 2, 26),
    )  # fmt: skip
    yield from form.ask_the_senco("Cal", "Two things have not helped: please see Cal")


# ---------------------------------------------------------------------------- Spring 2


def before_spring_2(tables: Tables) -> Iterator[tuple[str, dict[str, Cell]]]:
    """Give the Inclusion Manager's reply, and Gil in the club."""
    asked = next(
        r["ID"] for r in tables["Issues"].records() if str(r["Text"]).startswith("Two things")
    )
    yield "Issues", {"ID": asked, "Reply": "Seen on 3 February; hearing aids", "Status": "done"}
    yield provision(
        "Fluency club", "Gil", date(2027, 1, 27), Sessions_planned=10, Sessions_had=9, Entry="58",
        Working="worked", Reviewed=date(2027, 3, 3),
    )  # fmt: skip
    yield from judged("Spring 2")
