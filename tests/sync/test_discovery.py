"""What is announced when, with links that only take notes; and real links on loopback."""

from __future__ import annotations

import asyncio
import ipaddress
import itertools
import logging
import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typing_extensions import override

from sync import discovery as module
from sync.beacon import PERIOD_S, Beacon, BeaconKey, build, match, period_at
from sync.discovery import MAX_LINKS, Discovery
from sync.interfaces import LocalAddress
from sync.link import Link
from sync.settling import RETRY_S
from sync.sightings import Advertisement, Sighting
from tests.fakes import FakeClock

HOME, AWAY = "192.168.1.5", "192.168.7.5"
PORT = 30_000


def an_address(text: str, interface: str = "eth0") -> LocalAddress:
    return LocalAddress(ipaddress.ip_address(text), 24 if "." in text else 64, interface, 2)


def ours(number: int) -> BeaconKey:
    return BeaconKey(number.to_bytes(32, "big"), 0, f"contact {number}")


def theirs(number: int) -> BeaconKey:
    return BeaconKey(ours(number).key, 1, "us")


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the clock of the test decide alone when something is due."""
    monkeypatch.setattr(module, "POLL_S", 0.0)


class NotingLink(Link):
    """A link that writes down what it is told, and fails if the stage says so."""

    stage: Stage

    @override
    async def run(self) -> None:
        self.shown: list[Beacon | None] = getattr(self, "shown", [])
        self.stage.note(f"open {self.advertised[0].host}")
        if self.stage.broken:
            raise OSError(19, "No such device")
        try:
            await asyncio.Event().wait()
        finally:
            self.stage.note(f"close {self.advertised[0].host}")

    @override
    def show(self, beacon: Beacon | None) -> None:
        self.shown = [*getattr(self, "shown", []), beacon]

    @override
    def fall_silent(self) -> None:
        self.stage.note(f"silence {self.advertised[0].host}")

    @override
    def ask_again(self) -> None:
        self.stage.note("ask")

    @property
    def beacon(self) -> Beacon:
        last = self.shown[-1]
        assert last is not None
        return last

    def is_own(self, instance: str) -> bool:
        return self._is_own(instance)

    def hear(self, instance: str, seen: Advertisement) -> None:
        self._on_seen(self, instance, seen)

    def lose(self, instance: str) -> None:
        self._on_gone(self, instance)


class Stage:
    """A computer, its clock, its network and its contacts, all moved by hand."""

    def __init__(self, *hosts: str, quiet: bool = False) -> None:
        self.clock = FakeClock()
        self.addresses = tuple(an_address(host) for host in hosts)
        self.keys = [ours(1)]
        self.notes: list[str] = []
        self.links: list[NotingLink] = []
        self.sightings: list[Sighting] = []
        self.broken = False
        self.blind = False
        self.scans = 0
        self.port = PORT
        self.discovery = Discovery(
            keys=lambda: self.keys,
            on_sighting=self.sightings.append,
            clock=self.clock,
            loopback_only=False,
            quiet=quiet,
            on_network_changed=self._moved,
            scan=self._scan,
            make_link=self._make,
        )

    @asynccontextmanager
    async def running(self) -> AsyncIterator[Stage]:
        task = asyncio.create_task(self.discovery.run(self.port))
        try:
            await self.settle()
            yield self
        finally:
            task.cancel()
            await asyncio.wait([task])

    async def settle(self, seconds: float = 0.0) -> None:
        """Let time pass, and everything happen that is due then."""
        self.clock.advance(seconds)
        for _ in range(3):
            seen = self.scans
            while self.scans == seen:  # noqa: ASYNC110  # the discovery is not to know that it is watched
                await asyncio.sleep(0)

    async def move(self, *hosts: str) -> None:
        self.addresses = tuple(an_address(host) for host in hosts)
        await self.settle()

    def note(self, what: str) -> None:
        self.notes.append(what)

    def _scan(self) -> tuple[LocalAddress, ...]:
        self.scans += 1
        if self.blind:
            raise OSError(24, "Too many open files")
        return self.addresses

    async def _moved(self, addresses: tuple[LocalAddress, ...]) -> int:
        self.note("moved " + " ".join(a.host for a in addresses))
        self.port += 1
        return self.port

    def _make(self, addresses: tuple[LocalAddress, ...], **rest: object) -> Link:
        link = NotingLink(addresses, **rest)  # type: ignore[arg-type]  # passed on as it came
        link.stage = self
        self.links.append(link)
        return link


def play(scene: Callable[[Stage], object], *hosts: str, quiet: bool = False) -> None:
    """Run an async scene on a stage that has started at `hosts`."""

    async def run() -> None:
        async with Stage(*hosts, quiet=quiet).running() as stage:
            await scene(stage)  # type: ignore[misc]  # each scene is async

    asyncio.run(run())


def an_advertisement(number: int, port: int = PORT) -> Advertisement:
    here = ipaddress.ip_address("192.168.1.9").packed
    txt = build([theirs(number)], port, [here], FakeClock().wall_s(), secrets.token_bytes).txt
    return Advertisement(txt, port, (here,), ("192.168.1.9",))


def readable(beacon: Beacon, number: int, now_s: float) -> bool:
    return bool(match(beacon.txt, beacon.port, beacon.addresses, [theirs(number)], now_s))


def test_a_computer_without_a_network_starts_and_waits_for_one() -> None:
    async def scene(stage: Stage) -> None:
        assert stage.discovery.links == 0
        await stage.move(HOME)
        assert stage.notes == [f"moved {HOME}", f"open {HOME}"]
        assert stage.discovery.links == 1

    play(scene)


def test_what_is_announced_can_be_read_by_contacts_at_the_address_of_the_link() -> None:
    async def scene(stage: Stage) -> None:
        beacon = stage.links[0].beacon
        assert readable(beacon, 1, stage.clock.wall_s())
        assert beacon.port == PORT
        assert beacon.addresses == (ipaddress.ip_address(HOME).packed,)

    play(scene, HOME)


def test_a_move_begins_with_silence_then_the_listener_then_all_is_fresh() -> None:
    async def scene(stage: Stage) -> None:
        before = stage.links[0].beacon
        await stage.move(AWAY)
        wanted = [f"open {HOME}", f"silence {HOME}", f"moved {AWAY}", f"close {HOME}", f"open {AWAY}"]
        assert sorted(stage.notes) == sorted(wanted)
        assert stage.notes.index(f"silence {HOME}") < stage.notes.index(f"moved {AWAY}")
        assert stage.notes.index(f"moved {AWAY}") < stage.notes.index(f"open {AWAY}")
        after = stage.links[1].beacon
        assert after.port == PORT + 1
        assert after.addresses == (ipaddress.ip_address(AWAY).packed,)
        assert not {before.instance, before.host, before.salt} & {after.instance, after.host, after.salt}

    play(scene, HOME)


def test_a_look_at_the_interfaces_that_fails_changes_nothing() -> None:
    async def scene(stage: Stage) -> None:
        before = list(stage.notes)
        stage.blind = True
        await stage.settle()
        assert stage.notes == before
        assert stage.discovery.links == 1

    play(scene, HOME)


def test_an_address_that_is_not_announced_may_come_and_go() -> None:
    async def scene(stage: Stage) -> None:
        await stage.move(HOME, "fd00::5")
        await stage.move(HOME)
        assert len(stage.links) == 1
        assert not any(note.startswith(("silence", "close")) for note in stage.notes)

    play(scene, HOME)


def test_networks_are_announced_apart() -> None:
    async def scene(stage: Stage) -> None:
        stage.addresses = (an_address(HOME), an_address(AWAY, "wlan0"))
        await stage.settle()
        assert stage.discovery.links == 2
        one, two = (link.beacon for link in stage.links)
        assert len({one.instance, two.instance, one.host, two.host}) == 4
        assert not set(one.addresses) & set(two.addresses)

    play(scene, HOME)


def test_a_host_with_many_interfaces_uses_a_few() -> None:
    async def scene(stage: Stage) -> None:
        stage.addresses = tuple(an_address(f"10.0.{n}.5", f"eth{n}") for n in range(20))
        await stage.settle()
        assert stage.discovery.links == MAX_LINKS

    play(scene)


@settings(max_examples=20)
@given(st.integers(0, PERIOD_S - 1), st.lists(st.floats(1, 15), min_size=200, max_size=1200))
def test_at_any_time_what_is_announced_is_of_this_half_hour_or_the_last(
    start_s: int, steps: list[float]
) -> None:
    async def scene(stage: Stage) -> None:
        await stage.settle(10.0)
        renewals: list[float] = []
        for step_s in [start_s % 15, *steps]:
            shown = len(stage.links[0].shown)
            await stage.settle(step_s)
            now_s = stage.clock.wall_s()
            assert 0 <= period_at(now_s) - stage.links[0].beacon.period <= 1
            assert readable(stage.links[0].beacon, 1, now_s)
            renewals += [now_s] * (len(stage.links[0].shown) - shown)
        assert all(20 * 60 < later - earlier < 40 * 60 for earlier, later in itertools.pairwise(renewals[1:]))
        assert len(stage.links) == 1

    play(scene, HOME)


def test_a_new_contact_can_read_us_soon_and_sees_nothing_of_what_was_there_before() -> None:
    async def scene(stage: Stage) -> None:
        before = stage.links[0].beacon
        stage.keys.append(ours(2))
        stage.discovery.refresh()
        await stage.settle()
        assert stage.links[0].beacon is before
        await stage.settle(1.0)
        after = stage.links[0].beacon
        assert readable(after, 1, stage.clock.wall_s())
        assert readable(after, 2, stage.clock.wall_s())
        assert not {before.instance, before.host, before.salt} & {after.instance, after.host, after.salt}

    play(scene, HOME)


def test_contacts_that_come_together_share_one_renewal() -> None:
    async def scene(stage: Stage) -> None:
        for number in range(2, 18):
            stage.keys.append(ours(number))
            stage.discovery.refresh()
            await stage.settle(0.01)
        await stage.settle(1.0)
        assert len(stage.links[0].shown) == 2

    play(scene, HOME)


def test_a_refresh_that_changes_nothing_renews_nothing() -> None:
    async def scene(stage: Stage) -> None:
        stage.keys[:] = [BeaconKey(ours(1).key, 0, "the same by another name")]
        stage.discovery.refresh()
        await stage.settle(2.0)
        assert len(stage.links[0].shown) == 1

    play(scene, HOME)


def test_who_was_seen_before_we_met_is_recognised_when_we_have() -> None:
    async def scene(stage: Stage) -> None:
        stage.links[0].hear("0123456789ab", an_advertisement(2))
        assert stage.sightings == []
        stage.keys.append(ours(2))
        stage.discovery.refresh()
        await stage.settle(1.0)
        seen = Sighting(("contact 2",), "192.168.1.9", PORT, ("192.168.1.9",))
        assert stage.sightings == [seen]
        assert stage.discovery.known() == (seen,)

    play(scene, HOME)


def test_a_contact_is_reported_when_seen_and_forgotten_when_gone() -> None:
    async def scene(stage: Stage) -> None:
        stage.links[0].hear("0123456789ab", an_advertisement(1))
        stage.links[0].hear("0123456789ab", an_advertisement(1, port=PORT + 1))
        assert [s.port for s in stage.sightings] == [PORT, PORT + 1]
        stage.links[0].lose("0123456789ab")
        assert stage.discovery.known() == ()
        assert stage.discovery.look_around() == ()

    play(scene, HOME)


def test_what_was_seen_on_a_network_is_forgotten_with_it() -> None:
    async def scene(stage: Stage) -> None:
        stage.links[0].hear("0123456789ab", an_advertisement(1))
        await stage.move(AWAY)
        assert stage.discovery.known() == ()

    play(scene, HOME)


def test_looking_around_lists_strangers_too_and_asks_again() -> None:
    async def scene(stage: Stage) -> None:
        stage.links[0].hear("0123456789ab", an_advertisement(7))
        assert stage.discovery.look_around() == (("192.168.1.9", PORT),)
        assert "ask" in stage.notes

    play(scene, HOME)


def test_a_quiet_computer_listens_and_says_nothing() -> None:
    async def scene(stage: Stage) -> None:
        await stage.settle(PERIOD_S)
        stage.links[-1].hear("0123456789ab", an_advertisement(1))
        assert not any(link.shown for link in stage.links)
        assert len(stage.sightings) == 1

    play(scene, HOME, quiet=True)


def test_our_own_names_are_known_as_ours_on_every_link_and_for_a_while_after() -> None:
    async def scene(stage: Stage) -> None:
        stage.addresses = (an_address(HOME), an_address(AWAY, "wlan0"))
        await stage.settle()
        old = stage.links[0].beacon.instance
        stage.discovery.port_changed(PORT + 100)
        new = stage.links[0].beacon
        assert new.port == PORT + 100
        assert new.instance != old
        assert all(link.is_own(name) for link in stage.links for name in (old, new.instance))
        assert not stage.links[0].is_own("0123456789ab")

    play(scene, HOME)


def test_the_same_port_again_is_no_change() -> None:
    async def scene(stage: Stage) -> None:
        stage.discovery.port_changed(PORT)
        assert len(stage.links[0].shown) == 1

    play(scene, HOME)


def test_a_computer_that_slept_begins_anew() -> None:
    async def scene(stage: Stage) -> None:
        before = stage.links[0].beacon
        stage.clock.advance(8 * 3600)
        await stage.settle()
        assert len(stage.links) == 2
        after = stage.links[1].beacon
        assert after.instance != before.instance
        assert after.period == period_at(stage.clock.wall_s())

    play(scene, HOME)


@pytest.mark.parametrize("jump_s", [-400 * 86400.0, 3 * 86400.0])
def test_a_clock_that_is_set_begins_anew(jump_s: float) -> None:
    async def scene(stage: Stage) -> None:
        stage.clock.advance(jump_s)
        stage.clock._monotonic_s -= jump_s
        await stage.settle()
        await stage.settle(1.0)
        assert len(stage.links) == 2
        assert stage.links[1].beacon.period == period_at(stage.clock.wall_s())

    play(scene, HOME)


def test_an_interface_that_fails_is_tried_again_later() -> None:
    async def scene(stage: Stage) -> None:
        stage.broken = True
        await stage.move(HOME)
        assert len(stage.links) == 1
        assert stage.discovery.links == 0
        await stage.settle(RETRY_S[0] / 2)
        assert len(stage.links) == 1
        stage.broken = False
        await stage.settle(RETRY_S[0])
        assert len(stage.links) == 2
        assert stage.discovery.links == 1

    play(scene)


def test_links_end_with_their_owner() -> None:
    async def scene() -> None:
        stage = Stage(HOME)
        async with stage.running():
            pass
        assert stage.notes[-1] == f"close {HOME}"
        assert stage.discovery.links == 0

    asyncio.run(scene())


# Real links, on the loopback of this machine.


def a_discovery(keys: list[BeaconKey], seen: list[Sighting], clock: FakeClock) -> Discovery:
    return Discovery(keys=lambda: keys, on_sighting=seen.append, clock=clock, loopback_only=True)


async def until(condition: Callable[[], object]) -> None:
    async with asyncio.timeout(30):
        while not condition():  # noqa: ASYNC110  # what is waited for is another program's doing
            await asyncio.sleep(0.01)


@pytest.fixture
def real_pauses(monkeypatch: pytest.MonkeyPatch, no_pauses: None) -> None:
    monkeypatch.setattr(module, "POLL_S", 0.05)


@pytest.mark.usefixtures("real_pauses")
def test_two_on_one_machine_find_each_other_meet_later_and_part() -> None:
    async def scene() -> None:
        clock = FakeClock()
        key = secrets.token_bytes(32)
        ann_keys, bob_keys = [BeaconKey(key, 0, "bob")], list[BeaconKey]()
        ann_saw, bob_saw = list[Sighting](), list[Sighting]()
        ann, bob = a_discovery(ann_keys, ann_saw, clock), a_discovery(bob_keys, bob_saw, clock)
        async with asyncio.TaskGroup() as tasks:
            running = [tasks.create_task(ann.run(30_001)), tasks.create_task(bob.run(30_002))]
            await until(lambda: ("127.0.0.1", 30_001) in bob.look_around())
            assert ann_saw == bob_saw == []
            bob_keys.append(BeaconKey(key, 1, "ann"))
            bob.refresh()

            def have_met() -> bool:
                clock.advance(0.1)
                return bool(ann_saw and bob_saw)

            await until(have_met)
            assert (ann_saw[0].names, ann_saw[0].host, ann_saw[0].port) == (("bob",), "127.0.0.1", 30_002)
            assert (bob_saw[0].names, bob_saw[0].host, bob_saw[0].port) == (("ann",), "127.0.0.1", 30_001)
            running[1].cancel()
            await until(lambda: ann.known() == ())
            running[0].cancel()

    asyncio.run(scene())


@pytest.mark.usefixtures("real_pauses")
def test_zeroconf_writes_nothing_of_the_home_into_the_log(caplog: pytest.LogCaptureFixture) -> None:
    async def scene() -> None:
        one = a_discovery([], [], FakeClock())
        async with asyncio.TaskGroup() as tasks:
            running = tasks.create_task(one.run(30_001))
            await until(lambda: one.links)
            running.cancel()

    asyncio.run(scene())
    logging.getLogger("zeroconf").warning("Address not available when binding to %s", ("192.168.1.5", 5353))
    assert "192.168" not in caplog.text
