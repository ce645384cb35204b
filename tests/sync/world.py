"""Several devices in one thread: shelves, exchanges, and pipes between them that a test opens, cuts and squeezes.

Nothing here happens by itself. `World.settle` lets everything happen until nothing is left to do; before that a test
may choose any order of events, one at a time.
"""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any, TypeVar

from crypto.hashing import digest
from sync.conversation import Conversation
from sync.exchange import Exchange
from tests.fakes import MemoryShelf
from tests.memory_vault import MemoryVault

T = TypeVar("T")


def drive(work: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine that never waits."""
    try:
        work.send(None)
    except StopIteration as stop:
        result: T = stop.value
        return result
    raise AssertionError("it waits for something")


class Device:
    """A shelf with an exchange over it."""

    def __init__(self, name: str = "") -> None:
        self.shelf = MemoryShelf(name)
        self.vault = MemoryVault()
        self.news = False
        self.changes = 0
        self.exchange = Exchange(
            self.shelf.peer, self.shelf, self.vault, due=self._due, changed=self._changed
        )

    def _due(self) -> None:
        self.news = True

    def _changed(self) -> None:
        self.changes += 1


@dataclass(eq=False)
class End:
    """One end of a link, with the bytes that are on their way to it."""

    device: Device
    conversation: Conversation
    incoming: bytearray = field(default_factory=bytearray)
    sent_bytes: int = 0


class Link:
    """Two conversations and the pipes between them."""

    def __init__(self, a: Device, b: Device, number: int, now_s: float) -> None:
        name = digest(b"test/link", number.to_bytes(8, "big"))
        self.open = True
        self.ends = tuple(
            End(
                mine,
                mine.exchange.begin(
                    theirs.shelf.peer, initiator=mine is a, handshake_hash=name, listen_port=0, now_s=now_s
                ),
            )
            for mine, theirs in ((a, b), (b, a))
        )

    def pump(self) -> bool:
        """Move what the two want to say into the pipes; return whether there was something."""
        moved = False
        for end, other in (self.ends, self.ends[::-1]):
            data = end.conversation.session.take_outgoing()
            end.sent_bytes += len(data)
            other.incoming += data
            moved |= bool(data)
        return moved

    def deliver(self, which: int, size: int, now_s: float) -> bool:
        """Let so many bytes arrive at one end."""
        end = self.ends[which]
        data = bytes(end.incoming[:size])
        del end.incoming[:size]
        if data:
            drive(end.conversation.receive(data, now_s))
        return bool(data)

    def serve(self, which: int) -> bool:
        return drive(self.ends[which].conversation.serve())

    def cut(self, now_s: float) -> None:
        """Lose everything that is on its way."""
        self.open = False
        for end in self.ends:
            drive(end.device.exchange.end(end.conversation, now_s))


class World:
    """Devices and the links between them."""

    def __init__(self, count: int) -> None:
        self.devices = [Device(str(n)) for n in range(count)]
        self.links: list[Link] = []
        self.now_s = 1000.0
        self._number = 0

    @property
    def shelves(self) -> list[MemoryShelf]:
        return [device.shelf for device in self.devices]

    def found(self) -> bytes:
        """Found a scope on the first device, with everybody as members who know its name and hold nothing."""
        scope = self.shelves[0].found(*(shelf.peer.person for shelf in self.shelves[1:]))
        for shelf in self.shelves[1:]:
            shelf.know(scope, *(other.peer.person for other in self.shelves))
        return scope

    def connect(self, a: int, b: int) -> Link:
        self._number += 1
        link = Link(self.devices[a], self.devices[b], self._number, self.now_s)
        self.links.append(link)
        return link

    def connect_all(self) -> None:
        for a in range(len(self.devices)):
            for b in range(a):
                self.connect(a, b)

    def cut(self, link: Link) -> None:
        if link.open:
            link.cut(self.now_s)
            self.links.remove(link)

    def announce(self, device: Device) -> bool:
        if not device.news:
            return False
        device.news = False
        drive(device.exchange.announce(self.now_s))
        return True

    def pass_time(self, seconds: float) -> None:
        self.now_s += seconds
        for device in self.devices:
            drive(device.exchange.tick(self.now_s))

    def settle(self, each: Callable[[], None] = lambda: None, size: int = 1 << 30) -> None:
        """Let everything happen that follows from what has happened."""
        busy = True
        rounds = 0
        while busy:
            rounds += 1
            assert rounds < 20_000, "it never ends"
            busy = False
            for device in self.devices:
                busy |= self.announce(device)
            for link in list(self.links):
                busy |= link.pump()
                for which in (0, 1):
                    busy |= link.deliver(which, size, self.now_s)
                    busy |= link.serve(which)
                if any(end.conversation.closed for end in link.ends):
                    self.cut(link)
            each()
