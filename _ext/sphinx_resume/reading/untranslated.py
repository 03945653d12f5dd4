"""Finds texts of pages that are not translated yet, if the project has translations."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

from docutils import nodes
from sphinx.transforms import SphinxTransform
from sphinx.util.i18n import docname_to_domain
from sphinx.util.nodes import extract_messages

from sphinx_resume import catalogues
from sphinx_resume.domain import ResumeDomain
from sphinx_resume.model.translation import Untranslated

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_DONE: Final = "resume_untranslated"


def setup(app: Sphinx) -> None:
    """Register the transform."""
    app.add_transform(NoteUntranslated)


class NoteUntranslated(SphinxTransform):
    """Records the messages of a page that its catalogue lacks."""

    #: Before Sphinx inserts translations (20).
    default_priority: ClassVar[int] = 15

    def apply(self, **kwargs: object) -> None:
        config, current = self.config, self.env.current_document
        folders = [Path(self.env.srcdir, name) for name in config.locale_dirs]
        # Sphinx also applies transforms to each translation.
        if current.get(_DONE) or not catalogues.has_any(folders, config.language):
            return
        current[_DONE] = True
        domain = docname_to_domain(current.docname, config.gettext_compact)
        known = catalogues.words(folders, config.language, domain)
        found = [Untranslated(current.docname, 0, "")]
        if known is not None:
            found = [
                Untranslated(current.docname, node.line or 0, " ".join(message.split()))
                for node, message in extract_messages(self.document)
                if message not in known and catalogues.has_words(message) and not _is_metadata(node)
            ]
        ResumeDomain.from_env(self.env).note_untranslated(current.docname, found)


def _is_metadata(node: nodes.Element) -> bool:
    """Whether a node is in the front matter, such as “orphan: true”, which no reader sees."""
    top: nodes.Node = node
    while top.parent and not isinstance(top.parent, nodes.document):
        top = top.parent
    return isinstance(top, (nodes.docinfo, nodes.field_list)) and not node.line
