"""The gate: who is meant by a word, which words are flags, and what is innocent."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from ppm_xl.reports.flags import names_a_flag
from ppm_xl.reports.privacy import Gate
from ppm_xl.school.model import Pupil, School
from ppm_xl.school.settings import ClassTeam


def child(number: int, forename: str, surname: str, known_as: str = "", cls: str = "Oak") -> Pupil:
    return Pupil(
        f"Z{number:012d}", f"{forename} {surname}", surname, forename, known_as, class_name=cls
    )


ADA = child(1, "Ada", "Thorne")
OTHERS = (
    child(2, "Zoë", "Fairweather"),
    child(3, "Łukasz", "Wren"),
    child(4, "Mary Jane", "Ash"),
    child(5, "Elizabeth", "Quill", known_as="Birdie"),
    child(6, "Will", "Stone"),
    child(7, "Willow", "Pemberly"),
    child(8, "Robin", "Vane"),
    child(9, "Ada", "Yarrow"),
    child(10, "Thorne", "Umber"),
    child(11, "An", "Nguyễn"),
    child(12, "Hugo", "Ash"),
    child(13, "Kit", "Tarn"),
    child(14, "Isla", "O'Dowd-Brisk"),
    child(15, "Jean-Luc", "York"),
    child(16, "Pari", "Grace", cls="Elm"),
    child(17, "Li", "Ng"),
    child(18, "Paula", "Ember", cls="Elm"),
)


@pytest.fixture
def gate(school: School) -> Gate:
    pupils = {pupil.upn: pupil for pupil in (ADA, *OTHERS)}
    settings = replace(
        school.settings,
        school={"Name": "Hugo Larkfield Primary School"},
        people={"Hugo Finch": "teacher"},
        classes={"Willow": ClassTeam("Willow", "Hugo Finch")},
        words={**school.settings.words, "SENCO is called": "Learning Champion"},
    )
    return Gate(replace(school, pupils=pupils, settings=settings))


@pytest.mark.parametrize(
    "text",
    [
        "Ada read with Zoë.",
        "ada read with zoe",
        "ADA READ WITH ZOE",
        "Sits beside Zoë Fairweather",
        "Zoë's idea was used",
        "Lukasz and Ada built a bridge",
        "She helped Mary Jane.",
        "She helped Mary.",
        "Plays with Birdie",
        "Plays with Elizabeth",
        "Reads to Will every day",
        "Will is a good partner",
        "Will's story",
        "She and Robin planted beans",
        "Robin came first",
        "Ada Yarrow helped",
        "Yarrow, Ada",
        "Works with An on Mondays",
        "Zo\u0065\u0308 helped",
        "Ada sat with Willow today",
        "The Tarn twins and Ada built a bridge",
        "the tarn twins helped",
        "THE TARN TWINS HELPED",
        "She plays with the Tarns",
        "Works well beside Tarn",
        "Tarn's idea was used",
        "Tarn helped her",
        "Ada and Tarn planted beans",
        "Sits next to K. Tarn",
        "The Stone brothers came",
        "She sat with Stone",
        "Stone's story",
        "Ada and the O\u2019Dowd-Brisk girl",
        "Reads with Isla O'Dowd Brisk",
        "Reads with ODowdBrisk",
        "Walked with Jeanluc",
        "Walked with JeanLuc",
        "Walked with Jean Luc",
        "Walked with Jean",
        "Zoes book",
        "Zoë\u2019s book",
        "zoe's book",
        "Zoë/Ada",
        "ZoëFairweather",
        "Zoë_helped",
        "Works with Z.F. on Mondays",
        "Works with Z. F. on Mondays",
        "She helped ZF",
        "with K T",
        "Nguyen and Ada",
        "Played with Li",
        "Beside Ng",
        "Ng, Li",
        "Ada thanked Birdie's mum",
    ],
)
def test_naming_another_pupil_is_refused(gate: Gate, text: str) -> None:
    assert gate.refuses(text, ADA) == "names-another-pupil"


@pytest.mark.parametrize(
    "text",
    [
        "Ada has read three books.",
        "Ada Thorne is proud of her story",
        "Will you read with us?",
        "She will read at home",
        "A robin visited our garden",
        "Mr Hugo read to us",
        "Mrs Robin took the class out",
        "Hugo Finch said well done",
        "Willow class is going to the farm",
        "She moved to Class Willow",
        "An apple a day",
        "THE CLASS WILL READ AN EXTRA BOOK",
        "Fairweather friends are no use",
        "Hugo Larkfield Primary School is proud of her",
        "Thorne is a name to be proud of",
        "The Thorne family came to every show",
        "Mrs Tarn helped with the costumes",
        "Miss K Tarn came",
        "We went to York by train",
        "York was fun",
        "The grace period for the form ends on Friday",
        "Grace period",
        "A stone rolled into the tarn",
        "We walked round a tarn",
        "Stone circles are her favourite",
        "She wrote about Paris and Mars",
        "Loves P.E. and R.E.",
        "Loves PE and IT",
        "Finished by 3 P.M. each day",
        "P.E. kit on Mondays",
        "an ember glowed",
        "Ash trees are tall",
        "",
    ],
)
def test_innocent_text_goes_home(gate: Gate, text: str) -> None:
    assert gate.refuses(text, ADA) == ""


def test_each_child_may_be_named_on_their_own_page(gate: Gate) -> None:
    for pupil in OTHERS:
        first = pupil.known_as or pupil.forename
        text = f"{first} has read well. {pupil.forename} {pupil.surname} is proud."
        assert gate.refuses(text, pupil) == ""


FLAGS = [
    "He is on the SEND register",
    "send register",
    "Her SEN support is helping",
    "he is sen",
    "Pupil Premium money pays for this",
    "PP funding",
    "Uses PPG for the trip",
    "He has FSM",
    "has free school meals",
    "Ever 6",
    "EHC plan review",
    "her EHCP",
    "education, health and care plan",
    "special educational needs",
    "special needs",
    "She is looked after",
    "a looked-after child",
    "as a previously looked after child",
    "LAC review",
    "He is in care",
    "her foster carer",
    "the social worker",
    "child protection",
    "the SENCO will call",
    "Inclusion Manager",
    "EAL group",
    "English as an additional language",
    "service child",
    "Our Learning Champion will help",
    "Sen support is helping",
    "on the send plan",
    "pupil-premium money",
    "free-school-meals",
    "gets ppg help",
    "a pp child",
    "the SENDCo will call",
    "an eal learner",
    "adopted from care",
    "from a service family",
    "recovery premium pays",
    "see CPOMS",
    "an early help plan",
    "on the SEN list",
    "is on free dinners",
    "the virtual school",
]


@pytest.mark.parametrize("text", FLAGS)
def test_a_flag_is_refused(gate: Gate, text: str) -> None:
    assert gate.refuses(text, ADA) == "names-a-flag"


@pytest.mark.parametrize(
    "text",
    [
        "Please send his book back",
        "Send us a photograph",
        "PLEASE SEND THE DIARY BACK",
        "She looked after the class pet all week",
        "He looked after a younger child",
        "Read pp 12 to 20",
        "Read PP 12 to 20",
        "Takes care of her work",
        "Needs to slow down",
        "We foster a love of books",
        "In care of the library",
        "The premium prize",
        "Sensible and kind",
        "Absent on Monday",
        "a service station",
        "Please send supplies for the picnic",
        "Read pp. 12 to 20",
        "We adopted a turtle",
        "Please send his reading book back",
        "An early help with coats",
        "The sender of the letter",
        "A case of lost gloves",
        "It is free on dinner days",
        "EVERYONE SEND A CARD",
    ],
)
def test_an_innocent_word_is_no_flag(text: str) -> None:
    assert not names_a_flag(text)


SHORT = ("Thi", "Sơn", "Can", "Hung", "Bin", "Thu", "Wa", "Hi", "It", "Tha", "Ye", "Doe", "Alway")
"""Forenames, some of them invented for this, beside which an ordinary word could be a name."""

EVERYDAY = """This week it was conkers. Has he told you? His story made us laugh. Its title is long.
Was it hard? Yes, and he did it. Always kind. Your son has read well. Can you count in tens? He can
bin the paper. He hung up his coat. Does he read at home? Thus he won. Thanks to him we finished.
Perhaps he will read to you. Sometimes he sings. Us too. Is it late? As ever, he tried. This
half-term he learned to say "I don't understand yet". Children sang. Boys and girls too."""


@pytest.mark.parametrize("sentence", re.split(r"(?<=[.?]) ", EVERYDAY.replace("\n", " ")))
def test_everyday_words_are_nobodys_name(school: School, sentence: str) -> None:
    others = [child(n, name, f"Kirkbride{n}") for n, name in enumerate(SHORT, start=2)]
    pupils = {pupil.upn: pupil for pupil in (ADA, *others)}
    assert Gate(replace(school, pupils=pupils)).refuses(sentence, ADA) == ""


@pytest.mark.parametrize(
    "text", ["Thi helped him", "Reads with Sơn", "Sits beside Can", "Hung's idea", "Zoes book"]
)
def test_a_short_name_is_a_name_where_it_stands_as_one(school: School, text: str) -> None:
    others = [child(n, name, f"Kirkbride{n}") for n, name in enumerate((*SHORT, "Zoë"), start=2)]
    pupils = {pupil.upn: pupil for pupil in (ADA, *others)}
    assert Gate(replace(school, pupils=pupils)).refuses(text, ADA) == "names-another-pupil"
