"""The listening side: a port for each network, and a hall in which nobody takes all places."""

import asyncio
import contextlib
import ipaddress
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest

from crypto.keys import AgreementKey
from sync import reception, tcp
from sync.guard import MAX_HALF_OPEN
from sync.interfaces import LocalAddress, listen_port
from sync.reception import PORT_ATTEMPTS, Reception
from tests.fakes import MemoryRoster, until
from tests.sync.home import SystemClock

SECRET = b"s" * 32


def network(address: str) -> list[LocalAddress]:
    return [LocalAddress(ipaddress.ip_address(address), 24, "eth0", 2)]


HOME, CAFE = network("192.168.7.2"), network("10.9.8.7")


@contextlib.asynccontextmanager
async def a_reception() -> AsyncIterator[tuple[Reception, asyncio.TaskGroup]]:
    async def arrived(*_: Any) -> None:
        raise AssertionError("nobody is known")

    made = Reception(
        AgreementKey.generate(),
        MemoryRoster(),
        SystemClock(),
        arrived,
        payload=b"",
        loopback_only=True,
        listen_secret=SECRET,
    )
    async with asyncio.TaskGroup() as tasks:
        try:
            yield made, tasks
        finally:
            made.close()
            for writer in list(made._hall):
                writer.transport.abort()


def run(test: Callable[[], Any]) -> None:
    asyncio.run(asyncio.wait_for(test(), 20))


def test_the_port_follows_the_network() -> None:
    async def test() -> None:
        async with a_reception() as (it, tasks):
            assert await it.open(HOME, tasks) == it.port == listen_port(SECRET, HOME)
            servers = list(it._servers)
            assert await it.open(HOME, tasks) == it.port
            assert it._servers == servers
            assert await it.open(CAFE, tasks) == listen_port(SECRET, CAFE)
            with pytest.raises(OSError, match="Connect call failed"):
                await asyncio.open_connection("127.0.0.1", listen_port(SECRET, HOME))

    run(test)


def test_a_taken_port_is_followed_by_other_candidates_and_in_the_end_by_any() -> None:
    async def test() -> None:
        taken = []
        try:
            for attempt in range(PORT_ATTEMPTS):
                async with a_reception() as (it, tasks):
                    assert await it.open(HOME, tasks) == listen_port(SECRET, HOME, attempt)
                sockets = tcp.listening_sockets(listen_port(SECRET, HOME, attempt), loopback_only=True)
                for sock in sockets:
                    sock.listen()
                taken += sockets
            async with a_reception() as (it, tasks):
                port = await it.open(HOME, tasks)
                assert port not in [listen_port(SECRET, HOME, n) for n in range(PORT_ATTEMPTS)]
        finally:
            for sock in taken:
                sock.close()

    run(test)


def test_where_nothing_can_listen_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> Any:
        raise OSError("no")

    monkeypatch.setattr(reception, "listening_sockets", refuse)

    async def test() -> None:
        async with a_reception() as (it, tasks):
            with pytest.raises(OSError, match="no"):
                await it.open(HOME, tasks)

    run(test)


def test_where_nothing_more_can_listen_the_former_port_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> Any:
        raise OSError(24, "Too many open files")

    async def test() -> None:
        async with a_reception() as (it, tasks):
            port = await it.open(HOME, tasks)
            monkeypatch.setattr(reception, "listening_sockets", refuse)
            assert await it.open(CAFE, tasks) == it.port == port
            _, writer = await asyncio.open_connection("127.0.0.1", port)
            await tcp.close_writer(writer)

    run(test)


def test_a_stranger_who_failed_gives_way_when_the_hall_is_full(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reception, "SILENCE_S", (20.0, 20.0))

    async def test() -> None:
        async with a_reception() as (it, tasks):
            port = await it.open(HOME, tasks)
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(b"x" * 272)
            await until(lambda: it._silent)
            for n in range(MAX_HALF_OPEN - 1):
                it._guard.admit(f"10.0.0.{n}", 0.0)
            assert it._guard.full
            second_reader, second = await asyncio.open_connection("127.0.0.1", port)
            assert len(await second_reader.readexactly(32)) == 32
            with contextlib.suppress(ConnectionError):
                assert len(await reader.read()) == 32
            for w in (writer, second):
                w.close()

    run(test)


def test_who_says_nothing_for_longest_gives_way_when_the_hall_is_full() -> None:
    async def test() -> None:
        async with a_reception() as (it, tasks):
            port = await it.open(HOME, tasks)
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            assert len(await reader.readexactly(32)) == 32
            for n in range(MAX_HALF_OPEN - 1):
                it._guard.admit(f"10.0.0.{n}", 0.0)
            second_reader, second = await asyncio.open_connection("127.0.0.1", port)
            assert len(await second_reader.readexactly(32)) == 32
            with contextlib.suppress(ConnectionError):
                assert await reader.read() == b""
            await until(lambda: not it._silent and len(it._heard) == 1)
            assert it._guard.full
            for w in (writer, second):
                w.close()

    run(test)


def test_who_had_more_than_its_share_pushes_nobody_out(monkeypatch: pytest.MonkeyPatch) -> None:
    async def test() -> None:
        async with a_reception() as (it, tasks):
            port = await it.open(HOME, tasks)
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            assert len(await reader.readexactly(32)) == 32
            for n in range(MAX_HALF_OPEN - 1):
                it._guard.admit(f"10.0.0.{n}", 0.0)
            monkeypatch.setattr(it._guard, "bears", lambda *_: False)
            second_reader, second = await asyncio.open_connection("127.0.0.1", port)
            with contextlib.suppress(ConnectionError):
                assert await second_reader.read() == b""
            assert len(it._heard) == 1
            for w in (writer, second):
                w.close()

    run(test)


def test_before_it_opens_it_lets_nobody_in() -> None:
    async def test() -> None:
        it = Reception(
            AgreementKey.generate(),
            MemoryRoster(),
            SystemClock(),
            lambda *_: asyncio.sleep(0),
            payload=b"",
            loopback_only=True,
            listen_secret=SECRET,
        )
        server = await asyncio.start_server(it._connected, "127.0.0.1", 0)
        reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
        assert await reader.read() == b""
        writer.close()
        server.close()

    run(test)
