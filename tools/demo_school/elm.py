"""Elm, the class that the demo opens on: this meeting got ready, last half-term's conversations.

The teacher has picked needs in reading and in writing and left maths to the meeting; so both ways
of the form are there to be seen.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from demo_school.roster import Child
from demo_school.staffing import SENCO, TEAMS

Row = dict[str, object]

CLASS: Final = "Elm"
NOW: Final = "2026-27 Autumn 2 Elm"
LAST: Final = "2026-27 Autumn 1 Elm"
_TEACHER, _ASSISTANT, _LEADER = TEAMS[CLASS]
_UNDERSTANDING: Final = "Understanding what is read"
_FLUENCY: Final = "Reading fluency"
_SPELLING: Final = "Spelling"
_STAMINA: Final = "Ideas and stamina for writing"

PICKED: Final = {
    # who and where -> need, and the teacher's reason
    ("Isobel Eccleston", "Reading"): (
        _UNDERSTANDING, "Reads aloud with expression now; cannot yet say why a character acts so.",
    ),
    ("Evie Kitching", "Reading"): (
        _UNDERSTANDING, "Finds the sentence with the answer if the page is short.",
    ),
    ("Miriam Nuttall", "Reading"): (
        _UNDERSTANDING, "Away for a fortnight; had only begun to look back at the text.",
    ),
    ("Andreea Fernandes", "Reading"): (
        _FLUENCY, "Still word by word. The club came too early in the day: arrives late.",
    ),
    ("Edward Wrigglesworth", "Reading"): (
        _FLUENCY, "Fluent with football reports, halting with anything else.",
    ),
    ("Evie Kitching", "Writing"): (_SPELLING, ""),
    ("Miriam Nuttall", "Writing"): (_SPELLING, ""),
    ("Edward Wrigglesworth", "Writing"): (_SPELLING, ""),
    ("Connor Higginbotham", "Writing"): (
        _SPELLING, "Says it beautifully and writes half of it, to avoid words he cannot spell.",
    ),
    ("Andreea Fernandes", "Writing"): (_STAMINA, ""),
    ("Tadhg O'Shaughnessy", "Writing"): (
        _STAMINA, "Tires after three lines; the story is all there when he tells it.",
    ),
    ("Harjit Ramachandran", "Writing"): (
        _STAMINA, "A whole page on trains. Beginning is the hard part.",
    ),
}  # fmt: skip
_CONCERN: Final = ("Harjit Ramachandran", "Writing")
"""A child of whom the teacher thinks that it may be SEND."""
_AGREED: Final = (
    # for all who share a need: area, need, action, owner, measure
    ("Reading", _UNDERSTANDING, "Tuesday and Thursday: ten minutes of questions before reading",
     _TEACHER, "Quotes the text in three answers of four"),
    ("Writing", _SPELLING, "Five words from their own writing each Monday, tested on Friday",
     _ASSISTANT, "Four of five right in the next piece"),
)  # fmt: skip
_BY: Final = date(2026, 12, 18)
RAISED: Final = {
    "Samuel Cuthbertson": "Quieter since half-term and sits alone at lunch.",
    "Linh Yamamoto": "Could do far more in maths than the lessons ask.",
}


def picked(here: Iterable[Child]) -> list[Row]:
    """Give what the teacher typed on this meeting's form."""
    upns = {child.full: child.upn for child in here if child.class_ == CLASS}
    rows = []
    for (name, area), (need, reason) in PICKED.items():
        row: Row = {"Meeting": NOW, "UPN": upns[name], "Area": area, "Need": need}
        row |= {"Teacher's reason": reason}
        if (name, area) == _CONCERN:
            row["SEND concern"] = "Y"
        rows.append(row)
    return rows


def agreed_for_needs(here: Sequence[Child]) -> Iterable[tuple[Row, list[Child]]]:
    """Give this meeting's draft actions, each with the children who share its need."""
    by_name = {child.full: child for child in here if child.class_ == CLASS}
    for number, (area, need, words, owner, measure) in enumerate(_AGREED, 1):
        row: Row = {
            "ID": f"{NOW} A{number:02d}", "Meeting": NOW, "School year": "2026-27",
            "Half-term": "Autumn 2", "Class": CLASS, "Area": area, "Need": need, "Action": words,
            "Owner": owner, "By when": _BY, "Measure": measure, "Status": "open",
            "On report": "N",
        }  # fmt: skip
        named = [n for (n, of), (its, _) in PICKED.items() if (of, its) == (area, need)]
        yield row, [by_name[name] for name in named]


def issues(here: Iterable[Child]) -> list[Row]:
    """Give what Elm's last meeting asked of the SENCO about one child, and the teacher's target."""
    upns = {child.full: child.upn for child in here if child.class_ == CLASS}
    common: Row = {"Meeting": LAST, "By when": date(2026, 11, 27)}
    return [
        common | {
            "ID": f"{LAST} issue S1", "Kind": "asked of SENCO", "UPN": upns["Andreea Fernandes"],
            "Text": "The reading club is not helping. What should we try in its place?",
            "Owner": SENCO,
            "Reply": "Watched a lesson on 9 November: let us look at hearing first. Letter sent.",
            "Status": "open",
        },
        common | {
            "ID": f"{LAST} issue T1", "Kind": "own target", "Owner": _TEACHER,
            "Text": "Read the class novel aloud every day, and stop to ask before I tell.",
            "Status": "open",
        },
    ]  # fmt: skip


