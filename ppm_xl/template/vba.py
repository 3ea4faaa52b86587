"""The workbook's VBA: the text in ``macros/`` and xlwings' own module, as ``vbaProject.bin``.

xlwings' module is taken from the installed, pinned xlwings and cut: its server for
worksheet functions goes, and with it every ``Declare``, which antivirus programs
take for malware. Its licence stays at its head.
"""

from __future__ import annotations

import re
import tempfile
import zipfile
from collections.abc import Mapping
from importlib import resources
from pathlib import Path
from typing import Final

VBA_PART: Final = "xl/vbaProject.bin"
MACROS: Final = Path(__file__).parents[2] / "macros"
STANDARD_MODULES: Final = ("Buttons", "Starting", "Bridge", "Tables", "Ribbon")
WORKBOOK_MODULE: Final = "ThisWorkbook"
CLASS_BASE: Final = 'Attribute VB_Base = "0{FCFB3D2A-A0FA-1068-A738-08002B3371B5}"\r\n'

_CUT: Final = (
    "GetUdfModules",
    "XLPyCommand",
    "XLPyLoadDLL",
    "NDims",
    "XLPy",
    "KillPy",
    "ImportPythonUDFsBase",
    "ImportPythonUDFs",
    "ImportPythonUDFsToAddin",
    "ImportXlwingsUdfsModule",
    "GetDLLVersion",
    "sql",
    "has_dynamic_array",
)
_CUT_NOTE: Final = (
    "'\r\n'Changed for ppm-xl: the server for worksheet functions and its calls into libraries\r\n"
    "'are left out; nothing else differs from the module that xlwings installs.\r\n"
)


def modules() -> dict[str, str]:
    """Give each module's source as the editor would export it: name to text, CR LF lines."""
    out = {name: _read(f"{name}.bas") for name in STANDARD_MODULES}
    out["xlwings"] = xlwings_module()
    out["Dictionary"] = dictionary_class()
    return out


def xlwings_module() -> str:
    """Give xlwings' module without its server for worksheet functions.

    Raises
    ------
    ValueError
        Where the installed xlwings differs from what the cut knows.
    """
    source = _installed("xlwings.bas")
    source = _without(source, r"#If VBA7 Then\r\n.*?\r\n#End If\r\n(?=\r\nPublic Const XLWINGS)")
    for name in _CUT:
        source = _without(source, _procedure(name))
    source = _without_server_branch(source)
    licence_ends = "'SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.\r\n"
    if source.count(licence_ends) != 1:
        raise ValueError("xlwings' module no longer carries its licence where it did")
    return source.replace(licence_ends, licence_ends + _CUT_NOTE)


def _procedure(name: str) -> str:
    """Give the pattern of a procedure, its head once or twice within ``#If App``."""
    head = rf"(?:Private |Public )?(?:Sub|Function) {name}\("
    twice = rf"#If App = \"Microsoft Excel\" Then\r\n{head}[^\r]*\r\n#Else\r\n[^\r]*\r\n#End If"
    return rf"^(?:{twice}|{head}).*?^End (?:Sub|Function)[ ]*\r\n"


def _without_server_branch(source: str) -> str:
    """Let ``RunPython`` start a process on Windows, always."""
    declared = r"(?<=^    Dim )OPTIMIZED_CONNECTION As Boolean, "
    asked = r"^    OPTIMIZED_CONNECTION = [^\r]*\r\n\r\n"
    branch = (
        r"^        If OPTIMIZED_CONNECTION = True Then\r\n.*?"
        r"^        Else\r\n    (        RunPython = [^\r]*\r\n)        End If\r\n"
    )
    return _without(_without(_without(source, declared), asked), branch, keep=r"\1")


def _without(source: str, pattern: str, keep: str = "") -> str:
    cut, count = re.subn(pattern, keep, source, flags=re.MULTILINE | re.DOTALL)
    if count != 1:
        raise ValueError(f"the cut of xlwings' module matches {count} times: {pattern}")
    return cut


def dictionary_class() -> str:
    """Give VBA-Dictionary, which xlwings' module needs on a Mac, as a project stores it."""
    source = _installed("addin/Dictionary.cls")
    head = re.compile(r"\AVERSION 1\.0 CLASS\r\nBEGIN\r\n.*?^END\r\n", re.DOTALL | re.MULTILINE)
    stored, count = head.subn("", source)
    if count != 1:
        raise ValueError("VBA-Dictionary no longer begins as an exported class does")
    name, rest = stored.split("\r\n", 1)
    return f"{name}\r\n{CLASS_BASE}{rest}"


def _installed(file: str) -> str:
    raw = resources.files("xlwings").joinpath(*file.split("/")).read_bytes()
    return _lines(raw.decode("utf-8-sig"))


def _read(file: str) -> str:
    return _lines((MACROS / file).read_text(encoding="utf-8"))


def _lines(text: str) -> str:
    return "\r\n".join(text.splitlines()) + "\r\n"


def project(code_names: Mapping[str, str]) -> bytes:
    """Build ``vbaProject.bin`` for a workbook whose sheets have these code names.

    Parameters
    ----------
    code_names
        Sheet name to code name, in the workbook's order.
    """
    from pyopenvba import ExcelFile, VBAModuleKind

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "project.xlsm"
        _stub(path, code_names)
        with ExcelFile(path) as book:
            vba = book.add_vba_project()
            book.set_module(WORKBOOK_MODULE, _read("ThisWorkbook.cls"))
            for name in code_names.values():
                book.set_module(name, _read("Sheet.cls"))
            for name, source in modules().items():
                kind = VBAModuleKind.other if name == "Dictionary" else VBAModuleKind.standard
                vba.add_module(name, source, kind=kind)
            book.save()
        with zipfile.ZipFile(path) as package:
            return package.read(VBA_PART)


def _stub(path: Path, code_names: Mapping[str, str]) -> None:
    """Write a workbook that has the sheets and their code names and nothing else."""
    from xlsxwriter import Workbook

    workbook = Workbook(path)
    workbook.set_vba_name(WORKBOOK_MODULE)
    for sheet, name in code_names.items():
        workbook.add_worksheet(sheet).set_vba_name(name)
    workbook.close()
