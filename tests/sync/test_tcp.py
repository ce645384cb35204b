"""Lines over real sockets: whole, cut, corrupted, and never answered."""

import asyncio
import errno
import socket
from collections.abc import Callable, Coroutine
from functools import wraps
from typing import Any

import pytest

from crypto.handshake import Candidate, Initiator, Responder
from crypto.keys import AgreementKey
from sync import tcp
from sync.errors import UnreachableError
from sync.ports import Address
from tests.sync.home import SystemClock

KEY = b"k" * 32
Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]


def in_a_loop(test: Callable[..., Coroutine[Any, Any, None]]) -> Callable[..., None]:
    @wraps(test)
    def run(*args: Any, **kwargs: Any) -> None:
        asyncio.run(asyncio.wait_for(test(*args, **kwargs), 20))

    return run


async def a_pair() -> tuple[Streams, Streams]:
    """Return both ends of a connection."""
    ours, theirs = socket.socketpair()
    return await asyncio.open_connection(sock=ours), await asyncio.open_connection(sock=theirs)


async def two_lines() -> tuple[tcp.Line, tcp.Line, Streams]:
    """Return two ends of a line, and the streams under the second."""
    a, b = await a_pair()
    shaken = await asyncio.gather(
        tcp.shake(Initiator(AgreementKey.generate(), [Candidate("x", KEY)]), *a),
        tcp.shake(Responder(AgreementKey.generate(), [Candidate("x", KEY)]), *b),
    )
    return tcp.Line(*a, shaken[0], SystemClock()), tcp.Line(*b, shaken[1], SystemClock()), b


@in_a_loop
async def test_what_is_said_at_one_end_is_heard_at_the_other() -> None:
    a, b, _ = await two_lines()
    assert a.established.handshake_hash == b.established.handshake_hash
    await a.send(b"hello")
    assert await b.receive() == b"hello"
    big = b"x" * 200_000
    sending = asyncio.create_task(b.send(big))
    got = b""
    while len(got) < len(big):
        piece = await a.receive()
        assert piece
        got += piece
    assert got == big
    await sending
    await a.close(properly=True)
    assert await b.receive() is None
    assert b.said_bye
    await b.close(properly=True)


@in_a_loop
async def test_a_line_that_is_cut_said_no_goodbye() -> None:
    a, b, _ = await two_lines()
    a.abort()
    assert await b.receive() is None
    assert not b.said_bye
    await b.close(properly=True)
    await a.close(properly=False)


@in_a_loop
async def test_bytes_that_nobody_sealed_are_the_peers_fault() -> None:
    a, b, (_, writer) = await two_lines()
    writer.write(b"\0" * 400)
    with pytest.raises(UnreachableError):
        await a.receive()
    await a.close(properly=True)
    await b.close(properly=False)


@in_a_loop
async def test_a_peer_that_knows_nobody_we_know_is_unreachable() -> None:
    a, b = await a_pair()
    shaking = asyncio.create_task(tcp.shake(Initiator(AgreementKey.generate(), [Candidate("x", KEY)]), *a))
    with pytest.raises(UnreachableError):
        await tcp.shake(Responder(AgreementKey.generate(), [Candidate("y", b"y" * 32)]), *b)
    b[1].close()
    with pytest.raises(UnreachableError):
        await shaking
    a[1].close()


@in_a_loop
async def test_a_peer_that_says_nothing_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tcp, "HANDSHAKE_TIMEOUT_S", 0.05)
    a, b = await a_pair()
    with pytest.raises(UnreachableError):
        await tcp.shake(Initiator(AgreementKey.generate(), [Candidate("x", KEY)]), *a)
    for _, writer in (a, b):
        writer.close()


@in_a_loop
async def test_a_stranger_is_listened_to_for_a_while() -> None:
    (reader, writer), (_, theirs) = await a_pair()
    theirs.write(b"x" * 100_000)
    before = asyncio.get_running_loop().time()
    await tcp.discard(reader, 0.1)
    assert asyncio.get_running_loop().time() - before >= 0.1
    theirs.close()
    await tcp.discard(reader, 30.0)  # and no longer than it stays
    writer.close()


@in_a_loop
async def test_who_does_not_listen_is_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tcp, "CLOSE_TIMEOUT_S", 0.05)
    (_, writer), (_, theirs) = await a_pair()
    writer.write(b"x" * 10_000_000)
    await tcp.close_writer(writer)
    theirs.close()


@in_a_loop
async def test_nobody_listens_where_nobody_listens() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        with pytest.raises(UnreachableError):
            await tcp.connect(Address("127.0.0.1", taken.getsockname()[1]))


def test_a_port_is_taken_once() -> None:
    sockets = tcp.listening_sockets(0, loopback_only=True)
    port = sockets[0].getsockname()[1]
    sockets[0].listen()
    try:
        with pytest.raises(OSError, match="in use"):
            tcp.listening_sockets(port, loopback_only=True)
    finally:
        for sock in sockets:
            sock.close()


def test_a_port_that_is_taken_for_one_family_is_taken() -> None:
    if not socket.has_ipv6:
        return
    with socket.socket(socket.AF_INET6) as six:
        six.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        six.bind(("::1", 0))
        six.listen()
        with pytest.raises(OSError, match="in use"):
            tcp.listening_sockets(six.getsockname()[1], loopback_only=True)


def test_an_address_is_ours_or_not() -> None:
    assert tcp.is_ours("127.0.0.1")
    assert not tcp.is_ours("192.0.2.1")
    assert not tcp.is_ours("2001:db8::1")
    assert not tcp.is_ours("no address")


def test_an_address_is_not_lost_where_no_socket_is_left_to_look(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> socket.socket:
        raise OSError(errno.EMFILE, "Too many open files")

    monkeypatch.setattr(socket, "socket", refuse)
    assert tcp.is_ours("127.0.0.1")


@pytest.mark.parametrize(
    ("name", "address"),
    [
        (("127.0.0.1", 5), Address("127.0.0.1", 5)),
        (("::1", 5, 0, 0), Address("::1", 5)),
        (("fe80::1", 5, 0, 3), Address("fe80::1%3", 5)),
        (("fe80::1%eth0", 5, 0, 3), Address("fe80::1%eth0", 5)),
        ("/a/path", Address("", 0)),
        (None, Address("", 0)),
    ],
)
def test_the_name_of_a_socket_is_an_address(name: object, address: Address) -> None:
    assert tcp._address(name) == address
