"""Programs that tests use: asked for where they are used, so that no other test needs them."""

from __future__ import annotations

import functools

import pytest


@functools.cache
def need(program: str) -> None:
    """Fail with the commands that install a *program*, or all of "TeX", where it is not here."""
    import programs

    testing = [need for need in programs.TESTING if program in need.looks_for.split()]
    absent = programs.missing(programs.TEX if program == "TeX" else testing)
    if not all(need.without for need, _ in absent):
        pytest.fail(programs.install_advice(absent), pytrace=False)