# ------------------------------------------------------------------------- conversations

_HELD: Final = (date(2026, 10, 14), date(2026, 10, 15))
_TALKS: Final = {
    # who -> going well, hard, what would help, agreed
    "Isobel Eccleston": (
        "Reading club. I can read to the end without stopping.", "Questions that start with why.",
        "Talking about it before I write.", "Tell a partner first, then write.",
    ),
    "Andreea Fernandes": (
        "Art, and helping the little ones.", "Reading when everyone else has finished.",
        "A quiet place and the same book for longer.", "Keep one book for a whole week.",
    ),
    "Evie Kitching": (
        "Ideas for stories.", "Spelling gets in the way.", "Saying my story to somebody first.",
        "Record the story, then write one part of it.",
    ),
    "Miriam Nuttall": (
        "My times tables.", "Catching up after I was ill.", "Somebody to show me what I missed.",
        "Ten minutes on Mondays with a grown-up.",
    ),
    "Edward Wrigglesworth": (
        "Football, and reading the scores.", "Long books.", "Books about real things.",
        "Choose a book from the fact shelf.",
    ),
    "Connor Higginbotham": (
        "I can read the first page now.", "Sitting still after lunch.",
        "A job to do at one o'clock.", "Hand out the books after lunch.",
    ),
    "Tadhg O'Shaughnessy": (
        "I read out and everybody clapped.", "My hand hurts when I write.",
        "Typing the last part.", "Write three lines, then type.",
    ),
    "Harjit Ramachandran": (
        "Saying my assembly line without the paper.", "Knowing how to begin.",
        "A first sentence to finish.", "Pick one of three beginnings.",
    ),
    "Freddie Lightbown": (
        "My story about the Roman boy.", "Checking my work.", "A list of three things to look for.",
        "Check three things before I hand it in.",
    ),
    "Emeka Okonkwo": (
        "Adding big numbers.", "It is too easy and then too hard.",
        "Puzzles with more than one way.", "One hard puzzle each Wednesday.",
    ),
    "Zoë Micklethwaite": (
        "The fish. I feed them.", "Coming in when everyone has started.", "Knowing what I missed.",
        "Feed the fish at ten to nine.",
    ),
    "Linh Yamamoto": (
        "My pen licence.", "Waiting.", "Something to go on with.", "A challenge book in my tray.",
    ),
}  # fmt: skip
_TARGETS: Final = (
    # who, subject, learned, next, met
    ("Isobel Eccleston", "Reading", "I can read a page aloud without stopping.",
     "Say why, and find the words that show it.", None),
    ("Andreea Fernandes", "Reading", "I know all the sounds in my key ring.",
     "Read my own page twice so that it flows.", None),
    ("Evie Kitching", "Writing", "I can tell a whole story in order.",
     "Spell the ten words on my mat.", None),
    ("Edward Wrigglesworth", "Reading", "I can read a match report.",
     "Read two pages about animals each night.", None),
    ("Connor Higginbotham", "Writing", "I can write a full stop every time.",
     "Write the word I want, then check it.", None),
    ("Tadhg O'Shaughnessy", "Writing", "I can write three lines.",
     "Write three lines and type two more.", date(2026, 11, 20)),
    ("Harjit Ramachandran", "Writing", "I can finish a story once I have begun.",
     "Begin in the first five minutes.", date(2026, 11, 18)),
    ("Freddie Lightbown", "Writing", "I can write a story with a problem in it.",
     "Check three things before I hand it in.", None),
    ("Emeka Okonkwo", "Maths", "I can add four-digit numbers.",
     "Show two ways to solve a puzzle.", date(2026, 11, 11)),
    ("Linh Yamamoto", "Maths", "I know my times tables to twelve.",
     "Make up three puzzles for my partner.", None),
)  # fmt: skip
_TERM: Final[Row] = {"School year": "2026-27", "Half-term": "Autumn 1"}


def conversations(here: Iterable[Child]) -> list[Row]:
    """Give what twelve children said in October, as the teacher noted it."""
    upns = {child.full: child.upn for child in here if child.class_ == CLASS}
    heads = ("Going well", "Hard", "What would help", "Agreed")
    return [
        {**_TERM, "UPN": upns[name], "Held": _HELD[number % 2]}
        | dict(zip(heads, said, strict=True))
        for number, (name, said) in enumerate(_TALKS.items())
    ]


def learning_targets(here: Iterable[Child]) -> list[Row]:
    """Give the targets that were set then; some are met by now."""
    upns = {child.full: child.upn for child in here if child.class_ == CLASS}
    return [
        {"ID": f"2026-27 Autumn 1 Elm target {number}", **_TERM, "UPN": upns[name],
         "Subject": subject, "Learned": learned, "Next": following,
         "By when": date(2026, 12, 11), "Met": met or ""}
        for number, (name, subject, learned, following, met) in enumerate(_TARGETS, 1)
    ]  # fmt: skip
