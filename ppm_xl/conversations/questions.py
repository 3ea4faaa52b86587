"""The seven questions that every learning conversation comes back to, as a child hears them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Question:
    """One question, and the columns in which its answer is typed."""

    words: str
    columns: tuple[str, ...]


QUESTIONS: Final = (
    Question("What can you do now that you could not do before?", ("Going well", "Learned")),
    Question("What is still hard, and what do you want to learn next?", ("Hard", "Next")),
    Question("By which day shall we see whether you can do it?", ("By when",)),
    Question("What will you do to get there?", ("Agreed",)),
    Question("What will I do in class to help you, and when?", ("What would help",)),
    Question("What could your family do with you at home?", ("What would help",)),
    Question("What could the people who lead our school do?", ("What would help",)),
)
"""Mission row D15: learned, to be learned, by when; what child, teacher, family, leaders do."""


def asked_above(column: str) -> str:
    """Give what stands above a column: the questions whose answers are typed there."""
    return " ".join(question.words for question in QUESTIONS if column in question.columns)
