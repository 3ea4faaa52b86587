from __future__ import annotations

import os
import random
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ppm_xl.venn.faults import MissingGlyphError, VennError
from ppm_xl.venn.layout import lay_out
from ppm_xl.venn.membership import region_codes
from ppm_xl.venn.pupils import sorting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ppm_xl.venn.picture import VennLayout

    Sound = Callable[[VennLayout, Iterable[str]], None]
    Invented = Callable[..., dict[str, Any]]

# `make fuzz` asks for thousands.
FUZZ = os.environ.get("HYPOTHESIS_PROFILE") == "fuzz"
RWM = ("Reading", "Writing", "Maths")
PLACES = (*region_codes(RWM), "000", "not-assessed")


def by_key(layout: VennLayout) -> dict[str, Any]:
    return {name.key: name for name in layout.names}


def test_every_pupil_stands_in_their_region(mixed_class: dict[str, Any], sound: Sound) -> None:
    layout = lay_out(**mixed_class)
    sound(layout, mixed_class["members"])
    assert [region.count for region in layout.regions] == [14, 2, 3, 1, 2, 0, 1]
    assert [(box.code, box.count, box.share) for box in layout.boxes] == [
        ("000", 7, 23),
        ("not-assessed", 2, None),
    ]
    words = {line.gid: line.text for line in layout.lines}
    # Fourteen of the thirty assessed; two more are not assessed.
    assert words["count:111"] == "14 · 47 %"
    assert words["circle:1"] == "Reading"
    assert words["circle:1:count"] == "21 · 70 %"
    assert layout.moved_circles is False


def test_the_same_circles_stand_in_the_same_places_every_time(invented: Invented) -> None:
    one = lay_out(**invented({"111": 12, "000": 9, "010": 4}, seed=1))
    other = lay_out(**invented({"111": 5, "110": 6, "101": 6, "001": 3}, seed=2), title="Class 4")
    assert [drawn.circle for drawn in one.circles] == [drawn.circle for drawn in other.circles]


def test_the_order_of_pupils_changes_nothing(mixed_class: dict[str, Any]) -> None:
    turned = dict(mixed_class)
    turned["members"] = dict(reversed(mixed_class["members"].items()))
    turned["names"] = dict(reversed(mixed_class["names"].items()))
    assert lay_out(**turned) == lay_out(**mixed_class)
    assert lay_out(**mixed_class) == lay_out(**mixed_class)


def test_marks_and_moves_are_drawn_beside_the_name(sound: Sound) -> None:
    members = {"a": set(RWM), "b": set(RWM), "c": {"Maths"}, "d": set(), "e": None}
    layout = lay_out(
        RWM,
        members,
        {"a": "Amelia", "b": "Ben", "c": "Cara", "d": "Dan", "e": "Eva"},
        marks={"a": {"PP"}, "b": {"SEND"}, "c": {"PP", "SEND"}, "d": {"on course"}},
        moved={"a": "in", "b": "out", "e": "new"},
    )
    sound(layout, members)
    drawn = {key: (n.line.text, n.line.bold, n.line.colour) for key, n in by_key(layout).items()}
    assert drawn == {
        "a": ("◆ Amelia ↑", True, "#6B21A8"),
        "b": ("▲ Ben ↓", False, "#9A3412"),
        "c": ("◆▲ Cara", True, "#9D174D"),
        "d": ("Dan ✓", False, "#1F2A37"),
        "e": ("Eva ✦", False, "#1F2A37"),
    }
    legend = " ".join(line.text for line in layout.lines if line.gid == "legend")
    for words in ("Pupil Premium", "SEND", "both", "towards the centre", "new", "expected"):
        assert words in legend
    assert all(line.size >= 8 for line in layout.lines if line.gid == "legend")


def test_the_legend_holds_only_what_is_drawn(invented: Invented) -> None:
    layout = lay_out(**invented({"111": 3}))
    assert [line.text for line in layout.lines if line.gid == "legend"] == [
        "% of the 3 pupils assessed"
    ]


@pytest.mark.parametrize("circles", [("Phonics ≥ 32",), ("Reading", "Maths"), RWM])
def test_one_two_and_three_circles(
    circles: tuple[str, ...], invented: Invented, sound: Sound
) -> None:
    counts = dict.fromkeys((*region_codes(circles), "0" * len(circles), "not-assessed"), 4)
    given_ = invented(counts, circles=circles, marked=True)
    layout = lay_out(**given_)
    sound(layout, given_["members"])
    assert [region.code for region in layout.regions] == list(region_codes(circles))
    assert [box.code for box in layout.boxes] == ["0" * len(circles), "not-assessed"]
    assert all(region.loops for region in layout.regions)


@pytest.mark.parametrize(
    "counts",
    [{}, {"111": 1}, {"000": 1}, {"not-assessed": 30}, {"010": 1, "not-assessed": 2}],
)
def test_few_none_and_nobody_assessed(
    counts: dict[str, int], invented: Invented, sound: Sound
) -> None:
    given_ = invented(counts)
    layout = lay_out(**given_)
    sound(layout, given_["members"])
    assert len(layout.regions) == 7


