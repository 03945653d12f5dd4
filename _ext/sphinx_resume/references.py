"""References that resolve as on their own page, and become links on any other.

Sphinx resolves a reference for the page it is on and the document being written; if a PDF leaves
out the target, only a bare label remains. Here every reference resolves, to an address that names
a page; that address then becomes a link from whichever page shows it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, unquote, urljoin, urlsplit, urlunsplit

from docutils import nodes
from sphinx.errors import NoUri
from sphinx.transforms import SphinxTransformer
from sphinx.util.logging import suppress_logging
from sphinx.util.osutil import relative_uri

from sphinx_resume.sphinx_fixes.page_names import resolving_to
from sphinx_resume.sphinx_fixes.singlehtml_links import place_uri

if TYPE_CHECKING:
    from docutils.transforms import Transform
    from sphinx.builders import Builder
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

#: The scheme of addresses that name a page, until it is known which page shows them.
_PAGE: Final = "resume-page:"


@dataclass(frozen=True)
class Resolver:
    """Resolves references in one build."""

    env: BuildEnvironment
    builder: Builder
    #: Sphinx's transform that resolves references, and its subclasses, such as MyST's.
    transforms: Sequence[type[Transform]]

    def resolve(self, page: nodes.document, *, quiet: bool = True) -> None:
        """Resolve all references in a document, each from the page in its ``refdoc``.

        With `quiet` nothing is logged, since the references' own pages do that. `lead` turns the
        results into links.
        """
        # Not `env.apply_post_transforms`, which would present this to other extensions as a page.
        transformer = SphinxTransformer(page)
        transformer.set_environment(self.env)
        transformer.add_transforms(self.transforms)
        with resolving_to(self.builder, _page_uri), suppress_logging() if quiet else nullcontext():
            transformer.apply_transforms()

    def is_published(self, docname: str) -> bool:
        """Whether a page is part of the document being written."""
        try:
            self.builder.get_target_uri(docname)
        except NoUri:
            return False
        return True

    def lead(self, root: nodes.Node, home: str, docname: str, here: Mapping[str, str]) -> None:
        """Rewrite links that were resolved on the page `home` to work on the page `docname`.

        Links to the anchors of `home` that are keys of `here` lead to their values on the new page.
        A link to a page that is not published anywhere is replaced by its text.
        """
        for link in list(root.findall(nodes.reference)):
            uri = link.get("refuri", "")
            if "refid" in link:
                page, ident = home, link.attributes.pop("refid")
            elif uri.startswith(_PAGE):
                name, _hash, ident = uri.removeprefix(_PAGE).partition("#")
                page = unquote(name)
            elif uri.startswith("#"):
                page, ident = home, uri[1:]
            else:
                if uri:
                    link["refuri"] = self._rebased(uri, home, docname)
                continue
            link.attributes.pop("refuri", None)
            if page == home and ident in here:
                link["refid"] = here[ident]
                continue
            try:
                link["refuri"] = place_uri(self.builder.get_relative_uri(docname, page), ident)
                link["internal"] = True
            except NoUri:
                _lead_to_site(link, site_uri(self.env.config, page, ident))

    def _rebased(self, uri: str, home: str, docname: str) -> str:
        """Rewrite an address that is relative to the page `home` for the page `docname`."""
        url = urlsplit(uri)
        if url.scheme or url.netloc or not url.path or url.path.startswith("/"):
            return uri
        if self.builder.format == "html":
            whole = urljoin(f"/{self.builder.get_target_uri(home)}", url.path)[1:]
            path = relative_uri(self.builder.get_target_uri(docname), whole)
            return urlunsplit(url._replace(path=path))
        site = site_uri(self.env.config, home, "")
        return urljoin(site, uri) if site else uri


def site_uri(config: Config, docname: str, anchor: str) -> str:
    """The address of a place on the site, for documents without its page; empty without a site."""
    if not config.html_baseurl:
        return ""
    page = f"{quote(docname)}{config.html_file_suffix or '.html'}"
    return place_uri(f"{config.html_baseurl.rstrip('/')}/{page}", anchor)


def _lead_to_site(link: nodes.reference, uri: str) -> None:
    found = [nodes.reference("", "", *link.children, refuri=uri, internal=False)]
    assert link.parent is not None
    place = link.parent.index(link)
    link.parent[place : place + 1] = found if uri else link.children


def _page_uri(docname: str) -> str:
    return f"{_PAGE}{quote(docname)}"
