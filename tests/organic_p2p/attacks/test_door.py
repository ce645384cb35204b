"""Whoever has a code, or had one, tries what it does not allow."""

import os
from pathlib import Path

import pytest

from crypto import labels
from crypto.keys import AgreementKey
from crypto.sealing import seal
from organic_p2p.api import requests as q
from organic_p2p.domain.codes import parse
from organic_p2p.domain.ids import CircleId
from organic_p2p.records import control
from organic_p2p.records.control import Slot, seal8
from organic_p2p.records.identity import DeviceKeys, Identity, new_identity, pack_identity
from organic_p2p.records.kinds import Kind
from organic_p2p.services.doorkeeper import MAX_REQUESTS_BY_INVITATION, invitation_signing_key
from organic_p2p.services.keeper import invite_info
from organic_p2p.store.guests import JoinState
from sync.errors import RemoteProtocolError
from sync.omp1 import Value, decode, encode
from sync.ports import Guest, Host
from sync.runs import dev8
from tests.organic_p2p.attacks.people import fat_identity
from tests.organic_p2p.household import (
    AN_ADDRESS,
    FAMILY,
    Home,
    a_code,
    bring_in,
    household,
    knock,
    meet,
    meetings,
    scene,
    settle,
    strangers,
)

H = bytes(range(32))
_MUCH = 1 << 20


def redemption(code: str, circle: CircleId, identity: Identity, name: str = "Eve") -> bytes:
    """Return the request by which somebody who is no honest program redeems a code."""
    message = control.redeem_message(circle, identity.person, H)
    proof = invitation_signing_key(parse(code).secret).sign(labels.REDEEM, message)
    return encode({"identity": pack_identity(identity), "name": name, "proof": proof})


def said(answer: bytes) -> tuple[str, str]:
    fields = decode(answer, max_bytes=1024)
    assert isinstance(fields, dict)
    return str(fields["state"]), str(fields["reason"])


async def greeting(guest: Home, host: Home) -> tuple[Host, Guest, dict[str, Value]]:
    wanted, offered = next(meetings(guest, host))
    shown = decode(await host.doorkeeper.greeting(offered.invitation), max_bytes=_MUCH)
    assert isinstance(shown, dict)
    return wanted, offered, dict(shown)


@pytest.mark.parametrize("ask", [False, True])
def test_who_was_removed_does_not_come_back_with_the_code_of_the_first_time(
    tmp_path: Path, ask: bool
) -> None:
    @scene
    async def play() -> None:
        async with (
            household(tmp_path, "Anna") as (anna,),
            strangers(tmp_path / "out", "Eve", clock=anna.clock) as (eve,),
        ):
            code = await a_code(anna, ask=ask)
            await eve.ask(q.Join(code, "Eve", 0))
            state = await knock(eve, anna)
            if ask:
                assert state == "asked"
                request = (await anna.ask(q.ListRequests(FAMILY))).requests[0]
                await anna.ask(q.Approve(request.id.hex()))
                assert await knock(eve, anna) == "admitted"
            await settle(anna, eve)
            await anna.remove(eve)
            me = eve.engine.core.me.identity
            invite = list(anna.circle().invites)[-1]
            request_again = redemption(code, anna.circle().id, me)
            answer = await anna.doorkeeper.answer(invite, me.device.transport, H, request_again)
            assert said(answer) == ("refused", "invite-used")
            assert eve.person not in anna.circle().members

    play()


@scene
async def test_who_got_hold_of_a_code_is_no_host(tmp_path: Path) -> None:
    async with (
        household(tmp_path, "Anna") as (anna,),
        strangers(tmp_path / "out", "Nina", clock=anna.clock) as (nina,),
    ):
        await nina.ask(q.Join(await a_code(anna), "Nina", 0))
        wanted, _, shown = await greeting(nina, anna)
        keys = DeviceKeys.generate()
        shown["host"] = pack_identity(new_identity(keys, AgreementKey.generate(), bytes(16), 1))
        answer = await nina.doorkeeper.request(wanted.invitation, keys.transport.public, H, encode(shown))
        assert answer is None  # not even her name
        await nina.doorkeeper.settle(
            wanted.invitation, encode({"state": "refused", "reason": "invite-revoked"}), AN_ADDRESS
        )
        assert await knock(nina, anna) == "admitted"


@scene
async def test_another_steward_is_a_host_because_the_inviter_sealed_the_code_for_them(tmp_path: Path) -> None:
    async with (
        household(tmp_path, "Anna", "Ben*") as (anna, ben),
        strangers(tmp_path / "out", "Nina", clock=anna.clock) as (nina,),
    ):
        await nina.ask(q.Join(await a_code(anna), "Nina", 0))
        await meet(anna, ben)
        await ben.tend()
        assert await knock(nina, ben) == "admitted"


