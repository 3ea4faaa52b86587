"""The progress meeting of a class: who is listed and why, the form on the sheet, the pack."""
