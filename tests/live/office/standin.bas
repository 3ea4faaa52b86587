' Stands in for xlwings' own VBA module, which LibreOffice cannot compile. Tests only; put into the
' document's Standard library. The product's macros call these by xlwings' names.

Public Function GetConfig(configKey As String, Optional fallback As String) As String
    GetConfig = ""
    If configKey = "INTERPRETER_WIN" Then GetConfig = "@PYTHON@"
End Function

' LibreOffice compiles both branches of #If Mac; the Mac's does nothing here.
Public Sub RunPython(code As String)
End Sub

' xlwings: cmd.exe /C "PYTHON" ARGS --wb="NAME" --from_xl=1 --app="PATH" --hwnd="NUMBER" 2> "LOG", waiting.
' The child must join this LibreOffice instead of an Excel: child.py, told where, runs the same -m module.
Public Sub RunFrozenPython(Executable As String, Optional Args As String)
    Dim book As String
    Dim line As String
    book = ConvertFromURL(ThisComponent.getURL())
    book = Mid(book, InStrRev(book, "/") + 1)
    line = """" & Executable & """ -I ""@CHILD@"" ""@FOLDER@"" @PIPE@ @PID@ " & Args & " " & _
        " --wb=""" & book & """ --from_xl=1 --app=""/usr/lib/libreoffice/program/LibreOffice"" --hwnd=""@PID@""" & _
        " 2> ""@FOLDER@/stderr"" ; echo $? > ""@FOLDER@/exit.part"" ; mv ""@FOLDER@/exit.part"" ""@FOLDER@/exit"""
    Shell "/bin/sh", 0, "-c '" & line & "'", False
    Do While Not FileExists("@FOLDER@/exit")
        Wait 50
    Loop
End Sub
