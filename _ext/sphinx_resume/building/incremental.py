"""Incremental builds: rewrite the pages that show what has changed elsewhere.

Sphinx rewrites a page when its source changes. A page that shows computed data, or refers to an
entry, can change without that. So a digest of what each page shows is kept beside the doctrees, by
builder and output folder, and a page whose digest differs is rewritten.

What Sphinx itself misses, with or without entries, is in `sphinx_resume.sphinx_fixes`.

A build that fails or is killed may leave anything in the output folder or the doctrees. It also
leaves a mark beside the doctrees; the next build, if it finds one, reads and writes all pages.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sphinx.application import ENV_PICKLE_FILENAME

from sphinx_resume.config import today
from sphinx_resume.domain import Before, ResumeDomain, SkillIndex
from sphinx_resume.html.head import structured_data, summary
from sphinx_resume.html.navigation import page_links
from sphinx_resume.model.career import Career
from sphinx_resume.output import stale_files
from sphinx_resume.output.state_files import replace, state_file, state_file_of_output
from sphinx_resume.sphinx_fixes import (
    domain_indices,
    half_pages,
    lost_workers,
    myst_links,
    removed_pages,
)
from sphinx_resume.sphinx_fixes.shared_doctrees import read_at
from sphinx_resume.sphinx_fixes.surroundings import surroundings
from sphinx_resume.views.base import moved
from sphinx_resume.views.entry_header import Facts
from sphinx_resume.views.list_items import Items
from sphinx_resume.views.profile import ProfileText

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from sphinx_resume.views.base import View

#: Types of references that may lead to an entry of any kind: ``{any}``, and links in Markdown.
_OF_ANY_KIND: Final = ("any", "myst")

#: Where the state of the last build is kept among the documents, none of which has this name.
_STATE: Final = ""


def setup(app: Sphinx) -> None:
    """Register the event handlers."""
    app.connect("builder-inited", begin)
    app.connect("env-get-outdated", outdated_pages)
    app.connect("env-before-read-docs", compare_with_last_build)
    # Before tables of contents are filled in.
    app.connect("env-updated", compare_records, priority=100)
    # After Sphinx has numbered the sections.
    app.connect("env-get-updated", updated_pages, priority=900)
    # Before anyone else writes: a file that appears in our place later is not ours.
    app.connect("write-started", withdraw, priority=0)
    app.connect("build-finished", remember)


def depend_on_code(app: Sphinx, name: str, folder: Path) -> None:
    """Read all pages again when the code in a folder changes, by registering a setting `name`.

    The code may now show something else, or store records of another shape.
    """
    digest = hashlib.sha256()
    for pattern in ("*.py", "*.mo"):
        for path in sorted(folder.rglob(pattern)):
            digest.update(path.read_bytes())
    app.add_config_value(name, digest.hexdigest(), "env", str, "Set by the extension itself.")


def begin(app: Sphinx) -> None:
    """Set the mark, and note whether it was set already (handler of ``builder-inited``)."""
    mark = _mark(app)
    ResumeDomain.from_env(app.env).distrusted = mark.exists()
    if mark.exists():
        # Sphinx would warn if it were incomplete, and uses it only to compare settings.
        Path(app.outdir, ".buildinfo").unlink(missing_ok=True)
    mark.parent.mkdir(parents=True, exist_ok=True)
    _set_mark(app)
    half_pages.remove(app.builder, partial(stale_files.output, app))
    lost_workers.watch(app.builder, _notes(app))


def _set_mark(app: Sphinx) -> None:
    _mark(app).touch()
    _notes(app).write_text("", "utf-8")


def outdated_pages(
    app: Sphinx,
    env: BuildEnvironment,
    added: AbstractSet[str],
    changed: AbstractSet[str],
    removed: AbstractSet[str],
) -> list[str]:
    """Return the documents to read again (handler of ``env-get-outdated``)."""
    domain = ResumeDomain.from_env(env)
    domain.is_unchanged = not removed
    if not _mark(app).exists():  # this process has built before, as a language server does
        domain.distrusted = False
        _set_mark(app)
    if domain.distrusted:
        return sorted(env.found_docs)
    found = removed_pages.named_by(env, removed)
    if added or removed:
        found |= myst_links.undecided(domain.references)
    return sorted(found)


def compare_with_last_build(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Note whether all is as the last build left it (handler of ``env-before-read-docs``)."""
    domain = ResumeDomain.from_env(env)
    known = _known(app)
    state, surroundings = [*known.get(_STATE, []), "", ""][:2]
    domain.is_unchanged &= (
        not domain.distrusted
        and env.all_docs.keys() >= set(docnames)
        and env.all_docs.keys() <= known.keys()
        and state == _state(app)
    )
    if domain.is_unchanged:
        domain.before = Before(docnames, _records(env, docnames), surroundings)
    if env.all_docs.keys() <= set(docnames):
        domain.clear()  # at once, not page by page


