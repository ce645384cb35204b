"""At the door each side checks the other: whoever got hold of a code, or of what was said, gets no further with it."""

import logging
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crypto.keys import SecretKey
from organic_p2p.api import requests as q
from organic_p2p.domain.codes import Invitation
from organic_p2p.records import control
from organic_p2p.records.identity import pack_identity
from organic_p2p.services.doorkeeper import invitation_signing_key
from organic_p2p.store.guests import JoinState
from sync.errors import RemoteProtocolError
from sync.omp1 import Value, decode, encode
from sync.ports import Guest, Host
from tests.organic_p2p.household import (
    AN_ADDRESS,
    FAMILY,
    Home,
    a_code,
    anna_and_nina,
    conversation,
    household,
    knock,
    meet,
    meetings,
    scene,
    strangers,
)
from tests.organic_p2p.records.bodies import values

H = b"h" * 32


async def at_the_door(guest: Home, host: Home, *, ask: bool = False) -> tuple[Host, Guest]:
    await guest.ask(q.Join(await a_code(host, ask=ask), guest.name, 0))
    return next(meetings(guest, host))


def static(home: Home) -> bytes:
    return home.engine.core.me.keys.transport.public


def fields(payload: bytes) -> dict[str, Any]:
    value = decode(payload, max_bytes=1 << 20)
    assert isinstance(value, dict)
    return value


async def the_request(guest: Home, host: Home, sought: Host, offered: Guest, h: bytes = H) -> bytes:
    greeting = await host.doorkeeper.greeting(offered.invitation)
    request = await guest.doorkeeper.request(sought.invitation, static(host), h, greeting)
    assert request is not None
    return request


# -- the host is not who it says -----------------------------------------------------------------


@scene
async def test_the_guest_goes_away_from_whoever_is_not_the_inviter(tmp_path: Path) -> None:
    async with (
        household(tmp_path, "Anna", "Ben") as (anna, ben),
        strangers(tmp_path, "Nina", "Mallory", clock=anna.clock) as (nina, mallory),
    ):
        sought, offered = await at_the_door(nina, anna)
        await mallory.ask(q.StartCircle(FAMILY, "Anna"))
        theirs = await a_code(mallory)
        await meet(anna, ben)
        good = fields(await anna.doorkeeper.greeting(offered.invitation))
        await nina.ask(q.Join(theirs, "Nina", 0))
        other = next(meetings(nina, mallory))
        foreign = fields(await mallory.doorkeeper.greeting(other[1].invitation))
        impostors: list[tuple[bytes, dict[str, Value]]] = [
            # He shows what Anna shows, with his own transport key behind it.
            (static(mallory), good),
            # He shows himself as the host of Anna's circle. He was not given the code by her.
            (static(mallory), {**good, "host": foreign["host"]}),
            # Ben is in the circle, but no steward.
            (static(ben), {**good, "host": pack_identity(ben.engine.core.me.identity)}),
            # He brings his own circle, invitation or inviter.
            (static(mallory), foreign),
            (static(anna), {**good, "circle": foreign["circle"]}),
            (static(anna), {**good, "invite": foreign["invite"]}),
            (static(anna), {**good, "inviter": foreign["inviter"]}),
            (static(anna), {**good, "host": foreign["host"]}),
        ]
        for key, shown in impostors:
            assert await nina.doorkeeper.request(sought.invitation, key, H, encode(shown)) is None
        assert await nina.doorkeeper.request(sought.invitation, static(anna), H, encode(good)) is not None


