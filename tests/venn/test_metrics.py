from __future__ import annotations

import re
from pathlib import Path

import matplotlib as mpl
import pytest

from ppm_xl.errors import PpmError
from ppm_xl.venn import glyphs, glyphs_build
from ppm_xl.venn.faults import MissingGlyphError
from ppm_xl.venn.metrics import clean, reach, width

# One letter at least of every European alphabet, and Vietnamese.
EVERYONE = (
    "Zoë Łukasz Nguyễn Þórður Ørjan Åsa Çağr\u0131 Ştefan Ștefan Đorđe Žofie Ľudmila Ġorġ Ħal Ŵyn "
    "Siân Ŷ Señor Ñ Œuvre Æsa ß ẞ Ėglė Ķirsis Őrs Ű ỳ ỗ ự Ẵ Ệ Ωμέγα Юлия Ђорђе Ґалаґан Հայկ შოთა "
    "d'Arcy O\u2019Neill \u02bb Mary-Jane José"
)


def test_the_table_is_what_the_typeface_says() -> None:
    fonts = Path(mpl.get_data_path()) / "fonts" / "ttf"
    shipped = Path(glyphs.__file__).read_text(encoding="utf-8")
    assert glyphs_build.build(fonts) == shipped


@pytest.mark.parametrize("bold", [False, True])
def test_every_european_name_can_be_measured(bold: bool) -> None:  # noqa: FBT001
    for word in EVERYONE.split():
        assert width(word, bold=bold) > 0


@pytest.mark.parametrize("name", ["李娜", "Zoë 🦊", "नेहा"])
def test_a_missing_glyph_is_an_error_of_ours(name: str) -> None:
    with pytest.raises(MissingGlyphError, match=re.escape(name)) as caught:
        width(name)
    assert isinstance(caught.value, PpmError)
    assert "Known as" in caught.value.do


def test_bold_is_wider() -> None:
    assert width("Amelia", bold=True) > width("Amelia")


def test_tall_letters_reach_higher() -> None:
    assert reach(["Tom"])[0] < reach(["Éva"])[0] < reach(["Ẵ"])[0]
    assert reach([]) == reach(["x"])


def test_a_name_becomes_one_plain_line() -> None:
    assert clean("Zoe\u0308\nQ\u200b\u202e  R") == "Zoë Q R"
