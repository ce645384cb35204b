"""One interface: what leaves it, and what strangers can do through it. Packets are real, on loopback."""

from __future__ import annotations

import asyncio
import ipaddress
import secrets
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest
from hypothesis import given
from hypothesis import strategies as st
from zeroconf import ServiceInfo, ServiceStateChange, Zeroconf
from zeroconf.asyncio import AsyncServiceInfo, AsyncZeroconf

from sync import link as module
from sync.beacon import MAX_TOKENS, Beacon, BeaconKey, build
from sync.interfaces import LocalAddress
from sync.link import MAX_BARE, MAX_LOOKED_AT, MAX_WAITING, Link
from sync.mdns import (
    MAX_KNOWN_ANSWERS,
    PACKETS_PER_S,
    SERVICE_TYPE,
    Budget,
    GuardedZeroconf,
    hear_one_interface_only,
    service_info,
)
from sync.sightings import Advertisement

NOW_S = 1_750_000_000.0
LO = LocalAddress(ipaddress.ip_address("127.0.0.1"), 8, "lo", 1)
HOME = (
    LocalAddress(ipaddress.ip_address("192.168.1.5"), 24, "eth0", 2),
    LocalAddress(ipaddress.ip_address("fe80::5"), 64, "eth0", 2),
)
# The most that Ethernet carries in one packet of IPv6 and UDP.
MAX_PACKET_BYTES = 1500 - 40 - 8


class Ear:
    """Somebody who uses a link, and writes down what comes of it."""

    def __init__(self, *addresses: LocalAddress) -> None:
        self.here: tuple[LocalAddress, ...] = addresses
        self.own: set[str] = set()
        self.seen: list[tuple[str, Advertisement]] = []
        self.gone: list[str] = []
        self.link = Link(
            addresses,
            scan=lambda: self.here,
            is_own=self.own.__contains__,
            on_seen=lambda _, instance, advertisement: self.seen.append((instance, advertisement)),
            on_gone=lambda _, instance: self.gone.append(instance),
            slots=asyncio.Semaphore(8),
        )

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[Ear]:
        task = asyncio.create_task(self.link.run())
        try:
            yield self
        finally:
            task.cancel()
            await asyncio.wait([task])


def a_beacon(contacts: int = 1, port: int = 30_000, address: bytes = LO.ip.packed) -> Beacon:
    keys = [BeaconKey(n.to_bytes(32, "big"), 0, n) for n in range(contacts)]
    return build(keys, port, [address], NOW_S, secrets.token_bytes)


async def until(condition: Callable[[], object]) -> None:
    async with asyncio.timeout(30):
        while not condition():  # noqa: ASYNC110  # what is waited for is another program's doing
            await asyncio.sleep(0.01)


def has_heard(ear: Ear, beacon: Beacon) -> bool:
    return beacon.instance in {instance for instance, _ in ear.seen}


def test_a_link_hears_another_and_hears_it_leave() -> None:
    async def scene() -> None:
        beacon = a_beacon()
        async with Ear(LO).listening() as ear:
            async with Ear(LO).listening() as speaker:
                speaker.link.show(beacon)
                await until(lambda: has_heard(ear, beacon))
            await until(lambda: beacon.instance in ear.gone)
        seen = dict(ear.seen)[beacon.instance]
        assert seen == Advertisement(beacon.txt, beacon.port, (LO.ip.packed,), ("127.0.0.1",))

    asyncio.run(scene())


def test_a_link_replaces_what_it_announces_and_withdraws_it() -> None:
    async def scene() -> None:
        one, two = a_beacon(), a_beacon()
        async with Ear(LO).listening() as ear, Ear(LO).listening() as speaker:
            speaker.link.show(one)
            await until(lambda: has_heard(ear, one))
            speaker.link.show(two)
            await until(lambda: has_heard(ear, two) and one.instance in ear.gone)
            speaker.link.show(None)
            await until(lambda: two.instance in ear.gone)

    asyncio.run(scene())