def compare_records(app: Sphinx, env: BuildEnvironment) -> None:
    """Note whether pages declare and cite the same as before (handler of ``env-updated``)."""
    domain = ResumeDomain.from_env(env)
    before = domain.before
    domain.is_unchanged = domain.is_unchanged and before.records == _records(env, before.docnames)


def _records(env: BuildEnvironment, docnames: Sequence[str]) -> dict[str, Any]:
    """What other pages may show of some documents, besides what is in their surroundings."""
    pages = set(docnames)
    files = {
        kind: [(path, name) for path, (users, name) in found.items() if not pages.isdisjoint(users)]
        for kind, found in (("images", env.images), ("downloads", env.dlfiles))
    }
    return {**ResumeDomain.from_env(env).records(docnames), **files}


def _state(app: Sphinx) -> str:
    """The inputs of all digests: the saved environment, settings, tags, the date, and code."""
    domain = ResumeDomain.from_env(app.env)
    declared = (*domain.registry.entry_types.values(), *domain.registry.views.values())
    modules = {sys.modules[each.__module__].__file__ for each in declared}
    inventories = getattr(app.env, "intersphinx_cache", {}).items()
    saved = Path(app.doctreedir, ENV_PICKLE_FILENAME)
    state = (
        saved.stat().st_mtime_ns if saved.is_file() else 0,
        today(app.config),
        domain.person,
        sorted(app.tags),
        [(each.name, _in_order(each.value)) for each in app.config],
        sorted((file, Path(file).stat().st_mtime_ns) for file in modules if file),
        sorted((where, read) for where, (_name, read, _objects) in inventories),
    )
    return _digest(map(repr, state))


def _in_order(value: Any) -> Any:
    """A setting without sets, whose order differs from one process to the next."""
    match value:
        case set() | frozenset():
            return sorted(map(repr, value))
        case dict():
            return [(name, _in_order(each)) for name, each in value.items()]
        case list() | tuple():
            return [_in_order(each) for each in value]
    return value


