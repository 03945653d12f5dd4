"""The markup of the filter control, with the messages that the script needs."""

from __future__ import annotations

import json
from html import escape
from typing import Final
from urllib.parse import urlencode

from sphinx_resume.i18n import _
from sphinx_resume.views.filter_control import Filter, Topic

#: Hides the page until the script has applied the filter of the URL, or the layout would shift.
_WAIT: Final = (
    "<script>if(/[?&](skill|category|interest)=/.test(location.search))"
    'document.documentElement.classList.add("resume-waiting")</script>'
)


def filter_html(layout: Filter) -> str:
    """A drop-down list of topics, a button to reset it, and a status line."""
    words = {
        "everything": _("Everything is shown."),
        "unknown": _("Everything is shown; “%(topic)s” is not a topic here."),
        "chosen": _("%(topic)s: %(counts)s."),
        "timeline": _("%(shown)s of %(all)s entries on the timeline"),
        "skills": _("%(shown)s of %(all)s skills"),
        "lists": _("%(shown)s of %(all)s entries in lists"),
        "ascending": _("Sorted by %(column)s, ascending."),
        "descending": _("Sorted by %(column)s, descending."),
        "unsorted": _("Sorted as before."),
    }
    ident = f"{layout.anchor}-topic"
    groups = "".join(
        f'<optgroup label="{escape(name)}">{"".join(map(_option, topics))}</optgroup>'
        for name, topics in layout.groups
    )
    show, everything, show_all = _("Show"), _("everything"), _("Show everything")
    hint = _("Choose a skill to see where it was used.")
    return (
        f'<div class="resume-filter" id="{layout.anchor}" '
        f'data-words="{escape(json.dumps(words, ensure_ascii=False, sort_keys=True))}">'
        f'<label for="{ident}">{escape(show)}</label> '
        f'<select id="{ident}" autocomplete="off" disabled="">'
        f'<option value="">{escape(everything)}</option>{groups}</select> '
        f'<button type="button" hidden="">{escape(show_all)}</button>'
        f'<p role="status">{escape(hint)}</p>{_WAIT}</div>'
    )


def topic_link(address: str, topic: str, ident: str, name: str) -> str:
    """A link to the filter with a topic selected."""
    page, _hash, anchor = address.partition("#")
    text = _("show on the timeline")
    href = f"{page}?{urlencode({topic: ident})}#{anchor}"
    return (
        f'<a class="reference internal" href="{escape(href)}">{escape(text)}'
        f'<span class="resume-unseen">: {escape(name)}</span></a>'
    )


def chip(address: str, topic: str, ident: str, name: str, *, filtered: bool) -> str:
    """A link to a topic: to the filter with the topic selected, or to the page of the topic."""
    page, _hash, anchor = address.partition("#")
    href = f"{page}?{urlencode({topic: ident})}#{anchor}" if filtered else address
    more = f'<span class="resume-unseen">: {escape(_("show on the timeline"))}</span>'
    return (
        f'<a class="resume-chip" href="{escape(href)}">{escape(name)}{more if filtered else ""}</a>'
    )


def _option(topic: Topic) -> str:
    value = escape(f"{topic.kind}={topic.id}")
    name = escape(topic.name)
    also = f' data-also="{escape(" ".join(topic.also))}"' if topic.also else ""
    text, named = name, ""
    if topic.kind == "category":
        everything = _("%(category)s: all") % {"category": topic.name}
        text, named = escape(everything), f' data-name="{name}"'
    members = escape(" ".join(topic.members))
    return f'<option value="{value}" data-of="{members}"{also}{named}>{text}</option>'
