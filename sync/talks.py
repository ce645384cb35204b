"""Drivers: move bytes between a line and the machines that know what to say.

    Line ── receive() ──▶ Conversation       the peer's words, each taken in before the next is read
    Line ◀── send() ───── Conversation       answers, prepared only as fast as the peer takes them

Reading pauses while the shelf is busy, so a fast peer waits in the network and not in our memory.
"""

import asyncio
import contextlib

from crypto.handshake import Established
from sync.conversation import Conversation
from sync.errors import RemoteProtocolError, UnreachableError
from sync.pairing import STEP_TIMEOUT_S, Ended, Pairing, Received, Side
from sync.ports import Address, Clock, Doorkeeper
from sync.tcp import CLOSE_TIMEOUT_S, Line


async def converse(line: Line, conversation: Conversation, clock: Clock) -> None:
    """Carry on a conversation until either side ends it or the line is cut, then close the line."""
    awake = asyncio.Event()
    awake.set()
    conversation.wake = awake.set
    try:
        async with asyncio.TaskGroup() as tasks:
            writing = tasks.create_task(_write(line, conversation, awake))
            reading = tasks.create_task(_read(line, conversation, clock))
            done, _ = await asyncio.wait({writing, reading}, return_when=asyncio.FIRST_COMPLETED)
            if reading in done and conversation.closed is not None:
                # What ended it may have left a last word to say. A peer that does not read it has had its
                # chance. On a line that was only cut nothing can be said, and whoever was there has gone.
                conversation.wake()
                await asyncio.wait({writing}, timeout=CLOSE_TIMEOUT_S)
            writing.cancel()
            reading.cancel()
    finally:
        # Whoever ended the conversation, nothing more is said on this line.
        await line.close(properly=conversation.closed is not None)


async def _read(line: Line, conversation: Conversation, clock: Clock) -> None:
    while conversation.closed is None:
        try:
            data = await line.receive()
        except UnreachableError as cause:
            conversation.fail(cause)
            return
        if data is None:
            if line.said_bye:
                conversation.close()
            return
        pause_s = await conversation.receive(data, clock.monotonic_s())
        if pause_s > 0:
            await asyncio.sleep(pause_s)


async def _write(line: Line, conversation: Conversation, awake: asyncio.Event) -> None:
    with contextlib.suppress(OSError):
        while True:
            await awake.wait()
            awake.clear()
            while True:
                data = conversation.session.take_outgoing()
                if data:
                    await line.send(data)
                elif conversation.closed is not None:
                    return
                elif not await conversation.serve():
                    break


async def pair(
    line: Line, side: Side, invitation: bytes, doorkeeper: Doorkeeper, clock: Clock, address: Address
) -> bool:
    """Lead a guest and a host through their three parcels, and close the line.

    Args:
        line: A line on which the other end proved to know `invitation`.
        side: Which half is ours.
        invitation: The id by which our doorkeeper knows it.
        doorkeeper: Makes and judges the parcels.
        clock: For timeouts.
        address: Where the host was dialled, for the guest to remember.

    Returns:
        Whether everything was said. What came of it, the doorkeeper knows.
    """
    machine = Pairing(side, clock.monotonic_s())
    doorway = _Doorway(side, invitation, doorkeeper, line.established, address)
    said_all = False
    try:
        if side is Side.HOST:
            machine.say(await doorkeeper.greeting(invitation), clock.monotonic_s())
        while not machine.over:
            await _flush(line, machine)
            # For each whole parcel: a drop every now and then must not hold a place for ever.
            step_s = machine.since_s + STEP_TIMEOUT_S - clock.monotonic_s()
            async with asyncio.timeout(max(step_s, 0.0)):
                data = await line.receive()
            if data is None:
                events = machine.hang_up(properly=line.said_bye)
            else:
                events = machine.receive(data, clock.monotonic_s())
            for event in events:
                match event:
                    case Ended(cause):
                        said_all = cause is None
                    case Received(payload):
                        reply = await doorway.reply(payload)
                        if reply is not None:
                            machine.say(reply, clock.monotonic_s())
                        else:
                            machine.close()
                            said_all = doorway.settled
        await _flush(line, machine)
    except (OSError, RemoteProtocolError, UnreachableError):
        said_all = doorway.settled
    finally:
        await line.close(properly=machine.over)
    return said_all


class _Doorway:
    """Our doorkeeper's part, parcel by parcel."""

    def __init__(
        self,
        side: Side,
        invitation: bytes,
        doorkeeper: Doorkeeper,
        established: Established,
        address: Address,
    ) -> None:
        self.settled = False
        self._side, self._invitation, self._doorkeeper = side, invitation, doorkeeper
        self._established, self._address = established, address
        self._greeted = False

    async def reply(self, payload: bytes) -> bytes | None:
        """Return what we say to the peer's parcel; None if there is nothing more to say."""
        static, session = self._established.remote_static, self._established.handshake_hash
        if self._side is Side.HOST:
            return await self._doorkeeper.answer(self._invitation, static, session, payload)
        if not self._greeted:
            self._greeted = True
            return await self._doorkeeper.request(self._invitation, static, session, payload)
        await self._doorkeeper.settle(self._invitation, payload, self._address)
        self.settled = True
        return None


async def _flush(line: Line, machine: Pairing) -> None:
    data = machine.take_outgoing()
    if data:
        await line.send(data)
