"""What the workbook says, as plain values: no Excel, no files, no clock."""
