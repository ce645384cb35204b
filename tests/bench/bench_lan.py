"""How long the harness itself takes to build a LAN: what every LAN test pays before it begins."""

from __future__ import annotations

from collections.abc import Iterator

from tests.bench.figures import Figure, duration
from tests.lan.lan import Lan
from tests.lan.namespaces import unavailable


def measure() -> Iterator[Figure]:
    """Measure small and large LANs, where this machine can make them."""
    if why := unavailable():
        print(f"no figures of LANs: {why}")
        return
    yield duration("a LAN of 3 computers, made and taken down", 5.0, lambda: Lan(3).close())
    yield duration("a LAN of 12 computers, made and taken down", 15.0, lambda: Lan(12).close())
    yield duration("a LAN of 50 computers, made and taken down", 60.0, lambda: Lan(50).close())
