"""Ways of breaking one part of a copy of the template, for tests of the lint."""

from __future__ import annotations

import re
import tempfile
import warnings
import zipfile
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

TEMPLATE = Path(__file__).parents[2] / "workbook_template.xlsm"
VBA = "xl/vbaProject.bin"
WORKBOOK = "xl/workbook.xml"
TYPES = "[Content_Types].xml"
Parts = dict[str, bytes]
Break = Callable[[Parts], None]


@lru_cache(maxsize=1)
def sound() -> Parts:
    with zipfile.ZipFile(TEMPLATE) as package:
        return {name: package.read(name) for name in package.namelist()}


def write(parts: Parts, path: Path) -> Path:
    """Write parts as a package; a name ending in ``(again)`` stands for a second entry."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a name written twice is what one case is about
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
            for name, content in parts.items():
                out.writestr(name.removesuffix("(again)"), content)
    return path


def sheet(name: str) -> str:
    """The part of a sheet."""
    names = re.findall(r'<sheet name="([^"]+)"', sound()[WORKBOOK].decode())
    return f"xl/worksheets/sheet{names.index(name) + 1}.xml"


def table(name: str) -> str:
    """The part of a table."""
    return next(
        part
        for part, content in sound().items()
        if part.startswith("xl/tables/") and f' displayName="{name}"'.encode() in content
    )


def swap(part: str, old: str, new: str, count: int = 1) -> Break:
    """Put ``new`` in the place of ``old``, which must be there."""

    def broken(parts: Parts) -> None:
        text = parts[part].decode()
        assert old in text, f"{old} is not in {part}"
        parts[part] = text.replace(old, new, count).encode()

    return broken


def swap_pattern(part: str, pattern: str, new: str) -> Break:
    """As :func:`swap`, by a pattern."""

    def broken(parts: Parts) -> None:
        text, times = re.subn(pattern, new, parts[part].decode(), count=1, flags=re.DOTALL)
        assert times == 1, f"{pattern} is not in {part}"
        parts[part] = text.encode()

    return broken


def both(*breaks: Break) -> Break:
    def broken(parts: Parts) -> None:
        for one in breaks:
            one(parts)

    return broken


def without(part: str) -> Break:
    def broken(parts: Parts) -> None:
        del parts[part]

    return broken


def holding(part: str, content: bytes) -> Break:
    def broken(parts: Parts) -> None:
        parts[part] = content

    return broken


def before_end(part: str, element: str, xml: str) -> Break:
    """Add XML as the last child of an element."""
    return swap(part, f"</{element}>", f"{xml}</{element}>")


def names(xml: str) -> Break:
    return before_end(WORKBOOK, "definedNames", xml)


def formula(text: str) -> Break:
    """Put another formula into Import!B3, which says what an empty table waits for."""
    return swap_pattern(sheet("Import"), r"<f>.*?</f>", f"<f>{text}</f>")


def vba(change: Callable[[dict[str, str]], dict[str, str]]) -> Break:
    """Change modules of the VBA project, with the writer that the build uses."""

    def broken(parts: Parts) -> None:
        from pyopenvba import ExcelFile

        with tempfile.TemporaryDirectory() as folder:
            path = write(parts, Path(folder) / "book.xlsm")
            with ExcelFile(path) as book:
                sources = dict(book.vba_modules())
                for name, source in change(sources).items():
                    book.set_module(name, source)
                book.save()
            with zipfile.ZipFile(path) as package:
                parts[VBA] = package.read(VBA)

    return broken


def module(name: str, old: str, new: str) -> Break:
    """Change the text of one module."""

    def change(sources: dict[str, str]) -> dict[str, str]:
        assert old in sources[name]
        return {name: sources[name].replace(old, new, 1)}

    return vba(change)
