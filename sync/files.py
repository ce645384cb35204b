"""Fetching files from peers, and telling them which ones are here.

    Vault ── wishes ──▶ FileHunt ── Seek ──▶ every peer that shares the scope
                           ▲                      │ Hold
                           └── Fetch ◀── plan ────┘

What is wanted the vault says, in an order that is its own; who holds it the peers say when they are asked, and again
when it changes. `sync.fetching` decides what to ask of whom. Each piece is checked by the vault before it is kept, so a
file can come from several computers at once, and one that sends something else is found out at once.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from sync.errors import RemoteProtocolError
from sync.events import PartsArrived, Sought
from sync.fetching import Fetching, Job
from sync.messages import MAX_IDS
from sync.ports import Held, Put, Vault

if TYPE_CHECKING:
    from sync.conversation import Conversation

# Of all that is wanted a peer is asked for so many files in one breath; for the next ones when it has answered.
SEEK_AT_ONCE: Final = MAX_IDS
# What nobody near has somebody may bring along: peers say so, but a word can be missed.
SEEK_AGAIN_S: Final = 120.0
# Looking at everything that is wanted takes a moment, and every operation that comes would be an occasion.
LOOK_AGAIN_S: Final = 5.0
# How often others are asked to keep what is to be given up here.
KEEP_AGAIN_S: Final = 30.0


class FileHunt:
    """Which files are being fetched from whom, for all conversations."""

    def __init__(self, vault: Vault, conversations: Mapping[int, "Conversation"]) -> None:
        """Fill `vault` from `conversations`, which is live."""
        self._vault = vault
        self._conversations = conversations
        self._fetching = Fetching(self._shares)
        self._sought: dict[int, dict[bytes, float]] = {}
        self._asked_keep_s: dict[bytes, float] = {}
        self._stale = True
        self._to_seek = True
        self._seek_at_s = 0.0

    def join(self, number: int) -> None:
        """Take in a conversation."""
        self._fetching.join(number)
        self._sought[number] = {}
        self._to_seek = True

    def leave(self, number: int) -> None:
        """Forget a conversation; what it owes is asked of others at the next `look`."""
        self._fetching.leave(number)
        self._sought.pop(number, None)

    def met(self) -> None:
        """Hear that some peer shares something more."""
        self._to_seek = True

    def wishes_changed(self) -> None:
        """Hear that the vault may want something else."""
        self._stale = True

    async def look(self, now_s: float) -> None:
        """Ask for what is wanted: who has it, and for its parts."""
        if self._stale:
            self._stale = False
            self._to_seek = True
            self._fetching.wish(await self._vault.wishes())
            for sought in self._sought.values():
                # What was not wanted for a while, and now is again, has to be asked for again.
                for file in [file for file in sought if not self._fetching.wants(file)]:
                    del sought[file]
        if self._to_seek or now_s >= self._seek_at_s:
            self._to_seek = False
            self._seek_at_s = now_s + LOOK_AGAIN_S
            for number, conversation in list(self._conversations.items()):
                self._seek(number, conversation, now_s)
        await self._ask(now_s)

    async def tell(self) -> None:
        """Tell peers what came here, or went."""
        for scope, files in self._vault.take_news().items():
            held = list(files.items())
            for conversation in list(self._conversations.values()):
                if conversation.entitled(scope):
                    for at in range(0, len(held), MAX_IDS):
                        conversation.session.send_hold(scope, held[at : at + MAX_IDS])
                    conversation.wake()

    async def answer(self, conversation: "Conversation", asked: Sought) -> None:
        """Say which of these files are here."""
        scope = asked.scope
        if scope is None or not asked.ids or not conversation.entitled(scope):
            # A question about a scope that is not shared has no answer: there is not even a name for it.
            return
        held = await self._vault.holding(scope, asked.ids, keep=asked.keep)
        if conversation.entitled(scope):
            conversation.session.send_hold(scope, list(zip(asked.ids, held, strict=True)))

    async def heard(
        self, conversation: "Conversation", scope: bytes, held: Sequence[tuple[bytes, Held]]
    ) -> None:
        """Hear what a peer holds. What follows from it is done by the next `look`."""
        await self._vault.learned(conversation.peer, scope, held)
        self._fetching.heard(conversation.number, held)
        # Of many that are wanted it was asked for some; now for the next ones.
        self._to_seek = True

    async def arrived(self, conversation: "Conversation", event: PartsArrived, now_s: float) -> None:
        """Keep parts that came, and ask for more."""
        number = conversation.number
        there = [(index, data) for index, data in event.parts if data is not None]
        absent = [index for index, data in event.parts if data is None]
        # Before anything is kept: what is on its way need not wait for the disk.
        self._fetching.arrived(number, event.number, [index for index, _ in there], now_s)
        if absent:
            self._fetching.lacking(number, event.number, absent, now_s)
        job = self._fetching.jobs.get(event.file)
        if job is not None and there:
            kept = event.scope is not None and await self._take(conversation, job, there)
            if not kept and self._fetching.jobs.get(event.file) is job:
                # What could not be checked, or was another one, is asked for once more.
                job.give_back(number, [index for index, _ in there])
        await self._ask(now_s)

    async def tick(self, now_s: float) -> None:
        """Ask others for what does not come, and for promises to keep what there is no room for here."""
        self._fetching.stalled(now_s)
        self._ask_to_keep(now_s)
        await self.look(now_s)

    async def _take(self, conversation: "Conversation", job: Job, parts: Sequence[tuple[int, bytes]]) -> bool:
        """Keep parts; return False if they were no good, or could not be checked."""
        file, first = job.wish.file, job.list_parts
        for index, data in parts:
            if index >= first:
                continue
            whole = job.add_list_part(index, data) if job.list_from == conversation.number else None
            if whole is not None:
                missing = await self._vault.begin(file, whole)
                if missing is None:
                    conversation.fail(RemoteProtocolError("a list of pieces that is another one"))
                    return False
                job.begun(missing)
                if not missing:
                    self._fetching.done(file)
        pieces = [(index - first, data) for index, data in parts if index >= first]
        if not pieces:
            return True
        if not job.has_list:
            return False  # of a short file, asked for all at once, whose list did not come with it
        match await self._vault.put(file, pieces):
            case Put.WHOLE:
                self._fetching.done(file)
            case Put.SPOILT:
                conversation.fail(RemoteProtocolError("a piece that is another one"))
                return False
            case Put.KEPT:
                pass
        return True

    def _seek(self, number: int, conversation: "Conversation", now_s: float) -> None:
        sought = self._sought.get(number)
        if sought is None:
            return
        unknown: dict[bytes, list[bytes]] = {}
        room = SEEK_AT_ONCE
        for wish in self._fetching.wishes:
            asked_s = sought.get(wish.file)
            if asked_s is not None and not self._fetching.knows(number, wish.file):
                # The answer is on its way, or the question was about a scope that the peer does not share.
                room -= now_s - asked_s < SEEK_AGAIN_S
            if room <= 0:
                break
            if asked_s is not None and now_s - asked_s < SEEK_AGAIN_S:
                continue
            if conversation.entitled(wish.scope):
                sought[wish.file] = now_s
                unknown.setdefault(wish.scope, []).append(wish.file)
                room -= 1
        for scope, files in unknown.items():
            conversation.session.seek(scope, files, keep=False)
            conversation.wake()

    async def _ask(self, now_s: float) -> None:
        while True:
            self._send_requests(now_s)
            wish = self._fetching.next_to_begin(now_s)
            if wish is None:
                return
            if not await self._vault.admit(wish.file):
                self._fetching.put_off(wish.file, now_s)
                continue
            missing = await self._vault.resume(wish.file)
            if missing is not None and not missing:
                self._fetching.done(wish.file)
            elif wish.file not in self._fetching.jobs:
                self._fetching.add(wish, missing)

    def _send_requests(self, now_s: float) -> None:
        for request in self._fetching.plan(now_s):
            conversation = self._conversations.get(request.session)
            if conversation is None:
                continue  # it ended a moment ago, and is about to be left
            request.number = conversation.session.fetch(request.scope, request.file, request.parts)
            conversation.wake()

    def _shares(self, number: int, scope: bytes) -> bool:
        conversation = self._conversations.get(number)
        return conversation is not None and conversation.session.shares(scope)

    def _ask_to_keep(self, now_s: float) -> None:
        spare = self._vault.spare()
        self._asked_keep_s = {
            file: at for file, at in self._asked_keep_s.items() if now_s - at < KEEP_AGAIN_S
        }
        by_scope: dict[bytes, list[bytes]] = {}
        for scope, file in spare:
            if file not in self._asked_keep_s and len(self._asked_keep_s) < MAX_IDS:
                self._asked_keep_s[file] = now_s
                by_scope.setdefault(scope, []).append(file)
        for scope, files in by_scope.items():
            for conversation in list(self._conversations.values()):
                if conversation.entitled(scope):
                    conversation.session.seek(scope, files, keep=True)
                    conversation.wake()
