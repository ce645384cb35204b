"""The network over loopback: real sockets, real handshakes, real time."""

import asyncio
import contextlib
import secrets
from collections.abc import Callable, Coroutine
from functools import wraps
from typing import Any

import pytest

from crypto.handshake import Candidate, Initiator
from crypto.keys import AgreementKey
from sync import company, reception, talks, tcp, wire
from sync.company import MAX_PAIRINGS
from sync.errors import UnreachableError
from sync.frames import frame
from sync.interfaces import local_addresses
from sync.messages import Ping
from sync.ports import Address, Contact, Guest, Host, Member
from sync.tcp import Line
from tests.fakes import until
from tests.sync.home import Cable, Home, SystemClock, homes, in_step, shared_scope


def together(test: Callable[..., Coroutine[Any, Any, None]]) -> Callable[..., None]:
    """Run a test in an event loop, for half a minute at most."""

    @wraps(test)
    def run(*args: Any, **kwargs: Any) -> None:
        asyncio.run(asyncio.wait_for(test(*args, **kwargs), 30))

    return run


async def in_step_with(home: Home, others: list[Home], scope: bytes) -> None:
    """Wait until `home` is connected to `others`, and knows that all hold the same of `scope`."""
    await until(
        lambda: (
            len(home.network.neighbours()) == len(others)
            and all(neighbour.in_step for neighbour in home.network.neighbours())
            and all(other.shelf.ids(scope) == home.shelf.ids(scope) for other in others)
        )
    )


# -- meeting ----


@together
async def test_two_homes_meet_by_address_and_share_what_they_hold() -> None:
    async with homes(2) as (ann, bob):
        scope = shared_scope([ann, bob])
        ann.shelf.write_many(scope, [b"post %d" % n for n in range(50)])
        assert await bob.network.connect(ann.address) == ann.shelf.peer
        await in_step([ann, bob], scope)
        assert ann.changes
        (neighbour,) = bob.network.neighbours()
        assert (neighbour.person, neighbour.device) == (ann.shelf.peer.person, ann.shelf.peer.device)
        assert neighbour.address.host == "127.0.0.1"


@together
async def test_a_post_is_everywhere_a_moment_later() -> None:
    async with homes(3) as three:
        scope = shared_scope(three)
        for n, home in enumerate(three):
            for other in three[:n]:
                await home.network.connect(other.address)
        await in_step(three, scope)
        for home in three:
            if home.shelf.control_order[scope]:
                home.shelf.post(scope, b"hello " + home.shelf.name.encode())
        await in_step(three, scope)
        assert len(three[0].shelf.bodies(scope)) == 3


@together
async def test_three_homes_find_each_other_on_the_local_network() -> None:
    async with homes(3, quiet=False) as three:
        scope = shared_scope(three)
        await in_step(three, scope)


@together
async def test_a_quiet_home_finds_others() -> None:
    async with homes(2) as (ann, bob):
        await ann.switch_off()
        await ann.switch_on(quiet=False)
        await until(lambda: bob.persons)


@together
async def test_a_remembered_address_is_enough() -> None:
    async with homes(2) as (ann, bob):
        bob.roster.addresses[Member(ann.shelf.peer.person)] = [Address("127.0.0.1", 1024), ann.address]
        bob.network.roster_changed()
        await until(lambda: bob.persons and ann.persons)


@together
async def test_where_a_contact_was_is_remembered() -> None:
    async with homes(2) as (ann, bob):
        await bob.network.connect(ann.address)
        name = Member(bob.shelf.peer.person)
        await until(lambda: ann.roster.addresses.get(name))
        # Not the port that the connection came from, but the one on which the other listens.
        assert ann.roster.addresses[name] == [bob.address]


@together
async def test_a_home_that_was_away_catches_up() -> None:
    async with homes(2) as (ann, bob):
        scope = shared_scope([ann, bob])
        await bob.network.connect(ann.address)
        await in_step([ann, bob], scope)
        await until(lambda: bob.roster.addresses)
        await bob.switch_off()
        await until(lambda: not ann.persons)
        ann.shelf.post(scope, b"while you were away")
        await bob.switch_on()
        await in_step([ann, bob], scope)


