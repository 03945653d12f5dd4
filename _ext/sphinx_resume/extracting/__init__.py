"""Checks what programs extract from the PDFs and Word documents of a résumé."""
