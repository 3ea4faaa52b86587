"""What teachers wrote for families, and what children said, in Autumn 2."""

# ruff: noqa: PLR2004 - the numbers shape an invented school and mean nothing elsewhere
from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from demo_school.bank import BANDS, Written, addressed, written
from demo_school.chance import Chance
from demo_school.history import AREAS, AUTUMN_2, SUBJECTS, Record
from demo_school.roster import Child
from demo_school.targets_and_progress import NOTHING_TYPED, STEPS

Records = dict[tuple[str, str], Record]
_AREA_WORDS: Final = (
    "communication",
    "social",
    "physical",
    "literacy",
    "mathematics",
    "world",
    "arts",
)
FAMILY_BY_HAND: Final = {
    # Names another child of the school, and so must be left out and listed.
    ("Elm", "Rebecca Cunliffe"): (
        "Rebecca has had a super half-term. She and Isobel Eccleston wrote a play together about"
        " the Great Fire, and it had us all in stitches."
    ),
    # Speaks of a flag, and so must be left out and listed.
    ("Maple", "Simran Desai"): (
        "Simran is working with great purpose. The extra maths sessions we pay for from her Pupil"
        " Premium money are helping, and she is much more willing to have a go."
    ),
    # Innocent, whatever a careless search for flags and names may think.
    ("Oak", "Ewan Brennan"): (
        "Ewan enjoys our class novel and asks the best questions. Please send his book back when"
        " you find it, so that he can carry on reading in class."
    ),
    # In hospital, abroad, and here for a week: nothing from the bank would fit.
    ("Maple", "Millie Entwistle"): (
        "We are all thinking of Millie, and everybody has signed the card. We are in touch with the"
        " hospital school, and her place and her pencils will be ready whenever she is."
    ),
    ("Cedar", "Sumaiya Mahmood"): "",
    ("Oak", "Håkon Özdemir"): (
        "Håkon joined us only last week and has already found the chess club. We will write again"
        " once we have got to know his learning."
    ),
    ("Elm", "Tadhg O'Shaughnessy"): (
        "What a half-term Tadhg has had. He read his own sentences to the whole class on Friday"
        " and the cheer could be heard in the office. We could not be prouder of him."
    ),
    ("Maple", "Anastasia Fitzwilliam-Ravenscroft"): (
        "Anastasia's work is of a very high standard, and we both know that she can surprise"
        " herself again. We have talked about choosing the harder task, and I am looking forward"
        " to what she does with it."
    ),
}
WORDS_BY_HAND: Final = {
    ("Maple", "Millie Entwistle"): "",
    ("Cedar", "Sumaiya Mahmood"): "",
    ("Elm", "Tadhg O'Shaughnessy"): "I read it out and everybody clapped. I did not even shake.",
    ("Maple", "Anastasia Fitzwilliam-Ravenscroft"): (
        "I know I can get it right, so I don't always want to try the one I might get wrong."
    ),
}


def facts(child: Child, record: Record, progress: dict[str, str]) -> frozenset[str]:
    """Say what holds of a child this half-term, in the words of the text banks."""
    found = set()
    if record.areas:
        for word, area, state in zip(_AREA_WORDS, AREAS, record.areas, strict=True):
            del area
            found.add(f"{'good' if state == 'On track' else 'need'}:{word}")
    else:
        for subject, mark in zip(SUBJECTS, record.marks, strict=True):
            name = subject.lower()
            steps = STEPS.get(mark)
            red = progress.get(subject) == "Red"
            if steps is not None and steps >= 0 and not red:
                found.add(f"good:{name}")
            if (steps is not None and steps < 0) or red:
                found.add(f"need:{name}")
        if sum(mark == "GDS" for mark in record.marks) > 1:
            found.add("top")
    behaviour, effort, homework, _ = record.attitude
    found |= {
        word
        for word, holds in (
            ("behaviour", behaviour != "Green"),
            ("effort", effort != "Green"),
            ("homework", homework != "Green"),
            ("late", record.register.lates > 1),
            ("absent", record.register.per_cent < 92),
            ("new", child.joined >= AUTUMN_2.first),
            ("six", child.year == "6"),
        )
        if holds
    }
    return frozenset(found)


def family_texts(
    children: Sequence[Child], records: Records, progress: dict[tuple[str, str], dict[str, str]]
) -> dict[str, str]:
    """Give each child's text for the family, by UPN; for many, not for all."""
    return _share_out(
        children, records, progress, bank="family.txt", seed=31, share=0.93, by_hand=FAMILY_BY_HAND
    )


def childs_words(
    children: Sequence[Child], records: Records, progress: dict[tuple[str, str], dict[str, str]]
) -> dict[str, str]:
    """Give each child's own words, by UPN; for many, not for all."""
    return _share_out(
        children, records, progress, bank="childs_words.txt", seed=32, share=0.8,
        by_hand=WORDS_BY_HAND,
    )  # fmt: skip


def _share_out(
    children: Sequence[Child],
    records: Records,
    progress: dict[tuple[str, str], dict[str, str]],
    *,
    bank: str,
    seed: int,
    share: float,
    by_hand: dict[tuple[str, str], str],
) -> dict[str, str]:
    """Give every text of a bank to one child whom it fits; the most particular texts first."""
    chance = Chance(seed)
    free = list(written(bank))
    out: dict[str, str] = {}
    rated: list[tuple[float, Child, frozenset[str]]] = []
    for child in children:
        draw, wanted = chance.unit(), chance.whether(share)
        own = by_hand.get((child.class_, child.full))
        if own is not None:
            out |= {child.upn: own} if own else {}
        elif wanted and (child.class_, child.full) not in NOTHING_TYPED:
            key = (child.upn, AUTUMN_2.key)
            rated.append((draw, child, facts(child, records[key], progress.get(key, {}))))
    # Children with the most to say about first, so that their texts are not used up.
    rated.sort(key=lambda r: (-len([f for f in r[2] if not f.startswith("good")]), r[0]))
    for _, child, held in rated:
        fitting = [w for w in free if w.band == BANDS[child.year] and w.conditions <= held]
        if not fitting:
            continue
        best = max(fitting, key=lambda w: (_weight(w, held), -free.index(w)))
        free.remove(best)
        out[child.upn] = addressed(best.text, child)
    return out


def _weight(text: Written, held: frozenset[str]) -> float:
    """Rate how particular a text is: concerns and news count for more than what goes well."""
    needs = {fact for fact in held if fact.startswith("need")}
    missed = len(needs - text.conditions) if needs & text.conditions else 0
    return sum(1 if c.startswith("good") else 2 for c in text.conditions) - missed / 2
