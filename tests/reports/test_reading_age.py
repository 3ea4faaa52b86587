"""How easily our own wording reads: Flesch-Kincaid grade, counted here in a simple way.

Grade = 0.39 words a sentence + 11.8 syllables a word - 15.59 (Kincaid and others, 1975).
"""

from __future__ import annotations

import re

import pytest

from ppm_xl.school.words import DEFAULTS

VALUES = {
    "child": "Ada", "date": "4 January", "period": "since September", "when": "Summer 2",
    "there": "135", "possible": "140", "share": "1%", "times": "three",
    "subjects": "reading and maths", "measures": "homework",
}  # fmt: skip


def sentences() -> list[str]:
    """Give all that reads as a sentence in what families are told."""
    found = []
    for what, words in DEFAULTS.items():
        if what.startswith(("Report: ", "Standard action")):
            said = re.sub(r"\{(\w+)\}", lambda m: VALUES.get(m[1], m[1]), words)
            found += [part for part in re.split(r"(?<=[.!?:])\s+", said) if part]
    return found


def syllables(word: str) -> int:
    word = re.sub(r"[^a-z]", "", word.casefold())
    groups = len(re.findall(r"[aeiouy]+", word))
    silent = word.endswith("e") and not word.endswith("le")
    silent |= bool(re.search(r"[^aeiouytd]ed$|[^aeiouyscxz]es$", word))
    return max(1, groups - silent)


def grade(texts: list[str]) -> float:
    words = [w for text in texts for w in re.findall(r"[^\W\d_][\w'-]*", text)]
    a_word = sum(map(syllables, words)) / len(words)
    return 0.39 * len(words) / len(texts) + 11.8 * a_word - 15.59


@pytest.mark.parametrize(
    ("word", "count"),
    [("half", 1), ("course", 1), ("table", 2), ("expected", 3), ("helped", 1), ("attendance", 3)],
)
def test_syllables_are_counted(word: str, count: int) -> None:
    assert syllables(word) == count


def test_the_measure_tells_hard_from_easy() -> None:
    assert grade(["The cat sat on the mat."]) < 2
    assert grade(["Institutional accountability necessitates comprehensive documentation."]) > 20


def test_all_our_wording_together_reads_at_grade_seven_or_below() -> None:
    whole = [text for text in sentences() if len(text.split()) >= 5]
    assert len(whole) > 15
    assert grade(whole) <= 7


def test_no_sentence_is_above_grade_nine() -> None:
    hard = {text: grade([text]) for text in sentences() if len(text.split()) >= 5}
    assert {text: round(at, 1) for text, at in hard.items() if at > 9} == {}
