"""Which pages a site has, for search engines: https://www.sitemaps.org/."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final
from xml.etree import ElementTree as ET

FILE: Final = "sitemap.xml"
ROBOTS: Final = "robots.txt"

_NAMESPACE: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"


def sitemap(addresses: Iterable[str]) -> str:
    """The addresses in order, each once, as XML."""
    root = ET.Element("urlset", xmlns=_NAMESPACE)
    for address in sorted(set(addresses)):
        ET.SubElement(ET.SubElement(root, "url"), "loc").text = address
    ET.indent(root)
    text = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'


def robots(base: str) -> str:
    """That all may be read, and where the list is: https://www.rfc-editor.org/rfc/rfc9309."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {base}{FILE}\n"
