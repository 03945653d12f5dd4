"""Programs that tests need, requested only by the tests that use them."""

from __future__ import annotations

import functools

import pytest


@functools.cache
def need(program: str) -> None:
    """Fail with the installation command if a *program*, or any part of "TeX", is missing."""
    import programs

    testing = [need for need in programs.TESTING if program in need.looks_for.split()]
    absent = programs.missing(programs.TEX if program == "TeX" else testing)
    if not all(need.without for need, _ in absent):
        pytest.fail(programs.install_advice(absent), pytrace=False)
