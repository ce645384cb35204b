"""Members and guests who are several people, or bring some along."""

import os
from pathlib import Path

from crypto.keys import AgreementKey
from organic_p2p.api import requests as q
from organic_p2p.domain.ids import OpId
from organic_p2p.records import control
from organic_p2p.records.identity import DeviceKeys, Identity, new_identity
from organic_p2p.records.kinds import Kind
from sync.ops import MAX_DEPS, ZERO_ID, Header, Op, sign
from tests.organic_p2p.attacks.wires import Wires
from tests.organic_p2p.household import (
    ANY_TIME_S,
    Home,
    a_code,
    household,
    knock,
    meet,
    scene,
    settle,
    strangers,
    view,
)


def admits(author: Home, identity: Identity, via: bytes = bytes(32)) -> Op:
    """Return an ADMIT with a proof that is none."""
    body = control.Admit(identity, OpId(via), os.urandom(32), os.urandom(64)).encode()
    return author.forge(author.circle(), Kind.ADMIT.value, body)


def first_word(keys: DeviceKeys, circle: bytes, knowing: Op) -> Op:
    header = Header(
        Kind.HELLO.value, circle, keys.device, 0, 1, ZERO_ID, ZERO_ID, 0, deps=(knowing.id,), flags=0
    )
    return sign(header, keys.signing, None)


@scene
async def test_a_computer_with_two_people_is_the_same_person_on_all_computers(tmp_path: Path) -> None:
    async with (
        household(tmp_path, "Anna", "Ben", "Eve") as (anna, ben, eve),
        strangers(tmp_path / "out", "Mia", clock=anna.clock) as (mia,),
    ):
        await mia.ask(q.Join(await a_code(anna), "Mia", 0))
        # Ben hears of Mia's computer under another name first, from somebody who may let nobody in.
        second = new_identity(mia.engine.core.me.keys, AgreementKey.generate(), bytes(16), 1)
        early = admits(eve, second)
        await ben.take(early)
        assert await knock(mia, anna) == "admitted"
        await settle(anna, mia)
        await mia.post("hello")
        await meet(anna, mia)
        await meet(anna, ben)
        await anna.take(early)
        assert await view(anna) == await view(ben)
        assert await ben.texts() == ["hello"]


@scene
async def test_two_stewards_who_let_in_the_same_computer_twice_agree_on_whose_it_is(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben*", "Eve") as (anna, ben, eve):
        keys = DeviceKeys.generate()
        people = [new_identity(keys, AgreementKey.generate(), bytes(16), n) for n in (1, 2)]
        hellos = []
        for home, identity in zip((anna, ben), people, strict=True):
            await a_code(home)
            invite = list(home.circle().invites)[-1]
            # The proof is right: stewards hold the code. Neither knows of the other.
            secret = home.engine.roster.invitations[invite][1]
            from crypto import labels
            from organic_p2p.services.doorkeeper import invitation_signing_key

            message = control.redeem_message(home.circle().id, identity.person, bytes(32))
            proof = invitation_signing_key(secret).sign(labels.REDEEM, message)
            op = await home.write(control.Admit(identity, invite, bytes(32), proof))
            hellos.append(first_word(keys, home.circle().id, op))
        await anna.take(hellos[0])
        await ben.take(hellos[1])
        assert await Wires(anna, ben, eve).talk()
        assert anna.circle().members == ben.circle().members == eve.circle().members
        after = tuple(sorted(anna.circle().authority.heads()))
        answers = {home.circle().author_of(keys.device, after) for home in (anna, ben, eve)}
        assert answers == {min(identity.person for identity in people)}


@scene
async def test_a_member_brings_no_computers_along(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Eve") as (anna, eve):
        keys = DeviceKeys.generate()
        brought = admits(eve, new_identity(keys, AgreementKey.generate(), bytes(16), 1))
        await anna.take(brought)
        before = anna.circle().vector()
        await anna.take(first_word(keys, anna.circle().id, brought))
        assert anna.circle().vector() == before
        assert not anna.circle().knows(keys.device)


@scene
async def test_however_many_last_words_there_are_a_newcomer_is_heard(tmp_path: Path) -> None:
    async with (
        household(tmp_path, "Anna", "Eve*") as (anna, eve),
        strangers(tmp_path / "out", "Nina", clock=anna.clock) as (nina,),
    ):
        circle = eve.circle()
        words = [eve.forge(circle, Kind.ACK.value, None) for _ in range(3 * MAX_DEPS)]
        for word in words:
            await anna.take(word)
        assert len(anna.circle().authority.heads()) > MAX_DEPS
        await nina.ask(q.Join(await a_code(anna), "Nina", 0))
        assert await knock(nina, anna) == "admitted"
        for _ in range(3):
            await anna.take(eve.forge(circle, Kind.ACK.value, None))
        await meet(anna, nina)
        await nina.tend(ANY_TIME_S)
        await nina.post("hello")
        await meet(anna, nina)
        assert await anna.texts() == ["hello"]