@together
async def test_a_home_has_the_same_port_after_a_restart() -> None:
    async with homes(1) as (ann,):
        before = ann.network.port
        await ann.switch_off()
        await ann.switch_on()
        assert ann.network.port == before
        assert before >= 20_000


@together
async def test_a_port_that_is_taken_is_left_to_its_owner() -> None:
    async with homes(1) as (ann,):
        other = Home()
        other.secret = ann.secret
        await other.switch_on()
        try:
            assert other.network.port not in (0, ann.network.port)
        finally:
            await other.switch_off()


@together
async def test_two_that_dial_each_other_at_once_keep_one_connection() -> None:
    async with homes(2) as (ann, bob):
        scope = shared_scope([ann, bob])
        await asyncio.gather(
            *(ann.network.connect(bob.address) for _ in range(3)),
            *(bob.network.connect(ann.address) for _ in range(3)),
        )
        await in_step([ann, bob], scope)
        assert len(ann.network.neighbours()) == len(bob.network.neighbours()) == 1
        ann.shelf.post(scope)
        await in_step([ann, bob], scope)


@together
async def test_a_second_connection_later_replaces_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(company, "SAME_MOMENT_S", 0.0)
    async with homes(2) as (ann, bob):
        scope = shared_scope([ann, bob])
        for _ in range(4):
            await bob.network.connect(ann.address)
            await in_step([ann, bob], scope)


@together
async def test_who_switches_off_says_goodbye() -> None:
    async with homes(2) as (ann, bob):
        await bob.network.connect(ann.address)
        await until(lambda: ann.persons)
        await bob.switch_off()
        await until(lambda: not ann.persons, seconds=2)


@together
async def test_one_hello_is_enough_for_sixteen_contacts_and_more_follow() -> None:
    async with homes(2) as (ann, bob):
        for _ in range(20):
            stranger = Home()
            bob.knows(stranger)
        last = bob.roster.people.pop(Member(ann.shelf.peer.person))
        bob.roster.add(last)
        assert await bob.network.connect(ann.address) == ann.shelf.peer


@together
async def test_looking_around_tries_everybody_near() -> None:
    async with homes(2, quiet=False) as (ann, bob):
        await until(lambda: ann.persons and bob.persons)
        bob.network.look_around()
        await until(lambda: ann.persons and bob.persons)


# -- not meeting ----


@together
async def test_nobody_at_an_address_is_said_so() -> None:
    async with homes(2) as (ann, bob):
        port = ann.network.port
        await ann.switch_off()
        with pytest.raises(UnreachableError):
            await bob.network.connect(Address("127.0.0.1", port))


@together
async def test_an_address_that_is_no_computers_is_not_dialled() -> None:
    async with homes(2) as (ann, _):
        for address in (Address("224.0.0.1", 20_000), Address("127.0.0.1", 22), Address("home", 20_000)):
            with pytest.raises(UnreachableError):
                await ann.network.connect(address)


@together
async def test_a_home_without_contacts_looks_for_nobody() -> None:
    async with homes(1) as (ann,):
        with pytest.raises(UnreachableError):
            await ann.network.connect(ann.address)


@together
async def test_our_own_address_is_nobody() -> None:
    async with homes(2) as (ann, _):
        with pytest.raises(UnreachableError):
            await ann.network.connect(ann.address)


@together
async def test_a_network_that_is_off_reaches_nobody() -> None:
    async with homes(2) as (ann, bob):
        await bob.switch_off()
        with pytest.raises(UnreachableError):
            await bob.network.connect(ann.address)
        bob.network.look_around()


@together
async def test_a_device_that_is_not_the_contacts_is_sent_away() -> None:
    async with homes(2) as (ann, bob):
        bob.roster.statics.clear()
        with pytest.raises(UnreachableError):
            await bob.network.connect(ann.address)
        assert not bob.persons
        await until(lambda: not ann.persons)


@together
async def test_who_is_no_contact_any_more_is_sent_away() -> None:
    async with homes(2) as (ann, bob):
        await bob.network.connect(ann.address)
        await until(lambda: ann.persons)
        ann.roster.remove(Member(bob.shelf.peer.person))
        ann.network.roster_changed()
        await until(lambda: not ann.persons and not bob.persons)


