"""The complete résumés of this repository, built as on a server, once for all tests; a browser."""

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

import pytest
from filelock import FileLock
from playwright.sync_api import Browser, sync_playwright

from noxfile import find_browser
from tests import resumes
from tests.untouched import untouched
from tests.web.tools import NODE

ROOT = resumes.ROOT

#: The résumés that are here, by the folders of their conf.py.
RESUMES = resumes.RESUMES

#: Where the sites say that they are.
BASE = "https://resume.example.org/"  # at the top, as the server of these tests has them

#: So that the browser asks nothing of the network.
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
    """A résumé, built from nothing so that each warning is an error; the folder of the result."""
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


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> BuildSite:
    """Builds a résumé by its name, if no other test, in whatever process, has done so."""
    folder = tmp_path_factory.getbasetemp()
    if worker_id != "master":  # processes of xdist have the parent of their folders in common
        folder = folder.parent

    @functools.cache
    def get(name: str) -> Path:
        output = folder / f"built-{name}"
        output.mkdir(exist_ok=True)
        with FileLock(output / "lock"):
            if not (output / "whole").exists():
                build(RESUMES[name], output)
                (output / "whole").touch()
        return output / "html"

    return get


@pytest.fixture(scope="session", params=["own"])
def site(built: BuildSite, request: pytest.FixtureRequest) -> Path:
    """The résumé that this repository carries."""
    return built(request.param)


@pytest.fixture(scope="session", params=["hopper"])
def example(built: BuildSite, request: pytest.FixtureRequest) -> Path:
    """The one in examples/."""
    return built(request.param)


class _Silent(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


class Hosted(_Silent):
    """Sends text compressed, and lets it be kept, as hosts do."""

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
    """The address of a folder's files, as long as it is used."""
    serve = functools.partial(handler, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), serve) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:  # or a test that fails keeps the process from ending
            server.shutdown()
            thread.join()


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    with served(site) as address:
        yield address


@pytest.fixture(scope="session")
def example_address(example: Path) -> Iterator[str]:
    with served(example) as address:
        yield address


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser of this machine."""
    executable = find_browser()
    assert executable, "there is no Chromium; nox -s tests installs it or says how"
    # Playwright's own needs a library that neither Debian's base nor Chromium brings.
    os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", str(NODE))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser
