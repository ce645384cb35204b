"""The tests of a network over loopback, and what each of them can see."""

from __future__ import annotations

import os
import secrets
import socket
from ipaddress import IPv4Address
from typing import Any

import ifaddr
import pytest

from sync import company, interfaces, survey
from sync.beacon import PERIOD_S, VERSION, BeaconKey, build, period_at, writing_of
from sync.interfaces import LocalAddress, local_addresses, tunnels
from sync.mdns import instances_in, question
from sync.outcome import Outcome
from sync.ports import Address, Member
from sync.probing import ask_around
from sync.survey import Door
from tests.fakes import until
from tests.sync.home import Home, homes
from tests.sync.test_neighbours import together

NOW_S = 1_700_000_000.0


@together
async def test_two_homes_near_each_other_hear_each_other() -> None:
    async with homes(2, quiet=False) as (ann, bob):
        await until(lambda: ann.persons and bob.persons)
        seen = await ann.network.survey()
        assert seen.has_network
        assert [echo.came_back for echo in seen.echoes] == [True]
        # Other tests may run on this computer, too; whose they are nobody here can tell.
        known = [heard for heard in seen.heard if heard.names]
        assert [heard.names for heard in known] == [(Member(bob.shelf.peer.person),)]
        assert [(heard.version, heard.clock_off_s) for heard in known] == [(VERSION, 0)]
        assert [n.person for n in seen.neighbours] == [bob.shelf.peer.person]
        assert seen.door is Door.UNKNOWN, "who comes from this very computer proves nothing"
        assert ann.network.version_of(bob.shelf.peer.person) == VERSION


@together
async def test_every_address_of_whoever_is_missing_is_tried_and_told() -> None:
    async with homes(1) as (ann,):
        bob = Home("bob")
        ann.knows(bob)
        name = Member(bob.shelf.peer.person)
        with socket.socket() as closed:
            closed.bind(("127.0.0.1", 0))
            where = Address(*closed.getsockname())
            ann.roster.addresses[name] = [where]
            ann.network.roster_changed()
            for _ in range(2):
                seen = await ann.network.survey()
                assert [(t.address, t.names, t.outcome) for t in seen.trials] == [
                    (where, (name,), Outcome.REFUSED)
                ]
                assert not any(name in heard.names for heard in seen.heard)


@together
async def test_nobody_is_hung_up_on_who_came_by_himself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(survey, "is_ours", lambda _: False)
    monkeypatch.setattr(survey, "STOOD_S", 0.0)
    monkeypatch.setattr(company, "BRIEF_S", 0.0)
    async with homes(2) as (ann, bob):
        await bob.network.connect(ann.address)
        await until(lambda: ann.persons and bob.persons)
        before = ann.network.neighbours()[0].since_s
        assert (await ann.network.survey()).door is Door.OPEN
        assert [n.since_s for n in ann.network.neighbours()] == [before]


@together
async def test_whoever_is_hung_up_on_calls_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(survey, "is_ours", lambda _: False)
    monkeypatch.setattr(survey, "STOOD_S", 0.0)
    monkeypatch.setattr(company, "BRIEF_S", 0.0)
    async with homes(2) as (ann, bob):
        await bob.network.connect(ann.address)
        await until(lambda: bob.roster.addresses and ann.roster.addresses)
        assert (await bob.network.survey()).door is Door.OPEN
        await until(lambda: ann.persons and bob.persons)


def test_a_beacon_from_another_year_is_puzzled_out() -> None:
    key = BeaconKey(b"k" * 32, 0, "bob")
    for off_s in (0, 3 * 86_400, -400 * 86_400, -NOW_S + 86_400):
        beacon = build([key], 30_000, [b"\x0a\0\0\1"], NOW_S + off_s, os.urandom)
        writing = writing_of(beacon.txt, NOW_S)
        assert writing is not None
        assert period_at(NOW_S + off_s) in writing.periods
        assert sorted(writing.periods, key=lambda p: abs(p - NOW_S // PERIOD_S)) == list(writing.periods)


@pytest.mark.parametrize(
    ("txt", "version"),
    [({}, None), ({b"a": b"\x02whatever"}, 2), ({b"a": b"\x01\0\0"}, None), ({b"b": b"\x02"}, None)],
)
def test_anybody_can_see_which_version_a_beacon_is_of(txt: dict[bytes, bytes], version: int | None) -> None:
    writing = writing_of(txt, NOW_S)
    assert (None if writing is None else writing.version) == version


@together
async def test_a_packet_is_whatever_a_stranger_sends() -> None:
    assert instances_in(question()) == set()
    for _ in range(300):
        noise = secrets.token_bytes(secrets.randbelow(200))
        assert isinstance(instances_in(noise), set)
        assert isinstance(instances_in(question()[:12] + noise), set)


@together
async def test_who_may_not_ask_is_not_said_to_be_deaf(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError

    monkeypatch.setattr("sync.probing._open", refuse)
    echo = await ask_around(local_addresses(loopback_only=True), is_own=lambda _: False)
    assert echo.came_back is None


def an_adapter(name: str, ip: str, bits: int) -> Any:
    return ifaddr.Adapter(name, name, [ifaddr.IP(ip, bits, name)], index=2)


def test_tunnels_are_told_by_their_names_and_by_the_way_that_packets_would_go(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    home = LocalAddress(IPv4Address("192.168.1.5"), 24, "eth0", 1)
    ways = {"198.51.100.1": "10.8.0.2", "192.168.1.1": "192.168.1.5", "192.168.1.254": "192.168.1.5"}
    monkeypatch.setattr(interfaces, "_way_to", ways.get)
    eth = an_adapter("eth0", "192.168.1.5", 24)
    monkeypatch.setattr(ifaddr, "get_adapters", lambda: [eth])
    assert tunnels([home]) == interfaces.Tunnels(any=False, takes_all=False, takes_home=False)
    monkeypatch.setattr(ifaddr, "get_adapters", lambda: [eth, an_adapter("wg0", "10.8.0.2", 32)])
    assert tunnels([home]) == interfaces.Tunnels(any=True, takes_all=True, takes_home=False)
    ways["192.168.1.77"] = "10.8.0.2"
    assert tunnels([home], ["192.168.1.77"]).takes_home
