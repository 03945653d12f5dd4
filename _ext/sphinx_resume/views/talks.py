"""When and where a talk was given, and what is left of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from babel import Locale
from docutils import nodes

from sphinx_resume.i18n import _
from sphinx_resume.model.career import Career
from sphinx_resume.model.embeds import player
from sphinx_resume.model.entries import Talk
from sphinx_resume.views.base import View, bullets, joined, paragraph
from sphinx_resume.views.date_text import Period
from sphinx_resume.views.inline import external_link


@dataclass(frozen=True, slots=True)
class Delivery:
    """One time that a talk was given."""

    period: Period | None
    event: str
    event_url: str
    #: Venue and language.
    facts: tuple[str, ...]
    #: Names and addresses of slides and recording.
    media: tuple[tuple[str, str], ...]
    #: What these are of, for those who meet the links alone: the talk, the event, the date.
    of: str = ""


@dataclass(frozen=True, slots=True)
class Deliveries:
    """The occasions of a talk, latest first."""

    title: str
    deliveries: tuple[Delivery, ...]
    #: The address of a player to embed.
    player: str

    def __bool__(self) -> bool:
        return bool(self.deliveries)


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkOccasions(View):
    """The occasions of a talk, above its body."""

    id: str

    def layout(self, career: Career, locale: Locale) -> Deliveries | None:
        talk = career.find("talk", self.id)
        if not isinstance(talk, Talk):
            return None
        public = talk.visibility == "public"
        several = len(talk.occasions) > 1
        deliveries = []
        for each in talk.occasions:
            # Where there are several links of a kind, each says which it is.
            of = f" ({each.event})" if several and each.event else ""
            media = [(_("Slides") + of, each.slides), (_("Recording") + of, each.recording)]
            period = Period.from_span(each.date, career, locale).dates_only() if each.date else None
            what = (talk.title, "" if several else each.event, period.text if period else "")
            deliveries.append(
                Delivery(
                    period,
                    each.event,
                    each.event_url if public else "",
                    tuple(filter(None, (each.venue, each.language))),
                    tuple((name, url) for name, url in media if url and public),
                    ", ".join(filter(None, what)),
                )
            )
        players = [found for each in talk.occasions if (found := player(each.recording))]
        return Deliveries(
            talk.title,
            tuple(deliveries),
            players[0] if players and talk.embed and public else "",
        )

    def nodes(self, layout: Deliveries) -> list[nodes.Node]:
        items = [[paragraph(*joined_parts(each))] for each in layout.deliveries]
        return [bullets(items, "resume-occasions")]


def joined_parts(delivery: Delivery) -> list[nodes.Node]:
    """The facts of an occasion in a line."""
    return joined(_parts(delivery), " · ")


def _parts(delivery: Delivery) -> Iterator[nodes.Node]:
    if delivery.period:
        yield nodes.inline("", "", *delivery.period.nodes())
    if delivery.event_url:
        name = delivery.event or delivery.event_url
        yield external_link(name, delivery.event_url)
    elif delivery.event:
        yield nodes.inline("", delivery.event)
    for fact in delivery.facts:
        yield nodes.inline("", fact)
    for name, url in delivery.media:
        yield external_link(name, url, of=delivery.of)
