"""What joined documents have in common, kept once: colour profiles, pictures, and typefaces.

Typst gives each document just the letters it uses, numbered as they come. Joined, thirty of those
become one with all their letters; each document's own numbers lead to them by a map that PDF has
for this (``CIDToGIDMap``), so nothing that is drawn or read aloud changes.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from itertools import pairwise
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pikepdf import Object, Pdf

_HINTS: Final = ("cvt ", "fpgm", "prep")
"""How letters are drawn on few dots; only typefaces with the same are drawn the same."""
_LONG_LOCA: Final = 50
"""Where a typeface's head says how wide its places are."""
_WORDS: Final = 0x1
_MORE: Final = 0x20
_SCALES: Final = ((0x8, 2), (0x40, 4), (0x80, 8))
"""What may follow a part of a letter: a flag, and its bytes."""


def share(document: Pdf) -> None:
    """Keep once what the pages of an open document have alike."""
    alike: dict[bytes, Object] = {}
    fonts: dict[tuple[int, int], Object] = {}
    for resources in _resources(document):
        for name, space in resources.get("/ColorSpace", {}).items():
            resources.ColorSpace[name] = alike.setdefault(_said(space), space)
        for name, picture in resources.get("/XObject", {}).items():
            resources.XObject[name] = alike.setdefault(_said(picture), picture)
        fonts.update((font.objgen, font) for font in resources.get("/Font", {}).values())
    faces: dict[tuple[str, int, tuple[bytes, ...]], _Face] = {}
    for font in fonts.values():
        _add(font, faces)
    for face in faces.values():
        face.close(document)


def _resources(document: Pdf) -> Iterator[Object]:
    seen = set()
    for page in document.pages:
        found = page.obj.get("/Resources")
        if found is not None and (not found.is_indirect or found.objgen not in seen):
            seen.add(found.objgen)
            yield found


def _said(what: Object) -> bytes:
    """Give what tells one object from another, with all it refers to."""
    from pikepdf import Array, Dictionary, Stream

    sign = hashlib.sha256()
    if isinstance(what, Stream):
        sign.update(what.read_raw_bytes())
        what = what.stream_dict
    if isinstance(what, Dictionary):
        for key, value in sorted(what.items()):
            sign.update(key.encode() + _said(value))
    elif isinstance(what, Array):
        for value in what:
            sign.update(_said(value))
    else:
        sign.update(repr(what).encode())
    return sign.digest()


def _add(font: Object, faces: dict[tuple[str, int, tuple[bytes, ...]], _Face]) -> None:
    """Add a typeface's letters to those of the same name, whatever their weight."""
    if "/DescendantFonts" not in font:
        return
    inner = font.DescendantFonts[0]
    described = inner.get("/FontDescriptor")
    if described is None or "/FontFile2" not in described:
        return
    if str(inner.get("/CIDToGIDMap")) != "/Identity":
        return
    letters = _letters(described.FontFile2.read_bytes())
    name = str(described.FontName).rpartition("+")[2]
    key = name, letters.units, letters.hints
    faces.setdefault(key, _Face()).add(font, letters)


@dataclass(frozen=True)
class _Letters:
    """A typeface as it lies in a PDF: each letter's outline, how wide it is, and the tables."""

    outlines: tuple[bytes, ...]
    widths: tuple[bytes, ...]
    tables: dict[str, bytes]

    @property
    def units(self) -> int:
        """In how many parts the height of a line is measured."""
        [units] = struct.unpack_from(">H", self.tables["head"], 18)
        return int(units)

    @property
    def hints(self) -> tuple[bytes, ...]:
        """How it is drawn on few dots."""
        return tuple(self.tables.get(name, b"") for name in _HINTS)


def _letters(file: bytes) -> _Letters:
    [number] = struct.unpack_from(">H", file, 4)
    found = (struct.unpack_from(">4s4xII", file, 12 + 16 * n) for n in range(number))
    tables = {name.decode(): file[at : at + long] for name, at, long in found}
    [count] = struct.unpack_from(">H", tables["maxp"], 4)
    [wide] = struct.unpack_from(">H", tables["hhea"], 34)
    [long] = struct.unpack_from(">h", tables["head"], _LONG_LOCA)
    places = struct.unpack_from(f">{count + 1}{'I' if long else 'H'}", tables["loca"])
    at = [place if long else 2 * place for place in places]
    outlines = tuple(tables["glyf"][a:b] for a, b in pairwise(at))
    return _Letters(outlines, tuple(_widths(tables["hmtx"], count, wide)), tables)


