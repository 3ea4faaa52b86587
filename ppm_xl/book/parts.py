"""The parts of a workbook's package: read with care, rewritten one by one, saved at once.

Only parts that were changed are new in the saved file; every other part is the same to the byte.
"""

from __future__ import annotations

import io
import os
import posixpath
import stat
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from lxml import etree

from ppm_xl.book.workbook_file import contents, stamp
from ppm_xl.errors import ConflictError, FileError, OpenElsewhereError

LARGEST_PART: Final = 200 * 2**20
LARGEST_PACKAGE: Final = 500 * 2**20
"""Bytes. A workbook of a large school, unpacked, is about a tenth of these."""
MOST_PARTS: Final = 10_000

CONTENT_TYPES: Final = "[Content_Types].xml"
_CT: Final = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_REL: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_NO_RELATIONS: Final = f'<Relationships xmlns="{_REL[1:-1]}"/>'
_PARSER: Final = etree.XMLParser(
    resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True
)


@dataclass(frozen=True, slots=True)
class Relation:
    """One relationship of a part: its identifier, its kind's last word and the part it names."""

    rid: str
    kind: str
    target: str


@contextmanager
def damage_told(path: Path) -> Iterator[None]:
    """Turn whatever a damaged workbook makes a reader raise into one sentence."""
    try:
        yield
    except (
        zipfile.BadZipFile,
        zlib.error,
        etree.XMLSyntaxError,
        EOFError,
        NotImplementedError,
        KeyError,
        IndexError,
        ValueError,
        AttributeError,
        TypeError,
    ) as fault:
        raise FileError(
            f"{path.name} is damaged or cut short: it cannot be read as an Excel workbook.",
            "Open it in Excel to repair it, or use a backup copy.",
        ) from fault


