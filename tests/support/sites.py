"""The complete résumés of this repository, built as on a server, and served; a browser."""

from __future__ import annotations

import functools
import gzip
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

from tests.support import resumes
from tests.support.needs import need
from tests.support.untouched import untouched
from tests.web.tools import node

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = resumes.ROOT

#: The folders of the conf.py of the résumés that are here.
RESUMES = resumes.RESUMES

#: The configured base URL of the sites.
BASE = "https://resume.example.org/"  # without a path, like the server of these tests

#: Keeps the browser from sending requests of its own.
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

BuildSite = Callable[[str], Path]


def build(folder: Path, output: Path, builder: str = "html") -> Path:
    """Build a résumé from scratch, with warnings as errors, and return the output folder."""
    with untouched(folder / "docs"):
        done = subprocess.run(
            [
                *(sys.executable, "-m", "sphinx", "-b", builder, "-n", "-W", "--keep-going"),
                *("-E", "-a", "-q", "-c", str(folder), "-d", str(output / "doctrees")),
                *("-D", f"html_baseurl={BASE}"),
                *(str(folder / "docs"), str(output / builder)),
            ],
            cwd=output,
            env={key: value for key, value in os.environ.items() if key != "SOURCE_DATE_EPOCH"},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
    assert done.returncode == 0, done.stderr
    assert not done.stderr
    return output / builder


class _Silent(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


class Hosted(_Silent):
    """Compresses text and allows caching, like real hosts."""

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file() or path.suffix not in {".css", ".html", ".js", ".svg"}:
            super().do_GET()
            return
        content = gzip.compress(path.read_bytes())
        self.send_response(200)
        self.send_header("Content-Type", f"{self.guess_type(path)}; charset=utf-8")
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "max-age=600")
        self.end_headers()
        self.wfile.write(content)


@contextmanager
def served(folder: Path, handler: type[SimpleHTTPRequestHandler] = _Silent) -> Iterator[str]:
    """Serve a folder within the context; returns the address."""
    serve = functools.partial(handler, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), serve) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:  # otherwise a failing test would keep the process alive
            server.shutdown()
            thread.join()


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser of this machine."""
    from playwright.sync_api import sync_playwright

    from programs import find_browser

    need("chromium")
    # Playwright's own Node needs a library that may be missing.
    os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", str(node()))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=QUIET)
        yield browser
        browser.close()