def test_long_labels_find_room(invented: Invented, sound: Sound) -> None:
    circles = (
        "Communication and language",
        "Personal, social and emotional development",
        "Mathematics at greater depth in the end-of-year test",
    )
    given_ = invented({"111": 9, "100": 3, "000": 5}, circles=circles)
    for size in ((11.0, 7.6), (5.5, 4.0)):
        layout = lay_out(
            **given_, size=size, title="Year 6 and Year 5 together", none_label="Not yet at depth"
        )
        sound(layout, given_["members"])
    words = " ".join(line.text for line in layout.lines if line.gid == "heading:000")
    assert words == "Not yet at depth"


def test_more_names_than_can_be_drawn_go_to_a_key(invented: Invented, sound: Sound) -> None:
    given_ = invented({"111": 190, "110": 60, "000": 60}, length=20, seed=3)
    layout = lay_out(**given_)
    sound(layout, given_["members"])
    assert layout.name_size == 6.0
    assert 0 < len(layout.key) < 310
    listed = dict(layout.key)
    for name in layout.names:
        if name.number is None:
            assert name.line.text == given_["names"][name.key]
        else:
            assert name.line.text == str(name.number)
            assert listed[name.number] == given_["names"][name.key]
    drawn = {line.text for line in layout.lines if line.gid.startswith("key:")}
    assert set(listed.values()) <= drawn


def test_a_picture_too_small_for_its_pupils_says_so(invented: Invented) -> None:
    with pytest.raises(VennError, match="200 pupils do not fit") as caught:
        lay_out(**invented({"111": 200}, length=18), size=(2.5, 1.8))
    assert "counts only" in caught.value.do


def test_a_small_picture_of_a_small_class(invented: Invented, sound: Sound) -> None:
    made = invented({"111": 5, "110": 1, "001": 1, "000": 3, "not-assessed": 1})
    layout = lay_out(**made, size=(4.2, 3.0))
    sound(layout, made["members"])
    assert layout.name_size >= 6
    assert layout.key == ()


def test_counts_only_draws_no_names(mixed_class: dict[str, Any], sound: Sound) -> None:
    layout = lay_out(**mixed_class, size=(4.2, 3.0), counts_only=True)
    sound(layout, [])
    words = {line.gid: line.text for line in layout.lines}
    assert words["count:111"] == "14"
    assert words["share:111"] == "47 %"
    assert words["count:000"] == "7"
    assert words["count:not-assessed"] == "2"
    assert words["count:010"] == "0"
    assert all(line.size >= 8 for line in layout.lines)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"circles": ()}, "one, two or three"),
        ({"circles": ("A", "B", "C", "D")}, "one, two or three"),
        ({"members": {"k0": {"Science"}}}, "Science"),
        ({"names": {}}, "k0 has no name"),
        ({"names": {"k0": " \u200b "}}, "k0 has no name"),
        ({"marks": {"k0": {"EAL"}}}, "EAL"),
        ({"moved": {"k0": "up"}}, "up"),
        ({"size": (0.0, 7.6)}, "0 by 7.6"),
        ({"size": (float("nan"), 7.6)}, "nan"),
        ({"size": (1e9, 7.6)}, "cannot be drawn"),
    ],
)
def test_what_makes_no_diagram_is_a_sentence(changes: dict[str, Any], words: str) -> None:
    given_: dict[str, Any] = {
        "circles": RWM,
        "members": {"k0": {"Reading"}},
        "names": {"k0": "Zoë"},
        **changes,
    }
    with pytest.raises(VennError, match=words) as caught:
        lay_out(**given_)
    assert caught.value.do


@pytest.mark.parametrize(
    "name",
    ["$x$", "_a_", "A&B", "<b>Tom</b>", "50 % \\alpha", "שלום", "محمد", "Ẵẵ Ṹ", "\u2013", "=1+1"],
)
def test_hostile_names_are_drawn_as_they_stand(name: str, sound: Sound) -> None:
    layout = lay_out(RWM, {"k": set(RWM)}, {"k": name})
    sound(layout, ["k"])
    assert layout.names[0].line.text == name


def test_a_name_that_cannot_be_drawn_is_a_clear_error() -> None:
    with pytest.raises(MissingGlyphError, match="🦊"):
        lay_out(RWM, {"k": set()}, {"k": "Zoë 🦊"})


classes = st.fixed_dictionaries(
    {
        "counts": st.dictionaries(st.sampled_from(PLACES), st.integers(0, 12), max_size=9),
        "seed": st.integers(0, 9999),
        "length": st.sampled_from([None, 3, 12, 20, 40]),
        "marked": st.booleans(),
    }
)


