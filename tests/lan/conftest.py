"""Fixtures of the harness. Each skips, with the reason, where the machine cannot do it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from tests.lan.clock import Clock, MakeClock
from tests.lan.disk import Disk, MakeDisk
from tests.lan.faults import why_not
from tests.lan.lan import Lan, MakeLan
from tests.lan.namespaces import unavailable

# Debian leaves out of an ordinary user's PATH where ip, nft and mkfs are.
os.environ["PATH"] = os.pathsep.join(
    [os.environ.get("PATH", os.defpath), "/usr/local/sbin", "/usr/sbin", "/sbin"]
)


def _need(reason: str | None) -> None:
    if reason:
        pytest.skip(reason)


@pytest.fixture
def make_lan() -> Iterator[MakeLan]:
    """Make LANs that end with the test.

    Their files are not in pytest's `tmp_path`, whose long names leave no room for the 107 bytes of a Unix
    socket's path.
    """
    made: list[Lan] = []

    def make(
        hosts: int | Sequence[str] = 3,
        segment: str = "home",
        *,
        wire: bool = False,
        seed: int = 0,
        ipv6: bool = True,
        multicast_route: bool = False,
    ) -> Lan:
        _need(unavailable(wire=wire))
        lan = Lan(
            hosts,
            segment,
            wire=wire,
            seed=seed,
            ipv6=ipv6,
            multicast_route=multicast_route,
        )
        made.append(lan)
        return lan

    yield make
    for lan in made:
        lan.close()


@pytest.fixture
def lan3(make_lan: MakeLan) -> Lan:
    """Three computers at home: ann, bob and cat."""
    return make_lan(["ann", "bob", "cat"])


@pytest.fixture
def make_clock(tmp_path: Path) -> MakeClock:
    """Make wall clocks that the test sets."""
    _need(why_not("faketime"))
    count = 0

    def make(offset_s: float = 0.0, rate: float = 1.0) -> Clock:
        nonlocal count
        count += 1
        return Clock(tmp_path / f"clock-{count}", offset_s, rate)

    return make


@pytest.fixture
def make_disk(tmp_path: Path) -> Iterator[MakeDisk]:
    """Make small disks that are unmounted after the test."""
    _need(why_not("mount"))
    made: list[Disk] = []

    def make(size: str = "16M", kind: str = "tmpfs") -> Disk:
        disk = Disk(tmp_path / f"disk-{len(made)}", size, kind)
        made.append(disk)
        return disk

    yield make
    for disk in made:
        disk.close()


@pytest.fixture
def needs_strace() -> None:
    """Skip where programs cannot be traced (`faults.inject`, `faults.count_calls`, `powerloss.record`)."""
    _need(why_not("strace"))
