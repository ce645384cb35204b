"""A member signs two continuations and shows each to somebody else; then the two meet and talk to each other."""

import os
from pathlib import Path

import pytest

from organic_p2p.records.kinds import Kind
from organic_p2p.services import state
from sync import session, wire
from sync.ops import CONTENT_LANE, CONTROL_LANE, Op
from tests.organic_p2p.attacks.wires import Wires
from tests.organic_p2p.household import ANY_TIME_S, Home, household, scene


def continuation(home: Home, lane: int, length: int) -> list[Op]:
    """Return operations that follow what this home wrote last; it does not keep them."""
    circle = home.circle()
    feed = circle.feed_of(home.device, lane)
    seq, backlink = (feed.hi, feed.head) if feed is not None else (0, bytes(32))
    ops = []
    for _ in range(length):
        kind, body = (Kind.ACK, None) if lane == CONTROL_LANE else (Kind.POST, b"\1" + os.urandom(300))
        ops.append(home.forge(circle, kind.value, body, seq=seq, backlink=backlink))
        seq, backlink = seq + 1, ops[-1].id
    return ops


@pytest.mark.parametrize(
    ("lane", "lengths"), [(CONTROL_LANE, (1, 1)), (CONTROL_LANE, (30, 40)), (CONTENT_LANE, (30, 40))]
)
def test_two_continuations_part_nobody_for_longer_than_until_they_meet(
    tmp_path: Path, lane: int, lengths: tuple[int, int]
) -> None:
    @scene
    async def play() -> None:
        async with household(tmp_path, "Anna", "Ben", "Eve") as (anna, ben, eve):
            for home, length in zip((anna, ben), lengths, strict=True):
                await home.take(*continuation(eve, lane, length))
            await anna.post("from Anna")
            await ben.post("from Ben")
            assert await Wires(anna, ben).talk()
            assert sorted(await anna.texts()) == sorted(await ben.texts()) == ["from Anna", "from Ben"]
            assert anna.circle().vector() == ben.circle().vector()
            assert anna.circle().is_forked(eve.device)
            await anna.reopen()
            assert anna.circle().vector() == ben.circle().vector()

    play()


def test_more_continuations_than_can_be_told_part_nobody_from_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (state, wire, session):
        monkeypatch.setattr(module, "MAX_FEEDS", 40)

    @scene
    async def play() -> None:
        async with household(tmp_path, "Anna", "Ben", "Eve") as (anna, ben, eve):
            for home in (anna, ben):
                for _ in range(30):
                    await home.take(*continuation(eve, CONTROL_LANE, 1))
                await home.post(f"from {home.name}")
                for _ in range(30):
                    await home.take(*continuation(eve, CONTROL_LANE, 1))
                await home.tend(ANY_TIME_S)
                await home.post(f"from {home.name} again")
            assert await Wires(anna, ben).talk()
            for home in (anna, ben):
                await home.post(f"and later from {home.name}")
            assert await Wires(anna, ben).talk()
            assert len(await anna.texts()) == 6
            assert sorted(await anna.texts()) == sorted(await ben.texts())

    play()


@scene
async def test_a_liar_with_very_many_continuations_parts_nobody(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben", "Eve") as (anna, ben, eve):
        for home in (anna, ben):
            for _ in range(150):
                await home.take(*continuation(eve, CONTROL_LANE, 1))
            await home.post(f"from {home.name}")
        assert await Wires(anna, ben).talk()
        assert sorted(await anna.texts()) == sorted(await ben.texts()) == ["from Anna", "from Ben"]
