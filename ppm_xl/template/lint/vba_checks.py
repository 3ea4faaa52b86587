"""The VBA project, and whether the procedures that buttons name are in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.metadata import version
from typing import Final

from ppm_xl.template import ribbon, vba
from ppm_xl.template.lint.drawing_checks import XDR
from ppm_xl.template.lint.finding import Finding
from ppm_xl.template.lint.opened import MAIN, Opened
from ppm_xl.template.lint.sheet_checks import twice
from ppm_xl.template.lint.vba_project import VBA_PART, Procedure, Project, read_project

_ATTRIBUTE: Final = re.compile(r"^Attribute (\w+) = (.*?)\r?$", re.MULTILINE)
_BASES: Final = {
    "workbook": '"0{00020819-0000-0000-C000-000000000046}"',
    "sheet": '"0{00020820-0000-0000-C000-000000000046}"',
    "class": '"0{FCFB3D2A-A0FA-1068-A738-08002B3371B5}"',
}
_CALLBACK: Final = re.compile(
    r"(?:ByVal |ByRef )?\w+ As (?:Office\.)?IRibbonControl", re.IGNORECASE
)
_DECLARE: Final = re.compile(r"\s*(?:Public |Private )?Declare\s", re.IGNORECASE)
_UI: Final = f"{{{ribbon.NAMESPACE}}}"
_FMLA_MACRO: Final = "{urn:schemas-microsoft-com:office:excel}FmlaMacro"


def check(book: Opened) -> Iterator[Finding]:
    """Look at the project, then at what calls into it."""
    if VBA_PART not in book.parts:
        return
    project = read_project(book.parts.read(VBA_PART))
    if project.fault:
        yield Finding("vba-unreadable", VBA_PART, project.fault)
    if not project.modules:
        return
    yield from _document_modules(book, project)
    yield from _sources(project)
    yield from _declares(project)
    yield from _pinned(project)
    yield from attributes(project)
    yield from _named_in_code(book, project)
    yield from _buttons(book, project)
    yield from _ribbon(book, project)


def _document_modules(book: Opened, project: Project) -> Iterator[Finding]:
    properties = book.workbook.find(f"{MAIN}workbookPr")
    code_names = {sheet.code_name: sheet.name for sheet in book.sheets if sheet.code_name}
    of_workbook = None if properties is None else properties.get("codeName")
    if of_workbook:
        code_names[of_workbook] = "the workbook"
    documents = set(project.documents)
    for name, what in code_names.items():
        if name not in documents:
            yield Finding("code-name-module", what, f"VBA has no module {name} for it")
    for name in documents - code_names.keys():
        yield Finding("code-name-module", VBA_PART, f"{name} is no sheet's code name")
    for name in documents - project.modules.keys():
        yield Finding("vba-unreadable", VBA_PART, f"the module {name} has no text")


def _sources(project: Project) -> Iterator[Finding]:
    wanted = vba.modules()
    for name, source in wanted.items():
        if name not in project.modules:
            yield Finding("vba-module-missing", VBA_PART, f"there is no module {name}")
        elif project.modules[name] != source:
            yield Finding("vba-source", f"{VBA_PART}: {name}", "differs from its source")
    known = wanted.keys() | set(project.documents)
    for name in project.modules.keys() - known:
        yield Finding("vba-module-unknown", f"{VBA_PART}: {name}", "has no source in macros")
    if "ThisWorkbook" in project.modules:
        own = (vba.MACROS / "ThisWorkbook.cls").read_text(encoding="utf-8").splitlines()
        if _code(project.modules["ThisWorkbook"]) != own:
            yield Finding("vba-source", f"{VBA_PART}: ThisWorkbook", "differs from its source")


def _declares(project: Project) -> Iterator[Finding]:
    """Find calls into libraries: antivirus programs take them for malware."""
    for name, source in project.modules.items():
        for line in source.splitlines():
            if _DECLARE.match(line):
                yield Finding("vba-declare", f"{VBA_PART}: {name}", line.strip()[:80])


def _pinned(project: Project) -> Iterator[Finding]:
    """Compare the version that xlwings' module carries: its Mac script is named by it."""
    found = re.search(r'XLWINGS_VERSION As String = "([^"]*)"', project.modules.get("xlwings", ""))
    pinned = version("xlwings")
    if found is None or found[1] != pinned:
        said = "none" if found is None else found[1]
        yield Finding("vba-xlwings-version", f"{VBA_PART}: xlwings", f"{said}, not {pinned}")


