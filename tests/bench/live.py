"""The time from saving a page in ``nox -s live`` to seeing it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Final

from tests.bench.checkout import Checkout
from tests.bench.cost import ENVIRONMENT, CommandError, Cost, Figures, compete
from tests.support.checkout import environment

PAGE: Final = "`nox -s live`: saved until the page is reloaded"
PDF: Final = "`nox -s live -- --pdf`: saved until the site has the new `resume.pdf`"
#: How long to wait for anything, in seconds.
PATIENCE: Final = 120
#: The request with which the script in each page asks for news; any key will do.
SUBSCRIBE: Final = (
    "GET /websocket-reload HTTP/1.1\r\nHost: {0}:{1}\r\nConnection: Upgrade\r\n"
    "Upgrade: websocket\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
    "Sec-WebSocket-Version: 13\r\n\r\n"
)


def measure(checkout: Checkout, saves: int) -> Figures:
    """The times after some saves; the one before them is not counted, since it also imports."""
    with _serving(checkout) as port:
        _page(checkout, port)
        figures = compete({PAGE: lambda: _page(checkout, port)}, saves)
    with _serving(checkout, "--pdf"):
        _pdf(checkout)
        return figures | compete({PDF: lambda: _pdf(checkout)}, saves)


def _page(checkout: Checkout, port: int) -> Cost:
    """Save a page; be told to reload it, like a browser; and reload it."""
    address = ("127.0.0.1", port)
    with suppress(TimeoutError), socket.create_connection(address, PATIENCE) as browser:
        browser.sendall(SUBSCRIBE.format(*address).encode())
        browser.recv(4096)
        began = _pause()
        words = checkout.edit().encode()
        while browser.recv(4096):
            if words in _get(port, checkout.page.with_suffix(".html").as_posix()):
                return {"wall": time.perf_counter() - began}
    raise CommandError("nox -s live does not show what was saved")


def _pdf(checkout: Checkout) -> Cost:
    path = checkout.folder / "build" / "html" / "resume.pdf"
    before = path.stat().st_mtime_ns
    began = _pause()
    checkout.edit()
    _wait_until(lambda: path.exists() and path.stat().st_mtime_ns != before)
    return {"wall": time.perf_counter() - began}


def _pause() -> float:
    """The time at which one saves, when what followed the last time is over."""
    time.sleep(1)
    return time.perf_counter()


@contextmanager
def _serving(checkout: Checkout, *options: str) -> Iterator[int]:
    """Run ``nox -s live``, and yield the port at which it serves the site."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    process = subprocess.Popen(
        checkout.command("-s", "live", "--", "--port", f"{port}", *options),
        cwd=checkout.folder,
        env=environment(**ENVIRONMENT),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        _wait_until(lambda: bool(_get(port, "index.html")))
        yield port
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _get(port: int, page: str) -> bytes:
    """A page, or nothing while nothing is served."""
    with (
        suppress(OSError),
        urllib.request.urlopen(f"http://127.0.0.1:{port}/{page}") as got,
    ):
        return bytes(got.read())
    return b""


def _wait_until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > deadline:
            raise CommandError(f"nox -s live does nothing for {PATIENCE} seconds")
        time.sleep(0.01)