def test_a_link_that_begins_later_hears_what_was_announced_before() -> None:
    async def scene() -> None:
        beacon = a_beacon()
        async with Ear(LO).listening() as witness, Ear(LO).listening() as speaker:
            speaker.link.show(beacon)
            await until(lambda: has_heard(witness, beacon))
            async with Ear(LO).listening() as ear:
                await until(lambda: has_heard(ear, beacon))

    asyncio.run(scene())


def test_a_link_does_not_hear_itself() -> None:
    async def scene() -> None:
        beacon = a_beacon()
        async with Ear(LO).listening() as witness, Ear(LO).listening() as speaker:
            speaker.own.add(beacon.instance)
            speaker.link.show(beacon)
            await until(lambda: has_heard(witness, beacon))
            assert not has_heard(speaker, beacon)

    asyncio.run(scene())


def test_a_link_whose_address_has_gone_ends_without_a_word() -> None:
    async def scene() -> None:
        beacon = a_beacon()
        async with Ear(LO).listening() as ear, Ear(LO).listening() as speaker:
            speaker.link.show(beacon)
            await until(lambda: has_heard(ear, beacon))
            moved = Ear(LO)
            moved.here = ()
            untold = a_beacon()
            moved.link.show(untold)
            await moved.link.run()  # it ends by itself
            speaker.link.fall_silent()
            speaker.link.show(None)
            late = a_beacon()
            async with Ear(LO).listening() as other:
                other.link.show(late)
                await until(lambda: has_heard(ear, late))
        assert beacon.instance not in ear.gone
        assert not has_heard(ear, untold)

    asyncio.run(scene())


def hostile(**changes: object) -> ServiceInfo:
    """Return an advertisement that is right but for these changes."""
    right: dict[str, object] = {
        "name": f"{secrets.token_hex(6)}.{SERVICE_TYPE}",
        "port": 30_000,
        "properties": dict(a_beacon().txt),
        "server": f"{secrets.token_hex(6)}.local.",
        "addresses": [LO.ip.packed],
    }
    fields = {**right, **changes}
    return ServiceInfo(SERVICE_TYPE, str(fields.pop("name")), **fields)  # type: ignore[arg-type]


HOSTILE = {
    "a name in words": hostile(name=f"Aunt Ann's laptop.{SERVICE_TYPE}"),
    "a name too long": hostile(name=f"{'0' * 60}.{SERVICE_TYPE}"),
    "a host in words": hostile(server="anns-laptop.local."),
    "a port of the system": hostile(port=22),
    "no port": hostile(port=0),
    "an address elsewhere": hostile(addresses=[socket.inet_aton("192.0.2.1")]),
    "a group": hostile(addresses=[socket.inet_aton("224.0.0.1")]),
    "too many addresses": hostile(addresses=[bytes([127, 0, 1, n]) for n in range(1, 60)]),
    "no text": hostile(properties={}),
    "other text": hostile(properties={b"path": b"/"}),
}


def test_advertisements_that_are_not_ours_are_passed_over_and_honest_ones_heard() -> None:
    async def scene() -> None:
        async with Ear(LO).listening() as ear:
            stranger = AsyncZeroconf(interfaces=["127.0.0.1"])
            for info in HOSTILE.values():
                await stranger.async_register_service(info, cooperating_responders=True)
            honest = a_beacon()
            async with Ear(LO).listening() as speaker:
                speaker.link.show(honest)
                await until(lambda: has_heard(ear, honest))
            # The last word of the stranger, so that all of his are in.
            last = hostile()
            await stranger.async_register_service(last, cooperating_responders=True)
            await until(lambda: last.name[:12] in {instance for instance, _ in ear.seen})
            await stranger.async_close()
            assert not {info.name[:12] for info in HOSTILE.values()} & {instance for instance, _ in ear.seen}

    asyncio.run(scene())


