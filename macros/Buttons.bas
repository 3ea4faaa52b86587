Attribute VB_Name = "Buttons"
Option Explicit

' One line a button: the shapes on Home and the ribbon call these.

Public Sub Press_import_files()
    If ChooseFiles() Then Press "import_files"
End Sub

Public Sub Press_update()
    Press "update"
End Sub

Public Sub Press_prepare_meeting()
    Press "prepare_meeting"
End Sub

Public Sub Press_family_reports()
    Press "family_reports"
End Sub

Public Sub Press_check()
    Press "check"
End Sub
