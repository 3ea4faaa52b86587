"""Which pupil a row is about; an ambiguous one is never guessed."""

from __future__ import annotations

from datetime import date

import pytest

from ppm_xl.mis.matching import NOBODY, Identity, Known, Roll
from ppm_xl.mis.upn import faults, is_temporary, next_temporary, school_number

BORN = date(2018, 10, 3)
ANN = Known("V999123422001", "Ann Lee", "Lee", "Ann", "", BORN, "000101", "Elm", None)
ZOE = Known(
    "J999123422002", "Zoë Brook", "Brook", "Zoë", "Zo", date(2018, 1, 20), "000102", "Elm", None
)
LILY = Known(
    "Y99912342106A", "Lily Park", "Park", "Lily", "", date(2017, 5, 1), "000106", "Oak", None
)
ROLL = Roll([ANN, ZOE, LILY])


@pytest.mark.parametrize(
    "row",
    [
        Identity(upn=ANN.upn),
        Identity(upn=ANN.upn, surname="Lee-Brown", forename="Ann"),
        Identity(upn=ANN.upn, surname="Entirely", forename="Other"),
        Identity(admission_no="000101"),
        Identity(admission_no="000101", written="LEE ANN"),
        Identity(admission_no="000101", surname="Brown", forename="Ann"),
        Identity(admission_no="101", surname="Lee", forename="Ann"),
    ],
)
def test_a_pupil_is_found_by_upn_or_admission_number(row: Identity) -> None:
    assert ROLL.find(row).pupil is ANN


@pytest.mark.parametrize(
    ("row", "candidates"),
    [
        (Identity(surname="Lee", forename="Ann"), {ANN}),
        (Identity(surname="Lee", forename="Ann", born=BORN), {ANN}),
        (Identity(written="Brook Zo"), {ZOE}),
        (Identity(upn="H999123422011", surname="Lee", forename="Ann", born=BORN), {ANN}),
        (Identity(upn="H999123422011", surname="Lee", forename="Ann"), {ANN}),
        (Identity(upn="H999123422011", admission_no="000101"), {ANN}),
        (Identity(admission_no="000101", surname="Brook", forename="Zoë"), {ANN}),
        (Identity(upn=ANN.upn, surname="Brook", forename="Zoë"), {ANN, ZOE}),
        (Identity(admission_no="000102", surname="Br??k", forename="Z??"), {ZOE}),
        (Identity(admission_no="102", surname="Br??k", forename="Z??"), {ZOE}),
        (Identity(admission_no="102", surname="Br??k", forename="Zoë"), {ZOE}),
        (Identity(admission_no="102", written="Br??k Z??"), {ZOE}),
    ],
)
def test_what_only_a_person_can_decide_is_a_question(row: Identity, candidates: set[Known]) -> None:
    found = ROLL.find(row)
    assert found.pupil is None
    assert set(found.candidates) == candidates
    assert found.why


@pytest.mark.parametrize(
    "row",
    [
        Identity(upn="H999123422011"),
        Identity(upn="H999123422011", surname="Lee", forename="Ann", born=date(2015, 1, 1)),
        Identity(admission_no="101"),
        Identity(admission_no="000999", surname="New", forename="Child"),
        Identity(),
    ],
)
def test_others_are_nobody_we_know(row: Identity) -> None:
    assert ROLL.find(row) == NOBODY


def test_a_spoiled_name_beside_a_number_says_whose_number_it_is() -> None:
    for number in ("000102", "102"):
        found = ROLL.find(Identity(admission_no=number, surname="Br??k", forename="Z??"))
        assert found.why == "the admission number is Zoë Brook's, the name is not"


def test_two_pupils_of_one_admission_number_are_a_question() -> None:
    roll = Roll([ANN, ZOE._replace(admission_no="000101")])
    assert len(roll.find(Identity(admission_no="000101")).candidates) == 2


@pytest.mark.parametrize(
    "row",
    [
        Identity(upn="U999123421007", admission_no="000106", surname="Park", forename="Lily"),
        Identity(upn="U999123421007", surname="Park", forename="Lily", born=date(2017, 5, 1)),
    ],
)
def test_a_temporary_upn_gives_way_to_the_real_one(row: Identity) -> None:
    found = ROLL.find(row)
    assert found.pupil is LILY
    assert found.new_upn == "U999123421007"


def test_a_child_without_a_upn_is_found_again_under_the_temporary_one() -> None:
    found = ROLL.find(Identity(surname="Park", forename="Lily", born=date(2017, 5, 1)))
    assert found.pupil is LILY
    assert found.new_upn == ""


# The table of the DfE's rule worked by hand in the domain notes of the project.
def test_check_letters() -> None:
    right = ["B801200005001", "P207000016049", "L354900125001", "K35490012501A", "J35490012502Z"]
    assert faults(right) == ([], [], [])
    assert faults(["A801200005001", "B207000016049"])[1] == ["A801200005001", "B207000016049"]
    assert faults(["V999123422001"]) == ([], [], ["V999123422001"])
    assert faults(["W999123422001"]) == ([], ["W999123422001"], ["W999123422001"])
    assert faults(["A12", "V9991234220O1", "I999123422001"])[0] == [
        "A12",
        "V9991234220O1",
        "I999123422001",
    ]


def test_temporary_upns_are_valid_and_nobody_elses() -> None:
    taken: set[str] = set()
    for _ in range(102):
        upn = next_temporary(taken, "9991234", date(2026, 11, 23))
        assert is_temporary(upn)
        assert faults([upn])[:2] == ([], [])
        assert upn not in taken
        taken.add(upn)
    assert {upn[1:10] for upn in taken} == {"999123426"}
    assert sum(upn.endswith("B") for upn in taken) == 2


def test_the_schools_dfe_number() -> None:
    assert school_number("999/1234") == "9991234"
    assert school_number("") == school_number("Larkfield") == "0000000"
