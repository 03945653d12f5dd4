"""Fixtures with PDFs, for the tests in this folder."""

from __future__ import annotations

from tests.support.pdf.documents import documents, everything, hostile, once, pdf, resume, wide

__all__ = ["documents", "everything", "hostile", "once", "pdf", "resume", "wide"]
