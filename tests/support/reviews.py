"""Pages with an incident review."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.conftest import Built, MakeSite

EVENTS = """\
:zone: Europe/Berlin

- 2023-05-04 23:05 [start] Deploys began to **fail** <&>.
- 23:20 [detection] An alert rang. I looked at {skill}`Grafana`.

  It had a second page.
- 2023-05-05 00:32 [mitigation] They were rolled back.
- 02:15 [resolution] All was well.
"""

PAGE = """\
# Reviews

```{skill} Grafana
```

"""


def incident(options: str, body: str) -> str:
    return f"{PAGE}````{{incident}} deploys\n:title: Deploys\n{options}\n\n{body}\n````\n"


def timeline(events: str) -> str:
    return f"```{{incident-timeline}}\n{events}```\n"


def build(career_site: MakeSite, page: str, builder: str = "html", **config: Any) -> Built:
    return career_site({"index.md": page}).build(builder, **config)