def test_an_advertisement_that_comes_in_pieces_is_asked_for() -> None:
    async def scene() -> None:
        async with Ear(LO).listening() as ear:
            stranger = AsyncZeroconf(interfaces=["127.0.0.1"])
            await stranger.zeroconf.async_wait_for_start()
            info = hostile()
            stranger.zeroconf.registry.async_add(info)
            pointer_alone = stranger.zeroconf.generate_service_broadcast(info, None)
            pointer_alone.answers = [a for a in pointer_alone.answers if a[0].type == 12]
            stranger.zeroconf.async_send(pointer_alone)
            await until(lambda: info.name[:12] in {instance for instance, _ in ear.seen})
            await stranger.async_close()

    asyncio.run(scene())


class Memory:
    """What zeroconf holds, as far as a link looks: the records of every name, or of none."""

    def __init__(self, *, whole: bool) -> None:
        self.cache, self._whole = self, whole
        self.server = "0123456789ab.local."

    def get_by_details(self, name: str, kind: int, cls: int) -> Memory | None:
        return self if self._whole else None


def ghosts(count: int) -> list[str]:
    return [f"{n:012x}.{SERVICE_TYPE}" for n in range(count)]


@pytest.mark.parametrize("whole", [True, False])
def test_a_flood_of_names_is_bounded_and_leads_to_asking_again(whole: bool) -> None:
    async def scene() -> None:
        link = Ear(LO).link
        memory = Memory(whole=whole)
        for name in ghosts(24_000):
            link._changed(memory, SERVICE_TYPE, name, ServiceStateChange.Added)  # type: ignore[arg-type]
        assert (len(link._waiting), len(link._bare)) == ((MAX_WAITING, 0) if whole else (0, MAX_BARE))
        assert link._ask_at_s < asyncio.get_running_loop().time() + module.ASK_AGAIN_S
        first = next(iter(link._waiting or link._bare))
        link._changed(memory, SERVICE_TYPE, first, ServiceStateChange.Removed)  # type: ignore[arg-type]
        assert len(link._waiting) + len(link._bare) == (MAX_WAITING if whole else MAX_BARE) - 1

    asyncio.run(scene())


def test_nothing_is_looked_at_twice_unless_it_changes_and_that_memory_is_bounded() -> None:
    async def scene() -> None:
        link = Ear(LO).link
        memory = Memory(whole=True)
        for name in ghosts(MAX_LOOKED_AT + 100):
            link._tell(AsyncServiceInfo(SERVICE_TYPE, name))
        assert len(link._looked_at) == MAX_LOOKED_AT
        last = ghosts(MAX_LOOKED_AT + 100)[-1]
        link._changed(memory, SERVICE_TYPE, last, ServiceStateChange.Added)  # type: ignore[arg-type]
        assert not link._waiting
        link._changed(memory, SERVICE_TYPE, last, ServiceStateChange.Updated)  # type: ignore[arg-type]
        assert list(link._waiting) == [last]

    asyncio.run(scene())


@given(st.text(), st.sampled_from(list(ServiceStateChange)))
def test_names_of_any_kind_do_no_harm(name: str, change: ServiceStateChange) -> None:
    async def scene() -> None:
        link = Ear(LO).link
        link._changed(Memory(whole=True), SERVICE_TYPE, f"{name}.{SERVICE_TYPE}", change)  # type: ignore[arg-type]
        assert not link._waiting

    asyncio.run(scene())


def test_answers_go_to_this_link_only() -> None:
    async def scene() -> None:
        link = Ear(*HOME).link
        assert link._may_send(None)
        assert link._may_send("192.168.1.9")
        assert link._may_send("fe80::9%2")
        for far in ("192.168.2.9", "8.8.8.8", "fd00::9", "not an address"):
            assert not link._may_send(far)

    asyncio.run(scene())


def test_an_address_on_another_interface_is_not_ours_here() -> None:
    async def scene() -> None:
        ear = Ear(*HOME)
        ear.here = (LocalAddress(HOME[0].ip, 24, "wlan0", 3),)
        assert not ear.link._may_send(None)
        ear.here = HOME
        assert not ear.link._may_send(None)  # once silent, always silent

    asyncio.run(scene())


