"""Translates texts in conf.py, with the catalogue ``conf``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sphinx.builders.gettext import MessageCatalogBuilder, MsgOrigin

from sphinx_resume import catalogues
from sphinx_resume.checks.findings import Finding, warn
from sphinx_resume.model.entry import Place

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

#: Settings with texts for readers.
_TEXTS: Final = (
    "project",
    "author",
    "html_title",
    "html_short_title",
    "epub_title",
    "epub_author",
    "epub_description",
    "resume_name",
)
#: Title and author in an item of ``latex_documents``.
_IN_DOCUMENT: Final = slice(2, 4)


def setup(app: Sphinx) -> None:
    """Register the handlers."""
    # Before catalogues are copied, so that messages name the original files.
    app.connect("config-inited", translate, priority=-1)
    app.connect("builder-inited", extract)


def translate(app: Sphinx, config: Config) -> None:
    """Translate texts in settings (handler of ``config-inited``)."""
    folders = [Path(app.srcdir, name) for name in config.locale_dirs]
    for path, why in catalogues.unreadable(folders, config.language):
        message = f"this catalogue cannot be read, so nothing in it is translated: {why}"
        warn(Finding("setting", Place("", why.line, source=f"{path}"), message))
    words = catalogues.words(folders, config.language, catalogues.CONF)
    for name, value in _settings(config) if words else ():
        setattr(config, name, _translated(name, value, words or {}))


def extract(app: Sphinx) -> None:
    """Extract texts in settings for translators (handler of ``builder-inited``)."""
    if isinstance(app.builder, MessageCatalogBuilder):
        origin = MsgOrigin(str(app.confdir / "conf.py"), 0)
        found = (text for name, value in _settings(app.config) for text in _texts(name, value))
        for text in dict.fromkeys(found):
            app.builder.catalogs[catalogues.CONF].add(text, origin)


def _settings(config: Config) -> Iterator[tuple[str, Any]]:
    """The settings with texts that conf.py sets."""
    for name in (*_TEXTS, "resume_contact", "latex_documents"):
        if name in config.values:
            default, value = config.values[name].default, config[name]
            if value != (default(config) if callable(default) else default):
                yield name, value


def _texts(name: str, value: Any) -> Iterator[str]:
    """The texts in the value of a setting; invalid values have none."""
    parts: list[object] = [value]
    if isinstance(value, dict):
        parts = [value.get("address"), *_links(value)]
    elif name == "latex_documents":
        parts = [text for document in value for text in document[_IN_DOCUMENT]]
    yield from (part for part in parts if isinstance(part, str) and catalogues.has_words(part))


def _links(contact: Mapping[str, object]) -> list[object]:
    links = contact.get("links")
    return [*links] if isinstance(links, dict) else []


def _translated(name: str, value: Any, words: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        return words.get(value, value)
    if isinstance(value, dict):
        result = dict(value)
        if isinstance(address := value.get("address"), str):
            result["address"] = words.get(address, address)
        if _links(value):
            result["links"] = {words.get(key, key): url for key, url in value["links"].items()}
        return result
    if name == "latex_documents":
        return [
            (*each[:2], *(words.get(text, text) for text in each[_IN_DOCUMENT]), *each[4:])
            for each in value
        ]
    return value
