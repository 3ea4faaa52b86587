"""Where reports lie: by half-term and class, by surname and forename, two of a name apart."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ppm_xl.reports.filing import class_path, list_path, other_place, pupil_paths
from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.model import Pupil

NOW = HalfTerm("2026-27", "Autumn 2")
OAK = ("2026-27 Autumn 2", "Oak")


def child(number: int, forename: str, surname: str, **more: object) -> Pupil:
    base = Pupil(f"Z{number:012d}", "", surname, forename, class_name="Oak")
    return replace(base, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("pupils", "paths"),
    [
        ([child(1, "Zoë", "Nguyễn")], [(*OAK, "Reports", "Nguyễn Zoë.pdf")]),
        ([child(1, "Ada", "O/Neill")], [(*OAK, "Reports", "O-Neill Ada.pdf")]),
        (
            [child(2, "Ada", "Ash"), child(1, "Ada", "Ash"), child(3, "ADA", "ASH")],
            [(*OAK, "Reports", f"{n}.pdf") for n in ("Ash Ada 2", "Ash Ada 1", "ASH ADA 3")],
        ),
        (
            [child(1, "Ada", "Ash", class_name="Elm"), child(2, "Ada", "Ash")],
            [(OAK[0], "Elm", "Reports", "Ash Ada.pdf"), (*OAK, "Reports", "Ash Ada.pdf")],
        ),
        (
            [child(1, "Ada", "Ash", report_copies=0), child(2, "Ada", "Ash", report_copies=3)],
            [(*OAK, "Held for the head", "Ash Ada 1.pdf"), (*OAK, "Reports", "Ash Ada 2.pdf")],
        ),
        (
            [child(1, "Ada", "Ash"), child(2, "Ada", "Ash"), child(3, "Ada 1", "Ash")],
            [(*OAK, "Reports", f"{n}.pdf") for n in ("Ash Ada 2", "Ash Ada 3", "Ash Ada 1")],
        ),
        (
            [child(1, "Ada", "Ash", class_name="")],
            [(OAK[0], "No class", "Reports", "Ash Ada.pdf")],
        ),
        ([child(1, "", "Ash")], [(*OAK, "Reports", "Ash.pdf")]),
        (
            [
                child(1, "Ada", "Ash", class_name="3/4 Oak"),
                child(2, "Ada", "Ash", class_name="3-4 Oak"),
                child(3, "Ada", "Ash", class_name="3:4 OAK"),
            ],
            [
                (OAK[0], f"{name}", "Reports", "Ash Ada.pdf")
                for name in ("3-4 Oak~5ab5", "3-4 Oak", "3-4 OAK~0fc9")
            ],
        ),
    ],
)
def test_each_child_has_a_file(pupils: list[Pupil], paths: list[tuple[str, ...]]) -> None:
    found = pupil_paths(NOW, pupils)
    assert [found[pupil.upn] for pupil in pupils] == paths


def test_no_upn_stands_in_a_path() -> None:
    pupil = child(1, "Ada", "Ash")
    assert pupil.upn not in "/".join(pupil_paths(NOW, [pupil])[pupil.upn])


def test_a_class_has_one_file_beside_the_reports() -> None:
    assert class_path(NOW, "3/4") == ("2026-27 Autumn 2", "3-4", "3-4 family reports.pdf")


def test_two_classes_of_a_like_name_share_nothing_whichever_is_made() -> None:
    both = {"3/4 Oak", "3-4 Oak"}
    assert class_path(NOW, "3-4 Oak", both)[1:] == ("3-4 Oak", "3-4 Oak family reports.pdf")
    sign = "3-4 Oak~5ab5"
    assert class_path(NOW, "3/4 Oak", both)[1:] == (sign, f"{sign} family reports.pdf")
    assert list_path(NOW, "3/4 Oak", both)[1:] == (sign, f"{sign} report list.pdf")


def test_the_other_place_of_a_report() -> None:
    assert other_place((*OAK, "Reports", "A.pdf")) == (*OAK, "Held for the head", "A.pdf")
    assert other_place((*OAK, "Held for the head", "A.pdf")) == (*OAK, "Reports", "A.pdf")
    assert other_place((*OAK, "Oak family reports.pdf")) is None