def test_a_guard_passes_a_trickle_and_only_what_may_be_said(monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[str | None] = []
    monkeypatch.setattr(Zeroconf, "async_send", lambda self, out, addr=None, *rest: sent.append(addr))

    async def scene() -> None:
        conf = GuardedZeroconf("lo", ["127.0.0.1"], lambda to: to != "127.0.0.9")
        out = conf.generate_service_broadcast(service_info(a_beacon()), None)
        conf.async_send(out, "127.0.0.9")
        assert sent == []
        for _ in range(1000):
            conf.async_send(out)
        await AsyncZeroconf(zc=conf).async_close()

    asyncio.run(scene())
    assert PACKETS_PER_S <= len(sent) < 4 * PACKETS_PER_S


def test_a_question_lists_a_bounded_number_of_names(monkeypatch: pytest.MonkeyPatch) -> None:
    sizes: list[int] = []
    monkeypatch.setattr(Zeroconf, "async_send", lambda self, out, *rest: sizes.append(len(out.answers)))

    async def scene() -> None:
        conf = GuardedZeroconf("lo", ["127.0.0.1"], lambda _: True)
        question = conf.generate_service_query(service_info(a_beacon()))
        answer = service_info(a_beacon()).dns_pointer()
        question.answers = [(answer, 0.0)] * 1000
        conf.async_send(question)
        announcement = conf.generate_service_broadcast(service_info(a_beacon()), None)
        announcement.answers = announcement.answers * 100
        conf.async_send(announcement)
        await AsyncZeroconf(zc=conf).async_close()

    asyncio.run(scene())
    assert sizes[0] == MAX_KNOWN_ANSWERS
    assert sizes[1] > MAX_KNOWN_ANSWERS


def test_the_largest_advertisement_is_one_packet_and_does_not_name_this_computer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # The two letters that some computers are called by stand in every sixtieth advertisement by chance.
    monkeypatch.setattr(socket, "gethostname", lambda: "grandmothers-laptop")

    async def scene() -> list[bytes]:
        conf = GuardedZeroconf("lo", ["127.0.0.1"], lambda _: False)
        here = [LO.ip.packed, b"\x7f\x00\x00\x02"]
        keys = [BeaconKey(n.to_bytes(32, "big"), 0, n) for n in range(MAX_TOKENS)]
        beacon = build(keys, 30_000, here, NOW_S, secrets.token_bytes)
        packets: list[bytes] = conf.generate_service_broadcast(service_info(beacon), None).packets()
        await AsyncZeroconf(zc=conf).async_close()
        return packets

    (packet,) = asyncio.run(scene())
    assert len(packet) <= MAX_PACKET_BYTES
    assert b"grandmothers" not in packet


def test_a_budget_is_spent_and_comes_back() -> None:
    budget = Budget(10)
    assert sum(budget.take(100.0) for _ in range(100)) == 20
    assert sum(budget.take(101.0) for _ in range(100)) == 10
    assert sum(budget.take(1000.0) for _ in range(100)) == 20


def test_hearing_one_interface_only_is_no_failure_without_the_privilege(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Deaf:
        def __init__(self) -> None:
            self.options: list[int] = []

        def setsockopt(self, level: int, option: int, value: object) -> None:
            self.options.append(option)
            if isinstance(value, bytes):
                raise PermissionError(1, "Operation not permitted")

    class Holder:
        sock = Deaf()

    class Conf:
        engine = type("Engine", (), {"readers": [Holder()]})

    monkeypatch.setattr("sys.platform", "linux")
    hear_one_interface_only(Conf(), "eth0")  # type: ignore[arg-type]
    assert len(Holder.sock.options) == 2
    monkeypatch.setattr("sys.platform", "win32")
    hear_one_interface_only(Conf(), "eth0")  # type: ignore[arg-type]
    assert len(Holder.sock.options) == 2