ALPHABETS = {
    "Polish": "aąbcćdeęfghijklłmnńoóprsśtuwyzźż",
    "Vietnamese": "aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạằẳẵắặầẩẫấậỗộợự",
    "Ukrainian": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
    "Greek": "αβγδεζηθικλμνξοπρστυφχψωάέήίόύώ",
    "Arabic": "ابتثجحخدذرزسشصضطظعغفقكلمنهوي",
    "Hebrew": "אבגדהוזחטיכלמנסעפצקרשת",
    "Armenian": "աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆ",
    "Georgian": "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ",
    "Turkish": "abcçdefgğh\u0131ijklmnoöprsştuüvyz-' ",
}
names = st.sampled_from(sorted(ALPHABETS)).flatmap(
    lambda script: st.text(ALPHABETS[script], min_size=2, max_size=40).filter(str.strip)
)


@settings(max_examples=2500 if FUZZ else 25, deadline=None)
@given(
    st.dictionaries(
        st.integers(0, 999).map("k{}".format),
        st.tuples(
            names,
            st.none() | st.frozensets(st.sampled_from(RWM)),
            st.frozensets(st.sampled_from(["PP", "SEND", "on course"])),
            st.sampled_from([None, "in", "out", "new"]),
        ),
        max_size=40,
    )
)
def test_names_of_many_scripts_are_laid_out_soundly(sound: Sound, pupils: dict[str, Any]) -> None:
    members = {key: inside for key, (_, inside, _, _) in pupils.items()}
    layout = lay_out(
        RWM,
        members,
        {key: name for key, (name, _, _, _) in pupils.items()},
        {key: marks for key, (_, _, marks, _) in pupils.items()},
        {key: move for key, (_, _, _, move) in pupils.items() if move},
        caption="Nationally 62 % at the end of Year 6 (2025).",
    )
    sound(layout, members)
    assert layout.name_size >= 6.0


def test_a_caption_stands_below_everything_else(mixed_class: dict[str, Any], sound: Sound) -> None:
    plain = lay_out(**mixed_class)
    for words in ("Nationally 62 % (2025).", "Nationally 62 % at the end of Year 6. " * 8):
        layout = lay_out(**mixed_class, caption=words)
        sound(layout, mixed_class["members"])
        lines = [line for line in layout.lines if line.gid == "caption"]
        assert " ".join(line.text for line in lines) == words.strip()
        others = [line.rect.bottom for line in layout.lines if line.gid != "caption"]
        assert max(line.rect.top for line in lines) <= min(others)
        assert all(line.size >= 8 for line in lines)
        assert layout.caption == words.strip()
    assert [line for line in plain.lines if line.gid == "caption"] == []


def test_thirty_names_in_one_box_stand_in_their_order(invented: Invented) -> None:
    for place in ("000", "not-assessed"):
        layout = lay_out(**invented({place: 30}, marked=True, seed=2))
        read = sorted(layout.names, key=lambda name: (-name.line.baseline, name.line.x))
        words = [name.line.text.strip("◆▲✓↑↓✦ ") for name in read]
        assert words == sorted(words, key=sorting)


@settings(max_examples=2500 if FUZZ else 25, deadline=None)
@given(classes)
def test_any_class_is_laid_out_soundly(
    invented: Invented, sound: Sound, given_: dict[str, Any]
) -> None:
    made = invented(
        given_["counts"], seed=given_["seed"], length=given_["length"], marked=given_["marked"]
    )
    layout = lay_out(**made)
    sound(layout, made["members"])


@settings(max_examples=1500 if FUZZ else 15, deadline=None)
@given(
    st.integers(0, 9999),
    st.floats(6.0, 14.0),
    st.floats(4.2, 11.0),
    st.integers(1, 3),
)
def test_any_size_is_laid_out_soundly(
    invented: Invented, sound: Sound, seed: int, wide: float, high: float, count: int
) -> None:
    rng = random.Random(seed)  # noqa: S311 - invented, not secret
    circles = RWM[:count]
    places = (*region_codes(circles), "0" * count, "not-assessed")
    counts = {place: rng.randint(0, 4) for place in places}
    made = invented(counts, seed=seed, circles=circles, marked=True)
    size = (wide, high)
    sound(lay_out(**made, size=size, title="Class 4"), made["members"])
    sound(lay_out(**made, size=size, title="Class 4", counts_only=True), [])


def test_a_small_picture_names_its_circles_in_full_or_not_at_all() -> None:
    members = {"a": {"Reading"}, "b": {"Reading", "Writing", "Maths"}}
    names = ["Reading", "Writing", "Maths"]
    found = []
    for size in ((2.42, 1.62), (2.7, 1.75), (2.9, 1.9)):
        layout = lay_out(names, members, {"a": "A", "b": "B"}, size=size, counts_only=True)
        circles = ("circle:1", "circle:2", "circle:3")
        found.append([line.text for line in layout.lines if line.gid in circles])
    assert found[0] == []
    assert found[-1] == names
    assert all(one in ([], names) for one in found)
