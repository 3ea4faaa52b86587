"""Lines of the page: none wider than its column, no word lost, never more than there is room."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ppm_xl.calibri import ems
from ppm_xl.one_child.grid import BODY, PADDING
from ppm_xl.one_child.lines import Block, Look, Said, broken, column, size

WORDS = st.text(alphabet="aeimnorstW' -ŁüΩ", min_size=1, max_size=60)


def entry(words: str) -> tuple[Said, ...]:
    return (Said(words),)


@given(WORDS, st.sampled_from(Look), st.integers(40, 380))
def test_a_line_is_no_wider_than_its_column_and_no_word_is_lost(
    words: str, look: Look, width: int
) -> None:
    lines = broken(Said(words, look), width)
    assert {line[0] for line in lines} <= {look.value}
    assert "".join(line[1:] for line in lines).replace(" ", "") == "".join(words.split())
    most = max((ems(line[1:]) for line in lines), default=0)
    assert most <= (width - PADDING) * 1000 / BODY * 1.03 or max(map(len, lines)) == 2


def test_each_paragraph_begins_on_a_line_of_its_own() -> None:
    assert broken(Said("One.\nTwo.", Look.QUIET), 200) == ("QOne.", "QTwo.")


def test_blocks_stand_under_each_other_and_what_is_empty_is_said_at_the_end() -> None:
    blocks = [
        Block("Tests", (entry("NFER 98."),), "Tests", "test scores"),
        Block("Barriers", (), "Provision", "barriers"),
        Block("Why", (), "Status"),
        Block("Earlier results", (), "Tests", "earlier results"),
    ]
    wanted = ("HTests", "TNFER 98.", "", "QNothing recorded: barriers, earlier results.")
    assert column(blocks, 300, 20) == wanted
    assert size(blocks, 300) == len(wanted)


def test_a_child_of_whom_nothing_is_known() -> None:
    assert column([Block("Why", (), "Status")], 300, 20) == ()
    nothing = Block("Tests", (), "Tests", "test scores")
    assert column([nothing], 300, 20) == ("QNothing recorded: test scores.",)


def test_what_does_not_fit_is_counted_and_said_where_it_is() -> None:
    many = Block("Actions", tuple(entry(f"Action {n}") for n in range(9)), "Actions")
    few = Block("Tests", (entry("NFER 98."),), "Tests")
    assert column([many, few], 300, 9) == (
        "HActions",
        "TAction 0",
        "TAction 1",
        "TAction 2",
        "TAction 3",
        "QAnd 5 more on the sheet Actions.",
        "",
        "HTests",
        "TNFER 98.",
    )


def test_an_entry_longer_than_the_page_is_begun_and_not_cut_in_silence() -> None:
    long = Block("Notes", (entry("\n".join(f"Line {n}." for n in range(30))),), "Assessments")
    lines = column([long], 300, 6)
    assert lines == (
        "HNotes",
        "TLine 0.",
        "TLine 1.",
        "TLine 2.",
        "TLine 3. …",
        "QAll of it is on the sheet Assessments.",
    )


@given(
    st.lists(
        st.tuples(st.lists(st.integers(1, 12), max_size=9), st.integers(1, 2)),
        min_size=1,
        max_size=5,
    ),
    st.integers(22, 60),
)
def test_the_page_is_never_overfull_and_every_entry_is_shown_or_counted(
    shapes: list[tuple[list[int], int]], lines: int
) -> None:
    blocks = [
        Block(
            f"Block {n}",
            tuple(entry("\n".join(["x"] * length)) for length in lengths),
            f"Sheet {n}",
            f"thing {n}",
            weight,
        )
        for n, (lengths, weight) in enumerate(shapes)
    ]
    found = column(blocks, 400, lines)
    assert len(found) <= lines
    if size(blocks, 400) <= lines:
        assert len(found) == size(blocks, 400)
        assert not any(line.startswith(("QAnd ", "QAll ")) for line in found)
    for n, (lengths, _) in enumerate(shapes):
        assert (f"HBlock {n}" in found) == bool(lengths)
    told = sum(line.startswith("Tx") for line in found)
    hidden = any(line.startswith(("QAnd ", "QAll ")) for line in found)
    assert hidden or told == sum(sum(lengths) for lengths, _ in shapes)
