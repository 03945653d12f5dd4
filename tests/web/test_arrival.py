"""A page that arrives in pieces, as on a slow connection, causes no layout shifts."""

from __future__ import annotations

import threading
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.support.sites import BuildSite, served

#: How many pieces a page comes in.
PIECES = 40

#: Records what layout shifts moved, except in the theme's header.
WATCH = """
window.shifts = [];
new PerformanceObserver(list => {
  for (const entry of list.getEntries())
    for (const {node} of entry.sources)
      if (node?.parentElement?.closest("article"))
        window.shifts.push(node.outerHTML?.slice(0, 80));
}).observe({type: "layout-shift", buffered: true});
"""

#: Waits until what has arrived is painted; before its body begins, nothing of a page is.
PAINTED = """new Promise(
  done => document.body ? requestAnimationFrame(() => requestAnimationFrame(done)) : done()
)"""


@pytest.mark.slow
@pytest.mark.parametrize("width", [320, 412, 1350])
@pytest.mark.parametrize("path", ["index.html", "resume.html", "experience/wayfair.html"])
def test_nothing_moves_while_a_page_arrives(
    browser: Browser, built: BuildSite, path: str, width: int
) -> None:
    site = built("own")
    wanted = threading.Semaphore(0)

    class InPieces(SimpleHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, format: str, *args: object) -> None:
            pass

        def do_GET(self) -> None:
            if not self.path.endswith(path):
                super().do_GET()
                return
            content = Path(self.translate_path(self.path)).read_bytes()
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            size = len(content) // PIECES
            pieces = [content[at * size : (at + 1) * size] for at in range(PIECES)]
            for piece in [*pieces, content[PIECES * size :]]:
                wanted.acquire()
                if piece:  # an empty one would end the page
                    self.wfile.write(b"%x\r\n%b\r\n" % (len(piece), piece))
            self.wfile.write(b"0\r\n\r\n")

    with (
        served(site, InPieces) as address,
        browser.new_context(viewport={"width": width, "height": 800}) as context,
    ):
        page = context.new_page()
        page.add_init_script(WATCH)
        wanted.release()
        page.goto(f"{address}/{path}", wait_until="commit")
        for _piece in range(PIECES):
            page.evaluate(PAINTED)
            wanted.release()
        page.wait_for_load_state("load")
        page.evaluate(PAINTED)
        shifts: Any = page.evaluate("window.shifts")
    assert shifts == []
