Attribute VB_Name = "Starting"
Option Explicit

' Starts one action in Python, through xlwings' own module, and looks after what a press needs:
' Excel's state put back, one press at a time, files chosen, a Python that is there.

Private Const TITLE As String = "Pupil progress"
Private Const A_DOUBLE_CLICK As Double = 0.3  ' seconds

Private running As Boolean   ' Windows only: there a press waits for its Python
Private lastAction As String
Private lastEnded As Double

' Windows: the Python named on the sheet xlwings.conf, isolated (-I) so that no file lying
' beside the workbook is imported. Mac: RunPython returns at once, so nothing may follow it;
' there Python itself says that a step is still at work.
Public Sub Press(ByVal action As String)
    Dim why As String
    On Error GoTo Refused
    If StillRunning(action) Then Exit Sub
    PutBack
    #If Mac Then
        RunPython "import ppm_xl.buttons; ppm_xl.buttons.main(['" & action & "'])"
    #Else
        Dim python As String
        python = GetConfig("INTERPRETER_WIN")
        If Not FileExists(python) Then
            MsgBox NotHere() & vbLf & vbLf & "(" & python & ")", vbExclamation, TITLE
            Exit Sub
        End If
        running = True
        Application.StatusBar = TITLE & ": starting " & ChrW(8230)
        RunFrozenPython python, "-I -m ppm_xl.buttons " & action
        running = False
        lastAction = action
        lastEnded = Timer
        PutBack
    #End If
    Exit Sub
Refused:
    why = "(" & Err.Number & ": " & Err.Description & ")" ' PutBack empties Err
    running = False
    PutBack
    MsgBox "Excel may not start programs on this computer, so this button cannot work from here." & vbLf & vbLf & _
        "Leave the workbook open and start the panel outside Excel: ppm-xl panel. It finds this workbook and has the same buttons." & _
        vbLf & vbLf & why, vbExclamation, TITLE
End Sub

' Asks for files and writes their paths, one a line, into the cell named ppm_files.
' False where nothing was chosen: then nothing starts.
Public Function ChooseFiles() As Boolean
    Dim chosen As Variant
    On Error GoTo Failed
    If StillRunning("") Then Exit Function
    #If Mac Then
        chosen = Application.GetOpenFilename(, , "Choose the files from your MIS", , True)
    #Else
        chosen = Application.GetOpenFilename( _
            "Files from the MIS (*.csv;*.txt;*.xlsx;*.xlsm;*.xls;*.ods;*.xml),*.csv;*.txt;*.xlsx;*.xlsm;*.xls;*.ods;*.xml,All files (*.*),*.*", _
            1, "Choose the files from your MIS", , True)
    #End If
    If VarType(chosen) = vbString Then chosen = Array(chosen) ' one file, where Excel lists none
    If IsArray(chosen) Then
        ThisWorkbook.Names("ppm_files").RefersToRange.Value = Join(chosen, vbLf)
        ChooseFiles = True
    End If
    Exit Function
Failed:
    MsgBox "The files could not be chosen: " & Err.Description, vbExclamation, TITLE
End Function

' Says so where a step is still at work. A double click is one press: Excel keeps the second
' click until the first has ended, and undoing twice is not what was meant.
Private Function StillRunning(ByVal action As String) As Boolean
    Dim since As Double
    If running Then
        MsgBox "The last step is still at work: Home says how far it is. Press again when it has ended.", _
            vbInformation, TITLE
        StillRunning = True
    ElseIf Len(action) > 0 And action = lastAction Then
        since = Timer - lastEnded
        StillRunning = since >= 0 And since < A_DOUBLE_CLICK
    End If
End Function

' Gives Excel back as its user had it: a Python that was killed could not.
Private Sub PutBack()
    On Error Resume Next
    Application.ScreenUpdating = True
    Application.EnableEvents = True
    Application.Cursor = xlDefault
    Application.StatusBar = False
End Sub

' What the workbook does when it is opened: puts the state back that a killed process left, and
' says on Home, in one sentence, what to do if the buttons cannot work. No message box: who only
' reads is not disturbed. Nothing is started. On a Mac nothing is looked for: Dir knows no
' wildcards there and the sandbox may ask its user for every folder; a press says it instead.
Public Sub Opened()
    On Error Resume Next
    Dim words As String
    PutBack
    #If Mac Then
        words = ""
    #Else
        words = WhatIsMissing(GetConfig("INTERPRETER_WIN"))
    #End If
    SayOnHome words
End Sub

' One sentence where the Python behind the buttons is missing or older than this workbook;
' nothing where all is well. An installed package has a folder named by its version.
Public Function WhatIsMissing(ByVal python As String) As String
    Dim slash As String
    Dim packages As String
    Dim wanted As String
    Dim found As String
    Dim here As String
    On Error GoTo Unknown
    If Len(python) = 0 Then Exit Function
    If Not FileExists(python) Then
        WhatIsMissing = NotHere()
        Exit Function
    End If
    slash = Application.PathSeparator
    packages = Left$(python, InStrRev(python, slash) - 1)
    If LCase$(Right$(packages, 8)) <> slash & "scripts" Then Exit Function
    packages = Left$(packages, InStrRev(packages, slash)) & "Lib" & slash & "site-packages" & slash & "ppm_xl-"
    wanted = Replace(Replace(ThisWorkbook.Names("ppm_version").RefersTo, "=", ""), """", "")
    If Len(Dir(packages & wanted & ".dist-info", vbDirectory)) > 0 Then Exit Function
    found = Dir(packages & "*.dist-info", vbDirectory)
    If Len(found) = 0 Then
        WhatIsMissing = NotHere()
        Exit Function
    End If
    here = Split(Split(found, "-")(1), ".dist")(0)
    If IsOlder(here, wanted) Then
        WhatIsMissing = "This workbook was made by ppm-xl " & wanted & " and this computer has " & here & _
            ": ask whoever looks after your computers to update ppm-xl."
    End If
Unknown:
End Function

Private Function NotHere() As String
    NotHere = "The buttons need ppm-xl, which is not on this computer yet: ask whoever looks after your computers " & _
        "to install it (its README says how)."
End Function

' Whether one version comes before another, number by number: 0.9 before 0.10.
Public Function IsOlder(ByVal one As String, ByVal other As String) As Boolean
    Dim ones() As String
    Dim others() As String
    Dim place As Long
    ones = Split(one & ".0.0.0", ".")
    others = Split(other & ".0.0.0", ".")
    For place = 0 To 2
        If Val(ones(place)) <> Val(others(place)) Then
            IsOlder = Val(ones(place)) < Val(others(place))
            Exit Function
        End If
    Next place
End Function

' Writes into the status cell on Home what has to be known; otherwise only takes away what no
' longer holds: such a sentence, or the progress of a step that never ended. Opening a workbook
' is no change to it, so Excel shall not ask to save it.
Private Sub SayOnHome(ByVal words As String)
    Dim cell As Object
    Dim before As String
    Dim wasSaved As Boolean
    Set cell = ThisWorkbook.Names("ppm_status").RefersToRange
    before = CStr(cell.Cells(1, 1).Value)
    If Len(words) = 0 Then
        If Right$(before, 1) = ChrW(8230) Then
            words = "The last step did not end by itself. Press it again, or press Undo last step."
        ElseIf InStr(before, "ask whoever looks after your computers") > 0 Then
            words = "Ready."
        Else
            Exit Sub
        End If
    End If
    If words = before Then Exit Sub
    wasSaved = ThisWorkbook.Saved
    cell.Cells(1, 1).Value = words
    ThisWorkbook.Saved = wasSaved
End Sub
