"""What lies there already, made from the same pages, is not made again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from ppm_xl.paper.unchanged import is_unchanged, mark_of, marked, sign_of
from ppm_xl.plan import Page, SchoolPage, VennPicture

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

PAGE = Page("family_report", {"name": "Zoë", "rows": [["Reading", "EXS"]]})
VENN = VennPicture(("Reading",), {"a": frozenset({"Reading"}), "b": None}, {"a": "Zoë"})


def mark(title: str, pages: Sequence[Page], made_with: str) -> str:
    return mark_of(title, [sign_of(page) for page in pages], made_with)


def test_the_mark_follows_everything_a_paper_is_made_from() -> None:
    first = mark("Report", [PAGE], "1.0")
    assert mark("Report", [Page(PAGE.template, dict(PAGE.data))], "1.0") == first
    others = [
        mark("Report: Zoë", [PAGE], "1.0"),
        mark("Report", [PAGE, PAGE], "1.0"),
        mark("Report", [PAGE], "1.1"),
        mark("Report", [replace(PAGE, template="handover")], "1.0"),
        mark("Report", [Page("family_report", {**PAGE.data, "name": "Zoe"})], "1.0"),
        mark("Report", [replace(PAGE, images={"logo.svg": "<svg/>"})], "1.0"),
        mark("Report", [replace(PAGE, behind={"own": SchoolPage("a.pdf", 0, "5a")})], "1.0"),
        mark("Report", [replace(PAGE, behind={"own": SchoolPage("a.pdf", 0, "5b")})], "1.0"),
        mark("Report", [replace(PAGE, pictures={"venn": VENN})], "1.0"),
        mark("Report", [replace(PAGE, pictures={"venn": replace(VENN, title="A")})], "1.0"),
    ]
    assert len({first, *others}) == len(others) + 1


def test_the_order_in_which_a_set_was_filled_makes_no_difference() -> None:
    pages = [
        replace(PAGE, pictures={"venn": replace(VENN, members={"a": frozenset(inside)})})
        for inside in (("Reading", "Maths", "Writing"), ("Writing", "Reading", "Maths"))
    ]
    assert mark("A", pages[:1], "") == mark("A", pages[1:], "")


@pytest.mark.parametrize("was", [b"", b"%PDF", b"%PDF-1.7\n%%EOF", b"x" * 5000])
def test_a_paper_of_another_time_or_half_written_is_not_taken_for_it(
    tmp_path: Path, was: bytes
) -> None:
    place = tmp_path / "Report.pdf"
    now = mark("Report", [PAGE], "1.0")
    assert not is_unchanged(place, now)
    place.write_bytes(was)
    assert not is_unchanged(place, now)
    place.write_bytes(marked(was, now))
    assert is_unchanged(place, now)
    assert not is_unchanged(place, mark("Report", [PAGE], "1.1"))
    place.write_bytes(marked(was, now)[:-5])
    assert not is_unchanged(place, now)
    assert not is_unchanged(tmp_path, now)
