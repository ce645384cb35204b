"""Homes that talk as in the program, over pipes in memory: the real shelf under the real sync, without a socket."""

import os
from collections.abc import Sequence

from sync.conversation import Conversation
from sync.exchange import Exchange
from tests.organic_p2p.household import Home


class Wire:
    """A line between two homes. Nothing on it moves before `flow` is called."""

    def __init__(self, one: "Speaker", other: "Speaker") -> None:
        handshake = os.urandom(32)
        self._ends = (
            one.begin(other, handshake, initiator=True),
            other.begin(one, handshake, initiator=False),
        )
        self._speakers = (one, other)
        self._incoming = (bytearray(), bytearray())
        self.sent_bytes = [0, 0]

    @property
    def closed(self) -> bool:
        """Whether one of the two has ended the conversation."""
        return any(end.closed is not None for end in self._ends)

    @property
    def in_step(self) -> bool:
        """Whether both think that they hold the same."""
        return all(end.in_step for end in self._ends)

    async def flow(self, at_once: int = 1 << 30) -> bool:
        """Let everything that was said arrive, in pieces of `at_once` bytes; return whether anything was said."""
        said = False
        for which, end in enumerate(self._ends):
            data = end.session.take_outgoing()
            self.sent_bytes[which] += len(data)
            self._incoming[1 - which].extend(data)
            said |= bool(data)
        for which, end in enumerate(self._ends):
            while self._incoming[which] and end.closed is None:
                piece = bytes(self._incoming[which][:at_once])
                del self._incoming[which][:at_once]
                await end.receive(piece, self._speakers[which].home.clock.monotonic_s())
            said |= await end.serve()
        return said

    async def cut(self) -> None:
        """Lose everything that is on its way."""
        for speaker, end in zip(self._speakers, self._ends, strict=True):
            await speaker.exchange.end(end, speaker.home.clock.monotonic_s())


class Speaker:
    """A home with the exchange that its engine has when it runs."""

    def __init__(self, home: Home) -> None:
        self.home = home
        self._news = False
        self.exchange = Exchange(
            home.peer, home.engine.shelf, home.engine.vault, due=self._due, changed=lambda: None
        )

    def begin(self, other: "Speaker", handshake: bytes, *, initiator: bool) -> Conversation:
        return self.exchange.begin(
            other.home.peer,
            initiator=initiator,
            handshake_hash=handshake,
            listen_port=0,
            now_s=self.home.clock.monotonic_s(),
        )

    async def announce(self) -> bool:
        """Tell those who are connected what is new; return whether there was something."""
        due, self._news = self._news, False
        if due:
            await self.exchange.announce(self.home.clock.monotonic_s())
        return due

    async def refresh(self) -> None:
        """Look again at what is shared with whom: circles or people may have changed."""
        await self.exchange.refresh(self.home.clock.monotonic_s())

    def _due(self) -> None:
        self._news = True


async def talk(speakers: Sequence[Speaker], wires: Sequence[Wire], at_once: int = 1 << 30) -> None:
    """Let everybody say everything, and do what follows from it, until nothing more is said."""
    busy, rounds = True, 0
    while busy:
        rounds += 1
        assert rounds < 5_000, "it never ends"
        busy = False
        for speaker in speakers:
            await speaker.home.tend(60.0)
            await speaker.refresh()
            busy |= await speaker.announce()
        for wire in wires:
            busy |= await wire.flow(at_once)
