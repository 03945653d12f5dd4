"""A document as DOCX, with the styles that word processors and résumé parsers know.

There are no tables, text boxes, columns, headers, or footers, because many parsers ignore these.
The same document gives the same bytes.
"""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from sphinx_resume.model.shorten import shortened
from sphinx_resume.output.document import Block, Document, Run

#: The maximum length of a document property; python-docx rejects longer ones.
_LONGEST: Final = 255
#: The modification time of all files in the archive: the earliest that ZIP supports.
_TIME: Final = (1980, 1, 1, 0, 0, 0)
#: Widths and heights of paper in millimeters.
_PAPER: Final = {"a4": (210, 297), "letter": (215.9, 279.4)}
_MARGIN: Final = 20
_FONT: Final = "Calibri"
_INK: Final = RGBColor(0x1A, 0x1A, 0x1A)
_LINK: Final = RGBColor(0x0B, 0x4F, 0x8A)
#: The size of styles in points, and the space above and below.
_STYLES: Final = {
    "Normal": (10.5, 0, 4),
    "Title": (20, 0, 4),
    "Heading 1": (14, 14, 4),
    "Heading 2": (11.5, 8, 0),
    "Heading 3": (10.5, 6, 0),
    "List Bullet": (10.5, 0, 2),
    "List Bullet 2": (10.5, 0, 2),
    "List Bullet 3": (10.5, 0, 2),
    "List Continue": (10.5, 0, 2),
    "List Continue 2": (10.5, 0, 2),
    "List Continue 3": (10.5, 0, 2),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Properties:
    """The metadata of a document, and its paper size."""

    author: str
    subject: str
    keywords: tuple[str, ...]
    language: str
    day: dt.date
    paper: str = "a4"


def render(document: Document, about: Properties) -> bytes:
    """The content of the file."""
    made = docx.Document()
    _set_page(made, about)
    _set_styles(made, about.language)
    _set_properties(made.core_properties, document, about)
    made.add_paragraph(document.title, style="Title")
    for block in document.blocks:
        _add(made, block)
    file = io.BytesIO()
    made.save(file)
    return _reproducible(file.getvalue())


def _set_page(made: Any, about: Properties) -> None:
    width, height = _PAPER[about.paper]
    section = made.sections[0]
    section.page_width, section.page_height = Mm(width), Mm(height)
    for side in ("left", "right", "top", "bottom"):
        setattr(section, f"{side}_margin", Mm(_MARGIN))


def _set_styles(made: Any, language: str) -> None:
    styles = made.styles
    for name, (size, before, after) in _STYLES.items():
        style = styles[name]
        style.font.name, style.font.size, style.font.color.rgb = _FONT, Pt(size), _INK
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        style.paragraph_format.space_before = Pt(before)
        style.paragraph_format.space_after = Pt(after)
        if name.startswith(("Title", "Heading")):
            style.font.bold = True
            style.paragraph_format.keep_with_next = True
        for border in style.element.findall(f".//{qn('w:pBdr')}"):
            border.getparent().remove(border)
    link = styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
    link.font.color.rgb, link.font.underline = _LINK, True
    code = styles.add_style("Code", WD_STYLE_TYPE.CHARACTER)
    code.font.name = "Consolas"
    defaults = styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for known in defaults.findall(qn("w:lang")):
        defaults.remove(known)
    lang = OxmlElement("w:lang")
    for name in ("val", "eastAsia"):
        lang.set(qn(f"w:{name}"), language.replace("_", "-"))
    defaults.append(lang)


def _set_properties(properties: Any, document: Document, about: Properties) -> None:
    time = dt.datetime.combine(about.day, dt.time())
    properties.title = shortened(document.title, _LONGEST)
    properties.author = properties.last_modified_by = shortened(about.author, _LONGEST)
    properties.subject = shortened(about.subject, _LONGEST)
    properties.keywords = _listed(about.keywords)
    properties.comments = ""
    properties.language = about.language.replace("_", "-")
    properties.created = properties.modified = time
    properties.revision = 1


def _listed(keywords: Iterable[str]) -> str:
    """As many keywords as fit into a property."""
    text = ", ".join(keywords)
    if len(text) <= _LONGEST:
        return text
    return text[: _LONGEST + 2].rpartition(", ")[0] or text[:_LONGEST]


def _add(made: Any, block: Block) -> None:
    if block.kind == "heading":
        paragraph = made.add_paragraph(style=f"Heading {min(block.level, 3)}")
    elif block.kind == "item" and not block.number:
        paragraph = made.add_paragraph(style=_at("List Bullet", block.level + 1))
    elif block.kind == "item":
        # The numbers are text, because Word's own continue from one list to the next, and parsers
        # leave them out.
        paragraph = made.add_paragraph(style=_at("List Continue", block.level + 1))
        paragraph.add_run(f"{block.number} ")
    else:
        paragraph = made.add_paragraph(style=_at("List Continue", block.level))
    for run in block.runs:
        _add_run(paragraph, run)


def _at(style: str, depth: int) -> str:
    """The style of a list at a depth, from 1; there are three levels."""
    if not depth:
        return "Normal"
    return style if depth == 1 else f"{style} {min(depth, 3)}"


def _add_run(paragraph: Any, run: Run) -> None:
    made = paragraph.add_run(run.text)
    made.bold, made.italic = run.strong or None, run.emphasis or None
    if run.code:
        made.style = "Code"
    if run.href:
        made.style = "Hyperlink"
        link = OxmlElement("w:hyperlink")
        place = paragraph.part.relate_to(run.href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link.set(qn("r:id"), place)
        made.element.addprevious(link)
        link.append(made.element)


def _reproducible(content: bytes) -> bytes:
    """Repack the file with its parts in order and a fixed modification time."""
    result = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        # The content types must come first.
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            info = zipfile.ZipInfo(name, _TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            info.create_system = 3
            new.writestr(info, old.read(name))
    return result.getvalue()
