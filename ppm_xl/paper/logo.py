"""A school's logo, made ready for paper: SVG as it is, PNG and JPEG no larger than print needs."""

from __future__ import annotations

import base64
import io
import re
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Final
from xml.etree.ElementTree import ParseError

from ppm_xl.errors import FileError
from ppm_xl.reports.beside import Logo

if TYPE_CHECKING:
    from PIL.Image import Image

_LARGEST: Final = 3_000_000
"""Bytes of a file."""
_MOST_DOTS: Final = 50_000_000
_PRINTED: Final = (960, 260)
"""Dots across and high that the place on the page has at 400 to the inch."""
_WHITE: Final = 244
"""A dot this light, of 255, is not seen on white paper."""
_UNIT: Final = 1000
_DOTS_IN: Final = {
    "": 1, "px": 1, "pt": 96 / 72, "pc": 16, "in": 96, "cm": 96 / 2.54, "mm": 96 / 25.4,
    "q": 96 / 101.6,
}  # fmt: skip
"""SVG's lengths that stand by themselves, in dots of 1/96 inch."""
_KINDS: Final = "Save it as a PNG, JPEG or SVG picture."


def read_logo(path: Path) -> Logo:
    """Read the logo that Settings names.

    Raises
    ------
    FileError
        Where it is missing, too large, broken, or would not be seen on white paper.
    """
    name = f"The logo “{path.name}”"
    try:
        size = path.stat().st_size
        if size > _LARGEST:
            raise FileError(
                f"{name} has {size / 1_000_000:.0f} MB, too many for every report.",
                f"Save it with less than {_LARGEST // 1_000_000} MB.",
            )
        data = path.read_bytes()
    except OSError:
        raise FileError(
            f"{name} was not found in “{path.parent}”.",
            "Put it there, or write its place on the row Logo of Settings, School.",
        ) from None
    if re.match(rb"[\xef\xbb\xbf\s]*<", data):
        return _of_svg(data, name)
    return _of_dots(data, name)


def _of_svg(data: bytes, name: str) -> Logo:
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        root = fromstring(data)
    except (ParseError, DefusedXmlException, ValueError):
        raise FileError(f"{name} is no picture that can be read.", _KINDS) from None
    if root.tag.rpartition("}")[2] != "svg":
        raise FileError(f"{name} is no picture that can be read.", _KINDS)
    if any(str(part.tag).rpartition("}")[2] == "text" for part in root.iter()):
        raise FileError(
            f"{name} has letters that every computer draws in its own way.",
            "Save it as a PNG picture, or turn its letters into shapes.",
        )
    across, high = _size_of(root.attrib)
    svg = data.decode("utf-8-sig", errors="replace")
    picture = _as_set(svg) if across > 0 and high > 0 else None
    if picture is None:
        raise FileError(f"{name} is no picture that can be read.", _KINDS)
    if _dark_in(picture) is None:
        raise _white(name)
    return Logo(svg, max(1, round(_UNIT * across / high)), _UNIT)


def _size_of(given: dict[str, str]) -> tuple[float, float]:
    """Give a drawing's width and height; noughts where it does not say.

    A part of the page, such as ``100%``, is no size: then its box decides.
    """
    across, high = (_in_dots(given.get(side, "")) for side in ("width", "height"))
    if across > 0 and high > 0:
        return across, high
    box = [float(n) for n in re.findall(r"-?\d*\.?\d+(?:e-?\d+)?", given.get("viewBox", ""))]
    return (box[2], box[3]) if len(box) == 4 else (0.0, 0.0)  # noqa: PLR2004 - left, top, width, height


def _in_dots(length: str) -> float:
    """Turn a length of SVG into its dots of 1/96 inch; nought where it is none by itself."""
    found = re.fullmatch(r"\s*\+?(\d*\.?\d+)\s*([a-z]*)\s*", length)
    return float(found[1]) * _DOTS_IN.get(found[2], 0) if found else 0.0


def _as_set(svg: str) -> Image | None:
    """Try it on a page of its own: better here than in the midst of a school's reports."""
    import typst
    from PIL import Image

    page = (
        "#set page(width: 96pt, height: 96pt, margin: 0pt)\n"
        '#image(bytes(sys.inputs.svg), format: "svg", width: 100%, height: 100%, fit: "contain")'
    )
    try:
        png, faults = typst.Compiler(ignore_system_fonts=True).compile_with_warnings(
            page.encode(), format="png", ppi=144, sys_inputs={"svg": svg}
        )
    except RuntimeError:
        return None
    if faults or not isinstance(png, bytes):
        return None
    return _on_white(Image.open(io.BytesIO(png)))


def _of_dots(data: bytes, name: str) -> Logo:
    from PIL import Image, ImageOps

    too_many = Image.DecompressionBombError, Image.DecompressionBombWarning
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            found = Image.open(io.BytesIO(data), formats=("PNG", "JPEG"))
        with found:
            if found.width * found.height > _MOST_DOTS:
                raise _too_many_dots(name, f"{found.width} by {found.height}")
            picture = _on_white(ImageOps.exif_transpose(found))
    except too_many:  # it is refused by what its first bytes say, before any dot is read
        raise _too_many_dots(name, "far more than 50 million") from None
    except (OSError, ValueError, SyntaxError):  # PIL raises all three for what is broken
        raise FileError(f"{name} is no picture that can be read.", _KINDS) from None
    box = _dark_in(picture)
    if box is None:
        raise _white(name)
    picture = picture.crop(box)
    picture.thumbnail(_PRINTED, Image.Resampling.LANCZOS)
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=True)
    across, high = picture.size
    said = base64.b64encode(out.getvalue()).decode()
    svg = (
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {across} {high}'>"
        f"<image width='{across}' height='{high}' href='data:image/png;base64,{said}'/></svg>"
    )
    return Logo(svg, across, high)


def _dark_in(picture: Image) -> tuple[int, int, int, int] | None:
    """Give the box of all that is seen on white paper; None where nothing is."""
    from PIL import Image, ImageChops

    white = Image.new("RGB", picture.size, "white")
    seen = ImageChops.difference(picture, white).convert("L")
    return seen.point(lambda dot: 255 if dot > 255 - _WHITE else 0).getbbox()


def _white(name: str) -> FileError:
    return FileError(
        f"{name} is white or empty, and would not be seen on white paper.",
        "Name a picture of it in a dark colour.",
    )


def _too_many_dots(name: str, dots: str) -> FileError:
    return FileError(
        f"{name} has {dots} dots, too many for print.",
        f"Save it smaller: {_PRINTED[0]} dots across are enough.",
    )


def _on_white(picture: Image) -> Image:
    from PIL import Image

    whole = picture.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", whole.size, "white"), whole).convert("RGB")