def _code(source: str) -> list[str]:
    return [line for line in source.splitlines() if not line.startswith("Attribute ")]


def attributes(project: Project) -> Iterator[Finding]:
    """Compare what a module says of itself with what an editor would store."""
    for name, source in project.modules.items():
        where = f"{VBA_PART}: {name}"
        attributes = dict(_ATTRIBUTE.findall(source))
        if source.startswith("VERSION "):
            yield Finding("vba-attribute", where, "begins as an exported class does")
        if attributes.get("VB_Name") != f'"{name}"':
            yield Finding("vba-attribute", where, f"VB_Name is {attributes.get('VB_Name')}")
        if name == vba.WORKBOOK_MODULE:
            wanted = _BASES["workbook"]
        elif name in project.documents:
            wanted = _BASES["sheet"]
        elif name == "Dictionary":
            wanted = _BASES["class"]
        else:
            continue
        if attributes.get("VB_Base", "").upper() != wanted.upper():
            yield Finding("vba-attribute", where, f"VB_Base is {attributes.get('VB_Base')}")


def _named_in_code(book: Opened, project: Project) -> Iterator[Finding]:
    """Find names and sheets that our own code asks for by name and that are not there."""
    names = {name.name for name in book.names}
    for module in (*vba.STANDARD_MODULES, vba.WORKBOOK_MODULE):
        source = project.modules.get(module, "")
        for name in re.findall(r'\bNames\("([^"]+)"\)', source):
            if name not in names:
                yield Finding("vba-name", f"{VBA_PART}: {module}", f"there is no name {name}")


def _buttons(book: Opened, project: Project) -> Iterator[Finding]:
    for sheet in book.sheets:
        for part in sheet.related("drawing"):
            if part not in book.parts:
                continue
            for shape in book.parts.root(part).iter(f"{XDR}sp", f"{XDR}pic"):
                macro = shape.get("macro")
                if macro:
                    yield from _called(sheet.name, macro, project)
        for part in sheet.related("vmlDrawing"):
            if part in book.parts:
                for element in book.parts.root(part).iter(_FMLA_MACRO):
                    yield from _called(sheet.name, element.text or "", project)


def _called(where: str, macro: str, project: Project) -> Iterator[Finding]:
    prefix, _, name = macro.rpartition("!")
    if prefix != "[0]":
        yield Finding("button-macro", where, f"{macro} does not name this workbook")
    found = _procedure(project, name)
    if found is None:
        yield Finding("button-macro", where, f"there is no procedure {name}")
    elif found.kind != "Sub" or found.private or found.arguments:
        yield Finding("button-macro", where, f"{name} is no public Sub without arguments")


def _procedure(project: Project, name: str) -> Procedure | None:
    module, _, plain = name.rpartition(".")
    for found in project.procedures:
        here = found.module not in project.documents and module in {"", found.module}
        if here and found.name.lower() == plain.lower():
            return found
    return None


def _ribbon(book: Opened, project: Project) -> Iterator[Finding]:
    related = [r for r in book.parts.relations("") if r.kind == "extensibility"]
    if not related or related[0].target not in book.parts:
        yield Finding("ribbon-missing", "_rels/.rels", "no relationship leads to the ribbon")
        return
    part = related[0].target
    root = book.parts.root(part)
    for name in twice(element.get("id", "") for element in root.iter() if element.get("id")):
        yield Finding("ribbon-id-twice", part, f"{name} stands twice")
    if not list(root.iter(f"{_UI}button")):
        yield Finding("ribbon-missing", part, "the ribbon has no button")
    for element in root.iter():
        for attribute in ("onAction", "onLoad", "getEnabled", "getLabel"):
            callback = element.get(attribute)
            if callback is None:
                continue
            found = _procedure(project, callback)
            if found is None:
                yield Finding("ribbon-callback", part, f"there is no procedure {callback}")
            elif found.kind != "Sub" or found.private or not _CALLBACK.fullmatch(found.arguments):
                yield Finding("ribbon-callback", part, f"{callback}({found.arguments})")
