"""A VBA project read back by two readers that know nothing of each other."""

from __future__ import annotations

import io
import logging
import re
import warnings
import zipfile
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

VBA_PART: Final = "xl/vbaProject.bin"
_PROCEDURE: Final = re.compile(
    r"^[ \t]*(?:(?P<scope>Public|Private|Friend)[ \t]+)?(?:Static[ \t]+)?"
    r"(?P<kind>Sub|Function)[ \t]+(?P<name>\w+)[ \t]*\((?P<arguments>[^\r\n]*?)\)",
    re.IGNORECASE | re.MULTILINE,
)
_MINIMAL: Final = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/'
    'content-types"><Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'
    '<Default Extension="xml" ContentType="application/xml"/></Types>',
}


@dataclass(frozen=True, slots=True)
class Procedure:
    """A Sub or Function of a module."""

    module: str
    name: str
    kind: str
    private: bool
    arguments: str


@dataclass(frozen=True, slots=True)
class Project:
    """A project's modules and what is declared in them.

    Attributes
    ----------
    modules
        Name to source, attributes first.
    documents
        The modules that stand for the workbook and its sheets.
    fault
        Why it could not be read; empty where it could.
    """

    modules: dict[str, str]
    documents: tuple[str, ...]
    fault: str

    @property
    def procedures(self) -> list[Procedure]:
        """Every procedure of every module."""
        return [
            Procedure(
                module,
                found["name"],
                found["kind"].capitalize(),
                (found["scope"] or "").lower() == "private",
                found["arguments"].strip(),
            )
            for module, source in self.modules.items()
            for found in _PROCEDURE.finditer(source)
        ]


@lru_cache(maxsize=8)
def read_project(content: bytes) -> Project:
    """Read a ``vbaProject.bin``."""
    try:
        first, documents = _with_olevba(content)
    except Exception as fault:  # noqa: BLE001 - whatever garbage makes a reader raise
        return Project({}, (), f"olevba: {fault}")
    if not first:
        return Project({}, (), "olevba finds no module in it")
    try:
        second = _with_pyopenvba(content)
    except Exception as fault:  # noqa: BLE001 - as above
        return Project(first, documents, f"pyOpenVBA: {fault}")
    for name in first.keys() | second.keys():
        if first.get(name) != second.get(name):
            return Project(first, documents, f"two readers read {name} differently")
    return Project(first, documents, "")


def _with_olevba(content: bytes) -> tuple[dict[str, str], tuple[str, ...]]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import olefile
        from oletools.olevba import VBA_Parser  # type: ignore[import-untyped]

        logging.getLogger("olevba").setLevel(logging.CRITICAL)
        parser = VBA_Parser(VBA_PART, data=content)
        try:
            found = {
                stream.rpartition("/")[2]: code
                for _, stream, _, code in parser.extract_macros()
                if isinstance(code, str)
            }
        finally:
            parser.close()
        with olefile.OleFileIO(content) as streams:
            # The stubs ask for bytes; olefile itself compares text.
            stream = streams.openstream("PROJECT")  # type: ignore[arg-type]
            project = stream.read().decode("cp1252")
    return found, tuple(re.findall(r"^Document=(\w+)/", project, re.MULTILINE))


def _with_pyopenvba(content: bytes) -> dict[str, str]:
    from tempfile import NamedTemporaryFile

    from pyopenvba import ExcelFile

    package = io.BytesIO()
    with zipfile.ZipFile(package, "w") as out:
        for name, text in _MINIMAL.items():
            out.writestr(name, text)
        out.writestr(VBA_PART, content)
    with NamedTemporaryFile(suffix=".xlsm") as file:
        file.write(package.getvalue())
        file.flush()
        with ExcelFile(file.name) as book:
            return {name: str(source) for name, source in book.vba_modules().items()}
