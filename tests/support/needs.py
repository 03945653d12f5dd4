"""Programs that tests need, requested where they are used, so that no other test needs them."""

from __future__ import annotations

import functools

import pytest


@functools.cache
def need(program: str) -> None:
    """Fail with the installation commands if a *program*, or any of "TeX", is missing."""
    import programs

    testing = [need for need in programs.TESTING if program in need.looks_for.split()]
    absent = programs.missing(programs.TEX if program == "TeX" else testing)
    if not all(need.without for need, _ in absent):
        pytest.fail(programs.install_advice(absent), pytrace=False)
