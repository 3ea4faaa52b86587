"""A drawn diagram as a file, with its words for those who cannot see it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import matplotlib as mpl
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from ppm_xl.errors import FileError
from ppm_xl.venn.lettering import Words

FORMATS: Final = ("png", "svg", "pdf")


def save(figure: Figure, path: str | Path, *, title: str = "") -> Path:
    """Write a figure to a file, with its words for those who cannot see it.

    Parameters
    ----------
    figure
        From :func:`draw_venn`.
    path
        Ends in ``.png``, ``.svg`` or ``.pdf``.
    title
        Title in the file's properties.

    Returns
    -------
    Path
        Where it was written.

    Raises
    ------
    FileError
        If the ending is another, or the file cannot be written.
    """
    target = Path(path)
    ending = target.suffix.lower().removeprefix(".")
    if ending not in FORMATS:
        raise FileError(
            f"A Venn diagram cannot be saved as “{target.name}”.",
            "End the file's name in .png, .svg or .pdf.",
        )
    words = str(figure.get_label())
    name = title or "Venn diagram"
    settings: Any = {
        "svg.fonttype": "none",
        "svg.hashsalt": "ppm-xl",
        "pdf.fonttype": 42,
        # What a user has set for figures of their own must not touch ours.
        "savefig.bbox": None,
        "savefig.facecolor": "auto",
        "savefig.dpi": "figure",
        "savefig.transparent": False,
    }
    try:
        with mpl.rc_context(settings):
            if ending == "png":
                _save_png(figure, target, name, words)
            elif ending == "svg":
                with _other_families(figure):
                    # No date and no random ids: the same picture is the same file.
                    about = {"Title": name, "Description": words, "Date": None}
                    figure.savefig(target, format="svg", metadata=about)
            else:
                about = {"Title": name, "Subject": words, "CreationDate": None}
                figure.savefig(target, format="pdf", metadata=about)
    except OSError as fault:
        raise FileError(
            f"The picture could not be written to “{target}”.",
            "Close it if it is open, or choose another folder.",
        ) from fault
    return target


def _save_png(figure: Figure, target: Path, title: str, words: str) -> None:
    """Write without a layer of transparency, which takes as long as all else of the file."""
    canvas = FigureCanvasAgg(figure)
    canvas.draw()  # type: ignore[no-untyped-call]
    wide, high = canvas.get_width_height()
    about = PngInfo()
    about.add_itxt("Title", title)
    about.add_itxt("Description", words)
    dots: Any = canvas.buffer_rgba()  # type: ignore[no-untyped-call]
    seen = Image.frombuffer("RGBA", (wide, high), dots, "raw", "RGBA", 0, 1)
    an_inch = figure.get_dpi()
    seen.convert("RGB").save(target, "png", pnginfo=about, dpi=(an_inch, an_inch))


@contextmanager
def _other_families(figure: Figure) -> Iterator[None]:
    """Name other typefaces for whatever shows an SVG where ours is not installed."""
    faces = {
        id(face): face for text in figure.findobj(Words) if (face := text.get_fontproperties())
    }
    before = {key: face.get_family() for key, face in faces.items()}
    for face in faces.values():
        # Verdana has like widths.
        face.set_family(["DejaVu Sans", "Verdana"])
    try:
        yield
    finally:
        for key, face in faces.items():
            face.set_family(before[key])
