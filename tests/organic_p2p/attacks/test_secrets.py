"""A member makes a new secret that somebody cannot open, so that they hear no more of the others."""

import os
from pathlib import Path

import pytest

from crypto.sealing import seal
from organic_p2p.records import control
from organic_p2p.records.control import Slot, seal8
from organic_p2p.records.kinds import Kind
from organic_p2p.services.keeper import epoch_info
from organic_p2p.services.state import commit_to
from sync.runs import dev8
from tests.organic_p2p.household import Home, household, meet, scene, settle

GENERATION = 1 << 62


async def exclude(victim: Home, liar: Home, how: str) -> None:
    """Write an EPOCH in which the victim's box holds nothing, another secret, or is for a key that nobody has."""
    circle, secret = liar.circle(), os.urandom(32)
    commit = commit_to(secret)
    place = liar.engine.core.pen.place_of_next(circle, Kind.EPOCH)
    slots = []
    for device in circle.devices(circle.members):
        info = epoch_info(place, circle.id, commit, device.id)
        slot = Slot(dev8(device.id), seal8(device.sealing.raw), seal(device.sealing, info, secret))
        if device.id == victim.device:
            box = {"nothing": os.urandom(1168), "another": seal(device.sealing, info, os.urandom(32))}
            key = os.urandom(8) if how == "a key" else slot.key
            slot = Slot(slot.device, key, box.get(how, slot.box))
        slots.append(slot)
    await liar.write(control.Epoch(commit, GENERATION, tuple(slots)))


@pytest.mark.parametrize("how", ["nothing", "another", "a key"])
def test_whoever_is_given_a_secret_that_is_none_makes_a_new_one_for_all(tmp_path: Path, how: str) -> None:
    @scene
    async def play() -> None:
        async with household(tmp_path, "Anna", "Ben", "Eve") as (anna, ben, eve):
            for _ in range(2):
                await exclude(anna, eve, how)
                await meet(anna, ben, eve)
                assert anna.circle().is_shut_out(anna.device)
                assert not ben.circle().is_shut_out(ben.device)
                await settle(anna, ben, eve)
                assert not anna.circle().is_shut_out(anna.device)
            await ben.post("Anna hears it")
            await meet(anna, ben)
            assert await anna.texts() == ["Anna hears it"]
            await anna.reopen()
            assert not anna.circle().is_shut_out(anna.device)

    play()


@scene
async def test_a_generation_that_nobody_could_exceed_is_one_like_others(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Eve") as (anna, eve):
        before = max(epoch.generation for epoch in anna.circle().epochs.values())
        await exclude(anna, eve, "nothing")
        await meet(anna, eve)
        assert max(epoch.generation for epoch in anna.circle().epochs.values()) == before + 1
