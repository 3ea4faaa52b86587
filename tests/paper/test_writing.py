"""Papers on the disk: whole, under names every computer can hold, and short enough."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppm_xl.errors import FileError, OpenElsewhereError
from ppm_xl.paper import writing
from ppm_xl.paper.writing import LONGEST_PATH, place_for, remove, write
from ppm_xl.school.folders import safe_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Łukasz Zoë", "Łukasz Zoë"),
        ("Zoe\u0308", "Zoë"),
        ('a<b>c:d"e/f\\g|h?i*j', "a-b-c-d-e-f-g-h-i-j"),
        ("line\nbreak", "line break"),
        ("ends. . ", "ends"),
        ("..", "-"),
        ("", "-"),
        ("NUL", "-NUL"),
        ("com1.pdf", "-com1.pdf"),
        ("Connie", "Connie"),
    ],
)
def test_names_that_every_computer_can_hold(text: str, name: str) -> None:
    assert safe_name(text) == name


@given(st.text(max_size=80))
def test_any_text_becomes_a_name(text: str) -> None:
    name = safe_name(text)
    assert name == safe_name(name)
    assert name not in {"", ".", ".."}
    assert not set(name) & set('<>:"/\\|?*\n\x00')
    assert name == name.rstrip(". ")


def test_writing_makes_folders_and_replaces(tmp_path: Path) -> None:
    parts = ("2026-27 Autumn 2", "Oak", "Reports", "Fairweather Zoë.pdf")
    assert write(b"one", tmp_path, parts) == tmp_path.joinpath(*parts)
    path = write(b"two", tmp_path, parts)
    assert path.read_bytes() == b"two"
    assert [p.name for p in path.parent.iterdir()] == ["Fairweather Zoë.pdf"]


def test_a_name_may_not_climb_out_of_the_folder(tmp_path: Path) -> None:
    path = write(b"x", tmp_path / "out", ("..", "../../x.pdf"))
    assert path.is_relative_to(tmp_path / "out")


def test_a_disk_that_fails_leaves_the_old_paper(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(b"old", tmp_path, ("a.pdf",))

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(writing.Path, "replace", full)
    with pytest.raises(FileError, match="No space left"):
        write(b"new", tmp_path, ("a.pdf",))
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["a.pdf"]


def test_a_paper_open_elsewhere_is_said_kindly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def in_use(*_: object, **__: object) -> None:
        raise PermissionError(13, "in use")

    monkeypatch.setattr(writing.Path, "replace", in_use)
    with pytest.raises(OpenElsewhereError) as refused:
        write(b"new", tmp_path, ("a.pdf",))
    assert "Close it" in refused.value.do


def test_a_folder_where_a_file_is_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "Oak").write_text("a file")
    with pytest.raises(FileError):
        write(b"x", tmp_path, ("Oak", "a.pdf"))


@given(
    st.lists(st.text("abc Łë", min_size=1, max_size=150), min_size=1, max_size=4),
    st.integers(0, 40),
)
def test_the_whole_path_stays_short_enough(parts: list[str], number: int) -> None:
    folder = Path("/somewhere/in/the documents of/a school")
    path = place_for(folder, [*parts[:-1], f"{parts[-1]} {number}.pdf"])
    assert len(str(path)) <= LONGEST_PATH
    assert path.suffix == ".pdf"
    assert path.is_relative_to(folder)


def test_shortening_keeps_the_number() -> None:
    long = "Featherstonehaugh " * 12
    one, two = (place_for(Path("/out"), ("Oak", f"{long}{n}.pdf")) for n in ("", "2"))
    assert one != two
    assert two.name.endswith(" 2.pdf")


@pytest.mark.parametrize("number", ["", " 2", " 17"])
@pytest.mark.parametrize("deep", [20, 100, 120, 135, 140])
def test_shortening_never_hides_that_a_paper_is_for_staff(deep: int, number: str) -> None:
    name = f"{'Featherstonehaugh ' * 12}{number} (staff).pdf"
    place = place_for(Path("/" + "d" * deep), ("2026-27 Autumn 2", "Oak", "Staff", name))
    assert place.name.endswith(f"{number} (staff).pdf")
    assert len(str(place)) <= LONGEST_PATH


@pytest.mark.parametrize("deep", range(150, 190, 5))
def test_no_two_children_and_no_two_classes_share_a_file_however_short(deep: int) -> None:
    folder = Path("/" + "d" * deep)
    wanted = [
        ("2026-27 Autumn 2", f"Featherstonehaugh {number}", "Reports", f"Featherstonehaugh {who}")
        for number in ("One", "Two")
        for who in ("Anna.pdf", "Beth.pdf", "Beth 2.pdf", "Beth 3.pdf")
    ]
    try:
        places = [place_for(folder, parts) for parts in wanted]
    except FileError:
        assert deep > 150
        return
    assert len({str(place).casefold() for place in places}) == len(wanted)
    assert all(len(str(place)) <= LONGEST_PATH for place in places)


def test_a_folder_too_deep_for_any_report_is_refused() -> None:
    with pytest.raises(FileError, match="too long"):
        place_for(Path("/" + "deep/" * 42), ("2026-27 Autumn 2", "Oak", "Reports", "A B.pdf"))


def test_removing_a_paper_of_an_earlier_time(tmp_path: Path) -> None:
    path = write(b"x", tmp_path, ("Oak", "a.pdf"))
    assert remove(tmp_path, ("Oak", "a.pdf"))
    assert not path.exists()
    assert not remove(tmp_path, ("Oak", "a.pdf"))
