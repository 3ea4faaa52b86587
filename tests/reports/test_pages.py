"""The printed pages: one A4 page whatever is typed, tagged, legible, and theirs alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from io import BytesIO
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from paper.structure import tags
from paper.visual_lint import lint
from pypdf import PdfReader
from reports.school_by_hand import NOW, PUPILS, TODAY, attended, make_school, upn

from ppm_xl.paper.typesetting import Typesetter
from ppm_xl.plan import Page, Paper
from ppm_xl.reports.page import TEMPLATE
from ppm_xl.reports.planning import plan_family_reports
from ppm_xl.reports.record import SETTING
from ppm_xl.school.model import Action, Judgement, LearningTarget, School
from ppm_xl.school.words import DEFAULTS

ON_ROLL = [who for who, pupil in PUPILS.items() if pupil.on_roll(TODAY)]


@pytest.fixture(scope="module")
def typesetter() -> Typesetter:
    return Typesetter(TODAY)


@pytest.fixture(scope="module")
def pdfs(typesetter: Typesetter) -> Mapping[str, bytes]:
    papers = plan_family_reports(make_school(), NOW, TODAY).papers
    return {
        paper.path[-1]: typesetter.pdf(paper.title, paper.pages, {})
        for paper in papers
        if paper.pages[0].template == TEMPLATE
    }


def text_of(pdf: bytes) -> str:
    text = " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)
    return " ".join(text.split())


def paper_of(school: School, who: str) -> Paper:
    return plan_family_reports(school, NOW, TODAY, upn=upn(who)).papers[0]


def test_every_page_looks_right(pdfs: Mapping[str, bytes]) -> None:
    for name, pdf in pdfs.items():
        pages = {"Acorn family reports.pdf": 3, "Oak family reports.pdf": 15}.get(name, 1)
        assert lint(pdf, pages=pages) == [], name


def test_the_page_says_it_all_in_order(pdfs: Mapping[str, bytes]) -> None:
    text = text_of(pdfs["Fairweather Zoë.pdf"])
    expected = (
        "Larkfield Primary School", "Zoë Fairweather", "Oak class", "How Zoë is getting on",
        "Reading", "At or above what is expected for the year", "On course", "At school every day",
        "96.4%", "What went well", "lighthouse", "What we will each do", "I will",
        "Read one chapter", "At school", "number bonds", "At home we agreed", "homework diary",
        "At home we suggest", "times table", "In my own words", "“I liked the lighthouse.",
        "Monday 4 January 2027", "Mr Tobias Crane",
    )  # fmt: skip
    place = -1
    for words in expected:
        found = text.find(words, place + 1)
        assert found > place, words
        place = found


def test_no_page_names_another_child_or_a_flag(pdfs: Mapping[str, bytes]) -> None:
    names = {pupil.forename: who for who, pupil in PUPILS.items()}
    for file, pdf in pdfs.items():
        if file.endswith("family reports.pdf"):
            continue
        text = text_of(pdf)
        own = PUPILS[names[next(name for name in names if name in file)]]
        for pupil in PUPILS.values():
            if pupil.forename != own.forename:
                assert not re.search(rf"\b{re.escape(pupil.forename)}\b", text)
        assert not re.search(r"Pupil Premium|\bPP\b|\bSEND?\b|\bFSM\b|STAFF ONLY|Z9992", text)


def test_tags_of_a_report(pdfs: Mapping[str, bytes]) -> None:
    found = tags(pdfs["Fairweather Zoë.pdf"])
    kinds = [tag.kind for tag in found]
    headings = [kind for kind in kinds if re.fullmatch(r"H\d", kind)]
    assert headings == ["H1", *["H2"] * 4, *["H3"] * 4, "H2"]
    assert kinds.count("Table") == 1
    assert [tag.scope for tag in found if tag.kind == "TH"] == ["Column"] * 3 + ["Row"] * 3
    assert kinds.count("LI") == 6 + 4
    said = [tag.says for tag in found if tag.kind == "Figure"]
    assert len(said) == 12
    assert set(said) == {"Green", "Yellow", "Red"}


def test_the_letter_is_there_for_a_grey_photocopy(pdfs: Mapping[str, bytes]) -> None:
    letters = text_of(pdfs["Fairweather Zoë.pdf"]).split()
    assert {"G", "Y", "R"} <= set(letters)


def test_amber_schools_print_amber(typesetter: Typesetter) -> None:
    school = make_school()
    words = {**school.settings.words, "Yellow is called": "Amber"}
    school = replace(school, settings=replace(school.settings, words=words))
    paper = paper_of(school, "everything")
    pdf = typesetter.pdf(paper.title, paper.pages, {})
    assert "A" in text_of(pdf).split()
    assert "Amber" in {tag.says for tag in tags(pdf)}


def test_title_of_the_document_names_the_child_and_the_half_term() -> None:
    paper = paper_of(make_school(), "everything")
    assert paper.title == "Half-termly report: Zoë Fairweather, Autumn 2 2026-27"


def everything_typed(text: str, who: str = "everything", actions: int = 8) -> School:
    school = make_school()
    judgement = Judgement(
        NOW,
        upn(who),
        marks={"Reading": "BLW", "Writing": "BLW", "Maths": "BLW"},
        progress={"Reading": "Red", "Writing": "Red", "Maths": "Red"},
        attendance=attended(120),
        lates=12,
        behaviour="Red",
        effort="Yellow",
        homework="Red",
        uniform="Red",
        for_the_family=text,
        childs_words=text,
        share_childs_words=True,
    )
    owners = ("child", "Mrs Alder", "family")
    given = tuple(
        Action(f"T{n}", text, (upn(who),), half_term=NOW, owner=owners[n % 3], on_report=True,
               by_when=TODAY, discussed_with_family=n % 2 == 0)
        for n in range(actions)
    )  # fmt: skip
    return replace(school, judgements={(NOW, upn(who)): judgement}, actions=given)


LONG = {
    "a novel": "He has worked with great care on the story of the lighthouse. " * 60,
    "one endless word": "W" * 3000,
    "words of capitals": "WONDERFUL WORK " * 120,
    "lines": "one\n\ntwo\n" * 60,
    "an address": "https://www.larkfield.example/" + "very-long-path/" * 30,
    "Vietnamese": "Em đã đọc rất nhiều sách và viết một câu chuyện dài. " * 40,
}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
@pytest.mark.parametrize("who", ["longest", "empty"])
def test_long_texts_stay_on_one_page_and_are_listed(
    typesetter: Typesetter, text: str, who: str
) -> None:
    school = everything_typed(text, who)
    plan = plan_family_reports(school, NOW, TODAY, upn=upn(who))
    assert lint(typesetter.pdf("Long", plan.papers[0].pages, {}), pages=1) == []
    assert "text-cut" in {problem.code for problem in plan.problems}


TYPED = st.text(st.characters(codec="latin-1", exclude_categories=["Cc"]), max_size=1500)
LETTERS = st.lists(st.sampled_from(["a", "illicit", "WWWWWW", "lighthouse", "and"]), max_size=250)


def with_a_record(school: School, text: str, who: str, half_terms: int, targets: int) -> School:
    """Add marks of so many half-terms up to this one, and targets that say the text."""
    there = replace(school.settings, school={**school.settings.school, SETTING: "Y"})
    judgements, when = dict(school.judgements), NOW
    for _ in range(half_terms):
        marks = {"Reading": "EXS", "Writing": "WTS", "Maths": "GDS"}
        row = judgements.get((when, upn(who))) or Judgement(when, upn(who))
        judgements[when, upn(who)] = replace(row, marks=marks)
        when = when.before
    found = tuple(
        LearningTarget(
            f"L{n}", NOW, upn(who), ("Maths", text[:60])[n % 2], text, text[::-1],
            by_when=TODAY, met=TODAY if n % 3 == 0 else None,
        )
        for n in range(targets)
    )  # fmt: skip
    return replace(school, settings=there, judgements=judgements, learning_targets=found)


@settings(max_examples=10)
@given(
    text=st.one_of(TYPED, LETTERS.map(" ".join)),
    who=st.sampled_from(ON_ROLL),
    actions=st.integers(0, 9),
    half_terms=st.integers(0, 20),
    targets=st.integers(0, 7),
)
def test_any_text_flows_on_one_page_and_a_second(
    typesetter: Typesetter, text: str, who: str, actions: int, half_terms: int, targets: int
) -> None:
    school = with_a_record(everything_typed(text, who, actions), text, who, half_terms, targets)
    plan = plan_family_reports(school, NOW, TODAY, upn=upn(who))
    [page] = plan.papers[0].pages
    pdf = typesetter.pdf(plan.papers[0].title, [page], {})
    assert lint(pdf, pages=2 if "record" in page.data else 1) == []
    printed = letters_of(text_of(pdf))
    assert [words for words in typed_on(page) if letters_of(words) not in printed] == []


def typed_on(page: Page) -> Iterator[str]:
    """Give every typed text that a page is to print, cut ones as they were cut."""
    data = cast("dict[str, Any]", page.data)
    yield from (data["what went well"], data["own words"])
    yield from (words for _, found in data["actions"] for words in found)
    yield from (words for row in data.get("record", {}).get("targets", ()) for words in row)


def letters_of(text: str) -> str:
    """Leave out what a line break or a typeface may change."""
    return "".join(letter for letter in text if letter.isascii() and letter.isalnum())


def syllables(word: str) -> int:
    groups = re.findall(r"[aeiouy]+", word.lower().removesuffix("e"))
    return max(1, len(groups))


def test_our_own_wording_is_easy_to_read() -> None:
    """Flesch-Kincaid grade of at most 7 for everything a family reads of ours."""
    text = " ".join(
        f"{words.rstrip('.')}." for key, words in DEFAULTS.items()
        if key.startswith(("Report:", "Standard")) and len(words.split()) > 2
    )  # fmt: skip
    sentences = max(1, len(re.findall(r"[.!?:]", text)))
    words = re.findall(r"[A-Za-z']+", text)
    grade = 0.39 * len(words) / sentences + 11.8 * sum(map(syllables, words)) / len(words) - 15.59
    assert grade <= 7


def test_an_address_copied_from_the_page_works(typesetter: Typesetter) -> None:
    """A break after every letter would be copied, and read out, with the address."""
    school = make_school()
    address = "office@saint-bartholomews-long-meadow-primary.example"
    named = replace(school, settings=replace(school.settings, school={"Email": address}))
    paper = plan_family_reports(named, NOW, TODAY, upn=upn("empty")).papers[0]
    assert address in text_of(typesetter.pdf(paper.title, paper.pages, {}))