def _widths(table: bytes, count: int, wide: int) -> Iterator[bytes]:
    """Give each letter's width and where it begins; those behind the wide are as wide as these."""
    for letter in range(count):
        at, begins = 4 * min(letter, wide - 1), 4 * letter + 2
        if letter >= wide:
            begins = 4 * wide + 2 * (letter - wide)
        yield table[at : at + 2] + table[begins : begins + 2]


def _made_of(outline: bytes, number: Callable[[int], int]) -> bytes:
    """Give a letter that is made of others, these numbered anew."""
    found = bytearray(outline)
    at, more = 10, True
    while more:
        flags, part = struct.unpack_from(">HH", found, at)
        struct.pack_into(">H", found, at + 2, number(part))
        at += 4 + (4 if flags & _WORDS else 2)
        at += next((size for flag, size in _SCALES if flags & flag), 0)
        more = bool(flags & _MORE)
    return bytes(found)


@dataclass
class _Face:
    """The letters of many typefaces of one kind, each once."""

    numbers: dict[tuple[bytes, bytes], int] = field(default_factory=dict)
    fonts: list[tuple[Object, list[int]]] = field(default_factory=list)
    first: _Letters | None = None
    most: list[int] = field(default_factory=list)
    box: list[int] = field(default_factory=list)

    def add(self, font: Object, letters: _Letters) -> None:
        """Add one document's letters."""
        self.first = self.first or letters
        own = range(len(letters.outlines))
        self.fonts.append((font, [self._number(letters, letter) for letter in own]))
        most = struct.unpack(">13H", letters.tables["maxp"][6:32])
        self.most = [max(pair) for pair in zip(self.most or most, most, strict=True)]
        left, low, right, top = struct.unpack(">4h", letters.tables["head"][36:44])
        box = self.box or [left, low, right, top]
        self.box = [min(box[0], left), min(box[1], low), max(box[2], right), max(box[3], top)]

    def _number(self, letters: _Letters, letter: int) -> int:
        """Give a letter's number among all; one made of others knows them by theirs."""
        outline = letters.outlines[letter]
        if outline[:1] >= b"\x80":  # less than no contours
            outline = _made_of(outline, lambda part: self._number(letters, part))
        return self.numbers.setdefault((outline, letters.widths[letter]), len(self.numbers))

    def close(self, document: Pdf) -> None:
        """Let every document's typeface lead to the one that has all their letters."""
        from pikepdf import Array, Name

        if len(self.fonts) < 2 or self.first is None:  # noqa: PLR2004 - nothing to share
            return
        described = self.fonts[0][0].DescendantFonts[0].FontDescriptor
        described.FontFile2 = document.make_stream(self._file(self.first))
        described.FontFile2.Length1 = len(described.FontFile2.read_bytes())
        described.FontBBox = Array(self.box)
        if "/CIDSet" in described:
            del described["/CIDSet"]
        for font, numbers in self.fonts:
            inner = font.DescendantFonts[0]
            inner.FontDescriptor = described
            font.BaseFont = inner.BaseFont = described.FontName
            if numbers != list(range(len(numbers))):
                to = struct.pack(f">{len(numbers)}H", *numbers)
                inner.CIDToGIDMap = document.make_stream(to)
            else:
                inner.CIDToGIDMap = Name.Identity

    def _file(self, first: _Letters) -> bytes:
        from fontTools.ttLib.sfnt import SFNTWriter  # type: ignore[import-untyped]  # has no types

        count = len(self.numbers)
        places, glyf = [0], b""
        for outline, _ in self.numbers:
            glyf += outline + b"\0" * (-len(outline) % 4)
            places.append(len(glyf))
        head = bytearray(first.tables["head"])
        struct.pack_into(">4h", head, 36, *self.box)
        struct.pack_into(">h", head, _LONG_LOCA, 1)
        hhea = bytearray(first.tables["hhea"])
        struct.pack_into(">H", hhea, 34, count)
        maxp = struct.pack(">4sH13H", first.tables["maxp"][:4], count, *self.most)
        tables: dict[str, bytes] = {
            "glyf": glyf,
            "head": bytes(head),
            "hhea": bytes(hhea),
            "hmtx": b"".join(width for _, width in self.numbers),
            "loca": struct.pack(f">{count + 1}I", *places),
            "maxp": maxp,
        }
        tables.update((name, first.tables[name]) for name in _HINTS if name in first.tables)
        out = BytesIO()
        writer = SFNTWriter(out, len(tables))
        for name, data in tables.items():
            writer[name] = data
        writer.close()
        return out.getvalue()
