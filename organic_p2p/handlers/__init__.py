"""What an engine does with each request: one function for one request of the API."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from organic_p2p import views
from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from organic_p2p.domain.codes import CodeError, Hint
from organic_p2p.domain.ids import OpId, PersonId
from organic_p2p.domain.storage import GB
from organic_p2p.engine import Engine
from organic_p2p.errors import BadInputError, NotFoundError, OrganicError
from organic_p2p.handlers import arriving, doctor, exporting, finding, joining, pictures, profile, settings
from organic_p2p.harmless import harmless
from organic_p2p.services import lookup
from organic_p2p.services.attaching import Offered
from sync.errors import UnreachableError
from sync.interfaces import local_addresses
from sync.ports import Address, Host

MIN_LIMIT_BYTES, MAX_LIMIT_BYTES = GB // 100, 1_000_000 * GB


async def handle(engine: Engine, request: q.Request) -> object:
    """Return the reply to `request`; a refusal is a reply too.

    Anything but an `OrganicError` is a mistake of this program and is raised.
    """
    try:
        reply = await _HANDLERS[type(request)](engine, request)
        # A page of long texts that are made to be slow is no reason to keep everybody else waiting.
        return (
            await asyncio.to_thread(harmless, reply) if isinstance(reply, r.PostsReply) else harmless(reply)
        )
    except OrganicError as refusal:
        return harmless(r.Refused(refusal.kind, refusal.sentence))


async def _status(engine: Engine, request: q.Status) -> r.StatusReply:
    del request
    return views.status(engine, arriving.joins(engine))


async def _start_circle(engine: Engine, request: q.StartCircle) -> r.CircleReply:
    circle = await engine.circles.start(request.name, request.my_name)
    await engine.ensure_network()
    return r.CircleReply(circle.id, circle.status.value)


async def _list_circles(engine: Engine, request: q.ListCircles) -> r.CirclesReply:
    del request
    return r.CirclesReply(views.circles(engine))


async def _invite(engine: Engine, request: q.Invite) -> r.InviteReply:
    if request.addresses:
        try:
            hints = [Hint.from_text(address) for address in request.addresses]
        except CodeError as fault:
            raise BadInputError(fault.kind, fault.sentence) from fault
    else:
        hints = _own_hints(engine)
    made = await engine.invitations.invite(request.circle, request.days, ask=request.ask, hints=hints)
    return views.made(made)


async def _list_invitations(engine: Engine, request: q.ListInvitations) -> r.InvitationsReply:
    return views.invitations(engine, lookup.circle(engine.core, request.circle))


async def _revoke(engine: Engine, request: q.RevokeInvitation) -> r.Done:
    await engine.invitations.revoke(request.invitation)
    return r.Done()


async def _list_requests(engine: Engine, request: q.ListRequests) -> r.RequestsReply:
    return views.requests(engine, await engine.invitations.requests(request.circle))


async def _approve(engine: Engine, request: q.Approve) -> r.Done:
    await engine.invitations.approve(request.request)
    return r.Done()


async def _decline(engine: Engine, request: q.Decline) -> r.Done:
    await engine.invitations.decline(request.request)
    return r.Done()


async def _post(engine: Engine, request: q.Post) -> r.PostReply:
    before = engine.vault.storage.gave_way
    async with engine.drafts.becoming(request.draft):
        done = await engine.feed.post(
            request.circle, request.text, _offered(request.attached), request.people
        )
    return r.PostReply(done.id, views.attached(done.attached), engine.vault.storage.gave_way - before)


async def _comment(engine: Engine, request: q.Comment) -> r.PostReply:
    before = engine.vault.storage.gave_way
    done = await engine.feed.comment(request.post, request.text, _offered(request.attached))
    return r.PostReply(done.id, views.attached(done.attached), engine.vault.storage.gave_way - before)


async def _react(engine: Engine, request: q.React) -> r.Done:
    await engine.feed.react(request.post, request.emoji)
    return r.Done()


async def _edit(engine: Engine, request: q.Edit) -> r.PostReply:
    return r.PostReply(await engine.feed.edit(request.post, request.text), (), 0)


async def _delete(engine: Engine, request: q.Delete) -> r.Done:
    await engine.feed.delete(request.post)
    return r.Done()


async def _read_feed(engine: Engine, request: q.ReadFeed) -> r.PostsReply:
    entries = await engine.feed.feed(request.circle, request.limit, request.before)
    return await views.posts(engine, entries, with_comments=True)


async def _read_home(engine: Engine, request: q.ReadHome) -> r.PostsReply:
    entries = await engine.feed.home(request.limit, request.before)
    return await views.posts(engine, entries, with_comments=True)


async def _read_posts(engine: Engine, request: q.ReadPosts) -> r.PostsReply:
    entries = await engine.feed.posts([OpId(post) for post in request.posts], request.circle)
    return await views.posts(engine, entries, with_comments=True)


async def _list_members(engine: Engine, request: q.ListMembers) -> r.MembersReply:
    return views.members(engine, lookup.circle(engine.core, request.circle))


async def _message(engine: Engine, request: q.Message) -> r.MessageReply:
    before = engine.vault.storage.gave_way
    async with engine.drafts.becoming(request.draft):
        room, done = await engine.feed.message(request.people, request.text, _offered(request.attached))
    gave_way = engine.vault.storage.gave_way - before
    return r.MessageReply(room.id, done.id, views.attached(done.attached), gave_way)


async def _list_conversations(engine: Engine, request: q.ListConversations) -> r.ConversationsReply:
    del request
    return views.conversations(engine, await engine.letters.conversations())


async def _read_conversation(engine: Engine, request: q.ReadConversation) -> r.PostsReply:
    entries = await engine.letters.conversation(request.people, request.limit, request.before)
    return await views.posts(engine, entries, with_comments=True)


async def _mark_read(engine: Engine, request: q.MarkRead) -> r.Done:
    await engine.letters.mark_read(request.people, request.letter)
    return r.Done()


async def _remove(engine: Engine, request: q.Remove) -> r.Done:
    await engine.circles.remove(request.person, request.circle, request.reason)
    return r.Done()


async def _leave(engine: Engine, request: q.Leave) -> r.Done:
    await engine.circles.leave(request.circle, erase=request.erase)
    return r.Done()


async def _promote(engine: Engine, request: q.Promote) -> r.MotionReply:
    motion, passed, needed = await engine.circles.promote(request.person, request.circle)
    return r.MotionReply(motion, passed, needed)


async def _propose(engine: Engine, request: q.Propose) -> r.MotionReply:
    return r.MotionReply(
        *await engine.proposals.propose(request.what, request.person, request.circle, request.reason)
    )


async def _vote(engine: Engine, request: q.Vote) -> r.MotionReply:
    return r.MotionReply(*await engine.proposals.vote(request.proposal, yes=request.yes))


async def _connect(engine: Engine, request: q.Connect) -> r.ConnectReply:
    engine.core.me  # noqa: B018 — says that nobody lives here, if so
    try:
        hint = Hint.from_text(request.address)
    except CodeError as fault:
        raise BadInputError(fault.kind, fault.sentence) from fault
    if engine.network is None:
        raise NotFoundError("no-network", "The network is not up here. Run: organic node")
    try:
        found = await engine.network.connect(Address(hint.host, hint.port))
    except UnreachableError as cause:
        raise NotFoundError(
            "unreachable",
            f"Nobody you know answers at {request.address}. Is Organic running there, and is the address right?",
        ) from cause
    if isinstance(found, Host):
        return r.ConnectReply(None, None)
    return r.ConnectReply(found.person, engine.core.name_of(PersonId(found.person)))


async def _search(engine: Engine, request: q.Search) -> r.PostsReply:
    entries = await engine.feed.search(request.text, request.circle, request.limit)
    return await views.posts(engine, entries, with_comments=False)


async def _list_pictures(engine: Engine, request: q.ListPictures) -> r.PostsReply:
    entries = await engine.albums.pictures(request.circle, request.limit, request.before)
    return await views.posts(engine, entries, with_comments=False)


async def _read_file(engine: Engine, request: q.ReadFile) -> r.FileReply:
    name, data, size = await engine.albums.read(
        request.post, request.number, request.offset, original=request.original
    )
    return r.FileReply(name, data, size)


async def _save(engine: Engine, request: q.Save) -> r.SaveReply:
    done = await engine.albums.save(
        request.post,
        Path(request.folder),
        request.number,
        original=request.original,
        wait_s=max(0, request.wait_ms) / 1000 if engine.is_running else 0.0,
    )
    return await views.saved(engine, done)


async def _storage(engine: Engine, request: q.Storage) -> r.StorageReply:
    engine.core.me  # noqa: B018 — says that nobody lives here, if so
    if request.limit_bytes is not None:
        if not MIN_LIMIT_BYTES <= request.limit_bytes <= MAX_LIMIT_BYTES:
            raise BadInputError(
                "limit",
                f"The limit can be between {MIN_LIMIT_BYTES / GB:g} and {MAX_LIMIT_BYTES / GB:,.0f} GB.",
            )
        await engine.vault.set_limit(request.limit_bytes)
    if request.keep_originals is not None:
        await engine.vault.storage.set_keep_originals(keep=request.keep_originals)
    return await views.storage(engine)


async def _put_draft(engine: Engine, request: q.PutDraft) -> r.Done:
    await engine.drafts.put(request.place, request.text)
    return r.Done()


async def _list_drafts(engine: Engine, request: q.ListDrafts) -> r.DraftsReply:
    del request
    drafts = await engine.drafts.list()
    return r.DraftsReply(tuple(r.Draft(place, text) for place, text in drafts.items()))


async def _lock(engine: Engine, request: q.Lock) -> r.DiskReply:
    return r.DiskReply((await engine.protect(request.passphrase, request.current)).value)


async def _unlock(engine: Engine, request: q.Unlock) -> r.DiskReply:
    await engine.check_passphrase(request.passphrase)
    return r.DiskReply(engine.protection.value)


async def _stop(engine: Engine, request: q.Stop) -> r.Done:
    # Whoever keeps an engine running ends it (`cli.node`); one that was opened for a single command ends by itself.
    del engine, request
    raise NotFoundError("not-running", "No engine runs here.")


async def _follow(engine: Engine, request: q.Follow) -> r.Done:
    del engine, request  # the server connects the events to this connection
    return r.Done()


def _offered(attached: Iterable[q.Attach]) -> list[Offered]:
    return [
        Offered(Path(one.path) if one.path else None, one.data, one.as_picture, one.original)
        for one in attached
    ]


def _own_hints(engine: Engine) -> list[Hint]:
    """Return where this engine listens: what a guest without multicast can try."""
    if engine.network is None or not engine.network.port:
        return []
    try:
        addresses = local_addresses(loopback_only=engine.loopback_only)
    except OSError:
        return []
    hints = []
    for address in addresses:
        try:
            hints.append(Hint.at(address.host, engine.network.port))
        except CodeError:
            continue  # an address that no code may carry, such as one with a zone
    return hints


_HANDLERS: Mapping[type, Callable[[Engine, Any], Awaitable[object]]] = {
    q.Status: _status,
    q.StartCircle: _start_circle,
    q.ListCircles: _list_circles,
    q.Invite: _invite,
    q.ListInvitations: _list_invitations,
    q.RevokeInvitation: _revoke,
    **joining.HANDLERS,
    q.ListRequests: _list_requests,
    q.Approve: _approve,
    q.Decline: _decline,
    q.Post: _post,
    q.Comment: _comment,
    q.React: _react,
    q.Edit: _edit,
    q.Delete: _delete,
    q.ReadFeed: _read_feed,
    q.ReadHome: _read_home,
    q.ReadPosts: _read_posts,
    q.ListMembers: _list_members,
    q.Message: _message,
    q.ListConversations: _list_conversations,
    q.ReadConversation: _read_conversation,
    q.MarkRead: _mark_read,
    q.Remove: _remove,
    q.Leave: _leave,
    q.Promote: _promote,
    q.Propose: _propose,
    q.Vote: _vote,
    q.Connect: _connect,
    q.Diagnose: doctor.diagnose,
    q.Search: _search,
    **finding.HANDLERS,
    **exporting.HANDLERS,
    q.ListPictures: _list_pictures,
    q.ReadFile: _read_file,
    q.Save: _save,
    q.Storage: _storage,
    q.PutDraft: _put_draft,
    q.ListDrafts: _list_drafts,
    q.Lock: _lock,
    q.Unlock: _unlock,
    q.Stop: _stop,
    q.Follow: _follow,
    **arriving.HANDLERS,
    **pictures.HANDLERS,
    **profile.HANDLERS,
    **settings.HANDLERS,
}
