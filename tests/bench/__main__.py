"""Run the measurements, print them beside their bounds, and fail if one is missed."""

from __future__ import annotations

import importlib
import pkgutil
import sys
from collections.abc import Iterator, Sequence

from tests import bench
from tests.bench.figures import Figure


def figures(parts: Sequence[str]) -> Iterator[Figure]:
    """Measure in all modules, or in those whose names have one of the parts."""
    for module in pkgutil.iter_modules(bench.__path__):
        wanted = not parts or any(part in module.name for part in parts)
        if module.name.startswith("bench_") and wanted:
            yield from importlib.import_module(f"tests.bench.{module.name}").measure()


def main(parts: Sequence[str]) -> int:
    """Print each figure as soon as it is known and return the exit status."""
    met = []
    for figure in figures(parts):
        verdict = "" if figure.is_met else "   MISSED"
        bound = f"{figure.must_be} {figure.bound:,.6g} {figure.unit}"
        print(f"{figure.what:<52} {figure.value:>12,.3f} {figure.unit:<4} {bound}{verdict}", flush=True)
        met.append(figure.is_met)
    print(f"{sum(met)} of {len(met)} figures met")
    return 0 if met and all(met) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
