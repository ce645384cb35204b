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


def figures(names: Sequence[str]) -> Iterator[Figure]:
    """Measure in the modules of these names, one after the other."""
    for name in names:
        started_s = time.monotonic()
        print(f"\n{name}", flush=True)
        yield from importlib.import_module(f"tests.bench.bench_{name}").measure()
        print(f"  ({time.monotonic() - started_s:.0f} s, {_load()})", flush=True)


def main(parts: Sequence[str]) -> int:
    """Print each figure as soon as it is known and return the exit status."""
    # A keyring asks its owner; engines that are measured keep their keys in a file.
    os.environ["ORGANIC_KEYRING"] = "off"
    # Whoever starts the program a second time has its bytecode.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    modules = [module.name for module in pkgutil.iter_modules(bench.__path__)]
    known = [name.removeprefix("bench_") for name in modules if name.startswith("bench_")]
    wanted = [name for name in known if not parts or any(part in name for part in parts)]
    if not wanted:
        print(f"nothing is measured under that name; there are: {', '.join(known)}", file=sys.stderr)
        return 2
    print(f"{os.cpu_count()} cores, {_load()} at the start")
    measured = []
    for figure in figures(wanted):
        print(figure.line(), flush=True)
        measured.append(figure)
    with_target = [figure for figure in measured if figure.target is not None]
    missed = [figure.what.strip() for figure in with_target if not figure.is_met]
    print(f"\n{len(with_target) - len(missed)} of {len(with_target)} targets met")
    for what in missed:
        print(f"missed: {what}")
    return 1 if missed else 0


def _load() -> str:
    return f"load {os.getloadavg()[0]:.1f}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
