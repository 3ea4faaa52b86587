Attribute VB_Name = "Tables"
Option Explicit

' Where every table lies, told at once: asked one by one, it costs Python hundreds of calls.
' A line for each sheet, "sheet" and its name; then one for each of its tables: "table", its name,
' address, "totals" where they are shown, and "filtered" where a filter is set. Tabs between.
' Nothing at all where Excel cannot say: Python then asks one by one.
Public Function TableFacts() As String
    Dim sheet As Object
    Dim table As Object
    Dim lines As String
    On Error GoTo Failed
    For Each sheet In ThisWorkbook.Worksheets
        lines = lines & "sheet" & vbTab & sheet.Name & vbLf
        For Each table In sheet.ListObjects
            lines = lines & "table" & vbTab & table.Name & vbTab & table.Range.Address & vbTab & _
                TotalsOf(table) & vbTab & FilterOf(table) & vbLf
        Next table
    Next sheet
    TableFacts = lines
    Exit Function
Failed:
    TableFacts = ""
End Function

Private Function TotalsOf(ByVal table As Object) As String
    TotalsOf = ""
    If table.ShowTotals Then TotalsOf = "totals"
End Function

Private Function FilterOf(ByVal table As Object) As String
    FilterOf = ""
    If Not table.ShowAutoFilter Then Exit Function
    If table.AutoFilter Is Nothing Then Exit Function
    If table.AutoFilter.FilterMode Then FilterOf = "filtered"
End Function
