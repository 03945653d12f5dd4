"""References that resolve as on their own page, and lead on from any other.

Sphinx resolves a reference for the page that it stands on and the document that is being written;
where a PDF leaves its target out, a bare label remains. Here references resolve wherever they are,
with addresses that name pages, which then become links of the page that shows them.
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

#: The scheme of addresses that name a page, for as long as it isn't known who shows them.
_PAGE: Final = "resume-page:"


@dataclass(frozen=True)
class Resolver:
    """Resolves references in one build."""

    env: BuildEnvironment
    builder: Builder
    #: Sphinx's transform that resolves references, and those made from it, such as MyST's.
    transforms: Sequence[type[Transform]]

    def resolve(self, page: nodes.document, *, quiet: bool = True) -> None:
        """Resolve all references below a node, each from the page in its ``refdoc``.

        Where it is `quiet` nobody is warned, as the pages that they stand on do that. `lead` makes
        links of the results.
        """
        # Not as a page, of which other extensions would be told.
        transformer = SphinxTransformer(page)
        transformer.set_environment(self.env)
        transformer.add_transforms(self.transforms)
        with resolving_to(self.builder, _page_uri), suppress_logging() if quiet else nullcontext():
            transformer.apply_transforms()

    def is_published(self, docname: str) -> bool:
        """Whether a page is in the document that is being written."""
        try:
            self.builder.get_target_uri(docname)
        except NoUri:
            return False
        return True

    def lead(self, root: nodes.Node, home: str, docname: str, here: Mapping[str, str]) -> None:
        """Let links that were resolved on the page `home` lead on from the page `docname`.

        Where the places in `here` are meant they lead to those of the new page that stand for them.
        What leads to a page that is published nowhere becomes its text.
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
        """An address that its author wrote for the page `home`, for the page `docname`."""
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
    """The address of a place on the site, for documents that leave it out; empty without a site."""
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
