"""Real sync between homes of one process: each two have a conversation, and talk until they fall silent.

wires = Wires(anna, ben)
assert await wires.talk()
"""

import itertools
import os
from dataclasses import dataclass, field

from sync.conversation import Conversation
from sync.exchange import Exchange
from tests.organic_p2p.household import Home

_ROUNDS = 500
_ROUND_S = 0.05


class _End:
    def __init__(self, home: Home) -> None:
        self.home = home
        self.has_news = False
        self.exchange = Exchange(
            home.peer, home.engine.shelf, home.engine.vault, due=self._note, changed=lambda: None
        )

    def _note(self) -> None:
        self.has_news = True


@dataclass
class _Side:
    conversation: Conversation
    incoming: bytearray = field(default_factory=bytearray)


class Wires:
    """Conversations between each two of some homes."""

    def __init__(self, *homes: Home) -> None:
        self._now_s = 1000.0
        self._ends = [_End(home) for home in homes]
        self._pairs: list[tuple[_Side, _Side]] = []
        for a, b in itertools.combinations(self._ends, 2):
            name = os.urandom(32)
            sides = [
                _Side(
                    mine.exchange.begin(
                        theirs.home.peer,
                        initiator=mine is a,
                        handshake_hash=name,
                        listen_port=0,
                        now_s=self._now_s,
                    )
                )
                for mine, theirs in ((a, b), (b, a))
            ]
            self._pairs.append((sides[0], sides[1]))

    async def talk(self) -> bool:
        """Let everybody say everything; return whether they fell silent, and nobody broke off."""
        for _ in range(_ROUNDS):
            if not await self._round():
                sides = itertools.chain.from_iterable(self._pairs)
                return all(side.conversation.closed is None for side in sides)
            self._now_s += _ROUND_S
        return False

    async def _round(self) -> bool:
        moved = False
        for one, other in (pair for a, b in self._pairs for pair in ((a, b), (b, a))):
            data = one.conversation.session.take_outgoing()
            other.incoming += data
            moved |= bool(data)
        for side in itertools.chain.from_iterable(self._pairs):
            data, side.incoming = bytes(side.incoming), bytearray()
            if data and side.conversation.closed is None:
                await side.conversation.receive(data, self._now_s)
            while side.conversation.closed is None and await side.conversation.serve():
                moved = True
        for end in self._ends:
            if end.has_news:
                end.has_news, moved = False, True
                await end.exchange.announce(self._now_s)
        return moved
