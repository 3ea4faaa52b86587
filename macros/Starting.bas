Attribute VB_Name = "Starting"
Option Explicit

' Starts one action in Python, through xlwings' own module.
'
' Windows: the Python named on the sheet xlwings.conf, isolated (-I) so that no file lying
' beside the workbook is imported. Mac: RunPython returns at once, so nothing may follow it.
Public Sub Press(ByVal action As String)
    On Error GoTo Refused
    #If Mac Then
        RunPython "import ppm_xl.buttons; ppm_xl.buttons.main(['" & action & "'])"
    #Else
        Dim python As String
        python = GetConfig("INTERPRETER_WIN")
        If Not FileExists(python) Then
            MsgBox "The program behind this button is not on this computer yet: " & python & vbLf & vbLf & _
                "Ask whoever looks after your computers to install ppm-xl (its README says how), then press again.", _
                vbExclamation, "Pupil progress"
            Exit Sub
        End If
        RunFrozenPython python, "-I -m ppm_xl.buttons " & action
    #End If
    Exit Sub
Refused:
    MsgBox "Excel may not start programs on this computer, so this button cannot work from here." & vbLf & vbLf & _
        "Leave the workbook open and start the same action from outside Excel: ppm-xl with its name (the README lists them)." & _
        vbLf & vbLf & "(" & Err.Description & ")", vbExclamation, "Pupil progress"
End Sub

' Asks for files and writes their paths, one a line, into the cell named ppm_files.
' False where nothing was chosen: then nothing starts.
Public Function ChooseFiles() As Boolean
    Dim chosen As Variant
    On Error GoTo Failed
    #If Mac Then
        chosen = Application.GetOpenFilename(, , "Choose the files from your MIS", , True)
    #Else
        chosen = Application.GetOpenFilename( _
            "Files from the MIS (*.csv;*.txt;*.xlsx;*.xls;*.ods;*.xml),*.csv;*.txt;*.xlsx;*.xls;*.ods;*.xml,All files (*.*),*.*", _
            1, "Choose the files from your MIS", , True)
    #End If
    If IsArray(chosen) Then
        ThisWorkbook.Names("ppm_files").RefersToRange.Value = Join(chosen, vbLf)
        ChooseFiles = True
    End If
    Exit Function
Failed:
    MsgBox "The files could not be chosen: " & Err.Description, vbExclamation, "Pupil progress"
End Function
