"""Add the headings of lists to tables of contents, once all pages are read.

Sphinx makes the table of contents of a page when it reads the page, and numbers sections by it. A
list in full is a placeholder section there. Here the sections of the list replace it, so that they
are numbered and listed like all others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from sphinx_resume.domain import ResumeDomain
from sphinx_resume.model.slugs import unused
from sphinx_resume.nodes import Contents, placeholder_section
from sphinx_resume.views.lists import EntryList

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def setup(app: Sphinx) -> None:
    """Register the handlers."""
    app.connect("doctree-read", note)
    app.connect("env-updated", fill)


def note(app: Sphinx, doctree: nodes.document) -> None:
    """Store the contents of a page with placeholder sections (handler of ``doctree-read``)."""
    env = app.env
    docname = env.current_document.docname
    stored = ResumeDomain.from_env(env).contents
    awaited = frozenset(chain(*(s["ids"] for s in doctree.findall(placeholder_section))))
    if awaited:
        ids = frozenset(chain(*(section["ids"] for section in doctree.findall(nodes.section))))
        tree = env.tocs[docname].deepcopy()
        stored[docname] = Contents(tree, env.toc_num_entries[docname], ids - awaited, awaited)


def fill(app: Sphinx, env: BuildEnvironment) -> None:
    """Add the headings of lists to tables of contents (handler of ``env-updated``)."""
    domain = ResumeDomain.from_env(env)
    if domain.is_unchanged:
        return
    for docname, contents in sorted(domain.contents.items()):
        views = {
            view.place.anchor: view
            for view in domain.views.get(docname, ())
            if isinstance(view, EntryList) and view.has_sections
        }
        taken = set(contents.ids)
        tree = contents.tree.deepcopy()
        entries = contents.entries
        for item in list(tree.findall(nodes.list_item)):
            link = item.next_node(nodes.reference)
            anchor = link.get("anchorname", "").removeprefix("#") if link is not None else ""
            if anchor in contents.awaited:
                view = views.get(anchor)
                layout = domain.seal.layout(view) if view else None
                content = view.nodes(layout) if view and layout else []
                found = [*_items(content, docname, taken)]
                entries += sum(1 for each in found for _item in each.findall(nodes.list_item)) - 1
                _replace(item, found)
        env.tocs[docname] = tree
        env.toc_num_entries[docname] = entries
    if domain.contents and domain.quotes_others:
        domain.forget()  # quotations may contain section numbers, which are assigned next


def distinguish(root: nodes.Node, taken: set[str]) -> None:
    """Give sections ids that are unique on the page."""
    for section in root.findall(nodes.section):
        for ident in section["ids"]:
            section["ids"] = [unused(ident, taken)]


def _items(
    content: Iterable[nodes.Node], docname: str, taken: set[str]
) -> Iterator[nodes.list_item]:
    for node in content:
        distinguish(node, taken)
        if isinstance(node, nodes.section):
            yield _item(node, docname)


def _item(section: nodes.section, docname: str) -> nodes.list_item:
    link = nodes.reference(
        "",
        "",
        nodes.Text(section[0].astext()),
        internal=True,
        refuri=docname,
        anchorname=f"#{section['ids'][0]}",
    )
    item = nodes.list_item("", addnodes.compact_paragraph("", "", link))
    below = [_item(each, docname) for each in section if isinstance(each, nodes.section)]
    if below:
        item += nodes.bullet_list("", *below)
    return item


def _replace(item: nodes.list_item, found: list[nodes.list_item]) -> None:
    """Replace an item by others, and remove the list if it is empty then."""
    parent = item.parent
    item.replace_self(found)
    if isinstance(parent, nodes.bullet_list) and not parent.children and parent.parent is not None:
        parent.parent.remove(parent)
