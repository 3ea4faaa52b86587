"""xlwings' own VBA module with its `#If`s decided, so that LibreOffice compiles it.

Nothing else of it is changed but what only Windows has: the shell object and the dictionary
are asked through functions of the same arguments, which note what they were asked.
"""

from __future__ import annotations

import re

_CONDITION = re.compile(r"^\s*#(If|ElseIf|Else|End If|Const)\b\s*(.*?)(?:\s+Then\b.*)?$")

STAND_INS = """
Private asked As String

Private Function ShellRun(command As String, style As Integer, wait As Boolean) As Long
    asked = asked & command & Chr(10)
    ShellRun = 0
End Function

Private Function ShellExpand(ByVal text As String) As String
    ShellExpand = Replace(text, "%LOCALAPPDATA%", "C:\\Users\\head\\AppData\\Local")
    ShellExpand = Replace(ShellExpand, "%TEMP%", "C:\\Temp")
End Function

Private Sub ShellPopup(text As String, seconds As Integer, title As String, buttons As Integer)
    asked = asked & "box: " & text
End Sub

Private Function SheetHas(key As String) As Boolean
    SheetHas = SheetRow(key) > 0
End Function

Private Function SheetItem(key As String) As String
    SheetItem = ThisWorkbook.Sheets(PROJECT_NAME & ".conf").Cells(SheetRow(key), 2).Value
End Function

Private Function SheetRow(key As String) As Long
    Dim row As Long
    Dim conf As Object
    Set conf = ThisWorkbook.Sheets(PROJECT_NAME & ".conf")
    row = 1
    Do While conf.Cells(row, 1).Value <> ""
        If UCase(conf.Cells(row, 1).Value) = key Then
            SheetRow = row
            Exit Function
        End If
        row = row + 1
    Loop
    SheetRow = 0
End Function

Public Function TakeAsked() As String
    TakeAsked = asked
    asked = ""
End Function
"""

_ONLY_ON_WINDOWS = (
    ("WScript.Run(", "ShellRun("),
    ("WScript.ExpandEnvironmentStrings(", "ShellExpand("),
    ("WScript.Popup ", "ShellPopup "),
    ("GetConfigFromSheet(ThisWorkbook).Exists(configKey)", "SheetHas(configKey)"),
    ("GetConfigFromSheet(ThisWorkbook).Item(configKey)", "SheetItem(configKey)"),
    ('GetConfig("SHOW CONSOLE", False) = True', 'LCase(GetConfig("SHOW CONSOLE")) = "true"'),
    ("ParentFolder(Executable), , Args", 'ParentFolder(Executable), "", Args'),
    ("Application.Hwnd", '"4711"'),
    ("Application.Path", '"C:\\Office"'),
    ("& CreateGUID() &", '& "GUID" &'),
)


def decided(source: str, *, mac: bool) -> str:
    """The lines that stay where `Mac` is true or false and the program is Excel.

    Raises
    ------
    ValueError
        Where an `#If` asks something else.
    """
    kept: list[str] = []
    stack: list[list[bool]] = []  # for each #If: whether its branch stays, whether one has
    for line in source.splitlines():
        found = _CONDITION.match(line)
        if not found:
            if all(stays for stays, _ in stack):
                kept.append(line)
            continue
        word, condition = found.groups()
        if word == "If":
            holds = _holds(condition, mac=mac)
            stack.append([holds, holds])
        elif word == "ElseIf":
            holds = not stack[-1][1] and _holds(condition, mac=mac)
            stack[-1] = [holds, stack[-1][1] or holds]
        elif word == "Else":
            stack[-1] = [not stack[-1][1], True]
        elif word == "End If":
            stack.pop()
    if stack:
        raise ValueError("an #If without its end")
    return "\n".join(kept)


def _holds(condition: str, *, mac: bool) -> bool:
    asked = condition.strip()
    if asked in ("Mac", "Not Mac"):
        return mac is (asked == "Mac")
    if asked == "MAC_OFFICE_VERSION >= 15":
        return mac
    if named := re.fullmatch(r'App = "(.*)"', asked):
        return named[1] == "Microsoft Excel"
    raise ValueError(f"#If {condition}")


def compilable(source: str, *, mac: bool) -> str:
    """The module for LibreOffice's *Standard* library."""
    lines = [
        line for line in decided(source, mac=mac).splitlines() if not line.startswith("Attribute ")
    ]
    text = "\n".join(lines)
    for old, new in _ONLY_ON_WINDOWS:
        text = text.replace(old, new)
    # LibreOffice does not fill in what a call leaves out.
    text = re.sub(r'\bGetConfig\(("[^"]+")\)', r'GetConfig(\1, "", "")', text)
    text = re.sub(
        r'\bGetConfig\(("[^"]+"), ([^,()]+|Environ\("Temp"\))\)', r'GetConfig(\1, \2, "")', text
    )
    return f"Rem Attribute VBA_ModuleType=VBAModule\nOption VBASupport 1\n{text}\n{STAND_INS}"