@together
async def test_who_is_removed_from_the_last_scope_hears_it_before_the_line_is_closed() -> None:
    async with homes(2) as (ann, bob):
        scope = shared_scope([ann, bob])
        await bob.network.connect(ann.address)
        await in_step([ann, bob], scope)
        farewell = ann.shelf.expel(scope, bob.shelf.peer.person)
        ann.roster.remove(Member(bob.shelf.peer.person))
        ann.network.roster_changed()
        await until(lambda: farewell.id in bob.shelf.ids(scope))
        await until(lambda: not ann.persons and not bob.persons)


@together
async def test_a_contact_that_broke_the_rules_is_left_alone_for_a_while() -> None:
    async with homes(2) as (ann, bob):
        await bob.network.connect(ann.address)
        await until(lambda: ann.persons)
        live = next(iter(ann.network._company._present.values()))
        await live.conversation.receive(b"\xff" * 10, 0.0)
        await until(lambda: not ann.persons and not bob.persons)
        with pytest.raises(UnreachableError):
            await bob.network.connect(ann.address)


# -- strangers ----


async def knock(home: Home, hello: bytes = b"") -> bytes:
    """Connect, say something, and return everything that is said until the line is closed."""
    reader, writer = await asyncio.open_connection(*home.address)
    writer.write(hello)
    got = await reader.read()
    writer.close()
    return got


@together
async def test_a_stranger_gets_32_random_bytes_and_silence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reception, "SILENCE_S", (0.2, 0.3))
    async with homes(2) as (ann, _):
        answers = [await knock(ann, secrets.token_bytes(size)) for size in (272, 1000, 50_000)]
        assert [len(answer) for answer in answers] == [32, 32, 32]
        assert len(set(answers)) == 3


