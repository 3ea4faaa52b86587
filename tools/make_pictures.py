"""Make the pictures of the README from the demo: run with ``make pictures``.

Needs LibreOffice, pdftoppm, Xvfb, Tk and ppm-xl itself. The pictures are only ever made here, so
they show what the product makes.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image, ImageChops

from ppm_xl.actions import demo
from ppm_xl.desk.terminal import SilentDesk

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "pictures"
FOLDER = "2026-27 Autumn 2"
LAST = "2026-27 Autumn 1"


def main() -> int:
    """Run the demo in a scratch folder, render, and save the pictures."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        here = Path(scratch)
        demo.run(here, SilentDesk(agreed=True))
        papers = here / FOLDER / "Elm"
        _page(papers / "Meeting pack.pdf", 1, "meeting pack", 110)
        _page(next((papers / "Reports").glob("Galbraith*.pdf")), 1, "family report", 90)
        subprocess.run(
            [
                "soffice",
                f"-env:UserInstallation={(here / 'profile').as_uri()}",
                "--headless",
                "--convert-to",
                "pdf",
                "--outdir",
                str(here),
                str(here / demo.NAME),
            ],
            check=True,
            capture_output=True,
            timeout=600,
        )
        whole = here / "Demo school.pdf"
        _page(whole, 1, "Home", 110, used=0.55)
        _page(whole, _page_that_says(whole, "Progress meeting"), "meeting form", 110)
        _page(whole, _page_that_says(whole, "Round of meetings"), "round", 110, used=0.9)
        lists = here / LAST / "Action lists"
        _page(next(lists.glob("*Penhaligon.pdf")), 1, "action list", 90, used=0.75)
        _page(whole, _page_that_says(whole, "Where every child stands"), "Status", 110)
        panel = [sys.executable, str(ROOT / "tools" / "panel_picture.py")]
        book = here / demo.NAME
        subprocess.run([*panel, str(book), str(PICTURES / "panel.png")], check=True, timeout=180)
    return 0


def _page_that_says(pdf: Path, words: str) -> int:
    pages = subprocess.run(
        ["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True, text=True
    ).stdout.split("\f")
    return next(number for number, page in enumerate(pages, start=1) if words in page)


def _page(pdf: Path, number: int, name: str, dots_per_inch: int, used: float = 1) -> None:
    """Save a page as a picture; ``used`` is how much of its height is kept, from the top."""
    target = PICTURES / f"{name.replace(' ', '-').lower()}"
    subprocess.run(
        [
            "pdftoppm",
            "-png",
            "-singlefile",
            *("-r", str(dots_per_inch)),
            *("-f", str(number)),
            *("-l", str(number)),
            str(pdf),
            str(target),
        ],
        check=True,
        capture_output=True,
    )
    _trim(target.with_suffix(".png"), used)


def _trim(path: Path, used: float) -> None:
    """Cut away the empty paper below and beside what is printed, leaving a margin."""
    picture = Image.open(path).convert("RGB")
    picture = picture.crop((0, 0, picture.width, round(picture.height * used)))
    box = ImageChops.difference(picture, Image.new("RGB", picture.size, "white")).getbbox()
    if box:
        margin = 24
        picture = picture.crop(
            (
                max(0, box[0] - margin),
                max(0, box[1] - margin),
                min(picture.width, box[2] + margin),
                min(picture.height, box[3] + margin),
            )
        )
    picture.quantize(128).save(path, optimize=True)


if __name__ == "__main__":
    sys.exit(main())
