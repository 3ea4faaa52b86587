"""Names and texts: no name is a word, no text names another child or speaks of a flag."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from english_words import get_english_words_set

from ppm_xl.demo import exports, staff_rows

CHILDREN = json.loads((Path(__file__).parent / "expected.json").read_text(encoding="utf-8"))[
    "pupils"
]
DELIBERATE = {
    (CHILDREN["family_text_names_another_pupil"], "For the family"),
    (CHILDREN["family_text_mentions_a_flag"], "For the family"),
}


def _names() -> dict[str, set[str]]:
    from io import BytesIO

    [data] = [e.data for e in exports() if e.name.startswith("Arbor pupils")]
    rows = list(openpyxl.load_workbook(BytesIO(data)).active.iter_rows(values_only=True))
    top = next(place for place, row in enumerate(rows) if "UPN" in row)
    heads = rows[top]
    return {
        row[heads.index("UPN")]: {
            part
            for column in ("Legal Forename", "Preferred Forename", "Legal Surname")
            for part in (row[heads.index(column)] or "").replace("-", " ").split()
        }
        for row in rows[top + 1 :]
    }


NAMES = _names()
STAFF = {part for row in staff_rows().tables["People"] for part in row["Name"].split()[1:]}


@pytest.fixture(scope="module")
def ordinary_words() -> set[str]:
    """Words of two big English lists that stand there with a small letter."""
    both = get_english_words_set(["web2"]) | get_english_words_set(["gcide"])
    return {word for word in both if word == word.lower()}


def test_the_lists_know_an_ordinary_word(ordinary_words: set[str]) -> None:
    assert {"rose", "summer", "hope", "baker", "marsh", "willow"} <= ordinary_words


def test_no_childs_name_is_an_ordinary_word(ordinary_words: set[str]) -> None:
    months = {"april", "may", "june", "august", "autumn", "easter", "christmas", "friday"}
    for upn, parts in NAMES.items():
        for part in parts:
            word = part.lower()
            forms = {word, word.removesuffix("s"), word.removesuffix("es")} - {"ap"}
            assert not forms & (ordinary_words | months), (upn, part)


def test_no_child_has_the_surname_of_a_member_of_staff() -> None:
    everybody = {part for parts in NAMES.values() for part in parts}
    assert not everybody & {piece for name in STAFF for piece in name.split("-")}


def texts() -> Iterator[tuple[str, Any, str, str]]:
    """Give every typed text that is about a child, or about nobody in particular."""
    spoken = {
        "For the family", "Child's words", "Staff note", "Action", "Measure", "Impact note",
        "Teacher's reason", "Leader's question", "Note", "Text", "Reply", "Changed to", "Notes",
        "Reason changed",
    }  # fmt: skip
    for table, rows in staff_rows().tables.items():
        for row in rows:
            for column in row.keys() & spoken:
                yield table, row.get("UPN"), column, row[column]


def test_no_text_names_another_child() -> None:
    everybody = {part.lower() for parts in NAMES.values() for part in parts}
    for table, upn, column, text in texts():
        if (upn, column) in DELIBERATE:
            continue
        own = {part.lower() for part in NAMES.get(upn, ())}
        said = {word.removesuffix("'s") for word in re.findall(r"[^\W\d_]+(?:'\w+)?", text.lower())}
        assert not said & (everybody - own), (table, column, text)


FLAGS = re.compile(
    r"(?i:pupil premium)|\bPP\b|\bSENCO\b|\bSEND\b|\bSEN\b|\bEHCP?\b|\bEAL\b|\bFSM\b"
    r"|free school meals"
    r"|looked after|in care\b|special (?:educational )?needs|disadvantaged|service child"
)


def test_no_text_for_families_speaks_of_a_flag() -> None:
    for _, upn, column, text in texts():
        if column in {"For the family", "Child's words", "Action"}:
            flagged = bool(FLAGS.search(text))
            assert flagged == (upn == CHILDREN["family_text_mentions_a_flag"]), text


def _home(upn: str) -> str:
    [text] = [t for _, who, column, t in texts() if (who, column) == (upn, "For the family")]
    return text


def test_the_deliberate_texts_are_there() -> None:
    named = _home(CHILDREN["family_text_names_another_pupil"])
    assert NAMES[CHILDREN["family_text_names"]] <= set(re.findall(r"\w+", named))
    assert "Pupil Premium" in _home(CHILDREN["family_text_mentions_a_flag"])
    assert "send his book back" in _home(CHILDREN["family_text_says_send_innocently"])


def test_many_have_words_and_nobody_has_anothers() -> None:
    for column, least in (("For the family", 150), ("Child's words", 95)):
        said = [text for _, _, where, text in texts() if where == column]
        assert least <= len(said) < 191
        assert max(Counter(said).values()) == 1


def test_texts_are_written_out() -> None:
    for _, _, _, text in texts():
        assert not re.search(r"[{}<>|]|  |\bTODO\b", text), text
        assert text == text.strip()
        assert text[0] == text[0].upper()
    for _, _, column, text in texts():
        if column in {"For the family", "Child's words"}:
            assert text.endswith((".", "!", "?", '"')), text
            assert len(text) <= 260, text


def test_children_decide_whether_their_words_are_shared() -> None:
    rows = [row for row in staff_rows().tables["Assessments"] if "Child's words" in row]
    shared = Counter(row.get("Share child's words") for row in rows)
    assert shared["Y"] > 60
    assert shared["N"] >= 5
    assert shared[None] >= 2