@together
async def test_a_hello_that_was_recorded_is_a_strangers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reception, "SILENCE_S", (0.2, 0.3))
    async with homes(2) as (ann, bob):
        heard: list[bytes] = []

        async def record(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            writer.write(secrets.token_bytes(32))
            heard.append(await reader.readexactly(272))
            writer.close()

        server = await asyncio.start_server(record, "127.0.0.1", 0)
        with pytest.raises(UnreachableError):
            await bob.network.connect(Address(*server.sockets[0].getsockname()))
        server.close()
        assert len(await knock(ann, heard[0])) == 32


@together
async def test_one_computer_cannot_take_all_places() -> None:
    async with homes(2) as (ann, bob):
        knocking = [await asyncio.open_connection(*ann.address) for _ in range(30)]
        greeted = 0
        for reader, _ in knocking:
            greeted += len(await reader.read(32)) == 32
        assert greeted == 20
        for _, writer in knocking:
            writer.close()
        await until(lambda: ann.network._reception._guard._half_open == 0)
        ann.network._reception._guard.welcome("127.0.0.1")
        assert await bob.network.connect(ann.address) == ann.shelf.peer


# -- cables ----


@together
async def test_a_reconnect_in_step_costs_two_kilobytes_each_way() -> None:
    async with homes(2) as (ann, bob):
        scope = shared_scope([ann, bob])
        ann.shelf.write_many(scope, [b"post %d" % n for n in range(50)])
        await bob.network.connect(ann.address)
        await in_step([ann, bob], scope)
        await bob.switch_off()
        await until(lambda: not ann.persons)
        bob.roster.addresses.clear()
        ann.roster.addresses.clear()
        await bob.switch_on()
        async with Cable(ann.address) as cable:
            await bob.network.connect(cable.address)
            await in_step([ann, bob], scope)
            await bob.switch_off()
            await until(lambda: not ann.persons)
            assert 1000 < cable.there_bytes <= 2000
            assert 1000 < cable.back_bytes <= 2000


@together
async def test_a_flipped_bit_ends_the_session_and_nothing_else() -> None:
    async with homes(2) as (ann, bob):
        scope = shared_scope([ann, bob])
        async with Cable(ann.address) as cable:
            cable.flip_at = 700
            await bob.network.connect(cable.address)
            await until(lambda: not bob.persons and not ann.persons)
        # Somebody in between did that: neither holds it against the other.
        assert not ann.network._company._penalties
        assert not bob.network._company._penalties
        await bob.network.connect(ann.address)
        await in_step([ann, bob], scope)


@together
async def test_a_cable_that_is_pulled_costs_only_the_time_without_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(company, "SAME_MOMENT_S", 0.0)
    async with homes(2) as (ann, bob):
        scope = shared_scope([ann, bob])
        ann.shelf.write_many(scope, [bytes([n % 256]) * 3000 for n in range(2000)])
        async with Cable(ann.address) as cable:
            for _ in range(3):
                await bob.network.connect(cable.address)
                target = len(bob.shelf.ids(scope)) + 100
                await until(lambda: len(bob.shelf.ids(scope)) > target)  # noqa: B023
                cable.cut()
                await until(lambda: not bob.persons)
        await bob.network.connect(ann.address)
        await in_step([ann, bob], scope)
        # What was under way when the cable was pulled has to come again, and no more than that.
        assert bob.shelf.taken_ops < 1.5 * len(bob.shelf.ids(scope))


@together
async def test_a_line_whose_address_is_gone_is_dropped_and_made_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    async with homes(2) as (ann, bob):
        await bob.network.connect(ann.address)
        await until(lambda: ann.persons and bob.roster.addresses)
        with monkeypatch.context() as moved:
            moved.setattr(tcp, "is_ours", lambda host: False)
            await bob.network._network_changed(local_addresses(loopback_only=True))
        await until(lambda: not ann.persons)
        await until(lambda: ann.persons and bob.persons)


@together
async def test_who_was_on_a_line_that_was_cut_is_not_here_any_more(monkeypatch: pytest.MonkeyPatch) -> None:
    # Nobody waits for a last word on a line that carries none; the time would end this test if somebody did.
    monkeypatch.setattr(talks, "CLOSE_TIMEOUT_S", 60)
    async with homes(2) as (ann, bob), Cable(ann.address) as cable:
        await bob.network.connect(cable.address)
        await until(lambda: ann.persons and bob.persons)
        cable.cut()
        await until(lambda: not ann.persons and not bob.persons)


@together
async def test_a_shelf_that_fails_ends_one_conversation_and_not_the_network(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with homes(3) as (ann, bob, cid):
        scope = shared_scope([ann, bob, cid])
        await ann.network.connect(bob.address)
        await ann.network.connect(cid.address)
        await in_step_with(ann, [bob, cid], scope)

        async def full(*_: object) -> None:
            raise RuntimeError("the disk is full")

        bob.shelf.take = full  # type: ignore[method-assign, assignment]
        ann.shelf.post(scope, b"for both")
        await until(lambda: cid.shelf.bodies(scope) == ann.shelf.bodies(scope))
        await until(lambda: "the disk is full" in caplog.text)
        assert cid.persons == {ann.shelf.peer.person}


# -- guests ----


class Porter:
    """A doorkeeper that lets guests in at the second request."""

    def __init__(self, patience: int = 0) -> None:
        self.patience = patience
        self.log: list[tuple[str, bytes]] = []
        self.settled: list[tuple[bytes, Address]] = []
        self.hashes: set[bytes] = set()

    async def greeting(self, invitation: bytes) -> bytes:
        return b"welcome to " + invitation

    async def request(
        self, invitation: bytes, static: bytes, handshake_hash: bytes, greeting: bytes
    ) -> bytes | None:
        self.log.append(("greeting", greeting))
        self.hashes.add(handshake_hash)
        return b"may I"

    async def answer(self, invitation: bytes, static: bytes, handshake_hash: bytes, request: bytes) -> bytes:
        self.log.append(("request", request))
        self.hashes.add(handshake_hash)
        self.patience -= 1
        return b"yes" if self.patience < 0 else b"ask again"

    async def settle(self, invitation: bytes, answer: bytes, address: Address) -> None:
        self.settled.append((answer, address))


def invited(host: Home, guest: Home) -> tuple[Guest, Host]:
    """Let `guest` hold an invitation of `host`."""
    name, key = secrets.token_bytes(16), secrets.token_bytes(32)
    host.roster.add(Contact(Guest(name), key, 0))
    guest.roster.add(Contact(Host(name), key, 1))
    return Guest(name), Host(name)


@together
async def test_a_guest_is_let_in() -> None:
    async with homes(1) as (host,):
        guest = Home()
        host.doorkeeper = host_porter = Porter()
        guest.doorkeeper = guest_porter = Porter()
        await host.switch_off()
        await host.switch_on()
        as_guest, as_host = invited(host, guest)
        await guest.switch_on()
        try:
            assert await guest.network.connect(host.address) == as_host
            assert guest_porter.settled == [(b"yes", host.address)]
            assert guest_porter.log == [("greeting", b"welcome to " + as_guest.invitation)]
            assert host_porter.log == [("request", b"may I")]
            assert guest_porter.hashes == host_porter.hashes
            assert not host.persons
        finally:
            await guest.switch_off()


@together
async def test_a_guest_that_is_asked_for_patience_comes_again() -> None:
    host, guest = Home(), Home()
    host.doorkeeper, guest.doorkeeper = Porter(patience=1), (porter := Porter())
    _, as_host = invited(host, guest)
    await host.switch_on()
    guest.roster.addresses[as_host] = [host.address]
    await guest.switch_on()
    try:
        await until(lambda: len(porter.settled) >= 2)
        assert [answer for answer, _ in porter.settled[:2]] == [b"ask again", b"yes"]
    finally:
        await guest.switch_off()
        await host.switch_off()


@together
async def test_a_guest_may_go_away_after_the_greeting() -> None:
    class Shy(Porter):
        async def request(
            self, invitation: bytes, static: bytes, handshake_hash: bytes, greeting: bytes
        ) -> bytes | None:
            return None

    host, guest = Home(), Home()
    host.doorkeeper, guest.doorkeeper = Porter(), Shy()
    invited(host, guest)
    await host.switch_on()
    await guest.switch_on()
    try:
        with pytest.raises(UnreachableError):
            await guest.network.connect(host.address)
    finally:
        await guest.switch_off()
        await host.switch_off()


async def come_as_guest(host: Home, name: Guest, key: bytes) -> Line:
    reader, writer = await tcp.connect(host.address)
    machine = Initiator(AgreementKey.generate(), [Candidate(name, key)])
    return Line(reader, writer, await tcp.shake(machine, reader, writer), SystemClock())


@together
async def test_a_code_that_went_round_does_not_take_all_the_room() -> None:
    async with homes(1) as (host,):
        host.doorkeeper = Porter()
        await host.switch_off()
        await host.switch_on()
        name, key = Guest(secrets.token_bytes(16)), secrets.token_bytes(32)
        host.roster.add(Contact(name, key, 0))
        lines = [await come_as_guest(host, name, key) for _ in range(MAX_PAIRINGS)]
        assert all([await line.receive() for line in lines])
        too_many = await come_as_guest(host, name, key)
        assert await too_many.receive() is None
        assert too_many.said_bye
        lines[0].abort()
        await until(lambda: host.network._company._pairings[name.invitation] < MAX_PAIRINGS)
        again = await come_as_guest(host, name, key)
        assert await again.receive()
        for line in [*lines, too_many, again]:
            await line.close(properly=False)


@together
async def test_a_guest_who_only_keeps_the_line_busy_is_shown_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(talks, "STEP_TIMEOUT_S", 0.5)
    async with homes(1) as (host,):
        host.doorkeeper = Porter()
        await host.switch_off()
        await host.switch_on()
        name, key = Guest(secrets.token_bytes(16)), secrets.token_bytes(32)
        host.roster.add(Contact(name, key, 0))
        line = await come_as_guest(host, name, key)
        assert await line.receive()
        ended = asyncio.create_task(line.receive())
        with contextlib.suppress(OSError):
            while not ended.done():
                await line.send(frame(wire.encode(Ping())))
                await asyncio.sleep(0.05)
        assert await ended is None
        await line.close(properly=False)


@together
async def test_an_invitation_that_was_withdrawn_leads_nowhere() -> None:
    host, guest = Home(), Home()
    host.doorkeeper = Porter()
    as_guest, _ = invited(host, guest)
    await host.switch_on()
    await guest.switch_on()
    host.roster.remove(as_guest)
    try:
        connecting = asyncio.create_task(guest.network.connect(host.address))
        done, _ = await asyncio.wait({connecting}, timeout=0.5)
        assert not done  # silence, as for any stranger
        connecting.cancel()
        await asyncio.wait({connecting})
    finally:
        await guest.switch_off()
        await host.switch_off()
