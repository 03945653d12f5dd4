"""The list of pages for search engines: https://www.sitemaps.org/."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final
from xml.etree import ElementTree as ET

FILE: Final = "sitemap.xml"
ROBOTS: Final = "robots.txt"

_NAMESPACE: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"


def sitemap(addresses: Iterable[str]) -> str:
    """The sitemap as XML: the addresses, sorted, without duplicates."""
    root = ET.Element("urlset", xmlns=_NAMESPACE)
    for address in sorted(set(addresses)):
        ET.SubElement(ET.SubElement(root, "url"), "loc").text = address
    ET.indent(root)
    text = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'


def robots(base: str) -> str:
    """``robots.txt``, which allows everything and names the sitemap.

    https://www.rfc-editor.org/rfc/rfc9309
    """
    return f"User-agent: *\nAllow: /\n\nSitemap: {base}{FILE}\n"