class Package:
    """A workbook's parts by name, with those changed kept until :meth:`save`.

    Raises
    ------
    FileError
        Where the file is missing, no workbook, damaged, password-protected, or far too large.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        data, self._read_stamp = contents(path)
        with damage_told(path):
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        self._infos = {info.filename: info for info in self._zip.infolist()}
        self._check_sizes()
        self._changed: dict[str, bytes] = {}
        self._dropped: set[str] = set()

    def _check_sizes(self) -> None:
        sizes = [info.file_size for info in self._infos.values()]
        if (
            len(sizes) > MOST_PARTS
            or max(sizes, default=0) > LARGEST_PART
            or sum(sizes) > LARGEST_PACKAGE
        ):
            raise FileError(
                f"{self.path.name} unpacks to far more than a workbook of a school holds.",
                "Use a copy made by ppm-xl.",
            )

    def __contains__(self, name: object) -> bool:
        """Whether there is such a part now."""
        return name in self._changed or (name in self._infos and name not in self._dropped)

    def names(self) -> list[str]:
        """Give every part's name as things stand."""
        kept = [name for name in self._infos if name not in self._dropped]
        return kept + [name for name in self._changed if name not in self._infos]

    def read(self, name: str) -> bytes:
        """Give a part's bytes as things stand."""
        if name in self._changed:
            return self._changed[name]
        if name in self._dropped or name not in self._infos:
            raise KeyError(name)
        info = self._infos[name]
        if info.flag_bits & 1:
            raise FileError(
                f"{self.path.name} is protected with a password.",
                "Take the password off in Excel, then try again.",
            )
        return self._zip.read(info)

    def xml(self, name: str) -> etree._Element:
        """Parse a part."""
        return etree.fromstring(self.read(name), _PARSER)

    def write(self, name: str, content: bytes | etree._Element) -> None:
        """Let a part hold this from now on."""
        if not isinstance(content, bytes):
            tree = content.getroottree()
            content = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
        self._dropped.discard(name)
        if name not in self or self.read(name) != content:
            self._changed[name] = content

    def drop(self, name: str) -> None:
        """Take a part out, with its content type; relationships to it are the caller's."""
        if name not in self:
            return
        self._changed.pop(name, None)
        self._dropped.add(name)
        types = self.xml(CONTENT_TYPES)
        for override in types.findall(f"{_CT}Override"):
            if override.get("PartName") == f"/{name}":
                types.remove(override)
                self.write(CONTENT_TYPES, types)

    def relations(self, part: str) -> list[Relation]:
        """Give the relationships of a part (``""`` for the package's) within the package."""
        name = relations_part(part)
        if name not in self:
            return []
        out = []
        for element in self.xml(name).iter(f"{_REL}Relationship"):
            if element.get("TargetMode") == "External":
                continue
            target = element.get("Target", "")
            whole = posixpath.normpath(posixpath.join("/", posixpath.dirname(part), target))
            kind = element.get("Type", "").rpartition("/")[2]
            out.append(Relation(element.get("Id", ""), kind, whole.lstrip("/")))
        return out

    def relate(self, part: str, type_: str, target: str, rid: str = "") -> str:
        """Add a relationship, or point an existing one elsewhere, and give its identifier."""
        name = relations_part(part)
        root = self.xml(name) if name in self else etree.fromstring(_NO_RELATIONS)
        taken = {e.get("Id"): e for e in root.iter(f"{_REL}Relationship")}
        rid = rid or next(f"rId{n}" for n in range(1, len(taken) + 2) if f"rId{n}" not in taken)
        element = taken.get(rid)
        if element is None:
            element = etree.SubElement(root, f"{_REL}Relationship", Id=rid)
        element.set("Type", type_)
        element.set("Target", posixpath.relpath("/" + target, "/" + posixpath.dirname(part)))
        self.write(name, root)
        return rid

    def unrelate(self, part: str, target: str) -> None:
        """Take out the relationships from a part to another."""
        gone = {relation.rid for relation in self.relations(part) if relation.target == target}
        if gone:
            name = relations_part(part)
            root = self.xml(name)
            for element in list(root):
                if element.get("Id") in gone:
                    root.remove(element)
            self.write(name, root)

    def is_named(self, target: str) -> bool:
        """Whether any part still has a relationship to this one."""
        for name in self.names():
            if name.endswith(".rels"):
                folder, _, file = name.rpartition("/")
                part = posixpath.join(folder.removesuffix("_rels"), file.removesuffix(".rels"))
                if any(relation.target == target for relation in self.relations(part)):
                    return True
        return False

    def declare(self, *, part: str = "", extension: str = "", content_type: str) -> None:
        """State the content type of a part, or of an extension where it has none."""
        types = self.xml(CONTENT_TYPES)
        if part:
            tag, attribute, value = f"{_CT}Override", "PartName", f"/{part}"
        else:
            tag, attribute, value = f"{_CT}Default", "Extension", extension
        for element in types.findall(tag):
            if element.get(attribute, "").lower() == value.lower():
                return
        element = etree.Element(tag, {attribute: value, "ContentType": content_type})
        defaults = len(types.findall(f"{_CT}Default"))
        types.insert(len(types) if part else defaults, element)
        self.write(CONTENT_TYPES, types)

    def free_name(self, pattern: str) -> str:
        """Give the first name of this pattern (``xl/media/image{}.png``) that no part has."""
        taken = {name.lower() for name in self.names()}
        return next(
            name
            for name in (pattern.format(n) for n in range(1, MOST_PARTS))
            if name.lower() not in taken
        )

    @property
    def changed(self) -> bool:
        """Whether there is anything to save."""
        return bool(self._changed or self._dropped)

    def save(self) -> None:
        """Write the file anew beside itself and put it in its place in one step.

        Raises
        ------
        ConflictError
            Where the file has changed since it was read.
        FileError
            Where it cannot be written: it is then as it was.
        """
        target = self.path.resolve()
        mode = stat.S_IMODE(target.stat().st_mode)
        try:
            handle, name = tempfile.mkstemp(prefix=".ppm-xl-", suffix=".tmp", dir=target.parent)
        except OSError as fault:
            raise _not_writable(self.path) from fault
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as stream:
                self._write_zip(stream)
                stream.flush()
                os.fsync(stream.fileno())
            temporary.chmod(mode)
            if stamp(target.stat()) != self._read_stamp:
                raise ConflictError(
                    f"{self.path.name} was saved by someone else meanwhile.",
                    "Nothing was written. Please try again.",
                )
            temporary.replace(target)
        except PermissionError as fault:
            raise OpenElsewhereError(
                f"{self.path.name} is open in another program.", "Close it there, then try again."
            ) from fault
        except OSError as fault:
            raise _not_writable(self.path) from fault
        finally:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)

    def _write_zip(self, stream: io.BufferedIOBase) -> None:
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as out:
            for name in self.names():
                old = self._infos.get(name)
                info = zipfile.ZipInfo(name, old.date_time if old else (1980, 1, 1, 0, 0, 0))
                info.compress_type = old.compress_type if old else zipfile.ZIP_DEFLATED
                info.external_attr = old.external_attr if old else 0
                out.writestr(info, self.read(name))


def relations_part(part: str) -> str:
    """Name the part that holds a part's relationships."""
    folder, _, file = part.rpartition("/")
    return posixpath.join(folder, "_rels", f"{file}.rels")


def _not_writable(path: Path) -> FileError:
    return FileError(
        f"{path.name} cannot be written: the folder is read-only or the disk is full.",
        "Nothing was changed. Copy the workbook to a folder of your own, then try again.",
    )
