"""The local socket: it opens for who has the token, answers in order, and no client can do harm to another."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from organic_p2p.api import API_VERSION
from organic_p2p.api import events as e
from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from organic_p2p.api import server as module
from organic_p2p.api.client import Client, ClientError, connected
from organic_p2p.api.codec import MAX_FRAME_BYTES, decode, encode
from organic_p2p.api.frames import Door, frame, greeting
from organic_p2p.api.server import MAX_CLIENTS, Server
from organic_p2p.api.streams import read_frame
from organic_p2p.store.home import write_private
from tests.fakes import until
from tests.organic_p2p.household import scene


async def echo(request: q.Request) -> object:
    """Answer with the circle that was asked for."""
    match request:
        case q.ReadFeed(circle="crash"):
            raise ZeroDivisionError("a secret of the reader")
        case q.ReadFeed(circle="slow"):
            await asyncio.sleep(0.05)
            return r.Refused("slow", "")
        case q.ReadFeed(circle):
            return r.Refused(circle, "")
        case _:
            return r.Done()


@asynccontextmanager
async def a_server(
    folder: Path, handle: Callable[[q.Request], Awaitable[object]] = echo
) -> AsyncGenerator[Server, None]:
    server = Server(handle)
    async with server.listening(folder, write_private):
        yield server


def door_of(folder: Path) -> Door:
    door = Door.read(folder / "engine")
    assert door is not None
    return door


Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@asynccontextmanager
async def bare(folder: Path, first: bytes | None = None) -> AsyncGenerator[Streams, None]:
    """Open the socket by hand, and send `first`."""
    door = door_of(folder)
    reader, writer = await asyncio.open_unix_connection(door.socket)
    writer.write(frame(greeting(API_VERSION, door.token)) if first is None else first)
    try:
        yield reader, writer
    finally:
        writer.close()


async def is_closed(reader: asyncio.StreamReader) -> bool:
    """Return whether nothing more comes, and soon."""
    async with asyncio.timeout(10):
        try:
            return await reader.read() == b""
        except ConnectionResetError:
            return True


async def works(folder: Path) -> bool:
    async with connected(folder) as client:
        assert client is not None
        return await client.ask(q.ReadFeed("hello", 1, "")) == r.Refused("hello", "")


@scene
async def test_requests_are_answered_in_order(tmp_path: Path) -> None:
    async with a_server(tmp_path), bare(tmp_path) as (reader, writer):
        await read_frame(reader)
        for name in ("slow", "a", "b"):
            writer.write(frame(encode(q.ReadFeed(name, 1, ""))))
        answers = [decode(await read_frame(reader) or b"") for _ in range(3)]
        assert answers == [r.Refused(name, "") for name in ("slow", "a", "b")]


@scene
async def test_a_slow_answer_to_one_client_keeps_no_other_waiting(tmp_path: Path) -> None:
    waiting = asyncio.Event()

    async def handle(request: q.Request) -> object:
        if isinstance(request, q.Join):
            await waiting.wait()
        return r.Done()

    async with a_server(tmp_path, handle), connected(tmp_path) as one, connected(tmp_path) as other:
        assert one is not None
        assert other is not None
        asked = asyncio.create_task(one.ask(q.Join("", "", 0)))
        assert await other.ask(q.Status()) == r.Done()
        assert not asked.done()
        waiting.set()
        assert await asked == r.Done()


@scene
async def test_a_reply_that_no_frame_holds_is_a_sentence_and_the_line_goes_on(tmp_path: Path) -> None:
    async def handle(request: q.Request) -> object:
        return r.FileReply("", bytes(MAX_FRAME_BYTES), 0) if isinstance(request, q.ReadHome) else r.Done()

    async with a_server(tmp_path, handle), connected(tmp_path) as client:
        assert client is not None
        reply = await client.ask(q.ReadHome(20, ""))
        assert isinstance(reply, r.Refused)
        assert reply.error == "too-much"
        assert await client.ask(q.Status()) == r.Done()


@scene
async def test_nobody_else_can_open_the_socket_or_read_the_token(tmp_path: Path) -> None:
    async with a_server(tmp_path):
        for path in (Path(door_of(tmp_path).socket), tmp_path / "engine"):
            assert (await asyncio.to_thread(path.stat)).st_mode & 0o777 == 0o600


@scene
async def test_when_the_engine_stops_nothing_of_it_is_left(tmp_path: Path) -> None:
    async with a_server(tmp_path):
        assert await works(tmp_path)
        socket = Path(door_of(tmp_path).socket)
    assert not await asyncio.to_thread(socket.exists)
    assert Door.read(tmp_path / "engine") is None
    async with connected(tmp_path) as client:
        assert client is None


@scene
async def test_a_client_whose_engine_stops_gets_a_sentence(tmp_path: Path) -> None:
    ready, asked, stop = asyncio.Event(), asyncio.Event(), asyncio.Event()

    async def handle(request: q.Request) -> object:
        asked.set()
        await asyncio.Event().wait()
        return r.Done()

    async def serve() -> None:
        async with a_server(tmp_path, handle):
            ready.set()
            await stop.wait()

    serving = asyncio.create_task(serve())
    await ready.wait()
    async with connected(tmp_path) as client:
        assert client is not None
        answer = asyncio.create_task(client.ask(q.Status()))
        await asked.wait()
        stop.set()
        with pytest.raises(ClientError, match="stopped"):
            await answer
    await serving


# -- who is turned away --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "token",
    [b"", bytes(32), b"x" * 32, b"x" * 10_000],
)
def test_a_client_without_the_token_hears_nothing(tmp_path: Path, token: bytes) -> None:
    async def attempt() -> None:
        async with a_server(tmp_path):
            first = frame(greeting(API_VERSION, token)) + frame(encode(q.Status()))
            async with bare(tmp_path, first) as (reader, _):
                assert await is_closed(reader)
            assert await works(tmp_path)

    asyncio.run(attempt())


@pytest.mark.parametrize(
    "first",
    [
        (MAX_FRAME_BYTES + 1).to_bytes(4, "big"),
        b"\xff\xff\xff\xff",
        b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n",
        frame(b""),
        frame(b"\xc1"),
        frame(b"\x91" * 5000),
        frame(encode(q.Status())),
    ],
)
def test_garbage_in_the_first_place_ends_its_own_connection_only(tmp_path: Path, first: bytes) -> None:
    async def attempt() -> None:
        async with a_server(tmp_path), connected(tmp_path) as client:
            assert client is not None
            async with bare(tmp_path, first) as (reader, _):
                assert await is_closed(reader)
            assert await client.ask(q.Status()) == r.Done()

    asyncio.run(attempt())


@pytest.mark.parametrize(
    "message",
    [
        (MAX_FRAME_BYTES + 1).to_bytes(4, "big"),
        frame(b"\xc1"),
        frame(b""),
        frame(encode(r.Done())),
        frame(encode(e.CirclesChanged())),
    ],
)
def test_garbage_later_on_ends_its_own_connection_only(tmp_path: Path, message: bytes) -> None:
    async def attempt() -> None:
        async with a_server(tmp_path), connected(tmp_path) as client:
            assert client is not None
            async with bare(tmp_path) as (reader, writer):
                await read_frame(reader)
                writer.write(message)
                assert await is_closed(reader)
            assert await client.ask(q.Status()) == r.Done()

    asyncio.run(attempt())


@settings(max_examples=30)
@given(stream=st.lists(st.binary(max_size=30).map(frame) | st.binary(max_size=30), max_size=4).map(b"".join))
def test_whatever_a_client_sends_the_next_one_is_served(
    tmp_path_factory: pytest.TempPathFactory, stream: bytes
) -> None:
    async def attempt() -> None:
        folder = tmp_path_factory.mktemp("home")
        async with a_server(folder):
            async with bare(folder) as (_, writer):
                writer.write(stream)
                writer.write_eof()
            async with bare(folder, stream) as (_, writer):
                writer.write_eof()
            assert await works(folder)

    asyncio.run(attempt())


@scene
async def test_a_client_of_another_version_is_told_which_one_this_is_and_no_more(tmp_path: Path) -> None:
    async with a_server(tmp_path):
        first = frame(greeting(API_VERSION + 1, door_of(tmp_path).token)) + frame(encode(q.Status()))
        async with bare(tmp_path, first) as (reader, _):
            assert await read_frame(reader) == greeting(API_VERSION, b"")
            assert await is_closed(reader)


@scene
async def test_a_client_tells_its_user_that_the_engine_is_of_another_version(
    tmp_path: Path,
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "API_VERSION", API_VERSION + 1)
        async with a_server(tmp_path):
            with pytest.raises(ClientError, match="another version"):
                async with connected(tmp_path):
                    pass


@scene
async def test_who_says_nothing_is_not_waited_for(tmp_path: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_GREETING_S", 0.01)
        async with a_server(tmp_path), bare(tmp_path, b"") as (reader, _):
            assert await is_closed(reader)
            assert await works(tmp_path)


@scene
async def test_many_clients_are_served_and_one_too_many_is_not(tmp_path: Path) -> None:
    async with a_server(tmp_path) as server:
        async with AsyncExitStack() as stack:
            streams = [await stack.enter_async_context(bare(tmp_path)) for _ in range(MAX_CLIENTS)]
            for reader, _ in streams:
                assert await read_frame(reader) is not None
            async with bare(tmp_path) as (reader, _):
                assert await is_closed(reader)
            for reader, writer in streams:
                writer.write(frame(encode(q.ReadFeed("hello", 1, ""))))
                assert decode(await read_frame(reader) or b"") == r.Refused("hello", "")
        await until(lambda: not server._clients)
        assert await works(tmp_path)


@scene
async def test_a_mistake_of_this_program_is_a_sentence_that_tells_nothing(
    tmp_path: Path,
) -> None:
    async with a_server(tmp_path), connected(tmp_path) as client:
        assert client is not None
        answer = await client.ask(q.ReadFeed("crash", 1, ""))
        assert isinstance(answer, r.Refused)
        assert answer.error == "internal"
        assert "secret" not in answer.message
        assert await client.ask(q.Status()) == r.Done()


@scene
async def test_what_a_killed_engine_left_behind_is_no_engine(tmp_path: Path) -> None:
    write_private(tmp_path / "engine", Door.new(str(tmp_path / "engine.sock"), 1).encode())
    async with connected(tmp_path) as client:
        assert client is None
    async with a_server(tmp_path):
        assert await works(tmp_path)


@scene
async def test_a_home_at_the_end_of_a_long_path_has_a_socket_too(tmp_path: Path) -> None:
    folder = tmp_path / ("a" * 100) / ("b" * 100)
    await asyncio.to_thread(folder.mkdir, parents=True)
    async with a_server(folder):
        socket = Path(door_of(folder).socket)
        assert len(str(socket)) <= 104
        assert (await asyncio.to_thread(socket.parent.stat)).st_mode & 0o077 == 0
        assert await works(folder)
    assert not await asyncio.to_thread(socket.exists)


# -- events --------------------------------------------------------------------------------------


async def follower(folder: Path, client: Client | None) -> Client:
    assert client is not None
    assert await client.ask(q.Follow()) == r.Done()
    return client


@scene
async def test_events_come_to_those_who_follow(tmp_path: Path) -> None:
    async with a_server(tmp_path) as server, connected(tmp_path) as one, connected(tmp_path) as other:
        follows = await follower(tmp_path, one)
        assert other is not None
        server.publish(e.FeedChanged(b"c"))
        server.publish(e.CirclesChanged())
        assert [await follows.next_event() for _ in range(2)] == [e.FeedChanged(b"c"), e.CirclesChanged()]
        assert await other.ask(q.Status()) == r.Done()
        assert other.events.empty()


@scene
async def test_events_between_a_request_and_its_answer_wait_their_turn(tmp_path: Path) -> None:
    async with a_server(tmp_path) as server, connected(tmp_path) as client:
        follows = await follower(tmp_path, client)
        asked = asyncio.create_task(follows.ask(q.ReadFeed("slow", 1, "")))
        await asyncio.sleep(0.01)
        told = (e.NeighboursChanged(), e.PicturesPrepared(1, 2), e.FileComing(b"p", 1, False, 100))
        for event in told:
            server.publish(event)
        assert await asked == r.Refused("slow", "")
        assert [await follows.next_event() for _ in told] == list(told)


@scene
async def test_a_follower_that_went_away_is_forgotten(tmp_path: Path) -> None:
    async with a_server(tmp_path) as server:
        async with connected(tmp_path) as client:
            await follower(tmp_path, client)
        await until(lambda: not server._followers)
        server.publish(e.CirclesChanged())
        assert await works(tmp_path)


@scene
async def test_a_follower_that_does_not_read_costs_no_memory(tmp_path: Path) -> None:
    async with a_server(tmp_path) as server, bare(tmp_path) as (reader, writer):
        await read_frame(reader)
        writer.write(frame(encode(q.Follow())))
        await read_frame(reader)
        (waiting,) = server._followers
        for _ in range(50):
            server.publish(e.FeedChanged(bytes(100_000)))
        assert waiting.transport.get_write_buffer_size() < 2 << 20
        assert await works(tmp_path)