def updated_pages(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the documents to write again (handler of ``env-get-updated``)."""
    if not lost_workers.by_page(app.builder):
        return []  # it writes everything anyway
    domain = ResumeDomain.from_env(env)
    if domain.is_unchanged and domain.before.docnames:
        domain.is_unchanged = domain.before.surroundings == _around(app)
    if domain.is_unchanged:
        return []  # besides those that were read
    known = _known(app)
    now = _digests(app)
    return sorted(name for name in env.all_docs if name not in known or known[name][0] != now[name])


def withdraw(app: Sphinx, builder: Builder) -> None:
    """Remove the files of pages that no longer exist (handler of ``write-started``).

    This must happen before anything is written: someone else may add a file of the same name.
    """
    if not lost_workers.by_page(builder):
        return
    # Sphinx would write every page whose toctree lists a page that is written; the digests tell
    # whether it lists anything new.
    app.env.files_to_rebuild.clear()
    known = _known(app)
    domain = ResumeDomain.from_env(app.env)
    same = app.env.all_docs.keys() - domain.before.docnames if domain.is_unchanged else set()
    now = {
        docname: known[docname][1:] if docname in same else _files(app, docname)
        for docname in app.env.all_docs
    }
    known.pop(_STATE, None)  # until this build succeeds
    was = {name for _digest, *names in known.values() for name in names}
    for name in sorted(was.difference(*now.values())):
        stale_files.remove(app, name)
    # In case this build fails and these pages are removed before the next one.
    _keep(app, {docname: [known.get(docname, [""])[0], *now[docname]] for docname in now})


def remember(app: Sphinx, exception: Exception | None) -> None:
    """Keep the digests, and remove the mark (handler of ``build-finished``)."""
    if exception is not None:
        return
    if lost_workers.by_page(app.builder):
        known = _known(app)
        for docname in _written(app):
            known[docname] = [_digest_of(app, docname), *_files(app, docname)]
        index = SkillIndex.page
        if domain_indices.has_index(app.builder, index):
            known[index] = ["", stale_files.page(app, index)]
        domain = ResumeDomain.from_env(app.env)
        affected = domain.before.docnames if domain.is_unchanged else app.env.all_docs
        if all(known.get(docname, [""])[0] == _digest_of(app, docname) for docname in affected):
            # No page was left out, as by a build of some files only.
            around = domain.before.surroundings if domain.is_unchanged else _around(app)
            known[_STATE] = [_state(app), around]
        _keep(app, known)
    _notes(app).unlink(missing_ok=True)
    _mark(app).unlink(missing_ok=True)


def _written(app: Sphinx) -> Iterator[str]:
    """The documents whose files were written by this build."""
    begun = _mark(app).stat().st_mtime_ns
    for docname in lost_workers.written(_notes(app)):
        page = stale_files.output(app, docname)
        if page is None or (page.exists() and page.stat().st_mtime_ns >= begun):
            yield docname


def _mark(app: Sphinx) -> Path:
    return state_file(app, "unfinished")


def _notes(app: Sphinx) -> Path:
    return state_file(app, "written")


def _store(app: Sphinx) -> Path:
    return state_file_of_output(app, ".json")


def _known(app: Sphinx) -> dict[str, list[str]]:
    """The digest and files of each page written earlier; empty if they are unknown."""
    try:
        known: dict[str, list[str]] = json.loads(_store(app).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return known


def _keep(app: Sphinx, known: dict[str, list[str]]) -> None:
    replace(_store(app), json.dumps(known, sort_keys=True).encode())


def _files(app: Sphinx, docname: str) -> list[str]:
    """The files written for a document, without its source if that is withheld from readers."""
    entries = ResumeDomain.from_env(app.env).entries.get(docname, ())
    withheld = any(entry.withholds for entry in entries)
    return stale_files.files(app, docname, withheld=withheld)


def _digests(app: Sphinx) -> dict[str, str]:
    """The digests of what each document shows now."""
    return {docname: _digest_of(app, docname) for docname in app.env.all_docs}


def _digest_of(app: Sphinx, docname: str) -> str:
    return ResumeDomain.from_env(app.env).seal.kept(_digest_anew, app, docname)


def _digest_anew(app: Sphinx, docname: str) -> str:
    domain = ResumeDomain.from_env(app.env)
    return _digest([_around(app), *_shown(app, domain, docname)])


def _around(app: Sphinx) -> str:
    """The digest of the surroundings of all pages."""
    domain = ResumeDomain.from_env(app.env)
    return domain.seal.kept(_digest_around, app.env, domain.career)


def _digest_around(env: BuildEnvironment, career: Career) -> str:
    return _digest(_surroundings(env, career))


def _digest(words: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(words).encode()).hexdigest()


def _surroundings(env: BuildEnvironment, career: Career) -> Iterator[str]:
    """The data of other pages that any page may show: the tree of pages, headings, names."""
    yield str(bool(career.skills))  # if there are any, all pages link to the skill index
    yield from surroundings(env, {ResumeDomain.name})


def _shown(app: Sphinx, domain: ResumeDomain, docname: str) -> Iterator[str]:
    """Everything a document shows that comes from elsewhere, as text."""
    yield read_at(app.env, docname)
    if app.builder.format == "html":
        yield structured_data(app, domain, docname)
        yield repr(page_links(app.env, docname))
        yield summary(domain, docname)
    copied: set[str] = set()
    for layout in _layouts(domain, domain.views.get(docname, [])):
        yield repr(layout)
        if (
            isinstance(layout, Facts)
            and (layout.topic or layout.skills)
            and app.builder.format == "html"
        ):
            place = domain.seal.filter_place
            yield repr(place and (place.docname, place.anchor))
        copied |= {docname for _key, docname in _bodies(layout, domain)}
    yield repr(domain.shown_conditions(docname))
    for page in sorted(copied):
        yield repr(domain.shown_conditions(page))
    if copied:
        images = app.env.images.items()
        yield repr(sorted(path for path, (pages, _name) in images if not copied.isdisjoint(pages)))
    for kind, target in sorted(domain.references.get(docname, set()) | _copied(domain, copied)):
        for each in domain.career.kinds if kind in _OF_ANY_KIND else (kind,):
            entry = domain.career.find(each, target)
            yield repr(
                entry and (entry.label, entry.short_label, entry.place.docname, entry.place.anchor)
            )


def _copied(domain: ResumeDomain, pages: Iterable[str]) -> set[tuple[str, str]]:
    """References without a kind on pages whose bodies a document's lists repeat.

    References with a kind are citations, which the lists' layouts include.
    """
    references = (reference for page in pages for reference in domain.references.get(page, ()))
    return {(kind, target) for kind, target in references if kind in _OF_ANY_KIND}


def _layouts(domain: ResumeDomain, views: Iterable[View]) -> Iterator[Any]:
    """The layouts of views, and of the views in the bodies that they copy."""
    ahead = [(view, 0) for view in views]
    seen = set(ahead)
    for view, depth in ahead:
        layout = domain.seal.layout(view.nested(depth))
        yield layout
        for key, docname in _bodies(layout, domain):
            copies = (moved(each, view.place.docname) for each in domain.views_in(key, docname))
            found = [(each, depth + 1) for each in copies]
            ahead += [each for each in found if each not in seen]
            seen.update(found)


def _bodies(layout: Any, domain: ResumeDomain) -> Iterator[tuple[tuple[str, str], str]]:
    """The key and document of each body that a layout copies from another page."""
    if isinstance(layout, Items):
        for item in layout.single:
            if item.body:
                yield (item.link.kind, item.link.id), item.link.docname
    if isinstance(layout, ProfileText) and layout.source:
        yield domain.profiles[layout.source].key, layout.source
