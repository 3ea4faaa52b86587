Attribute VB_Name = "Buttons"
Option Explicit

' One line a button: the drawn shapes and the ribbon call these.

Public Sub Press_import_files()
    If ChooseFiles() Then Press "import_files"
End Sub

Public Sub Press_update()
    Press "update"
End Sub

Public Sub Press_prepare_meeting()
    Press "prepare_meeting"
End Sub

Public Sub Press_record_meeting()
    Press "record_meeting"
End Sub

Public Sub Press_conversations()
    Press "conversations"
End Sub

Public Sub Press_family_reports()
    Press "family_reports"
End Sub

Public Sub Press_check()
    Press "check"
End Sub

Public Sub Press_undo()
    Press "undo"
End Sub

Public Sub Press_apply_import()
    Press "apply_import"
End Sub

Public Sub Press_plan_round()
    Press "plan_round"
End Sub

Public Sub Press_prepare_all()
    Press "prepare_all"
End Sub

Public Sub Press_new_year()
    Press "new_year"
End Sub

Public Sub Press_targets()
    Press "targets"
End Sub

Public Sub Press_check_reports()
    Press "check_reports"
End Sub

Public Sub Press_preview_report()
    Press "preview_report"
End Sub

Public Sub Press_staff_reports()
    Press "staff_reports"
End Sub
