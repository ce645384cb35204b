"""Run the measurements, print each beside its target and its floor or rival, and fail if a target is missed."""

from __future__ import annotations

import importlib
import os
import pkgutil
import sys
import time
from collections.abc import Iterator, Sequence

from tests import bench
from tests.bench.figures import Figure


def figures(parts: Sequence[str]) -> Iterator[Figure]:
    """Measure in all modules, or in those whose names have one of the parts."""
    for module in pkgutil.iter_modules(bench.__path__):
        wanted = not parts or any(part in module.name for part in parts)
        if module.name.startswith("bench_") and wanted:
            started_s = time.monotonic()
            print(f"\n{module.name.removeprefix('bench_')}", flush=True)
            yield from importlib.import_module(f"tests.bench.{module.name}").measure()
            print(f"  ({time.monotonic() - started_s:.0f} s, {_load()})", flush=True)


def main(parts: Sequence[str]) -> int:
    """Print each figure as soon as it is known and return the exit status."""
    # A keyring asks its owner; engines that are measured keep their keys in a file.
    os.environ["ORGANIC_KEYRING"] = "off"
    # Whoever starts the program a second time has its bytecode.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    print(f"{os.cpu_count()} cores, {_load()} at the start")
    measured = []
    for figure in figures(parts):
        print(figure.line(), flush=True)
        measured.append(figure)
    with_target = [figure for figure in measured if figure.target is not None]
    missed = [figure.what.strip() for figure in with_target if not figure.is_met]
    print(f"\n{len(with_target) - len(missed)} of {len(with_target)} targets met")
    for what in missed:
        print(f"missed: {what}")
    return 0 if measured and not missed else 1


def _load() -> str:
    return f"{os.getloadavg()[0]:.1f} programs busy"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
