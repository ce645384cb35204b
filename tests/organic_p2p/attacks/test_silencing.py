"""A member says things about our own posts that would keep us from writing, if we believed everything."""

from pathlib import Path

import pytest

from organic_p2p.api import requests as q
from organic_p2p.services.claims import BELIEVED_S
from sync.errors import ShelfError
from sync.ports import Extent
from tests.organic_p2p.attacks.wires import Wires
from tests.organic_p2p.household import (
    FAMILY,
    Home,
    a_code,
    copy_of,
    feed_key,
    household,
    knock,
    meet,
    scene,
    strangers,
)


def claim(liar: Home, about: Home, extent: Extent) -> None:
    about.engine.shelf.learned(liar.peer, about.circle().id, {feed_key(about): extent})


async def refuses(home: Home) -> str:
    return await home.refusal(q.Post(FAMILY, "now?"))


@scene
async def test_a_liar_keeps_somebody_from_writing_for_a_moment_and_never_again(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Eve") as (anna, eve):
        more = Extent(0, 1 << 60, bytes(8))
        claim(eve, anna, more)
        assert await refuses(anna) == "behind"
        anna.clock.advance(BELIEVED_S + 1)
        await anna.post("one")
        claim(eve, anna, more)
        await anna.post("two")


@scene
async def test_who_says_that_we_were_copied_is_believed_for_a_moment_only(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Eve") as (anna, eve):
        own = anna.circle().feeds[feed_key(anna)]
        other = Extent(0, own.hi, bytes(8))
        claim(eve, anna, other)
        assert await refuses(anna) == "copied"
        anna.clock.advance(BELIEVED_S + 1)
        await anna.post("one")
        claim(eve, anna, other)
        await anna.post("two")


@scene
async def test_a_lie_is_believed_no_longer_for_being_repeated(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Eve") as (anna, eve):
        for step in range(1, 7):
            claim(eve, anna, Extent(0, 1000 + step, bytes(8)))
            assert await refuses(anna) == "behind"
            anna.clock.advance(BELIEVED_S / 6)
        anna.clock.advance(1)
        await anna.post("at last")


@scene
async def test_a_home_put_back_from_a_backup_waits_for_what_it_forgot_and_then_writes(tmp_path: Path) -> None:
    async with (
        household(tmp_path, "Anna", "Ben") as (anna, ben),
        copy_of(ben, tmp_path / "backup") as restored,
    ):
        for number in range(5):
            await ben.post(str(number))
        await meet(anna, ben)
        restored.engine.shelf.learned(
            anna.peer, restored.circle().id, anna.engine.shelf.vector(restored.circle().id)
        )
        assert await refuses(restored) == "behind"
        assert await Wires(anna, restored).talk()
        await restored.post("after")
        assert await restored.texts() == ["0", "1", "2", "3", "4", "after"]
        assert not restored.circle().is_forked(restored.device)


@scene
async def test_a_guest_who_comes_while_the_host_is_silenced_is_let_in_later(tmp_path: Path) -> None:
    async with (
        household(tmp_path, "Anna", "Eve") as (anna, eve),
        strangers(tmp_path, "Nina", clock=anna.clock) as (nina,),
    ):
        await nina.ask(q.Join(await a_code(anna), "Nina", 0))
        claim(eve, anna, Extent(0, 1 << 60, bytes(8)))
        with pytest.raises(ShelfError):
            await knock(nina, anna)
        anna.clock.advance(BELIEVED_S + 1)
        assert await knock(nina, anna) == "admitted"
