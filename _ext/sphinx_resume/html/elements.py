"""HTML elements that docutils has no nodes for."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import TYPE_CHECKING, Any, ClassVar, Final
from urllib.parse import urlsplit

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_resume.i18n import _
from sphinx_resume.nodes import unseen

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator


#: The classes of definition lists.
_TERMS: Final = frozenset({"resume-groups", "resume-terms"})


class time(nodes.inline):  # noqa: N801 (named like docutils' own nodes)
    """``<time datetime="…">``."""


class scaled_item(nodes.list_item):  # noqa: N801
    """``<li style="…">`` with a range in percent, which the style sheet draws as a bar."""


class header_cell(nodes.entry):  # noqa: N801
    """``<th scope="…">``."""


class data_cell(nodes.entry):  # noqa: N801
    """``<td>``, with a ``data-value`` for the script to sort by if there is one."""


class table_caption(nodes.title):  # noqa: N801
    """``<caption>`` without a number, which Sphinx would add with ``numfig``."""


class region(nodes.container):  # noqa: N801
    """A part of the page that scrolls on its own and can be focused with the keyboard."""


class permalink(nodes.Inline, nodes.Element):  # noqa: N801
    """A link to the bullet that contains it; has no text, which would become part of the bullet."""


class written(nodes.Inline, nodes.Part, nodes.Element):  # noqa: N801
    """HTML that is complete; its text is for the search index."""


def add_permalinks(root: nodes.Node, read: Callable[[nodes.Element], str]) -> None:
    """Add a permalink to each bullet; `read` returns the text of a bullet, for the label."""
    for target in list(root.findall(nodes.target)):
        if "resume-anchor" in target["classes"] and target["ids"]:
            assert target.parent is not None
            words = " ".join(read(target.parent).split()[:8])
            target.parent.append(permalink(refid=target["ids"][0], words=words))


class NameLinks(SphinxPostTransform):
    """Complete the text of links for screen readers, which may read them out of context."""

    default_priority: ClassVar[int] = 100  # when references are resolved
    formats = ("html",)

    def run(self, **kwargs: object) -> None:
        for link in self.document.findall(nodes.reference):
            if link.get("of"):
                link.append(unseen_text(f": {link['of']}"))


def unseen_text(words: str) -> nodes.inline:
    """Text for screen readers only."""
    return nodes.inline("", words, classes=["resume-unseen"])


def enrich_elements(root: nodes.Node) -> None:
    """Give elements what only HTML has.

    Each gets a class for each entry that it is about, by which the script filters. Dates become
    ``<time>`` elements; list items get the range that the style sheet draws as a bar; and furo is
    kept from styling definition lists like descriptions of code.
    """
    for node in list(root.findall(nodes.Element)):
        if "about" in node:
            node["classes"] = [*node["classes"], *entry_classes(node["about"])]
        if type(node) is nodes.inline and "datetime" in node:
            side = node.get("side", "")
            node.replace_self(time("", "", *node.children, datetime=node["datetime"], side=side))
        elif type(node) is nodes.list_item and "stop" in node:
            node.replace_self(scaled_item("", *node.children, **node.attributes))
        elif isinstance(node, nodes.definition_list) and _TERMS.intersection(node["classes"]):
            node["classes"] = ["simple", *node["classes"]]


def entry_classes(keys: str) -> list[str]:
    """The classes of an element that is about the entries with these keys."""
    return [f"resume-of-{key}" for key in keys.split()]


def scope_headers(root: nodes.Node) -> None:
    """Give header cells of tables a scope, and put each group of rows into its own ``<tbody>``."""
    for table in list(root.findall(nodes.table)):
        for head in table.findall(nodes.thead):
            for cell in list(head.findall(nodes.entry)):
                _make_header(cell, "col")
        for body in list(table.findall(nodes.tbody)):
            body.replace_self(_row_groups(body))


def _row_groups(body: nodes.tbody) -> list[nodes.tbody]:
    """Split the rows of a table before each row that heads a group."""
    groups = [nodes.tbody()]
    for row in list(body.findall(nodes.row)):
        first, *others = row.children
        assert isinstance(first, nodes.entry)
        if "resume-group" in first["classes"] and groups[-1].children:
            groups.append(nodes.tbody())
        groups[-1] += row
        if "resume-group" in first["classes"]:
            _make_header(first, "rowgroup")
        elif first.get("morecols"):
            first.replace_self(data_cell("", *first.children, **first.attributes))
        else:
            _make_header(first, "row")
        for cell in others:
            if isinstance(cell, nodes.entry) and "value" in cell:
                cell.replace_self(data_cell("", *cell.children, **cell.attributes))
    return groups


def fold_lists(found: list[nodes.Node]) -> list[nodes.Node]:
    """Fold each list that has a label into ``<details>`` with the label as its summary."""
    result: list[nodes.Node] = []
    for node in found:
        if isinstance(node, nodes.paragraph):
            summary = f'<details class="resume-fold"><summary>{escape(node.astext())}</summary>'
            result.append(nodes.raw("", summary, format="html"))
        else:
            closing = isinstance(result[-1], nodes.raw) if result else False
            result.append(node)
            result += [nodes.raw("", "</details>", format="html")] if closing else []
    return result


def wrap_in_region(table: nodes.table) -> region:
    """Wrap a table in a region that takes over its ids and is labelled with its caption."""
    title = next(iter(table.findall(nodes.title)))
    title.replace_self(table_caption("", "", *title.children))
    ids, table["ids"] = table["ids"], []
    return region("", table, label=title.astext(), ids=ids)


def player_html(title: str, player: str) -> str:
    """A video player that loads nothing from its site until the reader opens it."""
    site = urlsplit(player).netloc
    summary = _("Play the recording here (loads from %s)") % site
    return (
        f'<details class="resume-player"><summary>{escape(summary)}'
        f'<span class="resume-unseen">: {escape(title)}</span></summary>'
        f'<iframe src="{escape(player)}" title="{escape(title)}" loading="lazy" '
        'sandbox="allow-scripts allow-same-origin allow-presentation allow-popups" '
        'referrerpolicy="strict-origin-when-cross-origin" allowfullscreen=""></iframe></details>'
    )


def _make_header(cell: nodes.entry, scope: str) -> None:
    cell.replace_self(header_cell("", *cell.children, **cell.attributes, scope=scope))


def _visit_permalink(self: HTML5Translator, node: permalink) -> None:
    label = _("Link to “%s …”") % node["words"]
    link = {"href": f"#{node['refid']}", "aria-label": label}
    self.body.append(self.starttag(node, "a", "", CLASS="resume-permalink", **link) + "</a>")
    raise nodes.SkipNode


def _visit_time(self: HTML5Translator, node: time) -> None:
    self.body.append(self.starttag(node, "time", "", datetime=node["datetime"]))


def _depart_time(self: HTML5Translator, node: time) -> None:
    self.body.append("</time>")


def _visit_scaled_item(self: HTML5Translator, node: scaled_item) -> None:
    style = f"--start:{node['start']:.1f}%;--stop:{node['stop']:.1f}%"
    self.body.append(self.starttag(node, "li", "", style=style))


def _depart_scaled_item(self: HTML5Translator, node: scaled_item) -> None:
    self.body.append("</li>\n")


def _visit_table_caption(self: HTML5Translator, node: table_caption) -> None:
    self.body.append("<caption>")


def _depart_table_caption(self: HTML5Translator, node: table_caption) -> None:
    self.body.append("</caption>\n")


def _visit_header_cell(self: HTML5Translator, node: header_cell) -> None:
    row: Any = node.parent
    row.column += 1 + node.get("morecols", 0)
    span = {"colspan": node["morecols"] + 1} if node.get("morecols") else {}
    self.body.append(self.starttag(node, "th", "", scope=node["scope"], **span))
    self.context.append("</th>\n")


def _depart_header_cell(self: HTML5Translator, node: header_cell) -> None:
    self.depart_entry(node)


def _visit_data_cell(self: HTML5Translator, node: data_cell) -> None:
    row: Any = node.parent
    row.column += 1 + node.get("morecols", 0)
    span = {"colspan": node["morecols"] + 1} if node.get("morecols") else {}
    value = {"data-value": node["value"]} if "value" in node else {}
    self.body.append(self.starttag(node, "td", "", **span, **value))
    self.context.append("</td>\n")


def _depart_data_cell(self: HTML5Translator, node: data_cell) -> None:
    self.depart_entry(node)


def _visit_region(self: HTML5Translator, node: region) -> None:
    self.body.append(
        self.starttag(
            node,
            "div",
            CLASS="resume-region",
            role="region",
            tabindex="0",
            **{"aria-label": node["label"]},
        )
    )


def _depart_region(self: HTML5Translator, node: region) -> None:
    self.body.append("</div>\n")


def _visit_written(self: HTML5Translator, node: written) -> None:
    self.body.append(node["html"])
    raise nodes.SkipNode


def _pass(translator: HTML5Translator, node: nodes.Element) -> None:
    """Write only the content of a node."""


def setup(app: Sphinx) -> None:
    """Register the nodes and their visitors."""
    app.add_post_transform(NameLinks)
    app.add_node(unseen, html=(_pass, _pass))
    app.add_node(permalink, html=(_visit_permalink, None))
    app.add_node(time, html=(_visit_time, _depart_time))
    app.add_node(scaled_item, html=(_visit_scaled_item, _depart_scaled_item))
    app.add_node(table_caption, html=(_visit_table_caption, _depart_table_caption))
    app.add_node(header_cell, html=(_visit_header_cell, _depart_header_cell))
    app.add_node(data_cell, html=(_visit_data_cell, _depart_data_cell))
    app.add_node(written, html=(_visit_written, None))
    app.add_node(region, html=(_visit_region, _depart_region))
