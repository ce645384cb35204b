"""Fetching bodies that did not travel inside their operation.

Long bodies are asked for by the id of their operation, after the operation is here: so a device that knows a
body to be erased never asks for it. Each is asked of one peer at a time that holds the operation; who says
that it does not have one is not asked for it again for a while.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sync.ports import Shelf

if TYPE_CHECKING:
    from sync.conversation import Conversation

# Eight bodies of 64 KiB are the credit that a peer has for them.
IDS_PER_REQUEST: Final = 8
LOOK_AHEAD: Final = 256
STALL_S: Final = 20.0
# A peer that did not have a body may get it from somebody else; nothing tells us when.
ASK_AGAIN_S: Final = 30.0


@dataclass(slots=True)
class _Request:
    number: int
    scope: bytes
    ids: set[bytes]
    since_s: float
    stalled: bool = False


class BodyHunt:
    """Which bodies are being fetched from whom."""

    def __init__(self, shelf: Shelf, conversations: Mapping[int, "Conversation"]) -> None:
        """Fetch what `shelf` misses from `conversations`, which is live."""
        self._shelf = shelf
        self._conversations = conversations
        self._requests: dict[int, _Request] = {}
        self._asked_for_s: dict[int, dict[bytes, float]] = {}
        self._open: set[bytes] = set()
        self._again_s = 0.0

    async def look(self, scope: bytes, now_s: float) -> None:
        """Ask for bodies of `scope` that are missing here, newest first."""
        self._open.add(scope)
        if all(number in self._requests for number in self._conversations):
            return
        missing = await self._shelf.missing_bodies(scope, LOOK_AHEAD)
        if not missing:
            self._open.discard(scope)
            return
        under_way = {i for request in self._requests.values() if not request.stalled for i in request.ids}
        for number, conversation in self._conversations.items():
            view = conversation.session.views.get(scope)
            if view is None or number in self._requests:
                continue
            asked = self._asked_for_s.setdefault(number, {})
            ids = [
                op_id
                for feed, seq, op_id in missing
                if op_id not in under_way
                and op_id not in asked
                and (held := view.get(feed)) is not None
                and held.lo <= seq < held.hi
            ][:IDS_PER_REQUEST]
            if not ids:
                continue
            under_way.update(ids)
            asked.update(dict.fromkeys(ids, now_s))
            request = conversation.session.want(scope, ids)
            self._requests[number] = _Request(request, scope, set(ids), now_s)
            conversation.wake()

    async def arrived(
        self,
        conversation: "Conversation",
        scope: bytes | None,
        number: int,
        bodies: Sequence[tuple[bytes, bytes | None]],
        now_s: float,
    ) -> None:
        """Keep bodies that came, and go on."""
        request = self._requests.get(conversation.number)
        if request is None or request.number != number:
            return
        if bodies:
            # An answer with nothing in it is no answer: it would keep others from being asked, for ever.
            request.since_s = now_s
        request.ids.difference_update(op_id for op_id, _ in bodies)
        # Who does not have one is asked again later than everybody else, however long it took to say so.
        asked = self._asked_for_s.setdefault(conversation.number, {})
        asked.update((op_id, now_s) for op_id, body in bodies if body is None)
        there = [(op_id, body) for op_id, body in bodies if body is not None]
        if there and scope is not None:
            await self._shelf.take_bodies(scope, there, conversation.peer)
        if not request.ids:
            self._requests.pop(conversation.number, None)
            for open_scope in [request.scope, *(self._open - {request.scope})]:
                await self.look(open_scope, now_s)

    def forget(self, number: int) -> None:
        """Forget a conversation that is over."""
        request = self._requests.pop(number, None)
        self._asked_for_s.pop(number, None)
        if request is not None:
            self._again_s = 0.0

    async def tick(self, now_s: float) -> None:
        """Free what stalled, and ask again for what nobody had."""
        for request in self._requests.values():
            if not request.stalled and now_s - request.since_s > STALL_S:
                request.stalled = True
                self._again_s = 0.0
        if self._open and now_s >= self._again_s:
            self._again_s = now_s + ASK_AGAIN_S
            for asked in self._asked_for_s.values():
                for op_id in [i for i, at_s in asked.items() if now_s - at_s >= ASK_AGAIN_S]:
                    del asked[op_id]
            for scope in list(self._open):
                await self.look(scope, now_s)
