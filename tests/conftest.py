"""Settings that all tests share."""

from __future__ import annotations

import compileall
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parent.parent

# Properties say what is true, not how fast: a busy machine must not turn one red. `print_blob` gives the line
# that repeats a failure; the seed of a whole run is printed, and taken, by `python -m tests.check`.
settings.register_profile("organic", deadline=None, print_blob=True)
settings.load_profile("organic")


def pytest_configure(config: pytest.Config) -> None:
    """Compile the program once, and not in each of the hundreds of engines and commands that tests start.

    Where Python was told to write no bytecode, as on many a CI, every one of them would do so again: half of its start.
    It is done before they run, so that none of them writes files that its test does not expect.
    """
    if not hasattr(config, "workerinput"):
        for package in ("crypto", "organic_p2p", "sync", "tests", "ui"):
            compileall.compile_dir(ROOT / package, quiet=2)
