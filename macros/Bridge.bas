Attribute VB_Name = "Bridge"
Option Explicit

' What Python asks of Excel that xlwings has no call for.

' Saves a copy beside the open workbook without changing which file is open.
Public Sub SaveCopy(ByVal path As String)
    ThisWorkbook.SaveCopyAs path
End Sub

' The workbook's name as Excel has it: a path, or the address of a OneDrive or SharePoint file.
Public Function RawFullName() As String
    RawFullName = ThisWorkbook.FullName
End Function

' Says in words what a picture shows, for people who cannot see it.
Public Sub DescribePicture(ByVal sheetName As String, ByVal pictureName As String, ByVal words As String)
    ThisWorkbook.Worksheets(sheetName).Shapes(pictureName).AlternativeText = words
End Sub

' School and half-term for the footer; & would be read as a code there, so it is doubled.
Public Function FooterWords() As String
    Dim school As String
    Dim halfTerm As String
    school = Trim$(CStr(ThisWorkbook.Names("ppm_school").RefersToRange.Value))
    halfTerm = Trim$(CStr(ThisWorkbook.Names("ppm_half_term").RefersToRange.Value) & " " & _
        CStr(ThisWorkbook.Names("ppm_school_year").RefersToRange.Value))
    If Len(school) > 0 And Len(halfTerm) > 0 Then
        FooterWords = school & " " & ChrW(183) & " " & halfTerm
    Else
        FooterWords = school & halfTerm
    End If
    FooterWords = Replace(FooterWords, "&", "&&")
End Function

' Moves a picture to where another lies among the drawings, so that what staff drew on that one
' stays in front of it.
Public Sub PutInPlaceOf(ByVal sheetName As String, ByVal pictureName As String, ByVal oldName As String)
    Dim drawings As Object
    Dim wanted As Long
    Dim steps As Long
    Set drawings = ThisWorkbook.Worksheets(sheetName).Shapes
    wanted = drawings(oldName).ZOrderPosition
    For steps = 1 To drawings.Count
        If drawings(pictureName).ZOrderPosition <= wanted Then Exit For
        drawings(pictureName).ZOrder 3 ' one step back
    Next steps
End Sub

' Lets the printed pages of a sheet begin at these rows, given as "12,40", and at no others.
Public Sub BreakPages(ByVal sheetName As String, ByVal pageRows As String)
    Dim sheet As Object
    Dim row As Variant
    Set sheet = ThisWorkbook.Worksheets(sheetName)
    On Error Resume Next ' LibreOffice has no such word: there breaks only come
    sheet.ResetAllPageBreaks
    On Error GoTo 0
    If Len(pageRows) = 0 Then Exit Sub
    For Each row In Split(pageRows, ",")
        sheet.HPageBreaks.Add sheet.Cells(CLng(row), 1)
    Next row
End Sub
