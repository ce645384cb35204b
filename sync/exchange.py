"""What all conversations of this device do together: learn what peers hold, ask, take, answer and announce.

                         ┌── Conversation ── Session ── peer
    Shelf ── Exchange ───┼── Conversation ── Session ── peer
                │        └── Conversation ── Session ── peer
                ├── Planner     what to ask from whom
                ├── BodyHunt    long bodies
                ├── FileHunt    pictures and files, for the Vault
                └── Announcer   what is new here

An `Exchange` belongs to one shelf and has one `Conversation` for each peer. It opens no socket and reads no clock; what
it awaits is the shelf, the vault and nothing else. A driver feeds bytes and time to it and carries away what sessions
want to say:

    Conversation.receive()   the peer said something
    Conversation.serve()     one more piece of an answer; call while it returns True and the peer takes what we send
    Exchange.announce()      soon after `due` was called: tell peers what is new
    Exchange.tick()          about once a second

Who may know what is asked of the shelf each time something is about to be said.
"""

from collections.abc import Callable, Iterable

from sync.announcing import Announcer, news_waits
from sync.bodies import BodyHunt
from sync.conversation import Conversation
from sync.files import FileHunt
from sync.planner import Planner
from sync.ports import Peer, Shelf, Vault, Vector
from sync.runs import dev8
from sync.session import Session


class Exchange:
    """All conversations of one device over one shelf.

    Attributes:
        shelf: What we hold.
        vault: The files that belong to it.
        due: Called when there is something to announce; the driver then calls `announce` within 50 ms or so.
        changed: Called when a peer came in or out of step.
        planner: What is being asked from whom.
        bodies: Which bodies are being fetched.
        files: Which files are being fetched.
        conversations: Everybody, by number, in the order of coming.
    """

    def __init__(
        self,
        me: Peer,
        shelf: Shelf,
        vault: Vault,
        *,
        due: Callable[[], None],
        changed: Callable[[], None],
    ) -> None:
        """Serve `shelf` and `vault`, which belong to the device `me`."""
        self.shelf = shelf
        self.vault = vault
        self.due = due
        self.changed = changed
        self.planner = Planner(shelf.vector)
        self.conversations: dict[int, Conversation] = {}
        self.bodies = BodyHunt(shelf, self.conversations)
        self.files = FileHunt(vault, self.conversations)
        self._announcer = Announcer(shelf, dev8(me.device), self.conversations)
        self._last = 0
        shelf.on_advance(self.advanced)
        vault.on_wishes(self._wishes_changed)
        vault.on_news(due)

    def begin(
        self, peer: Peer, *, initiator: bool, handshake_hash: bytes, listen_port: int, now_s: float
    ) -> Conversation:
        """Start a conversation with a device that proved who it is."""
        session = Session(
            initiator=initiator,
            handshake_hash=handshake_hash,
            listen_port=listen_port,
            scopes={scope: self._announcer.watch(scope) for scope in self.shelf.shared_with(peer)},
            now_s=now_s,
        )
        self._last += 1
        conversation = Conversation(self, self._last, peer, session, now_s)
        self.conversations[self._last] = conversation
        self.planner.join(self._last, session.views)
        self.files.join(self._last)
        return conversation

    async def end(self, conversation: Conversation, now_s: float) -> None:
        """Forget a conversation that is over, and ask others for what it owed us."""
        if self.conversations.pop(conversation.number, None) is not None:
            self.bodies.forget(conversation.number)
            self.files.leave(conversation.number)
            await self.files.look(now_s)
            await self.replan(self.planner.leave(conversation.number), now_s)

    def advanced(self, scope: bytes, vector: Vector) -> None:
        """Hear from the shelf that feeds of `scope` changed. Says nothing yet: see `announce`."""
        self._announcer.note(scope, vector)
        self.due()

    async def announce(self, now_s: float) -> None:
        """Tell peers what changed, and offer or withdraw scopes where rights changed."""
        scopes = await self._announcer.tell()
        await self.refresh(now_s)
        for conversation in list(self.conversations.values()):
            self._announcer.say_news(conversation)
            self.note_step(conversation)
        await self.replan(scopes, now_s)
        await self.files.tell()
        await self.files.look(now_s)

    async def refresh(self, now_s: float) -> None:
        """Offer each peer the scopes it has a right to by now, and withdraw those it lost."""
        for conversation in list(self.conversations.values()):
            shared = self.shelf.shared_with(conversation.peer)
            session = conversation.session
            for scope in session.offered.difference(shared):
                if not self._announcer.is_parting(conversation, scope):
                    session.retract(scope)
            offered = session.offered
            new = {scope: self._announcer.watch(scope) for scope in shared if scope not in offered}
            if new:
                await conversation.offer(new, now_s)

    async def replan(self, scopes: Iterable[bytes], now_s: float) -> None:
        """Ask peers for what is missing of `scopes`."""
        for pull in self.planner.plan(scopes, now_s):
            conversation = self.conversations[pull.session]
            pull.number = conversation.session.pull(pull.scope, pull.ranges)
            conversation.wake()

    async def tick(self, now_s: float) -> None:
        """Let time pass, about once a second."""
        for conversation in list(self.conversations.values()):
            conversation.tick(now_s)
        await self.replan(self.planner.stalled(now_s), now_s)
        await self.bodies.tick(now_s)
        await self.files.tick(now_s)
        if news_waits(self.conversations.values()):
            self.due()

    def _wishes_changed(self) -> None:
        self.files.wishes_changed()
        self.due()

    def note_step(self, conversation: Conversation) -> None:
        """Call `changed` if this peer came in or out of step."""
        in_step = conversation.in_step
        if in_step != conversation.was_in_step:
            conversation.was_in_step = in_step
            self.changed()