@settings(max_examples=10)
@given(data=st.data())
def test_any_change_to_a_greeting_sends_the_guest_away(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    @scene
    async def play() -> None:
        folder = tmp_path_factory.mktemp("door")
        async with (
            household(folder, "Anna") as (anna,),
            strangers(folder, "Nina", clock=anna.clock) as (nina,),
        ):
            sought, offered = await at_the_door(nina, anna)
            greeting = bytearray(await anna.doorkeeper.greeting(offered.invitation))
            for _ in range(20):
                changed = bytearray(greeting)
                at = data.draw(st.integers(0, 8 * len(greeting) - 1))
                changed[at // 8] ^= 1 << at % 8
                assert (
                    await nina.doorkeeper.request(sought.invitation, static(anna), H, bytes(changed)) is None
                )
            garbage = data.draw(st.one_of(values.map(encode), st.binary(max_size=40)))
            assert await nina.doorkeeper.request(sought.invitation, static(anna), H, garbage) is None

    play()


@scene
async def test_what_an_impostor_showed_settles_nothing(tmp_path: Path) -> None:
    async with anna_and_nina(tmp_path) as (anna, nina):
        sought, offered = await at_the_door(nina, anna)
        greeting = await anna.doorkeeper.greeting(offered.invitation)
        assert await nina.doorkeeper.request(sought.invitation, bytes(32), H, greeting) is None
        answer = encode({"state": "admitted", "reason": ""})
        await nina.doorkeeper.settle(sought.invitation, answer, AN_ADDRESS)
        assert [join.state for join in nina.engine.roster.joins] == [JoinState.LOOKING]
        assert list(nina.engine.core.registry) == []


# -- the guest is not who it says ----------------------------------------------------------------


@scene
async def test_a_proof_is_worth_nothing_for_another_person_another_conversation_or_another_circle(
    tmp_path: Path,
) -> None:
    async with (
        household(tmp_path, "Anna") as (anna,),
        strangers(tmp_path, "Nina", "Mallory", clock=anna.clock) as (nina, mallory),
    ):
        sought, offered = await at_the_door(nina, anna)
        request = await the_request(nina, anna, sought, offered)
        await mallory.ask(q.StartCircle("Elsewhere", "Mallory"))
        replayed: list[tuple[bytes, bytes, bytes]] = [
            # Mallory has heard Nina's request, and says the same under his own key, his own name, at another time.
            (static(mallory), H, request),
            (
                static(mallory),
                H,
                encode({**fields(request), "identity": pack_identity(mallory.engine.core.me.identity)}),
            ),
            (static(nina), b"x" * 32, request),
        ]
        for key, h, said in replayed:
            with pytest.raises(RemoteProtocolError):
                await anna.doorkeeper.answer(offered.invitation, key, h, said)
        assert anna.circle().members == {anna.person}
        # The proof is for this circle: the same key would sign something else for another one.
        proof = fields(request)["proof"]
        code_key = _key_of(nina)
        message = control.redeem_message(mallory.circle("Elsewhere").id, nina.person, H)
        assert code_key.sign(b"org1/redeem", message) != proof
        answer = await anna.doorkeeper.answer(offered.invitation, static(nina), H, request)
        assert fields(answer) == {"state": "admitted", "reason": ""}


def _key_of(guest: Home) -> SecretKey:
    return invitation_signing_key(_secret_of(guest))


def _secret_of(guest: Home) -> bytes:
    return Invitation.decode(guest.engine.roster.joins[-1].code).secret


@pytest.mark.parametrize(
    "change",
    [
        {"proof": bytes(64)},
        {"proof": bytes(63)},
        {"proof": None},
        {"identity": []},
        {"identity": None},
        {"name": ""},
        {"name": " \u200b "},
        {"name": "x" * 300},
        {"name": b"Nina"},
        {"name": "Ni\x1b[31mna"},
    ],
)
def test_a_request_that_does_not_hold_lets_nobody_in(tmp_path: Path, change: dict[str, Any]) -> None:
    @scene
    async def play() -> None:
        async with anna_and_nina(tmp_path) as (anna, nina):
            sought, offered = await at_the_door(nina, anna)
            request = fields(await the_request(nina, anna, sought, offered))
            with pytest.raises(RemoteProtocolError):
                await anna.doorkeeper.answer(
                    offered.invitation, static(nina), H, encode({**request, **change})
                )
            assert anna.circle().members == {anna.person}

    play()


@given(data=st.one_of(values.map(encode), st.binary(max_size=60)))
@settings(max_examples=40)
def test_any_other_request_is_a_fault_of_the_guest(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    @scene
    async def play() -> None:
        folder = tmp_path_factory.mktemp("door")
        async with household(folder, "Anna") as (anna,):
            await a_code(anna)
            (offered,) = [c.name for c in anna.engine.roster.contacts() if isinstance(c.name, Guest)]
            with pytest.raises(RemoteProtocolError):
                await anna.doorkeeper.answer(offered.invitation, bytes(32), H, data)

    play()


@scene
async def test_an_invitation_that_is_not_known_is_a_fault_of_the_guest(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna") as (anna,):
        for attempt in (
            anna.doorkeeper.greeting(bytes(32)),
            anna.doorkeeper.answer(bytes(32), bytes(32), H, b""),
        ):
            with pytest.raises(RemoteProtocolError):
                await attempt


# -- the answer ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"\xc1",
        encode({}),
        encode({"state": "admitted"}),
        encode({"state": "king", "reason": ""}),
        encode({"state": 1, "reason": ""}),
        encode({"state": "refused", "reason": "x" * 65}),
    ],
)
def test_an_answer_of_another_shape_is_a_fault_of_the_host(tmp_path: Path, answer: bytes) -> None:
    @scene
    async def play() -> None:
        async with anna_and_nina(tmp_path) as (anna, nina):
            sought, offered = await at_the_door(nina, anna)
            await the_request(nina, anna, sought, offered)
            with pytest.raises(RemoteProtocolError):
                await nina.doorkeeper.settle(sought.invitation, answer, AN_ADDRESS)
            assert [join.state for join in nina.engine.roster.joins] == [JoinState.LOOKING]

    play()


@scene
async def test_a_reason_that_this_version_does_not_know_is_a_sentence_all_the_same(tmp_path: Path) -> None:
    async with anna_and_nina(tmp_path) as (anna, nina):
        sought, offered = await at_the_door(nina, anna)
        await the_request(nina, anna, sought, offered)
        answer = encode({"state": "refused", "reason": "\x1b[2J full moon"})
        await nina.doorkeeper.settle(sought.invitation, answer, AN_ADDRESS)
        with pytest.raises(Exception, match="did not let you in") as caught:
            nina.engine.invitations.state_of(nina.engine.roster.joins[-1])
        assert caught.value.kind == "refused"  # type: ignore[attr-defined]  # an OrganicError


@scene
async def test_where_the_host_was_met_is_remembered(tmp_path: Path) -> None:
    async with anna_and_nina(tmp_path) as (anna, nina):
        sought, offered = await at_the_door(nina, anna)
        answer = await conversation(nina, anna, sought, offered, H)
        assert answer is not None
        await nina.doorkeeper.settle(sought.invitation, answer, AN_ADDRESS)
        names = [contact.name for contact in nina.engine.roster.contacts()]
        assert [nina.engine.roster.addresses_of(name) for name in names] == [[AN_ADDRESS]]


@scene
async def test_the_log_names_neither_people_nor_codes(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with (
        household(tmp_path, "Anna") as (anna,),
        strangers(tmp_path, "Nina", "Mallory", clock=anna.clock) as (nina, mallory),
    ):
        with caplog.at_level(logging.DEBUG, "organic"):
            sought, _ = await at_the_door(nina, anna)
            await nina.doorkeeper.request(sought.invitation, bytes(32), H, b"garbage")
            await mallory.ask(q.StartCircle("Elsewhere", "Mallory"))
            assert await knock(nina, anna) == "admitted"
    said = "\n".join(record.getMessage() for record in caplog.records if record.name.startswith("organic"))
    for word in ("Nina", "Anna", FAMILY, anna.person.hex(), nina.person.hex(), _secret_of(nina).hex()):
        assert word not in said
