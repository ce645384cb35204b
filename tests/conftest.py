"""Settings that all tests share."""

from __future__ import annotations

from hypothesis import settings

# Properties say what is true, not how fast: a busy machine must not turn one red. `print_blob` gives the line
# that repeats a failure; the seed of a whole run is printed, and taken, by `python -m tests.check`.
settings.register_profile("organic", deadline=None, print_blob=True)
settings.load_profile("organic")
