"""Speed and size, measured against a floor: ``python -m tests.bench [part of a name ...]``, or `make bench`.

Each module ``bench_*`` here has a function `measure()` that yields `Figure`s. These are no tests: a test must
not depend on how busy the machine is. The floors are far below what an idle machine of two cores reaches, so
that missing one means that something has become several times slower.
"""
