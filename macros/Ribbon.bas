Attribute VB_Name = "Ribbon"
Option Explicit

' The tab Pupil Progress: each callback presses the button of the same name.

Public Sub Ribbon_import_files(control As IRibbonControl)
    Press_import_files
End Sub

Public Sub Ribbon_update(control As IRibbonControl)
    Press_update
End Sub

Public Sub Ribbon_prepare_meeting(control As IRibbonControl)
    Press_prepare_meeting
End Sub

Public Sub Ribbon_record_meeting(control As IRibbonControl)
    Press_record_meeting
End Sub

Public Sub Ribbon_conversations(control As IRibbonControl)
    Press_conversations
End Sub

Public Sub Ribbon_family_reports(control As IRibbonControl)
    Press_family_reports
End Sub

Public Sub Ribbon_check(control As IRibbonControl)
    Press_check
End Sub

Public Sub Ribbon_undo(control As IRibbonControl)
    Press_undo
End Sub

Public Sub Ribbon_apply_import(control As IRibbonControl)
    Press_apply_import
End Sub

Public Sub Ribbon_plan_round(control As IRibbonControl)
    Press_plan_round
End Sub

Public Sub Ribbon_prepare_all(control As IRibbonControl)
    Press_prepare_all
End Sub

Public Sub Ribbon_new_year(control As IRibbonControl)
    Press_new_year
End Sub

Public Sub Ribbon_targets(control As IRibbonControl)
    Press_targets
End Sub

Public Sub Ribbon_check_reports(control As IRibbonControl)
    Press_check_reports
End Sub

Public Sub Ribbon_preview_report(control As IRibbonControl)
    Press_preview_report
End Sub

Public Sub Ribbon_staff_reports(control As IRibbonControl)
    Press_staff_reports
End Sub