@scene
async def test_a_late_answer_takes_nothing_back(tmp_path: Path) -> None:
    async with (
        household(tmp_path, "Anna") as (anna,),
        strangers(tmp_path / "out", "Nina", clock=anna.clock) as (nina,),
    ):
        await nina.ask(q.Join(await a_code(anna), "Nina", 0))
        wanted, offered, shown = await greeting(nina, anna)
        assert await knock(nina, anna) == "admitted"
        static = anna.engine.core.me.keys.transport.public
        assert await nina.doorkeeper.request(wanted.invitation, static, H, encode(shown)) is not None
        await nina.doorkeeper.settle(
            wanted.invitation, encode({"state": "refused", "reason": "expired"}), AN_ADDRESS
        )
        join = nina.engine.roster.join(wanted.invitation)
        assert join is not None
        assert join.state is JoinState.ADMITTED
        assert offered.invitation in anna.circle().invites


@scene
async def test_an_identity_that_is_a_burden_is_none_and_the_home_opens_again(tmp_path: Path) -> None:
    async with (
        household(tmp_path, "Anna") as (anna,),
        strangers(tmp_path / "out", "Nina", clock=anna.clock) as (nina,),
    ):
        code = await a_code(anna)
        await nina.ask(q.Join(code, "Nina", 0))
        wanted, offered, shown = await greeting(nina, anna)
        keys = DeviceKeys.generate()
        packed, _ = fat_identity(keys, 20_000)
        shown["host"] = packed
        assert (
            await nina.doorkeeper.request(wanted.invitation, keys.transport.public, H, encode(shown)) is None
        )
        request = encode({"identity": packed, "name": "Eve", "proof": bytes(64)})
        with pytest.raises(RemoteProtocolError):
            await anna.doorkeeper.answer(offered.invitation, keys.transport.public, H, request)
        await nina.reopen()
        await anna.reopen()
        assert await knock(nina, anna) == "admitted"


@scene
async def test_a_code_that_went_round_does_not_fill_the_stewards_list(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna") as (anna,):
        code = await a_code(anna, ask=True)
        invite = list(anna.circle().invites)[-1]
        answers = []
        for _ in range(MAX_REQUESTS_BY_INVITATION + 5):
            keys = DeviceKeys.generate()
            identity = new_identity(keys, AgreementKey.generate(), bytes(16), 1)
            request = redemption(code, anna.circle().id, identity)
            answers.append(said(await anna.doorkeeper.answer(invite, keys.transport.public, H, request)))
        assert answers[:MAX_REQUESTS_BY_INVITATION] == [("asked", "")] * MAX_REQUESTS_BY_INVITATION
        assert answers[MAX_REQUESTS_BY_INVITATION:] == [("refused", "too-many")] * 5
        shown = (await anna.ask(q.ListRequests(FAMILY))).requests
        assert len(shown) == MAX_REQUESTS_BY_INVITATION


@scene
async def test_an_invitation_by_somebody_who_may_not_invite_opens_no_door(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Eve") as (anna, eve):
        before = anna.engine.roster.contacts()
        device = anna.engine.core.me.identity.device
        for _ in range(3):
            secret = os.urandom(16)
            key = invitation_signing_key(secret).public.raw
            circle = eve.circle()
            place = eve.engine.core.pen.place_of_next(circle, Kind.INVITE)
            info = invite_info(place, circle.id, key, device.id)
            slot = Slot(
                dev8(device.id), seal8(device.sealing.raw), seal(device.sealing, info, secret + bytes(16))
            )
            await eve.write(control.Invite(key, (1 << 32) - 1, False, (slot,)))
        await meet(anna, eve)
        await anna.tend()
        await anna.engine.roster.refresh()
        assert anna.engine.roster.contacts() == before


@scene
async def test_a_member_cannot_use_up_an_invitation_by_saying_so_first(tmp_path: Path) -> None:
    async with (
        household(tmp_path, "Anna", "Ben*", "Eve") as (anna, ben, eve),
        strangers(tmp_path / "out", "Nina", clock=anna.clock) as (nina,),
    ):
        code = await a_code(anna)
        invite = list(anna.circle().invites)[-1]
        body = control.Admit(eve.engine.core.me.identity, invite, bytes(32), bytes(64)).encode()
        await ben.take(eve.forge(eve.circle(), Kind.ADMIT.value, body))
        await meet(anna, ben)
        await ben.tend()
        await nina.ask(q.Join(code, "Nina", 0))
        assert await knock(nina, ben) == "admitted"


@scene
async def test_a_computer_that_is_somebody_elses_is_not_let_in_again_under_another_name(
    tmp_path: Path,
) -> None:
    async with (
        household(tmp_path, "Anna") as (anna,),
        strangers(tmp_path / "out", "Mia", clock=anna.clock) as (mia,),
    ):
        await bring_in(anna, mia)
        code = await a_code(anna)
        invite = list(anna.circle().invites)[-1]
        keys = mia.engine.core.me.keys
        second = new_identity(keys, AgreementKey.generate(), bytes(16), 1)
        request = redemption(code, anna.circle().id, second)
        answer = await anna.doorkeeper.answer(invite, keys.transport.public, H, request)
        assert said(answer) == ("refused", "taken")
