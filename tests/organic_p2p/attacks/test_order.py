"""Operations whose meaning could depend on what came first, if it were looked at in the wrong way."""

import os
from pathlib import Path

from organic_p2p.records import control
from organic_p2p.records.control import Slot
from organic_p2p.records.kinds import Kind
from tests.organic_p2p.attacks.wires import Wires
from tests.organic_p2p.household import every_op, household, scene, view


@scene
async def test_a_grant_that_does_not_know_its_epoch_counts_nowhere(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben", "Cleo", "Eve") as (anna, ben, cleo, eve):
        core = anna.engine.core
        async with core.changing() as tx:
            epoch = await core.pen.renew(tx, core.circle(anna.circle().id), 7)
        (renewal,) = [op for op in await every_op(anna) if op.id == epoch]
        stranger = Slot(os.urandom(8), os.urandom(8), os.urandom(1168))
        unaware = eve.forge(eve.circle(), Kind.GRANT.value, control.Grant(epoch, (stranger,)).encode())
        await ben.take(unaware)
        await ben.take(renewal)
        await cleo.take(renewal)
        await cleo.take(unaware)
        assert ben.circle().epochs[epoch] == cleo.circle().epochs[epoch]
        assert ben.circle().writing(ben.device) == cleo.circle().writing(cleo.device)


@scene
async def test_what_was_written_without_a_right_to_it_ends_a_feed_for_nobody(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben", "Eve") as (anna, ben, eve):
        genesis = anna.circle().genesis
        assert genesis is not None
        circle = eve.circle()
        void = eve.forge(circle, Kind.POST.value, b"\1" + os.urandom(300), deps=(genesis.id,))
        late = eve.forge(
            circle, Kind.POST.value, b"\1" + os.urandom(300), seq=void.header.seq + 1, backlink=void.id
        )
        await anna.take(void)
        await anna.take(late)
        await ben.take(void, late)
        assert anna.circle().vector() == ben.circle().vector()
        assert await Wires(anna, ben).talk()
        assert await view(anna) == await view(ben)
        gone = await anna.engine.core.database.fetch_all("SELECT body FROM ops WHERE id = ?", (void.id,))
        assert gone == [(None,)]
