"""What eyes would find on a page, found by rule: small type, clipped or piled-up text, pale ink.

``lint(pdf)`` gives the findings of a PDF, page by page; no findings, no complaint. Text within
pictures that are drawings is looked at too; photographs are not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from itertools import pairwise

from pdfminer.high_level import extract_pages
from pdfminer.layout import LTChar, LTComponent, LTContainer, LTCurve, LTPage

MILLIMETRE = 72 / 25.4
_SAME = 0.6
"""Points within which two edges count as one."""


@dataclass(frozen=True)
class Finding:
    """One thing that would catch the eye."""

    code: str
    page: int
    message: str


@dataclass(frozen=True)
class Fill:
    """A filled shape and its colour."""

    box: tuple[float, float, float, float]
    colour: tuple[float, float, float]

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies within it."""
        x0, y0, x1, y1 = self.box
        return x0 <= x <= x1 and y0 <= y <= y1


@dataclass(frozen=True)
class Letter:
    """One character as it is drawn."""

    text: str
    box: tuple[float, float, float, float]
    size: float
    colour: tuple[float, float, float]
    behind: Fill | None


@lru_cache(maxsize=1)  # tests look at one file in several ways, and then at the next
def pages_of(pdf: bytes) -> list[LTPage]:
    """Lay out a PDF's pages, to be looked at and left as they are."""
    return list(extract_pages(BytesIO(pdf)))


def lint(
    pdf: bytes,
    *,
    pages: int | None = None,
    smallest: float = 9.0,
    margin: float = 10 * MILLIMETRE,
    contrast: float = 4.5,
) -> list[Finding]:
    """Look at every page.

    Parameters
    ----------
    pages
        How many there should be; None where any number will do.
    smallest
        Type size in points.
    margin
        Points around the page that printers may leave white.
    contrast
        Of text to what it lies on, as WCAG counts it.
    """
    found = []
    laid_out = pages_of(pdf)
    if pages is not None and len(laid_out) != pages:
        found.append(Finding("pages", 0, f"{len(laid_out)} pages instead of {pages}"))
    for number, page in enumerate(laid_out, start=1):
        letters = list(_letters(page))
        words = _words(letters)
        for code, message in (
            *_size(letters, smallest),
            *_outside(letters, page, margin),
            *_undrawn(letters),
            *_pale(letters, contrast),
            *_crossing(words),
            *_piled_up(words),
        ):
            found.append(Finding(code, number, message))
    return found


def grey_of(colour: str) -> int:
    """Give the grey, 0 to 255, that a photocopy makes of ``#RRGGBB``."""
    red, green, blue = (int(colour[n : n + 2], 16) for n in (1, 3, 5))
    return round(0.299 * red + 0.587 * green + 0.114 * blue)


def _letters(page: LTPage) -> Iterator[Letter]:
    fills: list[Fill] = []
    for item in _drawn(page):
        if isinstance(item, LTCurve) and item.fill:
            fills.append(Fill(item.bbox, _rgb(item.non_stroking_color)))
        elif isinstance(item, LTChar) and item.get_text().strip():
            x0, y0, x1, y1 = item.bbox
            middle = ((x0 + x1) / 2, (y0 + y1) / 2)
            behind = next((fill for fill in reversed(fills) if fill.holds(*middle)), None)
            colour = _rgb(item.graphicstate.ncolor)
            yield Letter(item.get_text(), item.bbox, item.size, colour, behind)


def _drawn(item: LTComponent) -> Iterator[LTComponent]:
    """Give what is drawn, fills first: the layout analysis has lost the order of drawing.

    Shapes are ordered from large to small, so that the smallest that holds a letter is behind it.
    """
    shapes, letters = [], []

    def gather(part: object) -> None:
        if isinstance(part, LTCurve):
            shapes.append(part)
        elif isinstance(part, LTChar):
            letters.append(part)
        elif isinstance(part, LTContainer):
            for inner in part:
                gather(inner)

    gather(item)
    shapes.sort(key=lambda shape: -shape.width * shape.height)
    yield from shapes
    yield from letters


def _rgb(colour: object) -> tuple[float, float, float]:
    parts = colour if isinstance(colour, tuple | list) else (colour,)
    numbers = [float(part) for part in parts if isinstance(part, int | float)]
    if len(numbers) == 3:
        return numbers[0], numbers[1], numbers[2]
    if len(numbers) == 4:
        cyan, magenta, yellow, black = numbers
        return tuple((1 - c) * (1 - black) for c in (cyan, magenta, yellow))  # type: ignore[return-value]
    grey = numbers[0] if numbers else 0.0
    return grey, grey, grey


