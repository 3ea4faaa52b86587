"""The picture itself: artists walked with a real renderer, files read back."""

from __future__ import annotations

import random
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections import Counter
from typing import TYPE_CHECKING, Any

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib.colors import to_rgb
from matplotlib.text import Text
from PIL import Image
from pypdf import PdfReader

from ppm_xl.errors import FileError
from ppm_xl.venn import draw_venn, save
from ppm_xl.venn.drawing import draw
from ppm_xl.venn.layout import lay_out
from ppm_xl.venn.membership import region_codes
from ppm_xl.venn.picture import (
    CIRCLE_COLOURS,
    CIRCLE_SHARE,
    INK,
    MOVE_MARKS,
    ON_COURSE_MARK,
    QUIET,
    ROLE_COLOURS,
    ROLE_MARKS,
    blended,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from matplotlib.figure import Figure

RWM = ("Reading", "Writing", "Maths")
PLACES = (*region_codes(RWM), "000", "not-assessed")


def texts(figure: Figure) -> dict[str, Text]:
    return {
        text.get_gid(): text for text in figure.findobj(Text) if str(text.get_gid() or "") != ""
    }


def patches(figure: Figure) -> dict[str, Any]:
    return {patch.get_gid(): patch for patch in figure.axes[0].patches}


def corners(box: Any) -> list[tuple[float, float]]:
    return [(box.x0, box.y0), (box.x1, box.y0), (box.x0, box.y1), (box.x1, box.y1)]


@pytest.fixture(scope="module")
def figure(mixed_class: dict[str, Any]) -> Figure:
    return draw_venn(**mixed_class, title="Class 4")


def test_every_pupil_is_one_text_and_every_region_one_patch(
    figure: Figure, mixed_class: dict[str, Any]
) -> None:
    gids = Counter(str(text.get_gid()) for text in figure.findobj(Text))
    pupils = {gid for gid in gids if gid.startswith("pupil:")}
    assert pupils == {f"pupil:{key}" for key in mixed_class["members"]}
    assert all(gids[gid] == 1 for gid in pupils)
    regions = [gid for gid in patches(figure) if gid.startswith("region:")]
    assert sorted(regions) == sorted(f"region:{code}" for code in PLACES)
    assert all(len(patch.get_path().vertices) > 4 for patch in patches(figure).values())


@pytest.mark.parametrize(
    ("circles", "boxes"), [(("Phonics",), {"region:0"}), (("Phonics", "GLD"), {"region:00"})]
)
def test_fewer_circles_have_shorter_codes(circles: tuple[str, ...], boxes: set[str]) -> None:
    drawn = draw_venn(circles, {"k1": {"Phonics"}, "k2": set()}, {"k1": "Zoë", "k2": "Tom"})
    gids = {gid for gid in patches(drawn) if gid.startswith("region:")}
    codes = {f"region:{code}" for code in region_codes(circles)}
    assert gids == codes | boxes | {"region:not-assessed"}


@pytest.mark.parametrize("dpi", [72, 100, 200])
@pytest.mark.parametrize("count", [2, 7, 13])
def test_on_real_paper_nothing_overlaps_or_leaves_its_region(
    count: int, dpi: int, invented: Callable[..., dict[str, Any]]
) -> None:
    walk(invented(dict.fromkeys(PLACES, count), seed=count, marked=True), dpi)


@pytest.mark.parametrize("seed", range(50))
def test_fifty_figures_walked_by_their_artists(
    seed: int, invented: Callable[..., dict[str, Any]]
) -> None:
    rng = random.Random(seed)  # noqa: S311 - invented, not secret
    circles = RWM[: 1 + seed % 3]
    places = (*region_codes(circles), "0" * len(circles), "not-assessed")
    drawn = rng.choices(places, [rng.gammavariate(0.5, 1) for _ in places], k=rng.randint(0, 45))
    made = invented(
        {place: drawn.count(place) for place in places},
        seed=seed,
        length=rng.choice([None, 6, 20]),
        marked=True,
        circles=circles,
    )
    walk(made, 100)


def walk(made: dict[str, Any], dpi: int) -> None:
    drawn = draw_venn(**made)
    drawn.set_dpi(dpi)
    renderer = drawn.canvas.get_renderer()  # type: ignore[attr-defined]
    codes = {name.key: name.code for name in lay_out(**made).names}
    page = drawn.bbox
    boxes = []
    for gid, text in texts(drawn).items():
        box = text.get_window_extent(renderer)
        assert page.x0 <= box.x0
        assert box.x1 <= page.x1
        assert page.y0 <= box.y0
        assert box.y1 <= page.y1
        boxes.append((box, gid))
        if gid.startswith("pupil:"):
            patch = patches(drawn)[f"region:{codes[gid.removeprefix('pupil:')]}"]
            outline = patch.get_path().transformed(patch.get_transform())
            assert outline.contains_points(corners(box)).all(), gid
    boxes.sort(key=lambda item: item[0].x0)
    for place, (box, gid) in enumerate(boxes):
        for other, other_gid in boxes[place + 1 :]:
            if other.x0 >= box.x1:
                break
            # A dot of a coarse screen is all the renderer may round by.
            apart = other.y0 >= box.y1 - 1.0 or other.y1 <= box.y0 + 1.0 or other.x0 > box.x1 - 1.0
            assert apart, (gid, other_gid)


@pytest.mark.parametrize(
    "name", ["Amelia", "Łukasz", "Nguyễn", "Illiamill Illinill", "AVATAR To", "ffi fl", "$x_1$"]
)
@pytest.mark.parametrize("role", [set(), {"PP"}, {"PP", "SEND"}])
def test_the_renderer_agrees_with_our_widths(name: str, role: set[str]) -> None:
    layout = lay_out(RWM, {"k": set()}, {"k": name}, {"k": role})
    drawn = draw(layout)
    for dpi in (72, 200):
        drawn.set_dpi(dpi)
        box = texts(drawn)["pupil:k"].get_window_extent(drawn.canvas.get_renderer())  # type: ignore[attr-defined]
        ours = layout.names[0].line.rect
        assert box.width <= ours.width * dpi + 1
        assert box.width >= ours.width * dpi * 0.8  # kerning and ligatures only narrow
        assert box.height <= ours.height * dpi + 1


@pytest.mark.parametrize("name", ["$x$", "_a_b", "A&B", "<b>", "\\alpha", "100 %", "שלום"])
def test_names_are_literal_text(name: str, tmp_path: Path) -> None:
    drawn = draw_venn(RWM, {"k": set(RWM)}, {"k": name}, title="$\\frac$")
    assert texts(drawn)["pupil:k"].get_text() == name
    assert texts(drawn)["pupil:k"].get_parse_math() is False
    for ending in ("png", "svg", "pdf"):
        assert save(drawn, tmp_path / f"a.{ending}").stat().st_size > 1000


def luminance(colour: str) -> float:
    parts = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour)]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(text: str, ground: str) -> float:
    light, dark = sorted((luminance(text), luminance(ground)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("code", [*region_codes(RWM), "000"])
def test_every_text_reads_on_every_region(code: str) -> None:
    for colour in (*ROLE_COLOURS.values(), INK, QUIET):
        assert contrast(colour, blended(code)) >= 4.5, (colour, blended(code))


def test_every_text_of_a_picture_reads_on_its_ground(
    figure: Figure, mixed_class: dict[str, Any]
) -> None:
    codes = {f"pupil:{name.key}": name.code for name in lay_out(**mixed_class).names}
    for gid, text in texts(figure).items():
        code = codes.get(gid, gid.removeprefix("count:"))
        ground = blended(code) if set(code) <= {"0", "1"} else "#FFFFFF"
        assert contrast(str(text.get_color()), ground) >= 4.5, gid


def test_regions_are_the_circles_colours_at_sixteen_per_cent(figure: Figure) -> None:
    # Reading alone: 16 % of #0072B2 over white.
    for code, colour in zip(("100", "010", "001"), CIRCLE_COLOURS, strict=True):
        mixed = [1 - CIRCLE_SHARE * (1 - channel) for channel in to_rgb(colour)]
        assert to_rgb(blended(code)) == pytest.approx(mixed, abs=1 / 255)
    assert len({blended(code) for code in region_codes(RWM)}) == 7
    for code in region_codes(RWM):
        face = patches(figure)[f"region:{code}"].get_facecolor()[:3]
        assert face == pytest.approx(to_rgb(blended(code)))


def test_a_grey_copy_tells_all_apart() -> None:
    roles: dict[str, set[str]] = {"a": set(), "b": {"PP"}, "c": {"SEND"}, "d": {"PP", "SEND"}}
    drawn = draw_venn(RWM, {key: set(RWM) for key in roles}, dict.fromkeys(roles, "Tom"), roles)
    seen = {
        key: (
            texts(drawn)[f"pupil:{key}"].get_text(),
            texts(drawn)[f"pupil:{key}"].get_fontweight(),
        )
        for key in roles
    }
    # Without any colour: each has marks and weight of its own.
    assert seen == {
        "a": ("Tom", "normal"),
        "b": ("◆ Tom", "bold"),
        "c": ("▲ Tom", "normal"),
        "d": ("◆▲ Tom", "bold"),
    }


def grey(colour: str) -> str:
    """Give what a photocopier makes of a colour."""
    red, green, blue = to_rgb(colour)
    level = round(255 * (0.299 * red + 0.587 * green + 0.114 * blue))
    return f"#{level:02X}{level:02X}{level:02X}"


@pytest.mark.parametrize("code", [*region_codes(RWM), "000"])
def test_every_text_reads_on_a_grey_copy(code: str) -> None:
    for colour in (*ROLE_COLOURS.values(), INK, QUIET):
        assert contrast(grey(colour), grey(blended(code))) >= 4.5, (colour, code)


def test_every_mark_has_a_shape_of_its_own() -> None:
    shapes = [*ROLE_MARKS.values(), *MOVE_MARKS.values(), ON_COURSE_MARK]
    assert len(set(shapes)) == len(shapes)


def inked(name: str, dots: int = 200) -> Any:
    """Draw one name in the box and give its ink."""
    figure = draw_venn(RWM, {"k": set()}, {"k": name})
    figure.set_dpi(dots)
    figure.canvas.draw()
    box = texts(figure)["pupil:k"].get_window_extent()
    seen = np.asarray(figure.canvas.buffer_rgba())[..., :3]  # type: ignore[attr-defined]
    high = seen.shape[0]
    part = seen[round(high - box.y1) : round(high - box.y0), round(box.x0) : round(box.x1)]
    dark = part.min(axis=2) < 128
    return dark[:, dark.any(axis=0).argmax() :]


def test_hebrew_is_drawn_from_right_to_left() -> None:
    # The last letter stands at the left: "Dalet" ends the word, Alef begins it.
    word, last, first = inked("אבגד"), inked("ד"), inked("א")
    wide = last.shape[1] - 2
    assert (word[:, :wide] == last[:, :wide]).mean() > 0.97
    assert (word[:, :wide] == first[:, :wide]).mean() < 0.9


def test_arabic_letters_are_joined() -> None:
    columns = inked("محمد").any(axis=0)
    ink = columns[: len(columns) - columns[::-1].argmax()]
    # Isolated letters would leave three gaps; joined ones leave none.
    assert ink.all()


def test_a_caption_is_drawn_and_told(mixed_class: dict[str, Any]) -> None:
    drawn = draw_venn(**mixed_class, caption="Nationally 62 % (2025).")
    assert texts(drawn)["caption"].get_text() == "Nationally 62 % (2025)."
    assert str(drawn.get_label()).endswith("not assessed. Nationally 62 % (2025).")


def test_saved_files_carry_words_for_those_who_cannot_see(figure: Figure, tmp_path: Path) -> None:
    words = "30 pupils assessed: 14 meet Reading, Writing and Maths (47 %)"
    with Image.open(save(figure, tmp_path / "a.png", title="Class 4")) as picture:
        assert picture.size == (2200, 1520)
        assert picture.info["Title"] == "Class 4"
        assert words in picture.info["Description"]
    svg = save(figure, tmp_path / "a.svg", title="Class 4").read_text(encoding="utf-8")
    assert words in svg
    root = ET.fromstring(svg)
    ids = {node.get("id") for node in root.iter()}
    assert {"pupil:k0", "region:111", "region:010", "region:not-assessed"} <= ids
    assert len([node for node in root.iter() if node.tag.endswith("}text")]) > 32
    about = PdfReader(save(figure, tmp_path / "a.pdf", title="Class 4")).metadata
    assert about is not None
    assert about.title == "Class 4"
    assert words in str(about.subject)


@pytest.mark.parametrize("ending", ["png", "svg", "pdf"])
def test_the_same_picture_is_the_same_file(
    ending: str, mixed_class: dict[str, Any], tmp_path: Path
) -> None:
    first = save(draw_venn(**mixed_class), tmp_path / f"1.{ending}").read_bytes()
    assert save(draw_venn(**mixed_class), tmp_path / f"2.{ending}").read_bytes() == first


def test_settings_of_the_user_change_nothing(mixed_class: dict[str, Any], tmp_path: Path) -> None:
    plain = save(draw_venn(**mixed_class), tmp_path / "1.png").read_bytes()
    odd: Any = {"font.family": "serif", "savefig.bbox": "tight", "text.usetex": False}
    with mpl.rc_context(odd | {"figure.constrained_layout.use": True, "savefig.dpi": 50}):
        other = save(draw_venn(**mixed_class), tmp_path / "2.png").read_bytes()
    assert other == plain


def test_files_that_cannot_be_written_are_named(figure: Figure, tmp_path: Path) -> None:
    with pytest.raises(FileError, match=r"a\.docx"):
        save(figure, tmp_path / "a.docx")
    with pytest.raises(FileError, match="could not be written"):
        save(figure, tmp_path / "nowhere" / "a.png")


def test_matplotlib_is_loaded_only_to_draw() -> None:
    program = (
        "import sys, ppm_xl.venn, ppm_xl.venn.layout, ppm_xl.venn.words\n"
        "heavy = ('matplotlib', 'numpy', 'pandas', 'openpyxl', 'xlwings')\n"
        "assert not [name for name in heavy if name in sys.modules]\n"
        "from ppm_xl.venn import draw_venn\n"
        "assert 'matplotlib' in sys.modules and 'matplotlib.pyplot' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True, timeout=60)


def test_the_room_has_no_other_attributes() -> None:
    import ppm_xl.venn

    with pytest.raises(AttributeError, match="draw_pie"):
        _ = ppm_xl.venn.draw_pie
