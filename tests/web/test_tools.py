"""The tools that check the site."""

from __future__ import annotations

import json

from tests.web.tools import HERE, Tools


def test_the_lock_names_exact_versions_and_no_addresses() -> None:
    text = (HERE / "package-lock.json").read_text("utf-8")
    assert "://" not in text
    assert json.loads(text)["packages"][""] == {
        "name": "web-tests",
        "devDependencies": json.loads((HERE / "package.json").read_text("utf-8"))[
            "devDependencies"
        ],
    }


def test_node_runs_the_locked_versions(web_tools: Tools) -> None:
    wanted = json.loads((HERE / "package.json").read_text("utf-8"))["devDependencies"]
    script = "for (const p of process.argv.slice(1)) console.log(require(p).version)"
    manifests = [web_tools.package(name) / "package.json" for name in wanted]
    done = web_tools.node("-e", script, *manifests)
    assert done.stdout.split() == list(wanted.values())
