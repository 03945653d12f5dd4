"""Europass: the XML of the old editor (SkillsPassport) and of the new one (Candidate).

Both may be attached to a PDF, and have texts in HTML.
"""

from __future__ import annotations

from typing import Final

from sphinx_resume.importing import europass_new, europass_old
from sphinx_resume.importing.neutral import Imported
from sphinx_resume.importing.source import Node

NAME: Final = "Europass"

SECTIONS: Final = (*europass_old.SECTIONS, *europass_new.SECTIONS)

REASONS: Final = {
    **dict.fromkeys(
        ("DocumentInfo", "PrintingPreferences", "RenderingInformation", "DocumentID", "locale"),
        "it only affects the file or its look",
    ),
    **dict.fromkeys(("CandidateSupplier", "ProcessingInformation"), "it is about the file"),
    **dict.fromkeys(
        ("Demographics", "BirthDate", "GenderCode", "NationalityCode", "Birthdate", "Gender"),
        "a résumé needs none",
    ),
    **dict.fromkeys(("Photo", "Signature"), "pictures are not imported"),
    **dict.fromkeys(("Attachment", "Documentation"), "attachments are not imported"),
    **dict.fromkeys(
        ("Code", "listName", "listURI", "typeCode", "languageID", "languageCode", "schemeName"),
        "the words say it",
    ),
    **dict.fromkeys(
        ("ID", "schemeID", "schemeAgencyName", "schemeVersionID"), "it is about the file"
    ),
    **dict.fromkeys(("Use", "ChannelCode", "UseCode", "IndustryCode"), "it is a code for machines"),
    "Title": "nothing shows it",
    "": "Europass has no such element, or there is no entry or option for it",
}


def fits(root: Node) -> bool:
    """Whether a source looks like a Europass document."""
    return isinstance(root.value, dict) and bool(
        root.value.keys() & {"SkillsPassport", "Candidate", "LearnerInfo"}
    )


def read(root: Node, into: Imported) -> None:
    """Import the whole document."""
    if candidate := root.get("Candidate"):
        europass_new.read(candidate, into)
    else:
        europass_old.read(root.get("SkillsPassport.LearnerInfo", "LearnerInfo"), into)
