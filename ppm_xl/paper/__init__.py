"""From pages to PDFs: Typst templates, fonts from packages, files written safely."""