def _size(letters: Sequence[Letter], smallest: float) -> Iterator[tuple[str, str]]:
    small = [letter for letter in letters if letter.size < smallest - 0.05]
    if small:
        least = min(letter.size for letter in small)
        text = "".join(letter.text for letter in small)[:30]
        yield "small-type", f"{least:.1f} pt: {text}"


def _outside(letters: Sequence[Letter], page: LTPage, margin: float) -> Iterator[tuple[str, str]]:
    for letter in letters:
        x0, y0, x1, y1 = letter.box
        right, top = page.width - margin, page.height - margin
        if x0 < margin - _SAME or y0 < margin - _SAME or x1 > right + _SAME or y1 > top + _SAME:
            where = ", ".join(f"{edge:.0f}" for edge in letter.box)
            yield "outside", f"“{letter.text}” at {where}"
            return


def _undrawn(letters: Sequence[Letter]) -> Iterator[tuple[str, str]]:
    if any(letter.text == "\ufffd" or letter.text.startswith("(cid:") for letter in letters):
        yield "undrawn", "a character without a letter"


def _pale(letters: Sequence[Letter], least: float) -> Iterator[tuple[str, str]]:
    pale: dict[tuple[tuple[float, ...], tuple[float, ...]], str] = {}
    for letter in letters:
        behind = letter.behind.colour if letter.behind else (1.0, 1.0, 1.0)
        if contrast_of(letter.colour, behind) < least:
            pale.setdefault((letter.colour, behind), "")
            pale[letter.colour, behind] += letter.text
    for (ink, behind), text in pale.items():
        yield "contrast", f"{contrast_of(ink, behind):.1f} to 1: {text[:30]}"


def contrast_of(one: Sequence[float], other: Sequence[float]) -> float:
    """Give the contrast of two colours, each part from 0 to 1 (WCAG 2.2)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Sequence[float]) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _crossing(words: Sequence[Word]) -> Iterator[tuple[str, str]]:
    """Find words that lie half on a fill: text that has outgrown its box."""
    for word in words:
        for fill in {letter.behind for letter in word.letters if letter.behind}:
            x0, y0, x1, y1 = word.ink
            left, low, right, high = fill.box
            if x0 < left - _SAME or x1 > right + _SAME or y0 < low - _SAME or y1 > high + _SAME:
                yield "outgrown", f"“{word.text[:20]}” crosses the edge of a fill"
                return


@dataclass(frozen=True)
class Word:
    """Letters that follow each other on a line."""

    letters: tuple[Letter, ...]

    @property
    def text(self) -> str:
        """What it says."""
        return "".join(letter.text for letter in self.letters)

    @property
    def ink(self) -> tuple[float, float, float, float]:
        """Its box without the air above and below small letters."""
        first, last = self.letters[0].box, self.letters[-1].box
        air = 0.28 * (first[3] - first[1])
        return first[0] + 0.4, first[1] + air, last[2] - 0.4, first[3] - air


def _words(letters: Sequence[Letter]) -> list[Word]:
    words: list[list[Letter]] = []
    for letter in letters:
        last = words[-1][-1] if words else None
        if (
            last is not None
            and abs(letter.box[1] - last.box[1]) < 1
            and -0.2 < (letter.box[0] - last.box[2]) / letter.size < 0.2
        ):
            words[-1].append(letter)
        else:
            words.append([letter])
    return [Word(tuple(word)) for word in words]


def _piled_up(words: Sequence[Word]) -> Iterator[tuple[str, str]]:
    by_left = sorted(((word.ink, word.text) for word in words), key=lambda word: word[0][0])
    for place, ((_, low, right, high), text) in enumerate(by_left):
        for (left, foot, _, head), other in by_left[place + 1 :]:
            if left >= right:
                break
            if foot < high and low < head:
                yield "piled-up", f"“{text[:20]}” and “{other[:20]}”"
                return


def distinct_in_grey(fills: Sequence[str], least: int = 20) -> bool:
    """Whether fills, given as ``#RRGGBB``, can be told apart on a grey photocopy."""
    greys = sorted(map(grey_of, fills))
    return all(darker + least <= lighter for darker, lighter in pairwise(greys))
